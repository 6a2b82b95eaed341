"""Cells of a draft that no solver changes, on a real store."""

from __future__ import annotations

from datetime import date

import pytest
from sqlalchemy import select

from app.context import Context
from app.errors import NotAllowed, NotFound
from app.models import AuditEntry, FixedCell
from app.queries.roster import grid
from app.rules.edits import CellChange
from app.services.roster.editing import edit_cells
from app.services.roster.fixing import fix_cells
from tests.factories import SmallCentre
from tests.services.requests.test_swaps import acting

DAY, NEXT = date(2026, 11, 5), date(2026, 11, 6)


def fixed(centre: SmallCentre, *, draft: bool = True) -> set[tuple[str, date]]:
    """What the grid shows as fixed."""
    with centre.context.read() as session:
        rows = grid.month(session, DAY, NEXT, DAY, draft=draft)
    return {
        (line.no, head.day)
        for team in rows.teams
        for line in team.lines
        for head, cell in zip(rows.days, line.cells, strict=True)
        if cell.fixed
    }


def entries(ctx: Context) -> list[tuple[str, str]]:
    with ctx.read() as session:
        rows = session.execute(
            select(AuditEntry.action, AuditEntry.subject)
            .where(AuditEntry.action.in_(["roster.fix", "roster.release"]))
            .order_by(AuditEntry.id)
        )
        return [(action, subject) for action, subject in rows]


def test_a_leader_fixes_days_of_the_own_team_and_releases_them(centre: SmallCentre) -> None:
    leader = acting(centre, "1000")
    cells = [("1001", DAY), ("1001", NEXT)]
    assert set(fix_cells(leader, cells, True)) == set(cells)
    assert fixed(centre) == set(cells)
    assert fixed(centre, draft=False) == set(), "what is published is nothing that is made"
    assert fix_cells(leader, [*cells, ("1002", DAY)], True) == (("1002", DAY),)
    assert set(fix_cells(leader, cells, False)) == set(cells)
    assert fixed(centre) == {("1002", DAY)}
    team = f"team:{centre.teams['A']}@2026-11"
    assert entries(leader) == [("roster.fix", team), ("roster.fix", team), ("roster.release", team)]


def test_what_is_fixed_already_is_not_fixed_once_more(centre: SmallCentre) -> None:
    leader = acting(centre, "1000")
    fix_cells(leader, [("1001", DAY), ("1001", DAY)], True)
    assert fix_cells(leader, [("1001", DAY)], True) == ()
    assert fix_cells(leader, [("1002", DAY)], False) == ()
    assert fix_cells(leader, [], True) == ()
    assert len(entries(leader)) == 1


def test_a_fixed_day_may_be_typed_into_and_stays_fixed(centre: SmallCentre) -> None:
    leader = acting(centre, "1000")
    fix_cells(leader, [("1001", DAY)], True)
    for code in ("E", ""):
        done = edit_cells(leader, [CellChange("1001", DAY, code)])
        assert done.cells["1001", DAY].fixed
    assert fixed(centre) == {("1001", DAY)}


@pytest.mark.parametrize("no", ["1001", "2000", "0001", "0003", "0004"])
def test_who_does_not_draft_the_roster_fixes_nothing(centre: SmallCentre, no: str) -> None:
    with pytest.raises(NotAllowed):
        fix_cells(acting(centre, no), [("1001", DAY)], True)


def test_all_or_nothing(centre: SmallCentre) -> None:
    with pytest.raises(NotAllowed):
        fix_cells(acting(centre, "1000"), [("1001", DAY), ("2001", DAY)], True)
    with pytest.raises(NotFound):
        fix_cells(acting(centre, "1000"), [("1001", DAY), ("9999", DAY)], True)
    with centre.context.read() as session:
        assert session.scalars(select(FixedCell.day)).all() == []


def test_many_days_are_released_at_once(centre: SmallCentre) -> None:
    head = acting(centre, "0002")
    numbers = [no for no in centre.people if no > "1"]
    cells = [(no, date(2026, month, day)) for no in numbers for month in (11, 12)
             for day in range(1, 31)]  # fmt: skip
    assert len(fix_cells(head, cells, True)) == len(cells)
    assert len(fix_cells(head, cells, False)) == len(cells)
    assert fixed(centre) == set()
