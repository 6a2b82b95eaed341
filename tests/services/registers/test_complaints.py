"""Complaints and visitors as they are registered and ended (COMP-1, COMP-2, CONF-1, CONF-2)."""

from __future__ import annotations

from datetime import timedelta

import pytest

from app.context import Actor, Context
from app.errors import BadInput, Conflict, NotAllowed, NotFound, RuleViolated
from app.models import Visitor
from app.reading.registers import complaints as reading
from app.reading.registers import visitors as visits
from app.reading.registers.waiting import register_tasks
from app.rules.findings import Finding
from app.services.registers import complaints, visitors
from app.services.registers.complaints import NewComplaint
from app.services.registers.visitors import NewVisitor
from tests.factories import NOW, SmallCentre, TestClock

NEW = NewComplaint("C-1001", "扣费争议")


def acting(centre: SmallCentre, no: str) -> Context:
    return centre.context.acting_as(Actor(no, centre.people[no]))


def codes(refused: RuleViolated) -> list[str]:
    return [one.code for one in refused.findings if isinstance(one, Finding)]


@pytest.mark.parametrize("by", ["1001", "1000", "0002"])
def test_who_registers_a_complaint_is_its_first_receiver(centre: SmallCentre, by: str) -> None:
    no = complaints.register(acting(centre, by), NEW)
    row = reading.open_complaint(acting(centre, by), no).complaint.row
    assert (no, row.received_by, row.registered_by_name) == ("K-00001", by, f"Person {by}")


def test_or_who_is_named_and_that_one_is_told(centre: SmallCentre) -> None:
    named = NewComplaint("C-1", "装机超时", received_by_id=centre.people["1002"])
    no = complaints.register(acting(centre, "1000"), named)
    assert reading.open_complaint(acting(centre, "1002"), no).complaint.mine


@pytest.mark.parametrize("by", ["0001", "0003", "0004"])
def test_directors_inspectors_and_administrators_register_nothing(
    centre: SmallCentre, by: str
) -> None:
    with pytest.raises(NotAllowed):
        complaints.register(acting(centre, by), NEW)
    with pytest.raises(NotAllowed):
        visitors.enter(acting(centre, by), NewVisitor("赵工", "检修", centre.people["1000"]))


@pytest.mark.parametrize(
    "new",
    [
        NewComplaint("", "扣费"), NewComplaint("C-1", " "),
        NewComplaint("C-1", "请回电13812345678"), NewComplaint("13812345678", "扣费"),
        NewComplaint("C-1", "请回电１３８１２３４５６７８"), NewComplaint("C-1", "回138 1234 5678"),
        NewComplaint("C" * 1001, "扣费"),
        NewComplaint("C-1", "扣费", received_at=NOW + timedelta(minutes=1)),
        NewComplaint("C-1", "扣费", received_at=NOW - timedelta(days=61)),
        NewComplaint("C-1", "x" * 1001),
    ],
)  # fmt: skip
def test_a_record_holds_a_reference_a_subject_and_no_data_of_the_customer(
    centre: SmallCentre, new: NewComplaint
) -> None:
    with pytest.raises(BadInput):
        complaints.register(acting(centre, "1001"), new)


def test_the_first_receiver_answers_and_closes(centre: SmallCentre) -> None:
    me = acting(centre, "1001")
    no = complaints.register(me, NEW)
    complaints.reply(me, no, 1)
    with pytest.raises(Conflict):
        complaints.reply(me, no, 2)
    complaints.close(me, no, 2, "已致歉并退费")
    file = reading.open_complaint(me, no)
    assert not file.complaint.is_open
    assert not file.may_deal
    assert [line.outcome for line in file.verdict.lines] == ["allowed", "allowed"]
    with pytest.raises(Conflict):
        complaints.close(me, no, 3, "再次")


def test_what_was_done_names_no_telephone_either(centre: SmallCentre) -> None:
    me = acting(centre, "1001")
    no = complaints.register(me, NEW)
    with pytest.raises(BadInput):
        complaints.close(me, no, 1, "已回电 138-1234-5678")


@pytest.mark.rule("COMP-2")
def test_one_that_was_closed_unanswered_can_still_be_answered(centre: SmallCentre) -> None:
    """Otherwise nothing could ever keep its last day."""
    me = acting(centre, "1001")
    no = complaints.register(me, NEW)
    complaints.close(me, no, 1, "已退费")
    assert reading.open_complaint(me, no).may_deal
    complaints.reply(me, no, 2)
    assert not reading.open_complaint(me, no).may_deal
    with pytest.raises(Conflict):
        complaints.reply(me, no, 3)


def test_without_what_was_done_it_is_not_closed(centre: SmallCentre) -> None:
    me = acting(centre, "1001")
    no = complaints.register(me, NEW)
    with pytest.raises(RuleViolated) as refused:
        complaints.close(me, no, 1, "  ", for_other=True)
    assert codes(refused.value) == ["COMP-1.no_result"]


