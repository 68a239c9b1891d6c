"""Take the pictures of docs/tour.md from the page of an example, with Debian's Chromium: `make pictures`."""

from __future__ import annotations

import base64
import os
import tempfile
from pathlib import Path
from typing import Any

import crossread
from crossread.views import page
from tools.chromium import launched, where

ROOT = Path(__file__).parent.parent
STORY = "examples/ferry-lunna"
JUDGEMENTS = "examples/ada.jsonl"
PICTURES = ROOT / "docs/pictures"
SHOTS: dict[str, tuple[int, int, str, str, str]] = {
    "head": (1400, 860, "light", "", ""),
    "conflict": (1400, 860, "light", "#c3", ""),
    "wordings": (1400, 700, "light", "#u5", "document.querySelector('#u5').scrollIntoView({block: 'center'})"),
    "copying": (1400, 640, "dark", "#copying", ""),
    "coverage": (1400, 760, "light", "#omissions", ""),
    "judged": (1400, 700, "light", "#judgements", ""),
    "telephone": (400, 760, "light", "#c3", ""),
    "telephone-reader": (400, 760, "dark", "#c1", "document.querySelector('#c1 .read').click()"),
}
"""Width, height, colours, the place in the page, and what is done before the picture is taken."""


def shoot(browser: Any, address: str, name: str) -> None:
    """One picture, as WebP, which only the browser's own protocol gives."""
    width, height, scheme, place, act = SHOTS[name]
    shown = browser.new_page(viewport={"width": width, "height": height}, color_scheme=scheme)
    shown.goto(address + place)
    shown.wait_for_selector("html[data-ready]")
    shown.evaluate("new Promise(requestAnimationFrame)")
    if act:
        shown.evaluate(act)
    shown.mouse.move(0, 0)
    taken = shown.context.new_cdp_session(shown).send("Page.captureScreenshot", {"format": "webp", "quality": 60})
    (PICTURES / f"{name}.webp").write_bytes(base64.b64decode(taken["data"]))
    shown.close()


def main() -> None:
    """All pictures."""
    if where() is None:
        raise SystemExit("Chromium is not on the path: install Debian's package chromium.")
    os.chdir(ROOT)
    PICTURES.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as folder:
        found = {name: Path(folder) / f"{name}.html" for name in ("plain", "judged")}
        found["plain"].write_text(page.render(crossread.compare(STORY)), "utf-8")
        found["judged"].write_text(page.render(crossread.compare(STORY, judgements=JUDGEMENTS)), "utf-8")
        with launched() as browser:
            for name in SHOTS:
                shoot(browser, found.get(name, found["plain"]).as_uri(), name)


if __name__ == "__main__":
    main()
