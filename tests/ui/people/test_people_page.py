"""The People page, through what is seen and pressed."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QAbstractItemModelTester
from PySide6.QtWidgets import (
    QDialog,
    QLabel,
    QLineEdit,
    QMenu,
    QPushButton,
    QTableWidgetItem,
    QWidget,
)
from pytestqt.qtbot import QtBot

from app.rules.vocabulary import Role
from app.ui.kit.desk import Desk
from app.ui.kit.fields import ChoiceField
from app.ui.kit.forms import FormDialog
from app.ui.people.departments import DepartmentsDialog
from app.ui.people.page import PeoplePage
from app.ui.people.passwords import PasswordsDialog
from app.ui.people.several import SeveralDialog
from tests.services.people.centre import Centre

DeskAt = Callable[[str], Desk]
Settled = Callable[[Desk], None]
Dialog = TypeVar("Dialog", bound=QDialog)


pytestmark = pytest.mark.usefixtures("quick_hashes")


class Shown:
    """A page on the screen, with what it asked to be explained."""

    def __init__(self, desk: Desk, settled: Settled, qtbot: QtBot) -> None:
        self.desk, self._settled, self.qtbot = desk, settled, qtbot
        self.panel: QWidget | None = None
        self.asked: list[tuple[str, object]] = []
        desk.explanation_asked.connect(self._on_explained)
        desk.page_asked.connect(lambda key, target: self.asked.append((key, target)))
        self.page = PeoplePage(desk)
        qtbot.addWidget(self.page)
        self.page.resize(1100, 700)
        self.page.show()
        self.settle()

    def settle(self) -> None:
        self._settled(self.desk)

    def numbers(self) -> list[str]:
        """The employee numbers in the table, as shown."""
        proxy = self.page.table.proxy
        return [proxy.index(row, 0).data() for row in range(proxy.rowCount())]

    def pick(self, *numbers: str) -> None:
        """Click the people's rows, all but the first with Ctrl."""
        table = self.page.table
        for place, number in enumerate(numbers):
            index = table.proxy.index(self.numbers().index(number), 0)
            keys = Qt.KeyboardModifier.ControlModifier if place else Qt.KeyboardModifier.NoModifier
            where = table.visualRect(index).center()
            left = Qt.MouseButton.LeftButton
            self.qtbot.mouseClick(table.viewport(), left, keys, where)
        self.settle()

    def press(self, text: str, within: QWidget | None = None) -> None:
        """Press the button with this text, in the panel or in `within`."""
        place = within or self.panel
        assert place is not None
        buttons = [one for one in place.findChildren(QPushButton) if one.text() == text]
        assert buttons, [one.text() for one in place.findChildren(QPushButton)]
        buttons[0].click()
        self.settle()

    def dialog(self, kind: type[Dialog]) -> Dialog:
        """The dialog of this kind that is open."""
        found = [one for one in self.page.findChildren(kind) if one.isVisible()]
        assert len(found) == 1
        return found[0]

    def submit(self) -> None:
        self.dialog(FormDialog).submit.click()
        self.settle()

    def said(self) -> str:
        """All the words of the panel."""
        assert self.panel is not None
        return "\n".join(label.text() for label in self.panel.findChildren(QLabel))

    def _on_explained(self, widget: QWidget | None) -> None:
        if widget is not None:
            self.qtbot.addWidget(widget)
            widget.show()
        self.panel = widget


@pytest.fixture
def shown_to(desk_at: DeskAt, settled: Settled, qtbot: QtBot) -> Callable[[str], Shown]:
    return lambda no: Shown(desk_at(no), settled, qtbot)


@pytest.fixture
def shown(shown_to: Callable[[str], Shown]) -> Shown:
    """The page as an administrator sees it."""
    return shown_to("admin")


def test_the_tree_chooses_department_and_team(shown: Shown) -> None:
    assert len(shown.numbers()) == 7
    shown.page.tree.choose("Complaints")
    assert shown.numbers() == ["agent2"]
    shown.page.tree.choose("Inbound")
    qt = shown.qtbot
    qt.keyClick(shown.page.tree, Qt.Key.Key_Down)
    assert shown.numbers() == ["agent", "leader"]


