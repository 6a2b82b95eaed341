"""Whoever changes a store past the program is told of, whatever they take off with it."""

from __future__ import annotations

import marshal
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import select
from sqlalchemy.exc import OperationalError
from sqlcipher3 import dbapi2 as driver

from app.bootstrap import open_store
from app.context import Context
from app.errors import NotFound
from app.models import AuditEntry, Department
from app.services.keeping import store_care
from app.store.records import ALTERED, HELD
from app.store.sqlite import alteration, seal
from app.store.sqlite.engine import connect
from app.store.sqlite.verify import verify
from tests.conftest import KEEPER
from tests.factories import SmallCentre, TestClock, file_of

DECLINED = "UPDATE person SET name = 'Nobody' WHERE employee_no = '1001'"
UNSEALED = "DELETE FROM setting WHERE key = 'content_seal'"
CHANGED = "Something other than this program, or a failing disk, changed what is stored."


@pytest.fixture
def path(centre: SmallCentre) -> Path:
    """A store of a small centre that was worked in and closed."""
    centre.context.store.close()
    return file_of(centre.context)


def by_hand(path: Path, *statements: str) -> None:
    with closing(connect(path)) as connection:
        for statement in statements:
            connection.execute(statement)


def deeds(context: Context) -> list[str]:
    with context.read() as session:
        return list(session.scalars(select(AuditEntry.action).order_by(AuditEntry.id)))


def codes(path: Path) -> list[str]:
    """Of the seal; what is held against the trail has its own test (test_tampering.py)."""
    return [fault.code for fault in verify(path).faults if fault.code != HELD]


def add(context: Context, name: str) -> None:
    with context.write() as session:
        session.add(Department(name=name))


def opened(path: Path) -> Context:
    return open_store(path, KEEPER, TestClock())


def notices(path: Path) -> list[str]:
    context = opened(path)
    context.store.close()
    return [notice.msgid for notice in context.store.notices]


def test_a_store_that_nobody_touched_says_nothing(path: Path) -> None:
    assert notices(path) == []
    assert codes(path) == []


@pytest.mark.parametrize("statements", [(DECLINED,), (UNSEALED, DECLINED), (UNSEALED,)])
def test_what_was_changed_by_hand_is_told_as_the_store_is_opened(
    path: Path, statements: tuple[str, ...]
) -> None:
    by_hand(path, *statements)
    assert codes(path) == ["content"]
    (notice,) = notices(path)
    assert notice.startswith(CHANGED)


def test_a_sign_in_or_a_backup_does_not_wipe_it_away(path: Path) -> None:
    by_hand(path, DECLINED)
    context = opened(path)
    store_care.back_up_now(context)
    context.store.close()
    assert codes(path) == [ALTERED]
    (notice,) = notices(path)
    assert notice.startswith(CHANGED)


def test_it_is_on_record_with_the_seal_and_what_was_found(path: Path) -> None:
    with closing(connect(path)) as connection:
        left = seal.seal_of(connection)
    by_hand(path, DECLINED)
    context = opened(path)
    with context.read() as session:
        entry = session.scalars(select(AuditEntry).order_by(AuditEntry.id.desc()).limit(1)).one()
    context.store.close()
    assert (entry.action, entry.actor) == ("store.altered", KEEPER.name)
    assert str(left) in str(entry.before)
    assert str(left) not in str(entry.after)


@pytest.mark.parametrize("statements", [(DECLINED,), (UNSEALED, DECLINED)])
def test_what_could_not_be_put_on_record_is_found_anew(
    path: Path, monkeypatch: pytest.MonkeyPatch, statements: tuple[str, ...]
) -> None:
    by_hand(path, *statements)

    def busy(*_given: object) -> None:
        raise OperationalError("BEGIN IMMEDIATE", None, Exception("locked"))

    monkeypatch.setattr(alteration, "record", busy)
    notices(path)
    monkeypatch.undo()
    assert codes(path) == ["content"]
    notices(path)
    assert codes(path) == [ALTERED]


def test_the_keeper_accepts_it_on_record(path: Path) -> None:
    by_hand(path, DECLINED)
    context = opened(path)
    store_care.accept_alteration(context)
    assert deeds(context)[-2:] == ["store.altered", "store.accept"]
    context.store.close()
    assert verify(path).whole, "from here on it is counted anew"
    assert notices(path) == []


