"""Months are drawn, planned inspections are given away and dropped: by whom, and in which state."""

from __future__ import annotations

from collections import Counter
from datetime import date, datetime

import pytest
from sqlalchemy import select

from app.errors import BadInput, Conflict, NotAllowed, NotFound, RuleViolated
from app.models import Account, Notice, PlannedInspection, SampleDraw
from app.queries.quality.plan import PlanState
from app.reading.quality.drawing import draw_again, preview
from app.reading.quality.sampling import read_own_sample, read_plan
from app.rules.findings import Finding
from app.rules.scorecards.sampling import Why
from app.services.quality.sampling import assign, drop
from tests.factories import SmallCentre
from tests.services.quality.sample import (
    AGENT,
    AGENTS,
    DIRECTOR,
    HEAD,
    INSPECTOR,
    KEEPER_OF_PEOPLE,
    LEADER,
    OCTOBER,
    OTHER_HEAD,
    OTHER_INSPECTOR,
    OTHERS_INSPECTOR,
    a_list,
    a_row,
    acting,
    begun,
    bring,
    calls,
    done,
    draw,
    on_leave,
    plan,
    with_others,
)

pytestmark = [pytest.mark.rule("QA-1"), pytest.mark.rule("QA-3")]

ALL_BUT_DRAWERS = (AGENT, LEADER, DIRECTOR, KEEPER_OF_PEOPLE, OTHER_HEAD, OTHERS_INSPECTOR)


@pytest.fixture(autouse=True)
def _others(centre: SmallCentre) -> None:
    with_others(centre)


@pytest.fixture
def listed(centre: SmallCentre) -> SmallCentre:
    bring(centre, calls())
    return centre


# Drawing


def test_each_agent_who_works_gets_one_and_the_inspectors_share_them(listed: SmallCentre) -> None:
    assert draw(listed) == 8
    rows = plan(listed)
    assert sorted(row.agent_no for row in rows) == list(AGENTS)
    assert Counter(row.inspector_no for row in rows) == {INSPECTOR: 4, OTHER_INSPECTOR: 4}


def test_what_was_drawn_carries_the_contact_along(listed: SmallCentre) -> None:
    draw(listed)
    row = plan(listed)[0]
    assert row.contact_ref.startswith(row.agent_no)
    assert (row.seconds, row.state, row.drawn_for_no) == (90, PlanState.PLANNED, row.inspector_no)


def test_a_second_draw_is_for_who_still_lacks(listed: SmallCentre) -> None:
    draw(listed)
    first = {row.id for row in plan(listed)}
    with pytest.raises(BadInput):
        draw(listed)
    assert draw(listed, per_agent=3, seed=8) == 16
    assert first <= {row.id for row in plan(listed)}
    assert set(Counter(row.agent_no for row in plan(listed)).values()) == {3}


def test_a_later_list_is_drawn_for_whom_the_first_had_nothing(centre: SmallCentre) -> None:
    bring(centre, calls("1001", "1002"))
    assert draw(centre) == 2
    bring(centre, calls("1001", "1003"))
    draw(centre)
    assert sorted(row.agent_no for row in plan(centre)) == ["1001", "1002", "1003"]


def test_what_was_inspected_counts_whoever_planned_it(listed: SmallCentre) -> None:
    draw(listed)
    done(listed, plan(listed)[0])
    assert draw(listed, per_agent=2, seed=8) == 8


def test_a_dropped_one_may_be_drawn_for_again_and_never_that_contact(
    centre: SmallCentre,
) -> None:
    bring(centre, a_list(a_row("A"), a_row("B")))
    draw(centre)
    (row,) = plan(centre)
    drop(acting(centre, INSPECTOR), row.id, row.version, "recording gone")
    draw(centre, seed=8)
    live = [row for row in plan(centre) if row.is_live]
    assert {row.contact_ref for row in (row, *live)} == {"A", "B"}


