"""What is added to a log beside its sections: corrections after the signature, comments."""

from __future__ import annotations

from sqlalchemy.orm import Session

from app.context import Context
from app.errors import BadInput, NotAllowed
from app.models import HandoverAddition
from app.queries.handover.logs import LogHead
from app.queries.handover.rows import LogKey
from app.reading.handover import allowed
from app.rules.deeds import Deed
from app.rules.handover.course import LogState
from app.rules.sight import Standing
from app.rules.vocabulary import AdditionKind, msg
from app.services.handover.opening import opened, refuse_idle, subject, written
from app.services.typed import worded

_EMPTY = msg("Write what is to be added.")


def add_to_signed(ctx: Context, key: LogKey, text: str) -> None:
    """Add to a signed log, with name and time (HAND-4)."""
    text = worded(text, _EMPTY)
    with ctx.write() as session:
        scene, mine = opened(ctx, session, key)
        if scene.head is None or scene.state is LogState.OPEN:
            raise BadInput(msg("The log is still open"), msg("Write it under one of the sections."))
        if not allowed.log_may(scene, mine).add:
            raise NotAllowed(
                msg("Not allowed"),
                msg("Who worked the shift and the team leaders of the department add to it."),
            )
        _add(ctx, session, scene.head, mine, AdditionKind.ADDITION, text)


def comment(ctx: Context, key: LogKey, text: str) -> None:
    """Comment on a log, as the head of the department."""
    text = worded(text, _EMPTY)
    with ctx.write() as session:
        scene, mine = opened(ctx, session, key)
        if not allowed.log_may(scene, mine).comment:
            raise NotAllowed(
                msg("Not allowed"), msg("The department head comments, once the shift has begun.")
            )
        refuse_idle(scene)
        head = scene.head or written(session, scene, mine)
        _add(ctx, session, head, mine, AdditionKind.COMMENT, text)


def _add(
    ctx: Context, session: Session, head: LogHead, mine: Standing, kind: AdditionKind, text: str
) -> None:
    row = HandoverAddition(
        handover_id=head.id, kind=kind, by_id=mine.person_id, at=ctx.now(), text=text
    )
    session.add(row)
    session.flush()
    deed = Deed.HANDOVER_COMMENT if kind is AdditionKind.COMMENT else Deed.HANDOVER_ADD
    ctx.audit(session, deed, subject(head.no), None, {"note": text})
