"""The Duties page: what is due for whom, done by its form, received, returned, logged, printed."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any, TypeVar

import openpyxl
import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLabel, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from app.reading.duties.board import DutyEntry
from app.reading.duties.logs import read_log
from app.reading.duties.trainings import person_trainings
from app.reading.today.badges import badges
from app.rules.duties.choices import Chosen, Every
from app.rules.vocabulary import DutyForm, DutyState, Role
from app.services.duties.logs import LogText, keep_log
from app.services.duties.own import NewDuty, add_duty
from app.services.duties.receiving import return_duty
from app.ui.duties.list_view import Show
from app.ui.duties.own_form import LinesDialog, OwnDutyDialog
from app.ui.duties.page import DutiesPage
from app.ui.duties.sheets import SheetDialog
from app.ui.duties.training_form import TrainingDialog
from app.ui.kit.desk import Desk
from app.ui.kit.forms import FormDialog
from app.ui.kit.reading_order import stops
from tests.factories import SmallCentre, TestClock
from tests.services.duties.desk import (
    AGENT,
    DIRECTOR,
    HEAD,
    INSPECTOR,
    LEADER_A,
    MONDAY,
    TODAY,
    at,
    did,
    state,
)
from tests.services.quality.analysed import a_telling_month, a_telling_week
from tests.ui.rest import until_rest

D = TypeVar("D", bound=FormDialog)
Open = Callable[[str], "Shown"]


class Shown:
    """The page at somebody's desk. `panel` is what it asked to be explained last."""

    def __init__(self, desk: Desk, qtbot: QtBot) -> None:
        self.desk, self.qtbot = desk, qtbot
        self.panel: QWidget | None = None
        self.toasts: list[str] = []
        desk.explanation_asked.connect(self._on_explained)
        desk.said.connect(lambda text, _tone: self.toasts.append(text))
        self.page = DutiesPage(desk)
        qtbot.addWidget(self.page)
        self.page.resize(1180, 760)
        self.page.show()
        self.settle()

    def settle(self) -> None:
        until_rest(self.qtbot, lambda: self.desk.tasks.idle)

    def _on_explained(self, panel: QWidget | None) -> None:
        self.panel = panel
        if panel is not None:
            self.qtbot.addWidget(panel)

    def listed(self) -> list[str]:
        return [f"{one.kind.code} {one.due_on.day} {one.state}" for one in self.page.list.listed()]

    def entry(self, code: str, day: date = TODAY) -> DutyEntry:
        board = self.page.board
        assert board is not None
        return next(o for o in board.entries if o.kind.code == code and o.due_on == day)

    def explains(self, code: str, day: date = TODAY) -> None:
        self.page.list.picked.emit(self.entry(code, day))
        self.settle()

    def opens(self, code: str, day: date = TODAY) -> SheetDialog:
        """Enter on a due day: its form."""
        self.page.list.opened.emit(self.entry(code, day))
        self.settle()
        return self.dialog_of(SheetDialog)

    def dialog(self) -> FormDialog:
        return self.dialog_of(FormDialog)

    def dialog_of(self, kind: type[D]) -> D:
        return next(d for d in self.page.findChildren(kind) if d.isVisible())

    def presses(self, text: str) -> None:
        assert self.panel is not None
        found = self.panel.findChildren(QPushButton)
        next(b for b in found if b.text().replace("&", "").startswith(text)).click()
        self.settle()

    def told(self) -> list[str]:
        assert self.panel is not None
        return [shown.text() for shown in self.panel.findChildren(QLabel)]

    def submits(self, dialog: FormDialog) -> None:
        dialog.submit.click()
        self.settle()


@pytest.fixture
def open_at(
    centre: SmallCentre, desk_of: Callable[..., Desk], qtbot: QtBot
) -> Callable[[str], Shown]:
    return lambda no: Shown(desk_of(centre.people[no], no), qtbot)


def test_an_agent_sees_what_anyone_does_and_no_logs(open_at: Open) -> None:
    shown = open_at(AGENT)
    assert "watering 15 due" in shown.listed()
    tabs = shown.page.tabs
    titles = [tabs.tabText(place) for place in range(tabs.count())]
    assert titles == ["To do", "Calendar", "Trainings"]


def test_watering_is_done_with_enter_and_enter(open_at: Open, centre: SmallCentre) -> None:
    shown = open_at(AGENT)
    table = shown.page.list.table
    table.selectRow(0)
    shown.qtbot.keyClick(table, Qt.Key.Key_Return)
    shown.settle()
    shown.submits(shown.dialog_of(SheetDialog))
    assert state(centre, "watering") is DutyState.DONE
    assert "watering 15 due" not in shown.listed()
    assert shown.toasts == ["It is handed in."]


