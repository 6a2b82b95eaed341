"""The duty log of a day, kept by whoever leads that day (DUTY-1)."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from app.errors import BadInput, NotAllowed, Stale
from app.reading.duties.logs import read_figures, read_log
from app.services.duties.logs import LogText, keep_log
from app.services.seen import Seen
from app.text import say
from tests.factories import SmallCentre
from tests.services.duties.desk import (
    ADMINISTRATOR,
    AGENT,
    DIRECTOR,
    HEAD,
    INSPECTOR,
    LEADER_A,
    LEADER_B,
    TODAY,
    at,
)

BUSY = LogText("Queue slow.", "", 320, 110, 14, 6)


def test_a_leader_keeps_the_log_of_today(centre: SmallCentre) -> None:
    keep_log(at(centre, LEADER_A), centre.department, TODAY, BUSY)
    reading = read_log(at(centre, HEAD), centre.department, TODAY)
    assert reading.log is not None
    assert (reading.log.leader, reading.log.enquiries, reading.log.backlog) == (LEADER_A, 320, 6)
    assert [log is not None for log in reading.week] == [False] * 3 + [True] + [False] * 3


def test_another_leader_goes_on_with_it_and_it_stays_the_firsts(centre: SmallCentre) -> None:
    keep_log(at(centre, LEADER_A), centre.department, TODAY, BUSY)
    keep_log(at(centre, LEADER_B), centre.department, TODAY, LogText(enquiries=1), Seen(BUSY))
    log = read_log(at(centre, HEAD), centre.department, TODAY).log
    assert log is not None
    assert (log.leader, log.enquiries) == (LEADER_A, 1)


@pytest.mark.parametrize("no", [AGENT, INSPECTOR, DIRECTOR, ADMINISTRATOR])
def test_nobody_else_writes_it(centre: SmallCentre, no: str) -> None:
    with pytest.raises(NotAllowed):
        keep_log(at(centre, no), centre.department, TODAY, BUSY)


def test_the_refusal_names_the_rule(centre: SmallCentre) -> None:
    with pytest.raises(NotAllowed) as refused:
        keep_log(at(centre, AGENT), centre.department, TODAY, BUSY)
    assert "DUTY-1" in say(refused.value.message)


def test_two_who_saw_none_do_not_overwrite_each_other(centre: SmallCentre) -> None:
    keep_log(at(centre, LEADER_A), centre.department, TODAY, BUSY, Seen(None))
    with pytest.raises(Stale) as refused:
        keep_log(at(centre, LEADER_B), centre.department, TODAY, LogText(), Seen(None))
    assert "320" in say(refused.value.message)


def test_a_day_to_come_has_no_log(centre: SmallCentre) -> None:
    with pytest.raises(BadInput):
        keep_log(at(centre, HEAD), centre.department, TODAY + timedelta(days=1), BUSY)


def test_an_earlier_day_may_still_be_written(centre: SmallCentre) -> None:
    keep_log(at(centre, HEAD), centre.department, date(2026, 10, 1), BUSY)
    assert read_log(at(centre, HEAD), centre.department, date(2026, 10, 1)).log is not None


@pytest.mark.parametrize(("count", "fits"), [(0, True), (-1, False), (9_999_999, True),
                                             (10_000_000, False)])  # fmt: skip
def test_a_count_is_a_count(centre: SmallCentre, count: int, fits: bool) -> None:
    text = LogText(backlog=count)
    if fits:
        keep_log(at(centre, HEAD), centre.department, TODAY, text)
    else:
        with pytest.raises(BadInput):
            keep_log(at(centre, HEAD), centre.department, TODAY, text)


def test_agents_see_no_logs_and_no_figures(centre: SmallCentre) -> None:
    keep_log(at(centre, HEAD), centre.department, TODAY, BUSY)
    assert read_log(at(centre, AGENT), centre.department, TODAY).department is None
    assert read_figures(at(centre, AGENT), TODAY, TODAY) == []


@pytest.mark.parametrize("no", [HEAD, LEADER_A, INSPECTOR, DIRECTOR])
def test_the_weeks_add_up_what_the_logs_count(centre: SmallCentre, no: str) -> None:
    keep_log(at(centre, HEAD), centre.department, TODAY, BUSY)
    keep_log(at(centre, HEAD), centre.department, TODAY - timedelta(days=1), LogText(enquiries=80))
    (week,) = read_figures(at(centre, no), date(2026, 10, 12), date(2026, 10, 18))
    assert (week.week, week.days, week.enquiries, week.backlog) == ("2026-W42", 2, 400, 6)
