"""The Rules page, by what is seen on it and pressed."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from app.models import PolicyValue
from app.rules.catalogue import RULES
from app.ui.kit.desk import Desk
from app.ui.kit.look import Look
from app.ui.rulebook.page import RulesPage
from app.ui.rulebook.reading import RuleSheet
from tests.factories import NOW, SmallCentre
from tests.recorded import record_breaches

Settled = Callable[[Desk], None]


@pytest.fixture
def open_page(desk: Desk, settled: Settled, qtbot: QtBot) -> Callable[[], RulesPage]:
    """Opens the administrator's page and waits until it is loaded."""

    def open_page() -> RulesPage:
        page = RulesPage(desk)
        qtbot.addWidget(page)
        page.resize(1100, 700)
        page.show()
        settled(desk)
        return page

    return open_page


def read(page: RulesPage) -> list[str]:
    """Every text of the rule that is shown."""
    sheet = page.findChild(RuleSheet)
    assert sheet is not None
    return [label.accessibleName() or label.text() for label in sheet.findChildren(QLabel)]


def shown(page: RulesPage) -> list[str]:
    """The ids in the contents that are not hidden."""
    return [
        rule_id
        for rule_id, item in page.contents._items.items()
        if not page.contents.isRowHidden(item.row(), item.parent().index())
    ]


def press(page: QWidget, text: str, qtbot: QtBot) -> None:
    button = next(each for each in page.findChildren(QPushButton) if each.text() == text)
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)


def test_the_first_rule_is_open_and_all_are_listed(open_page: Callable[[], RulesPage]) -> None:
    page = open_page()
    assert "Both team leaders consent" in read(page)
    assert shown(page) == list(RULES)


def test_a_rule_that_is_asked_for_is_shown_with_its_value(
    open_page: Callable[[], RulesPage],
) -> None:
    page = open_page()
    page.open_target("SWAP-2")
    texts = read(page)
    assert "Swaps for one person in a calendar month: at most 2." in texts
    assert "The rulebook's own value" in texts


def test_values_in_force_stand_in_the_text_with_their_history(
    centre: SmallCentre, open_page: Callable[[], RulesPage]
) -> None:
    with centre.context.write() as session:
        for value, days in ((3, -30), (4, 30)):
            session.add(
                PolicyValue(
                    key="swap_monthly_limit", value=value, since=NOW + timedelta(days=days),
                    set_at=NOW - timedelta(days=40), set_by="0002", reason="busy season",
                )
            )  # fmt: skip
    page = open_page()
    page.open_target("SWAP-2")
    texts = read(page)
    assert "Swaps for one person in a calendar month: at most 3." in texts
    assert "since 15 September 2026, 09:00" in texts
    assert "From 14 November 2026, 09:00 on it will be 4." in texts
    assert "0002 · busy season" in texts
    assert "before that, the rulebook's own value" in texts


def test_what_we_read_into_the_source_is_set_apart(open_page: Callable[[], RulesPage]) -> None:
    page = open_page()
    page.open_target("LEAVE-4")
    assert "Our reading" in read(page)


def test_a_rule_says_whether_the_program_enforces_it(open_page: Callable[[], RulesPage]) -> None:
    page = open_page()
    page.open_target("ESC-1")
    assert "Not enforced by the program yet: people see to it." in read(page)
    page.open_target("SWAP-2")
    assert "Enforced by the program. Findings that you may see: none." in read(page)


def test_the_findings_of_a_rule_are_counted_and_opened(
    centre: SmallCentre, open_page: Callable[[], RulesPage], desk: Desk, qtbot: QtBot
) -> None:
    record_breaches(centre)
    page = open_page()
    page.open_target("ATT-2")
    assert "Enforced by the program. Findings that you may see: 2." in read(page)
    with qtbot.waitSignal(desk.page_asked) as asked:
        press(page, "Show them", qtbot)
    assert asked.args == ["findings", "ATT-2"]


def test_rules_that_a_rule_names_are_linked(
    open_page: Callable[[], RulesPage], qtbot: QtBot
) -> None:
    page = open_page()
    page.open_target("SWAP-10")
    press(page, "ATT-4", qtbot)
    assert "Never arrived" in read(page)


def test_search_keeps_what_says_every_word(
    open_page: Callable[[], RulesPage], qtbot: QtBot
) -> None:
    page = open_page()
    qtbot.keyClicks(page.search, "night circumstances")
    assert shown(page) == ["LEAVE-6"]
    assert "No leave on night shifts" in read(page)
    qtbot.keyClicks(page.search, " bicycle")
    assert shown(page) == []
    assert page._nothing.isVisible()


@pytest.fixture
def chinese(look: Look) -> Iterator[None]:
    look.choose_language("zh_CN")
    yield
    look.choose_language("en")


@pytest.mark.usefixtures("chinese")
def test_the_rulebook_reads_in_chinese(open_page: Callable[[], RulesPage]) -> None:
    page = open_page()
    page.open_target("SWAP-2")
    assert "每人每个自然月换班最多2次。" in read(page)
    page.search.setText("夜班 特殊情况")
    assert shown(page) == ["LEAVE-6"]
