"""A month's certificate out of a real store, and its place in the audit trail."""

from __future__ import annotations

import json
from datetime import date, timedelta
from typing import Any

import pytest
from sqlalchemy import delete, insert, select

from app.context import Actor, Context
from app.errors import NotAllowed, NotFound
from app.models import (
    Assignment,
    AuditEntry,
    Department,
    DraftAssignment,
    Person,
    StaffingNeed,
    Swap,
    Team,
    WorkRule,
    table_of,
)
from app.queries.keeping.trail import trail_head
from app.reading.roster.parts import scopes_called
from app.rules.rostering.certificate.stated import digest, stated
from app.rules.vocabulary import SwapStatus
from app.services.roster.certifying import CertifiedRoster, NothingPublished, certify
from tests.factories import NOW, SmallCentre, a_department, a_person, a_post, a_team, publish_month

OCTOBER, NOVEMBER = date(2026, 10, 1), date(2026, 11, 1)


def acting(centre: SmallCentre, number: str) -> Context:
    return centre.context.acting_as(Actor(number, centre.people[number]))


def team(centre: SmallCentre, name: str) -> frozenset[str]:
    return frozenset({f"team:{centre.teams[name]}"})


def of_team_a(centre: SmallCentre, *, draft: bool = False) -> CertifiedRoster:
    return certify(acting(centre, "1000"), OCTOBER, draft=draft, scopes=team(centre, "A"))


def put(centre: SmallCentre, number: str, day: date, code: str) -> None:
    row = {
        "person_id": centre.people[number], "day": day, "shift_id": centre.shifts[code]
    }  # fmt: skip
    with centre.context.write() as session:
        session.execute(insert(table_of(Assignment)).values(row))


def needed(centre: SmallCentre, code: str, least: int, team_name: str = "", **where: Any) -> None:
    with centre.context.write() as session:
        session.add(
            StaffingNeed(
                department_id=where.get("department", centre.department) or None,
                team_id=centre.teams.get(team_name), shift_id=centre.shifts[code],
                job_type=where.get("job_type", ""), day=date(2026, 10, 5), least=least,
                weekday=None, want=None, most=None,
            )
        )  # fmt: skip


def test_a_month_that_holds_is_proved(centre: SmallCentre) -> None:
    made = of_team_a(centre)
    assert made.certificate.holds
    people = {one.person: one for one in made.certificate.people}
    assert sorted(people) == ["1000", "1001", "1002", "1003", "1004"]
    assert people["1000"].hours == 22 * 8
    assert made.names["1001"] == "Person 1001"
    assert made.made_by == "Person 1000"
    assert [unit.team for unit in made.part] == ["A"]


def test_a_broken_rule_is_found_in_what_is_published(centre: SmallCentre) -> None:
    put(centre, "1000", date(2026, 10, 3), "E")
    put(centre, "1000", date(2026, 10, 4), "E")
    (first, *rest) = stated(of_team_a(centre).certificate)["hard"]
    assert first == {"rule": "days_in_row", "employee": "1000", "date": "2026-10-07"}
    assert [one["date"] for one in rest] == ["2026-10-08", "2026-10-09"]


def test_what_is_too_long_is_told_to_its_end_in_the_next_month(centre: SmallCentre) -> None:
    """Six days in a row at most; a run from the last Sunday of October on, for twenty days."""
    days = [date(2026, 10, 25) + timedelta(days=number) for number in range(20)]
    with centre.context.write() as session:
        publish_month(session, f"team:{centre.teams['A']}", NOVEMBER)
        mine = Assignment.person_id == centre.people["1000"]
        session.execute(delete(Assignment).where(mine, Assignment.day >= date(2026, 10, 24)))
    for day in days:
        put(centre, "1000", day, "E")
    found = stated(of_team_a(centre).certificate)["hard"]
    assert [one["date"] for one in found if one["rule"] == "days_in_row"] == [
        day.isoformat() for day in days[6:]
    ]


def test_a_draft_is_proved_apart_from_what_is_published(centre: SmallCentre) -> None:
    drafted = {
        "person_id": centre.people["1000"], "shift_id": centre.shifts["N"]
    }  # fmt: skip
    with centre.context.write() as session:
        for day in (date(2026, 10, 5), date(2026, 10, 7)):
            session.execute(insert(table_of(DraftAssignment)).values({**drafted, "day": day}))
    assert of_team_a(centre).certificate.holds
    found = stated(of_team_a(centre, draft=True).certificate)["hard"]
    assert [(one["rule"], one["date"]) for one in found] == [
        ("rest", "2026-10-06"), ("rest", "2026-10-08")
    ]  # fmt: skip


def test_needs_are_counted_over_everybody_whom_they_count(centre: SmallCentre) -> None:
    """Five of the department have the early shift that Monday: two of A, two of B's agents, and
    each leader."""
    needed(centre, "E", 9)
    needed(centre, "E", 8, "A")
    needed(centre, "E", 7, "B")
    (whole, own) = of_team_a(centre).certificate.short
    assert (whole.team, own.team) == ("", "A")
    assert whole.have > own.have > 0
    needs = certify(acting(centre, "0001"), OCTOBER).certificate.short
    assert [one.team for one in needs] == ["", "A", "B"]
    assert needs[0].have == needs[1].have + needs[2].have == whole.have


