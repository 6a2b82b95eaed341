"""Scoring an inspection: taken up, handed back, submitted and sealed (QA-1, QA-3, QA-4)."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from functools import partial
from typing import Any

import pytest
from sqlalchemy import func, insert, select, update

from app.bootstrap import verify_store
from app.context import Actor
from app.errors import BadInput, Conflict, NotAllowed, NotFound, RuleViolated
from app.models import Calibration, CardItem, Contact, Draft, Inspection, Notice, PlannedInspection
from app.queries.quality.scoring_cards import CardChoice, card_items
from app.queries.quality.scoring_plan import TaskState
from app.reading.findings import LastCheck, findings_for
from app.reading.quality.scoring import scoring_board, scoring_sheet
from app.rules.findings import Finding
from app.rules.scorecards.scoring import Given
from app.services.handover.drafts import keep_draft
from app.services.quality.scoring import submit
from app.services.quality.taking_up import NewContact, hand_back, take_up, take_up_contact
from tests.factories import (
    NOW,
    SmallCentre,
    TestClock,
    a_department,
    a_person,
    as_it_stands,
)
from tests.services.quality.scoring_desk import (
    CALLED,
    CARD,
    GOOD,
    INSPECTOR,
    SECOND,
    WEEK,
    Scorer,
    a_calibration,
    a_card,
    a_draw,
    a_second_inspector,
    inspection,
    planned,
    scores,
)

pytestmark = [pytest.mark.rule(rule) for rule in ("QA-1", "QA-3", "QA-4")]
REF = "20261014-1"


@pytest.fixture
def scorer(centre: SmallCentre) -> Scorer:
    """The inspector of the small centre, which has a card."""
    a_card(centre)
    return Scorer.of(centre)


def refused(
    scorer: Scorer, planned_id: int, given: Sequence[Given] = GOOD, **more: Any
) -> set[str]:
    """By which findings; nothing was written by then."""
    with pytest.raises(RuleViolated) as caught:
        scorer.submits(planned_id, given, **more)
    assert scorer.task(planned_id).open
    with scorer.ctx.read() as session:
        assert session.scalar(select(func.count()).select_from(Inspection)) == 0
    found = [one for one in caught.value.findings if isinstance(one, Finding)]
    return {one.code for one in found}


# -- submitting ------------------------------------------------------------------------------


def test_what_is_submitted_stands_item_by_item(centre: SmallCentre, scorer: Scorer) -> None:
    at = planned(centre, ref=REF)
    scorer.takes_up(at)
    no = scorer.submits(at, comment="整体平稳")
    row = inspection(scorer.ctx, no)
    assert no == "Q-00001"
    assert (row.card, row.card_version, row.contact_ref) == (CARD, 1, REF)
    assert row.inspected_at == row.submitted_at == NOW
    assert (row.language, row.comment, row.calibration_no) == (None, "整体平稳", "")
    assert scores(scorer.ctx, no) == [("1", 1, 90, ""), ("2", 1, 80, ""), ("3", 1, 70, "")]
    done = scorer.task(at)
    assert (done.state, done.inspection_no, done.contact_at) == (TaskState.DONE, no, CALLED)


def test_not_applicable_is_kept_as_such(centre: SmallCentre, scorer: Scorer) -> None:
    at = planned(centre, ref=REF)
    no = scorer.submits(at, (Given("1", 90), Given("2", 80), Given("3", na=True)))
    assert scores(scorer.ctx, no)[2] == ("3", 1, None, "")


def test_without_a_card_the_five_columns_are_written(centre: SmallCentre, scorer: Scorer) -> None:
    five = ("language", "attitude", "tone", "summarising", "adaptability")
    given = tuple(Given(item, 80.0 + at) for at, item in enumerate(five))
    no = scorer.submits(planned(centre, ref=REF), given, card="", card_version=None)
    row = inspection(scorer.ctx, no)
    assert [getattr(row, item) for item in five] == [80, 81, 82, 83, 84]
    assert (row.card, row.card_version, scores(scorer.ctx, no)) == ("", None, [])


def test_the_agent_is_told_and_the_trail_is_whole(centre: SmallCentre, scorer: Scorer) -> None:
    as_it_stands(centre.context)
    at = planned(centre, ref=REF)
    as_it_stands(centre.context)
    scorer.takes_up(at)
    no = scorer.submits(at)
    with scorer.ctx.read() as session:
        told = session.execute(select(Notice.person_id, Notice.code, Notice.subject)).all()
    assert [tuple(row) for row in told] == [
        (centre.people["1001"], "inspection.submitted", f"inspection:{no}")
    ]
    assert verify_store(centre.context.store.address).whole


def test_a_number_that_was_imported_is_not_given_twice(centre: SmallCentre, scorer: Scorer) -> None:
    first = scorer.submits(planned(centre, ref=REF))
    with centre.context.write() as session:
        session.execute(
            update(Inspection)
            .where(Inspection.inspection_no == first)
            .values(inspection_no="Q-00002")
        )
    assert scorer.submits(planned(centre, ref="20261014-2")) == "Q-00003"


# -- QA-4 --------------------------------------------------------------------------------------


def test_an_item_under_its_pass_mark_has_a_comment(centre: SmallCentre, scorer: Scorer) -> None:
    at = planned(centre, ref=REF)
    for comment in ("", "  "):
        bare = (Given("1", 59, comment=comment), *GOOD[1:])
        assert refused(scorer, at, bare) == {"QA-4.no_comment"}
    assert scorer.submits(at, (Given("1", 59, comment="打断客户"), *GOOD[1:]))
    assert scorer.submits(planned(centre, ref="20261014-2"), (Given("1", 60), *GOOD[1:]))


def test_under_a_mark_without_a_card_the_comment_on_the_whole_says_why(
    centre: SmallCentre, scorer: Scorer
) -> None:
    five = ("language", "attitude", "tone", "summarising", "adaptability")
    given = tuple(Given(item, 59.0 if at == 2 else 90.0) for at, item in enumerate(five))
    at = planned(centre, ref=REF)
    assert refused(scorer, at, given, card="", card_version=None) == {"QA-4.no_comment"}
    assert scorer.submits(at, given, card="", card_version=None, comment="语气生硬")


WHOLE: tuple[tuple[Sequence[Given], dict[str, Any], str], ...] = (
    (GOOD[:2], {}, "QA-4.unscored"),
    ((*GOOD[:2], Given("3")), {}, "QA-4.unscored"),
    (GOOD, {"contact_ref": ""}, "QA-4.no_contact"),
    (GOOD, {"contact_ref": "  "}, "QA-4.no_contact"),
    (GOOD, {"contact_at": None}, "QA-4.no_contact"),
)


def test_a_sheet_is_whole(centre: SmallCentre, scorer: Scorer) -> None:
    at = planned(centre)
    for given, more, code in WHOLE:
        assert refused(scorer, at, given, **{"contact_ref": REF, **more}) == {code}


def test_one_item_at_least_has_a_number(centre: SmallCentre, scorer: Scorer) -> None:
    with centre.context.write() as session:
        session.execute(update(CardItem).values(na=True))
    nothing = tuple(Given(item, na=True) for item in ("1", "2", "3"))
    at = planned(centre, ref=REF)
    assert refused(scorer, at, nothing) == {"QA-4.no_number"}
    assert scorer.submits(at, (Given("1", 0, comment="无应答"), *nothing[1:]))


def test_what_the_card_has_no_room_for_is_not_taken(centre: SmallCentre, scorer: Scorer) -> None:
    at = planned(centre, ref=REF)
    for wrong in (Given("1", 100.5), Given("1", -1), Given("1", float("nan")), Given("1", na=True),
                  Given("4", 80)):  # fmt: skip
        with pytest.raises(BadInput):
            scorer.submits(at, (wrong, *GOOD[1:]))


def test_the_contact_was_before_now(centre: SmallCentre, scorer: Scorer) -> None:
    at = planned(centre)
    for moved in (timedelta(minutes=1), timedelta(days=-400)):
        with pytest.raises(BadInput):
            scorer.submits(at, contact_ref=REF, contact_at=NOW + moved)


# -- which contact -----------------------------------------------------------------------------


def test_the_contact_that_was_drawn_is_the_one_that_is_scored(
    centre: SmallCentre, scorer: Scorer
) -> None:
    at = planned(centre, ref=REF)
    no = scorer.submits(at, contact_ref="an easier one", contact_at=NOW)
    assert inspection(scorer.ctx, no).contact_ref == REF
    assert scorer.task(at).contact_at == CALLED


def test_a_contact_that_is_chosen_is_the_agents_own_by_the_list(
    centre: SmallCentre, scorer: Scorer
) -> None:
    with centre.context.write() as session:
        session.add(
            Contact(ref=REF, agent_id=centre.people["1002"], started_at=CALLED, seconds=60,
                    job_type="", link="", shift="", changed_at=NOW)
        )  # fmt: skip
    with pytest.raises(BadInput):
        scorer.submits(planned(centre, "1001"), contact_ref=REF)
    assert scorer.submits(planned(centre, "1002"), contact_ref=REF)


def test_a_contact_that_is_chosen_is_nobody_elses_to_score(
    centre: SmallCentre, scorer: Scorer
) -> None:
    second = a_second_inspector(centre)
    theirs = planned(centre, ref=REF, inspector_id=second)
    with pytest.raises(Conflict):
        scorer.submits(planned(centre), contact_ref=REF)
    assert Scorer.of(centre, SECOND, second).submits(theirs)


def test_a_card_that_changed_under_the_sheet_is_looked_over_first(
    centre: SmallCentre, scorer: Scorer
) -> None:
    at = planned(centre, ref=REF)
    with scorer.ctx.read() as session:
        seen = card_items(session, CardChoice(CARD, 1))
    with centre.context.write() as session:
        session.execute(update(CardItem).where(CardItem.item == "1").values(title="结束语"))
    with pytest.raises(Conflict):
        scorer.submits(at, seen=seen)
    with scorer.ctx.read() as session:
        now = card_items(session, CardChoice(CARD, 1))
    assert scorer.submits(at, seen=now)


# -- once ------------------------------------------------------------------------------------


def test_a_planned_contact_is_submitted_once(centre: SmallCentre, scorer: Scorer) -> None:
    at = planned(centre, ref=REF)
    seen = scorer.sheet(at)
    scorer.submits(at)
    with pytest.raises(Conflict):
        submit(scorer.ctx, seen)
    with pytest.raises(Conflict):
        scorer.submits(at)


def test_a_contact_is_not_inspected_twice_without_a_word(
    centre: SmallCentre, scorer: Scorer
) -> None:
    scorer.submits(planned(centre, ref=REF))
    other = planned(centre, ref=REF)
    assert [one.code for one in scoring_sheet(scorer.ctx, other).warnings] == ["QA-4.twice"]
    with pytest.raises(RuleViolated) as caught:
        scorer.submits(other)
    assert "QA-4.twice" in str([one.code for one in caught.value.findings])  # type: ignore[attr-defined]
    assert scorer.submits(other, again=True) == "Q-00002"


def test_of_a_calibration_it_may_be_and_its_number_stays_with_it(
    centre: SmallCentre, scorer: Scorer
) -> None:
    scorer.submits(planned(centre, ref=REF))
    held = a_calibration(centre)
    at = planned(centre, ref=REF, calibration_id=held)
    sheet = scoring_sheet(scorer.ctx, at)
    assert (sheet.warnings, [one.card for one in sheet.choices]) == ((), [CARD])
    no = scorer.submits(at)
    assert inspection(scorer.ctx, no).calibration_no == "C-0001"
    with scorer.ctx.read() as session:
        assert len(session.scalars(select(Notice.id)).all()) == 1, "nobody is told of theirs"


def test_nothing_is_scored_for_a_calibration_that_is_closed(
    centre: SmallCentre, scorer: Scorer
) -> None:
    held = a_calibration(centre)
    at = planned(centre, ref=REF, calibration_id=held)
    with centre.context.write() as session:
        session.execute(update(Calibration).values(closed_at=NOW))
    with pytest.raises(Conflict):
        scorer.submits(at)


# -- taking up and handing back --------------------------------------------------------------


def test_one_that_a_colleague_has_begun_is_theirs(centre: SmallCentre, scorer: Scorer) -> None:
    second = Scorer.of(centre, SECOND, a_second_inspector(centre))
    at = planned(centre, ref=REF)
    seen = scorer.task(at).version
    second.takes_up(at)
    for refused_step in (lambda: take_up(scorer.ctx, at, seen), lambda: scorer.takes_up(at),
                         lambda: scorer.submits(at)):  # fmt: skip
        with pytest.raises(Conflict):
            refused_step()
    assert second.submits(at)


def test_what_is_handed_back_waits_again_without_its_draft(
    centre: SmallCentre, scorer: Scorer
) -> None:
    at = planned(centre, ref=REF, draw_id=a_draw(centre))
    scorer.takes_up(at)
    keep_draft(scorer.ctx, f"inspection:{at}", "{}")
    hand_back(scorer.ctx, at, scorer.task(at).version)
    assert scorer.task(at).state is TaskState.WAITING
    with scorer.ctx.read() as session:
        assert session.scalars(select(Draft.place)).all() == []


def test_without_a_plan_it_is_begun_by_agent_reference_and_time(
    centre: SmallCentre, scorer: Scorer
) -> None:
    at = take_up_contact(scorer.ctx, new(centre, ref=REF, link="https://rec.example/1"))
    one = scorer.task(at)
    assert (one.state, one.contact_ref, one.week) == (TaskState.BEGUN, REF, WEEK)
    hand_back(scorer.ctx, at, one.version)
    assert scorer.task(at).state is TaskState.DROPPED


def test_a_planned_contact_is_taken_up_as_it_is_planned(
    centre: SmallCentre, scorer: Scorer
) -> None:
    at = planned(centre, ref=REF)
    assert take_up_contact(scorer.ctx, new(centre, ref=REF)) == at
    second = Scorer.of(centre, SECOND, a_second_inspector(centre))
    with pytest.raises(Conflict):
        take_up_contact(second.ctx, new(centre, ref=REF))


def test_an_inspected_contact_is_begun_again_only_on_purpose(
    centre: SmallCentre, scorer: Scorer
) -> None:
    scorer.submits(planned(centre, ref=REF))
    with pytest.raises(RuleViolated):
        take_up_contact(scorer.ctx, new(centre, ref=REF))
    assert take_up_contact(scorer.ctx, new(centre, ref=REF, again=True))


def test_a_contact_of_the_list_is_its_agents(centre: SmallCentre, scorer: Scorer) -> None:
    with centre.context.write() as session:
        session.execute(
            insert(Contact).values(
                ref=REF, agent_id=centre.people["1002"], started_at=CALLED, seconds=240,
                link="https://rec.example/1", changed_at=NOW,
            )
        )  # fmt: skip
    with pytest.raises(BadInput):
        take_up_contact(scorer.ctx, new(centre, ref=REF))
    at = take_up_contact(scorer.ctx, new(centre, "1002", ref=REF))
    assert (scorer.task(at).seconds, scorer.task(at).link) == (240, "https://rec.example/1")


def new(centre: SmallCentre, agent: str = "1001", ref: str = REF, **more: Any) -> NewContact:
    return NewContact(centre.people[agent], ref, CALLED, **more)


# -- who may ---------------------------------------------------------------------------------


def test_only_an_inspector_scores(centre: SmallCentre, scorer: Scorer) -> None:
    at = planned(centre, "1002", ref=REF)
    for no in ("0001", "0002", "0004", "1000", "1001", INSPECTOR):
        somebody = Scorer.of(centre, no)
        steps = (
            partial(scoring_board, somebody.ctx),
            partial(scoring_sheet, somebody.ctx, at),
            partial(take_up_contact, somebody.ctx, new(centre, "1003", ref="other")),
            partial(somebody.takes_up, at),
            partial(somebody.submits, at),
        )
        for step in steps:
            if no == INSPECTOR:
                step()
            else:
                with pytest.raises(NotAllowed):
                    step()


def test_nobody_scores_themselves(centre: SmallCentre, scorer: Scorer) -> None:
    at = planned(centre, INSPECTOR, ref=REF)
    for step in (lambda: scorer.takes_up(at), lambda: scorer.submits(at),
                 lambda: take_up_contact(scorer.ctx, new(centre, INSPECTOR))):  # fmt: skip
        with pytest.raises(NotAllowed):
            step()


def test_an_inspector_scores_in_their_own_department(centre: SmallCentre, scorer: Scorer) -> None:
    with centre.context.write() as session:
        elsewhere = a_person(session, "9001", department=a_department(session, "Sales")).id
    with centre.context.write() as session:
        at = session.execute(
            insert(PlannedInspection).values(
                agent_id=elsewhere, inspector_id=centre.people[INSPECTOR], week=WEEK,
                contact_ref=REF, contact_at=CALLED, version=1,
            ).returning(PlannedInspection.id)
        ).scalar_one()  # fmt: skip
    for step in (lambda: scorer.takes_up(at), lambda: scorer.submits(at)):
        with pytest.raises(NotAllowed):
            step()


def test_the_stores_keeper_scores_nothing(centre: SmallCentre, scorer: Scorer) -> None:
    at = planned(centre, ref=REF)
    with pytest.raises(NotAllowed):
        take_up(centre.context, at, 1)
    with pytest.raises(NotAllowed):
        take_up(centre.context.acting_as(Actor("admin")), at, 1)
    with pytest.raises(NotFound):
        take_up(scorer.ctx, at + 1, 1)


# -- cards -----------------------------------------------------------------------------------


def test_the_version_in_force_today_is_the_one_to_score_by(
    centre: SmallCentre, scorer: Scorer, clock: TestClock
) -> None:
    a_card(centre, 2, since=date(2026, 10, 16))
    at = planned(centre, ref=REF)
    assert [one.version for one in scoring_sheet(scorer.ctx, at).choices] == [1, None]
    clock.pass_by(days=1)
    assert [one.version for one in scoring_sheet(scorer.ctx, at).choices] == [2, None]
    with pytest.raises(Conflict):
        scorer.submits(at)
    assert scorer.submits(at, card_version=2)


def test_the_card_that_one_scored_by_last_is_offered_first(
    centre: SmallCentre, scorer: Scorer
) -> None:
    one, other = planned(centre, ref=REF), planned(centre, ref="20261014-2")
    assert scoring_sheet(scorer.ctx, one).choice.card == CARD
    five = ("language", "attitude", "tone", "summarising", "adaptability")
    scorer.submits(one, [Given(item, 80) for item in five], card="", card_version=None)
    assert scoring_sheet(scorer.ctx, other).choice.standard


def test_help_and_groups_stand_beside_the_items(centre: SmallCentre, scorer: Scorer) -> None:
    lines = scoring_sheet(scorer.ctx, planned(centre, ref=REF)).lines
    assert [(line.heading, line.help) for line in lines] == [
        ("礼仪", "开场白的说明"), ("礼仪", "态度的说明"), ("业务", "归纳的说明"),
    ]  # fmt: skip


# -- the plan, QA-1 ---------------------------------------------------------------------------


def test_the_plan_has_what_is_begun_first_then_what_is_overdue(
    centre: SmallCentre, scorer: Scorer
) -> None:
    this = planned(centre, ref=REF)
    late = planned(centre, "1002", week=WEEK - timedelta(days=7))
    begun = planned(centre, "1003", ref="20261014-2")
    planned(centre, "1004", week=WEEK + timedelta(days=7))
    scorer.takes_up(begun)
    board = scoring_board(scorer.ctx)
    assert [one.id for one in board.tasks] == [begun, late, this]
    assert (board.overdue(), board.waiting()) == (1, 3)
    assert {one.no for one in board.lacking} >= {"1001", "1002"}
    assert {one.days_left for one in board.lacking} == {17}


def test_what_was_scored_this_week_stands_last_whenever_it_was_due(
    centre: SmallCentre, scorer: Scorer, clock: TestClock
) -> None:
    late = planned(centre, ref=REF, week=WEEK - timedelta(days=7))
    waiting = planned(centre, "1002", ref="20261014-2")
    scorer.submits(late)
    assert [one.id for one in scoring_board(scorer.ctx).tasks] == [waiting, late]
    clock.pass_by(days=7)
    assert [one.id for one in scoring_board(scorer.ctx).tasks] == [waiting]


def test_a_colleagues_plan_is_seen_on_request_but_of_no_calibration(
    centre: SmallCentre, scorer: Scorer
) -> None:
    second = a_second_inspector(centre)
    theirs = planned(centre, ref=REF, inspector_id=second)
    planned(centre, ref="x", inspector_id=second, calibration_id=a_calibration(centre))
    assert scoring_board(scorer.ctx).tasks == ()
    assert [one.id for one in scoring_board(scorer.ctx, everybody=True).tasks] == [theirs]


@pytest.mark.parametrize(("had", "codes"), [(4, []), (5, ["QA-1.too_many"])])
def test_one_too_many_in_the_month_is_said_before_it_is_begun(
    centre: SmallCentre, scorer: Scorer, had: int, codes: list[str]
) -> None:
    for number in range(had):
        scorer.submits(planned(centre, ref=f"c-{number}"))
    sheet = scoring_sheet(scorer.ctx, planned(centre, ref=REF))
    assert sheet.in_month == had
    assert [one.code for one in sheet.warnings] == codes


# -- the check -------------------------------------------------------------------------------


def test_a_check_that_is_carried_on_has_what_was_submitted(
    centre: SmallCentre, scorer: Scorer
) -> None:
    check = LastCheck()
    check.found(centre.context)
    at = planned(centre, ref=REF)
    as_it_stands(centre.context)
    check.found(centre.context)
    scorer.takes_up(at)
    scorer.submits(at)
    assert check.found(centre.context).rows == findings_for(centre.context).rows


def test_of_what_is_submitted_the_check_finds_nothing(centre: SmallCentre, scorer: Scorer) -> None:
    scorer.submits(planned(centre, ref=REF), (Given("1", 10, comment="无开场白"), *GOOD[1:]))
    codes = {row.finding.rule for row in findings_for(centre.context).rows}
    assert not codes & {"QA-2/通话", "QA-3", "QA-4", "QA-5"}
