"""Changes of a shift's staff stand in its log by themselves, as the registers have them now.

On 15 October 1003, 1004, 2003 and 2004 work L (15:30-23:30) and 1001, 1002, 2001, 2002 work N.
"""

from __future__ import annotations

from datetime import date

import pytest

from app.models import Assignment, Attendance, Cover, Leave, Seat, Swap
from app.queries.handover.rows import StaffChange, StaffKind
from app.rules.vocabulary import LeaveStatus, SwapStatus
from tests.factories import NOW, SmallCentre, TestClock
from tests.services.handover.desk import DAY, at, log_of, page


def told(centre: SmallCentre, shift: str = "L") -> list[tuple[StaffKind, str, str, int]]:
    """Kind, who, the other one, minutes."""
    return [
        (one.kind, one.person.no, one.other.no if one.other else "", one.minutes)
        for one in staff(centre, shift)
    ]


def staff(centre: SmallCentre, shift: str = "L") -> tuple[StaffChange, ...]:
    return page(centre, "1000", log_of(centre, shift)).staff


def came(
    centre: SmallCentre, no: str, hour: int | None, minute: int = 0, left: tuple[int, int] = (0, 0)
) -> None:
    """A line of roll call; no hour: not there."""
    arrived = None if hour is None else at(hour, minute)
    gone = at(*left) if left != (0, 0) else None
    with centre.context.write() as session:
        session.add(
            Attendance(person_id=centre.people[no], day=DAY, arrived_at=arrived, left_at=gone)
        )


def away(centre: SmallCentre, no: str, status: LeaveStatus = LeaveStatus.APPROVED) -> None:
    with centre.context.write() as session:
        session.add(
            Leave(
                leave_no="L-1", person_id=centre.people[no], filed_by_no=no, filed_at=NOW,
                kind="sick", first_date=DAY, last_date=DAY, status=status,
            )
        )  # fmt: skip


def test_a_shift_as_it_was_published_has_none(centre: SmallCentre) -> None:
    assert told(centre) == []


@pytest.mark.parametrize(
    ("hour", "minute", "kind"),
    [
        (15, 30, None),
        (15, 31, StaffKind.LATE),
        (15, 49, StaffKind.LATE),
        (15, 50, StaffKind.ABSENT),
    ],
)
def test_who_comes_after_the_start_is_late_and_from_20_minutes_on_absent(
    centre: SmallCentre, hour: int, minute: int, kind: StaffKind | None
) -> None:
    came(centre, "1003", hour, minute)
    expected = [(kind, "1003", "", minute - 30)] if kind else []
    assert told(centre) == expected


def test_who_is_not_there_is_absent_once_the_shift_has_begun(
    centre: SmallCentre, clock: TestClock
) -> None:
    came(centre, "1003", None)
    assert told(centre) == []
    clock.pass_by(hours=6, minutes=30)
    assert told(centre) == [(StaffKind.ABSENT, "1003", "", 0)]


@pytest.mark.parametrize(("left", "early"), [((23, 30), 0), ((23, 29), 1), ((23, 0), 30)])
def test_who_goes_before_the_end_left_early(
    centre: SmallCentre, left: tuple[int, int], early: int
) -> None:
    came(centre, "1003", 15, 20, left)
    expected = [(StaffKind.LEFT_EARLY, "1003", "", early)] if early else []
    assert told(centre) == expected


def test_who_is_on_leave_is_told_with_who_covers_and_no_kind_of_leave(
    centre: SmallCentre,
) -> None:
    away(centre, "1003")
    assert told(centre) == [(StaffKind.LEAVE, "1003", "", 0)]
    with centre.context.write() as session:
        people, late = centre.people, centre.shifts["L"]
        session.get_one(Assignment, (people["1001"], DAY)).shift_id = late
        session.add(
            Cover(
                absent_id=people["1003"], day=DAY, by_id=people["1001"], made_at=NOW,
                made_by_no="1000",
            )
        )  # fmt: skip
    assert told(centre) == [(StaffKind.LEAVE, "1003", "1001", 0)]


def test_a_leave_that_waits_changes_nothing(centre: SmallCentre) -> None:
    away(centre, "1003", LeaveStatus.PENDING)
    assert told(centre) == []


def test_a_swap_is_told_once_by_who_works_the_shift(centre: SmallCentre) -> None:
    """1003 gives L for 1001's N of the same night."""
    with centre.context.write() as session:
        session.add(
            Swap(
                swap_no="S-1", filed_at=NOW, requester_id=centre.people["1003"],
                requester_date=DAY, counterpart_id=centre.people["1001"], counterpart_date=DAY,
                status=SwapStatus.EFFECTIVE, effective_at=NOW,
            )
        )  # fmt: skip
    assert told(centre) == [(StaffKind.SWAP_IN, "1001", "1003", 0)]
    assert told(centre, "N") == [(StaffKind.SWAP_IN, "1003", "1001", 0)]
    assert staff(centre)[0].swap_no == "S-1"


def test_a_shift_that_somebody_received_and_whom_a_leave_takes_away_is_told_on_both(
    centre: SmallCentre,
) -> None:
    with centre.context.write() as session:
        session.add(
            Swap(
                swap_no="S-1", filed_at=NOW, requester_id=centre.people["1003"],
                requester_date=DAY, counterpart_id=centre.people["1001"],
                counterpart_date=date(2026, 10, 14), status=SwapStatus.EFFECTIVE,
                effective_at=NOW,
            )
        )  # fmt: skip
    away(centre, "1001")
    kinds = [kind for kind, *_ in told(centre)]
    assert kinds == [StaffKind.SWAP_IN, StaffKind.LEAVE]


def test_a_desk_that_was_released_before_its_relief_is_told_with_the_reason(
    centre: SmallCentre,
) -> None:
    with centre.context.write() as session:
        session.add(
            Seat(
                day=DAY, shift_id=centre.shifts["L"], desk="7", person_id=centre.people["1003"],
                released_at=at(23, 30), override_by_id=centre.people["1000"],
                override_reason="接班人堵车",
            )
        )  # fmt: skip
    assert told(centre) == [(StaffKind.OVERRIDE, "1003", "1000", 0)]
    assert staff(centre)[0].reason == "接班人堵车"
    assert told(centre, "N") == []
