"""What a person's and a post's details must be, judged field by field as they are typed."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

from app.rules.plaintext import identifier, plain
from app.rules.vocabulary import Message, Role, msg

MAX_NO = 32
MAX_NAME = 80
_PHONE = re.compile(rf"(?=.*[0-9])[-0-9 +()*#]{{1,{MAX_NO}}}")
_UNSEEN = msg("There is a sign in it that nobody sees. Type it anew.")
EARLIEST = date(1950, 1, 1)
LATEST = date(2100, 1, 1)
SKILL_LEVELS = range(1, 6)

Problems = dict[str, Message]
"""Field name -> what is wrong with it; empty where all is well."""


@dataclass(frozen=True, slots=True)
class PersonDetails:
    """Who somebody is, whatever their post."""

    employee_no: str
    name: str
    hired_on: date
    phone: str = ""
    """By what number they can be called; "" for none."""


@dataclass(frozen=True, slots=True)
class PostDetails:
    """A post to be held from `since` on."""

    since: date
    role: Role
    department_id: int | None = None
    team_id: int | None = None
    job_type: str = ""
    skill_level: int | None = None


def person_problems(person: PersonDetails) -> Problems:
    """What keeps `person` out of the store, but for a number that is taken."""
    problems: Problems = {}
    number = identifier(person.employee_no)
    if not number:
        problems["employee_no"] = msg("Enter the employee number.")
    elif len(number) > MAX_NO or not number.isprintable():
        problems["employee_no"] = msg("At most {n} letters or digits.", n=MAX_NO)
    problem = _text_problem(person.name, msg("Enter the person's name."))
    if problem is not None:
        problems["name"] = problem
    if not EARLIEST <= person.hired_on < LATEST:
        problems["hired_on"] = _date_range()
    phone = identifier(person.phone)
    if phone and not _PHONE.fullmatch(phone):
        problems["phone"] = msg("Digits, spaces and + - ( ) * #, at most {n}.", n=MAX_NO)
    return problems


def post_problems(post: PostDetails, hired_on: date) -> Problems:
    """What keeps `post` from being held by somebody hired on `hired_on`."""
    problems: Problems = {}
    if not EARLIEST <= post.since < LATEST:
        problems["since"] = _date_range()
    elif post.since < hired_on:
        problems["since"] = msg("Not before the first day employed, {day}.", day=hired_on)
    if post.role is Role.CENTRE_DIRECTOR:
        if post.department_id is not None or post.team_id is not None:
            problems["department_id"] = msg("The director belongs to no department.")
    elif post.department_id is None:
        problems["department_id"] = msg("Choose a department.")
    if post.role is Role.TEAM_LEADER and post.team_id is None:
        problems["team_id"] = msg("Choose the team that is led.")
    if post.role is Role.DEPARTMENT_HEAD and post.team_id is not None:
        problems["team_id"] = msg("A department head belongs to no team.")
    if post.skill_level is not None and post.skill_level not in SKILL_LEVELS:
        problems["skill_level"] = msg("A skill level is a whole number from 1 to 5.")
    if len(post.job_type) > MAX_NAME or not post.job_type.isprintable():
        problems["job_type"] = msg("At most {n} letters.", n=MAX_NAME)
    return problems


def name_problem(name: str) -> Message | None:
    """What is wrong with the name of a department, a team or a shift."""
    return _text_problem(name, msg("Enter the name."))


def _text_problem(name: str, missing: Message) -> Message | None:
    """`missing`: what is said where there is none, or none that anybody sees."""
    try:
        shown = plain(name)
    except ValueError:
        return _UNSEEN
    if not shown:
        return missing
    if not shown.isprintable():
        return _UNSEEN
    return msg("At most {n} letters.", n=MAX_NAME) if len(shown) > MAX_NAME else None


def leaving_problem(hired_on: date, last_day: date) -> Message | None:
    """What is wrong with a last day employed."""
    if last_day < hired_on:
        return msg("Not before the first day employed, {day}.", day=hired_on)
    return None if last_day < LATEST else _date_range()


def _date_range() -> Message:
    return msg("A date from {first} to {last}.", first=EARLIEST, last=LATEST)
