"""The demo centre: whole, lively, believable, and the same whenever it is made for one moment."""

from __future__ import annotations

from collections import Counter
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from sqlalchemy import func, select

from app.bootstrap import open_demo
from app.context import Context
from app.demo.accounts import PASSWORD, demo_accounts
from app.demo.filling import is_stale
from app.demo.show import perform
from app.errors import StoreProblem
from app.models import (
    Account,
    Attendance,
    AuditEntry,
    Handover,
    HandoverAddition,
    HandoverItem,
    HandoverNote,
    HandoverStep,
    Person,
    RosterMonth,
    Team,
)
from app.queries import facts
from app.queries.known import ids
from app.queries.requests.waiting import asked_of
from app.queries.today.page import Viewer, today_rows
from app.reading.handover.page import log_page
from app.reading.handover.verify import verify_log
from app.reading.what_if.time_machine import decided, past
from app.rules.calendar import CentreTime
from app.rules.check import check
from app.rules.deeds import Deed
from app.rules.facts import Place
from app.rules.findings import Finding
from app.rules.sight import Standing
from app.rules.vocabulary import LeaveKind, Role, RosterState
from app.services.accounts.sign_in import sign_in
from tests.factories import TestClock

NOW = datetime(2026, 11, 23, 2, 30, tzinfo=UTC)
"""Monday, 23 November 2026, 10:30 in Shanghai."""


