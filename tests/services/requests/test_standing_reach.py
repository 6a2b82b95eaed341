"""Only those are judged anew whose swap or leave a change of the roster can reach."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime, timedelta
from random import Random
from typing import Any

import pytest
from sqlalchemy import delete, insert
from sqlalchemy.orm import Session

from app.errors import RuleViolated
from app.models import Assignment, Leave, Swap
from app.queries.roster.standing import Cell, Faults, reached_people, standing_faults
from app.rules.edits import CellChange
from app.rules.vocabulary import LeaveStatus, SwapStatus
from app.services.roster import editing as roster
from app.services.roster.publish import publish
from tests.factories import NOW, SmallCentre
from tests.services.requests.test_leave import acting, refused

OCT, NOV = ({day: date(2026, month, day) for day in range(1, 31)} for month in (10, 11))
OCT[31] = date(2026, 10, 31)
AGENTS = [f"{team}00{agent}" for team in (1, 2) for agent in range(1, 5)]


def a_swap(
    session: Session, centre: SmallCentre, gives: tuple[str, date], takes: tuple[str, date]
) -> None:
    """An effective swap: the person and the shift given, on either side."""
    count = session.query(Swap).count()
    session.execute(
        insert(Swap).values(
            swap_no=f"S-{count}", filed_at=NOW, effective_at=NOW - timedelta(days=20 - count),
            requester_id=centre.people[gives[0]], requester_date=gives[1],
            counterpart_id=centre.people[takes[0]], counterpart_date=takes[1],
            status=SwapStatus.EFFECTIVE, version=1,
        )
    )  # fmt: skip


def a_leave(session: Session, centre: SmallCentre, no: str, first: date, last: date) -> None:
    """An approved leave, filed well before."""
    filed = datetime.combine(first, NOW.timetz()) - timedelta(days=9)
    session.execute(
        insert(Leave).values(
            leave_no=f"L-{session.query(Leave).count()}", person_id=centre.people[no],
            filed_by_no=no, filed_at=filed, kind="personal", first_date=first, last_date=last,
            status=LeaveStatus.APPROVED, approved_at=filed, version=1,
        )
    )  # fmt: skip


def reached(centre: SmallCentre, *cells: tuple[str, date]) -> set[str]:
    """Who is judged again when these cells change."""
    with centre.context.read() as session:
        found = reached_people(session, [(centre.people[no], day) for no, day in cells])
    return {no for no, person in centre.people.items() if person in found}


def edit(centre: SmallCentre, no: str, day: date, code: str) -> None:
    roster.edit_published(acting(centre, "0002"), [CellChange(no, day, code)], "needed")


def publish_november(centre: SmallCentre, *wished: CellChange) -> None:
    """Put `wished` in the place of November's draft and publish it."""
    roster.edit_cells(acting(centre, "0002"), wished)
    publish(acting(centre, "0002"), [f"team:{centre.teams['A']}"], NOV[1], "needed")


@pytest.mark.parametrize(("day", "judged"), [(20, False), (21, True), (23, True), (24, False)])
def test_a_swap_is_reached_from_the_shifts_around_the_one_received(
    centre: SmallCentre, day: int, judged: bool
) -> None:
    with centre.context.write() as session:
        a_swap(session, centre, ("1001", OCT[22]), ("1002", OCT[22]))
    assert reached(centre, ("1002", OCT[day])) == ({"1002"} if judged else set())
    assert reached(centre, ("2002", OCT[day])) == set(), "who has no swap"


@pytest.mark.parametrize(("day", "judged"), [(24, True), (27, False)])
def test_a_neighbour_that_was_given_away_gives_way_to_the_next_one(
    centre: SmallCentre, day: int, judged: bool
) -> None:
    with centre.context.write() as session:
        a_swap(session, centre, ("1001", OCT[22]), ("1002", OCT[22]))
        a_swap(session, centre, ("1002", OCT[23]), ("2004", OCT[29]))
    assert reached(centre, ("1002", OCT[day])) == ({"1002"} if judged else set())


@pytest.mark.parametrize(("day", "judged"), [(18, False), (19, True), (21, True), (22, False)])
def test_a_leave_is_reached_on_its_own_days(centre: SmallCentre, day: int, judged: bool) -> None:
    with centre.context.write() as session:
        a_leave(session, centre, "1002", OCT[19], OCT[21])
    assert reached(centre, ("1002", OCT[day])) == ({"1002"} if judged else set())


def test_beside_a_neighbour_that_keeps_its_shift_a_swap_is_not_concerned(
    centre: SmallCentre,
) -> None:
    with centre.context.write() as session:
        a_swap(session, centre, ("1001", OCT[22]), ("1002", OCT[22]))
    edit(centre, "1002", OCT[24], "E")  # at 07:30, when the night of the 23rd ends
    with pytest.raises(RuleViolated) as error:
        edit(centre, "1002", OCT[23], "E")  # when the night received ends
    assert refused(error) == {"SWAP-4"}


