"""Open items: raised in a log, closed with what was done, reopened (HAND-3)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from app.context import Context
from app.errors import BadInput, Conflict, NotAllowed, NotFound
from app.models import CheckResult, HandoverItem, HandoverStep
from app.queries.handover.items import item_by_id
from app.queries.handover.logs import LogHead
from app.queries.handover.rows import ItemRow, LogKey
from app.queries.handover.scene import LogScene
from app.reading import permission
from app.reading.handover import allowed
from app.rules.deeds import Deed
from app.rules.facts import Place
from app.rules.permissions import Action
from app.rules.sight import Standing
from app.rules.vocabulary import ItemMove, Section, msg
from app.services.handover.opening import this_minute, to_write, written
from app.services.typed import tidied, worded


@dataclass(frozen=True, slots=True)
class NewItem:
    """What is typed of an item. `worse`: what to do if it gets worse."""

    section: Section
    text: str
    urgent: bool = False
    owner_id: int | None = None
    due_on: date | None = None
    worse: str = ""


def raise_item(ctx: Context, key: LogKey, item: NewItem) -> str:
    """Raise an item in the log; its number."""
    with ctx.write() as session:
        scene, mine = to_write(ctx, session, key)
        return add_item(ctx, session, scene, mine, item)


def add_item(ctx: Context, session: Session, scene: LogScene, mine: Standing, item: NewItem) -> str:
    """`raise_item` within a transaction that has more to do."""
    values = _checked(ctx, scene, item)
    head = written(session, scene, mine)
    no = _number(session, head)
    row = HandoverItem(
        item_no=no, handover_id=head.id, by_id=mine.person_id, raised_at=this_minute(ctx), **values
    )
    session.add(row)
    session.flush()
    ctx.audit(session, Deed.ITEM_RAISE, _subject(no), None, {"log": head.no, **_told(values)})
    return no


def edit_item(ctx: Context, item_id: int, item: NewItem, version: int) -> None:
    """Change one's own item before its log is signed."""
    with ctx.write() as session:
        row, scene, mine = _own(ctx, session, item_id, version)
        values = _checked(ctx, scene, item)
        written(session, scene, mine)
        before = _told({name: getattr(row, name) for name in values if name in _KEPT})
        before["owner"] = row.owner.no if row.owner else ""
        _set(session, row, **values)
        owner = values["owner_id"]
        after = {**_told(values), "owner": scene.days.known.number(owner) if owner else ""}
        ctx.audit(session, Deed.ITEM_EDIT, _subject(row.no), before, after)


def remove_item(ctx: Context, item_id: int, version: int) -> None:
    """Take one's own item away before its log is signed."""
    with ctx.write() as session:
        row, scene, mine = _own(ctx, session, item_id, version)
        _refuse_followed_up(session, row)
        written(session, scene, mine)
        session.delete(session.get_one(HandoverItem, row.id))
        session.flush()
        ctx.audit(session, Deed.ITEM_REMOVE, _subject(row.no), {"note": row.text}, None)


def close_item(ctx: Context, item_id: int, closing: str, version: int) -> None:
    """Close an item with what was done."""
    closing = worded(closing, msg("Say what was done."))
    with ctx.write() as session:
        row, mine = _to_move(ctx, session, item_id, version)
        if not row.is_open:
            raise _changed(row)
        now = this_minute(ctx)
        _set(session, row, closed_at=now, closed_by_id=mine.person_id, closing=closing)
        _step(ctx, session, row, mine, ItemMove.CLOSED, closing)
        ctx.audit(session, Deed.ITEM_CLOSE, _subject(row.no), None, {"note": closing})


def reopen_item(ctx: Context, item_id: int, reason: str, version: int) -> None:
    """Open a closed item again: the same item, a further entry."""
    reason = worded(reason, msg("Say why it is open again."))
    with ctx.write() as session:
        row, mine = _to_move(ctx, session, item_id, version)
        if row.is_open:
            raise _changed(row)
        _set(session, row, closed_at=None, closed_by_id=None, closing="")
        _step(ctx, session, row, mine, ItemMove.REOPENED, reason)
        before, after = {"note": row.closing}, {"reason": reason}
        ctx.audit(session, Deed.ITEM_REOPEN, _subject(row.no), before, after)


_KEPT = ("section", "text", "urgent", "due_on", "worse")


