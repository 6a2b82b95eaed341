"""Signing: what is missing is a key away, the next leader reads back and signs, then additions."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt

from app import text
from app.models import Attendance
from app.rules.handover.course import LogState
from app.rules.vocabulary import Section
from app.services.handover.additions import add_to_signed
from app.ui.handover.dialogs import VerifyDialog
from app.ui.kit.forms import FormDialog
from tests.factories import SmallCentre, TestClock, as_it_stands
from tests.pdf_text import read_pdf
from tests.ui.handover.conftest import DAY, Colleague, Seat, SeatOf, at

KEY = Qt.Key
A = Callable[[str], Colleague]


@pytest.fixture
def leader(seat_of: SeatOf) -> Seat:
    """1000, who leads the early shift, before its log."""
    return seat_of("1000")


# -- the outgoing signature ----------------------------------------------------------------------


def test_what_is_missing_is_listed_and_each_is_a_key_away(leader: Seat) -> None:
    assert "3 sections are still missing before you sign." in leader.reads()
    leader.does("handover.sign")
    ways = leader.page.view.sign.missing_ways()
    assert [way.accessibleName() for way in ways] == [
        "Equipment: Write", "Equipment: Nothing to report",
        "Difficult cases: Write", "Difficult cases: Nothing to report",
        "Staff changes: Write", "Staff changes: Confirm",
    ]  # fmt: skip
    assert ways[0].hasFocus()
    leader.press(KEY.Key_Space)
    assert leader.here is leader.section(Section.EQUIPMENT).entry.text


def test_before_the_shifts_end_it_is_said_from_when_on_one_signs(
    leader: Seat, colleague: A, clock: TestClock
) -> None:
    """Until then it is seen to that nothing is missing; at the end the button signs."""
    writer = colleague("1000")
    assert "Sign from 15:30 on" in leader.reads()
    for section in (Section.EQUIPMENT, Section.DIFFICULT_CASES, Section.STAFF_CHANGES):
        leader.page.work.say_nothing(section)
        leader.settle()
    assert "Everything is there so far. The shift ends at 15:30." in leader.reads()
    leader.does("handover.sign")
    assert any("until 15:30" in words for words in leader.told)
    assert writer.log().state is LogState.OPEN
    clock.now = at("15:30")
    leader.page.clock.minute_passed.emit()
    leader.settle()
    assert "Sign and hand over…" in leader.reads()


def test_another_leader_is_not_offered_the_outgoing_signature(
    seat_of: SeatOf, colleague: A, clock: TestClock
) -> None:
    clock.now = at("15:31")
    other = seat_of("2000", colleague("1000").early)
    assert not other.page.view.sign.sign.isVisible()
    assert other.page.view.sign.acting.isVisible(), "they may stand in, by name"


def test_listed_changes_of_staff_are_confirmed_first_and_a_key_away(
    seat_of: SeatOf, centre: SmallCentre, colleague: A
) -> None:
    writer = colleague("1000")
    writer.note("all went well", Section.STAFF_CHANGES)
    with centre.context.write() as session:
        row = Attendance(person_id=centre.people["2000"], day=DAY, arrived_at=at("08:00"))
        session.add(row)
    leader = seat_of("1000")
    leader.does("handover.sign")
    assert "Staff changes: 1 change is to be confirmed" in leader.reads()
    way = leader.page.view.sign.missing_ways()[-1]
    assert way.accessibleName() == "Staff changes: Confirm"
    way.setFocus()
    leader.press(KEY.Key_Space)
    assert "to be confirmed" not in leader.reads(leader.page.view.sign)
    assert writer.log().missing == (Section.EQUIPMENT, Section.DIFFICULT_CASES)
    line = leader.lines(Section.STAFF_CHANGES)[0]
    text.use("zh_CN")
    try:
        leader.page.view.show_page(writer.log())
        assert leader.pills(leader.lines(Section.STAFF_CHANGES)[0]) == ["已确认"], line.shown.text
    finally:
        text.use("en")


def test_the_list_alone_takes_one_to_the_signature(
    seat_of: SeatOf, colleague: A, clock: TestClock
) -> None:
    clock.now = at("15:32")
    leader = seat_of("1000", colleague("1000").early)
    leader.does("handover.sign")
    for left in (2, 1, 0):
        ways = leader.page.view.sign.missing_ways()
        ways[1].setFocus()
        leader.press(KEY.Key_Space)
        rest = leader.page.view.sign.missing_ways()
        assert len(rest) == 2 * left
        assert not rest or rest[0].hasFocus(), "the cursor stays in the list"
    assert "Everything is there to sign." in leader.reads()
    assert leader.here is leader.page.view.sign.sign
    leader.press(KEY.Key_Space)
    assert leader.dialog.windowTitle() == "Sign and hand over?"
    leader.clicks("Sign and hand over")
    assert colleague("1000").log().state is LogState.SIGNED_OUT
    assert any("Code for the paper:" in words for words in leader.told)
    assert leader.steps()[1].startswith("Handed over")


def test_an_agent_writes_and_is_not_asked_to_sign(seat_of: SeatOf, clock: TestClock) -> None:
    clock.now = at("16:00")
    agent = seat_of("1003")
    assert agent.page.view.sign.isHidden()
    agent.type("the knowledge base was slow")
    agent.press(KEY.Key_Return)
    assert agent.texts(Section.EQUIPMENT) == ["the knowledge base was slow"]


def test_a_note_that_comes_under_the_pen_is_said_and_nothing_is_signed(
    seat_of: SeatOf, colleague: A, clock: TestClock
) -> None:
    clock.now = at("15:32")
    other = colleague("2000")
    leader = seat_of("1000", other.early)
    for section in (Section.EQUIPMENT, Section.DIFFICULT_CASES, Section.STAFF_CHANGES):
        leader.page.work.say_nothing(section)
        leader.settle()
    leader.does("handover.sign")
    other.note("wait: one more thing")
    leader.clicks("Sign and hand over")
    assert other.log().state is LogState.OPEN
    assert leader.told
    assert "wait: one more thing" in leader.texts(Section.EQUIPMENT)


# -- the incoming signature ----------------------------------------------------------------------


@pytest.fixture
def handed_over(colleague: A, clock: TestClock) -> Colleague:
    """1000 has signed the early shift's log, with two urgent items in it, at 15:35."""
    clock.now = at("15:35")
    writer = colleague("1000")
    writer.item("Line 3 is dead", urgent=True, worse="call the provider")
    writer.item("A customer waits for a call", Section.DIFFICULT_CASES, urgent=True)
    writer.signs_out()
    return writer


