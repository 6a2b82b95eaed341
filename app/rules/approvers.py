"""Who may consent or approve for whom: decided once, for swaps, leave and the inbox alike."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from datetime import date

from app.rules.calendar import CentreTime
from app.rules.facts import Person, Post, Signature
from app.rules.vocabulary import LeaveStepKind, Role


def leads_team_of(approver: Post, post: Post) -> bool:
    """The approver is the leader of that very team (and department)."""
    return approver.leads_team and bool(post.team) and approver.team_key == post.team_key


def leaders_among(people: Mapping[str, Person]) -> tuple[Person, ...]:
    """Everybody of `people` who leads a team, now or once."""
    return tuple(
        person for person in people.values() if any(post.leads_team for post in person.posts)
    )


def leaders_by_team(people: Mapping[str, Person]) -> Mapping[tuple[str, str], list[Person]]:
    """Department and team -> everybody of `people` who leads it, now or once."""
    found: dict[tuple[str, str], list[Person]] = defaultdict(list)
    for person in leaders_among(people):
        for key in {post.team_key for post in person.posts if post.leads_team}:
            found[key].append(person)
    return found


def has_leader(post: Post, leaders: Iterable[Person], day: date) -> bool:
    """Whether somebody employed on `day`, whose post that day says so, leads the team of `post`.

    `leaders`: at least all who ever led that team.
    """
    return any(
        person.employed_on(day) and leads_team_of(person.post_on(day), post) for person in leaders
    )


def heads_department_of(approver: Post, post: Post) -> bool:
    return approver.role is Role.DEPARTMENT_HEAD and approver.department == post.department


def needs_head(post: Post) -> bool:
    """A party that leads the team, or belongs to none, has the head consent (SWAP-1)."""
    return post.leads_team or not post.team


def may_consent(consenter: Post, party: Post) -> bool:
    """SWAP-1: the party's team leader, or the head of the party's department in their stead."""
    if heads_department_of(consenter, party):
        return True
    return not needs_head(party) and leads_team_of(consenter, party)


def is_step_approver(step: LeaveStepKind, approver: Post, applicant: Post) -> bool:
    """LEAVE-1: own team leader, own department's head, or a director of the centre."""
    if step is LeaveStepKind.LEADER:
        return leads_team_of(approver, applicant)
    if step is LeaveStepKind.HEAD:
        return heads_department_of(approver, applicant)
    return approver.role is Role.CENTRE_DIRECTOR


def post_at_signing(
    people: Mapping[str, Person], signature: Signature, time: CentreTime
) -> tuple[date, Post | None]:
    """The day of the signature in the centre, and the signer's post then (None: nobody's number).

    Whether the signer was employed that day is not judged.
    """
    day = time.local_date(signature.at)
    signer = people.get(signature.by)
    return day, signer.post_on(day) if signer else None


DECIDING = (Role.TEAM_LEADER, Role.DEPARTMENT_HEAD, Role.CENTRE_DIRECTOR)
"""Who decides on leave, the lowest first."""


def may_stand_in(delegate: Role | None, absent: Role | None) -> bool:
    """LEAVE-1: a delegate is of the same or a higher level; whoever decides nothing delegates
    nothing. None: somebody without a post."""
    if delegate not in DECIDING or absent not in DECIDING:
        return False
    return DECIDING.index(delegate) >= DECIDING.index(absent)
