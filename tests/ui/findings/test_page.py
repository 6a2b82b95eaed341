"""The Findings page, by what is seen on it and pressed."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from openpyxl import load_workbook
from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtWidgets import QLabel, QLineEdit, QPushButton, QTabBar, QWidget
from pytestqt.qtbot import QtBot

from app.rules.figures.attendance import CameLate
from app.rules.figures.figure import Minutes, TimeOfDay
from app.rules.findings import Finding
from app.ui.findings.page import FindingsPage
from app.ui.kit.desk import Desk
from app.ui.kit.findings.groups import GroupsList
from tests.factories import SmallCentre
from tests.recorded import record_breaches

Settled = Callable[[Desk], None]


@pytest.fixture
def page(centre: SmallCentre, desk: Desk, settled: Settled, qtbot: QtBot) -> FindingsPage:
    """The administrator's page over the four findings of `tests.recorded`."""
    record_breaches(centre)
    return opened(desk, settled, qtbot)


def opened(desk: Desk, settled: Settled, qtbot: QtBot) -> FindingsPage:
    page = FindingsPage(desk)
    qtbot.addWidget(page)
    page.resize(1100, 700)
    page.show()
    settled(desk)
    return page


def rules(page: FindingsPage) -> list[str]:
    """The rule and person of each line of the table, from the top."""
    proxy = page.sheet.table.proxy
    return [
        f"{proxy.index(row, 1).data()} {proxy.index(row, 3).data()}"
        for row in range(proxy.rowCount())
    ]


def press(page: QWidget, text: str, qtbot: QtBot) -> None:
    button = next(
        each for each in page.findChildren(QPushButton) if each.text() == text and each.isVisible()
    )
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)


def pick_group(page: FindingsPage, title: str, qtbot: QtBot) -> None:
    groups = page.findChild(GroupsList)
    assert groups is not None
    row = next(n for n, group in enumerate(groups.lines.lines) if group.title == title)
    where = groups.visualRect(groups.lines.index(row)).center()
    qtbot.mouseClick(groups.viewport(), Qt.MouseButton.LeftButton, pos=where)


def group_by(page: FindingsPage, name: str) -> list[tuple[str, int]]:
    tabs = page.findChild(QTabBar)
    assert tabs is not None
    names = [tabs.tabText(index) for index in range(tabs.count())]
    tabs.setCurrentIndex(names.index(name))
    groups = page.findChild(GroupsList)
    assert groups is not None
    return [(group.title, group.count) for group in groups.lines.lines]


def note(page: FindingsPage) -> str:
    return " ".join(label.text() for label in page.header.findChildren(QLabel))


def test_everything_found_is_listed_the_latest_first(page: FindingsPage) -> None:
    assert rules(page) == [
        "QA-3 Person 2000", "ATT-4 Person 1000", "ATT-2 Person 1001", "ATT-2 Person 1002",
    ]  # fmt: skip
    assert "4 findings" in note(page)
    assert "3 breaches · 1 warning" in note(page)


def test_findings_are_grouped_by_rule_team_person_and_month(page: FindingsPage) -> None:
    assert group_by(page, "Rule") == [("ATT-2", 2), ("ATT-4", 1), ("QA-3", 1)]
    assert group_by(page, "Team") == [("A", 3), ("B", 1)]
    assert len(group_by(page, "Person")) == 4
    assert group_by(page, "Month") == [("October 2026", 4)]


def test_a_group_that_is_pressed_narrows_the_list_and_pressed_again_widens_it(
    page: FindingsPage, qtbot: QtBot
) -> None:
    pick_group(page, "ATT-2", qtbot)
    assert rules(page) == ["ATT-2 Person 1001", "ATT-2 Person 1002"]
    assert "2 of 4 findings" in note(page)
    pick_group(page, "ATT-2", qtbot)
    assert len(rules(page)) == 4


def test_filters_add_up_and_the_groups_count_what_the_others_leave(
    page: FindingsPage, qtbot: QtBot
) -> None:
    press(page, "Breaches", qtbot)
    assert group_by(page, "Rule") == [("ATT-2", 1), ("ATT-4", 1), ("QA-3", 1)]
    group_by(page, "Team")
    pick_group(page, "B", qtbot)
    assert rules(page) == ["QA-3 Person 2000"]


def test_a_chip_takes_its_filter_away(page: FindingsPage, qtbot: QtBot) -> None:
    page.open_target("ATT-4")
    assert rules(page) == ["ATT-4 Person 1000"]
    press(page, "ATT-4", qtbot)
    assert len(rules(page)) == 4


def test_words_are_searched_in_names_rules_and_sentences(page: FindingsPage, qtbot: QtBot) -> None:
    search = next(
        each
        for each in page.findChildren(QLineEdit)
        if each.accessibleName() == "Search the findings"
    )
    qtbot.keyClicks(search, "MINUTES late 1002")
    qtbot.waitUntil(lambda: rules(page) == ["ATT-2 Person 1002"])
    qtbot.keyClicks(search, " nothing like it")
    qtbot.waitUntil(lambda: rules(page) == [])
    assert any(label.text() == "No finding matches" for label in shown_labels(page))


def shown_labels(page: QWidget) -> list[QLabel]:
    return [label for label in page.findChildren(QLabel) if label.isVisible()]


