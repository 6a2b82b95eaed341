"""What each migration does to a store that people have worked with."""

from __future__ import annotations

from contextlib import closing
from hashlib import sha256
from pathlib import Path

import pytest
from sqlalchemy import select, update

from app.bootstrap import open_store, restore_store
from app.context import BackupKind
from app.models import AuditEntry, Leave, LeaveCertificate, StaffingNeed
from app.queries import facts
from app.queries.keeping import shifts
from app.rules.deeds import Deed
from app.rules.vocabulary import LeaveStatus
from app.store import schema
from app.store.sqlite import backups, certificates
from app.store.sqlite.certificates import folder_of
from app.store.sqlite.engine import connect
from app.store.sqlite.identity import revision_of
from app.store.sqlite.verify import verify
from tests.conftest import KEEPER
from tests.factories import NOW, TestClock
from tests.papers import a_pdf
from tests.store.older import ROWS, STATES, store_at

PAPERS = [a_pdf(seed, 400_000) for seed in (1, 2, 3, 3)]
"""The same was handed in twice."""


def rows(path: Path, table: str, columns: str = "*") -> list[tuple[object, ...]]:
    with closing(connect(path)) as connection:
        return list(connection.execute(f"SELECT {columns} FROM {table} ORDER BY id"))


@pytest.fixture
def older(tmp_path: Path) -> Path:
    """A store of 0002, with certificates in it."""
    path = tmp_path / "centre.dutydesk"
    store_at("0002", path, tmp_path, PAPERS)
    assert verify(path).whole, "as the older program says too"
    return path


def kept(path: Path) -> list[bytes]:
    return sorted(file.read_bytes() for file in folder_of(path).iterdir())


def test_0002_leaves_keep_every_row_and_may_expire_from_then_on(tmp_path: Path) -> None:
    path = tmp_path / "centre.dutydesk"
    store_at("0001", path, tmp_path)
    assert revision_of(path) == "0001"
    columns = {
        "leave": "id, leave_no, person_id, filed_at, kind, status",
        "leave_cancellation": "*",
    }
    before = {table: rows(path, table, columns[table]) for table in columns}
    context = open_store(path, KEEPER, TestClock())
    assert {table: rows(path, table, columns[table]) for table in before} == before
    with context.write() as session:
        pending = Leave.status == LeaveStatus.PENDING
        session.execute(update(Leave).where(pending).values(status=LeaveStatus.EXPIRED))
        states = session.scalars(select(Leave.status).order_by(Leave.id)).all()
        papers = session.scalars(
            select(Leave.leave_no).join(LeaveCertificate).order_by(Leave.leave_no)
        )
        assert list(papers) == ["L-0", "L-1", "L-2", "L-3"], "certificates still know their leave"
        context.audit(session, Deed.LEAVE_EXPIRE, "leave")
    assert states[0] is LeaveStatus.EXPIRED
    assert context.store.verify().whole
    context.store.close()
    assert revision_of(path) == schema.HEAD


def test_0003_certificates_become_files_and_their_rows_stay(older: Path) -> None:
    columns = "id, leave_id, file_name, media_type, first_date, last_date, handed_in_at, by_no"
    before = rows(older, "leave_certificate", columns)
    context = open_store(older, KEEPER, TestClock())
    assert rows(older, "leave_certificate", columns) == before
    named = rows(older, "leave_certificate", "digest, size")
    assert named == [(sha256(paper).hexdigest(), len(paper)) for paper in PAPERS]
    assert kept(older) == sorted(set(PAPERS)), "each once"
    assert [context.store.certificate(str(digest)) for digest, _ in named] == PAPERS
    assert context.store.verify().whole
    context.store.close()
    assert older.stat().st_size < 4 * len(PAPERS[0]), "what moved out takes no room in backups"


