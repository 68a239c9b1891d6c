"""Found stories in the terminal: a list of them, and one with its reports, versions and what became of it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Protocol

from crossread.views.lines import LONGEST as LONGEST_EXTRACT
from crossread.views.safe import visible
from crossread.views.stories import SHOWN, days, row
from crossread.views.stories import title as cut

if TYPE_CHECKING:
    from crossread.store import FoundStory, Kept, Met, Move

AROUND = 5
"""Words that stand before and behind a change."""


class Difference(Protocol):
    """What stood in an earlier text, and what stands in a later one: start, end, extract."""

    @property
    def was(self) -> tuple[int, int, str]: ...
    @property
    def now(self) -> tuple[int, int, str]: ...


def listed(stories: Sequence[FoundStory], total: int, least: int, met: Mapping[str, Met] | None = None) -> str:
    """A line a story; below it the words that were sought, if any were."""
    what = ["1 story" if total == 1 else f"{total:,} stories", f"of {least} or more" if least > 1 else ""]
    lines = [" ".join(filter(None, [*what, "found" if met is not None else ""]))]
    if not total and least > 1:
        lines[-1] += ": --all looks at lone reports too"
    lines += [""] * bool(stories)
    for story in stories:
        lines.append(row(story.id, story.reports, days(story.first, story.last), title(story)))
        if met and (hit := met.get(story.id)):
            marked = (f"*{visible(part)}*" if n % 2 else visible(part) for n, part in enumerate(hit.excerpt))
            lines.append(f"{'':14}{''.join(marked)}")
    if len(stories) < total and met is None:
        lines.append(f"… {total - len(stories):,} more: --all shows them, --jsonl prints them")
    return "\n".join(lines) + "\n"


def shown(
    story: FoundStory,
    reports: Sequence[Kept],
    moves: Sequence[Move],
    changed: Mapping[int, tuple[str, Sequence[Difference]]],
    outlets: Mapping[int, str],
    whole: bool,
) -> str:
    """A story: its reports in the order of time, their versions below them, what merged and parted.

    ``changed``: for the number of a version the text before it and what changed.
    """
    versions = [r for r in reports if r.kind == "version"]
    own = [r for r in reports if r.kind != "version"]
    names = {r.number: outlets[r.number] or r.id for r in reports}
    head = [story.id, _count(len(own), "report"), days(story.first, story.last), f"changed {_when(story.changed)}"]
    if versions:
        head.insert(2, _count(len(versions), "later version"))
    lines = [title(story), " · ".join(head), ""]
    for report in own:
        lines.append(f"{report.date[:10] or 'undated':<10}  {visible(names[report.number])}  {title(report)}")
        copied = [f"copy of {visible(names[report.original])}"] if report.original in names else []
        lines.append(f"{'':12}{' · '.join([*_place(report), *copied])}")
        for version in (v for v in versions if v.original == report.number):
            before, differences = changed.get(version.number, ("", ()))
            lines.append(f"{'':12}version of {_when(version.date) or 'no date'}:")
            told = list(unified(before, version.text, differences, whole)) or ["the same words, other marks or lines"]
            lines += (f"{'':14}{line}" for line in told)
    if moves:
        lines += ["", "What became of it"]
        lines += (f"{_when(move.made)}  {_told(move, story.id)}" for move in moves)
    return "\n".join(lines) + "\n"


def unified(earlier: str, later: str, differences: Sequence[Difference], whole: bool = False) -> Iterator[str]:
    """Changes as ``[-was-]{+is+}`` among the words around them; those that lie close to each other in one line."""
    line, end = "", 0
    for difference in differences:
        start, stop, now = difference.now
        if not line or later[end:start].count(" ") > 2 * AROUND:
            if line:
                yield f"{line}{_after(later, end)}"
            line = _before(later, start, end)
        else:
            line += visible(later[end:start])
        was = difference.was[2]
        gone = f"[-{_cut(was, whole)}-]" if was else ""
        line += gone + (f"{{+{_cut(now, whole)}+}}" if now else "")
        end = stop
        if not now and was and later[end : end + 1].isalnum():
            line += " "
    if line:
        yield f"{line}{_after(later, end)}"


def title(of: FoundStory | Kept) -> str:
    """In one line, cut if it is long."""
    return cut(of.title, of.id)


def _told(move: Move, here: str) -> str:
    how = f", likelihood {move.likelihood:.2f}" if move.likelihood is not None else ""
    count = _count(move.reports, "report")
    if move.kind == "merged":
        whole = "it" if move.story == here else move.story
        return f"{move.other} became part of {whole} ({count}{how})"
    return f"{count} of {'it' if move.story == here else move.story} went to {move.other}{how and f' ({how[2:]})'}"


def _place(report: Kept) -> list[str]:
    return [visible(p) for p in dict.fromkeys((report.id, report.url)) if p]


def _count(number: int, what: str) -> str:
    return f"{number:,} {what}{'' if number == 1 else 's'}"


def _when(time: str) -> str:
    """A day, with its hour if that is known."""
    hour = f" {time[11:16]}" if len(time) >= 16 else ""
    return visible(time[:10]) + hour + (" UTC" if hour and time.endswith(("Z", "+00:00")) else "")


def _before(text: str, start: int, end: int) -> str:
    words = text[max(end, start - 200) : start]
    kept = words.rsplit(None, AROUND)
    lost = len(kept) > AROUND or start - 200 > end
    return ("… " if lost else "") + visible(words[words.find(kept[1]) :] if len(kept) > AROUND else words).lstrip()


def _after(text: str, end: int) -> str:
    words = text[end : end + 200]
    kept = words.split(None, AROUND)
    if len(kept) > AROUND:
        words = words[: len(words) - len(kept[-1])].rstrip() + " …"
    return visible(words.rstrip())


def _cut(text: str, whole: bool) -> str:
    if len(text) > LONGEST_EXTRACT and not whole:
        text = text[:LONGEST_EXTRACT].rsplit(" ", 1)[0] + " …"
    return visible(text)


__all__ = ["SHOWN", "days", "listed", "shown", "title", "unified"]
