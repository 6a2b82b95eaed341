"""LEAVE-10: an approved leave opens its shifts; the leader or the head has somebody take each."""

from __future__ import annotations

from datetime import date, datetime

import pytest
from sqlalchemy import select, update

from app.context import Actor, Context
from app.errors import BadInput, Conflict, NotAllowed, RuleViolated
from app.models import Notice, Person, Post, RosterMonth, RosterVersion
from app.queries.roster import grid as roster
from app.queries.roster.rows import RosterCell, RosterMonthRows
from app.reading.leave.cover import candidates
from app.reading.today.next import next_up
from app.rules.edits import CellChange
from app.rules.vocabulary import LeaveStatus
from app.services.leave import cover
from app.services.leave import requests as leave
from app.services.leave.requests import Wish
from app.services.requests.notices import mark_read
from app.services.roster import editing as rostering
from tests.factories import SmallCentre, TestClock, a_department, a_team

DAY = date(2026, 10, 19)
"""1002 works E on it; 1003 comes from a night, 1001 and 2001 are on L and E of their own."""


def acting(centre: SmallCentre, no: str) -> Context:
    return centre.context.acting_as(Actor(no, centre.people[no]))


def away(centre: SmallCentre, no: str = "1002", day: date = DAY) -> str:
    """An approved leave of one day."""
    filed = leave.file_leave(
        acting(centre, no), Wish(centre.people[no], "personal", day, day, reason="家中有事")
    )
    leave.approve_step(acting(centre, "1000"), filed, 1)
    leave.approve_step(acting(centre, "0002"), filed, 2)
    return filed


def read(centre: SmallCentre, day: date = DAY) -> RosterMonthRows:
    with centre.context.read() as session:
        return roster.month(session, day, day, day)


def cell(centre: SmallCentre, no: str, day: date = DAY) -> RosterCell:
    rows = read(centre, day)
    return next(one.cells[0] for team in rows.teams for one in team.lines if one.no == no)


def working(centre: SmallCentre, code: str) -> int:
    return next(total.counts[0] for total in read(centre).totals if total.code == code)


def may_take(centre: SmallCentre, by: str = "1000") -> list[str]:
    choice = candidates(acting(centre, by), centre.people["1002"], DAY)
    return [one.person.no for one in choice.candidates]


def barred(centre: SmallCentre) -> dict[str, set[str]]:
    choice = candidates(acting(centre, "1000"), centre.people["1002"], DAY)
    return {one.person.no: {row.code for row in one.findings} for one in choice.barred}


def named(no: str) -> str:
    """By name; somebody of another team than the absent one's by team and name."""
    return f"Person {no}" if no.startswith("1") else f"B Person {no}"


def assign(centre: SmallCentre, who: str, by: str = "1000") -> None:
    cover.assign(acting(centre, by), centre.people["1002"], DAY, who)


def test_an_approved_leave_tells_the_team_leader_of_the_shifts_that_it_opens(
    centre: SmallCentre,
) -> None:
    no = away(centre)
    with centre.context.read() as session:
        row = select(Notice.code, Notice.subject).where(
            Notice.person_id == centre.people["1000"], Notice.code == "leave.opens"
        )
        assert [tuple(one) for one in session.execute(row)] == [("leave.opens", f"leave:{no}")]
    assert cell(centre, "1002").uncovered


def test_a_leave_without_a_shift_opens_nothing_and_tells_nobody(centre: SmallCentre) -> None:
    away(centre, "1002", date(2026, 10, 25))
    with centre.context.read() as session:
        assert session.scalars(select(Notice.id).where(Notice.code == "leave.opens")).all() == []


def test_those_who_are_free_and_rested_may_take_it_the_team_first(centre: SmallCentre) -> None:
    away(centre)
    codes = {no: cell(centre, no).code for no in ("1001", "1003", "1004", "2001", "2003", "2004")}
    free = {no for no, code in codes.items() if not code}
    found = may_take(centre)
    assert set(found) <= free
    assert found == sorted(found, key=lambda no: (no[0] != "1", no)), "the own team comes first"
    busy = barred(centre)
    assert all("SWAP-9.cover" in busy[no] for no, code in codes.items() if code)


def test_whoever_has_only_a_draft_is_not_called_fit_nor_assigned(centre: SmallCentre) -> None:
    """Nobody can tell whether they are free; their published month could not be changed."""
    away(centre)
    other = next(no for no in may_take(centre) if no.startswith("2"))
    with centre.context.write() as session:
        drafted = RosterMonth.scope == f"team:{centre.teams['B']}"
        session.execute(update(RosterMonth).where(drafted).values(version=0))
    assert not [no for no in may_take(centre) if no.startswith("2")]
    assert barred(centre)[other] == {"LEAVE-10.cover_unpublished"}
    with pytest.raises(RuleViolated):
        assign(centre, other)


def test_a_night_before_leaves_too_little_rest(centre: SmallCentre) -> None:
    """1004 is free on the 19th after the night that ends at 07:30, when the shift starts."""
    away(centre)
    nights = [
        no
        for no in ("1001", "1003", "1004", "2003", "2004")
        if cell(centre, no, date(2026, 10, 18)).code == "N" and not cell(centre, no).code
    ]
    assert nights, "somebody comes from a night"
    found = barred(centre)
    assert all(found[no] == {"SWAP-4.roster_rest_before"} for no in nights)


