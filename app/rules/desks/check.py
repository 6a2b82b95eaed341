"""What `check` finds: Desks and leaving the floor: HAND-2, ATT-5."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date, datetime
from functools import cache

from app.rules.books import Seat
from app.rules.desks.floor import judge_leaving
from app.rules.desks.release import Release, judge_release, relieved
from app.rules.findings import Finding
from app.rules.ground import Ground

Starting = Mapping[tuple[str, datetime], Sequence[Seat]]
"""Desk and start of a shift -> the rows of that desk whose shift starts then."""


def findings(ground: Ground) -> Iterator[Finding]:
    """Every finding of these books, in no order."""
    yield from releases(ground)
    yield from leavings(ground)


def releases(ground: Ground) -> Iterator[Finding]:
    """HAND-2 of every desk that was let go."""
    begin, end = cache(ground.begin), cache(ground.end)
    starting = _starting(ground.facts.books.seats, begin)
    for row in ground.facts.books.seats:
        if row.released_at is not None:
            there = starting.get((row.desk, end(row.shift, row.day)), ())
            reliefs = [other for other in there if other is not row]
            if not relieved(Release(row, row.released_at, reliefs)):
                yield from _release(ground, row, row.released_at, reliefs)


def _starting(rows: Sequence[Seat], begin: Callable[[str, date], datetime]) -> Starting:
    starting: dict[tuple[str, datetime], list[Seat]] = defaultdict(list)
    for row in rows:
        starting[row.desk, begin(row.shift, row.day)].append(row)
    return starting


def _release(ground: Ground, row: Seat, at: datetime, reliefs: Sequence[Seat]) -> Iterator[Finding]:
    post = ground.post(row.person, row.day)
    if post is None or not post.department:
        return
    leads = ground.leads(row.override_by, post.department, row.day)
    figures = judge_release(Release(row, at, reliefs, overrider_leads=leads))
    if figures is not None:
        subject = f"{row.desk}@{row.day.isoformat()}/{row.shift}"
        yield Finding(subject, row.person, row.day, figures)


def leavings(ground: Ground) -> Iterator[Finding]:
    """ATT-5 of everybody who left the floor."""
    for row in ground.facts.books.left_floor:
        left = ground.time.to_wall(row.left_at)
        post = ground.post(row.person, left.date())
        if post is not None and post.department:
            leads = ground.leads(row.allowed_by, post.department, left.date())
            found = judge_leaving(row, allower_leads=leads, as_of=ground.as_of)
            if found is not None:
                subject = f"{row.person}@{left:%Y-%m-%dT%H:%M}"
                yield Finding(subject, row.person, left.date(), *found)
