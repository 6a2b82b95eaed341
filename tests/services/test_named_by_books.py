"""What a book of the floor names is not removed from under it."""

from __future__ import annotations

from datetime import date, time

import pytest

from app import models as m
from app.errors import BadInput, Conflict
from app.services.attendance.holding import hold_roll_call
from app.services.bulletins.publishing import NewBulletin, publish
from app.services.keeping import shifts
from app.services.keeping.shifts import ShiftDetails
from app.services.people import teams
from tests.factories import SmallCentre
from tests.services.handover.desk import acting

DAY = date(2026, 10, 15)


def test_a_team_to_which_a_bulletin_went_stays(centre: SmallCentre) -> None:
    keeper, director = centre.context, acting(centre, "0001")
    empty = teams.add_team(keeper, centre.department, "C")
    publish(director, NewBulletin("t", "x", centre.department, empty))
    with pytest.raises(Conflict):
        teams.remove_team(keeper, empty)


def test_a_department_to_which_a_bulletin_went_stays(centre: SmallCentre) -> None:
    keeper, director = centre.context, acting(centre, "0001")
    named, empty = (teams.add_department(keeper, name) for name in ("Sales", "Billing"))
    publish(director, NewBulletin("t", "x", named))
    with pytest.raises(Conflict):
        teams.remove_department(keeper, named)
    teams.remove_department(keeper, empty)


def test_a_shift_that_a_book_names_stays(centre: SmallCentre) -> None:
    keeper = centre.context
    extra = shifts.add_shift(keeper, ShiftDetails("X", "Extra", time(9), time(17)))
    with keeper.write() as session:
        session.add(m.Seat(day=DAY, shift_id=extra, desk="1", person_id=centre.people["1001"]))
    with pytest.raises(Conflict):
        shifts.remove_shift(keeper, extra)


@pytest.mark.rule("HAND-6")
def test_roll_call_is_held_for_a_shift_that_somebody_of_the_team_works(
    centre: SmallCentre,
) -> None:
    shifts.add_shift(centre.context, ShiftDetails("X", "Extra", time(9), time(17)))
    with pytest.raises(BadInput):
        hold_roll_call(acting(centre, "1000"), centre.teams["A"], DAY, "X", "well")