def warned(centre: SmallCentre) -> dict[str, set[str]]:
    choice = candidates(acting(centre, "1000"), centre.people["1002"], DAY)
    return {one.person.no: {row.code for row in one.warnings} for one in choice.candidates}


def as_post(centre: SmallCentre, no: str, **post: object) -> None:
    with centre.context.write() as session:
        session.execute(update(Post).where(Post.person_id == centre.people[no]).values(**post))


def test_another_job_or_a_lower_level_is_a_warning_and_a_higher_one_nothing(
    centre: SmallCentre,
) -> None:
    """SWAP-5 speaks of swaps: in cover the leader may pass over it."""
    away(centre)
    first = may_take(centre)[0]
    as_post(centre, first, job_type="outbound")
    assert warned(centre)[first] == {"SWAP-5.job_type"}
    as_post(centre, first, job_type="inbound", skill_level=4)
    assert not warned(centre)[first], "one level apart is close enough"
    as_post(centre, first, skill_level=5)
    assert not warned(centre)[first], "more skill is no obstacle"
    as_post(centre, first, skill_level=1)
    assert warned(centre)[first] == {"SWAP-5.skill"}
    assert may_take(centre)[-1] == first, "the others come first"


def test_who_is_of_another_job_takes_it_with_the_leaders_reason_which_is_kept(
    centre: SmallCentre,
) -> None:
    away(centre)
    first = may_take(centre)[0]
    as_post(centre, first, job_type="outbound")
    with pytest.raises(BadInput):
        assign(centre, first)
    cover.assign(acting(centre, "1000"), centre.people["1002"], DAY, first, "没有别人")
    assert cell(centre, first).code == "E"
    with centre.context.read() as session:
        reasons = session.scalars(select(RosterVersion.reason).order_by(RosterVersion.id)).all()
    assert reasons[-1].endswith("没有别人")


def notices(centre: SmallCentre, no: str) -> list[str]:
    with centre.context.read() as session:
        mine = select(Notice.code).where(Notice.person_id == centre.people[no])
        return list(session.scalars(mine.order_by(Notice.id)))


def test_the_leader_of_another_team_and_the_head_are_told_that_one_of_theirs_covers(
    centre: SmallCentre,
) -> None:
    away(centre)
    other = next(no for no in may_take(centre) if no.startswith("2"))
    assign(centre, other)
    assert notices(centre, "2000")[-1] == "cover.lent"
    assert notices(centre, "0002")[-1] == "cover.lent"


def test_a_cover_by_the_own_team_is_told_to_no_other_leader(centre: SmallCentre) -> None:
    away(centre)
    as_post(centre, "2003", team_id=centre.teams["A"])
    as_post(centre, "2004", team_id=centre.teams["A"])
    own = may_take(centre)[0]
    assign(centre, own)
    assert "cover.lent" not in notices(centre, "0002")


def test_a_cover_is_taken_back_until_its_shift_begins(
    centre: SmallCentre, clock: TestClock
) -> None:
    away(centre)
    who = next(no for no in may_take(centre) if no.startswith("2"))
    assign(centre, who)
    clock.now = datetime.fromisoformat("2026-10-19T07:29:00+08:00")
    cover.take_back(acting(centre, "1000"), centre.people["1002"], DAY)
    assert cell(centre, "1002").uncovered
    assert cell(centre, who).code == ""
    assert [notices(centre, no)[-1] for no in (who, "2000", "0002")] == ["cover.taken_back"] * 3
    assign(centre, who)
    clock.now = datetime.fromisoformat("2026-10-19T07:30:00+08:00")
    with pytest.raises(Conflict):
        cover.take_back(acting(centre, "1000"), centre.people["1002"], DAY)


def test_a_shift_that_nobody_covers_is_not_taken_back(centre: SmallCentre) -> None:
    away(centre)
    with pytest.raises(Conflict):
        cover.take_back(acting(centre, "1000"), centre.people["1002"], DAY)
    with pytest.raises(NotAllowed):
        cover.take_back(acting(centre, "2000"), centre.people["1002"], DAY)


def test_a_shift_that_runs_is_offered_with_when_it_began(
    centre: SmallCentre, clock: TestClock
) -> None:
    away(centre)
    clock.now = datetime.fromisoformat("2026-10-19T07:29:00+08:00")
    ask = acting(centre, "1000"), centre.people["1002"], DAY
    assert candidates(*ask).begun_at is None
    clock.now = datetime.fromisoformat("2026-10-19T07:30:00+08:00")
    assert candidates(*ask).begun_at == clock.now


def test_who_is_on_leave_or_gone_takes_nothing(centre: SmallCentre) -> None:
    away(centre)
    first = may_take(centre)[0]
    leave.file_leave(
        acting(centre, first), Wish(centre.people[first], "personal", DAY, DAY, reason="家中有事")
    )
    assert barred(centre)[first] == {"LEAVE-10.roster_pending"}
    with centre.context.write() as session:
        gone = update(Person).where(Person.employee_no == first)
        session.execute(gone.values(left_on=date(2026, 10, 18)))
    assert first not in may_take(centre)
    assert first not in barred(centre), "nobody who is not employed is listed"


