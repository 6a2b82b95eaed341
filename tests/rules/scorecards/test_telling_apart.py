"""Whom a month tells apart, how many more inspections would, and the months side by side."""

from datetime import date
from math import sqrt

import pytest

from app.rules.scorecards.control import control_chart
from app.rules.scorecards.quality import Counted, DepartmentQuality, month_quality
from app.rules.scorecards.statistics import t_quantile
from app.rules.scorecards.telling_apart import alike, more_inspections, telling
from app.rules.scorecards.worth import Worth

pytestmark = pytest.mark.rule("QA-7")


def month(**totals: tuple[float, ...]) -> DepartmentQuality:
    rows = (
        Counted("D", employee[1:], Worth(total, False, {}))
        for employee, numbers in totals.items()
        for total in numbers
    )
    (found,) = month_quality(rows)
    return found


CLEAR = month(_1=(95, 94, 96), _2=(70, 71, 69), _3=(71, 70, 72))
"""1 is far from both others, who cannot be told apart."""


def test_people_who_cannot_be_told_apart_are_in_one_group() -> None:
    assert alike(CLEAR) == (("1",), ("2", "3"))


def test_a_chain_of_people_who_are_each_like_the_next_is_one_group() -> None:
    chain = month(_1=(60, 64), _2=(64, 68), _3=(68, 72), _4=(72, 76))
    assert telling(chain, "1", "4").apart
    assert not telling(chain, "1", "2").apart
    assert alike(chain) == (("1", "2", "3", "4"),)


def test_with_one_inspection_each_nobody_can_be_told_apart() -> None:
    blind = month(_1=(0,), _2=(100,))
    assert alike(blind) == (("1", "2"),)
    found = telling(blind, "1", "2")
    assert (found.apart, found.more) == (False, None)


def test_one_person_is_a_group() -> None:
    assert alike(month(_1=(80, 90))) == (("1",),)


def test_groups_stand_by_number_and_not_by_mean() -> None:
    turned = month(_1=(70, 71, 69), _2=(95, 94, 96), _3=(71, 70, 72))
    assert alike(turned) == (("1", "3"), ("2",))


def test_who_is_told_apart_already_needs_no_more() -> None:
    found = telling(CLEAR, "1", "2")
    assert (found.apart, found.more, found.difference) == (True, 0, 25)


def test_who_is_not_needs_some_and_fewer_the_more_they_differ() -> None:
    needed = [
        more_inspections(within_sd=8, freedom=200, counts=(3, 3), difference=difference)
        for difference in (2, 4, 8, 16)
    ]
    assert needed == sorted((each for each in needed if each is not None), reverse=True)
    # (1.96 + 0.84)^2 * 2 * 8^2 / 4^2 = 62.8 of each in all for a difference of 4, and one more
    # since the spread is not known but estimated
    assert needed[1] == 63 + 1 - 3


def test_that_number_is_the_least_that_does() -> None:
    more = more_inspections(within_sd=10, freedom=20, counts=(2, 5), difference=6)
    assert more is not None
    for extra, seen in ((more, True), (more - 1, False)):
        f = 20 + 2 * extra
        half = 10 * sqrt(1 / (2 + extra) + 1 / (5 + extra))
        assert ((t_quantile(0.975, f) + t_quantile(0.8, f)) * half <= 6) is seen


@pytest.mark.parametrize(("within", "difference"), [(None, 5.0), (8.0, 0.0), (8.0, 1e-6)])
def test_no_number_tells_what_does_not_differ(within: float | None, difference: float) -> None:
    found = more_inspections(within_sd=within, freedom=10, counts=(3, 3), difference=difference)
    assert found is None


def test_a_stranger_is_nobody_of_the_month() -> None:
    with pytest.raises(KeyError):
        telling(CLEAR, "1", "99")


SEPTEMBER, OCTOBER, NOVEMBER = date(2026, 9, 1), date(2026, 10, 1), date(2026, 11, 1)


def test_the_limits_of_a_month_are_3_within_person_deviations_of_its_mean() -> None:
    usual = month(_1=(80, 90), _2=(70, 80))
    chart = control_chart([(OCTOBER, usual), (SEPTEMBER, usual)])
    assert chart.centre == 80
    assert chart.within_sd == pytest.approx(50**0.5)
    assert [point.month for point in chart.points] == [SEPTEMBER, OCTOBER]
    half = 3 * 50**0.5 / 2
    assert [(p.low, p.high) for p in chart.points] == [pytest.approx((80 - half, 80 + half))] * 2
    assert not any(point.outside for point in chart.points)


def test_a_month_that_fell_is_outside() -> None:
    usual, fallen = month(_1=(90, 91), _2=(80, 81)), month(_1=(80, 81), _2=(70, 71))
    chart = control_chart([(SEPTEMBER, usual), (OCTOBER, usual), (NOVEMBER, fallen)])
    assert [point.outside for point in chart.points][-1]


@pytest.mark.parametrize("months", [1, 2])
def test_limits_need_two_months_and_somebody_inspected_twice(months: int) -> None:
    alone = month(_1=(90,), _2=(80,)) if months == 2 else month(_1=(90, 80))
    chart = control_chart([(SEPTEMBER, alone), (OCTOBER, alone)][:months])
    assert {(point.low, point.high, point.outside) for point in chart.points} == {
        (None, None, False)
    }


def test_no_months_are_no_chart() -> None:
    assert control_chart([]).centre is None
