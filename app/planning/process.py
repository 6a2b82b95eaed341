"""The solver at work in a process of its own, so that no window waits and any end is possible."""

from __future__ import annotations

import os
import pickle
import subprocess
import sys
import tempfile
import threading
import time
from contextlib import suppress
from dataclasses import replace
from pathlib import Path
from typing import BinaryIO

from app.errors import AppError
from app.planning import SOLVER_WORD
from app.planning.solver.best import Watching, unwatched
from app.planning.solver.loading import require
from app.planning.solver.problem import Problem, Progress, Rows, Solution
from app.planning.solver.worker import Task
from app.rules.vocabulary import msg


class Running:
    """A solver that was started. Nothing here but `finish` waits; all of it may be asked from any
    thread. `told` hears of all that is better, in a thread of this one's. Raises AppError where
    OR-Tools is not installed."""

    def __init__(
        self,
        problem: Problem,
        seconds: float,
        seed: int = 0,
        workers: int = 2,
        start: Rows | None = None,
        told: Watching = unwatched,
    ) -> None:
        require()
        self._told = told
        self._task = Task(problem, seconds, seed, workers, start)
        self._began = time.monotonic()
        self._latest: Progress | None = None
        self._first_after: float | None = None
        self._solution: Solution | None = None
        self._stopped = False
        self._last_words = ""
        self._errors = tempfile.TemporaryFile()  # noqa: SIM115 - read once the process has ended
        self._process = _started(self._errors)
        self._talk = threading.Thread(target=self._listen, daemon=True)
        self._talk.start()

    @property
    def latest(self) -> Progress | None:
        """The best so far, its rows included; None before anything was heard."""
        return self._latest

    def poll(self) -> bool:
        """Whether it has ended."""
        return not self._talk.is_alive()

    def stop(self) -> None:
        """End at once, with the best so far."""
        self._stopped = True
        self._process.kill()

    def finish(self) -> Solution:
        """Wait for the end. Raises AppError where the solver ended by itself and without one."""
        self._talk.join()
        if self._solution is not None:
            return self._solution
        if self._stopped:
            return self._best_so_far()
        raise AppError(
            msg("The solver has failed"),
            msg(
                "It ended without an answer ({reason}). Nothing was changed.",
                reason=self._last_words,
            ),
        )

    def _best_so_far(self) -> Solution:
        seconds = time.monotonic() - self._began
        best = self._latest or Progress(seconds, None, 0)
        return Solution(best.rows, best.value, best.bound, seconds, self._first_after)

    def _listen(self) -> None:
        """Hand the task over and hear all that comes, until the process ends."""
        process = self._process
        assert process.stdin is not None
        assert process.stdout is not None
        try:
            pickle.dump(self._task, process.stdin)
            process.stdin.flush()
            while True:
                self._hear(pickle.load(process.stdout))
        except (EOFError, OSError, pickle.UnpicklingError):
            pass  # it has ended, and may have been stopped in the middle of a word
        finally:
            process.kill()
            process.stdout.close()
            with suppress(OSError):  # what was not handed over yet is wanted by nobody
                process.stdin.close()
            process.wait()
            self._last_words = self._said()

    def _hear(self, told: Progress | Solution) -> None:
        seconds = time.monotonic() - self._began
        if isinstance(told, Solution):
            first = self._first_after if told.rows is not None else None
            self._solution = replace(told, seconds=seconds, first_after=first)
            if told.rows is not None and first is None:
                self._solution = replace(self._solution, first_after=seconds)
            return
        if told.rows is not None and self._first_after is None:
            self._first_after = seconds
        rows = told.rows or (self._latest.rows if self._latest else None)
        self._latest = replace(told, seconds=seconds, rows=rows)
        self._told(self._latest)

    def _said(self) -> str:
        """The last line that the process said of its errors, or how it ended."""
        with self._errors as errors:
            errors.seek(0)
            lines = errors.read().decode(errors="replace").splitlines()
        said = [line.strip() for line in lines if line.strip()]
        return said[-1] if said else str(self._process.returncode)


def _started(errors: BinaryIO) -> subprocess.Popen[bytes]:
    return subprocess.Popen(
        _command(),
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=errors,
        env={**os.environ, "PYTHONPATH": _path()},
        creationflags=_OF_ITS_OWN,
        start_new_session=True,  # Ctrl+C is for whoever asked, who then takes the best so far
    )


_OF_ITS_OWN = sum(
    getattr(subprocess, flag, 0) for flag in ("CREATE_NO_WINDOW", "CREATE_NEW_PROCESS_GROUP")
)
"""On Windows: without a console's window, and out of its Ctrl+C."""


def _command() -> list[str]:
    if getattr(sys, "frozen", False):
        return [sys.executable, SOLVER_WORD]
    return [sys.executable, "-P", "-m", "app.planning.solver.worker"]


def _path() -> str:
    """This very program is what the process runs, wherever it is started."""
    here = str(Path(__file__).parents[2])
    return os.pathsep.join(filter(None, (here, os.environ.get("PYTHONPATH", ""))))
