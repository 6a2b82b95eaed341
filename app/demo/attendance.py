"""The demo's roll calls: when everybody came. Each shift has its own chance, so that days can be
added to a store that is older than today."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import date, datetime, timedelta

from app.demo.stage import DAY, Stage
from app.rules.facts import Attendance, Leave, ShiftType
from app.rules.vocabulary import LeaveStatus

Duty = tuple[str, date, ShiftType]
"""Employee number, business date and the shift that is worked, swaps applied."""

_LEFT_LONG_BEFORE, _LEFT_EARLY = 0.0008, 0.003
_NEVER, _LONG_LATE, _LATE, _ROLL_CALL, _OFF_POST = 0.0006, 0.0016, 0.008, 0.018, 0.02


def roll_calls(
    stage: Stage, duties: Iterable[Duty], leaves: Iterable[Leave]
) -> Iterator[Attendance]:
    """What roll call recorded of each duty that has begun; nothing of who was on leave."""
    away = {
        (leave.person, leave.first + at * DAY)
        for leave in leaves
        if leave.status is LeaveStatus.APPROVED
        for at in range((leave.last - leave.first).days + 1)
    }
    running: dict[str, list[tuple[str, date, datetime]]] = defaultdict(list)
    for no, day, shift in duties:
        start, end = stage.time.interval(shift, day)
        if start > stage.now or (no, day) in away:
            continue
        if stage.now < end:
            running[shift.code].append((no, day, start))
        else:
            yield _gone(stage, _came(stage, no, day, start), end)
    for code, crew in running.items():
        yield from _crew_of_now(stage, code, crew)


def _crew_of_now(
    stage: Stage, code: str, crew: list[tuple[str, date, datetime]]
) -> Iterator[Attendance]:
    """The shift that runs now: two came late, and of one nothing is known yet."""
    dice = stage.dice("now", stage.today, code)
    apart = dice.sample(range(len(crew)), min(3, len(crew)))
    for at, (no, day, start) in enumerate(crew):
        if at not in apart:
            yield _came(stage, no, day, start)
        elif at == apart[-1]:
            yield Attendance(no, day, None)
        else:
            yield _arrived(stage, no, day, start + timedelta(minutes=dice.randint(3, 16)))


def _gone(stage: Stage, row: Attendance, end: datetime) -> Attendance:
    """Few leave before the end, fewer still much before it."""
    dice = stage.dice("gone", row.person, row.day)
    chance = dice.random()
    if row.arrived_at is None or chance >= _LEFT_EARLY:
        return row
    early = dice.randint(25, 50) if chance < _LEFT_LONG_BEFORE else dice.randint(3, 15)
    return replace(row, left_at=end - timedelta(minutes=early))


def _came(stage: Stage, no: str, day: date, start: datetime) -> Attendance:
    dice = stage.dice("came", no, day)
    chance = dice.random()
    early = timedelta(minutes=min(40, 11 + int(dice.expovariate(0.15))))
    if chance < _NEVER:
        return Attendance(no, day, None)
    if chance < _LONG_LATE:
        return _arrived(stage, no, day, start + timedelta(minutes=dice.randint(21, 55)))
    if chance < _LATE:
        return _arrived(stage, no, day, start + timedelta(minutes=dice.randint(2, 14)))
    if chance < _ROLL_CALL:
        return _arrived(stage, no, day, start - timedelta(minutes=dice.randint(1, 8)))
    off_post = dice.randint(22, 40) if chance < _OFF_POST else 0
    return Attendance(no, day, start - early, off_post)


def _arrived(stage: Stage, no: str, day: date, at: datetime) -> Attendance:
    """They may still be on their way."""
    return Attendance(no, day, at if at <= stage.now else None)
