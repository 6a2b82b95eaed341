"""The Settings page, section by section, through what is seen and pressed."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path
from typing import TypeVar

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox, QDialog, QLabel, QPushButton, QWidget
from pytestqt.qtbot import QtBot
from sqlalchemy import insert

from app.bootstrap import create_store
from app.models import Assignment
from app.queries.keeping import calendar as calendar_rows
from app.queries.keeping import shifts as shift_rows
from app.rules.vocabulary import DayKind
from app.services.accounts import managing as accounts
from app.services.accounts import passwords, sign_in
from app.services.keeping import calendar, policy, shifts
from app.services.keeping.needs import set_needs
from app.services.keeping.shifts import ShiftDetails
from app.ui.kit.desk import Desk
from app.ui.kit.forms import FormDialog
from app.ui.kit.look import Look
from app.ui.kit.tokens import Choice
from app.ui.settings.account import AccountSection
from app.ui.settings.calendar import CalendarSection
from app.ui.settings.needs import NeedsSection
from app.ui.settings.page import SettingsPage
from app.ui.settings.policy import PolicySection
from app.ui.settings.section import Section
from app.ui.settings.shifts import ShiftFields, ShiftsSection
from app.ui.settings.store import StoreSection
from app.ui.settings.window import WindowSection
from app.ui.settings.workbook import WorkbookSection
from tests.services.people.centre import TODAY, Centre

DeskAt = Callable[[str], Desk]
Settled = Callable[[Desk], None]
Kind = TypeVar("Kind", bound=Section)
LEFT = Qt.MouseButton.LeftButton


class Shown:
    """The settings at somebody's desk."""

    def __init__(self, desk: Desk, settled: Settled, qtbot: QtBot) -> None:
        self.desk, self._settled, self.qtbot = desk, settled, qtbot
        self.panel: QWidget | None = None
        self.said: list[str] = []
        desk.explanation_asked.connect(self._on_explained)
        desk.said.connect(lambda text, _tone: self.said.append(text))
        self.page = SettingsPage(desk)
        qtbot.addWidget(self.page)
        self.page.resize(1100, 760)
        self.page.show()
        self.settle()

    def settle(self) -> None:
        self._settled(self.desk)

    def section(self, kind: type[Kind]) -> Kind:
        """Go to a section."""
        self.page.open_target(kind.key)
        self.settle()
        section = self.page.current()
        assert isinstance(section, kind)
        return section

    def dialog(self) -> FormDialog:
        found = [one for one in self.page.findChildren(FormDialog) if one.isVisible()]
        assert len(found) == 1
        return found[0]

    def submit(self) -> None:
        self.dialog().submit.click()
        self.settle()

    def press(self, button: QPushButton) -> None:
        assert button.isVisible()
        self.qtbot.mouseClick(button, LEFT)
        self.settle()

    def words(self) -> str:
        assert self.panel is not None
        return "\n".join(label.text() for label in self.panel.findChildren(QLabel))

    def _on_explained(self, widget: QWidget | None) -> None:
        if widget is not None:
            self.qtbot.addWidget(widget)
        self.panel = widget


@pytest.fixture
def shown_to(desk_at: DeskAt, settled: Settled, qtbot: QtBot) -> Callable[[str], Shown]:
    return lambda no: Shown(desk_at(no), settled, qtbot)


@pytest.fixture
def early(staffed: Centre) -> int:
    details = ShiftDetails("E", "Early", *_hours("07:30", "15:30"))
    return shifts.add_shift(staffed.keeper, details)


def _hours(start: str, end: str):  # type: ignore[no-untyped-def]
    from datetime import time

    return time.fromisoformat(start), time.fromisoformat(end)


def stored_shifts(staffed: Centre) -> dict[str, shift_rows.ShiftTypeRow]:
    with staffed.keeper.read() as session:
        return {row.code: row for row in shift_rows.shifts(session)}


def roster(staffed: Centre, shift: int) -> None:
    with staffed.keeper.write() as session:
        cell = {"person_id": staffed.ids["agent"], "day": TODAY, "shift_id": shift}
        session.execute(insert(Assignment), [cell])


# Who sees what


@pytest.mark.parametrize("no", ["agent", "leader", "head", "director", "inspector"])
def test_the_store_is_the_administrators_section(shown_to: Callable[[str], Shown], no: str) -> None:
    assert "store" not in shown_to(no).page.sections


