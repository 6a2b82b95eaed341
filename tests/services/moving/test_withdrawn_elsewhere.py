"""A workbook that has a swap as withdrawn, where it is in effect here: nothing in silence."""

from __future__ import annotations

from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from app.rules.vocabulary import SwapStatus
from app.services.attendance.roll_call import Entry, record_roll_call
from app.services.swaps.taking_back import ask_back
from tests.factories import SmallCentre, TestClock
from tests.services.moving.test_older_exports import bring, edited, old
from tests.services.requests.test_swaps import acting, ask, effective, the, worked_on

pytestmark = pytest.mark.rule("SWAP-11")
STAYS = "is withdrawn in the workbook and in effect here: it stays in effect"


def withdrawn(centre: SmallCentre, folder: Path, no: str, **values: str) -> Path:
    return edited(old(centre, folder), "Swaps", no, status="withdrawn", **values)


@pytest.mark.parametrize("dry_run", [True, False])
def test_one_that_was_agreed_to_here_stays_and_it_is_told_how_it_is_taken_back(
    centre: SmallCentre, tmp_path: Path, dry_run: bool
) -> None:
    no = effective(centre, "1001", "1002", 20, 20)
    before = the(centre, no)
    told = bring(centre, withdrawn(centre, tmp_path, no), dry_run=dry_run)
    assert told == [
        f"{no} {STAYS}. {before.requester.name} or {before.counterpart.name} can ask to take it "
        "back until 20 October 2026, 07:30."
    ]
    assert the(centre, no) == before


def test_of_one_whose_taking_back_waits_here_it_is_told_that_it_waits(
    centre: SmallCentre, tmp_path: Path
) -> None:
    no = effective(centre, "1001", "1002", 20, 20)
    ask_back(acting(centre, "1001"), no, 3, "家里的事取消了")
    assert bring(centre, withdrawn(centre, tmp_path, no)) == [
        f"{no} {STAYS} until the request to take it back, which waits here, is decided."
    ]


def test_of_one_that_has_begun_it_is_told_that_it_is_too_late(
    centre: SmallCentre, tmp_path: Path, clock: TestClock
) -> None:
    no = effective(centre, "1001", "1002", 20, 20)
    clock.now = datetime(2026, 10, 19, 23, 30, tzinfo=UTC)
    assert bring(centre, withdrawn(centre, tmp_path, no)) == [
        f"{no} {STAYS}, since one of its shifts has begun."
    ]
    assert the(centre, no).status is SwapStatus.EFFECTIVE


def test_one_that_came_by_workbooks_goes_by_them_and_whose_shifts_come_back_is_told(
    centre: SmallCentre, tmp_path: Path
) -> None:
    no = effective(centre, "1001", "1003", 19, 24)
    paper = edited(
        old(centre, tmp_path), "Swaps", no, swap_no="S-PAPER",
        requester_date="2026-10-20", counterpart_no="1002", counterpart_date="2026-10-20",
    )  # fmt: skip
    assert bring(centre, paper) == []
    assert worked_on(centre, "1001", 20) == "E"
    row = the(centre, "S-PAPER")
    assert bring(centre, edited(paper, "Swaps", "S-PAPER", status="withdrawn")) == [
        f"S-PAPER was in effect, and by this workbook it is withdrawn: {row.requester.name} has "
        f"the shift of 20 October 2026 back, {row.counterpart.name} that of 20 October 2026."
    ]
    assert worked_on(centre, "1001", 20) == "L"


def on_paper(centre: SmallCentre, folder: Path) -> Path:
    """S-PAPER, in effect by a workbook alone: 1001 and 1002 change L and E of the 20th."""
    no = effective(centre, "1001", "1003", 19, 24)
    paper = edited(
        old(centre, folder), "Swaps", no, swap_no="S-PAPER",
        requester_date="2026-10-20", counterpart_no="1002", counterpart_date="2026-10-20",
    )  # fmt: skip
    assert bring(centre, paper) == []
    return paper


@pytest.mark.parametrize("dry_run", [True, False])
@pytest.mark.parametrize("state", ["withdrawn", "declined"])
def test_one_that_people_have_worked_by_stays_and_what_is_recorded_is_told(
    centre: SmallCentre, tmp_path: Path, clock: TestClock, state: str, dry_run: bool
) -> None:
    paper = on_paper(centre, tmp_path)
    clock.now = datetime(2026, 10, 20, 12, 0, tzinfo=UTC)
    one, came = the(centre, "S-PAPER").requester, datetime(2026, 10, 19, 23, 20, tzinfo=UTC)
    record_roll_call(
        acting(centre, "1000"), centre.teams["A"], date(2026, 10, 20),
        [Entry(one.person_id, came, 0)],
    )  # fmt: skip
    path = edited(paper, "Swaps", "S-PAPER", status=state)
    [told] = bring(centre, path, dry_run=dry_run)
    assert told == (
        f"S-PAPER is {state} in the workbook and in effect here: it stays in effect, since "
        f"{one.name} worked the shift of 20 October 2026 by it (came 20 October 2026, 07:20)."
    )
    assert worked_on(centre, "1001", 20) == "E"


def test_days_gone_by_of_which_nothing_is_recorded_change_and_it_is_said(
    centre: SmallCentre, tmp_path: Path, clock: TestClock
) -> None:
    paper = on_paper(centre, tmp_path)
    clock.now = datetime(2026, 10, 24, 12, 0, tzinfo=UTC)
    told = bring(centre, edited(paper, "Swaps", "S-PAPER", status="withdrawn"))
    assert told[1:] == [
        "S-PAPER: days gone by change with it. No attendance is recorded by this swap."
    ]
    assert worked_on(centre, "1001", 20) == "L"


def test_a_request_that_needs_the_day_that_comes_back_is_cancelled_and_named(
    centre: SmallCentre, tmp_path: Path
) -> None:
    no = effective(centre, "2001", "2002", 20, 20)
    paper = edited(
        old(centre, tmp_path), "Swaps", no, swap_no="S-PAPER",
        requester_no="1001", requester_date="2026-10-19",
        counterpart_no="1003", counterpart_date="2026-10-24",
    )  # fmt: skip
    bring(centre, paper)
    waits = ask(centre, "1001", "1002", 26, 19)
    told = bring(centre, edited(paper, "Swaps", "S-PAPER", status="withdrawn"))
    assert told[1:] == [f"{waits} no longer holds on this roster: cancelled."]
    assert the(centre, waits).status is SwapStatus.CANCELLED
