"""QA-2, QA-4, QA-5 and, of calibrations, QA-1 in a register of inspections."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from app.rules.books import Books, CardItem, ItemScore
from app.rules.calendar import CentreTime
from app.rules.check import check
from app.rules.facts import CentreFacts, Inspection
from app.rules.findings import Finding
from app.rules.policy import PolicyBook
from app.rules.vocabulary import Aspect
from tests.rules.centre import HEAD, INSPECTOR, OTHER_HEAD, Centre

pytestmark = [pytest.mark.rule(rule) for rule in ("QA-2", "QA-4", "QA-5")]

CARD = tuple(
    CardItem("K", 1, date(2026, 1, 1), str(number), f"项目{number}", aspect, 1)
    for number, aspect in enumerate(Aspect)
)
INSPECTED = "2026-10-12 10:00"


class Scored:
    """One inspection of 101 by the card, everything at 90 unless `scores` say otherwise."""

    def __init__(self, **columns: Any) -> None:
        self.centre = Centre()
        self.cards: tuple[CardItem, ...] = CARD
        self.scores: list[ItemScore] = []
        words = {"card": "K", "card_version": 1} | columns
        at = self.centre.at(INSPECTED)
        self.inspection = Inspection("Q-1", "101", INSPECTOR, at, **words)
        self.revision(1)

    def revision(self, number: int, *, comment: str = "", **scores: float | None) -> None:
        for item in self.cards:
            score = scores.get(f"_{item.item}", 90)
            self.scores.append(ItemScore("Q-1", item.item, number, score, comment))

    def appeal(self, at: str = "", decided: str = "", by: str = HEAD, upheld: bool = True) -> None:
        self.inspection = replace(
            self.inspection,
            appealed_at=self.centre.at(at) if at else None,
            decided_at=self.centre.at(decided) if decided else None,
            decided_by=by,
            upheld=upheld,
        )

    def facts(self) -> CentreFacts:
        books = Books(cards=self.cards, scores=tuple(self.scores))
        return replace(self.centre.facts(), inspections=(self.inspection,), books=books)

    def findings(self) -> list[Finding]:
        policies = PolicyBook(self.centre.policy)
        return check(self.facts(), policies, CentreTime(), self.centre.at("2027-06-01 09:00"))

    def found(self) -> list[tuple[str, str, str, str]]:
        return [
            (one.code, one.person, one.day.isoformat(), one.level.value) for one in self.findings()
        ]


def test_a_full_card_with_its_scores_has_no_findings() -> None:
    assert Scored().found() == []


def test_qa_2_a_card_has_every_aspect() -> None:
    scored = Scored()
    scored.cards = (*CARD[1:], replace(CARD[0], aspect=None))
    (finding,) = scored.findings()
    assert (finding.subject, finding.person, finding.day) == ("K/1", "", date(2026, 1, 1))
    assert finding.code == "QA-2.lacks"


@pytest.mark.parametrize(
    ("score", "comment", "found"),
    [(59.9, "", 1), (60, "", 0), (59.9, "语气生硬", 0), (0, " ", 1), (None, "", 0)],
)
def test_qa_4_an_item_under_its_pass_mark_has_a_comment(
    score: float | None, comment: str, found: int
) -> None:
    scored = Scored()
    scored.scores.clear()
    scored.revision(1, comment=comment, _2=score)
    assert scored.found() == [("QA-4.no_comment", INSPECTOR, "2026-10-12", "warning")] * found


def test_qa_4_an_item_may_have_a_pass_mark_of_its_own() -> None:
    scored = Scored()
    scored.cards = (*CARD[:-1], replace(CARD[-1], pass_mark=95))
    assert [code for code, *_ in scored.found()] == ["QA-4.no_comment"]


def test_qa_4_the_pass_mark_is_that_of_the_inspections_day() -> None:
    scored = Scored()
    scored.centre.value("qa_pass_mark", 95, "2026-10-12 00:00")
    assert [code for code, *_ in scored.found()] == ["QA-4.no_comment"]
    scored.centre.policy.clear()
    scored.centre.value("qa_pass_mark", 95, "2026-10-13 00:00")
    assert scored.found() == []


def test_qa_4_speaks_of_the_valid_revision_only() -> None:
    scored = Scored()
    scored.revision(2, _1=10)
    scored.appeal("2026-10-13 10:00", "2026-10-14 10:00", upheld=False)
    assert [code for code, *_ in scored.found()] == ["QA-5.revised"]
    scored.appeal("2026-10-13 10:00", "2026-10-14 10:00")
    assert [code for code, *_ in scored.found()] == ["QA-4.no_comment"]


@pytest.mark.parametrize(("at", "found"), [("2026-10-17 23:59", 0), ("2026-10-18 00:00", 1)])
def test_qa_5_an_appeal_comes_within_five_days(at: str, found: int) -> None:
    scored = Scored()
    scored.appeal(at)
    assert scored.found() == [("QA-5.late_appeal", "101", "2026-10-18", "breach")] * found


def test_qa_5_the_days_count_from_the_submission() -> None:
    scored = Scored(submitted_at=Centre().at("2026-10-13 00:00"))
    scored.appeal("2026-10-18 23:59")
    assert scored.found() == []


@pytest.mark.parametrize(
    ("at", "decided", "by", "code"),
    [
        ("2026-10-13 10:00", "2026-10-13 10:00", HEAD, ""),
        ("2026-10-13 10:00", "2026-10-13 09:59", HEAD, "QA-5.no_appeal"),
        ("", "2026-10-13 10:00", HEAD, "QA-5.no_appeal"),
        ("2026-10-13 10:00", "2026-10-13 10:00", "", "QA-5.nobody"),
        ("2026-10-13 10:00", "2026-10-13 10:00", OTHER_HEAD, "QA-5.not_head"),
        ("2026-10-13 10:00", "2026-10-13 10:00", "8888", "QA-5.not_head"),
        ("2026-10-13 10:00", "2026-10-13 10:00", INSPECTOR, "QA-5.own"),
        ("2026-10-13 10:00", "2026-10-13 10:00", "101", "QA-5.own"),
    ],
)
def test_qa_5_the_head_of_the_agents_department_decides(
    at: str, decided: str, by: str, code: str
) -> None:
    scored = Scored()
    scored.appeal(at, decided, by)
    assert scored.found() == ([(code, by, "2026-10-13", "breach")] if code else [])


def test_qa_5_the_posts_are_those_of_the_decision() -> None:
    scored = Scored()
    scored.centre.moves("101", "2026-10-14", department="外呼部", team="")
    scored.appeal("2026-10-13 10:00", "2026-10-14 10:00", OTHER_HEAD)
    assert scored.found() == []


def test_qa_5_holds_for_an_inspection_without_a_card() -> None:
    scored = Scored(card="", card_version=None)
    scored.scores.clear()
    scored.appeal("2026-10-30 10:00")
    assert [code for code, *_ in scored.found()] == ["QA-5.late_appeal"]


def test_qa_5_a_revision_needs_an_appeal_that_was_upheld() -> None:
    scored = Scored()
    scored.revision(3)
    assert scored.found() == [("QA-5.revised", INSPECTOR, "2026-10-12", "breach")]
    scored.appeal("2026-10-13 10:00", "2026-10-14 10:00")
    assert scored.found() == []


def test_qa_1_calibrations_do_not_count_and_make_no_month() -> None:
    scored = Scored(calibration="C-1")
    scored.centre.rostered("102", d1012="E")
    assert scored.found() == []
    scored.inspection = replace(scored.inspection, calibration="")
    assert [code for code, *_ in scored.found()] == ["QA-1.too_few"]
    calibrations = [replace(scored.inspection, no=f"C{n}", calibration="C-1") for n in range(6)]
    facts = replace(scored.facts(), inspections=(scored.inspection, *calibrations))
    found = check(facts, PolicyBook(), CentreTime(), scored.centre.at("2027-06-01 09:00"))
    assert [one.person for one in found if one.rule == "QA-1"] == ["102"]
