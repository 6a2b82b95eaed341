"""Whose word is next: the Inbox, its badge, the pages, each opened request and the services say
the same, whoever asks."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta

import pytest
from sqlalchemy import select, update

from app.context import Actor, Context
from app.errors import AppError, NotAllowed
from app.models import Account, LeaveCancellation, Notice, Person, Post
from app.queries.leave import giving_up
from app.queries.leave import rows as leaves
from app.queries.requests.waiting import asked_of, waiting_for
from app.queries.swaps import rows as swap_rows
from app.queries.swaps import taking_back
from app.reading import permission
from app.reading.leave.desk import load_desk
from app.reading.requests.inbox import count, read_inbox
from app.reading.requests.opening import open_request
from app.reading.swaps import desk as swaps_desk
from app.rules.requests import RequestKind, RequestRef
from app.rules.turn import Word
from app.rules.vocabulary import LeaveStatus, Role
from app.services.leave import cancelling, delegation
from app.services.leave import requests as leave
from app.services.leave.requests import Wish
from app.services.requests.deciding import Reply
from app.services.requests.kinds import decide
from app.services.swaps import requests as swaps
from tests.factories import SmallCentre, TestClock
from tests.services.requests.weeks import DECIDERS, EVERYBODY, Weeks

DAY = date(2026, 10, 19)


def acting(centre: SmallCentre, no: str) -> Context:
    return centre.context.acting_as(Actor(no, centre.people[no]))


def file(centre: SmallCentre, no: str, first: date = DAY, last: date | None = None) -> str:
    wish = Wish(centre.people[no], "personal", first, last or first, reason="家中有事")
    return leave.file_leave(acting(centre, no), wish)


def approve(centre: SmallCentre, no: str, *by: str) -> None:
    for version, who in enumerate(by, start=1):
        leave.approve_step(acting(centre, who), no, version)


def give_up(centre: SmallCentre, no: str, by: str, version: int) -> None:
    cancelling.ask_to_cancel(acting(centre, by), no, version, "不去了")


def gone(centre: SmallCentre, no: str) -> None:
    yesterday = centre.context.today() - timedelta(days=1)
    with centre.context.write() as session:
        left = update(Person).where(Person.id == centre.people[no]).values(left_on=yesterday)
        session.execute(left)


def closed(centre: SmallCentre, no: str) -> None:
    """Their account is disabled."""
    account = Account(login=no, person_id=centre.people[no], password_hash="", disabled=True)
    with centre.context.write() as session:
        session.add(account)


def inbox(centre: SmallCentre, no: str) -> list[RequestRef]:
    """What waits for somebody; for who has no part any more, nothing is even read."""
    ctx = acting(centre, no)
    try:
        return [one.request.ref for one in read_inbox(ctx).mine]
    except NotAllowed:
        assert count(ctx, 0).waiting == 0
        return []


def in_stead(centre: SmallCentre, no: str) -> list[RequestRef]:
    return [one.request.ref for one in read_inbox(acting(centre, no)).in_stead]


def told(centre: SmallCentre, no: str) -> list[str]:
    with centre.context.read() as session:
        query = select(Notice.code).where(Notice.person_id == centre.people[no])
        return list(session.scalars(query.order_by(Notice.id)))


# What was lost


def test_where_the_leader_has_left_the_head_is_asked_to_let_a_leave_be_given_up(
    centre: SmallCentre,
) -> None:
    no = file(centre, "1002")
    approve(centre, no, "1000", "0002")
    gone(centre, "1000")
    give_up(centre, no, "1002", 3)
    assert inbox(centre, "0002") == [RequestKind.GIVING_UP.ref(no)]
    assert [one.row.no for one in load_desk(acting(centre, "0002")).to_decide] == [no]
    assert told(centre, "0002")[-1] == "leave.cancel_asked"


def test_a_leave_on_its_way_to_the_director_stays_so_when_the_one_beside_it_is_given_up(
    centre: SmallCentre, clock: TestClock
) -> None:
    first = file(centre, "1002", DAY)
    approve(centre, first, "1000", "0002")
    clock.pass_by(minutes=1)
    second = file(centre, "1002", DAY + timedelta(days=1))
    approve(centre, second, "1000", "0002")
    assert inbox(centre, "0001") == [RequestKind.LEAVE.ref(second)]
    give_up(centre, first, "1002", 3)
    cancelling.decide(acting(centre, "1000"), first, Reply(Word.DECISION, 1, yes=True))
    assert inbox(centre, "0001") == [RequestKind.LEAVE.ref(second)]
    assert open_request(acting(centre, "0001"), RequestKind.LEAVE.ref(second)).asked


def test_nobody_left_to_decide_is_said_with_whom_to_ask(centre: SmallCentre) -> None:
    no = file(centre, "1000")
    gone(centre, "0002")
    assert [who for who in EVERYBODY if who != "0002" and inbox(centre, who)] == []
    with pytest.raises(NotAllowed) as refused:
        leave.approve_step(acting(centre, "0001"), no, 1)
    words = refused.value.message
    assert words.msgid == (
        "Nobody holds the post of the {step} today. Ask {who} to give it to somebody."
    )
    assert words.params["who"].msgid == "an administrator"


def test_whose_turn_it_is_not_is_told_whose_it_is(centre: SmallCentre) -> None:
    no = file(centre, "1002")
    with pytest.raises(NotAllowed) as refused:
        leave.approve_step(acting(centre, "0002"), no, 1)
    assert refused.value.message.params == {"step": "leader", "who": ["1000"]}


def test_where_nobody_has_to_decide_that_is_said(centre: SmallCentre) -> None:
    """The director's own sick leave waits for its certificate alone."""
    wish = Wish(centre.people["0001"], "sick", DAY, DAY, reason="家中有事")
    no = leave.file_leave(acting(centre, "0001"), wish)
    assert [who for who in EVERYBODY if inbox(centre, who)] == []
    with pytest.raises(NotAllowed) as refused:
        leave.approve_step(acting(centre, "0002"), no, 1)
    assert refused.value.message.msgid == "Nobody has to decide: it is recorded."


