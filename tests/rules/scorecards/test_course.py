"""QA-5: until when an appeal is in time, where an inspection stands, what a revision may be."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, timedelta

import pytest

from app.rules.books import CardItem
from app.rules.calendar import CentreTime
from app.rules.facts import Inspection
from app.rules.policy import PolicyBook, PolicyChange
from app.rules.scorecards.appeals import appeal_until, late_appeal
from app.rules.scorecards.course import InspectionState, state_of
from app.rules.scorecards.revising import changed_items, check_revised, revised
from app.rules.scorecards.scoring import Given
from app.rules.vocabulary import Level

pytestmark = [pytest.mark.rule("QA-4"), pytest.mark.rule("QA-5")]
TIME = CentreTime()
SUBMITTED = datetime.fromisoformat("2026-10-15T23:50:00+08:00")
ONE = Inspection("Q-1", "1001", "0003", SUBMITTED, "通话", 1)
PLAIN = PolicyBook([])
LAST, NEXT = (datetime.fromisoformat(f"2026-10-{day}:00+08:00") for day in ("20T23:59", "21T00:00"))


def test_the_days_are_counted_by_the_date() -> None:
    """Submitted ten minutes before midnight: the fifth date after that one is the last, whole."""
    assert appeal_until(ONE, SUBMITTED, PLAIN, TIME) == date(2026, 10, 20)
    assert late_appeal(ONE, LAST, PLAIN, TIME) is None
    late = late_appeal(ONE, NEXT, PLAIN, TIME)
    assert late is not None
    assert (late.subject, late.person, late.day) == ("Q-1", "1001", date(2026, 10, 21))


def test_what_is_submitted_later_than_inspected_counts_from_then() -> None:
    later = replace(ONE, submitted_at=SUBMITTED + timedelta(days=2))
    assert late_appeal(later, NEXT + timedelta(days=1), PLAIN, TIME) is None
    assert late_appeal(later, NEXT + timedelta(days=2), PLAIN, TIME) is not None


def test_the_centres_own_days_count() -> None:
    three = PolicyBook([PolicyChange(SUBMITTED - timedelta(days=9), "qa_appeal_days", 3)])
    assert appeal_until(ONE, LAST, three, TIME) == date(2026, 10, 18)
    assert late_appeal(ONE, LAST - timedelta(days=2), three, TIME) is None
    assert late_appeal(ONE, NEXT - timedelta(days=2), three, TIME) is not None


APPEALED = replace(ONE, appealed_at=LAST)
DECIDED = replace(APPEALED, decided_at=NEXT)


@pytest.mark.parametrize(
    ("one", "answered", "today", "state"),
    [
        (ONE, False, 20, InspectionState.NEW),
        (ONE, False, 21, InspectionState.UNANSWERED),
        (replace(ONE, acknowledged_at=NEXT), False, 21, InspectionState.ACKNOWLEDGED),
        (APPEALED, False, 30, InspectionState.APPEALED),
        (APPEALED, True, 30, InspectionState.ANSWERED),
        (DECIDED, True, 30, InspectionState.REJECTED),
        (replace(DECIDED, upheld=True), False, 30, InspectionState.UPHELD),
        (replace(ONE, upheld=True), False, 20, InspectionState.NEW),
        (replace(APPEALED, calibration="C-1"), False, 20, InspectionState.CALIBRATION),
    ],
)
def test_where_an_inspection_stands(
    one: Inspection, answered: bool, today: int, state: InspectionState
) -> None:
    until = date(2026, 10, 20)
    assert state_of(one, answered=answered, until=until, today=date(2026, 10, today)) is state


CARD = tuple(
    CardItem("通话", 1, date(2026, 1, 1), code, f"第{code}项", None, 50.0) for code in ("1", "2")
)
OLD = {"1": Given("1", 70.0, comment="一般"), "2": Given("2", 80.0)}


def test_a_revision_is_complete() -> None:
    new = revised(CARD, OLD, [Given("2", 90.0)])
    assert new == {"1": OLD["1"], "2": Given("2", 90.0)}
    assert changed_items(OLD, new) == {"2"}


def test_a_comment_alone_is_no_change() -> None:
    assert not changed_items(OLD, revised(CARD, OLD, [Given("2", 80.0, comment="好")]))
    assert changed_items(OLD, revised(CARD, OLD, [Given("2", na=True)])) == {"2"}


@pytest.mark.parametrize(
    ("score", "comment", "refused"),
    [(59.99, "", True), (60.0, "", False), (59.99, "缺", False), (59.99, "  ", True)],
)
def test_under_its_mark_it_has_a_comment(score: float, comment: str, refused: bool) -> None:
    new = revised(CARD, OLD, [Given("2", score, comment=comment)])
    found = check_revised(ONE, CARD, new, 60.0, date(2026, 10, 15))
    assert [one.level for one in found] == ([Level.BREACH] if refused else [])
