"""Several people at once, as typed or pasted line by line: number, name, team, role, job, level."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from app.rules.plaintext import identifier
from app.rules.vocabulary import Message, Role, msg

COLUMNS = 6
_ROLES = {
    Role.AGENT: ("agent", "业务代表", "客服代表", "客服", "坐席", "座席", "员工", "组员", "话务员"),
    Role.TEAM_LEADER: ("team leader", "team_leader", "leader", "班长", "组长", "班组长", "值班长"),
    Role.QA_INSPECTOR: ("qa inspector", "qa_inspector", "inspector", "质检员", "质检"),
    Role.DEPARTMENT_HEAD: ("department head", "department_head", "head", "部主任", "主任", "经理"),
    Role.CENTRE_DIRECTOR: ("centre director", "centre_director", "director", "中心主任", "总监"),
    Role.ADMINISTRATOR: ("administrator", "admin", "管理员"),
}
_MEANT = {word: role for role, words in _ROLES.items() for word in words}
_TEAMLESS = (Role.DEPARTMENT_HEAD, Role.CENTRE_DIRECTOR, Role.QA_INSPECTOR, Role.ADMINISTRATOR)


@dataclass(frozen=True, slots=True)
class NewPerson:
    """One line: where in the chosen department somebody begins, and as what."""

    employee_no: str
    name: str
    team: str = ""
    role: Role = Role.AGENT
    job_type: str = ""
    skill_level: int | None = None


def read_lines(
    lines: Sequence[Sequence[str]],
) -> tuple[list[NewPerson], list[tuple[int, Message]]]:
    """The people of the lines, blank ones left out, and what is wrong by the number of the line
    (from 1). A first line of headings is left out, too."""
    found: list[NewPerson] = []
    problems: list[tuple[int, Message]] = []
    numbers: dict[str, int] = {}
    for at, line in enumerate(lines, start=1):
        cells = [cell.strip() for cell in [*line, *[""] * COLUMNS][:COLUMNS]]
        if not any(cells) or (at == 1 and _is_heading(cells)):
            continue
        person, problem = _person(cells)
        if problem is None and person.employee_no in numbers:
            problem = msg(
                "{no} stands in line {line} already.",
                no=person.employee_no,
                line=numbers[person.employee_no],
            )
        numbers.setdefault(person.employee_no, at)
        found.append(person)
        if problem is not None:
            problems.append((at, problem))
    return found, problems


def _is_heading(cells: Sequence[str]) -> bool:
    return cells[1] in ("姓名", "名字") or cells[1].casefold() == "name"


def _person(cells: Sequence[str]) -> tuple[NewPerson, Message | None]:
    number, name, team, word, job_type, level = cells
    problem: Message | None = None
    role = _MEANT.get(identifier(word).casefold()) if word else Role.AGENT
    if role is None:
        problem = msg("{word} is no role.", word=word)
    level = identifier(level)
    if level and level not in ("1", "2", "3", "4", "5"):
        problem = msg("A skill level is a whole number from 1 to 5.")
    role = role or Role.AGENT
    if role is Role.TEAM_LEADER and not team:
        problem = msg("Write the team that is led.")
    if not number:
        problem = msg("Enter the employee number.")
    elif not name:
        problem = msg("Enter the person's name.")
    person = NewPerson(
        identifier(number),
        name,
        "" if role in _TEAMLESS else team,
        role,
        job_type,
        int(level) if level and problem is None else None,
    )
    return person, problem
