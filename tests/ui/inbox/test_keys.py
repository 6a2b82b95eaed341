"""The Inbox under the hand: the keys decide at once, and what is kept is one line."""

from __future__ import annotations

from collections.abc import Callable
from threading import Event

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from app.context import Context
from app.reading.requests.opening import open_request
from app.reading.requests.view import RequestView
from app.rules.requests import RequestRef
from app.rules.vocabulary import SwapStatus
from tests.factories import SmallCentre
from tests.ui.inbox.test_inbox_page import (  # noqa: F401 - inbox_of is a fixture
    Inbox,
    inbox_of,
    offered,
    the_swap,
)

InboxOf = Callable[[str], Inbox]


def test_ctrl_enter_says_yes_right_after_the_inbox_is_opened(
    centre: SmallCentre,
    inbox_of: InboxOf,  # noqa: F811
) -> None:
    no = offered(centre)
    inbox = inbox_of("1002")
    QTest.keyClick(inbox.page.list, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    inbox.desk.holding.send()
    inbox.settle()
    assert the_swap(centre, no).status is SwapStatus.AGREED
    assert not inbox.desk.actions.qaction("inbox.approve").isEnabled()


def test_a_request_that_is_read_late_does_not_come_back_with_buttons_once_it_is_decided(
    centre: SmallCentre,
    inbox_of: InboxOf,  # noqa: F811
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    no = offered(centre)
    inbox = inbox_of("1002")
    decided = Event()

    def read_late(ctx: Context, ref: RequestRef) -> RequestView:
        view = open_request(ctx, ref)
        assert decided.wait(20)
        return view

    monkeypatch.setattr("app.ui.inbox.page.open_request", read_late)
    QTest.keyClick(inbox.page.list, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    inbox.desk.holding.send()
    inbox.qtbot.waitUntil(lambda: inbox.says("Nothing waits for you"))
    decided.set()
    inbox.settle()
    assert the_swap(centre, no).status is SwapStatus.AGREED
    assert not inbox.desk.actions.qaction("inbox.approve").isEnabled()
    assert inbox.says("Nothing waits for you")


def test_ctrl_shift_enter_asks_for_the_reason_of_a_no_right_away(
    centre: SmallCentre,
    inbox_of: InboxOf,  # noqa: F811
) -> None:
    offered(centre)
    inbox = inbox_of("1002")
    keys = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier
    QTest.keyClick(inbox.page.list, Qt.Key.Key_Return, keys)
    inbox.settle()
    assert inbox.says("Say why you decline; those who asked will read it.")


def test_rules_that_are_kept_are_one_line_until_it_is_pressed(
    centre: SmallCentre,
    inbox_of: InboxOf,  # noqa: F811
) -> None:
    offered(centre)
    inbox = inbox_of("1002")
    assert not inbox.says("0 of 2 swaps in October 2026")
    inbox.press("9 rules looked at, all kept")
    assert inbox.says("0 of 2 swaps in October 2026")
