"""What a certificate says of needs, and of the figures of its people."""

from __future__ import annotations

from datetime import date

import pytest

from app.rules.rostering.hard import HardRule
from app.rules.vocabulary import Role
from tests.rules.rostering.certified import CertifiedMonth, shown


@pytest.fixture
def month() -> CertifiedMonth:
    made = CertifiedMonth()
    made.person("102", team="B", job_type="呼出")
    return made


def short(month: CertifiedMonth) -> list[tuple[str, str, int, int]]:
    found = month.certificate().short
    return [(f"{one.day:%m-%d}", one.shift, one.least, one.have) for one in found]


def test_a_need_that_is_met_is_not_told(month: CertifiedMonth) -> None:
    month.need("E", 1, day=date(2026, 11, 3))
    month.works("2026-11-03", "E")
    assert short(month) == []


def test_one_too_few_is_told_with_how_many_there_are(month: CertifiedMonth) -> None:
    month.need("E", 3, day=date(2026, 11, 3))
    month.works("2026-11-03", "E")
    month.works("2026-11-03", "E", "102")
    assert short(month) == [("11-03", "E", 3, 2)]


def test_what_is_wanted_or_too_much_is_not_short(month: CertifiedMonth) -> None:
    month.need("E", 1, day=date(2026, 11, 3), want=2, most=2)
    month.works("2026-11-03", "E")
    assert short(month) == []


def test_who_is_on_leave_or_not_employed_is_not_at_work(month: CertifiedMonth) -> None:
    month.person("103", left="2026-11-02")
    month.need("E", 2, day=date(2026, 11, 3))
    month.away("2026-11-03")
    for no in ("101", "102", "103"):
        month.works("2026-11-03", "E", no)
    assert short(month) == [("11-03", "E", 2, 1)]


def test_a_need_of_a_date_goes_before_one_of_a_weekday_and_that_before_every_day(
    month: CertifiedMonth,
) -> None:
    month.need("E", 1)
    month.need("E", 2, weekday=2)
    month.need("E", 3, day=date(2026, 11, 3))
    assert short(month)[:4] == [
        ("11-01", "E", 1, 0), ("11-02", "E", 1, 0), ("11-03", "E", 3, 0), ("11-04", "E", 1, 0),
    ]  # fmt: skip
    assert ("11-10", "E", 2, 0) in short(month)
    assert len(short(month)) == 30


def test_a_holiday_is_staffed_as_its_own_weekday_unless_the_centre_says_which(
    month: CertifiedMonth,
) -> None:
    month.need("E", 1, weekday=7)
    month.holidays("2026-11-03")
    days = [day for day, *_rest in short(month)]
    assert days == ["11-01", "11-08", "11-15", "11-22", "11-29"]
    month.policy(need_holiday_weekday=7)
    assert [day for day, *_rest in short(month)][:3] == ["11-01", "11-03", "11-08"]


@pytest.mark.parametrize(("who", "have"), [
    ({}, 2), ({"department": "客服部"}, 2), ({"department": "外呼部"}, 0),
    ({"department": "客服部", "team": "A"}, 1), ({"department": "客服部", "job_type": "呼出"}, 1),
    ({"department": "客服部", "team": "A", "job_type": "呼出"}, 0),
])  # fmt: skip
def test_people_are_counted_by_department_team_and_job_type(
    month: CertifiedMonth, who: dict[str, str], have: int
) -> None:
    month.need("E", 9, day=date(2026, 11, 3), **who)
    month.works("2026-11-03", "E")
    month.works("2026-11-03", "E", "102")
    assert short(month) == [("11-03", "E", 9, have)]


def test_people_are_counted_by_their_post_of_the_day(month: CertifiedMonth) -> None:
    month.moves("101", "2026-11-04", team="B")
    month.need("E", 1, department="客服部", team="A")
    month.works("2026-11-03", "EE")
    missed = [day for day, *_rest in short(month)]
    assert "11-03" not in missed
    assert "11-04" in missed


