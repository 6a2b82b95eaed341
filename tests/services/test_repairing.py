"""Ways to cover a shift, and the one that is made: what is written, who may, who is told."""

from __future__ import annotations

from datetime import timedelta

import pytest
from sqlalchemy import select, update

from app.errors import BadInput, Conflict, NotAllowed, NotFound, RuleViolated
from app.models import (
    Cover,
    Leave,
    Notice,
    Person,
    RosterMonth,
    RosterVersion,
    StaffingNeed,
    WorkRule,
)
from app.queries.roster import grid as roster
from app.queries.roster.rows import RosterFilter
from app.reading.roster.repairing import (
    AbsenceAsked,
    NeedAsked,
    RepairAsked,
    RepairView,
    repair_ways,
)
from app.rules.edits import CellChange
from app.rules.facts import Place
from app.rules.offers import Wanted
from app.rules.rostering.hard import HardRule
from app.rules.rostering.repairs import Hindrance
from app.rules.vocabulary import LeaveStatus, OfferKind
from app.services.roster import editing as rostering
from app.services.roster.offers import offer
from app.services.roster.repairing import make_repair
from tests.factories import SmallCentre
from tests.services.requests.test_cover import DAY, acting, away, cell

WHY = "1002 病了"
AGENTS = tuple(f"{team}00{n}" for team in (1, 2) for n in (1, 2, 3, 4))


def asked(centre: SmallCentre, no: str = "1002", days: int = 1) -> AbsenceAsked:
    return AbsenceAsked(centre.people[no], DAY, DAY + timedelta(days=days - 1))


def looked(centre: SmallCentre, what: RepairAsked, by: str = "0002") -> RepairView:
    return repair_ways(acting(centre, by), what)


def takers(found: RepairView) -> list[str]:
    """Who takes the first vacancy, way by way."""
    return [way.taken[0][1].person for way in found.ways]


@pytest.fixture(autouse=True)
def long_runs(centre: SmallCentre) -> None:
    """Six days in a row are all that the rotation leaves room for: a seventh may be asked."""
    with centre.context.write() as session:
        session.add(WorkRule(person_id=None, days_in_row_most=8, nights_in_row_most=4))


def rule(centre: SmallCentre, **more: object) -> None:
    """Everybody's rule, from now on."""
    with centre.context.write() as session:
        session.execute(update(WorkRule).where(WorkRule.person_id.is_(None)).values(**more))


def versions(centre: SmallCentre) -> list[str]:
    with centre.context.read() as session:
        row = RosterVersion
        return list(session.scalars(select(row.reason).where(row.version > 1).order_by(row.id)))


def told(centre: SmallCentre, code: str) -> set[str]:
    with centre.context.read() as session:
        found = (
            select(Person.employee_no)
            .join(Notice, Notice.person_id == Person.id)
            .where(Notice.code == code)
        )
        return set(session.scalars(found))


def test_an_open_shift_has_the_ways_of_those_who_are_free_the_own_team_first(
    centre: SmallCentre,
) -> None:
    away(centre)
    found = looked(centre, asked(centre))
    assert [(one.day, one.code, one.is_open) for one in found.vacancies] == [(DAY, "E", True)]
    sizes = [len(way.changes) for way in found.ways]
    assert sizes == sorted(sizes)
    assert sizes[0] == 1
    alone = [no for no, size in zip(takers(found), sizes, strict=True) if size == 1]
    assert alone == sorted(alone, key=lambda no: no[0] != "1")


def needed(centre: SmallCentre, code: str, least: int, team: str = "A") -> None:
    """On every day."""
    with centre.context.write() as session:
        session.add(
            StaffingNeed(
                department_id=centre.department, team_id=centre.teams[team],
                shift_id=centre.shifts[code], least=least,
            )
        )  # fmt: skip