def test_every_word_of_the_search_is_found_in_the_row(shown: Shown) -> None:
    shown.qtbot.keyClicks(shown.page.search, "team leader A")
    assert shown.numbers() == ["leader"]
    shown.page.search.clear()
    assert len(shown.numbers()) == 7


def test_an_agent_sees_the_own_team_and_who_could_change_it(
    shown_to: Callable[[str], Shown],
) -> None:
    shown = shown_to("agent")
    assert shown.numbers() == ["agent", "leader"]
    assert (
        shown.page.read_only.text() == "Only an administrator may change people, teams and posts."
    )
    assert not shown.page.add_button.isVisible()
    assert shown.page.table.isColumnHidden(7)
    shown.pick("leader")
    assert shown.panel is not None
    words = [one.text() for one in shown.panel.findChildren(QPushButton)]
    assert words == ["Month, swaps and leave"]


def test_adding_a_person_says_what_is_wrong_under_the_fields(shown: Shown, qtbot: QtBot) -> None:
    shown.page.add_button.click()
    dialog = shown.dialog(FormDialog)
    shown.submit()
    assert dialog.form.problem("employee_no") == "Enter the employee number."
    assert dialog.form.problem("name") == "Enter the person's name."
    number = dialog.form.field("employee_no")
    qtbot.keyClicks(number, "agent")
    assert dialog.form.problem("employee_no") == "agent is the number of Person agent."
    qtbot.keyClicks(number, "3")
    assert dialog.form.problem("employee_no") == ""
    qtbot.keyClicks(dialog.form.field("name"), "Lin Yue")
    shown.submit()
    assert not [one for one in shown.page.findChildren(FormDialog) if one.isVisible()]
    assert "agent3" in shown.numbers()


def test_somebody_new_starts_as_an_agent_and_is_shown_once_added(shown: Shown) -> None:
    shown.pick("leader")
    shown.page.add_button.click()
    dialog = shown.dialog(FormDialog)
    roles = dialog.form.field("role")
    assert isinstance(roles, ChoiceField)
    assert roles.value() is Role.AGENT
    shown.qtbot.keyClicks(dialog.form.field("employee_no"), "77")
    shown.qtbot.keyClicks(dialog.form.field("name"), "Newcomer")
    shown.submit()
    assert shown.asked[-1] == ("people", "77")
    shown.page.open_target("77")
    shown.settle()
    current = shown.page.table.current()
    assert current is not None
    assert current.name == "Newcomer"


def test_a_role_shows_the_fields_that_it_has(shown: Shown) -> None:
    shown.page.add_button.click()
    form = shown.dialog(FormDialog).form
    role = form.field("role")
    for text, department, team in (
        ("Agent", True, True),
        ("Department head", True, False),
        ("Centre director", False, False),
        ("Team leader", True, True),
    ):
        role.setCurrentText(text)  # type: ignore[attr-defined]
        assert form.field("department_id").isVisible() is department
        assert form.field("team_id").isVisible() is team


def test_a_move_is_seen_in_the_table_and_in_the_line_of_time(shown: Shown, staffed: Centre) -> None:
    shown.pick("agent")
    shown.press("Move or promote…")
    form = shown.dialog(FormDialog).form
    form.field("team_id").choose(staffed.team_b)  # type: ignore[attr-defined]
    shown.submit()
    assert staffed.row("agent").post.team == "B"
    shown.pick("agent")
    assert "Inbound · B" in shown.said()
    assert "Inbound · A" in shown.said()
    assert "since 15 October 2026" in shown.said()


def test_several_are_moved_together(shown: Shown, staffed: Centre) -> None:
    shown.pick("agent", "leader")
    shown.desk.actions.qaction("people.move").trigger()
    dialog = shown.dialog(FormDialog)
    dialog.form.field("team_id").choose(staffed.team_b)  # type: ignore[attr-defined]
    shown.submit()
    assert {staffed.row(no).post.team for no in ("agent", "leader")} == {"B"}


