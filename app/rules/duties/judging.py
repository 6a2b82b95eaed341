"""Whether one regular duty was done in time, by whom it is for, and received by whom it is for."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date, datetime

from app.rules.books import DutyDone
from app.rules.calendar import CentreTime
from app.rules.duties.due import DutyKind
from app.rules.duties.sayings import SAYINGS
from app.rules.facts import Person, Post
from app.rules.findings import Finding
from app.rules.vocabulary import Duty, Level, Role


def check_done(
    row: DutyDone, kind: DutyKind, people: Mapping[str, Person], time: CentreTime
) -> Iterator[Finding]:
    """What is amiss with one duty of the rulebook that was done: late, or by the wrong people."""
    says, place = SAYINGS[kind.rule], (Duty(row.duty), row.department, row.team)
    about = subject(row.duty, row.department, row.team, row.due_on)
    done_on = time.local_date(row.done_at)
    if is_late(row, time):
        late = says.late(*place, done_on=done_on)
        yield Finding(about, row.done_by, row.due_on, late, Level.WARNING)
    doer = _post(people, row.done_by, row.done_at, time)
    if says.doer and kind.doer and not may_do(kind, doer, row.department, row.team):
        another = says.doer(*place, done_on=done_on, doer=kind.doer)
        yield Finding(about, row.done_by, row.due_on, another)
    if not row.received_by or not (says.receiver and kind.receiver):
        return
    received_at = row.received_at or row.done_at
    receiver = _post(people, row.received_by, received_at, time)
    if not may_receive(kind, receiver, row.department):
        received_on = time.local_date(received_at)
        wrong = says.receiver(*place, received_on=received_on, receiver=kind.receiver)
        yield Finding(about, row.received_by, row.due_on, wrong)


def subject(duty: str, department: str, team: str, due_on: date) -> str:
    """ "qa_week/客服部@2026-08-10", a team's "service_analysis/客服部/2班@2026-07-22"."""
    place = f"{department}/{team}" if team else department
    return f"{duty}/{place}@{due_on.isoformat()}"


def is_late(row: DutyDone, time: CentreTime) -> bool:
    """Done on a later date than its due day."""
    return time.local_date(row.done_at) > row.due_on


def may_do(kind: DutyKind, post: Post | None, department: str, team: str) -> bool:
    """Whether it is for somebody with this post to do a duty of that department and team.

    A department head of it may do what is a team leader's; `doer` None is anyone's.
    """
    if kind.doer is None:
        return True
    if post is None or post.department != department:
        return False
    if kind.doer is Role.TEAM_LEADER and post.role is Role.DEPARTMENT_HEAD:
        return True
    return post.role is kind.doer and (not kind.of_team or post.team == team)


def may_receive(kind: DutyKind, post: Post | None, department: str) -> bool:
    """Whether it is for somebody with this post to receive it; any director receives what is the
    director's."""
    if post is None or post.role is not kind.receiver:
        return False
    return post.role is Role.CENTRE_DIRECTOR or post.department == department


def _post(people: Mapping[str, Person], no: str, moment: datetime, time: CentreTime) -> Post | None:
    person = people.get(no)
    return person.post_on(time.local_date(moment)) if person else None
