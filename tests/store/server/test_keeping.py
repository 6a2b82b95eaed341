"""What a store on a server keeps to by itself, whoever writes in it."""

from __future__ import annotations

import select
import subprocess
from collections.abc import Iterator
from contextlib import closing

import psycopg
import pytest
from sqlalchemy import insert, update
from sqlalchemy import select as chosen
from sqlalchemy.exc import DBAPIError

from app import models as m
from app.address import parse_address
from app.bootstrap import create_store, open_store, verify_store
from app.context import Context
from app.errors import StoreOutgrown, StoreProblem, StoreRestored
from app.models import SettingKey
from app.queries.reference import stamp
from app.rules.deeds import Deed
from app.services.people.teams import rename_team
from app.store.postgresql import standing
from app.store.postgresql.engine import make_engine
from app.store.schema import LEDGERS
from tests.conftest import KEEPER
from tests.factories import SmallCentre, TestClock, small_centre
from tests.servers import binaries

pytestmark = pytest.mark.server


@pytest.fixture
def context(store_database: str) -> Iterator[Context]:
    opened = open_store(parse_address(store_database), KEEPER, TestClock())
    yield opened
    opened.store.close()


@pytest.fixture
def centre(context: Context) -> SmallCentre:
    centre = small_centre(context)
    with context.write() as session:  # what the factory put there is from here on what stands
        context.audit(session, Deed.STORE_ACCEPT, "store", None, context.counted(session))
    return centre


def by_hand(url: str, statement: str) -> None:
    """What another program does, that has the database's password."""
    with psycopg.connect(url) as connection:
        connection.execute(statement)


def codes(url: str) -> list[str]:
    return [fault.code for fault in verify_store(parse_address(url)).faults]


@pytest.mark.parametrize("table", LEDGERS)
def test_a_ledger_is_not_emptied(context: Context, store_database: str, table: str) -> None:
    with pytest.raises(psycopg.errors.RaiseException):
        by_hand(store_database, f"TRUNCATE {table} CASCADE")


def test_a_row_of_a_ledger_is_neither_changed_nor_deleted(
    context: Context, store_database: str
) -> None:
    for statement in ("UPDATE audit_entry SET actor = 'x'", "DELETE FROM audit_entry"):
        with pytest.raises(psycopg.errors.RaiseException):
            by_hand(store_database, statement)


@pytest.mark.parametrize("number", [1, 3, 5])
def test_the_trail_takes_the_next_number_only(
    context: Context, store_database: str, number: int
) -> None:
    with pytest.raises(psycopg.errors.RaiseException):
        by_hand(
            store_database,
            "INSERT INTO audit_entry (id, at, actor, action, subject, link) "
            f"VALUES ({number}, now(), 'x', 'x', 'x', sha256('x'))",
        )


@pytest.mark.parametrize("long", [False, True])
def test_what_was_written_is_there(context: Context, store_database: str, *, long: bool) -> None:
    with context.write(long=long) as session:
        session.execute(insert(m.Department), {"name": "Night"})
    with psycopg.connect(store_database) as connection:
        assert connection.execute("SELECT name FROM department").fetchall() == [("Night",)]


def test_a_reading_transaction_cannot_write(context: Context) -> None:
    with pytest.raises(StoreProblem) as refused, context.read() as session:
        session.execute(insert(m.Department), {"name": "Night"})
    assert refused.value.title.msgid == "The store cannot be written."


def test_a_reading_transaction_sees_one_state(context: Context, centre: SmallCentre) -> None:
    with context.read() as session:
        before = session.scalar(chosen(m.Team.name).where(m.Team.id == centre.teams["A"]))
        rename_team(context, centre.teams["A"], "Renamed")
        assert session.scalar(chosen(m.Team.name).where(m.Team.id == centre.teams["A"])) == before


