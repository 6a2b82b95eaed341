"""How long a desk that nobody uses may stay open, on every machine of the centre."""

from __future__ import annotations

from sqlalchemy import delete, insert

from app.context import Context
from app.errors import BadInput, Conflict
from app.models import Setting, SettingKey
from app.reading.keeping.idle_limit import read_idle_limit
from app.reading.permission import require
from app.rules.deeds import Deed
from app.rules.permissions import Action
from app.rules.vocabulary import msg

LIMITS = (1, 60)


def set_idle_limit(ctx: Context, minutes: int, seen: int) -> None:
    """Have every desk lock after `minutes` without a key at the latest.

    Conflict where it is not `seen` any longer.
    """
    low, high = LIMITS
    if not low <= minutes <= high:
        raise BadInput(
            msg("A desk cannot stay open so long."),
            msg("Choose from {low} to {high} minutes; {n} is not.", low=low, high=high, n=minutes),
        )
    with ctx.write() as session:
        require(ctx, session, Action.KEEP_STORE)
        before = read_idle_limit(session)
        if before != seen:
            raise Conflict(
                msg("Somebody else set this first."),
                msg("It is {n} minutes now. Nothing was changed; look again.", n=before),
            )
        session.execute(delete(Setting).where(Setting.key == SettingKey.IDLE_LIMIT))
        session.execute(insert(Setting).values(key=SettingKey.IDLE_LIMIT, value=str(minutes)))
        ctx.audit(
            session,
            Deed.STORE_LIMIT_IDLE,
            "store",
            {"idle_minutes": before},
            {"idle_minutes": minutes},
        )
