"""Who reads what of the week's and the month's analysis: own people by name, others as a whole."""

from __future__ import annotations

from datetime import date
from math import isnan

import pytest

from app.errors import NotAllowed
from app.queries.attendance.at_hand import quality_week
from app.reading.duties.sheet import read_sheet
from app.reading.duties.trainings import read_trainings
from app.reading.people.file import open_file
from app.reading.quality.analysis import MonthReading, WeekReading, read_month, read_week
from app.rules.scorecards.week import Under
from app.rules.vocabulary import MeanStanding
from app.services.quality.proposals import Proposal, propose
from app.text.quality import common_lines
from tests.factories import SmallCentre, a_department
from tests.services.quality.analysed import (
    AGENT,
    DIRECTOR,
    HEAD,
    INSPECTOR,
    KEEPER,
    LEADER_A,
    LEADER_B,
    WEEK,
    a_telling_month,
    a_telling_week,
    at,
    inspected,
)
from tests.services.quality.scoring_desk import a_second_inspector

OCTOBER = date(2026, 10, 1)


def week(centre: SmallCentre, no: str) -> WeekReading:
    return read_week(at(centre, no), WEEK)


def month(centre: SmallCentre, no: str) -> MonthReading:
    return read_month(at(centre, no), OCTOBER)


@pytest.mark.rule("QA-6")
@pytest.mark.parametrize("no", [DIRECTOR, HEAD, INSPECTOR])
def test_who_reads_all_has_all_named(centre: SmallCentre, no: str) -> None:
    a_telling_week(centre)
    found = week(centre, no)
    (tone,) = found.week.items
    assert (tone.week, tone.before) == (Under("", 2, 4), Under("", 1, 2))
    assert tone.shifts == (Under("E", 2, 4),)
    assert [one.name for one in tone.people] == ["1001", "2001"]
    assert tone.often == (Under("1001", 2, 2),)
    assert [one.name for one in tone.teams] == ["A", "B"]
    assert found.people.names["2001"] == "Person 2001"


@pytest.mark.rule("QA-6")
@pytest.mark.parametrize(
    ("no", "named", "team"), [(LEADER_A, "1001", "A"), (LEADER_B, "2001", "B")]
)
def test_a_leader_reads_the_own_team_by_name_and_the_department_as_a_whole(
    centre: SmallCentre, no: str, named: str, team: str
) -> None:
    a_telling_week(centre)
    for day in (0, 9):
        for agent in ("1003", "1004", "2003", "2004"):
            inspected(centre, agent, day)
    inspected(centre, "1002", 0)
    inspected(centre, "2001", 0)
    found = week(centre, no)
    assert not found.own_only
    (tone,) = found.week.items
    assert tone.week == Under("", 2, 8)
    assert [one.name for one in tone.people] == [named]
    assert [one.name for one in tone.teams] == [team]
    assert all(no.startswith(named[0]) for no in found.people.names)


@pytest.mark.rule("QA-6")
def test_a_leader_reads_nothing_of_fewer_than_three_others(centre: SmallCentre) -> None:
    a_telling_week(centre)
    found = week(centre, LEADER_A)
    assert found.own_only
    assert found.week.inspections == 2
    assert [(one.week, one.before) for one in found.week.items] == [
        (Under("", 1, 2), Under("", 1, 2))
    ]


@pytest.mark.rule("QA-6")
@pytest.mark.parametrize("no", [AGENT, KEEPER])
def test_the_analysis_is_not_for_agents_and_administrators(centre: SmallCentre, no: str) -> None:
    for read in (week, month):
        with pytest.raises(NotAllowed):
            read(centre, no)


@pytest.mark.rule("QA-6")
def test_nobody_reads_another_departments(centre: SmallCentre) -> None:
    with centre.context.write() as session:
        other = a_department(session, "Other").id
    with pytest.raises(NotAllowed):
        read_week(at(centre, HEAD), WEEK, other)
    assert read_week(at(centre, DIRECTOR), WEEK, other).week.inspections == 0


@pytest.mark.rule("QA-6")
def test_calibrations_and_scores_by_others_do_not_count(centre: SmallCentre) -> None:
    a_second_inspector(centre)
    inspected(centre, "1001", 5, tone=10, calibration_no="C-00001")
    inspected(centre, "1001", 6, tone=10, inspector_id=centre.people[HEAD])
    assert week(centre, HEAD).week.inspections == 0


@pytest.mark.rule("QA-7")
def test_a_month_tells_apart_what_it_can_and_says_how_much_that_is(centre: SmallCentre) -> None:
    a_telling_month(centre)
    found = month(centre, HEAD)
    assert found.quality is not None
    assert [one.employee for one in found.quality.people] == ["1001", "1002", "2001"]
    assert found.groups == (("1001",), ("1002",), ("2001",))
    assert found.precision is not None
    assert found.precision.inspections == 3


@pytest.mark.rule("QA-7")
def test_the_whole_of_fewer_than_three_others_is_withheld(centre: SmallCentre) -> None:
    """Of A two were inspected; with 2001 alone the mean would tell what 2001 had."""
    a_telling_month(centre)
    found = month(centre, LEADER_A)
    assert found.withheld
    assert found.quality is not None
    assert isnan(found.quality.mean)
    assert found.quality.failed == sum(one.failed for one in found.quality.people)
    assert {one.shrunk for one in found.quality.people} == {None}
    assert {one.standing for one in found.quality.people} == {MeanStanding.LEVEL}
    for agent in ("2002", "2003"):
        inspected(centre, agent, 9)
    assert not month(centre, LEADER_A).withheld
    assert not month(centre, HEAD).withheld


@pytest.mark.rule("QA-6")
def test_the_weeks_summary_begins_with_the_week_and_its_trainings(centre: SmallCentre) -> None:
    a_telling_week(centre)
    ctx = at(centre, INSPECTOR)
    propose(ctx, Proposal(centre.department, WEEK, "语气", "", [centre.people["1001"]]))
    monday = date(2026, 10, 12)
    sheet = read_sheet(ctx, "qa_week", centre.department, None, monday)
    assert sheet.week is not None
    assert sheet.week.week == week(centre, INSPECTOR).week
    assert [one.title for one in sheet.week.proposals] == ["语气"]
    assert read_sheet(at(centre, LEADER_A), "qa_week", centre.department, None, monday).week is None


@pytest.mark.rule("HAND-6")
def test_roll_call_has_the_same_problems_at_hand(centre: SmallCentre) -> None:
    a_telling_week(centre)
    with centre.context.read() as session:
        found = quality_week(session, centre.context.time, centre.department, date(2026, 10, 15))
    assert found is not None
    assert common_lines(found.week) == ["Tone: 2 of 4 under the pass mark."]


@pytest.mark.rule("QA-6")
def test_what_is_proposed_stands_on_the_persons_page_and_among_the_trainings(
    centre: SmallCentre,
) -> None:
    people = [centre.people["1001"], centre.people["2001"]]
    propose(at(centre, HEAD), Proposal(centre.department, WEEK, "语气", "", people))
    for no in ("1001", LEADER_A, HEAD):
        assert [one.title for one in open_file(at(centre, no), "1001").proposed] == ["语气"]
    assert open_file(at(centre, HEAD), "1002").proposed == ()
    first, last = date(2026, 10, 1), date(2026, 10, 31)

    def named(no: str) -> list[str]:
        found = read_trainings(at(centre, no), first, last).proposed
        return [each.no for one in found for each in one.people]

    assert named(HEAD) == named(INSPECTOR) == ["1001", "2001"]
    assert named(LEADER_A) == named("1001") == ["1001"]
    assert named("1002") == []
