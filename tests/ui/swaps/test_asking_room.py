"""Asking has room: many to choose from, as far as rosters reach; what stands against many is said
once."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date

import pytest

from app.models import Assignment
from app.ui.swaps.partner_list import PartnerRow, _said_once
from tests.factories import SmallCentre
from tests.ui.swaps.conftest import Seat

pytestmark = pytest.mark.usefixtures("dressed")


def test_with_a_shift_chosen_eight_rows_are_in_sight_and_only_the_list_scrolls(
    seat: Callable[[str], Seat],
) -> None:
    agent = seat("1001")
    agent.page.resize(1068, 771)  # what a window of 1280x800 leaves
    agent.give(20)
    ask = agent.page.ask
    table = ask.partners.table
    assert table.viewport().height() >= 8 * table.rowHeight(0)
    assert ask.theirs.isHidden()
    assert not ask._calendars.verticalScrollBar().isVisible()


def test_the_calendar_reaches_as_far_as_ones_roster_is_published(
    centre: SmallCentre, seat: Callable[[str], Seat]
) -> None:
    last = date(2026, 12, 20)
    with centre.context.write() as session:
        session.add(
            Assignment(person_id=centre.people["1001"], day=last, shift_id=centre.shifts["E"])
        )
    agent = seat("1001")
    assert agent.page.ask.own.buttons()[-1].day.day == last
    assert not agent.failures


def test_what_stands_against_many_is_one_sentence(
    seat: Callable[[str], Seat],
) -> None:
    agent = seat("1001")
    agent.give(20)
    model = agent.page.ask.partners.table.rows_model
    one: PartnerRow = model.rows[-1]
    many = [replace(one, place=at, legal=False, words="SWAP-2: 2 of 2.") for at in range(7)]
    rows, said = _said_once([*many, replace(one, legal=False, words="SWAP-9: twice.")])
    assert said == ["7 colleagues: SWAP-2: 2 of 2."]
    assert [row.words for row in rows] == ["as said above"] * 7 + ["SWAP-9: twice."]
