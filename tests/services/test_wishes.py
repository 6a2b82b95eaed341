"""Wishes for days and shifts: entered, taken back, closed, and what became of them."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from sqlalchemy import select, update

from app.errors import BadInput, Conflict, NotAllowed, NotFound
from app.models import AuditEntry, Leave, Post, ShiftType
from app.reading.roster.wishes import OwnWishes, read_own_wishes, read_wishes
from app.rules.vocabulary import LeaveKind, LeaveStatus
from app.services.people.teams import add_team
from app.services.roster.wishes import (
    MOST_DAYS,
    NewWish,
    close_wishes,
    enter_wish,
    reopen_wishes,
    take_back_wishes,
)
from app.text import say
from tests.factories import NOW, SmallCentre, TestClock, publish_month
from tests.services.requests.test_swaps import acting

DAY = date(2026, 11, 5)
TODAY = date(2026, 10, 15)
NOVEMBER = date(2026, 11, 1)
OFF = ""


def wish(
    centre: SmallCentre, no: str = "1001", day: date = DAY, shift: str = OFF,
    *, wanted: bool = True, weight: int = 1, last: date | None = None,
) -> int:  # fmt: skip
    return enter_wish(acting(centre, no), NewWish(day, last or day, shift, wanted, weight))


def own(centre: SmallCentre, no: str = "1001", month: date = NOVEMBER) -> OwnWishes:
    found = read_own_wishes(acting(centre, no), month)
    assert found is not None
    return found


def told(centre: SmallCentre, no: str = "1001", month: date = NOVEMBER) -> list[tuple[object, ...]]:
    rows = [row.wish for row in own(centre, no, month).wishes]
    return [(one.day.day, one.shift, one.on, one.weight) for one in rows]


def scope(centre: SmallCentre, team: str = "A") -> str:
    return f"team:{centre.teams[team]}"


def close(centre: SmallCentre, by: str = "1000", month: date = NOVEMBER) -> None:
    close_wishes(acting(centre, by), scope(centre), month)


def test_people_wish_for_days_off_and_for_shifts_or_against_them(centre: SmallCentre) -> None:
    assert wish(centre, last=DAY + timedelta(days=2), weight=10) == 3
    wish(centre, day=date(2026, 11, 20), shift="N", wanted=False)
    wish(centre, day=date(2026, 11, 21), shift="E", weight=100)
    assert told(centre) == [
        (5, "", True, 10), (6, "", True, 10), (7, "", True, 10),
        (20, "N", False, 1), (21, "E", True, 100),
    ]  # fmt: skip
    with centre.context.read() as session:
        subjects = session.scalars(
            select(AuditEntry.subject).where(AuditEntry.action == "wish.enter")
        ).all()
    assert subjects == ["wish:1001"] * 3


def test_a_leader_wishes_too(centre: SmallCentre) -> None:
    wish(centre, "1000")
    assert told(centre, "1000") == [(5, "", True, 1)]


@pytest.mark.parametrize("no", ["0001", "0002", "0003", "0004"])
def test_who_stands_on_no_roster_wishes_nothing_and_sees_nothing_of_it(
    centre: SmallCentre, no: str
) -> None:
    with pytest.raises(NotAllowed):
        wish(centre, no)
    assert read_own_wishes(acting(centre, no), NOVEMBER) is None


def test_the_keeper_of_the_store_wishes_nothing(centre: SmallCentre) -> None:
    assert read_own_wishes(centre.context, NOVEMBER) is None
    with pytest.raises(NotAllowed):
        enter_wish(centre.context, NewWish(DAY, DAY, OFF, True))


def test_on_a_day_on_which_one_is_on_no_roster_nothing_is_wished(centre: SmallCentre) -> None:
    """1001 becomes an inspector on 6 November."""
    with centre.context.write() as session:
        post = {"since": DAY + timedelta(days=1), "role": "qa_inspector"}
        where = {"person_id": centre.people["1001"], "department_id": centre.department}
        session.add(Post(**post, **where, job_type=""))
    wish(centre, day=DAY)
    with pytest.raises(BadInput) as refused:
        wish(centre, day=DAY + timedelta(days=1))
    assert "6 November" in say(refused.value.message)
    assert own(centre).open_days == [date(2026, 11, day) for day in range(1, 6)]
    assert read_own_wishes(acting(centre, "1001"), date(2026, 12, 1)) is None


def test_today_may_be_wished_for_and_yesterday_not(centre: SmallCentre) -> None:
    wish(centre, day=TODAY)
    with pytest.raises(BadInput):
        wish(centre, day=TODAY - timedelta(days=1))


@pytest.mark.parametrize(("weight", "taken"), [(0, False), (1, True), (100, True), (101, False)])
def test_a_weight_is_from_1_to_100(centre: SmallCentre, weight: int, taken: bool) -> None:
    if taken:
        wish(centre, weight=weight)
    else:
        with pytest.raises(BadInput):
            wish(centre, weight=weight)
    assert bool(told(centre)) is taken


@pytest.mark.parametrize(("days", "taken"), [(MOST_DAYS, True), (MOST_DAYS + 1, False), (0, False)])
def test_a_month_of_days_is_wished_for_in_one_go_and_no_more(
    centre: SmallCentre, days: int, taken: bool
) -> None:
    last = NOVEMBER + timedelta(days=days - 1)
    if taken:
        assert wish(centre, day=NOVEMBER, last=last) == days
    else:
        with pytest.raises(BadInput):
            wish(centre, day=NOVEMBER, last=last)


def test_a_shift_that_nobody_is_given_cannot_be_wished_for(centre: SmallCentre) -> None:
    with centre.context.write() as session:
        session.execute(update(ShiftType).where(ShiftType.code == "N").values(retired=True))
    for code in ("N", "Q"):
        with pytest.raises(BadInput) as refused:
            wish(centre, shift=code)
        assert "E, L" in say(refused.value.message)


@pytest.mark.parametrize("shift", ["", "E"])
def test_the_same_twice_is_refused_and_so_is_the_contrary(centre: SmallCentre, shift: str) -> None:
    wish(centre, shift=shift, weight=7)
    with pytest.raises(Conflict) as again:
        wish(centre, shift=shift, weight=9)
    assert "weight 7" in say(again.value.message)
    with pytest.raises(Conflict) as contrary:
        wish(centre, shift=shift, wanted=False)
    assert "both cannot be" in say(contrary.value.message)
    assert told(centre) == [(5, shift, True, 7)]


def test_several_shifts_wanted_on_one_day_are_alternatives(centre: SmallCentre) -> None:
    for shift in ("E", "L"):
        wish(centre, shift=shift)
    wish(centre, shift="N", wanted=False)
    assert len(told(centre)) == 3
    with pytest.raises(Conflict) as both:
        wish(centre)
    assert "a day off and a shift cannot both be" in say(both.value.message)


def test_a_day_of_approved_leave_is_not_wished_for(centre: SmallCentre) -> None:
    with centre.context.write() as session:
        session.add(
            Leave(
                leave_no="L-1", person_id=centre.people["1001"], filed_by_no="1001", filed_at=NOW,
                kind=LeaveKind.PERSONAL, first_date=DAY, last_date=DAY, status=LeaveStatus.APPROVED,
            )
        )  # fmt: skip
    wish(centre, day=DAY + timedelta(days=1))
    with pytest.raises(BadInput) as refused:
        wish(centre, day=DAY - timedelta(days=1), last=DAY)
    assert "approved leave on" in say(refused.value.message)


def test_one_day_in_the_way_keeps_all_of_them_from_being_entered(centre: SmallCentre) -> None:
    wish(centre, day=DAY + timedelta(days=1))
    with pytest.raises(Conflict):
        wish(centre, day=DAY, last=DAY + timedelta(days=2))
    assert told(centre) == [(6, "", True, 1)]


def test_a_wish_is_taken_back(centre: SmallCentre) -> None:
    wish(centre, last=DAY + timedelta(days=1))
    first, second = own(centre).wishes
    take_back_wishes(acting(centre, "1001"), [first.id])
    assert [row.id for row in own(centre).wishes] == [second.id]
    with pytest.raises(NotFound):
        take_back_wishes(acting(centre, "1001"), [first.id, second.id])
    with pytest.raises(NotFound):
        take_back_wishes(acting(centre, "1002"), [second.id])
    assert [row.id for row in own(centre).wishes] == [second.id]


def test_what_was_wished_for_a_day_that_is_over_stays(
    centre: SmallCentre, clock: TestClock
) -> None:
    wish(centre, day=TODAY)
    (row,) = own(centre, month=TODAY).wishes
    clock.pass_by(days=1)
    with pytest.raises(BadInput):
        take_back_wishes(acting(centre, "1001"), [row.id])
    assert len(own(centre, month=TODAY).wishes) == 1


def test_a_closed_month_takes_no_wishes_and_gives_none_back(centre: SmallCentre) -> None:
    wish(centre)
    (row,) = own(centre).wishes
    close(centre)
    with pytest.raises(Conflict) as refused:
        wish(centre, day=date(2026, 11, 30))
    words = say(refused.value.message)
    assert "Person 1000" in words
    assert "15 October" in words
    assert "open it again" in words
    with pytest.raises(Conflict):
        take_back_wishes(acting(centre, "1001"), [row.id])
    assert wish(centre, day=date(2026, 10, 31)) == 1, "the month before is open"
    assert wish(centre, day=date(2026, 12, 1)) == 1, "and the one after"
    assert wish(centre, "2001") == 1, "and the other team's"
    with pytest.raises(Conflict):
        wish(centre, day=date(2026, 10, 30), last=NOVEMBER, shift="E")


def test_what_is_open_and_who_closed_it_is_told_to_whom_it_concerns(centre: SmallCentre) -> None:
    assert len(own(centre).open_days) == 30
    assert not own(centre, month=TODAY).open_days, "October is published and has begun"
    close(centre)
    shown = own(centre)
    assert not shown.open_days
    assert [(one.by, one.at) for one in shown.closed] == [("Person 1000", NOW)]
    assert not own(centre, "2001").closed


def test_a_month_is_opened_again_and_a_second_closing_changes_nothing(centre: SmallCentre) -> None:
    close(centre, month=DAY)
    close(centre, "0002")
    assert [one.by for one in own(centre).closed] == ["Person 1000"]
    reopen_wishes(acting(centre, "0002"), scope(centre), NOVEMBER)
    reopen_wishes(acting(centre, "1000"), scope(centre), NOVEMBER)
    assert wish(centre) == 1
    with centre.context.read() as session:
        deeds = session.execute(
            select(AuditEntry.action, AuditEntry.subject).where(AuditEntry.action.like("wish.%"))
        ).all()
    month = f"{scope(centre)}@2026-11"
    assert [tuple(one) for one in deeds] == [
        ("wish.close", month), ("wish.reopen", month), ("wish.enter", "wish:1001"),
    ]  # fmt: skip


@pytest.mark.parametrize("no", ["1001", "2000", "0001", "0003", "0004"])
def test_nobody_else_closes_or_opens_a_month(centre: SmallCentre, no: str) -> None:
    for change in (close_wishes, reopen_wishes):
        with pytest.raises(NotAllowed):
            change(acting(centre, no), scope(centre), NOVEMBER)
        with pytest.raises(NotAllowed):
            change(acting(centre, no), "team:999", NOVEMBER)


@pytest.mark.parametrize(
    ("no", "seen"),
    [
        ("1000", {"1000", "1001"}), ("2000", {"2001"}), ("0002", {"1000", "1001", "2001"}),
        ("1001", {"1001"}), ("1002", set()), ("0001", set()), ("0003", set()), ("0004", set()),
    ],
)  # fmt: skip
def test_a_leader_sees_the_teams_wishes_a_head_the_departments_and_all_their_own(
    centre: SmallCentre, no: str, seen: set[str]
) -> None:
    for wisher in ("1000", "1001", "2001"):
        wish(centre, wisher)
    found = read_wishes(acting(centre, no), NOVEMBER, date(2026, 11, 30))
    assert {row.wish.person for row in found.rows} == seen


def test_once_it_is_published_one_sees_what_was_kept(centre: SmallCentre) -> None:
    """1001 has E E L L N N and two days off in October, which is published."""
    shown = own(centre, month=TODAY)
    assert shown.published
    for day in range(15, 31):
        wish(centre, day=date(2026, 10, day), shift="E")
    shown = own(centre, month=TODAY)
    assert set(shown.kept) == {row.id for row in shown.wishes}
    assert set(shown.kept.values()) == {True, False}
    wish(centre)
    assert not own(centre).kept, "November is not published"
    assert not own(centre).published
    with centre.context.write() as session:
        publish_month(session, scope(centre), NOVEMBER)
    assert set(own(centre).kept.values()) == {True}, "nothing is worked that day"


def test_a_team_that_is_new_is_open(centre: SmallCentre) -> None:
    team = add_team(acting(centre, "0004"), centre.department, "C")
    close(centre)
    found = read_wishes(acting(centre, "0002"), NOVEMBER, NOVEMBER)
    assert (f"team:{team}", NOVEMBER) not in found.closed
    assert (scope(centre), NOVEMBER) in found.closed
