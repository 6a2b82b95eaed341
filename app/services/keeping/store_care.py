"""Looking after the store: backups, going back to one, verification, how many are kept."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import delete, insert, select
from sqlalchemy.orm import Session

from app.context import Backup, BackupKind, Context, Report, Restored
from app.errors import BadInput
from app.models import BACKUPS_KEPT, Setting, SettingKey
from app.reading.permission import require
from app.rules.permissions import Action
from app.rules.vocabulary import Message, msg

KEPT_LIMITS = (3, 366)


@dataclass(frozen=True, slots=True)
class StoreSummary:
    """What Settings shows of the store. `size` in bytes, of the file alone."""

    path: Path
    size: int
    centre_name: str
    zone: str
    backups_kept: int
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
        store.path,
        store.path.stat().st_size,
        values.get(SettingKey.CENTRE_NAME, ""),
        values[SettingKey.ZONE],
        int(values.get(SettingKey.BACKUPS_KEPT, BACKUPS_KEPT)),
        current[0] if current else None,
        tuple(store.notices),
    )


def backups(ctx: Context) -> list[Backup]:
    """Every backup, the newest first; superseded ones (of a history gone back on) last."""
    with ctx.read() as session:
        require(ctx, session, Action.KEEP_STORE)
    return ctx.store.backups()


def back_up_now(ctx: Context) -> Backup:
    """Take a backup that is kept until somebody removes it."""
    with ctx.write() as session:
        require(ctx, session, Action.KEEP_STORE)
        ctx.audit(session, "store.backup", "store")
    return ctx.store.back_up(BackupKind.MANUAL, ctx.now())


def verify(ctx: Context) -> Report:
    """Look the whole store over. It only reads, and may take seconds."""
    with ctx.read() as session:
        require(ctx, session, Action.KEEP_STORE)
    return ctx.store.verify()


def restore(ctx: Context, backup: Path) -> Restored:
    """Go back to `backup` and keep what it replaces. Open the store anew afterwards.

    StoreProblem where the backup is damaged, of a newer program, or not one of ours.
    """
    with ctx.read() as session:
        require(ctx, session, Action.KEEP_STORE)
    return ctx.store.restore(backup, ctx.now(), ctx.actor.name)


def keep_backups(ctx: Context, count: int) -> None:
    """Set how many daily backups stay; the oldest go at the next one."""
    low, high = KEPT_LIMITS
    if not low <= count <= high:
        raise BadInput(
            msg("This number of backups cannot be kept."),
            msg("Choose from {low} to {high}; {count} is not.", low=low, high=high, count=count),
        )
    with ctx.write() as session:
        require(ctx, session, Action.KEEP_STORE)
        before = _kept(session)
        session.execute(delete(Setting).where(Setting.key == SettingKey.BACKUPS_KEPT))
        session.execute(insert(Setting).values(key=SettingKey.BACKUPS_KEPT, value=str(count)))
        ctx.audit(
            session,
            "store.keep",
            "store",
            {"backups": before},
            {"backups": count},
        )


def _kept(session: Session) -> int:
    value = session.scalar(select(Setting.value).where(Setting.key == SettingKey.BACKUPS_KEPT))
    return int(value or BACKUPS_KEPT)
