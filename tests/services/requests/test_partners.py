"""Partners: whoever is offered is legal, whoever is legal is offered, and the rest are told why."""

from __future__ import annotations

from datetime import date, timedelta

from app.context import Actor, Context
from app.reading.swaps.partners import partners
from app.services.swaps import requests as swaps
from app.services.swaps.requests import file_swap
from tests.factories import SmallCentre

GIVES = date(2026, 10, 20)


def agent(centre: SmallCentre, no: str = "1001") -> Context:
    return centre.context.acting_as(Actor(no, centre.people[no]))


def test_the_pairs_offered_are_exactly_those_that_the_rulebook_allows(
    centre: SmallCentre,
) -> None:
    ctx = agent(centre)
    offered = {(pair.person.no, pair.takes) for pair in partners(ctx, GIVES).pairs}
    legal = set()
    with ctx.read() as session:
        for no in ("1002", "1003", "1004", "2001", "2002", "2003", "2004", "1000", "2000"):
            for offset in range(35):
                takes = ctx.today() + timedelta(days=offset)
                asked = swaps.Asked(centre.people["1001"], GIVES, centre.people[no], takes)
                if swaps.judge(ctx, session, asked).verdict.outcome != "refused":
                    legal.add((no, takes))
    assert offered == legal
    assert offered


def test_the_best_pair_is_in_the_same_week_and_nearest(centre: SmallCentre) -> None:
    found = partners(agent(centre), GIVES).pairs
    assert list(found) == sorted(
        found, key=lambda pair: (pair.disturbance, pair.takes, pair.person.no)
    )
    assert found[0].disturbance[0] == 0


def test_the_very_same_shift_is_not_offered(centre: SmallCentre) -> None:
    """1001 and 2001 both have a late shift on the 20th: to swap it would change nothing."""
    found = partners(agent(centre), GIVES).pairs
    assert not any((pair.takes, pair.code) == (GIVES, "L") for pair in found)


def test_of_a_shift_that_is_asked_for_already_no_pair_is_offered(centre: SmallCentre) -> None:
    file_swap(agent(centre), centre.people["1002"], GIVES, GIVES)
    found = partners(agent(centre), GIVES)
    assert found.pairs == ()
    assert {rule for row in found.obstacles for rule, _count in row.rules} >= {"SWAP-11"}


def test_every_colleague_of_the_department_is_in_one_of_the_lists(centre: SmallCentre) -> None:
    found = partners(agent(centre), GIVES)
    offered = {pair.person.no for pair in found.pairs}
    others = {row.person.no for row in found.obstacles}
    assert offered | others == {"1000", "1002", "1003", "1004", *map(str, range(2000, 2005))}
    assert not offered & others


def test_who_cannot_is_told_by_which_rule(centre: SmallCentre) -> None:
    found = partners(agent(centre), GIVES)
    for row in found.obstacles:
        assert row.rules
        assert row.example is not None
        assert row.example.rule == row.rules[0][0]


def test_a_shift_that_one_does_not_have_finds_nobody(centre: SmallCentre) -> None:
    found = partners(agent(centre), date(2026, 10, 16))
    assert found.pairs == ()
    assert any("SWAP-8" in dict(row.rules) for row in found.obstacles)
