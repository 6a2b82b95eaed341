"""A second place for backups, on another disk: each is copied there, and its failure is told."""

from __future__ import annotations

from contextlib import closing
from pathlib import Path

import pytest

from app.bootstrap import open_store
from app.context import Actor, Context
from app.errors import BadInput, NotAllowed
from app.models import Department
from app.reading.keeping import store
from app.rules.deeds import Deed
from app.services.keeping import store_care, store_settings
from app.store.sqlite import backups, second
from app.store.sqlite.engine import connect
from app.store.sqlite.verify import verify
from tests.conftest import KEEPER
from tests.factories import SmallCentre, TestClock, file_of

SAME_DISK = "The second place for backups, {path}, is on the disk of the store"


@pytest.fixture(autouse=True)
def _another_disk(monkeypatch: pytest.MonkeyPatch) -> None:
    """A test has one disk: nobody doubts it, but in the test of that."""
    monkeypatch.setattr(second, "doubts", lambda _folder, _store: iter(()))


@pytest.fixture
def place(context: Context, tmp_path: Path) -> Path:
    folder = tmp_path / "other disk"
    folder.mkdir()
    store_settings.keep_second(context, folder)
    return folder


def names(folder: Path) -> set[str]:
    return {each.path.name for each in backups.in_folder(folder)}


def start_of_day(context: Context, clock: TestClock) -> list[str]:
    """Open the store on the next day, write and close it; what its keeper was told."""
    clock.pass_by(days=1)
    opened = open_store(file_of(context), KEEPER, clock)
    with opened.write() as session:
        session.add(Department(name=f"{clock.now}"))
        opened.audit(session, Deed.DEPARTMENT_ADD, "department:0")
    opened.store.close()
    return [notice.msgid for notice in opened.store.notices]


def test_a_backup_by_hand_is_copied_there_whole(context: Context, place: Path) -> None:
    backup = store_care.back_up_now(context)
    copy = place / backup.path.name
    assert copy.read_bytes() == backup.path.read_bytes()
    assert verify(copy).whole
    assert context.store.notices == []


def test_the_days_backup_is_copied_there_and_rotated_as_here(
    context: Context, place: Path, clock: TestClock
) -> None:
    store_settings.keep_backups(context, 3)
    for _ in range(5):
        assert start_of_day(context, clock) == []
    assert len(names(place)) == 3
    assert names(place) <= names(backups.folder_of(file_of(context)))


def test_what_was_changed_by_hand_is_copied_there_and_pushes_nothing_out(
    context: Context, place: Path, clock: TestClock
) -> None:
    store_settings.keep_backups(context, 3)
    context.store.close()
    for _ in range(3):
        start_of_day(context, clock)
    with closing(connect(file_of(context))) as connection:
        connection.execute("UPDATE setting SET value = 'Theirs' WHERE key = 'centre_name'")
    start_of_day(context, clock)
    assert len(names(place)) == 4


def test_another_stores_copies_there_are_left_alone(
    context: Context, place: Path, store_template: Path, clock: TestClock
) -> None:
    (theirs,) = backups.all_of(store_template)
    other = place / theirs.path.name.replace(theirs.head, "0" * 16)
    other.write_bytes(theirs.path.read_bytes())
    store_settings.keep_backups(context, 3)
    for _ in range(5):
        start_of_day(context, clock)
    assert other.exists()
    assert len(names(place)) == 4


def test_a_disk_that_is_not_connected_is_told_and_no_folder_is_made(
    context: Context, place: Path, clock: TestClock
) -> None:
    place.rmdir()
    (told,) = start_of_day(context, clock)
    assert told.endswith("is not there. Is its disk connected?")
    assert not place.exists()
    assert len(backups.all_of(file_of(context))) == 2


def test_a_disk_that_fails_is_told_and_keeps_nothing_unfinished(
    context: Context, place: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(_path: Path) -> None:
        raise OSError(28, "No space left on device")

    own = backups.settle
    monkeypatch.setattr(
        backups, "settle", lambda path: full(path) if path.is_relative_to(place) else own(path)
    )
    backup = store_care.back_up_now(context)
    (notice,) = context.store.notices
    assert notice.params == {"path": str(place), "reason": "No space left on device"}
    assert backup.path.exists()
    assert not list(place.iterdir())
    monkeypatch.undo()


def test_a_copy_that_reads_otherwise_is_not_kept(
    context: Context, place: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    own = backups.digest_of
    monkeypatch.setattr(
        backups, "digest_of", lambda path: "0" * 16 if path.parent == place else own(path)
    )
    store_care.back_up_now(context)
    assert [notice.msgid for notice in context.store.notices] == [
        "The second place for backups took no copy: {path}: {reason}."
    ]
    assert not list(place.iterdir())


def test_what_was_told_is_over_once_a_copy_went_well(context: Context, place: Path) -> None:
    place.rmdir()
    store_care.back_up_now(context)
    assert len(context.store.notices) == 1
    place.mkdir()
    store_care.back_up_now(context)
    assert context.store.notices == []


def test_a_folder_that_is_no_second_place_is_refused(context: Context, tmp_path: Path) -> None:
    path = file_of(context)
    for unfit in (
        tmp_path / "none",
        Path("relative"),
        path,
        path.parent,
        backups.folder_of(path),
    ):
        with pytest.raises(BadInput):
            store_settings.keep_second(context, unfit)
    assert store.summary(context).second_place == ""


def test_a_folder_on_the_same_disk_is_told(
    context: Context, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.undo()
    folder = tmp_path / "same disk"
    folder.mkdir()
    (doubt,) = store_settings.keep_second(context, folder)
    assert doubt.msgid.startswith(SAME_DISK)
    store_care.back_up_now(context)
    assert [notice.msgid for notice in context.store.notices] == [doubt.msgid]
    assert names(folder)


def test_it_is_shown_and_on_record_and_can_be_given_up(context: Context, place: Path) -> None:
    assert store.summary(context).second_place == str(place)
    store_settings.keep_second(context, None)
    assert store.summary(context).second_place == ""
    store_care.back_up_now(context)
    assert not list(place.iterdir())


def test_what_only_the_second_place_has_can_be_gone_back_to(context: Context, place: Path) -> None:
    backup = store_care.back_up_now(context)
    assert [each.path.name for each in store.backups(context)].count(backup.path.name) == 1
    backup.path.unlink()
    last = store.backups(context)[-1]
    assert last.path == place / backup.path.name
    store_care.restore(context, last.path)
    assert context.store.verify().whole


def test_only_who_looks_after_the_store_sets_it(centre: SmallCentre, tmp_path: Path) -> None:
    head = centre.context.acting_as(Actor("1000", centre.people["1000"]))
    with pytest.raises(NotAllowed):
        store_settings.keep_second(head, tmp_path)
    with pytest.raises(NotAllowed):
        store_care.accept_alteration(head)