def in_the_foot(centre: SmallCentre) -> int:
    """How many work E in team A, by the foot of its roster."""
    wanted = RosterFilter(teams=frozenset({centre.teams["A"]}))
    with centre.context.read() as session:
        totals = roster.month(session, DAY, DAY, DAY, wanted).totals
    return next(total.counts[0] for total in totals if total.code == "E")


def test_whoever_covers_from_another_team_counts_where_the_shift_is_short(
    centre: SmallCentre,
) -> None:
    needed(centre, "E", 1)
    needed(centre, "E", 1, "B")
    away(centre)
    found = looked(centre, asked(centre))
    (way, *_more) = [way for way in found.ways if way.taken[0][1].person.startswith("2")]
    (move,) = way.cover
    assert move.needing is not None
    assert move.needing.team == "A"
    foot = in_the_foot(centre)
    assert (move.before, move.after) == (foot, foot + 1)
    make_repair(acting(centre, "0002"), found.asked, way, WHY)
    assert in_the_foot(centre) == move.after


def test_somebody_taken_off_a_shift_leaves_it_short_where_another_team_comes(
    centre: SmallCentre,
) -> None:
    """No leave, so no cover: whoever takes it works for their own team, and it is said."""
    needed(centre, "E", 3)
    found = looked(centre, asked(centre))
    ways = [way for way in found.ways if way.taken[0][1].person.startswith("2")]
    assert ways
    for way in ways:
        (move,) = [one for one in way.cover if one.code == "E" and one.least == 3]
        assert move.is_short
        assert move.before == move.after


def test_a_way_says_what_each_rule_counts_and_what_comes_of_it(centre: SmallCentre) -> None:
    away(centre)
    with centre.context.write() as session:
        session.add(
            StaffingNeed(department_id=centre.department, shift_id=centre.shifts["E"], least=4)
        )
    way = looked(centre, asked(centre)).ways[0]
    said = {one.rule: (one.found, one.limit) for one in way.figures}
    rest, due = said[HardRule.REST]
    assert due == 8
    assert rest is None or rest >= 8
    assert said[HardRule.DAYS_IN_ROW] == (7, 8)
    cover = next(one for one in way.cover if one.code == "E")
    assert (cover.after, cover.least) == (cover.before + 1, 4)
    month = way.months[0]
    assert month.after.hours == month.before.hours + 8


def test_the_way_is_made_in_one_version_with_its_reason_and_the_shift_is_covered(
    centre: SmallCentre,
) -> None:
    no = away(centre)
    leader, what = acting(centre, "1000"), asked(centre)
    way = repair_ways(leader, what).ways[0]
    taker = way.changes[0].person
    assert make_repair(leader, what, way, WHY) is None
    assert cell(centre, "1002").covered_by
    assert cell(centre, taker).code == "E"
    assert versions(centre) == [f"{no}: 1002 → {taker} · {WHY}"]
    assert told(centre, "cover.assigned") == {taker}


def test_an_offer_of_the_shift_ends_with_it(centre: SmallCentre) -> None:
    away(centre)
    leader, what = acting(centre, "1000"), asked(centre)
    until = centre.context.now() + timedelta(hours=1)
    offer(leader, Wanted(OfferKind.TAKE, centre.teams["A"], DAY, "E", until,
                         absent_id=centre.people["1002"]))  # fmt: skip
    make_repair(leader, what, repair_ways(leader, what).ways[0], WHY)
    assert told(centre, "offer.met") >= {"1000"}


def way_of_two(found: RepairView) -> int:
    return next(n for n, way in enumerate(found.ways) if len(way.changes) > 1)


def only_by_moving(centre: SmallCentre) -> AbsenceAsked:
    """Of all who may work E nobody is free on the day, and one works L."""
    rostering.edit_published(acting(centre, "0002"), [CellChange("1001", DAY, "L")], "调班")
    away(centre)
    with centre.context.write() as session:
        for no in AGENTS:
            free = not cell(centre, no).code
            session.add(
                WorkRule(
                    person_id=centre.people[no], days_in_row_most=8, nights_in_row_most=4,
                    shifts="L,N" if free else "",
                )
            )  # fmt: skip
    rule(centre, shifts="N")
    return asked(centre)


