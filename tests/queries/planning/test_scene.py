"""What a roster is made, proved and repaired by, out of a real store."""

from __future__ import annotations

from datetime import UTC, date, datetime

from app.models import (
    DraftAssignment,
    FixedCell,
    Leave,
    Person,
    ShiftWish,
    StaffingNeed,
    Swap,
    Team,
    WorkRule,
)
from app.queries.planning.rostered import AskedScene
from app.queries.planning.scene import load_scene
from app.rules.policy import DEFAULTS
from app.rules.rostering.needs import Need, Needing
from app.rules.rostering.scene import Burden, RosterScene
from app.rules.rostering.wishes import Wish
from app.rules.vocabulary import LeaveKind, LeaveStatus, Role, SwapStatus
from tests.factories import NOW, SmallCentre, a_person, a_post

OCTOBER, NOVEMBER = date(2026, 10, 1), date(2026, 11, 1)
FIRST, LAST = date(2026, 11, 1), date(2026, 11, 30)


def scene(
    centre: SmallCentre,
    month: date = NOVEMBER,
    *,
    draft: bool = True,
    team: str = "",
    now: datetime = NOW,
) -> RosterScene:
    scopes = {f"team:{centre.teams[team]}"} if team else None
    with centre.context.read() as session:
        asked = AskedScene(month, draft, scopes)
        return load_scene(session, asked, centre.context.time, now, DEFAULTS)


def drafted(centre: SmallCentre, number: str, day: date, code: str) -> None:
    with centre.context.write() as session:
        row = DraftAssignment(
            person_id=centre.people[number], day=day, shift_id=centre.shifts.get(code)
        )
        session.add(row)


def swapped(centre: SmallCentre, mine: date, theirs: date, status: SwapStatus) -> None:
    """1001 gives their shift on `mine` to 1002 and takes 1002's on `theirs`."""
    with centre.context.write() as session:
        session.add(
            Swap(
                swap_no="S-1", filed_at=NOW, requester_id=centre.people["1001"],
                requester_date=mine, counterpart_id=centre.people["1002"],
                counterpart_date=theirs, status=status,
                effective_at=NOW if status is SwapStatus.EFFECTIVE else None,
            )
        )  # fmt: skip


def test_on_the_roster_are_agents_and_leaders_of_the_teams_asked_for(centre: SmallCentre) -> None:
    assert set(scene(centre, team="A").people) == {"1000", "1001", "1002", "1003", "1004"}
    assert set(scene(centre).people) == {f"{team}00{n}" for team in (1, 2) for n in range(5)}


def test_the_months_before_reach_in_as_far_as_any_rule(centre: SmallCentre) -> None:
    made = scene(centre)
    assert made.known_from == date(2026, 10, 25)
    assert made.knows("1001", date(2026, 10, 25))
    assert not made.knows("1001", date(2026, 10, 24))
    assert made.works("1001", date(2026, 10, 28)) == "L"


def test_a_longer_run_reaches_further(centre: SmallCentre) -> None:
    with centre.context.write() as session:
        session.add(WorkRule(person_id=centre.people["1001"], days_in_row_most=12))
    made = scene(centre)
    assert made.known_from == date(2026, 10, 19)
    assert made.work_rules.of("1001").days_in_row_most == 12
    assert made.work_rules.of("1002").days_in_row_most == 6


def test_a_month_that_nobody_has_made_is_unknown(centre: SmallCentre) -> None:
    assert not scene(centre, OCTOBER).knows("1001", date(2026, 9, 30))
    assert not scene(centre).knows("1001", date(2026, 12, 1))


def test_a_drafted_month_is_known_to_drafts_alone(centre: SmallCentre) -> None:
    drafted(centre, "1001", date(2026, 12, 1), "E")
    there = date(2026, 12, 2)
    assert scene(centre).knows("1002", there)
    assert not scene(centre).knows("2001", there)
    assert not scene(centre, draft=False).knows("1002", there)
    assert scene(centre).works("1001", date(2026, 12, 1)) == "E"
    assert scene(centre, draft=False).works("1001", date(2026, 12, 1)) == ""


