"""Lists of contacts come in whole or not at all, and the same list twice changes nothing."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

import pytest
from sqlalchemy import select

from app.errors import BadInput, NotAllowed
from app.models import Contact, PlannedInspection
from app.rules.vocabulary import msg
from app.services.quality.contacts import LeftOut
from app.text import say
from tests.factories import SmallCentre, a_person, a_team
from tests.services.quality.sample import (
    AGENT,
    DIRECTOR,
    HEAD,
    INSPECTOR,
    KEEPER_OF_PEOPLE,
    LEADER,
    OTHER_AGENT,
    OTHERS_INSPECTOR,
    a_list,
    a_row,
    begun,
    bring,
    calls,
    done,
    draw,
    plan,
    with_others,
)


@pytest.fixture(autouse=True)
def _others(centre: SmallCentre) -> None:
    with_others(centre)


def stored(centre: SmallCentre) -> dict[str, Contact]:
    with centre.context.read() as session:
        return {row.ref: row for row in session.scalars(select(Contact))}


def refused(centre: SmallCentre, *rows: object, by: str = INSPECTOR) -> list[str]:
    with pytest.raises(BadInput) as error:
        bring(centre, a_list(*rows), by)  # type: ignore[arg-type]
    return [say(problem) for problem in error.value.problems]


def test_a_list_is_written_with_the_shift_that_was_worked(centre: SmallCentre) -> None:
    told = bring(centre, a_list(a_row("A", at=datetime(2026, 10, 11, 8, 5))))
    row = stored(centre)["A"]
    assert (told.added, told.agents, row.agent_id, row.shift) == (1, 1, centre.people["1001"], "E")


def test_of_a_night_shift_the_morning_belongs_to_it(centre: SmallCentre) -> None:
    """1001 works N on the 7th: until 07:30 of the 8th."""
    bring(centre, a_list(a_row("A", at=datetime(2026, 10, 7, 2)), a_row("B", number=3)))
    assert stored(centre)["A"].shift == "N"


def test_looked_at_only_nothing_is_written(centre: SmallCentre) -> None:
    assert bring(centre, calls(), dry_run=True).added == 144
    assert stored(centre) == {}


def test_the_same_list_twice_changes_nothing(centre: SmallCentre) -> None:
    bring(centre, calls())
    before = {ref: (row.id, row.changed_at) for ref, row in stored(centre).items()}
    again = bring(centre, calls())
    assert (again.added, again.updated, again.unchanged) == (0, (), 144)
    assert {ref: (row.id, row.changed_at) for ref, row in stored(centre).items()} == before


def test_a_name_is_enough_where_one_alone_has_it(centre: SmallCentre) -> None:
    assert bring(centre, a_list(a_row("A", "Person 1001"))).added == 1


def test_a_name_of_two_needs_the_number(centre: SmallCentre) -> None:
    with centre.context.write() as session:
        a_person(session, "1009", name="Person 1001", team=a_team(session, "D"))
    (problem,) = refused(centre, a_row("A", "Person 1001"))
    assert problem.startswith("calls.csv!B2: ")
    assert "1001, 1009" in problem


def test_every_problem_of_a_list_is_told_and_nothing_of_it_is_written(
    centre: SmallCentre,
) -> None:
    listed = a_list(
        a_row("A"), a_row("B", "9999", number=3),
        a_row("C", at=datetime(2026, 10, 15, 9, 1), number=4),
        a_row("D", at=datetime(2019, 12, 31, 9), number=5), problems=[msg("as the file has it")],
    )  # fmt: skip
    with pytest.raises(BadInput) as error:
        bring(centre, listed)
    told = [say(problem).split(":")[0] for problem in error.value.problems]
    assert told == ["as the file has it", "calls.csv!B3", "calls.csv!C4", "calls.csv!B5"]
    assert stored(centre) == {}


def test_others_and_who_was_no_agent_are_left_out_and_counted(centre: SmallCentre) -> None:
    told = bring(centre, a_list(a_row("A"), a_row("B", OTHER_AGENT), a_row("C", LEADER)))
    assert told.left_out == {LeftOut.OTHER_DEPARTMENT: 1, LeftOut.NOT_AGENT: 1}
    assert set(stored(centre)) == {"A"}


# What differs


def test_a_contact_that_is_not_inspected_is_mended_and_its_plan_with_it(
    centre: SmallCentre,
) -> None:
    bring(centre, a_list(a_row("A")))
    draw(centre)
    told = bring(centre, a_list(a_row("A", seconds=91, link="https://r/1")))
    (row,) = plan(centre)
    assert told.updated == ("A",)
    assert (row.seconds, row.link, row.version) == (91, "https://r/1", 2)


def test_one_that_is_inspected_is_not(centre: SmallCentre) -> None:
    bring(centre, a_list(a_row("A")))
    draw(centre)
    done(centre, plan(centre)[0])
    (problem,) = refused(centre, a_row("A", seconds=91))
    assert problem.startswith('calls.csv!A2: "A" has been inspected')
    assert stored(centre)["A"].seconds == 90


def test_one_that_was_drawn_stays_its_agents(centre: SmallCentre) -> None:
    bring(centre, a_list(a_row("A")))
    draw(centre)
    (problem,) = refused(centre, a_row("A", "1002"))
    assert problem.startswith("calls.csv!B2: ")


def test_one_that_was_not_drawn_may_turn_out_to_be_another_agents(centre: SmallCentre) -> None:
    bring(centre, a_list(a_row("A")))
    assert bring(centre, a_list(a_row("A", "1002"))).updated == ("A",)
    assert stored(centre)["A"].agent_id == centre.people["1002"]


def test_one_of_another_department_is_not_taken_over(centre: SmallCentre) -> None:
    bring(centre, a_list(a_row("A", OTHER_AGENT)), OTHERS_INSPECTOR)
    (problem,) = refused(centre, a_row("A"))
    assert "another department" in problem


def test_what_somebody_is_about_to_score_is_mended_too(centre: SmallCentre) -> None:
    bring(centre, a_list(a_row("A")))
    draw(centre)
    begun(centre, plan(centre)[0])
    bring(centre, a_list(replace(a_row("A"), seconds=91)))
    with centre.context.read() as session:
        assert session.scalars(select(PlannedInspection.seconds)).one() == 91


# Who


@pytest.mark.parametrize("by", [INSPECTOR, HEAD])
def test_inspectors_and_the_head_bring_lists_in(centre: SmallCentre, by: str) -> None:
    assert bring(centre, a_list(a_row("A")), by).added == 1


def test_nobody_else_does_or_looks_at_one(centre: SmallCentre) -> None:
    for by in (AGENT, LEADER, DIRECTOR, KEEPER_OF_PEOPLE):
        for dry_run in (True, False):
            with pytest.raises(NotAllowed):
                bring(centre, a_list(a_row("A")), by, dry_run=dry_run)
