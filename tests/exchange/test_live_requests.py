"""Requests made in the program keep their seconds in the store; a workbook states the minute."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import openpyxl
from sqlalchemy import select

from app import models as m
from app.bootstrap import create_store, open_store
from app.context import Context
from app.exchange.moving import export_workbook, import_workbook
from app.queries import facts
from app.queries.work import worked
from app.rules.check import check
from app.rules.vocabulary import LeaveStatus, SwapStatus
from app.rules.work import effective_swaps
from app.services.leave.requests import Wish, approve_step, file_leave
from app.services.requests.overdue import end_overdue
from tests.conftest import KEEPER
from tests.factories import SmallCentre, TestClock, small_centre
from tests.services.requests.test_swaps import acting, agree, approve, ask, the

DECIDED = (m.Swap, m.SwapConsent, m.Leave, m.LeaveStep)


def decided(ctx: Context) -> list[Sequence[Any]]:
    with ctx.read() as session:
        rows = [session.execute(select(kind.__table__)).all() for kind in DECIDED]
    return [row for kind in rows for row in kind]


def in_order(ctx: Context) -> list[str]:
    with ctx.read() as session:
        return [swap.no for swap in effective_swaps(facts.swaps(session))]


def ask_twice(centre: SmallCentre, clock: TestClock) -> tuple[str, str]:
    """Two swaps with 1001, the second effective 20 seconds before the first, in one minute."""
    one, two = ask(centre, "1001", "1002", 20, 20), ask(centre, "1001", "1003", 19, 24)
    agree(centre, one)
    agree(centre, two)
    clock.pass_by(seconds=39.6)
    approve(centre, two, "1000")
    clock.pass_by(seconds=20)
    approve(centre, one, "1000")
    return one, two


def moved(ctx: Context, folder: Path, store: Path) -> Context:
    """The centre, moved to the empty store at `store` by way of a workbook."""
    export_workbook(ctx, folder / "out.xlsx")
    there = open_store(store, KEEPER, ctx.clock)
    import_workbook(there, folder / "out.xlsx")
    return there


def test_importing_what_was_exported_changes_no_request_and_no_second(
    centre: SmallCentre, clock: TestClock, tmp_path: Path
) -> None:
    one, two = ask_twice(centre, clock)
    wish = Wish(
        centre.people["1004"], "personal", date(2026, 10, 19), date(2026, 10, 19), reason="家中有事"
    )
    no = file_leave(acting(centre, "1004"), wish)
    approve_step(acting(centre, "1000"), no, 1)
    before = decided(centre.context)
    export_workbook(centre.context, tmp_path / "out.xlsx")
    assert not import_workbook(centre.context, tmp_path / "out.xlsx").changed
    assert decided(centre.context) == before
    assert in_order(centre.context) == [two, one]


def test_swaps_of_one_minute_go_by_number_in_another_store_and_come_to_the_same(
    centre: SmallCentre, clock: TestClock, tmp_path: Path, store_template: Path
) -> None:
    one, two = ask_twice(centre, clock)
    store = tmp_path / "other.dutydesk"
    store.write_bytes(store_template.read_bytes())
    there = moved(centre.context, tmp_path, store)
    assert in_order(there) == [one, two]
    results = []
    for ctx in (centre.context, there):
        with ctx.read() as session:
            everything, policies = facts.centre(session), facts.policies(session)
            ledger = worked(session, [centre.people["1001"]])
        assert check(everything, policies, ctx.time, ctx.now()) == []
        results.append(dict(ledger.shifts("1001")))
    there.store.close()
    assert results[0] == results[1]


def test_a_time_goes_out_as_the_minute_that_it_was_in_however_late(
    centre: SmallCentre, clock: TestClock, tmp_path: Path, store_template: Path
) -> None:
    ask_twice(centre, clock)
    store = tmp_path / "other.dutydesk"
    store.write_bytes(store_template.read_bytes())
    there = moved(centre.context, tmp_path, store)
    with there.read() as session:
        minutes = {swap.took_effect.minute for swap in facts.swaps(session)}
    there.store.close()
    assert minutes == {0}, "09:00:59.6 is not 09:01"


def test_the_second_of_two_hours_that_the_clock_shows_stays_the_second(tmp_path: Path) -> None:
    """Berlin shows 02:30 twice on 25 October 2026; a workbook cannot say which."""
    second = datetime(2026, 10, 25, 1, 30, 20, tzinfo=UTC)
    store, clock = tmp_path / "berlin.dutydesk", TestClock()
    there = create_store(store, zone="Europe/Berlin", actor=KEEPER, clock=clock)
    centre = small_centre(there)
    with there.write() as session:
        leave = m.Leave(
            leave_no="L-1", person_id=centre.people["1001"], filed_by_no="1001", filed_at=second,
            kind="personal", first_date=date(2026, 10, 26), last_date=date(2026, 10, 26),
            status=LeaveStatus.PENDING,
        )  # fmt: skip
        session.add(leave)
    export_workbook(there, tmp_path / "out.xlsx")
    assert not import_workbook(there, tmp_path / "out.xlsx").changed
    with there.read() as session:
        assert session.scalar(select(m.Leave.filed_at)) == second
    there.store.close()


def test_an_import_that_moves_a_shift_cancels_the_request_that_was_bound_to_it(
    centre: SmallCentre, tmp_path: Path
) -> None:
    export_workbook(centre.context, tmp_path / "out.xlsx")
    no = ask(centre, "1001", "1002", 20, 20)
    agree(centre, no)
    book = openpyxl.load_workbook(tmp_path / "out.xlsx")
    roster = book["Roster 2026-10"]
    row = next(row for row in roster.iter_rows(min_row=2) if row[0].value == "1001")
    assert row[21].value != "N"
    row[21].value = "N"  # the 20th
    book.save(tmp_path / "out.xlsx")
    import_workbook(centre.context, tmp_path / "out.xlsx")
    assert the(centre, no).status is SwapStatus.CANCELLED
    assert "SWAP-8" in the(centre, no).ended_reason


def test_what_has_expired_stays_so_though_an_older_workbook_calls_it_pending(
    centre: SmallCentre, clock: TestClock, tmp_path: Path
) -> None:
    ask(centre, "1001", "1002", 20, 20)
    person, day = centre.people["1003"], date(2026, 10, 20)
    file_leave(acting(centre, "1003"), Wish(person, "personal", day, day, reason="家中有事"))
    export_workbook(centre.context, tmp_path / "before.xlsx")
    clock.pass_by(days=7)
    assert end_overdue(centre.context) == 2
    import_workbook(centre.context, tmp_path / "before.xlsx")
    with centre.context.read() as session:
        assert session.scalars(select(m.Swap.status)).all() == [SwapStatus.EXPIRED]
        assert session.scalars(select(m.Leave.status)).all() == [LeaveStatus.EXPIRED]
    assert end_overdue(centre.context) == 0
