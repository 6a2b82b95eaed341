"""The settings' kinds of leave, through what is seen and pressed."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtWidgets import QCheckBox, QComboBox, QLineEdit
from pytestqt.qtbot import QtBot

from app.rules.kinds import RULEBOOK_KINDS
from app.rules.usual_kinds import USUAL_KINDS
from app.text.words import leave_kind
from app.ui.kit.desk import Desk
from app.ui.kit.forms import FormDialog
from app.ui.settings.leave_kinds import LeaveKindsSection
from app.ui.settings.page import SettingsPage
from app.ui.settings.usual_kinds import UsualKindsDialog

Show = Callable[[str], tuple[SettingsPage, LeaveKindsSection]]


@pytest.fixture
def shown_to(desk_at: Callable[[str], Desk], settled: Callable[[Desk], None], qtbot: QtBot) -> Show:
    """Shows the section to the person with this number."""

    def show(no: str) -> tuple[SettingsPage, LeaveKindsSection]:
        page = SettingsPage(desk_at(no))
        qtbot.addWidget(page)
        page.show()
        page.open_target("kinds")
        settled(page.desk)
        section = page.current()
        assert isinstance(section, LeaveKindsSection)
        return page, section

    return show


def dialog_of(section: LeaveKindsSection) -> FormDialog:
    (found,) = [one for one in section.findChildren(FormDialog) if one.isVisible()]
    return found


def cells(section: LeaveKindsSection) -> list[str]:
    """The first row as it is shown."""
    proxy = section.table.proxy
    return [proxy.index(0, column).data() for column in range(proxy.columnCount())]


def add_annual(page: SettingsPage, section: LeaveKindsSection, settle: Callable[[], None]) -> None:
    section.add.click()
    dialog = dialog_of(section)
    for key, text in (("code", "annual"), ("name", "年假")):
        field = dialog.form.field(key)
        assert isinstance(field, QLineEdit)
        field.setText(text)
    balance = dialog.form.field("balance")
    assert isinstance(balance, QCheckBox)
    balance.setChecked(True)
    dialog.submit.click()
    settle()


def test_a_head_adds_a_kind_and_what_is_wrong_is_said_under_its_fields(
    shown_to: Show, settled: Callable[[Desk], None]
) -> None:
    page, section = shown_to("head")
    section.add.click()
    dialog = dialog_of(section)
    dialog.submit.click()
    assert "begins with a letter" in dialog.form.problem("code")
    assert dialog.form.problem("name") == "Give it a name."
    dialog.reject()
    add_annual(page, section, lambda: settled(page.desk))
    assert cells(section)[:3] == ["annual", "年假", "1 day"]
    assert cells(section)[4:] == ["Rostered days", "in service"]
    assert leave_kind("annual") == "年假"


def test_of_a_kind_in_use_the_notice_and_chain_are_fixed(
    shown_to: Show, settled: Callable[[Desk], None]
) -> None:
    page, section = shown_to("head")
    add_annual(page, section, lambda: settled(page.desk))
    section.table.selectRow(0)
    section.edit.click()
    dialog = dialog_of(section)
    for key in ("code", "notice", "director"):
        assert not dialog.form.field(key).isEnabled()
    director = dialog.form.field("director")
    assert isinstance(director, QComboBox)
    name = dialog.form.field("name")
    assert isinstance(name, QLineEdit)
    name.setText("带薪年假")
    dialog.submit.click()
    settled(page.desk)
    assert cells(section)[1] == "带薪年假"
    assert leave_kind("annual") == "带薪年假"


def test_a_kind_is_retired_and_put_back_in_service(
    shown_to: Show, settled: Callable[[Desk], None]
) -> None:
    page, section = shown_to("head")
    add_annual(page, section, lambda: settled(page.desk))
    section.table.selectRow(0)
    section.retire.click()
    settled(page.desk)
    assert cells(section)[-1] == "retired"
    assert section.retire.text() == "Put back in service"
    section.retire.click()
    settled(page.desk)
    assert cells(section)[-1] == "in service"


@pytest.mark.parametrize("no", ["agent", "leader", "inspector"])
def test_others_read_and_are_told_who_may_change(shown_to: Show, no: str) -> None:
    _page, section = shown_to(no)
    assert not section.add.isVisible()
    assert "department head" in section.read_only.text()
    assert "kinds of leave" in section.read_only.text(), "not policy values"


def test_an_administrator_adds_the_usual_kinds_with_one_press(
    shown_to: Show, settled: Callable[[Desk], None]
) -> None:
    page, section = shown_to("admin")
    section.usual.click()
    (dialog,) = section.findChildren(UsualKindsDialog)
    marriage = next(box for one, box in dialog.boxes if one.code == "marriage")
    marriage.setChecked(False)
    dialog.accept()
    settled(page.desk)
    added = [row.code for row in section.table.rows_model.rows if row.code not in RULEBOOK_KINDS]
    assert added == [one.code for one in USUAL_KINDS if one.code != "marriage"]
    section.usual.click()
    (left,) = [one for one in section.findChildren(UsualKindsDialog) if one.isVisible()]
    assert [one.code for one, _box in left.boxes] == ["marriage"], (
        "what is there is not offered again"
    )


def test_the_rulebooks_kinds_are_listed_and_stay_as_they_are(shown_to: Show) -> None:
    _page, section = shown_to("head")
    assert [row.code for row in section.table.rows_model.rows] == list(RULEBOOK_KINDS)
    section.table.selectRow(0)
    assert not section.edit.isEnabled()
    assert not section.retire.isEnabled()
    assert cells(section)[-1] == "by the rulebook"
    section.table.opened.emit(section.table.current())
    assert not [one for one in section.findChildren(FormDialog) if one.isVisible()]
