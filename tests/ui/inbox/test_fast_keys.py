"""Keys that are faster than the Inbox decide on nothing unseen, and every one is answered."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from app.rules.requests import RequestRef
from app.ui.inbox.clean import CleanDialog
from tests.factories import SmallCentre
from tests.ui.inbox.test_inbox_page import (  # noqa: F401 - inbox_of is a fixture
    Inbox,
    filed,
    inbox_of,
    the_leave,
)

CTRL = Qt.KeyboardModifier.ControlModifier


def test_a_key_before_the_next_is_shown_decides_nothing_and_says_so_and_taking_back_says_what(
    centre: SmallCentre,
    inbox_of: Callable[[str], Inbox],  # noqa: F811
) -> None:
    first, second = filed(centre, "1002", 20), filed(centre, "1003", 21)
    inbox = inbox_of("1000")
    said: list[str] = []
    inbox.desk.said.connect(lambda text, _tone: said.append(text))
    strip = inbox.page.strip
    assert strip is not None
    strip.yes.click()
    strip.yes.click()
    QTest.keyClick(inbox.page.list, Qt.Key.Key_Return, CTRL)
    early = "Nothing more was decided: the next request is not shown yet."
    assert said == [early, early]
    inbox.settle()
    held = inbox.desk.holding.held
    assert held is not None
    assert isinstance(held.key, RequestRef)
    assert held.key.no == first
    assert not the_leave(centre, second).steps

    QTest.keyClick(inbox.page.list, Qt.Key.Key_Z, CTRL)
    inbox.settle()
    assert said[-1] == f"Taken back: Approve: {first}"

    inbox.press("Approve all clean…")
    (dialog,) = inbox.page.findChildren(CleanDialog)
    dialog.submit.click()
    inbox.settle()
    heads = [(one.title, one.aside) for one in dialog.list.lines.lines if one.key is None]
    assert heads == [("Approved", "2")], "what is done is no longer told as to be done"