def test_a_shift_by_a_swap_makes_no_month_known(centre: SmallCentre) -> None:
    """What is known of a day comes from whoever made the roster of the team."""
    swapped(centre, date(2026, 10, 28), date(2026, 12, 1), SwapStatus.EFFECTIVE)
    made = scene(centre)
    assert not made.knows("1002", date(2026, 12, 1))
    assert not made.knows("1001", date(2026, 12, 2))
    drafted(centre, "1003", date(2026, 12, 2), "E")
    assert scene(centre).knows("1002", date(2026, 12, 1))


def test_before_somebody_was_hired_nothing_is_known(centre: SmallCentre) -> None:
    with centre.context.write() as session:
        team = session.get_one(Team, centre.teams["A"])
        a_person(session, "1005", team=team, hired_on=date(2026, 10, 28))
    made = scene(centre)
    assert not made.knows("1005", date(2026, 10, 27))
    assert made.knows("1005", date(2026, 10, 28))


def test_effective_swaps_are_applied_and_stay(centre: SmallCentre) -> None:
    mine, theirs = date(2026, 10, 22), date(2026, 10, 28)
    before = scene(centre, OCTOBER)
    given = before.roster["1001"].get(mine)
    swapped(centre, mine, theirs, SwapStatus.EFFECTIVE)
    made = scene(centre, OCTOBER)
    assert made.works("1001", mine) == ""
    assert given
    assert made.works("1002", mine) == given
    assert {("1001", mine), ("1002", mine)} <= set(made.fixed)
    assert not made.held


def test_all_four_cells_of_a_live_swap_stay(centre: SmallCentre) -> None:
    mine, theirs = date(2026, 10, 22), date(2026, 10, 28)
    assert ("1001", mine) not in scene(centre, OCTOBER).fixed
    swapped(centre, mine, theirs, SwapStatus.AGREED)
    made = scene(centre, OCTOBER)
    cells = {(no, day) for no in ("1001", "1002") for day in (mine, theirs)}
    assert cells <= set(made.fixed)
    assert made.fixed["1001", mine] == made.works("1001", mine)


def test_what_somebody_fixed_is_held(centre: SmallCentre) -> None:
    day = date(2026, 11, 3)
    drafted(centre, "1001", day, "N")
    with centre.context.write() as session:
        session.add(FixedCell(person_id=centre.people["1001"], day=day, fixed_at=NOW))
        session.add(FixedCell(person_id=centre.people["1002"], day=day, fixed_at=NOW))
    made = scene(centre)
    assert made.fixed == {("1001", day): "N", ("1002", day): ""}
    assert made.held == {("1001", day), ("1002", day)}


def test_what_has_begun_stays_and_what_has_not_may_change(centre: SmallCentre) -> None:
    """On 15 October at 09:00 the early shift works, and the late one does not yet."""
    today, made = date(2026, 10, 15), scene(centre, OCTOBER)
    by_code = {made.works(no, today): no for no in made.people}
    assert (by_code["E"], today) in made.fixed
    assert (by_code["L"], today) not in made.fixed
    assert all((no, date(2026, 10, 14)) in made.fixed for no in made.people)
    assert all((no, date(2026, 10, 16)) not in made.fixed for no in made.people)
    late = scene(centre, OCTOBER, now=datetime(2026, 10, 15, 7, 30, tzinfo=UTC))
    assert (by_code["L"], today) in late.fixed


def test_days_in_another_team_stay(centre: SmallCentre) -> None:
    with centre.context.write() as session:
        person = session.get_one(Person, centre.people["1001"])
        team = session.get_one(Team, centre.teams["B"])
        a_post(session, person, date(2026, 11, 16), team=team)
    a, b = scene(centre, team="A"), scene(centre, team="B")
    assert set(a.fixed) == {("1001", date(2026, 11, day)) for day in range(16, 31)}
    assert set(b.fixed) == {("1001", date(2026, 11, day)) for day in range(1, 16)}
    assert not scene(centre).fixed


