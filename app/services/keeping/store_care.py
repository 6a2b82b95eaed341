"""Looking after the store: backups, going back to one, verification, how many are kept."""

from __future__ import annotations

from pathlib import Path

from sqlalchemy import delete, insert, select
from sqlalchemy.orm import Session

from app.context import ALTERED, Backup, BackupKind, Context, Restored
from app.errors import BadInput, NotFound
from app.models import BACKUPS_KEPT, Setting, SettingKey
from app.reading.permission import require
from app.rules.deeds import Deed
from app.rules.permissions import Action
from app.rules.vocabulary import Message, msg

KEPT_LIMITS = (3, 366)


def back_up_now(ctx: Context) -> Backup:
    """Take a backup that is kept until somebody removes it."""
    with ctx.write() as session:
        require(ctx, session, Action.KEEP_STORE)
        ctx.audit(session, Deed.STORE_BACKUP, "store")
    return ctx.store.back_up(BackupKind.MANUAL, ctx.now())


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
        before = int(_set(session, SettingKey.BACKUPS_KEPT, str(count)) or BACKUPS_KEPT)
        ctx.audit(session, Deed.STORE_KEEP, "store", {"backups": before}, {"backups": count})


def keep_second(ctx: Context, folder: Path | None) -> list[Message]:
    """Set the second place for backups, a folder of another disk; None: there is none any more.

    What speaks against it. BadInput where no copies can lie there.
    """
    with ctx.read() as session:
        require(ctx, session, Action.KEEP_STORE)
    doubts = ctx.store.doubts(folder) if folder else []
    after = str(folder) if folder else ""
    with ctx.write() as session:
        require(ctx, session, Action.KEEP_STORE)
        before = _set(session, SettingKey.SECOND_PLACE, after)
        ctx.audit(session, Deed.STORE_KEEP, "store", {"second": before}, {"second": after})
    return doubts


def accept_alteration(ctx: Context) -> None:
    """Accept what something other than the program had changed, so that `verify` goes on from it.

    NotFound where there is nothing to accept.
    """
    with ctx.read() as session:
        require(ctx, session, Action.KEEP_STORE)
    if ALTERED not in {fault.code for fault in ctx.store.verify().faults}:
        raise NotFound(
            msg("There is nothing to accept."),
            msg("Nothing was found that something other than this program had changed."),
        )
    with ctx.write() as session:
        require(ctx, session, Action.KEEP_STORE)
        ctx.audit(session, Deed.STORE_ACCEPT, "store")


def _set(session: Session, key: SettingKey, value: str) -> str:
    """Set a fact of the whole store; what it was."""
    before = session.scalar(select(Setting.value).where(Setting.key == key))
    session.execute(delete(Setting).where(Setting.key == key))
    session.execute(insert(Setting).values(key=key, value=value))
    return before or ""
