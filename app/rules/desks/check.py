"""What `check` finds: Desks and leaving the floor: HAND-2, ATT-5."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date, datetime
from functools import cache

from app.rules.books import Seat
from app.rules.desks.floor import judge_leaving
from app.rules.desks.release import Release, has_come, judge_release
from app.rules.findings import Finding
from app.rules.ground import Ground

Starting = Mapping[tuple[str, float], Sequence[Seat]]
"""Desk and start of a shift, as a timestamp -> the rows of that desk whose shift starts then."""


def findings(ground: Ground) -> Iterator[Finding]:
    """Every finding of these books, in no order."""
    yield from releases(ground)
    yield from leavings(ground)


def releases(ground: Ground) -> Iterator[Finding]:
    """Nearly every desk is let go rightly: of those nothing is made but a look-up."""
    begin = cache(lambda shift, day: ground.begin(shift, day).timestamp())
    end = cache(lambda shift, day: ground.end(shift, day).timestamp())
    starting = _starting(ground.facts.books.seats, begin)
    for row in ground.facts.books.seats:
        at = row.released_at
        if at is not None:
            reliefs = starting.get((row.desk, end(row.shift, row.day)))
            if reliefs and not has_come(reliefs, at):
                yield from _release(ground, row, at, reliefs)


def _starting(rows: Sequence[Seat], begin: Callable[[str, date], float]) -> Starting:
    starting: dict[tuple[str, float], list[Seat]] = defaultdict(list)
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
                figures, level = found
                yield Finding(subject, row.person, left.date(), figures, level)
