"""The certificate and the plain statement of every rule agree over whatever roster there is."""

from __future__ import annotations

from datetime import timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.rules.rostering.work_rules import WorkRules
from app.rules.vocabulary import Role
from tests.rules.rostering.certified import DAY, CertifiedMonth
from tests.rules.rostering.plain_days import PlainDays, broken, short

pytestmark = pytest.mark.rule("SWAP-4")

PEOPLE = ("101", "102")
MONTHS = st.sampled_from(
    [
        ("2026-11-01", "Asia/Shanghai"), ("2028-02-01", "Asia/Shanghai"),
        ("2026-03-01", "Europe/Berlin"), ("2026-10-01", "Europe/Berlin"),
        ("2026-02-01", "America/New_York"),
    ]
)  # fmt: skip
MARGIN = 14
LINES = st.text(".EELNSW", min_size=31 + 2 * MARGIN, max_size=31 + 2 * MARGIN)
OFFSETS = st.sets(st.integers(-MARGIN, 31 + MARGIN), max_size=12)
ROLES = st.sampled_from([Role.AGENT, Role.TEAM_LEADER, Role.QA_INSPECTOR, Role.DEPARTMENT_HEAD])
CODES = st.frozensets(st.sampled_from("ELNSW"))
RULES = st.builds(
    WorkRules,
    month_hours_most=st.none() | st.integers(0, 400).map(lambda halves: halves / 2),
    month_hours_least=st.none() | st.integers(0, 400).map(lambda halves: halves / 2),
    days_in_row_most=st.integers(1, 8),
    nights_in_row_most=st.integers(1, 4),
    days_off_in_row_least=st.integers(1, 4),
    days_in_row_least=st.integers(1, 4),
    weekends_most=st.none() | st.integers(0, 5),
    shifts=st.just(frozenset()) | CODES,
    not_after=st.dictionaries(st.sampled_from("ELNSW"), CODES, max_size=2),
)


@st.composite
def months(draw: st.DrawFn) -> CertifiedMonth:
    """Two people's month with all that may be at its edges and within it."""
    first, zone = draw(MONTHS)
    month = CertifiedMonth(first, zone)
    begin = month.scene.first
    month.policy(
        swap_rest_hours=draw(st.sampled_from([0, 8, 9, 12, 24])),
        plan_leave_hours=draw(st.integers(0, 10)),
        need_holiday_weekday=draw(st.integers(0, 7)),
    )
    for no in PEOPLE:
        hired = begin + draw(st.integers(-30, 25)) * DAY
        stays = draw(st.none() | st.integers(0, 60))
        left = "" if stays is None else f"{hired + stays * DAY}"
        month.person(no, hired.isoformat(), left, role=draw(ROLES))
        month.works((begin - MARGIN * DAY).isoformat(), draw(LINES), no)
        month.away(*(f"{begin + n * DAY}" for n in draw(OFFSETS)), no=no)
        beside = (begin + n * DAY for n in draw(OFFSETS))
        month.unknown(*(d for d in beside if not begin <= d <= month.scene.last), no=no)
        for number in draw(st.sets(st.integers(0, 27), max_size=2)):
            month.doubled(f"{begin + number * DAY}", "E", no)
    since = f"{begin + draw(st.integers(1, 27)) * DAY}"
    month.moves("102", since, team="B", role=draw(ROLES))
    month.holidays(*(f"{begin + n * DAY}" for n in draw(OFFSETS)))
    month.rules("", **_values(draw(RULES)))
    if draw(st.booleans()):
        month.rules("102", **_values(draw(RULES)))
    _need(draw, month)
    return month


def _values(rules: WorkRules) -> dict[str, object]:
    return {name: getattr(rules, name) for name in WorkRules.__slots__}


def _need(draw: st.DrawFn, month: CertifiedMonth) -> None:
    """Needs of which no two are for the same people, shift and days."""
    kinds = st.tuples(
        st.sampled_from(["", "A", "B"]),
        st.sampled_from("EN"),
        st.none() | st.integers(1, 7) | st.just(month.scene.first + timedelta(days=9)),
    )
    for team, shift, when in draw(st.sets(kinds, max_size=6)):
        said = {"department": "客服部" if team else "", "team": team}
        if isinstance(when, int):
            month.need(shift, draw(st.integers(0, 3)), weekday=when, **said)
        else:
            month.need(shift, draw(st.integers(0, 3)), day=when, **said)


@given(months())
def test_every_rule_is_found_where_a_plain_look_at_the_days_finds_it(
    month: CertifiedMonth,
) -> None:
    everybody = [PlainDays(month.scene, no, ZoneInfo(month.clock.zone.key)) for no in PEOPLE]
    found = month.certificate()
    listed = [(str(one.rule), one.person, one.day) for one in found.hard]
    assert listed == sorted(listed)
    assert len(listed) == len(set(listed))
    people = {one.person for one in found.people}
    expected = {one for days in everybody for one in broken(days) if one[1] in people}
    assert set(listed) == expected
    missed = [
        (one.day, one.shift, one.department, one.team, one.job_type, one.least, one.have)
        for one in found.short
    ]
    assert missed == sorted(short(month.scene, everybody))


@given(months())
def test_figures_are_what_a_plain_count_comes_to(month: CertifiedMonth) -> None:
    for one in month.certificate().people:
        days = PlainDays(month.scene, one.person, ZoneInfo(month.clock.zone.key))
        assert one.hours == days.hours()
        assert one.weekends == days.weekends()
        assert one.nights == sum(map(days.is_night, days.month))
        holidays = [day for day in days.month if day in month.scene.holidays]
        assert one.holidays == sum(bool(days.at(day)) for day in holidays)
