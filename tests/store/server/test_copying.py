"""A store on a server that is filled: it takes its place at the end, or is not there at all."""

from __future__ import annotations

from contextlib import closing
from datetime import UTC, datetime, time
from itertools import product
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Table, delete, insert, select

from app.address import ServerAddress, parse_address
from app.bootstrap import (
    backups_of,
    create_store,
    filling_store,
    is_there,
    open_demo,
    restore_store,
)
from app.errors import StoreProblem
from app.models import Setting, ShiftType, table_of
from app.services.keeping.store_care import back_up_now
from app.services.people.teams import add_department
from app.store.places import place_at
from app.store.postgresql import copying, making
from app.store.postgresql.place import ServerPlace
from app.store.records import BackupKind
from app.store.sqlite import filling
from app.store.sqlite.engine import connect, make_engine
from tests.conftest import DEMO_NOW, KEEPER
from tests.copied import by_hand, held, tables_in
from tests.factories import TestClock

pytestmark = pytest.mark.server


@pytest.fixture
def address(database: str) -> ServerAddress:
    parsed = parse_address(database)
    assert isinstance(parsed, ServerAddress)
    return parsed


def test_a_store_takes_its_place_once_it_is_filled(address: ServerAddress) -> None:
    with filling_store(address, "Europe/Berlin") as context:
        add_department(context, "Service")
        context.store.keep_certificate(b"a certificate")
        assert tables_in(address.url) == []
        context.store.close()
    rows, trail, _found = held(address)
    assert [row[1] for row in rows["department"]] == ["Service"]
    assert trail[-1][3] == "store.migrate"


def test_one_that_is_only_tried_leaves_nothing(address: ServerAddress) -> None:
    with filling_store(address, keep=False) as context:
        add_department(context, "Service")
        context.store.close()
    assert tables_in(address.url) == []


def test_one_that_is_stopped_leaves_nothing(
    address: ServerAddress, monkeypatch: pytest.MonkeyPatch
) -> None:
    with pytest.raises(KeyboardInterrupt), filling_store(address) as context:
        context.store.close()
        stopped()
    monkeypatch.setattr(making, "note", stopped)
    with pytest.raises(KeyboardInterrupt), filling_store(address) as context:
        context.store.close()
    with pytest.raises(KeyboardInterrupt):
        create_store(address, actor=KEEPER)
    assert tables_in(address.url) == []


def stopped(*_words: object) -> None:
    raise KeyboardInterrupt


def test_nothing_is_filled_over_what_is_there(address: ServerAddress) -> None:
    by_hand(address.url, "CREATE TABLE theirs (id int)")
    with pytest.raises(StoreProblem, match="not a Dutydesk store"), filling_store(address):
        pass
    by_hand(address.url, "DROP TABLE theirs")
    with (
        pytest.raises(StoreProblem, match="something here already"),
        filling_store(address) as context,
    ):
        context.store.close()
        create_store(address, actor=KEEPER).store.close()  # by somebody else, meanwhile


def test_a_store_that_is_missed_is_not_begun_anew(
    address: ServerAddress, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """To another one the backups of the first would be anchors."""
    monkeypatch.setenv("DUTYDESK_BACKUPS", str(tmp_path))
    context = create_store(address, actor=KEEPER, clock=TestClock())
    backup = back_up_now(context)
    context.store.close()
    by_hand(address.url, "DROP SCHEMA public CASCADE; CREATE SCHEMA public")
    with pytest.raises(StoreProblem, match="The store is gone"):
        create_store(address, actor=KEEPER, clock=TestClock())
    with pytest.raises(StoreProblem, match="The store is gone"), filling_store(address):
        pass
    restore_store(address, backup.path, KEEPER, TestClock())
    assert is_there(address)


def test_a_demo_is_removed_with_its_backups(address: ServerAddress) -> None:
    context = open_demo(address, clock=TestClock(DEMO_NOW))
    back_up_now(context)
    context.store.close()
    place_at(address, backups_of(address)[0].path.parent.with_name("seen")).remove()
    assert tables_in(address.url) == []
    assert (is_there(address), backups_of(address)) == (False, [])


TEXTS = (
    "",
    " ",
    "\t",
    "a\tb\nc\r\n",
    "\\N",
    "\\.",
    "\\",
    "'\"",
    "{}%s",
    "张三𠮷✓",
    "\x01\x7f",
    "1e5",
    "x" * 9000,
)
TIMES = (time(0), time(7, 30), time(23, 59, 59, 999_999), time(1, 2, 3, 4))


@pytest.fixture
def both(address: ServerAddress, tmp_path: Path) -> tuple[Path, ServerPlace]:
    """An empty file of the present schema, and a store on a server."""
    create_store(address, actor=KEEPER, clock=TestClock()).store.close()
    path = tmp_path / "empty.dutydesk"
    with filling.filling(path, datetime.now(UTC), "os:test") as bare:
        bare.execute("INSERT INTO setting VALUES ('audit_key', ?)", ("00" * 32,))
    return path, ServerPlace(address)


def test_whatever_a_row_holds_comes_as_a_file_has_it(both: tuple[Path, ServerPlace]) -> None:
    path, place = both
    shift = table_of(ShiftType)
    values = [
        {"id": 10 + n, "code": f"X{n}", "name": name, "start_at": at, "end_at": at,
         "night": n % 2 == 0, "retired": n % 3 == 0}
        for n, (name, at) in enumerate(product(TEXTS, TIMES))
    ]  # fmt: skip
    with place.changing() as connection:
        connection.execute(delete(shift))
        connection.execute(insert(shift), values)
    there = kept_by_hand(path, shift, values)
    with place.looking() as connection, closing(connect(path)) as bare:
        bare.execute("BEGIN")
        bare.execute("PRAGMA defer_foreign_keys=ON")
        came = taken(connection, bare, shift)
    assert came == there


def kept_by_hand(path: Path, shift: Table, values: list[dict[str, Any]]) -> list[Any]:
    """What SQLAlchemy makes of them in a file, as the file has it."""
    engine = make_engine(path, writing=True)
    try:
        with engine.begin() as connection:
            connection.execute(delete(shift))
            connection.execute(insert(shift), values)
            bare: Any = connection.connection.driver_connection
            return list(bare.execute("SELECT * FROM shift_type ORDER BY id").fetchall())
    finally:
        engine.dispose()


def taken(connection: Any, bare: Any, shift: Table) -> list[Any]:
    """What a copy out of the server makes of them; nothing of it is kept."""
    for table in reversed(shift.metadata.sorted_tables):
        for trigger in bare.execute(
            "SELECT name FROM sqlite_schema WHERE type = 'trigger' AND tbl_name = ?", (table.name,)
        ).fetchall():
            bare.execute(f'DROP TRIGGER "{trigger[0]}"')
        bare.execute(f'DELETE FROM "{table.name}"')
    copying.copy_out(connection, bare)
    found = list(bare.execute("SELECT * FROM shift_type ORDER BY id").fetchall())
    bare.execute("ROLLBACK")
    return found


def test_the_settings_of_a_store_alone_stay_with_it(address: ServerAddress, tmp_path: Path) -> None:
    context = create_store(address, actor=KEEPER, clock=TestClock())
    with context.write() as session:
        session.merge(Setting(key="moved_to", value="elsewhere"))
    backup = context.store.back_up(BackupKind.MANUAL, context.now())
    context.store.close()
    engine = make_engine(backup.path, writing=False)
    with engine.connect() as connection:
        keys = set(connection.scalars(select(Setting.key)))
    engine.dispose()
    assert "moved_to" not in keys
    assert "content_seal" in keys  # its own
