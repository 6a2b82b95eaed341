"""One thing has one name: the glossary holds in every Chinese sentence."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from app import text
from app.text import catalogues, dates
from app.text.words import shift_words
from app.text.zones import zone_name

GLOSSARY = Path(__file__).parents[2] / "docs" / "words.md"
RULE = re.compile(r"[A-Z]{2,6}-\d{1,2}")
MAY_NAME_RULES = re.compile(r"^规章 ?[A-Z]+-\d+$|^[A-Z]+-\d+：")
"""A link, or what leads a refusal."""
SHEET = "工时规则"
"""The workbook's own word for `WorkRules`."""


@pytest.fixture(autouse=True)
def _back_to_english() -> Iterator[None]:
    yield
    text.use_shifts({})
    text.use("en")


def sentences() -> Iterator[tuple[str, str]]:
    for path, catalogue in catalogues.read_sources("zh_CN"):
        for message in catalogue:
            if message.id:
                told = message.string or ""
                forms = (told,) if isinstance(told, str) else told
                yield from ((path.name, form) for form in forms)


def twins() -> list[str]:
    lines = GLOSSARY.read_text(encoding="utf-8").splitlines()
    cells = [[cell.strip() for cell in line.split("|")] for line in lines if line.startswith("| ")]
    return [word for row in cells[2:] for word in row[3].split(", ") if word]


def test_the_glossary_is_read() -> None:
    assert {"坐席", "你", "验证码", "规则"} <= set(twins())


@pytest.mark.parametrize("twin", twins())
def test_no_sentence_uses_a_word_that_the_glossary_refuses(twin: str) -> None:
    found = [(file, told) for file, told in sentences() if twin in told.replace(SHEET, "")]
    assert found == []


def test_ids_of_rules_are_no_part_of_a_sentence() -> None:
    """The rulebook itself refers from one rule to another."""
    found = [
        (file, told)
        for file, told in sentences()
        if not file.startswith("rules-") and RULE.search(re.sub(MAY_NAME_RULES, "", told))
    ]
    assert found == []


def test_a_shift_is_called_by_its_name_in_chinese() -> None:
    text.use_shifts({"E": "早班", "Q": "机动"})
    text.use("zh_CN")
    assert [shift_words(code) for code in "EQX"] == ["早班", "机动班", "X班"]
    text.use("en")
    assert shift_words("E") == "E"


@pytest.mark.parametrize(
    ("key", "english", "chinese"),
    [
        ("Asia/Shanghai", "Beijing time", "北京时间"),
        ("Asia/Tokyo", "Japan Time", "日本时间"),
        ("Nowhere/Here", "Nowhere/Here", "Nowhere/Here"),
    ],
)
def test_a_zone_is_called_as_people_call_it(key: str, english: str, chinese: str) -> None:
    assert zone_name(key) == english
    text.use("zh_CN")
    assert zone_name(key) == chinese


def test_a_week_is_told_as_people_tell_it() -> None:
    text.use("zh_CN")
    assert dates.week("2026-W40") == "第40周"
    assert dates.week_of_year("2026-W05") == "2026年第5周"
