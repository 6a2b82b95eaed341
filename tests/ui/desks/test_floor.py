"""The floor as the duty leader arranges it, by keyboard alone."""

from __future__ import annotations

from datetime import timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit, QPlainTextEdit, QSpinBox

from app.queries.desks import rows
from app.reading.desks.moment import FloorAsked
from app.reading.today.badges import badges
from app.reading.today.page import read_today
from app.services.desks import checking, plan, seating
from app.services.desks import floor as leaving
from app.ui.kit.messages import MessageDialog
from app.ui.kit.tokens import Tone
from app.ui.kit.verdict import VerdictPanel
from tests.factories import a_shift
from tests.services.desks.floor import DAY, Floor
from tests.ui.desks.conftest import SitterOf

pytestmark = [
    pytest.mark.qt_log_ignore("This plugin does not support", extend=True),
    pytest.mark.usefixtures("dressed"),
]
"""A menu and a list of names to choose from, which the plugin without a screen cannot raise."""

KEY = Qt.Key


def test_a_desk_shows_its_state_by_word_and_who_sits_there(
    floor: Floor, sitter_of: SitterOf
) -> None:
    seat = floor.seat("1004", "A1", "E")
    leader = sitter_of("1000")
    assert leader.shown("A1") == ("Person 1004", "expected", "from 07:30")
    assert leader.shown("A2") == ("", "free", "")
    checking.check_in(floor.at("1004"), seat)
    leader.page.populate()
    leader.settle()
    assert leader.shown("A1") == ("Person 1004", "at the desk", "since 07:15")
    assert leader.tile("A1").accessibleName() == "Desk A1, at the desk, Person 1004, since 07:15"


def test_somebody_is_seated_by_typing_the_number_at_a_free_desk(
    floor: Floor, sitter_of: SitterOf
) -> None:
    leader = sitter_of("1000")
    leader.on("A1")
    leader.press(KEY.Key_Right)
    assert leader.here() == "A2"
    leader.type("1004")
    assert leader.shown("A2")[0] == "Person 1004"
    assert floor.row("A2", "E").no == "1004"


def test_who_is_not_of_the_shift_is_not_seated(floor: Floor, sitter_of: SitterOf) -> None:
    leader = sitter_of("1000")
    leader.on("A1")
    leader.type("1002")
    assert floor.rows() == []
    assert leader.told == ["“1002” is nobody of this shift who is still without a desk."]


def test_one_key_seats_as_the_last_like_shift(floor: Floor, sitter_of: SitterOf) -> None:
    yesterday = DAY - timedelta(days=1)
    floor.time("07:15", yesterday)
    floor.seat("1004", "A3", "E", yesterday)
    floor.time("07:15")
    leader = sitter_of("1000")
    leader.desk.actions.qaction("desks.copy").trigger()
    leader.settle()
    assert floor.row("A3", "E").no == "1004"
    (told,) = leader.page.findChildren(MessageDialog)
    assert told.windowTitle() == "1 person seated as on Tuesday, 13 October 2026."
    assert "Person 2004: had no desk then" in told.findChildren(QPlainTextEdit)[0].toPlainText()


def test_a_shift_that_nobody_sat_in_before_is_no_success(floor: Floor, sitter_of: SitterOf) -> None:
    leader = sitter_of("1000")
    tones: list[Tone] = []
    leader.desk.said.connect(lambda _text, tone: tones.append(tone))
    leader.desk.actions.qaction("desks.copy").trigger()
    leader.settle()
    assert leader.told == ["Nobody has been seated for this shift before."]
    assert tones == [Tone.INFO]


def test_the_number_of_the_desk_stays_to_be_read_while_a_name_is_typed(
    floor: Floor, sitter_of: SitterOf
) -> None:
    leader = sitter_of("1000")
    leader.on("A2")
    leader.press(KEY.Key_Return)
    tile, line = leader.tile("A2"), leader.line()
    top = tile.mapTo(leader.page.plan, tile.rect().topLeft()).y()
    assert line.y() >= top + tile.height() // 3
    assert line.geometry().bottom() <= top + tile.height()


def test_who_fits_is_offered_by_name_number_and_first_letters(
    floor: Floor, sitter_of: SitterOf
) -> None:
    leader = sitter_of("1000")
    leader.on("A2")
    leader.press(KEY.Key_Return)
    assert leader.line().shown() == [
        "Person 1004 1004", "Person 2004 2004", "Person 1000 1000", "Person 2000 2000",
    ]  # fmt: skip
    leader.line().setText("20")
    assert leader.line().shown() == ["Person 2004 2004", "Person 2000 2000"]
    leader.qtbot.keyClick(leader.line(), KEY.Key_Down)
    leader.qtbot.keyClick(leader.line(), KEY.Key_Return)
    leader.settle()
    assert floor.row("A2", "E").no == "2000"


