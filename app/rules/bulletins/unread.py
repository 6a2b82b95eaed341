"""HAND-5: who has not read what is for them by the start of their shift."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from datetime import date, datetime

from app.rules.books import Bulletin
from app.rules.bulletins.audience import (
    OwnShift,
    OwnShifts,
    Readership,
    concerns,
    due_shift,
    readership,
    reads,
)
from app.rules.facts import Person
from app.rules.figures.bulletins import NotRead, ReadLate
from app.rules.findings import Finding
from app.rules.ground import Ground
from app.rules.vocabulary import Level

Reads = Mapping[tuple[str, str], datetime]
"""Bulletin's number and employee number -> when it was read."""


def unread(ground: Ground) -> Iterator[Finding]:
    """HAND-5 of every bulletin and everybody for whom it is."""
    books = ground.facts.books
    if not books.bulletins:
        return
    read = {(row.bulletin, row.person): row.read_at for row in books.reads}
    groups = _by_readership(ground, books.bulletins)
    starts = _Starts(ground, min(one.published_at for one in books.bulletins))
    for person in ground.facts.people.values():
        wanted = [readers for readers in groups if any(reads(readers, p) for p in person.posts)]
        if wanted:
            shifts = _own_shifts(ground, person, starts)
            for readers in wanted:
                yield from _of_one(ground, person, shifts, groups[readers], read)


def judged(bulletin: Bulletin, person: str, shift: OwnShift, at: datetime | None) -> Finding | None:
    """HAND-5 of one reader whose `shift` has started; `at`: when they read it."""
    if at is not None and at <= shift.start:
        return None
    figures = (
        NotRead(title=bulletin.title, shift=shift.code, start=shift.start)
        if at is None
        else ReadLate(title=bulletin.title, shift=shift.code, start=shift.start, read=at)
    )
    return Finding(bulletin.no, person, shift.day, figures, Level.WARNING)


class _Starts:
    """When shifts start, each asked once; of those that start at or before `since`, nothing."""

    def __init__(self, ground: Ground, since: datetime) -> None:
        self._ground = ground
        self._since = since
        self._known: dict[tuple[str, date], datetime | None] = {}

    def of(self, code: str, day: date) -> datetime | None:
        key = (code, day)
        if key not in self._known:
            start = self._ground.begin(code, day)
            self._known[key] = start if start > self._since else None
        return self._known[key]


def _own_shifts(ground: Ground, person: Person, starts: _Starts) -> OwnShifts:
    """Everything that somebody works from then on."""
    return OwnShifts.of(
        OwnShift(start, day, code)
        for day, code in ground.worked(person)
        if (start := starts.of(code, day)) is not None
    )


_Dated = tuple[Bulletin, date]
"""A bulletin, and the date of its publication."""


def _by_readership(
    ground: Ground, bulletins: Sequence[Bulletin]
) -> Mapping[Readership, Sequence[_Dated]]:
    groups: dict[Readership, list[_Dated]] = defaultdict(list)
    for one in bulletins:
        groups[readership(one)].append((one, ground.time.local_date(one.published_at)))
    return groups


def _of_one(
    ground: Ground,
    person: Person,
    shifts: OwnShifts,
    bulletins: Sequence[_Dated],
    read: Reads,
) -> Iterator[Finding]:
    """Of one person and the bulletins of one readership."""
    readers = readership(bulletins[0][0])
    fitting = shifts
    if not all(reads(readers, post) for post in person.posts):
        fitting = shifts.where(lambda day: reads(readers, person.post_on(day)))
    for bulletin, published_on in bulletins:
        shift = due_shift(bulletin, fitting)
        if (
            shift is None
            or shift.start > ground.as_of
            or not concerns(bulletin, person, published_on)
        ):
            continue
        finding = judged(bulletin, person.no, shift, read.get((bulletin.no, person.no)))
        if finding is not None:
            yield finding
