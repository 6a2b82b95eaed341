"""Who brings a roster in learns by it of nobody whom they may not see: no name by a number, no
number by a name, no roster; the lines are left out, and it is said to whom they belong."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from app.context import Actor, Context
from app.reading.roster.bringing import preview, with_proposals
from app.rules.bringing.answers import Answers, Who, Written
from app.rules.bringing.preview import Found, Preview
from app.rules.bringing.said import Entry, Said
from app.text import say
from tests.factories import SmallCentre, a_department, a_person, a_team

DAY = date(2026, 11, 2)
NAME, NUMBER = "欧阳若兰", "3001"
SECRETS = (NAME, NUMBER)


@pytest.fixture
def other(centre: SmallCentre) -> SmallCentre:
    """The centre with somebody in another department."""
    with centre.context.write() as session:
        team = a_team(session, "C", a_department(session, "Complaints"))
        a_person(session, NUMBER, name=NAME, team=team, left_on=date(2026, 12, 24))
    return centre


def acting(centre: SmallCentre, number: str) -> Context:
    return centre.context.acting_as(Actor(number, centre.people[number]))


def entry(person: str, number: str = "", word: str = "E", cell: str = "C2") -> Entry:
    return Entry(person, number, DAY, word, "十一月", cell)


def told(found: Preview) -> str:
    """All that is said of the file, as somebody could read it; what the file has itself aside."""
    people = [(row.who, row.candidates, row.why and say(row.why)) for row in found.people]
    rest = [replace(one, why=say(one.why)) for one in found.left_out]  # type: ignore[arg-type]
    more = (found.cells, found.kept, found.leaves, found.doubles, found.new_people, found.told)
    return repr((people, rest, more))


WRITTEN = {
    "a number alone": (entry("", NUMBER), [NAME]),
    "a number that stands for the name": (entry(NUMBER, NUMBER), [NAME]),
    "a number beside another name": (entry("王芳", NUMBER), [NAME]),
    "a name alone": (entry(NAME), [NUMBER]),
    "a name with something beside it": (entry(f"{NAME}(代)"), [NUMBER]),
    "a name beside another number": (entry(NAME, "7777"), [NUMBER]),
    "a blank cell of a number": (entry("", NUMBER, ""), [NAME]),
    "a leave of a number": (entry("", NUMBER, "病假"), [NAME]),
}


@pytest.mark.parametrize("leader", ["1000", "0002"])
@pytest.mark.parametrize(("written", "secrets"), WRITTEN.values(), ids=WRITTEN)
def test_neither_name_nor_number_of_another_department_is_told(
    other: SmallCentre, leader: str, written: Entry, secrets: list[str]
) -> None:
    mine = entry("", "1001", cell="C3")
    said = Said((mine, written)) if written.word else Said((mine,), blanks=(written,))
    ctx = acting(other, leader)
    found = preview(ctx, said, Answers(clear_blanks=False))
    again = preview(ctx, said, with_proposals(found, Answers(), date(2026, 10, 15)))
    for one in (found, again):
        assert not [secret for secret in secrets if secret in told(one)]
        assert [row.number for row in one.cells] == ["1001"]


def test_the_lines_are_left_out_and_say_whose_they_are(other: SmallCentre) -> None:
    found = preview(acting(other, "1000"), Said((entry("", NUMBER),)), Answers())
    assert [row.found for row in found.people] == [Found.OUT]
    assert "may not see" in say(found.left_out[0].why)


@pytest.mark.parametrize("name", ["", "王芳"])
def test_nobody_out_of_sight_can_be_named_by_an_answer(other: SmallCentre, name: str) -> None:
    written = Written("王芳")
    answers = Answers(people={written: Who(NUMBER, name)})
    found = preview(acting(other, "1000"), Said((entry("王芳"),)), answers)
    assert not found.cells
    assert not found.new_people
    assert NAME not in told(found)


def test_a_name_of_the_own_team_is_its_own_wherever_else_it_stands(other: SmallCentre) -> None:
    with other.context.write() as session:
        a_person(session, "1009", name=NAME, team=a_team(session, "D"))
    found = preview(acting(other, "0002"), Said((entry(NAME),)), Answers())
    assert [row.number for row in found.cells] == ["1009"]


def test_who_sees_everybody_is_told_everybody(other: SmallCentre) -> None:
    found = preview(acting(other, "0004"), Said((entry("王芳", NUMBER),)), Answers())
    assert NAME in told(found)
