"""What holds of a roster however it is edited."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import select

from app.bootstrap import open_store
from app.context import Actor, Context
from app.models import RosterChange, RosterVersion
from app.queries.roster import grid as roster
from app.queries.roster.rows import RosterCell
from app.rules.edits import CellChange
from app.services.roster.editing import EditOutcome, edit_cells, edit_published
from app.services.roster.publish import publish
from tests.conftest import KEEPER
from tests.factories import SmallCentre, TestClock, small_centre

FIRST = date(2026, 10, 29)
DAYS = [FIRST + timedelta(days=offset) for offset in range(5)]
OCTOBER, NOVEMBER = date(2026, 10, 1), date(2026, 11, 1)

changes = st.builds(
    CellChange,
    st.sampled_from(["1000", "1001", "1002", "2001"]),
    st.sampled_from(DAYS),
    st.sampled_from(["E", "L", "N", ""]),
)
blocks = st.lists(st.lists(changes, min_size=1, max_size=5), min_size=1, max_size=4)
a_few = settings(
    max_examples=10, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)


@pytest.fixture
def head(store_path: Path) -> Iterator[tuple[Context, SmallCentre]]:
    """One centre for all examples of a test, acted in by its head: each starts where the last
    one ended."""
    opened = open_store(store_path, KEEPER, TestClock())
    made = small_centre(opened)
    yield opened.acting_as(Actor("0002", made.people["0002"])), made
    opened.store.close()


Grid = dict[tuple[str, date], RosterCell]


def grid(ctx: Context, draft: bool) -> Grid:
    with ctx.read() as session:
        rows = roster.month(session, DAYS[0], DAYS[-1], FIRST, draft=draft)
    return {
        (line.no, head.day): cell
        for team in rows.teams
        for line in team.lines
        for head, cell in zip(rows.days, line.cells, strict=True)
    }


def codes(cells: Grid) -> dict[tuple[str, date], str]:
    return {place: cell.code for place, cell in cells.items()}


@a_few
@given(blocks)
def test_undoing_every_edit_restores_the_draft_and_redoing_brings_it_back(
    head: tuple[Context, SmallCentre], edits: Sequence[Sequence[CellChange]]
) -> None:
    ctx, _centre = head
    before = grid(ctx, draft=True)
    done = [edit_cells(ctx, block) for block in edits]
    after = grid(ctx, draft=True)
    undone = [edit_cells(ctx, outcome.inverse) for outcome in reversed(done)]
    assert grid(ctx, draft=True) == before
    for outcome in reversed(undone):
        edit_cells(ctx, outcome.inverse)
    assert grid(ctx, draft=True) == after


@a_few
@given(blocks)
def test_an_edit_changes_the_cells_that_it_names_and_no_other(
    head: tuple[Context, SmallCentre], edits: Sequence[Sequence[CellChange]]
) -> None:
    ctx, _centre = head
    for block in edits:
        before = grid(ctx, draft=True)
        outcome = edit_cells(ctx, block)
        after = grid(ctx, draft=True)
        assert {place for place in after if after[place] != before[place]} == set(outcome.cells)
        assert all(after[place] == cell for place, cell in outcome.cells.items())
        last = {change.cell: change.code for change in block}
        assert {place: after[place].code for place in last} == last


@a_few
@given(blocks)
def test_a_draft_never_changes_what_is_published(
    head: tuple[Context, SmallCentre], edits: Sequence[Sequence[CellChange]]
) -> None:
    ctx, _centre = head
    before = codes(grid(ctx, draft=False))
    for block in edits:
        edit_cells(ctx, block)
    assert codes(grid(ctx, draft=False)) == before


@a_few
@given(blocks)
def test_what_is_published_is_what_the_draft_was(
    head: tuple[Context, SmallCentre], edits: Sequence[Sequence[CellChange]]
) -> None:
    ctx, centre = head
    for block in edits:
        edit_cells(ctx, block)
    wished = grid(ctx, draft=True)
    scopes = [f"team:{team}" for team in centre.teams.values()]
    for month in (OCTOBER, NOVEMBER):
        in_month = [cell for (_no, day), cell in wished.items() if day.month == month.month]
        if any(cell.differs is not None for cell in in_month):
            publish(ctx, scopes, month, reason="As drawn")
    published = grid(ctx, draft=False)
    assert codes(published) == codes(wished)
    assert all(cell.differs is None for cell in published.values())


@a_few
@given(blocks)
def test_the_versions_taken_back_give_the_roster_of_before(
    head: tuple[Context, SmallCentre], edits: Sequence[Sequence[CellChange]]
) -> None:
    ctx, centre = head
    before = codes(grid(ctx, draft=False))
    known = _versions(ctx)
    for block in edits:
        october = [change for change in block if change.day < NOVEMBER]
        _edited(ctx, october)
    back = codes(grid(ctx, draft=False))
    for version in sorted(_versions(ctx) - known, reverse=True):
        for person, day, code in _changes(ctx, version, centre):
            back[person, day] = code
    assert back == before


def _edited(ctx: Context, block: Sequence[CellChange]) -> EditOutcome:
    return edit_published(ctx, block, "By order")


def _versions(ctx: Context) -> set[int]:
    with ctx.read() as session:
        return set(session.scalars(select(RosterVersion.id)))


def _changes(ctx: Context, version: int, centre: SmallCentre) -> list[tuple[str, date, str]]:
    """Person, day and code of before of what a version changed."""
    numbers = {person: no for no, person in centre.people.items()}
    shifts: dict[int | None, str] = {shift: code for code, shift in centre.shifts.items()}
    with ctx.read() as session:
        rows = session.execute(
            select(RosterChange.person_id, RosterChange.day, RosterChange.before_id).where(
                RosterChange.version_id == version
            )
        ).all()
    return [(numbers[person], day, shifts.get(before, "")) for person, day, before in rows]
