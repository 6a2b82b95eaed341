"""Ending what nobody decided in time: swaps whose shift has started, leave whose days are over."""

from __future__ import annotations

from app.context import Context
from app.services.leave import upkeep as leave_upkeep
from app.services.roster import handing_ends, offers
from app.services.swaps import taking_back
from app.services.swaps import upkeep as swap_upkeep


def end_overdue(ctx: Context) -> int:
    """End every request that can no longer be decided (SWAP-8, leave's last day); how many.

    None in a store that is read-only: whoever looks at it changes nothing.
    """
    if ctx.store.read_only:
        return 0
    return sum(
        expire(ctx)
        for expire in (
            swap_upkeep.expire_due,
            taking_back.expire_due,
            leave_upkeep.expire_due,
            offers.expire_due,
            handing_ends.expire_due,
        )
    )