def test_without_a_list_agents_and_weeks_are_planned(centre: SmallCentre) -> None:
    assert draw(centre, per_agent=2) == 16
    assert {row.contact_ref for row in plan(centre)} == {""}


def test_who_is_on_leave_all_month_or_has_left_is_not_drawn(listed: SmallCentre) -> None:
    on_leave(listed, "1001", date(2026, 10, 1), date(2026, 10, 31))
    draw(listed)
    assert "1001" not in {row.agent_no for row in plan(listed)}


def test_an_inspector_on_leave_gets_nothing_in_those_weeks(listed: SmallCentre) -> None:
    on_leave(listed, INSPECTOR, date(2026, 10, 15), date(2026, 10, 31))
    draw(listed)
    assert {row.inspector_no for row in plan(listed)} == {OTHER_INSPECTOR}


def test_an_inspector_whose_account_is_disabled_gets_nothing(listed: SmallCentre) -> None:
    with listed.context.write() as session:
        session.add(
            Account(login="x", person_id=listed.people[INSPECTOR], password_hash="-", disabled=True)
        )
    draw(listed, HEAD)
    assert {row.inspector_no for row in plan(listed)} == {OTHER_INSPECTOR}


def test_nothing_is_planned_in_a_week_that_is_over(listed: SmallCentre) -> None:
    draw(listed, per_agent=4)
    assert min(row.week for row in plan(listed)) == date(2026, 10, 12)


@pytest.mark.parametrize("per_agent", [0, 6])
def test_fewer_or_more_than_qa_1_allows_are_not_drawn(listed: SmallCentre, per_agent: int) -> None:
    with pytest.raises(BadInput):
        draw(listed, per_agent=per_agent)


def test_a_month_that_is_over_is_not_drawn(listed: SmallCentre) -> None:
    with pytest.raises(BadInput):
        draw(listed, month=date(2026, 9, 1))


@pytest.mark.parametrize("by", [INSPECTOR, OTHER_INSPECTOR, HEAD])
def test_inspectors_and_the_head_draw_their_departments(listed: SmallCentre, by: str) -> None:
    assert draw(listed, by) == 8


def test_nobody_else_draws_or_looks_at_a_draw(listed: SmallCentre) -> None:
    for by in ALL_BUT_DRAWERS:
        with pytest.raises(NotAllowed):
            draw(listed, by)
        with pytest.raises(NotAllowed):
            preview(acting(listed, by), listed.department, OCTOBER, 7, 1)


# Looking before, and again


def test_what_a_preview_shows_is_what_is_drawn(listed: SmallCentre) -> None:
    shown = preview(acting(listed, HEAD), listed.department, OCTOBER, 7, 2)
    draw(listed, per_agent=2, digest=shown.digest)
    planned = Counter((row.agent_no, row.week) for row in plan(listed))
    assert {
        (line.no, week): n
        for line in shown.agents
        for week, n in zip(shown.weeks, line.weeks, strict=True)
        if n
    } == planned
    assert sum(sum(line.weeks) for line in shown.inspectors) == shown.planned == 16


def test_a_preview_says_who_cannot_get_one_and_why(centre: SmallCentre) -> None:
    bring(centre, calls("1001"))
    shown = preview(acting(centre, HEAD), centre.department, OCTOBER, 7, 1)
    assert {(line.no, line.missing, line.why) for line in shown.short} == {
        (no, 1, Why.NO_CONTACT) for no in AGENTS[1:]
    }


def test_what_has_changed_since_it_was_looked_at_is_not_drawn(listed: SmallCentre) -> None:
    shown = preview(acting(listed, HEAD), listed.department, OCTOBER, 7, 1)
    bring(listed, a_list(a_row("NEW")))
    with pytest.raises(Conflict):
        draw(listed, digest=shown.digest)
    assert plan(listed) == []


