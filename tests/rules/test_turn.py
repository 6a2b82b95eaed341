"""Whose word is next on a swap, a leave, and the giving up of a leave."""

from __future__ import annotations

from dataclasses import replace

import pytest

from app.rules.facts import Delegation, Person, Swap
from app.rules.policy import Policy
from app.rules.turn import NOBODYS, Turn, Word, giving_up_turn, leave_turn, swap_turn
from app.rules.vocabulary import LeaveStatus, LeaveStepKind, Role, Side, SwapStatus
from tests.rules.centre import DIRECTOR, HEAD, LEADER_A, LEADER_B, OTHER_HEAD, Centre
from tests.rules.scenes import day, leave_at, people_with_ids

NOW = "2026-10-05 10:30"
TODAY = day("2026-10-05")
pytestmark = pytest.mark.rule("SWAP-1", "LEAVE-1")


@pytest.fixture
def centre() -> Centre:
    return Centre()


def who(turn: Turn) -> list[tuple[str, list[str], list[str]]]:
    """Each part with whom it waits for, and who may say it in their stead."""
    return [
        (part.of, [one.no for one in part.asked], [one.no for one in part.in_stead])
        for part in turn.parts
    ]


def swap(centre: Centre, *parties: str, status: SwapStatus, consents: str = "") -> Turn:
    """The turn of a swap of two parties; `consents`: who consented for the requester."""
    one, two = parties
    signed = centre.sign(consents, "2026-10-04 09:00")
    fact = Swap("S-1", centre.at("2026-10-01 09:00"), one, TODAY, two, TODAY, status, signed)
    return swap_turn(fact, people_with_ids(centre), TODAY)


# Swaps


def test_an_offer_waits_for_the_colleague(centre: Centre) -> None:
    turn = swap(centre, "101", "201", status=SwapStatus.OFFERED)
    assert (turn.word, who(turn)) == (Word.ANSWER, [(Side.COUNTERPART, ["201"], [])])


def test_an_offer_to_somebody_who_has_left_is_nobodys_to_answer(centre: Centre) -> None:
    centre.employed("201", left="2026-10-04")
    turn = swap(centre, "101", "201", status=SwapStatus.OFFERED)
    assert turn.stuck


def test_agreed_it_waits_for_each_sides_leader_and_the_head_may_stand_in(centre: Centre) -> None:
    turn = swap(centre, "101", "201", status=SwapStatus.AGREED)
    assert turn.word is Word.CONSENT
    assert who(turn) == [
        (Side.REQUESTER, [LEADER_A], [HEAD]),
        (Side.COUNTERPART, [LEADER_B], [HEAD]),
    ]
    assert (turn.asks(int(HEAD)), turn.allows(int(HEAD))) == (False, True)
    assert turn.open_to(int(LEADER_B)) == (Side.COUNTERPART,)
    assert turn.open_to(int(HEAD)) == (Side.REQUESTER, Side.COUNTERPART)
    assert [one.no for one in turn.people] == [LEADER_A, HEAD, LEADER_B]


def test_the_side_that_has_its_consent_is_asked_for_nothing(centre: Centre) -> None:
    turn = swap(centre, "101", "201", status=SwapStatus.PART_APPROVED, consents=LEADER_A)
    assert who(turn) == [(Side.COUNTERPART, [LEADER_B], [HEAD])]


@pytest.mark.parametrize("party", [LEADER_A, "950"])
def test_a_leaders_own_swap_and_of_who_has_no_team_waits_for_the_head(
    centre: Centre, party: str
) -> None:
    turn = swap(centre, party, "201", status=SwapStatus.AGREED)
    assert who(turn)[0] == (Side.REQUESTER, [HEAD], [])
    assert turn.asks(int(HEAD))


def test_where_the_leader_cannot_be_asked_it_waits_for_the_head(centre: Centre) -> None:
    centre.employed(LEADER_B, left="2026-10-04")
    turn = swap(centre, "101", "201", status=SwapStatus.AGREED)
    assert who(turn)[1] == (Side.COUNTERPART, [HEAD], [])


def test_on_their_last_day_a_leader_still_has_a_word(centre: Centre) -> None:
    centre.employed(LEADER_B, left="2026-10-05")
    turn = swap(centre, "101", "201", status=SwapStatus.AGREED)
    assert who(turn)[1] == (Side.COUNTERPART, [LEADER_B], [HEAD])


def test_whose_account_is_disabled_has_no_word(centre: Centre) -> None:
    centre.people[LEADER_B] = replace(centre.people[LEADER_B], silent=True)
    turn = swap(centre, "101", "201", status=SwapStatus.AGREED)
    assert who(turn)[1] == (Side.COUNTERPART, [HEAD], [])


@pytest.mark.parametrize(
    "status", [status for status in SwapStatus if status not in
               (SwapStatus.OFFERED, SwapStatus.AGREED, SwapStatus.PART_APPROVED)],
)  # fmt: skip
def test_an_ended_swap_and_a_draft_are_nobodys(centre: Centre, status: SwapStatus) -> None:
    turn = swap(centre, "101", "201", status=status)
    assert (turn, turn.stuck) == (NOBODYS, False)


