"""The month of a department: means, spread, intervals, and what so few inspections can tell."""

from math import sqrt

import pytest

from app.rules.scorecards.quality import Counted, DepartmentQuality, PersonQuality, month_quality
from app.rules.scorecards.worth import Worth
from app.rules.vocabulary import Aspect, MeanStanding

pytestmark = pytest.mark.rule("QA-7")

T_3 = 3.182446305284263
"""The 0.975 quantile of Student's t with 3 degrees of freedom, from a printed table."""


def counted(employee: str, *totals: float, department: str = "D", failed: int = 0) -> list[Counted]:
    return [
        Counted(department, employee, Worth(total, at < failed, {}))
        for at, total in enumerate(totals)
    ]


def month(*rows: list[Counted]) -> DepartmentQuality:
    (found,) = month_quality(row for some in rows for row in some)
    return found


def person(department: DepartmentQuality, employee: str) -> PersonQuality:
    (found,) = (one for one in department.people if one.employee == employee)
    return found


def test_a_month_worked_by_hand() -> None:
    found = month(counted("2", 90, 80), counted("1", 70, 60, 50))
    assert (found.inspections, found.failed, found.mean) == (5, 0, 70)
    # MSW = (25 + 25 + 100 + 100) / 3; MSB = 2 * 15^2 + 3 * 10^2 = 750; n0 = 5 - 13 / 5 = 2.4
    within, between = 250 / 3, (750 - 250 / 3) / 2.4
    assert found.within_sd == pytest.approx(sqrt(within))
    assert found.between_sd == pytest.approx(sqrt(between))
    assert [one.employee for one in found.people] == ["1", "2"]
    one = person(found, "1")
    half = T_3 * sqrt(within / 3)
    assert (one.mean, one.low, one.high) == pytest.approx((60, 60 - half, 60 + half))
    assert one.shrunk == pytest.approx(70 - 10 * between / (between + within / 3))


def test_an_interval_is_cut_to_0_and_100() -> None:
    found = month(counted("1", 95, 99), counted("2", 4, 1))
    assert person(found, "1").high == 100
    assert person(found, "2").low == 0


def test_one_inspection_each_gives_means_and_nothing_that_spread_would_tell() -> None:
    found = month(counted("1", 90), counted("2", 50))
    assert (found.mean, found.within_sd, found.between_sd) == (70, None, None)
    one = person(found, "1")
    assert (one.mean, one.low, one.high, one.shrunk) == (90, None, None, None)
    assert one.standing is MeanStanding.LEVEL


def test_one_person_alone_has_an_interval_and_nobody_to_differ_from() -> None:
    found = month(counted("1", 90, 80))
    assert found.within_sd == pytest.approx(sqrt(50))
    assert found.between_sd is None
    one = person(found, "1")
    assert one.low is not None
    assert (one.shrunk, one.standing) == (None, MeanStanding.LEVEL)


def test_people_who_are_always_alike_differ_by_all_that_they_differ() -> None:
    found = month(counted("1", 83.9, 83.9, 83.9), counted("2", 70.1, 70.1))
    assert found.within_sd == 0
    one, other = person(found, "1"), person(found, "2")
    assert one.low == one.high == one.mean
    assert (one.shrunk, other.shrunk) == pytest.approx((83.9, 70.1))
    assert (one.standing, other.standing) == (MeanStanding.ABOVE, MeanStanding.BELOW)


def test_where_nothing_differs_everybody_has_the_departments_mean() -> None:
    found = month(counted("1", 83.9, 83.9), counted("2", 83.9, 83.9, 83.9))
    assert (found.within_sd, found.between_sd) == (0, 0)
    assert [one.shrunk for one in found.people] == [found.mean, found.mean]
    assert {one.standing for one in found.people} == {MeanStanding.LEVEL}


def test_what_rounding_leaves_is_no_spread() -> None:
    found = month(counted("1", 83.9, 83.9 + 1e-6), counted("2", 83.9, 83.9))
    assert (found.within_sd, found.between_sd) == (0, 0)


def test_people_who_differ_less_than_chance_would_have_it_do_not_differ() -> None:
    found = month(counted("1", 0, 100), counted("2", 1, 99))
    assert found.between_sd == 0
    assert [one.shrunk for one in found.people] == [found.mean, found.mean]


def test_a_wide_interval_around_a_high_mean_tells_nothing() -> None:
    found = month(counted("1", 100, 80), counted("2", 90, 60), counted("3", 85, 65))
    assert {one.standing for one in found.people} == {MeanStanding.LEVEL}


def test_an_aspect_is_the_mean_of_the_inspections_that_have_one() -> None:
    rows = [
        Counted("D", "1", Worth(0, True, {Aspect.TONE: 80.0})),
        Counted("D", "1", Worth(90, False, {Aspect.TONE: 90.0, Aspect.LANGUAGE: 70.0})),
        Counted("D", "1", Worth(90, False, {})),
    ]
    (one,) = month(rows).people
    assert (one.failed, one.mean) == (1, 60)
    assert one.aspects == {
        Aspect.LANGUAGE: 70, Aspect.ATTITUDE: None, Aspect.TONE: 85,
        Aspect.SUMMARISING: None, Aspect.ADAPTABILITY: None,
    }  # fmt: skip


def test_departments_and_people_stand_by_code_point_and_not_by_their_means() -> None:
    rows = [
        *counted("9", 10, department="客服部"),
        *counted("10", 90, department="客服部"),
        *counted("7", 50, department=""),
        *counted("8", 50, department="B"),
    ]
    found = month_quality(rows)
    assert [each.department for each in found] == ["", "B", "客服部"]
    assert [one.employee for one in found[2].people] == ["10", "9"]


def test_a_month_without_inspections_is_empty() -> None:
    assert month_quality([]) == []
