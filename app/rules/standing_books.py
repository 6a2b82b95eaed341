"""The findings of the daily books, carried on: only what can have changed is judged again.

A judge's findings stand while its sheets, the people and who works what are the same and time has
not passed a moment that it asked about (moment.py). The two sheets of most rows are judged by
their parts: seats by day, bulletins one by one.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta

from app.rules.books import Books
from app.rules.findings import Finding
from app.rules.ground import Ground
from app.rules.judges import BOOKS, RELEASES, UNREAD, Judge
from app.rules.moment import Watched

_DAY = timedelta(days=1)
Whole = None
"""In the place of parts: anything of a sheet may be another."""


@dataclass(frozen=True, slots=True)
class ChangedBooks:
    """Which rows of the sheets that were read again may be others; `Whole`: any of them."""

    seat_days: frozenset[date] | None = Whole
    bulletins: frozenset[str] | None = Whole
    """Whose text or readers changed."""


@dataclass(frozen=True, slots=True)
class _Kept:
    findings: list[Finding]
    ground: Ground
    until: datetime
    """When time alone may make them others."""

    def stands(self, judge: Judge, ground: Ground) -> bool:
        books, was = ground.facts.books, self.ground.facts.books
        return all(getattr(books, sheet) is getattr(was, sheet) for sheet in judge.sheets)


class StandingBooks:
    """What the judges of the books found, from one state of a store to the next."""

    def __init__(self) -> None:
        self._kept: dict[Judge, _Kept] = {}

    def found(self, ground: Ground, changed: ChangedBooks) -> Iterator[Finding]:
        """Everything that the judges find. The facts that `ground` shares with the last one are
        the same; `changed` tells of the sheets that it does not share."""
        for judge in BOOKS:
            kept = self._kept.get(judge)
            if kept is None or not _same_work(kept.ground, ground) or not ground.as_of < kept.until:
                kept = _judged(judge, ground)
            elif not kept.stands(judge, ground):
                kept = _part(judge, kept, ground, changed) or _judged(judge, ground)
            self._kept[judge] = kept
            yield from kept.findings


def _same_work(one: Ground, other: Ground) -> bool:
    """Whether people, who works what, months and inspections are the same."""
    was, now = one.facts, other.facts
    return (
        one.ledger is other.ledger
        and one.policies is other.policies
        and was.people is now.people
        and was.months == now.months
        and was.inspections is now.inspections
    )


def _judged(judge: Judge, ground: Ground) -> _Kept:
    moment = Watched.at(ground.as_of)
    found = list(judge.findings(replace(ground, as_of=moment)))
    return _Kept(found, ground, moment.until)


def _part(judge: Judge, kept: _Kept, ground: Ground, changed: ChangedBooks) -> _Kept | None:
    """What was kept, with the parts that changed judged again; None where there are no parts."""
    books = ground.facts.books
    if judge is RELEASES and changed.seat_days is not Whole:
        near, wide = _around(changed.seat_days, 1), _around(changed.seat_days, 3)
        seats = Books(seats=tuple(row for row in books.seats if row.day in wide))
        return _with(judge, kept, ground, seats, lambda finding: finding.day in near)
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
    others = [finding for finding in kept.findings if not is_of(finding)]
    found = [*others, *filter(is_of, part.findings)]
    return _Kept(found, ground, min(kept.until, part.until))


def _around(days: Collection[date], reach: int) -> frozenset[date]:
    return frozenset(day + step * _DAY for day in days for step in range(-reach, reach + 1))
