"""An effective swap is taken back before its first shift is worked (SWAP-11): both parties, both
leaders, and each holds their own shift again."""

from __future__ import annotations

from collections import Counter
from datetime import UTC, date, datetime, timedelta
from multiprocessing.connection import Connection
from multiprocessing.synchronize import Barrier

import pytest
from sqlalchemy import insert, select

from app.bootstrap import open_store, verify_store
from app.context import Actor, Context
from app.errors import AppError, BadInput, Conflict, NotAllowed, RuleViolated, StoreProblem
from app.models import AuditEntry, Notice, Person, Swap, SwapTakingBack
from app.queries import facts
from app.queries.requests.decisions import history
from app.queries.swaps import rows as swap_rows
from app.queries.swaps.scene import given_in_month
from app.queries.swaps.taking_back import TakingBackRow, waiting_on
from app.queries.work import worked
from app.reading.requests.inbox import read_inbox
from app.reading.requests.opening import open_request
from app.reading.swaps.desk import Choice
from app.reading.swaps.desk import open_request as open_file
from app.reading.swaps.desk import requests as own_requests
from app.reading.swaps.taking_back import TakingBackView
from app.rules.check import check
from app.rules.figures.swaps import BegunAlready, LaterSwap, LeaveOnReturn
from app.rules.requests import RequestKind
from app.rules.turn import Word
from app.rules.vocabulary import SwapStatus
from app.services.leave.requests import Wish, file_leave
from app.services.requests.deciding import Reply
from app.services.requests.overdue import end_overdue
from app.services.swaps import requests as swaps
from app.services.swaps.taking_back import ask_back, decide, withdraw_back
from app.store.places import Named
from tests.factories import NOW, SmallCentre, TestClock, as_it_stands
from tests.store.writers import together

pytestmark = pytest.mark.rule("SWAP-11")
OCT = {day: date(2026, 10, day) for day in range(1, 32)}
FIRST_START = datetime(2026, 10, 19, 23, 30, tzinfo=UTC)
"""The early shift of 20 October, 07:30 in Shanghai."""


def acting(centre: SmallCentre, no: str) -> Context:
    return centre.context.acting_as(Actor(no, centre.people[no]))


def effective(
    centre: SmallCentre, by: str = "1001", other: str = "2002", gives: int = 20, takes: int = 20
) -> str:
    no = swaps.file_swap(acting(centre, by), centre.people[other], OCT[gives], OCT[takes])
    swaps.agree(acting(centre, other), no, 1)
    swaps.approve(acting(centre, "0002"), no, 2)
    return no


def asked(centre: SmallCentre, no: str) -> TakingBackRow:
    with centre.context.read() as session:
        row = waiting_on(session, no)
    assert row is not None
    return row


def ask(centre: SmallCentre, no: str, by: str = "1001", reason: str = "家里的事取消了") -> None:
    ask_back(acting(centre, by), no, 3, reason)


def say(
    centre: SmallCentre, no: str, by: str, word: Word = Word.CONSENT, *, yes: bool = True
) -> SwapStatus:
    reply = Reply(word, asked(centre, no).version, yes, "" if yes else "人手已定")
    return decide(acting(centre, by), no, reply)


def taken_back(centre: SmallCentre, no: str, by: str = "1001", other: str = "2002") -> None:
    ask(centre, no, by)
    say(centre, no, other, Word.ANSWER)
    say(centre, no, "0002")


def status(centre: SmallCentre, no: str) -> SwapStatus:
    with centre.context.read() as session:
        row = swap_rows.swap(session, no)
    assert row is not None
    return row.status


def works(centre: SmallCentre, day: int, *numbers: str) -> list[str | None]:
    with centre.context.read() as session:
        return [worked(session, [centre.people[no]]).shift_on(no, OCT[day]) for no in numbers]


def told(centre: SmallCentre, code: str) -> set[str]:
    with centre.context.read() as session:
        numbers = select(Person.employee_no).join(Notice, Notice.person_id == Person.id)
        return set(session.scalars(numbers.where(Notice.code == code)))


