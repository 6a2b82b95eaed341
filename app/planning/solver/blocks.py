"""Large rosters made better: first as a whole out of priced lines, then block by block.

A block is some people on some weeks, re-optimised by CP-SAT while everything else stays. Blocks are
drawn where it costs most, and grow while they are solved to the end and shrink where they are not.
What is drawn and how much work each block gets is counted, not timed, so that with one worker a
seed says which roster comes.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from random import Random

from app.planning.solver.again import choose_again
from app.planning.solver.budget import Budget
from app.planning.solver.columns import Columns
from app.planning.solver.lines import LineFinder
from app.planning.solver.model import Free, build
from app.planning.solver.parts import whole_weeks
from app.planning.solver.problem import OFF, Problem, Rows
from app.planning.solver.searching import Manner, Told, search
from app.planning.solver.straight import straightened
from app.planning.solver.valuing import value_of
from app.progress import Cancel

PRICED_MOST = 60_000_000
"""Up to so many states of all workers the whole is priced: some seconds for each round."""
DIVE_MOST = 1200
"""People × days of the largest problem that is dived in."""
FOR_DIVE, FOR_BOUND = 0.5, 0.15
"""The share of the time for priced lines, with a dive and without."""
CELLS = (60, 3000)
"""So few and so many cells are free at once."""
WORK = 0.5
"""CP-SAT's measure of the work for one block."""


def improve(
    problem: Problem, rows: Rows, budget: Budget, seed: int, told: Told, stop: Cancel
) -> Rows:
    """The best roster found from `rows` until the budget is used up; never a worse one."""
    best = as_a_whole(problem, rows, budget, told, stop)
    return by_blocks(problem, best, budget, seed, told, stop)


def as_a_whole(problem: Problem, rows: Rows, budget: Budget, told: Told, stop: Cancel) -> Rows:
    """What everybody's choosing again and priced lines make of `rows`; never a worse one."""
    best = choose_again(problem, rows, budget, told, stop)
    if _is_priced(problem):
        return _priced(problem, best, budget, told, stop)
    return _straight(problem, best, budget, told, stop)


def _is_priced(problem: Problem) -> bool:
    if not problem.workers or not problem.covers:
        return False
    finder = LineFinder(problem)
    return sum(finder.states(place) for place in range(len(problem.workers))) <= PRICED_MOST


def _priced(problem: Problem, rows: Rows, budget: Budget, told: Told, stop: Cancel) -> Rows:
    """The better of `rows` and a dive."""
    found = _dived(problem, rows, budget, told, stop)
    if found is None or value_of(problem, found) >= value_of(problem, rows):
        return rows
    told(found, value_of(problem, found), None)
    return found


def _straight(problem: Problem, rows: Rows, budget: Budget, told: Told, stop: Cancel) -> Rows:
    """The same where burdens make too many states: with a straight line for each of them. What
    the dive comes to is chosen again by the true costs."""
    straight = straightened(problem)
    if straight is None or not _is_priced(straight):
        return rows
    found = _dived(straight, rows, budget, told, stop)
    if found is None:
        return rows
    found = choose_again(problem, found, budget, _silent, stop)
    if value_of(problem, found) >= value_of(problem, rows):
        return rows
    told(found, value_of(problem, found), None)
    return found


def _dived(problem: Problem, rows: Rows, budget: Budget, told: Told, stop: Cancel) -> Rows | None:
    """What a dive comes to; of a large problem only the bound is looked for, and not for long: its
    dive takes longer than blocks need to be better."""
    is_large = len(problem.workers) * problem.days > DIVE_MOST
    share = FOR_BOUND if is_large else FOR_DIVE
    seconds, work = budget.seconds_left() * (1 - share), budget.work_left() * (1 - share)

    def is_enough() -> bool:
        if budget.is_counted:  # by the clock a seed would not say what comes
            return stop() or budget.work_left() < work
        return stop() or budget.seconds_left() < seconds

    columns = Columns(problem, rows, budget, is_enough, LineFinder(problem))
    columns.generate(lambda bound: told(None, None, bound))
    return None if is_large else columns.dive()


