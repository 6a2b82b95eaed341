"""Typing into the roster before a store that is silent: what is not entered is not shown so."""

from __future__ import annotations

from dataclasses import dataclass, field, replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest

from app.errors import Unsure
from app.rules.vocabulary import msg
from app.ui.kit.unsaved import unsaved_in
from tests.ui.outages import FrailStore
from tests.ui.roster.conftest import Seat

NOT_ENTERED = "Nothing was entered: the server does not answer. Type it again once it does."


@dataclass
class TornStore(FrailStore):
    """It falls silent at the commit, and nobody knows whether that was done."""

    torn: list[Unsure] = field(default_factory=list)

    def answer(self) -> None:
        if self.torn:
            raise self.torn[0]
        super().answer()


@pytest.fixture
def store(head: Seat) -> TornStore:
    made = TornStore(head.desk.ctx.store)
    head.desk.tasks.context = replace(head.desk.ctx, store=made)
    return made


def falls_silent(head: Seat, store: FrailStore) -> None:
    store.silent = True
    head.desk.tasks.reread()
    head.settle()
    assert head.desk.tasks.outage.lasts


def answers(head: Seat, store: FrailStore) -> None:
    store.silent = False
    head.desk.tasks.outage.end()
    head.settle()


def test_cells_that_meet_the_silence_go_back_at_once_with_one_word(
    head: Seat, store: FrailStore
) -> None:
    store.silent = True
    head.at("1001", 5)
    QTest.keyClicks(head.grid, "enl")
    head.settle()
    assert head.row("1001", 5, 7) == ["L", "N", "N"]
    assert "published is" not in head.hears("1001", 5)
    assert (set(head.said), head.failures) == ({NOT_ENTERED}, [])
    answers(head, store)
    assert head.row("1001", 5, 7) == ["L", "N", "N"]
    head.at("1001", 5)
    head.type("e")
    assert head.sees("1001", 5) == "E"


def test_what_was_typed_twice_into_a_cell_goes_back_to_what_stands(
    head: Seat, store: FrailStore
) -> None:
    store.silent = True
    for code in "en":
        head.at("1001", 5)
        QTest.keyClicks(head.grid, code)
    assert head.sees("1001", 5) == "N"
    head.settle()
    assert head.sees("1001", 5) == "L"


def test_while_it_lasts_nothing_typed_pasted_or_filled_is_shown(
    head: Seat, store: FrailStore
) -> None:
    falls_silent(head, store)
    head.at("1001", 5)
    QTest.keyClicks(head.grid, "e")
    assert head.sees("1001", 5) == "L"
    QGuiApplication.clipboard().setText("E")
    head.at("1001", 6)
    head.press(Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    assert head.sees("1001", 6) == "N"
    assert head.said == [NOT_ENTERED, NOT_ENTERED]
    assert (head.failures, unsaved_in(head.window)) == ([], [])


def test_what_was_entered_before_can_be_undone_after_it(head: Seat, store: FrailStore) -> None:
    head.at("1001", 5)
    head.type("e")
    falls_silent(head, store)
    head.does("roster.undo")
    assert head.said == [NOT_ENTERED]
    assert head.sees("1001", 5) == "E"
    answers(head, store)
    head.does("roster.undo")
    assert head.sees("1001", 5) == "L"


def test_an_edit_of_what_is_published_goes_on_waiting_with_its_reason(
    head: Seat, store: FrailStore
) -> None:
    head.page.layers.chosen.emit(False)
    head.settle()
    head.at("1001", 5)
    head.type("e")
    falls_silent(head, store)
    QTest.keyClicks(head.page.reason._field, "sick")
    head.page.reason._take.click()
    head.settle()
    assert head.said == [NOT_ENTERED]
    assert [one.text for one in unsaved_in(head.window)] == ["E"]
    answers(head, store)
    assert head.page.reason._field.text() == "sick"
    head.page.reason._take.click()
    head.settle()
    assert (head.sees("1001", 5), unsaved_in(head.window)) == ("E", [])


def test_what_may_be_written_goes_back_too_and_is_told_in_full(
    head: Seat, store: TornStore
) -> None:
    store.torn.append(Unsure(msg("Whether it was done is not known."), msg("Look again.")))
    head.at("1001", 5)
    QTest.keyClicks(head.grid, "e")
    head.settle()
    assert head.sees("1001", 5) == "L"
    assert [type(one) for one in head.failures] == [Unsure]
    store.torn.clear()
    answers(head, store)
    assert head.sees("1001", 5) == "L"
