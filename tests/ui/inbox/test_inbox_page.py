"""The Inbox, by what is seen in it and pressed."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest
from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtWidgets import QLabel, QLineEdit, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from app.context import Actor, Context
from app.models import StaffingNeed
from app.queries.leave import rows as leave_rows
from app.queries.leave.rows import LeaveRow
from app.queries.swaps import rows as swap_rows
from app.queries.swaps.rows import SwapRow
from app.reading.registers.reports import Draft
from app.rules.requests import RequestKind
from app.rules.vocabulary import LeaveStatus, ReportKind, SwapStatus
from app.services.bulletins.publishing import NewBulletin, publish
from app.services.bulletins.reminding import remind
from app.services.leave import cancelling, delegation
from app.services.leave import requests as leave
from app.services.leave.requests import Wish
from app.services.registers.reports import raise_report
from app.services.swaps import requests as swaps
from app.ui.inbox.page import InboxPage
from app.ui.kit.desk import Desk
from app.ui.kit.unsaved import unsaved_in
from tests.factories import SmallCentre, TestClock
from tests.services.quality.appeal_desk import a_scored_one

Settled = Callable[[Desk], None]
DAY = date(2026, 10, 20)
"""A Tuesday: of team A 1001 has L, and 1000, 1002 and 1003 have E."""


class Inbox:
    """One person's inbox in a window of its own."""

    def __init__(self, page: InboxPage, desk: Desk, settled: Settled, qtbot: QtBot) -> None:
        self.page, self.desk, self.settled, self.qtbot = page, desk, settled, qtbot

    def settle(self) -> None:
        """Until everything that was asked for is read and shown."""
        self.settled(self.desk)
        QCoreApplication.processEvents()  # what was laid out is shown when the loop comes to it
        self.settled(self.desk)

    def look(self) -> None:
        """Read anew, as the timer does."""
        self.page.populate()
        self.settle()

    def lines(self) -> list[str]:
        """The list at the left, headings among them."""
        return [entry.title for entry in self.page.list.lines.lines]

    def pick(self, title: str) -> None:
        row = self.lines().index(title)
        where = self.page.list.visualRect(self.page.list.lines.index(row)).center()
        self.qtbot.mouseClick(self.page.list.viewport(), Qt.MouseButton.LeftButton, pos=where)
        self.settle()

    def words(self) -> list[str]:
        """Everything that can be read on the page now."""
        return [label.text() for label in self.page.findChildren(QLabel) if label.isVisible()]

    def says(self, words: str) -> bool:
        return any(words in text for text in self.words())

    def press(self, text: str) -> None:
        self.qtbot.mouseClick(self.button(text), Qt.MouseButton.LeftButton)
        self.settle()

    def decide(self, text: str) -> None:
        """Press it, and let it be sent."""
        self.press(text)
        self.desk.holding.send()
        self.settle()

    def button(self, text: str) -> QPushButton:
        return next(
            each
            for each in self.page.findChildren(QPushButton)
            if each.text().replace("&", "") == text and each.isVisible()
        )

    def offers(self, text: str) -> bool:
        return any(
            each.text().replace("&", "") == text and each.isVisible()
            for each in self.page.findChildren(QPushButton)
        )

    def type_reason(self, text: str) -> None:
        field = next(
            each
            for each in self.page.findChildren(QLineEdit)
            if each.accessibleName() == "Reason" and each.isVisible()
        )
        self.qtbot.keyClicks(field, text)

    def show_notices(self) -> None:
        self.page.tabs.setCurrentIndex(1)
        self.settle()


@pytest.fixture
def inbox_of(
    centre: SmallCentre, desk_of: Callable[..., Desk], settled: Settled, qtbot: QtBot
) -> Callable[[str], Inbox]:
    """Opens the inbox of somebody, by their number."""

    def inbox_of(no: str) -> Inbox:
        desk = desk_of(centre.people[no], no)
        page = InboxPage(desk)
        qtbot.addWidget(page)
        page.resize(1100, 900)
        page.show()
        inbox = Inbox(page, desk, settled, qtbot)
        inbox.settle()
        return inbox

    return inbox_of


def acting(centre: SmallCentre, no: str) -> Context:
    return centre.context.acting_as(Actor(no, centre.people[no]))


