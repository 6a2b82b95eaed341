"""What breaks a rule, in words."""

from __future__ import annotations

import re
from datetime import date

import pytest

from app.rules.rostering.certificate.records import BrokenRule
from app.rules.rostering.hard import HardRule
from app.text.certificate import broken_words


@pytest.mark.parametrize("rule", HardRule)
def test_one_of_anything_is_said_as_well_as_several(rule: HardRule) -> None:
    for found, limit in ((1, 8), (1, 1), (0.5, 1)):
        broken = BrokenRule(
            rule, "1001", date(2026, 11, 2), shift="E", other="N", found=found, limit=limit
        )
        assert not re.search(r"\b1 (?:\w+s|are|lie|have)\b", broken_words(broken))


def test_a_rest_is_told_with_both_shifts_and_what_is_due() -> None:
    broken = BrokenRule(
        HardRule.REST, "1001", date(2026, 11, 2), shift="E", other="N", found=1, limit=8
    )
    assert broken_words(broken) == "hours between N and E: 1; 8 at least"
