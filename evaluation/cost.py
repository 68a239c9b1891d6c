"""What one comparison costs from cold: wall time and peak memory of `crossread compare --json` in a fresh process."""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path

MEGABYTE = 1024 * 1024


def measure(sources: Sequence[Path]) -> dict[str, float | None]:
    """Seconds of wall time and of processors, and the largest resident size in MB, of one run.

    Linux counts ``ru_maxrss`` in KiB, macOS in bytes.
    """
    command = [str(Path(sys.executable).parent / "crossread"), "compare", "--json", *map(str, sources)]
    with tempfile.TemporaryFile() as out:
        began = time.perf_counter()
        process = subprocess.Popen(command, stdout=out, stderr=subprocess.DEVNULL, stdin=subprocess.DEVNULL)
        _, status, usage = os.wait4(process.pid, 0)
        seconds = time.perf_counter() - began
        process.returncode = os.waitstatus_to_exitcode(status)
        written = out.tell()
    if process.returncode != 0 or not written:
        raise RuntimeError(f"crossread compare ended with status {process.returncode} and wrote {written} bytes")
    resident = usage.ru_maxrss if sys.platform == "darwin" else usage.ru_maxrss * 1024
    return {"seconds": seconds, "processors": usage.ru_utime + usage.ru_stime, "MB": resident / MEGABYTE}
