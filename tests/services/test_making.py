"""A month that is filled: who may, what is written, what stays, and what is told where none is."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from sqlalchemy import select

from app.context import Actor, Context
from app.errors import BadInput, Conflict, NotAllowed
from app.models import AuditEntry, DraftAssignment, FixedCell, StaffingNeed, WorkRule
from app.planning.solver.problem import Solution
from app.planning.solver.solving import solve
from app.queries.planning.rostered import AskedScene
from app.queries.planning.scene import load_scene
from app.rules.deeds import Deed
from app.rules.edits import CellChange
from app.rules.policy import DEFAULTS
from app.rules.rostering.certificate.judging import certify
from app.rules.rostering.certificate.records import RosterCertificate
from app.rules.rostering.hard import HardRule
from app.services.roster.editing import EditOutcome, edit_cells
from app.services.roster.making import Prepared, explain, prepare, put
from tests.factories import NOW, SmallCentre

OCTOBER, NOVEMBER = date(2026, 10, 1), date(2026, 11, 1)


def acting(centre: SmallCentre, number: str) -> Context:
    return centre.context.acting_as(Actor(number, centre.people[number]))


def team(centre: SmallCentre, name: str = "A") -> frozenset[str]:
    return frozenset({f"team:{centre.teams[name]}"})


def need(centre: SmallCentre, **more: Any) -> None:
    """One early shift a day is needed in team A, unless told otherwise."""
    told = {"department_id": centre.department, "team_id": centre.teams["A"],
            "shift_id": centre.shifts["E"], "least": 1, **more}  # fmt: skip
    with centre.context.write() as session:
        session.add(StaffingNeed(**told))


def rule(centre: SmallCentre, number: str | None = None, **more: Any) -> None:
    with centre.context.write() as session:
        person = centre.people[number] if number else None
        session.add(WorkRule(person_id=person, **more))


def solved(prepared: Prepared, seconds: float = 2.0) -> Solution:
    return solve(prepared.built.problem, seconds, seed=1, workers=1)


def made(centre: SmallCentre, ctx: Context | None = None, name: str = "A") -> EditOutcome:
    ctx = ctx or centre.context
    prepared = prepare(ctx, NOVEMBER, team(centre, name))
    return put(ctx, prepared, solved(prepared), seed=1)


def certificate(centre: SmallCentre, month: date = NOVEMBER) -> RosterCertificate:
    with centre.context.read() as session:
        asked = AskedScene(month, True, team(centre))
        scene = load_scene(session, asked, centre.context.time, centre.context.now(), DEFAULTS)
    return certify(scene, centre.context.time)


def test_a_leader_fills_the_month_of_the_own_team(centre: SmallCentre) -> None:
    need(centre)
    need(centre, shift_id=centre.shifts["N"])
    outcome = made(centre, acting(centre, "1000"))
    assert outcome.changes
    found = certificate(centre)
    assert found.short == ()
    assert found.hard == ()


def test_it_is_one_step_that_is_taken_back_whole(centre: SmallCentre) -> None:
    need(centre)
    edit_cells(acting(centre, "1000"), [CellChange("1001", date(2026, 11, 2), "N")])
    before = drafts(centre)
    outcome = made(centre)
    assert drafts(centre) != before
    edit_cells(acting(centre, "1000"), outcome.inverse)
    assert drafts(centre) == before


def drafts(centre: SmallCentre) -> set[tuple[int, date, int | None]]:
    row = DraftAssignment
    with centre.context.read() as session:
        found = session.execute(select(row.person_id, row.day, row.shift_id))
        return {(person, day, shift) for person, day, shift in found}


def test_it_is_on_record_with_what_it_came_to(centre: SmallCentre) -> None:
    need(centre)
    outcome = made(centre)
    with centre.context.read() as session:
        entry = session.scalars(
            select(AuditEntry).where(AuditEntry.action == Deed.ROSTER_MAKE)
        ).one()
    assert entry.subject == f"team:{centre.teams['A']}@2026-11"
    assert entry.after is not None
    changed = f'"cells":{len(outcome.changes)}'
    for part in (changed, '"total_cost":', '"least_cost":', '"same_again":1'):
        assert part in entry.after.replace(": ", ":")


def test_a_leader_fills_no_other_teams_month(centre: SmallCentre) -> None:
    with pytest.raises(NotAllowed):
        prepare(acting(centre, "1000"), NOVEMBER, team(centre, "B"))
    with pytest.raises(NotAllowed):
        prepare(acting(centre, "1001"), NOVEMBER, team(centre))


def test_a_head_fills_all_teams_of_the_department(centre: SmallCentre) -> None:
    with pytest.raises(NotAllowed):
        prepare(acting(centre, "1000"), NOVEMBER)
    assert len(prepare(acting(centre, "0002"), NOVEMBER).scene.people) == 10


def test_a_month_that_has_gone_by_is_not_filled(centre: SmallCentre) -> None:
    with pytest.raises(BadInput, match="nothing to fill"):
        prepare(centre.context, date(2026, 9, 1), team(centre))


def test_what_has_gone_by_of_this_month_stays(centre: SmallCentre) -> None:
    need(centre)
    prepared = prepare(centre.context, OCTOBER, team(centre))
    outcome = put(centre.context, prepared, solved(prepared))
    assert min(change.day for change in outcome.changes) >= date(2026, 10, 15)


def test_what_is_short_is_told_of_the_days_to_come(centre: SmallCentre) -> None:
    need(centre, least=40)
    prepared = prepare(centre.context, OCTOBER, team(centre))
    short = prepared.short(solved(prepared).rows or ())
    assert min(one.day for one in short) >= date(2026, 10, 15)
    assert len(short) in (16, 17), "today's may have begun"


def test_what_somebody_fixed_stays(centre: SmallCentre) -> None:
    need(centre)
    fix(centre, "1001", date(2026, 11, 2), "N")
    fix(centre, "1002", date(2026, 11, 3), "")
    outcome = made(centre)
    cells = {change.cell for change in outcome.changes}
    assert not cells & {("1001", date(2026, 11, 2)), ("1002", date(2026, 11, 3))}


def fix(centre: SmallCentre, number: str, day: date, code: str) -> None:
    if code:
        edit_cells(acting(centre, "1000"), [CellChange(number, day, code)])
    with centre.context.write() as session:
        session.add(FixedCell(person_id=centre.people[number], day=day, fixed_at=NOW))


def test_what_somebody_edited_meanwhile_is_not_lost(centre: SmallCentre) -> None:
    need(centre)
    prepared = prepare(centre.context, NOVEMBER, team(centre))
    solution = solved(prepared)
    edit_cells(acting(centre, "1000"), [CellChange("1003", date(2026, 11, 9), "L")])
    before = drafts(centre)
    with pytest.raises(Conflict):
        put(centre.context, prepared, solution)
    assert drafts(centre) == before


def test_what_others_edit_elsewhere_is_no_matter(centre: SmallCentre) -> None:
    need(centre)
    prepared = prepare(centre.context, NOVEMBER, team(centre))
    edit_cells(acting(centre, "2000"), [CellChange("2003", date(2026, 11, 9), "L")])
    assert put(centre.context, prepared, solved(prepared)).changes


def test_nor_is_it_where_they_are_counted_for_the_same_need(centre: SmallCentre) -> None:
    need(centre, team_id=None)
    prepared = prepare(centre.context, NOVEMBER, team(centre))
    assert prepared.scene.beside
    edit_cells(acting(centre, "2000"), [CellChange("2003", date(2026, 11, 9), "L")])
    assert put(centre.context, prepared, solved(prepared)).changes


def test_a_roster_that_is_made_once_more_is_kept(centre: SmallCentre) -> None:
    """What is there already weighs: a roster that is as good stays."""
    need(centre)
    made(centre)
    prepared = prepare(centre.context, NOVEMBER, team(centre))
    solution = solved(prepared, 5)
    assert len(prepared.changes(solution.rows or ())) < 30


def test_the_same_seed_makes_the_same_roster(centre: SmallCentre) -> None:
    need(centre)
    prepared = prepare(centre.context, NOVEMBER, team(centre))
    assert solved(prepared).rows == solved(prepared).rows


def test_fixed_cells_that_contradict_are_told_before_anything_is_solved(
    centre: SmallCentre,
) -> None:
    fix(centre, "1001", date(2026, 11, 2), "N")
    fix(centre, "1001", date(2026, 11, 3), "E")
    (one,) = prepare(centre.context, NOVEMBER, team(centre)).contradictions
    assert one.person == "1001"
    assert {clash.rule for clash in one.clashes} == {None, HardRule.REST}


def test_hours_that_nobody_can_reach_are_told(centre: SmallCentre) -> None:
    rule(centre, "1002", month_hours_least=232)
    prepared = prepare(centre.context, NOVEMBER, team(centre))
    assert prepared.contradictions == ()
    assert solved(prepared).impossible
    (one,) = explain(prepared)
    assert (one.person, {clash.rule for clash in one.clashes}) == (
        "1002", {HardRule.HOURS_LEAST, HardRule.DAYS_IN_ROW},
    )  # fmt: skip


def test_needs_are_never_hard(centre: SmallCentre) -> None:
    need(centre, least=40)
    prepared = prepare(centre.context, NOVEMBER, team(centre))
    solution = solved(prepared)
    assert solution.rows is not None
    short = prepared.built.short(solution.rows)
    assert len(short) == 30
    assert {one.least for one in short} == {40}
    would_be = certify(prepared.would_be(solution.rows), centre.context.time)
    assert tuple(short) == would_be.short


def test_the_rest_before_the_month_holds(centre: SmallCentre) -> None:
    """Who works the night of 31 October has neither early nor late on 1 November."""
    need(centre, day=NOVEMBER, least=5)
    need(centre, day=NOVEMBER, least=5, shift_id=centre.shifts["N"])
    made(centre)
    assert certificate(centre).hard == ()


def test_a_shift_rostered_on_a_leave_is_taken_off(centre: SmallCentre) -> None:
    from app.models import Leave
    from app.rules.vocabulary import LeaveKind, LeaveStatus

    need(centre)
    day = date(2026, 11, 5)
    edit_cells(acting(centre, "1000"), [CellChange("1001", day, "E")])
    with centre.context.write() as session:
        session.add(
            Leave(
                leave_no="L-1", person_id=centre.people["1001"], filed_by_no="1001",
                filed_at=NOW, kind=LeaveKind.PERSONAL, first_date=day, last_date=day,
                status=LeaveStatus.APPROVED,
            )
        )  # fmt: skip
    outcome = made(centre)
    assert CellChange("1001", day, "", "E") in outcome.changes


def test_a_solution_that_is_not_there_is_put_nowhere(centre: SmallCentre) -> None:
    prepared = prepare(centre.context, NOVEMBER, team(centre))
    none = replace(solved(prepared, 1), rows=None)
    with pytest.raises(AssertionError):
        put(centre.context, prepared, none)
