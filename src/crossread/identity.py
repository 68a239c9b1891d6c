"""A found story's id: the same for whoever finds it, with a store or without one."""

from __future__ import annotations

import hashlib


def identity(report: str) -> str:
    """A story's id, from the id of its earliest report."""
    return "s" + hashlib.blake2b(report.encode("utf-8", "replace"), digest_size=6).hexdigest()