def test_both_parties_and_both_leaders_take_it_back(centre: SmallCentre) -> None:
    no = effective(centre)
    assert works(centre, 20, "1001", "2002") == ["E", "L"]
    ask(centre, no)
    assert say(centre, no, "2002", Word.ANSWER) is SwapStatus.AGREED
    assert say(centre, no, "2000") is SwapStatus.PART_APPROVED
    assert (status(centre, no), works(centre, 20, "1001")) == (SwapStatus.EFFECTIVE, ["E"])
    assert say(centre, no, "1000") is SwapStatus.EFFECTIVE
    assert status(centre, no) is SwapStatus.CANCELLED
    assert works(centre, 20, "1001", "2002") == ["L", "E"]


def test_the_head_may_stand_in_for_both_leaders(centre: SmallCentre) -> None:
    no = effective(centre)
    taken_back(centre, no)
    assert status(centre, no) is SwapStatus.CANCELLED


def test_the_counterpart_may_be_the_one_who_asks(centre: SmallCentre) -> None:
    no = effective(centre)
    ask(centre, no, "2002")
    with pytest.raises(NotAllowed):
        say(centre, no, "2002", Word.ANSWER)
    say(centre, no, "1001", Word.ANSWER)
    say(centre, no, "0002")
    assert status(centre, no) is SwapStatus.CANCELLED


def test_both_months_get_their_place_back(centre: SmallCentre) -> None:
    no = effective(centre)
    people = [centre.people["1001"], centre.people["2002"]]
    with centre.context.read() as session:
        assert len(given_in_month(session, people)) == 2
    taken_back(centre, no)
    with centre.context.read() as session:
        assert given_in_month(session, people) == {}
    assert effective(centre) != no


def test_the_swap_says_why_and_the_steps_lie_in_its_file(centre: SmallCentre) -> None:
    no = effective(centre)
    taken_back(centre, no)
    with centre.context.read() as session:
        row = swap_rows.swap(session, no)
        assert row is not None
        assert (row.ended_reason, row.version) == ("家里的事取消了", 4)
        steps = [step.step for step in history(session, RequestKind.SWAP.ref(no))]
        deeds = list(session.scalars(
            select(AuditEntry.action).where(AuditEntry.subject == f"swap:{no}")
            .order_by(AuditEntry.id)
        ))  # fmt: skip
        centre_now, policies = facts.centre(session), facts.policies(session)
    assert steps[-4:] == [
        "back.1.offer", "back.1.agree", "back.1.consent.requester", "back.1.consent.counterpart",
    ]  # fmt: skip
    assert deeds[-4:] == [
        "taking_back.offer", "taking_back.agree", "taking_back.complete", "swap.take_back",
    ]  # fmt: skip
    assert check(centre_now, policies, centre.context.time, NOW) == []
    assert verify_store(as_it_stands(centre.context).store.address).whole


def test_everybody_concerned_is_told(centre: SmallCentre) -> None:
    no = effective(centre)
    ask(centre, no)
    assert told(centre, "swap.back_asked") == {"2002"}
    say(centre, no, "2002", Word.ANSWER)
    assert told(centre, "swap.back_agreed") >= {"1001", "1000", "2000"}
    say(centre, no, "0002")
    assert told(centre, "swap.taken_back") == {"1001", "2002", "1000", "2000"}


@pytest.mark.parametrize("stranger", ["1002", "2003", "0001", "0003", "0004", "1000"])
def test_only_a_party_may_ask(centre: SmallCentre, stranger: str) -> None:
    no = effective(centre)
    with pytest.raises(NotAllowed):
        ask(centre, no, stranger)


@pytest.mark.parametrize("stranger", ["1001", "2002", "1002", "0001", "0003", "0004"])
def test_nobody_else_may_consent(centre: SmallCentre, stranger: str) -> None:
    no = effective(centre)
    ask(centre, no)
    say(centre, no, "2002", Word.ANSWER)
    with pytest.raises(NotAllowed):
        say(centre, no, stranger)
    assert status(centre, no) is SwapStatus.EFFECTIVE


def test_asking_and_declining_need_a_reason(centre: SmallCentre) -> None:
    no = effective(centre)
    with pytest.raises(BadInput):
        ask(centre, no, reason=" ")
    ask(centre, no)
    with pytest.raises(BadInput):
        decide(acting(centre, "2002"), no, Reply(Word.ANSWER, asked(centre, no).version, False))


