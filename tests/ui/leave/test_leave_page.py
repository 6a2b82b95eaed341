"""The Leave page, through what is seen and pressed."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime
from pathlib import Path

import pytest
from PySide6.QtCore import QBuffer, QDate, QIODevice, QTime
from PySide6.QtGui import QPixmap
from PySide6.QtTest import QAbstractItemModelTester

from app.context import Actor
from app.queries.leave import balances as balance_rows
from app.queries.leave import rows
from app.queries.leave.kinds import KindDetails
from app.queries.leave.rows import LeaveRow
from app.rules.vocabulary import LeaveStatus
from app.services.leave.kinds import add_kind
from app.ui.kit.requests.reason import ReasonDialog
from app.ui.kit.sick_call import SickCall
from app.ui.leave.balances_view import EntryDialog
from app.ui.leave.delegation_view import DelegateDialog
from app.ui.leave.papers import HandInDialog, Viewer
from tests.factories import SmallCentre, TestClock
from tests.papers import a_pdf
from tests.ui.leave.conftest import Shown

ShownTo = Callable[[str], Shown]
_MINE = ("Ask for leave", "My leave", "To decide")


def the(centre: SmallCentre, no: str) -> LeaveRow:
    with centre.context.read() as session:
        row = rows.leave(session, no)
    assert row is not None
    return row


def filed(shown_to: ShownTo, no: str, first: int, last: int = 0) -> Shown:
    """Somebody asks for personal leave on days of October."""
    shown = shown_to(no)
    shown.ask(first, last)
    shown.send()
    return shown


def approved(shown_to: ShownTo) -> None:
    """1002 is away on the 19th, with both steps said yes to."""
    filed(shown_to, "1002", 19)
    for approver in ("1000", "0002"):
        shown = shown_to(approver)
        shown.tab("To decide")
        shown.pick("L-00001")
        shown.press("Approve")


def test_two_days_go_from_the_agent_to_leader_head_and_director(
    shown_to: ShownTo, centre: SmallCentre
) -> None:
    agent = shown_to("1002")
    agent.ask(19, 20)
    judged = agent.said(agent.page.ask._result)
    assert "Person 1000 decides now" in judged
    assert "Person 0002" in judged
    assert "Person 0001" in judged
    assert agent.page.ask.send.isEnabled()
    agent.send()
    assert agent.toasts == ["Leave L-00001 was filed"]
    assert "Pending" in agent.said()
    for approver, next_one in (("1000", "Person 0002"), ("0002", "Person 0001"), ("0001", "")):
        shown = shown_to(approver)
        shown.tab("To decide (1)")
        shown.pick("L-00001")
        shown.press("Approve")
        assert shown.page.loaded is not None
        assert shown.page.loaded.to_decide == []
        if next_one:
            assert f"{next_one} decides now" in shown.said()
    assert the(centre, "L-00001").status is LeaveStatus.APPROVED
    agent = shown_to("1002")
    agent.pick("L-00001")
    assert "Approved" in agent.said()
    assert agent.said().count("Decided as") == 3


def test_a_sick_call_before_the_shift_and_the_certificate_two_days_later(
    shown_to: ShownTo, centre: SmallCentre, clock: TestClock, tmp_path: Path
) -> None:
    """1002's mother calls at 6:50, the shift starts at 7:30; a colleague writes it down."""
    clock.now = datetime.fromisoformat("2026-10-19T06:55:00+08:00")
    colleague = shown_to("1001")
    colleague.ask(19, kind="emergency_sick", who=centre.people["1002"])
    assert colleague.page.ask.state.text().startswith("LEAVE-5:")
    assert not colleague.page.ask.send.isEnabled()
    form = colleague.page.ask.form
    form.phoned_on.setDate(QDate(2026, 10, 19))
    form.phoned.setTime(QTime(6, 50))
    form.phoned_by.setText("母亲")
    colleague.settle()
    assert colleague.page.ask.send.isEnabled(), colleague.page.ask.state.text()
    colleague.send()
    assert "Telephoned 2026-10-19 06:50 by 母亲" in colleague.said()
    assert "Due by the end of 20 October." in colleague.said()
    for approver in ("1000", "0002"):
        shown = shown_to(approver)
        shown.tab("To decide")
        shown.pick("L-00001")
        shown.press("Approve")
    assert the(centre, "L-00001").status is LeaveStatus.APPROVED
    clock.now = datetime.fromisoformat("2026-10-20T17:00:00+08:00")
    patient = shown_to("1002")
    patient.pick("L-00001")
    patient.press("Hand in a certificate…")
    paper = tmp_path / "证明.pdf"
    paper.write_bytes(a_pdf())
    patient.dialog(HandInDialog).file.setText(str(paper))
    patient.submit()
    assert "证明.pdf" in patient.said()
    assert "Due by" not in patient.said()
    assert the(centre, "L-00001").certificate_to == date(2026, 10, 19)


