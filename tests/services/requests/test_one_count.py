"""One count of cover: form, inbox, Today, the roster's foot and the leave's panel say the same, and
a shift counts in the team where it is needed, whoever works it."""

from __future__ import annotations

from datetime import date, datetime
from random import Random

import pytest
from sqlalchemy import delete, insert

from app.context import Actor, Context
from app.models import Assignment
from app.queries.requests.cover_effect import CoverEffect
from app.queries.roster import grid as roster
from app.queries.roster.rows import RosterFilter
from app.queries.roster.totals import count_columns
from app.queries.today.shifts import shifts_on
from app.reading.leave import view
from app.reading.leave.cover import candidates
from app.reading.leave.opening import open_leave
from app.services.leave import cover
from app.services.leave import requests as leave
from app.services.leave.requests import Wish
from app.services.people import people
from tests.factories import SmallCentre, TestClock

DAY = date(2026, 10, 19)


def acting(centre: SmallCentre, no: str) -> Context:
    return centre.context.acting_as(Actor(no, centre.people[no]))


def of_shift(effect: CoverEffect, code: str = "E", team: str = "A") -> list[tuple[int, int]]:
    return [
        (cell.before, cell.after)
        for day in effect.days
        if day.team == team
        for cell in day.cells
        if cell.code == code
    ]


def rostered(centre: SmallCentre, code: str, *numbers: str, day: date = DAY) -> None:
    """Only these work `code` on the day; nobody works anything else."""
    with centre.context.write() as session:
        session.execute(delete(Assignment).where(Assignment.day == day))
        shift = centre.shifts[code]
        people = [{"person_id": centre.people[no], "day": day} for no in numbers]
        session.execute(insert(Assignment), [{**one, "shift_id": shift} for one in people])


def form(centre: SmallCentre, no: str, kind: str = "sick", replaces: str = "") -> CoverEffect:
    wish = Wish(centre.people[no], kind, DAY, DAY, "x", replaces_no=replaces)
    return view.preview(acting(centre, no), wish).effect


def inbox(centre: SmallCentre, leave_no: str) -> CoverEffect:
    ctx = acting(centre, "1000")
    with ctx.read() as session:
        shown = open_leave(ctx, session, leave_no)
    assert shown is not None
    return shown.cover


def foot(centre: SmallCentre, code: str = "E", team: str = "A") -> int:
    wanted = RosterFilter(teams=frozenset({centre.teams[team]}))
    with centre.context.read() as session:
        rows = roster.month(session, DAY, DAY, DAY, wanted)
    return next((one.counts[0] for one in rows.totals if one.code == code), 0)


def today(centre: SmallCentre, code: str = "E", team: str = "A") -> int:
    ctx = centre.context
    with ctx.read() as session:
        shifts = shifts_on(session, roster.month(session, DAY, DAY, DAY), ctx.time, ctx.now())
    parts = [part for one in shifts if one.shift.code == code for part in one.teams]
    return sum(part.working for part in parts if part.team == team)


def test_a_sick_call_on_an_open_shift_is_not_taken_off_twice(centre: SmallCentre) -> None:
    rostered(centre, "E", "1001", "1002", "1003")
    assert of_shift(form(centre, "1002")) == [(3, 2)]
    filed = leave.file_leave(
        acting(centre, "1002"), Wish(centre.people["1002"], "sick", DAY, DAY, "x")
    )
    assert of_shift(inbox(centre, filed)) == [(3, 2)]
    assert of_shift(view.detail(acting(centre, "1002"), filed).effect) == [(3, 2)]
    assert (foot(centre), today(centre)) == (2, 2)


def test_a_pending_leave_that_opens_nothing_yet_is_told_the_same_in_form_and_inbox(
    centre: SmallCentre,
) -> None:
    rostered(centre, "E", "1001", "1002", "1003")
    assert of_shift(form(centre, "1002", "personal")) == [(3, 2)]
    filed = leave.file_leave(
        acting(centre, "1002"), Wish(centre.people["1002"], "personal", DAY, DAY, "x")
    )
    assert of_shift(inbox(centre, filed)) == [(3, 2)]
    assert foot(centre) == 3


