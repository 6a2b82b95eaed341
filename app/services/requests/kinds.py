"""What writes a decision on the requests of each kind."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum

from app.context import Context
from app.rules.requests import RequestKind, RequestRef
from app.services.leave import cancelling
from app.services.leave import requests as leave
from app.services.requests.deciding import Decider, Reply
from app.services.swaps import requests as swaps
from app.services.swaps import taking_back

DECIDERS: Mapping[RequestKind, Decider] = {
    RequestKind.SWAP: swaps.decide,
    RequestKind.LEAVE: leave.decide,
    RequestKind.GIVING_UP: cancelling.decide,
    RequestKind.TAKING_BACK: taking_back.decide,
}


def decide(ctx: Context, ref: RequestRef, reply: Reply) -> StrEnum:
    """Write somebody's reply to a request; the state that it is in then.

    NotAllowed for whom the turn is not, Conflict where it has moved meanwhile, RuleViolated with
    every finding where a rule refuses a yes, BadInput for a no without a reason.
    """
    return DECIDERS[ref.kind](ctx, ref.no, reply)