def test_the_administrator_is_offered_every_section(shown_to: Callable[[str], Shown]) -> None:
    expected = [
        "shifts", "needs", "work_rules", "calendar", "policy", "kinds", "store", "workbook",
        "window", "account",
    ]  # fmt: skip
    assert list(shown_to("admin").page.sections) == expected


@pytest.mark.parametrize("kind", [ShiftsSection, NeedsSection, CalendarSection, PolicySection])
def test_an_agent_reads_and_is_told_who_may_change(
    shown_to: Callable[[str], Shown], kind: type[Section]
) -> None:
    section = shown_to("agent").section(kind)
    assert section.read_only.isVisible()
    assert section.read_only.text().startswith("Only the department head")
    visible = [one.text() for one in section.findChildren(QPushButton) if one.isVisible()]
    assert [text for text in visible if text] == []


# Shifts


def test_a_shift_is_added_with_what_is_wrong_said_under_its_fields(
    shown_to: Callable[[str], Shown], staffed: Centre, qtbot: QtBot
) -> None:
    shown = shown_to("head")
    section = shown.section(ShiftsSection)
    shown.press(section.add)
    shown.submit()
    form = shown.dialog().form
    assert form.problem("code") == "Enter the code that stands in the roster."
    qtbot.keyClicks(form.field("code"), "D")
    qtbot.keyClicks(form.field("name"), "Day")
    shown.submit()
    assert set(stored_shifts(staffed)) == {"D"}
    shown.press(section.add)
    form = shown.dialog().form
    qtbot.keyClicks(form.field("code"), "D")
    qtbot.keyClicks(form.field("name"), "Double")
    shown.submit()
    assert shown.dialog().refusal.text() == "There is a shift D already."
    shown.dialog().cancel.click()


def test_of_a_rostered_shift_only_the_name_is_open_and_a_new_code_replaces_it(
    shown_to: Callable[[str], Shown], staffed: Centre, early: int, qtbot: QtBot
) -> None:
    roster(staffed, early)
    shown = shown_to("admin")
    section = shown.section(ShiftsSection)
    section.table.selectRow(0)
    assert not section.remove.isVisible()
    shown.press(section.edit)
    form = shown.dialog().form
    assert [form.field(key).isEnabled() for key in ("code", "name", "start", "end")] == [
        False,
        True,
        False,
        False,
    ]
    shown.dialog().cancel.click()
    shown.press(section.replace)
    qtbot.keyClicks(shown.dialog().form.field("code"), "E2")
    shown.submit()
    stored = stored_shifts(staffed)
    assert stored["E"].retired
    assert not stored["E2"].retired


def test_an_unused_shift_is_removed_after_a_question(
    shown_to: Callable[[str], Shown], staffed: Centre, early: int
) -> None:
    assert early
    shown = shown_to("admin")
    section = shown.section(ShiftsSection)
    section.table.selectRow(0)
    shown.press(section.remove)
    shown.submit()
    assert stored_shifts(staffed) == {}


def test_a_shift_that_ends_when_it_starts_is_refused_as_it_is_typed(look: Look) -> None:
    assert look.language == "en"
    fields = ShiftFields(ShiftDetails("E", "Early", *_hours("07:30", "15:30")), name_only=False)
    fields.end.setTime(fields.start.time())
    assert fields.form.problem("end") == "A shift ends at another time than it starts."


# Needs


def test_needs_are_typed_into_a_grid_and_saved_for_the_team(
    shown_to: Callable[[str], Shown], staffed: Centre, early: int
) -> None:
    shown = shown_to("head")
    section = shown.section(NeedsSection)
    assert section.team.value() == staffed.team_a
    assert not section.read_only.isVisible()
    section.team.choose(staffed.team_c)
    section.populate()
    shown.settle()
    assert section.read_only.isVisible()
    assert section.cells[early, 0].isReadOnly()
    section.team.choose(staffed.team_a)
    section.populate()
    shown.settle()
    assert not section.save.isEnabled()
    section.cells[early, 0].setValue(4)
    shown.press(section.alike)
    section.cells[early, 6].setValue(2)
    shown.press(section.save)
    assert shown.said == ["Saved."]
    with staffed.keeper.read() as session:
        needed = shift_rows.needs(session, staffed.team_a)
    assert needed == {(early, day): 2 if day == 6 else 4 for day in range(7)}
    assert not section.save.isEnabled()


