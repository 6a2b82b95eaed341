"""Rows of the ledger as version 0.1.0 wrote them, its figures not yet typed: each still opens.

`ledger_before_typed_figures.json` holds what that version's rules found in the sample centres, the
demo and the rule tests, as it stored it, and how it worded it: every code, every variant. Two
sentences read better now: that version told the steps of a chain (LEAVE-1.kept) and the role of
who scored (QA-3.not_inspector), read back, by the words of the store. Remedies of leave (LEAVE-2,
4 to 7) are today's: those of that version could no longer be followed. The advice of SWAP-2, 3, 4
and 9 names by now whom it is for, since it may be the counterpart. Whose consent is due (SWAP-8) is
said in plainer Chinese.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from app import text
from app.rules.calendar import CentreTime
from app.rules.figures.figure import Minutes
from app.rules.figures.kept import LeastRest
from app.rules.findings import Finding
from app.rules.judged import judgement, read_judged
from app.rules.policy import Policy
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


def test_the_rows_hold_every_code_that_the_version_had() -> None:
    assert len({one[0] for row in ROWS for one in said_in(row["judged"])}) == 82


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row["english"][0][0][:40])
def test_what_is_read_and_kept_again_says_the_same(row: dict[str, Any]) -> None:
    judged = read_judged(row["judged"], row["subject"])
    assert judged is not None
    assert read_judged(judgement(judged.verdict, judged.policy), row["subject"]) == judged


def test_a_figure_that_was_renamed_is_read_by_its_old_name() -> None:
    (found,) = said("SWAP-4.kept", {"minutes": 480, "limit_hours": 8})
    assert found.figures == LeastRest(Minutes(480), 8)


def test_a_figure_that_nothing_speaks_of_any_more_is_left_aside() -> None:
    (found,) = said("SWAP-4.kept", {"rest": None, "limit_hours": 8, "moon": "full"})
    assert found.figures == LeastRest(None, 8)


def test_a_policy_value_of_another_day_does_not_keep_a_row_from_opening() -> None:
    judged = read_judged('{"lines": [], "policy": {"swap_rest_hours": 11, "tea_minutes": 20}}')
    assert judged is not None
    assert judged.policy == Policy(swap_rest_hours=11)


def test_a_renamed_policy_value_is_read_by_its_old_key(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("app.rules.policy.RENAMED_KEYS", {"rest_hours": "swap_rest_hours"})
    judged = read_judged('{"lines": [], "policy": {"rest_hours": 11}}')
    assert judged is not None
    assert judged.policy == Policy(swap_rest_hours=11)


def said(code: str, figures: dict[str, Any]) -> list[Finding]:
    row = [code, "note", "101", "2026-10-12", figures]
    told = {"lines": [[code.partition(".")[0], "allowed", [row]]], "policy": {}}
    judged = read_judged(json.dumps(told))
    assert judged is not None
    return [finding for line in judged.verdict.lines for finding in line.said]


def said_in(judged: str) -> list[list[Any]]:
    return [one for _rule, _outcome, said in json.loads(judged)["lines"] for one in said]
