"""Services ask the table with the post that the actor holds on the day."""

from __future__ import annotations

from datetime import date

import pytest

from app.context import Actor
from app.errors import NotAllowed
from app.queries.people import rows
from app.reading import permission
from app.rules.permissions import CENTRE, KEEPER_MAY, Action, Scope
from app.rules.staff import PostDetails
from app.rules.vocabulary import Role
from app.services.people import people
from tests.services.people.centre import TODAY, Centre


def test_a_promotion_holds_from_its_day(centre: Centre) -> None:
    tomorrow = date(2026, 10, 16)
    post = PostDetails(tomorrow, Role.TEAM_LEADER, centre.inbound, centre.team_b)
    people.give_post(centre.keeper, centre.ids["agent"], centre.row("agent").version, post)
    agent = centre.acting("agent")
    with agent.read() as session:
        team = rows.place_of_team(session, centre.team_b)
        with pytest.raises(NotAllowed):
            permission.require(agent, session, Action.DRAFT_ROSTER, team)
        permission.require(agent, session, Action.DRAFT_ROSTER, team, day=tomorrow)
        centre.clock.forward(days=1)
        permission.require(agent, session, Action.DRAFT_ROSTER, team)


def test_a_refusal_says_who_may_by_name_of_the_department(centre: Centre) -> None:
    leader = centre.acting("leader")
    with leader.read() as session:
        team = rows.place_of_team(session, centre.team_a)
        with pytest.raises(NotAllowed) as refused:
            permission.require(leader, session, Action.PUBLISH_ROSTER, team)
    who = refused.value.message.params["who"]
    assert who.params["place"] == "Inbound"
    assert refused.value.message.params["what"].msgid == "publish this roster"


def test_nobody_decides_on_what_is_their_own_and_is_told_so(centre: Centre) -> None:
    head = centre.acting("head")
    with head.read() as session:
        permission.require_for(head, session, Action.DECIDE_LEAVE, centre.ids["agent"])
        with pytest.raises(NotAllowed) as refused:
            permission.require_for(head, session, Action.DECIDE_LEAVE, centre.ids["head"])
    assert refused.value.message.msgid == "Nobody may {what} on their own behalf."


@pytest.mark.parametrize("action", Action)
def test_the_keeper_at_the_command_line_keeps_the_store_and_decides_nothing(
    centre: Centre, action: Action
) -> None:
    with centre.keeper.read() as session:
        standing = permission.standing(centre.keeper, session)
    assert standing.may(action, CENTRE) is (action in KEEPER_MAY)
    assert standing.scope(action) is (Scope.CENTRE if action in KEEPER_MAY else Scope.NONE)


@pytest.mark.parametrize("action", Action)
def test_before_hiring_and_after_leaving_nobody_has_a_say(centre: Centre, action: Action) -> None:
    agent = centre.acting("agent")
    people.leave_centre(centre.keeper, centre.ids["agent"], centre.row("agent").version, TODAY)
    with agent.read() as session:
        for day in (date(2024, 12, 31), date(2026, 10, 16)):
            assert permission.standing(agent, session, day).role is None
            assert permission.standing(agent, session, day).scope(action) is Scope.NONE
        assert permission.standing(agent, session, TODAY).role is Role.AGENT


def test_an_account_without_a_person_is_an_administrators(centre: Centre) -> None:
    ctx = centre.keeper.acting_as(Actor("root"))
    with ctx.read() as session:
        standing = permission.standing(ctx, session)
    assert standing.role is Role.ADMINISTRATOR
    assert standing.may(Action.KEEP_STORE)
    assert not standing.may(Action.EDIT_POLICY)
