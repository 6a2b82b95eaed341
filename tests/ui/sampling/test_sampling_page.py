"""The Sampling page: a list comes in, the month is drawn, given away, dropped, drawn again."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import openpyxl
import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QDialog, QLabel, QPlainTextEdit, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from app.queries.quality.plan import PlanState
from app.services.quality.sampling import assign
from app.ui.kit.desk import Desk
from app.ui.kit.messages import MessageDialog
from app.ui.kit.requests.reason import ReasonDialog
from app.ui.sampling.assigning import AssignDialog
from app.ui.sampling.bringing import look_at
from app.ui.sampling.draw_dialog import DrawDialog
from app.ui.sampling.page import SamplingPage
from tests.factories import SmallCentre
from tests.services.quality.sample import (
    AGENT,
    DIRECTOR,
    HEAD,
    INSPECTOR,
    LEADER,
    OTHER_INSPECTOR,
    acting,
    bring,
    calls,
    done,
    draw,
    plan,
    with_others,
)
from tests.ui.rest import until_rest

LIST = "流水号,工号,开始时间,时长\nN-1,1001,2026-10-12 09:00,3:20\nN-2,1000,2026-10-12 09:00,80\n"


class Shown:
    """The page at somebody's desk. `panel` is what it asked to be explained last."""

    def __init__(self, desk: Desk, qtbot: QtBot) -> None:
        self.desk, self.qtbot = desk, qtbot
        self.panel: QWidget | None = None
        self.toasts: list[str] = []
        desk.explanation_asked.connect(self._on_explained)
        desk.said.connect(lambda text, _tone: self.toasts.append(text))
        self.page = SamplingPage(desk)
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

    def dialog(self, kind: type[QDialog]) -> QDialog:
        return next(one for one in self.page.findChildren(kind) if one.isVisible())

    def draws(self) -> DrawDialog:
        self.page.open_draw()
        self.settle()
        dialog = self.dialog(DrawDialog)
        assert isinstance(dialog, DrawDialog)
        return dialog

    def waits_for(self, dialog: DrawDialog) -> None:
        self.qtbot.waitUntil(lambda: not dialog._soon.isActive())
        self.settle()

    def presses(self, text: str) -> None:
        assert self.panel is not None
        found = self.panel.findChildren(QPushButton)
        next(one for one in found if one.text().replace("&", "").startswith(text)).click()
        self.settle()

    def tools(self) -> set[str]:
        page = self.page
        named = {"bring": page.bring, "draw": page.draw, "export": page.export}
        return {name for name, tool in named.items() if tool.isVisible()}


Open = Callable[[str], Shown]


@pytest.fixture
def listed(centre: SmallCentre) -> SmallCentre:
    with_others(centre)
    bring(centre, calls())
    return centre


@pytest.fixture
def open_at(listed: SmallCentre, desk_of: Callable[..., Desk], qtbot: QtBot) -> Open:
    return lambda no: Shown(desk_of(listed.people[no], no), qtbot)


@pytest.mark.parametrize(
    ("no", "tools"),
    [(INSPECTOR, {"bring", "draw", "export"}), (HEAD, {"bring", "draw", "export"}),
     (LEADER, {"export"}), (DIRECTOR, {"export"}), (AGENT, set())],
)  # fmt: skip
def test_each_is_offered_what_they_may_do(open_at: Open, no: str, tools: set[str]) -> None:
    shown = open_at(no)
    shown.page.open_target("plan")
    assert shown.tools() == tools


def test_an_agent_reads_how_many_and_nothing_more(open_at: Open, listed: SmallCentre) -> None:
    draw(listed, per_agent=3)
    done(listed, next(row for row in plan(listed) if row.agent_no == AGENT))
    shown = open_at(AGENT)
    told = " ".join(one.text() for one in shown.page.own.findChildren(QLabel))
    assert "Planned: 2 · inspected: 1" in told
    assert not shown.page.tabs.isVisible()
    assert shown.page.plan.rows() == []


def test_a_list_is_looked_at_before_it_is_written(
    open_at: Open, centre: SmallCentre, tmp_path: Path
) -> None:
    path = tmp_path / "10月通话.csv"
    path.write_text(LIST, "gbk")
    shown = open_at(INSPECTOR)
    look_at(shown.page, shown.desk, path)
    shown.settle()
    dialog = shown.dialog(QDialog)
    told = " ".join(one.text() for one in dialog.findChildren(QLabel))
    assert "New: 1" in told
    assert "no agent that day, left out: 1" in told
    shown.qtbot.keyClick(dialog, Qt.Key.Key_Return)
    shown.settle()
    assert shown.toasts == ["Contacts brought in: 1"]
    look_at(shown.page, shown.desk, path)
    shown.settle()
    again = shown.dialog(MessageDialog).findChildren(QPlainTextEdit)[0]
    assert "There already: 1" in again.toPlainText()


