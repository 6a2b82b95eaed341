"""What is needed is counted alike by a certificate, a solver, a repair and the roster's foot."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from datetime import date

import pytest

from app.models import Cover, Leave, Swap
from app.queries.planning.rostered import AskedScene
from app.queries.planning.scene import load_scene
from app.queries.roster import grid
from app.queries.roster.rows import RosterFilter
from app.rules.policy import DEFAULTS
from app.rules.vocabulary import LeaveKind, LeaveStatus, SwapStatus
from tests.factories import NOW, SmallCentre

OCTOBER = date(2026, 10, 1)
LAST = date(2026, 10, 31)
Counts = Mapping[tuple[date, str], int]


def by_the_scene(centre: SmallCentre, team: str, *, alone: bool) -> Counts:
    """Who works each shift for a team, of the month of that team `alone`, or of the centre's."""
    scopes = {f"team:{centre.teams[team]}"} if alone else None
    with centre.context.read() as session:
        asked = AskedScene(OCTOBER, False, scopes)
        scene = load_scene(session, asked, centre.context.time, NOW, DEFAULTS)
    return Counter(
        (day, code)
        for no in (*scene.people, *scene.beside)
        for day in scene.roster.get(no, {})
        if scene.first <= day <= scene.last
        if (code := scene.works(no, day)) and scene.counted_as(no, day, code).team == team
    )


def by_the_foot(centre: SmallCentre, team: str) -> Counts:
    wanted = RosterFilter(teams=frozenset({centre.teams[team]}))
    with centre.context.read() as session:
        rows = grid.month(session, OCTOBER, LAST, OCTOBER, wanted)
    return {
        (head.day, total.code): total.counts[at]
        for total in rows.totals
        for at, head in enumerate(rows.days)
        if total.counts[at]
    }


def shift_of(centre: SmallCentre, no: str) -> dict[date, str]:
    with centre.context.read() as session:
        asked = AskedScene(OCTOBER, False)
        scene = load_scene(session, asked, centre.context.time, NOW, DEFAULTS)
    return {day: scene.works(no, day) for day in scene.roster[no] if day.month == OCTOBER.month}


def swapped(centre: SmallCentre) -> None:
    """1001 and 2003, of two teams, give each other a shift of one day, of two codes."""
    mine, theirs = (shift_of(centre, no) for no in ("1001", "2003"))
    day = next(day for day in sorted(mine) if mine[day] and theirs.get(day, "") != mine[day])
    with centre.context.write() as session:
        session.add(
            Swap(
                swap_no="S-1", filed_at=NOW, requester_id=centre.people["1001"],
                requester_date=day, counterpart_id=centre.people["2003"], counterpart_date=day,
                status=SwapStatus.EFFECTIVE, effective_at=NOW,
            )
        )  # fmt: skip


@pytest.mark.parametrize("team", ["A", "B"])
@pytest.mark.parametrize("alone", [True, False])
def test_a_swap_between_teams_counts_where_each_shift_is_needed(
    centre: SmallCentre, team: str, alone: bool
) -> None:
    before = by_the_foot(centre, team)
    assert by_the_scene(centre, team, alone=alone) == before
    swapped(centre)
    assert by_the_foot(centre, team) == before
    assert by_the_scene(centre, team, alone=alone) == before


@pytest.mark.parametrize("team", ["A", "B"])
@pytest.mark.parametrize("alone", [True, False])
def test_a_cover_from_another_team_counts_where_the_shift_is_open(
    centre: SmallCentre, team: str, alone: bool
) -> None:
    mine, theirs = (shift_of(centre, no) for no in ("1001", "2001"))
    day = next(day for day in sorted(mine) if mine[day] == theirs.get(day))
    with centre.context.write() as session:
        session.add(
            Leave(
                leave_no="L-1", person_id=centre.people["1001"], filed_by_no="1001",
                filed_at=NOW, kind=LeaveKind.PERSONAL, first_date=day, last_date=day,
                status=LeaveStatus.APPROVED,
            )
        )  # fmt: skip
        session.add(
            Cover(
                absent_id=centre.people["1001"], day=day, by_id=centre.people["2001"],
                made_at=NOW, made_by_no="1000",
            )
        )  # fmt: skip
    foot = by_the_foot(centre, team)
    assert by_the_scene(centre, team, alone=alone) == foot
