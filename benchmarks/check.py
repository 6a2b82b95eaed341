"""How fast `check` is against a plain loop over dictionaries, and how its cost grows.

    python -m benchmarks.check [--people 1000] [--rounds 5] [--books]

With `--books` over a year of daily books as well. Both must give the very same findings. Required:
at most 3x the plain loop; for twice the data at most 2.2x the time.
"""

from __future__ import annotations

import argparse
import gc
import time
from collections.abc import Callable
from dataclasses import fields
from datetime import UTC, datetime
from typing import Any

from app.rules.calendar import CentreTime
from app.rules.check import check
from app.rules.facts import CentreFacts
from app.rules.policy import PolicyBook
from benchmarks.centre import make_centre
from benchmarks.plain_check import as_dictionaries, plain_check
from benchmarks.year_books import with_books

AS_OF = datetime(2027, 2, 1, tzinfo=UTC)


def best_of(rounds: int, work: Callable[[], Any]) -> tuple[float, Any]:
    """Processor seconds of the fastest of `rounds` runs, and what it gave."""
    seconds, result = [], None
    for _ in range(rounds):
        gc.collect()
        start = time.process_time()
        result = work()
        seconds.append(time.process_time() - start)
    assert result is not None
    return min(seconds), result


def centre_of(people: int, *, books: bool) -> CentreFacts:
    centre = make_centre(people, 12, 5 * people, 5 * people, 30 * people)
    return with_books(centre) if books else centre


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--people", type=int, default=1000)
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--books", action="store_true")
    chosen = parser.parse_args()
    facts = centre_of(chosen.people, books=chosen.books)
    clock = CentreTime()
    plainly = as_dictionaries(facts, clock)
    wall = clock.to_wall(AS_OF)
    plain, wanted = best_of(chosen.rounds, lambda: plain_check(plainly, wall))
    ours, found = best_of(chosen.rounds, lambda: check(facts, PolicyBook(), CentreTime(), AS_OF))
    exact = sorted((*finding.key, str(finding.level)) for finding in found)
    assert exact == wanted, "the two disagree"
    half_facts = centre_of(chosen.people // 2, books=chosen.books)
    half, _ = best_of(chosen.rounds, lambda: check(half_facts, PolicyBook(), CentreTime(), AS_OF))
    shifts = sum(len(row) for row in facts.roster.values())
    rows = sum(len(getattr(facts.books, sheet.name)) for sheet in fields(facts.books))
    print(f"{chosen.people} people, {shifts} shifts, {rows} rows of the daily books")
    print(f"{len(found)} findings, both alike")
    print(f"plain loop {plain:.3f} s   check {ours:.3f} s   {ours / plain:.2f}x (limit 3x)")
    print(f"half the data {half:.3f} s   growth {ours / half:.2f}x (limit 2.2x)")


if __name__ == "__main__":
    main()