def test_the_needs_of_another_department_are_not_told(centre: SmallCentre) -> None:
    with centre.context.write() as session:
        other = a_department(session, "Sales")
        a_team(session, "C", other)
    needed(centre, "E", 5, department=other.id)
    scopes = scopes_called(acting(centre, "0002"), "Service", "")
    assert certify(acting(centre, "0002"), OCTOBER, scopes=scopes).certificate.short == ()
    (missed,) = certify(acting(centre, "0001"), OCTOBER).certificate.short
    assert (missed.department, missed.least, missed.have) == ("Sales", 5, 0)


def test_what_is_needed_where_somebody_goes_is_told_there(centre: SmallCentre) -> None:
    """1001 moves to Sales within the month, and what Sales needs is not Service's to tell."""
    day = date(2026, 10, 16)
    with centre.context.write() as session:
        other = a_department(session, "Sales")
        person = session.get_one(Person, centre.people["1001"])
        sales = a_team(session, "C", other)
        a_post(session, person, day, team=sales, job_type="外呼")
        publish_month(session, f"team:{sales.id}", OCTOBER)
    needed(centre, "E", 50)
    needed(centre, "E", 51, department=other.id)
    needed(centre, "E", 52, department=0)
    for name, told in (("Service", [52, 50]), ("Sales", [52, 51])):
        ctx = acting(centre, "0001")
        found = certify(ctx, OCTOBER, scopes=scopes_called(ctx, name, "")).certificate
        assert [one.least for one in found.short] == told
    assert len(certify(acting(centre, "0001"), OCTOBER).certificate.short) == 3


def test_what_a_team_needs_is_told_where_nobody_of_it_is_counted(centre: SmallCentre) -> None:
    """Nobody of A has the job type that A needs, which is why it is short."""
    needed(centre, "E", 2, "A", job_type="外呼")
    (missed,) = of_team_a(centre).certificate.short
    assert (missed.job_type, missed.have) == ("外呼", 0)


def test_who_has_left_and_still_has_a_shift_is_found(centre: SmallCentre) -> None:
    with centre.context.write() as session:
        gone = a_person(session, "1009", team=None, left_on=date(2026, 9, 30))
        row = {
            "person_id": gone.id, "day": date(2026, 10, 5), "shift_id": centre.shifts["E"]
        }  # fmt: skip
        session.execute(insert(table_of(Assignment)).values(row))
    made = certify(acting(centre, "0001"), OCTOBER)
    found = [(str(one.rule), one.person) for one in made.certificate.hard]
    assert found == [("employed", "1009")]


def given_away(centre: SmallCentre, day: date, to: str) -> None:
    """`to` has the shift of 1001 on `day` by a swap in effect; nothing else of them stands."""
    with centre.context.write() as session:
        taker = session.scalars(select(Person.id).where(Person.employee_no == to)).one()
        session.add(
            Swap(
                swap_no="S-1", filed_at=NOW, requester_id=centre.people["1001"],
                requester_date=day, counterpart_id=taker, counterpart_date=day,
                status=SwapStatus.EFFECTIVE, effective_at=NOW,
            )
        )  # fmt: skip


@pytest.mark.parametrize("draft", [False, True])
def test_who_has_a_shift_by_a_swap_alone_is_judged(centre: SmallCentre, draft: bool) -> None:
    """An inspector stands on no roster, and may yet have taken a shift over."""
    assert "0003" not in certify(acting(centre, "0001"), OCTOBER).names
    given_away(centre, date(2026, 10, 5), "0003")
    found = certify(acting(centre, "0001"), OCTOBER, draft=draft).certificate
    hours = {one.person: one.hours for one in found.people}
    assert hours["0003"] == 8
    assert found.holds


def test_who_is_not_employed_yet_and_has_a_shift_by_a_swap_is_found(centre: SmallCentre) -> None:
    with centre.context.write() as session:
        team_a = session.get_one(Team, centre.teams["A"])
        a_person(session, "1009", team=team_a, hired_on=date(2026, 11, 9))
    given_away(centre, date(2026, 10, 5), "1009")
    found = [(str(one.rule), one.person, one.day) for one in of_team_a(centre).certificate.hard]
    assert found == [("employed", "1009", date(2026, 10, 5))]


def test_who_gave_their_only_shift_away_and_has_no_post_there_is_not_on_it(
    centre: SmallCentre,
) -> None:
    """A swap that gives the inspector nothing makes no line of them."""
    put(centre, "0003", date(2026, 10, 5), "E")
    with centre.context.write() as session:
        session.add(
            Swap(
                swap_no="S-1", filed_at=NOW, requester_id=centre.people["0003"],
                requester_date=date(2026, 10, 5), counterpart_id=centre.people["1000"],
                counterpart_date=date(2026, 10, 3), status=SwapStatus.EFFECTIVE, effective_at=NOW,
            )
        )  # fmt: skip
    people = {one.person for one in certify(acting(centre, "0001"), OCTOBER).certificate.people}
    assert "0003" not in people


