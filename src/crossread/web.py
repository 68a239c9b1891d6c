"""A report at an address of the web: fetched as the user names it, then read as a file is."""

from __future__ import annotations

import functools
from typing import TYPE_CHECKING

from msgspec.structs import replace

from crossread.reports import load as load_report
from crossread.reports.beside import recoded
from crossread.settings import Settings
from crossread.values import Report

if TYPE_CHECKING:
    from crossread.fetching import Fetcher


def is_address(source: str) -> bool:
    """Whether a source is an address and no file."""
    return source.lower().startswith(("http://", "https://"))


def load(address: str, settings: Settings) -> Report:
    """The report at an address; where redirects led is its ``url``, unless the page tells its own. Raises `Refused`."""
    from crossread.fetching import Fetched

    page = _fetcher(settings.max_file_bytes).fetch(address)
    assert isinstance(page, Fetched), "nothing was asked on a condition"
    report = load_report(address, settings, data=recoded(page.data, page.kind))
    return replace(report, url=report.url or page.final)


@functools.cache
def _fetcher(most: int) -> Fetcher:
    """One for the whole run, which keeps each site's rules and pace."""
    from crossread.fetching import Fetcher, FetchSettings

    return Fetcher(FetchSettings(max_body_bytes=most))
