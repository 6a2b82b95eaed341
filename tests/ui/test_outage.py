"""A server that does not answer: one quiet banner, nothing lost, and all read anew afterwards."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import partial

import pytest
from PySide6.QtWidgets import QLineEdit
from pytestqt.qtbot import QtBot

from app.context import Context
from app.errors import AppError, StoreSilent
from app.rules.deeds import Deed
from app.text import say
from app.ui.kit.desk import Desk
from app.ui.kit.holding import Held
from app.ui.kit.page import Page
from app.ui.work.outage import AFTER_S
from app.ui.work.tasks import Change
from tests.ui.outages import FrailStore

Settled = Callable[[Desk], None]


class Reader(Page):
    """A page that counts how often it has read something."""

    key = "today"

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self.field = QLineEdit()
        self.body.addWidget(self.field)
        self.shown = 0

    def populate(self) -> None:
        self.desk.tasks.query(partial(last_deed), self.take)

    def take(self, _found: object) -> None:
        self.shown += 1

    def holds_input(self) -> bool:
        return bool(self.field.text())


def last_deed(ctx: Context) -> None:
    with ctx.read():
        pass


def a_change(ctx: Context) -> None:
    with ctx.write() as session:
        ctx.audit(session, Deed.DEPARTMENT_ADD, "department:1")


@pytest.fixture
def frail(context: Context) -> FrailStore:
    return FrailStore(context.store)


@pytest.fixture
def desk(frail: FrailStore, desk: Desk) -> Desk:
    """The administrator's, in a store that may fall silent."""
    desk.tasks.context = replace(desk.ctx, store=frail)
    return desk


@pytest.fixture
def page(desk: Desk, qtbot: QtBot, settled: Settled) -> Reader:
    made = Reader(desk)
    qtbot.addWidget(made)
    made.show()
    settled(desk)
    return made


@pytest.fixture
def told(desk: Desk) -> list[Exception]:
    """What the window would open a dialog for."""
    heard: list[Exception] = []
    desk.tasks.failed.connect(heard.append)
    return heard


def next_try(desk: Desk) -> int:
    """Let the seconds until the next try go by; how many they were."""
    timer = desk.tasks.outage._timer
    assert timer.isActive()
    waited = timer.interval() // 1000
    timer.stop()
    timer.timeout.emit()
    return waited


# -- what is read ------------------------------------------------------------------------------


def test_reading_in_the_background_fails_without_a_word(
    desk: Desk, frail: FrailStore, page: Reader, told: list[Exception], settled: Settled
) -> None:
    frail.silent = True
    desk.tasks.reread()
    settled(desk)
    assert desk.tasks.outage.lasts
    assert (page.shown, told) == (1, [])


def test_whoever_takes_errors_is_not_told_of_the_silence_either(
    desk: Desk, frail: FrailStore, told: list[Exception], settled: Settled
) -> None:
    taken: list[AppError] = []
    frail.silent = True
    desk.tasks.query(last_deed, lambda _none: None, failed=taken.append)
    settled(desk)
    assert (taken, told) == ([], [])


def test_nothing_is_asked_of_a_silent_store_but_by_the_tries(
    desk: Desk, frail: FrailStore, page: Reader, settled: Settled
) -> None:
    desk.tasks.outage.begin()
    for _ in range(3):
        desk.tasks.reread()
        settled(desk)
    assert page.shown == 1


def test_what_was_asked_meanwhile_is_read_once_the_store_answers(
    desk: Desk, frail: FrailStore, settled: Settled
) -> None:
    found: list[str] = []

    def first(ctx: Context) -> str:
        last_deed(ctx)
        return "first"

    frail.silent = True
    desk.tasks.query(first, lambda text: found.append(text))
    settled(desk)
    desk.tasks.query(lambda _ctx: "meanwhile", lambda text: found.append(text))
    settled(desk)
    assert found == []
    frail.silent = False
    next_try(desk)
    settled_row(desk, settled)
    assert sorted(found) == ["first", "meanwhile"]


def test_of_what_is_asked_twice_meanwhile_the_newer_is_read(
    desk: Desk, page: Reader, settled: Settled
) -> None:
    desk.tasks.outage.begin()
    for _ in range(3):
        desk.tasks.query(last_deed, page.take)
    desk.tasks.query(last_deed, page.take)
    desk.tasks.forget(page.take)
    desk.tasks.query(last_deed, page.take)
    assert len(desk.tasks._put_off) == 1


# -- what is changed ---------------------------------------------------------------------------


def test_ones_own_command_that_meets_the_silence_says_so_once(
    desk: Desk, frail: FrailStore, told: list[Exception], settled: Settled
) -> None:
    frail.silent = True
    desk.tasks.command(a_change)
    settled(desk)
    assert [type(one) for one in told] == [StoreSilent]
    desk.tasks.command(a_change)
    settled(desk)
    assert len(told) == 1, "from then on the banner says it"


