"""What the verdict on an undecided leave says of the steps, the late filing and the paper."""

from __future__ import annotations

import pytest

from app.rules.findings import Finding
from app.rules.leave_verdict import leave_verdict
from app.rules.policy import Policy
from app.rules.verdict import Outcome, RuleLine
from app.rules.vocabulary import LeaveStatus, LeaveStepKind, Level
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


def waiting(found: RuleLine) -> list[tuple[object, object]]:
    return [(one.params["step"], one.params["who"]) for one in found.said]


@pytest.mark.rule("LEAVE-1")
def test_every_step_that_is_still_to_come_is_named_with_who_decides_it(centre: Centre) -> None:
    found = line(centre, "LEAVE-1", last="2026-10-13")
    assert found.outcome is Outcome.DECISION
    assert waiting(found) == [
        (LeaveStepKind.LEADER, [LEADER_A]),
        (LeaveStepKind.HEAD, [HEAD]),
        (LeaveStepKind.DIRECTOR, [DIRECTOR]),
    ]
    assert all(one.level is Level.NOTE and one.code == "LEAVE-1.waiting" for one in found.said)
    assert {one.params["days"] for one in found.said} == {2}


@pytest.mark.rule("LEAVE-1")
def test_a_step_that_is_signed_is_not_waited_for(centre: Centre) -> None:
    found = line(centre, "LEAVE-1", last="2026-10-13", leader=LEADER_SIGNED)
    assert waiting(found) == [(LeaveStepKind.HEAD, [HEAD]), (LeaveStepKind.DIRECTOR, [DIRECTOR])]


@pytest.mark.rule("LEAVE-1")
def test_signed_by_all_it_is_kept_with_its_steps(centre: Centre) -> None:
    found = line(
        centre, "LEAVE-1", leader=LEADER_SIGNED, head=HEAD_SIGNED, status=LeaveStatus.APPROVED
    )
    assert (found.outcome, [one.code for one in found.said]) == (Outcome.ALLOWED, ["LEAVE-1.kept"])
    assert found.said[0].params["steps"] == [LeaveStepKind.LEADER, LeaveStepKind.HEAD]


@pytest.mark.rule("LEAVE-1")
def test_a_wrong_signature_is_refused_and_waits_for_nobody(centre: Centre) -> None:
    found = line(centre, "LEAVE-1", leader=(HEAD, "2026-10-05 10:00"))
    assert found.outcome is Outcome.REFUSED


@pytest.mark.rule("LEAVE-2")
def test_a_late_filing_waits_for_the_heads_word(centre: Centre) -> None:
    found = line(centre, "LEAVE-2", filed="2026-10-12 06:00")
    assert found.outcome is Outcome.DECISION
    assert [(one.code, one.params["step"]) for one in found.said] == [
        ("LEAVE-2.waiting", LeaveStepKind.HEAD)
    ]


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
    ("rule", "figure", "code", "count"),
    [
        pytest.param("LEAVE-6", "nights", "N", 1, marks=pytest.mark.rule("LEAVE-6")),
        pytest.param("LEAVE-6", "nights", "E", 0, marks=pytest.mark.rule("LEAVE-6")),
        pytest.param("LEAVE-7", "holidays", "E", 0, marks=pytest.mark.rule("LEAVE-7")),
        pytest.param("LEAVE-8", "shifts", "E", 1, marks=pytest.mark.rule("LEAVE-8")),
    ],
)
def test_a_rule_that_is_kept_says_what_it_counted(
    centre: Centre, rule: str, figure: str, code: str, count: int
) -> None:
    centre.rostered("101", d1012=code)
    found = line(centre, rule, special="母亲手术")
    said: Finding = found.said[0]
    assert (found.outcome, said.code, said.params[figure]) == (
        Outcome.ALLOWED, f"{rule}.kept", count,
    )  # fmt: skip


@pytest.mark.rule("LEAVE-7")
def test_a_holiday_with_circumstances_in_time_is_counted(centre: Centre) -> None:
    centre.rostered("101", d1012="E")
    centre.holiday("2026-10-12")
    assert line(centre, "LEAVE-7", special="母亲手术").said[0].params["holidays"] == 1