def test_reference_facts_draw_a_new_stamp_and_an_empty_change_draws_none(
    context: Context, centre: SmallCentre
) -> None:
    with context.read() as session:
        first = stamp(session)
    with context.write() as session:
        session.execute(update(m.Team).where(m.Team.id == -1).values(name="nobody"))
        assert stamp(session) == first
        session.execute(update(m.Team).where(m.Team.id == centre.teams["A"]).values(name="A2"))
        assert stamp(session) != first


def test_a_sign_in_draws_no_stamp_and_a_disabled_account_does(context: Context) -> None:
    with context.write() as session:
        values = {"login": "a", "password_hash": "x", "must_change": False, "disabled": False}
        session.execute(insert(m.Account), values)
        first = stamp(session)
        session.execute(update(m.Account).values(signed_in_at=context.now()))
        assert stamp(session) == first
        session.execute(update(m.Account).values(disabled=True))
        assert stamp(session) != first


def test_what_was_done_is_what_stands(
    context: Context, centre: SmallCentre, store_database: str
) -> None:
    rename_team(context, centre.teams["A"], "Renamed")
    assert codes(store_database) == []


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE person SET name = name || 'x'",
        "DELETE FROM assignment WHERE day = (SELECT min(day) FROM assignment)",
        "INSERT INTO department (name) VALUES ('Night')",
        f"UPDATE setting SET value = 'x' WHERE key = '{SettingKey.CENTRE_NAME}'",
    ],
)
def test_what_another_program_did_is_found(
    context: Context, centre: SmallCentre, store_database: str, statement: str
) -> None:
    by_hand(store_database, statement)
    assert codes(store_database) == ["held"]


def test_a_store_from_a_dump_is_whole_and_is_worked_in(
    centre: SmallCentre, store_database: str, database: str
) -> None:
    dump, psql = (str(binaries() / program) for program in ("pg_dump", "psql"))
    said = subprocess.run([dump, store_database], check=True, capture_output=True).stdout
    put_back = [psql, "--no-psqlrc", "--quiet", "--set=ON_ERROR_STOP=1", database]
    subprocess.run(put_back, check=True, input=said, capture_output=True)
    assert codes(database) == []
    there = open_store(parse_address(database), KEEPER, TestClock())
    with closing(there.store) as store:
        rename_team(there, centre.teams["A"], "Renamed")
        assert not store.notices
    assert codes(database) == []


@pytest.mark.parametrize(
    "statement",
    [
        "DROP TRIGGER decision_no_update ON decision",
        "ALTER TABLE decision DISABLE TRIGGER decision_no_update",
        "DROP INDEX ix_assignment_day",
        "ALTER TABLE leave DROP CONSTRAINT ck_leave_leavestatus, ADD CONSTRAINT "
        "ck_leave_leavestatus CHECK (status IN ('pending', 'approved', 'x'))",
        "ALTER TABLE person ADD COLUMN note text",
        "CREATE VIEW people AS SELECT * FROM person",
        "CREATE OR REPLACE FUNCTION refuse_change() RETURNS trigger LANGUAGE plpgsql "
        "AS 'BEGIN RETURN NEW; END'",
    ],
)
def test_a_change_of_tables_or_triggers_is_found_and_told_at_the_next_opening(
    context: Context, store_database: str, statement: str
) -> None:
    by_hand(store_database, statement)
    assert "schema" in codes(store_database)
    with closing(open_store(parse_address(store_database), KEEPER, TestClock()).store) as store:
        (notice,) = store.notices
    assert "changed the store's tables or triggers" in notice.msgid


def test_a_trail_whose_end_was_cut_is_found_by_who_has_seen_it(
    context: Context, centre: SmallCentre, store_database: str
) -> None:
    rename_team(context, centre.teams["A"], "Renamed")
    by_hand(
        store_database,
        "ALTER TABLE audit_entry DISABLE TRIGGER ALL; "
        "DELETE FROM audit_entry WHERE id = (SELECT max(id) FROM audit_entry); "
        "ALTER TABLE audit_entry ENABLE TRIGGER ALL",
    )
    assert "seen" in codes(store_database)


