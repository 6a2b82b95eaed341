"""A month's certificate: who is on it, and every rule in turn."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping

from app.rules.calendar import CentreTime
from app.rules.rostering.certificate import cover, days, stretches
from app.rules.rostering.certificate.counting import person_month
from app.rules.rostering.certificate.records import BrokenRule, RosterCertificate
from app.rules.rostering.certificate.worked import WorkedMonth
from app.rules.rostering.hard import HardRule
from app.rules.rostering.scene import RosterScene
from app.rules.rostering.wishes import Wish

Judge = Callable[[WorkedMonth], Iterator[BrokenRule]]


def certify(scene: RosterScene, clock: CentreTime) -> RosterCertificate:
    """The certificate of the scene's month, as its roster stands."""
    months = [WorkedMonth.of(scene, scene.people[no]) for no in sorted(scene.people)]
    months = [month for month in months if month.is_rostered]
    wishes: dict[str, list[Wish]] = defaultdict(list)
    for wish in scene.wishes:
        wishes[wish.person].append(wish)
    counted = [*months, *(WorkedMonth.of(scene, one) for one in scene.beside.values())]
    return RosterCertificate(
        month=scene.first,
        hard=tuple(sorted(one for month in months for one in broken_rules(month, clock))),
        short=tuple(sorted(cover.short(scene, counted))),
        people=tuple(person_month(month, wishes[month.person.no]) for month in months),
    )


def broken_rules(month: WorkedMonth, clock: CentreTime) -> Iterator[BrokenRule]:
    """Every hard rule that one person's month breaks, by itself or with days beside it."""
    yield from days.rest(month, clock)
    for judge in _JUDGES.values():
        yield from judge(month)


_JUDGES: Mapping[HardRule, Judge] = {
    HardRule.ONE_SHIFT: days.one_shift,
    HardRule.EMPLOYED: days.employed,
    HardRule.LEAVE: days.leave,
    HardRule.HOURS_MOST: stretches.hours_most,
    HardRule.HOURS_LEAST: stretches.hours_least,
    HardRule.DAYS_IN_ROW: stretches.days_in_row,
    HardRule.NIGHTS_IN_ROW: stretches.nights_in_row,
    HardRule.DAYS_OFF: stretches.days_off,
    HardRule.DAYS_IN_ROW_LEAST: stretches.days_in_row_least,
    HardRule.WEEKENDS: stretches.weekends,
    HardRule.SHIFT_ALLOWED: days.shift_allowed,
    HardRule.NOT_AFTER: days.not_after,
}
"""Besides SWAP-4's rest, which asks the centre's clock."""
