"""A part of a problem: some workers on some days in a row, everything else as a roster has it.

The part is a problem by itself: what may be used up of a limit is what the other days leave of it,
and each cover needs as many fewer people as the others bring.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace

from app.planning.solver.problem import (
    OFF,
    Bar,
    Burden,
    Cover,
    Level,
    Line,
    Problem,
    Rows,
    Worker,
)


@dataclass(frozen=True, slots=True)
class Span:
    """The days from `first` to before `stop`."""

    first: int
    stop: int

    def cells(self, cells: dict[tuple[int, int], int]) -> dict[tuple[int, int], int]:
        return {
            (day - self.first, shift): cost
            for (day, shift), cost in cells.items()
            if self.first <= day < self.stop
        }


def whole_weeks(problem: Problem, first: int, stop: int) -> Span:
    """The span, made longer so that it cuts no weekend."""
    cut = {day: days for days in problem.weekends for day in days}
    first = min(cut.get(first, (first,)))
    stop = max(cut.get(stop - 1, (stop - 1,))) + 1
    return Span(first, stop)


def worker_part(problem: Problem, worker: Worker, line: Line, span: Span) -> Worker:
    """The worker on these days; before and after them `line` stays."""
    rest = tuple(
        OFF if span.first <= day < span.stop else choice for day, choice in enumerate(line)
    )
    used = Counter(rest)
    minutes = sum(problem.shifts[s].minutes * times for s, times in used.items() if s != OFF)
    weekends = sum(any(rest[day] != OFF for day in days) for days in problem.weekends)

    def left(most: int | None, taken: int) -> int | None:
        return None if most is None else max(0, most - taken)

    return replace(
        worker,
        may=worker.may[span.first : span.stop],
        fixed={d - span.first: c for d, c in worker.fixed.items() if span.first <= d < span.stop},
        outside=frozenset(d - span.first for d in worker.outside if span.first <= d < span.stop),
        minutes_least=max(0, worker.minutes_least - minutes),
        minutes_most=left(worker.minutes_most, minutes),
        shift_most={s: max(0, most - used[s]) for s, most in worker.shift_most.items()},
        weekends_most=left(worker.weekends_most, weekends),
        before=_known_before(worker, line, span.first),
        after=_known_after(worker, line, span.stop),
        cut_before=worker.cut_before and span.first == 0,
        cut_after=worker.cut_after and span.stop == problem.days,
        costs=span.cells(dict(worker.costs)),
        burdens=tuple(_burden_part(burden, rest, weekends, span) for burden in worker.burdens),
    )


def _known_before(worker: Worker, line: Line, first: int) -> Line:
    """The days before, back to the last one outside the employment, as far as any rule looks."""
    away = max((day + 1 for day in worker.outside if day < first), default=0)
    known = (*(worker.before if away == 0 else ()), *line[away:first])
    return known[-_sight(worker) :]


def _known_after(worker: Worker, line: Line, stop: int) -> Line:
    away = min((day for day in worker.outside if day >= stop), default=len(line))
    known = (*line[stop:away], *(worker.after if away == len(line) else ()))
    return known[: _sight(worker)]


def _sight(worker: Worker) -> int:
    """Over how many days one of the worker's rules looks at most; short rests over one or two."""
    runs = (worker.days_in_row_most, worker.days_in_row_least, worker.days_off_least)
    bars = max((bar.distance for bar in worker.bars), default=0)
    return max(*(run or 0 for run in runs), worker.nights_in_row_most or 0, bars, 2) + 1


def _burden_part(burden: Burden, rest: Line, weekends: int, span: Span) -> Burden:
    """What is worked outside has taken the first, cheapest steps."""
    counted = None
    taken = weekends
    if burden.counted is not None:
        taken = sum(cell in burden.counted for cell in enumerate(rest))
        counted = frozenset(
            (day - span.first, shift)
            for day, shift in burden.counted
            if span.first <= day < span.stop
        )
    return Burden(burden.steps[taken:] or burden.steps[-1:], counted)


def part(problem: Problem, rows: Rows, places: Sequence[int], span: Span) -> Problem:
    """The workers at `places` on the days of `span`, as a problem by itself."""
    number = {place: i for i, place in enumerate(places)}
    others = [
        Counter(line[day] for place, line in enumerate(rows) if place not in number)
        for day in range(span.first, span.stop)
    ]
    covers = []
    for cover in problem.covers:
        if not span.first <= cover.day < span.stop:
            continue
        have = others[cover.day - span.first][cover.shift]
        if cover.workers is not None:
            have = sum(rows[p][cover.day] == cover.shift for p in cover.workers if p not in number)
        covers.append(_cover_part(cover, have, number, span))
    return Problem(
        span.stop - span.first,
        problem.shifts,
        tuple(worker_part(problem, problem.workers[p], rows[p], span) for p in places),
        tuple(covers),
        tuple(
            tuple(day - span.first for day in days)
            for days in problem.weekends
            if span.first <= min(days) and max(days) < span.stop
        ),
        _short_rests(problem, span),
    )


def _cover_part(cover: Cover, have: int, number: dict[int, int], span: Span) -> Cover:
    def left(levels: tuple[Level, ...]) -> tuple[Level, ...]:
        return tuple((level - have, weight) for level, weight in levels)

    own = None
    if cover.workers is not None:
        own = frozenset(number[place] for place in cover.workers if place in number)
    return replace(
        cover,
        day=cover.day - span.first,
        under=left(cover.under),
        over=left(cover.over),
        workers=own,
    )


def _short_rests(problem: Problem, span: Span) -> dict[int, frozenset[Bar]]:
    return {day - span.first: bars for day, bars in problem.short_rests.items() if day < span.stop}


def put(rows: Rows, places: Sequence[int], span: Span, lines: Rows) -> Rows:
    """The roster with the lines of a part put in its place."""
    changed = list(rows)
    for place, line in zip(places, lines, strict=True):
        changed[place] = (*rows[place][: span.first], *line, *rows[place][span.stop :])
    return tuple(changed)
