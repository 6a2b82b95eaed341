"""SWAP-1: both team leaders consent; the head may stand in; nobody consents for their own swap."""

import pytest

from app.rules.vocabulary import Role
from tests.rules.centre import DIRECTOR, HEAD, LEADER_A, LEADER_B, OTHER_HEAD, Centre

pytestmark = pytest.mark.rule("SWAP-1")


@pytest.fixture
def centre() -> Centre:
    centre = Centre()
    for no in ("101", "102", "201", LEADER_A):
        centre.rostered(no, d1012="E", d1014="E")
    return centre


def test_one_leader_of_both_parties_consents_for_both_sides(centre: Centre) -> None:
    centre.swap("101", "2026-10-12", "102", "2026-10-14", consents=(LEADER_A, LEADER_A))
    assert centre.found("SWAP-1") == []


def test_leaders_of_two_teams_each_consent_for_their_own_side(centre: Centre) -> None:
    centre.swap("101", "2026-10-12", "201", "2026-10-14", consents=(LEADER_A, LEADER_B))
    assert centre.found("SWAP-1") == []


def test_leaders_on_the_wrong_sides_break_the_rule_for_both_parties(centre: Centre) -> None:
    centre.swap("101", "2026-10-12", "201", "2026-10-14", consents=(LEADER_B, LEADER_A))
    assert centre.found("SWAP-1") == [("101", "2026-10-12"), ("201", "2026-10-14")]


@pytest.mark.parametrize("consents", [("", LEADER_B), ("7777", LEADER_B)])
def test_a_missing_or_unknown_consent_breaks_it_for_that_side_only(
    centre: Centre, consents: tuple[str, str]
) -> None:
    centre.swap("101", "2026-10-12", "201", "2026-10-14", consents=consents)
    assert centre.found("SWAP-1") == [("101", "2026-10-12")]


def test_a_consent_without_a_time_is_missing(centre: Centre) -> None:
    centre.swap("101", "2026-10-12", "102", "2026-10-14", consented="")
    assert centre.codes("SWAP-1") == ["missing/breach", "missing/breach"]


def test_the_head_of_the_department_may_stand_in_for_a_leader(centre: Centre) -> None:
    centre.swap("101", "2026-10-12", "201", "2026-10-14", consents=(HEAD, HEAD))
    assert centre.found("SWAP-1") == []


@pytest.mark.parametrize("stranger", [OTHER_HEAD, DIRECTOR, "103", LEADER_B])
def test_nobody_else_consents_in_a_leaders_stead(centre: Centre, stranger: str) -> None:
    centre.swap("101", "2026-10-12", "102", "2026-10-14", consents=(LEADER_A, stranger))
    assert centre.found("SWAP-1") == [("102", "2026-10-14")]
    assert centre.codes("SWAP-1") == ["wrong_person/breach"]


def test_a_leader_who_is_a_party_does_not_consent_for_either_side(centre: Centre) -> None:
    centre.swap(LEADER_A, "2026-10-12", "101", "2026-10-14", consents=(LEADER_A, LEADER_A))
    assert centre.found("SWAP-1") == [(LEADER_A, "2026-10-12"), ("101", "2026-10-14")]
    assert set(centre.codes("SWAP-1")) == {"own/breach"}


def test_a_leader_who_is_a_party_is_replaced_by_the_head(centre: Centre) -> None:
    centre.swap(LEADER_A, "2026-10-12", "101", "2026-10-14", consents=(HEAD, HEAD))
    assert centre.found("SWAP-1") == []


def test_another_leader_of_the_same_team_does_not_consent_for_a_leader(centre: Centre) -> None:
    centre.person("109", team="A", role=Role.TEAM_LEADER)
    centre.swap(LEADER_A, "2026-10-12", "101", "2026-10-14", consents=("109", "109"))
    assert centre.codes("SWAP-1") == ["head_needed/breach"]


def test_a_party_without_a_team_needs_the_head(centre: Centre) -> None:
    centre.person("301")
    centre.rostered("301", d1014="E")
    centre.swap("101", "2026-10-12", "301", "2026-10-14", consents=(LEADER_A, LEADER_A))
    centre.swap("102", "2026-10-12", "301", "2026-10-14", consents=(LEADER_A, HEAD))
    assert centre.found("SWAP-1") == [("301", "2026-10-14")]


def test_teams_of_one_name_in_two_departments_are_two_teams(centre: Centre) -> None:
    centre.person("801", department="外呼部", team="A", role=Role.TEAM_LEADER)
    centre.swap("101", "2026-10-12", "102", "2026-10-14", consents=("801", LEADER_A))
    assert centre.found("SWAP-1") == [("101", "2026-10-12")]


def test_who_was_leader_on_the_day_of_the_consent_counts(centre: Centre) -> None:
    centre.moves("103", "2026-09-02", role=Role.TEAM_LEADER)
    centre.swap("101", "2026-10-12", "102", "2026-10-14", consents=("103", "103"))
    assert len(centre.found("SWAP-1")) == 2, "on 1 September 103 was not yet a leader"
    centre.swaps.clear()
    centre.swap(
        "101",
        "2026-10-12",
        "102",
        "2026-10-14",
        consents=("103", "103"),
        consented="2026-09-02 00:00",
        effective="2026-09-03 09:00",
    )
    assert centre.found("SWAP-1") == []


def test_the_partys_team_on_the_day_of_the_consent_counts(centre: Centre) -> None:
    centre.moves("102", "2026-09-02", team="B")
    centre.swap("101", "2026-10-12", "102", "2026-10-14", consents=(LEADER_A, LEADER_A))
    assert centre.found("SWAP-1") == []
