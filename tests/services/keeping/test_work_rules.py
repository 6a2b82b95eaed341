"""Rules of working hours: who sets them, whom they hold for, and two who set them at once."""

from __future__ import annotations

from dataclasses import replace

import pytest
from sqlalchemy import select

from app.errors import BadInput, NotAllowed, NotFound, Stale
from app.models import AuditEntry
from app.queries.planning.facts import work_rules
from app.reading.keeping.work_rules import WorkRulesView, load_work_rules
from app.rules.rostering.work_rules import USUAL, WorkRuleBook, WorkRules
from app.services.keeping.work_rules import drop_work_rules, set_work_rules
from app.services.seen import Seen
from app.text import say
from tests.factories import SmallCentre, TestClock, a_department, a_person
from tests.services.requests.test_swaps import acting

SHORT = WorkRules(month_hours_most=120, weekends_most=2)
DAYS_ONLY = WorkRules(shifts=frozenset("EL"), not_after={"L": frozenset("E")})


def book(centre: SmallCentre) -> WorkRuleBook:
    with centre.context.read() as session:
        return work_rules(session)


def put(centre: SmallCentre, by: str, no: str | None, rules: WorkRules = SHORT) -> None:
    set_work_rules(acting(centre, by), None if no is None else centre.people[no], rules)


def seen_by(centre: SmallCentre, no: str) -> WorkRulesView:
    return load_work_rules(acting(centre, no))


def test_everybodys_rules_and_those_of_ones_own(centre: SmallCentre) -> None:
    put(centre, "0004", None)
    put(centre, "0002", "1001", DAYS_ONLY)
    found = book(centre)
    assert found.of("1002") == SHORT
    assert found.of("1001") == DAYS_ONLY, "taken whole"
    drop_work_rules(acting(centre, "0001"), centre.people["1001"])
    assert book(centre).of("1001") == SHORT
    drop_work_rules(acting(centre, "0001"), None)
    drop_work_rules(acting(centre, "0001"), None)
    assert book(centre) == WorkRuleBook()
    with centre.context.read() as session:
        told = session.execute(
            select(AuditEntry.action, AuditEntry.subject).where(
                AuditEntry.action.like("work_rules.%")
            )
        ).all()
    assert [tuple(one) for one in told] == [
        ("work_rules.set", "work_rules:centre"), ("work_rules.set", "work_rules:1001"),
        ("work_rules.drop", "work_rules:1001"), ("work_rules.drop", "work_rules:centre"),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("by", "own", "everybody"),
    [
        ("0001", True, True), ("0004", True, True), ("0002", True, False),
        ("1000", False, False), ("1001", False, False), ("0003", False, False),
    ],
)  # fmt: skip
def test_a_head_sets_those_of_the_departments_people_director_and_administrator_all(
    centre: SmallCentre, by: str, own: bool, everybody: bool
) -> None:
    for no, may in (("1001", own), (None, everybody)):
        if may:
            put(centre, by, no)
        else:
            with pytest.raises(NotAllowed):
                put(centre, by, no)
            with pytest.raises(NotAllowed):
                drop_work_rules(acting(centre, by), None if no is None else centre.people[no])
    view = seen_by(centre, by)
    assert view.may_edit is own
    assert view.rows[0].may_edit is everybody
    assert all(row.may_edit is own for row in view.rows[1:])


def test_a_head_sets_nothing_for_another_departments_people(centre: SmallCentre) -> None:
    with centre.context.write() as session:
        other = a_person(session, "3001", department=a_department(session, "Other"))
        key = other.id
    with pytest.raises(NotAllowed):
        set_work_rules(acting(centre, "0002"), key, SHORT)
    with pytest.raises(NotFound):
        set_work_rules(acting(centre, "0002"), 999_999, SHORT)


def test_one_reads_of_whom_one_sees_and_gives_rules_to_who_stands_on_rosters(
    centre: SmallCentre,
) -> None:
    put(centre, "0002", "1001")
    put(centre, "0002", "2001")
    assert [row.no for row in seen_by(centre, "1001").rows] == ["", "1001"]
    view = seen_by(centre, "0002")
    assert [row.no for row in view.rows] == ["", "1001", "2001"]
    assert view.rows[0].kept is None
    assert view.rows[0].rules == USUAL
    assert {row.no for row in view.without} == {
        "1000", "1002", "1003", "1004", "2000", "2002", "2003", "2004",
    }  # fmt: skip
    assert set(view.codes) == {"E", "L", "N"}


def test_rules_that_cannot_be_are_refused(centre: SmallCentre) -> None:
    for wrong in (replace(USUAL, shifts=frozenset("Q")), replace(USUAL, days_in_row_most=0)):
        with pytest.raises(BadInput):
            put(centre, "0001", None, wrong)
    assert book(centre) == WorkRuleBook()


def test_the_second_of_two_is_told_what_holds_by_now(centre: SmallCentre, clock: TestClock) -> None:
    someone = centre.people["1001"]
    set_work_rules(acting(centre, "0002"), someone, SHORT, Seen(None))
    clock.pass_by(minutes=1)
    with pytest.raises(Stale) as refused:
        set_work_rules(acting(centre, "0001"), someone, DAYS_ONLY, Seen(None))
    assert refused.value.stands == SHORT
    words = say(refused.value.message)
    assert "Hours a month: at most 120" in words
    assert "Person 0002" in words
    with pytest.raises(Stale):
        drop_work_rules(acting(centre, "0001"), someone, Seen(DAYS_ONLY))
    set_work_rules(acting(centre, "0001"), someone, SHORT, Seen(None))  # the same
    set_work_rules(acting(centre, "0001"), someone, DAYS_ONLY, Seen(SHORT))
    assert book(centre).of("1001") == DAYS_ONLY
    drop_work_rules(acting(centre, "0001"), someone, Seen(DAYS_ONLY))
    with pytest.raises(Stale) as gone:
        set_work_rules(acting(centre, "0002"), someone, SHORT, Seen(DAYS_ONLY))
    assert "no rules of their own" in say(gone.value.message)
