"""The palette beyond the page that is shown: other pages' commands, people, requests, rules."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date

import pytest
from PySide6.QtWidgets import QLineEdit, QListView
from pytestqt.qtbot import QtBot

from app.context import Actor
from app.services.swaps.requests import file_swap
from app.ui.kit.desk import Desk
from app.ui.kit.look import Look
from app.ui.kit.pages import entries
from app.ui.leave.page import LeavePage
from app.ui.people.departments import DepartmentsDialog
from app.ui.shell.main_window import MainWindow
from app.ui.shell.workspace import Workspace
from tests.factories import SmallCentre
from tests.ui.rest import until_rest


class Seeker:
    """Somebody with the palette open in the window."""

    def __init__(self, window: MainWindow, desk: Desk, qtbot: QtBot) -> None:
        window.show_desk(desk, "Test centre", "/somewhere/centre.dutydesk")
        self.window, self.desk, self.qtbot = window, desk, qtbot
        self.waits()

    @property
    def workspace(self) -> Workspace:
        assert self.window.workspace is not None
        return self.window.workspace

    def waits(self) -> None:
        until_rest(self.qtbot, lambda: self.desk.tasks.idle)

    def types(self, typed: str) -> list[str]:
        palette = self.workspace.palette_over
        palette.open_palette()
        field, shown = palette.findChild(QLineEdit), palette.findChild(QListView)
        assert isinstance(field, QLineEdit)
        assert isinstance(shown, QListView)
        field.setText(typed)
        self.waits()
        model = shown.model()
        return [model.index(row, 0).data() for row in range(model.rowCount())]

    def takes(self, line: str, typed: str) -> None:
        """Types, and chooses that line."""
        row = self.types(typed).index(line)
        shown = self.workspace.palette_over.findChild(QListView)
        assert isinstance(shown, QListView)
        shown.clicked.emit(shown.model().index(row, 0))
        self.waits()


@pytest.fixture
def sits(
    look: Look, qtbot: QtBot, centre: SmallCentre, desk_of: Callable[..., Desk]
) -> Iterator[Callable[[str], Seeker]]:
    made: list[MainWindow] = []

    def sits(no: str) -> Seeker:
        window = MainWindow(look)
        window.show()
        made.append(window)
        return Seeker(window, desk_of(centre.people[no], no), qtbot)

    yield sits
    for window in made:
        window.close()
        window.deleteLater()


def test_a_leader_finds_people_commands_of_other_pages_and_rules(
    sits: Callable[[str], Seeker],
) -> None:
    leader = sits("1000")
    assert any("1001" in line for line in leader.types("1001"))
    assert not any("1001" in line for line in leader.types(""))
    assert "Ask for leave…" in leader.types("ask leave")
    assert leader.types("leave-6")
    leader.takes("Jump to a person…", "jump to")
    assert leader.workspace.here[0] == "roster"


def test_what_means_something_only_where_one_is_is_not_offered_elsewhere(
    sits: Callable[[str], Seeker],
) -> None:
    leader = sits("1000")
    assert "Undo" not in leader.types("undo")


def test_a_person_opens_and_a_rule_opens(sits: Callable[[str], Seeker]) -> None:
    leader = sits("1000")
    person = next(line for line in leader.types("1002") if "1002" in line)
    leader.takes(person, "1002")
    assert leader.workspace.here == ("person", "1002")
    leader.takes("Few swaps in a month", "SWAP-2")
    assert leader.workspace.here == ("rules", "SWAP-2")


def test_a_request_is_found_by_its_number_by_whom_it_concerns(
    centre: SmallCentre, sits: Callable[[str], Seeker]
) -> None:
    asks = centre.context.acting_as(Actor("1001", centre.people["1001"]))
    file_swap(asks, centre.people["2002"], date(2026, 10, 20), date(2026, 10, 20))
    agent = sits("1001")
    for typed in ("S-00001", "s1", "1", "s-1"):
        assert any("⇄" in line for line in agent.types(typed)), typed
    assert not any("⇄" in line for line in agent.types("S-00002"))
    assert not any("⇄" in line for line in sits("2003").types("S-00001"))


def test_people_whom_one_may_not_see_are_not_found(sits: Callable[[str], Seeker]) -> None:
    agent = sits("1001")
    assert any("1002" in line for line in agent.types("1002"))
    assert not any("2002" in line for line in agent.types("2002"))


def test_a_typed_day_leads_to_the_pages_that_have_days(sits: Callable[[str], Seeker]) -> None:
    leader = sits("1000")
    offered = [
        line for line in leader.types("20 October") if line.startswith("Tuesday, 20 October")
    ]
    assert [line.rpartition(": ")[2] for line in offered] == ["Attendance", "Roster", "Leave"]
    leader.takes(offered[1], "20 October")
    assert leader.workspace.here == ("roster", date(2026, 10, 20))


@pytest.mark.parametrize("no", ["1000", "0002", "0004"])
def test_commands_are_known_before_their_page_is_made_and_can_be_done_there(
    sits: Callable[[str], Seeker], no: str
) -> None:
    """By the very words and keys that the page has; to find them, no page is made."""
    seeker = sits(no)
    seeker.types("roster")
    assert set(seeker.workspace._pages) == {"today"}
    me, refused = seeker.desk.me, []
    for page in entries(me):
        seeker.workspace.show_page(page.key)
        seeker.waits()
        known = seeker.desk.actions._actions
        there = {
            key for key, (_action, made) in known.items() if made.parent() is seeker.workspace.page
        }
        assert there <= set(page.commands()), page.key
        for command in page.commands().values():
            if command.may(me) and not command.here:
                refused += [] if known[command.key][0].allowed() else [command.key]
    assert set(refused) <= {"inbox.clean"}, "of that the inbox itself knows whether any waits"


def test_a_sick_call_is_typed_with_whom_it_is_about_or_begun_by_a_key(
    sits: Callable[[str], Seeker], centre: SmallCentre
) -> None:
    leader = sits("1000")
    for typed in ("sick call 1002", "病假 1002", "bingjia Person 1002"):
        assert leader.types(typed)[0] == "Sick call: Person 1002 1002", typed
    assert not any(line.startswith("Sick call:") for line in leader.types("1002"))
    leader.takes("Sick call: Person 1002 1002", "sick call 1002")
    page = leader.workspace.page
    assert isinstance(page, LeavePage)
    assert page.ask.form.who.value() == centre.people["1002"]
    leader.desk.actions.qaction("leave.call").trigger()
    leader.waits()
    assert page.ask.form.who.lost, "whose call it is, is asked"


def test_an_administrator_finds_the_commands_of_people_from_everywhere(
    sits: Callable[[str], Seeker],
) -> None:
    keeper = sits("0004")
    assert keeper.workspace.here[0] != "people"
    for typed, line in (
        ("departments", "Departments and teams…"),
        ("accounts for", "Make accounts for those shown…"),
        ("all accounts", "All accounts…"),
        ("add a person", "Add a person…"),
    ):
        assert line in keeper.types(typed)
    keeper.takes("Departments and teams…", "departments")
    assert keeper.workspace.here[0] == "people"
    keeper.qtbot.waitUntil(lambda: bool(keeper.window.findChildren(DepartmentsDialog)))
    keeper.window.findChildren(DepartmentsDialog)[-1].reject()