def test_a_chain_is_the_heads_word_where_it_moves_published_shifts(centre: SmallCentre) -> None:
    what = only_by_moving(centre)
    found = looked(centre, what, "1000")
    number = way_of_two(found)
    assert number in found.head_only
    with pytest.raises(NotAllowed):
        make_repair(acting(centre, "1000"), what, found.ways[number], WHY)
    assert versions(centre) == ["调班"]
    assert not looked(centre, what, "0002").head_only


def test_a_chain_is_made_whole_and_everybody_in_it_is_told(centre: SmallCentre) -> None:
    what = only_by_moving(centre)
    head = acting(centre, "0002")
    way = next(one for one in repair_ways(head, what).ways if len(one.changes) > 1)
    make_repair(head, what, way, WHY)
    for change in way.changes:
        assert cell(centre, change.person, change.day).code == change.code
    assert cell(centre, "1002").covered_by
    covering = {change.person for _vacancy, change in way.covers()}
    assert told(centre, "cover.assigned") == covering
    assert told(centre, "roster.changed") >= {one.person for one in way.changes} - covering


def test_what_has_changed_meanwhile_is_not_written_over(centre: SmallCentre) -> None:
    away(centre)
    head, what = acting(centre, "0002"), asked(centre)
    way = repair_ways(head, what).ways[0]
    rostering.edit_published(head, [CellChange(way.changes[0].person, DAY, "L", "")], "其他")
    with pytest.raises(Conflict, match="has changed"):
        make_repair(head, what, way, WHY)
    with centre.context.read() as session:
        assert session.scalars(select(Cover.id)).all() == []


def test_what_is_covered_meanwhile_is_covered_once(centre: SmallCentre) -> None:
    away(centre)
    head, what = acting(centre, "0002"), asked(centre)
    first, second = repair_ways(head, what).ways[:2]
    make_repair(head, what, first, WHY)
    with pytest.raises(NotFound):
        make_repair(head, what, second, WHY)


def test_a_rule_that_holds_by_now_refuses(centre: SmallCentre) -> None:
    away(centre)
    head, what = acting(centre, "0002"), asked(centre)
    way = repair_ways(head, what).ways[0]
    rule(centre, shifts="N")
    with pytest.raises(RuleViolated, match="cannot take"):
        make_repair(head, what, way, WHY)


def test_a_published_roster_wants_a_reason(centre: SmallCentre) -> None:
    away(centre)
    head, what = acting(centre, "0002"), asked(centre)
    with pytest.raises(BadInput, match="reason"):
        make_repair(head, what, repair_ways(head, what).ways[0], "  ")


def test_only_who_drafts_the_roster_looks_for_ways(centre: SmallCentre) -> None:
    away(centre)
    for no in ("1001", "2000"):
        with pytest.raises(NotAllowed):
            looked(centre, asked(centre), no)


# ------------------------------------------------------------------------- other things to repair
def test_somebody_is_taken_off_a_shift_that_a_swap_has_not_moved(centre: SmallCentre) -> None:
    head, what = acting(centre, "0002"), asked(centre)
    found = repair_ways(head, what)
    assert found.vacancies[0].leaves
    way = found.ways[0]
    assert way.changes[0] == CellChange("1002", DAY, "", "E")
    make_repair(head, what, way, "换班未成")
    assert cell(centre, "1002").code == ""
    assert cell(centre, way.changes[1].person).code == "E"
    assert told(centre, "roster.changed") == {one.person for one in way.changes}


def test_one_more_is_needed(centre: SmallCentre) -> None:
    head = acting(centre, "0002")
    what = NeedAsked(Place(centre.department, centre.teams["B"]), DAY, "N")
    found = repair_ways(head, what)
    assert all(no.startswith("2") for no in takers(found)), "who counts for the team"
    make_repair(head, what, found.ways[0], "加人")
    assert cell(centre, takers(found)[0]).code == "N"
    assert 0 in repair_ways(acting(centre, "2000"), what).head_only


