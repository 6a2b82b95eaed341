"""What a roster costs and which limits it breaks: the engine's own measure of its work.

The certificate (`rules`) judges a month by itself and shares nothing with this.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum

from app.planning.solver.problem import OFF, Burden, Line, Problem, Rows, Worker

UNKNOWN = -2
"""A day of which nothing is known, on a line that reaches over the edges of the horizon."""


class Limit(StrEnum):
    """What a line can break, by the field of `Worker` that says it."""

    FIXED = "fixed"
    MAY = "may"
    BAR = "bar"
    DAYS_MOST = "days_in_row_most"
    DAYS_LEAST = "days_in_row_least"
    OFF_LEAST = "days_off_least"
    NIGHTS_MOST = "nights_in_row_most"
    WEEKENDS = "weekends_most"
    MINUTES_LEAST = "minutes_least"
    MINUTES_MOST = "minutes_most"
    SHIFT_MOST = "shift_most"


@dataclass(frozen=True, slots=True, order=True)
class Broken:
    """`worker`: the place in the problem's order. `days`: those whose choices break it together,
    below 0 before the horizon; empty for what is counted over the whole of it."""

    worker: int
    limit: Limit
    days: tuple[int, ...] = ()


def value_of(problem: Problem, rows: Rows) -> int:
    """The cost of a whole roster."""
    lines = sum(
        line_value(problem, worker, line)
        for worker, line in zip(problem.workers, rows, strict=True)
    )
    return lines + covers_value(problem, rows)


def line_value(problem: Problem, worker: Worker, line: Line) -> int:
    """The cost of one worker's line by itself."""
    costs = worker.costs
    value = sum(costs.get(cell, 0) for cell in enumerate(line)) if costs else 0
    return value + sum(burden_value(problem, burden, line) for burden in worker.burdens)


def burden_value(problem: Problem, burden: Burden, line: Line) -> int:
    if burden.counted is None:
        times = sum(any(line[day] != OFF for day in days) for days in problem.weekends)
    else:
        times = sum(cell in burden.counted for cell in enumerate(line))
    return steps_value(burden, times)


def steps_value(burden: Burden, times: int) -> int:
    """What `times` times cost together."""
    steps = burden.steps
    if not steps:
        return 0
    return sum(steps[:times]) + max(0, times - len(steps)) * steps[-1]


def covers_value(problem: Problem, rows: Rows) -> int:
    """The cost of all covers."""
    at = [Counter(day) for day in zip(*rows, strict=True)]
    value = 0
    for cover in problem.covers:
        if cover.workers is None:
            have = at[cover.day][cover.shift] if at else 0
        else:
            have = sum(rows[worker][cover.day] == cover.shift for worker in cover.workers)
        value += cover.cost(have)
    return value


def open_days(worker: Worker) -> frozenset[int]:
    """The days on which there is a choice; all others are settled."""
    return frozenset(
        day
        for day, shifts in enumerate(worker.may)
        if shifts and day not in worker.fixed and day not in worker.outside
    )


def settled(worker: Worker, day: int) -> int:
    """What is worked on a day without a choice."""
    return worker.fixed.get(day, OFF)


def broken(problem: Problem, rows: Rows, *, given: bool = True) -> list[Broken]:
    """Every limit that the roster breaks; without those that settled cells break alone where
    `given` is False: a roster made here breaks none of the others."""
    return [
        found
        for place, (worker, line) in enumerate(zip(problem.workers, rows, strict=True))
        for found in broken_by(problem, place, worker, line)
        if given or not _is_given(problem, worker, line, found)
    ]


def broken_by(problem: Problem, place: int, worker: Worker, line: Line) -> Iterator[Broken]:
    """Every limit that the line of the worker at `place` breaks."""

    def found(limit: Limit, days: Sequence[int] = ()) -> Broken:
        return Broken(place, limit, tuple(days))

    for day, choice in enumerate(line):
        if day in worker.fixed:
            if choice != worker.fixed[day]:
                yield found(Limit.FIXED, [day])
        elif choice != OFF and (day in worker.outside or choice not in worker.may[day]):
            yield found(Limit.MAY, [day])
    for pair in _barred(problem, worker, line):
        yield found(Limit.BAR, pair)
    for limit, days in _runs(problem, worker, line):
        yield found(limit, days)
    for limit in _totals(problem, worker, line):
        yield found(limit)


def stretched(worker: Worker, line: Line) -> list[int]:
    """The line with what is known on both sides of it; days outside are UNKNOWN."""
    inside = [UNKNOWN if day in worker.outside else choice for day, choice in enumerate(line)]
    return [*worker.before, *inside, *worker.after]