def test_of_needs_that_somebody_else_changed_meanwhile_what_was_typed_stays(
    shown_to: Callable[[str], Shown], staffed: Centre, early: int
) -> None:
    shown = shown_to("head")
    section = shown.section(NeedsSection)
    section.cells[early, 0].setValue(4)
    section.cells[early, 1].setValue(4)
    set_needs(staffed.keeper, staffed.team_a, {(early, 0): 3, (early, 2): 3})
    shown.press(section.save)
    assert "3 on E, Monday" in shown.said[-1]
    assert [section.cells[early, day].value() for day in range(3)] == [4, 4, 3]
    shown.press(section.save)
    assert shown.said[-1] == "Saved."
    with staffed.keeper.read() as session:
        needed = shift_rows.needs(session, staffed.team_a)
    assert needed == {(early, 0): 4, (early, 1): 4, (early, 2): 3}


# Calendar


def test_a_day_that_somebody_else_set_meanwhile_is_told_and_set_when_sent_once_more(
    shown_to: Callable[[str], Shown], staffed: Centre
) -> None:
    shown = shown_to("head")
    shown.section(CalendarSection).edit.click()
    dialog = shown.dialog()
    dialog.form.field("kind").setCurrentText("Holiday")  # type: ignore[attr-defined]
    dialog.form.field("name").setCurrentText("Party")  # type: ignore[attr-defined]
    calendar.set_day(staffed.keeper, TODAY, "Founding day", DayKind.HOLIDAY)
    shown.submit()
    assert "By now: Founding day, holiday" in dialog.refusal.text()
    shown.submit()
    with staffed.keeper.read() as session:
        (row,) = calendar_rows.days(session, TODAY, TODAY)
    assert row.name == "Party"


def test_a_day_is_changed_with_the_keyboard_alone(
    shown_to: Callable[[str], Shown], staffed: Centre, qtbot: QtBot
) -> None:
    calendar.seed(staffed.keeper, [2026, 2027])
    shown = shown_to("head")
    section = shown.section(CalendarSection)
    assert section.view.day == TODAY
    section.view.setFocus()
    qtbot.keyClick(section.view, Qt.Key.Key_Right)
    qtbot.keyClick(section.view, Qt.Key.Key_Down)
    assert section.view.day == date(2026, 10, 23)
    qtbot.keyClick(section.view, Qt.Key.Key_Return)
    told = [one.text() for one in shown.dialog().findChildren(QLabel)]
    assert "It is now: an ordinary day." in told
    kind = shown.dialog().form.field("kind")
    assert isinstance(kind, QComboBox)
    assert kind.currentText() == "Ordinary day", "nothing is proposed that it is not"
    kind.setCurrentText("Holiday")
    qtbot.keyClicks(shown.dialog().form.field("name"), "Founding day")
    shown.submit()
    with staffed.keeper.read() as session:
        row = calendar_rows.days(session, date(2026, 10, 23), date(2026, 10, 23))[0]
    assert (row.name, row.kind) == ("Founding day", DayKind.HOLIDAY)
    assert section.told.text() == "Friday, 23 October 2026: Founding day, Holiday"


def test_a_holiday_becomes_an_ordinary_day_again(
    shown_to: Callable[[str], Shown], staffed: Centre
) -> None:
    calendar.seed(staffed.keeper, [2026])
    shown = shown_to("admin")
    section = shown.section(CalendarSection)
    day = date(2026, 10, 1)
    shown.qtbot.mouseClick(section.view, LEFT, pos=section.view.cell(day).center())
    assert section.told.text() == "Thursday, 1 October 2026: National Day, Holiday"
    shown.press(section.edit)
    kind = shown.dialog().form.field("kind")
    kind.setCurrentText("Ordinary day")  # type: ignore[attr-defined]
    assert not shown.dialog().form.field("name").isVisible()
    shown.submit()
    assert section.told.text() == "Thursday, 1 October 2026"


