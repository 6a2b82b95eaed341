"""The palette: everything that can be done here, found by a few letters."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit, QListView, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from app.rules.vocabulary import msg
from app.text.pinyin import initials
from app.ui.kit import pages
from app.ui.kit.actions import Action, Actions
from app.ui.kit.fuzzy import score
from app.ui.kit.look import Look
from app.ui.shell.command_palette import CommandPalette

GROUP = msg("View")


def best(typed: str, *titles: str) -> list[str]:
    fits = {title: fit for title in titles if (fit := score(typed, title)) is not None}
    return sorted(fits, key=lambda title: -fits[title])


def test_letters_must_all_occur_in_order() -> None:
    assert score("pbl", "Publish") is not None
    assert score("lbp", "Publish") is None
    assert score("publishx", "Publish") is None


def test_what_was_typed_as_it_is_comes_before_scattered_letters() -> None:
    assert best("lock", "Look for a checklist", "Lock") == ["Lock", "Look for a checklist"]


def test_beginnings_of_words_weigh_more() -> None:
    assert best("dc", "Dark colours", "Product code")[0] == "Dark colours"


def test_case_and_blanks_do_not_matter() -> None:
    assert score("DARK  col", "Dark colours") == score("darkcol", "dark COLOURS")


def test_chinese_is_found_by_any_of_its_characters() -> None:
    assert best("排班", "打开排班表", "检查结果") == ["打开排班表"]
    assert score("排表", "打开排班表") is not None


def test_nothing_typed_fits_everything_alike() -> None:
    assert score("", "A") == score("  ", "B") == 0


class Place:
    """A window with a palette over a few actions."""

    def __init__(self, qtbot: QtBot) -> None:
        self.done: list[str] = []
        self.window = QWidget()
        qtbot.addWidget(self.window)
        self.window.resize(800, 600)
        layout = QVBoxLayout(self.window)
        self.field = QLineEdit()
        layout.addWidget(self.field)
        self.actions = Actions(self.window)
        self.palette = CommandPalette(self.window, self.actions)
        self.window.show()

    def add(self, key: str, title: str, **more: object) -> None:
        def act() -> None:
            self.done.append(key)

        self.actions.add([Action(key, msg(title), act, GROUP, **more)], self.window)  # type: ignore[arg-type]

    @property
    def offers(self) -> list[str]:
        view = self.palette.findChild(QListView)
        assert isinstance(view, QListView)
        return [view.model().index(row, 0).data() for row in range(view.model().rowCount())]


@pytest.fixture
def place(qtbot: QtBot, look: Look) -> Place:
    made = Place(qtbot)
    made.add("lock", "Lock")
    made.add("dark", "Dark colours", words="深色")
    made.add("light", "Light colours")
    return made


def type_into(place: Place, qtbot: QtBot, text: str) -> QLineEdit:
    field = place.palette.findChild(QLineEdit)
    assert isinstance(field, QLineEdit)
    qtbot.keyClicks(field, text)
    return field


def test_it_offers_everything_and_then_what_fits(place: Place, qtbot: QtBot) -> None:
    place.palette.open_palette()
    assert place.offers == ["Lock", "Dark colours", "Light colours"]
    type_into(place, qtbot, "col")
    assert place.offers == ["Dark colours", "Light colours"]


def test_enter_does_what_is_marked_and_closes(place: Place, qtbot: QtBot) -> None:
    place.palette.open_palette()
    field = type_into(place, qtbot, "col")
    qtbot.keyClick(field, Qt.Key.Key_Down)
    qtbot.keyClick(field, Qt.Key.Key_Return)
    assert place.done == ["light"]
    assert not place.palette.isVisible()


def test_the_mark_goes_round(place: Place, qtbot: QtBot) -> None:
    place.palette.open_palette()
    field = type_into(place, qtbot, "")
    qtbot.keyClick(field, Qt.Key.Key_Up)
    qtbot.keyClick(field, Qt.Key.Key_Return)
    assert place.done == ["light"]


def test_escape_does_nothing_and_gives_the_keys_back(place: Place, qtbot: QtBot) -> None:
    place.field.setFocus()
    place.palette.open_palette()
    field = type_into(place, qtbot, "lock")
    qtbot.keyClick(field, Qt.Key.Key_Escape)
    assert place.done == []
    assert not place.palette.isVisible()
    assert place.window.focusWidget() is place.field


def test_it_is_found_by_its_other_words(place: Place, qtbot: QtBot) -> None:
    place.palette.open_palette()
    type_into(place, qtbot, "").insert("深")  # as an input method does it
    assert place.offers == ["Dark colours"]


def test_what_is_not_allowed_is_not_offered(place: Place, qtbot: QtBot) -> None:
    place.add("delete", "Delete", allowed=lambda: False)
    place.add("undo", "Undo", enabled=lambda: False)
    place.palette.open_palette()
    assert not {"Delete", "Undo"} & set(place.offers)


def test_nothing_that_fits_is_said(place: Place, qtbot: QtBot) -> None:
    place.palette.open_palette()
    field = type_into(place, qtbot, "zzz")
    assert place.offers == []
    qtbot.keyClick(field, Qt.Key.Key_Return)
    assert place.palette.isVisible()


def test_two_actions_of_one_name_are_a_bug(place: Place) -> None:
    with pytest.raises(ValueError, match="two actions"):
        place.add("lock", "Lock again")


def test_actions_go_with_their_widget(place: Place, qtbot: QtBot) -> None:
    from shiboken6 import delete

    page = QWidget(place.window)
    place.actions.add([Action("page.do", msg("Do"), lambda: None, GROUP)], page)
    page.show()
    assert "page.do" in [action.key for action, _made in place.actions.offered()]
    page.hide()
    assert "page.do" not in [action.key for action, _made in place.actions.offered()]
    delete(page)
    place.actions.refresh()
    assert "page.do" not in [action.key for action, _made in place.actions.offered()]


def test_in_chinese_it_is_found_in_english_and_by_the_first_letters_of_its_sounds(
    qtbot: QtBot, look: Look
) -> None:
    look.choose_language("zh_CN")
    place = Place(qtbot)
    place.add("roster", "Roster")
    place.add("rules", "Rules")
    place.palette.open_palette()
    assert place.offers == ["排班表", "规章"]
    field = type_into(place, qtbot, "rost")
    assert place.offers == ["排班表"]
    field.clear()
    type_into(place, qtbot, "gz")
    assert place.offers == ["规章"]


def test_the_first_letters_of_common_characters_are_known_and_others_are_kept() -> None:
    assert initials("排班表") == "pbb"
    assert initials("啊座 Ctrl+K ⇄…") == "az Ctrl+K ⇄…"


def test_it_is_no_taller_than_what_it_offers(place: Place, qtbot: QtBot) -> None:
    place.palette.open_palette()
    tall = place.palette.height()
    type_into(place, qtbot, "lock")
    assert place.palette.height() < tall


@pytest.mark.parametrize("typed", ["登记", "djb", "投诉", "complaints", "visitors"])
def test_a_page_is_found_by_what_else_it_may_be_called(qtbot: QtBot, typed: str) -> None:
    """The registers, under More pages for an agent, whatever they look for."""
    place = Place(qtbot)
    registers = pages.entry("registers")
    place.add("go.registers", registers.title.msgid, words=registers.words)
    place.add("go.roster", "Roster")
    place.palette.open_palette()
    field = place.palette.findChild(QLineEdit)
    assert isinstance(field, QLineEdit)
    field.setText(typed)
    assert place.offers[0] == "Registers"
