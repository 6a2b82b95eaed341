"""The page "Inspections": read, acknowledged, appealed, answered and decided by what is pressed."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import openpyxl
import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QDialog, QLabel, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from app.reading.today.badges import badges
from app.rules.scorecards.course import InspectionState
from app.rules.scorecards.scoring import Given
from app.services.quality.appeals import decide
from app.ui.inspections.dialogs import AnswerDialog, AppealDialog, DecideDialog
from app.ui.inspections.page import InspectionsPage
from app.ui.kit.desk import Desk
from tests.factories import SmallCentre, TestClock
from tests.pdf_text import read_pdf
from tests.services.quality.appeal_desk import (
    AGENT,
    HEAD,
    INSPECTOR,
    LEADER,
    STEPS,
    a_scored_one,
    acting,
    looks,
    rejecting,
    scored,
    sheet,
)
from tests.services.quality.scoring_desk import GOOD, a_card, inspection, scores
from tests.ui.rest import until_rest


class Reader:
    """Somebody before the page: what they press, and what they see."""

    def __init__(self, desk: Desk, qtbot: QtBot) -> None:
        self.desk, self.qtbot = desk, qtbot
        self.told: list[str] = []
        self.failed: list[Exception] = []
        desk.tasks.failed.connect(self.failed.append)
        desk.said.connect(lambda text, _tone: self.told.append(text))
        self.page = InspectionsPage(desk)
        qtbot.addWidget(self.page)
        self.page.resize(1068, 776)
        self.page.show()
        self.page.activateWindow()
        qtbot.waitUntil(self.page.isActiveWindow)
        self.settle()

    def settle(self) -> None:
        until_rest(self.qtbot, lambda: self.desk.tasks.idle)
        assert self.failed == []

    def opens(self, row: int = 0) -> None:
        """By Enter in the list."""
        results = self.page.results
        results.setFocus()
        results.setCurrentIndex(results.lines.index(row))
        QTest.keyClick(results, Qt.Key.Key_Return)
        self.settle()

    def lines(self) -> list[str]:
        return [line.spoken for line in self.page.results.lines.lines]

    def presses(self, text: str, within: QWidget | None = None) -> None:
        self.qtbot.mouseClick(self.button(text, within), Qt.MouseButton.LeftButton)
        self.settle()

    def button(self, text: str, within: QWidget | None = None) -> QPushButton:
        found = (within or self.page).findChildren(QPushButton)
        return next(one for one in found if one.isVisible() and one.text().replace("&", "") == text)

    def offers(self) -> list[str]:
        """What the sheet's buttons say."""
        return [one.text().replace("&", "") for one in self.page.view.buttons]

    def reads(self, within: QWidget | None = None) -> str:
        labels = (within or self.page).findChildren(QLabel)
        return "\n".join(one.text() for one in labels if one.isVisible())


ReaderOf = Callable[[str], Reader]


@pytest.fixture
def reader_of(
    centre: SmallCentre, desk_of: Callable[..., Desk], qtbot: QtBot
) -> Iterator[ReaderOf]:
    made: list[Reader] = []

    def reader_of(no: str) -> Reader:
        reader = Reader(desk_of(centre.people[no], no), qtbot)
        made.append(reader)
        return reader

    yield reader_of
    for reader in made:
        for dialog in reader.page.findChildren(QDialog):
            dialog.close()


@pytest.fixture
def no(centre: SmallCentre) -> str:
    """An inspection of 1001, worth 77."""
    return a_scored_one(centre)


