"""The roll-call sheet of a day, by what is pressed and seen."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel
from sqlalchemy import select

from app.context import Actor
from app.models import Attendance, Leave
from app.rules.vocabulary import LeaveStatus
from app.services.attendance.roll_call import Entry, record_roll_call
from app.ui.kit.unsaved import unsaved_in
from tests.factories import SmallCentre, TestClock, file_of
from tests.ui.attendance.conftest import DAY, Seat, SeatOf, at

KEY = Qt.Key


def recorded(centre: SmallCentre) -> dict[int, tuple[datetime | None, int]]:
    with centre.context.read() as session:
        rows = session.execute(
            select(Attendance.person_id, Attendance.arrived_at, Attendance.off_post_minutes)
        )
        return {person: (arrived, off_post) for person, arrived, off_post in rows}


def test_the_sheet_has_a_line_for_each_who_is_rostered_by_shift(leader: Seat) -> None:
    starts = [line.row.start for line in leader.lines]
    assert starts == sorted(starts)
    assert "1000" in [line.row.no for line in leader.lines]
    assert leader.state("1000") == []
    assert "Not recorded yet" in leader.shown("1000")


@pytest.mark.parametrize("key", [KEY.Key_P, KEY.Key_Space])
def test_one_key_says_present_at_roll_call_and_moves_on(
    leader: Seat, centre: SmallCentre, key: Qt.Key
) -> None:
    leader.on(leader.lines[0].row.no)
    first, second = (line.row.no for line in leader.lines[:2])
    leader.press(key)
    assert leader.here() == second
    assert leader.state(first) == ["Present"]
    assert "In time" in leader.shown(first)
    assert recorded(centre) == {centre.people[first]: (leader.line(first).row.roll_call, 0)}


def test_minutes_after_l_say_late_and_the_rule_stands_beside(leader: Seat) -> None:
    leader.on("1000")
    leader.type("L12")
    assert leader.state("1000") == ["Late 12▏"]
    leader.press(KEY.Key_Return)
    assert leader.state("1000") == ["Late 12 min"]
    assert [link.text() for link in leader.links("1000")] == ["ATT-2"]
    with leader.qtbot.waitSignal(leader.desk.page_asked) as asked:
        leader.qtbot.mouseClick(leader.links("1000")[0], Qt.MouseButton.LeftButton)
    assert asked.args == ["rules", "ATT-2"]


def test_l_and_enter_says_that_they_come_this_minute(
    leader: Seat, clock: TestClock, centre: SmallCentre
) -> None:
    clock.now = at("07:43")
    leader.on("1000")
    leader.press(KEY.Key_L, KEY.Key_Return)
    assert leader.state("1000") == ["Late 13 min"]
    assert recorded(centre)[centre.people["1000"]] == (at("07:43"), 0)


def test_a_is_an_absence_at_once(leader: Seat) -> None:
    leader.on("1000")
    leader.press(KEY.Key_A)
    assert leader.state("1000") == ["Absent"]
    assert [link.text() for link in leader.links("1000")] == ["ATT-4"]


@pytest.mark.parametrize(("minutes", "rules"), [("19", []), ("20", ["ATT-3"])])
def test_a_number_is_minutes_off_the_post(leader: Seat, minutes: str, rules: list[str]) -> None:
    leader.on("1000")
    leader.type(minutes)
    leader.press(KEY.Key_Return)
    assert leader.state("1000") == ["Present", f"Off the post {minutes} min"]
    assert [link.text() for link in leader.links("1000")] == rules


def test_leaving_the_line_takes_the_minutes_and_escape_drops_them(leader: Seat) -> None:
    first, second = (line.row.no for line in leader.lines[:2])
    leader.on(first)
    leader.type("L5")
    leader.press(KEY.Key_Down)
    assert leader.state(first) == ["Late 5 min"]
    assert leader.here() == second
    leader.type("L5")
    leader.press(KEY.Key_Escape)
    assert leader.state(second) == []


def test_one_key_makes_all_the_rest_of_the_shift_present(leader: Seat) -> None:
    shift = leader.line("1000").row.shift
    crew = [line.row.no for line in leader.lines if line.row.shift == shift]
    leader.on(crew[0])
    leader.press(KEY.Key_A)
    leader.on(crew[-1])
    leader.press(KEY.Key_R)
    assert [leader.state(no) for no in crew] == [["Absent"], *[["Present"]] * (len(crew) - 1)]
    others = [line.row.no for line in leader.lines if line.row.shift != shift]
    assert [leader.state(no) for no in others] == [[] for _no in others]


def test_delete_takes_back_and_each_step_can_be_undone_and_done_again(
    leader: Seat, centre: SmallCentre
) -> None:
    leader.on("1000")
    leader.press(KEY.Key_A)
    leader.on("1000")
    leader.press(KEY.Key_Delete)
    assert leader.state("1000") == []
    assert recorded(centre) == {}
    does(leader, "attendance.undo")
    assert leader.state("1000") == ["Absent"]
    does(leader, "attendance.undo")
    assert leader.state("1000") == []
    does(leader, "attendance.redo")
    assert leader.state("1000") == ["Absent"]


def does(seat: Seat, action: str) -> None:
    seat.desk.actions.qaction(action).trigger()
    seat.settle()


def test_what_somebody_else_changed_since_is_not_undone(leader: Seat, centre: SmallCentre) -> None:
    leader.on("1000")
    leader.press(KEY.Key_A)
    entry = Entry(centre.people["1000"], at("07:15"))
    record_roll_call(centre.context.acting_as(leader.desk.ctx.actor), centre.teams["A"], DAY,
                     [entry])  # fmt: skip
    does(leader, "attendance.undo")
    assert recorded(centre)[centre.people["1000"]] == (at("07:15"), 0)
    assert leader.state("1000") == ["Present"]


def test_what_is_still_to_come_cannot_be_pressed_and_the_line_says_from_when(
    centre: SmallCentre, seat_of: SeatOf, clock: TestClock
) -> None:
    clock.now = at("05:29")
    leader = seat_of("1000")
    assert "Can be recorded from 05:30 on" in leader.shown("1000")
    leader.on("1000")
    leader.press(KEY.Key_P)
    assert recorded(centre) == {}
    assert any("record what has been" in text for text in leader.shown("1000"))
    clock.now = at("05:30")
    leader.on("1000")
    leader.press(KEY.Key_P)
    assert leader.state("1000") == ["Present"]


def test_absent_waits_for_the_start(centre: SmallCentre, seat_of: SeatOf, clock: TestClock) -> None:
    clock.now = at("07:29")
    leader = seat_of("1000")
    leader.on("1000")
    leader.press(KEY.Key_A)
    assert recorded(centre) == {}
    clock.now = at("07:30")
    leader.on("1000")
    leader.press(KEY.Key_A)
    assert leader.state("1000") == ["Absent"]


def test_who_is_on_leave_is_shown_with_the_kind_and_not_recorded(
    centre: SmallCentre, seat_of: SeatOf
) -> None:
    person = centre.people["1000"]
    with centre.context.write() as session:
        session.add(
            Leave(
                leave_no="L-1", person_id=person, filed_by_no="1000", kind="personal",
                filed_at=datetime(2026, 10, 1, tzinfo=UTC), first_date=DAY, last_date=DAY,
                status=LeaveStatus.APPROVED, approved_at=datetime(2026, 10, 2, tzinfo=UTC),
            )
        )  # fmt: skip
    leader = seat_of("1000")
    assert "On leave: personal leave" in leader.shown("1000")
    leader.on("1000")
    leader.press(KEY.Key_A)
    assert recorded(centre) == {}


def test_the_head_keeps_it_in_the_leaders_stead(seat_of: SeatOf) -> None:
    head = seat_of("0002")
    head.on("1000")
    head.press(KEY.Key_P)
    assert head.state("1000") == ["Present"]


@pytest.mark.parametrize("no", ["0001", "0004"])
def test_who_only_reads_records_nothing(seat_of: SeatOf, centre: SmallCentre, no: str) -> None:
    reader = seat_of(no)
    assert "read only" in reader.note()
    reader.on("1000")
    reader.press(KEY.Key_P)
    assert recorded(centre) == {}


def test_another_teams_leader_holds_roll_call_of_a_sheet_and_records_only_their_own(
    seat_of: SeatOf, centre: SmallCentre
) -> None:
    """HAND-6 lets whoever leads in the department call every team of it."""
    other = seat_of("2000")
    teams = other.page.bar.teams
    assert [teams.itemText(at) for at in range(teams.count())] == ["A", "B"]
    assert "read only" in " ".join(one.text() for one in other.page.header.findChildren(QLabel))
    other.page.open_target((centre.teams["A"], DAY.replace(day=15)))
    other.settle()
    early = next(block for block in other.page.day_view.blocks if block.code == "E")
    assert early.call is not None
    assert not early.call.comments.isReadOnly()
    early.call.held.emit("Smile.")
    other.settle()
    assert early.call.told.held is not None
    assert early.call.told.held.fact.leader == "2000"


def test_the_days_before_and_after_are_a_key_away(leader: Seat) -> None:
    does(leader, "attendance.later")
    assert leader.page.work.day == DAY.replace(day=15)
    does(leader, "attendance.earlier")
    does(leader, "attendance.earlier")
    assert leader.page.work.day == DAY.replace(day=13)
    does(leader, "attendance.today")
    assert leader.page.work.day == DAY.replace(day=15)


def test_what_somebody_else_recorded_meanwhile_is_told_and_not_overwritten(
    leader: Seat, centre: SmallCentre
) -> None:
    said: list[str] = []
    leader.desk.said.connect(lambda text, _tone: said.append(text))
    leader.on("1000")
    head = centre.context.acting_as(Actor("0002", centre.people["0002"]))
    entry = Entry(centre.people["1000"], at("07:15"))
    record_roll_call(head, centre.teams["A"], DAY, [entry])
    leader.press(KEY.Key_A)
    assert recorded(centre)[centre.people["1000"]] == (at("07:15"), 0)
    assert "Person 1000: came 14 October 2026, 07:15" in said[-1]
    assert "Person 0002" in said[-1]
    assert leader.state("1000") == ["Present"], "the line is looked at anew"
    leader.on("1000")
    leader.press(KEY.Key_A)
    assert recorded(centre)[centre.people["1000"]] == (None, 0)


def test_keys_that_are_quicker_than_the_store_do_not_disturb_each_other(
    leader: Seat, centre: SmallCentre
) -> None:
    line = leader.line("1000")
    for key in (KEY.Key_A, KEY.Key_P, KEY.Key_A, KEY.Key_P):
        QTest.keyClick(line, key)
        line.show_row(line.row)  # as a reading on its way does
    leader.settle()
    assert leader.state("1000") == ["Present"]
    for state in (["Absent"], ["Present"], ["Absent"], []):
        does(leader, "attendance.undo")
        assert leader.state("1000") == state
    assert recorded(centre) == {}


def test_minutes_that_are_being_typed_are_not_stored_yet(leader: Seat) -> None:
    leader.on("1000")
    leader.type("L12")
    assert [one.text for one in unsaved_in(leader.page)] == ["12"]
    leader.press(KEY.Key_Return)
    assert unsaved_in(leader.page) == []


def test_a_roll_call_that_met_a_store_that_is_gone_is_known(
    leader: Seat, centre: SmallCentre
) -> None:
    file_of(centre.context).unlink()
    leader.on("1000")
    leader.press(KEY.Key_A)
    (typed,) = unsaved_in(leader.page)
    assert "(1000)" in typed.label
    assert typed.text == "absent"
