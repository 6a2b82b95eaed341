"""SWAP-11: a swap changes something; a shift is in one live request of a person at most."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

import pytest

from app.rules.facts import LiveRequest, Shift, Swap
from app.rules.ledger import RosterLedger
from app.rules.policy import Policy
from app.rules.swap_requests import swap_11
from app.rules.swaps import SwapScene, is_live, swap_facts
from app.rules.vocabulary import SwapStatus
from tests.rules.centre import Centre

pytestmark = pytest.mark.rule("SWAP-11")

TWELFTH, THIRTEENTH = date(2026, 10, 12), date(2026, 10, 13)


def found(
    shifts: tuple[str, str],
    takes: date = TWELFTH,
    live: Mapping[Shift, Sequence[LiveRequest]] | None = None,
) -> list[tuple[str, str, date]]:
    """What is said of 101's shift on the 12th for 201's on `takes`: code, person, date."""
    centre = Centre()
    moment = centre.at("2026-10-05 09:00")
    ledger = RosterLedger({"101": {TWELFTH: shifts[0]}, "201": {takes: shifts[1]}})
    scene = SwapScene(
        centre.people, centre.shifts, frozenset(), ledger, centre.time, {}, {}, is_live, live or {}
    )
    swap = Swap("", moment, "101", TWELFTH, "201", takes, SwapStatus.EFFECTIVE)
    said = swap_11(swap_facts(scene, swap, moment), Policy())
    return [(one.code.removeprefix("SWAP-11."), one.person, one.day) for one in said]


def about(shift: Shift, *whose: str) -> dict[Shift, Sequence[LiveRequest]]:
    return {shift: [LiveRequest("S-7", frozenset(whose))]}


def test_two_shifts_of_one_code_on_one_date_are_not_swapped() -> None:
    assert found(("E", "E")) == [("same_shift", "101", TWELFTH)]


@pytest.mark.parametrize(("shifts", "takes"), [(("E", "L"), TWELFTH), (("E", "E"), THIRTEENTH)])
def test_another_shift_or_another_date_is_a_change(shifts: tuple[str, str], takes: date) -> None:
    assert found(shifts, takes) == []


@pytest.mark.parametrize("whose", ["101", "201"])
@pytest.mark.parametrize("shift", [("101", TWELFTH), ("201", THIRTEENTH)])
def test_a_shift_in_another_live_request_of_either_party_waits(shift: Shift, whose: str) -> None:
    said = found(("E", "L"), THIRTEENTH, about(shift, whose))
    assert said == [("in_another", *shift)]


def test_a_request_of_somebody_else_that_nobody_has_agreed_to_stands_in_nobodys_way() -> None:
    assert found(("E", "L"), THIRTEENTH, about(("201", THIRTEENTH), "102")) == []


def test_another_shift_of_the_same_person_does_not_count() -> None:
    assert found(("E", "L"), THIRTEENTH, about(("101", THIRTEENTH), "101")) == []


def test_registers_have_no_findings_of_it() -> None:
    centre = Centre()
    centre.rostered("101", d1012="E")
    centre.rostered("102", d1012="E")
    centre.swap("101", "2026-10-12", "102", "2026-10-12")
    assert centre.found("SWAP-11") == []
