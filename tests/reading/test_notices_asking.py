"""What asks for somebody's word counts once: as what waits, never as a notice besides."""

from __future__ import annotations

from datetime import date

from app.context import Actor, Context
from app.reading.requests.inbox import Counts, count, read_inbox
from app.reading.today.next import next_up
from app.services.leave import requests as leave
from app.services.leave.requests import Wish
from app.services.swaps import requests as swaps
from tests.factories import SmallCentre

DAY = date(2026, 10, 20)


def acting(centre: SmallCentre, no: str) -> Context:
    return centre.context.acting_as(Actor(no, centre.people[no]))


def counted(centre: SmallCentre, no: str) -> tuple[int, int]:
    """What waits for them and what is unread: badge, tab and Today say the same."""
    ctx = acting(centre, no)
    found: Counts = count(ctx, 0)
    view = read_inbox(ctx)
    assert (view.waits, view.unread) == (found.waiting, found.unread)
    assert next_up(ctx).notices == found.unread
    return found.waiting, found.unread


def test_a_request_and_its_notice_count_once_and_not_at_all_once_it_is_answered(
    centre: SmallCentre,
) -> None:
    no = swaps.file_swap(acting(centre, "1001"), centre.people["1002"], DAY, DAY, "送孩子上学")
    assert counted(centre, "1002") == (1, 0)
    assert count(acting(centre, "1002"), 0).new == 1, "the tray still says that something came"
    swaps.agree(acting(centre, "1002"), no, 1)
    assert counted(centre, "1002") == (0, 0)
    assert counted(centre, "1001") == (0, 1), "that it is agreed is news for who asked"
    assert counted(centre, "1000") == (1, 0)
    assert counted(centre, "0002") == (0, 0), "it waits for the leader"
    swaps.approve(acting(centre, "1000"), no, 2)
    assert counted(centre, "1000") == (0, 0)
    assert counted(centre, "0002") == (0, 0)


def test_a_step_of_a_chain_counts_once_for_whom_it_waits(centre: SmallCentre) -> None:
    days = date(2026, 10, 22), date(2026, 10, 22)
    wish = Wish(centre.people["1002"], "personal", *days, reason="家中有事")
    no = leave.file_leave(acting(centre, "1002"), wish)
    assert counted(centre, "1000") == (1, 0)
    leave.approve_step(acting(centre, "1000"), no, 1)
    assert counted(centre, "1000") == (0, 0)
    assert counted(centre, "0002") == (1, 0)
    assert counted(centre, "1002")[1] == 1
