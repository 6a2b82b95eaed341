"""The Calibration page: opened, scored blind, side by side, a reading noted, closed, taken out."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QDialog, QLabel, QPushButton, QTableView, QWidget
from pytestqt.qtbot import QtBot
from sqlalchemy import insert

from app.models import Contact
from app.reading.quality.scoring import scoring_board
from app.rules.scorecards.blind import CalibrationState
from app.ui.calibration.open_dialog import OpenDialog
from app.ui.calibration.page import CalibrationPage
from app.ui.calibration.reading_dialog import ReadingDialog
from app.ui.calibration.typed_contact import TypedContactDialog
from app.ui.kit.desk import Desk
from app.ui.kit.forms import Confirmation
from tests.factories import NOW, SmallCentre
from tests.services.quality.calibration_desk import ONE, RATERS, Hall
from tests.services.quality.scoring_desk import CALLED, INSPECTOR
from tests.ui.rest import until_rest

HEAD = "0002"


class Shown:
    """The page at somebody's desk: what is pressed, and what stands there."""

    def __init__(self, desk: Desk, qtbot: QtBot) -> None:
        self.desk, self.qtbot = desk, qtbot
        self.told: list[str] = []
        desk.said.connect(lambda text, _tone: self.told.append(text))
        self.page = CalibrationPage(desk)
        qtbot.addWidget(self.page)
        self.page.resize(1068, 776)
        self.page.show()
        self.settle()

    def settle(self) -> None:
        until_rest(self.qtbot, lambda: self.desk.tasks.idle)

    def dialog(self, kind: type[QDialog]) -> QDialog:
        found = [one for one in self.page.findChildren(kind) if one.isVisible()]
        assert len(found) == 1, found
        return found[0]

    def click(self, text: str, within: QWidget | None = None) -> None:
        buttons = (within or self.page).findChildren(QPushButton)
        wanted = [one for one in buttons if one.isVisible()]
        (one,) = [one for one in wanted if one.text().replace("&", "") == text]
        self.qtbot.mouseClick(one, Qt.MouseButton.LeftButton)
        self.settle()

    def offers(self) -> set[str]:
        """The buttons in sight."""
        buttons = self.page.findChildren(QPushButton)
        return {one.text().replace("&", "") for one in buttons if one.isVisible()}

    def reads(self) -> str:
        """All words in sight, and the cells of its tables."""
        words = [one.text() for one in self.page.findChildren(QLabel) if one.isVisible()]
        for table in self.page.findChildren(QTableView):
            model = table.model()
            words += [
                str(model.index(row, column).data())
                for row in range(model.rowCount())
                for column in range(model.columnCount())
            ]
        return "\n".join(words)


ShowAs = Callable[[str], Shown]


@pytest.fixture
def hall(centre: SmallCentre) -> Hall:
    return Hall(centre)


@pytest.fixture
def show_as(hall: Hall, desk_of: Callable[..., Desk], qtbot: QtBot) -> ShowAs:
    return lambda no: Shown(desk_of(hall.people[no], no), qtbot)


def test_without_one_the_first_step_stands_there(hall: Hall, show_as: ShowAs) -> None:
    shown = show_as(HEAD)
    assert "No calibration yet" in shown.reads()
    assert "Open the first one" in shown.offers()
    assert "Open the first one" not in show_as("0001").offers(), "a director reads"


def test_it_is_opened_over_ticked_and_typed_contacts(hall: Hall, show_as: ShowAs) -> None:
    with hall.centre.context.write() as session:
        session.execute(
            insert(Contact).values(
                ref=ONE, agent_id=hall.people["1001"], started_at=CALLED, seconds=95,
                changed_at=NOW,
            )
        )  # fmt: skip
    shown = show_as(INSPECTOR)
    shown.click("New calibration…")
    dialog = shown.dialog(OpenDialog)
    assert isinstance(dialog, OpenDialog)
    shown.click("Open it", dialog)
    assert dialog.wrong.text() == "Choose a contact at least."
    QTest.keyClicks(dialog.title, "Refunds")
    QTest.keyClick(dialog.contacts, Qt.Key.Key_Space)
    shown.click("Contact of no list…", dialog)
    typed = dialog.findChild(TypedContactDialog)
    assert typed is not None
    QTest.keyClicks(typed.ref, "k-9")
    shown.click("Add", typed)
    assert dialog.counts.text() == "2 contacts × 3 inspectors: 6 sheets to score"
    QTest.keyClick(dialog.raters, Qt.Key.Key_Down)
    QTest.keyClick(dialog.raters, Qt.Key.Key_Down)
    QTest.keyClick(dialog.raters, Qt.Key.Key_Space)
    shown.click("Open it", dialog)
    assert shown.told == ["Calibration C-00001 is open; its inspectors are told."]
    row = hall.row("C-00001")
    assert ([one.no for one in row.raters], row.contacts) == ([*RATERS[:2]], 2)
    board = scoring_board(hall.ctx("0005"))
    assert {one.contact_ref for one in board.tasks} == {ONE, "k-9"}
    assert shown.page.list.key() == "C-00001"
    assert "Score mine" in shown.offers()