def test_one_key_acknowledges(centre: SmallCentre, no: str, reader_of: ReaderOf) -> None:
    reader = reader_of(AGENT)
    assert reader.lines() == ["c-1001-90, To acknowledge, 77.0 · Q-00001 · 15 October, 09:00"]
    reader.opens()
    assert "Acknowledge it, or appeal until 20 October: 5 days left." in reader.reads()
    assert badges(reader.desk.ctx)["inspections"] == 1
    assert reader.offers() == ["Acknowledge", "Appeal…"]
    reader.desk.actions.qaction("inspections.acknowledge").trigger()
    reader.settle()
    assert inspection(centre.context, no).acknowledged_at is not None
    assert reader.told == ["Q-00001 is acknowledged."]
    assert reader.offers() == []
    assert "Acknowledged" in reader.lines()[0]
    assert badges(reader.desk.ctx)["inspections"] == 0


def test_an_appeal_is_made_where_a_box_is_ticked(
    centre: SmallCentre, no: str, reader_of: ReaderOf
) -> None:
    reader = reader_of(AGENT)
    reader.opens()
    reader.presses("Appeal…")
    dialog = reader.page.findChild(AppealDialog)
    assert dialog is not None
    reader.presses("Appeal", dialog)
    assert inspection(centre.context, no).appealed_at is None, "nothing was chosen"
    box, why = dialog.items.boxes["1"]
    QTest.keyClick(box, Qt.Key.Key_Space)
    why.setPlainText("问候语完整")
    reader.presses("Appeal", dialog)
    assert sheet(centre, no).points == {"1": "问候语完整"}
    assert "Appealed: “问候语完整”" in reader.reads()
    assert reader.offers() == []
    assert "Person 0002 decides, as head of Service." in reader.reads()


def test_after_the_days_the_page_says_why_not(
    centre: SmallCentre, no: str, reader_of: ReaderOf, clock: TestClock
) -> None:
    clock.pass_by(days=6)
    reader = reader_of(AGENT)
    reader.opens()
    assert reader.offers() == ["Acknowledge"]
    read = reader.reads()
    assert "the last day for an appeal was 20 October (QA-5)." in read


def test_who_scored_it_answers_once(centre: SmallCentre, no: str, reader_of: ReaderOf) -> None:
    STEPS["appeal"](centre, no)
    reader = reader_of(INSPECTOR)
    reader.opens()
    reader.presses("Answer…")
    dialog = reader.page.findChild(AnswerDialog)
    assert dialog is not None
    dialog.words.setPlainText("听了两遍")
    reader.presses("Answer", dialog)
    assert [one.text for one in sheet(centre, no).course] == ["", "听了两遍"]
    assert reader.offers() == []
    assert looks(centre) == [], "it is their own work"


def test_the_head_decides_with_both_sides_in_view(
    centre: SmallCentre, no: str, reader_of: ReaderOf
) -> None:
    STEPS["appeal"](centre, no)
    STEPS["answer"](centre, no)
    reader = reader_of(HEAD)
    reader.opens()
    reader.presses("Decide…")
    dialog = reader.page.findChild(DecideDialog)
    assert dialog is not None
    read = reader.reads(dialog)
    assert "问候语完整，见录音开头" in read
    assert "听了两遍" in read
    dialog.verdict.setCurrentIndex(2)
    (change,) = dialog.changes.rows
    change.score.setText("50")
    dialog.words.setPlainText("属实")
    assert "Total: 77.0 → 69.0" in reader.reads(dialog)
    reader.presses("Decide", dialog)
    assert "QA-4" in dialog.refusal.text(), "under its mark, and nothing says why"
    change.comment.setText("未报工号")
    change.score.setText("95")
    reader.presses("Decide", dialog)
    assert ("1", 2, 95, "未报工号") in scores(centre.context, no)
    read = reader.reads()
    assert "Revision 1" in read
    assert "Revision 2" in read
    assert "before the appeal 77.0" in read
    assert "Score changed" in read
    assert "Person 0002 upholds the appeal" in read


