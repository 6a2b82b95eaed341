"""How the store is: where, how large, its backups, whether it is whole."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import select

from app.context import Backup, Context, Description, Report
from app.models import BACKUPS_KEPT, IDLE_LIMIT, Setting, SettingKey
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
    idle_limit: int
    """Minutes."""
    last_backup: Backup | None
    notices: tuple[Message, ...]


def summary(ctx: Context) -> StoreSummary:
    """Where the store is, how large, and when it was last backed up."""
    with ctx.read() as session:
        require(ctx, session, Action.KEEP_STORE)
        values = {row.key: row.value for row in session.execute(select(Setting.key, Setting.value))}
    store = ctx.store
    current = [each for each in store.backups() if not each.superseded]
    return StoreSummary(
        store.describe(),
        values.get(SettingKey.CENTRE_NAME, ""),
        values[SettingKey.ZONE],
        int(values.get(SettingKey.BACKUPS_KEPT, BACKUPS_KEPT)),
        int(values.get(SettingKey.IDLE_LIMIT, IDLE_LIMIT)),
        current[0] if current else None,
        tuple(store.notices),
    )


def backups(ctx: Context) -> list[Backup]:
    """Every backup, the newest first; superseded ones (of a history gone back on) last."""
    with ctx.read() as session:
        require(ctx, session, Action.KEEP_STORE)
    return ctx.store.backups()


def verify(ctx: Context) -> Report:
    """Look the whole store over. It only reads, and may take seconds."""
    with ctx.read() as session:
        require(ctx, session, Action.KEEP_STORE)
    return ctx.store.verify()
