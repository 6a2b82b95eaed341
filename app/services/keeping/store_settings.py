"""What the keeper sets for the whole store: how backups are kept, when a desk locks by itself."""

from __future__ import annotations

from pathlib import Path

from sqlalchemy import delete, insert, select
from sqlalchemy.orm import Session

from app.context import Context
from app.errors import BadInput
from app.models import BACKUPS_KEPT, Setting, SettingKey
from app.reading.keeping.idle_limit import read_idle_limit
from app.reading.permission import require
from app.rules.deeds import Deed
from app.rules.permissions import Action
from app.rules.staff import name_problem
from app.rules.vocabulary import Message, msg
from app.services.seen import Seen, refuse_stale

KEPT_LIMITS = (3, 366)
IDLE_LIMITS = (1, 60)
"""Minutes."""
_STORE = "store"
_KEEPING = frozenset({Deed.STORE_KEEP})
_NAMING = frozenset({Deed.STORE_NAME})
_LIMITING = frozenset({Deed.STORE_LIMIT_IDLE})


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
        before = int(read_setting(session, SettingKey.BACKUPS_KEPT) or BACKUPS_KEPT)
        refuse_stale(session, seen, before, count, str, _STORE, deeds=_KEEPING)
        write_setting(session, SettingKey.BACKUPS_KEPT, str(count))
        ctx.audit(session, Deed.STORE_KEEP, _STORE, {"backups": before}, {"backups": count})


def keep_second(ctx: Context, folder: Path | None, seen: Seen[str] | None = None) -> list[Message]:
    """Set the second place for backups, a folder of another disk; None: there is none any more.

    What speaks against it. BadInput where no copies can lie there, Stale as in `keep_backups`.
    """
    with ctx.read() as session:
        require(ctx, session, Action.KEEP_STORE)
    doubts = ctx.store.doubts(folder) if folder else []
    after = str(folder) if folder else ""
    with ctx.write() as session:
        require(ctx, session, Action.KEEP_STORE)
        before = read_setting(session, SettingKey.SECOND_PLACE)
        refuse_stale(session, seen, before, after, _place, _STORE, deeds=_KEEPING)
        write_setting(session, SettingKey.SECOND_PLACE, after)
        ctx.audit(session, Deed.STORE_KEEP, _STORE, {"second": before}, {"second": after})
    return doubts


def set_idle_limit(ctx: Context, minutes: int, seen: Seen[int] | None = None) -> None:
    """Have every desk lock after `minutes` without a key at the latest. Stale as above."""
    low, high = IDLE_LIMITS
    if not low <= minutes <= high:
        raise BadInput(
            msg("A desk cannot stay open so long."),
            msg("Choose from {low} to {high} minutes; {n} is not.", low=low, high=high, n=minutes),
        )
    with ctx.write() as session:
        require(ctx, session, Action.KEEP_STORE)
        before = read_idle_limit(session)
        refuse_stale(session, seen, before, minutes, _minutes, _STORE, deeds=_LIMITING)
        write_setting(session, SettingKey.IDLE_LIMIT, str(minutes))
        told = ({"idle_minutes": before}, {"idle_minutes": minutes})
        ctx.audit(session, Deed.STORE_LIMIT_IDLE, _STORE, *told)


def name_centre(ctx: Context, name: str, seen: Seen[str] | None = None) -> None:
    """Give the centre another name: the window shows it from the next start on. Stale as above."""
    with ctx.write() as session:
        require(ctx, session, Action.KEEP_STORE)
        if problem := name_problem(name):
            raise BadInput(msg("Check the name"), problem)
        name, before = name.strip(), read_setting(session, SettingKey.CENTRE_NAME)
        if name == before:
            return
        refuse_stale(session, seen, before, name, str, _STORE, deeds=_NAMING)
        write_setting(session, SettingKey.CENTRE_NAME, name)
        ctx.audit(session, Deed.STORE_NAME, _STORE, {"name": before}, {"name": name})


def _place(folder: str) -> Message | str:
    return folder or msg("no second place")


def _minutes(minutes: int) -> Message:
    return msg("{n} minutes", n=minutes)


def read_setting(session: Session, key: SettingKey) -> str:
    """What the whole store is set to; "" where it is not."""
    return session.scalar(select(Setting.value).where(Setting.key == key)) or ""


def write_setting(session: Session, key: SettingKey, value: str) -> None:
    """Set it; the caller puts it on record."""
    session.execute(delete(Setting).where(Setting.key == key))
    session.execute(insert(Setting).values(key=key, value=value))
