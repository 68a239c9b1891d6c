"""From sources to a dossier: the one place where the stages meet."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Mapping, Sequence

from msgspec.structs import replace

from crossread import __version__, comparison, language, reading, web
from crossread.errors import NothingToDo, Refused
from crossread.judgements import files
from crossread.reports import load
from crossread.reports.sources import expand
from crossread.settings import Settings
from crossread.values import Dossier, Judgement, Problem, Reading, Report
from crossread.verify import sound, sound_reading

Progress = Callable[[str, int, int], None]
"""Called with the stage, how many are done, and of how many."""
REMARKS = {
    "unread-language": "is in a language that is not read ({language}): compared by copying and figures only",
    "several-articles": "holds several articles: only the one under the page's headline is read",
    "live-blog": "is a live blog: its entries are read as one report",
    "truncated": "breaks off: what it seems to leave out may stand in what is missing",
    "paywall": "is behind a paywall: what it seems to leave out may stand in what is missing",
}
"""What is said of a report with such a note."""
Sources = str | os.PathLike[str] | Sequence[str | os.PathLike[str]]
Judgements = str | os.PathLike[str] | Sequence[str | os.PathLike[str] | Judgement]
"""Files of judgements, or judgements themselves."""


def compare(
    sources: Sources,
    settings: Settings | None = None,
    progress: Progress | None = None,
    judgements: Judgements = (),
    urls: Mapping[str, str] | None = None,
) -> Dossier:
    """One dossier of several reports, with an analyst's judgements applied to it.

    A source is a file, a folder, an address of the web, or ``-`` for standard input. ``urls`` are the addresses that
    sources are known to be from, by source; a page that tells its own keeps it.

    The same dossier, byte for byte, whatever the order of the sources and of the judgements. What is wrong with one of
    them is said in ``problems``; the rest goes on. Raises `NothingToDo` if fewer than two reports can be read.
    """
    settings = settings or Settings()
    tell = progress or _silent
    problems: list[Problem] = []
    judged = _judged(judgements, settings, problems)
    reports = [
        replace(r, url=r.url or (urls or {}).get(r.source)) for r in _reports(_names(sources), settings, problems, tell)
    ]
    if len(reports) < 2:
        raise NothingToDo(_too_few(reports, problems))
    door = language.load(settings)
    readings: list[Reading] = []
    for n, report in enumerate(reports):
        tell("reading", n, len(reports))
        readings.append(reading.read(report, door))
    tell("comparing", 0, 1)
    dossier, broken = sound(
        comparison.compare(
            readings, door, settings, version=__version__, problems=tuple(_sorted(problems)), judgements=judged
        )
    )
    if broken:
        dossier = replace(
            dossier, problems=(*dossier.problems, Problem(source="", message=_left_out(broken), refused=False))
        )
    tell("comparing", 1, 1)
    return dossier


def read(source: str | os.PathLike[str], settings: Settings | None = None) -> Reading:
    """What one report says, alone. Raises `Refused` if it cannot be read."""
    settings = settings or Settings()
    place = os.fspath(source)
    report = _report(place, settings)
    return sound_reading(reading.read(report, language.load(settings)))[0]


def read_each(
    sources: Sources, settings: Settings | None = None, problems: list[Problem] | None = None
) -> Iterator[Reading]:
    """Reading after reading, one report in memory at a time; what is wrong with a source is added to ``problems``."""
    settings = settings or Settings()
    problems = problems if problems is not None else []
    for place in _places(_names(sources), problems):
        report = _load(place, settings, problems)
        if report is None:
            continue
        found, broken = sound_reading(reading.read(report, language.load(settings)))
        if broken:
            problems.append(Problem(source=report.source, message=_left_out(broken), refused=False))
        yield found


# --- sources ---------------------------------------------------------------------------------------------------------


def _names(sources: Sources) -> list[str]:
    if isinstance(sources, str | os.PathLike):
        return [os.fspath(sources)]
    return [os.fspath(s) for s in sources]


def _judged(given: Judgements, settings: Settings, problems: list[Problem]) -> list[Judgement]:
    """The judgements, those of files read; what is wrong with a line is added to the problems."""
    several = [given] if isinstance(given, str | os.PathLike) else given
    found, said = files.load([x for x in several if not isinstance(x, Judgement)], settings.max_file_bytes)
    problems += said
    return [*(x for x in several if isinstance(x, Judgement)), *found]


def _reports(names: Sequence[str], settings: Settings, problems: list[Problem], tell: Progress) -> list[Report]:
    """The reports that can be read, numbered in the order of their sources' names."""
    places = _places(names, problems)
    if len(places) > settings.max_reports:
        raise NothingToDo(
            f"{len(places)} sources are too many for one story (max_reports is {settings.max_reports}): "
            "name fewer, or raise the limit."
        )
    reports: list[Report] = []
    for n, place in enumerate(places):
        tell("loading", n, len(places))
        if report := _load(place, settings, problems):
            reports.append(replace(report, id=f"r{len(reports) + 1}"))
    return reports


def _places(names: Sequence[str], problems: list[Problem]) -> list[str]:
    """Single sources in the order of their names: folders opened, each place once."""
    places, said = expand(names)
    problems += [replace(p, source=_readable(p.source)) for p in said]
    return places


def _load(place: str, settings: Settings, problems: list[Problem]) -> Report | None:
    """The report, or None if it is refused; what is to be said of it is added to the problems."""
    try:
        report = _report(place, settings)
    except Refused as refused:
        problems.append(Problem(source=_readable(refused.source), message=refused.message))
        return None
    report = replace(report, source=_readable(report.source))
    problems += _remarks(report)
    return report


def _report(place: str, settings: Settings) -> Report:
    """The report of an address or a file. Raises `Refused`."""
    return web.load(place, settings) if web.is_address(place) else load(place, settings)


def _readable(source: str) -> str:
    """A file's name as text; what is no UTF-8 in it as ``\\xff``."""
    return source.encode("utf-8", "surrogateescape").decode("utf-8", "backslashreplace")


def _remarks(report: Report) -> Iterator[Problem]:
    """What is to be said of a report that is read all the same."""
    for note, message in REMARKS.items():
        if note in report.notes:
            yield Problem(source=report.source, message=message.format(language=report.language), refused=False)


def _sorted(problems: Sequence[Problem]) -> list[Problem]:
    return sorted(problems, key=lambda p: (p.source, p.message))


def _too_few(reports: Sequence[Report], problems: Sequence[Problem]) -> str:
    refused = "".join(f"\n{p.source}: {p.message}" for p in _sorted(problems) if p.refused)
    if not reports:
        return f"No report could be read.{refused}"
    return (
        f"Only one report could be read ({reports[0].source}), and a comparison takes two or more: "
        f"`crossread read` shows what one report says.{refused}"
    )


def _left_out(broken: Sequence[str]) -> str:
    return (
        f"{len(broken)} findings were left out because they broke the guarantee of exact extracts (first: {broken[0]})"
    )


def _silent(stage: str, done: int, total: int) -> None:
    pass
