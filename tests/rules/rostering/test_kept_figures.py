"""What a rule counts of somebody around some days, where it is kept."""

from __future__ import annotations

from app.rules.rostering.certificate.figures import figures
from app.rules.rostering.certificate.worked import WorkedMonth
from app.rules.rostering.hard import HardRule
from tests.rules.rostering.certified import CertifiedMonth, on


def counted(month: CertifiedMonth, *days: str) -> dict[HardRule, tuple[float | None, float | None]]:
    worked = WorkedMonth.of(month.scene, month.scene.people["101"])
    found = figures(worked, [on(day) for day in days], month.clock)
    return {rule: (have, limit) for rule, have, limit in found}


def test_the_shortest_rest_beside_the_day_is_told() -> None:
    month = CertifiedMonth()
    month.works("2026-11-02", "ELE")
    assert counted(month, "2026-11-02")[HardRule.REST] == (24, 8)
    assert counted(month, "2026-11-03")[HardRule.REST] == (8, 8)


def test_a_shift_far_from_any_other_has_no_rest_to_count() -> None:
    month = CertifiedMonth()
    month.works("2026-11-10", "E")
    assert counted(month, "2026-11-10")[HardRule.REST] == (None, 8)


def test_the_run_that_the_day_is_in_is_counted_and_no_other() -> None:
    month = CertifiedMonth()
    month.works("2026-11-02", "EEEEE...NN")
    assert counted(month, "2026-11-10")[HardRule.DAYS_IN_ROW] == (2, 6)
    assert counted(month, "2026-11-10")[HardRule.NIGHTS_IN_ROW] == (2, 3)
    assert counted(month, "2026-11-04")[HardRule.DAYS_IN_ROW] == (5, 6)
    assert HardRule.NIGHTS_IN_ROW not in counted(month, "2026-11-04")


def test_hours_and_weekends_are_told_where_there_is_a_limit() -> None:
    month = CertifiedMonth()
    month.works("2026-11-07", "EE")
    assert HardRule.HOURS_MOST not in counted(month, "2026-11-07")
    month.rules(month_hours_most=16.0, month_hours_least=8.0, weekends_most=1)
    found = counted(month, "2026-11-07")
    assert found[HardRule.HOURS_MOST] == (16, 16)
    assert found[HardRule.HOURS_LEAST] == (16, 8)
    assert found[HardRule.WEEKENDS] == (1, 1)


def test_of_a_day_that_became_free_only_the_month_is_counted() -> None:
    month = CertifiedMonth()
    month.works("2026-11-02", "E.E")
    assert counted(month, "2026-11-03") == {}
