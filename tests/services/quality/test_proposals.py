"""Trainings are proposed by inspector and head; the head holds or drops them (QA-6, TRAIN-1)."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest

from app.context import Actor, Context
from app.errors import BadInput, Conflict, NotAllowed
from app.queries.duties.trainings import trainings_of
from app.queries.quality.proposals import open_proposals, proposal, proposed_to
from app.rules.scorecards.proposed import ProposalState, Proposed
from app.services.duties.trainings import Part
from app.services.quality.proposals import Proposal, drop_proposal, hold_proposal, propose
from tests.factories import SmallCentre, a_department, a_person

pytestmark = pytest.mark.rule("QA-6")

WEEK = date(2026, 10, 5)
HEAD, INSPECTOR = "0002", "0003"


def at(centre: SmallCentre, no: str) -> Context:
    return centre.context.acting_as(Actor(no, centre.people[no]))


def wanted(centre: SmallCentre, *people: str, title: str = "退款口径") -> Proposal:
    ids = [centre.people[no] for no in people]
    return Proposal(centre.department, WEEK, title, "三人两次以上", ids)


def row(centre: SmallCentre, key: int) -> Proposed:
    with centre.context.read() as session:
        found = proposal(session, key)
    assert found is not None
    return found


@pytest.mark.parametrize("no", [INSPECTOR, HEAD])
def test_inspector_and_head_propose_by_name_until_the_months_end(
    centre: SmallCentre, no: str
) -> None:
    key = propose(at(centre, no), wanted(centre, "1001", "1002"))
    found = row(centre, key)
    assert [one.no for one in found.people] == ["1001", "1002"]
    assert (found.state, found.week) == (ProposalState.TO_HOLD, WEEK)
    today = centre.context.today()
    assert (found.due_on.year, found.due_on.month) == (today.year, today.month)
    assert found.due_on.day in (28, 29, 30, 31)


@pytest.mark.parametrize("no", ["0001", "0004", "1000", "1001"])
def test_nobody_else_proposes(centre: SmallCentre, no: str) -> None:
    with pytest.raises(NotAllowed):
        propose(at(centre, no), wanted(centre, "1001"))


@pytest.mark.parametrize("no", ["0001", INSPECTOR, "1000", "1001"])
def test_only_the_head_holds_or_drops(centre: SmallCentre, no: str) -> None:
    key = propose(at(centre, HEAD), wanted(centre, "1001"))
    with pytest.raises(NotAllowed):
        drop_proposal(at(centre, no), key, 1, "不办")
    with pytest.raises(NotAllowed):
        hold_proposal(at(centre, no), key, 1, "t", WEEK, [Part(centre.people["1001"], True)])
    assert row(centre, key).is_open


def test_a_training_that_was_held_is_in_the_archive_and_the_proposal_names_it(
    centre: SmallCentre,
) -> None:
    key = propose(at(centre, INSPECTOR), wanted(centre, "1001"))
    head, person = at(centre, HEAD), centre.people["1001"]
    no = hold_proposal(head, key, 1, "退款口径", head.today(), [Part(person, True, 90, True)])
    assert (row(centre, key).state, row(centre, key).training_no) == (ProposalState.HELD, no)
    with centre.context.read() as session:
        assert [one.no for one in trainings_of(session, person)] == [no]
        assert open_proposals(session) == []


def test_what_is_dropped_says_why_and_may_be_proposed_again(centre: SmallCentre) -> None:
    key = propose(at(centre, INSPECTOR), wanted(centre, "1001"))
    with pytest.raises(BadInput):
        drop_proposal(at(centre, HEAD), key, 1, "  ")
    drop_proposal(at(centre, HEAD), key, 1, "已并入月度培训")
    assert row(centre, key).dropped == "已并入月度培训"
    assert propose(at(centre, INSPECTOR), wanted(centre, "1001")) != key


@pytest.mark.parametrize("settle", ["drop", "hold"])
def test_what_somebody_settled_meanwhile_is_not_settled_again(
    centre: SmallCentre, settle: str
) -> None:
    key = propose(at(centre, INSPECTOR), wanted(centre, "1001"))
    head = at(centre, HEAD)
    drop_proposal(head, key, 1, "已并入月度培训")
    again: Callable[[], object] = (
        (lambda: drop_proposal(head, key, 1, "又"))
        if settle == "drop"
        else (lambda: hold_proposal(head, key, 1, "t", WEEK, [Part(centre.people["1001"], True)]))
    )
    with pytest.raises(Conflict):
        again()


def test_one_week_proposes_one_training_of_a_name(centre: SmallCentre) -> None:
    propose(at(centre, INSPECTOR), wanted(centre, "1001"))
    with pytest.raises(Conflict):
        propose(at(centre, HEAD), wanted(centre, "1002", title=" 退款口径 "))


def test_nobody_of_another_department_is_proposed_to(centre: SmallCentre) -> None:
    with centre.context.write() as session:
        other = a_person(session, "3001", department=a_department(session, "Other")).id
    with pytest.raises(BadInput):
        propose(at(centre, HEAD), Proposal(centre.department, WEEK, "t", "", [other]))
    with pytest.raises(BadInput):
        propose(at(centre, HEAD), wanted(centre, "1001", title=" "))


def test_one_for_all_is_for_each_of_the_department(centre: SmallCentre) -> None:
    propose(at(centre, HEAD), wanted(centre))
    with centre.context.read() as session:
        assert len(proposed_to(session, centre.people["2001"], centre.department)) == 1
        assert proposed_to(session, centre.people["2001"], None) == ()