def test_who_left_is_listed_apart_and_may_come_back(shown: Shown, staffed: Centre) -> None:
    from PySide6.QtCore import QDate

    shown.pick("agent")
    shown.press("Leaves the centre…")
    field = shown.dialog(FormDialog).form.field("left_on")
    field.setDate(QDate(2026, 10, 14))  # type: ignore[attr-defined]
    shown.submit()
    assert "agent" not in shown.numbers()
    shown.page.tree.choose("Not employed")
    assert shown.numbers() == ["agent"]
    shown.pick("agent")
    shown.press("Employ again…")
    shown.submit()
    assert staffed.row("agent").left_on is None


def test_a_refusal_stays_in_the_dialog_with_what_was_typed(shown: Shown, staffed: Centre) -> None:
    from app.services.people import people

    shown.pick("agent")
    shown.press("Name, first day, telephone…")
    dialog = shown.dialog(FormDialog)
    name = dialog.form.field("name")
    name.setText("Typed")  # type: ignore[attr-defined]
    row = staffed.row("agent")
    people.edit_person(staffed.keeper, row.id, row.version, "Somebody else", row.hired_on)
    shown.submit()
    assert dialog.isVisible()
    assert "By now: Somebody else" in dialog.refusal.text()
    assert name.text() == "Typed"  # type: ignore[attr-defined]
    shown.submit()
    assert staffed.row("agent").name == "Typed", "sent once more after what stands there was told"


def test_accounts_are_made_for_those_shown_and_their_slips_are_printed(
    shown: Shown, tmp_path: Path
) -> None:
    shown.page.tree.choose("Inbound")
    shown.desk.actions.qaction("people.accounts").trigger()
    shown.submit()
    passwords_shown = shown.dialog(PasswordsDialog)
    assert [one.login for one in passwords_shown.issued] == shown.numbers()
    shown.press("&Copy all", passwords_shown)
    copied = QGuiApplication.clipboard().text()
    assert passwords_shown.issued[0].password in copied
    slips = tmp_path / "slips.pdf"
    passwords_shown.save_slips(str(slips))
    assert slips.read_bytes().startswith(b"%PDF")
    shown.press("Done", passwords_shown)
    shown.settle()
    shown.desk.actions.qaction("people.accounts").trigger()
    assert not [one for one in shown.page.findChildren(FormDialog) if one.isVisible()]


def test_an_account_is_disabled_and_enabled_in_the_panel(shown: Shown) -> None:
    shown.pick("agent")
    shown.press("Make an account…")
    shown.submit()
    shown.dialog(PasswordsDialog).accept()
    shown.pick("agent")
    shown.press("Disable the account")
    assert "account disabled" not in shown.said(), "it is asked first"
    shown.submit()
    shown.pick("agent")
    assert "account disabled" in shown.said()
    shown.press("Enable the account")
    shown.pick("agent")
    assert "account disabled" not in shown.said()


def test_teams_are_added_renamed_and_removed_when_never_used(shown: Shown) -> None:
    shown.desk.actions.qaction("people.departments").trigger()
    dialog = shown.dialog(DepartmentsDialog)
    inbound = dialog.tree.findItems("Inbound", Qt.MatchFlag.MatchExactly)[0]
    dialog.tree.setCurrentItem(inbound)
    shown.press("Add &team…", dialog)
    form = shown.dialog(FormDialog)
    shown.qtbot.keyClicks(form.form.field("name"), "Night owls")
    shown.submit()
    shown.settle()
    assert _names(dialog) == ["Inbound", "A", "B", "Night owls", "Complaints", "A"]
    _choose(dialog, "Night owls")
    shown.press("Re&move", dialog)
    shown.settle()
    assert "Night owls" not in _names(dialog)
    _choose(dialog, "Inbound")
    shown.press("Re&move", dialog)
    assert "Rename it instead" in dialog.refusal.text()


def test_a_target_is_a_person_whom_the_table_goes_to(shown: Shown) -> None:
    shown.page.tree.choose("Complaints")
    shown.page.open_target("leader")
    shown.settle()
    current = shown.page.table.current()
    assert current is not None
    assert current.employee_no == "leader"


