"""The handover of the small centre on 15 October 2026, in a word each.

1000 and 2000 lead and work E (07:30-15:30); 0002 heads the department. The clock stands at 09:00.
"""

from __future__ import annotations

from datetime import date, datetime, time

from app.context import Actor, Context
from app.queries.handover.rows import ItemRow, LogKey, LogPage
from app.reading.handover.page import log_page
from app.rules.calendar import CentreTime
from app.rules.vocabulary import Section
from app.services.handover import items, notes, signing
from app.services.handover.items import NewItem
from tests.factories import SmallCentre, TestClock

DAY = date(2026, 10, 15)
OWED = (Section.EQUIPMENT, Section.DIFFICULT_CASES, Section.STAFF_CHANGES)


def acting(centre: SmallCentre, no: str) -> Context:
    return centre.context.acting_as(Actor(no, centre.people[no]))


def log_of(centre: SmallCentre, shift: str = "E", day: date = DAY) -> LogKey:
    return LogKey(centre.department, day, shift)


def page(centre: SmallCentre, no: str, key: LogKey | None = None) -> LogPage:
    found = log_page(acting(centre, no), key or log_of(centre))
    assert found is not None
    return found


def filled(centre: SmallCentre, by: str = "1000", key: LogKey | None = None) -> None:
    for section in OWED:
        notes.nothing_to_report(acting(centre, by), key or log_of(centre), section)


def over(centre: SmallCentre, key: LogKey | None = None) -> None:
    """The shift ends, unless it is over already: from now on its log can be signed."""
    key, clock = key or log_of(centre), centre.context.clock
    assert isinstance(clock, TestClock)
    clock.now = max(clock.now, page(centre, "0002", key).end)


def signed_out(centre: SmallCentre, by: str = "1000", key: LogKey | None = None) -> str:
    """The outgoing signature, as the shift ends or later; its code."""
    key = key or log_of(centre)
    filled(centre, by, key)
    over(centre, key)
    return signing.sign_out(acting(centre, by), key, page(centre, by, key).version)


def raised(centre: SmallCentre, by: str = "1000", *, key: LogKey | None = None,
           text: str = "打印机待修", urgent: bool = False, owner: str = "",
           due: date | None = None) -> ItemRow:  # fmt: skip
    """An item, as its log's page shows it to who raised it."""
    key = key or log_of(centre)
    owner_id = centre.people[owner] if owner else None
    new = NewItem(Section.EQUIPMENT, text, urgent, owner_id, due, "转部主任")
    no = items.raise_item(acting(centre, by), key, new)
    return item(centre, by, no, key)


def item(centre: SmallCentre, who: str, no: str, key: LogKey | None = None) -> ItemRow:
    """The item of this number, as somebody sees it on a page."""
    shown = page(centre, who, key)
    every = (*shown.carried, *(one for part in shown.sections for one in part.items))
    return next(one for one in every if one.no == no)


def at(hour: int, minute: int = 0) -> datetime:
    """A time of the 15th by the wall clock of Shanghai."""
    return CentreTime().instant(DAY, time(hour, minute))
