"""What reads the undecided requests of each kind."""

from __future__ import annotations

from collections.abc import Mapping

from app.queries.leave import turns as leave
from app.queries.requests.undecided import Loader
from app.queries.swaps import taking_back
from app.queries.swaps import turns as swaps
from app.rules.requests import RequestKind

UNDECIDED: Mapping[RequestKind, Loader] = {
    RequestKind.SWAP: swaps.undecided,
    RequestKind.LEAVE: leave.undecided,
    RequestKind.GIVING_UP: leave.undecided_giving_up,
    RequestKind.TAKING_BACK: taking_back.undecided,
}
