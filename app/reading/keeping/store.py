"""How the store is: where, how large, its backups, whether it is whole."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.context import Backup, Context, Description, Report
from app.models import BACKUPS_KEPT, Setting, SettingKey
from app.reading.keeping.idle_limit import read_idle_limit
from app.reading.permission import require
from app.rules.permissions import Action
from app.rules.vocabulary import Message


@dataclass(frozen=True, slots=True)
class StoreSummary:
    """What Settings shows of the store."""

    kept_in: Description
    centre_name: str
    zone: str
    backups_kept: int
    second_place: str
    """The folder where each backup is copied to; "" where there is none."""
    calendar_folder: str
    """Where everybody's calendar file is written; "" where none is."""
    idle_limit: int
    """Minutes."""
    last_backup: Backup | None
    notices: tuple[Message, ...]


def summary(ctx: Context) -> StoreSummary:
    """Where the store is, how large, and when it was last backed up."""
    with ctx.read() as session:
        require(ctx, session, Action.KEEP_STORE)
        values, limit = _settings(session), read_idle_limit(session)
    store = ctx.store
    current = [each for each in store.backups() if not each.superseded]
    return StoreSummary(
        kept_in=store.describe(),
        centre_name=values.get(SettingKey.CENTRE_NAME, ""),
        zone=values[SettingKey.ZONE],
        backups_kept=int(values.get(SettingKey.BACKUPS_KEPT, BACKUPS_KEPT)),
        second_place=values.get(SettingKey.SECOND_PLACE, ""),
        calendar_folder=values.get(SettingKey.CALENDAR_FOLDER, ""),
        idle_limit=limit,
        last_backup=current[0] if current else None,
        notices=tuple(store.notices),
    )


def backups(ctx: Context) -> list[Backup]:
    """Every backup, the newest first; superseded ones (of a history gone back on) after them, and
    then what only the second place has."""
    with ctx.read() as session:
        require(ctx, session, Action.KEEP_STORE)
        second = _settings(session).get(SettingKey.SECOND_PLACE)
    here = ctx.store.backups()
    names = {each.path.name for each in here}
    there = ctx.store.second_backups(Path(second)) if second else []
    return [*here, *(each for each in there if each.path.name not in names)]


def _settings(session: Session) -> dict[str, str]:
    return {row.key: row.value for row in session.execute(select(Setting.key, Setting.value))}


def verify(ctx: Context) -> Report:
    """Look the whole store over. It only reads, and may take seconds."""
    with ctx.read() as session:
        require(ctx, session, Action.KEEP_STORE)
    return ctx.store.verify()
