"""A centre's own roster file comes in at the roster page, by three steps, and can be taken back."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QPushButton
from sqlalchemy import select

from app.context import Actor, Context
from app.errors import Conflict
from app.models import DraftAssignment, Person, Post, Team
from app.rules.bringing.kept import Told
from app.services.roster.mappings import keep
from app.ui.kit.fields import date_of
from app.ui.kit.messages import MessageDialog
from app.ui.kit.roster_file import RosterFile
from app.ui.roster.bringing.dialog import BringDialog
from tests.exchange.layouts.made import a_book
from tests.factories import SmallCentre
from tests.ui.roster.conftest import Seat

DAYS = [date(2026, 11, day) for day in range(1, 31)]


def a_file(folder: Path, month: int = 11, words: tuple[str, ...] = ("早", "E", "N", "休")) -> Path:
    days = [date(2026, month, day) for day in range(1, 29)]
    rows: list[list[object]] = [
        [f"2026年{month}月 A班排班表"],
        ["姓名", *(day.day for day in days)],
    ]
    for at, no in enumerate(("1001", "1002", "1003")):
        rows.append([f"Person {no}", *(words[(at + n) % len(words)] for n in range(28))])
    rows.append(["合计", *(2 for _ in days)])
    return a_book(folder / f"roster-{month}.xlsx", ("Sheet1", rows))


def opened(seat: Seat, path: Path) -> BringDialog:
    seat.page.open_target(RosterFile(path))
    seat.settle()
    dialog = seat.page.findChildren(BringDialog)[-1]
    assert isinstance(dialog, BringDialog)
    return dialog


def press(dialog: BringDialog, seat: Seat) -> None:
    assert isinstance(dialog.on, QPushButton)
    dialog.on.click()
    seat.settle()


def drafted(context: Context) -> dict[tuple[str, date], int | None]:
    with context.read() as session:
        rows = session.execute(
            select(Person.employee_no, DraftAssignment.day, DraftAssignment.shift_id).join(
                Person, Person.id == DraftAssignment.person_id
            )
        )
        return {(no, day): shift for no, day, shift in rows}


def test_a_leader_brings_the_teams_roster_in_and_takes_it_back(
    seat_of: Callable[[str], Seat], centre: SmallCentre, tmp_path: Path
) -> None:
    leader = seat_of("1000")
    dialog = opened(leader, a_file(tmp_path))
    assert "1 of 3" in dialog.head.text()
    assert "3 people" in dialog.sheet.sentence.text()
    press(dialog, leader)
    assert [line.row.word for line in dialog.asked.word_lines] == ["早"], "each word is asked once"
    use = dialog.asked.word_lines[0].use
    use.setCurrentIndex(use.findText("shift E"))
    leader.settle()
    press(dialog, leader)
    assert "3 of 3" in dialog.head.text()
    assert dialog.on.isEnabled(), dialog.refusal.text()
    dialog.shown.name.setText("hotline")
    press(dialog, leader)
    found = drafted(centre.context)
    assert len(found) == 63, "28 days of three people, a quarter of them off"
    assert found["1001", DAYS[0]] == centre.shifts["E"]
    leader.page.session.undo()
    leader.settle()
    assert drafted(centre.context) == {}


def test_what_was_told_once_makes_next_month_one_step(
    seat_of: Callable[[str], Seat], centre: SmallCentre, tmp_path: Path
) -> None:
    leader = seat_of("1000")
    dialog = opened(leader, a_file(tmp_path))
    press(dialog, leader)
    use = dialog.asked.word_lines[0].use
    use.setCurrentIndex(use.findText("shift E"))
    leader.settle()
    press(dialog, leader)
    dialog.shown.name.setText("hotline")
    press(dialog, leader)

    again = opened(leader, a_file(tmp_path, month=12))
    assert "3 of 3" in again.head.text()
    assert again.shown.name.text() == "hotline"
    press(again, leader)
    assert len([day for _no, day in drafted(centre.context) if day.month == 12]) == 63


def test_nothing_of_another_team_is_taken_and_each_cell_of_it_is_named(
    seat_of: Callable[[str], Seat], centre: SmallCentre, tmp_path: Path
) -> None:
    other = seat_of("2000")
    dialog = opened(other, a_file(tmp_path, words=("E", "N", "休")))
    press(dialog, other)
    press(dialog, other)
    assert not dialog.on.isEnabled()
    assert len(dialog.way.preview.left_out) >= 56
    assert drafted(centre.context) == {}


def test_a_file_that_names_no_month_is_brought_in_by_keyboard_alone(
    seat_of: Callable[[str], Seat], centre: SmallCentre, tmp_path: Path
) -> None:
    rows: list[list[object]] = [["姓名", *range(1, 29)]]
    for at, no in enumerate(("1001", "1002", "1003")):
        rows.append([f"Person {no}", *(("大夜", "E", "休")[(at + n) % 3] for n in range(28))])
    path = a_book(tmp_path / "roster.xlsx", ("Sheet1", rows))
    leader = seat_of("1000")
    dialog = opened(leader, path)

    dialog.activateWindow()
    assert dialog.isActiveWindow()

    def press_key(key: Qt.Key) -> None:
        QTest.keyClick(dialog.focusWidget() or dialog, key)
        leader.settle()

    assert not dialog.on.isEnabled()
    assert "first day" in dialog.refusal.text()
    assert dialog.sheet.first_day.isAncestorOf(dialog.focusWidget()), "where a day must be told"
    assert date_of(dialog.sheet.first_day) == date(2026, 11, 1), "of the month that comes"
    press_key(Qt.Key.Key_Return)
    assert "1 of 3" in dialog.head.text(), "Enter told the day, and went no further"
    assert dialog.on.isEnabled()

    press_key(Qt.Key.Key_Return)
    assert "2 of 3" in dialog.head.text(), "Enter goes on where nothing is left to tell"
    use = dialog.asked.word_lines[0].use
    assert dialog.focusWidget() is use, "the first question has the keyboard"
    for _line in range(use.findText("shift N") - use.currentIndex()):
        press_key(Qt.Key.Key_Down)
        use = dialog.asked.word_lines[0].use
    press_key(Qt.Key.Key_Return)
    assert "3 of 3" in dialog.head.text()
    press_key(Qt.Key.Key_Return)
    found = drafted(centre.context)
    assert len(found) == 56, "two of three days of three people, all but whole weeks"
    assert found["1001", DAYS[0]] == centre.shifts["N"]


def test_where_all_is_known_the_second_step_asks_nothing_and_is_passed_over(
    seat_of: Callable[[str], Seat], centre: SmallCentre, tmp_path: Path
) -> None:
    leader = seat_of("1000")
    dialog = opened(leader, a_file(tmp_path, words=("E", "N", "休")))
    press(dialog, leader)
    assert "3 of 3" in dialog.head.text()
    dialog.back.click()
    assert "2 of 3" in dialog.head.text()
    assert not dialog.asked.asks()
    press(dialog, leader)
    assert dialog.on.isEnabled()


def test_nobody_elses_answers_are_replaced_by_a_name_that_is_taken(
    seat_of: Callable[[str], Seat], centre: SmallCentre, tmp_path: Path
) -> None:
    head = Actor("0002", centre.people["0002"])
    keep(centre.context.acting_as(head), "hotline", Told(), {"something else"})
    leader = seat_of("1000")
    dialog = opened(leader, a_file(tmp_path, words=("E", "N", "休")))
    while dialog.stack.currentIndex() < 2:
        press(dialog, leader)
    dialog.shown.name.setText("hotline")
    press(dialog, leader)
    assert drafted(centre.context), "the roster came in all the same"
    assert [type(error) for error in leader.failures] == [Conflict]


def test_who_gives_up_is_asked_once_and_is_out(
    seat_of: Callable[[str], Seat], tmp_path: Path
) -> None:
    leader = seat_of("1000")
    dialog = opened(leader, a_file(tmp_path))
    press(dialog, leader)
    use = dialog.asked.word_lines[0].use
    use.setCurrentIndex(use.findText("shift E"))
    leader.settle()
    dialog.reject()
    question = dialog.findChild(MessageDialog)
    assert question is not None, "something was answered"
    assert dialog.isVisible()
    next(one for one in question.findChildren(QPushButton) if one.text() == "Give &up").click()
    leader.settle()
    assert leader.page.findChildren(BringDialog) == []


def test_listing_what_is_known_forgets_no_answer(
    seat_of: Callable[[str], Seat], tmp_path: Path
) -> None:
    administrator = seat_of("0004")
    dialog = opened(administrator, a_file(tmp_path, words=("白", "E", "休", "年假")))
    press(dialog, administrator)
    line = dialog.asked.word_lines[0]
    assert line.times.isVisibleTo(dialog)
    line.times.setText("8-20")
    line.times.editingFinished.emit()
    administrator.settle()
    dialog.asked.known.click()
    administrator.settle()
    lines = {line.row.word: line for line in dialog.asked.word_lines}
    assert lines["白"].times.text() == "08:00–20:00"
    assert lines["年假"].use.currentText() == "on leave, of a kind to be told"


def test_what_is_time_off_in_return_is_asked_and_no_shift_is_proposed(
    seat_of: Callable[[str], Seat], tmp_path: Path
) -> None:
    administrator = seat_of("0004")
    dialog = opened(administrator, a_file(tmp_path, words=("E", "调休")))
    press(dialog, administrator)
    assert [line.use.currentText() for line in dialog.asked.word_lines] == ["choose…"]


def test_new_people_of_a_file_come_with_a_team_that_is_named_there(
    seat_of: Callable[[str], Seat], centre: SmallCentre, tmp_path: Path
) -> None:
    days = list(range(1, 29))
    rows: list[list[object]] = [["2026年11月排班表"], ["姓名", *days]]
    rows += [[name, *(("E", "L", "休")[day % 3] for day in days)] for name in ("王秀英", "李娜")]
    administrator = seat_of("0004")
    dialog = opened(administrator, a_book(tmp_path / "new.xlsx", ("11月", rows)))
    press(dialog, administrator)
    told = [one.text() for one in dialog.asked.findChildren(QLabel)]
    assert any(text.startswith("The file has no employee number for some") for text in told)
    newcomers = dialog.asked.newcomers
    assert newcomers.hired_on() == date(2026, 10, 15), "today: they are to be given logins"
    newcomers.team.setCurrentIndex(newcomers.team.findText("a new team"))
    assert newcomers.department_name.text() == "Service"
    newcomers.team_name.setText("C")
    press(dialog, administrator)
    assert dialog.on.isEnabled(), dialog.refusal.text()
    assert "those are proposed, and are changed in step 2" in dialog.shown.sentence.text()
    press(dialog, administrator)
    with centre.context.read() as session:
        posts = session.execute(
            select(Person.name, Team.name)
            .join(Post, Post.person_id == Person.id)
            .join(Team, Team.id == Post.team_id)
            .where(Person.name.in_(("王秀英", "李娜")))
        )
        assert {tuple(row) for row in posts} == {("王秀英", "C"), ("李娜", "C")}