def test_0003_the_trail_keeps_its_links_and_goes_on_from_them(older: Path) -> None:
    links = [link for (link,) in rows(older, "audit_entry", "mac")]
    before = backups.take(older, BackupKind.MANUAL, NOW)
    context = open_store(older, KEEPER, TestClock())
    with context.read() as session:
        now = session.scalars(select(AuditEntry.mac).order_by(AuditEntry.id)).all()
    assert now[:ROWS] == links
    assert len(now) == ROWS + 1
    report = context.store.verify()
    assert report.whole
    assert report.anchors == 3, "of the backup by hand, before the migration, and of the day"
    assert (before.rows, before.head) == (ROWS, str(links[-1])[:16])
    context.store.close()


def test_0003_a_link_that_was_tampered_with_before_is_found_after(older: Path) -> None:
    with closing(connect(older)) as connection:
        connection.execute("DROP TRIGGER audit_entry_no_update")
        connection.execute("UPDATE audit_entry SET mac = 'x' WHERE id = 3")
    context = open_store(older, KEEPER, TestClock())
    assert "audit" in {fault.code for fault in context.store.verify().faults}
    context.store.close()


def test_0003_that_fails_halfway_leaves_the_older_store_and_can_be_repeated(
    older: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = {table: rows(older, table) for table in ("leave_certificate", "audit_entry")}
    keep = certificates.keep

    def keep_two(folder: Path, content: bytes) -> str:
        if content == PAPERS[2]:
            raise RuntimeError("the power is gone")
        return keep(folder, content)

    with monkeypatch.context() as patch, pytest.raises(RuntimeError, match="power"):
        patch.setattr(certificates, "keep", keep_two)
        open_store(older, KEEPER, TestClock())
    assert revision_of(older) == "0002"
    assert {table: rows(older, table) for table in before} == before
    assert verify(older).whole
    open_store(older, KEEPER, TestClock()).store.close()
    assert kept(older) == sorted(set(PAPERS))


def test_0003_an_older_backup_that_is_restored_gives_its_certificates_to_the_store(
    older: Path, tmp_path: Path
) -> None:
    backup = backups.take(older, BackupKind.MANUAL, NOW, tmp_path / "elsewhere")
    fresh = tmp_path / "fresh" / "centre.dutydesk"
    fresh.parent.mkdir()
    restore_store(fresh, backup.path, KEEPER, TestClock())
    assert kept(fresh) == sorted(set(PAPERS))
    assert [path.name for path in sorted(fresh.parent.iterdir())] == [
        "centre-certificates", "centre.dutydesk",
    ]  # fmt: skip
    context = open_store(fresh, KEEPER, TestClock())
    assert context.store.verify().whole
    with context.read() as session:
        assert len(session.scalars(select(LeaveCertificate.id)).all()) == len(STATES)
    context.store.close()


NEEDED = (
    "INSERT INTO shift_need (team_id, shift_id, weekday, needed) VALUES (1, 1, 0, 3)",
    "INSERT INTO shift_need (team_id, shift_id, weekday, needed) VALUES (2, 3, 6, 2)",
    "INSERT INTO shift_need (team_id, shift_id, weekday, needed) VALUES (NULL, 1, 0, 9)",
)
"""Team B has the number 2, the night shift 3; both teams are of department 1."""


@pytest.mark.parametrize(("more", "staffed_as"), [(NEEDED, 7), ((), 0)])
def test_0014_needs_by_weekday_go_on_and_so_do_the_holidays_where_there_were_any(
    tmp_path: Path, more: tuple[str, ...], staffed_as: int
) -> None:
    path = tmp_path / "centre.dutydesk"
    store_at("0013", path, tmp_path, more=more)
    context = open_store(path, KEEPER, TestClock())
    with context.read() as session:
        found = {
            (need.department_id, need.team_id, need.shift_id, need.weekday, need.least)
            for need in session.scalars(select(StaffingNeed))
        }
        policy = facts.policies(session).at(NOW)
        grid = shifts.needs(session, 1), shifts.needs(session, None)
    assert found == ({(1, 1, 1, 0, 3), (1, 2, 3, 6, 2), (None, None, 1, 0, 9)} if more else set())
    assert grid == (({(1, 0): 3}, {(1, 0): 9}) if more else ({}, {}))
    assert policy.need_holiday_weekday == staffed_as
    assert context.store.verify().whole
    context.store.close()
    assert revision_of(path) == schema.HEAD
