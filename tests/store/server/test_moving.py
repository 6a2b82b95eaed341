"""A centre that moves from a file to a server, and back: all of it, or nothing."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import closing, contextmanager
from datetime import time
from functools import partial
from pathlib import Path

import pytest
from sqlalchemy import insert

from app.address import FileAddress, ServerAddress, StoreAddress, parse_address
from app.bootstrap import create_store, move_store, open_store, verify_store
from app.context import Context
from app.errors import BadInput, StoreMoved, StoreProblem
from app.exchange.moving import import_workbook
from app.models import Setting, ShiftType
from app.services.people.teams import add_department
from app.store.postgresql import making
from app.store.sqlite import upgrade
from app.store.sqlite.engine import connect
from tests.conftest import KEEPER
from tests.copied import by_hand, deeds, held, tables_in
from tests.exchange.books import centre as a_book
from tests.exchange.books import saved
from tests.factories import TestClock, a_person, as_it_stands, small_centre

pytestmark = pytest.mark.server

ODD = "a\tb\\n\r\n \\N '\"{} %s ✓ 张三 𠮷 \x7f"


@pytest.fixture
def file(tmp_path: Path) -> FileAddress:
    return FileAddress(tmp_path / "centre.dutydesk")


@pytest.fixture
def server(database: str) -> ServerAddress:
    address = parse_address(database)
    assert isinstance(address, ServerAddress)
    return address


def small(file: FileAddress) -> None:
    """With what every kind of column can hold, and a certificate."""
    context = small_centre(create_store(file, centre_name=ODD, actor=KEEPER, clock=TestClock()))
    with context.context.write() as session:
        session.execute(
            insert(ShiftType).values(
                code="X", name=ODD, night=True, start_at=time(0), end_at=time(23, 59, 59, 999_999)
            )
        )
        a_person(session, "9999", name=ODD)
    context.context.store.keep_certificate(b"what a hospital wrote")
    as_it_stands(context.context).store.close()


def test_a_small_centre_there_and_back(
    file: FileAddress, server: ServerAddress, tmp_path: Path
) -> None:
    small(file)
    there_and_back(file, server, tmp_path)


def test_the_demo_there_and_back(
    demo_made: Path, file: FileAddress, server: ServerAddress, tmp_path: Path
) -> None:
    shutil.copy(demo_made, file.file)
    kept = demo_made.with_name("demo-certificates")
    if kept.exists():
        shutil.copytree(kept, file.file.with_name("centre-certificates"))
    there_and_back(file, server, tmp_path)


def test_a_workbook_there_and_back(
    file: FileAddress, server: ServerAddress, tmp_path: Path
) -> None:
    context = create_store(file, actor=KEEPER, clock=TestClock())
    import_workbook(context, saved(tmp_path, a_book()))
    context.store.close()
    there_and_back(file, server, tmp_path)


def there_and_back(file: FileAddress, server: ServerAddress, tmp_path: Path) -> None:
    clock = TestClock()
    rows, trail, found = held(file)
    moved = move_store(file, server, clock)
    assert moved == sum(map(len, rows.values())) + len(trail) + 1  # its fingerprint
    assert_same(held(server), (rows, trail, found))
    back = FileAddress(tmp_path / "back" / "again.dutydesk")
    before = held(server)
    move_store(server, back, clock)
    assert_same(held(back), before)
    assert_same(held(file)[:1], (rows,))  # what it moved from stays as it was


def assert_same(now: tuple, before: tuple) -> None:  # type: ignore[type-arg]
    """The trail goes on, and all else is as it was."""
    assert now[0] == before[0]
    if len(now) > 1:
        assert now[1][: len(before[1])] == before[1]
        assert now[2] == before[2]


def test_both_say_where_it_went_and_whence(file: FileAddress, server: ServerAddress) -> None:
    small(file)
    move_store(file, server, TestClock())
    for address, told, said in ((file, "to", True), (server, "from", False)):
        context = open_store(address, KEEPER, TestClock())
        try:
            assert "store.move" in deeds(context)[-3:]
            notices = [notice.msgid for notice in context.store.notices]
            assert any(text.startswith("This centre moved to") for text in notices) is said, told
        finally:
            context.store.close()


def test_it_goes_on_where_it_was(file: FileAddress, server: ServerAddress) -> None:
    """New rows get numbers that none has, and what certificates hold is there."""
    small(file)
    move_store(file, server, TestClock())
    context = open_store(server, KEEPER, TestClock())
    try:
        add_department(context, "Another")
        digest = context.store.keep_certificate(b"what a hospital wrote")
        assert context.store.certificate(digest) == b"what a hospital wrote"
    finally:
        context.store.close()
    assert verify_store(server).whole


def refused(source: object, target: object, title: str) -> None:
    with pytest.raises((StoreProblem, BadInput)) as caught:
        move_store(source, target, TestClock())  # type: ignore[arg-type]
    assert caught.value.title.msgid == title


def test_what_is_not_moved_on_a_server(file: FileAddress, server: ServerAddress) -> None:
    small(file)
    refused(file, FileAddress(file.file.with_name("b.dutydesk")), "Nothing to move there.")
    refused(server, server, "Nothing to move there.")
    by_hand(server.url, "CREATE TABLE theirs (id int)")
    refused(file, server, "This is not a Dutydesk store.")
    assert tables_in(server.url) == ["public.theirs"]
    by_hand(server.url, "DROP TABLE theirs")
    create_store(server, actor=KEEPER, clock=TestClock()).store.close()
    refused(file, server, "There is something here already.")
    refused(server, file, "There is something here already.")
    by_hand(server.url, "UPDATE setting SET value = 'x' WHERE key = 'centre_name'")
    new = FileAddress(file.file.with_name("new.dutydesk"))
    refused(server, new, "The store is not whole and was not moved.")
    by_hand(server.url, "UPDATE alembic_version SET version_num = '9999'")
    refused(server, new, "The store is newer than this program.")
    assert not new.file.exists()


def test_what_is_not_moved_of_a_file(file: FileAddress, server: ServerAddress) -> None:
    refused(file, server, "There is no store here.")
    small(file)
    with closing(connect(file.file)) as connection:
        connection.execute("UPDATE person SET name = 'Nobody' WHERE employee_no = '1001'")
    refused(file, server, "The store is not whole and was not moved.")
    with closing(connect(file.file)) as connection:
        connection.execute("UPDATE alembic_version SET version_num = '9999'")
    refused(file, server, "The store is newer than this program.")
    assert tables_in(server.url) == []


def test_backups_of_a_file_that_is_gone_keep_its_name(
    file: FileAddress, server: ServerAddress
) -> None:
    create_store(server, actor=KEEPER, clock=TestClock()).store.close()
    small(file)
    file.file.unlink()
    refused(server, file, "The store is gone.")


def stopped(*_words: object, **_named: object) -> None:
    raise KeyboardInterrupt


def test_a_move_that_is_stopped_leaves_nothing(
    file: FileAddress, server: ServerAddress, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    small(file)
    with monkeypatch.context() as patch:
        patch.setattr(making, "note", stopped)
        with pytest.raises(KeyboardInterrupt):
            move_store(file, server, TestClock())
    assert tables_in(server.url) == []
    assert is_unmoved(open_store(file, KEEPER, TestClock()))
    move_store(file, server, TestClock())
    new = FileAddress(tmp_path / "new" / "new.dutydesk")
    with monkeypatch.context() as patch:
        patch.setattr(upgrade, "take_up", stopped)
        with pytest.raises(KeyboardInterrupt):
            move_store(server, new, TestClock())
    left = {path.name for path in new.file.parent.iterdir()}
    assert left == {"new-certificates"}  # which do no harm, and are found again
    assert is_unmoved(open_store(server, KEEPER, TestClock()))


def is_unmoved(context: Context) -> bool:
    try:
        with context.read() as session:
            return session.get(Setting, "moved_to") is None
    finally:
        context.store.close()


def test_nothing_moves_while_others_are_at_work(file: FileAddress, server: ServerAddress) -> None:
    small(file)
    busy = "Others are at work in this store."
    with opened(file):
        refused(file, server, busy)
    move_store(file, server, TestClock())
    new = FileAddress(file.file.with_name("new.dutydesk"))
    with opened(server):
        refused(server, new, busy)
    assert not new.file.exists()
    move_store(server, new, TestClock())


def test_what_moved_takes_nothing_any_more_and_does_not_move_again(
    file: FileAddress, server: ServerAddress
) -> None:
    small(file)
    move_store(file, server, TestClock())
    context = open_store(file, KEEPER, TestClock())
    for tried in (context.store.check_same, partial(add_department, context, "Lost")):
        with pytest.raises(StoreMoved):
            tried()
    context.store.close()
    refused(file, server, "There is something here already.")
    by_hand(server.url, "DROP SCHEMA public CASCADE; CREATE SCHEMA public")
    refused(file, server, "The centre is not here any more.")


def test_of_a_server_that_moved_whoever_waited_is_told(
    file: FileAddress, server: ServerAddress
) -> None:
    small(file)
    move_store(file, server, TestClock())
    context = open_store(server, KEEPER, TestClock())
    context.store.close()
    move_store(server, FileAddress(file.file.with_name("new.dutydesk")), TestClock())
    for tried in (context.store.check_same, partial(add_department, context, "Lost")):
        with pytest.raises(StoreMoved):
            tried()
    context.store.close()


@contextmanager
def opened(address: StoreAddress) -> Iterator[None]:
    """Somebody has the store open, and has read in it."""
    context = open_store(address, KEEPER, TestClock())
    with context.read():
        yield
    context.store.close()
