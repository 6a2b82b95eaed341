"""The sheet before a store that is silent: a line stands as it stood, and says why."""

from __future__ import annotations

from dataclasses import replace
from functools import partial

import pytest
from PySide6.QtCore import Qt

from tests.ui.attendance.conftest import Seat
from tests.ui.outages import FrailStore

WORDS = "Nothing was recorded: the server does not answer. Record it again once it does."


@pytest.fixture
def dialogs(leader: Seat) -> list[Exception]:
    heard: list[Exception] = []
    leader.desk.tasks.failed.connect(heard.append)
    return heard


@pytest.fixture
def store(leader: Seat) -> FrailStore:
    made = FrailStore(leader.desk.ctx.store)
    leader.desk.tasks.context = replace(leader.desk.ctx, store=made)
    return made


def answers(leader: Seat, store: FrailStore) -> None:
    store.silent = False
    leader.desk.tasks.outage.end()
    leader.settle()


def reads(leader: Seat, no: str) -> bool:
    return WORDS in leader.shown(no)


def does(leader: Seat, action: str) -> None:
    leader.desk.actions.qaction(action).trigger()
    leader.settle()


def test_what_is_not_recorded_is_not_shown_as_recorded(
    leader: Seat, store: FrailStore, dialogs: list[Exception]
) -> None:
    store.silent = True
    for no in ("1000", "1001"):  # the first meets the silence, the second is refused for it
        leader.on(no)
        leader.press(Qt.Key.Key_A)
        leader.qtbot.waitUntil(partial(reads, leader, no))
        assert leader.state(no) == []
    assert dialogs == []
    answers(leader, store)
    assert leader.state("1000") == []
    leader.on("1000")
    leader.press(Qt.Key.Key_A)
    assert leader.state("1000") == ["Absent"]


def test_what_could_not_be_undone_meanwhile_can_be_afterwards(
    leader: Seat, store: FrailStore, dialogs: list[Exception]
) -> None:
    leader.on("1000")
    leader.press(Qt.Key.Key_A)
    for silent in (True, False):  # it is met by the undoing, or stands over the pages before
        store.silent = silent
        if not silent:
            leader.desk.tasks.outage.begin()
        does(leader, "attendance.undo")
        leader.qtbot.waitUntil(lambda: leader.page.work.can_undo())
        assert leader.state("1000") == ["Absent"]
    answers(leader, store)
    does(leader, "attendance.undo")
    assert (leader.state("1000"), dialogs) == ([], [])
    does(leader, "attendance.redo")
    assert leader.state("1000") == ["Absent"]
