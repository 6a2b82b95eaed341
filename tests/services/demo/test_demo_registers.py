"""The demo's reports upwards, complaints and visitors: lively, lawful, a few things to tell."""

from __future__ import annotations

from collections import Counter
from datetime import UTC, datetime

import pytest

from app.demo.registers import Registers
from app.demo.show import Show, perform
from app.rules import books
from app.rules.calendar import CentreTime
from app.rules.policy import DEFAULTS
from app.rules.registers.complaints import check_close, check_reply
from app.rules.registers.reports import ReportFacts, check_answer, check_level
from app.rules.registers.superiors import Superiors
from app.rules.registers.visitors import check_visit
from app.rules.vocabulary import ReportAction

TIME = CentreTime()
A = ReportAction


@pytest.fixture(
    scope="module",
    params=[
        datetime(2026, 11, 23, 2, 30, tzinfo=UTC),
        datetime(2026, 9, 30, 16, 0, tzinfo=UTC),
        datetime(2028, 2, 29, 4, 0, tzinfo=UTC),
    ],
    ids=str,
)
def show(request: pytest.FixtureRequest) -> Show:
    return perform(request.param, TIME)


def codes(show: Show) -> Counter[str]:
    """What the rules say of all three registers."""
    now, people = show.stage.now, {one.no: one for one in show.cast}
    superiors = Superiors(people)
    found = []
    for one in show.registers.reports:
        answer, told = one.step(A.ANSWER), one.step(A.TELL)
        report = books.UpwardReport(
            "E", one.by, one.at, one.to, one.kind, one.emergency, one.facts, one.proposal,
            answer.at if answer else None, answer.text if answer else "",
            skipped_told_at=told.at if told else None,
        )  # fmt: skip
        facts = ReportFacts(report, TIME.local_date(one.at), superiors, DEFAULTS, now)
        found += [check_level(facts), *check_answer(facts)]
    for case in show.registers.complaints:
        complaint = books.Complaint(
            "K", case.at, case.by, case.contact, case.abroad, case.subject, case.replied_at,
            case.closed_at, case.closed_by, case.handled,
        )  # fmt: skip
        found += [check_close(complaint, TIME), check_reply(complaint, TIME, DEFAULTS, now)]
    for visit in show.registers.visits:
        day = TIME.local_date(visit.at)
        row = books.Visitor("V", visit.name, visit.reason, visit.by, visit.at, visit.out)
        found.append(check_visit(row, people[visit.by].post_on(day), day, DEFAULTS, now))
    return Counter(one.code for one in found if one)


def test_one_answer_was_late_and_one_complaint_closed_by_another(show: Show) -> None:
    assert codes(show) == {"ESC-3.late": 1, "COMP-1.closed_by_other": 1}


def test_everything_lies_in_the_past_of_the_demo_and_in_three_months(show: Show) -> None:
    registers: Registers = show.registers
    now = show.stage.now
    moments = [said.at for one in registers.reports for said in one.chain]
    moments += [one.at for one in registers.reports]
    moments += [one.at for one in registers.complaints]
    moments += [one.at for one in registers.visits]
    moments += [at for one in registers.complaints for at in (one.replied_at, one.closed_at) if at]
    assert max(moments) <= now
    assert (now - min(moments)).days <= 92


def test_an_emergency_was_told_a_dissent_was_upheld_and_somebody_is_inside(show: Show) -> None:
    reports = show.registers.reports
    assert [one.step(A.TELL) is not None for one in reports if one.emergency] == [True]
    assert sum(one.step(A.UPHOLD) is not None for one in reports) == 1
    assert sum(one.step(A.ANSWER) is None for one in reports) == 1
    assert sum(one.out is None for one in show.registers.visits) == 1
    assert sum(one.replied_at is None for one in show.registers.complaints) == 3