def test_what_a_rule_refuses_cannot_be_sent_and_says_which_rule(shown_to: ShownTo) -> None:
    """1002 works a night on the 23rd."""
    agent = shown_to("1002")
    agent.ask(23)
    assert agent.page.ask.state.text().startswith("LEAVE-6:")
    assert not agent.page.ask.send.isEnabled()
    assert "The rules do not allow it." in agent.said(agent.page.ask._result)
    agent.page.ask.form.special.setPlainText("家人住院")
    agent.settle()
    assert agent.page.ask.send.isEnabled()
    agent.press("LEAVE-6", agent.page.ask)
    assert agent.went[-1] == ("rules", "LEAVE-6")


def test_days_the_wrong_way_round_are_said_under_the_field(shown_to: ShownTo) -> None:
    agent = shown_to("1002")
    agent.ask(20, 20)
    agent.page.ask.form.last.setDate(QDate(2026, 10, 19))
    agent.settle()
    assert agent.page.ask.form.form.problem("last") == "The last day is before the first."
    assert not agent.page.ask.send.isEnabled()


def test_only_the_sick_are_filed_for_and_only_an_emergency_asks_for_the_call(
    shown_to: ShownTo, centre: SmallCentre
) -> None:
    agent = shown_to("1002")
    form = agent.page.ask.form
    agent.ask(19, kind="sick", who=centre.people["1001"])
    assert form.who.isEnabled()
    assert not form.form.field("phoned").isVisible()
    assert not form.special.isVisible(), "the sick are free of the nights' rule"
    agent.ask(19, kind="emergency_sick")
    assert form.form.field("phoned").isVisible()
    form.who.choose(centre.people["1001"])
    agent.ask(19, kind="personal")
    assert not form.who.isEnabled()
    assert form.wish().person_id == centre.people["1002"]


def test_the_effect_on_cover_stands_beside_the_form(shown_to: ShownTo) -> None:
    agent = shown_to("1002")
    agent.ask(19)
    judged = agent.said(agent.page.ask._result)
    assert "Mon 19 October" in judged
    assert "at work" in judged


def test_a_late_filing_is_accepted_by_the_head_with_a_reason(
    shown_to: ShownTo, centre: SmallCentre
) -> None:
    filed(shown_to, "1003", 15)
    leader = shown_to("1000")
    leader.tab("To decide")
    leader.pick("L-00001")
    leader.press("Approve")
    head = shown_to("0002")
    head.tab("To decide")
    head.pick("L-00001")
    assert "Approve" not in head.buttons()
    head.press("Accept as late…")
    dialog = head.dialog(ReasonDialog)
    dialog.submit.click()
    assert dialog.form.problem("reason") == "A reason is needed"
    dialog.reason.setPlainText("家中急事")
    head.submit()
    row = the(centre, "L-00001")
    assert (row.status, row.late_approved) == (LeaveStatus.APPROVED, True)
    assert "Filed late and accepted" in head.said()


def test_declined_with_a_reason_that_the_applicant_reads(
    shown_to: ShownTo, centre: SmallCentre
) -> None:
    filed(shown_to, "1002", 19)
    leader = shown_to("1000")
    leader.tab("To decide")
    leader.pick("L-00001")
    leader.press("Decline…")
    leader.dialog(ReasonDialog).reason.setPlainText("人手不足")
    leader.submit()
    agent = shown_to("1002")
    agent.pick("L-00001")
    assert "Declined: 人手不足" in agent.said()
    assert the(centre, "L-00001").status is LeaveStatus.DECLINED


def test_the_applicant_withdraws_after_a_question(shown_to: ShownTo, centre: SmallCentre) -> None:
    agent = filed(shown_to, "1002", 19)
    agent.press("Withdraw")
    agent.submit()
    assert the(centre, "L-00001").status is LeaveStatus.WITHDRAWN
    assert "Withdraw" not in agent.buttons()


def test_a_decision_that_came_too_late_shows_why_and_what_is_so_now(
    shown_to: ShownTo, centre: SmallCentre
) -> None:
    agent = filed(shown_to, "1002", 19)
    leader = shown_to("1000")
    leader.tab("To decide")
    leader.pick("L-00001")
    agent.press("Withdraw")
    agent.submit()
    leader.press("Approve")
    assert [type(error).__name__ for error in leader.errors] == ["Conflict"]
    assert leader.page.loaded is not None
    assert leader.page.loaded.to_decide == []


