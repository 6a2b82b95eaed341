"""COMP-1: the first receiver closes, with a result; COMP-2: answered within 15 or 18 days."""

import pytest

from app.rules.figures.registers import ClosedByOther
from tests.figured import counted
from tests.rules.registers.books import Registers

pytestmark = [pytest.mark.rule("COMP-1"), pytest.mark.rule("COMP-2")]


@pytest.fixture
def centre() -> Registers:
    return Registers()


@pytest.mark.parametrize(
    ("closed_by", "handled", "found"),
    [
        ("101", "已退费", []),
        ("101", "", ["no_result/breach"]),
        ("102", "已退费", ["closed_by_other/warning"]),
        ("", "已退费", ["closed_by_other/warning"]),
        ("102", "", ["no_result/breach"]),
    ],
)
def test_the_first_receiver_closes_it_with_what_was_done(
    centre: Registers, closed_by: str, handled: str, found: list[str]
) -> None:
    centre.complaint(
        replied="2026-10-02 09:00", closed="2026-10-03 23:59", closed_by=closed_by, handled=handled
    )
    assert centre.codes("COMP-1") == found
    assert centre.found("COMP-1") == [("101", "2026-10-03")] * len(found)


def test_who_closed_it_is_told(centre: Registers) -> None:
    centre.complaint(replied="2026-10-02 09:00", closed="2026-10-03 09:00", closed_by="102")
    (finding,) = centre.findings()
    assert counted(finding, ClosedByOther).closed_by == "102"


def test_an_open_complaint_says_nothing_of_comp_1(centre: Registers) -> None:
    centre.complaint(replied="2026-10-02 09:00")
    assert centre.codes("COMP-1") == []


@pytest.mark.parametrize(
    ("received", "abroad", "last", "over"),
    [
        ("2026-10-01 00:00", False, "2026-10-16 23:59", "2026-10-17 00:00"),
        ("2026-10-01 23:59", False, "2026-10-16 23:59", "2026-10-17 00:00"),
        ("2026-10-01 09:00", True, "2026-10-19 23:59", "2026-10-20 00:00"),
        ("2026-10-31 09:00", False, "2026-11-15 23:59", "2026-11-16 00:00"),
        ("2028-02-14 09:00", False, "2028-02-29 23:59", "2028-03-01 00:00"),
        ("2028-02-15 09:00", False, "2028-03-01 23:59", "2028-03-02 00:00"),
        ("2027-02-13 09:00", True, "2027-03-03 23:59", "2027-03-04 00:00"),
        ("2026-12-20 09:00", False, "2027-01-04 23:59", "2027-01-05 00:00"),
    ],
)
def test_the_customer_is_answered_by_the_end_of_the_last_day(
    centre: Registers, received: str, abroad: bool, last: str, over: str
) -> None:
    day = [("101", last[:10])]
    for replied, found in ((last, []), (over, day)):
        centre.complaint(received, replied=replied, abroad=abroad)
        assert centre.found("COMP-2", "2029-01-01 09:00") == found
    centre.complaint(received, abroad=abroad)
    assert centre.found("COMP-2", last) == []
    assert centre.found("COMP-2", over) == day


def test_a_breach_says_whether_there_was_an_answer(centre: Registers) -> None:
    centre.complaint()
    assert centre.codes("COMP-2") == ["unanswered/breach"]
    centre.complaint(replied="2026-10-17 00:00")
    assert centre.codes("COMP-2") == ["late/breach"]


def test_days_are_calendar_days_over_a_changed_clock() -> None:
    centre = Registers("Europe/Berlin")
    centre.complaint("2026-10-15 23:59", replied="2026-10-30 23:59")
    assert centre.codes("COMP-2") == []
    centre.complaint("2026-10-15 23:59", replied="2026-10-31 00:00")
    assert centre.codes("COMP-2") == ["late/breach"]


def test_the_days_are_those_in_force_when_it_was_received(centre: Registers) -> None:
    centre.value("comp_days", 5, "2026-10-01 09:00")
    centre.value("comp_days_abroad", 7, "2026-10-01 09:00")
    centre.complaint(replied="2026-10-07 09:00")
    assert centre.codes("COMP-2") == ["late/breach"]
    centre.complaint(replied="2026-10-07 09:00", abroad=True)
    assert centre.codes("COMP-2") == []
    centre.complaint("2026-10-01 08:59", replied="2026-10-07 09:00")
    assert centre.codes("COMP-2") == []
