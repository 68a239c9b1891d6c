"""What the page costs whoever opens it: its size, the time until it can be used, and until a keystroke is answered."""

from __future__ import annotations

import statistics
from pathlib import Path
from typing import Any

from tools.chromium import launched

RUNS = 5
WINDOW = {"width": 1400, "height": 900}
WORDS = "ferry the coast"
"""Typed into the search, letter by letter: the first letters match nearly all there is."""
LEAST = 16.0
"""Milliseconds below which the browser tells no duration of an event."""
WATCH = """
window.kept = [];
new PerformanceObserver((list) => { for (const e of list.getEntries()) kept.push([e.interactionId, e.duration]); })
    .observe({ type: "event", durationThreshold: 16, buffered: true });
"""
READY = """
const [at] = performance.getEntriesByName("ready"), [loaded] = performance.getEntriesByType("navigation");
const [painted] = performance.getEntriesByName("first-contentful-paint");
return Math.max(at.startTime, loaded.domContentLoadedEventEnd, painted ? painted.startTime : 0);
"""


def measure(file: Path) -> dict[str, float | None]:
    """Kilobytes of a page; milliseconds until it can be used (the median of `RUNS`); from pressing a key in the search
    to the picture that answers it, the median and the longest; and the same for a step to the next difference."""
    with launched() as browser:
        opened = [_opened(browser, file) for _ in range(RUNS)]
        ready = [page.evaluate(f"() => {{ {READY} }}") for page in opened]
        page = opened[-1]
        page.locator("#search input").focus()
        typed = _answered(page, WORDS)
        page.keyboard.press("Escape")
        page.evaluate("document.activeElement.blur()")
        stepped = _answered(page, "nnnnnnnn")
        return {
            "KB": file.stat().st_size / 1024,
            "ready_ms": statistics.median(ready),
            "key_ms": statistics.median(typed),
            "worst_key": max(typed),
            "step_ms": statistics.median(stepped),
        }


def _opened(browser: Any, file: Path) -> Any:
    page = browser.new_page(viewport=WINDOW)
    page.goto(file.as_uri())
    page.wait_for_selector("html[data-ready]")
    page.evaluate("new Promise((done) => requestAnimationFrame(() => setTimeout(done)))")
    page.evaluate(WATCH)
    return page


def _answered(page: Any, keys: str) -> list[float]:
    """Milliseconds from each key to the next picture."""
    times = []
    for key in keys:
        page.evaluate("kept.length = 0")
        page.keyboard.press("Space" if key == " " else key)
        page.evaluate("new Promise((done) => setTimeout(done, 120))")
        times.append(max([LEAST, *(duration for _, duration in page.evaluate("kept"))]))
    return times
