"""The week's inspections, item by item: what was under its pass mark, where, and whether it is more
than before (QA-6).

A share is called higher or lower than that of the four weeks before only where it can be told from
chance: Fisher's exact test, two-sided, p <= 5 % divided by the number of items compared
(Bonferroni), so that of all the week's items together one in twenty weeks says so wrongly at most.
(Agresti, Categorical Data Analysis, chapter 3.) How many of how many is said in every case.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from math import comb

from app.rules.books import CardItem
from app.rules.scorecards.sheets import SheetRow

WEEKS_BEFORE = 4
COMMON = 2
"""A problem is common from so many inspections under the pass mark on."""
OFTEN = 2
"""Training is proposed to whom so many of the five weeks' inspections found under the same pass
mark, one of them in the week itself."""
_LEVEL = 0.05
_ROUNDING = 1 + 1e-9


@dataclass(frozen=True, slots=True)
class WeekInspection:
    """One that counts: no calibration, and by who may score. `team`, `shift` '' for none known;
    `shift`: that of the contact."""

    agent: str
    department: str
    team: str
    shift: str
    day: date
    failed: bool
    rows: Sequence[SheetRow]


class WeekChange(StrEnum):
    """The week against the four before."""

    HIGHER = "higher"
    LOWER = "lower"
    NOT_TOLD = "not_told"


@dataclass(frozen=True, slots=True)
class Under:
    """`under` of `scored` inspections were under the pass mark; `name`: of a shift, a team or a
    person's number."""

    name: str
    under: int
    scored: int


@dataclass(frozen=True, slots=True)
class ItemProblem:
    """One item of the week. `people`: who was under its pass mark, of the week alone."""

    item: CardItem
    week: Under
    before: Under
    change: WeekChange
    shifts: tuple[Under, ...]
    teams: tuple[Under, ...]
    people: tuple[Under, ...]
    often: tuple[Under, ...]
    """Who was so often enough to be trained; counted over all five weeks."""

    @property
    def is_common(self) -> bool:
        return self.week.under >= COMMON


@dataclass(frozen=True, slots=True)
class WeekQuality:
    """A department's week. `items`: those with somebody under the pass mark, the most first."""

    monday: date
    inspections: int
    people: int
    failed: int
    inspections_before: int
    failed_before: int
    items: tuple[ItemProblem, ...]

    @property
    def common(self) -> tuple[ItemProblem, ...]:
        return tuple(one for one in self.items if one.is_common)

    def seen_by(self, people: Collection[str], teams: Collection[str]) -> WeekQuality:
        """With these people and these teams named, and no others."""
        return replace(self, items=tuple(_narrowed(one, people, teams) for one in self.items))


def week_quality(
    monday: date, week: Iterable[WeekInspection], before: Iterable[WeekInspection]
) -> WeekQuality:
    """The week that begins on `monday`, of one department; `before`: the four weeks before it."""
    week, before = [*week], [*before]
    now, earlier = _by_item(week), _by_item(before)
    items = (_problem(now[key], earlier.get(key, ()), len(now)) for key in now)
    found = sorted(
        (one for one in items if one.week.under),
        key=lambda one: (-one.week.under, one.item.card, one.item.item),
    )
    return WeekQuality(
        monday=monday,
        inspections=len(week),
        people=len({one.agent for one in week}),
        failed=sum(one.failed for one in week),
        inspections_before=len(before),
        failed_before=sum(one.failed for one in before),
        items=tuple(found),
    )


def fisher(under: int, scored: int, under_before: int, scored_before: int) -> float:
    """The two-sided p of Fisher's exact test: of all ways to spread as many under the pass mark
    over the two groups, the share of those that are no likelier than this one."""
    together = under + under_before
    least, most = max(0, together - scored_before), min(scored, together)
    ways = [comb(scored, n) * comb(scored_before, together - n) for n in range(least, most + 1)]
    this = ways[under - least]
    return sum(way for way in ways if way <= this * _ROUNDING) / sum(ways)


_Scored = tuple[WeekInspection, SheetRow]
_Key = tuple[str, str]


def _by_item(inspections: Iterable[WeekInspection]) -> Mapping[_Key, Sequence[_Scored]]:
    """Card and item -> where it was given a number, whichever version of the card."""
    found: dict[_Key, list[_Scored]] = defaultdict(list)
    for one in inspections:
        for row in one.rows:
            if row.passed is not None:
                found[row.item.card, row.item.item].append((one, row))
    return found


def _problem(now: Sequence[_Scored], before: Sequence[_Scored], items: int) -> ItemProblem:
    week, earlier = _under("", now), _under("", before)
    mine = _grouped(now, [one.agent for one, _row in now])
    again = _grouped([*now, *before], [one.agent for one, _row in (*now, *before)])
    failed = {one.name for one in mine if one.under}
    return ItemProblem(
        item=max((row.item for _one, row in now), key=lambda item: item.version),
        week=week,
        before=earlier,
        change=_change(week, earlier, items),
        shifts=_grouped(now, [one.shift for one, _row in now]),
        teams=_grouped(now, [one.team for one, _row in now]),
        people=tuple(one for one in mine if one.under),
        often=tuple(one for one in again if one.under >= OFTEN and one.name in failed),
    )


def _under(name: str, scored: Sequence[_Scored]) -> Under:
    return Under(name, sum(not row.passed for _one, row in scored), len(scored))


def _grouped(scored: Sequence[_Scored], names: Sequence[str]) -> tuple[Under, ...]:
    """By name; what has none is left out."""
    groups: dict[str, list[_Scored]] = defaultdict(list)
    for name, each in zip(names, scored, strict=True):
        if name:
            groups[name].append(each)
    return tuple(_under(name, groups[name]) for name in sorted(groups))


def _change(week: Under, before: Under, items: int) -> WeekChange:
    if not week.scored or not before.scored:
        return WeekChange.NOT_TOLD
    p = fisher(week.under, week.scored, before.under, before.scored)
    if p > _LEVEL / items:
        return WeekChange.NOT_TOLD
    more = week.under * before.scored > before.under * week.scored
    return WeekChange.HIGHER if more else WeekChange.LOWER


def _narrowed(one: ItemProblem, people: Collection[str], teams: Collection[str]) -> ItemProblem:
    return replace(
        one,
        teams=tuple(each for each in one.teams if each.name in teams),
        people=tuple(each for each in one.people if each.name in people),
        often=tuple(each for each in one.often if each.name in people),
    )
