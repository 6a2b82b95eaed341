"""Opening one person's file: only what the permission table lets the actor see."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from sqlalchemy import select

from app.context import Context
from app.errors import NotFound
from app.models import Person
from app.queries.people import rows as people
from app.queries.people.person import InspectionRow, PersonFile, Seen, person_file
from app.queries.people.phones import phone_of
from app.queries.roster.changed import ALL_SEEN, unseen_days
from app.queries.roster.load import month_range
from app.queries.roster.rows import PersonDay, RosterCell
from app.reading import permission
from app.reading.duties.trainings import seen_proposals, seen_trainings
from app.rules.permissions import Action
from app.rules.sight import Sight
from app.rules.vocabulary import msg


def open_file(ctx: Context, no: str, month: date | None = None) -> PersonFile:
    """The file of the person with the number `no` for a month (this one).

    Raises NotFound for a number that nobody has, NotAllowed where no part of it may be seen.
    """
    today = ctx.today()
    with ctx.read() as session:
        key = session.scalar(select(Person.id).where(Person.employee_no == no))
        row = people.person(session, key, today) if key is not None else None
        if row is None:
            raise NotFound(
                msg("Nobody has this number"),
                msg("There is no employee {no}. Look for the name on the People page.", no=no),
            )
        mine = permission.sight(ctx, session)
        seen = Seen(
            roster=mine.roster(row.id, today),
            posts=mine.person(row.id),
            registers=mine.attendance(row.id, today),
            leaves=mine.leaves_of(row.id),
            inspections=mine.inspection(row.id, today),
        )
        if seen.nothing:
            raise permission.refusal(session, Action.SEE_PEOPLE, row.post.place)
        found = person_file(session, row, month or today, seen, ctx.time, ctx.now())
        trainings = seen_trainings(session, mine.standing, row.id, row.post.place)
        proposed = seen_proposals(session, mine.standing, row.id, row.post.place)
        phone = phone_of(session, row.id) if mine.phone(row.id) else ""
        own = row.id == mine.standing.person_id
        unseen = unseen_days(session, row.id, *month_range(found.month)) if own else ALL_SEEN
        return replace(
            _in_sight(ctx, mine, found), trainings=trainings, proposed=proposed, phone=phone,
            unseen=unseen,
        )  # fmt: skip


def _cell_in_sight(mine: Sight, who: int, day: PersonDay) -> PersonDay:
    """A day on which the person was somewhere else is left empty."""
    if mine.roster(who, day.head.day):
        return day
    return replace(day, cell=RosterCell(outside=True), shift=None)


def _in_sight(ctx: Context, mine: Sight, found: PersonFile) -> PersonFile:
    """The file with the rows of each register that stand there for the actor."""
    who, date_of = found.person.id, ctx.time.local_date
    swaps, leaves, calls, inspections = (
        found.swaps, found.leaves, found.attendance, found.inspections
    )  # fmt: skip
    days, month = found.days, found.month
    whole = mine.attendance(who, month)
    return replace(
        found,
        days=days
        and replace(days, days=tuple(_cell_in_sight(mine, who, day) for day in days.days)),
        numbers=found.numbers if whole else None,
        swaps=swaps and tuple(row for row in swaps if mine.swap(row.legs)),
        leaves=leaves and tuple(one for one in leaves if mine.leave(who, date_of(one.filed_at))),
        attendance=calls and tuple(one for one in calls if mine.attendance(who, one.day)),
        inspections=inspections
        and tuple(
            one if who == mine.standing.person_id else _unopened(one)
            for one in inspections
            if mine.inspection(who, date_of(one.inspected_at))
        ),
    )


def _unopened(one: InspectionRow) -> InspectionRow:
    """Somebody else's, without its scores: opening it is put on record (services/quality/looks)."""
    return replace(one, aspects={}, total=None, failed=False, comment="")
