"""What the solver makes of known instances, and of a thousand people.

    python -m benchmarks.rostering FILE… [--seconds 60] [--workers 2] [--seed 0] [--out DIR]
    python -m benchmarks.rostering --people 1000 --days 28 [--seconds 60]

FILEs are Curtois and Qu's shift-scheduling instances. Each is solved in a process of its own, as in
the program; its roster is judged by the file alone (`rostering_files.judged`) and, with `--out`,
written to DIR/Instance1.ros.txt: one line a person, the ID, then a shift's ID or - for each day.
The status is 1 where a roster is missing, breaks a rule or is valued otherwise than it was told.
Memory is the peak of this process and the solver's together.
"""

from __future__ import annotations

import argparse
import sys
import time
from pathlib import Path

import psutil

from app.planning.process import Running
from app.planning.solver.problem import Problem, Solution
from app.planning.solver.valuing import broken, value_of
from benchmarks.rostering_centre import centre
from benchmarks.rostering_files import (
    Instance,
    Roster,
    judged,
    problem_of,
    read,
    roster_of,
)

BEST_KNOWN = dict(
    enumerate((607, 828, 1001, 1716, 1143, 1950, 1056, 1300, 439, 4631, 3443, 4040), start=1)
)
"""Of Instance1 to Instance12."""


def main() -> int:
    arguments = _parsed()
    faults = 0
    for file in arguments.files:
        faults += _file(file, arguments)
    if arguments.people:
        faults += _centre(arguments)
    return int(faults > 0)


def _parsed() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("files", nargs="*", type=Path)
    parser.add_argument("--seconds", type=float, default=60)
    parser.add_argument("--workers", type=int, default=2)
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--out", type=Path)
    parser.add_argument("--people", type=int, default=0)
    parser.add_argument("--days", type=int, default=28)
    return parser.parse_args()


def _file(path: Path, arguments: argparse.Namespace) -> int:
    """Solve a file, say how, and write the roster; how many things are wrong with it."""
    instance = read(path)
    solution, memory = _solved(problem_of(instance), arguments)
    if solution.rows is None:
        print(f"{path.stem}: {_without(solution)}")
        return 1
    roster = roster_of(instance, solution.rows)
    faults = _checked(instance, roster, solution)
    if faults:
        print(f"{path.stem}: REFUSED", *faults, sep="\n  ")
        return len(faults)
    print(f"{path.stem}: {_told(solution, memory)}{_beside(path, solution)}", flush=True)
    if arguments.out:
        _write(arguments.out / f"{path.stem}.ros.txt", roster)
    return 0


def _centre(arguments: argparse.Namespace) -> int:
    """Solve a made-up centre; how many things are wrong with its roster."""
    problem = centre(arguments.people, arguments.days, arguments.seed)
    solution, memory = _solved(problem, arguments)
    name = f"{arguments.people} people, {arguments.days} days"
    if solution.rows is None:
        print(f"{name}: {_without(solution)}")
        return 1
    faults = broken(problem, solution.rows)
    if faults or value_of(problem, solution.rows) != solution.value:
        print(f"{name}: REFUSED", *faults, sep="\n  ")
        return len(faults) + 1
    print(f"{name}: {_told(solution, memory)}")
    return 0


def _solved(problem: Problem, arguments: argparse.Namespace) -> tuple[Solution, int]:
    """The solution, and the most bytes that were held meanwhile."""
    running = Running(problem, arguments.seconds, arguments.seed, arguments.workers)
    most = 0
    while not running.poll():
        most = max(most, _held())
        time.sleep(0.1)
    return running.finish(), most


def _held() -> int:
    this = psutil.Process()
    held = 0
    for process in (this, *this.children(recursive=True)):
        try:
            held += process.memory_info().rss
        except psutil.NoSuchProcess:
            continue
    return held


def _checked(instance: Instance, roster: Roster, solution: Solution) -> list[str]:
    value, faults = judged(instance, roster)
    if value != solution.value:
        faults.append(f"told as {solution.value}, is {value}")
    return faults


def _told(solution: Solution, memory: int) -> str:
    return (
        f"value {solution.value}, bound {solution.bound}, "
        f"first after {solution.first_after:.1f} s, ended after {solution.seconds:.1f} s, "
        f"{memory / 1e6:.0f} MB"
    )


def _without(solution: Solution) -> str:
    return "there is no roster" if solution.impossible else "no roster was found"


def _beside(path: Path, solution: Solution) -> str:
    """How far it is from the best known."""
    number = path.stem.removeprefix("Instance")
    best = BEST_KNOWN.get(int(number)) if number.isdigit() else None
    if best is None or solution.value is None:
        return ""
    return f"; best known {best}: {(solution.value - best) / best:+.2%}"


def _write(path: Path, roster: Roster) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    lines = (" ".join((name, *line)) for name, line in roster.items())
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")


if __name__ == "__main__":
    sys.exit(main())
