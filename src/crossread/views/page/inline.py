"""The page's styles and scripts in one piece each, with the policy that admits nothing else."""

from __future__ import annotations

import base64
import functools
import hashlib
import re
from pathlib import Path

ASSETS = Path(__file__).parent.parent / "assets"
STYLES = ("base", "layout", "findings", "drawings", "reader", "tools", "print")
"""Files of assets/style, in the order of the cascade."""
_IMPORT = re.compile(r'^import (?:\* as )?(.*) from "\./(\w+)\.js";$', re.MULTILINE)
_EXPORT = re.compile(r"^export ((?:async )?(?:const|function\*?) (\w+))", re.MULTILINE)


@functools.cache
def style() -> str:
    """All styles."""
    return "".join((ASSETS / "style" / f"{name}.css").read_text("utf-8") for name in STYLES)


@functools.cache
def script() -> str:
    """The modules that main.js needs as one script: each once, after those it imports, as a function that gives what
    it exports.

    A page opened from disk may load no module from a file beside it.
    """
    done: dict[str, str] = {}

    def take(name: str) -> None:
        text = (ASSETS / "script" / f"{name}.js").read_text("utf-8")
        for _, needed in _IMPORT.findall(text):
            if needed not in done:
                take(needed)
        exported = ", ".join(word for _, word in _EXPORT.findall(text))
        body = _EXPORT.sub(r"\1", _IMPORT.sub(r"const \1 = \2_js;", text))
        done[name] = f"const {name}_js = (() => {{\n{body}return {{ {exported} }};\n}})();\n"

    take("main")
    return '"use strict";\n(() => {\n' + "".join(done.values()) + "})();\n"


def policy(framed: bool = False) -> str:
    """The content security policy: this style and this script, by their hashes, and nothing else at all.

    Framed by the app: what the app serves beside it, too.
    """
    own = " 'self'" if framed else ""
    more = "form-action 'self'; connect-src 'self'; img-src data:" if framed else "form-action 'none'"
    return (
        f"default-src 'none'; style-src '{_hash(style())}'{own}; script-src '{_hash(script())}'{own}; "
        f"base-uri 'none'; {more}"
    )


def _hash(text: str) -> str:
    return "sha256-" + base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()