def test_a_head_is_not_told_of_what_is_a_leaders_and_may_do_it(open_at: Open) -> None:
    shown = open_at(HEAD)
    assert "site_check 15 due" not in shown.listed()
    shown.page.list.show_what.choose(Show.OPEN)
    assert "site_check 15 due" in shown.listed()
    assert shown.opens("site_check").checks is not None


def test_a_failed_line_needs_a_name_or_a_place(open_at: Open, centre: SmallCentre) -> None:
    shown = open_at(LEADER_A)
    dialog = shown.opens("site_check")
    assert dialog.checks is not None
    line = dialog.checks.lines[1]
    for other in dialog.checks.lines:
        other.ok.choose(True)
    assert not line.place.isVisible()
    line.ok.choose(False)
    assert line.place.isVisible()
    shown.submits(dialog)
    assert "SITE-1" in dialog.form.problem("checks")
    line.place.setText("desk 12")
    shown.submits(dialog)
    assert state(centre, "site_check") is DutyState.DONE
    shown.explains("site_check")
    assert any("desk 12" in told and "open item" in told for told in shown.told())


def test_a_checklist_is_answered_line_by_line_before_it_is_handed_in(
    open_at: Open, centre: SmallCentre
) -> None:
    """Nothing is preset, one key answers a line, and the form says what is left."""
    shown = open_at(LEADER_A)
    dialog = shown.opens("site_check")
    dialog.activateWindow()
    assert dialog.checks is not None
    assert [line.ok.value() for line in dialog.checks.lines] == [None] * 4
    shown.submits(dialog)
    assert state(centre, "site_check") is DutyState.DUE
    assert dialog.missing.text() == (
        "Still missing: Answer each of the 4 lines: 1 in order, 2 failed."
    )
    shown.qtbot.waitUntil(lambda: QApplication.focusWidget() is not None)
    for key in (Qt.Key.Key_1, Qt.Key.Key_1, Qt.Key.Key_1):
        shown.qtbot.keyClick(QApplication.focusWidget(), key)
    assert [line.ok.value() for line in dialog.checks.lines] == [True, True, True, None]
    assert dialog.missing.text() == "Still missing: “Quiet” is not answered yet, 1 left."
    shown.qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_2)
    assert QApplication.focusWidget() is dialog.checks.lines[3].person
    dialog.checks.lines[3].place.setText("desk 12")
    assert dialog.missing.isHidden()
    shown.submits(dialog)
    assert state(centre, "site_check") is DutyState.DONE


@pytest.mark.parametrize(
    ("no", "code", "day"),
    [
        (AGENT, "watering", TODAY),
        (LEADER_A, "site_check", TODAY),
        (HEAD, "leaders_meeting", date(2026, 10, 18)),
        (INSPECTOR, "qa_week", MONDAY),
    ],
)
def test_the_keyboard_begins_in_the_first_field_of_each_form(
    open_at: Open, centre: SmallCentre, no: str, code: str, day: date
) -> None:
    did(centre, INSPECTOR, "qa_week", MONDAY - timedelta(days=7))
    dialog = open_at(no).opens(code, day)
    here = dialog.focusWidget()
    assert here is next(stops(dialog.form))
    assert dialog.form.isAncestorOf(here)


def test_a_note_that_is_asked_for_is_written(open_at: Open, centre: SmallCentre) -> None:
    """A duty of the department's own that asks for a note; plants are watered without one."""
    new = NewDuty("Tea kitchen", Chosen(Every.DAY), False, Role.AGENT, None, DutyForm.NOTE)
    code = add_duty(at(centre, HEAD), centre.department, new)
    shown = open_at(AGENT)
    shown.explains(code)
    assert "Needs A note." in shown.told()
    dialog = shown.opens(code)
    shown.submits(dialog)
    assert dialog.form.problem("text") == "Say in a sentence what was done."
    dialog.note.setPlainText("Cleaned.")
    shown.submits(dialog)
    assert state(centre, code) is DutyState.DONE
    shown.explains("watering")
    assert "Nothing need be written; a remark can be added." in shown.told()


