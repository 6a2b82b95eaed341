"""What each migration does to a store that people have worked with."""

from __future__ import annotations

import shutil
from contextlib import closing
from datetime import date
from pathlib import Path

import pytest
from sqlalchemy import select, update

from app.bootstrap import create_store, open_store
from app.models import Leave, LeaveCancellation, LeaveCertificate
from app.rules.deeds import Deed
from app.rules.vocabulary import LeaveStatus
from app.store import migrate, schema
from app.store.sqlite.engine import connect
from app.store.sqlite.identity import revision_of
from tests.conftest import KEEPER
from tests.factories import NOW, TestClock, small_centre

DAY = date(2026, 10, 20)


def store_at(revision: str, path: Path, folder: Path) -> None:
    """A store as the program with that newest migration left it, with leaves of every state."""
    own = Path(migrate.__file__).parent / "migrations"
    shutil.copytree(own, folder, ignore=shutil.ignore_patterns("__pycache__"))
    for later in (folder / "versions").glob("m*.py"):
        if later.name[1:5] > revision:
            later.unlink()
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(migrate, "LOCATION", str(folder))
        patch.setattr(schema, "HEAD", revision)
        context = create_store(path, zone="Asia/Shanghai", clock=TestClock())
        centre = small_centre(context)
        with context.write() as session:
            for place, state in enumerate(("pending", "approved", "declined", "withdrawn")):
                leave = Leave(
                    leave_no=f"L-{place}", person_id=centre.people["1001"], filed_by_no="1001",
                    filed_at=NOW, kind="sick", first_date=DAY, last_date=DAY, reason="flu",
                    status=LeaveStatus(state), version=place + 1,
                )  # fmt: skip
                session.add(leave)
                session.flush()
                session.add(
                    LeaveCancellation(
                        leave_id=leave.id, reason="better", filed_at=NOW, by_no="1001",
                        status=LeaveStatus(state),
                    )
                )  # fmt: skip
                session.add(
                    LeaveCertificate(
                        leave_id=leave.id, file_name="a.pdf", media_type="application/pdf",
                        content=b"%PDF-", first_date=DAY, last_date=DAY, handed_in_at=NOW,
                        by_no="1001",
                    )
                )  # fmt: skip
        context.store.close()


def rows(path: Path, table: str) -> list[tuple[object, ...]]:
    with closing(connect(path)) as connection:
        return list(connection.execute(f"SELECT * FROM {table} ORDER BY id"))


def test_0002_leaves_keep_every_row_and_may_expire_from_then_on(tmp_path: Path) -> None:
    path = tmp_path / "centre.dutydesk"
    store_at("0001", path, tmp_path / "migrations")
    assert revision_of(path) == "0001"
    before = {table: rows(path, table) for table in ("leave", "leave_cancellation")}
    context = open_store(path, KEEPER, TestClock())
    assert {table: rows(path, table) for table in before} == before
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