def _checked(ctx: Context, scene: LogScene, item: NewItem) -> dict[str, Any]:
    """The columns of what was typed; BadInput where something does not fit."""
    people = {one.id for one in scene.days.people.values() if one.employed_on(ctx.today())}
    if item.owner_id is not None and item.owner_id not in people:
        raise BadInput(
            msg("Who owns it"), msg("Choose somebody who is employed in the department.")
        )
    if item.due_on is not None and item.due_on < scene.key.day:
        raise BadInput(msg("Due day"), msg("Not before the day of the log, {day}.",
                                           day=scene.key.day))  # fmt: skip
    return {
        "section": item.section,
        "text": worded(item.text, msg("Say what is open.")),
        "urgent": item.urgent,
        "owner_id": item.owner_id,
        "due_on": item.due_on,
        "worse": tidied(item.worse),
    }


def _told(values: Mapping[str, Any]) -> dict[str, Any]:
    """What the trail keeps of what was typed."""
    names = {"text": "note"}
    return {names.get(name, name): value for name, value in values.items() if name in _KEPT}


def _own(
    ctx: Context, session: Session, item_id: int, version: int
) -> tuple[ItemRow, LogScene, Standing]:
    """One's own item of an open log, as it was seen."""
    row = _found(session, item_id)
    scene, mine = to_write(ctx, session, row.key)
    row = next(item for item in scene.raised if item.id == item_id)
    if row.version != version:
        raise _changed(row)
    if not allowed.item_for(scene, mine, row).may_edit:
        raise NotAllowed(
            msg("Not allowed"),
            msg("Who raised an item changes it while it is open and its log unsigned."),
        )
    return row, scene, mine


def _refuse_followed_up(session: Session, row: ItemRow) -> None:
    query = select(CheckResult.done_id).where(CheckResult.item_id == row.id)
    if session.scalars(query).first() is not None:
        raise Conflict(
            msg("A checklist found it"),
            msg("{no} follows up what a checklist found: close it with what was done.", no=row.no),
        )


def _to_move(
    ctx: Context, session: Session, item_id: int, version: int
) -> tuple[ItemRow, Standing]:
    """An item as it was seen, which is the actor's to close or reopen."""
    row = _found(session, item_id)
    mine = permission.standing(ctx, session)
    if not mine.has_say or not allowed.may_move(mine, row):
        raise permission.refusal(session, Action.CLOSE_ITEM, Place(row.key.department_id))
    if row.version != version:
        raise _changed(row)
    return row, mine


def _found(session: Session, item_id: int) -> ItemRow:
    row = item_by_id(session, item_id)
    if row is None:
        raise NotFound(msg("No such item"), msg("Somebody took it away. Look at the log again."))
    return row


def _changed(row: ItemRow) -> Conflict:
    stands = msg("By now {no} is open.", no=row.no)
    if row.closed_at is not None:
        who = row.closed_by.name if row.closed_by else ""
        stands = msg(
            "By now {no} is closed ({who}, {at}): {closing}",
            no=row.no, who=who, at=row.closed_at, closing=row.closing,
        )  # fmt: skip
    return Conflict(msg("Somebody else changed this item first."), stands)


def _set(session: Session, row: ItemRow, **values: Any) -> None:
    """Write into the item's row, compared and set on the version that was read."""
    item = HandoverItem
    seen = (item.id == row.id, item.version == row.version)
    session.execute(update(item).where(*seen).values(version=row.version + 1, **values))


def _step(
    ctx: Context, session: Session, row: ItemRow, mine: Standing, move: ItemMove, text: str
) -> None:
    session.add(
        HandoverStep(
            item_id=row.id, move=move, by_id=mine.person_id, at=this_minute(ctx), text=text
        )
    )
    session.flush()


def _number(session: Session, head: LogHead) -> str:
    """ "I-20261126-2-D-3": the log's, counted up."""
    stem = f"I-{head.no.removeprefix('H-')}-"
    query = select(HandoverItem.item_no).where(
        HandoverItem.item_no.startswith(stem, autoescape=True)
    )
    counted = [no.removeprefix(stem) for no in session.scalars(query)]
    return f"{stem}{max((int(no) for no in counted if no.isdecimal()), default=0) + 1}"


def _subject(no: str) -> str:
    return f"item:{no}"
