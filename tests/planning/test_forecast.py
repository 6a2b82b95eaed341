"""What is expected of weeks to come, and how it is judged."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date, timedelta

import numpy as np
import pytest

from app.errors import BadInput
from app.planning.forecast import Counted, DaysApart, Expected, Forecast, Method, forecast

MONDAY = date(2026, 11, 2)
"""The first day that is not known."""
ORDINARY = DaysApart()
SHARES = (1.0, 0.9, 0.8, 0.9, 1.0, 0.6, 0.4)
OPEN = range(8 * 60, 20 * 60, 30)

Size = Callable[[date], float]


def like_its_weekday(day: date) -> float:
    return SHARES[day.weekday()]


def weeks(
    n: float, size: Size = like_its_weekday, minutes: int = 30, most: float = 100
) -> list[Counted]:
    """So many weeks before MONDAY, each slot of a day alike."""
    days = [MONDAY - timedelta(ago) for ago in range(int(n * 7), 0, -1)]
    return [
        Counted(day, minute, minutes, most * minutes / 30 * size(day), 180.0)
        for day in days
        for minute in range(OPEN.start, OPEN.stop, minutes)
    ]


def scattered(counted: Iterable[Counted], seed: int = 7) -> list[Counted]:
    """As counts scatter by chance."""
    chance = np.random.default_rng(seed)
    return [
        Counted(e.day, e.minute, e.minutes, float(chance.poisson(e.contacts)), e.aht)
        for e in counted
    ]


def the_week(history: list[Counted], apart: DaysApart = ORDINARY, first: date = MONDAY) -> Forecast:
    return forecast(history, first, first + timedelta(6), apart)


def on(found: Forecast, day: date) -> list[Expected]:
    return [each for each in found.intervals if each.day == day]


def mean_on(found: Forecast, day: date) -> float:
    return float(np.mean([each.contacts for each in on(found, day)]))


def test_what_comes_alike_every_week_comes_again() -> None:
    found = the_week(weeks(4))
    assert len(found.intervals) == 7 * len(OPEN)
    for each in found.intervals:
        assert each.contacts == pytest.approx(100 * like_its_weekday(each.day))
        assert each.aht == pytest.approx(180)
        assert (each.minutes, each.method) == (30, Method.OWN)
    assert found.own_wape == pytest.approx(0, abs=1e-9)
    assert found.naive_wape == 0


def test_less_than_four_weeks_are_too_little() -> None:
    with pytest.raises(BadInput):
        the_week([each for each in weeks(4) if each.day > MONDAY - timedelta(28)])
    with pytest.raises(BadInput):
        the_week([])


def test_chance_is_evened_out_and_the_own_way_does_better_than_the_naive_one() -> None:
    found = the_week(scattered(weeks(12)))
    assert found.used is Method.OWN
    assert found.own_wape is not None
    assert found.naive_wape is not None
    assert found.own_wape < 0.85 * found.naive_wape
    assert mean_on(found, MONDAY) == pytest.approx(100, rel=0.05)


def test_the_naive_way_is_used_where_it_did_better() -> None:
    """A level that leaps, week after week, is known best by the week before; but no holiday is."""

    def leaping(day: date) -> float:
        return like_its_weekday(day) * float(1.4 ** ((day - MONDAY).days // 7))

    coming = MONDAY + timedelta(2)
    found = the_week(weeks(8, leaping), DaysApart(frozenset({coming})))
    assert found.used is Method.NAIVE
    assert (found.own_wape or 0) > (found.naive_wape or 0) > 0
    assert mean_on(found, MONDAY) == pytest.approx(100 / 1.4)
    assert {each.method for each in on(found, MONDAY)} == {Method.NAIVE}
    assert {each.method for each in on(found, coming)} == {Method.OWN}
    ten_days_on = forecast(
        weeks(8, leaping), MONDAY + timedelta(10), MONDAY + timedelta(10), ORDINARY
    )
    assert mean_on(ten_days_on, MONDAY + timedelta(10)) == pytest.approx(90 / 1.4)


def test_growth_goes_on_and_fades() -> None:
    grown = the_week(weeks(12, lambda day: 1.02 ** ((day - MONDAY).days / 7)))
    assert mean_on(grown, MONDAY + timedelta(3)) == pytest.approx(100 * 1.02 ** (3 / 7), rel=0.02)
    later = forecast(
        weeks(12, lambda day: 1.02 ** ((day - MONDAY).days / 7)),
        MONDAY + timedelta(52 * 7),
        MONDAY + timedelta(52 * 7),
        ORDINARY,
    )
    assert mean_on(later, MONDAY + timedelta(52 * 7)) < 100 * 1.02**15


def test_chance_is_not_taken_for_growth() -> None:
    far = MONDAY + timedelta(8 * 7)
    found = forecast(scattered(weeks(8)), far, far, ORDINARY)
    assert mean_on(found, far) == pytest.approx(100, rel=0.06)


@pytest.mark.parametrize("factor", [0.0, 0.1, 8.0])
def test_a_day_that_went_wrong_is_not_what_is_usual(factor: float) -> None:
    wrong = MONDAY - timedelta(14)
    found = the_week(
        scattered(weeks(8, lambda d: like_its_weekday(d) * (factor if d == wrong else 1)))
    )
    assert mean_on(found, MONDAY) == pytest.approx(100, rel=0.1)
    assert mean_on(found, MONDAY + timedelta(1)) == pytest.approx(90, rel=0.1)


def test_what_is_not_counted_is_not_nothing() -> None:
    """Days, and single intervals, for which the telephone system was silent."""
    full = weeks(6)
    kept = [e for at, e in enumerate(full) if at % 5 and e.day != MONDAY - timedelta(7)]
    found = the_week(kept)
    assert len(found.intervals) == 7 * len(OPEN)
    assert mean_on(found, MONDAY) == pytest.approx(100, rel=0.01)


def test_a_weekday_on_which_the_centre_is_closed_stays_without_intervals() -> None:
    found = the_week([e for e in weeks(5) if e.day.weekday() != 6])
    assert on(found, MONDAY + timedelta(6)) == []
    assert len(on(found, MONDAY)) == len(OPEN)


def test_a_holiday_is_as_holidays_were() -> None:
    past = {MONDAY - timedelta(25), MONDAY - timedelta(24)}
    history = weeks(8, lambda d: 0.2 if d in past else like_its_weekday(d))
    coming = MONDAY + timedelta(1)
    found = the_week(history, DaysApart(frozenset({*past, coming})))
    assert mean_on(found, coming) == pytest.approx(20, rel=0.02)
    assert mean_on(found, MONDAY + timedelta(2)) == pytest.approx(80, rel=0.02)
    thursday = (MONDAY - timedelta(25)).weekday()
    assert mean_on(found, MONDAY + timedelta(thursday)) == pytest.approx(
        100 * SHARES[thursday], rel=0.02
    )


def test_the_first_holiday_is_as_a_sunday() -> None:
    coming = MONDAY + timedelta(1)
    found = the_week(weeks(5), DaysApart(frozenset({coming})))
    assert mean_on(found, coming) == pytest.approx(40)


def test_a_make_up_workday_is_as_weekdays_are() -> None:
    saturday = MONDAY + timedelta(5)
    found = the_week(weeks(5), DaysApart(workdays=frozenset({saturday})))
    assert mean_on(found, saturday) == pytest.approx(92)
    assert mean_on(the_week(weeks(5)), saturday) == pytest.approx(60)


def test_a_make_up_workday_of_the_past_tells_nothing_of_saturdays() -> None:
    past = MONDAY - timedelta(2)
    history = weeks(5, lambda d: 1.0 if d == past else like_its_weekday(d))
    found = the_week(history, DaysApart(workdays=frozenset({past})))
    assert mean_on(found, MONDAY + timedelta(5)) == pytest.approx(60)


def test_intervals_are_as_long_as_the_latest_were() -> None:
    hours = [e for e in weeks(12, minutes=60) if e.day < MONDAY - timedelta(42)]
    halves = [e for e in weeks(12) if e.day >= MONDAY - timedelta(42)]
    assert {e.minutes for e in the_week(hours + halves).intervals} == {30}
    assert mean_on(the_week(hours + halves), MONDAY) == pytest.approx(100)
    quarters = weeks(4, minutes=15)
    found = the_week([e for e in weeks(8) if e.day < MONDAY - timedelta(28)] + quarters)
    assert {e.minutes for e in found.intervals} == {15}
    assert mean_on(found, MONDAY) == pytest.approx(50)


def test_handling_time_goes_by_the_interval_where_many_contacts_tell_it() -> None:
    history = [
        Counted(e.day, e.minute, 30, 1000 if e.minute < 600 else 1, 300 if e.minute < 600 else 150)
        for e in weeks(6)
    ]
    found = on(the_week(history), MONDAY)
    assert found[0].aht == pytest.approx(300, rel=0.01)
    assert 200 < found[-1].aht < 300
    odd = [Counted(e.day, e.minute, 30, 100, 9000 if at == 40 else 180)
           for at, e in enumerate(weeks(6))]  # fmt: skip
    assert max(e.aht for e in the_week(odd).intervals) < 200


def test_a_handling_time_that_went_wrong_is_not_what_is_usual() -> None:
    odd = [Counted(e.day, e.minute, 30, 300, 3600 if at == 40 else 180)
           for at, e in enumerate(weeks(4))]  # fmt: skip
    assert max(e.aht for e in the_week(odd).intervals) < 200


def test_no_contacts_at_all_are_expected_where_none_ever_came() -> None:
    found = the_week(weeks(5, lambda _day: 0.0))
    assert {(e.contacts, e.aht) for e in found.intervals} == {(0.0, 0.0)}
    assert (found.own_wape, found.naive_wape) == (None, None)


def test_the_hour_that_a_change_of_the_clock_leaves_out_is_unknown() -> None:
    spring = MONDAY - timedelta(8)
    history = [e for e in weeks(6) if not (e.day == spring and 600 <= e.minute < 660)]
    found = on(the_week(history), MONDAY + timedelta(6))
    assert [e.minute for e in found] == list(OPEN)
    assert {round(e.contacts, 6) for e in found} == {40}
