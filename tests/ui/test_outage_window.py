"""A server that does not answer, before the whole window: a banner, no dialog, nothing lost."""

from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtWidgets import QDialog, QLabel, QLineEdit

from app.context import Context
from app.errors import StoreOutgrown, StoreSilent
from app.rules.deeds import Deed
from app.rules.vocabulary import msg
from app.services.people.teams import add_department
from app.ui.kit.clock import CentreClock
from app.ui.kit.desk import Desk
from app.ui.kit.look import Look
from app.ui.shell.outage_banner import OutageBanner
from app.ui.shell.workspace import Workspace
from app.ui.sign_in import ways_out
from app.ui.work.outage import AFTER_S
from app.ui.work.tasks import Change
from tests.ui.outages import UNCHANGED, FrailStore
from tests.ui.screen import PASSWORD, Person
from tests.ui.test_outage import a_change, next_try
from tests.ui.test_store_lost import kept_text, types_a_need

HOUR_S = 3600


@pytest.fixture
def server(person: Person) -> FrailStore:
    """Somebody at a desk whose store many share."""
    assert person.flow.opened is not None
    opened = person.flow.opened
    frail = FrailStore(opened.context.store, shared=True)
    context = replace(opened.context, store=frail)
    person.flow.opened = replace(opened, context=context)
    person.signs_in()
    person.qtbot.waitUntil(lambda: bool(frail.watches))
    return frail


def desk_of(person: Person) -> Desk:
    assert person.flow.desk is not None
    return person.flow.desk


def banner_of(person: Person) -> OutageBanner:
    assert person.window.workspace is not None
    return person.window.workspace.outage


def falls_silent(person: Person, server: FrailStore) -> None:
    server.fall_silent()
    person.qtbot.waitUntil(lambda: desk_of(person).tasks.outage.lasts)


def goes_through_row(person: Person) -> None:
    """Until what waits in the row of the commands is through."""
    passed: list[object] = []
    desk_of(person).tasks.write(lambda: None, passed.append, None)
    person.qtbot.waitUntil(lambda: bool(passed))
    person.waits()


def test_one_banner_says_since_when(person: Person, server: FrailStore) -> None:
    assert not banner_of(person).isVisible()
    falls_silent(person, server)
    since = desk_of(person).tasks.outage.since
    assert since is not None
    at = f"{desk_of(person).ctx.time.to_wall(since):%H:%M}"
    words = f"The server does not answer since {at}. What you see may be old."
    assert words in person.reads()
    assert person.all(QDialog) == []


def test_an_hour_of_silence_opens_no_dialog(person: Person, server: FrailStore) -> None:
    """All that goes by time is let go by: the tries, the minute's counting, pages, the clock."""
    falls_silent(person, server)
    workspace, passed, tries = person.window.workspace, 0, 0
    assert isinstance(workspace, Workspace)
    while passed < HOUR_S:
        passed += next_try(desk_of(person))
        tries += 1
        workspace._inbox._on_time()
        workspace._calendars.write()
        for clock in person.all(CentreClock):
            clock.read_again.emit()
        desk_of(person).watch._on_time()
        goes_through_row(person)
    assert tries == 5 + (HOUR_S - sum(AFTER_S)) // 30 + 1
    assert person.all(QDialog) == []
    assert banner_of(person).isVisible()
    server.silent = False
    person.presses("Try now")
    goes_through_row(person)
    assert not banner_of(person).isVisible()
    assert person.all(QDialog) == []


def test_pages_that_are_first_opened_meanwhile_are_read_on_return(
    person: Person, server: FrailStore
) -> None:
    falls_silent(person, server)
    assert person.window.workspace is not None
    for key in ("people", "rules", "audit", "settings"):
        person.window.workspace.show_page(key)
        person.waits()
    person.window.workspace.show_page("people")
    assert person.all(QDialog) == []
    assert not any("Person 1001" in line for line in person.reads())
    server.silent = False
    person.presses("Try now")
    goes_through_row(person)
    assert person.all(QDialog) == []


def test_a_form_stays_open_with_what_is_typed(person: Person, server: FrailStore) -> None:
    assert person.window.workspace is not None
    person.window.workspace.show_page("people")
    person.waits()
    person.presses("Add a person")
    person.types("Name", "Zhou Min")
    falls_silent(person, server)
    server.silent = False
    desk_of(person).tasks.outage.try_now()
    goes_through_row(person)
    assert [line.text() for line in person.all(QLineEdit) if line.accessibleName() == "Name"] == [
        "Zhou Min"
    ]


