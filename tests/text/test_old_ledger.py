"""Rows of the ledger as version 0.1.0 wrote them, its figures not yet typed: each still opens.

`ledger_before_typed_figures.json` holds what that version's rules found in the sample centres, the
demo and the rule tests, as it stored it, and how it worded it: every code, every variant.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from app import text
from app.rules.calendar import CentreTime
from app.rules.judged import read_judged
from app.text.findings import finding_remedy, finding_sentence

ROWS = json.loads(
    Path(__file__).with_name("ledger_before_typed_figures.json").read_text("utf-8"),
)


@pytest.fixture(autouse=True)
def _shanghai() -> Iterator[None]:
    text.use_clock(CentreTime())
    yield
    text.use("en")


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row["english"][0][0][:40])
@pytest.mark.parametrize(("code", "language"), [("en", "english"), ("zh_CN", "chinese")])
def test_an_old_row_opens_to_the_sentences_of_its_day(
    row: dict[str, Any], code: str, language: str
) -> None:
    text.use(code)
    assert sentences(row) == row[language]


def sentences(row: dict[str, Any]) -> list[list[str]]:
    """Sentence and remedy of everything that was said, everybody in it called by one name."""
    judged = read_judged(row["judged"], row["subject"])
    assert judged is not None
    said = [finding for line in judged.verdict.lines for finding in line.said]
    names = {finding.person: "王芳" for finding in said}
    return [[finding_sentence(one, names), finding_remedy(one, names)] for one in said]