def test_needs_stand_by_date_shift_and_whom_they_count(month: CertifiedMonth) -> None:
    day = date(2026, 11, 3)
    month.need("L", 1, day=day)
    month.need("E", 1, day=day, department="客服部", team="B")
    month.need("E", 1, day=day, department="客服部", team="A")
    found = [(one.shift, one.team) for one in month.certificate().short]
    assert found == [("E", "A"), ("E", "B"), ("L", "")]


def test_the_roster_is_of_who_works_shifts_or_has_one(month: CertifiedMonth) -> None:
    month.person("100", role=Role.TEAM_LEADER)
    month.person("900", role=Role.DEPARTMENT_HEAD)
    month.person("950", role=Role.QA_INSPECTOR)
    month.person("960", left="2026-10-31")
    month.person("970", left="2026-10-31")
    month.works("2026-11-03", "E", "950")
    month.works("2026-11-03", "E", "970")
    assert list(shown(month.certificate())) == ["100", "101", "102", "950", "970"]
    assert month.broken() == [("employed", "970", "2026-11-03")]


def test_who_leads_shifts_until_the_month_begins_is_on_no_roster(month: CertifiedMonth) -> None:
    month.moves("102", "2026-11-01", role=Role.DEPARTMENT_HEAD)
    assert list(shown(month.certificate())) == ["101"]


def test_nights_weekends_and_holidays_are_counted(month: CertifiedMonth) -> None:
    month.holidays("2026-11-03", "2026-11-05")
    month.works("2026-11-03", "N...EEE")
    one = shown(month.certificate())["101"]
    assert (one.hours, one.nights, one.weekends, one.holidays) == (32.0, 1, 1, 1)


def test_everybodys_figures_stand_beside_the_groups(month: CertifiedMonth) -> None:
    month.works("2026-11-03", "NN")
    group = dict(month.certificate().group())
    assert (group["nights"].least, group["nights"].mean, group["nights"].most) == (0, 1, 2)
    assert group["hours"].mean == 8


def test_a_month_of_nobody_has_figures_too() -> None:
    month = CertifiedMonth()
    month.person("101", left="2026-01-31")
    found = month.certificate()
    assert (found.people, dict(found.group())["hours"].most) == ((), 0)


def test_a_wish_is_kept_by_what_is_worked(month: CertifiedMonth) -> None:
    month.works("2026-11-03", "EL")
    month.wish("2026-11-03", "E", True)
    month.wish("2026-11-04", "E", True)
    month.wish("2026-11-04", "N", False)
    month.wish("2026-11-05", "", True)
    month.wish("2026-11-06", "", False)
    one = shown(month.certificate())["101"]
    assert (one.wishes_kept, one.wishes_broken) == (3, 2)


def test_a_leave_keeps_the_wish_for_a_day_off(month: CertifiedMonth) -> None:
    month.works("2026-11-03", "E")
    month.away("2026-11-03")
    month.wish("2026-11-03", "", True)
    month.wish("2026-12-01", "", True)
    one = shown(month.certificate())["101"]
    assert (one.wishes_kept, one.wishes_broken) == (1, 0)


def test_who_breaks_nothing_keeps_every_rule(month: CertifiedMonth) -> None:
    month.works("2026-11-02", "EEEEEEE NNNN")
    found = month.certificate()
    assert found.breakers() == {"101"}
    assert found.broken_by("101") == {
        HardRule.DAYS_IN_ROW, HardRule.NIGHTS_IN_ROW
    }  # fmt: skip
    assert found.broken_by("102") == frozenset()
    assert not found.holds


def test_a_certificate_is_in_the_order_of_its_fields(month: CertifiedMonth) -> None:
    month.works("2026-11-02", "NE")
    month.works("2026-11-02", "NE NE", "102")
    month.works("2026-11-09", "EEEEEEE")
    assert month.broken() == [
        ("days_in_row", "101", "2026-11-15"), ("rest", "101", "2026-11-03"),
        ("rest", "102", "2026-11-03"), ("rest", "102", "2026-11-05"),
    ]  # fmt: skip