def test_who_has_the_store_open_is_told_that_somebody_went_back_to_a_backup(
    context: Context, store_database: str
) -> None:
    engine = make_engine(parse_address(store_database), writing=True)  # type: ignore[arg-type]
    with engine.begin() as connection:
        standing.draw(connection)
    engine.dispose()
    with pytest.raises(StoreRestored), context.write():
        pass
    with pytest.raises(StoreRestored):
        context.store.check_same()


def test_an_older_program_is_told_to_be_updated(context: Context, store_database: str) -> None:
    by_hand(store_database, "UPDATE alembic_version SET version_num = '9999'")
    with pytest.raises(StoreOutgrown), context.write():
        pass
    with pytest.raises(StoreProblem) as refused:
        open_store(parse_address(store_database), KEEPER)
    assert refused.value.title.msgid == "The store is newer than this program."


def test_another_programs_database_is_left_as_it_is(database: str) -> None:
    by_hand(database, "CREATE TABLE invoices (id int)")
    for tried in (create_store, open_store):
        with pytest.raises(StoreProblem) as refused:
            tried(parse_address(database))
        assert refused.value.title.msgid == "This is not a Dutydesk store."


def test_an_empty_database_is_no_store_and_a_store_is_not_made_twice(database: str) -> None:
    with pytest.raises(StoreProblem) as none:
        open_store(parse_address(database))
    assert none.value.title.msgid == "There is no store here."
    create_store(parse_address(database)).store.close()
    with pytest.raises(StoreProblem) as there:
        create_store(parse_address(database))
    assert there.value.title.msgid == "There is something here already."


def test_a_value_that_no_store_can_hold_is_refused_in_words(context: Context) -> None:
    with pytest.raises(Exception, match="cannot be kept"), context.write() as session:
        session.execute(insert(m.Department), {"name": "a\0b"})


def test_errors_do_not_show_what_a_statement_was_given(context: Context) -> None:
    with pytest.raises(DBAPIError) as error, context.write() as session:
        session.execute(insert(m.Department), [{"name": "secret"}, {"name": "secret"}])
    assert "[{" not in str(error.value)


def test_a_watch_hears_of_a_commit_and_not_of_a_rollback(
    context: Context, centre: SmallCentre
) -> None:
    with closing(context.store.watch()) as watch:
        assert not watch.heard()
        with pytest.raises(ZeroDivisionError), context.write() as session:
            context.audit(session, Deed.STORE_NAME, "store")
            1 / 0  # noqa: B018
        assert not watch.heard()
        rename_team(context, centre.teams["A"], "Renamed")
        assert watch.handle is not None
        select.select([watch.handle], [], [], 10)
        assert watch.heard()
        assert not watch.heard()


def test_the_server_goes_on_from_the_numbers_that_rows_came_with(context: Context) -> None:
    with context.write() as session:
        session.execute(insert(m.Department), [{"id": 41, "name": "A"}, {"id": 7, "name": "B"}])
        session.add(m.Department(name="C"))
        session.flush()
        session.execute(insert(m.Department), [{"id": 9, "name": "D"}])
        session.add(m.Department(name="E"))
        session.flush()
        named = dict(session.execute(chosen(m.Department.name, m.Department.id)).all())
    assert named == {"A": 41, "B": 7, "C": 42, "D": 9, "E": 43}


@pytest.mark.parametrize("revision", ["0012", "0001", ""])
def test_a_schema_that_no_server_ever_had_is_damage(
    context: Context, store_database: str, revision: str
) -> None:
    by_hand(store_database, f"UPDATE alembic_version SET version_num = '{revision}'")
    for tried in (open_store, verify_store):
        with pytest.raises(StoreProblem) as refused:
            tried(parse_address(store_database))
        assert refused.value.title.msgid == "The store is damaged."