def test_what_is_overdue_says_so_before_it_is_done(open_at: Open, centre: SmallCentre) -> None:
    did(centre, AGENT, "watering", TODAY - timedelta(days=2))
    shown = open_at(AGENT)
    yesterday = TODAY - timedelta(days=1)
    shown.explains("watering", yesterday)
    assert any("counts as done late" in told for told in shown.told())
    shown.submits(shown.opens("watering", yesterday))
    shown.page.list.show_what.choose(Show.WEEK)
    assert "Done, late" in [
        index.data() for index in _column(shown, 3)
    ]  # fmt: skip


def _column(shown: Shown, column: int) -> list[Any]:
    proxy = shown.page.list.table.proxy
    return [proxy.index(row, column) for row in range(proxy.rowCount())]


def test_figures_are_filled_in_to_be_commented(open_at: Open, centre: SmallCentre) -> None:
    keep_log(at(centre, HEAD), centre.department, date(2026, 10, 6), LogText(enquiries=40))
    did(centre, HEAD, "weekly_figures", MONDAY - timedelta(days=7))
    shown = open_at(HEAD)
    dialog = shown.opens("weekly_figures", MONDAY)
    assert "enquiries 40" in dialog.filled
    shown.submits(dialog)
    assert dialog.form.problem("text")
    dialog.note.appendPlainText("Calm.")
    shown.submits(dialog)
    assert state(centre, "weekly_figures", MONDAY) is DutyState.HANDED_UP


def test_the_weeks_summary_begins_with_what_was_counted(open_at: Open, centre: SmallCentre) -> None:
    a_telling_week(centre)
    did(centre, INSPECTOR, "qa_week", MONDAY - timedelta(days=7))
    shown = open_at(INSPECTOR)
    dialog = shown.opens("qa_week", MONDAY)
    filled = dialog.note.toPlainText()
    assert "Common problems:\nTone: 2 of " in filled
    assert "Analysis:\nTone: cannot be told" in filled
    assert "Training plan:" in filled
    shown.submits(dialog)
    assert "Say what the figures mean" in dialog.form.problem("text")
    dialog.note.appendPlainText("Tone once more, on Thursday.")
    shown.submits(dialog)
    assert state(centre, "qa_week", MONDAY) is DutyState.HANDED_UP


def test_the_months_report_begins_with_what_the_month_tells(
    open_at: Open, centre: SmallCentre, clock: TestClock
) -> None:
    a_telling_month(centre)
    clock.now = datetime(2026, 11, 5, 1, tzinfo=UTC)
    filled = open_at(INSPECTOR).opens("qa_month", date(2026, 11, 5)).note.toPlainText()
    assert filled.startswith("Inspections: 8, of people: 3, failed: 0. Mean of the department: ")
    assert "3 tell their mean to ±" in filled
    assert "Above the department's mean, beyond chance: Person 1001" in filled


def test_the_receiver_receives_or_returns(open_at: Open, centre: SmallCentre) -> None:
    done = did(centre, INSPECTOR, "qa_week", MONDAY)
    did(centre, INSPECTOR, "qa_week", MONDAY - timedelta(days=7))
    shown = open_at(HEAD)
    assert badges(shown.desk.ctx)["duties"] == 2
    assert "qa_week 12 handed_up" in shown.listed()
    shown.explains("qa_week", MONDAY)
    shown.presses("Return")
    dialog = shown.dialog()
    shown.submits(dialog)
    assert dialog.form.problem("remark")
    remark = dialog.form.field("remark")
    remark.setPlainText("The plan.")  # type: ignore[attr-defined]
    shown.submits(dialog)
    assert state(centre, "qa_week", MONDAY) is DutyState.RETURNED
    shown.explains("qa_week", MONDAY - timedelta(days=7))
    shown.presses("Receive")
    assert state(centre, "qa_week", MONDAY - timedelta(days=7)) is DutyState.RECEIVED
    assert done


def test_what_was_returned_opens_with_the_remark_and_the_words(
    open_at: Open, centre: SmallCentre
) -> None:
    done = did(centre, INSPECTOR, "qa_week", MONDAY, text="Tone.")
    return_duty(at(centre, HEAD), done, 1, "The plan.")
    shown = open_at(INSPECTOR)
    dialog = shown.opens("qa_week", MONDAY)
    assert dialog.note.toPlainText() == "Tone."
    dialog.note.appendPlainText("Plan: Thursday.")
    shown.submits(dialog)
    assert state(centre, "qa_week", MONDAY) is DutyState.HANDED_UP


