"""The Need page: contacts are read, corrected and brought in; people follow, by interval and by
shift, and become the roster's needs."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import TypeVar

import openpyxl
import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QLabel, QPushButton, QWidget
from pytestqt.qtbot import QtBot
from sqlalchemy import select, update

from app.errors import BadInput
from app.models import StaffingNeed, Volume
from app.planning.erlang import answer
from app.queries.planning.goals import goal_in_force
from app.queries.planning.volumes import Interval, corrections_of
from app.rules.rostering.goals import GoalFigures
from app.rules.vocabulary import msg
from app.services.planning.forecast import correct_forecast
from app.services.planning.goals import set_goal
from app.ui.kit import pages
from app.ui.kit.desk import Desk
from app.ui.need.bringing import look_at
from app.ui.need.goal_dialog import GoalDialog
from app.ui.need.page import NeedPage
from app.ui.need.words import share_words, wait_words
from tests.factories import SmallCentre
from tests.services.planning.counted import (
    AGENT,
    DIRECTOR,
    HEAD,
    INSPECTOR,
    LEADER,
    MONDAY,
    TODAY,
    acting,
    with_contacts,
)
from tests.ui.rest import until_rest

ELEVEN: Interval = (TODAY, 660)
LIST = "部门,工种,开始,时长分钟,话务量,平均处理时长\nService,inbound,2026-10-15 08:00,60,70,180\n"
D = TypeVar("D", bound=QDialog)


class Shown:
    """The page at somebody's desk."""

    def __init__(self, desk: Desk, qtbot: QtBot) -> None:
        self.desk, self.qtbot = desk, qtbot
        self.toasts: list[str] = []
        desk.said.connect(lambda text, _tone: self.toasts.append(text))
        self.page = NeedPage(desk)
        qtbot.addWidget(self.page)
        self.page.resize(1180, 760)
        self.page.show()
        self.settle()

    def settle(self) -> None:
        until_rest(self.qtbot, lambda: self.desk.tasks.idle)

    def presses(self, text: str, within: QWidget | None = None) -> None:
        found = (within or self.page).findChildren(QPushButton)
        wanted = next(
            one for one in found if one.isVisible() and one.text().replace("&", "") == text
        )
        self.qtbot.mouseClick(wanted, Qt.MouseButton.LeftButton)
        self.settle()

    def tools(self) -> set[str]:
        page = self.page
        named: dict[str, QWidget] = {"bring": page.bring, "goal": page.goal, "export": page.export}
        named |= {"department": page.department, "job_type": page.job_type}
        return {name for name, tool in named.items() if tool.isVisible()}

    def chooses(self, at: Interval) -> None:
        lines = self.page.intervals.lines
        row = next(n for n, one in enumerate(lines.rows_model.rows) if one.interval.at == at)
        lines.selectRow(row)
        self.settle()

    def dialog(self, kind: type[D]) -> D:
        return next(one for one in self.page.findChildren(kind) if one.isVisible())

    def reads(self) -> str:
        found = self.page.findChildren(QLabel)
        return " ".join(one.text() for one in found if one.isVisible())


Open = Callable[[str], Shown]


@pytest.fixture
def open_at(centre: SmallCentre, desk_of: Callable[..., Desk], qtbot: QtBot) -> Open:
    return lambda no: Shown(desk_of(centre.people[no], no), qtbot)


@pytest.fixture
def head(centre: SmallCentre, open_at: Open) -> Shown:
    with_contacts(centre)
    return open_at(HEAD)


def test_leaders_and_above_have_the_page(centre: SmallCentre, desk_of: Callable[..., Desk]) -> None:
    seen = {
        no: any(one.key == "need" for one in pages.entries(desk_of(centre.people[no], no).me))
        for no in (AGENT, LEADER, INSPECTOR, HEAD, DIRECTOR)
    }
    assert seen == {AGENT: False, LEADER: True, INSPECTOR: False, HEAD: True, DIRECTOR: True}


