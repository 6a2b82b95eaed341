"""A department or a team that records name keeps its place."""

from __future__ import annotations

import pytest

from app.context import Actor
from app.errors import Conflict
from app.services.bulletins.publishing import NewBulletin, publish
from app.services.people import teams
from tests.factories import SmallCentre


def test_a_team_that_bulletins_are_for_is_kept_and_told_their_numbers(centre: SmallCentre) -> None:
    keeper = centre.context.acting_as(Actor("0004", centre.people["0004"]))
    head = centre.context.acting_as(Actor("0002", centre.people["0002"]))
    new = teams.add_team(keeper, centre.department, "C")
    numbers = [
        publish(head, NewBulletin(title, "Text.", centre.department, new)) for title in ("1", "2")
    ]
    with pytest.raises(Conflict) as refused:
        teams.remove_team(keeper, new)
    told = refused.value.message.params
    assert (told["name"], told["n"]) == ("C", 2)
    assert told["numbers"] == ", ".join(reversed(numbers))
    other = teams.add_team(keeper, centre.department, "D")
    teams.remove_team(keeper, other)


def test_a_department_that_a_bulletin_is_for_is_kept(centre: SmallCentre) -> None:
    keeper = centre.context.acting_as(Actor("0004", centre.people["0004"]))
    director = centre.context.acting_as(Actor("0001", centre.people["0001"]))
    new = teams.add_department(keeper, "Night desk")
    no = publish(director, NewBulletin("Title", "Text.", new))
    with pytest.raises(Conflict) as refused:
        teams.remove_department(keeper, new)
    assert refused.value.message.params["numbers"] == no
