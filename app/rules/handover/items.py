"""Open items: what is wrong with one (HAND-3), how old it is, and that none is ever lost."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime

from app.rules.books import OpenItem
from app.rules.figures.figure import Days
from app.rules.figures.handover import (
    ClosedAfterDue,
    ClosedByNobody,
    ClosedWithoutResult,
    ItemOverdue,
    OpenTooLong,
)
from app.rules.findings import Finding
from app.rules.policy import Policy
from app.rules.vocabulary import Level


def item_findings(
    item: OpenItem, raised_on: date, closed_on: date | None, today: date, policy: Policy
) -> Iterator[Finding]:
    """HAND-3 of one item; `raised_on`: the date of its log."""
    owner = item.owner
    if item.closed_at is not None and closed_on is not None:
        person = item.closed_by or owner
        if not item.closed_by:
            figures = ClosedByNobody(closed_at=item.closed_at)
            yield Finding(item.no, person, closed_on, figures)
        elif not item.closing:
            yield Finding(item.no, person, closed_on, ClosedWithoutResult(closed_at=item.closed_at))
        if item.due_on is not None and closed_on > item.due_on:
            late = ClosedAfterDue(due_on=item.due_on, closed_on=closed_on)
            yield Finding(item.no, owner, item.due_on, late, Level.WARNING)
        return
    if is_old(raised_on, today, policy):
        days, limit = Days((today - raised_on).days), Days(policy.hand_item_days)
        yield Finding(item.no, owner, raised_on, OpenTooLong(days, limit), Level.WARNING)
    if item.due_on is not None and today > item.due_on:
        past = ItemOverdue(due_on=item.due_on, days=Days((today - item.due_on).days))
        yield Finding(item.no, owner, item.due_on, past, Level.WARNING)


def is_old(raised_on: date, today: date, policy: Policy) -> bool:
    """Whether an item that is still open is so for too many days."""
    return (today - raised_on).days > policy.hand_item_days


@dataclass(frozen=True, slots=True)
class Life:
    """When an item was raised, and each time that it was closed or reopened since, in order."""

    raised_at: datetime
    closed: tuple[datetime, ...] = ()
    reopened: tuple[datetime, ...] = ()

    def is_open(self, at: datetime) -> bool:
        """Whether it is open at an instant, what happens at that very instant included."""
        opened = (self.raised_at <= at) + sum(moment <= at for moment in self.reopened)
        return opened > sum(moment <= at for moment in self.closed)


@dataclass(frozen=True, slots=True)
class Balance:
    """The items of some logs over a time: `raised` counts those that were reopened as well."""

    before: int
    raised: int
    closed: int
    after: int

    @property
    def holds(self) -> bool:
        """Nothing is lost: open before + raised = open after + closed."""
        return self.before + self.raised == self.after + self.closed


def balance(items: Iterable[Life], begin: datetime, end: datetime) -> Balance:
    """Of all items, from after `begin` up to and at `end`."""
    before = raised = closed = after = 0
    for item in items:
        before += item.is_open(begin)
        after += item.is_open(end)
        raised += sum(begin < at <= end for at in (item.raised_at, *item.reopened))
        closed += sum(begin < at <= end for at in item.closed)
    return Balance(before, raised, closed, after)
