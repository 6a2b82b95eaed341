"""What somebody works is the same wherever it is read, whatever swaps it came through."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import delete
from sqlalchemy.orm import Session

from app.bootstrap import open_store
from app.models import DraftAssignment, Person, Swap, Team
from app.queries import facts
from app.queries.roster import grid as roster
from app.queries.roster.findings import judged_cells
from app.queries.work import chains, worked
from app.rules.check import check
from app.rules.policy import DEFAULTS
from app.rules.vocabulary import SwapStatus
from app.rules.work import RosterLedger
from tests.conftest import KEEPER
from tests.factories import NOW, SmallCentre, TestClock, a_person, a_post, small_centre
from tests.store.writers import TIMES
from tools.check_work import disagreements, grid_cells

FIRST, LAST = date(2026, 10, 10), date(2026, 10, 14)
DAYS = [FIRST + timedelta(days=offset) for offset in range(5)]
PEOPLE = ("1001", "1002", "1003", "1004", "2001", "3001")

people, days = st.sampled_from(PEOPLE), st.sampled_from(DAYS)
moments = st.none() | st.integers(0, 3).map(lambda hours: NOW + timedelta(hours=hours))
registers = st.lists(st.tuples(people, days, people, days, moments), max_size=14)
drafts = st.dictionaries(st.tuples(people, days), st.sampled_from(["E", "L", "N", ""]), max_size=6)
Register = Sequence[tuple[str, date, str, date, datetime | None]]
Drafts = dict[tuple[str, date], str]
some = settings(
    max_examples=8 * TIMES,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)


@pytest.fixture
def busy(store_path: Path) -> Iterator[SmallCentre]:
    """One centre for all examples of a test: 1003 goes over to team B, 1004 leaves, and 3001, who
    stands on no roster, is not there yet."""
    opened = open_store(store_path, KEEPER, TestClock())
    centre = small_centre(opened)
    with opened.write() as session:
        team = session.get_one(Team, centre.teams["B"])
        a_post(session, session.get_one(Person, centre.people["1003"]), DAYS[2], team=team)
        session.get_one(Person, centre.people["1004"]).left_on = DAYS[1]
        new = a_person(session, "3001", team=team, hired_on=date(2026, 11, 1))
        keys = {**centre.people, "3001": new.id}
    yield SmallCentre(opened, keys, centre.teams, centre.shifts, centre.department)
    opened.store.close()


def write(centre: SmallCentre, register: Register, wished: Drafts | None = None) -> None:
    """The register, and the draft, in place of what was there."""
    with centre.context.write() as session:
        session.execute(delete(Swap))
        session.execute(delete(DraftAssignment))
        session.add_all(
            Swap(
                swap_no=f"S-{place:02}", filed_at=NOW + timedelta(minutes=30 * place),
                requester_id=centre.people[one], requester_date=gives,
                counterpart_id=centre.people[two], counterpart_date=takes,
                status=SwapStatus.EFFECTIVE, effective_at=moment,
            )
            for place, (one, gives, two, takes, moment) in enumerate(register)
        )  # fmt: skip
        session.add_all(
            DraftAssignment(person_id=centre.people[no], day=day, shift_id=centre.shifts.get(code))
            for (no, day), code in (wished or {}).items()
        )


def ledger(session: Session) -> RosterLedger:
    centre = facts.centre(session)
    return RosterLedger.of(centre.roster, centre.swaps)


@some
@given(registers)
def test_grid_own_month_and_ledger_say_the_same_of_every_cell(
    busy: SmallCentre, register: Register
) -> None:
    write(busy, register)
    with busy.context.read() as session:
        assert list(disagreements(session, FIRST, LAST)) == []


@some
@given(registers, st.sets(people, min_size=1), days, days)
def test_some_people_and_days_are_read_as_they_stand_among_all(
    busy: SmallCentre, register: Register, asked: set[str], one: date, other: date
) -> None:
    write(busy, register)
    first, last = min(one, other), max(one, other)
    with busy.context.read() as session:
        whole = ledger(session)
        some = worked(session, [busy.people[no] for no in asked], first, last)
        for no in asked:
            for day in (day for day in DAYS if first <= day <= last):
                assert some.shift_on(no, day) == whole.shift_on(no, day)
                assert some.origin(no, day) == whole.origin(no, day)
                assert some.moved.get((no, day)) == whole.moved.get((no, day))


@some
@given(registers, drafts, people, st.booleans())
def test_a_cell_that_is_edited_looks_as_it_does_in_the_grid(
    busy: SmallCentre, register: Register, wished: Drafts, no: str, draft: bool
) -> None:
    write(busy, register, wished)
    cells = [(no, day) for day in DAYS]
    ctx = busy.context
    with ctx.read() as session:
        shown = grid_cells(session, FIRST, LAST, draft)
        judged = judged_cells(
            session, cells, {no: busy.people[no]}, ctx.time, DEFAULTS, draft
        ).cells
    for cell in cells:
        look = judged[cell]
        told = [(one.code, one.swap) for one in shown[cell] if one.code or one.swap]
        assert told == ([(look.code, look.swap)] if look.code or look.swap else [])


def test_a_shift_that_its_giver_had_given_away_before_reaches_nobody(busy: SmallCentre) -> None:
    """1001 gets from 1002 what 1002 had passed on to 2001 already: there is nothing left."""
    day, other = DAYS[3], DAYS[4]
    write(
        busy,
        [
            ("1002", day, "2001", DAYS[0], NOW),
            ("1001", other, "1002", day, NOW + timedelta(hours=1)),
        ],
    )
    with busy.context.read() as session:
        assert ledger(session).shift_on("1002", day) is None
        published = facts.roster(session)["1001"].get(day, "")
        own = roster.person_month(session, "1001", day, day, day)
        (cell,) = grid_cells(session, day, day)["1001", day]
    assert own is not None
    assert own.days[0].cell == cell
    assert (cell.code, cell.swap) == (published, None)


def test_a_shift_is_followed_through_everybody_who_passed_it_on(busy: SmallCentre) -> None:
    """From 2001 to 1003, to 1002, to 1001: it is 2001's night, though nobody asks for 2001."""
    day = DAYS[2]
    write(
        busy,
        [
            ("1003", DAYS[1], "2001", day, NOW),
            ("1002", DAYS[1], "1003", day, NOW + timedelta(hours=1)),
            ("1001", DAYS[1], "1002", day, NOW + timedelta(hours=2)),
        ],
    )
    with busy.context.read() as session:
        published = facts.roster(session)["2001"][day]
        own = worked(session, [busy.people["1001"]], day, day)
        behind = chains(session, [busy.people["1001"]], day, day).others
        assert own.shift_on("1001", day) == published
        assert own.origin("1001", day) == "S-02"
    assert behind == {(busy.people[no], day) for no in ("1002", "1003", "2001")}


def test_a_swap_without_a_time_is_in_one_place_of_the_order_for_grid_and_check(
    busy: SmallCentre,
) -> None:
    """S-00 took effect at noon; S-01, filed before noon without a time, came before it."""
    day = DAYS[2]
    write(
        busy,
        [
            ("1001", DAYS[1], "2001", day, NOW + timedelta(hours=3)),
            ("1002", DAYS[1], "2001", day, None),
        ],
    )
    ctx = busy.context
    with ctx.read() as session:
        shown = grid_cells(session, day, day)
        found = check(facts.centre(session), facts.policies(session), ctx.time, ctx.now())
    assert [cell.swap.swap_no for cell in shown["1002", day] if cell.swap] == ["S-01"]
    missing = [(row.subject, row.person) for row in found if row.code == "SWAP-8.not_rostered"]
    assert ("S-00", "2001") in missing
    assert ("S-01", "2001") not in missing
