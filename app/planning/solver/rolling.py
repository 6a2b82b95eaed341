"""A line over a long horizon, some weeks at a time.

Of each limit that counts over the whole horizon, so much may be used up by the end of a piece as
the days so far are of all days that may be worked. A piece looks one or two weeks further than what
is kept of it, so that it does not end where nothing can follow.
"""

from __future__ import annotations

from dataclasses import replace
from functools import lru_cache
from typing import TYPE_CHECKING

from app.planning.solver.lines import TABLE_MOST, LineFinder
from app.planning.solver.parts import Span, whole_weeks, worker_part
from app.planning.solver.problem import OFF, Line, Problem, ShiftKind, Worker

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

LONG, SHORT = 42, 28
"""How many days are looked at together …"""
KEPT = {LONG: 28, SHORT: 21}
"""… and how many of these are kept."""
CELLS = 20_000
"""Above so many people × days the shorter piece has to do, and minutes are counted roughly."""
UNIT = 120
"""Minutes are counted in these then, while more pieces are to come."""


def rolled_line(problem: Problem, place: int, prices: NDArray[np.float64]) -> Line | None:
    """A line that is good by `prices` (day, shift, the last one OFF); None: none was found."""
    worker = problem.workers[place]
    looked_at = SHORT if _is_large(problem) else LONG
    line: Line = ()
    while len(line) < problem.days:
        span = whole_weeks(problem, len(line), min(problem.days, len(line) + looked_at))
        piece = _piece(problem, worker, line, span, prices)
        if piece is None:
            return None
        is_last = span.stop == problem.days
        line = (*line, *(piece if is_last else piece[: KEPT[looked_at]]))
    return line


def _is_large(problem: Problem) -> bool:
    return len(problem.workers) * problem.days > CELLS


def _piece(
    problem: Problem, worker: Worker, line: Line, span: Span, prices: NDArray[np.float64]
) -> Line | None:
    """The days of the span, after `line`."""
    behind = (*line, *(OFF for _ in range(problem.days - len(line))))
    limited = _shared(problem, worker, span.stop)
    part = worker_part(problem, limited, behind, span)
    if span.stop < problem.days:
        part = replace(part, after=())  # what comes is not known yet
    is_rough = _is_large(problem) and span.stop < problem.days
    days = prices[span.first : span.stop]
    for least in (part.minutes_least, 0):
        if least == 0 and span.stop == problem.days and part.minutes_least > 0:
            return None
        alone = Problem(
            span.stop - span.first,
            _rough(problem.shifts) if is_rough else problem.shifts,
            (replace(part, minutes_least=least),),
            (),
            _weekends(problem, span),
            {day - span.first: bars for day, bars in problem.short_rests.items()},
        )
        found = _finder(alone).find([0], days[None])[0]
        if found is not None:
            return found.line
    return None


def _finder(alone: Problem) -> LineFinder:
    """Burdens are weighed as they are while the table of states stays small: with hours, nights,
    weekends and holidays it would be as large as the memory, and take seconds to fill."""
    exact = LineFinder(alone)
    return exact if exact.states(0) <= TABLE_MOST else LineFinder(alone, quick=True)


@lru_cache(maxsize=64)
def _rough(shifts: tuple[ShiftKind, ...]) -> tuple[ShiftKind, ...]:
    return tuple(
        replace(shift, minutes=max(1, round(shift.minutes / UNIT)) * UNIT) for shift in shifts
    )


def _weekends(problem: Problem, span: Span) -> tuple[tuple[int, ...], ...]:
    return tuple(
        tuple(day - span.first for day in days)
        for days in problem.weekends
        if span.first <= min(days) and max(days) < span.stop
    )


def _shared(problem: Problem, worker: Worker, stop: int) -> Worker:
    """The worker with what may be used up before the day `stop`."""
    if stop >= problem.days:
        return worker
    open_days = [bool(may) for may in worker.may]
    share = sum(open_days[:stop]) / max(1, sum(open_days))

    def most(limit: int | None) -> int | None:
        return None if limit is None else int(limit * share)

    weekends = None
    if worker.weekends_most is not None:
        past = sum(max(days) < stop for days in problem.weekends)
        weekends = -(-worker.weekends_most * past // max(1, len(problem.weekends)))
    return replace(
        worker,
        minutes_least=int(worker.minutes_least * share),
        minutes_most=most(worker.minutes_most),
        shift_most={shift: int(most * share) for shift, most in worker.shift_most.items()},
        weekends_most=weekends,
    )
