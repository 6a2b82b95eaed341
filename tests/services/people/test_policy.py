"""Dated policy values: who sets them, from when, within what."""

from __future__ import annotations

from datetime import timedelta

import pytest

from app.errors import BadInput, NotAllowed
from app.queries import facts
from app.queries.keeping import policy as rows
from app.rules.policy import BOUNDS, DEFAULTS, KEYS
from app.services.keeping import policy
from tests.services.people.centre import NOON, Centre

KEY = "swap_monthly_limit"


def row(centre: Centre, key: str = KEY) -> rows.PolicyRow:
    with centre.keeper.read() as session:
        return next(one for one in rows.values(session, centre.clock()) if one.key == key)


def test_every_key_starts_at_the_rulebooks_default_within_its_bounds(centre: Centre) -> None:
    with centre.keeper.read() as session:
        found = rows.values(session, NOON)
    assert [one.key for one in found] == list(KEYS) == list(BOUNDS)
    for one in found:
        assert one.value == one.default == getattr(DEFAULTS, one.key)
        assert one.bounds.least <= one.value <= one.bounds.most
        assert one.since is None
        assert one.changes == ()


@pytest.mark.parametrize("no", ["head", "director"])
def test_a_head_or_the_director_sets_a_value_at_once(centre: Centre, no: str) -> None:
    policy.set_value(centre.acting(no), KEY, 3, "Summer")
    found = row(centre)
    assert (found.value, found.since, found.changes[0].set_by) == (3, NOON, no)
    with centre.keeper.read() as session:
        book = facts.policies(session)
    assert book.at(NOON - timedelta(minutes=1)).swap_monthly_limit == 2
    assert book.at(NOON).swap_monthly_limit == 3


@pytest.mark.parametrize("no", ["agent", "leader", "inspector", "admin"])
def test_others_read_policy_only(centre: Centre, no: str) -> None:
    with pytest.raises(NotAllowed):
        policy.set_value(centre.acting(no), KEY, 3, "Summer")


def test_the_keeper_sets_no_policy(centre: Centre) -> None:
    with pytest.raises(NotAllowed):
        policy.set_value(centre.keeper, KEY, 3, "Summer")


def test_a_planned_value_waits_for_its_day_and_can_be_taken_back(centre: Centre) -> None:
    director, later = centre.acting("director"), NOON + timedelta(days=10)
    policy.set_value(director, KEY, 4, "Peak season", later)
    assert row(centre).value == 2
    planned = row(centre).planned
    assert planned is not None
    assert (planned.value, planned.since) == (4, later)
    policy.set_value(director, KEY, 2, "Peak season called off", later)
    assert row(centre).planned is None
    centre.clock.forward(days=11)
    assert row(centre).value == 2
    assert len(row(centre).changes) == 2


def test_nothing_is_set_for_the_past(centre: Centre) -> None:
    with pytest.raises(BadInput) as refused:
        policy.set_value(centre.acting("head"), KEY, 3, "x", NOON - timedelta(minutes=1))
    assert refused.value.title.msgid == "In the past"


@pytest.mark.parametrize("key", KEYS)
def test_both_bounds_of_a_value_are_allowed_and_nothing_beyond(centre: Centre, key: str) -> None:
    head, bounds = centre.acting("head"), BOUNDS[key]
    for value in (bounds.least - 1, bounds.most + 1):
        with pytest.raises(BadInput):
            policy.set_value(head, key, value, "x")
    if key == "qa_min_inspections":
        policy.set_value(head, "qa_max_inspections", bounds.most, "x")
    if key == "qa_max_inspections":
        policy.set_value(head, "qa_min_inspections", bounds.least, "x")
    for value in (bounds.least, bounds.most):
        policy.set_value(head, key, value, "x")
        assert row(centre, key).value == value


def test_a_value_needs_a_reason_and_a_known_key(centre: Centre) -> None:
    head = centre.acting("head")
    for key, reason in ((KEY, " "), (KEY, "x" * 501), ("nonsense", "x")):
        with pytest.raises(BadInput):
            policy.set_value(head, key, 3, reason)


def test_least_and_most_inspections_never_cross_now_or_as_planned(centre: Centre) -> None:
    head = centre.acting("head")
    policy.set_value(head, "qa_max_inspections", 2, "x", NOON + timedelta(days=5))
    with pytest.raises(BadInput) as refused:
        policy.set_value(head, "qa_min_inspections", 3, "x")
    assert refused.value.message.params == {"least": 3, "most": 2}
    policy.set_value(head, "qa_min_inspections", 2, "x")
