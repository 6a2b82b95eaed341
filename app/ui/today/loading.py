"""What the Today page reads, off the GUI thread."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from app.queries.today.page import TodayRows, Viewer, today_rows
from app.reading.findings import LastCheck
from app.rules.permissions import Action
from app.rules.vocabulary import Message
from app.services.keeping.store_care import summary
from app.ui.shell.me import Me

if TYPE_CHECKING:
    from app.context import Context


@dataclass(frozen=True, slots=True)
class StoreNumbers:
    """What an administrator is told of the store."""

    backed_up_at: datetime | None
    notices: tuple[Message, ...]


@dataclass(frozen=True, slots=True)
class TodayView:
    """Everything on the page but the findings, which take longer."""

    rows: TodayRows
    store: StoreNumbers | None


def viewer_of(me: Me) -> Viewer:
    """Whose page it is, as the queries ask."""
    no = me.account.actor.name if me.person_id is not None else ""
    roster, registers = me.scope(Action.SEE_ROSTER), me.scope(Action.SEE_REGISTERS)
    return Viewer(me.person_id, no, me.role, me.place, roster, registers)


def read_today(ctx: Context, me: Me) -> TodayView:
    """The page as of now."""
    with ctx.read() as session:
        rows = today_rows(session, viewer_of(me), ctx.time, ctx.now())
    return TodayView(rows, _store(ctx) if me.may(Action.KEEP_STORE) else None)


def count_findings(ctx: Context, check: LastCheck) -> int:
    """How many findings of this month the person may see."""
    found, month = check.found(ctx), ctx.today().replace(day=1)
    return sum(row.finding.day.replace(day=1) == month for row in found.rows)


def _store(ctx: Context) -> StoreNumbers:
    told = summary(ctx)
    backup = told.last_backup
    return StoreNumbers(backup.taken_at if backup else None, told.notices)