def test_declined_it_stays_and_can_be_asked_about_again(centre: SmallCentre) -> None:
    no = effective(centre)
    ask(centre, no)
    seen = asked(centre, no).version
    assert say(centre, no, "2002", Word.ANSWER, yes=False) is SwapStatus.DECLINED
    assert (status(centre, no), works(centre, 20, "1001")) == (SwapStatus.EFFECTIVE, ["E"])
    ask(centre, no)
    assert asked(centre, no).version > seen
    with pytest.raises(Conflict):
        decide(acting(centre, "2002"), no, Reply(Word.ANSWER, seen, True))


def test_who_asked_lets_it_stand_after_all(centre: SmallCentre) -> None:
    no = effective(centre)
    ask(centre, no)
    with pytest.raises(NotAllowed):
        withdraw_back(acting(centre, "2002"), no, asked(centre, no).version)
    withdraw_back(acting(centre, "1001"), no, asked(centre, no).version)
    assert (status(centre, no), told(centre, "swap.back_withdrawn")) == (
        SwapStatus.EFFECTIVE, {"2002"},
    )  # fmt: skip


def test_it_is_asked_for_once_at_a_time_and_only_while_in_effect(centre: SmallCentre) -> None:
    no = effective(centre)
    ask(centre, no)
    with pytest.raises(Conflict):
        ask(centre, no, "2002")
    say(centre, no, "2002", Word.ANSWER)
    say(centre, no, "0002")
    with pytest.raises(Conflict):
        ask_back(acting(centre, "1001"), no, 4, "再来")
    waiting = swaps.file_swap(acting(centre, "1001"), centre.people["1002"], OCT[20], OCT[20])
    with pytest.raises(Conflict):
        ask_back(acting(centre, "1001"), waiting, 1, "还没生效")


# Until when


def test_until_the_earlier_shift_starts(centre: SmallCentre, clock: TestClock) -> None:
    no = effective(centre)
    clock.now = FIRST_START - timedelta(minutes=1)
    taken_back(centre, no)
    assert status(centre, no) is SwapStatus.CANCELLED


def test_not_from_its_start_on(centre: SmallCentre, clock: TestClock) -> None:
    no = effective(centre)
    clock.now = FIRST_START
    with pytest.raises(RuleViolated) as error:
        ask(centre, no)
    assert figures(error) == [BegunAlready(FIRST_START, FIRST_START)]


def test_what_nobody_decided_by_then_expires_and_the_swap_stays(
    centre: SmallCentre, clock: TestClock
) -> None:
    no = effective(centre)
    ask(centre, no)
    say(centre, no, "2002", Word.ANSWER)
    clock.now = FIRST_START - timedelta(minutes=1)
    assert end_overdue(centre.context) == 0
    clock.now = FIRST_START
    with pytest.raises(RuleViolated):
        say(centre, no, "0002")
    assert end_overdue(centre.context) == 1
    assert status(centre, no) is SwapStatus.EFFECTIVE
    assert told(centre, "swap.back_expired") == {"1001", "2002"}
    with centre.context.read() as session:
        assert session.scalar(select(SwapTakingBack.status)) is SwapStatus.EXPIRED


# What rests on it


def figures(error: pytest.ExceptionInfo[RuleViolated]) -> list[object]:
    return [finding.figures for finding in error.value.findings]  # type: ignore[attr-defined]


def later_swap(centre: SmallCentre, no: str) -> str:
    """A register has a swap that gave the received shift away again."""
    with centre.context.write() as session:
        session.execute(
            insert(Swap).values(
                swap_no="S-90000", filed_at=NOW, requester_id=centre.people["1001"],
                requester_date=OCT[20], counterpart_id=centre.people["2003"],
                counterpart_date=OCT[22], status=SwapStatus.EFFECTIVE, version=1,
                effective_at=NOW + timedelta(minutes=1), reason="", ended_reason="",
            )
        )  # fmt: skip
    return "S-90000"


def test_a_later_swap_that_rests_on_it_is_named_and_goes_first(centre: SmallCentre) -> None:
    no = effective(centre)
    later = later_swap(centre, no)
    with pytest.raises(RuleViolated) as error:
        ask(centre, no)
    assert LaterSwap(later) in figures(error)
    ask_back(acting(centre, "1001"), later, 1, "先撤后一次")
    say(centre, later, "2003", Word.ANSWER)
    say(centre, later, "0002")
    taken_back(centre, no)
    assert works(centre, 20, "1001", "2002") == ["L", "E"]


