"""The audit trail: what the database refuses, and what verification sees all the same."""

from __future__ import annotations

import hmac
import json
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import insert, select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from app.bootstrap import open_store
from app.context import BackupKind, Context
from app.models import (
    AppealPoint,
    AppealStep,
    AuditEntry,
    CardReading,
    Decision,
    Department,
    DutyDone,
    DutyStep,
    Handover,
    HandoverAddition,
    HandoverItem,
    HandoverReadBack,
    HandoverSeal,
    HandoverStep,
    Inspection,
    ItemScore,
    Leave,
    LeaveBalance,
    LeaveCertificate,
    PolicyValue,
    ReportStep,
    RosterChange,
    RosterVersion,
    SampleDraw,
    ShiftType,
    UpwardReport,
)
from app.rules.deeds import Deed
from app.rules.vocabulary import (
    AdditionKind,
    AppealStepKind,
    BalanceEntry,
    DutyStepKind,
    ItemMove,
    LeaveStatus,
    LogSide,
    ReportAction,
    ReportKind,
    Section,
)
from app.store import audit
from app.store.held import Said
from app.store.schema import LEDGERS
from app.store.sqlite.engine import connect
from app.store.sqlite.verify import verify
from tests.conftest import KEEPER
from tests.factories import SmallCentre, as_it_stands, file_of


@pytest.fixture
def trail(context: Context) -> Context:
    """A store whose trail has ten rows: the migration's, the opening's and eight more."""
    for number in range(3, 11):
        with context.write() as session:
            session.add(Department(name=f"D{number}"))
            context.audit(session, Deed.DEPARTMENT_ADD, f"department:{number}", None, {"n": number})
    return context


def codes(path: Path) -> set[str]:
    return {fault.code for fault in verify(path).faults}


def test_a_change_and_its_audit_row_are_one(context: Context) -> None:
    with pytest.raises(RuntimeError), context.write() as session:
        session.add(Department(name="Service"))
        context.audit(session, Deed.DEPARTMENT_ADD, "department:1")
        raise RuntimeError("halfway")
    assert verify(file_of(context)).audit_rows == 2, "the migration's and the opening's"


def test_the_trail_says_who_when_what_from_what_to_what(context: Context) -> None:
    with context.write() as session:
        context.audit(session, Deed.PERSON_EDIT, "1001", {"name": "安娜"}, {"name": "Anna"})
    with context.read() as session:
        row = session.scalars(select(AuditEntry).order_by(AuditEntry.id.desc()).limit(1)).one()
    assert (row.actor, row.at, row.action, row.subject) == (
        KEEPER.name, context.now(), "person.edit", "1001",
    )  # fmt: skip
    told = [json.loads(change or "") for change in (row.before, row.after)]
    assert told == [{"name": "安娜"}, {"name": "Anna"}]


@pytest.mark.parametrize("text", ['安娜 "A"', "a\\b\n\t\x01\x7f\u2028", "", "😀", None])
def test_a_link_is_of_the_canonical_json_of_the_row_and_the_link_before(text: str | None) -> None:
    """As every store has it since the first: its trail could not be read otherwise."""
    at = datetime(2026, 10, 15, 1, 0, 0, 5000, tzinfo=UTC)
    row = {
        "id": 7, "actor": "1001", "action": "person.edit", "subject": text or "person:1001",
        "before": None, "after": text,
    }  # fmt: skip
    whole = {**row, "previous": "a" * 64, "at": "2026-10-15T01:00:00.005000+00:00"}
    told = json.dumps(whole, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    linked = hmac.digest(b"\x01" * 32, told.encode(), "sha256").hex()
    assert audit.link("01" * 32, "a" * 64, {**row, "at": at}) == linked


def test_an_untouched_trail_is_whole(trail: Context) -> None:
    report = verify(file_of(trail))
    assert report.whole
    assert (report.audit_rows, report.anchors) == (10, 1)


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE audit_entry SET actor = 'somebody' WHERE id = 3",
        "DELETE FROM audit_entry WHERE id = 10",
        "DELETE FROM audit_entry",
        "UPDATE setting SET value = '00' WHERE key = 'audit_key'",
        "DELETE FROM setting WHERE key = 'audit_key'",
        "REPLACE INTO setting VALUES ('audit_key', '00')",
    ],
)
def test_the_database_refuses_to_change_the_trail_or_its_key(
    trail: Context, statement: str
) -> None:
    with pytest.raises(IntegrityError), trail.write() as session:
        session.connection().exec_driver_sql(statement)
    assert verify(file_of(trail)).whole


