"""The Analysis page: what stands there for whom, what is proposed, picked, exported and printed."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import TypeVar

import openpyxl
import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from app.queries.quality.proposals import open_proposals, proposals_of_week
from app.rules.scorecards.proposed import Proposed
from app.ui.analysis.page import AnalysisPage
from app.ui.analysis.proposing import ProposeDialog
from app.ui.duties.page import DutiesPage
from app.ui.duties.training_form import TrainingDialog
from app.ui.kit.desk import Desk
from app.ui.kit.forms import FormDialog
from app.ui.kit.pages import aside, on_rail
from app.ui.kit.requests.reason import ReasonDialog
from app.ui.person.page import PersonPage
from app.ui.person.registers import Registers
from tests.factories import SmallCentre
from tests.pdf_text import read_pdf
from tests.services.quality.analysed import (
    DIRECTOR,
    HEAD,
    INSPECTOR,
    LEADER_A,
    WEEK,
    a_telling_month,
    a_telling_week,
    inspected,
)
from tests.ui.rest import until_rest

D = TypeVar("D", bound=FormDialog)


def text_of(path: Path) -> str:
    return "".join(page.text for page in read_pdf(path))


class Shown:
    """The page at somebody's desk."""

    def __init__(self, desk: Desk, qtbot: QtBot) -> None:
        self.desk, self.qtbot = desk, qtbot
        self.toasts: list[str] = []
        self.asked: list[tuple[str, object]] = []
        desk.said.connect(lambda text, _tone: self.toasts.append(text))
        desk.page_asked.connect(lambda key, target: self.asked.append((key, target)))
        self.page = AnalysisPage(desk)
        qtbot.addWidget(self.page)
        self.page.resize(1180, 760)
        self.page.show()
        self.settle()

    def settle(self) -> None:
        until_rest(self.qtbot, lambda: self.desk.tasks.idle)

    def month(self) -> None:
        self.page.open_target("month")
        self.settle()

    def told(self) -> str:
        """What is said of the item under the cursor."""
        column = self.page.week.about
        items = (column.itemAt(at) for at in range(column.count()))
        found = (item.widget() for item in items if item is not None)
        return "\n".join(one.text() for one in found if isinstance(one, QLabel))


Open = Callable[[str], Shown]


@pytest.fixture
def open_at(centre: SmallCentre, desk_of: Callable[..., Desk], qtbot: QtBot) -> Open:
    return lambda no: Shown(desk_of(centre.people[no], no), qtbot)


def dialog(parent: QWidget, kind: type[D]) -> D:
    return next(one for one in parent.findChildren(kind) if one.isVisible())


def wanted(centre: SmallCentre) -> list[Proposed]:
    with centre.context.read() as session:
        return open_proposals(session)


@pytest.mark.parametrize(
    ("no", "rail"),
    [(INSPECTOR, True), (LEADER_A, True), (HEAD, True), (DIRECTOR, True), ("1001", False),
     ("0004", False)],
)  # fmt: skip
def test_it_stands_on_the_rail_of_those_who_read_others_inspections(
    centre: SmallCentre, desk_of: Callable[..., Desk], no: str, rail: bool
) -> None:
    me = desk_of(centre.people[no], no).me
    assert ("analysis" in [one.key for one in on_rail(me)]) is rail
    assert "analysis" not in [one.key for one in aside(me)]


def test_the_week_begins_at_the_one_before_with_its_first_problem_told(
    open_at: Open, centre: SmallCentre
) -> None:
    a_telling_week(centre)
    shown = open_at(INSPECTOR)
    week = shown.page.week
    assert week.bar.first == WEEK
    assert week.items.rows_model.rowCount() == 1
    told = shown.told()
    assert "Tone: 2 of 4 under the pass mark; in the four weeks before 1 of 2." in told
    assert "chance explains it" in told
    assert "Who: Person 1001 1 of 1 and Person 2001 1 of 1." in told
    assert "Twice or more within these five weeks: Person 1001 2 of 2." in told


def test_an_empty_week_says_what_belongs_there(open_at: Open) -> None:
    page = open_at(HEAD).page
    texts = [one.text() for one in page.week.findChildren(QLabel) if one.isVisible()]
    assert "Nothing was inspected in this week" in texts


def test_a_training_is_proposed_to_whom_it_was_a_problem_often(
    open_at: Open, centre: SmallCentre
) -> None:
    a_telling_week(centre)
    shown = open_at(INSPECTOR)
    shown.qtbot.mouseClick(shown.page.week.propose, Qt.MouseButton.LeftButton)
    form = dialog(shown.page, ProposeDialog)
    assert form.title.text() == "Tone"
    assert form.people.ticked() == [centre.people["1001"]]
    shown.qtbot.keyClick(form, Qt.Key.Key_Return)
    shown.settle()
    assert shown.toasts == ["The training is proposed."]
    (row,) = wanted(centre)
    assert (row.title, row.due_on) == ("Tone", date(2026, 10, 31))
    assert shown.page.week.proposals.rows_model.rowCount() == 1
    assert not shown.page.week.drop.isVisible()


def test_the_head_drops_a_proposed_training_with_a_reason(
    open_at: Open, centre: SmallCentre
) -> None:
    a_telling_week(centre)
    shown = open_at(HEAD)
    shown.page.week.propose.click()
    shown.qtbot.keyClick(dialog(shown.page, ProposeDialog), Qt.Key.Key_Return)
    shown.settle()
    shown.page.week.drop.click()
    form = dialog(shown.page, ReasonDialog)
    form.reason.setPlainText("并入月度培训")
    form.submit.click()
    shown.settle()
    assert wanted(centre) == []
    with centre.context.read() as session:
        (row,) = proposals_of_week(session, centre.department, WEEK)
    assert row.dropped == "并入月度培训"
    assert not shown.page.week.drop.isEnabled()


