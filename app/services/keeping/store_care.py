"""Looking after the store: backups, going back to one, verification, how many are kept."""

from __future__ import annotations

from pathlib import Path

from sqlalchemy import delete, insert, select
from sqlalchemy.orm import Session

from app.context import ACCEPTABLE, Backup, BackupKind, Context, Restored
from app.errors import BadInput, NotFound
from app.models import BACKUPS_KEPT, Setting, SettingKey
from app.reading.permission import require
from app.rules.deeds import Deed
from app.rules.permissions import Action
from app.rules.vocabulary import Message, msg
from app.services.seen import Seen, refuse_stale

KEPT_LIMITS = (3, 366)
_KEEPING = frozenset({Deed.STORE_KEEP})


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


def keep_backups(ctx: Context, count: int, seen: Seen[int] | None = None) -> None:
    """Set how many daily backups stay; the oldest go at the next one. Stale where their number is
    no longer what was `seen`."""
    low, high = KEPT_LIMITS
    if not low <= count <= high:
        raise BadInput(
            msg("This number of backups cannot be kept."),
            msg("Choose from {low} to {high}; {count} is not.", low=low, high=high, count=count),
        )
    with ctx.write() as session:
        require(ctx, session, Action.KEEP_STORE)
        before = int(_get(session, SettingKey.BACKUPS_KEPT) or BACKUPS_KEPT)
        refuse_stale(session, seen, before, count, str, "store", deeds=_KEEPING)
        _set(session, SettingKey.BACKUPS_KEPT, str(count))
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
        before = _get(session, SettingKey.SECOND_PLACE)
        _set(session, SettingKey.SECOND_PLACE, after)
        ctx.audit(session, Deed.STORE_KEEP, "store", {"second": before}, {"second": after})
    return doubts


def accept_alteration(ctx: Context) -> None:
    """Accept what something other than the program had changed, so that `verify` goes on from it.

    NotFound where there is nothing to accept.
    """
    with ctx.read() as session:
        require(ctx, session, Action.KEEP_STORE)
    if ACCEPTABLE.isdisjoint(fault.code for fault in ctx.store.verify().faults):
        raise NotFound(
            msg("There is nothing to accept."),
            msg("Nothing was found that something other than this program had changed."),
        )
    with ctx.write() as session:
        require(ctx, session, Action.KEEP_STORE)
        ctx.accept(session)


def _get(session: Session, key: SettingKey) -> str:
    return session.scalar(select(Setting.value).where(Setting.key == key)) or ""


def _set(session: Session, key: SettingKey, value: str) -> None:
    """Set a fact of the whole store."""
    session.execute(delete(Setting).where(Setting.key == key))
    session.execute(insert(Setting).values(key=key, value=value))