def test_somebody_else_is_warned_before_they_close_it(centre: SmallCentre) -> None:
    no = complaints.register(acting(centre, "1001"), NEW)
    leader = acting(centre, "1000")
    verdict, _names = reading.judge_close(leader, no, "已退费")
    said = [one.code for line in verdict.lines for one in line.said]
    assert said[0] == "COMP-1.closed_by_other"
    with pytest.raises(RuleViolated) as refused:
        complaints.close(leader, no, 1, "已退费")
    assert codes(refused.value) == ["COMP-1.closed_by_other"]
    complaints.close(leader, no, 1, "已退费", for_other=True)
    assert reading.open_complaint(leader, no).complaint.row.closed_by == "1000"


def test_of_two_who_saw_the_same_the_second_is_told(centre: SmallCentre) -> None:
    no = complaints.register(acting(centre, "1001"), NEW)
    complaints.reply(acting(centre, "1001"), no, 1)
    with pytest.raises(Conflict):
        complaints.close(acting(centre, "1000"), no, 1, "已退费", for_other=True)


@pytest.mark.parametrize(
    ("by", "sees"),
    [
        ("1001", True), ("1000", True), ("2000", True), ("0002", True), ("0001", True),
        ("1002", False), ("0003", False), ("0004", False),
    ],
)  # fmt: skip
def test_agents_see_their_own_and_leaders_the_departments(
    centre: SmallCentre, by: str, sees: bool
) -> None:
    no = complaints.register(acting(centre, "1001"), NEW)
    guest = visitors.enter(acting(centre, "1001"), NewVisitor("赵", "修", centre.people["1000"]))
    me = acting(centre, by)
    assert [one.row.no for one in reading.complaints(me)] == [no] * sees
    assert [one.row.no for one in visits.visitors(me)] == [guest] * sees
    if not sees:
        for opens in (reading.open_complaint, visits.open_visit):
            with pytest.raises(NotAllowed):
                opens(me, no if opens is reading.open_complaint else guest)
        with pytest.raises(NotAllowed):
            complaints.close(me, no, 1, "已退费", for_other=True)
        with pytest.raises(NotAllowed):
            visitors.leave(me, guest, 1)


def test_a_director_reads_and_closes_nothing(centre: SmallCentre) -> None:
    no = complaints.register(acting(centre, "1001"), NEW)
    assert not reading.open_complaint(acting(centre, "0001"), no).may_deal
    with pytest.raises(NotAllowed):
        complaints.close(acting(centre, "0001"), no, 1, "已退费", for_other=True)


def test_the_days_left_are_counted_and_it_waits_for_the_first_receiver_near_the_end(
    centre: SmallCentre, clock: TestClock
) -> None:
    me = acting(centre, "1001")
    no = complaints.register(me, NEW)
    assert reading.open_complaint(me, no).complaint.days_left == 15
    clock.pass_by(days=11)
    assert register_tasks(me) == ()
    clock.pass_by(days=1)
    (task,) = register_tasks(me)
    assert (task.target, task.overdue) == (("complaint", no), False)
    clock.pass_by(days=4)
    assert register_tasks(me)[0].overdue
    assert register_tasks(acting(centre, "1000")) == ()
    complaints.reply(me, no, 1)
    assert register_tasks(me) == ()


def test_a_visitor_comes_in_with_a_leaders_word_and_goes(
    centre: SmallCentre, clock: TestClock
) -> None:
    me, leader = acting(centre, "1001"), acting(centre, "1000")
    no = visitors.enter(me, NewVisitor("赵工", "空调检修", centre.people["1000"]))
    (task,) = register_tasks(leader)
    assert (task.target, task.overdue) == (("visitor", no), False)
    clock.pass_by(hours=12)
    assert not visits.open_visit(leader, no).visit.overdue
    clock.pass_by(minutes=1)
    assert visits.open_visit(leader, no).visit.overdue
    visitors.leave(me, no, 1)
    assert register_tasks(leader) == ()
    with pytest.raises(Conflict):
        visitors.leave(me, no, 1)


def test_a_director_who_let_somebody_in_may_enter_them_as_gone(centre: SmallCentre) -> None:
    no = visitors.enter(acting(centre, "1000"), NewVisitor("审计", "审计", centre.people["0001"]))
    visitors.leave(acting(centre, "0001"), no, 1)


@pytest.mark.parametrize("by", ["1002", "0003", "0004"])
def test_nobody_else_lets_anybody_in(centre: SmallCentre, by: str) -> None:
    with pytest.raises(RuleViolated) as refused:
        visitors.enter(acting(centre, "1001"), NewVisitor("赵工", "检修", centre.people[by]))
    assert codes(refused.value) == ["CONF-2.not_entitled"]
    assert centre.people[by] not in [key for key, _name in visits.approvers(acting(centre, "1001"))]


def test_a_visit_says_who_and_why(centre: SmallCentre) -> None:
    for name, reason in (("", "检修"), ("赵工", " "), ("x" * 201, "检修")):
        with pytest.raises(BadInput):
            visitors.enter(acting(centre, "1001"), NewVisitor(name, reason, centre.people["1000"]))
    with pytest.raises(NotFound):
        visitors.enter(acting(centre, "1001"), NewVisitor("赵工", "检修", 777))


def test_an_imported_visit_that_nobody_approved_is_the_centres(centre: SmallCentre) -> None:
    with centre.context.write() as session:
        session.add(Visitor(visitor_no="V-9", name="x", reason="x", in_at=NOW))
    assert visits.visitors(acting(centre, "0002")) == ()
    assert len(visits.visitors(acting(centre, "0001"))) == 1