@pytest.mark.parametrize(
    ("number", "link"),
    [(3, "0" * 64), (12, "0" * 64), (11, "00"), (0, "0" * 64), (-1, "0" * 64)],
    ids=["replacing", "leaving a gap", "half a link", "before the first", "negative"],
)
def test_the_database_takes_the_next_link_only(trail: Context, number: int, link: str) -> None:
    row = {
        "id": number, "at": trail.now(), "actor": "x", "action": "x", "subject": "x",
        "before": None, "after": None, "link": link,
    }  # fmt: skip
    with pytest.raises(IntegrityError), trail.write() as session:
        session.execute(insert(AuditEntry).prefix_with("OR REPLACE"), row)


@pytest.mark.parametrize("table", LEDGERS)
@pytest.mark.parametrize("statement", ["DELETE FROM {}", "UPDATE {} SET rowid = 77"])
def test_ledgers_are_appended_to_and_never_edited(
    centre: SmallCentre, table: str, statement: str
) -> None:
    context = centre.context
    now = context.now()
    with context.write() as session:
        session.add(Decision(request="swap:S-1", step="agree", by_no="1001", at=now))
        session.add(PolicyValue(key="x", value=1, since=now, set_at=now, set_by="t"))
        version = session.scalars(select(RosterVersion.id).limit(1)).one()
        session.add(
            RosterChange(version_id=version, person_id=centre.people["1001"], day=centre.month)
        )
        _fill_request_ledgers(session, centre)
        _fill_book_ledgers(session, centre)
    other = "item = 'x'"
    told = {"roster_change": "person_id = 1", "item_score": other, "appeal_point": other}
    column = told.get(table, "id = 77")
    statement = statement.replace("rowid = 77", column).format(table)
    with pytest.raises(IntegrityError, match="never edited"), context.write() as session:
        session.connection().exec_driver_sql(statement)


def _fill_request_ledgers(session: Session, centre: SmallCentre) -> None:
    now, person = centre.context.now(), centre.people["1001"]
    report = UpwardReport(
        report_no="E-1", raised_by_id=person, raised_at=now, to_id=person, kind=ReportKind.FAULT,
        facts="x",
    )  # fmt: skip
    session.add(report)
    session.flush()
    step = ReportStep(report_id=report.id, action=ReportAction.RAISE, by_id=person, at=now)
    session.add(step)
    inspected = Inspection(
        inspection_no="Q-1", agent_id=person, inspector_id=person, inspected_at=now, contact_ref="c"
    )
    session.add(inspected)
    session.flush()
    session.add(ItemScore(inspection_id=inspected.id, revision=1, item="greeting", score=80))
    department = session.scalars(select(Department.id)).first()
    session.add_all(
        [
            AppealPoint(inspection_id=inspected.id, item="greeting", reason="it was said"),
            AppealStep(
                inspection_id=inspected.id, kind=AppealStepKind.APPEALED, by_id=person, at=now
            ),
            CardReading(card="c", item="1", text="x", noted_at=now, noted_by_id=person),
            SampleDraw(
                department_id=department, month=centre.month, seed=1, per_agent=1, contacts=0,
                drawn_from="0" * 64, last_contact_id=0, asked="{}", drawn_at=now,
                drawn_by_id=person,
            ),
        ]
    )  # fmt: skip
    leave = Leave(
        leave_no="L-1", person_id=person, filed_by_no="1001", filed_at=now, kind="sick",
        first_date=centre.month, last_date=centre.month, status=LeaveStatus.PENDING,
    )  # fmt: skip
    session.add(leave)
    session.flush()
    session.add(
        LeaveCertificate(
            leave_id=leave.id, file_name="a.pdf", media_type="application/pdf", digest="0" * 64,
            size=1, first_date=centre.month, last_date=centre.month, handed_in_at=now,
            by_no="1001",
        )
    )  # fmt: skip
    session.add(
        LeaveBalance(
            person_id=person, kind="annual", entry=BalanceEntry.GRANT, days=5, at=now, by_no="0002"
        )
    )


