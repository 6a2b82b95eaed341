"""Certificates lie beside the store: kept once, found by every state of it, and looked over."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

import pytest
from sqlalchemy import insert, select

from app.bootstrap import create_store, filling_store, restore_store, verify_store
from app.context import BackupKind, Context
from app.errors import StoreProblem
from app.models import Leave, LeaveCertificate
from app.rules.deeds import Deed
from app.rules.vocabulary import LeaveStatus
from app.store.places import place_at
from app.store.sqlite.certificates import copy_missing, folder_of
from tests.conftest import KEEPER
from tests.factories import NOW, SmallCentre, TestClock, as_it_stands, file_of

ONE, TWO = b"the first certificate", b"the second certificate"


def hand_in(context: Context, content: bytes, no: str = "L-00012") -> str:
    """As the service does, without its rules; the digest."""
    with context.write() as session:
        leave = session.scalar(select(Leave.id).where(Leave.leave_no == no))
        if leave is None:
            row = Leave(
                leave_no=no, person_id=_anybody(context), filed_by_no="1001", filed_at=NOW,
                kind="sick", first_date=NOW.date(), last_date=NOW.date(),
                status=LeaveStatus.PENDING,
            )  # fmt: skip
            session.add(row)
            session.flush()
            leave = row.id
        digest = context.store.keep_certificate(content)
        session.execute(
            insert(LeaveCertificate).values(
                leave_id=leave, file_name="a.pdf", media_type="application/pdf", digest=digest,
                size=len(content), first_date=NOW.date(), last_date=NOW.date(),
                handed_in_at=NOW, by_no="1001",
            )
        )  # fmt: skip
        context.audit(session, Deed.CERTIFICATE_HAND_IN, f"leave:{no}")
        return digest


def _anybody(context: Context) -> int:
    from app.models import Person

    with context.read() as session:
        return session.scalars(select(Person.id).limit(1)).one()


@pytest.fixture
def path(centre: SmallCentre) -> Path:
    return file_of(as_it_stands(centre.context))


def told(path: Path) -> list[tuple[str, str]]:
    return [(fault.code, fault.message.msgid) for fault in verify_store(path).faults]


def test_a_certificate_is_a_file_of_the_owner_alone_and_not_in_the_store(
    centre: SmallCentre, path: Path
) -> None:
    digest = hand_in(centre.context, ONE)
    file = folder_of(path) / digest
    assert file.read_bytes() == ONE
    assert [each.name for each in folder_of(path).iterdir()] == [digest], "nothing unfinished"
    if os.name != "nt":
        assert (folder_of(path).stat().st_mode & 0o777, file.stat().st_mode & 0o777) == (
            0o700, 0o600,
        )  # fmt: skip
    centre.context.store.close()
    assert ONE not in path.read_bytes()


def test_one_content_is_kept_once(centre: SmallCentre, path: Path) -> None:
    digests = {hand_in(centre.context, ONE), hand_in(centre.context, ONE, "L-00013")}
    assert len(digests) == 1
    assert len(list(folder_of(path).iterdir())) == 1


def test_a_store_with_its_certificates_is_whole(centre: SmallCentre, path: Path) -> None:
    hand_in(centre.context, ONE)
    hand_in(centre.context, b"")
    assert told(path) == []


def _spoil(file: Path) -> None:
    file.write_bytes(bytes(len(ONE)))


def _replace_by_a_folder(file: Path) -> None:
    file.unlink()
    file.mkdir()


@pytest.mark.parametrize(
    ("harm", "said"),
    [
        (Path.unlink, "its file is gone"),
        (_spoil, "its file is not what was handed in"),
        (lambda file: file.write_bytes(ONE[:-1]), "its file is not what was handed in"),
        (_replace_by_a_folder, "its file is not what was handed in"),
    ],
    ids=["gone", "of other bytes", "shorter", "a folder"],
)
def test_each_certificate_that_is_not_there_as_handed_in_is_a_fault_with_a_remedy(
    centre: SmallCentre, path: Path, harm: Callable[[Path], object], said: str
) -> None:
    digest = hand_in(centre.context, ONE)
    hand_in(centre.context, TWO)
    harm(folder_of(path) / digest)
    (fault,) = verify_store(path).faults
    assert fault.code == "certificate"
    assert said in fault.message.msgid
    assert fault.message.params["which"] == "L-00012/a.pdf"
    assert fault.message.params["remedy"].params["name"] == digest
    with pytest.raises(StoreProblem, match="file is"):
        centre.context.store.certificate(digest)
    assert centre.context.store.certificate(hand_in(centre.context, TWO)) == TWO


def test_files_that_no_row_names_are_no_fault(centre: SmallCentre, path: Path) -> None:
    centre.context.store.keep_certificate(ONE)
    assert told(path) == []


def test_where_nothing_can_be_written_nothing_is_handed_in(centre: SmallCentre, path: Path) -> None:
    folder_of(path).write_text("in the way")
    with pytest.raises(StoreProblem, match="could not be kept"):
        hand_in(centre.context, ONE)
    with centre.context.read() as session:
        assert session.scalars(select(LeaveCertificate.id)).all() == []


def test_an_older_backup_and_the_newer_state_both_find_theirs(
    centre: SmallCentre, path: Path
) -> None:
    context = centre.context
    hand_in(context, ONE)
    older = context.store.back_up(BackupKind.MANUAL, NOW)
    hand_in(context, TWO)
    kept = context.store.restore(older.path, NOW, "x").kept
    assert told(path) == []
    assert kept is not None
    restore_store(path, kept, KEEPER, TestClock())
    assert told(path) == []
    assert len(list(folder_of(path).iterdir())) == 2


def test_backups_share_what_never_changes(centre: SmallCentre) -> None:
    small = centre.context.store.back_up(BackupKind.MANUAL, NOW)
    hand_in(centre.context, os.urandom(1_000_000))
    assert centre.context.store.back_up(BackupKind.MANUAL, NOW).size < small.size + 100_000


def test_a_second_place_takes_what_it_lacks_and_nothing_that_is_spoilt(
    centre: SmallCentre, path: Path, tmp_path: Path
) -> None:
    one, two = hand_in(centre.context, ONE), hand_in(centre.context, TWO)
    (folder_of(path) / two).write_bytes(b"spoilt")
    second = tmp_path / "disk" / "centre-certificates"
    assert copy_missing(folder_of(path), second) == 1
    assert copy_missing(folder_of(path), second) == 0
    assert [each.name for each in second.iterdir()] == [one]
    assert hand_in(centre.context, TWO) == two
    assert copy_missing(folder_of(path), second) == 1


def test_a_store_without_certificates_copies_none(path: Path, tmp_path: Path) -> None:
    assert copy_missing(folder_of(path), tmp_path / "second") == 0
    assert not (tmp_path / "second").exists()


@pytest.mark.parametrize("beside", ["disk/backups/", "disk/", "disk/backups/replaced/"])
def test_a_backup_that_is_restored_on_another_machine_brings_its_certificates(
    centre: SmallCentre, path: Path, tmp_path: Path, beside: str
) -> None:
    hand_in(centre.context, ONE)
    backup = centre.context.store.back_up(BackupKind.MANUAL, NOW).path
    place = tmp_path / beside
    place.mkdir(parents=True)
    moved = backup.rename(place / backup.name)
    folder_of(path).rename(tmp_path / "disk" / "centre-certificates")
    new = tmp_path / "machine" / "new.dutydesk"
    new.parent.mkdir()
    restore_store(new, moved, KEEPER, TestClock())
    assert told(new) == []


def test_a_backup_without_its_certificates_is_restored_and_they_are_told(
    centre: SmallCentre, path: Path, tmp_path: Path
) -> None:
    hand_in(centre.context, ONE)
    backup = centre.context.store.back_up(BackupKind.MANUAL, NOW).path
    new = tmp_path / "machine" / "new.dutydesk"
    new.parent.mkdir()
    folder_of(path).rename(tmp_path / "lost")
    restore_store(new, backup, KEEPER, TestClock())
    assert [code for code, _ in told(new)] == ["certificate"]


def test_a_store_that_is_filled_brings_its_certificates_to_its_place(tmp_path: Path) -> None:
    path = tmp_path / "centre.dutydesk"
    with filling_store(path) as context:
        digest = context.store.keep_certificate(ONE)
        context.store.close()
    assert (folder_of(path) / digest).read_bytes() == ONE
    assert {each.name for each in tmp_path.iterdir()} >= {path.name, folder_of(path).name}


def test_a_new_store_has_no_folder_before_it_has_a_certificate(tmp_path: Path) -> None:
    path = tmp_path / "centre.dutydesk"
    create_store(path).store.close()
    assert not folder_of(path).exists()


def test_a_store_that_is_removed_takes_its_certificates_along(tmp_path: Path) -> None:
    path = tmp_path / "centre.dutydesk"
    context = create_store(path)
    context.store.keep_certificate(ONE)
    context.store.close()
    place_at(path, tmp_path / "seen").remove()
    assert not path.exists()
    assert not folder_of(path).exists()
