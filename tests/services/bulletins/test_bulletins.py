"""Bulletins as people publish, read and follow them, on a real store."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from app.context import Actor, Context
from app.errors import AppError, BadInput, Conflict, NotAllowed
from app.reading.bulletins.page import BulletinsReading, read_bulletins, read_readers
from app.reading.bulletins.unread import bulletins_unread
from app.reading.requests.inbox import read_inbox
from app.services.bulletins.publishing import NewBulletin, publish
from app.services.bulletins.reading import mark_read
from app.services.bulletins.reminding import remind
from tests.factories import SmallCentre, TestClock, a_department, a_person


def acting(centre: SmallCentre, no: str) -> Context:
    return centre.context.acting_as(Actor(no, centre.people[no]))


def published(centre: SmallCentre, by: str = "0001", **words: Any) -> str:
    """Publish one, by the director for everybody unless said otherwise."""
    told = {"title": "新资费", "text": "套餐A停止受理。"} | words
    return publish(acting(centre, by), NewBulletin(**told))


def seen(centre: SmallCentre, no: str) -> BulletinsReading:
    return read_bulletins(acting(centre, no))


def to_team(centre: SmallCentre, team: str) -> dict[str, Any]:
    return {"department_id": centre.department, "team_id": centre.teams[team]}


@pytest.mark.parametrize(
    ("by", "place", "may"),
    [
        ("1000", "A", True),
        ("1000", "B", False),
        ("1000", "department", False),
        ("0002", "B", True),
        ("0002", "department", True),
        ("0002", "centre", False),
        ("0001", "centre", True),
        ("1001", "A", False),
        ("0003", "department", False),
        ("0004", "centre", False),
    ],
)
def test_who_publishes_to_whom(centre: SmallCentre, by: str, place: str, may: bool) -> None:
    places = {
        "A": to_team(centre, "A"), "B": to_team(centre, "B"), "centre": {},
        "department": {"department_id": centre.department},
    }  # fmt: skip
    if may:
        assert published(centre, by, **places[place]) == "B-00001"
    else:
        with pytest.raises(NotAllowed):
            published(centre, by, **places[place])


@pytest.mark.parametrize(
    "wrong",
    [{"title": " "}, {"text": "\u3000"}, {"until": date(2026, 10, 14)}, {"title": "x" * 121}],
)
def test_a_bulletin_has_a_title_a_text_and_a_last_day_that_is_not_over(
    centre: SmallCentre, wrong: dict[str, Any]
) -> None:
    with pytest.raises(BadInput):
        published(centre, **wrong)
    assert published(centre, until=date(2026, 10, 15)), "today is not over"


def test_the_unread_ones_come_first_and_the_oldest_of_them_before_all(
    centre: SmallCentre, clock: TestClock
) -> None:
    for _ in range(3):
        published(centre)
        clock.pass_by(minutes=5)
    mark_read(acting(centre, "1001"), "B-00003")
    assert [view.row.no for view in seen(centre, "1001").views] == ["B-00001", "B-00002", "B-00003"]
    assert bulletins_unread(acting(centre, "1001")) == 2


def test_reading_twice_keeps_the_first_time(centre: SmallCentre, clock: TestClock) -> None:
    no = published(centre)
    first = mark_read(acting(centre, "1001"), no)
    clock.pass_by(hours=3)
    assert mark_read(acting(centre, "1001"), no) == first


def test_only_those_for_whom_it_is_read_it(centre: SmallCentre) -> None:
    no = published(centre, **to_team(centre, "A"))
    assert bulletins_unread(acting(centre, "2001")) == 0
    for other in ("2001", "0002", "0001"):
        with pytest.raises(AppError):
            mark_read(acting(centre, other), no)


def test_a_departments_bulletins_are_read_in_that_department_alone(centre: SmallCentre) -> None:
    with centre.context.write() as session:
        stranger = a_person(session, "3001", department=a_department(session, "Outbound"))
    no = published(centre, **to_team(centre, "A"))
    assert [view.row.no for view in seen(centre, "2001").views] == [no]
    other = centre.context.acting_as(Actor("3001", stranger.id))
    assert read_bulletins(other).views == []
    with pytest.raises(NotAllowed):
        read_readers(other, no)


def test_what_is_to_be_read_says_before_which_shift(centre: SmallCentre) -> None:
    published(centre)
    (view,) = seen(centre, "1001").views
    assert view.unread
    assert view.due is not None
    assert view.due.start > view.row.fact.published_at


def test_the_publisher_and_those_who_work_no_shifts_have_nothing_to_read(
    centre: SmallCentre,
) -> None:
    published(centre, "1000", **to_team(centre, "A"))
    unread = {no: bulletins_unread(acting(centre, no)) for no in ("1000", "0002", "0003", "1001")}
    assert unread == {"1000": 0, "0002": 0, "0003": 0, "1001": 1}


def test_a_leader_follows_the_own_team_and_the_head_the_department(centre: SmallCentre) -> None:
    no = published(centre)
    mark_read(acting(centre, "1002"), no)
    leaders = read_readers(acting(centre, "1000"), no)
    assert [one.no for one in leaders] == ["1000", "1001", "1003", "1004", "1002"], "unread first"
    assert len(read_readers(acting(centre, "0002"), no)) == 10
    assert read_readers(acting(centre, "1001"), no) == []


def test_the_rest_are_reminded_once(centre: SmallCentre) -> None:
    no = published(centre)
    mark_read(acting(centre, "1002"), no)
    leader = acting(centre, "1000")
    assert remind(leader, no) == 3, "not herself"
    assert remind(leader, no) == 0, "who has the notice gets no second one"
    told = [len(read_inbox(acting(centre, who)).notices) for who in ("1001", "1002", "2001")]
    assert told == [1, 0, 0]
    with pytest.raises(NotAllowed):
        remind(acting(centre, "1001"), no)


def test_a_new_one_takes_the_place_of_the_old_which_is_asked_of_nobody_any_more(
    centre: SmallCentre, clock: TestClock
) -> None:
    old = published(centre)
    clock.pass_by(days=2)
    new = published(centre, replaces=old)
    views = {view.row.no: view for view in seen(centre, "1001").views}
    assert views[old].row.fact.until == date(2026, 10, 16), "the day before"
    assert (views[old].unread, views[new].unread) == (False, True)
    assert (views[old].row.replaced_by, views[new].row.replaces) == (new, old)
    with pytest.raises(Conflict):
        published(centre, replaces=old)


def test_an_earlier_end_stands(centre: SmallCentre, clock: TestClock) -> None:
    old = published(centre, until=date(2026, 10, 15))
    clock.pass_by(days=4)
    published(centre, replaces=old)
    (view,) = [view for view in seen(centre, "1001").views if view.row.no == old]
    assert view.row.fact.until == date(2026, 10, 15)


def test_a_leader_does_not_replace_the_directors(centre: SmallCentre) -> None:
    old = published(centre)
    with pytest.raises(NotAllowed):
        published(centre, "1000", replaces=old, **to_team(centre, "A"))
