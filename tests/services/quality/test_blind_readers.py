"""Every reader of inspections keeps a calibration's scores from whoever may not see them yet.

By role and state: scored blind, all have scored, closed early, brought in with a workbook.
"""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from datetime import date

import pytest
from sqlalchemy import insert

from app.context import Actor
from app.errors import AppError, NotAllowed, NotFound
from app.models import Inspection, ItemScore, table_of
from app.queries.keeping.audit import AuditFilter
from app.queries.people.person import Seen, person_file
from app.queries.people.rows import person
from app.queries.today.numbers import own_numbers
from app.reading.findings import LastCheck, findings_for
from app.reading.keeping import audit_trail
from app.reading.quality.calibrations import read_calibration, read_calibrations
from app.reading.quality.evaluation import evaluation_in
from app.reading.quality.inspections import read_inspections
from app.reading.quality.month import read_quality
from app.reading.quality.scoring import scoring_board, scoring_sheet
from app.reading.what_if.time_machine import rejudge
from app.rules.scorecards.blind import CalibrationState
from app.services.moving.exporting import export_centre
from tests.factories import NOW, SmallCentre, as_it_stands
from tests.services.quality.calibration_desk import ONE, OTHER, RATERS, Hall
from tests.services.quality.scoring_desk import INSPECTOR

pytestmark = pytest.mark.rule("QA-3")
DAY = date(2026, 10, 15)
HEAD, DIRECTOR, AGENT, LEADER, KEEPER = "0002", "0001", "1001", "1000", "0004"
READERS = (*RATERS, HEAD, DIRECTOR)
UNSEEN = (AGENT, LEADER, KEEPER, "0007", "0008")


@pytest.fixture
def hall(centre: SmallCentre) -> Hall:
    return Hall(centre)


@dataclass(frozen=True, slots=True)
class Held:
    """A calibration of which the second and the third have scored, and the first one contact."""

    hall: Hall
    no: str
    theirs: str
    """The second's inspection of the first contact."""


@pytest.fixture
def held(hall: Hall) -> Held:
    no = hall.opens()
    theirs = hall.scores(no, RATERS[1], ONE, 30, 31, 32)
    hall.scores(no, RATERS[1], OTHER, 33, 34, 35)
    hall.scores(no, RATERS[2], ONE, 90, 91, 92)
    hall.scores(no, RATERS[2], OTHER, 93, 94, 95)
    hall.scores(no, RATERS[0], ONE, 60, 61, 62)
    return Held(hall, no, theirs)


def bare(held: Held) -> str:
    """An inspection of the second's under the pass mark without a comment, which QA-4 finds; as a
    workbook may bring it in."""
    hall = held.hall
    with hall.centre.context.write() as session:
        key = session.execute(
            insert(Inspection)
            .values(
                inspection_no="Q-bare", agent_id=hall.people[AGENT], critical=False, comment="",
                inspector_id=hall.people[RATERS[1]], inspected_at=NOW, contact_ref=ONE,
                card="通话", card_version=1, calibration_no=held.no,
            )
            .returning(Inspection.id)
        ).scalar_one()  # fmt: skip
        score = {"inspection_id": key, "revision": 1, "item": "1", "score": 40, "comment": ""}
        session.execute(insert(table_of(ItemScore)), [score])
    as_it_stands(hall.centre.context)
    return "Q-bare"


def opened(held: Held) -> None:
    held.hall.scores(held.no, RATERS[0], OTHER, 63, 64, 65)


STATES: dict[str, tuple[Callable[[Held], object], bool]] = {
    "blind": (lambda _held: None, False),
    "scored": (opened, True),
    "closed": (lambda held: held.hall.closes(held.no), True),
}


@pytest.fixture(params=sorted(STATES))
def state(request: pytest.FixtureRequest, held: Held) -> bool:
    """Brings it into the state; whether another's scores may be seen then."""
    bring, seen = STATES[request.param]
    bring(held)
    return seen


# -- the page --------------------------------------------------------------------------------


def test_the_page_shows_progress_and_ones_own_until_it_is_open(held: Held, state: bool) -> None:
    for who in READERS:
        ctx = held.hall.ctx(who)
        (row,) = read_calibrations(ctx).rows
        assert [(one.no, one.total) for one in row.raters] == [(no, 2) for no in RATERS]
        assert [one.done for one in row.raters[1:]] == [2, 2]
        view = read_calibration(ctx, held.no)
        assert (view.results is not None) is state
        own = {"0003": {ONE: 61.3}, "0005": {ONE: 0, OTHER: 0}, "0006": {ONE: 91.3, OTHER: 94.3}}
        if not state:
            assert dict(view.own) == pytest.approx(own.get(who, {}))
        if not state and who not in RATERS:
            assert "91" not in repr(view.own)


def test_who_reads_no_departments_inspections_reads_no_calibration(held: Held, state: bool) -> None:
    for who in UNSEEN:
        ctx = held.hall.ctx(who)
        with suppress(NotAllowed):
            assert read_calibrations(ctx).rows == ()
        with pytest.raises((NotAllowed, NotFound)):
            read_calibration(ctx, held.no)


def test_what_is_open_lies_side_by_side(held: Held) -> None:
    opened(held)
    results = read_calibration(held.hall.ctx(HEAD), held.no).results
    assert results is not None
    assert results.given[ONE][RATERS[1]] == {"1": 30, "2": 31, "3": 32}
    assert results.given[OTHER][RATERS[0]] == {"1": 63, "2": 64, "3": 65}
    assert results.figures.contacts == 2
    assert [one.inspector for one in results.figures.severity] == [*RATERS]
    again = read_calibration(held.hall.ctx(DIRECTOR), held.no).results
    assert again is not None
    assert again.intervals == results.intervals, "the seed is its number's"


