"""Looking after the store: backups, going back to one, accepting what was found."""

from __future__ import annotations

from pathlib import Path

from app.context import ACCEPTABLE, Backup, BackupKind, Context, Restored
from app.errors import NotFound
from app.reading.permission import require
from app.rules.deeds import Deed
from app.rules.permissions import Action
from app.rules.vocabulary import msg


def back_up_now(ctx: Context) -> Backup:
    """Take a backup that is kept until somebody removes it."""
    with ctx.write() as session:
        require(ctx, session, Action.KEEP_STORE)
        ctx.audit(session, Deed.STORE_BACKUP, "store")
    return ctx.store.back_up(BackupKind.MANUAL, ctx.now())


def back_up_today(ctx: Context) -> Backup | None:
    """Take the day's backup, which makes room for itself; None where the day has one."""
    with ctx.read() as session:
        require(ctx, session, Action.KEEP_STORE)
    daily = [each for each in ctx.store.backups() if each.kind is BackupKind.DAILY]
    days = {ctx.time.local_date(each.taken_at) for each in daily if not each.superseded}
    return None if ctx.today() in days else ctx.store.back_up(BackupKind.DAILY, ctx.now())


def restore(ctx: Context, backup: Path, *, another_centre: bool = False) -> Restored:
    """Go back to `backup` and keep what it replaces. Open the store anew afterwards.

    StoreProblem where the backup is damaged, of a newer program, or not one of ours; AnotherCentre
    where it is another centre's, unless that is wanted.
    """
    with ctx.read() as session:
        require(ctx, session, Action.KEEP_STORE)
    return ctx.store.restore(backup, ctx.now(), ctx.actor.name, another_centre=another_centre)


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
        ctx.audit(session, Deed.STORE_ACCEPT, "store", after=ctx.counted(session))
