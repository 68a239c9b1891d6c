"""From sources to a dossier: the one place where the stages meet."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

from msgspec.structs import replace

from crossread import __version__, comparison, language, reading
from crossread.errors import NothingToDo, Refused
from crossread.reports import load
from crossread.settings import Settings
from crossread.values import Dossier, Problem, Reading, Report
from crossread.verify import sound, sound_reading

Progress = Callable[[str, int, int], None]
"""Called with the stage, how many are done, and of how many."""
Sources = str | os.PathLike[str] | Sequence[str | os.PathLike[str]]


def compare(sources: Sources, settings: Settings | None = None, progress: Progress | None = None) -> Dossier:
    """One dossier of several reports: files, folders, ``-`` for standard input.

    The same dossier, byte for byte, whatever the order of the sources. What is wrong with a source is said in
    ``problems``; the rest goes on. Raises `NothingToDo` if fewer than two reports can be read.
    """
    settings = settings or Settings()
    tell = progress or _silent
    problems: list[Problem] = []
    reports = _reports(_names(sources), settings, problems, tell)
    if len(reports) < 2:
        raise NothingToDo(_too_few(reports, problems))
    door = language.load(settings)
    readings: list[Reading] = []
    for n, report in enumerate(reports):
        tell("reading", n, len(reports))
        readings.append(reading.read(report, door))
    tell("comparing", 0, 1)
    dossier, broken = sound(
        comparison.compare(readings, door, settings, version=__version__, problems=tuple(_sorted(problems)))
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
    report = load(os.fspath(source), settings)
    return sound_reading(reading.read(report, language.load(settings)))[0]


def read_each(
    sources: Sources, settings: Settings | None = None, problems: list[Problem] | None = None
) -> Iterator[Reading]:
    """Reading after reading, one report in memory at a time; what is wrong with a source is added to ``problems``."""
    settings = settings or Settings()
    problems = problems if problems is not None else []
    for place in _places(_names(sources), settings, problems):
        try:
            report = load(place, settings)
        except Refused as refused:
            problems.append(Problem(source=refused.source, message=refused.message))
            continue
        problems += _remarks(report)
        found, broken = sound_reading(reading.read(report, language.load(settings)))
        if broken:
            problems.append(Problem(source=report.source, message=_left_out(broken), refused=False))
        yield found


# --- sources ---------------------------------------------------------------------------------------------------------


def _names(sources: Sources) -> list[str]:
    if isinstance(sources, str | os.PathLike):
        return [os.fspath(sources)]
    return [os.fspath(s) for s in sources]


def _reports(names: Sequence[str], settings: Settings, problems: list[Problem], tell: Progress) -> list[Report]:
    """The reports that can be read, numbered in the order of their sources' names."""
    reports: list[Report] = []
    places = sorted(_places(names, settings, problems))
    for n, place in enumerate(places):
        tell("loading", n, len(places))
        try:
            report = load(place, settings, id=f"r{len(reports) + 1}")
        except Refused as refused:
            problems.append(Problem(source=refused.source, message=refused.message))
            continue
        problems += _remarks(report)
        reports.append(report)
    return reports


def _places(names: Sequence[str], settings: Settings, problems: list[Problem]) -> list[str]:
    """Folders opened, each place once."""
    found: dict[str, str] = {}
    for name in sorted(names):
        here = sorted(str(p) for p in Path(name).iterdir() if p.is_file()) if Path(name).is_dir() else [name]
        for place in here:
            real = os.path.realpath(place)
            if real in found:
                problems.append(Problem(source=place, message="named twice; read once", refused=False))
            else:
                found[real] = place
    return list(found.values())


def _remarks(report: Report) -> Iterator[Problem]:
    """What is to be said of a report that is read all the same."""
    if report.language is not None and report.language not in language.READ_LANGUAGES:
        message = f"is in a language that is not read ({report.language}): compared by copying and figures only"
        yield Problem(source=report.source, message=message, refused=False)


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