def test_escape_closes_what_is_typed_and_types_nothing_itself(
    floor: Floor, sitter_of: SitterOf
) -> None:
    leader = sitter_of("1000")
    leader.on("A2")
    leader.press(KEY.Key_Escape)
    assert not leader.page.plan.typing
    leader.qtbot.keyClicks(leader.tile("A2"), "1")
    assert leader.page.holds_input()
    leader.qtbot.keyClick(leader.line(), KEY.Key_Escape)
    assert not leader.page.plan.typing
    assert leader.here() == "A2"


def test_what_is_typed_for_one_shift_is_not_kept_for_another(
    floor: Floor, sitter_of: SitterOf
) -> None:
    leader = sitter_of("1000")
    leader.on("A2")
    leader.press(KEY.Key_Return)
    leader.page.move_on(1)
    leader.settle()
    assert not leader.page.plan.typing


def test_a_desk_that_somebody_has_shows_it_also_in_other_shifts(
    floor: Floor, sitter_of: SitterOf
) -> None:
    checking.check_in(floor.at("1004"), floor.seat("1004", "A1", "E"))
    leader = sitter_of("1000")
    leader.page.move_on(1)
    leader.settle()
    assert leader.page.reading is not None
    assert leader.page.reading.shift == "L"
    assert leader.shown("A1") == ("", "free from 15:30", "to 15:30: Person 1004")
    assert leader.shown("A2") == ("", "free", "")


def test_a_desk_of_a_shift_that_overlaps_is_taken_and_not_typed_into(
    floor: Floor, sitter_of: SitterOf
) -> None:
    with floor.centre.context.write() as session:
        a_shift(session, "M", "10:00", "18:00")
    floor.seat("1004", "A1", "E")
    leader = sitter_of("1000")
    leader.page.asked = FloorAsked(floor.centre.department, DAY, "M")
    leader.page.populate()
    leader.settle()
    assert leader.shown("A1") == ("Person 1004", "taken", "shift E, to 15:30")
    assert leader.menu("A1") == []
    leader.on("A1")
    leader.qtbot.keyClicks(leader.tile("A1"), "1")
    assert not leader.page.plan.typing
    assert "Nobody works this shift." in leader.beside()


def test_what_was_asked_for_stands_in_the_leaders_form_already(
    floor: Floor, sitter_of: SitterOf
) -> None:
    checking.check_in(floor.at("1004"), floor.seat("1004", "A1", "E"))
    leaving.ask(floor.at("1004"), "water")
    leader = sitter_of("1000")
    leader.on("A1")
    leader.press(KEY.Key_O)
    leader.push("Allow", leader.dialog())
    assert leader.told == ["Person 1004 goes now."]
    with floor.centre.context.read() as session:
        assert [row.reason for row in rows.off_floor(session, floor.clock.now)] == ["water"]


def test_keys_check_in_and_move(floor: Floor, sitter_of: SitterOf) -> None:
    floor.seat("1004", "A1", "E")
    leader = sitter_of("1000")
    leader.on("A1")
    leader.press(KEY.Key_C)
    assert leader.shown("A1")[1] == "at the desk"
    leader.press(KEY.Key_M, KEY.Key_Right, KEY.Key_Right, KEY.Key_Return)
    assert leader.shown("A3")[0] == "Person 1004"
    assert leader.here() == "A3"
    assert floor.row("A3", "E").checked_in_at is not None


def test_a_move_is_given_up_with_escape(floor: Floor, sitter_of: SitterOf) -> None:
    floor.seat("1004", "A1", "E")
    leader = sitter_of("1000")
    leader.on("A1")
    leader.press(KEY.Key_M, KEY.Key_Right, KEY.Key_Escape, KEY.Key_Return)
    assert [row.desk for row in floor.rows()] == ["A1"]


def test_enter_offers_all_that_can_be_done_at_a_desk(floor: Floor, sitter_of: SitterOf) -> None:
    floor.seat("1004", "A1", "E")
    leader = sitter_of("1000")
    assert leader.menu("A1") == [
        "Check in", "Take off this desk", "Move to another desk", "Order to stop working…",
    ]  # fmt: skip
    leader.on("A1")
    leader.press(KEY.Key_Return)
    (menu,) = leader.menus()
    assert menu.activeAction().text() == "Check in\tC"
    menu.close()


