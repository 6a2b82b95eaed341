"""What a key on the roll-call sheet records, from the line as it is and the minute it is."""

from __future__ import annotations

from datetime import datetime, timedelta

from app.queries.attendance.roll_call import RollCallRow
from app.rules.attendance import SHEET_OPENS
from app.services.attendance.roll_call import Entry

_MINUTE = timedelta(minutes=1)


def present(row: RollCallRow, now: datetime) -> Entry:
    """At the post at roll call; before that, now."""
    return Entry(row.person_id, min(_whole(now), row.roll_call), row.off_post_minutes)


def came_now(row: RollCallRow, now: datetime) -> Entry:
    """Comes in this minute, whatever that makes of it."""
    return Entry(row.person_id, _whole(now), row.off_post_minutes)


def late_by(row: RollCallRow, minutes: int) -> Entry:
    """Came so many minutes after the start."""
    return Entry(row.person_id, row.start + minutes * _MINUTE, row.off_post_minutes)


def absent(row: RollCallRow) -> Entry:
    """Never came."""
    return Entry(row.person_id, None)


def off_post(row: RollCallRow, minutes: int, now: datetime) -> Entry:
    """Off the post for so long; who was not recorded yet was there."""
    arrived = row.arrived_at or present(row, now).arrived_at
    return Entry(row.person_id, arrived, minutes)


def opens_at(row: RollCallRow) -> datetime:
    """From when on the line can be recorded."""
    return row.start - SHEET_OPENS


def minutes_late(row: RollCallRow, arrived_at: datetime) -> int:
    """Minutes after the start; 0 or less for who came before it."""
    return (arrived_at - row.start) // _MINUTE


def _whole(now: datetime) -> datetime:
    return now.replace(second=0, microsecond=0)
