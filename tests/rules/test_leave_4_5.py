"""LEAVE-4 certificates cover sick leave in time; LEAVE-5 an emergency is telephoned."""

import pytest

from tests.rules.centre import Centre

pytestmark = [pytest.mark.rule("LEAVE-4"), pytest.mark.rule("LEAVE-5")]

DAYS = ("2026-10-12", "2026-10-13")


@pytest.fixture
def centre() -> Centre:
    centre = Centre()
    centre.rostered("101", d1012="E", d1013="E")
    return centre


def sick(centre: Centre, *certificate: str, approved: str = "2026-10-12 12:00") -> list[str]:
    paper = certificate or None
    centre.leave("101", *DAYS, kind="sick", certificate=paper, approved=approved)  # type: ignore[arg-type]
    return centre.codes("LEAVE-4")


def test_sick_leave_with_a_certificate_over_all_its_days_is_in_order(centre: Centre) -> None:
    assert sick(centre, *DAYS, "2026-10-12 12:00") == []


def test_a_certificate_over_more_days_is_in_order(centre: Centre) -> None:
    assert sick(centre, "2026-10-01", "2026-10-31", "2026-10-12 12:00") == []


def test_sick_leave_without_a_certificate_is_a_breach(centre: Centre) -> None:
    assert sick(centre) == ["missing/breach"]


def test_a_certificate_after_the_last_approval_is_late(centre: Centre) -> None:
    assert sick(centre, *DAYS, "2026-10-12 12:01") == ["late/breach"]


def test_without_a_time_of_approval_no_certificate_was_in_time(centre: Centre) -> None:
    assert sick(centre, *DAYS, "2026-10-01 08:00", approved="") == ["undated/breach"]
    centre.leaves.clear()
    assert sick(centre, approved="") == ["missing/breach"]


@pytest.mark.parametrize("days", [("2026-10-13", "2026-10-13"), ("2026-10-12", "2026-10-12")])
def test_a_day_that_no_certificate_covers_is_a_gap(centre: Centre, days: tuple[str, str]) -> None:
    assert sick(centre, *days, "2026-10-12 12:00") == ["gap/breach"]


def test_other_kinds_need_no_certificate(centre: Centre) -> None:
    centre.leave("101", *DAYS, kind="personal")
    assert centre.found("LEAVE-4") == []


def emergency(centre: Centre, *certificate: str, as_of: str = "2026-12-01 09:00") -> list[str]:
    paper = certificate or None
    centre.leave(
        "101",
        *DAYS,
        kind="emergency_sick",
        phoned="2026-10-12 06:50",
        certificate=paper,  # type: ignore[arg-type]
    )
    return centre.codes("LEAVE-4", as_of)


def test_an_emergencys_certificate_may_follow_until_the_day_after_it_ends(
    centre: Centre,
) -> None:
    assert emergency(centre, *DAYS, "2026-10-14 23:59") == []


def test_on_the_second_day_after_it_is_too_late(centre: Centre) -> None:
    assert emergency(centre, *DAYS, "2026-10-15 00:00") == ["late/breach"]


@pytest.mark.parametrize(
    ("as_of", "codes"), [("2026-10-14 23:59", []), ("2026-10-15 00:00", ["missing/breach"])]
)
def test_it_is_not_missing_before_it_is_due(centre: Centre, as_of: str, codes: list[str]) -> None:
    assert emergency(centre, as_of=as_of) == codes


def test_an_emergencys_certificate_covers_every_day_too(centre: Centre) -> None:
    assert emergency(centre, "2026-10-13", "2026-10-13", "2026-10-14 09:00") == ["gap/breach"]


def test_at_the_end_of_february_the_day_after_is_the_29th_in_a_leap_year() -> None:
    centre = Centre()
    centre.leave(
        "101",
        "2028-02-28",
        kind="emergency_sick",
        filed="2028-02-28 06:50",
        certificate=("2028-02-28", "2028-02-28", "2028-02-29 23:59"),
    )
    assert centre.found("LEAVE-4", "2028-06-01 09:00") == []


def called(centre: Centre, phoned: str) -> list[str]:
    centre.leave("101", *DAYS, kind="emergency_sick", phoned=phoned)
    return centre.codes("LEAVE-5")


@pytest.mark.parametrize(
    ("phoned", "codes"),
    [
        ("2026-10-12 07:29", []),
        ("2026-10-12 07:30", ["late_call/breach"]),
        ("", ["no_call/breach"]),
    ],
)
def test_leave_5_an_emergency_is_telephoned_before_the_shift_starts(
    centre: Centre, phoned: str, codes: list[str]
) -> None:
    assert called(centre, phoned) == codes


def test_leave_5_the_first_shift_covered_counts_not_the_first_day(centre: Centre) -> None:
    centre.rows["101"].pop(next(iter(centre.rows["101"])))
    assert called(centre, "2026-10-13 07:29") == []


def test_leave_5_with_no_shift_covered_the_time_of_the_call_is_no_matter(centre: Centre) -> None:
    centre.rows.clear()
    assert called(centre, "2026-11-01 09:00") == []


def test_leave_5_other_kinds_need_no_call(centre: Centre) -> None:
    centre.leave("101", *DAYS, kind="sick")
    assert centre.found("LEAVE-5") == []
