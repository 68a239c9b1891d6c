"""What a command costs in a process of its own: wall time, processor time, memory."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

MEGABYTE = 1024 * 1024
LAUNCH = """
import json, resource, subprocess, sys, time
began = time.perf_counter()
with open(sys.argv[1], "wb") as out:
    done = subprocess.run(sys.argv[2:], stdout=out, stderr=subprocess.DEVNULL, stdin=subprocess.DEVNULL)
used = resource.getrusage(resource.RUSAGE_CHILDREN)
print(json.dumps([done.returncode, time.perf_counter() - began, used.ru_utime + used.ru_stime, used.ru_maxrss]))
"""
"""A small process that starts the command: a child's largest size is also that of the process it was forked from."""


def run(command: Sequence[str], out: Path) -> dict[str, float | None]:
    """Seconds of wall time and of processors, and the largest resident size in MB. Raises `RuntimeError` if it fails.

    What it prints is in ``out``. Linux counts ``ru_maxrss`` in KiB, macOS in bytes.
    """
    launched = [sys.executable, "-I", "-S", "-c", LAUNCH, str(out), *command]
    told = subprocess.run(launched, capture_output=True, text=True, check=True)
    status, seconds, processors, resident = json.loads(told.stdout)
    if status or not out.stat().st_size:
        raise RuntimeError(f"{command[1]} ended with status {status} and wrote {out.stat().st_size} bytes")
    unit = 1 if sys.platform == "darwin" else 1024
    return {"seconds": seconds, "processors": processors, "MB": resident * unit / MEGABYTE}