def test_a_calibration_of_a_workbook_is_a_closed_one(hall: Hall) -> None:
    with hall.centre.context.write() as session:
        for at, (rater, contact, mark) in enumerate(
            [(INSPECTOR, ONE, 80), ("0005", ONE, 70), (INSPECTOR, OTHER, 60), ("0005", OTHER, 64)]
        ):
            five = dict.fromkeys(
                ("language", "attitude", "tone", "summarising", "adaptability"), mark
            )
            session.execute(
                insert(Inspection).values(
                    inspection_no=f"Q-{at}", agent_id=hall.people[AGENT], critical=False,
                    inspector_id=hall.people[rater], inspected_at=NOW, contact_ref=contact,
                    comment="", calibration_no="C-7", **five,
                )
            )  # fmt: skip
    for who in READERS:
        (row,) = read_calibrations(hall.ctx(who)).rows
        assert (row.no, row.state, row.contacts) == ("C-7", CalibrationState.CLOSED, 2)
        view = read_calibration(hall.ctx(who), "C-7")
        assert view.results is not None
        assert view.results.given[ONE]["0005"]["tone"] == 70
        assert not view.may_keep
    assert read_calibrations(hall.ctx("0008")).rows == (), "of another department"


# -- everybody else who reads inspections ----------------------------------------------------


def test_the_sheet_of_an_inspection(held: Held, state: bool) -> None:
    for who in READERS:
        ctx = held.hall.ctx(who)
        with ctx.read() as session:
            if state or who == RATERS[1]:
                assert evaluation_in(ctx, session, held.theirs).total.worth is not None
            else:
                with pytest.raises(NotAllowed):
                    evaluation_in(ctx, session, held.theirs)


def test_the_list_of_inspections(held: Held, state: bool) -> None:
    for who in READERS:
        listed = {one.no for one in read_inspections(held.hall.ctx(who), DAY).lines}
        assert (held.theirs in listed) is state, who
    for who in (AGENT, LEADER):
        with suppress(NotAllowed):
            listed = {one.no for one in read_inspections(held.hall.ctx(who), DAY).lines}
            assert held.theirs not in listed or (state and who == LEADER)


def test_the_findings(held: Held, state: bool) -> None:
    no = bare(held)
    for who in (*READERS, AGENT, LEADER):
        ctx = held.hall.ctx(who)
        registers = who in (HEAD, DIRECTOR) and state
        for found in (findings_for(ctx), LastCheck().found(ctx)):
            told = no in {row.finding.subject for row in found.rows}
            assert told is (who == RATERS[1] or registers), who


def test_the_findings_under_another_policy(held: Held, state: bool) -> None:
    """With another pass mark nothing is told of a score that is blind."""
    no = bare(held)
    for who in (HEAD, DIRECTOR):
        found = rejudge(held.hall.ctx(who), DAY, DAY, {"qa_pass_mark": 30})
        told = {row.finding.subject for row in (*found.appear, *found.disappear)}
        assert (no in told) is state, who


def test_a_persons_page_today_and_the_month_leave_calibrations_out(held: Held, state: bool) -> None:
    for who in (*READERS, AGENT, LEADER):
        hall, ctx = held.hall, held.hall.ctx(who)
        all_of_it = Seen(roster=True, posts=True, registers=True, leaves=True, inspections=True)
        with ctx.read() as session:
            row = person(session, hall.people[AGENT], DAY)
            assert row is not None
            shown = person_file(session, row, DAY, all_of_it, ctx.time, ctx.now())
            numbers = own_numbers(session, hall.people[AGENT], DAY, ctx.time)
        assert shown.inspections == ()
        assert (numbers.inspections, numbers.score) == (0, None)
        assert read_quality(ctx, hall.centre.month) == []


def test_the_scoring_page_shows_nobody_a_colleagues(held: Held, state: bool) -> None:
    for who in RATERS:
        ctx = held.hall.ctx(who)
        board = scoring_board(ctx, everybody=True)
        assert {one.inspector_id for one in board.tasks} <= {held.hall.people[who]}
        for other in RATERS:
            if other != who:
                with pytest.raises(AppError):
                    scoring_sheet(ctx, held.hall.task(held.no, other, ONE))


def test_the_trail_tells_no_score(held: Held, state: bool) -> None:
    for who in (HEAD, DIRECTOR):
        ctx = held.hall.ctx(who)
        rows = audit_trail.begin(ctx, AuditFilter(kind="inspection.submit")).rows
        assert len(rows) >= 5
        for row in rows:
            assert "total" not in row.after


def test_a_workbook_takes_out_what_is_open(held: Held, state: bool) -> None:
    for who in (DIRECTOR, KEEPER):
        records = export_centre(held.hall.ctx(who), "x.xlsx")
        assert (held.theirs in {one.no for one in records.inspections}) is state
        assert (held.theirs in {one.inspection for one in records.books.scores}) is state


def test_whoever_holds_the_file_takes_out_all(held: Held) -> None:
    keeper = held.hall.centre.context.acting_as(Actor("os:keeper", keeper=True))
    assert len(export_centre(keeper, "x.xlsx").inspections) == 5
