"""What comes next in a young centre, until all of it is done."""

from __future__ import annotations

from datetime import date, time

import pytest
from sqlalchemy import insert

from app.context import Actor, Context
from app.models import Assignment, DraftAssignment
from app.reading.today.beginning import Step
from app.reading.today.page import read_today
from app.rules.several import NewPerson
from app.rules.vocabulary import Role
from app.services.accounts.managing import create_accounts
from app.services.keeping import shifts
from app.services.keeping.needs import set_needs
from app.services.keeping.shifts import ShiftDetails
from app.services.people.several import add_people

pytestmark = pytest.mark.usefixtures("quick_hashes")
DAY = date(2026, 10, 1)


def done(ctx: Context) -> list[Step]:
    return [row.step for row in read_today(ctx).steps if row.done]


def test_each_step_is_done_by_doing_it_and_the_first_roster_ends_them(context: Context) -> None:
    assert [row.step for row in read_today(context).steps] == list(Step)
    assert done(context) == []
    people = add_people(
        context,
        [NewPerson("1", "主任", "", Role.DEPARTMENT_HEAD), NewPerson("2", "王芳", "一班")],
        "客服部",
        DAY,
    )
    assert done(context) == [Step.PEOPLE, Step.HEAD]
    shift = shifts.add_shift(context, ShiftDetails("E", "早班", time(8), time(16)))
    set_needs(context, None, {(shift, 0): 1})
    create_accounts(context, people)
    assert done(context) == [Step.PEOPLE, Step.HEAD, Step.SHIFTS, Step.NEEDS, Step.ACCOUNTS]
    head = read_today(context.acting_as(Actor("1", people[0]))).steps
    assert {row.step for row in head if row.mine} >= {Step.ROSTER, Step.PUBLISH}
    assert not read_today(context.acting_as(Actor("2", people[1]))).steps, "an agent has none"
    with context.write() as session:
        session.execute(
            insert(Assignment), [{"person_id": people[1], "day": DAY, "shift_id": shift}]
        )
    assert not read_today(context).steps


def test_without_a_head_nobody_can_publish_and_that_is_the_next_step(context: Context) -> None:
    people = add_people(context, [NewPerson("2", "王芳", "一班")], "客服部", DAY)
    assert next(row.step for row in read_today(context).steps if not row.done) is Step.HEAD
    add_people(context, [NewPerson("1", "主任", "", Role.DEPARTMENT_HEAD)], "客服部", DAY)
    assert Step.HEAD in done(context)
    shift = shifts.add_shift(context, ShiftDetails("E", "早班", time(8), time(16)))
    with context.write() as session:
        row = {"person_id": people[0], "day": date(2026, 12, 3), "shift_id": shift}
        session.execute(insert(DraftAssignment), [row])
    days = {row.step: row.day for row in read_today(context).steps}
    assert days[Step.PUBLISH] == date(2026, 12, 3), "it opens the month that has a draft"
    assert days[Step.PEOPLE] is None


def test_a_published_roster_ends_no_step_that_is_not_done(context: Context) -> None:
    people = add_people(context, [NewPerson("2", "王芳", "一班")], "客服部", DAY)
    shift = shifts.add_shift(context, ShiftDetails("E", "早班", time(8), time(16)))
    with context.write() as session:
        session.execute(
            insert(Assignment), [{"person_id": people[0], "day": DAY, "shift_id": shift}]
        )
    assert [row.step for row in read_today(context).steps if not row.done] == [Step.NEEDS]
    set_needs(context, None, {(shift, 0): 1})
    assert not read_today(context).steps
