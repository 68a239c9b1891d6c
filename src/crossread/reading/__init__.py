"""One report at a time: entities, times, quantities, quotations, speakers, statements.

A **Reader** is anything with ``read(report) -> Reading``. The embedded one is the default.
"""

from __future__ import annotations

from typing import Protocol

from crossread.language import READ_LANGUAGES, Language
from crossread.reading import blocks, entities, quantities, quotations, speakers, statements, times
from crossread.values import Reading, Report

__all__ = ["EmbeddedReader", "Reader", "read"]


class Reader(Protocol):
    """What reads one report."""

    def read(self, report: Report) -> Reading:
        """The reading of one report; every extract in it is ``report.text[start:end]``."""
        ...


class EmbeddedReader:
    """Rules over the trees of the embedded pipeline."""

    def __init__(self, language: Language) -> None:
        self._language = language

    def read(self, report: Report) -> Reading:
        """Read a report. One in a language that the pipeline does not read gets figures and nothing else."""
        return read(report, self._language)


def read(report: Report, language: Language) -> Reading:
    """What one report says, alone."""
    parsed = blocks.parse(report, language)
    when = times.find(parsed, report)
    amounts = quantities.find(parsed, when)
    table = blocks.words(parsed)
    if report.language not in READ_LANGUAGES and report.language is not None:
        return Reading(report=report, sentences=blocks.sentences(parsed), words=table, times=when, quantities=amounts)
    who = entities.find(parsed, report)
    said = speakers.name(quotations.find(parsed, report, language), parsed, who, report)
    stated = statements.find(parsed, report, [q for q in said if q.kind != "attitude"], when, amounts, who)
    return Reading(
        report=report,
        sentences=blocks.sentences(parsed),
        words=table,
        entities=who,
        quotations=said,
        statements=stated,
        times=when,
        quantities=amounts,
    )
