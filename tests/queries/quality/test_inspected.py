"""The inspections of a month or a calibration with their scores, and no others' scores."""

from datetime import UTC, date, datetime
from typing import Any

import pytest
from sqlalchemy import event, insert

from app import models as m
from app.context import Context
from app.queries.quality.inspected import inspected_between, inspected_in
from app.queries.quality.reports import calibration_report, quality_report
from app.rules.vocabulary import Aspect
from tests.factories import SmallCentre, small_centre

OCTOBER, NOVEMBER = (datetime(2026, month, 1, tzinfo=UTC) for month in (10, 11))


@pytest.fixture
def centre(context: Context) -> SmallCentre:
    """Q-0 by a card, with an upheld appeal; Q-1 by the five columns; Q-2 is November's; Q-3 and
    Q-4 are the calibration C-1."""
    centre = small_centre(context)
    appeal: dict[str, Any] = {"appealed_at": OCTOBER, "decided_at": OCTOBER, "upheld": True}
    five = dict.fromkeys(map(str, Aspect), 80.0)
    card = {"card": "K", "card_version": 1}
    rows: list[dict[str, Any]] = [
        {**card, **appeal},
        five,
        {**card, "inspected_at": NOVEMBER},
        {**card, "calibration_no": "C-1"},
        {**five, "calibration_no": "C-1", "inspector_id": centre.people["0002"]},
    ]
    scores = ((1, 1, 50.0), (1, 3, 90.0), (3, 1, 70.0), (4, 1, 100.0))
    with context.write() as session:
        session.execute(
            insert(m.CardItem).values(
                card="K", version=1, item="1", since=date(2026, 1, 1), title="问候",
                aspect=Aspect.TONE, weight=1,
            )
        )  # fmt: skip
        for at, columns in enumerate(rows):
            whole = {
                "id": at + 1, "inspection_no": f"Q-{at}", "contact_ref": "R",
                "agent_id": centre.people["1001"], "inspector_id": centre.people["0003"],
                "inspected_at": OCTOBER,
            }  # fmt: skip
            session.execute(insert(m.Inspection).values(**whole | columns))
        for of, revision, score in scores:
            session.execute(
                insert(m.ItemScore).values(
                    inspection_id=of, revision=revision, item="1", score=score
                )
            )
    return centre


def test_a_month_brings_its_inspections_with_every_revision_of_theirs(centre: SmallCentre) -> None:
    with centre.context.read() as session:
        found = inspected_between(session, OCTOBER, NOVEMBER)
    assert [one.no for one in found.inspections] == ["Q-0", "Q-1", "Q-3", "Q-4"]
    assert {no: sorted(by) for no, by in found.revisions.items()} == {
        "Q-0": [1, 3], "Q-1": [1], "Q-3": [1], "Q-4": [1],
    }  # fmt: skip
    assert [score.score for score in found.revisions["Q-0"][3]] == [90]
    assert [score.score for score in found.revisions["Q-1"][1]] == [80] * 5


def test_the_valid_revision_is_what_counts(centre: SmallCentre) -> None:
    with centre.context.read() as session:
        (found,) = quality_report(session, centre.context.time, date(2026, 10, 1))
    assert (found.inspections, found.mean) == (2, 85)


def test_a_calibration_brings_its_own_whoever_scored(centre: SmallCentre) -> None:
    with centre.context.read() as session:
        figures = calibration_report(session, "C-1")
        nothing = inspected_in(session, "")
    assert (figures.contacts, figures.inspectors) == (1, 2)
    assert [one.severity for one in figures.severity] == [-20, 20]
    assert nothing.inspections == ()


@pytest.mark.files  # it reads how SQLite would look for them
def test_the_scores_of_the_store_are_never_gone_through(centre: SmallCentre) -> None:
    asked: list[tuple[str, Any]] = []
    with centre.context.read() as session:
        connection = session.connection()

        def note(_c: Any, _cursor: Any, statement: str, parameters: Any, *_rest: Any) -> None:
            asked.append((statement, parameters))

        event.listen(connection, "before_cursor_execute", note)
        inspected_between(session, OCTOBER, NOVEMBER)
        event.remove(connection, "before_cursor_execute", note)
        about = [each for each in asked if "FROM item_score" in each[0]]
        plans = [
            str(row)
            for statement, parameters in about
            for row in connection.exec_driver_sql(f"EXPLAIN QUERY PLAN {statement}", parameters)
        ]
    assert about
    assert not [plan for plan in plans if "SCAN item_score" in plan], plans