def test_who_works_no_shifts_any_more_stays_as_they_are(centre: SmallCentre) -> None:
    with centre.context.write() as session:
        person = session.get_one(Person, centre.people["1001"])
        team = session.get_one(Team, centre.teams["A"])
        a_post(session, person, date(2026, 11, 16), role=Role.QA_INSPECTOR, team=team)
    assert set(scene(centre).fixed) == {("1001", date(2026, 11, day)) for day in range(16, 31)}


def test_approved_leaves_alone_are_leaves(centre: SmallCentre) -> None:
    with centre.context.write() as session:
        for number, status in (("1001", LeaveStatus.APPROVED), ("1002", LeaveStatus.PENDING)):
            session.add(
                Leave(
                    leave_no=f"L-{number}", person_id=centre.people[number], filed_by_no=number,
                    filed_at=NOW, kind=LeaveKind.PERSONAL, first_date=date(2026, 11, 2),
                    last_date=date(2026, 11, 3), status=status,
                )
            )  # fmt: skip
    assert scene(centre).leaves == {"1001": {date(2026, 11, 2), date(2026, 11, 3)}}


def test_needs_and_wishes_of_the_month(centre: SmallCentre) -> None:
    with centre.context.write() as session:
        here = {"department_id": centre.department, "team_id": centre.teams["A"]}
        early, day = centre.shifts["E"], date(2026, 11, 5)
        session.add(StaffingNeed(**here, shift_id=early, least=2, weekday=0))
        session.add(StaffingNeed(shift_id=early, least=1, want=2, most=3, day=day))
        session.add(StaffingNeed(shift_id=early, least=1, day=date(2026, 12, 1)))
        session.add(ShiftWish(person_id=centre.people["1001"], day=day, wanted=True, weight=5))
    made = scene(centre)
    assert made.needs == (
        Need(Needing(""), "E", 1, 2, 3, day=day),
        Need(Needing("Service", "A"), "E", 2, weekday=1),
    )
    assert made.wishes == (Wish("1001", day, "", True, 5),)


def test_needs_of_others_are_not_in_it(centre: SmallCentre) -> None:
    with centre.context.write() as session:
        for name in ("A", "B"):
            session.add(
                StaffingNeed(
                    department_id=centre.department, team_id=centre.teams[name],
                    shift_id=centre.shifts["E"], least=2,
                )
            )  # fmt: skip
    assert [need.who.team for need in scene(centre, team="A").needs] == ["A"]
    assert [need.who.team for need in scene(centre).needs] == ["A", "B"]


def test_who_else_is_counted_by_a_wider_need_stands_beside(centre: SmallCentre) -> None:
    assert not scene(centre, OCTOBER, team="A").beside
    with centre.context.write() as session:
        here = {"department_id": centre.department, "shift_id": centre.shifts["E"]}
        session.add(StaffingNeed(**here, team_id=centre.teams["A"], least=2))
    assert not scene(centre, OCTOBER, team="A").beside
    with centre.context.write() as session:
        session.add(StaffingNeed(**here, least=2))
    made = scene(centre, OCTOBER, team="A")
    assert set(made.beside) == {f"200{n}" for n in range(5)}
    assert made.works("2000", date(2026, 10, 1)) == "E"
    assert not scene(centre, OCTOBER).beside


def test_the_past_is_what_was_worked(centre: SmallCentre) -> None:
    """1001 works E E L L N N – – from 2 October on; the leader early on weekdays."""
    made = scene(centre)
    assert made.past["1000"] == Burden()
    nights = sum(code == "N" for code in october(centre, "1001").values())
    assert made.past["1001"].nights == nights
    assert made.past["1001"].weekends == 4


def test_a_team_goes_on_in_its_rotation(centre: SmallCentre) -> None:
    row = scene(centre).rotation["1001"]
    assert len(row) == 30
    at = [october(centre, "1001").get(date(2026, 10, day), "") for day in range(24, 32)]
    assert [row[date(2026, 11, day)] for day in range(1, 9)] == at


def october(centre: SmallCentre, number: str) -> dict[date, str]:
    return {
        day: code for day, code in scene(centre, OCTOBER).roster[number].items() if day.month == 10
    }