def _fill_book_ledgers(session: Session, centre: SmallCentre) -> None:
    now, person = centre.context.now(), centre.people["1001"]
    department = session.scalars(select(Department.id)).first()
    shift = session.scalars(select(ShiftType.id)).first()
    log = Handover(
        handover_no="H-1", department_id=department, day=centre.month, shift_id=shift,
        outgoing_id=person,
    )  # fmt: skip
    duty = DutyDone(
        duty="watering", department_id=department, due_on=centre.month, done_at=now,
        done_by_id=person,
    )  # fmt: skip
    session.add_all([log, duty])
    session.flush()
    item = HandoverItem(
        item_no="I-1", handover_id=log.id, section=Section.EQUIPMENT, text="headset"
    )
    session.add(item)
    session.flush()
    said = {"by_id": person, "at": now}
    session.add_all(
        [
            DutyStep(done_id=duty.id, kind=DutyStepKind.DONE, **said),
            HandoverStep(item_id=item.id, move=ItemMove.CLOSED, text="mended", **said),
            HandoverReadBack(handover_id=log.id, item_id=item.id, words="", **said),
            HandoverAddition(
                handover_id=log.id, kind=AdditionKind.ADDITION, text="one more", **said
            ),
            HandoverSeal(handover_id=log.id, side=LogSide.OUTGOING, content="{}", digest="0" * 64),
        ]
    )


def behind_our_back(path: Path, *statements: str) -> None:
    """Do what the triggers refuse, and put them back so that nothing shows in the schema."""
    with closing(connect(path)) as connection:
        connection.execute("BEGIN IMMEDIATE")
        triggers = connection.execute(
            "SELECT name, sql FROM sqlite_schema WHERE type = 'trigger'"
        ).fetchall()
        for name, _ in triggers:
            connection.execute(f"DROP TRIGGER {name}")
        for statement in statements:
            connection.execute(statement)
        for _, sql in triggers:
            connection.execute(sql)
        connection.execute("COMMIT")


COLUMNS = [
    column.name for column in AuditEntry.__table__.columns if column.name not in ("id", "mac")
]


@pytest.mark.parametrize("row", [1, 5, 10])
@pytest.mark.parametrize("column", COLUMNS)
def test_an_edited_column_of_any_row_is_found(trail: Context, column: str, row: int) -> None:
    value = "2020-01-01 00:00:00.000000" if column == "at" else "x"
    behind_our_back(
        file_of(trail),
        f"UPDATE audit_entry SET \"{column}\" = '{value}' WHERE id = {row}",
    )
    assert "audit" in codes(file_of(trail))


@pytest.mark.parametrize("row", [1, 5, 9])
def test_a_deleted_row_is_found(trail: Context, row: int) -> None:
    behind_our_back(file_of(trail), f"DELETE FROM audit_entry WHERE id = {row}")
    assert "audit" in codes(file_of(trail))


def test_a_deleted_row_whose_gap_was_closed_is_found(trail: Context) -> None:
    behind_our_back(
        file_of(trail),
        "DELETE FROM audit_entry WHERE id = 5",
        "UPDATE audit_entry SET id = id - 1 WHERE id > 5",
    )
    assert "audit" in codes(file_of(trail))