def test_urgent_items_are_read_back_one_by_one_and_then_it_is_signed(
    handed_over: Colleague, seat_of: SeatOf, clock: TestClock
) -> None:
    clock.now = at("15:40")
    seat = seat_of("2000", handed_over.early)
    clock.now = at("15:40")
    assert "Read back urgent item 1 of 2" in seat.reads()
    assert "If it gets worse: call the provider" in seat.reads(seat.page.view.sign)
    words = seat.page.view.sign.words
    assert seat.here is words
    seat.type("line three, provider if worse")
    seat.press(KEY.Key_Return)
    assert "Read back urgent item 2 of 2" in seat.reads()
    [line] = seat.lines(Section.EQUIPMENT)
    assert "Read back: line three, provider if worse" in seat.reads(line)
    assert seat.here is words
    assert words.text() == ""
    for _ in range(3):
        seat.press(KEY.Key_Return)
    seat.does("handover.sign")
    assert "Read back urgent item 2 of 2" in seat.reads(), "Enter alone says nothing"
    seat.clicks("Read back")
    assert "Everything urgent is read back." in seat.reads()
    seat.type("headset not seen")
    seat.press(KEY.Key_Return)
    told = seat.reads(seat.dialog)
    for wanted in ("Handed over by Person 1000 (1000)", "2 open items go on", "headset not seen",
                   "Urgent, read back: Line 3 is dead", "You sign in place of"):  # fmt: skip
        assert wanted in told
    assert handed_over.log().state is LogState.SIGNED_OUT
    seat.clicks("Sign and take over")
    log = handed_over.log()
    assert (log.state, log.remark) == (LogState.WITH_REMARK, "headset not seen")
    assert seat.steps()[2].startswith("Taken over with a remark")
    assert seat.page.focusWidget() is seat.lines(Section.EQUIPMENT)[0], (
        "the cursor stays in the log"
    )
    assert not seat.failed


def test_who_signed_out_is_not_offered_the_other_side(
    handed_over: Colleague, seat_of: SeatOf
) -> None:
    seat = seat_of("1000", handed_over.early)
    assert not seat.page.view.sign.sign.isVisible()


def test_an_overdue_signature_is_coloured_and_worded(
    seat_of: SeatOf, centre: SmallCentre, clock: TestClock, colleague: A
) -> None:
    early = colleague("1000").early
    seat = seat_of("1000", early)
    clock.now = at("16:31")
    seat.page.view.show_time()
    assert "was due by" in seat.steps()[1]


