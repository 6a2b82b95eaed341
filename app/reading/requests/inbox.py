"""What the Inbox reads, off the GUI thread."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from app.context import Context
from app.queries.requests.notices import NoticeRow, last_notice, notices_of, unread
from app.queries.requests.waiting import Waiting, waiting_for
from app.reading import permission
from app.reading.registers.waiting import RegisterTask, tasks_in
from app.reading.requests.mine import ForMe, for_me
from app.reading.roster.handing import Handed, handed_to_me
from app.reading.roster.offers import OfferToMe, offers_for


@dataclass(frozen=True, slots=True)
class InboxView:
    """Everything in the two lists."""

    today: date
    waiting: tuple[Waiting, ...]
    notices: tuple[NoticeRow, ...]
    tasks: tuple[RegisterTask, ...] = ()
    """What waits in the registers: reports upwards, complaints, visitors."""
    handed: tuple[Handed, ...] = ()
    """Drafts of rosters that leaders handed over."""
    offers: tuple[OfferToMe, ...] = ()
    """Open shifts that wait for the actor's own yes."""

    @property
    def mine(self) -> tuple[Waiting, ...]:
        """What waits for me and nobody in whose stead I would decide."""
        return tuple(one for one in self.waiting if not one.in_stead)

    @property
    def waits(self) -> int:
        """How much waits for me, in whatever register."""
        return ForMe(self.mine, self.tasks, self.handed, self.offers).count

    @property
    def in_stead(self) -> tuple[Waiting, ...]:
        return tuple(one for one in self.waiting if one.in_stead)

    @property
    def unread(self) -> int:
        return sum(not notice.read for notice in self.notices)


@dataclass(frozen=True, slots=True)
class Counts:
    """What the badge tells: how much waits for somebody's word, as Today and the Inbox count it.

    Notices wait for nothing: how many are `unread` is told beside it. `last`: the id of the latest
    notice; `new`: unread ones after it.
    """

    waiting: int
    unread: int
    last: int
    new: int = 0


def read_inbox(ctx: Context) -> InboxView:
    """The actor's inbox as of now."""
    me, today = ctx.actor, ctx.today()
    with ctx.read() as session:
        permission.require_part(permission.standing(ctx, session))
        if me.person_id is None:
            return InboxView(today, (), ())
        waiting = waiting_for(session, me.person_id, ctx.time, ctx.now())
        notices = notices_of(session, me.person_id)
        tasks, handed = tasks_in(ctx, session), handed_to_me(ctx, session)
        offered = offers_for(ctx, session).waiting
    return InboxView(today, waiting, tuple(notices), tasks, handed, offered)


def count(ctx: Context, since: int) -> Counts:
    """What waits and is unread, and how many notices came after the one with id `since`."""
    me = ctx.actor
    if me.person_id is None:
        return Counts(0, 0, 0)
    with ctx.read() as session:
        if not permission.has_say(ctx, session):
            return Counts(0, 0, 0)
        waiting = for_me(ctx, session).count
        read_not, new = unread(session, me.person_id, since)
        return Counts(waiting, read_not, last_notice(session, me.person_id), new)
