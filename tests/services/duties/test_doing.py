"""A regular duty is done by whom it is for, once, and handed up."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from sqlalchemy import select

from app import models as m
from app.errors import BadInput, Conflict, NotAllowed, NotFound
from app.queries.duties.rows import PointRow, ResultRow, points_of, present_at, results_of
from app.rules.vocabulary import DutyState
from app.services.bulletins.publishing import NewBulletin
from app.services.duties.agreed import publish_agreed
from app.services.duties.doing import DueDay, Sheet, do_duty
from app.services.duties.receiving import receive_duty, return_duty
from app.text import say
from tests.factories import SmallCentre, TestClock
from tests.services.duties.desk import (
    ADMINISTRATOR,
    AGENT,
    DIRECTOR,
    HEAD,
    INSPECTOR,
    LEADER_A,
    LEADER_B,
    MONDAY,
    TODAY,
    at,
    did,
    due,
    entry,
    row,
    state,
    steps,
)

SOUND = ResultRow("Quiet", ok=True)
FRIDAY = date(2026, 10, 16)


def test_anyone_of_the_department_waters(centre: SmallCentre) -> None:
    did(centre, AGENT, "watering")
    assert state(centre, "watering") is DutyState.DONE


def test_what_is_handed_up_waits_for_its_receiver(centre: SmallCentre) -> None:
    did(centre, INSPECTOR, "qa_week", MONDAY)
    assert state(centre, "qa_week", MONDAY) is DutyState.HANDED_UP
    assert entry(centre, HEAD, "qa_week", MONDAY).waits_for_me
    assert not entry(centre, INSPECTOR, "qa_week", MONDAY).waits_for_me


@pytest.mark.parametrize(
    ("no", "duty", "day"),
    [
        (AGENT, "site_check", TODAY),
        (LEADER_A, "qa_week", MONDAY),
        (HEAD, "qa_week", MONDAY),
        (LEADER_A, "weekly_figures", MONDAY),
        (INSPECTOR, "safety_check", FRIDAY),
    ],
)
def test_nobody_does_what_is_another_roles(
    centre: SmallCentre, no: str, duty: str, day: date
) -> None:
    with pytest.raises(NotAllowed) as refused:
        did(centre, no, duty, day, results=[SOUND])
    assert "-" in say(refused.value.message), "it names the rule"


@pytest.mark.parametrize("no", [DIRECTOR, ADMINISTRATOR])
def test_a_director_and_an_administrator_do_none(centre: SmallCentre, no: str) -> None:
    with pytest.raises(NotAllowed):
        did(centre, no, "watering")


def test_a_teams_duty_is_its_own_leaders_or_the_heads(centre: SmallCentre) -> None:
    of_team = due(centre, "service_analysis", date(2026, 10, 22), team="A")
    with pytest.raises(NotAllowed):
        do_duty(at(centre, LEADER_B), of_team, Sheet("Quiet month."))
    done = do_duty(at(centre, HEAD), of_team, Sheet("Quiet month."))
    assert row(centre, done).team_id == centre.teams["A"]


def test_a_teams_duty_names_its_team_and_a_departments_does_not(centre: SmallCentre) -> None:
    with pytest.raises(BadInput):
        do_duty(at(centre, HEAD), due(centre, "service_analysis", date(2026, 10, 22)), Sheet("x"))
    with pytest.raises(BadInput):
        do_duty(at(centre, HEAD), due(centre, "watering", team="A"), Sheet())


def test_a_day_on_which_it_is_not_due_is_refused(centre: SmallCentre) -> None:
    with pytest.raises(BadInput):
        did(centre, INSPECTOR, "qa_week", TODAY)


def test_it_may_be_done_early_but_not_months_before(centre: SmallCentre) -> None:
    did(centre, HEAD, "watering", TODAY + timedelta(days=31))
    with pytest.raises(BadInput):
        did(centre, HEAD, "watering", TODAY + timedelta(days=32))


def test_what_nobody_knows_is_not_there(centre: SmallCentre) -> None:
    with pytest.raises(NotFound):
        did(centre, HEAD, "tea_round")
    with pytest.raises(NotFound):
        do_duty(at(centre, HEAD), DueDay("watering", 99, None, TODAY), Sheet())


def test_the_second_of_two_is_told_who_was_faster(centre: SmallCentre) -> None:
    did(centre, AGENT, "watering")
    with pytest.raises(Conflict) as refused:
        did(centre, LEADER_A, "watering")
    assert "Person 1001" in say(refused.value.message)


def test_figures_are_commented(centre: SmallCentre) -> None:
    with pytest.raises(BadInput):
        did(centre, HEAD, "weekly_figures", MONDAY, text="  ")


# -- received, returned -------------------------------------------------------------------------


def test_the_head_receives_the_inspectors_week(centre: SmallCentre) -> None:
    done = did(centre, INSPECTOR, "qa_week", MONDAY)
    receive_duty(at(centre, HEAD), done, 1)
    assert state(centre, "qa_week", MONDAY) is DutyState.RECEIVED
    assert row(centre, done).received_by_id == centre.people[HEAD]
    assert steps(centre, done) == ["done", "received"]


def test_any_director_receives_what_is_the_directors(centre: SmallCentre) -> None:
    done = did(centre, HEAD, "weekly_figures", MONDAY)
    with pytest.raises(NotAllowed):
        receive_duty(at(centre, HEAD), done, 1)
    receive_duty(at(centre, DIRECTOR), done, 1)
    assert row(centre, done).received_at is not None


@pytest.mark.parametrize("no", [INSPECTOR, LEADER_A, AGENT, DIRECTOR])
def test_nobody_else_receives(centre: SmallCentre, no: str) -> None:
    done = did(centre, INSPECTOR, "qa_week", MONDAY)
    with pytest.raises(NotAllowed):
        receive_duty(at(centre, no), done, 1)


def test_what_nobody_receives_is_not_received(centre: SmallCentre) -> None:
    done = did(centre, AGENT, "watering")
    with pytest.raises(NotAllowed):
        receive_duty(at(centre, HEAD), done, 1)


def test_a_return_has_a_remark_and_it_is_done_again(centre: SmallCentre, clock: TestClock) -> None:
    done = did(centre, INSPECTOR, "qa_week", MONDAY)
    first = row(centre, done).done_at
    with pytest.raises(BadInput):
        return_duty(at(centre, HEAD), done, 1, "  ")
    return_duty(at(centre, HEAD), done, 1, "The training plan is missing.")
    assert state(centre, "qa_week", MONDAY) is DutyState.RETURNED
    assert row(centre, done).returned == "The training plan is missing."
    clock.pass_by(hours=2)
    again = do_duty(
        at(centre, INSPECTOR), due(centre, "qa_week", MONDAY), Sheet("With a plan."), seen=2
    )
    assert again == done
    assert state(centre, "qa_week", MONDAY) is DutyState.HANDED_UP
    stands = row(centre, done)
    assert (stands.text, stands.returned_at, stands.done_at) == ("With a plan.", None, first)
    receive_duty(at(centre, HEAD), done, stands.version)
    assert steps(centre, done) == ["done", "returned", "done", "received"]


def test_what_was_received_is_neither_returned_nor_done_again(centre: SmallCentre) -> None:
    done = did(centre, INSPECTOR, "qa_week", MONDAY)
    receive_duty(at(centre, HEAD), done, 1)
    with pytest.raises(Conflict):
        return_duty(at(centre, HEAD), done, 2, "Too late.")
    with pytest.raises(Conflict):
        do_duty(at(centre, INSPECTOR), due(centre, "qa_week", MONDAY), Sheet("x"), seen=2)


def test_who_read_another_state_does_not_receive(centre: SmallCentre) -> None:
    done = did(centre, INSPECTOR, "qa_week", MONDAY)
    return_duty(at(centre, HEAD), done, 1, "More.")
    do_duty(at(centre, INSPECTOR), due(centre, "qa_week", MONDAY), Sheet("More."), seen=2)
    with pytest.raises(Conflict):
        receive_duty(at(centre, HEAD), done, 1)


# -- checklists ---------------------------------------------------------------------------------


def test_a_failed_line_names_a_person_or_a_place(centre: SmallCentre) -> None:
    failed = ResultRow("Dress and badge", ok=False)
    with pytest.raises(BadInput) as refused:
        did(centre, LEADER_A, "site_check", results=[failed, SOUND])
    assert "SITE-1" in say(refused.value.message)


def test_a_checklist_has_its_lines(centre: SmallCentre) -> None:
    with pytest.raises(BadInput):
        did(centre, LEADER_A, "site_check")


def test_failed_lines_become_open_items_of_the_handover(centre: SmallCentre) -> None:
    failed = ResultRow("Power and sockets", ok=False, place="desk 12", remark="loose")
    done = did(centre, LEADER_A, "site_check", results=[SOUND, failed])
    with centre.context.read() as session:
        found = results_of(session, done)
        item = session.scalars(select(m.HandoverItem)).one()
    assert [one.ok for one in found] == [True, False]
    assert found[1].item_no == item.item_no
    assert item.text == "Power and sockets: desk 12, loose"
    assert item.owner_id == centre.people[LEADER_A]


def test_a_failed_line_that_names_somebody_is_theirs(centre: SmallCentre) -> None:
    failed = ResultRow("Dress and badge", ok=False, person_id=centre.people[AGENT])
    did(centre, LEADER_A, "site_check", results=[failed])
    with centre.context.read() as session:
        assert session.scalars(select(m.HandoverItem)).one().owner_id == centre.people[AGENT]


def test_where_no_shift_has_begun_the_sheet_alone_says_what_failed(
    centre: SmallCentre, clock: TestClock
) -> None:
    clock.pass_by(days=60)
    failed = ResultRow("Dress and badge", ok=False, place="desk 3")
    done = did(centre, LEADER_A, "site_check", centre.context.today(), results=[failed])
    with centre.context.read() as session:
        assert [one.item_no for one in results_of(session, done)] == [""]


# -- meetings -----------------------------------------------------------------------------------


def test_a_meeting_keeps_its_points_and_who_was_there(centre: SmallCentre) -> None:
    sunday = date(2026, 10, 18)
    points = [PointRow("Refunds", "Within two days."), PointRow("Headsets")]
    there = [centre.people[LEADER_A], centre.people[LEADER_B]]
    done = did(centre, HEAD, "leaders_meeting", sunday, points=points, present=there)
    with centre.context.read() as session:
        assert points_of(session, done) == points
        assert sorted(present_at(session, done)) == sorted(there)


def test_a_meeting_of_nobody_is_none(centre: SmallCentre) -> None:
    with pytest.raises(BadInput):
        did(centre, HEAD, "leaders_meeting", date(2026, 10, 18))


def test_what_was_agreed_reaches_everybody_as_a_bulletin_once(centre: SmallCentre) -> None:
    points = [PointRow("Refunds", "Within two days.")]
    there = [centre.people[LEADER_A]]
    done = did(centre, HEAD, "leaders_meeting", date(2026, 10, 18), points=points, present=there)
    new = NewBulletin("Refunds", "Within two days.", centre.department)
    with pytest.raises(NotAllowed):
        publish_agreed(at(centre, INSPECTOR), done, 1, new)
    no = publish_agreed(at(centre, HEAD), done, 1, new)
    with centre.context.read() as session:
        bulletin = session.scalars(select(m.Bulletin)).one()
    assert (bulletin.bulletin_no, row(centre, done).bulletin_id) == (no, bulletin.id)
    with pytest.raises(Conflict):
        publish_agreed(at(centre, HEAD), done, 2, new)


def test_only_a_meeting_agrees_on_something(centre: SmallCentre) -> None:
    done = did(centre, AGENT, "watering")
    with pytest.raises(NotFound):
        publish_agreed(at(centre, HEAD), done, 1, NewBulletin("x", "y", centre.department))