def test_changing_an_approved_leave_takes_nothing_off_a_day_that_is_open_already(
    centre: SmallCentre,
) -> None:
    rostered(centre, "E", "1001", "1002", "1003")
    no = leave.file_leave(
        acting(centre, "1002"), Wish(centre.people["1002"], "personal", DAY, DAY, "x")
    )
    leave.approve_step(acting(centre, "1000"), no, 1)
    leave.approve_step(acting(centre, "0002"), no, 2)
    assert of_shift(form(centre, "1002", "personal", no)) == [(2, 2)]
    away = Wish(centre.people["1002"], "personal", date(2026, 10, 21), date(2026, 10, 21), "x",
                replaces_no=no)  # fmt: skip
    effect = view.preview(acting(centre, "1002"), away).effect
    assert of_shift(effect)[0] == (2, 3), "the day that is given back is worked again"


def test_who_has_left_is_no_cover(centre: SmallCentre) -> None:
    rostered(centre, "E", "1001", "1002", "1003")
    gone = acting(centre, "0004")
    with gone.read() as session:
        from app.models import Person

        seen = session.get_one(Person, centre.people["1003"]).version
    people.leave_centre(gone, centre.people["1003"], seen, date(2026, 10, 18))
    rostered(centre, "E", "1001", "1002", "1003")
    assert of_shift(form(centre, "1002")) == [(2, 1)]
    assert (foot(centre), today(centre)) == (2, 2)


def test_a_cover_from_another_team_counts_where_the_shift_is_needed(centre: SmallCentre) -> None:
    rostered(centre, "E", "1001", "1002")
    leave.file_leave(acting(centre, "1002"), Wish(centre.people["1002"], "sick", DAY, DAY, "x"))
    assert (foot(centre), today(centre)) == (1, 1)
    choice = candidates(acting(centre, "1000"), centre.people["1002"], DAY)
    other = next(one.person.no for one in choice.candidates if one.person.no.startswith("2"))
    cover.assign(acting(centre, "1000"), centre.people["1002"], DAY, other)
    assert (foot(centre), today(centre)) == (2, 2)
    assert (foot(centre, team="B"), today(centre, team="B")) == (0, 0)


@pytest.mark.parametrize("seed", range(4))
def test_whoever_reads_counts_alike(centre: SmallCentre, clock: TestClock, seed: int) -> None:
    """Random shifts, sick calls and covers: foot, Today and every effect agree for each team."""
    drawn = Random(seed)
    clock.now = datetime.fromisoformat("2026-10-18T20:00:00+08:00")
    agents = [no for no in centre.people if no[0] in "12" and not no.endswith("000")]
    rostered(centre, "E", *drawn.sample(agents, drawn.randint(2, 6)))
    for no in drawn.sample(agents, 3):
        leave.file_leave(acting(centre, no), Wish(centre.people[no], "sick", DAY, DAY, "x"))
        if drawn.random() < 0.7:
            _cover_by_anybody(centre, no, drawn)
    for team in "AB":
        assert foot(centre, team=team) == today(centre, team=team)
    for no in agents:
        for team in "AB":
            told = of_shift(form(centre, no, "personal"), team=team)
            assert all(before == foot(centre, team=team) for before, _after in told)
    with centre.context.read() as session:
        rows = roster.month(session, DAY, DAY, DAY)
    whole = count_columns(rows.teams, 1, rows.lent)[0]["E"]
    assert whole == foot(centre, team="A") + foot(centre, team="B")


def _cover_by_anybody(centre: SmallCentre, no: str, drawn: Random) -> None:
    from app.errors import Conflict

    try:
        choice = candidates(acting(centre, "0002"), centre.people[no], DAY)
    except Conflict:
        return
    if choice.candidates:
        chosen = drawn.choice(choice.candidates).person.no
        cover.assign(acting(centre, "0002"), centre.people[no], DAY, chosen, "没有别人")
