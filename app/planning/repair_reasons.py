"""Why nobody can take a shift: how many people by which reason, and who comes nearest."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection

from app.planning.building import Built
from app.planning.repairing import Gap, Repair
from app.planning.solver.problem import OFF
from app.planning.solver.valuing import Broken, Limit, broken_by, open_days
from app.rules.rostering.hard import HardRule
from app.rules.rostering.repairs import Hindrance, NoWay, Stopped, Vacancy

_RULES = {
    Limit.BAR: HardRule.NOT_AFTER,
    Limit.DAYS_MOST: HardRule.DAYS_IN_ROW,
    Limit.DAYS_LEAST: HardRule.DAYS_IN_ROW_LEAST,
    Limit.OFF_LEAST: HardRule.DAYS_OFF,
    Limit.NIGHTS_MOST: HardRule.NIGHTS_IN_ROW,
    Limit.WEEKENDS: HardRule.WEEKENDS,
    Limit.MINUTES_LEAST: HardRule.HOURS_LEAST,
    Limit.MINUTES_MOST: HardRule.HOURS_MOST,
}
_EASIEST = (
    HardRule.HOURS_MOST, HardRule.WEEKENDS, HardRule.DAYS_IN_ROW_LEAST, HardRule.DAYS_OFF,
    HardRule.DAYS_IN_ROW, HardRule.NIGHTS_IN_ROW, HardRule.NOT_AFTER,
)  # fmt: skip
"""Which rule a centre would rather ease for once; never the rest that SWAP-4 asks for."""


def no_way(
    repair: Repair, gap: Gap, vacancy: Vacancy, built: Built, others: Collection[str]
) -> NoWay:
    """Of everybody who would count, the one reason that is named first."""
    begun = gap.shift not in built.open_to_all[gap.day]
    stopped: Counter[Hindrance | HardRule] = Counter()
    near: list[tuple[int, str, HardRule]] = []
    for place, no in enumerate(built.people):
        if (gap.workers is not None and place not in gap.workers) or no == vacancy.person:
            continue
        why = _why(repair, gap, place, built, no in others)
        if len(why) == 1 and isinstance(why[0], HardRule) and why[0] in _EASIEST:
            near.append((_EASIEST.index(why[0]), no, why[0]))
        if why:
            stopped[why[0]] += 1
    nearest = min(near, default=None)
    return NoWay(
        vacancy, begun,
        [Stopped(why, n) for why, n in stopped.most_common()],
        nearest[1] if nearest else "", nearest[2] if nearest else None,
    )  # fmt: skip


def _why(
    repair: Repair, gap: Gap, place: int, built: Built, other: bool
) -> list[Hindrance | HardRule]:
    worker, line = repair.problem.workers[place], repair.rows[place]
    if other:
        return [Hindrance.ROSTER]
    if line[gap.day] != OFF:
        return [Hindrance.WORKS]
    if place in repair.away or gap.day not in open_days(worker):
        return [Hindrance.AWAY]
    if gap.shift not in worker.may[gap.day]:
        return [HardRule.SHIFT_ALLOWED]
    taking = (*line[: gap.day], gap.shift, *line[gap.day + 1 :])
    was = set(broken_by(repair.problem, place, worker, line))
    broken = [b for b in broken_by(repair.problem, place, worker, taking) if b not in was]
    # A most of the whole month that is passed already is passed further.
    broken += [b for b in was if b.limit in (Limit.MINUTES_MOST, Limit.WEEKENDS)]
    return sorted({_rule(one, taking, built) for one in broken}, key=_weight)


def _weight(rule: Hindrance | HardRule) -> int:
    """The gravest first."""
    return -_EASIEST.index(rule) if rule in _EASIEST else -len(_EASIEST)


def _rule(broken: Broken, line: tuple[int, ...], built: Built) -> HardRule:
    if broken.limit is not Limit.BAR:
        return _RULES[broken.limit]
    first, later = broken.days
    return HardRule.REST if _too_close(built, line, first, later) else HardRule.NOT_AFTER


def _too_close(built: Built, line: tuple[int, ...], first: int, later: int) -> bool:
    """Whether SWAP-4 bars the pair; a day beside the month is as good as barred by it."""
    if first < 0 or later >= len(line):
        return True
    bars = built.rest | built.problem.short_rests.get(first, frozenset())
    pair = (line[first], line[later], later - first)
    return any((bar.first, bar.later, bar.distance) == pair for bar in bars)