def test_an_empty_page_says_what_belongs_there_and_offers_a_file(open_at: Open) -> None:
    shown = open_at(HEAD)
    assert "No contacts are here yet" in shown.reads()
    assert shown.page.intervals.bring.isVisible()
    assert not shown.page.tabs.isTabVisible(1)
    assert shown.tools() == set()


def test_a_leader_reads_and_is_offered_no_change(centre: SmallCentre, open_at: Open) -> None:
    with_contacts(centre)
    shown = open_at(LEADER)
    shown.chooses(ELEVEN)
    assert shown.tools() == {"export"}
    assert not shown.page.intervals.card.contacts.isVisible()
    shown.page.show_part("shift")
    shown.settle()
    assert not shown.page.shifts.use.isVisible()


def test_the_week_shows_contacts_and_people_goal_and_how_sure_the_forecast_is(
    head: Shown,
) -> None:
    assert head.tools() == {"bring", "goal", "export"}
    lines = head.page.intervals.lines.rows_model.rows
    assert len(lines) == 7 * 12
    told = head.reads()
    assert "Goal: 80% within 20 s" in told
    assert "Tested on past weeks, off by " in told
    chart = head.page.intervals.chart.chart
    assert chart is not None
    assert "Mon 12 October: 828 contacts, at most " in chart.accessibleDescription()


def test_another_week_is_a_step_away(head: Shown) -> None:
    head.qtbot.mouseClick(head.page.intervals.bar.earlier, Qt.MouseButton.LeftButton)
    head.settle()
    lines = head.page.intervals.lines.rows_model.rows
    assert lines[0].interval.day == MONDAY - timedelta(days=7)
    head.page.open_target(MONDAY)
    head.settle()
    assert head.page.intervals.lines.rows_model.rows[0].interval.day == MONDAY


def test_one_agent_more_or_less_is_tried_at_once(head: Shown) -> None:
    head.chooses((MONDAY, 660))
    card = head.page.intervals.card
    needed = card.line.answer.agents if card.line else 0
    assert card.tried.text() == f"{needed} people: as needed"
    for press, agents in ((card.more, needed + 1), (card.fewer, needed), (card.fewer, needed - 1)):
        head.qtbot.mouseClick(press, Qt.MouseButton.LeftButton)
        reading = head.page.reading
        assert reading is not None
        found = answer(90.0, 60, 180.0, reading.reckoned, agents=agents)
        assert card.figures["in_time"][0].text() == share_words(found.service_level)
        assert card.figures["wait"][0].text() == wait_words(found.mean_wait)
        assert card.figures["rostered"][0].text() == str(agents)
    assert card.tried.text() == f"{needed - 1} people: 1 too few"
    assert card.figures["in_time"][0].property("tone") == "bad"
    head.qtbot.keyClick(card.slider, Qt.Key.Key_Right)
    assert card.tried.text() == f"{needed} people: as needed"


def test_a_number_typed_is_marked_and_the_forecast_comes_back(
    head: Shown, centre: SmallCentre
) -> None:
    head.chooses(ELEVEN)
    card = head.page.intervals.card
    head.page.activateWindow()
    head.qtbot.keyClick(head.page.intervals.lines, Qt.Key.Key_F2)
    assert card.contacts.hasFocus()
    head.qtbot.keyClicks(card.contacts, "120")
    assert head.page.holds_input()
    head.qtbot.keyClick(card.contacts, Qt.Key.Key_Return)
    head.settle()
    assert not head.page.holds_input()
    line = head.page.intervals.card.line
    assert line is not None
    assert line.interval.contacts == 120.0
    assert "Corrected by Person 0002" in head.reads()
    assert head.page.intervals.lines.hasFocus()
    card.contacts.setValue(110)
    head.presses("Correct")
    assert card.line is not None
    assert card.line.interval.contacts == 110.0
    head.presses("Back to the forecast")
    assert "contacts expected" in head.reads()
    with centre.context.read() as session:
        assert not corrections_of(session, centre.department, "inbound", TODAY, TODAY)


def test_what_was_counted_is_not_corrected(head: Shown) -> None:
    head.chooses((MONDAY, 660))
    assert not head.page.intervals.card.contacts.isVisible()
    assert "90 contacts counted" in head.reads()