@dataclass(slots=True)
class _Size:
    """How many cells are free at once, by how it went."""

    cells: int = 200

    def learn(self, is_proved: bool) -> None:
        few, many = CELLS
        factor = 1.15 if is_proved else 0.85
        self.cells = max(few, min(many, round(self.cells * factor)))


def by_blocks(
    problem: Problem, rows: Rows, budget: Budget, seed: int, told: Told, stop: Cancel,
    latest: Callable[[], Rows | None] = lambda: None,
) -> Rows:  # fmt: skip
    """Block by block from `rows`. `latest`: the best that anybody has by now, which another block
    may have bettered meanwhile: what both found is put together."""
    best, size, chance = rows, _Size(), Random(seed)
    while best and problem.days and not budget.is_over() and not stop():
        part = build(problem, best, _drawn(problem, best, size.cells, chance))
        part.hint(best)
        found = search(
            part, budget, chance.randrange(1 << 30), _silent, stop,
            manner=Manner.IMPROVE, work=WORK,
        )  # fmt: skip
        size.learn(found.value is not None and found.value == found.bound)
        if found.rows is not None:
            best = _together(problem, best, found.rows, latest() or best, told)
    return best


def _together(problem: Problem, before: Rows, after: Rows, latest: Rows, told: Told) -> Rows:
    """The latest rows with the lines that a block changed, as far as nobody else did; the latest
    where that is no better. Lines hold by themselves: whatever is put together holds."""
    lines = zip(before, after, latest, strict=True)
    both = tuple(new if now == old else now for old, new, now in lines)
    value = value_of(problem, both)
    if value > (held := value_of(problem, latest)):
        return latest
    if value < held:
        told(both, value, None)
    return both


def _drawn(problem: Problem, rows: Rows, cells: int, chance: Random) -> Free:
    """The people and days of a block about a place that costs something."""
    people = len(problem.workers)
    span = min(problem.days, chance.choice((7, 14, 28, 42)))
    count = min(people, max(2, cells // span))
    span = min(problem.days, max(span, cells // count))
    day, shift = _sore(problem, rows, chance)
    first = max(0, min(problem.days - span, day - chance.randrange(span)))
    days = whole_weeks(problem, first, first + span)
    who = _who(problem, rows, (day, shift), count, chance)
    return dict.fromkeys(who, range(days.first, days.stop))


def _sore(problem: Problem, rows: Rows, chance: Random) -> tuple[int, int]:
    """A day and shift where the cover costs, the dearer the likelier; now and then any."""
    at = [Counter(day) for day in zip(*rows, strict=True)]
    sore: dict[tuple[int, int], int] = {}
    for cover in problem.covers:
        have = at[cover.day][cover.shift]
        if cover.workers is not None:
            have = sum(rows[worker][cover.day] == cover.shift for worker in cover.workers)
        cost = cover.cost(have)
        if cost > 0:
            sore[cover.day, cover.shift] = sore.get((cover.day, cover.shift), 0) + cost
    if not sore or chance.random() < 0.2:
        return chance.randrange(problem.days), chance.randrange(OFF, len(problem.shifts))
    return chance.choices(list(sore), weights=list(sore.values()))[0]


def _who(
    problem: Problem, rows: Rows, cell: tuple[int, int], count: int, chance: Random
) -> Sequence[int]:
    """Half of them such as may work there, and whoever else."""
    day, shift = cell
    everybody = range(len(problem.workers))
    able = [place for place in everybody if shift in problem.workers[place].may[day]]
    first = chance.sample(able, min(len(able), (count + 1) // 2))
    others = [place for place in everybody if place not in set(first)]
    return sorted((*first, *chance.sample(others, count - len(first))))


def _silent(_rows: Rows | None, _value: int | None, _bound: int | None) -> None:
    """The bound of a block says nothing of the whole."""