def test_a_desk_that_waits_for_relief_is_let_go_with_a_reason(
    floor: Floor, sitter_of: SitterOf
) -> None:
    seat = floor.seat("1004", "A1", "E")
    floor.seat("1002", "A1", "L")
    checking.check_in(floor.at("1004"), seat)
    floor.time("15:31")
    leader = sitter_of("1000")
    leader.page.asked = type(leader.page.asked)(floor.centre.department, DAY, "E")
    leader.page.populate()
    leader.settle()
    assert leader.shown("A1") == ("Person 1004", "waits for relief", "for Person 1002")
    leader.on("A1")
    leader.press(KEY.Key_R)
    dialog = leader.dialog()
    line = dialog.findChild(QLineEdit)
    assert isinstance(line, QLineEdit)
    line.setText("1002 is ill")
    leader.push("Approve leaving", dialog)
    row = floor.row("A1", "E")
    assert (row.override_by, row.override_reason) == ("1000", "1002 is ill")
    assert leader.shown("A1") == ("Person 1004", "let go", "15:31, by 1000")


def test_who_is_still_there_shows_at_the_next_shifts_desk(
    floor: Floor, sitter_of: SitterOf
) -> None:
    seat = floor.seat("1004", "A1", "E")
    floor.seat("1002", "A1", "L")
    checking.check_in(floor.at("1004"), seat)
    floor.time("15:31")
    leader = sitter_of("1000")
    assert leader.shown("A1")[2] == "Person 1004 is still there"
    assert "Approve that Person 1004 leaves, with a reason…" in leader.menu("A1")


def test_off_the_floor_counts_down_and_turns_red_in_words(
    floor: Floor, sitter_of: SitterOf
) -> None:
    seat = floor.seat("1004", "A1", "E")
    checking.check_in(floor.at("1004"), seat)
    leader = sitter_of("1000")
    leader.on("A1")
    leader.press(KEY.Key_O)
    dialog = leader.dialog()
    minutes = dialog.findChild(QSpinBox)
    assert isinstance(minutes, QSpinBox)
    minutes.setValue(5)
    leader.push("Allow", dialog)
    assert dialog.form.problem("reason") == "Say what for."
    leader.write(dialog, "water")
    leader.push("Allow", dialog)
    assert leader.shown("A1") == ("Person 1004", "off the floor", "5:00 left")
    floor.clock.now += timedelta(minutes=6, seconds=30)
    leader.page._tick()
    assert leader.shown("A1")[2] == "1:30 over"
    assert "1:30 over" in leader.beside()
    leader.on("A1")
    leader.press(KEY.Key_B)
    assert floor.off() == []


def test_who_waits_is_let_go_or_refused_beside_the_plan(floor: Floor, sitter_of: SitterOf) -> None:
    leaving.ask(floor.at("1004"), "water")
    leaving.ask(floor.at("2004"), "water")
    leader = sitter_of("1000")
    assert "Wait to leave (2)" in leader.beside()
    leader.push("Allow 10 min: Person 1004")
    leader.push("Not now: Person 2004")
    assert (floor.off(), floor.queue()) == (["1004"], [])
    assert "Off the floor (1)" in leader.beside()


def test_an_order_to_stop_stands_before_the_head_until_it_is_seen(
    floor: Floor, sitter_of: SitterOf
) -> None:
    seat = floor.seat("1004", "A1", "E")
    leader = sitter_of("1000")
    leader.on("A1")
    leader.press(KEY.Key_S)
    dialog = leader.dialog()
    why, what = dialog.findChildren(QPlainTextEdit)
    why.setPlainText("insulted a customer")
    what.setPlainText("a talk")
    leader.push("Order", dialog)
    assert leader.shown("A1")[1] == "told to stop"
    assert "with the head" in leader.beside()
    leader.on("A1")
    leader.press(KEY.Key_C)
    assert floor.row("A1", "E").checked_in_at is None
    assert today_of(floor, "0002") == ["1004"]
    assert today_of(floor, "1000") == []
    assert badges(floor.at("0002"))["desks"] == 1
    head = sitter_of("0002")
    head.push("Taken note: Person 1004")
    assert badges(floor.at("0002"))["desks"] == 0
    assert "head has seen it" in head.beside()
    assert today_of(floor, "0002") == []
    head.push("End the order: Person 1004")
    checking.check_in(floor.at("1004"), seat)


def today_of(floor: Floor, no: str) -> list[str]:
    """The orders to stop working that stand on somebody's Today."""
    return [row.no for row in read_today(floor.at(no)).orders]


