"""Who still lacks QA-1's least of the month: of those who worked in it by now."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest
from sqlalchemy import delete

from app.models import Assignment, Inspection, Person
from app.queries.quality.lacking import Lacking, lacking
from app.queries.roster.rows import RosterFilter
from tests.factories import NOW, SmallCentre

pytestmark = pytest.mark.rule("QA-1")

OCTOBER = date(2026, 10, 1)
OVER = datetime(2026, 11, 1, tzinfo=UTC)


def lack(centre: SmallCentre, now: datetime = NOW, team: str = "") -> list[Lacking]:
    wanted = RosterFilter(teams=frozenset({centre.teams[team]}) if team else frozenset())
    with centre.context.read() as session:
        return list(lacking(session, OCTOBER, now, centre.context.time, wanted))


def numbers(found: list[Lacking]) -> list[str]:
    return [one.no for one in found]


def inspected(centre: SmallCentre, agent: str, by: str = "0003", **more: object) -> None:
    values = {"inspected_at": NOW, "inspection_no": f"Q-{agent}-{by}", **more}
    with centre.context.write() as session:
        session.add(
            Inspection(
                agent_id=centre.people[agent], inspector_id=centre.people[by],
                contact_ref="C", **values,
            )
        )  # fmt: skip


def test_an_inspection_by_an_inspector_is_enough_and_a_leaders_or_a_calibrations_is_not(
    centre: SmallCentre,
) -> None:
    inspected(centre, "1001")
    inspected(centre, "1002", by="1000")
    inspected(centre, "1003", calibration_no="C-00001")
    assert numbers(lack(centre, team="A")) == ["1002", "1003", "1004"]


def test_leaders_and_officers_are_not_inspected(centre: SmallCentre) -> None:
    assert not {"1000", "2000", "0002", "0003"} & set(numbers(lack(centre)))


def test_who_has_not_worked_yet_does_not_lack_one_yet(centre: SmallCentre) -> None:
    first = datetime(2026, 10, 1, 1, tzinfo=UTC)
    with centre.context.write() as session:
        session.execute(
            delete(Assignment).where(
                Assignment.person_id == centre.people["1001"], Assignment.day <= OCTOBER
            )
        )
    assert "1001" not in numbers(lack(centre, first))
    assert "1001" in numbers(lack(centre, NOW))


def test_who_left_before_the_month_does_not_lack_one(centre: SmallCentre) -> None:
    with centre.context.write() as session:
        leaver = session.get(Person, centre.people["1001"])
        assert leaver is not None
        leaver.left_on = date(2026, 9, 30)
    assert "1001" not in numbers(lack(centre))


def test_the_days_left_count_today_and_end_with_the_month(centre: SmallCentre) -> None:
    last = datetime(2026, 10, 31, 1, tzinfo=UTC)
    assert {one.days_left for one in lack(centre)} == {17}
    assert {one.days_left for one in lack(centre, last)} == {1}
    assert {one.days_left for one in lack(centre, OVER)} == {0}


def test_nobody_lacks_one_of_a_month_to_come(centre: SmallCentre) -> None:
    assert lack(centre, datetime(2026, 9, 30, 15, 59, tzinfo=UTC)) == []
