"""Looking after the store: backups, going back to one, verification, how many are kept."""

from __future__ import annotations

from pathlib import Path

from sqlalchemy import delete, insert, select
from sqlalchemy.orm import Session

from app.context import Backup, BackupKind, Context, Restored
from app.errors import BadInput
from app.models import BACKUPS_KEPT, Setting, SettingKey
from app.reading.permission import require
from app.rules.deeds import Deed
from app.rules.permissions import Action
from app.rules.vocabulary import msg

KEPT_LIMITS = (3, 366)


def back_up_now(ctx: Context) -> Backup:
    """Take a backup that is kept until somebody removes it."""
    with ctx.write() as session:
        require(ctx, session, Action.KEEP_STORE)
        ctx.audit(session, Deed.STORE_BACKUP, "store")
    return ctx.store.back_up(BackupKind.MANUAL, ctx.now())


def restore(ctx: Context, backup: Path, *, another_centre: bool = False) -> Restored:
    """Go back to `backup` and keep what it replaces. Open the store anew afterwards.

    StoreProblem where the backup is damaged, of a newer program, or not one of ours; AnotherCentre
    where it is another centre's, unless that is wanted.
    """
    with ctx.read() as session:
        require(ctx, session, Action.KEEP_STORE)
    return ctx.store.restore(backup, ctx.now(), ctx.actor.name, another_centre=another_centre)


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
            Deed.STORE_KEEP,
            "store",
            {"backups": before},
            {"backups": count},
        )


def _kept(session: Session) -> int:
    value = session.scalar(select(Setting.value).where(Setting.key == SettingKey.BACKUPS_KEPT))
    return int(value or BACKUPS_KEPT)
