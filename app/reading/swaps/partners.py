"""Finding somebody to swap with: what an agent asks before asking a colleague."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.context import Context
from app.models import Post
from app.queries.people.rows import place_of
from app.queries.reference import reference
from app.queries.swaps.scene import swap_scene
from app.reading import permission
from app.reading.requests.discretion import Discretion
from app.rules.partners import Obstacle, Partners, find_partners
from app.rules.permissions import Action
from app.rules.work import works_shifts

WEEKS = 5
_MARGIN = timedelta(days=31)
"""How far beyond the weeks in question a shift that stands next to one of theirs may lie."""


def days_around(gives: date, today: date, weeks: int = WEEKS) -> list[date]:
    """The days on which a shift is looked for in return: those around it, none before today."""
    begin = max(today, gives - timedelta(days=weeks * 7 // 2))
    return [begin + timedelta(days=offset) for offset in range(weeks * 7)]


def partners(ctx: Context, gives: date, weeks: int = WEEKS) -> Partners:
    """Every legal pair for the actor's shift on `gives` in the `weeks` around it, none before
    today, and why not others.

    The colleagues are those of the actor's department who work shifts. That one of them is on leave
    is told without its kind (CONF-1).
    """
    with ctx.read() as session:
        person_id = ctx.actor.person_id or 0
        permission.require_for(ctx, session, Action.FILE_SWAP, person_id)
        seen = permission.sight(ctx, session)
        today = ctx.today()
        days = days_around(gives, today, weeks)
        first, last = min(days[0], gives) - _MARGIN, max(days[-1], gives) + _MARGIN
        people = _department(session, person_id, today)
        known = reference(session)
        scene = swap_scene(session, ctx.time, known, people, first=first, last=last)
        policy = known.policies.at(ctx.now())
        me = scene.people[ctx.actor.name]
        colleagues = [
            person
            for person in scene.people.values()
            if person.no != me.no
            and person.employed_on(today)
            and works_shifts(person.post_on(today).role)
            and person.post_on(today).department == me.post_on(today).department
        ]
        found = find_partners(scene, me, gives, colleagues, days, policy, ctx.now())
        return replace(
            found,
            obstacles=tuple(_told(one, Discretion(session, seen)) for one in found.obstacles),
        )


def _told(obstacle: Obstacle, discretion: Discretion) -> Obstacle:
    example = obstacle.example
    return replace(obstacle, example=example and discretion.finding(example))


def _department(session: Session, person_id: int, day: date) -> set[int]:
    """Everybody who has a post in the person's department, they themselves among them."""
    department = place_of(session, person_id, day).department
    query = select(Post.person_id).where(Post.department_id == department).distinct()
    return {person_id, *session.scalars(query)}
