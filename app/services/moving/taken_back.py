"""Swaps in effect that a workbook has as withdrawn, or as something else: never in silence.

One on record stays in effect, since four people agreed to it here and a workbook does not say who
would take it back (SWAP-11); what can be done is told. One that came by workbooks alone goes by
them, and whose shifts come back is told; but not once attendance is recorded by it: no swap whose
shift has started is taken back, and who worked would be called late or absent.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any

from sqlalchemy.orm import Session

from app.context import Context
from app.models import Attendance
from app.queries.reference import reference
from app.queries.swaps import rows
from app.queries.swaps.taking_back import begins, waiting_on
from app.rules.course import Course
from app.rules.requests import RequestKind
from app.rules.vocabulary import Message, SwapStatus, msg
from app.services.moving.under_swaps import Effective


def is_withdrawn_elsewhere(course: Course[Any, Any], there: Any, stated: Any) -> bool:
    """Whether a workbook has a request as withdrawn that is a swap in effect here."""
    return (
        course.kind is RequestKind.SWAP
        and there is SwapStatus.EFFECTIVE
        and stated is SwapStatus.WITHDRAWN
    )


def ends_elsewhere(course: Course[Any, Any], there: Any, stated: Any) -> bool:
    """Whether a workbook has a swap in effect here as something else."""
    return (
        course.kind is RequestKind.SWAP
        and there is SwapStatus.EFFECTIVE
        and stated is not SwapStatus.EFFECTIVE
    )


def worked_by(session: Session, no: str, state: SwapStatus) -> list[Message]:
    """That a swap stays in effect, with what is recorded of each who had a shift by it; nothing
    where nothing is recorded."""
    row = rows.swap(session, no)
    assert row is not None
    one, two = row.requester, row.counterpart
    if one.person_id == two.person_id:
        return []
    return [
        _worked(no, state, party.name, line)
        for party, day in ((one, two.gives_on), (two, one.gives_on))
        if (line := session.get(Attendance, (party.person_id, day))) is not None
    ]


def _worked(no: str, state: SwapStatus, name: str, line: Attendance) -> Message:
    if line.arrived_at is None:
        return msg(
            "{no} is {state} in the workbook and in effect here: it stays in effect, since {name}, "
            "who had the shift of {day} by it, is recorded as absent.",
            no=no, state=state, name=name, day=line.day,
        )  # fmt: skip
    return msg(
        "{no} is {state} in the workbook and in effect here: it stays in effect, since {name} "
        "worked the shift of {day} by it (came {arrived}).",
        no=no, state=state, name=name, day=line.day, arrived=line.arrived_at,
    )  # fmt: skip


def stays_in_effect(ctx: Context, session: Session, no: str) -> Message:
    """Of a swap on record: that it stays, and whether it can still be taken back."""
    row = rows.swap(session, no)
    assert row is not None
    start = begins(row, ctx.time, reference(session).shifts)
    if start <= ctx.now():
        return msg(
            "{no} is withdrawn in the workbook and in effect here: it stays in effect, since one "
            "of its shifts has begun.",
            no=no,
        )
    if waiting_on(session, no) is not None:
        return msg(
            "{no} is withdrawn in the workbook and in effect here: it stays in effect until the "
            "request to take it back, which waits here, is decided.",
            no=no,
        )
    return msg(
        "{no} is withdrawn in the workbook and in effect here: it stays in effect. {requester} or "
        "{counterpart} can ask to take it back until {start}.",
        no=no,
        requester=row.requester.name,
        counterpart=row.counterpart.name,
        start=start,
    )


def no_longer(held: Effective, now: Effective, session: Session, today: date) -> Iterator[Message]:
    """Of each swap that was in effect before the import and is not after it."""
    for row in rows.with_numbers(session, [no for no in held if no not in now]):
        one, two = row.requester, row.counterpart
        yield msg(
            "{no} was in effect, and by this workbook it is {state}: {requester} has the shift of "
            "{gives} back, {counterpart} that of {takes}.",
            no=row.no,
            state=row.status,
            requester=one.name,
            gives=one.gives_on,
            counterpart=two.name,
            takes=two.gives_on,
        )
        if min(one.gives_on, two.gives_on) < today:
            yield msg(
                "{no}: days gone by change with it. No attendance is recorded by this swap.",
                no=row.no,
            )
