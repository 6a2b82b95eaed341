"""A check that is carried on as the registers grow: what cannot have changed is not judged again.

Attendance is most of a check and its days do not touch each other, so its findings are kept by
day. The other registers are few and reach across days; they are walked whole.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator
from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta
from typing import NamedTuple, TypeVar

from app.rules.calendar import CentreTime
from app.rules.check import Walk, in_order
from app.rules.facts import CentreFacts, Leave, Swap
from app.rules.findings import Finding
from app.rules.moment import Watched
from app.rules.policy import PolicyBook
from app.rules.reporting_back import check_returns
from app.rules.standing_books import ChangedBooks, StandingBooks
from app.rules.vocabulary import LeaveStatus, SwapStatus
from app.rules.work import effective_swaps

T = TypeVar("T")
_DAY = timedelta(days=1)
_UNSETTLED = timedelta(days=3)
"""For how long what time alone can change, such as an absence, is judged again."""


@dataclass(frozen=True, slots=True)
class Changed:
    """What the registers may say otherwise than at the last check; swaps and leaves are compared.

    `whole`: anything at all, such as a post or a policy value. `days`: those whose published
    cells or attendance may be others. `books`: which of their rows, where a sheet is another one.
    """

    whole: bool = False
    days: frozenset[date] = frozenset()
    books: ChangedBooks = field(default_factory=ChangedBooks)


_Judge = Callable[[Walk, Watched], Iterator[Finding]]


class _Kept(NamedTuple):
    """What was found of a register."""

    findings: list[Finding]
    read: tuple[object, ...]
    until: datetime
    """When time alone may make them others."""

    def stands(self, read: tuple[object, ...], as_of: datetime) -> bool:
        return as_of < self.until and all(map(_same, self.read, read))


def _same(one: object, other: object) -> bool:
    """Sets are compared; other things are the same where they are one."""
    return one is other or (isinstance(one, frozenset) and one == other)


def _judged(judge: _Judge, read: tuple[object, ...], walk: Walk) -> _Kept:
    moment = Watched.at(walk.as_of)
    return _Kept(list(judge(walk, moment)), read, moment.until)


def _leaves(walk: Walk, moment: Watched) -> Iterator[Finding]:
    return replace(walk, as_of=moment).leaves()


def _inspections(walk: Walk, moment: Watched) -> Iterator[Finding]:
    return replace(walk, as_of=moment).inspections()


def _returns(walk: Walk, moment: Watched) -> Iterator[Finding]:
    """Judged to the minute, as all that stands on the ground."""
    ground = walk.ground()
    minute = Watched.at(ground.as_of)
    yield from check_returns(replace(ground, as_of=minute))
    moment.until = min(moment.until, minute.until)


class StandingCheck:
    """The findings of `check` over one store, from one state of it to the next."""

    def __init__(self) -> None:
        self._last: Walk | None = None
        self._policies: PolicyBook | None = None
        self._sheets: dict[date, list[Finding]] = {}
        self._registers: dict[_Judge, _Kept] = {}
        self._books = StandingBooks()

    def found(
        self,
        facts: CentreFacts,
        policies: PolicyBook,
        time: CentreTime,
        as_of: datetime,
        changed: Changed,
    ) -> list[Finding]:
        """The very findings of `check`; `changed` since the last call, whose `facts` are kept."""
        last = self._last
        if last is None or changed.whole or as_of < last.as_of:
            walk, stale = Walk.over(facts, policies, time, as_of), None
            self._books = StandingBooks()
            self._registers.clear()
        else:
            walk = _walk_on(last, facts, policies, as_of)
            stale = _stale(last, facts, changed)
        self._judge_again(walk, stale)
        self._last = walk
        sheets = (finding for day in self._sheets.values() for finding in day)
        books = self._books.found(walk.ground(), changed.books)
        return in_order([*walk.swaps, *self._whole(walk), *sheets, *books])

    def _whole(self, walk: Walk) -> Iterator[Finding]:
        """Of the registers that are few: each is judged again whole, or not at all."""
        facts = walk.facts
        leaves, inspections = (facts.leaves, walk.ledger), (facts.inspections, facts.months)
        for judge, read in (
            (_leaves, leaves),
            (_returns, leaves),
            (_inspections, (*inspections, *leaves)),
        ):
            kept = self._registers.get(judge)
            if kept is None or not kept.stands(read, walk.as_of):
                kept = self._registers[judge] = _judged(judge, read, walk)
            yield from kept.findings

    def _judge_again(self, walk: Walk, stale: Collection[date] | None) -> None:
        if stale is None:
            self._sheets.clear()
        else:
            for day in stale:
                self._sheets.pop(day, None)
        again: dict[date, list[Finding]] = defaultdict(list)
        for finding in walk.attendance(stale):
            again[finding.day].append(finding)
        self._sheets.update(again)


def _walk_on(last: Walk, facts: CentreFacts, policies: PolicyBook, as_of: datetime) -> Walk:
    """The next walk; its swaps, and who works what, are those of the last where nothing that they
    hang on moved."""
    was = last.facts
    if facts.roster is was.roster and _moves(facts, as_of) == _moves(was, last.as_of):
        return last.with_leaves(facts, as_of)
    return Walk.over(facts, policies, last.time, as_of, last=last)


def _moves(facts: CentreFacts, as_of: datetime) -> tuple[list[Swap], list[tuple[object, ...]]]:
    """What changes who works what: the effective swaps, and when people are away."""
    away: list[tuple[object, ...]] = [
        (leave.no, leave.person, leave.first, leave.last, leave.approved_at)
        for leave in facts.leaves
        if leave.status is LeaveStatus.APPROVED
    ]
    return effective_swaps(facts.swaps, as_of), away


def _stale(last: Walk, facts: CentreFacts, changed: Changed) -> frozenset[date]:
    """The days whose sheets may be judged otherwise than at the last walk."""
    days = {*changed.days, *_swapped(last.facts.swaps, facts.swaps)}
    days.update(_on_leave(last.facts.leaves, facts.leaves))
    unsettled = last.time.local_date(last.as_of - _UNSETTLED)
    days.update(row.day for row in facts.attendance if row.day >= unsettled)
    return frozenset(days)


def _swapped(before: Iterable[Swap], after: Iterable[Swap]) -> Iterator[date]:
    for swap in _apart(before, after):
        if swap.status is SwapStatus.EFFECTIVE:
            yield from (swap.requester_date, swap.counterpart_date)


def _on_leave(before: Iterable[Leave], after: Iterable[Leave]) -> Iterator[date]:
    for leave in _apart(before, after):
        if leave.status is LeaveStatus.APPROVED:
            yield from (
                leave.first + index * _DAY for index in range((leave.last - leave.first).days + 1)
            )


def _apart(before: Iterable[T], after: Iterable[T]) -> set[T]:
    """What stands in one of both only."""
    return set() if before is after else set(before) ^ set(after)
