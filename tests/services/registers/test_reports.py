"""Reports upwards as people make and answer them, on a real store (ESC-2, ESC-3, CONF-1)."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from sqlalchemy import select, update

from app.context import Actor, Context
from app.errors import BadInput, Conflict, NotAllowed, NotFound, RuleViolated
from app.models import Person, ReportStep, Team, UpwardReport
from app.reading.registers import reports as reading
from app.reading.registers.reports import Draft, ReportFile
from app.reading.registers.waiting import register_tasks
from app.rules.findings import Finding
from app.rules.vocabulary import ReportAction, ReportKind, ReportState
from app.services.registers import reports
from app.text import say
from tests.factories import NOW, SmallCentre, TestClock, a_post

A = ReportAction


def acting(centre: SmallCentre, no: str) -> Context:
    return centre.context.acting_as(Actor(no, centre.people[no]))


def draft(centre: SmallCentre, to: str, **more: object) -> Draft:
    made = Draft(centre.people[to], ReportKind.FAULT, False, "3号台耳麦无声", "更换耳麦")
    return replace(made, **more)  # type: ignore[arg-type]


def raised(centre: SmallCentre, by: str = "1001", to: str = "1000", **more: object) -> str:
    return reports.raise_report(acting(centre, by), draft(centre, to, **more))


def opened(centre: SmallCentre, by: str, no: str) -> ReportFile:
    return reading.open_report(acting(centre, by), no)


def version(centre: SmallCentre, no: str) -> int:
    return opened(centre, "0001", no).report.row.version


def answered(centre: SmallCentre, by: str = "1000") -> str:
    no = raised(centre)
    reports.answer(acting(centre, by), no, 1, "同意，今日更换")
    return no


def upheld(centre: SmallCentre) -> str:
    no = answered(centre)
    reports.dissent(acting(centre, "1001"), no, 2, "应先停用该台")
    reports.uphold(acting(centre, "1000"), no, 3)
    reports.carry_out(acting(centre, "1001"), no, 4)
    return no


def codes(refused: RuleViolated) -> list[str]:
    return [one.code for one in refused.findings if isinstance(one, Finding)]


def tasks(centre: SmallCentre, no: str) -> list[str]:
    return [say(task.title) for task in register_tasks(acting(centre, no))]


@pytest.mark.parametrize(
    ("by", "to"),
    [("1001", "1000"), ("1000", "0002"), ("0003", "0002"), ("0004", "0002"), ("0002", "0001")],
)
def test_everybody_reports_to_their_superior(centre: SmallCentre, by: str, to: str) -> None:
    assert raised(centre, by, to) == "E-00001"
    reach = reading.reach(acting(centre, by))
    assert [key for key, _name in reach.superiors] == [centre.people[to]]


@pytest.mark.parametrize(
    ("by", "to"), [("1001", "0002"), ("1001", "2000"), ("1000", "0001"), ("0002", "1000")]
)
def test_past_them_it_is_refused_with_the_rule_and_nothing_is_on_record(
    centre: SmallCentre, by: str, to: str
) -> None:
    with pytest.raises(RuleViolated) as refused:
        raised(centre, by, to)
    assert codes(refused.value) == ["ESC-2.not_superior"]
    assert reading.reports(acting(centre, "0001")) == ()


def test_what_the_form_says_beforehand_is_what_refuses(centre: SmallCentre) -> None:
    verdict, _names = reading.judge(acting(centre, "1001"), draft(centre, "0002", proposal=" "))
    assert [one.code for one in verdict.refusals] == ["ESC-2.not_superior", "ESC-3.no_proposal"]
    with pytest.raises(RuleViolated) as refused:
        raised(centre, to="0002", proposal=" ")
    assert codes(refused.value) == [one.code for one in verdict.refusals]


def test_the_director_reports_to_nobody(centre: SmallCentre) -> None:
    with pytest.raises(NotAllowed):
        raised(centre, "0001", "0002")


@pytest.mark.parametrize("facts", ["", "  ", "x" * 4001])
def test_a_report_states_the_facts(centre: SmallCentre, facts: str) -> None:
    with pytest.raises(BadInput):
        raised(centre, facts=facts)


def test_nobody_reports_to_somebody_who_is_not_there(centre: SmallCentre) -> None:
    with pytest.raises(NotFound):
        reports.raise_report(acting(centre, "1001"), draft(centre, "1000", to_id=777))


def test_an_emergency_goes_past_the_leader_who_is_told_afterwards(
    centre: SmallCentre, clock: TestClock
) -> None:
    no = raised(centre, to="0002", emergency=True)
    assert opened(centre, "1001", no).report.owes_telling
    assert "Tell the superior who was skipped in E-00001" in tasks(centre, "1001")
    reports.answer(acting(centre, "0002"), no, 1, "立即停用")
    reports.carry_out(acting(centre, "1001"), no, 2)
    assert opened(centre, "1001", no).report.is_open
    clock.pass_by(hours=24)
    assert not opened(centre, "1001", no).report.overdue
    clock.pass_by(minutes=1)
    assert opened(centre, "1001", no).report.overdue
    reports.tell_skipped(acting(centre, "1001"), no, 3, "已告知班长")
    file = opened(centre, "1001", no)
    assert not file.report.is_open
    assert A.TELL not in file.offers
    with pytest.raises(Conflict):
        reports.tell_skipped(acting(centre, "1001"), no, 4)


def test_the_instruction_is_on_record_word_for_word(centre: SmallCentre) -> None:
    no = answered(centre)
    row = opened(centre, "1001", no).report.row
    assert (row.answer, row.state) == ("同意，今日更换", ReportState.ANSWERED)
    reports.dissent(acting(centre, "1001"), no, 2, "应先停用")
    reports.change(acting(centre, "1000"), no, 3, "先停用，再更换")
    file = opened(centre, "1001", no)
    assert file.report.row.answer == "同意，今日更换"
    assert [(step.action, step.text) for step in file.steps] == [
        (A.RAISE, "更换耳麦"), (A.ANSWER, "同意，今日更换"), (A.DISSENT, "应先停用"),
        (A.CHANGE, "先停用，再更换"),
    ]  # fmt: skip


def test_an_answer_without_words_is_refused(centre: SmallCentre) -> None:
    no = raised(centre)
    with pytest.raises(BadInput):
        reports.answer(acting(centre, "1000"), no, 1, "  ")


@pytest.mark.parametrize("by", ["1000", "0002", "0001"])
def test_the_superior_or_whoever_is_over_them_answers(centre: SmallCentre, by: str) -> None:
    answered(centre, by)


@pytest.mark.parametrize("by", ["1001", "1002", "2000", "0003", "0004"])
def test_nobody_else_does(centre: SmallCentre, by: str) -> None:
    no = raised(centre)
    with pytest.raises(NotAllowed):
        reports.answer(acting(centre, by), no, 1, "同意")


def test_only_the_reporter_dissents(centre: SmallCentre) -> None:
    no = answered(centre)
    with pytest.raises(NotAllowed, match="Not allowed"):
        reports.dissent(acting(centre, "1000"), no, 2, "不")


def test_of_two_who_saw_the_same_the_second_is_told(centre: SmallCentre) -> None:
    no = raised(centre)
    reports.answer(acting(centre, "1000"), no, 1, "同意")
    with pytest.raises(Conflict):
        reports.answer(acting(centre, "0002"), no, 1, "不同意")
    assert opened(centre, "1001", no).report.row.answer == "同意"


def test_what_is_not_in_the_table_is_not_done(centre: SmallCentre) -> None:
    no = raised(centre)
    for step in (reports.uphold, reports.carry_out, reports.change):
        with pytest.raises(Conflict):
            step(acting(centre, "1000"), no, 1, "好")
    with pytest.raises(Conflict):
        reports.take_up(acting(centre, "1000"), no, 1, centre.people["0002"], "请批示")


def test_an_upheld_matter_is_carried_out_and_may_be_taken_one_level_up(
    centre: SmallCentre,
) -> None:
    no = upheld(centre)
    head = centre.people["0002"]
    assert opened(centre, "1000", no).above == [(head, "Person 0002 0002")]
    above = reports.take_up(acting(centre, "1000"), no, 5, head, "请明确停用标准")
    row = opened(centre, "0002", above).report.row
    assert (row.taken_from, row.raised_by, row.to) == (no, "1000", "0002")
    assert "应先停用该台" in row.facts
    assert "同意，今日更换" in row.facts
    below = opened(centre, "1001", no).report
    assert (below.row.taken_as, below.state) == (above, ReportState.TAKEN_UP)


def test_one_level_up_is_not_two(centre: SmallCentre) -> None:
    no = upheld(centre)
    with pytest.raises(RuleViolated) as refused:
        reports.take_up(acting(centre, "1000"), no, 5, centre.people["0001"], "请批示")
    assert codes(refused.value) == ["ESC-2.not_superior"]
    assert opened(centre, "1001", no).report.state is ReportState.OBEYED


@pytest.mark.parametrize(
    ("by", "sees"),
    [
        ("1001", True), ("1000", True), ("0002", True), ("0001", True),
        ("1002", False), ("2000", False), ("2001", False), ("0003", False), ("0004", False),
    ],
)  # fmt: skip
def test_a_report_is_seen_by_the_reporter_and_those_over_them(
    centre: SmallCentre, by: str, sees: bool
) -> None:
    no = raised(centre)
    assert [one.row.no for one in reading.reports(acting(centre, by))] == [no] * sees
    if sees:
        opened(centre, by, no)
    else:
        with pytest.raises(NotAllowed):
            opened(centre, by, no)


def test_a_leader_sees_nothing_of_what_a_leader_reports(centre: SmallCentre) -> None:
    raised(centre, "1000", "0002")
    assert reading.reports(acting(centre, "1001")) == ()
    assert reading.reports(acting(centre, "2000")) == ()
    assert len(reading.reports(acting(centre, "0002"))) == 1


def test_a_login_spelt_like_somebodys_number_sees_and_does_nothing(centre: SmallCentre) -> None:
    no = raised(centre)
    spelt = centre.context.acting_as(Actor("1000", None))
    assert reading.reports(spelt) == ()
    with pytest.raises(NotAllowed):
        reports.answer(spelt, no, 1, "同意")
    with pytest.raises(NotAllowed):
        reports.raise_report(spelt, draft(centre, "0002"))


def test_what_waits_for_whom(centre: SmallCentre) -> None:
    no = raised(centre)
    assert tasks(centre, "1000") == ["Answer report E-00001 of Person 1001"]
    assert tasks(centre, "1001") == tasks(centre, "0002") == []
    reports.answer(acting(centre, "1000"), no, 1, "同意")
    assert tasks(centre, "1000") == []
    assert tasks(centre, "1001") == ["Carry out what Person 1000 decided on E-00001"]
    reports.dissent(acting(centre, "1001"), no, 2, "不妥")
    assert tasks(centre, "1000") == ["Person 1001 dissents: decide on E-00001"]


def test_an_answer_is_due_within_three_days(centre: SmallCentre, clock: TestClock) -> None:
    raised(centre)
    clock.pass_by(days=3)
    assert not register_tasks(acting(centre, "1000"))[0].overdue
    clock.pass_by(minutes=1)
    assert register_tasks(acting(centre, "1000"))[0].overdue


def test_an_imported_report_stands_where_it_says_and_goes_on(centre: SmallCentre) -> None:
    with centre.context.write() as session:
        session.add(
            UpwardReport(
                report_no="E-77", raised_by_id=centre.people["1001"], raised_at=NOW,
                to_id=centre.people["1000"], kind=ReportKind.LEAK, facts="x", answered_at=NOW,
                answer="照办", dissent="不妥",
            )
        )  # fmt: skip
    assert opened(centre, "1000", "E-77").report.state is ReportState.DISSENTED
    reports.uphold(acting(centre, "1000"), "E-77", 1)
    assert opened(centre, "1000", "E-77").report.state is ReportState.UPHELD


def test_the_ledger_of_a_report_is_never_edited(centre: SmallCentre) -> None:
    answered(centre)
    with pytest.raises(Exception, match="never edited"), centre.context.write() as session:
        session.execute(update(ReportStep).values(text="改"))
    with centre.context.read() as session:
        assert "改" not in session.scalars(select(ReportStep.text)).all()


def test_who_was_over_the_reporter_on_the_day_sees_it_and_a_later_leader_does_not(
    centre: SmallCentre, clock: TestClock
) -> None:
    no = raised(centre)
    with centre.context.write() as session:
        person, team = session.get(Person, centre.people["1001"]), session.get(Team, 2)
        assert person is not None
        assert team is not None
        a_post(session, person, date(2026, 10, 20), team=team)
    clock.pass_by(days=10)
    assert [one.row.no for one in reading.reports(acting(centre, "1000"))] == [no]
    assert reading.reports(acting(centre, "2000")) == ()
    reports.answer(acting(centre, "1000"), no, 1, "同意")


def test_who_has_left_sees_and_does_nothing(centre: SmallCentre, clock: TestClock) -> None:
    no = raised(centre)
    with centre.context.write() as session:
        session.execute(
            update(Person)
            .where(Person.employee_no.in_(("1000", "1001")))
            .values(left_on=date(2026, 10, 16))
        )
    clock.pass_by(days=2)
    for gone in ("1000", "1001"):
        with pytest.raises(NotAllowed):
            reading.reports(acting(centre, gone))
        with pytest.raises(NotAllowed):
            reports.answer(acting(centre, gone), no, 1, "同意")
        with pytest.raises(NotAllowed):
            register_tasks(acting(centre, gone))
    reports.answer(acting(centre, "0002"), no, 1, "同意")


def test_a_long_report_is_taken_up_with_all_that_was_said(centre: SmallCentre) -> None:
    """As long as each of them may be: who takes it up is not to blame for it."""
    long = "长" * reports.MOST
    no = raised(centre, facts=long, proposal=long)
    reports.answer(acting(centre, "1000"), no, 1, long)
    reports.dissent(acting(centre, "1001"), no, 2, long)
    reports.uphold(acting(centre, "1000"), no, 3)
    reports.carry_out(acting(centre, "1001"), no, 4)
    above = reports.take_up(acting(centre, "1000"), no, 5, centre.people["0002"], "请裁定")
    assert opened(centre, "0002", above).report.row.facts.count("长") == 4 * reports.MOST
    with pytest.raises(BadInput):
        raised(centre, facts=long + "长")
