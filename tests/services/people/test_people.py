"""Adding, moving, promoting people; leaving and coming back; departments and teams."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, time, timedelta

import pytest
from sqlalchemy import insert, select

from app.errors import AppError, BadInput, Conflict, NotAllowed, NotFound
from app.models import Assignment, AuditEntry, ShiftType
from app.queries.people import rows
from app.rules.staff import (
    PersonDetails,
    PostDetails,
    leaving_problem,
    person_problems,
    post_problems,
)
from app.rules.vocabulary import Role
from app.services.accounts import managing as accounts
from app.services.accounts import passwords
from app.services.people import people, teams
from tests.services.people.centre import HIRED, TODAY, Centre


def post(centre: Centre, since: date = TODAY, **changes: object) -> PostDetails:
    """An agent's post in team B."""
    made = PostDetails(since, Role.AGENT, centre.inbound, centre.team_b, "inbound", 4)
    return replace(made, **changes)  # type: ignore[arg-type]


def give(centre: Centre, no: str, details: PostDetails) -> None:
    people.give_post(centre.keeper, centre.ids[no], centre.row(no).version, details)


def posts(centre: Centre, no: str) -> list[rows.PostRow]:
    with centre.keeper.read() as session:
        return rows.posts_of(session, centre.ids[no])


def test_somebody_added_is_listed_with_the_post_of_the_day(centre: Centre) -> None:
    row = centre.row("agent")
    assert (row.post.department, row.post.team, row.post.skill_level) == ("Inbound", "A", 3)
    assert row.employed_on(HIRED)
    assert not row.employed_on(HIRED - timedelta(days=1))


def test_a_number_is_given_once(centre: Centre) -> None:
    with pytest.raises(BadInput) as refused:
        centre.add(" agent ", Role.AGENT, centre.inbound)
    assert refused.value.message.params == {"no": "agent", "name": "Person agent"}


def test_a_move_holds_from_its_day_and_leaves_the_past(centre: Centre) -> None:
    give(centre, "agent", post(centre, TODAY))
    with centre.keeper.read() as session:
        before = rows.post_on(session, centre.ids["agent"], TODAY - timedelta(days=1))
        after = rows.post_on(session, centre.ids["agent"], TODAY)
    assert (before and before.team, after and after.team) == ("A", "B")


def test_before_the_first_posts_day_the_first_one_holds(centre: Centre) -> None:
    with centre.keeper.read() as session:
        found = rows.post_on(session, centre.ids["agent"], HIRED - timedelta(days=400))
    assert found is not None
    assert found.team == "A"
    assert not found.employed


def test_a_second_post_of_the_same_day_replaces_the_first(centre: Centre) -> None:
    give(centre, "agent", post(centre))
    give(centre, "agent", post(centre, skill_level=5))
    assert [one.skill_level for one in posts(centre, "agent")] == [3, 5]


def test_a_mistaken_post_is_taken_back_but_never_the_only_one(centre: Centre) -> None:
    give(centre, "agent", post(centre))
    key, only = centre.ids["agent"], posts(centre, "agent")
    people.take_back_post(centre.keeper, key, centre.row("agent").version, only[1].id)
    assert [one.team for one in posts(centre, "agent")] == ["A"]
    with pytest.raises(BadInput) as refused:
        people.take_back_post(centre.keeper, key, centre.row("agent").version, only[0].id)
    assert refused.value.title.msgid == "The only post"


@pytest.mark.parametrize(("hired", "begins"), [(-30, -30), (0, 0), (3, 0)])
def test_the_first_post_begins_with_an_earlier_first_day(
    centre: Centre, hired: int, begins: int
) -> None:
    """Whoever was entered too late was in that post from the first day on."""
    key, days = centre.ids["agent"], [HIRED + timedelta(days=n) for n in (hired, begins)]
    people.edit_person(centre.keeper, key, centre.row("agent").version, "Agent", days[0])
    assert [one.since for one in posts(centre, "agent")] == [days[1]]


def test_two_who_change_one_person_at_once_are_told(centre: Centre) -> None:
    version = centre.row("agent").version
    people.edit_person(centre.keeper, centre.ids["agent"], version, "New Name", HIRED)
    with pytest.raises(Conflict):
        people.give_post(centre.keeper, centre.ids["agent"], version, post(centre))
    assert centre.row("agent").name == "New Name"
    assert len(posts(centre, "agent")) == 1


