"""Edits by another program in a store that is in use, where no seal helps: each is found, named.

The triggers that refuse some of them are taken off and put back, as whoever does it would.
"""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import closing
from datetime import date
from pathlib import Path

import pytest

from app import models as m
from app.bootstrap import open_store
from app.context import Actor
from app.rules.deeds import Deed
from app.rules.vocabulary import (
    BalanceEntry,
    DayKind,
    LeaveStatus,
    LeaveStepKind,
    Side,
    SwapStatus,
    Upwards,
)
from app.services.keeping.policy import set_value
from app.services.people.teams import rename_team
from app.store.sqlite import rows
from app.store.sqlite.engine import connect
from app.store.sqlite.verify import verify
from app.store.subjects import SUBJECTS, named
from tests.conftest import KEEPER
from tests.factories import NOW, SmallCentre, TestClock, as_it_stands, small_centre

DAY = date(2026, 10, 20)

TAMPERING = {
    "a swap takes effect": ("swap", "UPDATE swap SET status = 'effective'"),
    "a swap never was": ("swap", "DELETE FROM swap WHERE swap_no = 'S-2'"),
    "a swap of other days": ("swap", "UPDATE swap SET requester_date = '2026-10-30'"),
    "a leave is declined": ("leave", "UPDATE leave SET status = 'declined'"),
    "a leave is a day longer": ("leave", "UPDATE leave SET last_date = '2026-10-28'"),
    "a leave is put in": (
        "leave",
        "INSERT INTO leave SELECT 99, 'L-99', person_id, filed_by_no, filed_at, kind, first_date, "
        "last_date, reason, special, late_approved, certificate_from, certificate_to, "
        "certificate_at, phoned_at, status, approved_at, ended_reason, replaces_no, phoned_by, "
        "back_at, version FROM leave LIMIT 1",
    ),
    "somebody else said yes": ("leave_step", "UPDATE leave_step SET by_no = '2000'"),
    "nobody said yes": ("leave_step", "DELETE FROM leave_step"),
    "a reason is written anew": ("decision", "UPDATE decision SET reason = 'agreed by phone'"),
    "a decision never was": ("decision", "DELETE FROM decision WHERE id = 1"),
    "it was judged otherwise": ("decision", "UPDATE decision SET judged = '{}'"),
    "a consent by another": ("swap_consent", "UPDATE swap_consent SET by_no = '2000'"),
    "a consent is taken away": ("swap_consent", "DELETE FROM swap_consent"),
    "giving up is granted": (
        "leave_cancellation",
        "UPDATE leave_cancellation SET status = 'approved'",
    ),
    "a limit is another": ("policy_value", "UPDATE policy_value SET value = 9"),
    "a limit held earlier": ("policy_value", "UPDATE policy_value SET since = '2020-01-01'"),
    "days of leave are granted": ("leave_balance", "UPDATE leave_balance SET days = 30"),
    "a shift is another's": ("assignment", "UPDATE assignment SET shift_id = 3 WHERE shift_id = 1"),
    "two shifts trade places": (
        "assignment",
        "UPDATE assignment SET shift_id = 4 - shift_id WHERE day = '2026-10-05' AND shift_id != 2",
    ),
    "a version is someone's": ("roster_version", "UPDATE roster_version SET made_by_id = 1"),
    "a change never was": ("roster_change", "DELETE FROM roster_change"),
    "a month is a draft": ("roster_month", "UPDATE roster_month SET state = 'draft'"),
    "an agent is administrator": ("post", "UPDATE post SET role = 'administrator' WHERE id = 9"),
    "a post began earlier": ("post", "UPDATE post SET since = '2019-01-01' WHERE id = 9"),
    "a password is another's": (
        "account",
        "UPDATE account SET password_hash = (SELECT password_hash FROM account WHERE id = 2)",
    ),
    "a login is another's": ("account", "UPDATE account SET person_id = 5 WHERE id = 1"),
    "a disabled account lives": ("account", "UPDATE account SET disabled = 0"),
    "somebody never left": ("person", "UPDATE person SET left_on = NULL"),
    "somebody decides instead": ("delegation", "UPDATE delegation SET to_id = 2"),
    "a day off": ("calendar_day", "UPDATE calendar_day SET kind = 'workday'"),
    "a shift begins later": ("shift_type", "UPDATE shift_type SET start_at = '08:30:00.000000'"),
    "a kind needs no notice": ("own_leave_kind", "UPDATE own_leave_kind SET notice_days = 0"),
    "nobody was late": ("attendance", "UPDATE attendance SET off_post_minutes = 0"),
    "a roll call never was": ("attendance", "DELETE FROM attendance"),
    "shifts begin elsewhere": ("setting", "UPDATE setting SET value='UTC' WHERE key = 'zone'"),
    "nobody is needed": ("staffing_need", "UPDATE staffing_need SET least = 0"),
    "a team moves": ("team", "UPDATE team SET name = 'Z' WHERE id = 1"),
    "a certificate covers more": (
        "leave_certificate",
        "UPDATE leave_certificate SET last_date = '2027-01-01'",
    ),
    "another covers": ("cover", "UPDATE cover SET by_id = 2"),
}  # fmt: skip
"""What was done behind the program's back -> the table in which it is found, and how."""