def test_a_refusal_names_the_rule_what_was_counted_and_what_would_help(
    floor: Floor, sitter_of: SitterOf
) -> None:
    """A leader's own permission is none (ATT-5)."""
    seat = floor.seat("1000", "A1", "E")
    checking.check_in(floor.at("1000"), seat)
    leaving.ask(floor.at("1000"), "water")
    leader = sitter_of("1000")
    leader.push("Allow 10 min: Person 1000")
    (panel,) = [one for one in leader.explained if isinstance(one, VerdictPanel)]
    words = " ".join(each.text() for each in panel.findChildren(type(leader.page.hint)))
    assert "nobody's permission but their own" in words
    assert "Ask a team leader or the head" in words


def test_what_others_do_shows_by_itself(floor: Floor, sitter_of: SitterOf) -> None:
    floor.seat("1004", "A1", "E")
    leader = sitter_of("1000")
    other = sitter_of("2000")
    other.on("A1")
    other.press(KEY.Key_C)
    leader.hear()
    assert leader.shown("A1")[1] == "at the desk"


def test_the_shifts_are_walked_through_with_keys(floor: Floor, sitter_of: SitterOf) -> None:
    leader = sitter_of("1000")
    reading = leader.page.reading
    assert reading is not None
    assert (reading.day, reading.shift) == (DAY, "E")
    leader.page.move_on(-1)
    leader.settle()
    reading = leader.page.reading
    assert reading is not None
    assert (reading.day, reading.shift) == (DAY - timedelta(days=1), "N")
    leader.page.go_now()
    leader.settle()
    reading = leader.page.reading
    assert reading is not None
    assert (reading.day, reading.shift) == (DAY, "E")


def test_an_empty_floor_offers_its_first_row(floor: Floor, sitter_of: SitterOf) -> None:
    leader = sitter_of("1000")
    for tile in list(leader.page.plan.tiles):
        plan.retire_desk(floor.at("1000"), tile.spot.desk.id)
    leader.page.populate()
    leader.settle()
    leader.push("Add a row of desks…", leader.page._stack.currentWidget())
    leader.push("Add the row", leader.dialog())
    assert [tile.spot.desk.name for tile in leader.page.plan.tiles] == [
        "A01", "A02", "A03", "A04", "A05", "A06",
    ]  # fmt: skip


def test_the_plan_is_drawn_by_keyboard(floor: Floor, sitter_of: SitterOf) -> None:
    leader = sitter_of("1000")
    leader.desk.actions.qaction("desks.draw").trigger()
    leader.settle()
    leader.on("A1")
    leader.press(KEY.Key_Down, held=Qt.KeyboardModifier.ControlModifier)
    assert leader.tile("A1").cell == (1, 0)
    leader.on("A2")
    leader.press(KEY.Key_Return)
    line = leader.dialog().findChild(QLineEdit)
    assert isinstance(line, QLineEdit)
    line.setText("B7")
    leader.push("Rename", leader.dialog())
    assert leader.tile("B7").cell == (0, 1)
    leader.on("B7")
    leader.press(KEY.Key_Delete)
    leader.push("Take it off", leader.dialog())
    assert [tile.spot.desk.name for tile in leader.page.plan.tiles] == ["A3", "A4", "A1"]


def test_dropping_moves_people_and_desks(floor: Floor, sitter_of: SitterOf) -> None:
    seat = floor.seat("1004", "A1", "E")
    leader = sitter_of("1000")
    page = leader.page
    page.plan.cells[0, 2].dropped.emit(page.plan.cells[0, 2], "application/x-dutydesk-seat",
                                       str(seat))  # fmt: skip
    leader.settle()
    page.plan.cells[0, 0].dropped.emit(page.plan.cells[0, 0], "application/x-dutydesk-person",
                                       "2004")  # fmt: skip
    leader.settle()
    assert {row.desk: row.no for row in floor.rows()} == {"A3": "1004", "A1": "2004"}


def test_the_seating_goes_to_paper(floor: Floor, sitter_of: SitterOf, tmp_path) -> None:  # type: ignore[no-untyped-def]
    floor.seat("1004", "A1", "E")
    leader = sitter_of("1000")
    leader.page.print_to(tmp_path / "seats.pdf")
    leader.settle()
    assert (tmp_path / "seats.pdf").read_bytes().startswith(b"%PDF")


def test_a_seating_that_is_over_is_only_read(floor: Floor, sitter_of: SitterOf) -> None:
    seating.seat(floor.at("0002"), floor.centre.department, DAY, "E", [("A1", "1004")])
    floor.time("15:31")
    leader = sitter_of("1000")
    leader.page.asked = type(leader.page.asked)(floor.centre.department, DAY, "E")
    leader.page.populate()
    leader.settle()
    assert not leader.page.can_seat()
    assert leader.shown("A1")[2] == "not here since 07:30"
