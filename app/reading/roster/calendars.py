"""Everybody's own days for the folder of calendar files: a chore of the store, whoever is at it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from app.context import Context
from app.errors import NotFound
from app.models import AuditEntry, Setting, SettingKey
from app.queries.known import ids
from app.queries.people import rows as people
from app.queries.roster.my_days import my_days
from app.rules.my_days import MyDays
from app.rules.vocabulary import msg

_BACK = timedelta(days=35)
_AHEAD = timedelta(days=100)


@dataclass(frozen=True, slots=True)
class Calendars:
    """The folder, the secret of its files' names, and whose they are."""

    folder: Path
    secret: str
    people: Sequence[MyDays]


def span(today: date) -> tuple[date, date]:
    """The days that a calendar file tells."""
    return today - _BACK, today + _AHEAD


def newest(ctx: Context) -> tuple[str, int, date]:
    """The folder ("": none), with what tells whether anything in it may have changed."""
    with ctx.read() as session:
        folder = _setting(session, SettingKey.CALENDAR_FOLDER)
        last = session.scalar(select(func.max(AuditEntry.id))) or 0 if folder else 0
    return folder, last, ctx.today()


def calendar_folder(ctx: Context) -> Path | None:
    """Where the files are written; None: nowhere."""
    with ctx.read() as session:
        folder = _setting(session, SettingKey.CALENDAR_FOLDER)
    return Path(folder) if folder else None


def days_of(ctx: Context, no: str) -> MyDays:
    """The days of one person, by number, for whoever holds the store."""
    with ctx.read() as session:
        known = ids(session, numbers=[no])
        if no not in known:
            raise NotFound(msg("Nobody has this number"), msg("There is no employee {no}.", no=no))
        (found,) = my_days(session, [known[no]], *span(ctx.today()), ctx.time)
    return found


def load_calendars(ctx: Context) -> Calendars:
    """The days of everybody who is employed."""
    today = ctx.today()
    with ctx.read() as session:
        here = [row.id for row in people.people(session, today) if row.employed_on(today)]
        return Calendars(
            Path(_setting(session, SettingKey.CALENDAR_FOLDER)),
            _setting(session, SettingKey.CALENDAR_SECRET),
            my_days(session, here, *span(today), ctx.time),
        )


def _setting(session: Session, key: SettingKey) -> str:
    return session.scalar(select(Setting.value).where(Setting.key == key)) or ""
