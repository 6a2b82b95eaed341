"""The seals of the demo's latest logs, so that their paper carries a code that can be verified.

Those of the days before have none, like what an imported register brought: each seal is an entry of
the trail, and a demo is to be made in seconds.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime, timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.context import Actor, Context
from app.models import Department, HandoverSeal
from app.queries.handover import items, logs
from app.queries.handover.logs import LogHead
from app.queries.handover.rows import Somebody
from app.queries.handover.scene import life
from app.queries.handover.seal import as_it_stands
from app.queries.reference import reference
from app.rules.deeds import Deed
from app.rules.handover.seal import content, digest
from app.rules.vocabulary import LogSide

_WEEK = timedelta(days=7)
_Signature = tuple[LogSide, Deed, Somebody, datetime]


def seal_logs(ctx: Context, session: Session) -> None:
    """Seal what was signed in the last week, each in the name of who signed."""
    today = ctx.today()
    for department in session.scalars(select(Department.id)):
        found = logs.heads_between(session, department, today - _WEEK, today)
        for head in found.values():
            for signature in _signatures(head):
                _seal(ctx, session, head, signature)


def _signatures(head: LogHead) -> Iterator[_Signature]:
    if head.outgoing_at is not None:
        yield LogSide.OUTGOING, Deed.HANDOVER_SIGN_OUT, head.outgoing, head.outgoing_at
    if head.incoming is not None and head.incoming_at is not None:
        deed = Deed.HANDOVER_CLOSE if head.without_successor else Deed.HANDOVER_SIGN_IN
        yield LogSide.INCOMING, deed, head.incoming, head.incoming_at


def _seal(ctx: Context, session: Session, head: LogHead, signature: _Signature) -> None:
    side, deed, by, at = signature
    text = content(as_it_stands(session, head, side, _carried(ctx, session, head, at)))
    seal = digest(text)
    session.add(HandoverSeal(handover_id=head.id, side=side, content=text, digest=seal))
    signer = ctx.acting_as(Actor(by.no, by.id))
    signer.audit(session, deed, f"handover:{head.no}", None, {"seal": seal})


def _carried(ctx: Context, session: Session, head: LogHead, at: datetime) -> list[tuple[str, bool]]:
    """The items of earlier logs that were open as the shift began, and whether they still were."""
    shifts, key = reference(session).shifts, head.key
    begin, _end = ctx.time.interval(shifts[key.shift], key.day)
    found = items.open_at(session, key.department_id, key.day, begin)
    steps = items.steps(session, found)
    carried = []
    for item in found:
        began, _end = ctx.time.interval(shifts[item.key.shift], item.key.day)
        lived = life(replace(item, steps=steps.get(item.id, ())), began)
        if began < begin:
            carried.append((item.no, lived.is_open(at)))
    return carried