def records(of: SmallCentre) -> Iterator[m.Base]:
    """A line of each register, as deeds leave them."""
    one, other = of.people["1001"], of.people["1002"]
    early, late = of.shifts["E"], of.shifts["L"]
    decided = {"by_no": "1000", "at": NOW}
    yield m.OwnLeaveKind(code="annual", name="Annual", director=Upwards.LONG, has_balance=True)
    yield m.CalendarDay(day=DAY, name="Festival", kind=DayKind.HOLIDAY)
    yield m.PolicyValue(key="swap_rest_hours", value=8, since=NOW, set_at=NOW, set_by="0004")
    yield m.Delegation(by_id=one, to_id=other, first_date=DAY, last_date=DAY, made_at=NOW)
    yield m.Account(login="1001", person_id=one, password_hash="x", disabled=True)
    yield m.Account(login="1002", person_id=other, password_hash="y")
    yield m.Person(employee_no="9", name="Gone", hired_on=date(2020, 1, 1), left_on=DAY)
    yield m.Leave(
        id=1, leave_no="L-1", person_id=one, filed_by_no="1001", filed_at=NOW, kind="annual",
        first_date=DAY, last_date=DAY, status=LeaveStatus.APPROVED,
    )  # fmt: skip
    yield m.LeaveStep(leave_id=1, step=LeaveStepKind.LEADER, **decided)
    yield m.LeaveBalance(person_id=one, kind="annual", entry=BalanceEntry.GRANT, days=5, **decided)
    yield m.LeaveCertificate(
        leave_id=1, file_name="a.pdf", media_type="application/pdf", digest="a" * 64, size=5,
        first_date=DAY, last_date=DAY, handed_in_at=NOW, by_no="1001",
    )  # fmt: skip
    yield m.LeaveCancellation(
        leave_id=1, reason="well", filed_at=NOW, by_no="1001", status=LeaveStatus.PENDING
    )
    for number in (1, 2):
        yield m.Swap(
            id=number, swap_no=f"S-{number}", filed_at=NOW, requester_id=one, requester_date=DAY,
            counterpart_id=other, counterpart_date=DAY, status=SwapStatus.AGREED,
        )  # fmt: skip
    yield m.SwapConsent(swap_id=1, side=Side.REQUESTER, **decided)
    yield m.SwapTakingBack(
        swap_id=1, side=Side.REQUESTER, reason="well", filed_at=NOW, status=SwapStatus.AGREED,
        requester_leader_no="1000", requester_leader_at=NOW,
    )  # fmt: skip
    yield m.Decision(request="leave:L-1", step="step.leader", judged='{"a":1}', **decided)
    yield m.RosterVersion(roster_month_id=1, version=2, made_at=NOW, reason="ill")
    yield m.RosterChange(version_id=3, person_id=one, day=DAY, before_id=early, after_id=late)
    yield m.Attendance(person_id=one, day=DAY, arrived_at=NOW, off_post_minutes=20)
    yield m.StaffingNeed(
        department_id=of.department, team_id=of.teams["A"], shift_id=early, weekday=0, least=3
    )
    yield m.Cover(absent_id=one, day=DAY, by_id=other, made_at=NOW, made_by_no="1000")


@pytest.fixture(scope="module")
def in_use(store_template: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A store of which a window is open: it has no seal."""
    path = Path(shutil.copy(store_template, tmp_path_factory.mktemp("used") / "c.dutydesk"))
    context = open_store(path, KEEPER, TestClock())
    of = small_centre(context)
    as_it_stands(context)
    for record in records(of):
        with context.write() as session:
            session.add(record)
            context.audit(session, Deed.DEMO_CARRY_ON, "store")
    administrator = context.acting_as(Actor("0004", of.people["0004"]))
    set_value(
        context.acting_as(Actor("0001", of.people["0001"])), "swap_monthly_limit", 3, "agreed"
    )
    rename_team(administrator, of.teams["B"], "Berlin")
    context.store.reader.dispose()  # not closed, and so not sealed
    context.store.writer.dispose()
    return path


def tamper(path: Path, statement: str) -> int:
    """Run the statement as somebody who takes the triggers off and puts them back; rows changed."""
    with closing(connect(path)) as connection:
        triggers = connection.execute(
            "SELECT name, sql FROM sqlite_schema WHERE type = 'trigger' ORDER BY rowid"
        ).fetchall()
        for name, _sql in triggers:
            connection.execute(f"DROP TRIGGER {name}")
        changed: int = connection.execute(statement).rowcount
        for _name, sql in triggers:
            connection.execute(sql)
        return changed


def test_a_store_in_use_is_whole(in_use: Path) -> None:
    assert verify(in_use).faults == ()


@pytest.mark.parametrize("kind", TAMPERING)
def test_what_another_program_changed_is_found_and_named(
    kind: str, in_use: Path, tmp_path: Path
) -> None:
    table, statement = TAMPERING[kind]
    path = Path(shutil.copy(in_use, tmp_path / "c.dutydesk"))
    assert tamper(path, statement) > 0
    found = {fault.code: fault.message.params for fault in verify(path).faults}
    assert found["held"]["what"] == [named(table)]


def test_work_afterwards_does_not_hide_it(in_use: Path, tmp_path: Path) -> None:
    path = Path(shutil.copy(in_use, tmp_path / "c.dutydesk"))
    tamper(path, "UPDATE post SET role = 'administrator' WHERE id = 9")
    for _day in range(2):
        context = open_store(path, KEEPER, TestClock())
        with context.write() as session:
            session.get_one(m.Post, 9).skill_level = 5
            context.audit(session, Deed.PERSON_POST, "person:1001")
        context.store.close()
    assert "held" in {fault.code for fault in verify(path).faults}


def test_every_table_that_is_held_has_a_name_for_people(in_use: Path) -> None:
    with closing(connect(in_use)) as connection:
        assert set(rows.standing(connection).of) == set(SUBJECTS)
