"""The demo's one swap that is in effect and that one party wants to take back (SWAP-11)."""

from __future__ import annotations

from datetime import datetime, timedelta

from app.demo.show import Show
from app.rules.facts import Swap
from app.rules.vocabulary import SwapStatus

BACK_REASON = "家里的事取消了，想按原来的班上"


def to_be_taken_back(show: Show) -> tuple[int, Swap] | None:
    """The last effective swap whose shifts are all on later days, with its row's number; no other
    swap moves one of its shifts, since a shift that came from one is not given away again."""
    ahead = (
        (at, swap)
        for at, swap in enumerate(show.swaps, start=1)
        if swap.status is SwapStatus.EFFECTIVE
        and min(swap.requester_date, swap.counterpart_date) > show.stage.today + timedelta(days=1)
    )
    return max(ahead, key=lambda one: (one[1].took_effect, one[0]), default=None)


def taking_back_filed(show: Show, swap: Swap) -> datetime:
    """Soon after it took effect, and not later than now."""
    return min(swap.took_effect + timedelta(hours=1), show.stage.now)