def test_what_somebody_else_corrected_meanwhile_stays(head: Shown, centre: SmallCentre) -> None:
    head.chooses(ELEVEN)
    card = head.page.intervals.card
    card.contacts.setValue(120)
    director = acting(centre, DIRECTOR)
    correct_forecast(director, centre.department, "inbound", {ELEVEN: 70.0})
    card.keep.click()
    head.settle()
    with centre.context.read() as session:
        (one,) = corrections_of(session, centre.department, "inbound", TODAY, TODAY).values()
    assert one.contacts == 70.0


def test_a_goal_is_set_for_the_job_type_or_the_department(head: Shown, centre: SmallCentre) -> None:
    def in_force(job_type: str) -> GoalFigures:
        with centre.context.read() as session:
            return goal_in_force(session, centre.department, job_type)

    head.presses("Service goal…")
    dialog = head.dialog(GoalDialog)
    assert not dialog.drop.isVisible()
    dialog.target.setValue(90)
    dialog.patience.setValue(300)
    dialog.shrinkage.setValue(30)
    head.presses("Set the goal", dialog)
    assert in_force("inbound") == GoalFigures(0.9, 20.0, 300.0, None, 0.3)
    assert in_force("chat") == GoalFigures()
    assert "90% within 20 s; callers hang up after 300 s on average; 30% shrinkage" in head.reads()
    head.presses("Service goal…")
    head.presses("Remove this goal", head.dialog(GoalDialog))
    assert in_force("inbound") == GoalFigures()
    head.presses("Service goal…")
    dialog = head.dialog(GoalDialog)
    dialog.scope.choose("")
    dialog.within.setValue(30)
    head.presses("Set the goal", dialog)
    assert in_force("chat") == GoalFigures(within_seconds=30.0)


def test_a_goal_that_somebody_else_set_meanwhile_is_told(head: Shown, centre: SmallCentre) -> None:
    head.presses("Service goal…")
    dialog = head.dialog(GoalDialog)
    other = GoalFigures(0.7, 60.0)
    set_goal(acting(centre, DIRECTOR), centre.department, "inbound", other)
    head.presses("Set the goal", dialog)
    assert "70% within 60 s" in dialog.refusal.text()
    head.presses("Set the goal", dialog)
    with centre.context.read() as session:
        assert goal_in_force(session, centre.department, "inbound") == GoalFigures()


def test_a_file_is_looked_at_before_it_is_written(head: Shown, tmp_path: Path) -> None:
    path = tmp_path / "话务.csv"
    path.write_text(LIST, "gbk")
    look_at(head.page, head.desk, path)
    head.settle()
    dialog = head.dialog(QDialog)
    assert "New intervals: 1" in " ".join(one.text() for one in dialog.findChildren(QLabel))
    head.presses("Bring in", dialog)
    assert head.toasts == ["Intervals brought in: 1"]
    line = head.page.intervals.lines.rows_model.rows[3 * 12]
    assert (line.interval.at, line.interval.counted) == ((TODAY, 480), True)


def test_people_by_shift_become_the_rosters_needs_and_cease_to_be(
    head: Shown, centre: SmallCentre
) -> None:
    def there() -> int:
        with centre.context.read() as session:
            return len(session.scalars(select(StaffingNeed)).all())

    head.page.show_part("shift")
    head.settle()
    view = head.page.shifts
    assert "Every interval is covered." in view.told.text()
    assert view.table is not None
    assert len(view.table.lines()) == 7
    assert not view.remove.isEnabled()
    head.presses("Use as the roster's needs")
    assert there() == 14
    assert head.toasts == [
        "The roster goes by these needs: 14 shifts, Mon 12 October – Sun 18 October"
    ]
    assert "The roster goes by computed needs: 14 shifts on 7 days" in view.told.text()
    head.presses("Remove what was computed")
    assert there() == 0
    assert not view.remove.isEnabled()