def test_the_banner_outlives_another_look(person: Person, server: FrailStore, look: Look) -> None:
    falls_silent(person, server)
    look.choose_language("zh_CN")
    person.waits()
    assert banner_of(person).isVisible()
    assert banner_of(person).banner.text().startswith("服务器自")
    look.choose_language("en")
    person.waits()
    desk_of(person).tasks.command(lambda ctx: add_department(ctx, "Night desk"))
    assert any(line.startswith("Nothing was changed: the server") for line in person.reads())
    assert UNCHANGED not in person.reads()


def test_the_press_that_meets_the_silence_first_opens_no_dialog_either(
    person: Person, server: FrailStore
) -> None:
    server.silent = True
    desk_of(person).tasks.command(lambda ctx: add_department(ctx, "Night desk"))
    person.waits()
    assert person.all(QDialog) == []
    assert "Nothing was changed: the server does not answer. Try again once it does." in (
        person.reads()
    )


def test_what_may_be_done_is_told_in_full(person: Person, server: FrailStore) -> None:
    def done_and_gone(ctx: Context) -> None:
        a_change(ctx)
        server.silent = True
        a_change(ctx)

    desk_of(person).tasks.command(done_and_gone)
    person.waits()
    (dialog,) = person.all(QDialog)
    assert any(
        shown.text().startswith("What you did is written; do not do it again.")
        for shown in dialog.findChildren(QLabel)
    )
    dialog.close()


def test_a_listener_that_is_cut_off_alone_is_no_outage(person: Person, server: FrailStore) -> None:
    (first,) = server.watches
    began: list[object] = []
    desk_of(person).tasks.outage.began.connect(lambda: began.append(1))
    server.listener_gone = True
    first.call()
    person.qtbot.waitUntil(lambda: first.closed)
    server.listener_gone = False
    person.qtbot.waitUntil(lambda: len(server.watches) == 2, timeout=5_000)
    assert began == []


def test_what_another_does_is_heard_at_once(person: Person, server: FrailStore) -> None:
    heard: list[Change] = []
    desk_of(person).tasks.changed.connect(heard.append)
    assert person.flow.opened is not None
    ctx = replace(person.flow.opened.context, store=server.inner)
    with person.qtbot.waitSignal(desk_of(person).tasks.changed, timeout=4_000):
        a_change(ctx)
        server.call()
    assert [change.deeds for change in heard] == [{Deed.DEPARTMENT_ADD}]


def test_the_watch_is_closed_with_the_desk(person: Person, server: FrailStore) -> None:
    person.window.sign_out_asked.emit()
    person.waits()
    assert [watch.closed for watch in server.watches] == [True]


# -- at the sign-in ----------------------------------------------------------------------------


def test_a_sign_in_that_meets_the_silence_says_so_and_takes_the_password_again(
    person: Person,
) -> None:
    opened = person.flow.opened
    assert opened is not None
    frail = FrailStore(opened.context.store, silent=True)
    person.flow.opened = replace(opened, context=replace(opened.context, store=frail))
    person.signs_in()
    assert not person.at_desk
    assert person.all(QDialog) == []
    frail.silent = False
    person.signs_in("admin", PASSWORD)
    assert person.at_desk


def test_a_store_that_a_newer_program_took_along_keeps_what_was_typed(
    person: Person,
) -> None:
    person.signs_in()
    types_a_need(person)
    error = StoreOutgrown(
        msg("This store has been brought to a newer program."),
        msg("Update the program on this computer."),
    )
    desk_of(person).tasks.lost.emit(error)
    person.waits()
    assert "Update the program on this computer." in person.reads()
    assert ": 7" in kept_text(person)
    names = {button for button in person.reads() if "backup" in button.lower()}
    assert not names, "nobody goes back for it"


def test_a_server_that_is_silent_at_the_start_is_tried_again(person: Person) -> None:
    ways_out.show(person.flow, StoreSilent(msg("The server does not answer."), msg("Later.")))
    person.presses("Try again")
    person.waits()
    person.signs_in()
    assert person.at_desk
