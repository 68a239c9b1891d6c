"""What a story is made of, given in a real browser: files dropped, addresses pasted; and where what is found leads."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.app.running import App
from tests.app.site import BRIDGE, Site, running
from tests.app.test_addresses import limits

pytestmark = pytest.mark.browser
DONE = "#story[data-state=done]"
DROP = """([name, text]) => {
  const data = new DataTransfer();
  if (name) data.items.add(new File([text], name));
  else data.setData("text/uri-list", text);
  document.getElementById("drop").dispatchEvent(new DragEvent("drop", {dataTransfer: data, bubbles: true}));
}"""


@pytest.fixture(scope="module")
def site() -> Iterator[Site]:
    with running() as site:
        yield site


@pytest.fixture(scope="module")
def open_app(tmp_path_factory: pytest.TempPathFactory, site: Site) -> Iterator[App]:
    app = App(tmp_path_factory.mktemp("open") / "s.db", *limits(site, allow_private="true", max_fetch_seconds=25))
    yield app
    app.kill()


@pytest.fixture
def window(browser: Any) -> Iterator[Any]:
    """A window whose console must stay silent."""
    said: list[str] = []
    context = browser.new_context(bypass_csp=True, viewport={"width": 400, "height": 800})
    shown = context.new_page()
    shown.on("pageerror", lambda error: said.append(str(error)))
    yield shown
    context.close()
    assert said == []


def serious(shown: Any) -> list[str]:
    import axe_playwright_python

    shown.evaluate((Path(axe_playwright_python.__file__).parent / "axe.min.js").read_text("utf-8"))
    found = shown.evaluate("axe.run(document, {iframes: false})")["violations"]
    return [f"{v['id']}: {v['nodes'][0]['html']}" for v in found if v["impact"] in ("serious", "critical")]


def test_what_is_dropped_and_pasted_becomes_a_story(window: Any, open_app: App, site: Site) -> None:
    site.held.clear()
    window.goto(open_app.url)
    window.fill("#new input[name=title]", "Bridge")
    window.evaluate(DROP, ["bridge.txt", "\n\n".join(BRIDGE)])
    window.evaluate(DROP, ["", f"{site.url}/moved"])
    window.fill("#new textarea", f"{site.url}/held {site.url}/held\n{site.url}/missing")
    window.click("#paste")
    window.locator("#chosen li").nth(3).wait_for()  # a file, a link, two addresses: one was given twice
    window.click("text=Compare")
    window.wait_for_selector("#addresses li.fetching")
    window.wait_for_selector("#addresses li.refused")
    window.locator("#stage", has_text="1 to come").wait_for()
    assert serious(window) == []
    site.held.set()
    window.wait_for_selector(DONE, timeout=60_000)
    assert open_app.call("GET", "/api/stories")[0]["reports"] == 2  # both pages say the same, letter for letter
    refused = window.locator("#addresses li.refused")
    refused.nth(1).wait_for()
    assert "It is not to be had (404): check the address." in "".join(refused.all_text_contents())
    assert serious(window) == []
    refused.first.get_by_text("Take off the list").click()
    refused.nth(1).wait_for(state="detached")
    refused.get_by_text("Take off the list").click()
    window.wait_for_selector("#addresses", state="hidden")


def test_what_is_found_leads_to_its_very_place(window: Any, open_app: App, ferry: dict[str, str]) -> None:
    story = open_app.compared(open_app.begun("Ferry", dict(list(ferry.items())[:3]))["id"])
    dossier = open_app.call("GET", f"/api/stories/{story['id']}/dossier")
    window.set_viewport_size({"width": 1400, "height": 900})
    quotation = next(q for q in dossier["quotations"] if q["kind"] == "direct" and len(q["text"].split()) > 4)
    point = next(p for p in dossier["points"])
    clearest = next(s for s in dossier["statements"] if s["id"] == point["clearest"])
    for finding, found in ((quotation["id"], quotation), (point["id"], clearest)):
        words = " ".join(re.findall(r"\w+", found["text"])[:6])
        window.goto(f"{open_app.url}/search?q={words}")
        assert serious(window) == []
        window.click(f"a[href='/stories/{story['id']}/at/{finding}']")
        place = f"{found['report']}-{found['start']}-{found['end']}"
        window.wait_for_url(f"**/stories/{story['id']}#{place}")
        marked = window.locator(".now:not(.place)").first
        marked.wait_for()
        assert (marked.text_content() or "").strip() in found["text"]


def test_an_error_is_a_page_with_a_sentence(window: Any, open_app: App) -> None:
    assert window.goto(f"{open_app.url}/stories/0000000000000000").status == 404
    assert "There is no story" in window.text_content("[role=alert]")
    assert serious(window) == []


def test_a_story_is_removed_only_when_it_is_meant(window: Any, open_app: App) -> None:
    story = open_app.call("POST", "/api/stories", {"title": "Kept"})
    window.goto(f"{open_app.url}/stories/{story['id']}")
    window.click("#more > summary")
    window.once("dialog", lambda asked: asked.dismiss())
    window.click("#remove")
    assert open_app.call("GET", f"/api/stories/{story['id']}")["title"] == "Kept"
    window.once("dialog", lambda asked: asked.accept())
    window.click("#remove")
    window.wait_for_url(f"{open_app.url}/")
    assert open_app.ask("GET", f"/api/stories/{story['id']}")[0] == 404
