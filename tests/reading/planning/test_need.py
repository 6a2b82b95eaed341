"""A week of contacts as leaders read it and heads change it: counted, expected, corrected."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from sqlalchemy import update

from app.errors import NotAllowed
from app.models import Volume
from app.planning.erlang import answer
from app.queries.planning.volumes import Interval
from app.reading.planning.need import NeedReading, read_need
from app.rules.rostering.goals import USUAL_GOAL, GoalFigures
from app.services.planning.forecast import correct_forecast
from app.services.planning.goals import set_goal
from app.text import say
from tests.factories import SmallCentre, a_department
from tests.services.planning.counted import (
    AGENT,
    AHT,
    DIRECTOR,
    HEAD,
    INSPECTOR,
    LEADER,
    MONDAY,
    TODAY,
    acting,
    contacts,
    with_contacts,
)

ELEVEN: Interval = (TODAY, 660)


def read(centre: SmallCentre, no: str = HEAD, monday: date = MONDAY) -> NeedReading:
    return read_need(acting(centre, no), None, None, monday)


def test_what_has_come_is_counted_and_what_is_to_come_expected(centre: SmallCentre) -> None:
    with_contacts(centre)
    found = read(centre)
    assert {one.interval.day: one.interval.counted for one in found.lines} == {
        MONDAY + timedelta(days=at): at < 3 for at in range(7)
    }
    by_place = {one.interval.at: one.interval for one in found.lines}
    assert by_place[MONDAY, 660].contacts == contacts(MONDAY, 11)
    assert by_place[ELEVEN].contacts == pytest.approx(contacts(TODAY, 11), rel=0.1)
    assert found.judged is not None
    assert found.lacks is None


def test_each_interval_has_the_people_whom_its_contacts_need(centre: SmallCentre) -> None:
    with_contacts(centre)
    found = read(centre)
    line = next(one for one in found.lines if one.interval.at == (MONDAY, 660))
    assert line.answer == answer(contacts(MONDAY, 11), 60, AHT, found.reckoned)
    assert line.answer.service_level >= USUAL_GOAL.target


def test_a_goal_of_its_own_counts_at_once(centre: SmallCentre) -> None:
    with_contacts(centre)
    before = read(centre).lines[3].answer
    goal = GoalFigures(0.95, 5, None, 0.7, 0.3)
    set_goal(centre.context, centre.department, "inbound", goal)
    after = read(centre)
    assert (after.goal, after.goal_set, after.goal_of_department) == (goal, goal, None)
    assert after.lines[3].answer.agents > before.agents


def test_a_correction_stands_in_the_forecasts_place_and_says_so(centre: SmallCentre) -> None:
    with_contacts(centre)
    correct_forecast(acting(centre, HEAD), centre.department, "inbound", {ELEVEN: 300.0})
    line = next(one for one in read(centre).lines if one.interval.at == ELEVEN)
    assert line.interval.contacts == 300.0
    assert line.answer.load == pytest.approx(15.0)
    assert line.interval.computed == pytest.approx(contacts(TODAY, 11), rel=0.1)
    assert line.interval.correction is not None
    assert line.interval.correction.by == "Person 0002"


def test_of_what_was_counted_no_correction_counts(centre: SmallCentre) -> None:
    correct_forecast(acting(centre, HEAD), centre.department, "inbound", {(MONDAY, 660): 300.0})
    with_contacts(centre)
    line = next(one for one in read(centre).lines if one.interval.at == (MONDAY, 660))
    assert line.interval.contacts == contacts(MONDAY, 11)


@pytest.mark.parametrize("weeks", [3, 4])
def test_four_weeks_are_a_forecast_and_three_are_told(centre: SmallCentre, weeks: int) -> None:
    with_contacts(centre, weeks)
    found = read(centre)
    expected = any(not one.interval.counted for one in found.lines)
    assert expected == (weeks == 4)
    if weeks == 3:
        assert found.lacks is not None
        told = "A forecast takes the contacts of 4 weeks; 3 whole weeks are there. Bring in older "
        assert say(found.lacks) == f"{told}ones."


def test_a_week_gone_by_needs_no_forecast(centre: SmallCentre) -> None:
    with_contacts(centre, 2)
    found = read(centre, monday=MONDAY - timedelta(days=7))
    assert (len(found.lines), found.judged, found.lacks) == (7 * 12, None, None)


def test_leaders_read_heads_change_and_nobody_sees_another_departments(
    centre: SmallCentre,
) -> None:
    with_contacts(centre)
    with centre.context.write() as session:
        a_department(session, "Complaints")
    seen = {no: read(centre, no) for no in (LEADER, HEAD, DIRECTOR, INSPECTOR, AGENT)}
    assert {no: [name for _key, name in one.departments] for no, one in seen.items()} == {
        LEADER: ["Service"], HEAD: ["Service"], DIRECTOR: ["Service", "Complaints"],
        INSPECTOR: [], AGENT: [],
    }  # fmt: skip
    assert {no: one.may_edit for no, one in seen.items()} == {
        LEADER: False, HEAD: True, DIRECTOR: True, INSPECTOR: False, AGENT: False,
    }  # fmt: skip
    assert [bool(one.lines) for one in seen.values()] == [True, True, True, False, False]


def test_a_department_without_contacts_says_what_it_lacks_by_being_empty(
    centre: SmallCentre,
) -> None:
    found = read(centre)
    assert (found.name, found.there, found.lines) == ("Service", None, ())


def test_each_job_type_has_its_own(centre: SmallCentre) -> None:
    with_contacts(centre)
    with_contacts(centre, job_type="chat", first=12)
    assert read(centre).job_types == ["chat", "inbound"]
    chosen = read_need(acting(centre, HEAD), centre.department, "inbound", MONDAY)
    assert (chosen.job_type, len(chosen.lines)) == ("inbound", 7 * 12)


def test_who_has_no_part_in_the_centre_reads_nothing(centre: SmallCentre) -> None:
    from app.context import Actor

    with pytest.raises(NotAllowed):
        read_need(centre.context.acting_as(Actor("nobody", 9999)), None, None, MONDAY)


def with_a_slip(centre: SmallCentre) -> None:
    """A billion contacts of a day each, Monday at eleven."""
    with centre.context.write() as session:
        where = (Volume.day == MONDAY, Volume.minute == 660)
        session.execute(update(Volume).where(*where).values(contacts=1e9, aht_seconds=86_400))


def test_an_interval_that_nobody_can_have_takes_none_of_the_others_away(
    centre: SmallCentre,
) -> None:
    with_contacts(centre)
    before = read(centre)
    with_a_slip(centre)
    found = read(centre)
    (wrong,) = [one for one in found.lines if one.beyond]
    assert (wrong.interval.at, wrong.interval.contacts) == ((MONDAY, 660), 1e9)
    counted = [one for one in found.lines if one.interval.counted and not one.beyond]
    assert counted == [
        one for one in before.lines if one.interval.counted and one.interval.at != (MONDAY, 660)
    ]
    assert found.lacks is None


def test_it_teaches_the_forecast_nothing(centre: SmallCentre) -> None:
    with_contacts(centre)
    with_a_slip(centre)
    found = read(centre)
    line = next(one for one in found.lines if one.interval.at == ELEVEN)
    assert line.interval.contacts == pytest.approx(contacts(TODAY, 11), rel=0.1)
    assert found.judged is not None
    assert (found.judged.own or 0) < 0.1
