"""Stop-work orders (DUTY-5) go to the head."""

from __future__ import annotations

import pytest
from sqlalchemy import select

from app.errors import BadInput, Conflict, NotAllowed, RuleViolated
from app.models import UpwardReport
from app.queries.desks.rows import standing_orders
from app.queries.requests.notices import notices_of
from app.reading.registers import reports as reading
from app.rules.findings import Finding
from app.rules.vocabulary import ReportAction, Role
from app.services.desks import stopping
from app.services.registers import reports
from tests.factories import a_department, a_person
from tests.services.desks.floor import Floor

pytestmark = pytest.mark.rule("DUTY-5")


def standing(floor: Floor) -> list[tuple[str, bool]]:
    """Who is told to stop, and whether the head has seen it."""
    with floor.centre.context.read() as session:
        return [(row.no, row.seen_at is not None) for row in standing_orders(session)]


def codes(floor: Floor, no: str) -> list[str]:
    with floor.centre.context.read() as session:
        return [row.code for row in notices_of(session, floor.centre.people[no])]


def test_an_order_is_recorded_and_reported_to_the_head(floor: Floor) -> None:
    person = floor.centre.people["1004"]
    stopping.order_stop(floor.at("1000"), person, " insulted a customer ", "retraining")
    assert standing(floor) == [("1004", False)]
    assert sorted(codes(floor, "0002")) == ["report.raised", "stop.ordered"]
    assert codes(floor, "1004") == ["stop.you"]
    with floor.centre.context.read() as session:
        report = session.scalars(select(UpwardReport)).one()
    assert (report.to_id, report.kind, report.facts, report.proposal) == (
        floor.centre.people["0002"], "error", "insulted a customer", "retraining",
    )  # fmt: skip


def test_it_stands_with_the_head_until_it_is_seen(floor: Floor) -> None:
    person = floor.centre.people["1004"]
    order = stopping.order_stop(floor.at("1000"), person, "insulted a customer", "a talk")
    with pytest.raises(NotAllowed):
        stopping.take_note(floor.at("1000"), order)
    stopping.take_note(floor.at("0002"), order)
    assert standing(floor) == [("1004", True)]
    with pytest.raises(Conflict):
        stopping.take_note(floor.at("0002"), order)


def test_an_order_ends(floor: Floor) -> None:
    person = floor.centre.people["1004"]
    order = stopping.order_stop(floor.at("1000"), person, "insulted a customer", "a talk")
    with pytest.raises(NotAllowed):
        stopping.end_stop(floor.at("1004"), order)
    stopping.end_stop(floor.at("1000"), order)
    assert standing(floor) == []
    assert codes(floor, "1004") == ["stop.ended", "stop.you"]
    with pytest.raises(Conflict):
        stopping.end_stop(floor.at("1000"), order)


def test_an_order_of_the_head_is_reported_to_nobody(floor: Floor) -> None:
    stopping.order_stop(floor.at("0002"), floor.centre.people["1004"], "insulted a customer")
    with floor.centre.context.read() as session:
        assert session.scalars(select(UpwardReport)).all() == []


def test_an_order_has_a_reason_and_a_right_addressee(floor: Floor) -> None:
    person, head = floor.centre.people["1004"], floor.centre.people["0002"]
    with pytest.raises(BadInput):
        stopping.order_stop(floor.at("1000"), person, "  ")
    with pytest.raises(NotAllowed):
        stopping.order_stop(floor.at("1000"), head, "wrong")
    with pytest.raises(NotAllowed):
        stopping.order_stop(floor.at("1000"), floor.centre.people["1000"], "me")
    with pytest.raises(NotAllowed):
        stopping.order_stop(floor.at("1003"), person, "not mine to say")
    stopping.order_stop(floor.at("1000"), person, "once", "a talk")
    with pytest.raises(Conflict):
        stopping.order_stop(floor.at("2000"), person, "twice")


def test_without_a_proposal_nothing_is_ordered_as_the_report_would_break_the_rule(
    floor: Floor,
) -> None:
    with pytest.raises(RuleViolated) as refused:
        stopping.order_stop(floor.at("1000"), floor.centre.people["1004"], "insulted a customer")
    assert [found.rule for found in refused.value.findings if isinstance(found, Finding)] == [
        "ESC-3"
    ]
    assert standing(floor) == []


def test_the_report_of_an_order_is_one_as_any_other(floor: Floor) -> None:
    """It has its ledger and its number among the reports, and the head answers it."""
    person = floor.centre.people["1004"]
    stopping.order_stop(floor.at("1000"), person, "insulted a customer", "a talk")
    (report,) = reading.reports(floor.at("0002"))
    assert report.row.no == "E-00001"
    opened = reading.open_report(floor.at("0002"), report.row.no)
    assert [step.action for step in opened.steps] == [ReportAction.RAISE]
    reports.answer(floor.at("0002"), report.row.no, 1, "agreed")


def test_of_two_heads_the_one_who_orders_reports_nothing_to_the_other(floor: Floor) -> None:
    with floor.centre.context.write() as session:
        department = a_department(session)
        a_person(session, "0009", role=Role.DEPARTMENT_HEAD, department=department)
    stopping.order_stop(floor.at("0002"), floor.centre.people["1004"], "insulted a customer")
    assert reading.reports(floor.at("0001")) == ()
