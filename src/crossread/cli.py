"""Stub."""

import sys

import msgspec

from crossread import pipeline


def main() -> None:
    """Stub."""
    sys.stdout.buffer.write(msgspec.json.encode(pipeline.compare(sys.argv[3:])))