def test_a_meeting_becomes_a_bulletin(open_at: Open, centre: SmallCentre) -> None:
    sunday = date(2026, 10, 18)
    shown = open_at(HEAD)
    dialog = shown.opens("leaders_meeting", sunday)
    assert dialog.points is not None
    assert dialog.there is not None
    shown.submits(dialog)
    assert dialog.form.problem("there")
    topic, agreed = dialog.points.lines[0]
    topic.setText("Refunds")
    agreed.setText("Within two days.")
    dialog.there.item(0).setCheckState(Qt.CheckState.Checked)
    shown.submits(dialog)
    shown.explains("leaders_meeting", sunday)
    shown.presses("What was agreed")
    shown.submits(shown.dialog())
    assert shown.toasts[-1] == "The bulletin is out."
    shown.explains("leaders_meeting", sunday)
    assert "What was agreed is out as a bulletin." in shown.told()


def test_a_head_adds_a_duty_in_words_and_ends_it(open_at: Open, centre: SmallCentre) -> None:
    shown = open_at(HEAD)
    shown.page.add.click()
    dialog = shown.dialog_of(OwnDutyDialog)
    dialog.name.setText("Tea kitchen")
    dialog.every.choose(Every.WEEK)
    dialog.weekday.choose(3)
    assert dialog.said.text() == "Due every Thursday."
    dialog.doer.choose(Role.DEPARTMENT_HEAD)
    shown.submits(dialog)
    assert "own_1 15 due" in shown.listed()
    shown.explains("own_1")
    shown.presses("End this duty")
    shown.submits(shown.dialog())
    assert "own_1 15 due" not in shown.listed()


def test_nobody_else_is_offered_to_add_one(open_at: Open) -> None:
    assert not open_at(LEADER_A).page.add.isVisible()


def test_a_head_changes_the_lines_of_a_checklist(open_at: Open) -> None:
    shown = open_at(HEAD)
    shown.explains("site_check")
    shown.presses("Lines of the checklist")
    dialog = shown.dialog_of(LinesDialog)
    dialog.lines.setPlainText("Badge\nDesk")
    shown.submits(dialog)
    shown.explains("site_check")
    assert "☐ Badge" in shown.told()


def test_a_meetings_agenda_takes_the_weeks_findings(open_at: Open, centre: SmallCentre) -> None:
    did(centre, INSPECTOR, "qa_week", MONDAY)
    shown = open_at(HEAD)
    dialog = shown.opens("leaders_meeting", date(2026, 10, 18))
    assert dialog.points is not None
    for _twice in range(2):
        dialog.week.click()
        shown.settle()
    assert [point.topic for point in dialog.points.points()] == ["QA-6 The weekly summary: 1"]


# -- the log ------------------------------------------------------------------------------------


def test_a_leader_writes_the_days_log(open_at: Open, centre: SmallCentre) -> None:
    shown = open_at(LEADER_A)
    shown.page.show_tab("log")
    shown.settle()
    log = shown.page.log
    log.counts["enquiries"].setText("lots")
    log.save.click()
    assert log.form.problem("enquiries")
    log.counts["enquiries"].setText("320")
    assert shown.page.holds_input()
    log.save.click()
    shown.settle()
    found = read_log(at(centre, HEAD), centre.department, TODAY).log
    assert found is not None
    assert (found.enquiries, found.backlog) == (320, None)
    assert not shown.page.holds_input()


def test_todays_log_is_asked_for_until_it_is_written(open_at: Open, centre: SmallCentre) -> None:
    shown = open_at(LEADER_A)
    assert "DUTY-1" in shown.page.list.owed.text()
    shown.page.list.log_asked.emit()
    shown.settle()
    assert shown.page.stack.currentWidget() is shown.page.log
    shown.page.log.save.click()
    shown.settle()
    assert shown.page.list.owed.text() == ""
    assert open_at(AGENT).page.list.owed.text() == ""


def test_an_inspector_reads_the_log_and_is_told_who_writes_it(open_at: Open) -> None:
    shown = open_at(INSPECTOR)
    shown.page.open_target("log")
    shown.settle()
    assert not shown.page.log.save.isEnabled()
    assert "DUTY-1" in shown.page.log.state.text()


def test_the_counts_come_from_the_telephone_systems_list(open_at: Open, tmp_path: Path) -> None:
    path = tmp_path / "calls.csv"
    path.write_text("date,enquiries,outbound\n2026-10-15,412,30\n", "utf-8")
    shown = open_at(LEADER_A)
    shown.page.open_target(TODAY)
    shown.settle()
    log = shown.page.log
    log.read_from(path)
    shown.settle()
    assert (log.counts["enquiries"].text(), log.counts["lookups"].text()) == ("412", "")
    log._on_earlier()
    shown.settle()
    log.read_from(path)
    shown.settle()
    assert "nothing of" in shown.toasts[-1]


