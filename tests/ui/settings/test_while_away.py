"""The settings before a store that is silent: what is set goes back, what is typed stays."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import time

from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from app.reading.keeping.idle_limit import idle_limit
from app.services.keeping.shifts import ShiftDetails, add_shift
from app.ui.kit.desk import Desk
from app.ui.settings.needs import NeedsSection
from app.ui.settings.store import StoreSection
from tests.services.people.centre import Centre
from tests.ui.outages import FrailStore

Settled = Callable[[Desk], None]
DeskAt = Callable[[str], Desk]
NOTHING = "Nothing was changed: the server does not answer"


def frail(desk: Desk) -> FrailStore:
    store = FrailStore(desk.ctx.store)
    desk.tasks.context = replace(desk.ctx, store=store)
    return store


def shown(section: NeedsSection | StoreSection, settled: Settled, qtbot: QtBot) -> list[str]:
    """Its words, as they come in short."""
    qtbot.addWidget(section)
    section.show()
    section.populate()
    settled(section.desk)
    said: list[str] = []
    section.desk.said.connect(lambda text, _tone: said.append(text))
    return said


def test_a_number_that_is_set_at_once_goes_back_and_says_why(
    staffed: Centre, desk_at: DeskAt, settled: Settled, qtbot: QtBot
) -> None:
    section = StoreSection(desk_at("admin"))
    said = shown(section, settled, qtbot)
    store = frail(section.desk)
    store.silent = True
    for minutes in (7, 9):  # the first meets the silence, the second is refused for it
        section.idle.setValue(minutes)
        qtbot.keyClick(section.idle, Qt.Key.Key_Return)
        qtbot.waitUntil(lambda: section.idle.value() == 15)
    settled(section.desk)
    assert len(said) == 2
    assert all(line.startswith(NOTHING) for line in said)
    assert not section.holds_input()
    assert idle_limit(staffed.keeper) == 15


def test_needs_that_were_not_saved_stay_as_they_were_typed(
    staffed: Centre, desk_at: DeskAt, settled: Settled, qtbot: QtBot
) -> None:
    add_shift(staffed.keeper, ShiftDetails("E", "E", time(7, 30), time(15, 30)))
    section = NeedsSection(desk_at("head"))
    said = shown(section, settled, qtbot)
    store = frail(section.desk)
    field = next(iter(section.cells.values()))
    field.setValue(7)
    store.silent = True
    section.save.click()
    settled(section.desk)
    qtbot.waitUntil(lambda: bool(said))
    assert said[0].startswith(NOTHING)
    assert (field.value(), section.holds_input(), len(section.unsaved())) == (7, True, 1)
    store.silent = False
    section.desk.tasks.outage.end()
    settled(section.desk)
    section.save.click()
    settled(section.desk)
    assert (field.value(), said[-1]) == (7, "Saved.")
