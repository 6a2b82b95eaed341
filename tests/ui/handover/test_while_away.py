"""The log before a store that is silent: what is written stays where it was typed."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest
from PySide6.QtCore import Qt

from app.errors import StoreSilent
from app.rules.vocabulary import Section
from app.ui.kit.unsaved import unsaved_in
from tests.ui.handover.conftest import Colleague, Seat
from tests.ui.outages import FrailStore


@pytest.fixture
def leader(seat_of: Callable[..., Seat]) -> Seat:
    return seat_of("1000")


@pytest.fixture
def store(leader: Seat) -> FrailStore:
    made = FrailStore(leader.desk.ctx.store)
    leader.desk.tasks.context = replace(leader.desk.ctx, store=made)
    return made


def answers(leader: Seat, store: FrailStore) -> None:
    store.silent = False
    leader.desk.tasks.outage.end()
    leader.settle()


def test_a_note_that_was_not_taken_stands_in_its_field(leader: Seat, store: FrailStore) -> None:
    leader.type("the printer is out")
    store.silent = True
    leader.press(Qt.Key.Key_Return)
    entry = leader.section(Section.EQUIPMENT).entry
    assert entry.value().text == "the printer is out"
    assert {type(error) for error in leader.failed} == {StoreSilent}, "a short word in the window"
    assert leader.texts(Section.EQUIPMENT) == []
    assert [one.text for one in unsaved_in(leader.page)] == ["the printer is out"]
    answers(leader, store)
    assert entry.value().text == "the printer is out"
    entry.text.setFocus()
    leader.press(Qt.Key.Key_Return)
    assert leader.texts(Section.EQUIPMENT) == ["the printer is out"]
    assert unsaved_in(leader.page) == []


def test_words_to_an_item_that_were_not_taken_are_kept_as_a_draft(
    leader: Seat, store: FrailStore, colleague: Callable[[str], Colleague]
) -> None:
    colleague("2000").item("headset 14 is dead")
    leader.page.populate()
    leader.settle()
    (line,) = leader.lines(Section.EQUIPMENT)
    line.setFocus()
    line.do(next(deed for deed in line.shown.deeds if deed.asked))
    leader.type("changed for a new one")
    store.silent = True
    leader.press(Qt.Key.Key_Return)
    leader.qtbot.waitUntil(lambda: bool(leader.failed))
    assert line.words() == "changed for a new one"
    assert "changed for a new one" in [one.text for one in unsaved_in(leader.page)]
    answers(leader, store)
    leader.page.work.keeper.flush()
    leader.settle()
    assert unsaved_in(leader.page) == []
    assert line.words() == "changed for a new one"
