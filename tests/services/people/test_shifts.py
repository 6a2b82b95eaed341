"""Shift types with a past, what shifts need, and who may change them."""

from __future__ import annotations

from dataclasses import replace
from datetime import time, timedelta

import pytest
from sqlalchemy import insert

from app.errors import BadInput, Conflict, NotAllowed
from app.models import Assignment
from app.queries.keeping import shifts as rows
from app.services.keeping import shifts
from app.services.keeping.needs import copy_needs, set_needs
from app.services.keeping.shifts import ShiftDetails, shift_problems
from tests.services.people.centre import TODAY, Centre

EARLY = ShiftDetails("E", "Early", time(7, 30), time(15, 30))


@pytest.fixture
def early(centre: Centre) -> int:
    return shifts.add_shift(centre.keeper, EARLY)


def roster(centre: Centre, shift: int, days: int = 2) -> None:
    """Let the agent work `shift` for some days."""
    with centre.keeper.write() as session:
        person = centre.ids["agent"]
        session.execute(
            insert(Assignment),
            [
                {"person_id": person, "day": TODAY + timedelta(n), "shift_id": shift}
                for n in range(days)
            ],
        )


def stored(centre: Centre) -> dict[str, rows.ShiftTypeRow]:
    with centre.keeper.read() as session:
        return {shift.code: shift for shift in rows.shifts(session)}


def test_an_unused_shift_changes_freely(centre: Centre, early: int) -> None:
    shifts.edit_shift(centre.keeper, early, ShiftDetails("F", "First", time(6), time(14)))
    assert set(stored(centre)) == {"F"}
    assert stored(centre)["F"].start == time(6)


@pytest.mark.parametrize(
    "change", [{"code": "F"}, {"start": time(8)}, {"end": time(16)}, {"night": True}]
)
def test_of_a_rostered_shift_only_the_name_changes(
    centre: Centre, early: int, change: dict[str, object]
) -> None:
    roster(centre, early)
    shifts.edit_shift(centre.keeper, early, replace(EARLY, name="Dawn"))
    with pytest.raises(Conflict) as refused:
        shifts.edit_shift(centre.keeper, early, replace(EARLY, **change))  # type: ignore[arg-type]
    assert refused.value.message.params == {"code": "E", "n": 2}
    assert stored(centre)["E"].name == "Dawn"


def test_replacing_retires_the_old_code_and_hands_on_what_it_needs(
    centre: Centre, early: int
) -> None:
    roster(centre, early)
    set_needs(centre.keeper, centre.team_a, {(early, 0): 4})
    new = shifts.replace_shift(centre.keeper, early, replace(EARLY, code="E2", start=time(8)))
    found = stored(centre)
    assert found["E"].retired
    assert found["E"].used == 2
    assert found["E"].last_used == TODAY + timedelta(days=1)
    assert not found["E2"].retired
    with centre.keeper.read() as session:
        assert rows.needs(session, centre.team_a) == {(new, 0): 4}


def test_a_rostered_shift_is_retired_never_removed(centre: Centre, early: int) -> None:
    roster(centre, early)
    with pytest.raises(Conflict):
        shifts.remove_shift(centre.keeper, early)
    shifts.retire_shift(centre.keeper, early)
    assert stored(centre)["E"].retired
    shifts.retire_shift(centre.keeper, early, False)
    assert not stored(centre)["E"].retired


def test_a_shift_that_was_never_rostered_can_go(centre: Centre, early: int) -> None:
    set_needs(centre.keeper, None, {(early, 6): 1})
    shifts.remove_shift(centre.keeper, early)
    assert stored(centre) == {}


@pytest.mark.usefixtures("early")
def test_a_code_is_used_once(centre: Centre) -> None:
    with pytest.raises(Conflict):
        shifts.add_shift(centre.keeper, replace(EARLY, code=" E "))


@pytest.mark.parametrize(
    ("field", "change"),
    [
        ("code", {"code": ""}),
        ("code", {"code": "1234567"}),
        ("code", {"code": "A B"}),
        ("code", {"code": "=1"}),
        ("name", {"name": " "}),
        ("end", {"end": EARLY.start}),
    ],
)
def test_each_wrong_detail_of_a_shift_is_named(
    centre: Centre, field: str, change: dict[str, object]
) -> None:
    shift = replace(EARLY, **change)  # type: ignore[arg-type]
    assert set(shift_problems(shift)) == {field}
    with pytest.raises(BadInput):
        shifts.add_shift(centre.keeper, shift)


def test_a_shift_may_end_the_next_day_and_have_six_letters() -> None:
    assert shift_problems(ShiftDetails("123456", "Night", time(23, 30), time(7, 30), True)) == {}


def test_needs_are_replaced_whole_and_nought_is_nobody(centre: Centre, early: int) -> None:
    set_needs(centre.keeper, centre.team_a, {(early, 0): 4, (early, 6): 999})
    set_needs(centre.keeper, centre.team_a, {(early, 0): 3, (early, 1): 0})
    with centre.keeper.read() as session:
        assert rows.needs(session, centre.team_a) == {(early, 0): 3}
        assert rows.needs(session, None) == {}


@pytest.mark.parametrize("number", [-1, 1000])
def test_a_need_is_a_number_of_people(centre: Centre, early: int, number: int) -> None:
    with pytest.raises(BadInput):
        set_needs(centre.keeper, centre.team_a, {(early, 0): number})


def test_a_head_sets_the_needs_of_the_own_department_alone(centre: Centre, early: int) -> None:
    head = centre.acting("head")
    set_needs(head, centre.team_b, {(early, 0): 1})
    for team in (centre.team_c, None):
        with pytest.raises(NotAllowed):
            set_needs(head, team, {(early, 0): 1})
    set_needs(centre.acting("director"), centre.team_c, {(early, 0): 1})


@pytest.mark.parametrize(
    ("no", "may"),
    [("agent", False), ("leader", False), ("inspector", False), ("head", True), ("admin", True)],
)
def test_who_changes_shifts(centre: Centre, no: str, may: bool) -> None:
    if may:
        assert shifts.add_shift(centre.acting(no), EARLY)
        return
    with pytest.raises(NotAllowed):
        shifts.add_shift(centre.acting(no), EARLY)


def test_other_teams_take_over_what_a_team_needs_and_nothing_of_theirs_stays(
    centre: Centre, early: int
) -> None:
    set_needs(centre.keeper, centre.team_a, {(early, 0): 4, (early, 1): 3})
    set_needs(centre.keeper, centre.team_b, {(early, 6): 9})
    assert copy_needs(centre.keeper, centre.team_a, [centre.team_b]) == 1
    assert copy_needs(centre.keeper, centre.team_a, [centre.team_b]) == 0, "all is there already"
    with centre.keeper.read() as session:
        assert rows.needs(session, centre.team_b) == {(early, 0): 4, (early, 1): 3}


def test_a_head_copies_needs_to_no_other_department(centre: Centre, early: int) -> None:
    set_needs(centre.keeper, centre.team_a, {(early, 0): 4})
    with pytest.raises(NotAllowed):
        copy_needs(centre.acting("head"), centre.team_a, [centre.team_b, centre.team_c])
    with centre.keeper.read() as session:
        assert rows.needs(session, centre.team_b) == {}
