"""Bringing in the telephone system's list of contacts: all that concerns the department, or
nothing.

The same list twice changes nothing. A row that states a contact otherwise than it stands mends it,
as long as nobody has inspected it.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from enum import StrEnum
from typing import Any

from sqlalchemy import insert, update
from sqlalchemy.orm import Session

from app.context import Context
from app.errors import BadInput
from app.models import Contact, PlannedInspection
from app.queries import work
from app.queries.known import known
from app.queries.quality.contacts import ContactRow, contacts_by_ref, inspected_refs, planned_refs
from app.queries.reference import reference
from app.reading.quality.departments import own_department
from app.rules.deeds import Deed
from app.rules.facts import Person, ShiftType
from app.rules.permissions import Action
from app.rules.scorecards.contact_list import ContactList, ListRow
from app.rules.vocabulary import Message, Role, msg
from app.rules.work import RosterLedger

MOST_TOLD = 1000
_DAY = timedelta(days=1)


class LeftOut(StrEnum):
    """Why a row that is as it should be is not taken."""

    OTHER_DEPARTMENT = "other_department"
    NOT_AGENT = "not_agent"


@dataclass(frozen=True, slots=True)
class BroughtIn:
    """What a list brings; `left_out` counts the rows that are not taken, by why."""

    name: str
    added: int
    updated: tuple[str, ...]
    """The references that stood otherwise."""
    unchanged: int
    agents: int
    first_at: datetime | None
    last_at: datetime | None
    left_out: Mapping[LeftOut, int]


def bring_in(ctx: Context, listed: ContactList, *, dry_run: bool = False) -> BroughtIn:
    """Write what the list states of the actor's department; with `dry_run` only say what it would.

    Raises BadInput with every problem of the list, of which nothing is written then, or NotAllowed.
    """
    if dry_run:
        with ctx.read() as session:
            return _Sorted.of(ctx, session, listed).told(listed)
    with ctx.write() as session:
        found = _Sorted.of(ctx, session, listed)
        told = found.told(listed)
        if found.added or found.changed:
            found.write(ctx, session)
            after = {"added": told.added, "updated": len(told.updated)}
            after["unchanged"] = told.unchanged
            ctx.audit(session, Deed.CONTACT_BRING_IN, f"contact:{listed.name}", after=after)
        return told


Values = dict[str, Any]
"""A contact's columns, as the list states them."""


@dataclass(slots=True)
class _Sorted:
    """The list's rows by what becomes of them."""

    added: list[Values] = field(default_factory=list)
    changed: list[tuple[ContactRow, Values]] = field(default_factory=list)
    unchanged: int = 0
    left_out: Counter[LeftOut] = field(default_factory=Counter)

    @classmethod
    def of(cls, ctx: Context, session: Session, listed: ContactList) -> _Sorted:
        department = own_department(ctx, session, Action.DRAW_SAMPLE)
        found, problems = cls(), list(listed.problems)
        count = listed.problem_count
        taken = []
        people = _People.of(known(session))
        for row in listed.rows:
            who = people.found(row, ctx, listed)
            if isinstance(who, Message):
                problems.append(who)
                count += 1
                continue
            why = _left_out(who, row.started_at.date(), department)
            if why:
                found.left_out[why] += 1
            else:
                taken.append((row, who))
        wrong = found._compare(ctx, session, listed, taken, department)
        if count or wrong:
            raise _refused(listed, [*problems, *wrong], count + len(wrong))
        found._name_shifts(ctx, session, {one.no: one for _row, one in taken})
        return found

    def _compare(
        self,
        ctx: Context,
        session: Session,
        listed: ContactList,
        taken: Sequence[tuple[ListRow, Person]],
        department: int,
    ) -> list[Message]:
        """Sort the rows by what stands in the store; what may not be changed any more is told."""
        there = contacts_by_ref(session, [row.reference for row, _who in taken])
        others = [
            (row, one, there.get(row.reference), _values(ctx, row, one)) for row, one in taken
        ]
        differing = [stands for _row, _one, stands, values in others if _differs(stands, values)]
        sealed = inspected_refs(session, [row.ref for row in differing if row])
        planned = planned_refs(session, [row.ref for row in differing if row])
        problems = []
        for row, one, stands, values in others:
            if stands is None:
                self.added.append(values)
            elif not _differs(stands, values):
                self.unchanged += 1
            elif _department_of(session, ctx, stands) != department:
                problems.append(listed.problem(row, "reference", _OTHERS, row.reference))
            elif stands.ref in sealed:
                problems.append(listed.problem(row, "reference", _INSPECTED, row.reference))
            elif stands.agent_id != one.id and stands.ref in planned:
                problems.append(listed.problem(row, "agent", _PLANNED, row.agent))
            else:
                self.changed.append((stands, values))
        return problems

    def _name_shifts(self, ctx: Context, session: Session, people: Mapping[str, Person]) -> None:
        """Add to each row the shift that its agent worked then."""
        rows = [*self.added, *(values for _row, values in self.changed)]
        if not rows:
            return
        days = [ctx.time.local_date(row["started_at"]) for row in rows]
        ids = [one.id for one in people.values()]
        ledger = work.worked(session, ids, min(days) - _DAY, max(days))
        shifts = reference(session).shifts
        numbers = {one.id: no for no, one in people.items()}
        for row in rows:
            row["shift"] = _shift_at(
                ctx, ledger, shifts, numbers[row["agent_id"]], row["started_at"]
            )

    def write(self, ctx: Context, session: Session) -> None:
        now = ctx.now()
        if self.added:
            session.execute(insert(Contact), [{**row, "changed_at": now} for row in self.added])
        for stands, values in self.changed:
            session.execute(
                update(Contact)
                .where(Contact.id == stands.id, Contact.changed_at == stands.changed_at)
                .values(**values, changed_at=now)
            )
            session.execute(
                update(PlannedInspection)
                .where(
                    PlannedInspection.contact_ref == stands.ref,
                    PlannedInspection.inspection_id.is_(None),
                )
                .values(
                    contact_at=values["started_at"],
                    seconds=values["seconds"],
                    link=values["link"],
                    version=PlannedInspection.version + 1,
                )
            )

    def told(self, listed: ContactList) -> BroughtIn:
        rows = [*self.added, *(values for _row, values in self.changed)]
        times = [row["started_at"] for row in rows]
        return BroughtIn(
            name=listed.name,
            added=len(self.added),
            updated=tuple(sorted(row.ref for row, _values in self.changed)),
            unchanged=self.unchanged,
            agents=len({row["agent_id"] for row in rows}),
            first_at=min(times, default=None),
            last_at=max(times, default=None),
            left_out=dict(self.left_out),
        )


