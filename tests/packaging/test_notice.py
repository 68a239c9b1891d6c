"""NOTICE names what is shipped and what is needed, and the shipped models carry their licences."""

from __future__ import annotations

import ast
import re
import sys
import tomllib
from importlib.metadata import packages_distributions
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
MODELS = ROOT / "src" / "crossread" / "language" / "models"


def declared() -> set[str]:
    """What a user's installation may need: the dependencies, and those of the extras that are not for development."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    extras = project["optional-dependencies"]
    needed = [*project["dependencies"], *(n for name in extras if name not in ("dev", "tune") for n in extras[name])]
    return {re.split(r"[<>=\[ ]", n)[0] for n in needed}


def test_every_dependency_has_its_licence_in_notice() -> None:
    named = set(re.findall(r"^  ([a-z0-9-]+) {2,}\S", (ROOT / "NOTICE").read_text("utf-8"), re.MULTILINE))
    assert declared() == named


def test_every_package_that_is_imported_is_declared() -> None:
    """What happens to come with another dependency may go with its next release."""
    imported = {
        name.split(".")[0]
        for path in (ROOT / "src").rglob("*.py")
        for node in ast.walk(ast.parse(path.read_text("utf-8")))
        for name in _modules(node)
    }
    third_party = imported - sys.stdlib_module_names - {"crossread"}
    providers = packages_distributions()
    assert {m for m in third_party if not declared() & {d.lower() for d in providers.get(m, [])}} == set()


def _modules(node: ast.AST) -> list[str]:
    if isinstance(node, ast.Import):
        return [alias.name for alias in node.names]
    return [node.module] if isinstance(node, ast.ImportFrom) and node.module and not node.level else []


@pytest.mark.parametrize("folder", sorted(p for p in MODELS.iterdir() if p.is_dir()), ids=lambda p: p.name)
def test_every_model_has_a_licence_and_is_named(folder: Path) -> None:
    assert (folder / "LICENSE").stat().st_size > 500
    assert folder.name in (ROOT / "NOTICE").read_text("utf-8")
