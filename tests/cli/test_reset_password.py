"""`dutydesk reset-password`: whoever holds the file lets somebody in again, on record."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy import select, update

from app.__main__ import main
from app.bootstrap import open_store
from app.context import Context
from app.errors import NotAllowed
from app.models import Account, AuditEntry, Person
from app.rules.vocabulary import Role
from app.services.accounts import managing, sign_in
from tests.factories import a_person

GOOD = "correct horse battery"


pytestmark = pytest.mark.usefixtures("quick_hashes")


@pytest.fixture
def window(store_path: Path) -> Iterator[Context]:
    """The store in a window that stays open, with the accounts admin, 1001 and 5001; the last
    is an administrator's."""
    opened = open_store(store_path)
    sign_in.set_up_administrator(opened, "admin", GOOD)
    with opened.write() as session:
        people = [
            a_person(session, "1001", name="Lin Yue").id,
            a_person(session, "5001", name="Zhao Jun", role=Role.ADMINISTRATOR).id,
        ]
    managing.create_accounts(opened, people)
    yield opened
    opened.store.close()


@pytest.fixture
def run(window: Context, store_path: Path, capsys: pytest.CaptureFixture[str]) -> Run:
    return Run(store_path, capsys)


class Run:
    """The command, as it is typed."""

    def __init__(self, path: Path, capsys: pytest.CaptureFixture[str]) -> None:
        self._path, self._capsys = path, capsys

    def __call__(self, *words: str, status: int = 0) -> str:
        assert main(["reset-password", *words, "--store", str(self._path)]) == status
        out, err = self._capsys.readouterr()
        assert (err == "") is (status == 0)
        return err if status else out


def password_in(said: str) -> str:
    found = re.search(r"\b\w{4}-\w{4}-\w{4}\b", said)
    assert found
    return found.group()


def disable(window: Context, *logins: str) -> None:
    """By hand, as no service would do it to the last administrator."""
    with window.write() as session:
        session.execute(update(Account).where(Account.login.in_(logins)).values(disabled=True))


def deeds(window: Context) -> list[tuple[str, str]]:
    """Who did what to accounts since they were made."""
    with window.read() as session:
        rows = session.execute(
            select(AuditEntry.actor, AuditEntry.action, AuditEntry.subject)
            .where(AuditEntry.subject.startswith("account:"))
            .order_by(AuditEntry.id)
        ).all()
    kept = [row for row in rows[3:] if "sign_in" not in row.action]
    assert all(row.actor.startswith("os:") for row in kept)
    return [(row.action, row.subject) for row in kept]


def test_a_forgotten_password_is_replaced_while_a_window_is_open(run: Run, window: Context) -> None:
    said = run("ADMIN")
    assert said.startswith("One-time password for admin (admin): ")
    assert sign_in.sign_in(window, "admin", password_in(said)).must_change
    with pytest.raises(NotAllowed):
        sign_in.sign_in(window, "admin", GOOD)
    assert deeds(window)[0] == ("account.reset_password", "account:admin")


def test_a_disabled_account_is_enabled_and_it_is_said(run: Run, window: Context) -> None:
    disable(window, "1001")
    said = run("1001")
    assert "One-time password for 1001 (Lin Yue)" in said
    assert "The account was disabled; it is enabled again." in said
    assert sign_in.sign_in(window, "1001", password_in(said))
    assert deeds(window)[:2] == [
        ("account.enable", "account:1001"),
        ("account.reset_password", "account:1001"),
    ]
    assert "disabled" not in run("1001")


def test_a_login_that_is_not_there_is_answered_with_those_that_are(run: Run) -> None:
    assert run("boss", status=2) == (
        "dutydesk: There is no account boss. There are: 5001, admin (administrators); 1001.\n"
    )


def test_without_any_account_the_window_is_where_to_begin(
    store_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["reset-password", "admin", "--store", str(store_path)]) == 2
    assert "Nobody has an account here yet." in capsys.readouterr().err


def test_where_nobody_is_an_administrator_the_centre_gets_one_again(
    run: Run, window: Context
) -> None:
    disable(window, "admin", "5001")
    assert "dutydesk reset-password NEW --administrator" in run("1001")
    assert "Choose one that is new." in run("1001", "--administrator", status=2)
    said = run("rescue", "--administrator")
    assert sign_in.sign_in(window, "rescue", password_in(said)).must_change
    assert ("account.set_up", "account:rescue") in deeds(window)
    assert "dutydesk reset-password NEW" not in run("1001")


def test_an_administrator_who_is_not_employed_yet_is_told_of_with_the_way_out(
    run: Run, window: Context
) -> None:
    """The dates were moved by an older version: nobody could sign in any more."""
    disable(window, "admin")
    with window.write() as session:
        moved = update(Person).where(Person.employee_no == "5001")
        session.execute(moved.values(hired_on=window.today() + timedelta(days=30)))
    said = run("5001")
    assert "Zhao Jun is not employed on " in said
    assert "dutydesk reset-password NEW --administrator" in said
    assert sign_in.sign_in(window, "rescue", password_in(run("rescue", "--administrator")))


def test_where_somebody_is_an_administrator_no_other_is_made(run: Run) -> None:
    said = run("rescue", "--administrator", status=2)
    assert "5001, admin can look after accounts today." in said


def test_a_disabled_administrator_of_the_first_start_has_the_powers_again(
    run: Run, window: Context
) -> None:
    disable(window, "admin", "5001")
    said = run("admin")
    assert "Nobody can look after accounts" not in said
    assert sign_in.sign_in(window, "admin", password_in(said)).must_change


def test_it_speaks_chinese_and_its_help_does(run: Run, capsys: pytest.CaptureFixture[str]) -> None:
    assert run("1001", "--lang", "zh_CN").startswith("1001（Lin Yue）的一次性密码：")
    for language, words in (("en", "one-time password"), ("zh_CN", "一次性密码")):
        with pytest.raises(SystemExit):
            main(["--lang", language, "reset-password", "--help"])
        assert words in capsys.readouterr().out
