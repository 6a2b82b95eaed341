"""Whether `check` and the plain check find the same in random small centres.

    python -m benchmarks.compare_books [--first 0] [--count 300]

The plain check (plain_check.py, plain_books.py) was written from the text of the rulebook alone:
where the two differ, one of them has misread it. Prints the differences of the first such seed.
"""

from __future__ import annotations

import argparse
import sys
from collections import Counter
from collections.abc import Iterator

from app.rules.check import check
from app.rules.policy import PolicyBook
from benchmarks.plain_check import as_dictionaries, plain_check
from benchmarks.random_books import RandomBooks

Exact = tuple[str, ...]


def both(seed: int) -> tuple[set[Exact], set[Exact]]:
    """What `check` and the plain check find in the centre of that seed."""
    made = RandomBooks(seed)
    found = check(made.facts, PolicyBook(), made.clock, made.as_of)
    plain = plain_check(as_dictionaries(made.facts, made.clock), made.clock.to_wall(made.as_of))
    ours = {(*map(str, finding.key), str(finding.level)) for finding in found}
    return ours, {tuple(map(str, row)) for row in plain}


def differences(first: int, count: int) -> Iterator[tuple[int, set[Exact], set[Exact]]]:
    """Each seed whose centre is judged in two ways, with what only one of them finds."""
    for seed in range(first, first + count):
        ours, plain = both(seed)
        if ours != plain:
            yield seed, ours - plain, plain - ours


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--first", type=int, default=0)
    parser.add_argument("--count", type=int, default=300)
    chosen = parser.parse_args()
    rules: Counter[str] = Counter()
    for number, (seed, ours, plain) in enumerate(differences(chosen.first, chosen.count)):
        rules.update({row[1] for row in ours | plain})
        if number == 0:
            print(f"seed {seed}, as of {RandomBooks(seed).as_of}:")
            for row in sorted(ours):
                print("  check alone:", *row)
            for row in sorted(plain):
                print("  plain alone:", *row)
    print(f"{chosen.count} centres; rules that differ in some: {dict(rules) or 'none'}")
    return 1 if rules else 0


if __name__ == "__main__":
    sys.exit(main())
