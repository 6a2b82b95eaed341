"""All logs and the search through them; moving from shift to shift; whose log waits."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt

from app.queries.handover.rows import LogKey
from app.rules.handover.sections import NOTHING
from app.rules.vocabulary import Section
from app.ui.handover.logs_view import LogsView
from app.ui.kit.desk import Desk
from app.ui.kit.pages import entries, entry
from tests.factories import SmallCentre, TestClock
from tests.ui.handover.conftest import DAY, Colleague, Seat, SeatOf, at

KEY = Qt.Key
A = Callable[[str], Colleague]


@pytest.fixture
def leader(seat_of: SeatOf, colleague: A) -> Seat:
    writer = colleague("1000")
    writer.item("三号座席耳机没有声音", due_on=DAY)
    writer.item("客户要求回电", Section.DIFFICULT_CASES)
    writer.note("打印机已修好")
    return seat_of("1000")


def found(seat: Seat) -> LogsView:
    seat.qtbot.waitUntil(lambda: not seat.page.logs._calm.isActive(), timeout=2_000)
    seat.settle()
    return seat.page.logs


def shown(seat: Seat) -> list[str]:
    return [hit.text for hit in found(seat).hits.rows_model.rows]


def test_all_logs_stand_there_the_newest_first(leader: Seat) -> None:
    leader.does("handover.search")
    [row] = leader.page.logs.logs.rows_model.rows
    assert row.key == LogKey(leader.page.log.key.department_id, DAY, "E")  # type: ignore[union-attr]
    assert leader.here is leader.page.logs.search


def test_two_characters_find_what_was_written(leader: Seat) -> None:
    leader.does("handover.search")
    leader.page.logs.search.setText("耳机")
    assert shown(leader) == ["三号座席耳机没有声音"]
    leader.page.logs.search.setText("打印")
    assert shown(leader) == ["打印机已修好"]
    leader.page.logs.search.setText("没有这个")
    found(leader)
    assert "Nothing found" in leader.reads()


def test_what_was_found_is_told_in_the_words_of_the_log(leader: Seat, colleague: A) -> None:
    colleague("1000").note(NOTHING, Section.BUSINESS_CHANGES)
    leader.does("handover.search")
    leader.page.logs.section.setCurrentIndex(list(Section).index(Section.BUSINESS_CHANGES) + 1)
    [line] = found(leader).hits.lines()
    assert line[-1] == "Nothing to report"


def test_filters_need_no_words(leader: Seat) -> None:
    leader.does("handover.search")
    leader.page.logs.open_only.setChecked(True)
    assert sorted(shown(leader)) == ["三号座席耳机没有声音", "客户要求回电"]
    leader.page.logs.section.setCurrentIndex(list(Section).index(Section.DIFFICULT_CASES) + 1)
    assert shown(leader) == ["客户要求回电"]


def test_a_hit_leads_to_its_line_by_keys_alone(leader: Seat) -> None:
    leader.page.open_target(LogKey(leader.page.log.key.department_id, DAY, "N"))  # type: ignore[union-attr]
    leader.settle()
    leader.does("handover.search")
    leader.page.logs.search.setText("回电")
    found(leader)
    leader.press(KEY.Key_Return)
    assert leader.page.logs.hits.hasFocus()
    leader.press(KEY.Key_Home)
    leader.press(KEY.Key_Return)
    [line] = leader.lines(Section.DIFFICULT_CASES)
    assert leader.here is line


def test_escape_leads_back_to_the_log(leader: Seat) -> None:
    leader.does("handover.search")
    leader.press(KEY.Key_Escape)
    assert leader.here is leader.section(Section.EQUIPMENT).entry.text


def test_shifts_are_walked_and_the_present_one_is_a_key_away(leader: Seat) -> None:
    here = leader.page.view.bar.title
    leader.does("handover.earlier")
    assert leader.page.view.bar.title != here
    assert leader.page.log is not None
    assert leader.page.log.next is not None
    leader.does("handover.later")
    assert leader.page.view.bar.title == here
    leader.does("handover.earlier")
    leader.does("handover.present")
    assert leader.page.view.bar.title == here


def test_drafts_stay_with_their_log(leader: Seat) -> None:
    leader.type("of the early shift")
    leader.does("handover.earlier")
    entry_ = leader.section(Section.EQUIPMENT).entry
    assert entry_.text.toPlainText() == ""
    leader.does("handover.present")
    assert entry_.text.toPlainText() == "of the early shift"


@pytest.fixture
def handed_over(colleague: A, clock: TestClock) -> Colleague:
    """1000 has signed the early shift's log at 15:35, with an urgent item in it."""
    writer = colleague("1000")
    clock.now = at("15:35")
    writer.item("Line 3 is dead", urgent=True)
    writer.signs_out()
    return writer


def test_on_the_next_shift_one_is_told_whose_log_waits_for_a_signature(
    handed_over: Colleague, seat_of: SeatOf, clock: TestClock
) -> None:
    next_leader = handed_over.log().successor_leader
    assert next_leader is not None
    clock.now = at("15:40")
    seat = seat_of(next_leader.no, handed_over.late)
    waiting = seat.page.view.waiting
    assert "waits for your signature" in waiting.text()
    assert "1 urgent item is to be read back." in waiting.text()
    seat.clicks("Open it")
    assert seat.here is seat.page.view.sign.words


def test_other_leaders_are_told_once_it_is_overdue(
    handed_over: Colleague, seat_of: SeatOf, clock: TestClock
) -> None:
    clock.now = at("15:40")
    seat = seat_of("2000", handed_over.late)
    assert seat.page.view.waiting.text() == ""
    clock.now = at("16:36")
    seat.page.populate()
    seat.settle()
    assert "is overdue and waits for a signature" in seat.page.view.waiting.text()


def test_who_comes_back_after_the_shift_sees_the_present_one_and_what_is_still_to_be_signed(
    seat_of: SeatOf, clock: TestClock
) -> None:
    seat = seat_of("1000")
    assert "07:30–15:30" in seat.page.view.bar.title
    seat.page.hide()
    clock.now = at("15:35")
    seat.page.show()
    seat.settle()
    assert "15:30–23:30" in seat.page.view.bar.title
    assert "waits for your signature" in seat.page.view.waiting.text()


def test_what_is_being_written_is_not_left_for_the_next_shift(
    seat_of: SeatOf, clock: TestClock
) -> None:
    seat = seat_of("1000")
    seat.type("still writing")
    seat.page.hide()
    clock.now = at("15:35")
    seat.page.show()
    seat.settle()
    assert "07:30–15:30" in seat.page.view.bar.title


def test_who_may_not_read_logs_has_no_page(
    desk_of: Callable[..., Desk], centre: SmallCentre
) -> None:
    page = entry("handover")
    for no, sees in (("1001", True), ("0002", True), ("0001", True), ("0003", False)):
        desk = desk_of(centre.people[no], no)
        assert (page in entries(desk.me)) is sees
