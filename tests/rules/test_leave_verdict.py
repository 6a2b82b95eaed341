"""What the verdict on an undecided leave says of the steps, the late filing and the paper."""

from __future__ import annotations

import pytest

from app.rules.figures.figure import Days, Figures
from app.rules.figures.kept import (
    ChainWalked,
    HolidaysCovered,
    LateAwaited,
    NightsCovered,
    ShiftsCovered,
    StepAwaited,
)
from app.rules.leave_verdict import leave_verdict
from app.rules.policy import Policy
from app.rules.verdict import Outcome, RuleLine
from app.rules.vocabulary import LeaveStatus, LeaveStepKind, Level
from tests.figured import counted
from tests.rules.centre import DIRECTOR, HEAD, LEADER_A, Centre
from tests.rules.scenes import leave_at

NOW = "2026-10-05 10:30"
LEADER_SIGNED = (LEADER_A, "2026-10-05 10:00")
HEAD_SIGNED = (HEAD, "2026-10-05 10:10")


@pytest.fixture
def centre() -> Centre:
    return Centre()


def line(centre: Centre, rule: str, **words: object) -> RuleLine:
    """What `rule` says of a pending leave of 101 with these words."""
    given = {"leader": None, "head": None, "approved": "", "status": LeaveStatus.PENDING}
    no = centre.leave(**{**given, **words})  # type: ignore[arg-type]
    verdict = leave_verdict(leave_at(centre, no, NOW), Policy())
    return next(one for one in verdict.lines if one.rule == rule)


def waiting(found: RuleLine) -> list[tuple[LeaveStepKind, tuple[str, ...]]]:
    steps = [counted(one, StepAwaited) for one in found.said]
    return [(one.step, one.who) for one in steps]


@pytest.mark.rule("LEAVE-1")
def test_every_step_that_is_still_to_come_is_named_with_who_decides_it(centre: Centre) -> None:
    found = line(centre, "LEAVE-1", last="2026-10-13")
    assert found.outcome is Outcome.DECISION
    assert waiting(found) == [
        (LeaveStepKind.LEADER, (LEADER_A,)),
        (LeaveStepKind.HEAD, (HEAD,)),
        (LeaveStepKind.DIRECTOR, (DIRECTOR,)),
    ]
    assert all(one.level is Level.NOTE and one.code == "LEAVE-1.waiting" for one in found.said)


@pytest.mark.rule("LEAVE-1")
def test_a_step_that_is_signed_is_not_waited_for(centre: Centre) -> None:
    found = line(centre, "LEAVE-1", last="2026-10-13", leader=LEADER_SIGNED)
    assert waiting(found) == [(LeaveStepKind.HEAD, (HEAD,)), (LeaveStepKind.DIRECTOR, (DIRECTOR,))]


@pytest.mark.rule("LEAVE-1")
def test_signed_by_all_it_is_kept_with_its_steps(centre: Centre) -> None:
    found = line(
        centre, "LEAVE-1", leader=LEADER_SIGNED, head=HEAD_SIGNED, status=LeaveStatus.APPROVED
    )
    assert (found.outcome, [one.code for one in found.said]) == (Outcome.ALLOWED, ["LEAVE-1.kept"])
    walked = counted(found.said[0], ChainWalked)
    assert walked == ChainWalked(Days(1), (LeaveStepKind.LEADER, LeaveStepKind.HEAD))


@pytest.mark.rule("LEAVE-1")
def test_a_wrong_signature_is_refused_and_waits_for_nobody(centre: Centre) -> None:
    found = line(centre, "LEAVE-1", leader=(HEAD, "2026-10-05 10:00"))
    assert found.outcome is Outcome.REFUSED


@pytest.mark.rule("LEAVE-2")
def test_a_late_filing_waits_for_the_heads_word(centre: Centre) -> None:
    found = line(centre, "LEAVE-2", filed="2026-10-12 06:00")
    assert found.outcome is Outcome.DECISION
    (said,) = found.said
    assert counted(said, LateAwaited).filed == centre.at("2026-10-12 06:00")


@pytest.mark.rule("LEAVE-4")
@pytest.mark.parametrize(
    ("kind", "code"), [("personal", "not_asked"), ("sick", "waiting"),
                       ("emergency_sick", "kept")],
)  # fmt: skip
def test_only_the_sick_are_asked_for_a_paper(centre: Centre, kind: str, code: str) -> None:
    found = line(centre, "LEAVE-4", kind=kind, phoned="2026-10-12 06:00")
    assert [one.code for one in found.said] == [f"LEAVE-4.{code}"]


@pytest.mark.rule("LEAVE-4")
def test_a_paper_that_covers_the_days_is_kept(centre: Centre) -> None:
    paper = ("2026-10-12", "2026-10-12", "2026-10-05 09:30")
    found = line(centre, "LEAVE-4", kind="sick", certificate=paper, approved=NOW)
    assert [one.code for one in found.said] == ["LEAVE-4.kept"]


@pytest.mark.rule("LEAVE-5")
@pytest.mark.parametrize(("kind", "code"), [("sick", "not_asked"), ("emergency_sick", "kept")])
def test_only_an_emergency_is_asked_for_a_call(centre: Centre, kind: str, code: str) -> None:
    found = line(centre, "LEAVE-5", kind=kind, phoned="2026-10-12 06:00")
    assert [one.code for one in found.said] == [f"LEAVE-5.{code}"]


@pytest.mark.parametrize(
    ("rule", "code", "figures"),
    [
        pytest.param("LEAVE-6", "N", NightsCovered(1), marks=pytest.mark.rule("LEAVE-6")),
        pytest.param("LEAVE-6", "E", NightsCovered(0), marks=pytest.mark.rule("LEAVE-6")),
        pytest.param("LEAVE-7", "E", HolidaysCovered(0), marks=pytest.mark.rule("LEAVE-7")),
        pytest.param("LEAVE-8", "E", ShiftsCovered(1), marks=pytest.mark.rule("LEAVE-8")),
    ],
)
def test_a_rule_that_is_kept_says_what_it_counted(
    centre: Centre, rule: str, code: str, figures: Figures
) -> None:
    centre.rostered("101", d1012=code)
    found = line(centre, rule, special="母亲手术")
    assert (found.outcome, found.said[0].figures) == (Outcome.ALLOWED, figures)


@pytest.mark.rule("LEAVE-7")
def test_a_holiday_with_circumstances_in_time_is_counted(centre: Centre) -> None:
    centre.rostered("101", d1012="E")
    centre.holiday("2026-10-12")
    found = line(centre, "LEAVE-7", special="母亲手术")
    assert found.said[0].figures == HolidaysCovered(1)
