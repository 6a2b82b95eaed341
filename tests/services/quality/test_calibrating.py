"""Opening and closing a calibration, and noting how an item is to be read (QA-1, QA-3)."""

from __future__ import annotations

from dataclasses import replace

import pytest
from sqlalchemy import insert, select

from app.bootstrap import verify_store
from app.errors import BadInput, Conflict, NotAllowed, NotFound, RuleViolated
from app.models import Contact, Draft, Inspection, Notice
from app.queries.quality.scoring_plan import TaskState
from app.queries.quality.worked import inspected
from app.reading.quality.scoring import scoring_board, scoring_sheet
from app.rules.findings import Finding
from app.rules.scorecards.blind import CalibrationState
from app.services.handover.drafts import keep_draft
from app.services.quality.calibrating import (
    CalibrationContact,
    close_calibration,
    note_reading,
)
from app.services.quality.scoring import submit
from tests.factories import NOW, SmallCentre, as_it_stands
from tests.services.quality.calibration_desk import ONE, OTHER, RATERS, Hall, sheet
from tests.services.quality.scoring_desk import CALLED, GOOD, INSPECTOR, Scorer, inspection, planned

pytestmark = [pytest.mark.rule(rule) for rule in ("QA-1", "QA-3")]


@pytest.fixture
def hall(centre: SmallCentre) -> Hall:
    return Hall(centre)


def told(hall: Hall, no: str) -> list[str]:
    with hall.centre.context.read() as session:
        query = select(Notice.code).where(Notice.person_id == hall.people[no]).order_by(Notice.id)
        return list(session.scalars(query))


# -- opening ---------------------------------------------------------------------------------


def test_each_rater_has_each_contact_to_score(hall: Hall) -> None:
    as_it_stands(hall.centre.context)
    no = hall.opens()
    assert no == "C-00001"
    for rater in RATERS:
        board = scoring_board(hall.ctx(rater))
        assert [one.contact_ref for one in board.tasks] == [ONE, OTHER]
        assert {(one.calibration_no, one.card) for one in board.tasks} == {(no, "通话")}
        assert told(hall, rater) == ["calibration.opened"]
    row = hall.row(no)
    assert (row.state, row.total, row.contacts) == (CalibrationState.BLIND, 6, 2)
    assert verify_store(hall.centre.context.store.address).whole


def test_it_is_opened_by_those_who_calibrate_in_the_department(hall: Hall) -> None:
    assert hall.opens(INSPECTOR) == "C-00001"
    assert hall.opens("0002") == "C-00002"
    for no in ("0001", "0004", "1000", "1001", "0007", "0008"):
        with pytest.raises(NotAllowed):
            hall.opens(no)


def test_its_number_is_none_that_a_workbook_brought_in(hall: Hall) -> None:
    with hall.centre.context.write() as session:
        session.execute(
            insert(Inspection).values(
                inspection_no="Q-9", agent_id=hall.people["1001"], language=80, attitude=80,
                tone=80, summarising=80, adaptability=80, critical=False, comment="",
                inspector_id=hall.people[INSPECTOR], inspected_at=NOW, contact_ref="x",
                calibration_no="C-00001",
            )
        )  # fmt: skip
    assert hall.opens() == "C-00002"


@pytest.mark.parametrize("raters", [(), (INSPECTOR,), (INSPECTOR, INSPECTOR)])
def test_two_inspectors_at_least(hall: Hall, raters: tuple[str, ...]) -> None:
    with pytest.raises(BadInput):
        hall.opens(raters=[hall.people[no] for no in raters])


def test_only_inspectors_of_the_department_score(hall: Hall) -> None:
    with pytest.raises(RuleViolated) as caught:
        hall.opens(raters=[hall.people[INSPECTOR], hall.people["1000"]])
    assert {one.rule for one in caught.value.findings if isinstance(one, Finding)} == {"QA-3"}
    with pytest.raises(BadInput):
        hall.opens(raters=[hall.people[INSPECTOR], hall.people["0007"]])


def test_nobody_scores_a_contact_of_their_own(hall: Hall) -> None:
    own = CalibrationContact("k-3", hall.people["0005"], CALLED)
    with pytest.raises(RuleViolated) as caught:
        hall.opens(contacts=[own])
    assert [one.rule for one in caught.value.findings if isinstance(one, Finding)] == ["QA-3"], (
        "the other two may"
    )


def test_contacts_are_named_once_each_and_are_of_the_department(hall: Hall) -> None:
    one = CalibrationContact(ONE, hall.people["1001"], CALLED)
    for contacts in (
        [], [one, one], [replace(one, ref=" ")], [replace(one, contact_at=None)],
        [replace(one, agent_id=hall.people["0007"])],
    ):  # fmt: skip
        with pytest.raises(BadInput):
            hall.opens(contacts=contacts)
    with pytest.raises(BadInput):
        hall.opens(title="  ")


def test_what_the_list_of_contacts_has_is_taken_from_it(hall: Hall) -> None:
    with hall.centre.context.write() as session:
        session.execute(
            insert(Contact).values(
                ref=ONE, agent_id=hall.people["1001"], started_at=CALLED, seconds=95,
                link="https://r.example/1", changed_at=NOW,
            )
        )  # fmt: skip
    theirs = CalibrationContact(ONE, hall.people["1002"])
    with pytest.raises(BadInput):
        hall.opens(contacts=[theirs])
    no = hall.opens(contacts=[CalibrationContact(ONE, hall.people["1001"])])
    task = scoring_sheet(hall.ctx(INSPECTOR), hall.task(no, INSPECTOR, ONE)).task
    assert (task.contact_at, task.seconds, task.link) == (CALLED, 95, "https://r.example/1")


