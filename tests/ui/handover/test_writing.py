"""Writing into the log of one's shift: a few keys an item, and nothing typed is lost."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date, datetime, timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from app.context import Context
from app.errors import StoreProblem
from app.models import Attendance
from app.rules.vocabulary import Section, msg
from app.services.handover.notes import confirm_staff
from app.ui.handover.item_dialog import ItemForm
from app.ui.handover.lines import LogLine
from app.ui.handover.page import HandoverPage
from app.ui.kit.drafts import write_drafts
from app.ui.kit.unsaved import unsaved_in
from tests.factories import SmallCentre, TestClock
from tests.pdf_text import read_pdf
from tests.ui.handover.conftest import DAY, Colleague, Seat, SeatOf, at

KEY = Qt.Key
A = Callable[[str], Colleague]


@pytest.fixture
def leader(seat_of: SeatOf) -> Seat:
    """1000, who leads the early shift, before its log."""
    return seat_of("1000")


def test_the_log_of_the_present_shift_opens_at_once(leader: Seat) -> None:
    assert "Thu 15 October 2026" in leader.page.view.bar.title
    assert "07:30–15:30" in leader.page.view.bar.title
    first, second, third = leader.steps()
    assert first.startswith("Being written: Duty leader")
    assert second.startswith("Outgoing signature")
    assert second.endswith("by 16:30")
    assert third.endswith("after the first signature")
    assert list(leader.page.view.sections) == list(Section)


def test_the_cursor_is_where_one_writes_and_enter_keeps_a_note(leader: Seat) -> None:
    assert leader.here is leader.section(Section.EQUIPMENT).entry.text
    leader.type("Headset at desk 3 has no sound")
    leader.press(KEY.Key_Return)
    assert leader.texts(Section.EQUIPMENT) == ["Headset at desk 3 has no sound"]
    assert leader.here is leader.section(Section.EQUIPMENT).entry.text
    assert leader.section(Section.EQUIPMENT).entry.text.toPlainText() == ""


def test_each_section_is_a_key_away(leader: Seat) -> None:
    for number, section in enumerate(Section, start=1):
        action = leader.desk.actions.qaction(f"handover.{section}")
        assert action.shortcut() == QKeySequence(f"Alt+{number}")
        action.trigger()
        leader.settle()
        assert leader.here is leader.section(section).entry.text


def test_on_a_line_the_number_alone_leads_to_a_section(leader: Seat, colleague: A) -> None:
    colleague("1000").note("one")
    leader.desk.tasks.reread()
    leader.settle()
    leader.lines(Section.EQUIPMENT)[0].setFocus()
    leader.press(KEY.Key_6)
    assert leader.here is leader.section(Section.COMPLAINTS).entry.text


def test_ctrl_and_enter_keep_an_open_item(leader: Seat) -> None:
    leader.type("Printer waits for its part")
    leader.press(KEY.Key_Return, ctrl=True)
    [line] = leader.lines(Section.EQUIPMENT)
    assert line.shown.key[0] == "item"


@pytest.mark.qt_log_ignore("This plugin does not support", extend=True)
def test_an_item_says_whose_it_is_until_when_and_what_if_it_gets_worse(
    leader: Seat, centre: SmallCentre, colleague: A
) -> None:
    leader.writes_under(Section.DIFFICULT_CASES)
    entry = leader.section(Section.DIFFICULT_CASES).entry
    leader.type("The customer wants a call today")
    leader.press(KEY.Key_U, alt=True)
    leader.press(KEY.Key_O, alt=True)
    assert entry.more.owner.hasFocus()
    leader.type("1001")
    leader.press(KEY.Key_Return)
    assert leader.here is entry.text
    leader.press(KEY.Key_T, alt=True)
    assert entry.more.until.isChecked()
    leader.press(KEY.Key_W, alt=True)
    leader.type("tell the head")
    leader.press(KEY.Key_Return)
    [row] = [item for part in colleague("1000").log().sections for item in part.items]
    assert row.urgent
    assert row.owner is not None
    assert row.owner.id == centre.people["1001"]
    assert (row.due_on, row.worse) == (DAY, "tell the head")
    [line] = leader.lines(Section.DIFFICULT_CASES)
    assert leader.pills(line)[0] == "Urgent"
    assert "until today" in leader.pills(line)


@pytest.mark.qt_log_ignore("This plugin does not support", extend=True)
def test_a_name_that_nobody_has_is_not_kept(leader: Seat) -> None:
    leader.type("Somebody should look")
    leader.press(KEY.Key_O, alt=True)
    leader.type("zzz")
    leader.press(KEY.Key_Escape)
    entry = leader.section(Section.EQUIPMENT).entry
    entry.text.setFocus()
    leader.press(KEY.Key_Return)
    assert leader.texts(Section.EQUIPMENT) == []
    assert "Nobody here is called that" in leader.reads()
    assert entry.text.toPlainText() == "Somebody should look"


def test_shift_and_enter_begin_a_new_line(leader: Seat) -> None:
    leader.type("one")
    QTest.keyClick(leader.here, KEY.Key_Return, Qt.KeyboardModifier.ShiftModifier)
    leader.type("two")
    leader.press(KEY.Key_Return)
    assert leader.texts(Section.EQUIPMENT) == ["one\ntwo"]


def test_nothing_to_report_is_one_key(leader: Seat) -> None:
    leader.press(KEY.Key_N, alt=True)
    [line] = leader.lines(Section.EQUIPMENT)
    assert line.shown.text == "Nothing to report"
    assert "Nothing to report" in leader.reads(leader.section(Section.EQUIPMENT))


# -- drafts --------------------------------------------------------------------------------------


def test_what_is_typed_is_kept_within_two_seconds_and_said(leader: Seat) -> None:
    leader.type("half a sent")
    entry = leader.section(Section.EQUIPMENT).entry
    leader.qtbot.waitUntil(lambda: "Draft kept 10:00" in entry.said.text(), timeout=2_500)
    assert unsaved_in(leader.page) == []


def test_after_a_kill_one_goes_on_where_one_was(seat_of: SeatOf) -> None:
    killed = seat_of("1000")
    killed.writes_under(Section.COMPLAINTS)
    killed.type("a customer suggests")
    killed.press(KEY.Key_U, alt=True)
    killed.page.work.keeper.flush()
    killed.settle()
    again = seat_of("1000")
    entry = again.section(Section.COMPLAINTS).entry
    assert entry.value().text == "a customer suggests"
    assert entry.value().urgent
    assert "Your draft of" in entry.said.text()
    again.writes_under(Section.COMPLAINTS)
    again.press(KEY.Key_Return)
    third = seat_of("1000")
    assert third.section(Section.COMPLAINTS).entry.value().text == ""
    assert third.texts(Section.COMPLAINTS) == ["a customer suggests"]


def test_a_page_that_is_built_anew_goes_on_with_what_was_typed_a_moment_ago(
    leader: Seat, qtbot: QtBot
) -> None:
    leader.type("typed just now")
    leader.page.hide()
    leader.desk.actions.clear()
    page = HandoverPage(leader.desk)
    qtbot.addWidget(page)
    page.show()
    leader.settle()
    assert page.view.sections[Section.EQUIPMENT].entry.value().text == "typed just now"


def test_a_store_that_is_away_for_a_moment_stops_nobody_from_typing(leader: Seat) -> None:
    keeper = leader.page.work.keeper

    def away(_ctx: Context, _contents: Mapping[str, str]) -> datetime:
        raise StoreProblem(msg("Not now"), msg("The disk is away."))

    keeper.write, keeper.again_ms = away, 50
    entry = leader.section(Section.EQUIPMENT).entry
    leader.type("typed while")
    keeper.flush()
    leader.settle()
    assert "cannot be reached" in entry.said.text()
    assert [one.text for one in unsaved_in(leader.page)] == ["typed while"]
    leader.type(" it was away")
    keeper.write = write_drafts
    leader.qtbot.waitUntil(lambda: "Draft kept" in entry.said.text(), timeout=2_500)
    assert not leader.failed


# -- two who write -------------------------------------------------------------------------------


def test_anothers_note_comes_while_one_types_and_what_is_typed_stays(
    leader: Seat, colleague: A
) -> None:
    leader.desk.watch.start()
    leader.type("mine, unfinis")
    colleague("2000").note("theirs")
    leader.qtbot.waitUntil(lambda: leader.texts(Section.EQUIPMENT) == ["theirs"], timeout=10_000)
    leader.settle()
    entry = leader.section(Section.EQUIPMENT).entry
    assert leader.here is entry.text
    leader.type("hed")
    leader.press(KEY.Key_Return)
    assert sorted(leader.texts(Section.EQUIPMENT)) == ["mine, unfinished", "theirs"]


# -- lines ---------------------------------------------------------------------------------------


def test_a_line_is_closed_with_what_was_done_by_keys_alone(leader: Seat, colleague: A) -> None:
    colleague("1000").item("Printer waits", due_on=DAY)
    leader.desk.tasks.reread()
    leader.settle()
    [line] = leader.lines(Section.EQUIPMENT)
    line.setFocus()
    leader.press(KEY.Key_C)
    leader.type("part came, works")
    leader.press(KEY.Key_Return)
    [line] = leader.lines(Section.EQUIPMENT)
    assert leader.pills(line)[0] == "Closed"
    assert "Done: part came, works" in leader.reads(line)
    assert leader.here is line
    leader.press(KEY.Key_R)
    leader.type("broken again")
    leader.press(KEY.Key_Return)
    [line] = leader.lines(Section.EQUIPMENT)
    assert "Closed" not in leader.pills(line)


def test_the_panel_tells_what_happened_to_an_item(leader: Seat, colleague: A) -> None:
    colleague("1000").item("Printer waits", worse="use the one upstairs")
    leader.desk.tasks.reread()
    leader.settle()
    [line] = leader.lines(Section.EQUIPMENT)
    line.setFocus()
    leader.press(KEY.Key_Return)
    words = leader.explained[-1]
    words.show()
    assert "use the one upstairs" in leader.reads(words)
    assert "Raised in log" in leader.reads(words)


def test_ones_own_note_is_changed_and_taken_away(leader: Seat) -> None:
    leader.type("wrng")
    leader.press(KEY.Key_Return)
    leader.lines(Section.EQUIPMENT)[0].setFocus()
    leader.press(KEY.Key_E)
    leader.press(KEY.Key_A, ctrl=True)
    leader.type("right")
    leader.press(KEY.Key_Return)
    assert leader.texts(Section.EQUIPMENT) == ["right"]
    leader.press(KEY.Key_Delete)
    assert leader.texts(Section.EQUIPMENT) == []
    assert leader.here is leader.section(Section.EQUIPMENT).entry.text


def test_escape_drops_what_was_asked(leader: Seat, colleague: A) -> None:
    colleague("1000").item("Printer waits")
    leader.desk.tasks.reread()
    leader.settle()
    [line] = leader.lines(Section.EQUIPMENT)
    line.setFocus()
    leader.press(KEY.Key_C)
    leader.type("no")
    leader.press(KEY.Key_Escape)
    assert not line.asking
    assert leader.here is line


def test_arrows_walk_over_all_sections(leader: Seat, colleague: A) -> None:
    colleague("1000").note("one")
    colleague("1000").note("two", Section.DIFFICULT_CASES)
    leader.desk.tasks.reread()
    leader.settle()
    first = leader.lines(Section.EQUIPMENT)[0]
    first.setFocus()
    leader.press(KEY.Key_Down)
    assert leader.here is leader.section(Section.EQUIPMENT).entry.text
    leader.press(KEY.Key_Escape)
    here = leader.here
    assert isinstance(here, LogLine)
    assert here is first


# -- items from earlier shifts -------------------------------------------------------------------


def test_an_item_of_a_shift_before_is_carried_over_with_age_and_owner(
    seat_of: SeatOf, colleague: A, clock: TestClock
) -> None:
    writer = colleague("1000")
    writer.item("Waits for the part", due_on=DAY)
    clock.pass_by(days=1)
    leader = seat_of("1000")
    [line] = leader.lines(Section.EQUIPMENT)
    assert "1 day overdue" in leader.pills(line)
    assert "carried over" in leader.reads(line)
    assert "1 day old" in leader.reads(line)


def test_the_changes_of_staff_stand_there_and_are_confirmed_with_one_key(
    leader: Seat, colleague: A
) -> None:
    staff = leader.section(Section.STAFF_CHANGES)
    assert not staff.confirm.isHidden()
    leader.press(KEY.Key_C, alt=True)
    assert Section.STAFF_CHANGES not in colleague("1000").log().missing
    assert staff.confirm.isHidden()


def test_who_came_late_stands_there_live_until_it_is_confirmed(
    seat_of: SeatOf, centre: SmallCentre, clock: TestClock, colleague: A
) -> None:
    clock.now = at("16:00")
    late = colleague("1000").late
    confirm_staff(colleague("1000").ctx, late, (), ())
    with centre.context.write() as session:
        person = centre.people["1003"]
        session.add(Attendance(person_id=person, day=DAY, arrived_at=at("15:42")))
    seat = seat_of("1000", late)
    [line] = seat.lines(Section.STAFF_CHANGES)
    assert "came 12 minutes late" in line.shown.text
    assert seat.pills(line) == ["To be confirmed"]
    line.setFocus()
    seat.press(KEY.Key_C)
    [line] = seat.lines(Section.STAFF_CHANGES)
    assert seat.pills(line) == ["Confirmed"]
    assert seat.section(Section.STAFF_CHANGES).confirm.isHidden()


def test_tomorrow_is_a_day_on(leader: Seat) -> None:
    """The due field begins with the present day of the centre."""
    leader.press(KEY.Key_T, alt=True)
    more = leader.section(Section.EQUIPMENT).entry.more
    assert more.due.isAncestorOf(leader.here), "in its line one types"
    leader.press(KEY.Key_Up)
    shown = more.due.date()
    assert date(shown.year(), shown.month(), shown.day()) == DAY + timedelta(days=1)


def test_an_item_of_ones_own_is_changed_before_the_log_is_signed(
    seat_of: SeatOf, colleague: Callable[[str], Colleague], centre: SmallCentre
) -> None:
    """What it says, whose it is, until when and how urgent; not only its words."""
    writer = colleague("1000")
    writer.item("headset")
    seat = seat_of("1000", writer.early)
    [line] = seat.lines(Section.EQUIPMENT)
    line.setFocus()
    seat.press(Qt.Key.Key_E)
    form = seat.dialog.findChild(ItemForm)
    assert form is not None
    form.text.setPlainText("headset of desk 7")
    form.urgent.choose(True)
    form.owner.choose(centre.people["1001"])
    form.has_due.choose(True)
    seat.clicks("Keep")
    [item] = [one for row in writer.log().sections for one in row.items]
    assert (item.text, item.urgent, item.due_on) == ("headset of desk 7", True, DAY)
    assert item.owner is not None
    assert item.owner.no == "1001"


def test_the_list_of_what_was_found_is_what_is_printed(
    seat_of: SeatOf, colleague: Callable[[str], Colleague], tmp_path: Path
) -> None:
    writer = colleague("1000")
    writer.note("the headset hums")
    writer.note("the printer jams")
    seat = seat_of("1000", writer.early)
    seat.does("handover.search")
    seat.type("headset")
    seat.press(Qt.Key.Key_Return)
    rows = seat.page.logs.shown()
    assert rows is not None
    assert [line[-1] for line in rows.lines] == ["the headset hums"]
    seat.page.print_rows_to(rows, tmp_path / "found.pdf")
    seat.settle()
    told = "".join(page.text for page in read_pdf(tmp_path / "found.pdf"))
    assert "the headset hums" in told
    assert "jams" not in told