def test_of_two_who_draw_at_once_the_second_is_told(listed: SmallCentre) -> None:
    shown = preview(acting(listed, HEAD), listed.department, OCTOBER, 7, 1)
    draw(listed, INSPECTOR, digest=shown.digest)
    with pytest.raises(Conflict):
        draw(listed, HEAD, digest=shown.digest)
    assert len(plan(listed)) == 8


def the_draw(centre: SmallCentre) -> int:
    with centre.context.read() as session:
        return session.scalars(select(SampleDraw.id).order_by(SampleDraw.id)).all()[-1]


@pytest.mark.parametrize("per_agent", [1, 3])
def test_drawn_again_it_is_the_same_whatever_became_of_it(
    listed: SmallCentre, per_agent: int
) -> None:
    draw(listed, per_agent=per_agent)
    draw_id = the_draw(listed)
    one, two, three, *_rest = plan(listed)
    done(listed, one)
    drop(acting(listed, HEAD), two.id, two.version, "gone")
    other = OTHER_INSPECTOR if three.inspector_no == INSPECTOR else INSPECTOR
    assign(acting(listed, HEAD), three.id, three.version, listed.people[other])
    bring(listed, a_list(a_row("LATER")))
    draw(listed, per_agent=per_agent + 1, seed=8)
    assert draw_again(acting(listed, DIRECTOR), draw_id).identical
    assert draw_again(acting(listed, INSPECTOR), the_draw(listed)).identical


def test_without_a_list_it_is_the_same_too_once_contacts_are_chosen(centre: SmallCentre) -> None:
    draw(centre)
    with centre.context.write() as session:
        session.scalars(select(PlannedInspection)).first().contact_ref = "X"  # type: ignore[union-attr]
    assert draw_again(acting(centre, HEAD), the_draw(centre)).identical


def test_a_contact_that_was_stated_otherwise_since_is_named(listed: SmallCentre) -> None:
    draw(listed)
    listed.context.clock.pass_by(hours=1)  # type: ignore[attr-defined]
    bring(listed, a_list(a_row("1001-8-0", at=datetime(2026, 10, 14, 8))))
    found = draw_again(acting(listed, HEAD), the_draw(listed))
    assert (found.identical, found.changed) == (False, ("1001-8-0",))


def test_a_plan_that_was_tampered_with_differs(listed: SmallCentre) -> None:
    draw(listed)
    with listed.context.write() as session:
        row = session.scalars(select(PlannedInspection)).first()
        assert row is not None
        row.contact_ref = "1001-9-2" if row.contact_ref != "1001-9-2" else "1001-9-1"
    (odd,) = draw_again(acting(listed, HEAD), the_draw(listed)).differences
    assert odd.stands != odd.drawn


@pytest.mark.parametrize("by", [AGENT, LEADER, KEEPER_OF_PEOPLE, OTHER_HEAD])
def test_who_does_not_see_the_whole_plan_does_not_draw_it_again(
    listed: SmallCentre, by: str
) -> None:
    draw(listed)
    with pytest.raises(NotAllowed):
        draw_again(acting(listed, by), the_draw(listed))


# Giving away and dropping


def one_planned(centre: SmallCentre, state: PlanState = PlanState.PLANNED) -> tuple[int, int]:
    """Id and version of one that INSPECTOR has, in that state."""
    bring(centre, calls("1001", "1002"))
    draw(centre)
    row = next(row for row in plan(centre) if row.inspector_no == INSPECTOR)
    if state is PlanState.BEGUN:
        begun(centre, row)
    elif state is PlanState.DONE:
        done(centre, row)
    elif state is PlanState.DROPPED:
        drop(acting(centre, HEAD), row.id, row.version, "gone")
    found = next(one for one in plan(centre) if one.id == row.id)
    assert found.state is state
    return found.id, found.version