# -- calendar, figures, trainings ---------------------------------------------------------------


def test_the_calendar_counts_each_day_and_arrows_move(open_at: Open, centre: SmallCentre) -> None:
    did(centre, AGENT, "watering")
    shown = open_at(HEAD)
    shown.page.show_tab("calendar")
    shown.settle()
    calendar = shown.page.calendar
    assert calendar.grid.current_day() == TODAY
    index = calendar.grid.currentIndex()
    assert "✓ 1" in index.data()
    assert "1 done" in index.data(Qt.ItemDataRole.AccessibleTextRole)
    shown.qtbot.keyClick(calendar.grid, Qt.Key.Key_Right)
    assert calendar.grid.current_day() == TODAY + timedelta(days=1)
    codes = {one.kind.code for one in calendar.table.rows_model.rows}
    assert codes == {"site_check", "watering", "safety_check", "leaf_cleaning"}
    calendar.show_later()
    shown.settle()
    assert calendar.grid.month_model.month == date(2026, 11, 1)


def test_figures_go_to_excel_and_paper(open_at: Open, centre: SmallCentre, tmp_path: Path) -> None:
    keep_log(at(centre, HEAD), centre.department, TODAY, LogText(enquiries=40, backlog=2))
    shown = open_at(DIRECTOR)
    shown.page.show_tab("figures")
    shown.settle()
    figures = shown.page.figures
    assert [week.enquiries for week in figures.weeks] == [40]
    assert figures.chart.chart is not None
    assert "Enquiries 40" in figures.chart.chart.accessibleDescription()
    figures.export_to(tmp_path / "figures.xlsx")
    shown.settle()
    sheet: Any = openpyxl.load_workbook(tmp_path / "figures.xlsx").active
    assert [cell.value for cell in sheet[2]][3:] == [40, 0, 0, 2]
    figures.print_to(tmp_path / "figures.pdf")
    shown.settle()
    assert (tmp_path / "figures.pdf").read_bytes().startswith(b"%PDF")


def test_duties_and_logs_go_to_excel_and_paper(
    open_at: Open, centre: SmallCentre, tmp_path: Path
) -> None:
    did(centre, INSPECTOR, "qa_week", MONDAY, text="Tone.")
    keep_log(at(centre, HEAD), centre.department, TODAY, LogText("Queue slow."))
    shown = open_at(HEAD)
    shown.page.list.export_to(tmp_path / "duties.xlsx")
    shown.settle()
    sheet: Any = openpyxl.load_workbook(tmp_path / "duties.xlsx").active
    assert "Tone." in [cell.value for row in sheet for cell in row]
    one = shown.entry("qa_week", MONDAY)
    shown.page._read_sheet(
        one, lambda found: shown.page.deeds.print_to(one, found, tmp_path / "duty.pdf")
    )
    shown.page.show_tab("log")
    shown.settle()
    assert shown.page.log.reading is not None
    shown.page.deeds.print_log_to(shown.page.log.reading, tmp_path / "log.pdf")
    shown.settle()
    assert (tmp_path / "duty.pdf").exists()
    assert (tmp_path / "log.pdf").exists()


def test_a_training_is_kept_and_its_results_follow(
    open_at: Open, centre: SmallCentre, tmp_path: Path
) -> None:
    shown = open_at(LEADER_A)
    shown.page.show_tab("trainings")
    shown.settle()
    view = shown.page.trainings
    view.open_new()
    dialog = shown.dialog_of(TrainingDialog)
    assert dialog.table.rowCount() == 5
    dialog.title.setText("Refund rules")
    shown.submits(dialog)
    assert len(view.reading.rows) == 5
    view.table.selectRow(0)
    view.open_current()
    results = shown.dialog_of(TrainingDialog)
    results.table._cell(1, 2).setText("many")
    shown.submits(results)
    assert results.form.problem("parts")
    results.table._cell(1, 2).setText("88")
    results.table._cell(1, 3).setCheckState(Qt.CheckState.Checked)
    shown.submits(results)
    (mine,) = person_trainings(at(centre, AGENT), centre.people[AGENT])
    assert (mine.score, mine.passed) == (88, True)
    view.export_to(tmp_path / "trainings.xlsx")
    shown.settle()
    assert (tmp_path / "trainings.xlsx").exists()


def test_an_agent_sees_the_own_archive_and_keeps_none(open_at: Open) -> None:
    shown = open_at(AGENT)
    shown.page.show_tab("trainings")
    shown.settle()
    assert not shown.page.trainings.keep.isVisible()
