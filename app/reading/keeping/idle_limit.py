"""After how many idle minutes each desk of the centre locks at the latest."""

from __future__ import annotations

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.context import Context
from app.models import IDLE_LIMIT, Setting, SettingKey


def idle_limit(ctx: Context) -> int:
    """In minutes, for whoever is signed in."""
    with ctx.read() as session:
        return read_idle_limit(session)


def read_idle_limit(session: Session) -> int:
    """As it stands in a transaction."""
    value = session.scalar(select(Setting.value).where(Setting.key == SettingKey.IDLE_LIMIT))
    return int(value or IDLE_LIMIT)
