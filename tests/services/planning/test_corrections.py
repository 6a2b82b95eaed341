"""What somebody expects goes before what is computed, says whose it is, and can be taken back."""

from __future__ import annotations

from datetime import date

import pytest

from app.context import Actor, Context
from app.errors import BadInput, NotAllowed, Stale
from app.queries.planning.volumes import Interval, corrections_of
from app.services.planning.forecast import correct_forecast
from app.services.seen import Seen
from app.text import say
from tests.factories import NOW, SmallCentre

DAY = date(2026, 10, 20)
EIGHT: Interval = (DAY, 480)
NINE: Interval = (DAY, 540)


def acting(centre: SmallCentre, no: str) -> Context:
    return centre.context.acting_as(Actor(no, centre.people[no]))


def there(centre: SmallCentre) -> dict[Interval, float]:
    with centre.context.read() as session:
        found = corrections_of(session, centre.department, "phone", DAY, DAY)
        return {at: one.contacts for at, one in found.items()}


def test_it_says_who_and_when(centre: SmallCentre) -> None:
    correct_forecast(acting(centre, "0002"), centre.department, "phone", {EIGHT: 130.0})
    with centre.context.read() as session:
        (one,) = corrections_of(session, centre.department, "phone", DAY, DAY).values()
    assert (one.contacts, one.by, one.at) == (130.0, "Person 0002", NOW)


def test_it_is_changed_and_taken_back_interval_by_interval(centre: SmallCentre) -> None:
    ctx = centre.context
    correct_forecast(ctx, centre.department, "phone", {EIGHT: 130.0, NINE: 0.0})
    assert there(centre) == {EIGHT: 130.0, NINE: 0.0}
    correct_forecast(ctx, centre.department, "phone", {EIGHT: 140.0})
    correct_forecast(ctx, centre.department, "phone", {NINE: None})
    assert there(centre) == {EIGHT: 140.0}
    correct_forecast(ctx, centre.department, "chat", {EIGHT: None})
    assert there(centre) == {EIGHT: 140.0}


@pytest.mark.parametrize("contacts", [-1.0, 1e10, float("nan")])
def test_no_such_number_is_taken(centre: SmallCentre, contacts: float) -> None:
    with pytest.raises(BadInput):
        correct_forecast(centre.context, centre.department, "phone", {EIGHT: 5.0, NINE: contacts})
    assert there(centre) == {}


def test_a_leader_reads_and_does_not_correct(centre: SmallCentre) -> None:
    with pytest.raises(NotAllowed):
        correct_forecast(acting(centre, "1000"), centre.department, "phone", {EIGHT: 1.0})


def test_what_somebody_else_corrected_meanwhile_stays(centre: SmallCentre) -> None:
    correct_forecast(acting(centre, "0002"), centre.department, "phone", {EIGHT: 130.0})
    with pytest.raises(Stale) as error:
        correct_forecast(
            centre.context, centre.department, "phone", {EIGHT: 90.0}, Seen({EIGHT: None})
        )
    assert "2026-10-20 08:00: 130 contacts" in say(error.value.message)
    assert "0002" in say(error.value.message)
    assert there(centre) == {EIGHT: 130.0}
    correct_forecast(
        centre.context, centre.department, "phone", {EIGHT: 90.0}, Seen({EIGHT: 130.0})
    )
    assert there(centre) == {EIGHT: 90.0}
