"""Whether the reports of inspections and plain loops count the same in random small months.

    python -m benchmarks.compare_reports [--first 0] [--count 2000]

The plain loops (plain_reports.py) were written from DAYBOOKS.md alone: where the two differ by more
than 1e-9, one of them has misread it. Prints where, for the first such seed.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterator
from dataclasses import asdict
from typing import Any

from app.cli.quality import as_reported
from app.rules.scorecards.calibration import calibration_figures
from app.rules.scorecards.counting import calibrated, counted
from app.rules.scorecards.quality import month_quality
from benchmarks import plain_reports
from benchmarks.random_inspections import CALIBRATIONS, CLOCK, MONTH, Made, RandomInspections
from tools.check_samples import differences


def both(made: Made) -> Iterator[tuple[Any, Any]]:
    """Each report of a seed, as the program counts it and as the plain loops do."""
    inside = [
        one
        for one in counted(made.inspected, made.people, CLOCK)
        if CLOCK.local_date(one[0].inspected_at).replace(day=1) == MONTH
    ]
    found = month_quality(each for _inspection, each in inside)
    yield (
        [as_reported(each) for each in found],
        plain_reports.quality(made.plain, MONTH.year, MONTH.month),
    )
    rows = [*calibrated(made.inspected)]
    for no in CALIBRATIONS:
        numbers = {one.no for one in made.inspected.inspections if one.calibration == no}
        figures = calibration_figures(no, [row for row in rows if row.no in numbers])
        read = asdict(figures) | {"severity": [asdict(each) for each in figures.severity]}
        yield read, plain_reports.calibration(made.plain, no)


def differing(seed: int) -> list[str]:
    """Where the reports of a seed differ."""
    pairs = both(RandomInspections(seed).made())
    return [place for found, plain in pairs for place in differences(_plainly(found), plain)]


def _plainly(found: Any) -> Any:
    """Members of the vocabulary as their text, tuples as lists: as JSON has them."""
    if isinstance(found, dict):
        return {str(key): _plainly(value) for key, value in found.items()}
    if isinstance(found, list | tuple):
        return [_plainly(value) for value in found]
    return str(found) if isinstance(found, str) else found


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--first", type=int, default=0)
    parser.add_argument("--count", type=int, default=2000)
    chosen = parser.parse_args()
    seeds = range(chosen.first, chosen.first + chosen.count)
    told = {seed: places for seed in seeds if (places := differing(seed))}
    for seed, places in [*told.items()][:1]:
        print(f"seed {seed}:")
        for place in places:
            print("  differs:", place)
    print(f"{chosen.count} seeds; {len(told)} of them counted in two ways")
    return 1 if told else 0


if __name__ == "__main__":
    sys.exit(main())