# In a leader's stead


def agreed(centre: SmallCentre, one: str = "1001", two: str = "2002") -> str:
    day = date(2026, 10, 20)
    no = swaps.file_swap(acting(centre, one), centre.people[two], day, day)
    swaps.agree(acting(centre, two), no, 1)
    return no


def test_a_swap_waits_for_the_leaders_and_the_head_may_stand_in(centre: SmallCentre) -> None:
    ref = RequestKind.SWAP.ref(agreed(centre))
    assert [inbox(centre, who) for who in ("1000", "2000", "0002")] == [[ref], [ref], []]
    assert in_stead(centre, "0002") == [ref]
    assert count(acting(centre, "0002"), 0).waiting == 0


@pytest.mark.parametrize("silence", [gone, closed])
def test_where_a_leader_cannot_be_asked_a_swap_waits_for_the_head(
    centre: SmallCentre, silence: Callable[[SmallCentre, str], None]
) -> None:
    ref = RequestKind.SWAP.ref(agreed(centre))
    silence(centre, "2000")
    assert inbox(centre, "0002") == [ref]
    assert (in_stead(centre, "0002"), inbox(centre, "2000")) == ([], [])
    swaps.approve(acting(centre, "0002"), ref.no, 2)


def test_a_closed_account_is_asked_for_nothing_and_the_step_is_nobodys(
    centre: SmallCentre,
) -> None:
    no = file(centre, "1002")
    closed(centre, "1000")
    assert inbox(centre, "1000") == []
    with pytest.raises(NotAllowed):
        leave.approve_step(acting(centre, "1000"), no, 1)


def test_who_stands_in_has_it_in_the_inbox_and_whoever_delegated_too(
    centre: SmallCentre,
) -> None:
    ref = RequestKind.LEAVE.ref(file(centre, "1002"))
    today = centre.context.today()
    delegation.delegate(acting(centre, "1000"), centre.people["2000"], today, today)
    assert [inbox(centre, who) for who in ("1000", "2000")] == [[ref], [ref]]


def test_a_changed_leave_leaves_nothing_to_give_up(centre: SmallCentre) -> None:
    no = file(centre, "1002", DAY, DAY)
    approve(centre, no, "1000", "0002")
    later = DAY + timedelta(days=2)
    changed = leave.file_leave(
        acting(centre, "1002"), Wish(centre.people["1002"], "personal", later, later,
        replaces_no=no, reason="家中有事"),
    )  # fmt: skip
    give_up(centre, no, "1002", 3)
    approve(centre, changed, "1000", "0002")
    assert inbox(centre, "1000") == []
    with centre.context.read() as session:
        states = session.scalars(select(LeaveCancellation.status)).all()
    assert states == [LeaveStatus.WITHDRAWN]


