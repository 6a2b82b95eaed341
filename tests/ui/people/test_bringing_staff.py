"""A staff list comes in at the People page: columns, who is new, who is left out, one button."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from openpyxl import Workbook
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from app.ui.kit.desk import Desk
from app.ui.kit.roster_file import StaffFile
from app.ui.people.bringing.dialog import StaffListDialog
from tests.services.people.centre import Centre
from tests.ui.people.test_people_page import Shown

pytestmark = pytest.mark.usefixtures("quick_hashes")
KNOWN = ["工号", "姓名", "部门名称", "班组", "岗位", "入职日期"]
ODD = ["代号", "谁", "部门名称", "班组", "岗位", "入职日期"]


def listed(folder: Path, heads: list[str]) -> Path:
    book = Workbook()
    page = book.active
    assert page is not None
    for line in (
        heads,
        ["7001", "陈一", "投诉部", "一班", "客服代表", "2024年3月1日"],
        ["7002", "林二", "投诉部", "一班", "班长", None],
        ["7003", "黄三", "投诉部", "一班", "保洁", "2024-01-01"],
    ):
        page.append(line)
    path = folder / "花名册.xlsx"
    book.save(path)
    return path


class Bringing:
    """The People page of the administrator's, and the dialog over a list."""

    def __init__(self, page: Shown) -> None:
        self.at = page

    def open(self, path: Path) -> StaffListDialog:
        self.at.page.open_target(StaffFile(path))
        self.at.settle()
        dialog = self.at.page.findChildren(StaffListDialog)[-1]
        assert isinstance(dialog, StaffListDialog)
        return dialog


@pytest.fixture
def bringing(
    desk_at: Callable[[str], Desk], settled: Callable[[Desk], None], qtbot: QtBot
) -> Callable[[str], Bringing]:
    return lambda no: Bringing(Shown(desk_at(no), settled, qtbot))


def test_a_list_under_known_headings_needs_one_button(
    bringing: Callable[[str], Bringing], staffed: Centre, tmp_path: Path
) -> None:
    seat = bringing("admin")
    dialog = seat.open(listed(tmp_path, KNOWN))
    assert [row.person.name for row in dialog.way.preview.added] == ["陈一"]
    assert len(dialog.way.left_out) == 2, "no first day; a role that nobody knows"
    assert dialog.tabs.tabText(2).endswith("(2)")

    dialog.dated.setChecked(True)
    seat.at.settle()
    assert [row.person.name for row in dialog.way.preview.added] == ["陈一", "林二"]
    dialog.bring.click()
    seat.at.settle()
    assert {"7001", "7002"} <= set(seat.at.numbers())
    assert seat.at.asked[-1] == ("people", "7001")

    again = seat.open(listed(tmp_path, KNOWN))
    assert not again.bring.isEnabled(), "who is there is never changed"
    again.reject()


def test_a_list_under_odd_headings_asks_for_number_and_name_by_keyboard(
    bringing: Callable[[str], Bringing], staffed: Centre, tmp_path: Path
) -> None:
    seat = bringing("admin")
    dialog = seat.open(listed(tmp_path, ODD))
    assert "Employee number" in dialog.refusal.text()
    assert not dialog.bring.isEnabled()
    field = QApplication.focusWidget()
    assert field is dialog.columns.fields[0][0], "the keyboard begins where something is asked"
    QTest.keyClick(field, Qt.Key.Key_Down)
    seat.at.settle()
    QTest.keyClick(field, Qt.Key.Key_Tab)
    following = QApplication.focusWidget()
    assert following is dialog.columns.fields[0][1]
    QTest.keyClick(following, Qt.Key.Key_Down)
    QTest.keyClick(following, Qt.Key.Key_Down)
    seat.at.settle()
    assert dialog.refusal.text() == ""
    assert [row.person.employee_no for row in dialog.way.preview.added] == ["7001"]
    dialog.reject()


def test_no_two_columns_are_the_same_thing(
    bringing: Callable[[str], Bringing], staffed: Centre, tmp_path: Path
) -> None:
    dialog = bringing("admin").open(listed(tmp_path, KNOWN))
    first, second = dialog.columns.fields[0][0], dialog.columns.fields[0][1]
    second.setCurrentIndex(first.currentIndex())
    assert first.value() == ""
    second.setCurrentIndex(second.currentIndex() + 1)
    assert (first.value(), second.value()) == ("number", "name"), "arrow keys only passed by"
    dialog.reject()


def test_who_looks_after_nobody_is_offered_no_list(
    bringing: Callable[[str], Bringing], staffed: Centre, tmp_path: Path
) -> None:
    seat = bringing("agent")
    seat.at.page.open_target(StaffFile(listed(tmp_path, KNOWN)))
    seat.at.settle()
    assert not seat.at.page.findChildren(StaffListDialog)
    assert not seat.at.page.desk.actions.qaction("people.bring").isVisible()