def test_the_draw_shows_what_it_will_plan_and_plans_that(
    open_at: Open, listed: SmallCentre
) -> None:
    shown = open_at(HEAD)
    dialog = shown.draws()
    assert dialog.per_agent.value() == 1
    dialog.per_agent.setValue(2)
    dialog.seed.setText("20261001")
    shown.waits_for(dialog)
    assert dialog.shown is not None
    assert (dialog.shown.planned, dialog.shown.seed) == (16, 20261001)
    assert dialog.agents is not None
    assert dialog.agents.proxy.rowCount() == 8
    dialog.submit.click()
    shown.settle()
    assert len(plan(listed)) == 16
    assert shown.toasts == ["Drawn: 16 planned inspections"]
    assert shown.page.tabs.tabText(0) == "Plan (16)"


def test_the_seed_is_copied_and_another_is_offered(open_at: Open) -> None:
    dialog = open_at(HEAD).draws()
    seed = dialog.seed.text()
    dialog.copy.click()
    assert QGuiApplication.clipboard().text() == seed
    dialog.other.click()
    assert dialog.seed.text() != seed


def test_what_is_no_seed_is_not_drawn_from(open_at: Open, listed: SmallCentre) -> None:
    shown = open_at(HEAD)
    dialog = shown.draws()
    dialog.seed.setText("x")
    shown.waits_for(dialog)
    dialog.submit.click()
    shown.settle()
    assert plan(listed) == []


def test_what_changed_while_the_draw_was_open_is_said_and_shown(
    open_at: Open, listed: SmallCentre
) -> None:
    shown = open_at(HEAD)
    dialog = shown.draws()
    draw(listed, INSPECTOR)
    dialog.submit.click()
    shown.settle()
    assert "Look at the draw once more" in dialog.refusal.text()
    shown.waits_for(dialog)
    assert dialog.shown is not None
    assert dialog.shown.planned == 0


def test_the_plan_is_filtered_by_state_inspector_and_team(
    open_at: Open, listed: SmallCentre
) -> None:
    draw(listed, per_agent=2)
    done(listed, plan(listed)[0])
    page = open_at(HEAD).page
    assert len(page.plan.rows()) == 16
    page.plan.state.choose(PlanState.DONE)
    assert len(page.plan.rows()) == 1
    page.plan.state.choose(None)
    page.plan.inspector.choose(listed.people[INSPECTOR])
    assert {line.row.inspector_no for line in page.plan.rows()} == {INSPECTOR}
    page.plan.team.choose("A")
    assert {line.team for line in page.plan.rows()} == {"A"}


def test_one_is_given_to_another_and_dropped_from_the_panel(
    open_at: Open, listed: SmallCentre
) -> None:
    draw(listed)
    shown = open_at(INSPECTOR)
    page = shown.page
    page.plan.inspector.choose(listed.people[INSPECTOR])
    page.plan.table.selectRow(0)
    shown.settle()
    key = page.plan.rows()[0].row.id
    shown.presses("Give to another")
    give = shown.dialog(AssignDialog)
    assert isinstance(give, AssignDialog)
    give.submit.click()
    shown.settle()
    assert next(row for row in plan(listed) if row.id == key).inspector_no == OTHER_INSPECTOR
    shown.presses("Drop")
    reason = shown.dialog(ReasonDialog)
    assert isinstance(reason, ReasonDialog)
    reason.reason.setPlainText("recording gone")
    reason.submit.click()
    shown.settle()
    assert next(row for row in plan(listed) if row.id == key).state is PlanState.DROPPED


def test_a_leader_is_offered_nothing_in_the_panel(open_at: Open, listed: SmallCentre) -> None:
    draw(listed)
    shown = open_at(LEADER)
    shown.page.plan.table.selectRow(0)
    shown.settle()
    assert shown.panel is not None
    assert shown.panel.findChildren(QPushButton) == []


def test_drawn_again_it_says_identical(open_at: Open, listed: SmallCentre) -> None:
    draw(listed)
    row = plan(listed)[0]
    other = OTHER_INSPECTOR if row.inspector_no == INSPECTOR else INSPECTOR
    assign(acting(listed, HEAD), row.id, row.version, listed.people[other])
    shown = open_at(INSPECTOR)
    shown.page.show_part("draws")
    shown.page.again.click()
    shown.settle()
    assert shown.dialog(MessageDialog).windowTitle() == "Drawn again: identical"


def test_the_month_before_is_seen_and_not_drawn(open_at: Open) -> None:
    shown = open_at(HEAD)
    shown.page.bar.earlier.click()
    shown.settle()
    assert shown.tools() == {"export"}
    assert shown.page.plan.empty.isVisible()


def test_who_still_lacks_one_stands_in_a_part_of_its_own(
    open_at: Open, listed: SmallCentre
) -> None:
    shown = open_at(HEAD)
    shown.page.open_target("lacking")
    assert shown.page.tabs.tabText(1) == "Still lacking one (8)"
    assert shown.page.lacking.isVisible()


def test_the_plan_goes_to_excel_and_to_paper(
    open_at: Open, listed: SmallCentre, tmp_path: Path
) -> None:
    draw(listed)
    shown = open_at(HEAD)
    excel, paper = tmp_path / "plan.xlsx", tmp_path / "plan.pdf"
    shown.page.export_to(excel)
    shown.settle()
    shown.page.print_to(paper)
    sheet = openpyxl.load_workbook(excel).active
    assert sheet is not None
    assert sheet.max_row == 9
    assert paper.stat().st_size > 1000
