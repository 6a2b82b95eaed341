"""Open items: one identity from shift to shift, until somebody closes them (HAND-3)."""

from __future__ import annotations

from datetime import date, time, timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from app.errors import BadInput, Conflict, NotAllowed, NotFound
from app.queries.handover.rows import ItemRow, LogKey
from app.rules.handover.items import Balance
from app.rules.vocabulary import ItemMove, Section
from app.services.handover import items, signing
from app.services.handover.items import NewItem
from tests.factories import SmallCentre, TestClock
from tests.services.handover.desk import (
    acting,
    item,
    log_of,
    page,
    raised,
    signed_out,
)


def test_an_item_is_numbered_after_its_log(centre: SmallCentre) -> None:
    assert raised(centre).no == f"I-20261015-{centre.department}-E-1"
    assert raised(centre).no == f"I-20261015-{centre.department}-E-2"


def test_it_carries_over_with_its_age_and_hops(centre: SmallCentre, clock: TestClock) -> None:
    one = raised(centre, owner="1004", due=date(2026, 10, 16))
    clock.pass_by(hours=7)
    [late] = page(centre, "2000", log_of(centre, "L")).carried
    assert (late.no, late.age_days, late.hops, late.overdue) == (one.no, 0, 1, False)
    clock.pass_by(days=2)
    [later] = page(centre, "2000", log_of(centre, "L", date(2026, 10, 17))).carried
    assert (later.age_days, later.hops, later.overdue) == (2, 1, True)
    assert later.owner is not None
    assert later.owner.no == "1004"


def test_each_log_since_is_a_hop(centre: SmallCentre, clock: TestClock) -> None:
    raised(centre, "1000")
    clock.pass_by(hours=7)
    raised(centre, "2000", key=log_of(centre, "L"))
    clock.pass_by(hours=17)
    found = page(centre, "1000", log_of(centre, "E", date(2026, 10, 16))).carried
    assert [one.hops for one in found] == [2, 1]


def test_open_for_more_than_seven_days_it_is_old(centre: SmallCentre, clock: TestClock) -> None:
    one = raised(centre)
    clock.pass_by(days=7)
    assert not item(centre, "1000", one.no, log_of(centre, day=date(2026, 10, 22))).old
    clock.pass_by(days=1)
    assert item(centre, "1000", one.no, log_of(centre, day=date(2026, 10, 23))).old


def test_it_is_closed_with_what_was_done_and_reopened_as_the_same_item(
    centre: SmallCentre, clock: TestClock
) -> None:
    one = raised(centre)
    with pytest.raises(BadInput):
        items.close_item(acting(centre, "1000"), one.id, "  ", one.version)
    items.close_item(acting(centre, "1000"), one.id, "已换", one.version)
    closed = item(centre, "1000", one.no)
    assert (closed.is_open, closed.closing) == (False, "已换")
    clock.pass_by(hours=1)
    items.reopen_item(acting(centre, "0002"), one.id, "又坏了", closed.version)
    again = item(centre, "1000", one.no)
    assert again.is_open
    assert [(step.move, step.text) for step in again.steps] == [
        (ItemMove.CLOSED, "已换"),
        (ItemMove.REOPENED, "又坏了"),
    ]


def test_what_was_closed_since_the_shift_began_still_stands_on_its_page(
    centre: SmallCentre, clock: TestClock
) -> None:
    one = raised(centre)
    clock.pass_by(hours=7)
    items.close_item(acting(centre, "2000"), one.id, "已换", one.version)
    [carried] = page(centre, "2000", log_of(centre, "L")).carried
    assert not carried.is_open
    clock.pass_by(hours=8)
    assert page(centre, "2000", log_of(centre, "N")).carried == ()


def test_the_page_says_what_became_of_the_open_items(centre: SmallCentre, clock: TestClock) -> None:
    one, _other = raised(centre), raised(centre)
    clock.pass_by(hours=7)
    late = log_of(centre, "L")
    items.close_item(acting(centre, "2000"), one.id, "已换", one.version)
    raised(centre, "2000", key=late)
    told = page(centre, "2000", late).balance
    assert told == Balance(before=2, raised=1, closed=1, after=2)


def test_of_two_who_close_it_the_second_is_told(centre: SmallCentre) -> None:
    one = raised(centre)
    items.close_item(acting(centre, "1000"), one.id, "已换", one.version)
    with pytest.raises(Conflict):
        items.close_item(acting(centre, "2000"), one.id, "已修", one.version)
    assert item(centre, "1000", one.no).closing == "已换"


@pytest.mark.parametrize(
    ("who", "owner", "may"),
    [
        ("1004", "1004", True),
        ("1004", "2001", False),
        ("1004", "", False),
        ("1000", "2001", True),
        ("0002", "2001", True),
        ("0001", "2001", False),
        ("0003", "2001", False),
    ],
)
def test_who_may_close_it(centre: SmallCentre, who: str, owner: str, may: bool) -> None:
    one = raised(centre, owner=owner)
    if may:
        items.close_item(acting(centre, who), one.id, "已换", one.version)
    else:
        with pytest.raises(NotAllowed):
            items.close_item(acting(centre, who), one.id, "已换", one.version)