def offered(centre: SmallCentre, one: str = "1001", two: str = "1002") -> str:
    return swaps.file_swap(acting(centre, one), centre.people[two], DAY, DAY, "送孩子上学")


def agreed(centre: SmallCentre, one: str = "1001", two: str = "1002") -> str:
    no = offered(centre, one, two)
    swaps.agree(acting(centre, two), no, 1)
    return no


def filed(centre: SmallCentre, no: str, first: int, last: int = 0) -> str:
    days = (date(2026, 10, first), date(2026, 10, last or first))
    return leave.file_leave(
        acting(centre, no), Wish(centre.people[no], "personal", *days, reason="家中有事")
    )


def the_swap(centre: SmallCentre, no: str) -> SwapRow:
    with centre.context.read() as session:
        row = swap_rows.swap(session, no)
    assert row is not None
    return row


def the_leave(centre: SmallCentre, no: str) -> LeaveRow:
    with centre.context.read() as session:
        row = leave_rows.leave(session, no)
    assert row is not None
    return row


def test_an_empty_inbox_says_what_belongs_there(inbox_of: Callable[[str], Inbox]) -> None:
    inbox = inbox_of("1000")
    assert inbox.says("Nothing waits for you")
    inbox.show_notices()
    assert inbox.says("No notices yet")


def test_a_colleague_agrees_to_a_swap(
    centre: SmallCentre, inbox_of: Callable[[str], Inbox]
) -> None:
    no = offered(centre)
    inbox = inbox_of("1002")
    assert inbox.lines() == ["Person 1001 ⇄ Person 1002"]
    inbox.decide("Agree")
    assert the_swap(centre, no).status is SwapStatus.AGREED
    assert inbox.lines() == []
    assert inbox.says("Nothing waits for you")


def test_a_leader_approves_a_swap_that_the_rules_allow(
    centre: SmallCentre, inbox_of: Callable[[str], Inbox]
) -> None:
    no = agreed(centre)
    inbox = inbox_of("1000")
    assert inbox.says("Every shift keeps as many people as before.")
    assert inbox.says("Consent for Person 1001 (1001)")
    inbox.decide("Approve")
    assert the_swap(centre, no).status is SwapStatus.EFFECTIVE


def test_declining_needs_a_reason(centre: SmallCentre, inbox_of: Callable[[str], Inbox]) -> None:
    no = agreed(centre)
    inbox = inbox_of("1000")
    inbox.press("Decline")
    assert inbox.says("Say why you decline")
    assert the_swap(centre, no).status is SwapStatus.AGREED
    inbox.type_reason("short of people")
    assert not inbox.says("Say why you decline")
    inbox.decide("Decline")
    assert the_swap(centre, no).ended_reason == "short of people"
    assert not unsaved_in(inbox.page), "the reason is written: signing out has nothing to ask about"


def test_keys_decide_as_well(
    centre: SmallCentre, inbox_of: Callable[[str], Inbox], qtbot: QtBot
) -> None:
    no = agreed(centre)
    inbox = inbox_of("1000")
    inbox.page.activateWindow()
    inbox.desk.actions.refresh()
    inbox.desk.actions.qaction("inbox.approve").trigger()
    inbox.desk.holding.send()
    inbox.settle()
    assert the_swap(centre, no).status is SwapStatus.EFFECTIVE


def test_the_head_sees_what_waits_for_a_leader_in_a_group_of_its_own(
    centre: SmallCentre, inbox_of: Callable[[str], Inbox]
) -> None:
    no = agreed(centre)
    filed(centre, "1000", 21)
    inbox = inbox_of("0002")
    assert inbox.lines() == [
        "For me", "Person 1000: personal leave",
        "In a leader's stead", "Person 1001 ⇄ Person 1002",
    ]  # fmt: skip
    inbox.pick("Person 1001 ⇄ Person 1002")
    inbox.decide("Approve")
    assert the_swap(centre, no).status is SwapStatus.EFFECTIVE