def test_only_by_a_card_in_force(hall: Hall) -> None:
    for card, version in (("通话", 2), ("别的", 1), ("", 1)):
        with pytest.raises(Conflict):
            hall.opens(card=card, card_version=version)


# -- scoring ---------------------------------------------------------------------------------


def test_its_inspections_bear_its_number_and_do_not_count(hall: Hall) -> None:
    no = hall.opens()
    hall.all_score(no)
    with hall.centre.context.read() as session:
        rows = session.execute(select(Inspection.calibration_no, Inspection.contact_ref)).all()
        month = hall.centre.month
        counted = inspected(session, month, month.replace(day=31), hall.centre.context.time)
    assert {tuple(row) for row in rows} == {(no, ONE), (no, OTHER)}
    assert counted == {}
    assert hall.row(no).state is CalibrationState.SCORED


def test_all_are_told_when_the_last_one_is_in(hall: Hall) -> None:
    no = hall.opens()
    hall.all_score(no, RATERS[:2])
    hall.scores(no, RATERS[2], ONE, 90, 80, 70)
    assert told(hall, INSPECTOR) == ["calibration.opened"]
    hall.scores(no, RATERS[2], OTHER, 90, 80, 70)
    assert told(hall, INSPECTOR)[-1] == "calibration.scored"
    assert told(hall, "1001") == [], "no agent is told of it"


def test_its_contact_may_have_been_inspected_and_may_be_inspected(hall: Hall) -> None:
    scorer = Scorer(hall.ctx(INSPECTOR))
    scorer.submits(planned(hall.centre, ref=ONE))
    no = hall.opens()
    assert inspection(scorer.ctx, hall.scores(no, INSPECTOR, ONE, 90, 80, 70)).calibration_no == no
    hall.scores(no, INSPECTOR, OTHER, 90, 80, 70)
    assert scorer.submits(planned(hall.centre, "1002", ref=OTHER))


def test_everybody_scores_the_very_contact(hall: Hall) -> None:
    no = hall.opens()
    scorer = Scorer(hall.ctx(INSPECTOR))
    made = scorer.sheet(hall.task(no, INSPECTOR, ONE), GOOD, contact_ref="something else")
    assert inspection(scorer.ctx, submit(scorer.ctx, made)).contact_ref == ONE


# -- closing ---------------------------------------------------------------------------------


def test_what_is_not_scored_is_dropped_with_its_draft(hall: Hall) -> None:
    no = hall.opens()
    hall.all_score(no, RATERS[:2])
    left = hall.task(no, RATERS[2], ONE)
    third = Scorer(hall.ctx(RATERS[2]))
    third.takes_up(left)
    keep_draft(third.ctx, f"inspection:{left}", "{}")
    assert hall.closes(no) == 2
    assert [(one.done, one.dropped) for one in hall.row(no).raters] == [(2, 0), (2, 0), (0, 2)]
    task = third.task(left)
    assert (task.state, task.dropped, task.calibration_closed) == (TaskState.DROPPED, no, True)
    with third.ctx.read() as session:
        assert session.scalars(select(Draft)).all() == []
    with pytest.raises(Conflict):
        third.submits(left, sheet(90, 80, 70))
    assert hall.row(no).state is CalibrationState.CLOSED
    assert told(hall, RATERS[2])[-1] == "calibration.closed"


def test_it_is_closed_once_by_those_who_calibrate_there(hall: Hall) -> None:
    no = hall.opens()
    seen = hall.row(no).version
    for by in ("0001", "0004", "1001", "0007", "0008"):
        with pytest.raises(NotAllowed):
            close_calibration(hall.ctx(by), no, seen)
    with pytest.raises(NotFound):
        close_calibration(hall.ctx("0002"), "C-7", 1)
    close_calibration(hall.ctx(RATERS[0]), no, seen)
    with pytest.raises(Conflict):
        close_calibration(hall.ctx("0002"), no, seen)
    with pytest.raises(Conflict):
        hall.closes(no)


# -- readings --------------------------------------------------------------------------------


def test_a_reading_is_agreed_once_the_scores_are_open(hall: Hall) -> None:
    no = hall.opens()
    for text in ("工号在前", "   "):
        with pytest.raises(Conflict):
            note_reading(hall.ctx("0002"), no, "1", text)
    hall.all_score(no)
    note_reading(hall.ctx("0002"), no, "1", "工号在前")
    note_reading(hall.ctx(INSPECTOR), no, "1", "工号在前，姓名可免")
    at = planned(hall.centre, ref="later")
    line = scoring_sheet(hall.ctx(INSPECTOR), at, "通话").lines[0]
    assert [one.text for one in line.readings] == ["工号在前", "工号在前，姓名可免"]
    with pytest.raises(BadInput):
        note_reading(hall.ctx("0002"), no, "1", " ")
    with pytest.raises(NotFound):
        note_reading(hall.ctx("0002"), no, "9", "x")
    for by in ("0001", "0004", "1000", "0008"):
        with pytest.raises(NotAllowed):
            note_reading(hall.ctx(by), no, "1", "x")