def test_what_was_decided_meanwhile_is_told(
    centre: SmallCentre, no: str, reader_of: ReaderOf
) -> None:
    STEPS["appeal"](centre, no)
    reader = reader_of(HEAD)
    reader.opens()
    reader.presses("Decide…")
    dialog = reader.page.findChild(DecideDialog)
    assert dialog is not None
    decide(acting(centre, HEAD), no, rejecting())
    dialog.verdict.setCurrentIndex(1)
    dialog.words.setPlainText("维持")
    reader.presses("Decide", dialog)
    assert "Person 0002 has decided on the appeal" in dialog.refusal.text()


def test_moving_through_the_list_is_no_look(
    centre: SmallCentre, no: str, reader_of: ReaderOf
) -> None:
    scored(centre, (Given("1", 95.0), *GOOD[1:]), agent="1002")
    reader = reader_of(LEADER)
    assert len(reader.lines()) == 2
    assert not any("77" in line for line in reader.lines()), "no score but one's own"
    results = reader.page.results
    results.setFocus()
    results.setCurrentIndex(results.lines.index(0))
    QTest.keyClick(results, Qt.Key.Key_Down)
    reader.settle()
    assert looks(centre) == []
    QTest.keyClick(results, Qt.Key.Key_Return)
    reader.settle()
    reader.page.populate()
    reader.settle()
    assert looks(centre) == [LEADER]
    assert reader.offers() == []
    assert "My mean" not in reader.reads()


def test_a_failed_critical_item_has_a_word(centre: SmallCentre, reader_of: ReaderOf) -> None:
    a_card(centre)
    scored(centre, (GOOD[0], Given("2", 40.0, comment="打断客户"), GOOD[2]))
    reader = reader_of(AGENT)
    reader.opens()
    read = reader.reads()
    assert "critical, under 60: fails all" in read
    assert "打断客户" in read
    assert "77.0, failed" not in read
    assert "0.0, failed" in reader.lines()[0]


def test_the_list_narrows_by_state_person_and_words(
    centre: SmallCentre, no: str, reader_of: ReaderOf
) -> None:
    other = scored(centre, (Given("1", 95.0), *GOOD[1:]), agent="1002")
    STEPS["appeal"](centre, no)
    reader = reader_of(HEAD)
    filters = reader.page.filters
    filters.state.setCurrentIndex(2)
    assert [line.key for line in reader.page.results.lines.lines] == [no]
    filters.state.setCurrentIndex(1)
    assert [line.key for line in reader.page.results.lines.lines] == [other]
    filters.state.setCurrentIndex(0)
    filters.words.setText("c-1002")
    assert [line.key for line in reader.page.results.lines.lines] == [other]
    filters.words.clear()
    filters.person.choose(AGENT)
    filters.changed.emit()
    assert [line.key for line in reader.page.results.lines.lines] == [no]


def test_the_list_and_the_sheet_go_out(
    centre: SmallCentre, no: str, reader_of: ReaderOf, tmp_path: Path
) -> None:
    reader = reader_of(LEADER)
    reader.page.export_to(tmp_path / "list.xlsx")
    reader.settle()
    book = openpyxl.load_workbook(tmp_path / "list.xlsx")
    rows = list(book.worksheets[0].iter_rows(values_only=True))
    assert any(no in row for row in rows)
    assert not any(77 in row for row in rows), "no score but one's own"
    reader.opens()
    reader.page.print_to(tmp_path / "sheet.pdf")
    assert any("77.0" in page.text for page in read_pdf(tmp_path / "sheet.pdf"))


def test_the_first_page_says_what_belongs_there(centre: SmallCentre, reader_of: ReaderOf) -> None:
    reader = reader_of(AGENT)
    assert "Nothing was inspected" in reader.reads()


def test_a_target_opens_it(centre: SmallCentre, no: str, reader_of: ReaderOf) -> None:
    STEPS["appeal"](centre, no)
    reader = reader_of(HEAD)
    reader.page.open_target(no)
    reader.settle()
    assert reader.page.sheet is not None
    assert reader.page.sheet.offers.state is InspectionState.APPEALED
    assert reader.page.results.here() == no
    assert looks(centre) == [HEAD]
