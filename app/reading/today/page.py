"""What the Today page reads, off the GUI thread."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import datetime

from app.context import Context
from app.queries.desks.rows import StopRow
from app.queries.today.page import TodayRows, Viewer, today_rows
from app.reading import permission
from app.reading.desks.orders import unseen
from app.reading.findings import LastCheck
from app.reading.keeping.store import summary
from app.reading.requests.mine import NOTHING_ASKED, ForMe, for_me
from app.reading.roster.offers import NOTHING_OFFERED, OffersRead, offers_for
from app.reading.today.beginning import StepRow, beginning
from app.reading.today.next import NOTHING_NEXT, NextUp, next_up
from app.rules.permissions import Action
from app.rules.vocabulary import Level, Message


@dataclass(frozen=True, slots=True)
class StoreNumbers:
    """What an administrator is told of the store."""

    backed_up_at: datetime | None
    notices: tuple[Message, ...]
    shared: bool
    """Whether many desks work in it: its backups are taken and seen on its keeper's machine."""


@dataclass(frozen=True, slots=True)
class TodayView:
    """Everything on the page but the findings, which take longer."""

    rows: TodayRows
    store: StoreNumbers | None
    orders: tuple[StopRow, ...] = ()
    """To stop working, which the head has not seen."""
    for_me: ForMe = NOTHING_ASKED
    """What waits for the person's word."""
    next: NextUp = NOTHING_NEXT
    steps: tuple[StepRow, ...] = ()
    """Of a centre without a published roster."""
    offers: OffersRead = NOTHING_OFFERED


def read_today(ctx: Context) -> TodayView:
    """The page as of now. NotAllowed for whom the centre has no part any more."""
    with ctx.read() as session:
        mine = permission.standing(ctx, session)
        permission.require_part(mine)
        no = ctx.actor.name if mine.person_id is not None else ""
        rows = today_rows(session, Viewer(no, mine), ctx.time, ctx.now())
        orders = unseen(ctx, session, mine)
        asked = for_me(ctx, session)
        steps = beginning(ctx, session, mine)
        offered = offers_for(ctx, session)
    store = _store(ctx) if mine.may(Action.KEEP_STORE) else None
    return TodayView(rows, store, orders, asked, next_up(ctx), steps, offered)


@dataclass(frozen=True, slots=True)
class MonthFindings:
    """How many there are in all, and how many of them of the two grave kinds."""

    all: int
    breaches: int
    warnings: int


def count_findings(ctx: Context, check: LastCheck) -> MonthFindings:
    """How many findings of this month the person may see."""
    found, month = check.found(ctx), ctx.today().replace(day=1)
    rows = (row for row in found.rows if row.finding.day.replace(day=1) == month)
    levels = Counter(row.finding.level for row in rows)
    return MonthFindings(levels.total(), levels[Level.BREACH], levels[Level.WARNING])


def _store(ctx: Context) -> StoreNumbers:
    told = summary(ctx)
    backup = told.last_backup
    return StoreNumbers(backup.taken_at if backup else None, told.notices, ctx.store.shared)
