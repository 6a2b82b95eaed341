"""The catalogue holds the whole rulebook; what the code enforces has its entry and its tests."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from app.rules import catalogue
from app.rules.attendance import check_attendance
from app.rules.figures.codes import BY_CODE
from app.rules.leave import LEAVE_RULES
from app.rules.policy import KEYS, PLANNING_KEYS
from app.rules.quality import check_inspector, check_month
from app.rules.swap_requests import REQUEST_RULES

ROOT = Path(__file__).parents[2]
RULE_ID = re.compile(r"(?:SWAP|LEAVE|ATT|HAND|QA|ESC|COMP|DUTY|TRAIN|MEET|SITE|CONF)-\d+")
CHAPTER_SIZES = {
    "SWAP": 11, "LEAVE": 11, "ATT": 6, "HAND": 6, "QA": 7, "ESC": 3, "COMP": 2,
    "DUTY": 5, "TRAIN": 1, "MEET": 3, "SITE": 3, "CONF": 2,
}  # fmt: skip


def rules_in_code() -> set[str]:
    """The rules of which some finding can speak."""
    return {code.partition(".")[0] for code in BY_CODE}


def rules_with_tests() -> set[str]:
    """The ids with which test modules mark themselves: `pytestmark = pytest.mark.rule("SWAP-2")`,
    or a list of such marks."""
    return {
        rule_id
        for path in (ROOT / "tests").rglob("test_*.py")
        for mark in marks(ast.parse(path.read_text("utf-8")))
        if mark.name == "rule"
        for rule_id in mark.args
    }


def marks(module: ast.Module) -> Iterator[pytest.Mark]:
    for node in module.body:
        if isinstance(node, ast.Assign) and "mark.rule(" in ast.unparse(node):
            value = eval(ast.unparse(node.value), {"pytest": pytest})
            yield from (each.mark for each in (value if isinstance(value, list) else [value]))


def test_the_catalogue_is_the_whole_rulebook() -> None:
    expected = [f"{key}-{n + 1}" for key, size in CHAPTER_SIZES.items() for n in range(size)]
    assert list(catalogue.RULES) == expected


def test_a_rule_in_code_has_an_entry_that_says_so() -> None:
    claimed = {rule.id for rule in catalogue.RULES.values() if rule.enforced}
    assert claimed == rules_in_code()


def test_a_rule_that_is_enforced_has_a_test() -> None:
    claimed = {rule.id for rule in catalogue.RULES.values() if rule.enforced}
    assert claimed <= rules_with_tests()


@pytest.mark.parametrize("rule_id", [*REQUEST_RULES, *LEAVE_RULES])
def test_an_entry_names_the_function_that_judges_it(rule_id: str) -> None:
    judge = {**REQUEST_RULES, **LEAVE_RULES}[rule_id]
    assert catalogue.rule(rule_id).enforced_by == (judge,)


@pytest.mark.parametrize(
    ("rule_id", "judge"),
    [("SWAP-10", check_attendance), ("QA-1", check_month), ("QA-3", check_inspector)],
)
def test_rules_of_the_registers_name_their_function(rule_id: str, judge: object) -> None:
    assert catalogue.rule(rule_id).enforced_by == (judge,)


def test_every_policy_value_belongs_to_a_rule_or_to_planning() -> None:
    judged_by = {key for rule in catalogue.RULES.values() for key in rule.policy}
    assert judged_by == set(KEYS) - set(PLANNING_KEYS)
    assert len(PLANNING_KEYS) == 9
    assert [rule.id for rule in catalogue.policy_rules("swap_rest_hours")] == ["SWAP-4"]


def test_ids_sort_as_the_rulebook_does() -> None:
    shuffled = ["SWAP-10", "QA-1", "SWAP-2", "LEAVE-1"]
    assert sorted(shuffled, key=catalogue.rulebook_order) == [
        "SWAP-2",
        "SWAP-10",
        "LEAVE-1",
        "QA-1",
    ]


def test_a_rule_stands_in_its_chapter() -> None:
    assert catalogue.chapter_of("MEET-2").key == "running"
    assert catalogue.chapter_of("LEAVE-10").key == "leave"
