"""The calendar: what is published, what is only statutory, and edits by hand."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from app.errors import BadInput, NotAllowed, Stale
from app.queries.keeping import calendar as rows
from app.reading.keeping import published
from app.rules import festivals
from app.rules.vocabulary import DayKind
from app.services.keeping import calendar
from tests.services.people.centre import Centre


def year(centre: Centre, number: int) -> list[rows.CalendarDayRow]:
    with centre.keeper.read() as session:
        return rows.days(session, date(number, 1, 1), date(number, 12, 31))


def test_a_published_year_has_its_breaks_and_its_make_up_workdays(centre: Centre) -> None:
    calendar.seed(centre.keeper, [2026])
    days = {row.day: row for row in year(centre, 2026)}
    assert days[date(2026, 10, 1)].name == "国庆节"
    assert days[date(2026, 10, 7)].kind is DayKind.HOLIDAY
    assert days[date(2026, 10, 10)].kind is DayKind.WORKDAY
    assert date(2026, 10, 8) not in days
    assert not any(row.provisional for row in days.values())


def test_every_published_year_is_there_from_2004_on(centre: Centre) -> None:
    added = calendar.seed(centre.keeper)
    with centre.keeper.read() as session:
        years = rows.years(session)
    assert years == list(range(2004, festivals.LAST_KNOWN_YEAR + 1))
    assert added > 600
    assert published.last_published() == 2026


@pytest.mark.parametrize("number", range(2027, festivals.LAST_KNOWN_YEAR + 1))
def test_a_later_year_has_the_statutory_days_alone_and_says_so(number: int) -> None:
    days = published.known_days(number)
    assert 12 <= len(days) <= 13
    assert all(row.provisional and row.kind is DayKind.HOLIDAY for row in days)
    names = [festivals.festival_of(row.name) for row in days]
    assert names.count(festivals.SPRING) == 4
    assert names.count(festivals.LABOUR) == 2
    assert names.count(festivals.NATIONAL) == 3


def test_spring_festival_begins_on_the_eve_of_the_lunar_year() -> None:
    spring = [row.day for row in published.known_days(2027) if row.name == "春节"]
    assert spring == [date(2027, 2, 5) + timedelta(days=n) for n in range(4)]


@pytest.mark.parametrize("number", [2003, festivals.LAST_KNOWN_YEAR + 1, 1990])
def test_nothing_is_invented_for_years_that_are_not_known(number: int) -> None:
    assert published.known_days(number) == []


def test_filling_again_leaves_years_that_people_edited(centre: Centre) -> None:
    calendar.seed(centre.keeper, [2026])
    calendar.clear_day(centre.keeper, date(2026, 10, 7))
    assert calendar.seed(centre.keeper, [2026]) == 0
    assert date(2026, 10, 7) not in {row.day for row in year(centre, 2026)}


def test_a_day_set_by_hand_is_no_longer_provisional(centre: Centre) -> None:
    calendar.seed(centre.keeper, [2027])
    calendar.set_day(centre.keeper, date(2027, 10, 1), "国庆节", DayKind.HOLIDAY)
    calendar.set_day(centre.keeper, date(2027, 10, 9), "国庆节", DayKind.WORKDAY)
    days = {row.day: row for row in year(centre, 2027)}
    assert not days[date(2027, 10, 1)].provisional
    assert days[date(2027, 10, 2)].provisional
    assert days[date(2027, 10, 9)].kind is DayKind.WORKDAY


def test_a_day_needs_a_name(centre: Centre) -> None:
    with pytest.raises(BadInput):
        calendar.set_day(centre.keeper, date(2027, 10, 1), " ", DayKind.HOLIDAY)


@pytest.mark.parametrize("no", ["head", "director", "admin"])
def test_heads_director_and_administrator_edit_the_calendar(centre: Centre, no: str) -> None:
    calendar.set_day(centre.acting(no), date(2026, 12, 24), "Party", DayKind.HOLIDAY)
    assert [row.name for row in year(centre, 2026)] == ["Party"]


@pytest.mark.parametrize("no", ["agent", "leader", "inspector"])
def test_others_read_the_calendar_only(centre: Centre, no: str) -> None:
    with pytest.raises(NotAllowed):
        calendar.set_day(centre.acting(no), date(2026, 12, 24), "Party", DayKind.HOLIDAY)


def test_festivals_are_known_in_both_languages_other_names_stay() -> None:
    assert festivals.named("国庆节") == festivals.named(" national day ")
    assert festivals.named("Founder's Day").params == {"name": "Founder's Day"}
    assert festivals.festival_of("Founder's Day") is None


def test_several_days_are_marked_alike_and_cleared_together(centre: Centre) -> None:
    first = date(2027, 2, 5)
    week = dict.fromkeys([first + timedelta(n) for n in range(4)])
    calendar.set_days(centre.keeper, week, "春节", DayKind.HOLIDAY)
    with centre.keeper.read() as session:
        marked = {row.day: row for row in rows.days(session, first, first + timedelta(6))}
    assert set(marked) == set(week)
    calendar.set_days(centre.keeper, marked, "", None)
    with centre.keeper.read() as session:
        assert not rows.days(session, first, first + timedelta(6))


def test_of_several_days_none_is_marked_where_one_is_another_by_now(centre: Centre) -> None:
    first = date(2027, 2, 5)
    calendar.set_day(centre.keeper, first + timedelta(1), "春节", DayKind.WORKDAY)
    week = dict.fromkeys([first + timedelta(n) for n in range(3)])
    with pytest.raises(Stale):
        calendar.set_days(centre.keeper, week, "春节", DayKind.HOLIDAY)
    with centre.keeper.read() as session:
        assert [row.kind for row in rows.days(session, first, first + timedelta(6))] == [
            DayKind.WORKDAY
        ]