def test_rows_that_changed_places_are_found(trail: Context) -> None:
    behind_our_back(
        file_of(trail),
        "UPDATE audit_entry SET id = 99 WHERE id = 5",
        "UPDATE audit_entry SET id = 5 WHERE id = 6",
        "UPDATE audit_entry SET id = 6 WHERE id = 99",
    )
    assert "audit" in codes(file_of(trail))


def test_a_cut_tail_is_found_by_the_backup_that_was_taken_before(trail: Context) -> None:
    trail.store.back_up(BackupKind.MANUAL, trail.now())
    behind_our_back(file_of(trail), "DELETE FROM audit_entry WHERE id > 8")
    assert codes(file_of(trail)) == {"anchor", "held"}


def test_a_trail_written_anew_with_its_own_key_is_found_by_the_backup(trail: Context) -> None:
    trail.store.back_up(BackupKind.MANUAL, trail.now())
    path = file_of(trail)
    with closing(connect(path)) as connection:
        rows, key = forged(connection)
    updates = [
        f"UPDATE audit_entry SET actor = 'nobody', link = x'{row['mac']}' WHERE id = {row['id']}"
        for row in rows
    ]
    behind_our_back(path, *updates)
    assert key
    assert codes(path) == {"anchor"}


def forged(connection: Any) -> tuple[list[dict[str, Any]], str]:
    """The trail by another actor, its chain made right again: who has the file has the key."""
    from app.store.checks import _audit_rows

    (key,) = connection.execute("SELECT value FROM setting WHERE key = 'audit_key'").fetchone()
    previous, rows = audit.GENESIS, []
    for row in _audit_rows(connection, Said()):
        del row["mac"]
        row["at"] = datetime.fromisoformat(row["at"]).replace(tzinfo=UTC)
        row["actor"] = "nobody"
        previous = audit.link(key, previous, row)
        rows.append({**row, "mac": previous})
    return rows, key


def test_a_dropped_trigger_is_found_and_said_at_the_next_start(store_path: Path) -> None:
    open_store(store_path, KEEPER).store.close()
    with closing(connect(store_path)) as connection:
        connection.execute("DROP TRIGGER audit_entry_no_update")
    assert codes(store_path) == {"schema"}
    context = open_store(store_path, KEEPER)
    assert len(context.store.notices) == 1
    context.store.close()


def test_a_fingerprint_that_was_made_to_fit_is_found(store_path: Path) -> None:
    from app.store.sqlite import objects

    with closing(connect(store_path)) as connection:
        connection.execute("DROP TRIGGER audit_entry_no_update")
        seen = objects.fingerprint(connection.execute(objects.ALL))
        connection.execute("UPDATE setting SET value = ? WHERE key = 'schema_fingerprint'", (seen,))
    assert codes(store_path) == {"schema", "content"}


def test_statistics_are_not_tampering(store_path: Path) -> None:
    with closing(connect(store_path)) as connection:
        connection.execute("ANALYZE")
    assert codes(store_path) == set()


def test_a_row_that_points_nowhere_is_found(store_path: Path) -> None:
    with closing(connect(store_path)) as connection:
        connection.execute("PRAGMA foreign_keys=OFF")
        connection.execute("INSERT INTO team (department_id, name) VALUES (77, 'A')")
    assert codes(store_path) == {"reference", "content", "held"}


def test_a_value_that_was_changed_while_the_program_was_closed_is_found(
    centre: SmallCentre,
) -> None:
    path = file_of(as_it_stands(centre.context))
    centre.context.store.close()
    with closing(connect(path)) as connection:
        connection.execute("UPDATE person SET name = 'Nobody' WHERE employee_no = '1001'")
    assert codes(path) == {"content", "held"}


def test_what_the_program_writes_after_it_was_opened_again_is_no_fault(
    store_path: Path,
) -> None:
    for number in range(3):
        context = open_store(store_path, KEEPER)
        with context.write() as session:
            session.add(Department(name=f"D{number}"))
            context.audit(session, Deed.DEPARTMENT_ADD, f"department:D{number}")
        assert codes(store_path) == set()
        context.store.close()
        assert codes(store_path) == set()
