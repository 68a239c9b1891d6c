"""Run the suites, print one table and fail below a floor: `python -m evaluation`."""

from __future__ import annotations

import argparse
import json
import sys
import time
from pathlib import Path

from evaluation import floors, suites, table

RESULTS = Path(__file__).parent / "results.json"


def main() -> int:
    """Exit status 0; 1 where a figure lies below its floor or an extract is broken."""
    parser = argparse.ArgumentParser(prog="python -m evaluation", description=__doc__)
    parser.add_argument("suites", nargs="*", help="run these suites only")
    parser.add_argument("--keep", action="store_true", help="write the figures to evaluation/results.json")
    parser.add_argument("--notes", action="store_true", help="say what was missed and what was wrong")
    parser.add_argument("--raise-floors", action="store_true", help="raise floors.toml to what was reached; lower none")
    args = parser.parse_args()

    found = dict(suites.found())
    unknown = [name for name in args.suites if name not in found]
    if unknown:
        print(f"There is no suite {unknown[0]!r}; there are: {', '.join(found)}.", file=sys.stderr)
        return 2
    results: dict[str, suites.Rows] = {}
    seconds: dict[str, float] = {}
    for name, run in found.items():
        if args.suites and name not in args.suites:
            continue
        if run is None:
            print(f"{name}: left out, its data are not here", file=sys.stderr)
            continue
        notes: suites.Notes = []
        began = time.perf_counter()
        try:
            results[name] = run(notes)
        except suites.Broken as error:
            print(f"{name}: {error}", file=sys.stderr)
            return 1
        seconds[name] = time.perf_counter() - began
        if args.notes:
            print("\n".join(notes) + "\n")

    print(table.render(results, seconds))
    if args.keep:
        keep(results)
    limits = floors.load()
    if args.raise_floors:
        floors.save(floors.raised(limits, results))
    below = floors.fallen(limits, results)
    if below:
        print("\nBelow the floor:\n" + "\n".join(below), file=sys.stderr)
    return 1 if below else 0


def keep(results: dict[str, suites.Rows]) -> None:
    """Write results.json; a suite that was not run keeps the figures it had."""
    known: dict[str, suites.Rows] = json.loads(RESULTS.read_text("utf-8")) if RESULTS.exists() else {}
    rounded = {
        suite: {name: {p: None if f is None else round(f, 3) for p, f in row.items()} for name, row in rows.items()}
        for suite, rows in results.items()
    }
    RESULTS.write_text(json.dumps({**known, **rounded}, indent=1) + "\n", "utf-8")


if __name__ == "__main__":
    sys.exit(main())