def test_an_approved_leave_is_changed_by_a_new_one(shown_to: ShownTo, centre: SmallCentre) -> None:
    approved(shown_to)
    agent = shown_to("1002")
    agent.pick("L-00001")
    agent.press("Change…")
    assert "You are changing L-00001" in agent.said(agent.page.ask)
    agent.page.ask.form.last.setDate(QDate(2026, 10, 20))
    agent.settle()
    agent.send()
    assert the(centre, "L-00002").replaces_no == "L-00001"
    assert "Changes L-00001" in agent.said()


def test_an_approved_leave_is_given_up_through_the_leader(
    shown_to: ShownTo, centre: SmallCentre
) -> None:
    approved(shown_to)
    agent = shown_to("1002")
    agent.pick("L-00001")
    agent.press("Give up…")
    agent.dialog(ReasonDialog).reason.setPlainText("不去了")
    agent.submit()
    assert "To be given up: 不去了" in agent.said()
    leader = shown_to("1000")
    leader.tab("To decide (1)")
    leader.pick("L-00001")
    leader.press("Let it be given up")
    assert the(centre, "L-00001").status is LeaveStatus.WITHDRAWN


def test_the_leader_sees_the_open_shift_and_assigns_the_best(
    shown_to: ShownTo, centre: SmallCentre
) -> None:
    approved(shown_to)
    leader = shown_to("1000")
    leader.tab("Open shifts (1)")
    cover = leader.page.cover
    assert cover.title.text() == "Who may work E on 19 October for Person 1002?"
    assert cover.assign.isEnabled()
    cover.assign.click()
    leader.settle()
    assert leader.toasts[-1].endswith("takes E; the roster shows it")
    assert leader.page.loaded is not None
    assert leader.page.loaded.open_shifts == []
    assert "Open shifts" in leader.tabs()


def test_an_open_shift_of_the_roster_leads_to_those_who_may_take_it(shown_to: ShownTo) -> None:
    approved(shown_to)
    leader = shown_to("1000")
    leader.page.open_target(("1002", date(2026, 10, 19)))
    leader.settle()
    assert leader.page.cover.isVisible()
    assert leader.page.cover.title.text() == "Who may work E on 19 October for Person 1002?"


def test_a_day_of_the_roster_leads_to_asking_for_it(shown_to: ShownTo) -> None:
    agent = shown_to("1002")
    agent.page.open_target(date(2026, 10, 22))
    agent.settle()
    assert agent.page.ask.isVisible()
    assert agent.page.ask.form.first.date() == QDate(2026, 10, 22)


def test_who_may_not_take_a_shift_says_why_and_cannot_be_assigned(shown_to: ShownTo) -> None:
    approved(shown_to)
    leader = shown_to("1000")
    leader.tab("Open shifts")
    people = leader.page.cover.people
    last = people.proxy.rowCount() - 1
    people.selectRow(last)
    assert "(SWAP-" in people.proxy.index(last, 3).data()
    assert not leader.page.cover.assign.isEnabled()


def test_a_picture_is_shown_and_a_look_recorded(
    shown_to: ShownTo, centre: SmallCentre, tmp_path: Path
) -> None:
    agent = shown_to("1002")
    agent.ask(19, kind="sick")
    agent.send()
    agent.press("Hand in a certificate…")
    picture = tmp_path / "证明.png"
    picture.write_bytes(a_png())
    agent.dialog(HandInDialog).file.setText(str(picture))
    agent.submit()
    agent.press("Look at it")
    viewer = agent.dialog(Viewer)
    assert not viewer.picture.pixmap().isNull()
    assert "This look was recorded." in agent.said(viewer)


def test_a_file_that_is_no_picture_is_refused_in_the_dialog(
    shown_to: ShownTo, tmp_path: Path
) -> None:
    agent = shown_to("1002")
    agent.ask(19, kind="sick")
    agent.send()
    agent.press("Hand in a certificate…")
    dialog = agent.dialog(HandInDialog)
    dialog.submit.click()
    assert dialog.form.problem("file") == "Choose a file that is there."
    fake = tmp_path / "证明.pdf"
    fake.write_bytes(b"MZ")
    dialog.file.setText(str(fake))
    agent.submit()
    assert "whatever its name says" in dialog.refusal.text()


