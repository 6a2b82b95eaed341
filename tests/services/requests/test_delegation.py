"""An approver who is away delegates for dates, to somebody of the same or a higher level."""

from __future__ import annotations

from datetime import date

import pytest
from sqlalchemy import select

from app.context import Actor, Context
from app.errors import BadInput, NotAllowed, NotFound
from app.models import Notice, Person, Team
from app.queries.leave.delegations import DelegationRow, delegations_of
from app.services.leave import requests as leave
from app.services.leave.delegation import delegate, end_delegation
from app.services.leave.requests import Wish
from tests.factories import SmallCentre, TestClock, a_post

TODAY = date(2026, 10, 15)
LAST = date(2026, 10, 18)


def acting(centre: SmallCentre, no: str) -> Context:
    return centre.context.acting_as(Actor(no, centre.people[no]))


def give(centre: SmallCentre, by: str, to: str, first: date = TODAY, last: date = LAST) -> int:
    return delegate(acting(centre, by), centre.people[to], first, last, "出差")


def of(centre: SmallCentre, no: str) -> list[DelegationRow]:
    with centre.context.read() as session:
        return delegations_of(session, centre.people[no])


def filed(centre: SmallCentre) -> str:
    day = date(2026, 10, 20)
    wish = Wish(centre.people["1002"], "personal", day, day, reason="家中有事")
    return leave.file_leave(acting(centre, "1002"), wish)


@pytest.mark.parametrize(
    ("by", "to"), [("1000", "2000"), ("1000", "0002"), ("1000", "0001"), ("0002", "0001")]
)
def test_it_goes_to_the_same_or_a_higher_level(centre: SmallCentre, by: str, to: str) -> None:
    give(centre, by, to)
    (row,) = of(centre, by)
    assert (row.first, row.last, row.reason) == (TODAY, LAST, "出差")
    assert of(centre, to) == [row], "both see it"


@pytest.mark.parametrize(
    ("by", "to"), [("0002", "1000"), ("0001", "0002"), ("1000", "1001"), ("1000", "0003")]
)
def test_it_never_goes_down(centre: SmallCentre, by: str, to: str) -> None:
    with pytest.raises(BadInput):
        give(centre, by, to)
    assert of(centre, by) == []


def test_nobody_delegates_to_themselves(centre: SmallCentre) -> None:
    with pytest.raises(BadInput):
        give(centre, "1000", "1000")


@pytest.mark.parametrize("by", ["1001", "0003", "0004"])
def test_who_decides_nothing_delegates_nothing(centre: SmallCentre, by: str) -> None:
    with pytest.raises(NotAllowed):
        give(centre, by, "2000")


def test_its_last_day_is_today_at_the_earliest_and_not_before_its_first(
    centre: SmallCentre,
) -> None:
    yesterday = date(2026, 10, 14)
    give(centre, "1000", "2000", yesterday, TODAY)
    with pytest.raises(BadInput):
        give(centre, "1000", "2000", yesterday, yesterday)
    with pytest.raises(BadInput):
        give(centre, "1000", "2000", LAST, TODAY)


def test_the_delegate_is_told_and_decides_on_its_days_alone(
    centre: SmallCentre, clock: TestClock
) -> None:
    give(centre, "1000", "2000", date(2026, 10, 16), date(2026, 10, 16))
    with centre.context.read() as session:
        told = select(Notice.code).where(Notice.person_id == centre.people["2000"])
        assert session.scalars(told).all() == ["delegation.made"]
    no = filed(centre)
    with pytest.raises(NotAllowed):
        leave.approve_step(acting(centre, "2000"), no, 1)
    clock.pass_by(days=2)
    with pytest.raises(NotAllowed):
        leave.approve_step(acting(centre, "2000"), no, 1)
    clock.pass_by(days=-1)
    leave.approve_step(acting(centre, "2000"), no, 1)


def test_the_one_who_delegated_still_decides(centre: SmallCentre) -> None:
    give(centre, "1000", "2000")
    leave.approve_step(acting(centre, "1000"), filed(centre), 1)


def told(centre: SmallCentre, no: str) -> list[str]:
    """The codes of somebody's notices, in their order."""
    with centre.context.read() as session:
        query = select(Notice.code).where(Notice.person_id == centre.people[no])
        return list(session.scalars(query.order_by(Notice.id)))


def test_who_is_away_is_told_what_was_decided_in_their_place(centre: SmallCentre) -> None:
    give(centre, "1000", "2000")
    no = filed(centre)
    assert told(centre, "1000") == ["leave.filed"]
    leave.approve_step(acting(centre, "2000"), no, 1)
    assert told(centre, "1000") == ["leave.filed", "delegation.decided"]
    leave.decline_leave(acting(centre, "0002"), no, 2, "人手不足")
    assert told(centre, "1000") == ["leave.filed", "delegation.decided"], "the head's own step"


def test_who_decides_on_their_own_step_stands_in_for_nobody(centre: SmallCentre) -> None:
    give(centre, "0002", "0001")
    no = filed(centre)
    leave.approve_step(acting(centre, "1000"), no, 1)
    assert "delegation.decided" not in told(centre, "0002")


def test_the_delegate_is_told_that_it_ended_early_and_not_where_it_ends_anyway(
    centre: SmallCentre,
) -> None:
    early, done = give(centre, "1000", "2000"), give(centre, "1000", "0002", TODAY, TODAY)
    for key in (early, done):
        end_delegation(acting(centre, "1000"), key)
    assert told(centre, "2000") == ["delegation.made", "delegation.ended"]
    assert told(centre, "0002") == ["delegation.made"]


def test_ended_it_holds_until_the_end_of_today(centre: SmallCentre, clock: TestClock) -> None:
    key = give(centre, "1000", "2000")
    end_delegation(acting(centre, "1000"), key)
    assert [row.last for row in of(centre, "1000")] == [TODAY]
    no = filed(centre)
    clock.pass_by(days=1)
    with pytest.raises(NotAllowed):
        leave.approve_step(acting(centre, "2000"), no, 1)


def test_what_has_not_begun_is_taken_back_whole(centre: SmallCentre) -> None:
    key = give(centre, "1000", "2000", date(2026, 10, 16))
    end_delegation(acting(centre, "1000"), key)
    assert of(centre, "1000") == []


def test_only_ones_own_is_ended(centre: SmallCentre) -> None:
    key = give(centre, "1000", "2000")
    for who in ("2000", "0002", "1001"):
        with pytest.raises(NotFound):
            end_delegation(acting(centre, who), key)
    assert len(of(centre, "1000")) == 1


def test_a_delegate_who_is_no_leader_any_more_decides_nothing(centre: SmallCentre) -> None:
    """The level counts on the day of the word, not only on that of the delegation."""
    give(centre, "1000", "2000")
    no = filed(centre)
    with centre.context.write() as session:
        person, team = (
            session.get(Person, centre.people["2000"]),
            session.get(Team, centre.teams["B"]),
        )
        assert person is not None
        a_post(session, person, TODAY, team=team)
    with pytest.raises(NotAllowed):
        leave.approve_step(acting(centre, "2000"), no, 1)