def _barred(problem: Problem, worker: Worker, line: Line) -> Iterator[tuple[int, int]]:
    """Pairs of days of which the later may not follow the first; one is in the horizon."""
    if not (worker.bars or problem.short_rests):
        return
    back = len(worker.before)
    known = stretched(worker, line)
    for place, first in enumerate(known):
        if first < 0:
            continue
        day = place - back
        for bar in (*worker.bars, *problem.short_rests.get(day, ())):
            later = place + bar.distance
            if bar.first != first or later >= len(known) or known[later] != bar.later:
                continue
            if day + bar.distance >= 0 and day < problem.days:
                yield day, day + bar.distance


def _runs(problem: Problem, worker: Worker, line: Line) -> Iterator[tuple[Limit, list[int]]]:
    back = len(worker.before)
    known = stretched(worker, line)
    inside = range(problem.days)

    def told(limit: Limit, places: range) -> Iterator[tuple[Limit, list[int]]]:
        days = [place - back for place in places]
        if any(day in inside for day in days):
            yield limit, days

    work = [UNKNOWN if choice == UNKNOWN else int(choice != OFF) for choice in known]
    nights = [int(choice >= 0 and problem.shifts[choice].night) for choice in known]

    def is_short(run: range, least: int) -> bool:
        """Whether it is, and not another month's."""
        cut = (worker.cut_before and run.stop <= back) or (
            worker.cut_after and run.start >= back + problem.days
        )
        return len(run) < least and not cut and _is_whole(work, run)

    for run in _runs_of(work, 1):
        if worker.days_in_row_most is not None and len(run) > worker.days_in_row_most:
            yield from told(Limit.DAYS_MOST, run)
        if is_short(run, worker.days_in_row_least):
            yield from told(Limit.DAYS_LEAST, range(run.start - 1, run.stop + 1))
    for run in _runs_of(work, 0):
        if is_short(run, worker.days_off_least):
            yield from told(Limit.OFF_LEAST, range(run.start - 1, run.stop + 1))
    if worker.nights_in_row_most is not None:
        for run in _runs_of(nights, 1):
            if len(run) > worker.nights_in_row_most:
                yield from told(Limit.NIGHTS_MOST, run)


def _runs_of(flags: Sequence[int], wanted: int) -> Iterator[range]:
    """The longest stretches of `wanted`, as ranges of places."""
    start = None
    for place, flag in enumerate((*flags, UNKNOWN)):
        if flag == wanted:
            start = place if start is None else start
        elif start is not None:
            yield range(start, place)
            start = None


def _is_whole(flags: Sequence[int], run: range) -> bool:
    """Whether it is known where the run begins and where it ends."""
    ends = (run.start - 1, run.stop)
    return all(0 <= end < len(flags) and flags[end] != UNKNOWN for end in ends)


def _totals(problem: Problem, worker: Worker, line: Line) -> Iterator[Limit]:
    minutes, weekends, times = sums(problem, line)
    if minutes < worker.minutes_least:
        yield Limit.MINUTES_LEAST
    if worker.minutes_most is not None and minutes > worker.minutes_most:
        yield Limit.MINUTES_MOST
    if worker.weekends_most is not None and weekends > worker.weekends_most:
        yield Limit.WEEKENDS
    if any(times[shift] > most for shift, most in worker.shift_most.items()):
        yield Limit.SHIFT_MOST


def sums(problem: Problem, line: Line) -> tuple[int, int, Counter[int]]:
    """Minutes and weekends that are worked, and how often each shift is."""
    times = Counter(line)
    minutes = sum(problem.shifts[shift].minutes * n for shift, n in times.items() if shift != OFF)
    weekends = sum(any(line[day] != OFF for day in days) for days in problem.weekends)
    return minutes, weekends, times


def _is_given(problem: Problem, worker: Worker, line: Line, found: Broken) -> bool:
    """Whether settled cells alone break it: nothing that is free takes part in it, or without what
    is free a total is no better."""
    if found.limit in (Limit.FIXED, Limit.MAY):
        return False
    free = open_days(worker)
    if found.days:
        return free.isdisjoint(found.days)
    if found.limit is Limit.MINUTES_LEAST:
        return not free
    minutes, weekends, times = sums(problem, line)
    alone = tuple(OFF if day in free else choice for day, choice in enumerate(line))
    set_minutes, set_weekends, set_times = sums(problem, alone)
    if found.limit is Limit.MINUTES_MOST:
        return minutes == set_minutes
    if found.limit is Limit.WEEKENDS:
        return weekends == set_weekends
    return all(times[s] <= max(most, set_times[s]) for s, most in worker.shift_most.items())
