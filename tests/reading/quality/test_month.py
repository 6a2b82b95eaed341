"""Who sees whom in a month of inspections: the department's figures, and one's own people."""

from datetime import UTC, date, datetime

import pytest
from sqlalchemy import insert

from app import models as m
from app.context import Actor, Context
from app.queries.quality.reports import quality_report
from app.reading.quality.month import read_quality
from app.rules.scorecards.quality import DepartmentQuality
from app.rules.vocabulary import Role
from tests.factories import SmallCentre, a_department, a_person, small_centre

pytestmark = pytest.mark.rule("QA-7")

OCTOBER = date(2026, 10, 1)


@pytest.fixture
def centre(context: Context) -> SmallCentre:
    """1001, 1002 and 2001 were inspected twice each in October, 1001 once more in November."""
    centre = small_centre(context)
    inspected = [
        ("1001", datetime(2026, 10, 1), 90),
        ("1001", datetime(2026, 10, 31, 15, 59), 80),
        ("1002", datetime(2026, 10, 6), 70),
        ("1002", datetime(2026, 10, 7), 70),
        ("2001", datetime(2026, 10, 8), 60),
        ("2001", datetime(2026, 10, 9), 50),
        ("1001", datetime(2026, 10, 31, 16), 0),  # November in Shanghai
    ]
    with context.write() as session:
        for at, (agent, inspected_at, score) in enumerate(inspected):
            session.execute(
                insert(m.Inspection).values(
                    inspection_no=f"Q-{at}",
                    agent_id=centre.people[agent],
                    inspector_id=centre.people["0003"],
                    inspected_at=inspected_at.replace(tzinfo=UTC),
                    contact_ref=f"R-{at}",
                    language=score,
                    attitude=score,
                    tone=score,
                    summarising=score,
                    adaptability=score,
                )
            )
    return centre


def seen_by(centre: SmallCentre, no: str) -> list[DepartmentQuality]:
    return read_quality(centre.context.acting_as(Actor(no, centre.people[no])), OCTOBER)


@pytest.mark.parametrize(
    ("no", "people"),
    [
        ("0001", ["1001", "1002", "2001"]),
        ("0002", ["1001", "1002", "2001"]),
        ("0003", ["1001", "1002", "2001"]),
        ("1000", ["1001", "1002"]),
        ("2000", ["2001"]),
        ("1001", ["1001"]),
        ("2001", ["2001"]),
    ],
    ids=["director", "head", "inspector", "leader of A", "leader of B", "agent", "another agent"],
)
def test_each_sees_their_own_people_against_the_department(
    centre: SmallCentre, no: str, people: list[str]
) -> None:
    (found,) = seen_by(centre, no)
    assert [one.employee for one in found.people] == people
    assert (found.inspections, found.mean, found.freedom) == (6, 70, 3)
    assert found.within_sd == pytest.approx((100 / 3) ** 0.5)


@pytest.mark.parametrize("no", ["0004", "1003"], ids=["administrator", "agent not inspected"])
def test_whom_nothing_is_about_sees_nothing(centre: SmallCentre, no: str) -> None:
    assert seen_by(centre, no) == []


def test_a_head_sees_nothing_of_another_department(centre: SmallCentre) -> None:
    with centre.context.write() as session:
        other = a_department(session, "Other")
        key = a_person(session, "0009", role=Role.DEPARTMENT_HEAD, department=other).id
    assert read_quality(centre.context.acting_as(Actor("0009", key)), OCTOBER) == []


def test_a_month_is_the_centres_own_and_a_calibration_or_a_strangers_score_is_none_of_it(
    centre: SmallCentre,
) -> None:
    with centre.context.write() as session:
        for at, columns in enumerate(
            (
                {"calibration_no": "C-1", "inspector_id": centre.people["0003"]},
                {"calibration_no": "", "inspector_id": centre.people["0002"]},
            )
        ):
            session.execute(
                insert(m.Inspection).values(
                    inspection_no=f"X-{at}",
                    agent_id=centre.people["1001"],
                    inspected_at=datetime(2026, 10, 5, tzinfo=UTC),
                    contact_ref="R",
                    language=0,
                    attitude=0,
                    tone=0,
                    summarising=0,
                    adaptability=0,
                    **columns,
                )
            )
    with centre.context.read() as session:
        (found,) = quality_report(session, centre.context.time, OCTOBER)
    assert (found.inspections, found.mean) == (6, 70)