def test_nobody_decides_on_another_giving_up_than_they_saw(centre: SmallCentre) -> None:
    no = file(centre, "1002")
    approve(centre, no, "1000", "0002")
    give_up(centre, no, "1002", 3)
    seen = open_request(acting(centre, "1000"), RequestKind.GIVING_UP.ref(no)).version
    decide(acting(centre, "1000"), RequestKind.GIVING_UP.ref(no),
           Reply(Word.DECISION, seen, yes=False, reason="人手不足"))  # fmt: skip
    give_up(centre, no, "1002", 3)
    with pytest.raises(AppError) as refused:
        decide(acting(centre, "1000"), RequestKind.GIVING_UP.ref(no),
               Reply(Word.DECISION, seen, yes=True))  # fmt: skip
    assert type(refused.value).__name__ == "Conflict"


# Everybody, everywhere


@pytest.mark.parametrize("seed", range(4))
def test_for_everybody_the_inbox_is_what_opening_each_request_asks_of_them(
    centre: SmallCentre, clock: TestClock, seed: int
) -> None:
    weeks = Weeks(centre, clock, seed)
    for _ in range(90):
        weeks.act()
    _some_go(weeks)
    for _ in range(20):
        weeks.act()
    requests = _all_undecided(centre)
    assert requests, "something waits"
    for no in EVERYBODY:
        _agrees(centre, no, requests)


def _agrees(centre: SmallCentre, no: str, requests: list[RequestRef]) -> None:
    ctx = acting(centre, no)
    with ctx.read() as session:
        me = centre.people[no]
        mine = [one.request.ref for one in waiting_for(session, me, ctx.time, ctx.now())]
        badge = len(asked_of(session, me, ctx.time, ctx.now()))
    assert sorted(mine) == sorted(ref for ref in requests if _asks(ctx, ref)), no
    assert count(ctx, 0).waiting == badge
    assert len(inbox(centre, no)) == badge
    with ctx.read() as session:
        if not permission.standing(ctx, session).has_part:
            assert badge == 0, "whoever is gone is asked for nothing, and reads no page"
            return
    on_leave_page = [one.row.no for one in load_desk(ctx).to_decide]
    assert on_leave_page == [ref.no for ref in mine if ref.kind.file is RequestKind.LEAVE]
    shown = swaps_desk.requests(ctx)
    on_swaps_page = {one.row.no for one in (*shown.own, *shown.to_decide) if one.asks_me}
    assert on_swaps_page == {ref.no for ref in mine if ref.kind.file is RequestKind.SWAP}


def _asks(ctx: Context, ref: RequestRef) -> bool:
    try:
        view = open_request(ctx, ref)
    except NotAllowed:
        return False
    return view.asked is not None and view.ref == ref


def _all_undecided(centre: SmallCentre) -> list[RequestRef]:
    """Read from the registers, not from the turns."""
    with centre.context.read() as session:
        return [
            *(RequestKind.SWAP.ref(row.no) for row in swap_rows.undecided(session)),
            *(RequestKind.LEAVE.ref(row.no) for row in leaves.undecided(session)),
            *(RequestKind.GIVING_UP.ref(row.no) for row in giving_up.waiting(session)),
            *(RequestKind.TAKING_BACK.ref(row.no) for row in taking_back.waiting(session)),
        ]


def _some_go(weeks: Weeks) -> None:
    """A leader leaves, an account is closed, and a team has a second leader."""
    centre, chance = weeks.centre, weeks.chance
    first, second = chance.sample(DECIDERS, 2)
    if chance.random() < 0.7:
        gone(centre, first)
    if chance.random() < 0.5:
        closed(centre, second)
    with centre.context.write() as session:
        session.add(
            Post(
                person_id=centre.people["0003"], since=centre.context.today(),
                role=Role.TEAM_LEADER, team_id=centre.teams["B"],
                department_id=centre.department,
            )
        )  # fmt: skip
