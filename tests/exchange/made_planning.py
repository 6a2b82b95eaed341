"""Sheets of planning that hypothesis makes up, for the centre of `made_books`."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime
from typing import Any

from hypothesis import strategies as st

from app.rules.records import CentreRecords
from app.rules.rostering.not_after import shown_codes, shown_not_after
from app.rules.rostering.records import (
    NeedRecord,
    PlanningRecords,
    WishRecord,
    WorkRuleRecord,
)
from app.rules.rostering.volumes import VolumeRow
from tests.exchange.centres import DAYS, RISKY
from tests.exchange.made_books import CENTRE

Draw = Callable[[st.SearchStrategy[Any]], Any]
JOBS = st.just("") | RISKY
CODES = st.sampled_from([shift.code for shift in CENTRE.shifts])
NUMBERS = st.sampled_from([person.no for person in CENTRE.people])
PLACES = st.sampled_from(
    [("客服部", "1班"), ("客服部", ""), ("=Ops", "-"), ("无", "1班"), ("", "")]
)
DEPARTMENTS = st.sampled_from(["客服部", "=Ops", "无"])
BEGINS = st.builds(
    lambda day, hour: datetime(day.year, day.month, day.day, hour), DAYS, st.integers(0, 23)
)  # fmt: skip
AHT = st.integers(0, 86_400_000).map(lambda n: n / 1000)
AMOUNTS = st.integers(0, 10_000_000).map(lambda n: n / 1000)
DAYS_IN_ROW = st.integers(1, 31)


@st.composite
def needs(draw: Draw) -> NeedRecord:
    department, team = draw(PLACES)
    least = draw(st.integers(0, 999))
    want = draw(st.none() | st.integers(least, 999))
    most = draw(st.none() | st.integers(want or least, 999))
    day = draw(st.none() | DAYS)
    weekday = None if day else draw(st.none() | st.integers(1, 7))
    return NeedRecord(
        department, team, draw(JOBS), draw(CODES),
        weekday=weekday, day=day, least=least, want=want, most=most,
    )  # fmt: skip


@st.composite
def work_rules(draw: Draw) -> WorkRuleRecord:
    least, most = sorted(draw(st.tuples(*[st.integers(0, 744_000)] * 2)))
    in_row = sorted(draw(st.tuples(DAYS_IN_ROW, DAYS_IN_ROW)))
    after = st.dictionaries(CODES, st.frozensets(CODES, min_size=1))
    return WorkRuleRecord(
        draw(NUMBERS | st.just("")),
        month_hours_most=draw(st.sampled_from([None, most / 1000])),
        month_hours_least=draw(st.sampled_from([None, least / 1000])),
        days_in_row_most=in_row[1],
        nights_in_row_most=draw(st.integers(0, 31)),
        days_off_in_row_least=draw(DAYS_IN_ROW),
        days_in_row_least=in_row[0],
        weekends_most=draw(st.none() | st.integers(0, 6)),
        shifts=shown_codes(draw(st.frozensets(CODES))),
        not_after=shown_not_after(draw(after)),
    )


VOLUMES = st.builds(
    VolumeRow, DEPARTMENTS, JOBS, BEGINS, st.sampled_from([15, 30, 60]), AMOUNTS, AHT
)
WISHES = st.builds(
    WishRecord, NUMBERS, DAYS, CODES | st.just(""), st.sampled_from(["on", "off"]),
    st.integers(1, 100),
)  # fmt: skip


def _some(one: st.SearchStrategy[Any], key: Callable[[Any], Any]) -> st.SearchStrategy[Any]:
    return st.lists(one, max_size=5, unique_by=key).map(tuple)


PLANNING = st.builds(
    PlanningRecords,
    _some(VOLUMES, lambda one: (one.department, one.job_type, one.at)),
    _some(needs(), lambda one: one.key),
    _some(work_rules(), lambda one: one.person),
    _some(WISHES, lambda one: one.key),
)


@st.composite
def centres_that_plan(draw: Draw) -> CentreRecords:
    """A centre with a few rows in each sheet of planning."""
    return replace(CENTRE, planning=draw(PLANNING))


def in_order(planning: PlanningRecords) -> PlanningRecords:
    """The rows as an export has them."""
    return PlanningRecords(
        tuple(sorted(planning.volumes, key=lambda o: (o.department, o.job_type, o.at))),
        tuple(
            sorted(
                planning.needs,
                key=lambda o: (*o.key[:4], o.day or date.min, o.weekday or 0),
            )
        ),
        tuple(sorted(planning.work_rules, key=lambda o: o.person)),
        tuple(sorted(planning.wishes, key=lambda o: (o.day, o.person, o.shift))),
    )
