"""A decision of the Inbox can be taken back for ten seconds; leaving in any way sends it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from app.bootstrap import open_store
from app.context import Actor, Context
from app.models import Account, AuditEntry
from app.models import Person as Employee
from app.queries.leave import rows as leave_rows
from app.rules.vocabulary import LeaveStatus, SwapStatus
from app.services.leave import requests as leave
from app.services.leave.requests import Wish
from app.services.swaps import requests as swaps
from app.ui.kit.tokens import Choice
from tests.factories import SmallCentre
from tests.ui.inbox.test_inbox_page import (  # noqa: F401 - inbox_of is a fixture
    Inbox,
    acting,
    agreed,
    filed,
    inbox_of,
    the_leave,
    the_swap,
)
from tests.ui.screen import Person

InboxOf = Callable[[str], Inbox]


def entries(context: Context) -> int:
    with context.read() as session:
        return session.query(AuditEntry).count()


def test_what_is_decided_is_held_and_taking_it_back_leaves_no_trace(
    centre: SmallCentre,
    inbox_of: InboxOf,  # noqa: F811
) -> None:
    no = agreed(centre)
    inbox = inbox_of("1000")
    before = entries(centre.context)
    inbox.type_reason("as agreed")
    inbox.press("Approve")
    assert inbox.says(f"Approve: {no} · sent in 10 s")
    assert inbox.page.list.lines.lines[0].note == "Decided, not sent yet"
    assert not inbox.offers("Approve")
    assert inbox.page.list.hasFocus()
    QTest.keyClick(inbox.page.list, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    inbox.settle()
    assert the_swap(centre, no).status is SwapStatus.AGREED
    assert entries(centre.context) == before
    assert not inbox.says("sent in")
    assert inbox.page.strip is not None
    assert inbox.page.strip.reason.text() == "as agreed"


def test_the_next_one_is_picked_and_deciding_it_sends_the_one_before(
    centre: SmallCentre,
    inbox_of: InboxOf,  # noqa: F811
) -> None:
    first, second = filed(centre, "1002", 20), filed(centre, "1003", 21)
    inbox = inbox_of("1000")
    inbox.press("Approve")
    assert inbox.page.list.currentIndex().row() == 1
    assert not the_leave(centre, first).steps
    inbox.press("Approve")
    assert [step.by_no for step in the_leave(centre, first).steps] == ["1000"]
    assert not the_leave(centre, second).steps
    assert the_leave(centre, second).status is LeaveStatus.PENDING
    assert len(inbox.lines()) == 1, "what is written has left the list"


def test_after_ten_seconds_it_is_sent(
    centre: SmallCentre,
    inbox_of: InboxOf,  # noqa: F811
) -> None:
    no = agreed(centre)
    inbox = inbox_of("1000")
    inbox.press("Approve")
    for left in range(9, 0, -1):
        inbox.desk.holding._on_tick()
        assert inbox.says(f"sent in {left} s")
    inbox.desk.holding._on_tick()
    inbox.settle()
    assert the_swap(centre, no).status is SwapStatus.EFFECTIVE


def test_leaving_the_page_sends_it(
    centre: SmallCentre,
    inbox_of: InboxOf,  # noqa: F811
) -> None:
    no = agreed(centre)
    inbox = inbox_of("1000")
    inbox.press("Approve")
    inbox.page.hide()
    inbox.settle()
    assert the_swap(centre, no).status is SwapStatus.EFFECTIVE


def test_what_failed_after_the_page_was_left_is_told(
    centre: SmallCentre,
    inbox_of: InboxOf,  # noqa: F811
) -> None:
    no = agreed(centre)
    inbox = inbox_of("1000")
    inbox.press("Approve")
    swaps.decline(acting(centre, "0002"), no, 2, "short of people")
    told: list[Exception] = []
    inbox.desk.tasks.failed.connect(told.append)
    inbox.page.hide()
    inbox.settle()
    assert len(told) == 1
    assert the_swap(centre, no).status is SwapStatus.DECLINED


@pytest.fixture
def leader(arrive: Callable[[Path], Person], store: Path) -> tuple[Person, str]:
    """A leader who has decided at their own window, and the number of what they decided on."""
    context = open_store(store)
    with context.write() as session:
        admin = session.query(Account).filter_by(login="admin").one()
        people = dict(session.query(Employee.employee_no, Employee.id).all())
        session.add(
            Account(login="1000", password_hash=admin.password_hash, person_id=people["1000"])
        )
    agent = context.acting_as(Actor("1002", people["1002"]))
    day = context.today() + timedelta(days=20)
    no = leave.file_leave(agent, Wish(people["1002"], "personal", day, day, reason="家中有事"))
    context.store.close()
    person = arrive(store)
    person.signs_in("1000")
    person.window.workspace.show_page("inbox")  # type: ignore[union-attr]
    person.waits()
    person.presses("Approve")
    person.waits()
    assert steps(store, no) == []
    return person, no


def steps(store: Path, no: str) -> list[str]:
    """Who has decided on the leave, read from the file itself."""
    context = open_store(store)
    with context.read() as session:
        row = leave_rows.leave(session, no)
    context.store.close()
    assert row is not None
    return [step.by_no for step in row.steps]


def test_the_lock_sends_it(leader: tuple[Person, str], store: Path) -> None:
    person, no = leader
    person.window.lock()
    person.waits()
    assert steps(store, no) == ["1000"]


def test_signing_out_sends_it(leader: tuple[Person, str], store: Path) -> None:
    person, no = leader
    person.window.sign_out_asked.emit()
    assert not person.at_desk
    assert steps(store, no) == ["1000"]


def test_quitting_sends_it(leader: tuple[Person, str], store: Path) -> None:
    person, no = leader
    person.window.close()
    assert not person.window.isVisible()
    assert steps(store, no) == ["1000"]


def test_another_look_builds_the_page_anew_and_sends_it(
    leader: tuple[Person, str], store: Path
) -> None:
    person, no = leader
    person.window.look.choose_theme(Choice.DARK)
    person.waits()
    assert steps(store, no) == ["1000"]