def across(centre: SmallCentre) -> tuple[str, int]:
    """A swap over two days, of which the requester is free on the one given away."""
    for gives in range(20, 28):
        for takes in range(20, 28):
            if gives != takes and works(centre, takes, "1001") == [None]:
                try:
                    return effective(centre, "1001", "1002", gives, takes), gives
                except RuleViolated:
                    continue
    raise AssertionError("no such pair in the small centre")


def test_a_leave_on_the_day_given_back_stands_against_it(centre: SmallCentre) -> None:
    no, day = across(centre)
    me = centre.people["1001"]
    wish = Wish(me, "personal", OCT[day], OCT[day], reason="家中有事", special="家中有事")
    leave = file_leave(acting(centre, "1001"), wish)
    with pytest.raises(RuleViolated) as error:
        ask(centre, no)
    assert figures(error) == [LeaveOnReturn(leave)]


# Who sees what


def test_it_waits_in_the_inbox_of_whose_word_is_next(centre: SmallCentre) -> None:
    no = effective(centre)
    ask(centre, no)
    ref = RequestKind.TAKING_BACK.ref(no)

    def waits(who: str) -> bool:
        return any(one.request.ref == ref for one in read_inbox(acting(centre, who)).waiting)

    assert [waits(who) for who in ("1001", "2002", "1000", "2000")] == [False, True, False, False]
    say(centre, no, "2002", Word.ANSWER)
    assert [waits(who) for who in ("1001", "2002", "1000", "2000")] == [False, False, True, True]
    view = open_request(acting(centre, "1000"), RequestKind.SWAP.ref(no))
    assert isinstance(view, TakingBackView)
    assert (view.asked, view.verdict is not None) == (Word.CONSENT, True)


def choices(centre: SmallCentre, who: str, no: str) -> set[Choice]:
    found = own_requests(acting(centre, who))
    return {
        choice
        for one in (*found.own, *found.to_decide)
        if one.row.no == no
        for choice in one.choices
    }


def test_the_page_of_swaps_offers_what_is_ones_own_to_do(
    centre: SmallCentre, clock: TestClock
) -> None:
    no = effective(centre)
    assert choices(centre, "1001", no) == choices(centre, "2002", no) == {Choice.TAKE_BACK}
    ask(centre, no)
    assert choices(centre, "1001", no) == {Choice.WITHDRAW}
    assert choices(centre, "2002", no) == {Choice.AGREE, Choice.DECLINE}
    assert choices(centre, "1000", no) == set()
    say(centre, no, "2002", Word.ANSWER)
    assert choices(centre, "1000", no) == {Choice.APPROVE, Choice.DECLINE}
    assert open_file(acting(centre, "1000"), no).verdict is not None
    say(centre, no, "1000", yes=False)
    clock.now = FIRST_START
    assert choices(centre, "1001", no) == set()


# Eight at once


def approve_in_time(
    named: Named, clock: TestClock, no: str, version: int, who: tuple[str, int], start: Barrier,
    told: Connection,
) -> None:  # fmt: skip
    ctx = open_store(named, Actor(*who), clock)
    start.wait()
    for _ in range(10):
        try:
            decide(ctx, no, Reply(Word.CONSENT, version, True))
        except StoreProblem:
            continue
        except AppError as error:
            told.send(type(error).__name__)
            return
        told.send("decided")
        return
    told.send("busy")


def test_of_eight_who_give_the_last_consent_at_once_one_undoes_the_swap(
    centre: SmallCentre, clock: TestClock
) -> None:
    no = effective(centre)
    ask(centre, no)
    say(centre, no, "2002", Word.ANSWER)
    say(centre, no, "1000")
    version, named = asked(centre, no).version, as_it_stands(centre.context).store.address
    who = [(each, centre.people[each]) for each in ("2000", "0002")]
    shares = [(clock, no, version, who[at % 2]) for at in range(8)]
    outcomes = Counter(together(named, approve_in_time, shares))
    assert outcomes == {"decided": 1, "Conflict": 7}
    assert status(centre, no) is SwapStatus.CANCELLED
    assert works(centre, 20, "1001", "2002") == ["L", "E"]