def test_while_it_is_blind_one_sees_progress_and_ones_own(hall: Hall, show_as: ShowAs) -> None:
    no = hall.opens()
    hall.scores(no, RATERS[0], ONE, 81, 81, 81)
    hall.scores(no, RATERS[1], ONE, 63, 63, 63)
    shown = show_as(RATERS[0])
    assert "Nobody sees another's scores" in shown.reads()
    assert "81" in shown.reads()
    for other in (HEAD, RATERS[2]):
        words = show_as(other).reads()
        assert "1 of 2" in words
        assert not {"81", "63"} & {*words.split("\n")}, other
    assert "63" not in shown.reads().split("\n")
    assert not {"Export…", "Print…"} & shown.offers()


def test_going_to_score_leads_to_the_next_contact_of_this_calibration(
    hall: Hall, show_as: ShowAs
) -> None:
    first, second = hall.opens(), hall.opens()
    shown = show_as(RATERS[0])
    asked: list[tuple[str, Any]] = []
    shown.desk.page_asked.connect(lambda key, target: asked.append((key, target)))
    for no in (first, second):
        shown.page.open_target(no)
        shown.settle()
        shown.click("Score mine")
    board = scoring_board(shown.desk.ctx)
    numbers = {one.id: one.calibration_no for one in board.tasks}
    assert [(key, numbers[target]) for key, target in asked] == [
        ("scoring", first),
        ("scoring", second),
    ]


def test_side_by_side_with_figures_spread_and_words(hall: Hall, show_as: ShowAs) -> None:
    no = hall.opens()
    hall.all_score(no)
    shown = show_as("0001")
    results = shown.page.results
    assert results is not None
    words = shown.reads()
    assert "milder by 15.0 points" in words
    assert "stricter by 15.0 points" in words
    assert "as the others" in words
    results.setCurrentIndex(1)
    assert "2 contacts are few: the interval is wide." in shown.reads()
    results.setCurrentIndex(0)
    model = results.items.model()
    first = [model.index(0, at).data() for at in range(model.columnCount())]
    assert first[:5] == ["开场白", "80", "90", "70", "20"]
    results.contact.setCurrentIndex(1)
    assert [results.items.model().index(0, at).data() for at in (1, 2, 3)] == ["90", "100", "80"]
    assert "Note how to read this item…" not in shown.offers(), "a director reads"


def test_a_reading_is_noted_by_keyboard(hall: Hall, show_as: ShowAs) -> None:
    no = hall.opens()
    hall.all_score(no)
    shown = show_as(HEAD)
    results = shown.page.results
    assert results is not None
    results.items.setFocus()
    QTest.keyClick(results.items, Qt.Key.Key_Down)
    QTest.keyClick(results.items, Qt.Key.Key_Return)
    dialog = shown.dialog(ReadingDialog)
    assert isinstance(dialog, ReadingDialog)
    assert "态度" in dialog.windowTitle()
    shown.click("Note it", dialog)
    assert dialog.isVisible(), "something must be said"
    QTest.keyClicks(dialog.agreed, "20")
    shown.click("Note it", dialog)
    assert "20 (Person 0002" in shown.reads()
    again = shown.page.results
    assert again is not None
    picked = again.picked()
    assert picked is not None
    assert (picked.item, picked.readings) == ("2", 1), "one stands where one stood"


def test_closing_says_what_is_dropped(hall: Hall, show_as: ShowAs) -> None:
    no = hall.opens()
    hall.all_score(no, RATERS[:2])
    shown = show_as(HEAD)
    shown.click("Close it…")
    dialog = shown.dialog(Confirmation)
    said = " ".join(one.text() for one in dialog.findChildren(QLabel))
    assert "2 sheets are not scored: they are dropped" in said
    shown.click("Close the calibration", dialog)
    assert hall.row(no).state is CalibrationState.CLOSED
    assert "Close it…" not in shown.offers()
    assert shown.page.results is not None
    assert "closed before 2 were scored" in shown.reads()


def test_a_stale_close_says_that_somebody_was_faster(hall: Hall, show_as: ShowAs) -> None:
    no = hall.opens()
    shown = show_as(HEAD)
    shown.click("Close it…")
    dialog = shown.dialog(Confirmation)
    hall.closes(no, RATERS[0])
    shown.click("Close the calibration", dialog)
    assert isinstance(dialog, Confirmation)
    assert "closed already" in dialog.refusal.text()


def test_it_goes_out_to_excel_and_pdf(hall: Hall, show_as: ShowAs, tmp_path: Path) -> None:
    no = hall.opens()
    hall.all_score(no)
    shown = show_as(HEAD)
    excel, paper = tmp_path / "c.xlsx", tmp_path / "c.pdf"
    shown.page.export_to(excel)
    shown.settle()
    sheet = openpyxl.load_workbook(excel).worksheets[0]
    rows = [[cell.value for cell in row] for row in sheet.iter_rows()]
    assert rows[1][:5] == ["开场白", 80, 90, 70, 20]
    assert any("Krippendorff" in str(row[0]) for row in rows)
    shown.page.print_to(paper)
    assert paper.read_bytes().startswith(b"%PDF")


def test_everything_has_a_name_to_be_read_out(hall: Hall, show_as: ShowAs) -> None:
    no = hall.opens()
    hall.all_score(no)
    shown = show_as(HEAD)
    for table in shown.page.findChildren(QTableView):
        assert table.accessibleName()
    assert shown.page.list.accessibleName()
