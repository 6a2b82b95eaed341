"""The roster's grid, and one person's own month, each as one reading of the store."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date
from itertools import groupby

from sqlalchemy.orm import Session

from app.queries.planning.facts import centre_needs
from app.queries.roster import load
from app.queries.roster.cells import CellMaker, read_layers
from app.queries.roster.fixed import fixed_cells
from app.queries.roster.lines import Stay, passes, stays, stays_of
from app.queries.roster.load import Days
from app.queries.roster.months import count_drafted, team_months, unmade
from app.queries.roster.offered import calls, taken_offers
from app.queries.roster.rows import (
    EVERYBODY,
    PersonDay,
    PersonLine,
    PersonMonth,
    RosterFilter,
    RosterMonthRows,
    TeamBlock,
    TeamMonth,
)
from app.queries.roster.seats import lent_shifts
from app.queries.roster.totals import demands_of, parts_shown, shift_totals

_ALL: frozenset[int] = frozenset()


def month(
    session: Session,
    first: date,
    last: date,
    today: date,
    wanted: RosterFilter = EVERYBODY,
    draft: bool = False,
) -> RosterMonthRows:
    """The grid from `first` to `last` (inclusive): people by team down, days across.

    With `draft` the cells show what the draft would make of each day, else what is published.
    Effective swaps are applied on top of either.
    """
    days = Days.of(first, last)
    sheet = load.published_sheet(session, days)
    rostered = set(sheet)
    layers = read_layers(session, days, sheet, draft)
    rostered |= {person for (person, _column), moved in layers.moved.items() if moved.code}
    everybody = stays(session, first, last, also=rostered)
    months = team_months(session, days.months, count_drafted(days, everybody, layers.differs))
    shown = [stay for stay in everybody if passes(stay, wanted)]
    maker = CellMaker(layers, fixed_cells(session, days) if draft else ())
    teams = tuple(_blocks(shown, maker, months, days.months))
    lent = lent_shifts(
        layers,
        maker,
        everybody,
        taken_offers(session, days),
        replace(wanted, departments=_ALL, teams=_ALL),
    )
    heads, shifts = load.day_heads(session, days, today), load.shift_rows(session)
    needs = centre_needs(session)
    totals = shift_totals(shifts, teams, demands_of(needs, parts_shown(teams, wanted), heads), lent)
    return RosterMonthRows(
        first=first,
        last=last,
        draft=draft,
        days=heads,
        shifts=shifts,
        teams=teams,
        totals=totals,
        lent=lent,
        calls=calls(session, days, {team.scope for team in teams}),
        needs=needs,
    )


def person_month(
    session: Session, no: str, first: date, last: date, today: date
) -> PersonMonth | None:
    """One person's own roster, as published, swaps applied; None for an unknown number."""
    own = stays_of(session, [no], first, last)
    if not own:
        return None
    days, person = Days.of(first, last), own[0]
    ids = (person.person_id,)
    sheet = load.published_sheet(session, days, ids)
    maker = CellMaker(read_layers(session, days, sheet, draft=False, people=ids))
    shifts = {shift.code: shift for shift in load.shift_rows(session)}
    cells = [cell for stay in own for cell in maker.line(stay)[_columns(days, stay)]]
    heads = load.day_heads(session, days, today)
    return PersonMonth(
        person.no,
        person.name,
        tuple(
            PersonDay(head, cell, shifts.get(cell.code))
            for head, cell in zip(heads, cells, strict=True)
        ),
    )


def _columns(days: Days, stay: Stay) -> slice:
    """The columns of a stay: every day of a person lies in one."""
    return slice(days.column_of(stay.first), days.column_of(stay.last) + 1)


def _blocks(
    shown: Sequence[Stay],
    maker: CellMaker,
    made: Mapping[tuple[str, date], TeamMonth],
    months: Sequence[date],
) -> Iterator[TeamBlock]:
    for unit, members in groupby(shown, key=lambda stay: stay.unit):
        yield TeamBlock(
            unit.scope,
            unit.department_id,
            unit.team_id,
            unit.department,
            unit.team,
            tuple(made.get((unit.scope, first)) or unmade(first) for first in months),
            tuple(_line(stay, maker) for stay in members),
        )


def _line(stay: Stay, maker: CellMaker) -> PersonLine:
    return PersonLine(
        person_id=stay.person_id,
        no=stay.no,
        name=stay.name,
        role=stay.role,
        job_type=stay.job_type,
        skill_level=stay.skill_level,
        hired_on=stay.hired_on,
        left_on=stay.left_on,
        cells=maker.line(stay),
    )