def test_a_leave_goes_up_its_chain_and_its_effect_on_cover_is_shown(
    centre: SmallCentre, inbox_of: Callable[[str], Inbox]
) -> None:
    with centre.context.write() as session:
        session.add(
            StaffingNeed(
                department_id=centre.department,
                team_id=centre.teams["A"],
                shift_id=centre.shifts["E"],
                weekday=1,
                least=3,
            )
        )
    no = filed(centre, "1002", 20)
    inbox = inbox_of("1000")
    assert inbox.says("A shift falls below the people it needs.")
    assert {"3 →", "2", "of 3"} <= set(inbox.words())
    inbox.decide("Approve")
    assert [step.by_no for step in the_leave(centre, no).steps] == ["1000"]
    head = inbox_of("0002")
    assert head.says("✓ Team leader: Person 1000 1000")
    head.decide("Approve")
    assert the_leave(centre, no).status is LeaveStatus.APPROVED


def test_the_head_takes_a_late_leave_only_with_a_reason(
    centre: SmallCentre, inbox_of: Callable[[str], Inbox]
) -> None:
    no = filed(centre, "1003", 15)
    leave.approve_step(acting(centre, "1000"), no, 1)
    inbox = inbox_of("0002")
    assert inbox.says("It was filed late.")
    inbox.press("Accept as late")
    assert inbox.says("Say why it is accepted though it was filed late.")
    assert the_leave(centre, no).status is LeaveStatus.PENDING
    inbox.type_reason("a family emergency")
    inbox.decide("Accept as late")
    assert the_leave(centre, no).late_approved


def test_the_leader_is_not_asked_to_take_a_late_leave(
    centre: SmallCentre, inbox_of: Callable[[str], Inbox]
) -> None:
    filed(centre, "1003", 15)
    inbox = inbox_of("1000")
    assert not inbox.says("It was filed late. Approving")
    assert inbox.offers("Approve")


def test_giving_up_a_leave_waits_for_the_first_step(
    centre: SmallCentre, inbox_of: Callable[[str], Inbox]
) -> None:
    no = filed(centre, "1002", 20)
    for by, version in (("1000", 1), ("0002", 2)):
        leave.approve_step(acting(centre, by), no, version)
    cancelling.ask_to_cancel(acting(centre, "1002"), no, 3, "家里的事办好了")
    inbox = inbox_of("1000")
    assert inbox.says("家里的事办好了")
    assert {"2 →", "3"} <= set(inbox.words())
    inbox.decide("Let it be given up")
    assert the_leave(centre, no).status is LeaveStatus.WITHDRAWN


def test_a_delegate_is_asked_on_the_days_of_the_delegation(
    centre: SmallCentre, inbox_of: Callable[[str], Inbox], clock: TestClock
) -> None:
    filed(centre, "1002", 21)
    delegation.delegate(
        acting(centre, "1000"), centre.people["2000"], date(2026, 10, 16), date(2026, 10, 17)
    )
    inbox = inbox_of("2000")
    assert "Person 1002: personal leave" not in inbox.lines()
    clock.pass_by(days=1)
    inbox.page.tabs.setCurrentIndex(0)
    inbox.look()
    assert inbox.lines() == ["Person 1002: personal leave"]
    assert inbox.offers("Approve")


def test_what_the_rules_refuse_meanwhile_cannot_be_approved(
    centre: SmallCentre, inbox_of: Callable[[str], Inbox]
) -> None:
    agreed(centre)
    filed(centre, "1001", 20)
    inbox = inbox_of("1000")
    inbox.pick("Person 1001 ⇄ Person 1002")
    assert inbox.says("The rules do not allow it as it stands now.")
    assert not inbox.button("Approve").isEnabled()
    assert inbox.button("Decline").isEnabled()


def test_of_two_windows_the_stale_one_is_told_both_states(
    centre: SmallCentre, inbox_of: Callable[[str], Inbox]
) -> None:
    no = agreed(centre)
    leader, head = inbox_of("1000"), inbox_of("0002")
    head.pick("Person 1001 ⇄ Person 1002")
    leader.decide("Approve")
    head.decide("Approve")
    assert head.says("Somebody was faster. You saw it as: Agreed. Now it is: Effective.")
    assert head.says("Person 1000")
    assert not head.offers("Approve")
    assert the_swap(centre, no).version == 3