def test_whoever_leaves_leaves_shifts_behind_that_are_covered_together(
    centre: SmallCentre,
) -> None:
    with centre.context.write() as session:
        gone = update(Person).where(Person.employee_no == "1002")
        session.execute(gone.values(left_on=DAY - timedelta(days=1)))
    head = acting(centre, "0002")
    what = asked(centre, days=2)
    found = repair_ways(head, what)
    assert [one.is_open for one in found.vacancies] == [True] * len(found.vacancies)
    assert found.chosen == found.vacancies
    make_repair(head, what, found.ways[0], "离职")
    for vacancy in found.vacancies:
        assert cell(centre, "1002", vacancy.day).covered_by


def test_too_many_shifts_to_cover_together_are_looked_at_one_by_one(centre: SmallCentre) -> None:
    with centre.context.write() as session:
        session.add(
            Leave(
                leave_no="L-9", person_id=centre.people["1002"], filed_by_no="1002", kind="annual",
                filed_at=centre.context.now(), first_date=DAY, last_date=DAY + timedelta(days=9),
                status=LeaveStatus.APPROVED,
            )
        )  # fmt: skip
    what = asked(centre, days=10)
    found = looked(centre, what)
    assert len(found.vacancies) > 5
    assert found.chosen == found.vacancies[:1]
    other = repair_ways(acting(centre, "0002"), what, [found.vacancies[2]])
    assert other.chosen == (found.vacancies[2],)
    with pytest.raises(BadInput, match="Too many days"):
        looked(centre, asked(centre, days=11))


def test_nothing_open_is_said(centre: SmallCentre) -> None:
    free = next(
        DAY + timedelta(days=n)
        for n in range(8)
        if not cell(centre, "1002", DAY + timedelta(days=n)).code
    )
    with pytest.raises(NotFound, match="Nothing to cover"):
        looked(centre, AbsenceAsked(centre.people["1002"], free, free))


def test_where_nobody_can_it_says_who_fails_by_what(centre: SmallCentre) -> None:
    away(centre)
    rule(centre, shifts="N")
    found = looked(centre, asked(centre))
    assert found.ways == ()
    (said,) = found.no_ways
    assert not said.begun
    reasons = {one.why: one.people for one in said.stopped}
    assert sum(reasons.values()) == len(AGENTS) + 2 - 1, "all but the one who is away"
    assert set(reasons) == {HardRule.SHIFT_ALLOWED, Hindrance.WORKS}
    assert said.nearest == ""


def test_who_breaks_one_rule_alone_comes_nearest(centre: SmallCentre) -> None:
    away(centre)
    free = [no for no in AGENTS if not cell(centre, no).code]
    rule(centre, shifts="N")
    with centre.context.write() as session:
        session.add(WorkRule(person_id=centre.people[free[0]], days_in_row_most=1))
    (said,) = looked(centre, asked(centre)).no_ways
    assert (said.nearest, said.rule) == (free[0], HardRule.DAYS_IN_ROW)


def test_in_a_draft_it_is_one_edit_that_is_taken_back_whole(centre: SmallCentre) -> None:
    with centre.context.write() as session:
        session.execute(update(RosterMonth).values(version=0))
    leader = acting(centre, "1000")
    what = asked(centre)
    found = repair_ways(leader, what)
    assert found.draft
    number = next(n for n in range(len(found.ways)) if n not in found.head_only)
    outcome = make_repair(leader, what, found.ways[number], "")
    assert outcome is not None
    assert {one.person for one in outcome.changes} == {
        one.person for one in found.ways[number].changes
    }
    rostering.edit_cells(leader, outcome.inverse)
    assert repair_ways(leader, what).vacancies == found.vacancies