def test_a_certificate_is_on_record_and_carries_the_head_that_binds_it(
    centre: SmallCentre,
) -> None:
    made = of_team_a(centre)
    with centre.context.read() as session:
        entry = session.scalars(select(AuditEntry).order_by(AuditEntry.id.desc())).first()
        assert made.head == trail_head(session)
    assert entry is not None
    assert (entry.action, entry.actor) == ("roster.certify", "1000")
    assert entry.subject == f"team:{centre.teams['A']}@2026-10"
    assert made.head == f"{entry.id}-{entry.mac[:16]}"
    assert json.loads(entry.after or "") == {
        "broken": 0, "draft": False, "people": 5, "sha256": digest(made.certificate), "short": 0,
    }  # fmt: skip


def test_the_digest_is_of_what_the_certificate_says(centre: SmallCentre) -> None:
    before = digest(of_team_a(centre).certificate)
    assert digest(of_team_a(centre).certificate) == before
    put(centre, "1000", date(2026, 10, 3), "E")
    assert digest(of_team_a(centre).certificate) != before


@pytest.mark.parametrize(("who", "subject"), [("0002", "department"), ("0001", "roster")])
def test_a_record_names_the_part_that_was_proved(
    centre: SmallCentre, who: str, subject: str
) -> None:
    ctx = acting(centre, who)
    scopes = scopes_called(ctx, "Service", "") if subject == "department" else None
    certify(ctx, OCTOBER, scopes=scopes)
    with ctx.read() as session:
        told = session.scalar(select(AuditEntry.subject).order_by(AuditEntry.id.desc()).limit(1))
    key = f"department:{centre.department}" if scopes else "roster"
    assert told == f"{key}@2026-10"


@pytest.mark.parametrize(("who", "part", "allowed"), [
    ("1000", "A", True), ("1000", "B", False), ("1000", "", False), ("1001", "A", False),
    ("0002", "A", True), ("0002", "", False), ("0003", "A", False), ("0001", "", True),
    ("0004", "", True),
])  # fmt: skip
def test_who_sees_what_the_rules_say_of_them_proves_their_roster(
    centre: SmallCentre, who: str, part: str, allowed: bool
) -> None:
    scopes = team(centre, part) if part else None
    if allowed:
        assert certify(acting(centre, who), OCTOBER, scopes=scopes).certificate.people
    else:
        with pytest.raises(NotAllowed):
            certify(acting(centre, who), OCTOBER, scopes=scopes)


def test_what_is_not_published_is_proved_as_a_draft_or_not_at_all(centre: SmallCentre) -> None:
    ctx = acting(centre, "1000")
    with pytest.raises(NothingPublished):
        certify(ctx, NOVEMBER, scopes=team(centre, "A"))
    assert certify(ctx, NOVEMBER, draft=True, scopes=team(centre, "A")).certificate.people


def test_a_draft_without_a_shift_is_proved_with_what_is_due_in_it(centre: SmallCentre) -> None:
    ctx = acting(centre, "1000")
    with centre.context.write() as session:
        session.add(WorkRule(person_id=centre.people["1001"], month_hours_least=8))
    found = certify(ctx, NOVEMBER, draft=True, scopes=team(centre, "A")).certificate
    assert [(str(one.rule), one.person) for one in found.hard] == [("hours_least", "1001")]
    assert {one.hours for one in found.people} == {0}


@pytest.mark.parametrize("draft", [False, True])
def test_where_nobody_is_on_a_roster_there_is_nothing_to_prove(
    centre: SmallCentre, draft: bool
) -> None:
    with centre.context.write() as session:
        empty = a_team(session, "C", session.get_one(Department, centre.department))
        publish_month(session, f"team:{empty.id}", OCTOBER)
    with pytest.raises(NotFound, match="Nobody is on a roster"):
        certify(
            acting(centre, "0002"), OCTOBER, draft=draft, scopes=frozenset({f"team:{empty.id}"})
        )


def test_a_refused_certificate_leaves_no_record(centre: SmallCentre) -> None:
    with pytest.raises(NothingPublished):
        certify(acting(centre, "0001"), NOVEMBER)
    with centre.context.read() as session:
        query = select(AuditEntry.id).where(AuditEntry.action == "roster.certify")
        assert session.scalars(query).all() == []


def test_teams_and_departments_are_asked_for_by_name(centre: SmallCentre) -> None:
    ctx = centre.context
    own = frozenset({f"department:{centre.department}"})
    whole = own | team(centre, "A") | team(centre, "B")
    assert scopes_called(ctx, "", "") is None
    assert scopes_called(ctx, "Service", "") == whole
    assert scopes_called(ctx, "", "A") == scopes_called(ctx, "Service", "A") == team(centre, "A")
    for department, name in (("Nobody", ""), ("", "Z"), ("Nobody", "A")):
        with pytest.raises(NotFound):
            scopes_called(ctx, department, name)
