"""Names of those who vouch."""

import pytest

from crossread.comparison import vouchers
from crossread.values import Voucher


@pytest.mark.parametrize(
    ("name", "source", "shown"),
    [
        ("her", "her", "unnamed"),
        ("office", "her office", "unnamed"),
        ("premier’s office", "the premier’s office", "premier’s office"),
        ("Orvalla", "she", "unnamed"),
        ("Orvalla", "Orvalla", "Orvalla"),
        ("Mira Orvalla", "she", "Mira Orvalla"),
        ("information", "information", "unnamed"),
    ],
)
def test_no_pronoun_and_no_thing_is_a_name(name: str, source: str, shown: str) -> None:
    kind = "person" if name[0].isupper() else "unnamed"
    assert vouchers._name(Voucher(kind=kind, name=name), source) == shown  # type: ignore[arg-type]
