"""What opens the requests of each kind."""

from __future__ import annotations

from collections.abc import Mapping

from app.reading.leave import opening as leave
from app.reading.requests.view import Opener
from app.reading.swaps import opening as swaps
from app.reading.swaps import taking_back
from app.rules.requests import RequestKind

OPENERS: Mapping[RequestKind, Opener] = {
    RequestKind.SWAP: swaps.open_swap,
    RequestKind.LEAVE: leave.open_leave,
    RequestKind.GIVING_UP: leave.open_giving_up,
    RequestKind.TAKING_BACK: taking_back.open_taking_back,
}