def test_the_only_shift_between_two_swaps_is_not_taken_out(centre: SmallCentre) -> None:
    with centre.context.write() as session:
        a_swap(session, centre, ("1001", OCT[19]), ("1002", OCT[19]))
        a_swap(session, centre, ("1001", OCT[22]), ("1002", OCT[22]))
    assert reached(centre, ("1002", OCT[20])) == {"1002"}
    edit(centre, "1002", OCT[20], "")
    with pytest.raises(RuleViolated) as error:
        edit(centre, "1002", OCT[21], "")
    assert refused(error) == {"SWAP-3"}


@pytest.mark.parametrize(("day", "kept"), [(1, False), (2, True)])
def test_the_first_shift_of_the_next_month_keeps_its_distance_to_a_swap(
    centre: SmallCentre, day: int, kept: bool
) -> None:
    with centre.context.write() as session:
        a_swap(session, centre, ("1001", OCT[31]), ("1003", OCT[31]))  # 1003 has the night now
    assert reached(centre, ("1003", NOV[day])) == {"1003"}, "no shift lies between"
    wished = CellChange("1003", NOV[day], "E")
    if kept:
        publish_november(centre, wished)
        return
    with pytest.raises(RuleViolated) as error:
        publish_november(centre, wished)
    assert refused(error) == {"SWAP-4"}


def test_a_month_that_follows_an_untouched_shift_judges_nobody(centre: SmallCentre) -> None:
    with centre.context.write() as session:
        a_swap(session, centre, ("1001", OCT[30]), ("1003", OCT[30]))
    assert reached(centre, ("1003", NOV[1]), ("1001", NOV[1])) == set()
    assert reached(centre, ("1003", OCT[31]), ("1001", NOV[1])) == {"1003"}


def test_a_shift_for_a_swap_that_had_none_reaches_everybody_with_a_swap_or_leave(
    centre: SmallCentre,
) -> None:
    with centre.context.write() as session:
        a_swap(session, centre, ("1001", OCT[24]), ("1002", OCT[22]))  # 1001 is off on the 24th
        a_leave(session, centre, "1003", OCT[19], OCT[31])
    cells = [("1001", OCT[24]), ("1002", OCT[30]), ("1003", OCT[31]), ("1004", OCT[31])]
    assert reached(centre, *cells) == {"1001", "1002", "1003"}
    assert reached(centre, *cells[1:]) == {"1003"}


class _TakenBack(Exception):
    """Ends a transaction of which nothing stays."""


@pytest.mark.parametrize("seed", range(6))
def test_nobody_who_is_not_reached_breaks_a_rule_by_the_change(
    centre: SmallCentre, seed: int
) -> None:
    draw = Random(seed)
    newly, spared = 0, 0
    for _ in range(25):
        try:
            with centre.context.write() as session:
                broken, judged, concerned = _any_change(session, centre, draw)
                raise _TakenBack
        except _TakenBack:
            pass
        assert broken <= judged
        newly += len(broken)
        spared += len(concerned - judged)
    assert newly > 0, "some changes broke a rule"
    assert spared > 0, "some people were left out"


def _any_change(session: Session, centre: SmallCentre, draw: Random) -> Any:
    """Some registers and some changes of the roster: the people (ids) who newly break a rule, who
    would be judged again, and whose shifts changed."""
    for _ in range(8):
        one, other = draw.sample(AGENTS, 2)
        a_swap(session, centre, (one, _day(draw)), (other, _day(draw)))
    for no in draw.sample(AGENTS, 4):
        first = _day(draw)
        a_leave(session, centre, no, first, first + timedelta(days=draw.randrange(3)))
    cells = [(centre.people[draw.choice(AGENTS)], _day(draw)) for _ in range(draw.randint(1, 8))]
    concerned = {person for person, _day in cells}
    judged = reached_people(session, cells)
    before = _faults(session, centre, concerned)
    _put_other_shifts(session, centre, cells, draw)
    after = _faults(session, centre, concerned)
    people = {after[key].person for key in after.keys() - before.keys()}
    return {centre.people[no] for no in people}, judged, concerned


def _day(draw: Random) -> date:
    return OCT[draw.randint(8, 28)]


def _faults(session: Session, centre: SmallCentre, people: Iterable[int]) -> Faults:
    """Everything that can be found against these people, whatever was changed."""
    time = centre.context.time
    return standing_faults(session, time, set(people), NOW, OCT[1], OCT[31])


def _put_other_shifts(
    session: Session, centre: SmallCentre, cells: Iterable[Cell], draw: Random
) -> None:
    for person, day in cells:
        row = Assignment
        session.execute(delete(row).where(row.person_id == person, row.day == day))
        shift = draw.choice([*centre.shifts.values(), None])
        if shift:
            session.execute(insert(row).values(person_id=person, day=day, shift_id=shift))
