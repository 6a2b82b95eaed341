"""LEAVE-2 in advance, by kind; LEAVE-3 in person."""

import pytest

from tests.rules.centre import DIRECTOR, HEAD, Centre

pytestmark = [pytest.mark.rule("LEAVE-2"), pytest.mark.rule("LEAVE-3")]

DIRECTOR_SIGNS = (DIRECTOR, "2026-10-13 12:00")


@pytest.fixture
def centre() -> Centre:
    centre = Centre()
    centre.rostered("101", d1012="E")
    return centre


@pytest.mark.parametrize("kind", ["personal", "business", "study", "annual"])
@pytest.mark.parametrize(("filed", "late"), [("2026-10-11 23:59", 0), ("2026-10-12 00:00", 1)])
def test_personal_leave_is_filed_on_an_earlier_date(
    centre: Centre, kind: str, filed: str, late: int
) -> None:
    centre.leave("101", "2026-10-12", kind=kind, filed=filed)
    assert len(centre.found("LEAVE-2")) == late


@pytest.mark.parametrize(("filed", "late"), [("2026-10-12 06:30", 0), ("2026-10-12 06:31", 1)])
def test_urgent_personal_leave_is_filed_sixty_minutes_before_the_shift(
    centre: Centre, filed: str, late: int
) -> None:
    centre.leave("101", "2026-10-12", kind="urgent_personal", filed=filed)
    assert len(centre.found("LEAVE-2")) == late


@pytest.mark.parametrize(("filed", "late"), [("2026-10-12 23:59", 0), ("2026-10-13 00:00", 1)])
def test_urgent_personal_leave_on_a_day_off_is_filed_before_the_day_begins(
    centre: Centre, filed: str, late: int
) -> None:
    centre.leave("101", "2026-10-13", kind="urgent_personal", filed=filed)
    assert len(centre.found("LEAVE-2")) == late


@pytest.mark.parametrize(("filed", "late"), [("2026-10-12 07:29", 0), ("2026-10-12 07:30", 1)])
def test_sick_leave_is_filed_before_the_shift_starts(centre: Centre, filed: str, late: int) -> None:
    centre.leave("101", "2026-10-12", kind="sick", filed=filed)
    assert len(centre.found("LEAVE-2")) == late


@pytest.mark.parametrize(("filed", "late"), [("2026-10-13 23:59", 0), ("2026-10-14 00:00", 1)])
def test_sick_leave_on_a_day_off_is_filed_before_the_day_ends(
    centre: Centre, filed: str, late: int
) -> None:
    centre.leave("101", "2026-10-13", kind="sick", filed=filed)
    assert len(centre.found("LEAVE-2")) == late


def test_emergency_sick_leave_is_judged_by_its_call_instead(centre: Centre) -> None:
    centre.leave("101", "2026-10-12", kind="emergency_sick", filed="2026-10-20 09:00")
    assert centre.found("LEAVE-2") == []


def test_the_shift_received_in_a_swap_is_the_shift_of_the_day(centre: Centre) -> None:
    centre.rostered("102", d1013="L")
    centre.swap("101", "2026-10-12", "102", "2026-10-13")
    centre.leave("101", "2026-10-13", kind="sick", filed="2026-10-13 15:29")
    assert centre.found("LEAVE-2") == []


def test_only_the_shift_of_the_first_day_sets_the_time(centre: Centre) -> None:
    centre.rostered("101", d1014="E")
    centre.leave("101", "2026-10-13", "2026-10-14", kind="sick", filed="2026-10-13 23:00")
    assert centre.found("LEAVE-2") == []


def test_late_leave_that_the_head_accepted_is_kept(centre: Centre) -> None:
    centre.leave("101", "2026-10-12", filed="2026-10-12 09:00", late_approved=True)
    assert centre.found("LEAVE-2") == []


def test_late_leave_marked_as_accepted_without_the_heads_step_is_not(centre: Centre) -> None:
    centre.leave("101", "2026-10-12", filed="2026-10-12 09:00", late_approved=True, head=None)
    assert centre.codes("LEAVE-2") == ["not_accepted/breach"]


def test_a_heads_late_leave_is_accepted_by_the_director(centre: Centre) -> None:
    words = {"filed": "2026-10-12 09:00", "late_approved": True}
    centre.leave(HEAD, "2026-10-12", **words)  # type: ignore[arg-type]
    assert centre.found("LEAVE-2") == [(HEAD, "2026-10-12")]
    centre.leaves.clear()
    centre.leave(HEAD, "2026-10-12", director=DIRECTOR_SIGNS, **words)  # type: ignore[arg-type]
    assert centre.found("LEAVE-2") == []


def test_the_directors_late_leave_needs_nobody(centre: Centre) -> None:
    centre.leave(DIRECTOR, "2026-10-12", filed="2026-10-12 09:00", head=None, late_approved=True)
    assert centre.found("LEAVE-2") == []


def test_the_minutes_of_urgent_leave_are_a_dated_value(centre: Centre) -> None:
    centre.value("leave_urgent_minutes", 30, since="2026-10-12 06:45")
    centre.leave("101", "2026-10-12", kind="urgent_personal", filed="2026-10-12 06:44")
    assert len(centre.found("LEAVE-2")) == 1
    centre.leaves.clear()
    centre.leave("101", "2026-10-12", kind="urgent_personal", filed="2026-10-12 07:00")
    assert centre.found("LEAVE-2") == []


@pytest.mark.parametrize("kind", ["personal", "urgent_personal", "business", "study"])
def test_leave_3_these_are_filed_in_person(centre: Centre, kind: str) -> None:
    centre.leave("101", "2026-10-12", kind=kind, filed_by="102")
    assert centre.found("LEAVE-3") == [("101", "2026-10-12")]


@pytest.mark.parametrize("kind", ["sick", "emergency_sick"])
def test_leave_3_sickness_may_be_filed_by_somebody_else(centre: Centre, kind: str) -> None:
    centre.leave("101", "2026-10-12", kind=kind, filed_by="102")
    assert centre.found("LEAVE-3") == []


def test_leave_3_who_files_their_own_is_there_in_person(centre: Centre) -> None:
    centre.leave("101", "2026-10-12")
    assert centre.found("LEAVE-3") == []