def test_enter_opens_the_persons_page(shown: Shown, qtbot: QtBot) -> None:
    shown.pick("agent")
    qtbot.keyClick(shown.page.table, Qt.Key.Key_Return)
    assert shown.asked == [("person", "agent")]


def test_the_table_keeps_qts_rules_for_models(shown: Shown) -> None:
    fatal = QAbstractItemModelTester.FailureReportingMode.Fatal
    tester = QAbstractItemModelTester(shown.page.table.proxy, fatal)
    shown.page.search.setText("agent")
    shown.page.search.clear()
    assert tester.model() is shown.page.table.proxy


def _names(dialog: DepartmentsDialog) -> list[str]:
    every = Qt.MatchFlag.MatchContains | Qt.MatchFlag.MatchRecursive
    return [item.text(0) for item in dialog.tree.findItems("", every)]


def _choose(dialog: DepartmentsDialog, name: str) -> None:
    exact = Qt.MatchFlag.MatchExactly | Qt.MatchFlag.MatchRecursive
    dialog.tree.setCurrentItem(dialog.tree.findItems(name, exact)[0])


# -- several at once, and mistakes ---------------------------------------------------------------


def test_a_list_is_pasted_and_everybody_is_there(shown: Shown, qtbot: QtBot) -> None:
    shown.page._on_several()
    dialog = shown.dialog(SeveralDialog)
    assert not dialog.submit.isEnabled()
    QGuiApplication.clipboard().setText("2001\t王芳\t一班\t班长\n2002\t李强\t一班\n")
    dialog.grid.editItem(dialog.grid.item(0, 0) or _put(dialog))
    (editor,) = dialog.grid.viewport().findChildren(QLineEdit)
    qtbot.keyClick(editor, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    assert dialog.submit.text() == "Add 2 people", "several cells are never one cell's text"
    qtbot.keyClick(dialog.grid, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    assert dialog.submit.text() == "Add 2 people"
    dialog.submit.click()
    shown.settle()
    assert {"2001", "2002"} <= set(shown.numbers())


def _put(dialog: SeveralDialog) -> QTableWidgetItem:
    item = QTableWidgetItem()
    dialog.grid.setItem(0, 0, item)
    return item


def test_a_line_with_a_fault_keeps_the_list_from_being_added(shown: Shown) -> None:
    shown.page._on_several()
    dialog = shown.dialog(SeveralDialog)
    dialog.grid.paste("2001\t王芳\nagent\t李强")
    assert "Line 2: agent is the number of Person agent." in dialog.problem.text()
    assert not dialog.submit.isEnabled()


def test_who_was_added_by_mistake_is_gone_after_the_question(
    shown_to: Callable[[str], Shown], staffed: Centre
) -> None:
    staffed.add("typo", Role.AGENT, staffed.inbound, staffed.team_a)
    shown = shown_to("admin")
    shown.pick("typo")
    shown.press("Added by mistake…")
    shown.submit()
    assert "typo" not in shown.numbers()


def test_a_new_department_is_chosen_so_that_its_teams_can_follow(shown: Shown) -> None:
    shown.page._on_departments()
    dialog = shown.dialog(DepartmentsDialog)
    dialog._on_add_department()
    (ask,) = dialog.findChildren(FormDialog)
    ask.form.field("name").setText("Outbound")  # type: ignore[attr-defined]
    ask.submit.click()
    shown.settle()
    item = dialog.tree.currentItem()
    assert item is not None
    assert item.text(0) == "Outbound"
    assert dialog.add_team.isEnabled()


def test_the_menu_of_a_person_opens_by_keyboard(shown: Shown) -> None:
    shown.page.open_target("agent")
    shown.qtbot.keyClick(shown.page.table, Qt.Key.Key_F10, Qt.KeyboardModifier.ShiftModifier)
    (menu,) = [one for one in shown.page.table.findChildren(QMenu) if one.isVisible()]
    assert "Move or promote…" in [one.text() for one in menu.actions()]
    menu.close()
