"""What a checklist found is one open item, and what a meeting agreed is its department's."""

from __future__ import annotations

from datetime import date

import pytest
from sqlalchemy import select

from app import models as m
from app.context import Actor
from app.errors import BadInput, Conflict, NotAllowed
from app.queries.duties.rows import PointRow, ResultRow
from app.queries.duties.trainings import TrainingRow, training
from app.rules.duties.choices import Chosen, Every
from app.rules.vocabulary import DutyForm, Role
from app.services.bulletins.publishing import NewBulletin
from app.services.duties.agreed import publish_agreed
from app.services.duties.doing import Sheet, do_duty
from app.services.duties.own import NewDuty, add_duty
from app.services.duties.receiving import return_duty
from app.services.duties.trainings import Part, keep_training
from app.services.handover.items import close_item, remove_item
from tests.factories import SmallCentre, a_department, a_person
from tests.services.duties.desk import AGENT, HEAD, LEADER_A, TODAY, at, did, due, row

LOOSE = ResultRow("Power", ok=False, person_id=None, place="desk 12")
SUNDAY = date(2026, 10, 18)


def items(centre: SmallCentre) -> list[m.HandoverItem]:
    with centre.context.read() as session:
        return list(session.scalars(select(m.HandoverItem).order_by(m.HandoverItem.id)))


@pytest.fixture
def found(centre: SmallCentre) -> tuple[str, int]:
    """A checklist of the department's own, which found something and was returned: its code, and
    what stands there."""
    new = NewDuty(
        "Patrol", Chosen(Every.DAY), doer=Role.TEAM_LEADER, receiver=Role.DEPARTMENT_HEAD,
        form=DutyForm.CHECKLIST,
    )  # fmt: skip
    code = add_duty(at(centre, HEAD), centre.department, new)
    done = did(centre, LEADER_A, code, results=(LOOSE,))
    return_duty(at(centre, HEAD), done, row(centre, done).version, "and the sockets?")
    return code, done


def again(centre: SmallCentre, found: tuple[str, int]) -> None:
    code, done = found
    sheet = Sheet("", results=(LOOSE,))
    do_duty(at(centre, LEADER_A), due(centre, code, TODAY), sheet, row(centre, done).version)


@pytest.mark.rule("SITE-1")
def test_what_is_found_once_more_is_no_second_item(
    centre: SmallCentre, found: tuple[str, int]
) -> None:
    again(centre, found)
    assert [one.text for one in items(centre)] == ["Power: desk 12"]


@pytest.mark.rule("SITE-1")
def test_unless_the_first_was_closed_meanwhile(centre: SmallCentre, found: tuple[str, int]) -> None:
    (first,) = items(centre)
    close_item(at(centre, LEADER_A), first.id, "tightened", first.version)
    again(centre, found)
    assert [one.closed_at is None for one in items(centre)] == [False, True]


@pytest.mark.rule("SITE-1")
def test_what_a_checklist_found_is_closed_not_taken_away(
    centre: SmallCentre, found: tuple[str, int]
) -> None:
    (item,) = items(centre)
    with pytest.raises(Conflict):
        remove_item(at(centre, LEADER_A), item.id, item.version)
    close_item(at(centre, LEADER_A), item.id, "tightened", item.version)


@pytest.mark.rule("MEET-1")
def test_what_a_meeting_agreed_is_not_published_from_another_department(
    centre: SmallCentre,
) -> None:
    done = did(centre, HEAD, "leaders_meeting", SUNDAY, points=(PointRow("a", "b"),),
               present=(centre.people[LEADER_A],))  # fmt: skip
    with centre.context.write() as session:
        other = a_department(session, "Sales")
        head = a_person(session, "3001", role=Role.DEPARTMENT_HEAD, department=other)
        stranger, there = Actor("3001", head.id), other.id
    theirs = NewBulletin("Agreed", "b", there)
    with pytest.raises(NotAllowed):
        publish_agreed(centre.context.acting_as(stranger), done, row(centre, done).version, theirs)
    assert row(centre, done).bulletin_id is None


def archived(centre: SmallCentre, no: str) -> list[TrainingRow]:
    with centre.context.read() as session:
        return list(training(session, no))


@pytest.mark.rule("TRAIN-1")
def test_nobody_takes_part_twice(centre: SmallCentre) -> None:
    both = [Part(centre.people[AGENT], True, score) for score in (50, 60)]
    with pytest.raises(BadInput):
        keep_training(at(centre, HEAD), "Tariffs", TODAY, both)


@pytest.mark.rule("TRAIN-1")
def test_what_a_training_is_called_is_said_of_all_who_took_part(centre: SmallCentre) -> None:
    """A leader changes the results of the own team, not what others' training was called."""
    people = centre.people
    parts = [Part(people[no], True, 50) for no in (AGENT, "2001")]
    no = keep_training(at(centre, HEAD), "Tariffs", TODAY, parts)
    better = [Part(people[AGENT], True, 70)]
    keep_training(at(centre, LEADER_A), "Tariffs", TODAY, better, no, archived(centre, no))
    with pytest.raises(NotAllowed):
        keep_training(at(centre, LEADER_A), "Prices", TODAY, better, no, archived(centre, no))
    keep_training(at(centre, HEAD), "Prices", TODAY, better, no, archived(centre, no))
    assert {(one.title, one.score) for one in archived(centre, no)} == {
        ("Prices", 70), ("Prices", 50),
    }  # fmt: skip