@pytest.mark.parametrize("by", [INSPECTOR, OTHER_INSPECTOR, HEAD])
@pytest.mark.parametrize("state", [PlanState.PLANNED, PlanState.BEGUN])
def test_what_is_not_done_is_given_to_another_who_begins_anew(
    centre: SmallCentre, by: str, state: PlanState
) -> None:
    key, version = one_planned(centre, state)
    assign(acting(centre, by), key, version, centre.people[OTHER_INSPECTOR])
    row = next(row for row in plan(centre) if row.id == key)
    assert (row.inspector_no, row.begun_at, row.drawn_for_no) == (OTHER_INSPECTOR, None, INSPECTOR)


def test_who_gets_it_is_told(centre: SmallCentre) -> None:
    key, version = one_planned(centre)
    assign(acting(centre, HEAD), key, version, centre.people[OTHER_INSPECTOR])
    with centre.context.read() as session:
        told = session.execute(select(Notice.person_id, Notice.code)).all()
    assert told == [(centre.people[OTHER_INSPECTOR], "sample.assigned")]


@pytest.mark.parametrize("to", [AGENT, LEADER, HEAD])
def test_only_an_inspector_gets_one(centre: SmallCentre, to: str) -> None:
    key, version = one_planned(centre)
    with pytest.raises(RuleViolated) as refused:
        assign(acting(centre, HEAD), key, version, centre.people[to])
    (finding,) = refused.value.findings
    assert isinstance(finding, Finding)
    assert finding.rule == "QA-3"


def test_nor_one_of_another_department(centre: SmallCentre) -> None:
    key, version = one_planned(centre)
    with pytest.raises(BadInput):
        assign(acting(centre, HEAD), key, version, centre.people[OTHERS_INSPECTOR])


def test_nor_one_who_is_on_leave_in_its_week(centre: SmallCentre) -> None:
    key, version = one_planned(centre)
    on_leave(centre, OTHER_INSPECTOR, date(2026, 10, 12), date(2026, 10, 31))
    with pytest.raises(BadInput):
        assign(acting(centre, HEAD), key, version, centre.people[OTHER_INSPECTOR])


def test_whoever_has_it_may_be_named_again_and_nothing_happens(centre: SmallCentre) -> None:
    key, version = one_planned(centre)
    assign(acting(centre, HEAD), key, version, centre.people[INSPECTOR])
    assert next(row for row in plan(centre) if row.id == key).version == version


def test_dropping_needs_a_reason(centre: SmallCentre) -> None:
    key, version = one_planned(centre)
    with pytest.raises(BadInput):
        drop(acting(centre, HEAD), key, version, "  ")


@pytest.mark.parametrize("state", [PlanState.DONE, PlanState.DROPPED])
def test_what_is_done_or_dropped_stays_so(centre: SmallCentre, state: PlanState) -> None:
    key, version = one_planned(centre, state)
    with pytest.raises(Conflict):
        drop(acting(centre, HEAD), key, version, "gone")
    with pytest.raises(Conflict):
        assign(acting(centre, HEAD), key, version, centre.people[OTHER_INSPECTOR])


def test_who_saw_an_older_state_is_told_of_the_present_one(centre: SmallCentre) -> None:
    key, version = one_planned(centre)
    assign(acting(centre, HEAD), key, version, centre.people[OTHER_INSPECTOR])
    with pytest.raises(Conflict):
        drop(acting(centre, INSPECTOR), key, version, "gone")
    with pytest.raises(Conflict):
        assign(acting(centre, INSPECTOR), key, version, centre.people[INSPECTOR])


@pytest.mark.parametrize("state", list(PlanState))
def test_nobody_else_gives_one_away_or_drops_one(centre: SmallCentre, state: PlanState) -> None:
    key, version = one_planned(centre, state)
    for by in ALL_BUT_DRAWERS:
        with pytest.raises(NotAllowed):
            assign(acting(centre, by), key, version, centre.people[OTHER_INSPECTOR])
        with pytest.raises(NotAllowed):
            drop(acting(centre, by), key, version, "gone")