def test_a_line_explains_its_verdict_and_leads_to_the_rule_and_the_roster(
    page: FindingsPage, desk: Desk, qtbot: QtBot
) -> None:
    with qtbot.waitSignal(desk.explanation_asked) as explained:
        page.sheet.table.selectRow(1)
    panel = explained.args[0]
    qtbot.addWidget(panel)
    panel.show()
    words = [label.text() for label in shown_labels(panel)]
    assert "Rostered for E on 5 October, without valid leave, and never arrived." in words
    assert "Record the arrival, or a leave that was valid for it." in words
    with qtbot.waitSignal(desk.page_asked) as asked:
        press(panel, "ATT-4", qtbot)
    assert asked.args == ["rules", "ATT-4"]
    with qtbot.waitSignal(desk.page_asked) as asked:
        press(panel, "Show in the roster", qtbot)
    assert asked.args == ["roster", ("1000", date(2026, 10, 5))]


def test_a_line_that_is_opened_shows_its_day_in_the_roster(
    page: FindingsPage, desk: Desk, qtbot: QtBot
) -> None:
    page.sheet.table.selectRow(0)
    with qtbot.waitSignal(desk.page_asked) as asked:
        qtbot.keyClick(page.sheet.table, Qt.Key.Key_Return)
    assert asked.args == ["roster", ("2000", date(2026, 10, 6))]


def test_a_finding_that_is_asked_for_is_selected(page: FindingsPage) -> None:
    came = CameLate(Minutes(1), 20, TimeOfDay(datetime(2026, 10, 5, tzinfo=UTC)))
    wanted = Finding("1002@2026-10-05", "1002", date(2026, 10, 5), came)
    page.open_target(wanted)
    line = page.sheet.table.current()
    assert line is not None
    assert line.person == "1002"


def test_an_earlier_moment_leaves_out_what_was_not_due(
    page: FindingsPage, desk: Desk, settled: Settled, qtbot: QtBot
) -> None:
    page.as_of._choice.setCurrentIndex(1)
    page.as_of._moment.setDateTime(page.as_of._moment.dateTime().addDays(-14))
    qtbot.waitUntil(lambda: desk.tasks.idle and rules(page) == ["QA-3 Person 2000"])


def test_the_chart_tells_each_month(page: FindingsPage, qtbot: QtBot) -> None:
    qtbot.waitUntil(lambda: chart(page) is not None)
    drawn = chart(page)
    assert drawn is not None
    assert drawn.accessibleDescription() == (
        "October 2026: 4 findings (Attendance 3, Quality inspection 1)"
    )


def chart(page: FindingsPage) -> QWidget | None:
    from app.ui.findings.chart import MonthChart

    found: QWidget | None = page.findChild(MonthChart)
    return found


def test_a_month_without_findings_has_its_place_in_the_chart() -> None:
    from app.ui.findings.chart import _unbroken

    assert _unbroken({date(2026, 11, 1), date(2027, 1, 1)}) == [
        date(2026, 11, 1), date(2026, 12, 1), date(2027, 1, 1),
    ]  # fmt: skip


def test_what_is_shown_goes_to_excel_in_its_order(
    page: FindingsPage, desk: Desk, settled: Settled, tmp_path: Path
) -> None:
    page.open_target("ATT-2")
    page.sheet.table.sortByColumn(3, Qt.SortOrder.DescendingOrder)
    page.export_to(tmp_path / "out.xlsx")
    settled(desk)
    sheet = load_workbook(tmp_path / "out.xlsx").worksheets[0]
    rows = list(sheet.iter_rows(values_only=True))
    assert [row[:2] + row[3:5] for row in rows[1:]] == [
        ("Warning", "ATT-2", "1002", "Person 1002"),
        ("Breach", "ATT-2", "1001", "Person 1001"),
    ]
    assert rows[0][:2] == ("Level", "Rule")


def test_a_centre_that_keeps_the_rules_is_told_so(
    centre: SmallCentre, desk: Desk, settled: Settled, qtbot: QtBot
) -> None:
    page = opened(desk, settled, qtbot)
    assert "All is well" in [label.text() for label in shown_labels(page)]


def test_an_empty_store_says_what_belongs_here(desk: Desk, settled: Settled, qtbot: QtBot) -> None:
    page = opened(desk, settled, qtbot)
    assert "Nothing to check yet" in [label.text() for label in shown_labels(page)]
    with qtbot.waitSignal(desk.page_asked) as asked:
        press(page, "Open the roster", qtbot)
    assert asked.args == ["roster", None]


def test_an_agent_sees_only_their_own(
    centre: SmallCentre, desk_of: Callable[..., Desk], settled: Settled, qtbot: QtBot
) -> None:
    record_breaches(centre)
    page = opened(desk_of(centre.people["1001"], "1001"), settled, qtbot)
    assert rules(page) == ["ATT-2 Person 1001"]


def test_groups_are_picked_with_the_keyboard(page: FindingsPage, qtbot: QtBot) -> None:
    groups = page.findChild(GroupsList)
    assert groups is not None
    groups.setCurrentIndex(groups.lines.index(1))
    qtbot.keyClick(groups, Qt.Key.Key_Space)
    assert rules(page) == ["ATT-4 Person 1000"]


def test_the_groups_keep_the_promises_of_a_model(page: FindingsPage, qtmodeltester: object) -> None:
    groups = page.findChild(GroupsList)
    assert groups is not None
    assert groups.lines.rowCount(QModelIndex()) == 3
    qtmodeltester.check(groups.lines)  # type: ignore[attr-defined]
