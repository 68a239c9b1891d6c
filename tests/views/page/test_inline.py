"""Styles and scripts in one piece."""

from __future__ import annotations

import re

from crossread.views.page import inline


def test_every_module_and_style_is_in_it() -> None:
    modules = {p.stem for p in (inline.ASSETS / "script").glob("*.js")}
    assert set(re.findall(r"^const (\w+)_js = ", inline.script(), re.MULTILINE)) == modules
    assert {p.stem for p in (inline.ASSETS / "style").glob("*.css")} == set(inline.STYLES)


def test_a_module_comes_after_those_it_imports_and_gives_what_they_take() -> None:
    given: dict[str, set[str]] = {}
    for name, body, exported in re.findall(
        r"^const (\w+)_js = \(\(\) => \{\n(.*?)return \{ (.*?) \};\n\}\)\(\);$",
        inline.script(),
        re.MULTILINE | re.DOTALL,
    ):
        for taken, source in re.findall(r"^const \{ (.*?) \} = (\w+)_js;$", body, re.MULTILINE):
            assert set(taken.split(", ")) <= given[source], (name, source)
        given[name] = set(exported.split(", "))
    assert "main" in given
    assert not re.search(r"^(import|export) ", inline.script(), re.MULTILINE)