def test_where_nothing_was_changed_there_is_nothing_to_accept(context: Context) -> None:
    with pytest.raises(NotFound):
        store_care.accept_alteration(context)


def test_a_backup_from_before_knows_nothing_of_it(centre: SmallCentre) -> None:
    context = centre.context
    before = store_care.back_up_now(context)
    context.store.close()
    by_hand(file_of(context), DECLINED)
    altered = opened(file_of(context))
    store_care.restore(altered, before.path)
    assert codes(file_of(context)) == []


def test_the_first_write_takes_the_seal_off_on_record_and_closing_puts_it_on(path: Path) -> None:
    context = opened(path)
    before = deeds(context)
    add(context, "A")
    add(context, "B")
    context.store.close()
    assert deeds(context)[len(before) :] == ["store.open", "store.close"]


def test_who_only_looks_leaves_no_trace(path: Path) -> None:
    before = path.read_bytes()
    context = opened(path)
    trail = deeds(context)
    context.store.close()
    assert deeds(context) == trail
    assert codes(path) == []
    assert len(before) == path.stat().st_size


def test_a_write_that_is_taken_back_leaves_the_seal(path: Path) -> None:
    context = opened(path)
    with pytest.raises(RuntimeError), context.write():
        raise RuntimeError("halfway")
    assert deeds(context)[-1] == "store.close"
    assert codes(path) == []
    context.store.close()


def killed(path: Path) -> None:
    """As a program leaves it that wrote and was killed."""
    context = opened(path)
    add(context, "A")
    context.store.reader.dispose()
    context.store.writer.dispose()


def test_a_store_that_was_not_closed_in_order_says_so_and_has_no_fault(path: Path) -> None:
    killed(path)
    assert codes(path) == []
    (notice,) = notices(path)
    assert notice.startswith("The store was not closed in order")
    assert codes(path) == []


def test_a_store_that_others_have_open_is_in_order(path: Path) -> None:
    first = opened(path)
    add(first, "A")
    assert codes(path) == []
    assert notices(path) == []
    first.store.close()


def test_a_store_of_a_version_that_left_no_seal_is_not_missed_one(store_path: Path) -> None:
    """It was made and copied before anybody worked in it; its layout is of that version."""
    by_hand(store_path, UNSEALED, "UPDATE alembic_version SET version_num = '0001'")
    assert "content" not in codes(store_path)


def test_what_is_changed_after_a_second_window_closed_is_found(path: Path) -> None:
    first, second = opened(path), opened(path)
    add(first, "A")
    second.store.close()
    add(first, "B")
    first.store.close()
    assert codes(path) == []
    by_hand(path, DECLINED)
    assert codes(path) == ["content"]


def test_a_seal_that_could_not_be_left_is_missed(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    context = opened(path)
    add(context, "A")

    def too_large(_connection: Any) -> str:
        raise driver.DataError("string or blob too big")

    monkeypatch.setattr(seal, "content_digest", too_large)
    context.store.close()
    monkeypatch.undo()
    (notice,) = notices(path)
    assert notice.startswith("The store was not closed in order")


def test_a_large_content_is_sealed_a_piece_at_a_time(context: Context) -> None:
    """Thirty files of 4 MB: the digest holds about one of them at a time."""
    resource = pytest.importorskip("resource", reason="Windows counts memory otherwise")
    with closing(connect(file_of(context))) as connection:
        connection.execute("CREATE TABLE large (id INTEGER PRIMARY KEY, content BLOB)")
        for _ in range(30):
            connection.execute("INSERT INTO large (content) VALUES (zeroblob(4000000))")
        before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
        seal.content_digest(connection)
    grown = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before
    assert grown < 60_000  # kB


def test_equal_rows_are_digested_alike_wherever_they_came_from() -> None:
    """Neither who else holds a string, nor that it is a name in the code, makes a difference."""
    text = "".join(["a", "b"])
    rows = ([("ab", "a", 1, 1.5, None)], [(text, text[0], 1, 1.5, None)])
    assert marshal.dumps(rows[0], 2) == marshal.dumps(rows[1], 2)
