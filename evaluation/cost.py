"""What one comparison costs from cold: wall time and peak memory of `crossread compare --json` in a fresh process."""

from __future__ import annotations

import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

from evaluation import processes


def measure(sources: Sequence[Path]) -> dict[str, float | None]:
    """Seconds of wall time and of processors, and the largest resident size in MB, of one run."""
    command = [str(Path(sys.executable).parent / "crossread"), "compare", "--json", *map(str, sources)]
    with tempfile.TemporaryDirectory() as folder:
        return processes.run(command, Path(folder) / "out")
