"""The form of a leave before a store that is silent: it says there that it was not sent."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from tests.ui.leave.conftest import Shown
from tests.ui.outages import FrailStore


def test_a_leave_that_was_not_sent_says_so_and_can_be_sent_afterwards(
    shown_to: Callable[[str], Shown],
) -> None:
    shown = shown_to("1002")
    shown.ask(20)
    sheet = shown.page.ask
    store = FrailStore(shown.desk.ctx.store)
    shown.desk.tasks.context = replace(shown.desk.ctx, store=store)
    store.silent = True
    shown.send()
    assert sheet.state.text().startswith("Nothing was changed: the server does not answer")
    assert (shown.errors, shown.toasts) == ([], [])
    assert sheet.form.reason.toPlainText() == "家中有事"
    store.silent = False
    shown.desk.tasks.outage.end()
    shown.settle()
    assert sheet.send.isEnabled()
    shown.send()
    assert shown.toasts[-1].endswith("was filed")