def test_an_agent_closes_what_nobody_owns_and_they_raised(
    centre: SmallCentre, clock: TestClock
) -> None:
    """1004 works the late shift of the 15th."""
    clock.pass_by(hours=7)
    one = raised(centre, "1004", key=log_of(centre, "L"))
    assert one.may_close
    items.close_item(acting(centre, "1004"), one.id, "已换", one.version)


def test_ones_own_is_changed_until_the_log_is_signed(centre: SmallCentre) -> None:
    one = raised(centre)
    new = NewItem(Section.EQUIPMENT, "打印机已报修", urgent=True)
    with pytest.raises(NotAllowed):
        items.edit_item(acting(centre, "2000"), one.id, new, one.version)
    items.edit_item(acting(centre, "1000"), one.id, new, one.version)
    changed = item(centre, "1000", one.no)
    assert (changed.text, changed.urgent) == ("打印机已报修", True)
    with pytest.raises(Conflict):
        items.edit_item(acting(centre, "1000"), one.id, new, one.version)
    signed_out(centre)
    assert not item(centre, "1000", one.no).may_edit
    with pytest.raises(Conflict):
        items.edit_item(acting(centre, "1000"), one.id, new, changed.version)
    with pytest.raises(Conflict):
        items.remove_item(acting(centre, "1000"), one.id, changed.version)


def test_ones_own_is_taken_away_until_the_log_is_signed(centre: SmallCentre) -> None:
    one = raised(centre)
    items.remove_item(acting(centre, "1000"), one.id, one.version)
    with pytest.raises(NotFound):
        items.close_item(acting(centre, "1000"), one.id, "已换", one.version)


@pytest.mark.parametrize("no", ["1004", "0002", "0003", "0001"])
def test_who_does_not_work_the_shift_raises_nothing(centre: SmallCentre, no: str) -> None:
    """1004 works the late one that day; a head reads and comments."""
    with pytest.raises(NotAllowed):
        raised(centre, no)


@pytest.mark.parametrize(
    ("owner", "due"), [("0001", None), ("", date(2026, 10, 14))], ids=["owner", "due"]
)
def test_an_owner_is_of_the_department_and_a_due_day_not_before_the_log(
    centre: SmallCentre, owner: str, due: date | None
) -> None:
    with pytest.raises(BadInput):
        raised(centre, owner=owner, due=due)


def test_an_urgent_item_that_was_carried_over_is_read_back_too(
    centre: SmallCentre, clock: TestClock
) -> None:
    one = raised(centre, urgent=True)
    clock.pass_by(hours=7)
    late = log_of(centre, "L")
    signed_out(centre, "0002", late)
    clock.pass_by(hours=8)
    with pytest.raises(BadInput):
        signing.sign_in(acting(centre, "1000"), late, page(centre, "1000", late).version)
    signing.read_back(acting(centre, "1000"), late, one.id)
    signing.sign_in(acting(centre, "1000"), late, page(centre, "1000", late).version)


MOVES = st.lists(
    st.tuples(st.sampled_from(["raise", "raise", "close", "reopen", "pass"]), st.integers(0, 30)),
    max_size=14,
)


@settings(
    max_examples=8, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(MOVES)
def test_open_before_and_raised_are_open_after_and_closed(
    centre: SmallCentre, clock: TestClock, moves: list[tuple[str, int]]
) -> None:
    """Over random days of the real services, shift by shift, whatever was open before."""
    before = len([one for one in seen_now(centre, clock) if one.is_open])
    raised_ones = closed_ones = 0
    for move, at in moves:
        if move == "pass":
            clock.pass_by(hours=8)
        elif move == "raise":
            if page(centre, "1000", now_log(centre, clock)).may.write:
                raised(centre, key=now_log(centre, clock))
                raised_ones += 1
        else:
            here = [one for one in seen_now(centre, clock) if one.is_open == (move == "close")]
            if here:
                moved(centre, here[at % len(here)])
                closed_ones += move == "close"
                raised_ones += move == "reopen"
    after = len([one for one in seen_now(centre, clock) if one.is_open])
    assert before + raised_ones == after + closed_ones
    told = page(centre, "1000", now_log(centre, clock)).balance
    assert told is not None
    assert told.holds
    assert told.after == after


def moved(centre: SmallCentre, one: ItemRow) -> None:
    """Close it, or open it again."""
    move = items.close_item if one.is_open else items.reopen_item
    move(acting(centre, "1000"), one.id, "已换", one.version)


def now_log(centre: SmallCentre, clock: TestClock) -> LogKey:
    """The log of the shift that runs now."""
    wall = centre.context.time.to_wall(clock.now)
    if wall.time() < time(7, 30):
        return log_of(centre, "N", wall.date() - timedelta(days=1))
    return log_of(centre, "E" if wall.time() < time(15, 30) else "L", wall.date())


def seen_now(centre: SmallCentre, clock: TestClock) -> list[ItemRow]:
    """Every item on the page of the shift that runs now."""
    shown = page(centre, "1000", now_log(centre, clock))
    return [*shown.carried, *(one for part in shown.sections for one in part.items)]