def test_several_move_together_or_not_at_all(centre: Centre) -> None:
    moved = [(centre.ids[no], centre.row(no).version) for no in ("agent", "agent2")]
    with pytest.raises(Conflict):
        people.move(centre.keeper, [moved[0], (moved[1][0], 99)], TODAY, centre.team_b)
    assert centre.row("agent").post.team == "A"
    people.move(centre.keeper, moved, TODAY, centre.team_b)
    assert {centre.row(no).post.team for no in ("agent", "agent2")} == {"B"}
    assert centre.row("agent2").post.department == "Inbound"
    assert centre.row("agent2").post.job_type == "inbound"


def test_who_leaves_is_told_how_many_shifts_stay_open(centre: Centre) -> None:
    key, version = centre.ids["agent"], centre.row("agent").version
    with centre.keeper.write() as session:
        shift = ShiftType(code="D", name="Day", start_at=time(9), end_at=time(18), night=False)
        session.add(shift)
        session.flush()
        days = [TODAY + timedelta(n) for n in range(3)]
        cells = [{"person_id": key, "day": day, "shift_id": shift.id} for day in days]
        session.execute(insert(Assignment), cells)
    assert people.leave_centre(centre.keeper, key, version, TODAY) == 2
    assert centre.row("agent").employed_on(TODAY)
    assert not centre.row("agent").employed_on(TODAY + timedelta(days=1))


def test_nobody_leaves_before_the_first_day(centre: Centre) -> None:
    key, version = centre.ids["agent"], centre.row("agent").version
    with pytest.raises(BadInput):
        people.leave_centre(centre.keeper, key, version, HIRED - timedelta(days=1))
    assert people.leave_centre(centre.keeper, key, version, HIRED) == 0


def test_who_comes_back_has_a_new_post_and_the_old_past(centre: Centre) -> None:
    key = centre.ids["agent"]
    people.leave_centre(centre.keeper, key, centre.row("agent").version, date(2026, 9, 30))
    with pytest.raises(BadInput):
        people.come_back(
            centre.keeper, key, centre.row("agent").version, post(centre, date(2026, 9, 30))
        )
    people.come_back(centre.keeper, key, centre.row("agent").version, post(centre))
    row = centre.row("agent")
    assert row.left_on is None
    assert row.hired_on == HIRED
    assert [one.team for one in posts(centre, "agent")] == ["A", "B"]


def test_who_never_left_cannot_come_back(centre: Centre) -> None:
    with pytest.raises(BadInput):
        people.come_back(
            centre.keeper, centre.ids["agent"], centre.row("agent").version, post(centre)
        )


