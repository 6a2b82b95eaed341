"""The solver in a process of its own: a task comes in on standard input, progress goes out.

Both are pickles, one after the other, between two processes of the same program. Standard input
stays open as long as whoever asked is alive: once it closes, nobody waits and the process ends.
"""

from __future__ import annotations

import os
import pickle
import sys
import threading
from dataclasses import dataclass
from typing import BinaryIO

from app.planning.solver.problem import Problem, Progress, Rows
from app.planning.solver.solving import solve


@dataclass(frozen=True, slots=True)
class Task:
    """What `solve` is asked for."""

    problem: Problem
    seconds: float
    seed: int = 0
    workers: int = 2
    start: Rows | None = None


def main() -> int:
    """Read a Task, write its Progress as it comes and its Solution at last."""
    out = _own_output()
    task: Task = pickle.load(sys.stdin.buffer)
    threading.Thread(target=_end_with_the_asker, args=(sys.stdin.buffer,), daemon=True).start()

    def told(progress: Progress) -> None:
        _write(out, progress)

    _write(out, solve(task.problem, task.seconds, task.seed, task.workers, task.start, told))
    return 0


def _own_output() -> BinaryIO:
    """Standard output, of which nothing else has hold: what a library prints goes to errors."""
    out = os.fdopen(os.dup(sys.stdout.fileno()), "wb")
    os.dup2(sys.stderr.fileno(), sys.stdout.fileno())
    return out


def _write(out: BinaryIO, what: object) -> None:
    pickle.dump(what, out)
    out.flush()


def _end_with_the_asker(source: BinaryIO) -> None:
    source.read()
    os._exit(1)


if __name__ == "__main__":
    sys.exit(main())
