"""What is next for whoever looks at Today, besides the requests that wait for their word."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from app.context import Context
from app.queries.requests.notices import NoticeRow, unread, unread_of
from app.reading.bulletins.unread import bulletins_unread
from app.reading.duties.board import DutyEntry, waiting_duties
from app.reading.handover.waiting import HandoverWaiting, waiting
from app.reading.quality.appeals import NO_APPEALS, AppealsWaiting, appeals_waiting
from app.reading.quality.waiting import NOTHING_TO_SCORE, ScoringWaiting, scoring_waiting

_ROSTER = (
    "roster.changed", "roster.out", "roster.handed_back", "roster.handed_out", "roster.handed_off",
    "cover.assigned",
    "cover.taken_back", "offer.yes", "offer.take_done", "offer.off_done", "offer.met",
    "offer.needed", "offer.fewer", "offer.filled", "offer.withdrawn", "offer.expired",
)  # fmt: skip
NOTHING = HandoverWaiting()


@dataclass(frozen=True, slots=True)
class NextUp:
    """Each subject's own answer to what waits for the actor there, the most urgent first."""

    handover: HandoverWaiting = NOTHING
    unread: int = 0
    """Bulletins."""
    duties: Sequence[DutyEntry] = ()
    notices: int = 0
    """Unread ones in the Inbox, but for those of `roster`."""
    roster: Sequence[NoticeRow] = ()
    """What changed in the person's own roster, and what became of a draft that they handed to the
    head or of an offer, until they have looked at it."""
    scoring: ScoringWaiting = NOTHING_TO_SCORE
    appeals: AppealsWaiting = NO_APPEALS


NOTHING_NEXT = NextUp()


def next_up(ctx: Context) -> NextUp:
    """As of now; nothing for an account without a person."""
    if ctx.actor.person_id is None:
        return NOTHING_NEXT
    roster = _told_of_roster(ctx, ctx.actor.person_id)
    return NextUp(
        handover=waiting(ctx),
        unread=bulletins_unread(ctx),
        duties=waiting_duties(ctx),
        notices=_unread_notices(ctx, ctx.actor.person_id) - len(roster),
        roster=roster,
        scoring=scoring_waiting(ctx),
        appeals=appeals_waiting(ctx),
    )


def _told_of_roster(ctx: Context, person_id: int) -> list[NoticeRow]:
    with ctx.read() as session:
        return unread_of(session, person_id, _ROSTER)


def _unread_notices(ctx: Context, person_id: int) -> int:
    with ctx.read() as session:
        return unread(session, person_id)[0]