def test_the_last_administrator_with_an_account_neither_moves_nor_leaves(
    centre: Centre, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(passwords, "hashed", lambda password: password)
    accounts.create_accounts(centre.keeper, [centre.ids["admin"]])
    key, version = centre.ids["admin"], centre.row("admin").version
    with pytest.raises(NotAllowed):
        people.leave_centre(centre.keeper, key, version, TODAY)
    with pytest.raises(NotAllowed):
        give(centre, "admin", post(centre))
    centre.add("admin2", Role.ADMINISTRATOR, centre.inbound)
    accounts.create_accounts(centre.keeper, [centre.ids["admin2"]])
    people.leave_centre(centre.keeper, key, version, TODAY)


@pytest.mark.parametrize("no", ["agent", "leader", "head", "director", "inspector"])
def test_only_an_administrator_changes_people(centre: Centre, no: str) -> None:
    with pytest.raises(NotAllowed):
        people.add_person(centre.acting(no), PersonDetails("x", "X", HIRED), post(centre, HIRED))
    assert people.add_person(
        centre.acting("admin"), PersonDetails("x", "X", HIRED), post(centre, HIRED)
    )


def test_an_unknown_person_is_said_to_be_gone(centre: Centre) -> None:
    with pytest.raises(NotFound):
        people.edit_person(centre.keeper, 9999, 1, "X", HIRED)


def test_what_changed_is_in_the_audit_trail(centre: Centre) -> None:
    give(centre, "agent", post(centre))
    with centre.keeper.read() as session:
        entry = session.execute(
            select(AuditEntry.subject, AuditEntry.before, AuditEntry.after).where(
                AuditEntry.action == "person.post"
            )
        ).one()
    assert entry.subject == "person:agent"
    assert entry.before.count('"since"') == 1
    assert entry.after.count('"since"') == 2


def test_a_team_of_another_department_is_refused(centre: Centre) -> None:
    with pytest.raises(BadInput) as refused:
        give(centre, "agent", post(centre, team_id=centre.team_c))
    assert "another department" in refused.value.message.msgid


@pytest.mark.parametrize(
    ("field", "details"),
    [
        ("employee_no", PersonDetails(" ", "X", HIRED)),
        ("employee_no", PersonDetails("9" * 33, "X", HIRED)),
        ("name", PersonDetails("1", "", HIRED)),
        ("name", PersonDetails("1", "x" * 81, HIRED)),
        ("hired_on", PersonDetails("1", "X", date(1949, 12, 31))),
        ("hired_on", PersonDetails("1", "X", date(2100, 1, 1))),
    ],
)
def test_each_wrong_detail_of_a_person_is_named(field: str, details: PersonDetails) -> None:
    assert set(person_problems(details)) == {field}


@pytest.mark.parametrize(
    "details",
    [
        PersonDetails("9" * 32, "x" * 80, date(1950, 1, 1)),
        PersonDetails("1", "X", date(2099, 12, 31)),
    ],
)
def test_details_at_their_limits_are_taken(details: PersonDetails) -> None:
    assert person_problems(details) == {}


@pytest.mark.parametrize(
    ("field", "details"),
    [
        ("since", PostDetails(HIRED - timedelta(days=1), Role.AGENT, 1, 1)),
        ("department_id", PostDetails(HIRED, Role.AGENT)),
        ("department_id", PostDetails(HIRED, Role.CENTRE_DIRECTOR, 1)),
        ("team_id", PostDetails(HIRED, Role.TEAM_LEADER, 1)),
        ("team_id", PostDetails(HIRED, Role.DEPARTMENT_HEAD, 1, 1)),
        ("skill_level", PostDetails(HIRED, Role.AGENT, 1, 1, "", 0)),
        ("skill_level", PostDetails(HIRED, Role.AGENT, 1, 1, "", 6)),
        ("job_type", PostDetails(HIRED, Role.AGENT, 1, 1, "x" * 81)),
    ],
)
def test_each_wrong_detail_of_a_post_is_named(field: str, details: PostDetails) -> None:
    assert set(post_problems(details, HIRED)) == {field}


@pytest.mark.parametrize("level", [None, 1, 5])
def test_a_post_may_have_any_level_or_none(level: int | None) -> None:
    assert post_problems(PostDetails(HIRED, Role.AGENT, 1, 1, "", level), HIRED) == {}
    assert post_problems(PostDetails(HIRED, Role.CENTRE_DIRECTOR), HIRED) == {}
    assert leaving_problem(HIRED, date(2100, 1, 1)) is not None


def test_departments_and_teams_are_renamed_throughout_their_history(centre: Centre) -> None:
    teams.rename_department(centre.keeper, centre.inbound, "Hotline")
    teams.rename_team(centre.keeper, centre.team_a, "Early birds")
    row = centre.row("agent")
    assert (row.post.department, row.post.team) == ("Hotline", "Early birds")


def test_two_departments_may_each_have_a_team_of_one_name_one_department_not(
    centre: Centre,
) -> None:
    with pytest.raises(Conflict):
        teams.add_team(centre.keeper, centre.inbound, "B")
    assert teams.add_team(centre.keeper, centre.complaints, "B")
    with pytest.raises(Conflict):
        teams.rename_team(centre.keeper, centre.team_a, "B")
    with pytest.raises(Conflict):
        teams.add_department(centre.keeper, "Inbound")


def test_only_what_nobody_ever_belonged_to_is_removed(centre: Centre) -> None:
    refused: list[AppError] = []
    for remove, key in (
        (teams.remove_team, centre.team_a),
        (teams.remove_department, centre.inbound),
    ):
        with pytest.raises(Conflict) as error:
            remove(centre.keeper, key)
        refused.append(error.value)
    assert [one.message.params["name"] for one in refused] == ["A", "Inbound"]
    teams.remove_team(centre.keeper, centre.team_b)
    empty = teams.add_department(centre.keeper, "Empty")
    teams.remove_department(centre.keeper, empty)
    with centre.keeper.read() as session:
        assert [team.name for team in rows.teams(session, TODAY)] == ["A", "A"]
        assert [one.people for one in rows.departments(session, TODAY)] == [5, 1]


@pytest.mark.parametrize("name", ["", "   ", "x" * 81, "a\nb"])
def test_a_department_has_a_short_name(centre: Centre, name: str) -> None:
    with pytest.raises(BadInput):
        teams.add_department(centre.keeper, name)