def test_a_year_that_is_not_published_says_so_and_an_empty_one_can_be_filled(
    shown_to: Callable[[str], Shown], staffed: Centre, qtbot: QtBot
) -> None:
    assert staffed.ids
    shown = shown_to("director")
    section = shown.section(CalendarSection)
    assert section.fill.isVisible()
    shown.press(section.fill)
    assert not section.fill.isVisible()
    assert not section.provisional.isVisible()
    qtbot.keyClick(section.view, Qt.Key.Key_PageDown)
    for _month in range(3):
        qtbot.keyClick(section.view, Qt.Key.Key_PageDown)
    shown.settle()
    assert section.year.text() == "2027"
    shown.press(section.fill)
    assert "not published" in section.provisional.text()


# Policy


def test_a_value_is_set_with_its_reason_and_stands_in_its_history(
    shown_to: Callable[[str], Shown], qtbot: QtBot
) -> None:
    shown = shown_to("head")
    section = shown.section(PolicySection)
    section.table.selectRow(0)
    shown.press(section.change)
    form = shown.dialog().form
    form.field("value").setValue(3)  # type: ignore[attr-defined]
    shown.submit()
    assert form.problem("reason") == "Say why it changes: the history shows it."
    qtbot.keyClicks(form.field("reason"), "Summer")
    shown.submit()
    shown.settle()
    row = section.table.current()
    assert row is not None
    assert (row.key, row.value) == ("swap_monthly_limit", 3)
    assert "3 now" in shown.words()
    assert "Person head (head): Summer" in shown.words()
    assert "2, the rulebook's default" in shown.words()


def test_a_value_may_be_planned_for_a_moment_to_come(
    shown_to: Callable[[str], Shown], staffed: Centre, qtbot: QtBot
) -> None:
    shown = shown_to("director")
    section = shown.section(PolicySection)
    section.table.selectRow(1)
    shown.press(section.change)
    form = shown.dialog().form
    assert not form.field("day").isVisible()
    form.field("when").setCurrentText("At a later time")  # type: ignore[attr-defined]
    assert form.field("day").isVisible()
    form.field("value").setValue(10)  # type: ignore[attr-defined]
    qtbot.keyClicks(form.field("reason"), "Winter")
    shown.submit()
    row = section.table.current()
    assert row is not None
    assert row.value == 8
    assert row.planned is not None
    tomorrow = TODAY + timedelta(days=1)
    assert row.planned.since == staffed.keeper.time.instant(tomorrow)
    assert "planned" in shown.words()


def test_the_history_leads_to_the_rules_that_count_by_the_value(
    shown_to: Callable[[str], Shown],
) -> None:
    shown = shown_to("agent")
    asked: list[tuple[str, object]] = []
    section = shown.section(PolicySection)
    shown.desk.page_asked.connect(lambda key, target: asked.append((key, target)))
    section.table.selectRow(0)
    assert shown.panel is not None
    shown.panel.findChildren(QPushButton)[0].click()
    assert asked == [("rules", "SWAP-2")]


# Store


def test_the_store_is_verified_and_backed_up(shown_to: Callable[[str], Shown]) -> None:
    shown = shown_to("admin")
    section = shown.section(StoreSection)
    assert section.where.text().endswith(".dutydesk")
    shown.press(section.check.button)
    assert section.check.whole.text().startswith("The store is whole")
    before = section.table.rows_model.rowCount()
    shown.press(section.back_up)
    shown.settle()
    assert section.table.rows_model.rowCount() == before + 1
    assert shown.said[-1].startswith("Backed up to")


def test_a_second_place_for_backups_is_chosen_and_given_up(
    shown_to: Callable[[str], Shown], tmp_path: Path
) -> None:
    shown = shown_to("admin")
    section = shown.section(StoreSection)
    other = tmp_path / "other"
    other.mkdir()
    assert not section.second.none.isVisibleTo(section)
    section.second.keep(other)
    shown.settle()
    assert section.second.where.text() == str(other)
    shown.press(section.back_up)
    shown.settle()
    assert len(list(other.iterdir())) == 1
    shown.press(section.second.none)
    shown.settle()
    assert section.second.where.text().startswith("none")


def test_going_back_asks_first_and_then_for_a_new_sign_in(
    shown_to: Callable[[str], Shown],
) -> None:
    shown = shown_to("admin")
    section = shown.section(StoreSection)
    shown.press(section.back_up)
    shown.settle()
    asked: list[bool] = []
    shown.desk.sign_in_asked.connect(lambda: asked.append(True))
    section.table.selectRow(0)
    shown.press(section.restore)
    shown.dialog().cancel.click()
    shown.settle()
    assert asked == []
    shown.press(section.restore)
    shown.submit()
    shown.settle()
    assert asked == [True]