def test_meanwhile_a_change_is_refused_where_it_was_asked_for(
    desk: Desk, frail: FrailStore, told: list[Exception], settled: Settled, qtbot: QtBot
) -> None:
    refused: list[AppError] = []
    toasts: list[object] = []
    desk.tasks.outage.refused.connect(toasts.append)
    frail.silent = True
    desk.tasks.outage.begin()
    desk.tasks.command(a_change, failed=refused.append)
    assert refused == [], "not before the asker has returned"
    qtbot.waitUntil(lambda: bool(refused))
    desk.tasks.command(a_change)
    desk.tasks.long("Import", lambda ctx, _task: a_change(ctx))
    desk.tasks.command(a_change, unasked=True)
    assert say(refused[0].message).startswith("Nothing was changed")
    assert (len(toasts), told) == (2, [])


def test_who_asks_for_a_change_has_it_looked_at_whether_the_store_answers(
    desk: Desk, frail: FrailStore, settled: Settled, qtbot: QtBot
) -> None:
    desk.tasks.outage.begin()
    desk.tasks.command(a_change)
    qtbot.waitUntil(lambda: not desk.tasks.outage.lasts)
    settled(desk)


def test_what_nobody_pressed_for_is_dropped_without_a_word(
    desk: Desk, frail: FrailStore, told: list[Exception], settled: Settled
) -> None:
    frail.silent = True
    done: list[object] = []
    desk.tasks.command(a_change, done.append, unasked=True)
    settled(desk)
    assert (done, told) == ([], [])
    assert desk.tasks.outage.lasts


def test_reading_that_fails_after_a_change_never_says_that_nothing_was_changed(
    desk: Desk, frail: FrailStore, page: Reader, told: list[Exception], settled: Settled
) -> None:
    done: list[object] = []

    def change(ctx: Context) -> None:
        a_change(ctx)
        frail.silent = True

    desk.tasks.command(change, done.append)
    settled(desk)
    assert desk.tasks.outage.lasts, "the page was read again, in vain"
    assert (done, told) == ([None], [])


def test_what_reads_after_its_own_commit_says_that_it_is_done(
    desk: Desk, frail: FrailStore, told: list[Exception], settled: Settled
) -> None:
    refused: list[AppError] = []

    def change_and_look(ctx: Context) -> None:
        a_change(ctx)
        frail.silent = True
        last_deed(ctx)

    desk.tasks.command(change_and_look, failed=refused.append)
    settled(desk)
    frail.silent = False
    desk.tasks.outage.end()
    settled(desk)
    desk.tasks.long("Import", lambda ctx, _task: change_and_look(ctx))
    settled(desk)
    assert isinstance(told[0], AppError)
    for error in (*refused, told[0]):
        assert say(error.message).startswith("What you did is written")
    assert (len(refused), len(told)) == (1, 1)


def test_a_decision_that_is_held_is_put_back_and_never_sent(
    desk: Desk, told: list[Exception], settled: Settled
) -> None:
    done: list[object] = []
    back: list[str] = []
    held = Held(
        "S-1", "Approved", "", a_change, desk, done.append, told.append, lambda: back.append("S-1")
    )
    desk.holding.hold(held)
    desk.tasks.outage.begin()
    assert (desk.holding.held, desk.holding.keys, back) == (None, [], ["S-1"])
    assert not desk.holding._timer.isActive()
    desk.tasks.outage.end()
    desk.holding.send()
    settled(desk)
    assert (done, told) == ([], [])


# -- the tries ---------------------------------------------------------------------------------


def test_it_is_tried_after_1_2_5_10_and_then_each_30_seconds(
    desk: Desk, frail: FrailStore, settled: Settled
) -> None:
    frail.silent = True
    desk.tasks.outage.begin()
    waited = []
    for _ in range(7):
        waited.append(next_try(desk))
        settled_row(desk, settled)
    assert waited == [*AFTER_S, 30, 30]
    assert frail.opened == 0, "the store that was opened is looked for first"


def settled_row(desk: Desk, settled: Settled) -> None:
    """Until the row of the commands is through, which keeps nobody busy."""
    passed: list[object] = []
    desk.tasks.write(lambda: None, passed.append, None)
    while not passed:
        settled(desk)


def test_try_now_waits_no_longer(desk: Desk, frail: FrailStore, settled: Settled) -> None:
    desk.tasks.outage.begin()
    desk.tasks.outage.try_now()
    settled_row(desk, settled)
    assert not desk.tasks.outage.lasts


def test_on_return_the_watch_comes_first_and_then_all_is_read_anew(
    desk: Desk, frail: FrailStore, page: Reader, settled: Settled
) -> None:
    order: list[object] = []
    desk.tasks.outage.ended.connect(lambda: order.append(("ended", frail.opened)))
    desk.tasks.changed.connect(lambda change: order.append(change))
    desk.tasks.outage.begin()
    next_try(desk)
    settled_row(desk, settled)
    settled(desk)
    assert order == [Change(own=False), ("ended", 1)]
    assert page.shown == 2
    desk.tasks.command(a_change)
    settled(desk)
    assert page.shown == 3, "changes are taken again"


def test_what_is_typed_stays_when_all_is_read_anew(
    desk: Desk, page: Reader, settled: Settled
) -> None:
    page.field.setText("half a sen")
    desk.tasks.outage.begin()
    next_try(desk)
    settled_row(desk, settled)
    assert (page.field.text(), page.shown) == ("half a sen", 1)
    assert page._meanwhile.isVisible()
    page.field.clear()
    page._refresh()
