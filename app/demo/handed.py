"""A draft that its leader has handed to the head: it waits in the head's inbox."""

from __future__ import annotations

from app.context import Actor, Context
from app.demo.keys import Keys
from app.demo.show import Show
from app.rules.vocabulary import Role
from app.services.roster.handing import hand_over

NOTE = "夜班人手偏紧，请过目。"


def hand_a_draft(ctx: Context, show: Show) -> None:
    """By the service itself: figures and the trail are what they would be."""
    keys, department = Keys.of(show), show.script.departments[0]
    team = next(name for name in department.teams if name in show.drafted)
    leader = next(
        person.no
        for person in show.cast
        if person.employed_on(show.stage.today)
        and (post := person.post_on(show.stage.today)).team == team
        and post.role is Role.TEAM_LEADER
    )
    scope = f"team:{keys.teams[department.name, team]}"
    acting = ctx.acting_as(Actor(leader, keys.people[leader]))
    hand_over(acting, [scope], show.stage.next_month, NOTE)
