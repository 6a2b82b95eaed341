"""What a key on the roll-call sheet records, from the line as it is and the minute it is."""

from __future__ import annotations

from datetime import datetime, timedelta

from app.queries.attendance.roll_call import RollCallRow
from app.rules.attendance import SHEET_OPENS
from app.services.attendance.roll_call import Entry

_MINUTE = timedelta(minutes=1)


def present(row: RollCallRow, now: datetime) -> Entry:
    """At the post at roll call; before that, now."""
    arrived = min(_whole(now), row.roll_call)
    return Entry(row.person_id, arrived, row.off_post_minutes, row.left_at)


def came_now(row: RollCallRow, now: datetime) -> Entry:
    """Comes in this minute, whatever that makes of it."""
    return Entry(row.person_id, _whole(now), row.off_post_minutes, row.left_at)


def late_by(row: RollCallRow, minutes: int) -> Entry:
    """Came so many minutes after the start."""
    arrived = row.start + minutes * _MINUTE
    return Entry(row.person_id, arrived, row.off_post_minutes, row.left_at)


def absent(row: RollCallRow) -> Entry:
    """Never came."""
    return Entry(row.person_id, None)


def off_post(row: RollCallRow, minutes: int, now: datetime) -> Entry:
    """Off the post for so long; who was not recorded yet was there."""
    arrived = row.arrived_at or present(row, now).arrived_at
    return Entry(row.person_id, arrived, minutes, row.left_at)


def left_early(row: RollCallRow, minutes: int | None, now: datetime) -> Entry:
    """Went so many minutes before the end, or just now; who was not recorded yet was there."""
    arrived = row.arrived_at or present(row, now).arrived_at
    left = _whole(now) if minutes is None else row.end - minutes * _MINUTE
    return Entry(row.person_id, arrived, row.off_post_minutes, left)


def minutes_early(row: RollCallRow, left_at: datetime) -> int:
    """Minutes before the end; 0 or less for who stayed."""
    return (row.end - left_at) // _MINUTE


def opens_at(row: RollCallRow) -> datetime:
    """From when on the line can be recorded."""
    return row.start - SHEET_OPENS


def minutes_late(row: RollCallRow, arrived_at: datetime) -> int:
    """Minutes after the start; 0 or less for who came before it."""
    return (arrived_at - row.start) // _MINUTE


def _whole(now: datetime) -> datetime:
    return now.replace(second=0, microsecond=0)