def test_what_is_not_there_is_not_found(centre: SmallCentre) -> None:
    with pytest.raises(NotFound):
        drop(acting(centre, HEAD), 99, 1, "gone")


# Who sees what


@pytest.mark.parametrize(
    ("by", "seen"),
    [(AGENT, 0), (LEADER, 4), (INSPECTOR, 8), (HEAD, 8), (DIRECTOR, 8), (OTHER_HEAD, 0)],
)
def test_a_plan_is_seen_as_far_as_the_table_says(listed: SmallCentre, by: str, seen: int) -> None:
    draw(listed)
    reading = read_plan(acting(listed, by), OCTOBER)
    if by == DIRECTOR:
        reading = read_plan(acting(listed, by), OCTOBER, listed.department)
    assert len(reading.lines) == seen
    assert reading.may_draw == (by in (INSPECTOR, HEAD, OTHER_HEAD))


def test_an_administrator_sees_none(listed: SmallCentre) -> None:
    with pytest.raises(NotAllowed):
        read_plan(acting(listed, KEEPER_OF_PEOPLE), OCTOBER)


def test_another_department_is_not_seen_by_asking_for_it(listed: SmallCentre) -> None:
    draw(listed)
    assert read_plan(acting(listed, OTHER_HEAD), OCTOBER, listed.department).lines == ()


def test_an_agent_is_told_how_many_and_never_which(listed: SmallCentre) -> None:
    draw(listed, per_agent=3)
    done(listed, next(row for row in plan(listed) if row.agent_no == AGENT))
    reading = read_plan(acting(listed, AGENT), OCTOBER)
    assert (reading.lines, reading.draws, reading.listed.contacts) == ((), (), 0)
    assert reading.own == read_own_sample(acting(listed, AGENT), OCTOBER)
    assert reading.own is not None
    assert (reading.own.planned, reading.own.done) == (2, 1)


def test_a_leader_does_not_see_the_seeds_of_the_department(listed: SmallCentre) -> None:
    draw(listed)
    assert read_plan(acting(listed, LEADER), OCTOBER).draws == ()
    assert len(read_plan(acting(listed, HEAD), OCTOBER).draws) == 1


def test_who_has_become_a_leader_does_not_see_which_of_their_own_was_drawn(
    listed: SmallCentre,
) -> None:
    draw(listed)
    with listed.context.write() as session:
        row = session.scalars(
            select(PlannedInspection).where(PlannedInspection.agent_id == listed.people["1001"])
        ).one()
        row.agent_id = listed.people[LEADER]
    own = next(
        line
        for line in read_plan(acting(listed, LEADER), OCTOBER).lines
        if line.row.agent_no == LEADER
    )
    assert (own.row.contact_ref, own.row.contact_at, own.row.link) == ("", None, "")


def test_who_still_lacks_one_is_told_with_what_is_planned(centre: SmallCentre) -> None:
    bring(centre, calls("1001"))
    draw(centre)
    lines = read_plan(acting(centre, HEAD), OCTOBER).lacking
    assert {line.who.no: line.planned for line in lines} == {no: int(no == "1001") for no in AGENTS}


def test_what_should_have_been_done_by_now_is_overdue(centre: SmallCentre) -> None:
    bring(centre, calls())
    draw(centre)
    assert not any(line.overdue for line in read_plan(acting(centre, HEAD), OCTOBER).lines)
    centre.context.clock.pass_by(days=17)  # type: ignore[attr-defined]
    assert all(line.overdue for line in read_plan(acting(centre, HEAD), OCTOBER).lines)


def test_an_inspection_is_due_within_its_month(centre: SmallCentre) -> None:
    bring(centre, calls())
    draw(centre, per_agent=3)
    for line in read_plan(acting(centre, HEAD), OCTOBER).lines:
        assert date(2026, 10, 1) <= line.due[0] <= line.due[1] <= date(2026, 10, 31)
