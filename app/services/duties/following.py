"""What a checklist found is followed up: an open item of the handover, until somebody closes it."""

from __future__ import annotations

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.context import Context
from app.models import HandoverItem
from app.queries.duties.rows import ResultRow
from app.queries.handover.rows import LogKey
from app.queries.handover.scene import LogScene, log_scene
from app.queries.handover.shift import department_days
from app.rules.handover.course import LogState
from app.rules.sight import Standing
from app.rules.vocabulary import Section
from app.services.handover.items import NewItem, add_item
from app.services.typed import tidied


def follow_up(
    ctx: Context, session: Session, department_id: int, found: ResultRow, mine: Standing
) -> int | None:
    """Raise the failed line in the department's log that is open, owned by whom it names or else
    by who found it; the item's id.

    None where no shift's log is open: then the sheet alone says what failed.
    """
    scene = _open_log(ctx, session, department_id)
    if scene is None:
        return None
    item = NewItem(
        section=Section.EQUIPMENT,
        text=_words(found),
        owner_id=found.person_id or mine.person_id,
        due_on=max(ctx.today(), scene.key.day),
    )
    no = add_item(ctx, session, scene, mine, item)
    return session.scalars(select(HandoverItem.id).where(HandoverItem.item_no == no)).one()


def _words(found: ResultRow) -> str:
    """ "Power and sockets: desk 12, loose"."""
    where = ", ".join(part for part in (tidied(found.place), tidied(found.remark)) if part)
    return f"{found.text}: {where}" if where else found.text


def _open_log(ctx: Context, session: Session, department_id: int) -> LogScene | None:
    """Of the shifts that have begun, the log of the latest that nobody has signed."""
    days = department_days(session, ctx.time, department_id, ctx.today())
    for span in reversed(days.worked()):
        if span.begin <= ctx.now():
            key = LogKey(department_id, span.day, span.code)
            scene = log_scene(session, ctx.time, key, ctx.now())
            if scene.state is LogState.OPEN:
                return scene
    return None