def test_assigning_changes_the_roster_and_the_shift_is_no_longer_open(centre: SmallCentre) -> None:
    away(centre)
    at_work = working(centre, "E")
    who = may_take(centre)[0]
    assign(centre, who)
    absent, taken = cell(centre, "1002"), cell(centre, who)
    assert (absent.code, absent.uncovered, absent.away) == ("E", False, True)
    assert absent.covered_by == named(who)
    assert (taken.code, taken.edited) == ("E", True)
    assert working(centre, "E") == at_work + 1
    with centre.context.read() as session:
        reasons = session.scalars(select(RosterVersion.reason).order_by(RosterVersion.id)).all()
        told = select(Notice.code).where(Notice.person_id == centre.people[who])
        assert reasons[-1].endswith(f"1002 → {who}")
        assert session.scalars(told).all() == ["cover.assigned"]


def test_who_was_given_a_shift_reads_it_on_today_until_it_is_seen(centre: SmallCentre) -> None:
    away(centre)
    who = may_take(centre)[0]
    assign(centre, who)
    (told,) = next_up(acting(centre, who)).roster
    assert (told.code, told.params["day"]) == ("cover.assigned", DAY)
    mark_read(acting(centre, who), [told.id])
    assert not next_up(acting(centre, who)).roster


def test_a_shift_is_covered_once(centre: SmallCentre) -> None:
    away(centre)
    first, second, *_ = may_take(centre)
    assign(centre, first)
    with pytest.raises(Conflict):
        assign(centre, second)
    assert cell(centre, second).code == ""


def test_who_may_not_take_it_is_refused_and_nothing_is_written(centre: SmallCentre) -> None:
    away(centre)
    busy = next(no for no, codes in barred(centre).items() if "SWAP-9.cover" in codes)
    before = cell(centre, busy)
    with pytest.raises(RuleViolated) as error:
        assign(centre, busy)
    assert {row.rule for row in error.value.findings} >= {"SWAP-9"}  # type: ignore[attr-defined]
    assert cell(centre, busy) == before
    assert cell(centre, "1002").uncovered


@pytest.mark.parametrize("by", ["1000", "0002"])
def test_the_own_leader_and_the_head_assign(centre: SmallCentre, by: str) -> None:
    away(centre)
    assign(centre, may_take(centre, by)[0], by)
    assert not cell(centre, "1002").uncovered


@pytest.mark.parametrize("by", ["2000", "1001", "0001", "0003", "0004"])
def test_nobody_else_assigns(centre: SmallCentre, by: str) -> None:
    away(centre)
    with pytest.raises(NotAllowed):
        may_take(centre, by)
    with pytest.raises(NotAllowed):
        assign(centre, "1001", by)


def test_a_shift_that_is_worked_is_not_open(centre: SmallCentre) -> None:
    with pytest.raises(Conflict):
        may_take(centre)


def test_cover_can_be_found_until_the_shift_is_over(centre: SmallCentre, clock: TestClock) -> None:
    away(centre)
    first, second, *_ = may_take(centre)
    clock.now = datetime.fromisoformat("2026-10-19T15:30:00+08:00")
    with pytest.raises(BadInput):
        assign(centre, first)
    clock.now = datetime.fromisoformat("2026-10-19T15:29:00+08:00")
    assign(centre, second)


def test_taking_the_cover_out_of_the_roster_opens_the_shift_again(centre: SmallCentre) -> None:
    away(centre)
    first, second, *_ = may_take(centre)
    assign(centre, first)
    rostering.edit_published(acting(centre, "0002"), [CellChange(first, DAY, "")], "病了")
    assert cell(centre, "1002").uncovered
    assign(centre, second)
    assert cell(centre, "1002").covered_by == named(second)


def test_a_sick_leave_opens_its_shifts_before_the_certificate_is_in(
    centre: SmallCentre, clock: TestClock
) -> None:
    """LEAVE-4: provisional until then, its shifts show as uncovered."""
    leave.file_leave(
        acting(centre, "1002"), Wish(centre.people["1002"], "sick", DAY, DAY, reason="家中有事")
    )
    shown = cell(centre, "1002")
    assert (shown.leave and shown.leave.status, shown.uncovered) == (LeaveStatus.PENDING, True)
    assign(centre, may_take(centre)[0])
    assert not cell(centre, "1002").uncovered


def test_another_departments_people_take_no_shift_here(centre: SmallCentre) -> None:
    away(centre)
    free = may_take(centre)[0]
    with centre.context.write() as session:
        other = a_department(session, "Elsewhere")
        session.execute(
            update(Post)
            .where(Post.person_id == centre.people[free])
            .values(department_id=other.id, team_id=a_team(session, "C", other).id)
        )
    with pytest.raises(RuleViolated):
        assign(centre, free)
    assert cell(centre, "1002").uncovered
