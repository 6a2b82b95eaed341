"""The answer to a COMMIT is lost on its way: whoever waits for it is told what is so."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager

import psycopg
import pytest
from sqlalchemy import text

from app.address import ServerAddress
from app.context import Context
from app.errors import StoreProblem, StoreSilent
from app.models import Department, Setting
from app.store.postgresql import asking, heeding, knocking
from tests.store.hands import add, names
from tests.store.server.desks import (
    LONG,
    NOTHING,
    SILENT,
    UNKNOWN,
    Account,
    Swallowing,
    bare,
    tell,
    there,
)

pytestmark = pytest.mark.server

CUTS = 120 if LONG else 40
SWALLOWED = 24 if LONG else 4


@pytest.fixture(autouse=True)
def _asked_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(asking, "_PAUSE", 0.01)


def test_whoever_lost_the_answer_is_told_the_truth(
    address: ServerAddress, remote: Context, proxy: Swallowing
) -> None:
    account = Account()
    ways: tuple[tuple[Callable[[], None], set[str | None]], ...] = (
        (proxy.cut_before, {NOTHING}),
        (proxy.cut_answer, {None}),
        (lambda: proxy.cut_before(b"INSERT INTO audit_entry"), {SILENT, NOTHING}),
        (lambda: proxy.cut_before(b"INSERT INTO department"), {SILENT, NOTHING}),
    )
    for number in range(CUTS):
        cut, told = ways[number % len(ways)]
        cut()
        title = tell(remote, f"D{number}")
        account.note(f"D{number}", title)
        assert title in told, number
    assert proxy.cuts == CUTS
    assert account.is_true(there(address))
    assert len(account.done) == CUTS // 4


@pytest.mark.parametrize("reached", [True, False], ids=["reached", "not reached"])
def test_a_commit_that_a_network_swallows_is_asked_about(
    address: ServerAddress,
    remote: Context,
    proxy: Swallowing,
    monkeypatch: pytest.MonkeyPatch,
    reached: bool,
) -> None:
    found_silent = _impatient(monkeypatch, proxy)
    account = Account()
    for number in range(SWALLOWED // 2):
        proxy.swallow(reached=reached)
        account.note(f"D{number}", tell(remote, f"D{number}"))
    assert len(found_silent) == SWALLOWED // 2
    assert account.is_true(there(address))
    assert len(account.done if reached else account.undone) == SWALLOWED // 2


def _impatient(monkeypatch: pytest.MonkeyPatch, proxy: Swallowing) -> list[bool]:
    """Silence is noticed in tenths of a second; once it is, the network carries again."""
    monkeypatch.setattr(heeding, "SILENCE", 0.1)
    monkeypatch.setattr(knocking, "SECONDS", 0.2)
    found: list[bool] = []

    def answers(info: psycopg.ConnectionInfo) -> bool:
        if knocking.answers(info):
            return True
        found.append(True)
        proxy.release()
        return False

    monkeypatch.setattr(heeding, "answers", answers)
    return found


def test_where_nobody_answers_it_is_not_known(
    address: ServerAddress,
    remote: Context,
    proxy: Swallowing,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(asking, "PATIENCE", 0.2)
    for reached in (True, False):
        name = f"reached {reached}"
        add(remote, f"before {name}")  # so that it is connected
        (proxy.cut_answer if reached else proxy.cut_before)()
        proxy.refuse()
        with pytest.raises(StoreSilent) as told:
            add(remote, name)
        assert told.value.title.msgid == UNKNOWN
        proxy.accept()
        assert (name in names(remote)) is reached
    assert there(address) == ["before reached False", "before reached True", "reached True"]


def test_a_transaction_that_nothing_records_is_told_as_not_done(
    address: ServerAddress, remote: Context, proxy: Swallowing
) -> None:
    """Such as a message that was read, or a try that was counted: to do it again does no harm."""
    for cut in (proxy.cut_before, proxy.cut_answer):
        cut()
        with pytest.raises(StoreSilent) as told, remote.write() as session:
            session.merge(Setting(key="once", value="more"))
        assert told.value.title.msgid == NOTHING
    with remote.write() as session:
        session.merge(Setting(key="once", value="more"))
    assert there(address) == []


@contextmanager
def refusing(address: ServerAddress, state: str) -> Iterator[None]:
    """Every COMMIT after a department was added is refused with this SQLSTATE."""
    with bare(address) as connection:
        connection.execute(
            "CREATE FUNCTION no() RETURNS trigger LANGUAGE plpgsql AS "
            f"$$BEGIN RAISE 'no' USING ERRCODE = '{state}'; END$$"
        )
        connection.execute(
            "CREATE CONSTRAINT TRIGGER no AFTER INSERT ON department DEFERRABLE INITIALLY DEFERRED "
            "FOR EACH ROW EXECUTE FUNCTION no()"
        )
        yield
        connection.execute("DROP FUNCTION no CASCADE")


@pytest.mark.parametrize(
    ("state", "title"),
    [("40001", "The store is busy."), ("53100", "The server's disk is full.")],
)
def test_a_commit_that_is_refused_is_not_lost(
    address: ServerAddress,
    desk: Context,
    monkeypatch: pytest.MonkeyPatch,
    state: str,
    title: str,
) -> None:
    monkeypatch.setattr(asking, "was_committed", None)  # nobody asks
    with refusing(address, state):
        with pytest.raises(StoreProblem) as told:
            add(desk, "refused")
        assert told.value.title.msgid == title
        assert not isinstance(told.value, StoreSilent)
    add(desk, "taken")
    assert there(address) == ["taken"]


def test_a_broken_rule_of_the_tables_is_a_bug_and_undone(
    address: ServerAddress, desk: Context
) -> None:
    with refusing(address, "23514"), pytest.raises(Exception, match="CheckViolation"):
        add(desk, "refused")
    assert there(address) == []


def test_an_error_that_somebody_passed_over_is_no_success(
    address: ServerAddress, desk: Context
) -> None:
    with pytest.raises(psycopg.errors.InFailedSqlTransaction), desk.store.writing() as session:
        session.add(Department(name="lost"))
        session.flush()
        with pytest.raises(Exception, match="division by zero"):
            session.execute(text("SELECT 1 / 0"))
    assert there(address) == []