_UNKNOWN = msg(
    '{cell}: "{value}" is nobody\'s number or name; mend it, or delete the row if it is no agent.'
)
_AMBIGUOUS = msg('{cell}: "{value}" is the name of several: {numbers}; write the employee number.')
_NOT_EMPLOYED = msg('{cell}: "{value}" was not employed on {day}; mend the agent or the start.')
_TO_COME = msg('{cell}: "{value}" is still to come; mend the start.')
_OTHERS = msg(
    '{cell}: "{value}" stands for somebody of another department; mend the reference or the agent.'
)
_INSPECTED = msg(
    '{cell}: "{value}" has been inspected and stands otherwise in the store; delete the row, or '
    "mend it to what was inspected."
)
_PLANNED = msg(
    '{cell}: "{value}" is not whose contact was drawn; drop the planned inspection first, or mend '
    "the agent."
)


@dataclass(frozen=True, slots=True)
class _People:
    """Everybody by number, and by name."""

    numbers: Mapping[str, Person]
    names: Mapping[str, Sequence[Person]]

    @classmethod
    def of(cls, people: Sequence[Person]) -> _People:
        names: dict[str, list[Person]] = defaultdict(list)
        for one in people:
            if one.posts:
                names[one.name].append(one)
        return cls({one.no: one for one in people if one.posts}, names)

    def found(self, row: ListRow, ctx: Context, listed: ContactList) -> Person | Message:
        """Whose contact it was, or what is wrong with who it says."""
        day = row.started_at.date()
        if ctx.time.from_wall(row.started_at) > ctx.now():
            return listed.problem(row, "start", _TO_COME, f"{row.started_at:%Y-%m-%d %H:%M}")
        one = self.numbers.get(row.agent)
        if one is None:
            named = [one for one in self.names.get(row.agent, ()) if one.employed_on(day)]
            if len(named) > 1:
                numbers = ", ".join(sorted(one.no for one in named))
                problem = Message(_AMBIGUOUS.msgid, {"numbers": numbers})
                return listed.problem(row, "agent", problem, row.agent)
            one = named[0] if named else None
        if one is None:
            return listed.problem(row, "agent", _UNKNOWN, row.agent)
        if not one.employed_on(day):
            problem = Message(_NOT_EMPLOYED.msgid, {"day": day})
            return listed.problem(row, "agent", problem, row.agent)
        return one


def _department_of(session: Session, ctx: Context, stands: ContactRow) -> int | None:
    """Of whose agent it was."""
    day = ctx.time.local_date(stands.started_at)
    return reference(session).place_of(stands.agent_id, day).department


def _left_out(one: Person, day: date, department: int) -> LeftOut | None:
    post = one.post_on(day)
    if post.place.department != department:
        return LeftOut.OTHER_DEPARTMENT
    return None if post.role is Role.AGENT else LeftOut.NOT_AGENT


def _values(ctx: Context, row: ListRow, one: Person) -> Values:
    return {
        "ref": row.reference,
        "agent_id": one.id,
        "started_at": ctx.time.from_wall(row.started_at),
        "seconds": row.seconds,
        "job_type": row.job_type,
        "link": row.link,
    }


def _differs(stands: ContactRow | None, values: Values) -> bool:
    return stands is not None and any(getattr(stands, key) != values[key] for key in values)


def _shift_at(
    ctx: Context, ledger: RosterLedger, shifts: Mapping[str, ShiftType], no: str, at: datetime
) -> str:
    """The shift that was running, or else that of the day; '' for none."""
    day, held = ctx.time.local_date(at), ledger.shifts(no)
    for on in (day, day - _DAY):
        code = held.get(on)
        if code:
            begin, end = ctx.time.interval(shifts[code], on)
            if begin <= at < end:
                return code
    return held.get(day, "")


def _refused(listed: ContactList, problems: Sequence[Message], count: int) -> BadInput:
    return BadInput(
        msg("{name} was not brought in", name=listed.name),
        msg(
            "Problems found in {name}: {count}. Nothing was brought in; mend them and choose the "
            "file again.",
            name=listed.name,
            count=count,
        ),
        problems[:MOST_TOLD],
    )
