"""Several people at once, and what was entered by mistake taken back."""

from __future__ import annotations

from datetime import time, timedelta

import pytest
from sqlalchemy import select, update

from app.errors import BadInput, Conflict, NotAllowed
from app.models import Account, Assignment, Department, Person, ShiftType, Team
from app.rules.several import NewPerson, read_lines
from app.rules.vocabulary import Role
from app.services.accounts import managing as accounts
from app.services.keeping import shifts
from app.services.keeping.shifts import ShiftDetails
from app.services.people import people
from app.services.people.several import add_people
from tests.services.people.centre import TODAY, Centre

pytestmark = pytest.mark.usefixtures("quick_hashes")


def names(centre: Centre, column: object) -> set[str]:
    with centre.keeper.read() as session:
        return set(session.scalars(select(column)))  # type: ignore[call-overload]


# -- the list ----------------------------------------------------------------------------------


def test_a_list_is_read_line_by_line_with_its_headings_left_out() -> None:
    found, problems = read_lines(
        [
            ["工号", "姓名", "班组", "岗位"],
            ["2001", "王芳", "一班", "班长", "inbound", "4"],
            ["", ""],
            ["２００２", " 李强 ", "一班"],
            ["2003", "赵敏", "一班", "部主任"],
        ]
    )
    assert not problems
    assert found == [
        NewPerson("2001", "王芳", "一班", Role.TEAM_LEADER, "inbound", 4),
        NewPerson("2002", "李强", "一班"),
        NewPerson("2003", "赵敏", "", Role.DEPARTMENT_HEAD),
    ]


@pytest.mark.parametrize(
    "line",
    [["", "王芳"], ["1", ""], ["1", "王芳", "", "国王"], ["1", "王芳", "", "班长"],
     ["1", "王芳", "", "", "", "9"]],
)  # fmt: skip
def test_what_is_wrong_is_told_by_its_line(line: list[str]) -> None:
    assert [at for at, _problem in read_lines([["7", "孙七"], line])[1]] == [2]


def test_a_number_stands_in_one_line() -> None:
    assert [at for at, _problem in read_lines([["7", "孙七"], ["７", "周八"]])[1]] == [2]


def test_everybody_is_added_with_the_teams_that_are_not_there_yet(centre: Centre) -> None:
    made = add_people(
        centre.keeper,
        [NewPerson("2001", "王芳", "一班", Role.TEAM_LEADER), NewPerson("2002", "李强", "一班"),
         NewPerson("2003", "钱总", "", Role.CENTRE_DIRECTOR)],
        "外呼部",
        TODAY,
    )  # fmt: skip
    assert len(made) == 3
    assert "外呼部" in names(centre, Department.name)
    assert "一班" in names(centre, Team.name)
    with centre.keeper.read() as session:
        assert session.scalar(select(Person.hired_on).where(Person.employee_no == "2002")) == TODAY


def test_a_number_that_is_taken_adds_nobody_and_names_who(centre: Centre) -> None:
    wanted = [NewPerson("2001", "王芳", "新班"), NewPerson("agent", "李强")]
    with pytest.raises(BadInput) as refused:
        add_people(centre.keeper, wanted, "Inbound", TODAY)
    assert refused.value.message.params["who"] == "agent 李强"
    assert "2001" not in names(centre, Person.employee_no)
    assert "新班" not in names(centre, Team.name)


def test_who_may_not_manage_people_adds_none(centre: Centre) -> None:
    with pytest.raises(NotAllowed):
        add_people(centre.acting("agent"), [NewPerson("2001", "王芳")], "Inbound", TODAY)


def test_usual_shifts_come_at_once_and_leave_what_is_there(centre: Centre) -> None:
    wanted = [
        ShiftDetails("E", "Early", time(8), time(16)),
        ShiftDetails("N", "Night", time(0), time(8), night=True),
    ]
    before = len(names(centre, ShiftType.code))
    added = shifts.add_shifts(centre.keeper, wanted)
    assert len(names(centre, ShiftType.code)) == before + added
    assert shifts.add_shifts(centre.keeper, wanted) == 0


# -- mistakes ----------------------------------------------------------------------------------


def test_who_was_added_by_mistake_is_removed_with_an_account_never_used(centre: Centre) -> None:
    centre.add("typo", Role.AGENT, centre.inbound, centre.team_a)
    accounts.create_accounts(centre.keeper, [centre.row("typo").id])
    row = centre.row("typo")
    people.remove_person(centre.keeper, row.id, row.version)
    assert "typo" not in names(centre, Person.employee_no) | names(centre, Account.login)


def test_who_stands_in_a_roster_is_not_removed(centre: Centre) -> None:
    shifts.add_shifts(centre.keeper, [ShiftDetails("E", "Early", time(8), time(16))])
    row = centre.row("agent")
    with centre.keeper.write() as session:
        shift = session.scalars(select(ShiftType.id)).first()
        session.add(Assignment(person_id=row.id, day=TODAY, shift_id=shift))
    with pytest.raises(Conflict):
        people.remove_person(centre.keeper, row.id, row.version)
    assert centre.row("agent").post.team == "A"


def test_a_mistyped_number_is_mended_and_an_unused_login_with_it(centre: Centre) -> None:
    accounts.create_accounts(centre.keeper, [centre.row("agent").id])
    row = centre.row("agent")
    people.renumber(centre.keeper, row.id, row.version, " 1001 ")
    assert centre.row("agent").employee_no == "1001"
    assert "1001" in names(centre, Account.login)


def test_a_login_that_was_used_stays_when_the_number_changes(centre: Centre) -> None:
    accounts.create_accounts(centre.keeper, [centre.row("agent").id])
    with centre.keeper.write() as session:
        used = update(Account).where(Account.login == "agent")
        session.execute(used.values(signed_in_at=centre.clock() - timedelta(days=1)))
    row = centre.row("agent")
    people.renumber(centre.keeper, row.id, row.version, "1001")
    assert {"agent"} <= names(centre, Account.login)


def test_a_number_of_somebody_else_is_refused(centre: Centre) -> None:
    row = centre.row("agent")
    with pytest.raises(BadInput):
        people.renumber(centre.keeper, row.id, row.version, centre.row("leader").employee_no)
