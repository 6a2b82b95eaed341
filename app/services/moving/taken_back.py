"""Swaps in effect that a workbook has as withdrawn, or as something else: never in silence.

One on record stays in effect, since four people agreed to it here and a workbook does not say who
would take it back (SWAP-11); what can be done is told. One that came by workbooks alone goes by
them, and whose shifts come back is told.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from sqlalchemy.orm import Session

from app.context import Context
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


def no_longer(held: Effective, now: Effective, session: Session) -> Iterator[Message]:
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
