"""The solver in a process of its own: it answers, it is stopped, it fails, and nothing is left."""

from __future__ import annotations

import os
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

import psutil
import pytest

from app.errors import AppError
from app.planning import SOLVER_WORD, process
from app.planning.process import Running
from app.planning.solver import loading
from app.planning.solver.problem import Cover, Problem, Progress, ShiftKind, Worker
from app.planning.solver.valuing import broken, value_of


def easy() -> Problem:
    """Three people, two of whom are wanted each day."""
    may = (frozenset({0}),) * 5
    workers = tuple(Worker(name, may, days_in_row_most=3) for name in "ABC")
    covers = tuple(Cover(day, 0, ((2, 10),), ((2, 1),)) for day in range(5))
    return Problem(5, (ShiftKind("E", 480),), workers, covers)


def endless() -> Problem:
    """One that is not proved in any time a test has: cover in odd numbers, and odd minutes."""
    may = (frozenset(range(6)),) * 28
    kinds = tuple(ShiftKind(str(number), 401 + 7 * number) for number in range(6))
    workers = tuple(
        Worker(str(place), may, minutes_least=9001 + place, minutes_most=9601 + 11 * place)
        for place in range(40)
    )
    covers = tuple(
        Cover(day, shift, ((3 + (day * shift) % 4, 100),), ((1 + day % 3, 7),))
        for day in range(28)
        for shift in range(6)
    )
    return Problem(28, kinds, workers, covers)


@contextmanager
def begun(running: Running) -> Iterator[Running]:
    try:
        yield running
    finally:
        running.stop()


def child_that(does: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Let the process run a line of Python in place of the solver."""
    monkeypatch.setattr(process, "_command", lambda: [sys.executable, "-c", does])


def has_ended(running: Running) -> bool:
    """Whether the system has been asked how it ended, so that no zombie stays."""
    return running._process.returncode is not None


def test_a_problem_is_solved_in_another_process() -> None:
    with begun(Running(easy(), seconds=60)) as running:
        solution = running.finish()
    assert solution.rows is not None
    assert solution.value == value_of(easy(), solution.rows) == 0
    assert broken(easy(), solution.rows) == []
    assert solution.proved
    assert solution.first_after is not None
    assert running.poll()
    assert has_ended(running)


def test_the_latest_has_the_best_rows() -> None:
    with begun(Running(easy(), seconds=60)) as running:
        solution = running.finish()
    latest = running.latest
    assert latest is not None
    assert (latest.value, latest.rows) == (solution.value, solution.rows)


def test_it_is_stopped_at_any_moment_with_the_best_so_far() -> None:
    found = threading.Event()

    def told(progress: Progress) -> None:
        if progress.rows is not None:
            found.set()

    with begun(Running(endless(), seconds=600, told=told)) as running:
        assert found.wait(120)
        assert not running.poll()
        running.stop()
        solution = running.finish()
    assert solution.rows is not None
    assert broken(endless(), solution.rows) == []
    assert solution.value == value_of(endless(), solution.rows)
    assert not solution.proved
    assert has_ended(running)


@pytest.mark.skipif(sys.platform == "win32", reason="POSIX groups of processes")
def test_ctrl_c_on_a_terminal_is_for_whoever_asked(monkeypatch: pytest.MonkeyPatch) -> None:
    """The keys go to a whole group of processes: the solver is in another one."""
    child_that("import os; os.write(2, b'%d' % os.getpgrp()); raise SystemExit(1)", monkeypatch)
    with begun(Running(easy(), seconds=1)) as running, pytest.raises(AppError) as refused:
        running.finish()
    assert refused.value.message.params["reason"].isdecimal()
    assert refused.value.message.params["reason"] != str(os.getpgrp())


def test_stopped_before_anything_was_found_it_has_nothing() -> None:
    with begun(Running(endless(), seconds=600)) as running:
        running.stop()
        solution = running.finish()
    assert (solution.rows, solution.value, solution.impossible) == (None, None, False)


def test_what_has_no_roster_is_said_to_have_none() -> None:
    may = (frozenset({0}),) * 3
    worker = Worker("A", may, minutes_least=2000)
    problem = Problem(3, (ShiftKind("E", 480),), (worker,), ())
    with begun(Running(problem, seconds=60)) as running:
        solution = running.finish()
    assert solution.impossible
    assert solution.rows is None


def test_a_solver_that_fails_says_so_with_its_last_words(monkeypatch: pytest.MonkeyPatch) -> None:
    child_that("raise MemoryError('no room')", monkeypatch)
    with begun(Running(easy(), seconds=60)) as running, pytest.raises(AppError) as failed:
        running.finish()
    assert failed.value.message.params["reason"] == "MemoryError: no room"
    assert has_ended(running)


def test_a_solver_that_is_killed_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    child_that("import os; os.abort()", monkeypatch)
    with begun(Running(easy(), seconds=60)) as running, pytest.raises(AppError):
        running.finish()


def test_a_frozen_program_is_called_by_a_word_of_its_own(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "frozen", True, raising=False)
    assert process._command() == [sys.executable, SOLVER_WORD]
    monkeypatch.setattr(process, "_command", lambda: [sys.executable, "-m", "app", SOLVER_WORD])
    with begun(Running(easy(), seconds=60)) as running:
        assert running.finish().proved


def test_without_or_tools_it_is_said_what_is_missing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(loading, "find_spec", lambda _name: None)
    with pytest.raises(AppError, match="Rosters cannot be made here"):
        Running(easy(), seconds=60)


def test_it_ends_with_whoever_started_it() -> None:
    asker = subprocess.run(
        [sys.executable, "-c", ASKER, str(Path(__file__).parents[3])],
        capture_output=True,
        text=True,
        timeout=120,
    )
    number, begun_at = asker.stdout.split()
    with suppress(psutil.NoSuchProcess):
        solver = psutil.Process(int(number))
        if solver.create_time() == float(begun_at):
            solver.wait(120)


ASKER = """
import os, sys
sys.path.insert(0, sys.argv[1])
import psutil
from app.planning.process import Running
from app.planning.solver.problem import Problem, ShiftKind, Worker
may = (frozenset({0, 1}),) * 28
workers = tuple(Worker(str(n), may, minutes_least=4321, minutes_most=4322) for n in range(9))
running = Running(Problem(28, (ShiftKind("E", 480), ShiftKind("N", 481)), workers, ()), 600)
solver = psutil.Process(running._process.pid)
print(solver.pid, repr(solver.create_time()), flush=True)
os._exit(9)
"""
"""Somebody who has a solver started, and is gone."""