def test_a_leader_delegates_and_ends_it(shown_to: ShownTo) -> None:
    leader = shown_to("1000")
    leader.tab("Delegation")
    view = leader.page.delegation
    view.add.click()
    dialog = leader.dialog(DelegateDialog)
    dialog.last.setDate(QDate(2026, 10, 14))
    assert "today on" in dialog.form.problem("last")
    dialog.last.setDate(QDate(2026, 10, 18))
    leader.submit()
    assert view.table.proxy.rowCount() == 1
    view.table.selectRow(0)
    view.end.click()
    leader.submit()
    assert view.table.proxy.index(0, 0).data() == "Thu 15 October"


def test_the_head_grants_days_and_the_agent_sees_them(
    shown_to: ShownTo, centre: SmallCentre
) -> None:
    head = centre.context.acting_as(Actor("0002", centre.people["0002"]))
    add_kind(head, KindDetails("annual", "年假", has_balance=True))
    shown = shown_to("0002")
    shown.tab("Balances")
    table = shown.page.balances.table
    numbers = [table.proxy.index(row, 0).data() for row in range(table.proxy.rowCount())]
    table.selectRow(numbers.index("1002"))
    shown.settle()
    shown.page.balances.enter.click()
    shown.dialog(EntryDialog).days.setValue(7)
    shown.submit()
    with centre.context.read() as session:
        assert balance_rows.left(session, centre.people["1002"], "annual") == 7
    agent = shown_to("1002")
    agent.tab("Balances")
    assert agent.page.balances.title.text() == "Person 1002: 7 days left of 年假"
    assert not agent.page.balances.enter.isVisible()


def test_the_register_is_filtered_and_written_as_shown(shown_to: ShownTo, tmp_path: Path) -> None:
    filed(shown_to, "1002", 19)
    filed(shown_to, "2002", 20)
    head = shown_to("0002")
    head.tab("Register")
    register = head.page.register
    assert register.count.text() == "2 leaves"
    register.search.setText("Person 1002")
    assert register.count.text() == "1 leave"
    path = tmp_path / "register.xlsx"
    register.export_to(path)
    head.settle()
    from python_calamine import CalamineWorkbook

    sheet = CalamineWorkbook.from_path(path).get_sheet_by_index(0).to_python()
    assert [line[0] for line in sheet] == ["Leave no.", "L-00001"]
    head.pick("L-00001")
    assert "Person 1002" in head.said()


@pytest.mark.parametrize(
    ("who", "tabs"),
    [
        ("1002", [*_MINE[:2], "Register", "Balances"]),
        (
            "1000",
            [*_MINE, "Open shifts", "Register", "Balances", "Delegation"],
        ),
        ("0001", [*_MINE, "Register", "Balances", "Delegation"]),
    ],
)
def test_people_see_the_parts_that_are_theirs(shown_to: ShownTo, who: str, tabs: list[str]) -> None:
    assert shown_to(who).tabs() == tabs


def test_an_agent_sees_nobody_elses_leave_in_the_register(shown_to: ShownTo) -> None:
    filed(shown_to, "1001", 19)
    filed(shown_to, "1002", 19)
    agent = shown_to("1002")
    agent.tab("Register")
    assert [row.leave.person_no for row in agent.page.register.shown()] == ["1002"]


def test_the_tables_hold_as_models(shown_to: ShownTo) -> None:
    filed(shown_to, "1002", 19)
    leader = shown_to("1000")
    page = leader.page
    for table in (page.mine, page.decide, page.register.table, page.cover.open):
        QAbstractItemModelTester(
            table.rows_model, QAbstractItemModelTester.FailureReportingMode.Fatal
        )
    page.populate()
    leader.settle()


def a_png() -> bytes:
    """A picture of a few pixels."""
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    picture = QPixmap(8, 8)
    picture.fill("white")
    picture.save(buffer, "PNG")
    return bytes(buffer.data().data())


def test_a_sick_call_comes_filled_in_and_leads_to_who_can_cover(
    shown_to: ShownTo, centre: SmallCentre
) -> None:
    leader = shown_to("1000")
    day = date(2026, 10, 19)
    leader.page.open_target(SickCall(centre.people["1002"], "Person 1002", day))
    leader.settle()
    form = leader.page.ask.form
    assert (form.who.value(), form.kind.value()) == (centre.people["1002"], "emergency_sick")
    assert form.phoned_by.text() == "Person 1002"
    assert form.wish().phoned_at is not None
    form.reason.setPlainText("发烧")
    leader.settle()
    leader.page.ask._on_send()
    leader.settle()
    assert leader.page.cover.isVisible()
    assert leader.page.cover.title.text() == "Who may work E on 19 October for Person 1002?"
