"""The day's log before a store that is silent: what was not kept stays in its fields."""

from __future__ import annotations

from dataclasses import replace

from tests.services.duties.desk import LEADER_A
from tests.ui.duties.test_duties_page import Open, open_at  # noqa: F401 - open_at is a fixture
from tests.ui.outages import FrailStore


def test_a_log_that_was_not_kept_stays_typed_when_all_is_read_anew(
    open_at: Open,  # noqa: F811
) -> None:
    shown = open_at(LEADER_A)
    desk, log = shown.page.desk, shown.page.log
    shown.page.show_tab("log")
    shown.settle()
    store = FrailStore(desk.ctx.store)
    desk.tasks.context = replace(desk.ctx, store=store)
    dialogs: list[Exception] = []
    desk.tasks.failed.connect(dialogs.append)
    shown.qtbot.keyClicks(log.system, "Queue slow")
    store.silent = True
    log.save.click()
    shown.settle()
    assert len(dialogs) == 1, "a short word in the window"
    assert log.holds_input()
    store.silent = False
    desk.tasks.outage.end()
    shown.settle()
    assert log.system.toPlainText() == "Queue slow"
    log.save.click()
    shown.settle()
    assert shown.toasts == ["The log is kept."]
    assert not log.holds_input()
    assert log.system.toPlainText() == "Queue slow"
