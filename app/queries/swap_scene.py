"""The state against which a swap request is judged: of its parties, exactly; of others, only what
their swaps with the parties need."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable
from datetime import date, datetime
from functools import cache
from typing import Any

from sqlalchemy import bindparam, or_, select, union_all
from sqlalchemy.orm import Session, aliased

from app import models as m
from app.queries import facts
from app.rules.calendar import CentreTime
from app.rules.check import effective_swaps
from app.rules.facts import Leave, Roster, Swap
from app.rules.ledger import RosterLedger
from app.rules.swap_states import HOLDING
from app.rules.swaps import SwapScene, is_live
from app.rules.vocabulary import Role, SwapStatus

_Cell = tuple[int, date]


def swap_scene(
    session: Session,
    time: CentreTime,
    parties: Collection[int],
    *,
    signers: Collection[int] = (),
    besides: str = "",
    first: date | None = None,
    last: date | None = None,
) -> SwapScene:
    """What a request between `parties` (person ids) is judged by now.

    `signers`: further people whose posts are looked at. `besides`: the number of the request
    itself, which takes no second place in its own month. `first` and `last` bound the roster.
    """
    return SwapScene(
        people=facts.persons(session, {*parties, *signers}),
        shifts=facts.shift_types(session),
        holidays=facts.holidays(session),
        ledger=worked(session, parties, first, last),
        time=time,
        given_in_month=given_in_month(session, parties, besides),
        leaves=_by_person(facts.leaves(session, parties)),
        leave_counts=is_live,
    )


def worked(
    session: Session, people: Collection[int], first: date | None = None, last: date | None = None
) -> RosterLedger:
    """What `people` (ids) work from `first` to `last`, effective swaps applied.

    A shift received may itself have reached its giver through a swap: such swaps are followed,
    cell by cell, as far as they go.
    """
    swaps, roster = worked_from(session, people, first, last)
    ledger = RosterLedger(roster)
    for swap in effective_swaps(swaps):
        if swap.requester != swap.counterpart:
            ledger.apply(swap)
    return ledger


def worked_from(
    session: Session, people: Collection[int], first: date | None = None, last: date | None = None
) -> tuple[list[Swap], Roster]:
    """The effective swaps and the published shifts from which `worked` follows."""
    rows = _swaps_of(
        session, or_(m.Swap.requester_id.in_(people), m.Swap.counterpart_id.in_(people))
    )
    asked: set[_Cell] = set()
    while new := {cell for cell in _cells(rows.values()) if cell[0] not in people} - asked:
        asked |= new
        rows |= _touching(session, new)
    roster = facts.roster(session, people, first, last)
    for no, day, code in _codes(session, asked):
        roster.setdefault(no, {})[day] = code
    return [swap for swap, _cells_of in rows.values()], roster


def effective_of(session: Session, people: Collection[int]) -> dict[str, Swap]:
    """The effective swaps to which one of `people` (ids) is a party, by number."""
    party = or_(m.Swap.requester_id.in_(people), m.Swap.counterpart_id.in_(people))
    return {no: row[0] for no, row in _swaps_of(session, party).items()}


def given_in_month(
    session: Session, people: Collection[int], besides: str = ""
) -> dict[tuple[str, int, int], list[tuple[str, date]]]:
    """SWAP-2: number and date given away of every swap that holds a place in a person's month.

    A swap with oneself, as a register kept on paper may have one, holds none.
    """
    given: dict[tuple[str, int, int], list[tuple[str, date]]] = defaultdict(list)
    wanted = {"people": list(people), "besides": besides}
    for no, swap_no, given_on in session.execute(_given_query(), wanted):
        given[no, given_on.year, given_on.month].append((swap_no, given_on))
    return given


@cache
def _given_query() -> Any:
    """Built once, as the others here: putting a query together takes longer than running it."""
    swap, person = m.Swap, m.Person
    sides = (
        (swap.requester_id, swap.requester_date),
        (swap.counterpart_id, swap.counterpart_date),
    )
    mine: Any = bindparam("people", expanding=True)
    return union_all(
        *(
            select(person.employee_no, swap.swap_no, day)
            .join(person, person.id == party)
            .where(party.in_(mine), swap.status.in_(HOLDING), swap.swap_no != bindparam("besides"))
            .where(swap.requester_id != swap.counterpart_id)
            for party, day in sides
        )
    )


def approvers(session: Session, parties: Collection[int]) -> set[int]:
    """The ids of all who lead or head anything, now or once, in the departments in which the
    parties are or were: what was filed or signed before a move is judged by the posts of then."""
    return set(session.scalars(_approvers_query(), {"parties": list(parties)}))


@cache
def _approvers_query() -> Any:
    theirs, post = aliased(m.Post), m.Post
    return (
        select(post.person_id)
        .join(theirs, theirs.department_id == post.department_id)
        .where(
            theirs.person_id.in_(bindparam("parties", expanding=True)),
            post.role.in_((Role.TEAM_LEADER, Role.DEPARTMENT_HEAD)),
        )
    )


def ids(
    session: Session, people: Collection[int] = (), numbers: Collection[str] = ()
) -> dict[str, int]:
    """Employee number -> id, of `people` (ids) and of those with `numbers`."""
    person = m.Person
    query = select(person.employee_no, person.id).where(
        person.id.in_(people) | person.employee_no.in_(numbers)
    )
    return {row.employee_no: row.id for row in session.execute(query)}


def shift_id(session: Session, code: str | None) -> int | None:
    """The id of the shift with this code."""
    return session.scalar(select(m.ShiftType.id).where(m.ShiftType.code == code))


def start_of(time: CentreTime, session: Session, code: str, day: date) -> datetime | None:
    """When the shift `code` of `day` starts (UTC); None where no such shift is known."""
    shift = facts.shift_types(session).get(code)
    return time.interval(shift, day)[0] if shift else None


def _swaps_of(session: Session, condition: Any) -> dict[str, tuple[Swap, tuple[_Cell, ...]]]:
    """Number -> effective swap, and the cells (by person id) from which its legs are given."""
    return {
        row.swap_no: (
            _effective(tuple(row[:6]), row.effective_at),
            (
                (row.requester_id, row.requester_date),
                (row.counterpart_id, row.counterpart_date),
            ),
        )
        for row in session.execute(_effective_query().where(condition))
    }


def _effective(columns: tuple[Any, ...], at: datetime | None) -> Swap:
    no, filed_at, requester, gives, counterpart, takes = columns
    status = SwapStatus.EFFECTIVE
    return Swap(no, filed_at, requester, gives, counterpart, takes, status, effective_at=at)


@cache
def _effective_query() -> Any:
    swap, requester, counterpart = m.Swap, aliased(m.Person), aliased(m.Person)
    return (
        select(
            swap.swap_no,
            swap.filed_at,
            requester.employee_no,
            swap.requester_date,
            counterpart.employee_no,
            swap.counterpart_date,
            swap.effective_at,
            swap.requester_id,
            swap.counterpart_id,
        )
        .join(requester, requester.id == swap.requester_id)
        .join(counterpart, counterpart.id == swap.counterpart_id)
        .where(swap.status == SwapStatus.EFFECTIVE)
    )


def _cells(rows: Iterable[tuple[Swap, tuple[_Cell, ...]]]) -> set[_Cell]:
    return {cell for _swap, cells in rows for cell in cells}


def _touching(session: Session, cells: set[_Cell]) -> dict[str, tuple[Swap, tuple[_Cell, ...]]]:
    """The effective swaps that gave or brought a shift in one of `cells`."""
    people, days = {person for person, _ in cells}, {day for _, day in cells}
    swap = m.Swap
    found = _swaps_of(
        session,
        or_(swap.requester_id.in_(people), swap.counterpart_id.in_(people))
        & or_(swap.requester_date.in_(days), swap.counterpart_date.in_(days)),
    )
    return {
        no: row
        for no, row in found.items()
        if cells & {(person, day) for person, _ in row[1] for _, day in row[1]}
    }


def _codes(session: Session, cells: set[_Cell]) -> Any:
    """(employee number, date, shift code) as published in `cells`."""
    row, person, shift = m.Assignment, m.Person, m.ShiftType
    if not cells:
        return ()
    query = (
        select(person.employee_no, row.day, shift.code)
        .join(person, person.id == row.person_id)
        .join(shift, shift.id == row.shift_id)
        .where(
            row.person_id.in_({person for person, _ in cells}),
            row.day.in_({day for _, day in cells}),
        )
    )
    return session.execute(query)


def _by_person(leaves: Iterable[Leave]) -> dict[str, list[Leave]]:
    rows: dict[str, list[Leave]] = defaultdict(list)
    for leave in leaves:
        rows[leave.person].append(leave)
    return rows
