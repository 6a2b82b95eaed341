"""The findings of the daily books, carried on: only what can have changed is judged again.

A judge's findings stand while its sheets, the people and who works what are the same and time has
not passed a moment that it asked about (moment.py). The sheets of most rows are judged by their
parts: seats and roll calls by day, bulletins one by one, and their readers by person.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta

from app.rules.books import Books
from app.rules.findings import Finding
from app.rules.ground import Ground
from app.rules.judges import BOOKS, HELD, RELEASES, UNREAD, Judge, Work
from app.rules.moment import Watched

_DAY = timedelta(days=1)
Whole = None
"""In the place of parts: anything of a sheet may be another."""


@dataclass(frozen=True, slots=True)
class ChangedBooks:
    """Which rows of the sheets that were read again may be others; `Whole`: any of them."""

    seat_days: frozenset[date] | None = Whole
    roll_days: frozenset[date] | None = Whole
    bulletins: frozenset[str] | None = Whole
    """Whose text or readers changed."""


@dataclass(frozen=True, slots=True)
class _Kept:
    findings: list[Finding]
    ground: Ground
    until: datetime
    """When time alone may make them others."""

    def same_sheets(self, judge: Judge, ground: Ground) -> bool:
        books, was = ground.facts.books, self.ground.facts.books
        return all(getattr(books, sheet) is getattr(was, sheet) for sheet in judge.sheets)


class StandingBooks:
    """What the judges of the books found, from one state of a store to the next."""

    def __init__(self) -> None:
        self._kept: dict[Judge, _Kept] = {}
        self._last: Ground | None = None

    def found(self, ground: Ground, changed: ChangedBooks) -> Iterator[Finding]:
        """Everything that the judges find. The facts that `ground` shares with the last one are
        the same; `changed` tells of the sheets that it does not share."""
        work = _Work.of(self._last, ground)
        self._last = ground = work.ground
        for judge in BOOKS:
            kept = self._kept.get(judge)
            if kept is None or not work.comparable or not ground.as_of < kept.until:
                kept = _judged(judge, ground)
            else:
                kept = _carried_on(judge, kept, work, changed)
            self._kept[judge] = kept
            yield from kept.findings


@dataclass(frozen=True, slots=True)
class _Work:
    """What became of who works what since the last time."""

    ground: Ground
    """As it is now; what is known of it since the last time is not found out again."""
    comparable: bool
    """Whether people, months and inspections are the same, and so are the values in force."""
    manned: bool = False
    """Whether agents work other shifts of some place."""
    people: frozenset[str] = frozenset()
    """Whose own work is other, or is told by other rows: employee numbers."""

    @classmethod
    def of(cls, was: Ground | None, now: Ground) -> _Work:
        if was is None or not _comparable(was, now):
            return cls(now, comparable=False)
        people = _moved(was, now)
        manning = was.manning.carried_on(now.ledger, now.approved, people)
        ground = replace(now, manning=manning)
        manned = bool(people) and manning.shifts != was.manning.shifts
        return cls(ground, comparable=True, manned=manned, people=people)

    def other(self, judge: Judge) -> bool:
        """Whether it is other work to `judge`."""
        if judge.work is Work.MANNED:
            return self.manned
        return judge.work is Work.OWN and bool(self.people)


def _comparable(one: Ground, other: Ground) -> bool:
    was, now = one.facts, other.facts
    return (
        one.policies is other.policies
        and was.people is now.people
        and was.months == now.months
        and was.inspections is now.inspections
    )


def _moved(was: Ground, now: Ground) -> frozenset[str]:
    """Those whose shifts or approved leaves are others."""
    rows: set[str] = set()
    if was.ledger is not now.ledger:
        everybody = was.ledger.people() | now.ledger.people()
        rows = {no for no in everybody if was.ledger.shifts(no) != now.ledger.shifts(no)}
    away = was.approved.keys() | now.approved.keys()
    return frozenset(rows | {no for no in away if _away(was, no) != _away(now, no)})


def _away(ground: Ground, no: str) -> list[tuple[date, date]]:
    return [(leave.first, leave.last) for leave in ground.approved.get(no, ())]


def _judged(judge: Judge, ground: Ground) -> _Kept:
    moment = Watched.at(ground.as_of)
    found = list(judge.findings(replace(ground, as_of=moment)))
    return _Kept(found, ground, moment.until)


def _carried_on(judge: Judge, kept: _Kept, work: _Work, changed: ChangedBooks) -> _Kept:
    """What was kept, of which only what can be other is judged again."""
    ground = work.ground
    other, same_sheets = work.other(judge), kept.same_sheets(judge, ground)
    if same_sheets and not other:
        return kept
    if same_sheets and judge.work is Work.OWN:
        return _of_people(judge, kept, ground, work.people)
    part = None if other else _part(judge, kept, ground, changed)
    return part or _judged(judge, ground)


def _of_people(judge: Judge, kept: _Kept, ground: Ground, numbers: frozenset[str]) -> _Kept:
    facts = ground.facts
    people = {no: one for no, one in facts.people.items() if no in numbers}
    part = _judged(judge, replace(ground, facts=replace(facts, people=people)))
    return _together(kept, ground, part, lambda finding: finding.person in numbers)


def _part(judge: Judge, kept: _Kept, ground: Ground, changed: ChangedBooks) -> _Kept | None:
    """What was kept, with the parts that changed judged again; None where there are no parts."""
    books = ground.facts.books
    if judge is RELEASES and changed.seat_days is not Whole:
        near, wide = _around(changed.seat_days, 1), _around(changed.seat_days, 3)
        seats = Books(seats=tuple(row for row in books.seats if row.day in wide))
        return _with(judge, kept, ground, seats, lambda finding: finding.day in near)
    if judge is HELD and changed.roll_days is not Whole:
        days = changed.roll_days
        calls = Books(roll_calls=tuple(row for row in books.roll_calls if row.day in days))
        return _with(judge, kept, ground, calls, lambda finding: finding.day in days)
    if judge is UNREAD and changed.bulletins is not Whole:
        numbers = changed.bulletins
        news = Books(
            bulletins=tuple(row for row in books.bulletins if row.no in numbers),
            reads=tuple(row for row in books.reads if row.bulletin in numbers),
        )
        return _with(judge, kept, ground, news, lambda finding: finding.subject in numbers)
    return None


def _with(
    judge: Judge, kept: _Kept, ground: Ground, books: Books, is_of: Callable[[Finding], bool]
) -> _Kept:
    part = _judged(judge, replace(ground, facts=replace(ground.facts, books=books)))
    return _together(kept, ground, part, is_of)


def _together(kept: _Kept, ground: Ground, part: _Kept, is_of: Callable[[Finding], bool]) -> _Kept:
    """What was kept, save what `is_of` the part, and what was found of that instead."""
    others = [finding for finding in kept.findings if not is_of(finding)]
    found = [*others, *filter(is_of, part.findings)]
    return _Kept(found, ground, min(kept.until, part.until))


def _around(days: Collection[date], reach: int) -> frozenset[date]:
    return frozenset(day + step * _DAY for day in days for step in range(-reach, reach + 1))
