"""What was decided here does not go back by an import: it stays, and is named."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, time
from pathlib import Path

import openpyxl
import pytest
from sqlalchemy import select

from app import models as m
from app.errors import BadInput, Conflict
from app.exchange.moving import export_workbook, import_workbook
from app.queries.leave import balances as balance_rows
from app.queries.leave import giving_up
from app.queries.leave import rows as leaves
from app.queries.leave.kinds import KindDetails
from app.rules.staff import PostDetails
from app.rules.turn import Word
from app.rules.vocabulary import (
    BalanceEntry,
    DayKind,
    LeaveStatus,
    LeaveStepKind,
    Role,
    SwapStatus,
    Upwards,
)
from app.services.attendance.roll_call import Entry, record_roll_call
from app.services.keeping import calendar, shifts
from app.services.keeping.shifts import ShiftDetails
from app.services.leave import balances, cancelling
from app.services.leave import requests as leave
from app.services.leave.kinds import add_kind
from app.services.leave.requests import Wish
from app.services.people import people
from app.services.requests.deciding import Reply
from app.services.swaps.upkeep import expire_due
from app.text import say
from tests.factories import SmallCentre, TestClock
from tests.services.requests.test_swaps import acting, agree, approve, ask, effective, the

DAY = date(2026, 10, 20)


def old(centre: SmallCentre, folder: Path) -> Path:
    """The centre as it is now, for an import to come."""
    path = folder / "old.xlsx"
    export_workbook(centre.context, path)
    return path


def bring(centre: SmallCentre, path: Path, *, dry_run: bool = False) -> list[str]:
    """What an import of `path` tells."""
    summary = import_workbook(centre.context, path, dry_run=dry_run)
    return [say(sentence) for sentence in summary.told]


def edited(path: Path, sheet: str, key: str, **values: str | None) -> Path:
    """The workbook with other values in the row that begins with `key`."""
    book = openpyxl.load_workbook(path)
    page = book[sheet]
    heads = [cell.value for cell in page[1]]
    row = next(row for row in page.iter_rows(min_row=2) if row[0].value == key)
    for head, value in values.items():
        row[heads.index(head)].value = value
    book.save(path)
    return path


def file(centre: SmallCentre, no: str = "1002", kind: str = "personal", day: int = 19) -> str:
    when = date(2026, 10, day)
    return leave.file_leave(
        acting(centre, no), Wish(centre.people[no], kind, when, when, reason="家中有事")
    )


def leave_of(centre: SmallCentre, no: str) -> leaves.LeaveRow:
    with centre.context.read() as session:
        row = leaves.leave(session, no)
    assert row is not None
    return row


def step(centre: SmallCentre, no: str, by: str) -> LeaveStatus:
    return leave.approve_step(acting(centre, by), no, leave_of(centre, no).version)


def test_a_swap_that_took_effect_here_stays_in_effect(centre: SmallCentre, tmp_path: Path) -> None:
    no = ask(centre, "1001", "1002", 20, 20)
    path = old(centre, tmp_path)
    agree(centre, no)
    approve(centre, no, "1000")
    before = the(centre, no)
    assert bring(centre, path) == [f"{no} was decided here on 15 October 2026: left as it is."]
    assert the(centre, no) == before


def test_a_consent_of_one_side_stays_though_nothing_else_is_decided(
    centre: SmallCentre, tmp_path: Path
) -> None:
    no = ask(centre, "1001", "2002", 20, 20)
    path = old(centre, tmp_path)
    agree(centre, no)
    approve(centre, no, "1000")
    assert bring(centre, path) == [f"{no} was decided here on 15 October 2026: left as it is."]
    assert the(centre, no).status is SwapStatus.PART_APPROVED
    assert approve(centre, no, "2000") is SwapStatus.EFFECTIVE


Deed = Callable[[SmallCentre, str], object]


def approved(centre: SmallCentre, no: str) -> None:
    for by in ("1000", "0002"):
        step(centre, no, by)


def first_step(centre: SmallCentre, no: str) -> None:
    step(centre, no, "1000")


def declined(centre: SmallCentre, no: str) -> None:
    leave.decline_leave(acting(centre, "1000"), no, 1, "人手不足")


def withdrawn(centre: SmallCentre, no: str) -> None:
    leave.withdraw_leave(acting(centre, "1002"), no, 1)


def given_up(centre: SmallCentre, no: str) -> None:
    approved(centre, no)
    cancelling.ask_to_cancel(acting(centre, "1002"), no, 3, "不去了")
    with centre.context.read() as session:
        asked = giving_up.waiting(session)[0]
    cancelling.decide(acting(centre, "1000"), no, Reply(Word.DECISION, asked.version, yes=True))


@pytest.mark.parametrize("deed", [approved, first_step, declined, withdrawn, given_up])
def test_what_was_decided_of_a_leave_here_stays(
    centre: SmallCentre, tmp_path: Path, deed: Deed
) -> None:
    no = file(centre)
    path = old(centre, tmp_path)
    deed(centre, no)
    before = leave_of(centre, no)
    assert bring(centre, path) == [f"{no} was decided here on 15 October 2026: left as it is."]
    assert leave_of(centre, no) == before


def test_what_has_expired_does_not_wait_again(
    centre: SmallCentre, tmp_path: Path, clock: TestClock
) -> None:
    no = ask(centre, "1001", "1002", 20, 20)
    path = old(centre, tmp_path)
    clock.pass_by(days=7)
    assert expire_due(centre.context) == 1
    assert bring(centre, path) == [f"{no} was changed here on 22 October 2026: left as it is."]
    assert the(centre, no).status is SwapStatus.EXPIRED


def test_a_dry_run_tells_the_same_and_writes_nothing(centre: SmallCentre, tmp_path: Path) -> None:
    no = file(centre)
    path = old(centre, tmp_path)
    approved(centre, no)
    told = bring(centre, path, dry_run=True)
    assert told == [f"{no} was decided here on 15 October 2026: left as it is."]
    assert bring(centre, path) == told


def test_what_is_the_same_here_and_in_the_file_is_not_named(
    centre: SmallCentre, tmp_path: Path
) -> None:
    approved(centre, file(centre))
    effective(centre, "1001", "1002", 20, 20)
    assert bring(centre, old(centre, tmp_path)) == []


def test_another_request_of_the_same_number_does_not_take_its_place(
    centre: SmallCentre, tmp_path: Path
) -> None:
    no = file(centre)
    path = edited(old(centre, tmp_path), "Leaves", no, employee_no="1003", filed_by_no="1003")
    assert bring(centre, path) == [f"{no} was changed here on 15 October 2026: left as it is."]
    assert leave_of(centre, no).person_no == "1002"


def test_a_leave_that_waits_here_and_was_approved_elsewhere_is_approved(
    centre: SmallCentre, tmp_path: Path
) -> None:
    no = file(centre)
    first_step(centre, no)
    path = old(centre, tmp_path)
    edited(
        path, "Leaves", no,
        status="approved", head_no="0002", head_at="2026-10-15 10:00",
        approved_at="2026-10-15 10:00",
    )  # fmt: skip
    assert bring(centre, path) == []
    row = leave_of(centre, no)
    assert (row.status, [one.by_no for one in row.steps]) == (
        LeaveStatus.APPROVED, ["1000", "0002"],
    )  # fmt: skip
    with centre.context.read() as session:
        last = session.scalars(select(m.AuditEntry.action).order_by(m.AuditEntry.id)).all()[-2:]
    assert last == ["leave.import", "workbook.import"]


def test_a_request_that_came_by_a_workbook_alone_goes_by_the_workbook(
    centre: SmallCentre, tmp_path: Path
) -> None:
    no = file(centre)
    approved(centre, no)
    path = old(centre, tmp_path)
    edited(path, "Leaves", no, leave_no="L-PAPER", status="pending")
    assert bring(centre, path) == []
    edited(path, "Leaves", "L-PAPER", status="declined")
    assert bring(centre, path) == []
    assert leave_of(centre, "L-PAPER").status is LeaveStatus.DECLINED
    edited(path, "Leaves", "L-PAPER", status="pending", leader_no=None, leader_at=None)
    assert bring(centre, path) == []
    assert leave_of(centre, "L-PAPER").status is LeaveStatus.PENDING
    assert step(centre, "L-PAPER", "1000") is LeaveStatus.PENDING


def test_a_step_with_a_name_and_no_time_can_still_be_decided(
    centre: SmallCentre, tmp_path: Path
) -> None:
    no = file(centre)
    path = edited(old(centre, tmp_path), "Leaves", no, leader_no="1000")
    assert bring(centre, path) == []
    assert step(centre, no, "1000") is LeaveStatus.PENDING
    assert [one.step for one in leave_of(centre, no).steps if one.at] == [LeaveStepKind.LEADER]


def test_a_side_with_a_name_and_no_time_can_still_be_consented_for(
    centre: SmallCentre, tmp_path: Path
) -> None:
    no = ask(centre, "1001", "1002", 20, 20)
    path = edited(old(centre, tmp_path), "Swaps", no, requester_leader_no="1000")
    assert bring(centre, path) == []
    agree(centre, no)
    assert approve(centre, no, "1000") is SwapStatus.EFFECTIVE


# Balances, and what waits on a leave.


def annual(centre: SmallCentre, days: int = 5) -> None:
    head = acting(centre, "0002")
    add_kind(head, KindDetails("annual", "年假", 1, Upwards.NEVER, has_balance=True))
    balances.enter(head, centre.people["1002"], "annual", BalanceEntry.GRANT, days)


def left(centre: SmallCentre) -> int:
    with centre.context.read() as session:
        return balance_rows.left(session, centre.people["1002"], "annual")


def test_the_days_of_a_leave_that_was_approved_elsewhere_are_taken(
    centre: SmallCentre, tmp_path: Path
) -> None:
    annual(centre)
    no = file(centre, kind="annual")
    path = old(centre, tmp_path)
    edited(path, "Leaves", no, status="approved", approved_at="2026-10-15 10:00")
    assert (bring(centre, path), left(centre)) == ([], 4)
    assert (bring(centre, path), left(centre)) == ([], 4)


def test_a_leave_that_was_given_up_elsewhere_gives_its_days_back_and_nothing_waits_on_it(
    centre: SmallCentre, tmp_path: Path
) -> None:
    annual(centre)
    no = file(centre, kind="annual")
    approved(centre, no)
    path = edited(old(centre, tmp_path), "Leaves", no, status="withdrawn")
    row = leave_of(centre, no)
    cancelling.ask_to_cancel(acting(centre, "1002"), no, row.version, "不去了")
    assert left(centre) == 4
    assert bring(centre, path) == []
    assert (leave_of(centre, no).status, left(centre)) == (LeaveStatus.WITHDRAWN, 5)
    with centre.context.read() as session:
        assert giving_up.waiting(session) == []


def test_a_leave_that_is_being_given_up_here_still_is(centre: SmallCentre, tmp_path: Path) -> None:
    no = file(centre)
    path = old(centre, tmp_path)
    approved(centre, no)
    cancelling.ask_to_cancel(acting(centre, "1002"), no, leave_of(centre, no).version, "不去了")
    assert bring(centre, path) == [f"{no} was decided here on 15 October 2026: left as it is."]
    with centre.context.read() as session:
        assert [one.no for one in giving_up.waiting(session)] == [no]


# The centre's own data.


def test_a_roll_call_that_was_kept_here_stays(
    centre: SmallCentre, tmp_path: Path, clock: TestClock
) -> None:
    clock.pass_by(days=5)
    line = (centre.teams["A"], date(2026, 10, 19))
    at = clock.now
    who = centre.people["1000"]
    leader = acting(centre, "1000")
    record_roll_call(leader, *line, [Entry(who, None, 0)])
    path = old(centre, tmp_path)
    record_roll_call(leader, *line, [Entry(who, at, 7)])
    assert bring(centre, path) == [
        "The roll call of 1000 on 19 October 2026 was kept here on 20 October 2026: left as it is."
    ]
    with centre.context.read() as session:
        assert session.scalars(select(m.Attendance.off_post_minutes)).all() == [7]


def test_a_post_that_was_given_here_stays(centre: SmallCentre, tmp_path: Path) -> None:
    who, version = centre.people["1002"], 1
    place = (centre.department, centre.teams["B"])
    people.give_post(
        acting(centre, "0004"), who, version, PostDetails(date(2026, 11, 1), Role.AGENT, *place)
    )
    path = old(centre, tmp_path)
    people.give_post(
        acting(centre, "0004"), who, 2,
        PostDetails(date(2026, 11, 1), Role.AGENT, *place, skill_level=5),
    )  # fmt: skip
    assert bring(centre, path) == ["1002 was changed here on 15 October 2026: left as it is."]
    with centre.context.read() as session:
        levels = session.scalars(select(m.Post.skill_level).where(m.Post.person_id == who)).all()
    assert {*levels} == {3, 5}


def test_the_name_of_a_shift_and_a_day_that_were_set_here_stay(
    centre: SmallCentre, tmp_path: Path
) -> None:
    calendar.set_day(acting(centre, "0004"), DAY, "Founding day", DayKind.HOLIDAY)
    path = old(centre, tmp_path)
    details = ShiftDetails("E", "早班", *from_to("07:30", "15:30"))
    shifts.edit_shift(acting(centre, "0004"), centre.shifts["E"], details)
    calendar.clear_day(acting(centre, "0004"), DAY)
    assert bring(centre, path) == [
        "Shift E was changed here on 15 October 2026: left as it is.",
        "20 October 2026 was set in the calendar here on 15 October 2026: left as it is.",
    ]


def from_to(start: str, end: str) -> tuple[time, time]:
    return time.fromisoformat(start), time.fromisoformat(end)


def test_an_import_refuses_other_times_for_a_rostered_shift_in_the_words_of_the_window(
    centre: SmallCentre, tmp_path: Path
) -> None:
    path = edited(old(centre, tmp_path), "Shifts", "E", start="07:00")
    with pytest.raises(BadInput) as refused:
        bring(centre, path)
    details = ShiftDetails("E", "E", *from_to("07:00", "15:30"))
    with pytest.raises(Conflict) as in_the_window:
        shifts.edit_shift(acting(centre, "0004"), centre.shifts["E"], details)
    assert [say(one) for one in refused.value.problems] == [say(in_the_window.value.message)]
    assert "judged by its times" in say(in_the_window.value.message)


def test_the_name_of_a_rostered_shift_may_change(centre: SmallCentre, tmp_path: Path) -> None:
    path = edited(old(centre, tmp_path), "Shifts", "E", name="早班")
    assert bring(centre, path) == []


# Swaps in effect, and those that wait, over a roster that moves.


def moved_cell(path: Path, no: str, day: int, code: str | None) -> Path:
    book = openpyxl.load_workbook(path)
    page = book["Roster 2026-10"]
    row = next(row for row in page.iter_rows(min_row=2) if row[0].value == no)
    row[day + 1].value = code
    book.save(path)
    return path


@pytest.mark.parametrize("dry_run", [True, False])
def test_cells_that_move_under_a_swap_in_effect_are_named(
    centre: SmallCentre, tmp_path: Path, dry_run: bool
) -> None:
    no = effective(centre, "1001", "1002", 20, 20)
    path = moved_cell(old(centre, tmp_path), "1001", 20, "N")
    assert bring(centre, path, dry_run=dry_run) == [
        f"{no} is in effect, and a shift under it is another: "
        "1001 on 20 October 2026, was L, now N."
    ]


def test_a_shift_where_one_was_received_is_named(centre: SmallCentre, tmp_path: Path) -> None:
    no = effective(centre, "1001", "1003", 19, 24)
    path = moved_cell(old(centre, tmp_path), "1003", 19, "E")
    assert bring(centre, path) == [
        f"{no} is in effect, and a shift under it is new: 1003 on 19 October 2026, now E."
    ]


def test_a_cell_beside_a_swap_is_not_named(centre: SmallCentre, tmp_path: Path) -> None:
    effective(centre, "1001", "1002", 20, 20)
    assert bring(centre, moved_cell(old(centre, tmp_path), "1001", 29, "N")) == []


def test_a_request_that_no_longer_holds_is_cancelled_and_named(
    centre: SmallCentre, tmp_path: Path
) -> None:
    no = ask(centre, "1001", "1002", 20, 20)
    agree(centre, no)
    path = moved_cell(old(centre, tmp_path), "1001", 20, "N")
    assert bring(centre, path) == [f"{no} no longer holds on this roster: cancelled."]
    assert the(centre, no).status is SwapStatus.CANCELLED
