"""A log as the store has it now, in the form in which it is signed."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy.orm import Session

from app.queries.handover import items, logs
from app.queries.handover.logs import LogHead
from app.queries.handover.rows import ItemRow, Somebody
from app.rules.handover.seal import SealedItem, SealedLog, SealedNote, SealedSignature
from app.rules.vocabulary import LogSide


def as_it_stands(
    session: Session, head: LogHead, side: LogSide, carried: Sequence[tuple[str, bool]]
) -> SealedLog:
    """What the signature of `side` covers: the outgoing one nothing of what came after it.

    `carried`: the items that came from earlier logs, as they stood when it was given.
    """
    both = side is LogSide.INCOMING
    return SealedLog(
        no=head.no,
        department=head.key.department_id,
        day=head.key.day,
        shift=head.key.shift,
        notes=tuple(
            SealedNote(note.id, note.section, note.text, _id(note.by), note.at)
            for note in logs.notes(session, head.id)
        ),
        items=tuple(map(_item, items.raised_in(session, head.id))),
        signatures=tuple(_signatures(head, both=both)),
        remark=head.remark if both else "",
        carried=tuple(sorted(carried)),
    )


def _signatures(head: LogHead, *, both: bool) -> list[SealedSignature]:
    found = [_signature(LogSide.OUTGOING, head.outgoing, head.outgoing_at)]
    if both:
        found.append(_signature(LogSide.INCOMING, head.incoming, head.incoming_at))
    return [one for one in found if one is not None]


def _signature(side: LogSide, by: Somebody | None, at: datetime | None) -> SealedSignature | None:
    return None if by is None or at is None else SealedSignature(side, by.id, at)


def _item(item: ItemRow) -> SealedItem:
    return SealedItem(
        no=item.no,
        section=item.section,
        text=item.text,
        urgent=item.urgent,
        owner=_id(item.owner),
        due_on=item.due_on,
        worse=item.worse,
        by=_id(item.by),
    )


def _id(somebody: Somebody | None) -> int | None:
    return somebody.id if somebody else None
