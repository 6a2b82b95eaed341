"""The centre's limit of idle minutes, where it is set and where it holds."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from app.reading.keeping.idle_limit import idle_limit
from app.services.keeping.store_settings import set_idle_limit
from app.services.seen import Seen
from app.ui.kit.desk import Desk
from app.ui.kit.look import Look
from app.ui.settings.store import StoreSection
from app.ui.settings.window import WindowSection
from tests.services.people.centre import Centre


def choices(section: WindowSection) -> list[str]:
    return [section.lock.itemText(at) for at in range(section.lock.count())]


def shown(
    kind: type[StoreSection] | type[WindowSection],
    desk: Desk,
    settled: Callable[[Desk], None],
    qtbot: QtBot,
) -> StoreSection | WindowSection:
    section = kind(desk)
    qtbot.addWidget(section)
    section.show()
    section.populate()
    settled(desk)
    return section


def test_the_administrator_sets_it_beside_the_backups(
    staffed: Centre,
    desk_at: Callable[[str], Desk],
    settled: Callable[[Desk], None],
    qtbot: QtBot,
) -> None:
    desk = desk_at("admin")
    section = shown(StoreSection, desk, settled, qtbot)
    assert isinstance(section, StoreSection)
    assert section.idle.value() == 15
    section.idle.setValue(7)
    assert section.holds_input()
    qtbot.keyClick(section.idle, Qt.Key.Key_Return)
    settled(desk)
    assert idle_limit(staffed.keeper) == 7


def test_who_comes_second_is_told_and_shown_what_holds(
    staffed: Centre,
    desk_at: Callable[[str], Desk],
    settled: Callable[[Desk], None],
    qtbot: QtBot,
) -> None:
    desk = desk_at("admin")
    section = shown(StoreSection, desk, settled, qtbot)
    assert isinstance(section, StoreSection)
    told: list[str] = []
    desk.said.connect(lambda text, _tone: told.append(text))
    set_idle_limit(staffed.keeper, 5, Seen(15))
    section.idle.setValue(30)
    qtbot.keyClick(section.idle, Qt.Key.Key_Return)
    settled(desk)
    assert "By now: 5 minutes" in told[-1]
    assert section.idle.value() == 5


def test_no_machine_may_choose_longer_or_never(
    staffed: Centre,
    desk_at: Callable[[str], Desk],
    settled: Callable[[Desk], None],
    look: Look,
    qtbot: QtBot,
) -> None:
    look.choose_lock_minutes(30)
    section = shown(WindowSection, desk_at("agent"), settled, qtbot)
    assert isinstance(section, WindowSection)
    assert choices(section)[-1] == "After 15 minutes"
    assert section.lock.value() == 15
    set_idle_limit(staffed.keeper, 3, Seen(15))
    section.populate()
    settled(section.desk)
    assert choices(section) == ["After 1 minute", "After 2 minutes", "After 3 minutes"]
    assert section.lock.value() == 3
