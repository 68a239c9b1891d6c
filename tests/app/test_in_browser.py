"""The app in a real browser: a story is made, judged, undone and grows; the console stays silent, axe finds nothing."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from tests.app.conftest import FERRY
from tests.app.running import App

pytestmark = pytest.mark.browser
DONE = "#story[data-state=done]"


def test_a_story_from_files_to_a_judgement(browser: Any, app: App) -> None:
    import axe_playwright_python

    said: list[str] = []
    context = browser.new_context(viewport={"width": 1400, "height": 900})
    shown = context.new_page()
    shown.on("console", lambda message: said.append(message.text))
    shown.on("pageerror", lambda error: said.append(str(error)))
    files = sorted(str(p) for p in FERRY.iterdir() if p.suffix in (".txt", ".html"))
    shown.goto(app.url)
    shown.fill("#new input[name=title]", "Ferry <b>disaster</b>")
    shown.set_input_files("#new input[name=files]", files[:4])
    shown.click("text=Compare")
    shown.wait_for_selector(DONE, timeout=60_000)
    assert shown.text_content("#title") == "Ferry <b>disaster</b>"

    shown.wait_for_selector('#judged > summary:text-is("Judgements (0)")')  # the scripts have run
    # by keyboard alone: the first difference, e for the dialog, a choice, a note
    shown.keyboard.press("n")
    shown.keyboard.press("e")
    assert shown.text_content("#judge-what") == "conflict c1"
    shown.check("#judge input[value=dismiss]")
    shown.fill("#judge textarea[name=note]", "two boats")
    shown.keyboard.press("Escape")
    assert shown.evaluate("document.activeElement.className") == "self"
    shown.click("#c1 button.judge")
    shown.check("#judge input[value=dismiss]")
    shown.fill("#judge textarea[name=note]", "two boats")
    shown.click("#judge button[type=submit]")
    shown.wait_for_selector(f"{DONE}[data-dossier='2']", timeout=60_000)
    shown.wait_for_selector(".finding.chosen button.judge:focus")
    assert shown.evaluate("""() => {
        const { x, y } = document.activeElement.getBoundingClientRect();
        return document.elementFromPoint(x + 5, y + 5) === document.activeElement;
    }"""), "the finding judged is in sight"
    assert "two boats" in shown.text_content("#judgements .finding .badge.dismiss >> xpath=..")
    shown.click("#judged > summary")
    shown.wait_for_selector("#history li")
    assert "dismissed: two boats" in (shown.text_content("#history") or "")

    shown.click("#given > summary")
    shown.set_input_files("#add input[type=file]", files[4:])
    shown.click("#add button[type=submit]")
    shown.wait_for_selector(f"{DONE}[data-dossier='3']", timeout=60_000)
    shown.wait_for_selector("#changed:not([hidden])")
    shown.click("#judgements .finding button.undo")
    shown.wait_for_selector(f"{DONE}[data-dossier='4']", timeout=60_000)
    assert said == []
    context.close()

    # with its policy bypassed, for axe is a script that is not the app's own
    context = browser.new_context(bypass_csp=True, color_scheme="dark", viewport={"width": 400, "height": 800})
    shown = context.new_page()
    for path in ("/", f"/stories/{app.call('GET', '/api/stories')[0]['id']}", "/search?q=captain"):
        shown.goto(app.url + path)
        shown.evaluate("document.querySelectorAll('details').forEach((d) => { d.open = true; })")
        shown.evaluate((Path(axe_playwright_python.__file__).parent / "axe.min.js").read_text("utf-8"))
        for _ in range(2 if shown.query_selector("#c1 button.judge") else 1):
            found = shown.evaluate("axe.run()")["violations"]
            serious = [v for v in found if v["impact"] in ("serious", "critical")]
            assert [(v["id"], v["nodes"][0]["html"]) for v in serious] == [], path
            if shown.query_selector("#c1 button.judge"):  # and once more with its dialog open
                shown.evaluate(
                    "document.querySelector('#judge').open || document.querySelector('#c1 button.judge').click()"
                )
        shown.evaluate("document.querySelector('#judge')?.close()")
        twice = shown.evaluate("Array.from(document.querySelectorAll('[id]'), (e) => e.id)")
        assert len(twice) == len(set(twice))
        lefts = "['.name', '.find'].map((s) => document.querySelector(s).getBoundingClientRect().left)"
        assert len(set(shown.evaluate(lefts))) == 1, path
        wide = """Array.from(document.body.querySelectorAll("*"))
            .filter((e) => e.getBoundingClientRect().right > innerWidth + 1).map((e) => e.outerHTML)"""
        assert [html[:80] for html in shown.evaluate(wide)] == [], path
    context.close()


def test_two_windows_never_lose_each_others_edits(browser: Any, app: App) -> None:
    story = app.call("POST", "/api/stories", {"title": "Mine"})
    context = browser.new_context()
    one, other = context.new_page(), context.new_page()
    for window in (one, other):
        window.goto(f"{app.url}/stories/{story['id']}")
        window.click("#more > summary")
    one.fill("#rename input[name=title]", "Ours")
    one.click("#rename button")
    one.wait_for_selector('#title:text-is("Ours")')
    other.fill("#rename input[name=title]", "Mine again")
    other.click("#rename button")
    other.wait_for_selector("#says.wrong")
    assert "changed in another window" in (other.text_content("#says") or "")
    assert app.call("GET", f"/api/stories/{story['id']}")["title"] == "Ours"
    context.close()
