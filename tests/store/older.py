"""Stores as an older program left them: its schema, its way of keeping things, its chain."""

from __future__ import annotations

import shutil
from collections.abc import Sequence
from contextlib import closing
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest

from app.bootstrap import create_store
from app.models import Leave, LeaveCancellation
from app.rules.vocabulary import LeaveStatus
from app.store import audit, migrate
from app.store.sqlite import objects
from app.store.sqlite.engine import APPLICATION_ID, connect, make_engine
from tests.factories import NOW, TestClock, small_centre

DAY = date(2026, 10, 20)
STATES = ("pending", "approved", "declined", "withdrawn")
ROWS = 5
"""Of the trail."""
_OTHERWISE = ("alembic_version", "audit_entry", "leave_certificate")


def store_at(
    revision: str,
    path: Path,
    scratch: Path,
    papers: list[bytes] | None = None,
    more: Sequence[str] = (),
) -> None:
    """The small centre as the program with that newest migration left it at `path`, with a leave
    of every state, each with one of the `papers` in the table itself (before 0003), and what
    `more` statements put there."""
    newest = scratch / "newest.dutydesk"
    _fill(newest)
    _make(revision, path, scratch / "migrations")
    with closing(connect(path)) as old:
        old.execute("ATTACH ? AS newest", (str(newest),))
        old.execute("BEGIN")
        for (table,) in old.execute(
            "SELECT name FROM main.sqlite_schema WHERE type = 'table'"
            " INTERSECT SELECT name FROM newest.sqlite_schema"
        ).fetchall():
            if table not in _OTHERWISE:
                columns = ", ".join(
                    row[1] for row in old.execute(f"PRAGMA main.table_info({table})")
                )
                old.execute(
                    f"REPLACE INTO main.{table} ({columns}) SELECT {columns} FROM newest.{table}"
                )
        in_table = revision < "0003"
        for leave, content in enumerate(papers or [b"%PDF-"] * len(STATES) * in_table, start=1):
            old.execute(
                "INSERT INTO leave_certificate VALUES "
                "(NULL, ?, 'a.pdf', 'application/pdf', ?, ?, ?, ?, '1001')",
                (leave, content, str(DAY), str(DAY), _at(NOW)),
            )
        for statement in more:
            old.execute(statement)
        _seal(old)
        old.execute("COMMIT")


def _fill(path: Path) -> None:
    context = create_store(path, zone="Asia/Shanghai", clock=TestClock())
    centre = small_centre(context)
    with context.write() as session:
        for place, state in enumerate(STATES):
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
    context.store.close()


def _make(revision: str, path: Path, folder: Path) -> None:
    own = Path(migrate.__file__).parent / "migrations"
    shutil.copytree(own, folder, ignore=shutil.ignore_patterns("__pycache__"))
    for later in (folder / "versions").glob("m*.py"):
        if later.name[1:5] > revision:
            later.unlink()
    engine = make_engine(path, writing=True, mode="rwc")
    with pytest.MonkeyPatch.context() as patch, engine.begin() as connection:
        patch.setattr(migrate, "LOCATION", str(folder))
        migrate.run(connection, lambda _content: "")
    engine.dispose()


def _seal(old: Any) -> None:
    """The fingerprint of that schema and a trail that names it, each link with the one before."""
    old.execute(f"PRAGMA application_id={APPLICATION_ID}")
    seen = objects.fingerprint(old.execute(objects.ALL))
    old.execute("UPDATE setting SET value = ? WHERE key = 'schema_fingerprint'", (seen,))
    old.execute("DELETE FROM setting WHERE key = 'content_seal'")
    (key,) = old.execute("SELECT value FROM setting WHERE key = 'audit_key'").fetchone()
    previous = audit.GENESIS
    for number in range(1, ROWS + 1):
        row = {
            "id": number, "at": NOW, "actor": "os:keeper", "action": "store.migrate",
            "subject": "store", "before": None, "after": f'{{"fingerprint":"{seen}"}}',
        }  # fmt: skip
        mac = audit.link(key, previous, row)
        values = [*(row | {"at": _at(NOW)}).values(), *_linked(old, previous, mac)]
        old.execute(f"INSERT INTO audit_entry VALUES ({', '.join('?' * len(values))})", values)
        previous = mac


def _linked(old: Any, previous: str, mac: str) -> tuple[Any, ...]:
    """The last columns of an entry: since 0003 only its own link, as bytes."""
    columns = {row[1] for row in old.execute("PRAGMA main.table_xinfo(audit_entry)")}
    return (bytes.fromhex(mac),) if "link" in columns else (previous, mac)


def _at(moment: datetime) -> str:
    return moment.astimezone(UTC).strftime("%Y-%m-%d %H:%M:%S.%f")
