"""A department's own duties and checklists, and the archive of trainings."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from app.errors import BadInput, Conflict, NotAllowed, NotFound, Stale
from app.queries.books import books
from app.reading.duties.sheet import read_sheet
from app.reading.duties.trainings import person_trainings, read_trainings
from app.rules.duties.choices import Chosen, Every
from app.rules.vocabulary import DutyForm, DutyState, Role
from app.services.duties.own import NewDuty, add_duty, end_duty, keep_checklist
from app.services.duties.trainings import Part, keep_training
from app.services.seen import Seen
from tests.factories import SmallCentre, TestClock
from tests.services.duties.desk import (
    ADMINISTRATOR,
    AGENT,
    DIRECTOR,
    HEAD,
    INSPECTOR,
    LEADER_A,
    LEADER_B,
    TODAY,
    at,
    board,
    did,
    entry,
)

THURSDAYS = Chosen(Every.WEEK, weekday=3)
TEA = NewDuty("Tea kitchen", THURSDAYS, doer=Role.TEAM_LEADER)


def test_a_head_adds_a_duty_that_is_due_from_today_on(centre: SmallCentre) -> None:
    code = add_duty(at(centre, HEAD), centre.department, TEA)
    found = [one for one in board(centre, LEADER_A, last=TODAY + timedelta(days=13)).entries
             if one.kind.code == code]  # fmt: skip
    assert [one.due_on.day for one in found] == [15, 22]
    assert [one.name for one in found] == ["Tea kitchen"] * 2
    assert found[0].may_do


def test_what_was_not_done_of_it_is_overdue(centre: SmallCentre, clock: TestClock) -> None:
    code = add_duty(at(centre, HEAD), centre.department, TEA)
    clock.pass_by(days=1)
    assert entry(centre, LEADER_A, code, TODAY).state is DutyState.OVERDUE


def test_its_doer_does_it_and_nobody_else(centre: SmallCentre) -> None:
    code = add_duty(at(centre, HEAD), centre.department, TEA)
    with pytest.raises(NotAllowed):
        did(centre, AGENT, code)
    did(centre, LEADER_A, code)


def test_what_check_and_the_workbook_read_are_the_rulebooks_duties(centre: SmallCentre) -> None:
    did(centre, LEADER_A, add_duty(at(centre, HEAD), centre.department, TEA))
    did(centre, AGENT, "watering")
    with centre.context.read() as session:
        assert [row.duty for row in books(session).duties_done] == ["watering"]


@pytest.mark.parametrize("no", [LEADER_A, AGENT, INSPECTOR, DIRECTOR, ADMINISTRATOR])
def test_only_the_head_adds(centre: SmallCentre, no: str) -> None:
    with pytest.raises(NotAllowed):
        add_duty(at(centre, no), centre.department, TEA)


def test_a_name_is_needed_and_is_used_once(centre: SmallCentre) -> None:
    with pytest.raises(BadInput):
        add_duty(at(centre, HEAD), centre.department, NewDuty("  ", THURSDAYS))
    add_duty(at(centre, HEAD), centre.department, TEA)
    with pytest.raises(BadInput):
        add_duty(at(centre, HEAD), centre.department, TEA)


def test_an_ended_duty_is_due_no_more_and_its_code_stays_its_own(centre: SmallCentre) -> None:
    code = add_duty(at(centre, HEAD), centre.department, TEA)
    end_duty(at(centre, HEAD), code, 1)
    assert code not in [one.kind.code for one in board(centre, HEAD).entries]
    assert add_duty(at(centre, HEAD), centre.department, TEA) != code
    with pytest.raises(Conflict):
        end_duty(at(centre, HEAD), code, 2)


def test_a_department_keeps_its_own_checklist(centre: SmallCentre) -> None:
    def lines() -> list[object]:
        reading = read_sheet(at(centre, LEADER_A), "site_check", centre.department, None, TODAY)
        return [*reading.lines]

    assert len(lines()) == 4, "the rulebook's"
    keep_checklist(at(centre, HEAD), centre.department, "site_check", ["Badge", " ", "Desk"])
    assert lines() == ["Badge", "Desk"]
    keep_checklist(at(centre, HEAD), centre.department, "site_check", [])
    assert len(lines()) == 4


def test_a_checklist_that_somebody_changed_is_not_overwritten(centre: SmallCentre) -> None:
    head = at(centre, HEAD)
    keep_checklist(head, centre.department, "site_check", ["Badge"], Seen([]))
    with pytest.raises(Stale):
        keep_checklist(head, centre.department, "site_check", ["Desk"], Seen([]))


def test_only_a_checklist_has_lines_and_only_the_head_keeps_them(centre: SmallCentre) -> None:
    with pytest.raises(NotFound):
        keep_checklist(at(centre, HEAD), centre.department, "qa_week", ["Badge"])
    with pytest.raises(NotAllowed):
        keep_checklist(at(centre, LEADER_A), centre.department, "site_check", ["Badge"])
    own = NewDuty("Lift", THURSDAYS, form=DutyForm.CHECKLIST)
    code = add_duty(at(centre, HEAD), centre.department, own)
    keep_checklist(at(centre, HEAD), centre.department, code, ["Doors"])


# -- trainings ----------------------------------------------------------------------------------


def parts(centre: SmallCentre, *numbers: str, score: float | None = 80) -> list[Part]:
    return [Part(centre.people[no], True, score, True) for no in numbers]


def test_a_training_is_archived_for_each_person(centre: SmallCentre) -> None:
    people = parts(centre, AGENT, "2001")
    no = keep_training(at(centre, HEAD), "Refund rules", TODAY, people)
    assert no == "T-202610-01"
    (mine,) = person_trainings(at(centre, AGENT), centre.people[AGENT])
    assert (mine.title, mine.score, mine.passed) == ("Refund rules", 80, True)


def test_who_was_not_there_has_no_result(centre: SmallCentre) -> None:
    absent = Part(centre.people[AGENT], False, 90, True)
    keep_training(at(centre, HEAD), "Refund rules", TODAY, [absent])
    (mine,) = person_trainings(at(centre, AGENT), centre.people[AGENT])
    assert (mine.attended, mine.score, mine.passed) == (False, None, False)


def test_results_may_follow_and_two_do_not_overwrite_each_other(centre: SmallCentre) -> None:
    head = at(centre, HEAD)
    no = keep_training(head, "Refund rules", TODAY, parts(centre, AGENT, score=None))
    seen = read_trainings(head, TODAY, TODAY).rows
    keep_training(head, "Refund rules", TODAY, parts(centre, AGENT, score=55), no, seen)
    assert person_trainings(head, centre.people[AGENT])[0].score == 55
    with pytest.raises(Conflict):
        keep_training(head, "Refund rules", TODAY, parts(centre, AGENT, score=70), no, seen)


def test_a_leader_keeps_the_own_teams_trainings(centre: SmallCentre) -> None:
    keep_training(at(centre, LEADER_A), "Tone", TODAY, parts(centre, AGENT))
    with pytest.raises(NotAllowed):
        keep_training(at(centre, LEADER_B), "Tone", TODAY, parts(centre, AGENT))


@pytest.mark.parametrize("no", [AGENT, INSPECTOR, DIRECTOR, ADMINISTRATOR])
def test_nobody_else_does(centre: SmallCentre, no: str) -> None:
    with pytest.raises(NotAllowed):
        keep_training(at(centre, no), "Tone", TODAY, parts(centre, AGENT))


@pytest.mark.parametrize(("title", "days", "score"), [
    (" ", 0, 80), ("Tone", 1, 80), ("Tone", 0, 101), ("Tone", 0, -1),
])  # fmt: skip
def test_what_does_not_fit_is_refused(
    centre: SmallCentre, title: str, days: int, score: float
) -> None:
    day = TODAY + timedelta(days=days)
    with pytest.raises(BadInput):
        keep_training(at(centre, HEAD), title, day, parts(centre, AGENT, score=score))
    with pytest.raises(BadInput):
        keep_training(at(centre, HEAD), "Tone", date(2026, 10, 1), [])


def test_the_archive_is_the_persons_own_and_their_superiors(centre: SmallCentre) -> None:
    keep_training(at(centre, HEAD), "Tone", TODAY, parts(centre, AGENT))
    them = centre.people[AGENT]
    for no, seen in (
        (AGENT, 1), (LEADER_A, 1), (HEAD, 1), (DIRECTOR, 1),
        ("1002", 0), (LEADER_B, 0), (INSPECTOR, 0), (ADMINISTRATOR, 0),
    ):  # fmt: skip
        assert len(person_trainings(at(centre, no), them)) == seen, no
    assert len(read_trainings(at(centre, "1002"), TODAY, TODAY).rows) == 0
    assert len(read_trainings(at(centre, AGENT), TODAY, TODAY).rows) == 1
