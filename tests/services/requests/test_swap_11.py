"""A shift is in one live request of a person at most, and a swap changes something (SWAP-11)."""

from __future__ import annotations

import pytest

from app.errors import RuleViolated
from app.reading.what_if.tries import try_out
from app.rules.figures.swaps import InAnotherRequest
from app.rules.findings import Finding
from app.rules.vocabulary import SwapStatus
from app.services.swaps import requests as service
from app.services.swaps.requests import Asked
from tests.factories import SmallCentre
from tests.services.requests.contest import PROCESSES, Try, contest
from tests.services.requests.test_swaps import (
    OCT,
    acting,
    agree,
    approve,
    ask,
    refused,
    the,
)

pytestmark = pytest.mark.rule("SWAP-11")


def others(error: pytest.ExceptionInfo[RuleViolated]) -> set[str]:
    """The requests that a refusal names."""
    found = [one.figures for one in error.value.findings if isinstance(one, Finding)]
    return {figures.request for figures in found if isinstance(figures, InAnotherRequest)}


def test_the_very_same_shift_is_not_asked_for(centre: SmallCentre) -> None:
    """1001 and 2001 both work late on the 20th."""
    with pytest.raises(RuleViolated) as error:
        ask(centre, "1001", "2001", 20, 20)
    assert refused(error) == {"SWAP-11"}


@pytest.mark.parametrize(
    ("by", "other", "gives", "takes"),
    [
        ("1001", "1002", 20, 20),
        ("1001", "2002", 20, 20),
        ("1001", "1002", 22, 20),
        ("1002", "1001", 20, 20),
    ],
)
def test_a_second_request_for_either_shift_is_refused_and_names_the_first(
    centre: SmallCentre, by: str, other: str, gives: int, takes: int
) -> None:
    first = ask(centre, "1001", "1002", 20, 20)
    with pytest.raises(RuleViolated) as error:
        ask(centre, by, other, gives, takes)
    assert "SWAP-11" in refused(error)
    assert others(error) == {first}


def test_once_the_first_has_ended_the_second_may_be_asked_for(centre: SmallCentre) -> None:
    first = ask(centre, "1001", "1002", 20, 20)
    service.withdraw(acting(centre, "1001"), first, the(centre, first).version)
    ask(centre, "1001", "2002", 20, 20)


def test_two_people_may_ask_for_one_shift_and_its_owner_agrees_to_one_of_them(
    centre: SmallCentre,
) -> None:
    first, second = ask(centre, "1001", "1002", 20, 20), ask(centre, "2001", "1002", 20, 20)
    agree(centre, first)
    with pytest.raises(RuleViolated) as error:
        agree(centre, second)
    assert others(error) == {first}
    assert approve(centre, first, "0002") is SwapStatus.EFFECTIVE


def test_what_is_agreed_keeps_the_shift_from_further_requests(centre: SmallCentre) -> None:
    first = ask(centre, "1001", "1002", 20, 20)
    agree(centre, first)
    with pytest.raises(RuleViolated) as error:
        ask(centre, "2001", "1002", 20, 20)
    assert others(error) == {first}


def test_of_eight_identical_requests_at_once_one_is_filed(centre: SmallCentre) -> None:
    ended = ask(centre, "1001", "1002", 20, 20)
    service.withdraw(acting(centre, "1001"), ended, the(centre, ended).version)
    again = Try("ask", ended, "1001", centre.people["1001"], 0)
    tally = contest(centre.context.store.address, [[again]] * PROCESSES)
    assert dict(tally.outcomes) == {"decided": 1, "RuleViolated": PROCESSES - 1}


def test_what_if_says_that_the_very_same_shift_changes_nothing(centre: SmallCentre) -> None:
    same = Asked(centre.people["1001"], OCT[20], centre.people["2001"], OCT[20])
    other = Asked(centre.people["1001"], OCT[20], centre.people["2002"], OCT[20])
    for tried, said in ((same, True), (other, False)):
        rules = {row.finding.rule for row in try_out(acting(centre, "0002"), [tried]).appear}
        assert ("SWAP-11" in rules) is said