def test_a_proposed_training_is_held_from_the_list_of_trainings(
    open_at: Open, centre: SmallCentre
) -> None:
    a_telling_week(centre)
    shown = open_at(HEAD)
    shown.page.week.propose.click()
    shown.qtbot.keyClick(dialog(shown.page, ProposeDialog), Qt.Key.Key_Return)
    shown.settle()
    duties = DutiesPage(shown.desk)
    shown.qtbot.addWidget(duties)
    duties.show()
    duties.open_target("trainings")
    shown.settle()
    held = next(
        one for one in duties.findChildren(QPushButton) if one.text().replace("&", "") == "Held…"
    )
    held.click()
    form = dialog(duties, TrainingDialog)
    assert form.title.text() == "Tone"
    assert [part.person_id for part in form.table.parts() if part.attended] == [
        centre.people["1001"]
    ]
    form.submit.click()
    shown.settle()
    assert wanted(centre) == []


def test_a_leader_reads_and_proposes_nothing(open_at: Open, centre: SmallCentre) -> None:
    a_telling_week(centre)
    shown = open_at(LEADER_A)
    assert not shown.page.week.propose.isVisible()
    assert "Person 2001" not in shown.told()


def test_what_is_proposed_stands_on_the_persons_page(open_at: Open, centre: SmallCentre) -> None:
    a_telling_week(centre)
    shown = open_at(HEAD)
    shown.page.week.propose.click()
    shown.qtbot.keyClick(dialog(shown.page, ProposeDialog), Qt.Key.Key_Return)
    shown.settle()
    person = PersonPage(shown.desk)
    shown.qtbot.addWidget(person)
    person.show()
    person.open_target("1001")
    shown.settle()
    tabs = person.findChildren(Registers)[-1]
    assert "Proposed trainings (1)" in [tabs.tabText(at) for at in range(tabs.count())]


def test_the_month_draws_each_by_number_and_tells_two_apart(
    open_at: Open, centre: SmallCentre
) -> None:
    a_telling_month(centre)
    shown = open_at(HEAD)
    shown.month()
    month = shown.page.month
    assert "3 tell their mean to ±" in month.told.text()
    chart = month.dots.chart
    assert chart is not None
    described = chart.accessibleDescription()
    assert described.index("1001") < described.index("1002") < described.index("2001")
    assert [one.employee for one in month.people.rows_model.rows] == ["1001", "1002", "2001"]
    assert "can be told apart" in month.apart.text()
    month.other.setCurrentIndex(0)
    assert month.apart.text() == "Choose two people."


def test_two_who_cannot_be_told_apart_hear_how_many_more_it_would_take(
    open_at: Open, centre: SmallCentre
) -> None:
    for agent, scores in (("1001", (90, 70)), ("1002", (85, 65))):
        for day, score in enumerate(scores, start=5):
            inspected(centre, agent, day, score)
    shown = open_at(INSPECTOR)
    shown.month()
    assert "cannot be told apart" in shown.page.month.apart.text()
    assert "more inspections of each would tell" in shown.page.month.apart.text()


def test_the_departments_months_stand_within_their_limits(
    open_at: Open, centre: SmallCentre
) -> None:
    a_telling_month(centre)
    inspected(centre, "1001", 0, 70)
    inspected(centre, "1001", 0, 72)
    shown = open_at(HEAD)
    shown.month()
    chart = shown.page.month.months.chart
    assert chart is not None
    assert "September 2026: 71.0" in chart.accessibleDescription()
    assert "October 2026" in chart.accessibleDescription()


def test_means_of_few_others_are_withheld(open_at: Open, centre: SmallCentre) -> None:
    a_telling_month(centre)
    shown = open_at(LEADER_A)
    shown.month()
    month = shown.page.month
    assert "withheld" in month.told.text()
    assert "Mean of the department" not in month.bar.note.text()
    assert not month.history.isVisible()


def test_enter_on_a_line_opens_the_person(open_at: Open, centre: SmallCentre) -> None:
    a_telling_month(centre)
    shown = open_at(HEAD)
    shown.month()
    shown.page.month.people.selectRow(1)
    shown.qtbot.keyClick(shown.page.month.people, Qt.Key.Key_Return)
    assert shown.asked == [("person", "1002")]


@pytest.mark.parametrize("part", ["week", "month"])
def test_both_go_to_excel_and_paper(
    open_at: Open, centre: SmallCentre, tmp_path: Path, part: str
) -> None:
    a_telling_week(centre)
    shown = open_at(HEAD)
    shown.page.open_target(part)
    shown.settle()
    listed, printed = tmp_path / "a.xlsx", tmp_path / "a.pdf"
    shown.page.export_to(listed)
    shown.settle()
    cells = [cell for row in openpyxl.load_workbook(listed).active.values for cell in row]  # type: ignore[union-attr]
    shown.page.print_to(printed)
    if part == "week":
        assert "Tone: 2 of 4 under the pass mark; in the four weeks before 1 of 2." in cells
        assert "Common problems:" in text_of(printed)
    else:
        assert cells[cells.index("1001") : cells.index("1001") + 3] == ["1001", "Person 1001", 1]
        assert "Person 2001" in text_of(printed)
