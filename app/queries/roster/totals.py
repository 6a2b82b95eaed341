"""The foot of the grid: who works each shift on each day, against what is needed."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from operator import attrgetter

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from app.models import ShiftNeed, ShiftType
from app.queries.roster.rows import DayHead, Lent, ShiftRow, ShiftTotal, TeamBlock
from app.queries.roster.seats import at_work, counted
from app.rules.roster import need_weekday
from app.rules.vocabulary import DayKind

Needs = Mapping[tuple[str, int], int]
"""(shift code, weekday) -> people needed."""


def shift_totals(
    heads: Sequence[DayHead],
    shifts: Sequence[ShiftRow],
    teams: Sequence[TeamBlock],
    needs: Needs,
    lent: Iterable[Lent] = (),
) -> tuple[ShiftTotal, ...]:
    """One line for each shift that is worked, needed or not retired, in the shifts' order."""
    counts = count_columns(teams, len(heads), lent)
    totals = (
        ShiftTotal(
            shift.code,
            tuple(column[shift.code] for column in counts),
            tuple(needs.get((shift.code, need_day(head))) for head in heads),
        )
        for shift in shifts
    )
    retired = {shift.code for shift in shifts if shift.retired}
    return tuple(total for total in totals if total.code not in retired or any(total.counts))


_code, _leave, _outside = attrgetter("code"), attrgetter("leave"), attrgetter("outside")


def count_columns(
    teams: Sequence[TeamBlock], width: int, lent: Iterable[Lent] = ()
) -> Sequence[Counter[str]]:
    """People at work by shift code, one counter for each column: each where the shift is needed."""
    lines = [line.cells for team in teams for line in team.lines]
    columns = zip(*lines, strict=True) if lines else [()] * width
    counts = [Counter(map(_code, column)) for column in columns]
    for line in lines:
        if any(map(_leave, line)) or any(map(_outside, line)):
            for counter, cell in zip(counts, line, strict=True):
                counter[cell.code] -= not at_work(cell)
    return counted(counts, lent, [team.scope for team in teams])


def read_needs(session: Session, teams: frozenset[int] | None) -> Needs:
    """What is needed by shift and weekday: of the `teams`, summed, or (None) of the centre.

    Where the centre has no need of its own for a shift and weekday, it is the teams' together.
    """
    needed = func.sum(ShiftNeed.needed)
    query = (
        select(ShiftType.code, ShiftNeed.weekday, needed)
        .join(ShiftType, ShiftType.id == ShiftNeed.shift_id)
        .group_by(ShiftType.code, ShiftNeed.weekday)
    )
    of_teams = ShiftNeed.team_id.is_not(None) if teams is None else ShiftNeed.team_id.in_(teams)
    summed = {(row[0], row[1]): row[2] for row in session.execute(query.where(of_teams))}
    if teams is not None:
        return summed
    whole = session.execute(query.where(ShiftNeed.team_id.is_(None)))
    return {**summed, **{(row[0], row[1]): row[2] for row in whole}}


def need_day(head: DayHead) -> int:
    """The weekday whose needs hold on a day."""
    return need_weekday(head.day, head.kind is DayKind.HOLIDAY)
