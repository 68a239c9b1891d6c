"""The schema that is shipped is that of the values, and a dossier keeps to it."""

from __future__ import annotations

import json
from pathlib import Path

import jsonschema
import msgspec

import crossread
from crossread.views import schema
from tests.made import dossier

SHIPPED = Path(crossread.__file__).parent / "dossier.schema.json"
DOCS = Path(__file__).parents[2] / "docs"


def test_what_is_shipped_is_up_to_date() -> None:
    again = "`python tools/make_schema.py` brings it up to date"
    assert json.loads(SHIPPED.read_text("utf-8")) == schema.json_schema(), again
    assert (DOCS / "schema.md").read_text("utf-8") == schema.described(), again
    assert (DOCS / "settings.md").read_text("utf-8") == schema.settings_described(), again


def test_a_judgement_is_valid() -> None:
    shipped = json.loads(SHIPPED.with_name("judgement.schema.json").read_text("utf-8"))
    assert shipped == schema.judgement_schema(), "`python tools/make_schema.py` brings it up to date"
    check = jsonschema.Draft202012Validator(shipped)
    for line in (DOCS.parent / "examples/ada.jsonl").read_text("utf-8").splitlines():
        check.validate(json.loads(line) | {"mood": "sure"})
    assert not check.is_valid(json.loads(line) | {"kind": "shout"})


def test_a_dossier_is_valid() -> None:
    made = json.loads(msgspec.json.encode(dossier()))
    jsonschema.Draft202012Validator(json.loads(SHIPPED.read_text("utf-8"))).validate(made)
    made["points"][0]["standing"] = "sure"
    assert not jsonschema.Draft202012Validator(schema.json_schema()).is_valid(made)


def test_every_section_is_described() -> None:
    text = schema.described()
    for name in crossread.Dossier.__struct_fields__:
        assert f"| `{name}` |" in text