def test_nobody_is_asked_without_being_somebody(centre: Centre) -> None:
    turn = swap(centre, "101", "201", status=SwapStatus.AGREED)
    assert (turn.asks(None), turn.allows(None), turn.open_to(None)) == (False, False, ())


# Leaves


def turn_of(centre: Centre, no: str, now: str = NOW) -> Turn:
    return leave_turn(leave_at(centre, no, now), Policy())


def pending(centre: Centre, person: str = "101", **words: object) -> str:
    given = {"leader": None, "head": None, "approved": "", "status": LeaveStatus.PENDING}
    return centre.leave(person, **{**given, **words})  # type: ignore[arg-type]


def test_a_leave_waits_for_the_step_after_those_that_are_signed(centre: Centre) -> None:
    no = pending(centre)
    assert who(turn_of(centre, no)) == [(LeaveStepKind.LEADER, [LEADER_A], [])]
    signed = pending(centre, "102", leader=(LEADER_A, "2026-10-05 10:00"))
    assert who(turn_of(centre, signed)) == [(LeaveStepKind.HEAD, [HEAD], [])]


def test_a_long_one_comes_to_the_director(centre: Centre) -> None:
    no = pending(
        centre, last="2026-10-13", leader=(LEADER_A, "2026-10-05 10:00"),
        head=(HEAD, "2026-10-05 10:10"),
    )  # fmt: skip
    assert who(turn_of(centre, no)) == [(LeaveStepKind.DIRECTOR, [DIRECTOR], [])]


def test_signed_by_all_of_a_chain_that_has_shrunk_it_is_the_directors(centre: Centre) -> None:
    """The leave beside it was given up after both had signed."""
    no = pending(centre, leader=(LEADER_A, "2026-10-05 10:00"), head=(HEAD, "2026-10-05 10:10"))
    assert who(turn_of(centre, no)) == [(LeaveStepKind.DIRECTOR, [DIRECTOR], [])]


@pytest.mark.parametrize(("days", "waits"), [(("2026-10-05", "2026-10-05"), True),
                                             (("2026-10-06", "2026-10-06"), False)])  # fmt: skip
def test_who_stands_in_that_day_is_asked_too(
    centre: Centre, days: tuple[str, str], waits: bool
) -> None:
    no = pending(centre)
    facts = leave_at(centre, no, NOW)
    stands_in = Delegation(LEADER_A, LEADER_B, *map(day, days))
    turn = leave_turn(replace(facts, delegations=(stands_in,)), Policy())
    assert turn.asks(int(LEADER_B)) is waits
    assert turn.asks(int(LEADER_A))


@pytest.mark.parametrize("status", [LeaveStatus.APPROVED, LeaveStatus.DECLINED])
def test_a_decided_leave_is_nobodys(centre: Centre, status: LeaveStatus) -> None:
    assert turn_of(centre, pending(centre, status=status)) == NOBODYS


def test_the_directors_own_is_nobodys(centre: Centre) -> None:
    assert turn_of(centre, pending(centre, DIRECTOR)) == NOBODYS


def test_a_department_without_a_head_is_stuck_and_says_so(centre: Centre) -> None:
    centre.employed(HEAD, left="2026-10-04")
    turn = turn_of(centre, pending(centre, LEADER_A))
    assert who(turn) == [(LeaveStepKind.HEAD, [], [])]
    assert turn.stuck


# Giving up


def giving_up(centre: Centre, no: str) -> Turn:
    return giving_up_turn(leave_at(centre, no, NOW), Policy())


def test_the_first_step_of_the_chain_decides_on_giving_a_leave_up(centre: Centre) -> None:
    no = centre.leave("101")
    assert who(giving_up(centre, no)) == [(LeaveStepKind.LEADER, [LEADER_A], [])]


def test_where_that_step_has_nobody_the_next_that_has_decides(centre: Centre) -> None:
    no = centre.leave("101", last="2026-10-13")
    centre.employed(LEADER_A, left="2026-10-04")
    assert who(giving_up(centre, no)) == [(LeaveStepKind.HEAD, [HEAD], [])]
    centre.employed(HEAD, left="2026-10-04")
    assert who(giving_up(centre, no)) == [(LeaveStepKind.DIRECTOR, [DIRECTOR], [])]
    centre.employed(DIRECTOR, left="2026-10-04")
    assert giving_up(centre, no).stuck


def test_the_directors_own_needs_nobody(centre: Centre) -> None:
    assert giving_up(centre, centre.leave(DIRECTOR)).parts == ()


def test_nobody_decides_on_their_own(centre: Centre) -> None:
    centre.person("101", team="A", role=Role.TEAM_LEADER)
    no = centre.leave("101")
    turn = giving_up(centre, no)
    assert who(turn) == [(LeaveStepKind.HEAD, [HEAD], [])]
    assert OTHER_HEAD not in [one.no for one in turn.people]


def test_each_person_is_named_once(centre: Centre) -> None:
    turn = swap(centre, "101", "102", status=SwapStatus.AGREED)
    people: list[Person] = list(turn.people)
    assert [one.no for one in people] == [LEADER_A, HEAD]