def test_notices_tell_what_was_decided_and_are_read_when_they_are_picked(
    centre: SmallCentre, inbox_of: Callable[[str], Inbox]
) -> None:
    no = agreed(centre)
    swaps.decline(acting(centre, "1000"), no, 2, "short of people")
    inbox = inbox_of("1001")
    assert inbox.page.tabs.currentIndex() == 1
    assert inbox.lines() == ["Declined", "Swap agreed"]
    assert inbox.page.tabs.tabText(1) == "Notices (2)"
    inbox.pick("Declined")
    assert inbox.says("It ended because: short of people")
    assert inbox.page.tabs.tabText(1) == "Notices (1)"
    inbox.press("Mark all as read")
    assert inbox.page.tabs.tabText(1) == "Notices"


def test_a_request_that_is_asked_for_is_shown(
    centre: SmallCentre, inbox_of: Callable[[str], Inbox]
) -> None:
    agreed(centre)
    wanted = filed(centre, "1002", 22)
    inbox = inbox_of("1000")
    inbox.page.open_target(RequestKind.LEAVE.ref(wanted))
    inbox.settle()
    assert inbox.says("Person 1002: personal leave")


def test_nobody_opens_what_does_not_concern_them(
    centre: SmallCentre, inbox_of: Callable[[str], Inbox]
) -> None:
    wanted = filed(centre, "1002", 22)
    inbox = inbox_of("1003")
    inbox.page.open_target(RequestKind.LEAVE.ref(wanted))
    inbox.settle()
    assert inbox.says("Not allowed")
    assert not inbox.says("personal leave")


def test_what_was_typed_stays_when_the_list_is_read_anew(
    centre: SmallCentre, inbox_of: Callable[[str], Inbox]
) -> None:
    agreed(centre)
    inbox = inbox_of("1000")
    inbox.type_reason("half a sentence")
    inbox.look()
    field = inbox.page.findChild(QWidget, "DecisionStrip")
    assert inbox.page.strip is not None
    assert field is not None
    assert inbox.page.strip.reason.text() == "half a sentence"
    assert [(one.place, one.text) for one in unsaved_in(inbox.page)] == [
        ("Inbox", "half a sentence")
    ]


def test_the_list_keeps_the_promises_of_a_model(
    centre: SmallCentre, inbox_of: Callable[[str], Inbox], qtmodeltester: object
) -> None:
    agreed(centre)
    inbox = inbox_of("0002")
    assert inbox.page.list.lines.rowCount() == 2
    qtmodeltester.check(inbox.page.list.lines)  # type: ignore[attr-defined]


def test_what_waits_in_the_registers_stands_below_and_leads_there(
    centre: SmallCentre, inbox_of: Callable[[str], Inbox]
) -> None:
    agent = centre.context.acting_as(Actor("1001", centre.people["1001"]))
    draft = Draft(centre.people["1000"], ReportKind.FAULT, False, "耳麦无声", "更换")
    no = raise_report(agent, draft)
    inbox = inbox_of("1000")
    went: list[tuple[str, object]] = []
    inbox.desk.page_asked.connect(lambda key, target: went.append((key, target)))
    assert inbox.lines() == ["In the registers", "Answer report E-00001 of Person 1001"]
    inbox.pick("Answer report E-00001 of Person 1001")
    inbox.press("Open in the register")
    assert went == [("registers", ("report", no))]


def test_the_notice_of_an_inspection_leads_there(
    centre: SmallCentre, inbox_of: Callable[[str], Inbox]
) -> None:
    no = a_scored_one(centre)
    inbox = inbox_of("1001")
    went: list[tuple[str, object]] = []
    inbox.desk.page_asked.connect(lambda key, target: went.append((key, target)))
    inbox.pick("A contact of yours was inspected")
    inbox.press("Open the inspection")
    assert went == [("inspections", no)]


def test_a_reminder_leads_to_its_bulletin(
    centre: SmallCentre, inbox_of: Callable[[str], Inbox]
) -> None:
    no = publish(acting(centre, "0002"), NewBulletin("Refunds", "Text.", centre.department))
    remind(acting(centre, "0002"), no)
    inbox = inbox_of("1001")
    went: list[tuple[str, object]] = []
    inbox.desk.page_asked.connect(lambda page, target: went.append((page, target)))
    inbox.show_notices()
    inbox.pick("A bulletin for you to read")
    inbox.press("Open the bulletin")
    assert went == [("bulletins", no)]
