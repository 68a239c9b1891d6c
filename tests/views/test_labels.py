"""Every word of the dossier's vocabulary has its plain words."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import get_args

import pytest

import crossread
from crossread import values
from crossread.views.labels import labels

KINDS = {
    "part": values.PartKind,
    "quotation": values.QuotationKind,
    "entity": values.EntityKind,
    "voucher": values.VoucherKind,
    "modality": values.Modality,
    "bound": values.Bound,
    "quantity": values.QuantityKind,
    "conflict": values.ConflictKind,
    "nature": values.Nature,
    "relation": values.Relation,
    "standing": values.Standing,
    "judgement": values.JudgementKind,
    "judgement-state": values.JudgementState,
}


@pytest.mark.parametrize("kind", KINDS)
def test_every_word_has_a_label(kind: str) -> None:
    assert set(labels(kind)) == set(get_args(KINDS[kind]))


def test_every_reason_has_a_label() -> None:
    path = Path(crossread.__file__).parent / "comparison/conflicts/reasons.toml"
    assert set(labels("reason")) == set(tomllib.loads(path.read_text("utf-8"))["reasons"])


def test_every_reason_to_set_a_part_aside_has_a_label() -> None:
    path = Path(crossread.__file__).parent / "reports/furniture.toml"
    assert set(tomllib.loads(path.read_text("utf-8"))) <= set(labels("dropped"))