def test_nobody_comes_and_a_leader_closes_with_the_reason(
    handed_over: Colleague, seat_of: SeatOf
) -> None:
    seat = seat_of("0002", handed_over.early)
    seat.clicks("Close without a successor…")
    dialog = seat.dialog
    assert isinstance(dialog, FormDialog)
    seat.clicks("Close the log")
    assert dialog.isVisible(), "not without a reason"
    seat.type("the late shift was cancelled")
    seat.clicks("Close the log")
    assert handed_over.log().state is LogState.CLOSED
    assert seat.steps()[2].startswith("Closed without a successor")


@pytest.mark.qt_log_ignore("This plugin does not support", extend=True)
def test_a_leader_names_an_acting_duty_leader(
    leader: Seat, centre: SmallCentre, colleague: A
) -> None:
    leader.clicks("Name an acting duty leader…")
    leader.type("1001")
    leader.press(KEY.Key_Escape)
    leader.clicks("Name")
    log = colleague("1000").log()
    assert log.acting
    assert log.leader is not None
    assert log.leader.no == "1001"
    assert "acting" in leader.steps()[0]


# -- after the signature -------------------------------------------------------------------------


def test_a_signed_log_is_read_only_and_has_a_part_for_additions(
    handed_over: Colleague, seat_of: SeatOf
) -> None:
    seat = seat_of("1000", handed_over.early)
    assert all(not view.entry.isVisible() for view in seat.page.view.sections.values())
    additions = seat.page.view.additions
    additions.text.setFocus()
    seat.type("it was line 4")
    seat.press(KEY.Key_Return)
    assert "it was line 4" in seat.reads(additions)
    assert "Additions after the signature" in seat.reads(additions)
    assert "15 October" in seat.reads(additions)
    assert additions.text.toPlainText() == ""


def test_what_somebody_was_writing_as_it_was_signed_is_offered_as_an_addition(
    seat_of: SeatOf, colleague: A
) -> None:
    other = seat_of("2000", colleague("1000").early)
    other.writes_under(Section.DIFFICULT_CASES)
    other.type("half a note")
    colleague("1000").signs_out()
    other.desk.tasks.reread()
    other.settle()
    assert other.page.view.additions.text.toPlainText() == "Difficult cases: half a note"
    assert any("signed meanwhile" in words for words in other.told)


def test_a_draft_of_a_log_that_was_signed_since_is_offered_as_an_addition(
    seat_of: SeatOf, colleague: A
) -> None:
    other = seat_of("2000", colleague("1000").early)
    other.type("half a note")
    other.page.work.keeper.flush()
    other.settle()
    colleague("1000").signs_out()
    again = seat_of("2000", colleague("1000").early)
    assert again.page.view.additions.text.toPlainText() == "Equipment: half a note"


# -- paper ---------------------------------------------------------------------------------------


def test_the_printed_log_can_be_searched_and_carries_its_code(
    handed_over: Colleague, seat_of: SeatOf, tmp_path: Path
) -> None:
    add_to_signed(handed_over.ctx, handed_over.early, "更正：四号线路")
    seat = seat_of("1000", handed_over.early)
    path = tmp_path / "log.pdf"
    seat.page.print_to(path)
    seat.settle()
    pages = read_pdf(path)
    text = "".join("".join(page.texts) for page in pages)
    log = handed_over.log()
    assert log.outgoing is not None
    assert pages[0].size == (595, 842)
    for wanted in (log.no, log.outgoing.code, "Line 3 is dead", "URGENT", "更正：四号线路"):
        assert wanted in text
    assert any("written" in words or "log.pdf" in words for words in seat.told)


def test_number_and_code_say_whether_the_store_holds_what_was_printed(
    handed_over: Colleague, seat_of: SeatOf, centre: SmallCentre
) -> None:
    as_it_stands(centre.context)
    seat = seat_of("1000", handed_over.early)
    log = handed_over.log()
    assert log.outgoing is not None
    seat.page.verify()
    dialog = seat.dialog
    assert isinstance(dialog, VerifyDialog)
    assert dialog.no.text() == log.no
    assert seat.here is dialog.code
    seat.type(log.outgoing.code.lower())
    seat.press(KEY.Key_Return)
    assert dialog.answer.text() == f"The store holds {log.no} as it was printed."
    assert not dialog.doubt.text()
    dialog.code.setText("AAAA-BBBB")
    seat.press(KEY.Key_Return)
    assert "belongs to no signature" in dialog.doubt.text()
    assert not dialog.answer.text()
