"""Several colleagues asked at once for one shift: the first yes counts (SWAP-2, SWAP-11)."""

from __future__ import annotations

import pytest
from sqlalchemy import select

from app.errors import Conflict, RuleViolated
from app.models import Notice
from app.reading.requests.opening import open_request
from app.rules.requests import RequestKind
from app.rules.verdict import Outcome
from app.rules.vocabulary import SwapStatus
from app.services.swaps import requests as service
from tests.factories import SmallCentre
from tests.services.requests.contest import Try, contest
from tests.services.requests.test_swaps import (
    OCT,
    acting,
    agree,
    approve,
    ask,
    refused,
    the,
    worked_on,
)

pytestmark = pytest.mark.rule("SWAP-11")


def ask_all(centre: SmallCentre, others: tuple[str, ...] = ("1002", "2002")) -> list[str]:
    wanted = [(centre.people[no], OCT[20]) for no in others]
    return service.file_swaps(acting(centre, "1001"), OCT[20], wanted)


def states(centre: SmallCentre, numbers: list[str]) -> list[SwapStatus]:
    return [the(centre, no).status for no in numbers]


def lapsed_for(centre: SmallCentre) -> set[str]:
    """Who was told that their answer is not needed any more."""
    names = {key: no for no, key in centre.people.items()}
    with centre.context.read() as session:
        told = session.scalars(select(Notice.person_id).where(Notice.code == "swap.lapsed"))
        return {names[key] for key in told}


def test_the_first_yes_counts_and_the_others_are_told_that_no_answer_is_needed(
    centre: SmallCentre,
) -> None:
    first, second = ask_all(centre)
    agree(centre, second)
    assert states(centre, [first, second]) == [SwapStatus.CANCELLED, SwapStatus.AGREED]
    assert lapsed_for(centre) == {"1001", "1002"}
    with pytest.raises(Conflict):
        agree(centre, first)


def test_none_of_them_stands_against_another_when_it_is_looked_at(centre: SmallCentre) -> None:
    for no, other in zip(ask_all(centre), ("1002", "2002"), strict=True):
        view = open_request(acting(centre, other), RequestKind.SWAP.ref(no))
        assert view.verdict is not None
        assert view.verdict.outcome is not Outcome.REFUSED


def test_one_no_leaves_the_others_waiting(centre: SmallCentre) -> None:
    first, second = ask_all(centre)
    service.decline(acting(centre, "1002"), first, the(centre, first).version, "no time")
    assert states(centre, [first, second]) == [SwapStatus.DECLINED, SwapStatus.OFFERED]


def test_where_a_rule_refuses_one_of_them_none_is_filed(centre: SmallCentre) -> None:
    with pytest.raises(RuleViolated) as error:
        ask_all(centre, ("1002", "2001"))
    assert refused(error) == {"SWAP-11"}
    ask(centre, "1001", "1002", 20, 20)


def test_naming_the_same_pair_twice_asks_once(centre: SmallCentre) -> None:
    assert len(ask_all(centre, ("1002", "1002"))) == 1


def test_nobody_else_is_asked_later_while_they_wait(centre: SmallCentre) -> None:
    ask_all(centre)
    with pytest.raises(RuleViolated) as error:
        ask(centre, "1001", "1004", 20, 20)
    assert "SWAP-11" in refused(error)


def test_what_becomes_effective_ends_every_other_request_for_its_shifts_at_once(
    centre: SmallCentre,
) -> None:
    """1001 and 2001 both want the early shift of 1002."""
    first, rival = ask(centre, "1001", "1002", 20, 20), ask(centre, "2001", "1002", 20, 20)
    agree(centre, first)
    assert the(centre, rival).status is SwapStatus.OFFERED
    assert approve(centre, first, "0002") is SwapStatus.EFFECTIVE
    assert the(centre, rival).status is SwapStatus.CANCELLED
    assert lapsed_for(centre) == {"1002", "2001"}
    assert worked_on(centre, "1001", 20) == "E"


def test_of_two_who_agree_at_once_in_eight_processes_one_is_taken(centre: SmallCentre) -> None:
    asked = dict(zip(("1002", "2002"), ask_all(centre), strict=True))
    tries = [
        [Try("agree", no, by, centre.people[by], 1)] for by, no in asked.items() for _ in range(4)
    ]
    tally = contest(centre.context.store.address, tries)
    assert dict(tally.outcomes) == {"decided": 1, "Conflict": 7}
    assert sorted(states(centre, list(asked.values()))) == [
        SwapStatus.AGREED,
        SwapStatus.CANCELLED,
    ]
