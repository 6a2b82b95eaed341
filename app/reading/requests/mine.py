"""What waits for somebody's word: the one answer of Today, the Inbox, its badge and the tray."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy.orm import Session

from app.context import Context
from app.queries.requests.waiting import Waiting, asked_of
from app.reading.registers.waiting import RegisterTask, tasks_in
from app.reading.roster.handing import Handed, handed_to_me
from app.reading.roster.offers import OfferToMe, offers_for


@dataclass(frozen=True, slots=True)
class ForMe:
    """Requests, the oldest first, what waits in the registers, the most urgent first, drafts that
    leaders handed over, and open shifts that wait for the person's own yes.

    What one may decide in a leader's stead is not among them: it waits for the leader.
    """

    requests: tuple[Waiting, ...] = ()
    tasks: tuple[RegisterTask, ...] = ()
    handed: tuple[Handed, ...] = ()
    offers: tuple[OfferToMe, ...] = ()

    @property
    def count(self) -> int:
        return len(self.requests) + len(self.tasks) + len(self.handed) + len(self.offers)


NOTHING_ASKED = ForMe()


def for_me(ctx: Context, session: Session) -> ForMe:
    """As of now; nothing for an account without a person."""
    asked = asked_of(session, ctx.actor.person_id, ctx.time, ctx.now())
    offered = offers_for(ctx, session).waiting
    return ForMe(asked, tasks_in(ctx, session), handed_to_me(ctx, session), offered)