def test_other_shifts_and_dates_are_computed_when_they_are_chosen(head: Shown) -> None:
    head.page.show_part("shift")
    head.settle()
    view = head.page.shifts
    early = next(chip for chip in view.shifts.values() if chip.text() == "E")
    head.qtbot.mouseClick(early, Qt.MouseButton.LeftButton)
    head.settle()
    assert "No shift covers" in view.told.text()
    assert view.table is not None
    assert "08:00–09:00: " in view.table.lines()[0][-1]
    view.period.setCurrentIndex(1)
    head.settle()
    assert view.found is not None
    assert (view.found.scope.first.day, view.found.scope.last.day) == (1, 31)


def test_both_tabs_go_out_to_excel(head: Shown, tmp_path: Path) -> None:
    head.page.export_to(tmp_path / "need.xlsx")
    head.settle()
    head.page.show_part("shift")
    head.settle()
    head.page.export_to(tmp_path / "shifts.xlsx")
    head.settle()
    need = openpyxl.load_workbook(tmp_path / "need.xlsx").active
    shifts = openpyxl.load_workbook(tmp_path / "shifts.xlsx").active
    assert need is not None
    assert shifts is not None
    assert need["D2"].value == 72
    assert need["E2"].value == "As counted"
    assert [cell.value for cell in shifts[1]][:2] == ["Day", "E E"]
    assert shifts.max_row == 8


def test_too_few_weeks_are_told_over_the_counted_days(centre: SmallCentre, open_at: Open) -> None:
    with_contacts(centre, 2)
    shown = open_at(HEAD)
    assert "2 whole weeks are there" in shown.reads()
    assert len(shown.page.intervals.lines.rows_model.rows) == 3 * 12


def test_each_job_type_is_a_choice(centre: SmallCentre, open_at: Open) -> None:
    with_contacts(centre)
    with_contacts(centre, job_type="chat", first=14)
    shown = open_at(HEAD)
    assert "job_type" in shown.tools()
    shown.page.job_type.choose("chat")
    shown.settle()
    assert len(shown.page.intervals.lines.rows_model.rows) == 7 * 6


def a_slip(centre: SmallCentre) -> None:
    """A billion contacts of a day each, Monday at eleven."""
    with centre.context.write() as session:
        where = (Volume.day == MONDAY, Volume.minute == 660)
        session.execute(update(Volume).where(*where).values(contacts=1e9, aht_seconds=86_400))


def test_a_wrong_interval_is_named_and_stands_among_the_others(
    centre: SmallCentre, open_at: Open
) -> None:
    with_contacts(centre)
    a_slip(centre)
    shown = open_at(HEAD)
    told = shown.reads()
    assert "Mon 12 October, 11:00–12:00: more than 100000 people would be needed" in told
    assert len(shown.page.intervals.lines.rows_model.rows) == 7 * 12
    shown.chooses((MONDAY, 660))
    assert shown.page.intervals.card.tried.text() == "More people are needed than any centre has."
    chart = shown.page.intervals.chart.chart
    assert chart is not None
    assert "Mon 12 October: 738 contacts, at most " in chart.accessibleDescription()
    shown.page.show_part("shift")
    shown.settle()
    assert "Mon 12 October, 11:00–12:00: more than 100000 people" in shown.page.shifts.told.text()


def test_an_expected_number_that_is_wrong_is_put_right_where_it_stands(
    head: Shown, centre: SmallCentre
) -> None:
    correct_forecast(acting(centre, HEAD), centre.department, "inbound", {ELEVEN: 9e6})
    head.page.populate()
    head.settle()
    assert "Correct the expected contacts." in head.reads()
    head.chooses(ELEVEN)
    head.page.intervals.card.contacts.setValue(90)
    head.presses("Correct")
    assert "more than 100000 people" not in head.reads()


def test_what_cannot_be_computed_is_told_in_its_place(
    head: Shown, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuses(*_asked: object) -> None:
        raise BadInput(msg("That cannot be worked out"), msg("The target is {given}.", given=2))

    monkeypatch.setattr("app.ui.need.page.read_per_shift", refuses)
    head.page.show_part("shift")
    head.settle()
    assert head.page.shifts.told.text() == "That cannot be worked out: The target is 2."
    assert head.page.shifts.table is None
