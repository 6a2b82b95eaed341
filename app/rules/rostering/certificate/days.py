"""The rules that speak of one shift, or of one beside another."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from datetime import date, timedelta

from app.rules.calendar import CentreTime
from app.rules.rostering.certificate.records import BrokenRule
from app.rules.rostering.certificate.worked import DAY, WorkedMonth
from app.rules.rostering.hard import HardRule

_HOUR = timedelta(hours=1)
_LONGEST_SHIFT = 1
"""Dates later than it begins on which a shift ends at most."""


def rest(month: WorkedMonth, clock: CentreTime) -> Iterator[BrokenRule]:
    """SWAP-4, told of the later shift: it begins hours after the end of every one before it, as
    they were lived when the clock changes."""
    due = month.scene.policy.swap_rest_hours
    for day in sorted(month.worked):
        found = [
            (_rest(month, clock, before, day), before)
            for before in _days_before(month, day, due)
            if month.within(before) or month.within(day)
        ]
        if found and (shortest := min(found))[0] < due * _HOUR:
            yield BrokenRule(
                HardRule.REST, month.person.no, day,
                shift=month.worked[day], other=month.worked[shortest[1]],
                found=round(shortest[0] / _HOUR, 2), limit=due,
            )  # fmt: skip


def least_rest(month: WorkedMonth, worked: Collection[date], clock: CentreTime) -> float | None:
    """Hours of the shortest rest beside one of the days `worked`; None with no shift near them."""
    due = month.scene.policy.swap_rest_hours
    found = [
        _rest(month, clock, before, day)
        for day in month.worked
        for before in _days_before(month, day, due)
        if day in worked or before in worked
    ]
    return round(min(found) / _HOUR, 2) if found else None


def _days_before(month: WorkedMonth, day: date, due: int) -> Iterator[date]:
    """The days on which a shift may end too shortly before one on `day`."""
    for distance in range(1, _LONGEST_SHIFT + due // 24 + 2):
        if (before := day - distance * DAY) in month.worked:
            yield before


def _rest(month: WorkedMonth, clock: CentreTime, before: date, day: date) -> timedelta:
    end = clock.interval(month.shift(before), before)[1]
    return clock.interval(month.shift(day), day)[0] - end


def one_shift(month: WorkedMonth) -> Iterator[BrokenRule]:
    """A swap brought no shift onto another one."""
    for day in month.month():
        own = month.scene.doubled.get((month.person.no, day), "")
        if own and day in month.rostered:
            yield BrokenRule(
                HardRule.ONE_SHIFT, month.person.no, day,
                shift=month.rostered[day], other=own, found=2, limit=1,
            )  # fmt: skip


def employed(month: WorkedMonth) -> Iterator[BrokenRule]:
    """Nobody stands in the roster before they are hired or after they have left."""
    for day in month.month():
        if day in month.rostered and not month.person.employed_on(day):
            yield BrokenRule(HardRule.EMPLOYED, month.person.no, day, shift=month.rostered[day])


def leave(month: WorkedMonth) -> Iterator[BrokenRule]:
    """Nobody stands in the roster on a day of their approved leave."""
    for day in month.month():
        if day in month.rostered and day in month.away:
            yield BrokenRule(HardRule.LEAVE, month.person.no, day, shift=month.rostered[day])


def shift_allowed(month: WorkedMonth) -> Iterator[BrokenRule]:
    """Only the shifts that somebody may work."""
    for day, shift in month.in_month():
        if month.rules.shifts and shift.code not in month.rules.shifts:
            yield BrokenRule(HardRule.SHIFT_ALLOWED, month.person.no, day, shift=shift.code)


def not_after(month: WorkedMonth) -> Iterator[BrokenRule]:
    """No shift on the day after one that it must not follow."""
    for day, code in sorted(month.worked.items()):
        before = day - DAY
        follows = month.worked.get(before, "")
        if code in month.rules.not_after.get(follows, ()) and (
            month.within(day) or month.within(before)
        ):
            yield BrokenRule(HardRule.NOT_AFTER, month.person.no, day, shift=code, other=follows)
