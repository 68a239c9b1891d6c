"""The dossier's JSON Schema, and its description in words, both made from the values themselves."""

from __future__ import annotations

import ast
import inspect
import re
from typing import Any

import msgspec

from crossread import settings, values
from crossread.values import SCHEMA_VERSION, Dossier, Judgement


def json_schema() -> dict[str, Any]:
    """JSON Schema (draft 2020-12) of ``crossread compare --json``."""
    made = msgspec.json.decode(msgspec.json.encode(msgspec.json.schema(Dossier)))
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": f"Crossread dossier, schema {SCHEMA_VERSION}",
        **made,
    }


def judgement_schema() -> dict[str, Any]:
    """JSON Schema (draft 2020-12) of a line of a file of judgements; fields that are not known are allowed."""
    made = msgspec.json.decode(msgspec.json.encode(msgspec.json.schema(Judgement)))
    del made["$defs"]["Judgement"]["properties"]["more"]
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "A judgement: a line of a file for crossread compare --judgements",
        **made,
    }


def described() -> str:
    """Every value of a dossier as a table of its fields, in Markdown: docs/schema.md."""
    head = f"""# The dossier, schema {SCHEMA_VERSION}

What `crossread compare --json` prints. `crossread/dossier.schema.json` in the package is the same as JSON Schema.
Made from `src/crossread/values.py` by `tools/make_schema.py`.

{_spaced(inspect.getdoc(values) or "")}

Fields may be added in a later version; what stands here keeps its meaning.
"""
    tree = ast.parse(inspect.getsource(values))
    classes = {n.name: n for n in tree.body if isinstance(n, ast.ClassDef)}
    order = ["Dossier", *(n for n in classes if n not in ("Dossier", "Word", "Time", "Reading"))]
    words = "\n".join(
        f"- **{n.targets[0].id}**: {', '.join(f'`{w}`' for w in ast.literal_eval(n.value.slice))}"  # type: ignore[attr-defined]
        for n in tree.body
        if isinstance(n, ast.Assign) and isinstance(n.value, ast.Subscript) and _literal(n.value)
    )
    tables = "\n".join(_table(classes[name]) for name in order)
    return f"{head}\n## Words\n\n{words}\n\n{tables}"


def settings_described() -> str:
    """Every setting with its default, in Markdown: docs/settings.md."""
    tree = ast.parse(inspect.getsource(settings))
    node = next(n for n in tree.body if isinstance(n, ast.ClassDef))
    defaults = {
        n.target.id: ast.unparse(n.value)
        for n in node.body
        if isinstance(n, ast.AnnAssign) and isinstance(n.target, ast.Name) and n.value
    }
    rows = [f"| `{name}` | `{kind}` | `{defaults.get(name, '')}` | {said} |" for name, kind, said in _fields(node)]
    return "\n".join(
        [
            "# Settings",
            "",
            "`--set NAME=VALUE` at the command, `Settings(name=value)` in Python.",
            _spaced(ast.get_docstring(node) or ""),
            "Made from `src/crossread/settings.py` by `tools/make_schema.py`.",
            "",
            "| name | type | default | |",
            "|---|---|---|---|",
            *rows,
            "",
        ]
    )


def _literal(node: ast.Subscript) -> bool:
    return isinstance(node.value, ast.Name) and node.value.id == "Literal"


def _table(node: ast.ClassDef) -> str:
    lines = [f"## {node.name}", "", _spaced(ast.get_docstring(node) or ""), "", "| field | type | |", "|---|---|---|"]
    lines += [f"| `{name.rstrip('_')}` | `{kind}` | {said} |" for name, kind, said in _fields(node)]
    return "\n".join(lines) + "\n"


def _fields(node: ast.ClassDef) -> list[tuple[str, str, str]]:
    """Name, type and the string that stands below each field."""
    found = []
    for field, after in zip(node.body, [*node.body[1:], None], strict=True):
        if isinstance(field, ast.AnnAssign) and isinstance(field.target, ast.Name):
            said = ""
            if isinstance(after, ast.Expr) and isinstance(after.value, ast.Constant):
                said = _spaced(str(after.value.value))
            kind = ast.unparse(field.annotation).replace("|", "or")
            found.append((field.target.id, kind, said.replace("|", "\\|")))
    return found


def _spaced(text: str) -> str:
    return re.sub(r"``", "`", re.sub(r"\s*\n\s*(?!\n)", " ", inspect.cleandoc(text)))
