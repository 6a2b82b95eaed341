"""Somebody can look after the accounts on every day to come: both sides of each change."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta

import pytest

from app.rules.administrators import Keeper, unkept
from app.rules.facts import Person, Post
from app.rules.vocabulary import Role

TODAY = date(2026, 10, 15)
TOMORROW = TODAY + timedelta(days=1)
LATER = date(2026, 11, 1)
HIRED = date(2025, 1, 6)
FIRST = Keeper("admin", None)


def keeper(
    name: str = "An",
    hired: date = HIRED,
    left: date | None = None,
    *,
    posts: Sequence[tuple[date, Role]] = ((HIRED, Role.ADMINISTRATOR),),
) -> Keeper:
    held = tuple(Post(since, "Inbound", "", role) for since, role in posts)
    return Keeper(name, Person(name, name, hired, left, held))


def demoted(since: date, back: date | None = None) -> Keeper:
    posts = [(HIRED, Role.ADMINISTRATOR), (since, Role.AGENT)]
    return keeper(posts=[*posts, (back, Role.ADMINISTRATOR)] if back else posts)


def lost(before: Sequence[Keeper], *after: Keeper) -> date | None:
    found = unkept(before, after, TODAY)
    return found.day if found else None


@pytest.mark.parametrize(
    ("after", "day"),
    [
        (keeper(), None),
        (keeper(hired=TODAY), None),
        (keeper(hired=TOMORROW), TODAY),
        (keeper(left=TODAY), TOMORROW),
        (keeper(left=LATER), LATER + timedelta(days=1)),
        (keeper(left=TODAY - timedelta(days=1)), TODAY),
        (demoted(TODAY), TODAY),
        (demoted(LATER), LATER),
        (demoted(LATER, LATER + timedelta(days=7)), LATER),
        (demoted(TODAY - timedelta(days=9), TODAY), None),
        (demoted(TODAY - timedelta(days=9), TOMORROW), TODAY),
    ],
)
def test_the_only_administrator_stays_one_on_every_day_from_today_on(
    after: Keeper, day: date | None
) -> None:
    assert lost([keeper()], after) == day


def test_disabling_the_only_account_leaves_nobody_today() -> None:
    assert lost([keeper()]) == TODAY
    assert lost([FIRST]) == TODAY
    assert lost([FIRST, keeper()], keeper()) is None
    assert lost([FIRST, keeper()], FIRST) is None


def test_another_takes_over_without_a_day_between() -> None:
    for hired, day in ((LATER, None), (LATER + timedelta(days=1), LATER)):
        other = keeper("Bo", hired)
        assert lost([keeper(), other], demoted(LATER), other) == day


def test_an_account_without_a_person_is_an_administrators_on_all_days() -> None:
    assert lost([FIRST, keeper()], FIRST, demoted(TODAY)) is None


def test_a_gap_that_was_there_before_refuses_nothing() -> None:
    leaving = keeper(left=LATER)
    assert lost([leaving], leaving) is None
    assert lost([], keeper(left=LATER)) is None
    assert lost([leaving], keeper(left=LATER - timedelta(days=1))) == LATER


def test_who_was_the_last_is_named() -> None:
    found = unkept([keeper("An"), keeper("Bo", left=TODAY)], [keeper("Bo", left=TODAY)], TODAY)
    assert found is not None
    assert (found.day, [one.name for one in found.last]) == (TOMORROW, ["An"])
