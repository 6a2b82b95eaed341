"""A staff list of the centre's own: whom it adds, who is there already, and what is left out."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from app.rules.bringing.matching import KnownPerson
from app.rules.bringing.said import LeftOut
from app.rules.folding import folded
from app.rules.staff import PersonDetails, PostDetails, leaving_problem, person_problems
from app.rules.staff import post_problems as problems_of_post
from app.rules.vocabulary import Message, Role, msg

_ROLES: Mapping[str, Role] = {
    **dict.fromkeys(("座席", "坐席", "客服", "客服代表", "业务代表", "话务员",
                     "员工", "专员", "agent",
                     "representative", "csr"), Role.AGENT),
    **dict.fromkeys(("班长", "组长", "班组长", "主管", "teamleader", "team_leader", "leader",
                     "supervisor"), Role.TEAM_LEADER),
    **dict.fromkeys(("质检员", "质检", "质检专员", "qa", "qainspector", "qa_inspector",
                     "inspector"), Role.QA_INSPECTOR),
    **dict.fromkeys(("部主任", "主任", "部门主任", "部长", "部门经理", "departmenthead",
                     "department_head", "head"), Role.DEPARTMENT_HEAD),
    **dict.fromkeys(("中心主任", "总监", "centredirector", "centre_director", "director"),
                    Role.CENTRE_DIRECTOR),
    **dict.fromkeys(("管理员", "系统管理员", "administrator", "admin"), Role.ADMINISTRATOR),
}  # fmt: skip
_NO_NUMBER = msg("There is no employee number.")
_NO_ROLE = msg("{word} is no role; write agent, team leader, QA inspector or department head.")
_NO_DAY = msg("There is no first day employed that could be read.")
_TWICE = msg("This number stands in the list a second time.")
_NO_DEPARTMENT = msg("There is no department.")


@dataclass(frozen=True, slots=True)
class StaffLine:
    """A line of the list as it stands there; "" and None for what does not."""

    number: str
    name: str
    department: str = ""
    team: str = ""
    role: str = ""
    job_type: str = ""
    level: int | None = None
    hired: date | None = None
    left: date | None = None
    sheet: str = ""
    cell: str = ""


@dataclass(frozen=True, slots=True)
class StaffDefaults:
    """What holds where a line says nothing."""

    department: str = ""
    team: str = ""
    hired: date | None = None


@dataclass(frozen=True, slots=True)
class Newcomer:
    """Somebody to be added, with the names of their department and team."""

    person: PersonDetails
    left: date | None
    department: str
    team: str
    role: Role
    job_type: str
    level: int | None


@dataclass(frozen=True, slots=True)
class StaffDifference:
    """Somebody who stands otherwise in the centre, which stays as it is."""

    number: str
    name: str
    why: Message


@dataclass(frozen=True, slots=True)
class StaffPreview:
    """What the list would do. Nobody who is there already is changed."""

    added: tuple[Newcomer, ...] = ()
    unchanged: int = 0
    differing: tuple[StaffDifference, ...] = ()
    departments: tuple[str, ...] = ()
    """New ones."""
    teams: tuple[tuple[str, str], ...] = ()
    """New ones: department and team."""
    left_out: tuple[LeftOut, ...] = ()


def role_of(word: str) -> Role | None:
    """The role that people mean by `word`; an agent where nothing stands."""
    return _ROLES.get(folded(word)) if word.strip() else Role.AGENT


def plan_staff(
    lines: Sequence[StaffLine],
    known: Sequence[KnownPerson],
    teams: Collection[tuple[str, str]],
    departments: Collection[str],
    defaults: StaffDefaults,
) -> StaffPreview:
    """Hold a list against who is there. `teams`: department and team of those that there are."""
    there = {person.number: person for person in known}
    added: dict[str, Newcomer] = {}
    differing: list[StaffDifference] = []
    left_out: list[LeftOut] = []
    same = 0
    for line in (_filled(line, teams, defaults) for line in lines):
        if line.number in there:
            why = _differs(line, there[line.number])
            same += why is None
            if why is not None:
                differing.append(StaffDifference(line.number, line.name, why))
            continue
        found = _TWICE if line.number and line.number in added else _new(line)
        if isinstance(found, Newcomer):
            added[line.number] = found
        else:
            value = f"{line.number} {line.name}".strip()
            left_out.append(LeftOut(line.sheet, line.cell, value, found))
    places = dict.fromkeys((one.department, one.team) for one in added.values())
    return StaffPreview(
        added=tuple(added.values()),
        unchanged=same,
        differing=tuple(differing),
        departments=tuple(
            dict.fromkeys(one for one, _team in places if one and one not in departments)
        ),
        teams=tuple(place for place in places if place[1] and place not in teams),
        left_out=tuple(left_out),
    )


def _filled(
    line: StaffLine, teams: Collection[tuple[str, str]], defaults: StaffDefaults
) -> StaffLine:
    """The line with what holds where it says nothing; a team that one department has tells it."""
    team = line.team or ("" if line.department else defaults.team)
    owners = [department for department, name in teams if name == team]
    owner = owners[0] if len(owners) == 1 else defaults.department
    return replace(
        line,
        team=team,
        department=line.department or owner,
        hired=line.hired or defaults.hired,
    )


def _differs(line: StaffLine, person: KnownPerson) -> Message | None:
    if folded(line.name) != folded(person.name):
        return msg("Here the name is {name}.", name=person.name)
    if line.hired is not None and line.hired != person.hired:
        return msg("Here the first day employed is {day}.", day=person.hired)
    if line.left is not None and line.left != person.left:
        return msg("The list has {day} as the last day employed.", day=line.left)
    return None


def _new(line: StaffLine) -> Newcomer | Message:
    """Somebody to be added, or why not."""
    role = role_of(line.role)
    if not line.number:
        return _NO_NUMBER
    if role is None:
        return msg(_NO_ROLE.msgid, word=line.role)
    hired = line.hired
    if hired is None:
        return _NO_DAY
    centre = role in (Role.CENTRE_DIRECTOR, Role.ADMINISTRATOR)
    if not line.department and not centre:
        return _NO_DEPARTMENT
    if role in (Role.CENTRE_DIRECTOR, Role.DEPARTMENT_HEAD):
        line = replace(line, team="")
    if role is Role.CENTRE_DIRECTOR:
        line = replace(line, department="")
    person = PersonDetails(line.number, line.name, hired)
    problem = next(_problems(person, line, role), None)
    if problem is not None:
        return problem
    return Newcomer(person, line.left, line.department, line.team, role, line.job_type, line.level)


def _problems(person: PersonDetails, line: StaffLine, role: Role) -> Iterator[Message]:
    yield from person_problems(person).values()
    if line.left is not None and (problem := leaving_problem(person.hired_on, line.left)):
        yield problem
    # the ids of a place that is to be made are not known yet: any will do to judge the post
    department = 0 if line.department else None
    team = 0 if line.team else None
    post = PostDetails(person.hired_on, role, department, team, line.job_type, line.level)
    yield from problems_of_post(post, person.hired_on).values()
