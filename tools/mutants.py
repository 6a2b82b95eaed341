"""Do the tests notice? Change the code at random, one small change at a time, and see who objects.

    ./run dev python -m tools.mutants --seed 7 --count 200 -n 2
    ./run dev python -m tools.mutants --in app/rules/swaps.py --count 50

Each mutant is tried in a copy of the tree, by the tests that run its lines, quickest first, until
one fails. Printed are the survivors, each as a diff, and the score: the share that was killed. The
same seed on the same tree tries the same mutants. Why not a library: docs/decisions/0014.
"""

from __future__ import annotations

import argparse
import random
import sys
import tempfile
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from queue import SimpleQueue

from tools.mutation.mutant import Mutant, equivalents
from tools.mutation.operators import mutants_of
from tools.mutation.reach import Reach, reach
from tools.mutation.trial import Copy, Fate

ROOT = Path(__file__).resolve().parents[1]
SUBJECTS = ("swaps", "leave", "requests")
PATHS = (
    "app/rules",
    *(f"app/{room}/{subject}" for room in ("services", "reading") for subject in SUBJECTS),
)
TESTS = ("tests", *(f"--ignore=tests/{name}" for name in ("ui", "store", "test_mutants.py")))


def main(argv: Sequence[str]) -> int:
    options = _options(argv)
    chosen = chosen_mutants(ROOT, options.paths, options.seed, options.count)
    known = reach(ROOT, ROOT / ".mutants", options.tests, options.workers)
    fates: list[Fate] = []
    for mutant, fate in _tried(chosen, known, options.workers, options.budget):
        fates.append(fate)
        print(f"{len(fates)}/{len(chosen)} {fate.value}: {mutant.path}:{mutant.first_line}")
        if not fate.dead:
            print(mutant.diff(ROOT), flush=True)
    killed = sum(fate.dead for fate in fates)
    score = 100 * killed / max(1, len(fates))
    print(f"{killed} of {len(fates)} mutants killed: {score:.1f} % (seed {options.seed})")
    return int(score < options.least)


def chosen_mutants(root: Path, paths: Iterable[str], seed: int, count: int) -> list[Mutant]:
    """`count` random mutants of the files in `paths`, but those known as equivalent."""
    listed = (root / "tools/mutation/equivalent.toml").read_text("utf-8")
    known = equivalents(listed)
    found: list[Mutant] = []
    for path in _files(root, paths):
        source = (root / path).read_bytes()
        found += [
            mutant
            for mutant in mutants_of(path, root)
            if not any(each.is_of(mutant, source) for each in known)
        ]
    return random.Random(seed).sample(found, min(count, len(found)))


def _files(root: Path, paths: Iterable[str]) -> list[str]:
    """The Python files that are or lie in `paths`, from the root."""
    found: set[Path] = set()
    for path in (root / each for each in paths):
        if not path.exists():
            raise SystemExit(f"there is no {path}")
        found |= {path} if path.is_file() else set(path.rglob("*.py"))
    return sorted(path.relative_to(root).as_posix() for path in found)


def _tried(
    mutants: list[Mutant], known: Reach, workers: int, budget: float
) -> Iterator[tuple[Mutant, Fate]]:
    """Each mutant with its fate, in their order, `workers` at a time."""
    with tempfile.TemporaryDirectory() as folder, ThreadPoolExecutor(workers) as pool:
        copies: SimpleQueue[Copy] = SimpleQueue()
        for number in range(workers):
            copies.put(Copy.of(ROOT, Path(folder, str(number))))

        def fate(mutant: Mutant) -> Fate:
            copy = copies.get()
            try:
                tests = known.tests_for(mutant, budget)
                return copy.try_out(mutant, tests, 60 + 5 * known.time_of(tests))
            finally:
                copies.put(copy)

        yield from zip(mutants, pool.map(fate, mutants), strict=True)


def _options(argv: Sequence[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    add = parser.add_argument
    add("--seed", type=int, default=1, help="which mutants (1)")
    add("--count", type=int, default=200, help="how many (200)")
    add("--in", dest="paths", nargs="+", default=PATHS, help="files and folders to change")
    add("--tests", nargs="+", default=TESTS, help="the tests that may object")
    add("--budget", type=float, default=60, help="seconds of tests for one mutant (60)")
    add("--least", type=float, default=0, help="fail below this score, in percent")
    add("-n", dest="workers", type=int, default=2, help="how many at a time (2)")
    return parser.parse_args(argv)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
