"""What of the handover waits for the actor: logs to sign, and open items that are theirs."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta

from app.context import Context
from app.queries.handover import items, logs
from app.queries.handover.logs import LogHead
from app.queries.handover.rows import ItemRow, LogKey
from app.queries.handover.shift import DepartmentDays, department_days
from app.reading import permission
from app.reading.handover import allowed
from app.rules.handover.course import LogState
from app.rules.handover.items import is_old
from app.rules.handover.leading import Span, successor
from app.rules.sight import Standing

SOON = timedelta(minutes=30)
"""How long before the end of their shift somebody is told that its log is to be signed."""


@dataclass(frozen=True, slots=True)
class HandoverWaiting:
    """`sign_out`: logs of shifts that the actor runs, about to end or ended within two days, and
    unsigned; `sign_in`: signed ones of which they run the next shift, once it has begun. `items`:
    the open ones that they own, the oldest first."""

    sign_out: tuple[LogKey, ...] = ()
    sign_in: tuple[LogKey, ...] = ()
    items: tuple[ItemRow, ...] = ()


def waiting(ctx: Context) -> HandoverWaiting:
    """What waits for the actor; nothing for who is in no department."""
    with ctx.read() as session:
        mine = permission.standing(ctx, session)
        here, person = mine.place.department, mine.person_id
        if here is None or person is None or not mine.has_say:
            return HandoverWaiting()
        days = department_days(session, ctx.time, here, ctx.today())
        heads = logs.heads_between(session, here, days.first, days.last)
        asked = _Asked(ctx, days, heads, person)
        return HandoverWaiting(
            tuple(asked.to_sign_out()),
            tuple(asked.to_sign_in()),
            tuple(_judged(ctx, days, mine, item) for item in items.owned(session, person)),
        )


def _judged(ctx: Context, days: DepartmentDays, mine: Standing, item: ItemRow) -> ItemRow:
    today = ctx.today()
    policy = days.known.policies.at(ctx.now())
    return replace(
        item,
        age_days=(today - item.key.day).days,
        old=is_old(item.key.day, today, policy),
        overdue=item.due_on is not None and today > item.due_on,
        mine=True,
        may_close=allowed.may_move(mine, item),
    )


@dataclass(frozen=True, slots=True)
class _Asked:
    """Whose word the logs of these days wait for."""

    ctx: Context
    days: DepartmentDays
    heads: Mapping[tuple[date, str], LogHead]
    person: int

    def to_sign_out(self) -> Iterator[LogKey]:
        for span in self.days.worked():
            head = self.heads.get((span.day, span.code))
            state = head.state if head else LogState.OPEN
            due = span.end - SOON <= self.ctx.now()
            if due and state is LogState.OPEN and self._runs(span):
                yield self._key(span)

    def to_sign_in(self) -> Iterator[LogKey]:
        worked = self.days.worked()
        for span in worked:
            head = self.heads.get((span.day, span.code))
            if head is None or head.state is not LogState.SIGNED_OUT:
                continue
            following = successor(span, worked)
            begun = following is not None and following.begin <= self.ctx.now()
            if following and begun and self._runs(following) and head.outgoing.id != self.person:
                yield self._key(span)

    def _runs(self, span: Span) -> bool:
        head = self.heads.get((span.day, span.code))
        acting = head.acting.no if head and head.acting else ""
        leader = self.days.duty_leader(span.day, span.code, acting)
        return leader is not None and leader.id == self.person

    def _key(self, span: Span) -> LogKey:
        return LogKey(self.days.department_id, span.day, span.code)
