"""The findings in a roster's cells: the facts that `rules.roster` judges, out of the store."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.models import CalendarDay, Person
from app.queries import facts as rulebook
from app.queries.roster import load
from app.queries.roster.cells import CellMaker, Layers, read_layers
from app.queries.roster.fixed import fixed_cells
from app.queries.roster.lines import stays_of_ids
from app.queries.roster.load import Days
from app.queries.roster.rows import RosterCell
from app.queries.roster.scopes import month_rows
from app.queries.work import Ids, bound_swaps
from app.rules.calendar import CentreTime
from app.rules.findings import Finding
from app.rules.policy import Policy
from app.rules.roster import (
    CellLeave,
    Employment,
    RosterFacts,
    cell_findings,
    reach,
    touched,
)
from app.rules.vocabulary import DayKind, SwapStatus
from app.rules.work import Cell

LIVE = (SwapStatus.OFFERED, SwapStatus.AGREED, SwapStatus.PART_APPROVED)
"""Swaps that are asked for and not decided."""


@dataclass(frozen=True, slots=True)
class JudgedCells:
    """Cells as they look now and what is found in them; a cell without findings is left out of
    `findings`."""

    cells: Mapping[Cell, RosterCell]
    findings: Mapping[Cell, tuple[Finding, ...]]


def month_findings(
    session: Session, first: date, last: date, clock: CentreTime, policy: Policy, draft: bool
) -> dict[Cell, tuple[Finding, ...]]:
    """What is found in everybody's cells from `first` to `last` (inclusive).

    Policy values are those of the moment at which the roster is looked at: its caller's.
    """
    days = _widened(first, last, policy)
    sheet = load.published_sheet(session, days)
    layers = read_layers(session, days, sheet, draft)
    numbers, facts = _facts(session, layers, None)
    cells = [
        (numbers[person], day)
        for person, line in layers.sheet.items()
        for day, shift in zip(days.all, line, strict=True)
        if first <= day <= last and (shift or (numbers[person], day) in facts.moved)
    ]
    return _found(facts, cells, policy, clock)


def judged_cells(
    session: Session,
    cells: Collection[Cell],
    people: Mapping[str, int],
    clock: CentreTime,
    policy: Policy,
    draft: bool,
) -> JudgedCells:
    """The looks of `cells`, and the findings of them and of the neighbours that they bear upon.

    `people`: employee number -> person id of everybody in `cells`.
    """
    days = _widened(min(day for _, day in cells), max(day for _, day in cells), policy)
    ids = tuple(people.values())
    layers = read_layers(session, days, load.published_sheet(session, days, ids), draft, ids)
    _numbers, facts = _facts(session, layers, ids)
    maker = CellMaker(layers, fixed_cells(session, days, ids) if draft else ())
    looks = {(no, day): maker.cell(people[no], days.column[day.isoformat()]) for no, day in cells}
    return JudgedCells(looks, _found(facts, touched(cells, policy), policy, clock))


def roster_facts(session: Session, day: date, policy: Policy, people: Ids) -> RosterFacts:
    """What the published cells of `people` (ids) on `day` are judged by, a week around it; and
    whose roster of that day is not published."""
    margin = timedelta(days=max(7, 2 * reach(policy)))
    days = Days.of(day - margin, day + margin)
    sheet = load.published_sheet(session, days, people)
    layers = read_layers(session, days, sheet, draft=False, people=people)
    return replace(
        _facts(session, layers, people)[1], unpublished=_drafted(session, day, people or ())
    )


def _drafted(session: Session, day: date, people: Collection[int]) -> frozenset[str]:
    """The numbers of those whose team (or what they are in without one) has no published roster
    for the month of `day`."""
    stays = stays_of_ids(session, people, day, day)
    month = day.replace(day=1)
    rows = month_rows(session, {(stay.unit.scope, month) for stay in stays})
    published = {scope for (scope, _month), row in rows.items() if row.version}
    return frozenset(stay.no for stay in stays if stay.unit.scope not in published)


def _found(
    facts: RosterFacts, cells: Collection[Cell], policy: Policy, clock: CentreTime
) -> dict[Cell, tuple[Finding, ...]]:
    judged = cell_findings(facts, cells, policy, clock)
    return {cell: tuple(findings) for cell, findings in judged.items() if findings}


def _widened(first: date, last: date, policy: Policy) -> Days:
    """The days in question and those whose shifts can stand too close to them, twice over: the
    neighbours of a changed cell are judged too."""
    margin = timedelta(days=2 * reach(policy))
    return Days.of(first - margin, last + margin)


def _facts(session: Session, layers: Layers, ids: Ids) -> tuple[dict[int, str], RosterFacts]:
    """The numbers of people by id, and the facts of a reading."""
    days = layers.days.all
    people = _people(session, ids)
    numbers = {person: no for person, (no, _employment) in people.items()}
    asked = bound_swaps(session, ids, layers.days.first, layers.days.last, LIVE)
    facts = RosterFacts(
        rulebook.shift_types(session),
        _worked(layers, numbers),
        dict(people.values()),
        _holidays(session, layers.days),
        {
            (numbers[person], days[column]): CellLeave(mark.leave_no, mark.status)
            for (person, column), mark in layers.leaves.items()
        },
        {
            (numbers[person], days[column]): moved
            for (person, column), moved in layers.moved.items()
            if person in numbers
        },
        {(party.no, party.gives_on): row.swap.no for row in asked for party in row.parties},
    )
    return numbers, facts


def _people(session: Session, ids: Ids) -> dict[int, tuple[str, Employment]]:
    columns = select(Person.id, Person.employee_no, Person.hired_on, Person.left_on)
    if ids is not None:
        columns = columns.where(Person.id.in_(ids))
    return {
        person: (no, Employment(hired_on, left_on))
        for person, no, hired_on, left_on in session.execute(columns)
    }


def _worked(layers: Layers, numbers: Mapping[int, str]) -> dict[str, dict[date, str]]:
    """Number -> day -> code, swaps applied."""
    days, codes = layers.days.all, layers.codes
    worked = {
        numbers[person]: {day: codes[shift] for day, shift in zip(days, line, strict=True) if shift}
        for person, line in layers.sheet.items()
    }
    for (person, column), moved in layers.moved.items():
        if person in numbers:
            worked.setdefault(numbers[person], {})[days[column]] = moved.code
    return worked


def _holidays(session: Session, days: Days) -> dict[date, str]:
    rows = session.execute(
        select(CalendarDay.day, CalendarDay.name).where(
            CalendarDay.day.between(days.first, days.last), CalendarDay.kind == DayKind.HOLIDAY
        )
    )
    return {row.day: row.name for row in rows}
