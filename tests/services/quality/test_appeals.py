"""What becomes of an inspection: acknowledged, appealed, answered, decided (QA-4, QA-5)."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta

import pytest
from sqlalchemy import update

from app.context import Actor
from app.errors import BadInput, Conflict, NotAllowed, NotFound, RuleViolated
from app.models import Calibration, Inspection, Post
from app.queries import facts
from app.reading.quality.appeals import appeals_waiting
from app.reading.quality.inspections import read_inspection, read_inspections, read_own_past
from app.rules.check import check
from app.rules.findings import Finding
from app.rules.scorecards.course import InspectionState
from app.rules.scorecards.scoring import Given
from app.rules.vocabulary import AppealStepKind, Role
from app.services.quality.appeals import Decision, acknowledge, answer, appeal, decide
from app.services.quality.looks import open_inspection
from app.text.findings import finding_remedy, finding_sentence
from tests.factories import NOW, SmallCentre, TestClock, a_department, a_person
from tests.services.quality.appeal_desk import (
    AGENT,
    COLLEAGUE,
    DIRECTOR,
    HEAD,
    INSPECTOR,
    KEEPER,
    LEADER,
    OTHER_LEADER,
    RAISED,
    STEPS,
    WHY,
    a_scored_one,
    acting,
    appealed,
    looks,
    rejecting,
    scored,
    sheet,
    told,
    upholding,
)
from tests.services.quality.scoring_desk import (
    GOOD,
    Scorer,
    a_calibration,
    a_card,
    inspection,
    planned,
    scores,
)

pytestmark = [pytest.mark.rule(rule) for rule in ("QA-4", "QA-5")]


@pytest.fixture
def no(centre: SmallCentre) -> str:
    """An inspection of 1001, of three items, worth 77."""
    return a_scored_one(centre)


# -- the agent -------------------------------------------------------------------------------


def test_what_is_acknowledged_stands(centre: SmallCentre, no: str) -> None:
    mine = acting(centre, AGENT)
    acknowledge(mine, no)
    acknowledge(mine, no)
    assert inspection(mine, no).acknowledged_at == NOW
    assert sheet(centre, no).offers.state is InspectionState.ACKNOWLEDGED
    with pytest.raises(Conflict):
        appealed(centre, no)


def test_an_appeal_names_items_and_why(centre: SmallCentre, no: str) -> None:
    appeal(acting(centre, AGENT), no, WHY | {"3": "复述过一次"}, "请复听")
    found = sheet(centre, no)
    assert found.points == WHY | {"3": "复述过一次"}
    assert [(one.kind, one.text) for one in found.course] == [(AppealStepKind.APPEALED, "请复听")]
    assert inspection(centre.context, no).appeal == (
        "开场白：问候语完整，见录音开头\n归纳：复述过一次\n请复听"
    )
    assert told(centre, no) >= {(INSPECTOR, "inspection.appealed"), (HEAD, "inspection.appealed")}
    assert scores(centre.context, no) == [("1", 1, 90, ""), ("2", 1, 80, ""), ("3", 1, 70, "")]


@pytest.mark.parametrize("reasons", [{}, {"1": " "}, {"9": "没有这一项"}])
def test_an_appeal_without_a_reason_is_none(
    centre: SmallCentre, no: str, reasons: dict[str, str]
) -> None:
    with pytest.raises(BadInput):
        appeal(acting(centre, AGENT), no, reasons)
    assert inspection(centre.context, no).appealed_at is None


def test_the_fifth_day_is_in_time(centre: SmallCentre, no: str, clock: TestClock) -> None:
    clock.pass_by(days=5, hours=14)
    assert sheet(centre, no).offers.until == date(2026, 10, 20)
    appealed(centre, no)
    assert sheet(centre, no).offers.state is InspectionState.APPEALED


def test_the_sixth_day_is_too_late(centre: SmallCentre, no: str, clock: TestClock) -> None:
    clock.pass_by(days=5, hours=15)
    offers = sheet(centre, no, AGENT).offers
    assert (offers.appeal, offers.acknowledge, offers.days_left) == (False, True, 0)
    with pytest.raises(RuleViolated) as caught:
        appealed(centre, no)
    (found,) = caught.value.findings
    assert isinstance(found, Finding)
    assert found.code == "QA-5.late_appeal"
    said = finding_sentence(found) + finding_remedy(found)
    assert all(day in said for day in ("15 Oct", "21 Oct", "20 Oct", "5 days")), said
    assert inspection(centre.context, no).appealed_at is None
    acknowledge(acting(centre, AGENT), no)


def test_who_appealed_does_not_acknowledge(centre: SmallCentre, no: str) -> None:
    appealed(centre, no)
    with pytest.raises(Conflict):
        acknowledge(acting(centre, AGENT), no)
    with pytest.raises(Conflict):
        appealed(centre, no)


# -- the inspector ---------------------------------------------------------------------------


def test_who_scored_it_answers_once(centre: SmallCentre, no: str) -> None:
    appealed(centre, no)
    answer(acting(centre, INSPECTOR), no, "听了两遍")
    assert [one.text for one in sheet(centre, no).course] == ["", "听了两遍"]
    assert (AGENT, "inspection.answered") in told(centre, no)
    with pytest.raises(Conflict):
        answer(acting(centre, INSPECTOR), no, "再说一遍")


def test_nobody_answers_what_nobody_appealed(centre: SmallCentre, no: str) -> None:
    with pytest.raises(Conflict):
        answer(acting(centre, INSPECTOR), no, "听了两遍")


# -- the head --------------------------------------------------------------------------------


def test_a_rejected_appeal_leaves_the_scores(centre: SmallCentre, no: str) -> None:
    appealed(centre, no)
    assert decide(acting(centre, HEAD), no, rejecting()) == 1
    row = inspection(centre.context, no)
    assert (row.decided_by_id, row.decided_at, row.upheld) == (centre.people[HEAD], NOW, False)
    assert len(scores(centre.context, no)) == 3
    assert told(centre, no) >= {(AGENT, "inspection.rejected"), (INSPECTOR, "inspection.rejected")}


def test_an_upheld_appeal_stands_beside_the_old_scores(centre: SmallCentre, no: str) -> None:
    appealed(centre, no)
    assert decide(acting(centre, HEAD), no, upholding(RAISED)) == 2
    assert scores(centre.context, no) == [
        ("1", 1, 90, ""), ("1", 2, 95, ""), ("2", 1, 80, ""), ("2", 2, 80, ""),
        ("3", 1, 70, ""), ("3", 2, 70, ""),
    ]  # fmt: skip
    found = sheet(centre, no)
    assert [(one.revision, one.valid) for one in found.revisions] == [(1, False), (2, True)]
    worths = [one.total.worth and one.total.worth.total for one in found.revisions]
    assert worths == [77, 78]
    assert told(centre, no) >= {(AGENT, "inspection.upheld"), (INSPECTOR, "inspection.upheld")}


@pytest.mark.parametrize(
    "changes",
    [(Given("1", 90.0),), (Given("2", 90.0),), (Given("1", 101.0),), (Given("1", na=True),)],
    ids=["none is another", "not appealed against", "over 100", "never not applicable"],
)
def test_what_no_revision_may_be(centre: SmallCentre, no: str, changes: tuple[Given, ...]) -> None:
    appealed(centre, no)
    with pytest.raises(BadInput):
        decide(acting(centre, HEAD), no, upholding(*changes))
    assert len(scores(centre.context, no)) == 3
    assert inspection(centre.context, no).decided_at is None


def test_a_new_score_under_its_mark_has_a_comment(centre: SmallCentre, no: str) -> None:
    appealed(centre, no)
    with pytest.raises(RuleViolated) as caught:
        decide(acting(centre, HEAD), no, upholding(Given("1", 59.0)))
    assert {one.code for one in caught.value.findings if isinstance(one, Finding)} == {
        "QA-4.no_comment"
    }
    assert decide(acting(centre, HEAD), no, upholding(Given("1", 60.0))) == 2


def test_under_the_mark_with_a_comment(centre: SmallCentre, no: str) -> None:
    appealed(centre, no)
    decide(acting(centre, HEAD), no, upholding(Given("1", 59.0, comment="未报工号")))
    assert ("1", 2, 59, "未报工号") in scores(centre.context, no)


def test_the_standard_card_keeps_its_scores(centre: SmallCentre) -> None:
    five = tuple(
        Given(item, 80.0)
        for item in ("language", "attitude", "tone", "summarising", "adaptability")
    )
    scorer, at = Scorer.of(centre), planned(centre, AGENT, ref="five")
    scorer.takes_up(at)
    no = scorer.submits(at, five, card="", card_version=None)
    appeal(acting(centre, AGENT), no, {"tone": "语速正常"})
    assert decide(acting(centre, HEAD), no, Decision("属实", 1, upheld=True)) == 1
    found = sheet(centre, no)
    assert (len(found.revisions), found.offers.state) == (1, InspectionState.UPHELD)
    assert found.valid.total.worth
    assert found.valid.total.worth.total == 80


def test_an_answer_that_was_not_read_is_read_first(centre: SmallCentre, no: str) -> None:
    appealed(centre, no)
    answer(acting(centre, INSPECTOR), no, "听了两遍")
    with pytest.raises(Conflict):
        decide(acting(centre, HEAD), no, rejecting(seen=1))
    decide(acting(centre, HEAD), no, rejecting(seen=2))


def test_what_is_decided_is_decided(centre: SmallCentre, no: str) -> None:
    appealed(centre, no)
    decide(acting(centre, HEAD), no, rejecting())
    with pytest.raises(Conflict):
        decide(acting(centre, HEAD), no, upholding(seen=2))
    assert len(scores(centre.context, no)) == 3


def test_a_head_who_scored_it_leaves_it_to_another(centre: SmallCentre, no: str) -> None:
    """The inspector has become head of the department meanwhile, beside the first one."""
    appealed(centre, no)
    with centre.context.write() as session:
        there = update(Post).where(Post.person_id == centre.people[INSPECTOR])
        session.execute(there.values(role=Role.DEPARTMENT_HEAD))
    judges = sheet(centre, no).offers.judges
    assert [one.no for one in judges.judges] == [HEAD]
    assert [one.no for one in judges.parties] == [INSPECTOR]
    with pytest.raises(NotAllowed):
        decide(acting(centre, INSPECTOR), no, rejecting())
    decide(acting(centre, HEAD), no, rejecting())


def test_without_another_head_the_page_knows_of_none(centre: SmallCentre, no: str) -> None:
    """Who was scored heads the department alone by now; another head, once there is one, does."""
    appealed(centre, no)
    with centre.context.write() as session:
        for who, role in ((AGENT, Role.DEPARTMENT_HEAD), (HEAD, Role.AGENT)):
            there = update(Post).where(Post.person_id == centre.people[who])
            session.execute(there.values(role=role, team_id=None, department_id=centre.department))
    judges = sheet(centre, no, INSPECTOR).offers.judges
    assert (judges.judges, [one.no for one in judges.parties]) == ((), [AGENT])
    with pytest.raises(NotAllowed):
        decide(acting(centre, AGENT), no, rejecting())
    with centre.context.write() as session:
        there = update(Post).where(Post.person_id == centre.people[HEAD])
        session.execute(there.values(role=Role.DEPARTMENT_HEAD))
    decide(acting(centre, HEAD), no, rejecting())


def test_check_finds_nothing_in_what_was_done_here(centre: SmallCentre, no: str) -> None:
    appealed(centre, no)
    answer(acting(centre, INSPECTOR), no, "听了两遍")
    decide(acting(centre, HEAD), no, upholding(seen=2))
    with centre.context.read() as session:
        found = check(facts.centre(session), facts.policies(session), centre.context.time, NOW)
    assert not [one for one in found if one.rule in ("QA-4", "QA-5")]


# -- who sees and does what ------------------------------------------------------------------

SEES = {
    AGENT: True, COLLEAGUE: False, LEADER: True, OTHER_LEADER: False, INSPECTOR: True,
    HEAD: True, DIRECTOR: True, KEEPER: False,
}  # fmt: skip
ACTS: dict[str, tuple[str, Callable[[SmallCentre, str, str], object], str]] = {
    "acknowledge": ("", lambda centre, by, no: acknowledge(acting(centre, by), no), AGENT),
    "appeal": ("", lambda centre, by, no: appeal(acting(centre, by), no, WHY), AGENT),
    "answer": ("appeal", lambda centre, by, no: answer(acting(centre, by), no, "说明"), INSPECTOR),
    "reject": ("appeal", lambda centre, by, no: decide(acting(centre, by), no, rejecting()), HEAD),
    "uphold": ("appeal", lambda centre, by, no: decide(acting(centre, by), no, upholding()), HEAD),
}
"""What must have been done before, the act, and whose it is."""


def test_who_reads_it(centre: SmallCentre, no: str) -> None:
    """In every reader alike; nobody's score stands in a list but one's own."""
    for by, sees in SEES.items():
        mine = acting(centre, by)
        listed = {line.no: line.total for line in read_inspections(mine).lines}
        assert listed == ({no: 77 if by == AGENT else None} if sees else {}), by
        for reader in (read_inspection, open_inspection):
            if sees:
                assert reader(mine, no).no == no
            else:
                with pytest.raises(NotAllowed):
                    reader(mine, no)
        if by == AGENT:
            assert read_own_past(mine, no).own is None
        else:
            with pytest.raises(NotAllowed):
                read_own_past(mine, no)
    assert looks(centre) == [one for one, sees in SEES.items() if sees and one not in _NO_LOOK]


_NO_LOOK = (AGENT, INSPECTOR)


@pytest.mark.parametrize("act", ACTS)
def test_who_does_what(centre: SmallCentre, no: str, act: str) -> None:
    before, do, whose = ACTS[act]
    if before:
        STEPS[before](centre, no)
    for by in SEES:
        if by != whose:
            with pytest.raises(NotAllowed):
                do(centre, by, no)
    do(centre, whose, no)


def test_what_is_offered_is_what_is_taken(centre: SmallCentre, no: str) -> None:
    """In every state, to everybody who may see it."""
    other = scored(centre, (Given("1", 50.0, comment="缺"), *GOOD[1:]))
    _offered(centre, no, {AGENT: {"acknowledge", "appeal"}})
    STEPS["appeal"](centre, no)
    _offered(centre, no, {INSPECTOR: {"answer"}, HEAD: {"decide"}})
    STEPS["answer"](centre, no)
    _offered(centre, no, {HEAD: {"decide"}})
    STEPS["uphold"](centre, no)
    _offered(centre, no, {})
    STEPS["appeal"](centre, other)
    STEPS["reject"](centre, other)
    _offered(centre, other, {})


def _offered(centre: SmallCentre, no: str, wanted: dict[str, set[str]]) -> None:
    names = ("acknowledge", "appeal", "answer", "decide")
    for by in (one for one, sees in SEES.items() if sees):
        offers = sheet(centre, no, by).offers
        assert {name for name in names if getattr(offers, name)} == wanted.get(by, set()), by


def test_the_head_of_the_department_that_the_agent_moved_to_decides(
    centre: SmallCentre, no: str, clock: TestClock
) -> None:
    appealed(centre, no)
    with centre.context.write() as session:
        other = a_department(session, "Complaints")
        head = a_person(session, "3000", role=Role.DEPARTMENT_HEAD, department=other).id
        session.add(
            Post(person_id=centre.people[AGENT], since=date(2026, 10, 16), role=Role.AGENT,
                 team_id=None, department_id=other.id, job_type="inbound")
        )  # fmt: skip
    new = centre.context.acting_as(Actor("3000", head))
    with pytest.raises(NotAllowed):
        decide(new, no, rejecting())
    clock.pass_by(days=1)
    with pytest.raises(NotAllowed):
        decide(acting(centre, HEAD), no, rejecting())
    assert [one.no for one in appeals_waiting(new).decide] == [no]
    assert read_inspection(new, no).offers.decide
    assert decide(new, no, rejecting()) == 1


def test_another_leader_of_the_day_reads_what_was_scored_then(
    centre: SmallCentre, no: str, clock: TestClock
) -> None:
    """The agent moves: who led them on the day of the inspection still reads it, the new leader
    does not."""
    with centre.context.write() as session:
        session.add(
            Post(person_id=centre.people[AGENT], since=date(2026, 10, 18), role=Role.AGENT,
                 team_id=centre.teams["B"], department_id=centre.department, job_type="inbound")
        )  # fmt: skip
    clock.pass_by(days=4)
    assert sheet(centre, no, LEADER).no == no
    with pytest.raises(NotAllowed):
        sheet(centre, no, OTHER_LEADER)


def test_each_opening_of_another_ones_is_a_look(centre: SmallCentre, no: str) -> None:
    for by in (AGENT, INSPECTOR, LEADER, HEAD, HEAD):
        open_inspection(acting(centre, by), no)
        read_inspection(acting(centre, by), no)
        read_inspections(acting(centre, by))
    assert looks(centre) == [LEADER, HEAD, HEAD]


# -- calibrations ----------------------------------------------------------------------------


def _in_calibration(centre: SmallCentre, left: bool) -> str:
    """Scored by 0003; `left`: somebody has not scored it yet."""
    held = a_calibration(centre)
    at = planned(centre, AGENT, ref="k-1", calibration_id=held)
    if left:
        planned(centre, AGENT, ref="k-1", calibration_id=held)
    scorer = Scorer.of(centre)
    scorer.takes_up(at)
    return scorer.submits(at)


def _seen_by(centre: SmallCentre, by: str, no: str) -> bool:
    mine = acting(centre, by)
    listed = no in {line.no for line in read_inspections(mine).lines}
    try:
        read_inspection(mine, no)
    except (NotFound, NotAllowed):
        return listed
    assert listed
    return True


def test_a_calibration_is_blind_until_all_have_scored_or_it_is_closed(centre: SmallCentre) -> None:
    """And its agent never sees it."""
    a_card(centre)
    no = _in_calibration(centre, left=True)
    everybody = (AGENT, LEADER, INSPECTOR, HEAD, DIRECTOR)
    assert not any(_seen_by(centre, by, no) for by in everybody)
    with centre.context.write() as session:
        session.execute(update(Calibration).values(closed_at=NOW))
    assert [by for by in everybody if not _seen_by(centre, by, no)] == [AGENT]
    for act in (acknowledge, lambda ctx, no: appeal(ctx, no, WHY)):
        with pytest.raises(NotFound):
            act(acting(centre, AGENT), no)


def test_one_that_all_have_scored_is_seen(centre: SmallCentre) -> None:
    a_card(centre)
    assert _seen_by(centre, HEAD, _in_calibration(centre, left=False))


# -- what waits ------------------------------------------------------------------------------


def test_today_tells_each_what_waits_for_them(
    centre: SmallCentre, no: str, clock: TestClock
) -> None:
    clock.pass_by(days=2)
    mine = appeals_waiting(acting(centre, AGENT))
    assert [(one.no, one.days_left) for one in mine.acknowledge] == [(no, 3)]
    appealed(centre, no)
    assert not appeals_waiting(acting(centre, AGENT)).acknowledge
    assert [one.no for one in appeals_waiting(acting(centre, INSPECTOR)).answer] == [no]
    assert [one.no for one in appeals_waiting(acting(centre, HEAD)).decide] == [no]
    for by in (COLLEAGUE, LEADER, DIRECTOR):
        waits = appeals_waiting(acting(centre, by))
        assert (waits.acknowledge, waits.answer, waits.decide) == ((), (), ())


def test_nothing_of_it_is_ever_overdue(centre: SmallCentre, no: str, clock: TestClock) -> None:
    clock.pass_by(days=6)
    assert appeals_waiting(acting(centre, AGENT)).acknowledge == ()


# -- what it is seen against -----------------------------------------------------------------


def _last_month(centre: SmallCentre, agent: str, given: tuple[Given, ...], at: int) -> None:
    """Scored in September."""
    scorer, plan = Scorer.of(centre), planned(centre, agent, ref=f"s-{agent}-{at}")
    scorer.takes_up(plan)
    no = scorer.submits(plan, given)
    when = NOW - timedelta(days=30)
    with centre.context.write() as session:
        row = update(Inspection).where(Inspection.inspection_no == no)
        session.execute(row.values(inspected_at=when, submitted_at=when))


def _given(one: float, two: float, three: float) -> tuple[Given, ...]:
    return Given("1", one), Given("2", two), Given("3", three)


def test_ones_own_past_and_the_departments_mean(centre: SmallCentre, no: str) -> None:
    _last_month(centre, AGENT, _given(80, 80, 80), 1)
    _last_month(centre, AGENT, _given(90, 90, 90), 2)
    _last_month(centre, "1002", _given(70, 70, 70), 3)
    _last_month(centre, "1003", _given(60, 60, 60), 4)
    found = read_own_past(acting(centre, AGENT), no)
    assert found.own is not None
    assert found.department is not None
    assert (found.own.inspections, found.own.mean) == (2, 85)
    assert found.own.low is not None
    assert found.own.low < 85
    assert found.own_items == {"1": 85, "2": 85, "3": 85}
    assert found.department.total == 75
    assert found.department.items == {"1": 75, "2": 75, "3": 75}


def test_of_two_people_no_mean_is_told(centre: SmallCentre, no: str) -> None:
    """From one's own and that of both the other's could be told."""
    _last_month(centre, AGENT, _given(80, 80, 80), 1)
    _last_month(centre, "1002", _given(70, 70, 70), 2)
    found = read_own_past(acting(centre, AGENT), no)
    assert (found.department, found.people) == (None, 2)


def test_an_item_of_too_few_is_left_out(centre: SmallCentre, no: str) -> None:
    away = (Given("1", 70.0), Given("2", 70.0), Given("3", na=True))
    _last_month(centre, AGENT, _given(80, 80, 80), 1)
    _last_month(centre, "1002", away, 2)
    _last_month(centre, "1003", away, 3)
    found = read_own_past(acting(centre, AGENT), no)
    assert found.department is not None
    assert set(found.department.items) == {"1", "2"}


def test_this_months_scores_of_others_move_nothing(centre: SmallCentre, no: str) -> None:
    """What changes with each inspection that is added would tell that one's score."""
    for at, agent in enumerate((AGENT, "1002", "1003")):
        _last_month(centre, agent, _given(80, 80, 80), at)
    before = read_own_past(acting(centre, AGENT), no)
    scored(centre, _given(100, 100, 100), agent="1002")
    assert read_own_past(acting(centre, AGENT), no) == before