def test_another_centres_backup_is_asked_about_by_both_names(
    shown_to: Callable[[str], Shown], tmp_path: Path
) -> None:
    theirs = tmp_path / "theirs.dutydesk"
    create_store(theirs, centre_name="Theirs").store.close()
    shown = shown_to("admin")
    section = shown.section(StoreSection)
    asked: list[bool] = []
    shown.desk.sign_in_asked.connect(lambda: asked.append(True))
    section._ask(theirs, theirs.name)
    shown.submit()
    told = " ".join(one.text() for one in shown.dialog().findChildren(QLabel))
    assert "“Theirs”" in told
    assert "“Test centre”" in told
    shown.dialog().cancel.click()
    shown.settle()
    assert asked == []
    section._ask(theirs, theirs.name)
    shown.submit()
    shown.submit()
    assert asked == [True]


# Workbook


def test_the_director_writes_the_workbook_out_but_brings_none_in(
    shown_to: Callable[[str], Shown], tmp_path: Path
) -> None:
    shown = shown_to("director")
    section = shown.section(WorkbookSection)
    assert section.write_out.isVisible()
    assert not section.bring_in.isVisible()
    section.export_to(tmp_path / "centre.xlsx")
    shown.settle()
    assert shown.said == ["Exported to centre.xlsx"]
    assert (tmp_path / "centre.xlsx").read_bytes().startswith(b"PK")


# Window and account


def test_language_and_colours_are_chosen_for_the_whole_window(
    shown_to: Callable[[str], Shown], look: Look, qtbot: QtBot
) -> None:
    section = shown_to("agent").section(WindowSection)
    qtbot.keyClick(section.theme, Qt.Key.Key_End)
    section.theme.activated.emit(section.theme.currentIndex())
    assert look.theme is Choice.DARK
    qtbot.keyClick(section.lock, Qt.Key.Key_Home)
    section.lock.activated.emit(0)
    assert look.remembered.lock_minutes(15) == 1
    qtbot.keyClick(section.language, Qt.Key.Key_End)
    section.language.activated.emit(1)
    assert look.language == "zh_CN"


def test_the_own_password_is_changed_after_the_current_one(
    shown_to: Callable[[str], Shown],
    staffed: Centre,
    qtbot: QtBot,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(passwords, "hashed", lambda password: password)
    monkeypatch.setattr(passwords, "matches", lambda encoded, password: encoded == password)
    monkeypatch.setattr(passwords, "outdated", lambda _encoded: False)
    (issued,) = accounts.create_accounts(staffed.keeper, [staffed.ids["agent"]])
    shown = shown_to("agent")
    section = shown.section(AccountSection)
    assert section.login.text() == "Login: agent"
    qtbot.keyClicks(section.current, "wrong")
    qtbot.keyClicks(section.new, "short")
    assert section.form.problem("new") == "Choose a password of at least 8 characters."
    qtbot.keyClicks(section.new, "er no more")
    qtbot.keyClicks(section.again, "shorter no")
    assert section.form.problem("again") == "The two are not the same."
    qtbot.keyClicks(section.again, " more")
    qtbot.keyClick(section.again, Qt.Key.Key_Return)
    shown.settle()
    assert section.refusal.text() == "The current password is wrong."
    section.current.setText(issued.password)
    shown.press(section.change)
    assert shown.said == ["Your password was changed."]
    assert section.current.text() == ""
    assert sign_in.sign_in(staffed.keeper, "agent", "shorter no more")


def test_a_change_by_somebody_else_is_shown_at_the_next_look(
    shown_to: Callable[[str], Shown], staffed: Centre
) -> None:
    shown = shown_to("agent")
    section = shown.section(PolicySection)
    staffed.clock.now = shown.desk.ctx.now()
    policy.set_value(staffed.acting("head"), "swap_rest_hours", 9, "Longer nights")
    shown.desk.tasks.reread()
    shown.settle()
    assert section.table.rows_model.rows[1].value == 9
    assert [one for one in shown.page.findChildren(QDialog) if one.isVisible()] == []
