"""The people of the demo centre: who they are, what they do, and since when."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from itertools import count

from app.demo.script import DepartmentScript, Script
from app.demo.stage import DAY, Stage
from app.rules.facts import Person, Post
from app.rules.vocabulary import Role

AGENTS_IN_A_TEAM = 13
_LEVELS = (1, 2, 2, 3, 3, 3, 3, 4, 4, 5)


def people(stage: Stage, script: Script) -> tuple[Person, ...]:
    """About 120 people in the order of their numbers, with moves, promotions and leavers."""
    cast = list(_first_cast(stage, script))
    for change in (_move_between_teams, _promote_to_leader, _raise_levels, _leave, _hire_lately):
        cast = change(cast, stage)
    return tuple(cast)


def _first_cast(stage: Stage, script: Script) -> Iterator[Person]:
    names = _names(stage, script)
    yield _person(stage, "1001", next(names), Post(date.min, "", "", Role.CENTRE_DIRECTOR))
    inspector = count(1011)
    team_no = count(11)
    for at, department in enumerate(script.departments, start=2):
        office = Post(date.min, department.name, "", Role.DEPARTMENT_HEAD)
        yield _person(stage, f"{1000 + at}", next(names), office)
        for _ in range(department.inspectors):
            post = replace(office, role=Role.QA_INSPECTOR)
            yield _person(stage, str(next(inspector)), next(names), post)
        for team in department.teams:
            yield from _team(stage, f"{next(team_no)}", department, team, names)
    keeper = Post(date.min, script.departments[0].name, "", Role.ADMINISTRATOR)
    yield _person(stage, "1009", next(names), keeper)


def _team(
    stage: Stage, prefix: str, department: DepartmentScript, team: str, names: Iterator[str]
) -> Iterator[Person]:
    dice = stage.dice("levels", team)
    for at in range(AGENTS_IN_A_TEAM + 1):
        role = Role.AGENT if at else Role.TEAM_LEADER
        level = dice.choice(_LEVELS) if at else 5
        post = Post(date.min, department.name, team, role, department.job_type, level)
        yield _person(stage, f"{prefix}{at + 1:02}", next(names), post)


def _names(stage: Stage, script: Script) -> Iterator[str]:
    """Made-up names, none twice: each given name is used once."""
    dice = stage.dice("names")
    given = dice.sample(script.given, len(script.given))
    surnames = dice.sample(script.surnames, len(script.surnames))
    for at, name in enumerate(given):
        yield surnames[at % len(surnames)] + name


def _person(stage: Stage, no: str, name: str, post: Post) -> Person:
    """Hired between four months and eight years before the rosters begin."""
    days = stage.dice("hired", no).randint(120, 2900)
    hired = stage.first - days * DAY
    return Person(no, name, hired, None, (replace(post, since=hired),))


def _agents(cast: list[Person]) -> list[int]:
    return [at for at, person in enumerate(cast) if person.posts[-1].role is Role.AGENT]


def _with_post(person: Person, post: Post) -> Person:
    return replace(person, posts=(*person.posts, post))


def _move_between_teams(cast: list[Person], stage: Stage) -> list[Person]:
    """Three agents change to the next team of their department, on different days."""
    for team, since in (
        ("呼入1班", stage.first + 14 * DAY),
        ("投诉1班", stage.this_month),
        ("外呼1班", stage.this_month + 7 * DAY),
    ):
        at = _last_agent_of(cast, team)
        post = cast[at].posts[-1]
        other = team.replace("1", "2")
        cast[at] = _with_post(cast[at], replace(post, since=since, team=other))
    return cast


def _promote_to_leader(cast: list[Person], stage: Stage) -> list[Person]:
    """Leader of 呼入4班 became an inspector; the team's most able agent leads it since."""
    team = "呼入4班"
    leader = next(
        at for at, person in enumerate(cast)
        if person.posts[-1].team == team and person.posts[-1].role is Role.TEAM_LEADER
    )  # fmt: skip
    old = cast[leader].posts[-1]
    inspector = Post(stage.this_month, old.department, "", Role.QA_INSPECTOR)
    cast[leader] = _with_post(cast[leader], inspector)
    heir = max(
        (at for at in _agents(cast) if cast[at].posts[-1].team == team),
        key=lambda at: (cast[at].posts[-1].skill_level or 0, cast[at].no),
    )
    post = replace(cast[heir].posts[-1], since=stage.this_month, role=Role.TEAM_LEADER)
    cast[heir] = _with_post(cast[heir], post)
    return cast


def _raise_levels(cast: list[Person], stage: Stage) -> list[Person]:
    """A dozen agents passed the last examination and stand one level higher since."""
    since = stage.first + 9 * DAY
    able = [at for at in _agents(cast) if len(cast[at].posts) == 1]
    for at in stage.dice("raised").sample(able, 12):
        post = cast[at].posts[-1]
        if (post.skill_level or 5) < 5:
            raised = replace(post, since=since, skill_level=(post.skill_level or 0) + 1)
            cast[at] = _with_post(cast[at], raised)
    return cast


def _leave(cast: list[Person], stage: Stage) -> list[Person]:
    """Two left in the month before, one leaves at the end of this month."""
    leaving = (
        ("呼入2班", stage.first + 11 * DAY),
        ("外呼2班", stage.this_month - DAY),
        ("投诉2班", stage.next_month - DAY),
    )
    for team, last in leaving:
        at = _last_agent_of(cast, team)
        cast[at] = replace(cast[at], left_on=last)
    return cast


def _hire_lately(cast: list[Person], stage: Stage) -> list[Person]:
    """Three agents are new: beginners of the two months."""
    beginnings = (stage.first + 5 * DAY, stage.this_month, stage.this_month + 4 * DAY)
    for team, since in zip(("呼入3班", "呼入4班", "投诉1班"), beginnings, strict=True):
        at = _last_agent_of(cast, team)
        post = replace(cast[at].posts[0], since=since, skill_level=1)
        cast[at] = replace(cast[at], hired_on=since, posts=(post,))
    return cast


def _last_agent_of(cast: list[Person], team: str) -> int:
    """The agent of `team` with the highest number who has had one post only."""
    return max(
        at for at in _agents(cast)
        if cast[at].posts[-1].team == team and len(cast[at].posts) == 1
    )  # fmt: skip
