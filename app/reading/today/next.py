"""What is next for whoever looks at Today, besides the requests that wait for their word."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from app.context import Context
from app.queries.requests.notices import unread
from app.reading.bulletins.unread import bulletins_unread
from app.reading.duties.board import DutyEntry, waiting_duties
from app.reading.handover.waiting import HandoverWaiting, waiting
from app.reading.quality.appeals import NO_APPEALS, AppealsWaiting, appeals_waiting
from app.reading.quality.waiting import NOTHING_TO_SCORE, ScoringWaiting, scoring_waiting

NOTHING = HandoverWaiting()


@dataclass(frozen=True, slots=True)
class NextUp:
    """Each subject's own answer to what waits for the actor there, the most urgent first."""

    handover: HandoverWaiting = NOTHING
    unread: int = 0
    """Bulletins."""
    duties: Sequence[DutyEntry] = ()
    notices: int = 0
    """Unread ones in the Inbox."""
    scoring: ScoringWaiting = NOTHING_TO_SCORE
    appeals: AppealsWaiting = NO_APPEALS


NOTHING_NEXT = NextUp()


def next_up(ctx: Context) -> NextUp:
    """As of now; nothing for an account without a person."""
    if ctx.actor.person_id is None:
        return NOTHING_NEXT
    return NextUp(
        handover=waiting(ctx),
        unread=bulletins_unread(ctx),
        duties=waiting_duties(ctx),
        notices=_unread_notices(ctx, ctx.actor.person_id),
        scoring=scoring_waiting(ctx),
        appeals=appeals_waiting(ctx),
    )


def _unread_notices(ctx: Context, person_id: int) -> int:
    with ctx.read() as session:
        return unread(session, person_id)[0]