@pytest.fixture(scope="session")
def demo_made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Of that Monday."""
    path = tmp_path_factory.mktemp("demo") / "demo.dutydesk"
    open_demo(path, clock=TestClock(NOW)).store.close()
    return path


@pytest.fixture
def clock() -> TestClock:
    return TestClock(NOW)


def found(ctx: Context) -> list[Finding]:
    with ctx.read() as session:
        return check(facts.centre(session), facts.policies(session), ctx.time, ctx.now())


def tried(ctx: Context) -> bool:
    """Whether what a test did in the demo is still there."""
    with ctx.read() as session:
        return Deed.POLICY_SET in session.scalars(select(AuditEntry.action)).all()


def test_about_120_people_work_in_8_teams(ctx: Context) -> None:
    with ctx.read() as session:
        people = session.scalar(select(func.count()).select_from(Person))
        teams = session.scalar(select(func.count()).select_from(Team))
    assert (people, teams) == (121, 8)


def test_nobody_has_anothers_name(ctx: Context) -> None:
    with ctx.read() as session:
        names = session.scalars(select(Person.name)).all()
    assert [name for name, times in Counter(names).items() if times > 1] == []


def test_the_same_minute_makes_the_same_demo() -> None:
    zone = CentreTime()
    assert perform(NOW, zone) == perform(NOW + timedelta(seconds=29), zone)


def check_finds_dozens_and_not_thousands(ctx: Context) -> None:
    rules = Counter(finding.rule.partition("-")[0] for finding in found(ctx))
    assert 30 <= rules.total() <= 300
    assert rules["SWAP"] >= 3
    assert rules["LEAVE"] >= 1
    assert rules["ATT"] >= 10
    assert ctx.store.verify().whole


def test_check_finds_dozens_and_not_thousands(ctx: Context) -> None:
    check_finds_dozens_and_not_thousands(ctx)


@pytest.mark.parametrize(
    "now",
    [
        datetime(2026, 9, 30, 16, 0, tzinfo=UTC),  # midnight into the first of October
        datetime(2028, 2, 29, 4, 0, tzinfo=UTC),
    ],
    ids=str,
)
def test_whenever_it_is_made_check_finds_dozens_and_not_thousands(
    now: datetime, tmp_path: Path
) -> None:
    ctx = open_demo(tmp_path / "demo.dutydesk", clock=TestClock(now))
    check_finds_dozens_and_not_thousands(ctx)
    ctx.store.close()


def test_what_kept_the_rules_is_in_the_ledger_of_decisions_and_what_broke_one_is_not(
    ctx: Context,
) -> None:
    """That somebody reported back too late says nothing of how the leave was decided."""
    broken = {
        finding.subject
        for finding in found(ctx)
        if finding.rule[:4] in ("SWAP", "LEAV") and finding.rule != "LEAVE-11"
    }
    head = ctx.acting_as(sign_in(ctx, "1002", PASSWORD).actor)
    rows = decided(head, ctx.today() - timedelta(days=60), ctx.today())
    requests = {row.ref.no for row in rows}
    assert len(requests) > 40
    assert not requests & broken
    assert all(step.lines for no in requests for step in past(head, no).steps)


def test_every_kind_of_leave_is_in_the_register(ctx: Context) -> None:
    with ctx.read() as session:
        kinds = {leave.kind for leave in facts.leaves(session)}
    assert kinds == set(LeaveKind)


def test_one_account_of_each_role_is_shown_and_signs_in(ctx: Context) -> None:
    shown = demo_accounts(ctx)
    assert {account.role for account in shown} == set(Role)
    assert sign_in(ctx, shown[0].login, PASSWORD).name == shown[0].name


def test_everybody_employed_has_an_account(ctx: Context) -> None:
    with ctx.read() as session:
        accounts = session.scalar(select(func.count()).select_from(Account))
        people = session.scalar(select(func.count()).select_from(Person))
    assert accounts == people


def test_a_store_that_is_no_demo_shows_no_accounts(context: Context) -> None:
    assert demo_accounts(context) == []


def test_things_happen_now_somebody_is_late_missing_and_away(ctx: Context) -> None:
    viewer = Viewer("", Standing(None, Role.CENTRE_DIRECTOR, Place()))
    with ctx.read() as session:
        rows = today_rows(session, viewer, ctx.time, ctx.now())
    seen = Counter(w.presence for s in rows.running for t in s.teams for w in t.workers)
    assert set(seen) >= {"here", "late", "missing", "away"}
    assert rows.gaps


@pytest.mark.parametrize("no", ["1101", "1102", "1002", "1001"])
def test_something_waits_for_each_who_decides(ctx: Context, no: str) -> None:
    with ctx.read() as session:
        key = ids(session, numbers=[no])[no]
        assert asked_of(session, key, ctx.time, ctx.now())


def test_next_month_is_a_draft_for_the_last_team_of_each_department(ctx: Context) -> None:
    with ctx.read() as session:
        drafted = session.scalars(
            select(RosterMonth.scope).where(RosterMonth.state == RosterState.DRAFT)
        ).all()
        teams = {f"team:{row.id}": row.name for row in session.execute(select(Team.id, Team.name))}
    assert {teams[scope] for scope in drafted} == {"呼入4班", "投诉2班", "外呼2班"}


def test_a_demo_of_yesterday_is_carried_on_and_nobody_is_called_absent_for_it(
    path: Path, clock: TestClock, ctx: Context
) -> None:
    before = Counter(finding.rule for finding in found(ctx))
    clock.pass_by(days=2)
    later = open_demo(path, clock=clock)
    after = Counter(finding.rule for finding in found(later))
    with later.read() as session:
        days = set(session.scalars(select(Attendance.day).distinct()))
    later.store.close()
    assert after["ATT-4"] - before["ATT-4"] <= 8
    assert later.today() in days


def test_a_demo_opened_twice_keeps_what_was_done_in_it(path: Path, clock: TestClock) -> None:
    first = open_demo(path, clock=clock)
    with first.write() as session:
        first.audit(session, Deed.POLICY_SET, "something")
    first.store.close()
    again = open_demo(path, clock=clock)
    kept = tried(again)
    again.store.close()
    assert kept


def test_a_demo_whose_month_is_over_is_made_anew(path: Path) -> None:
    clock = TestClock(datetime(2026, 12, 31, 15, 59, tzinfo=UTC))  # the year's last minute
    later = open_demo(path, clock=clock)
    assert not is_stale(later)
    with later.read() as session:
        assert {month for _year, month in facts.months(session)} == {11, 12, 1}
    check_finds_dozens_and_not_thousands(later)
    later.store.close()


def test_a_centres_own_store_is_never_replaced(store_path: Path, clock: TestClock) -> None:
    before = store_path.read_bytes()
    with pytest.raises(StoreProblem):
        open_demo(store_path, fresh=True, clock=clock)
    assert store_path.exists()
    assert len(store_path.read_bytes()) == len(before)


def test_the_handover_has_items_that_travel_a_late_signature_and_additions(ctx: Context) -> None:
    with ctx.read() as session:
        counts = {
            table: session.scalar(select(func.count()).select_from(table)) or 0
            for table in (Handover, HandoverItem, HandoverNote, HandoverStep, HandoverAddition)
        }
        still = session.scalar(
            select(func.count()).select_from(HandoverItem).where(HandoverItem.closed_at.is_(None))
        )
        remarks = session.scalars(select(Handover.remark).where(Handover.remark != "")).all()
    assert counts[Handover] > 200
    assert counts[HandoverNote] > 3 * 200
    assert min(counts.values()) > 5
    assert 3 <= (still or 0) <= 30
    assert len(set(remarks)) >= 2


def test_the_paper_of_its_latest_logs_can_be_verified(ctx: Context) -> None:
    head = ctx.acting_as(sign_in(ctx, "1002", PASSWORD).actor)
    shown = log_page(head)
    for _ in range(4):
        assert shown is not None
        assert shown.previous is not None
        shown = log_page(head, shown.previous)
    assert shown is not None
    for signature in (shown.outgoing, shown.incoming):
        assert signature is not None
        found = verify_log(head, shown.no, signature.code)
        assert (found.side, found.holds, found.differs) == (signature.side, True, ())


def test_the_head_opens_the_log_of_now_and_of_every_shift_before(ctx: Context) -> None:
    head = ctx.acting_as(sign_in(ctx, "1002", PASSWORD).actor)
    shown = log_page(head)
    assert shown is not None
    assert shown.begun
    assert shown.leader is not None
    for _ in range(6):
        assert shown.previous is not None
        shown = log_page(head, shown.previous)
        assert shown is not None
    assert shown.outgoing is not None
