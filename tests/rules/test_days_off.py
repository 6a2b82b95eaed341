"""One list of words for a day off, wherever a roster is written."""

from __future__ import annotations

from datetime import date

import pytest

from app.rules.days_off import is_day_off
from app.rules.edits import Codes, paste, read_pattern
from app.ui.roster.letters import read_typed

NAMES = {"E": "早班", "L": "中班", "N": "夜班"}
CODES = Codes(NAMES, NAMES)


@pytest.mark.parametrize(
    "word",
    ["休", "休息", "休 息", "OFF", "off", "ＯＦＦ", "WO", "W/O", "w/o", "-", "－", "–", "—", "——",
     "--", "/", "／", "公休", "例休", "轮休", "Week Off"],
)  # fmt: skip
def test_a_word_for_a_day_off_is_one_in_paste_pattern_and_typing(word: str) -> None:
    assert is_day_off(word)
    pasted = paste([[word]], ["1"], [date(2026, 10, 1)], CODES)
    assert [change.code for change in pasted.changes] == [""]
    if " " not in word and word != "--":
        assert read_pattern(f"E {word}", CODES) == (["E", ""], [])
    assert read_typed(word, NAMES).off


@pytest.mark.parametrize("word", ["", "调休", "空", "年假", "X", "E", "0.5", "10"])
def test_what_may_mean_something_else_is_no_day_off(word: str) -> None:
    assert not is_day_off(word)


def test_a_code_goes_before_a_day_off() -> None:
    codes = Codes(["休", "WO", "0"])
    assert [codes.find(word) for word in ("休", "wo", "０", "OFF")] == ["休", "WO", "0", ""]
    assert read_typed("w", ["W", "WO"]).code == "W"


def test_a_shift_is_found_by_its_name_with_or_without_ban() -> None:
    assert [CODES.find(word) for word in ("早班", "早", "夜班", "Ｎ", "休")] == [
        *("E", "E", "N", "N"),
        "",
    ]
    assert CODES.find("晚班") is None


def test_a_name_that_two_shifts_have_names_none() -> None:
    assert Codes(["A", "B"], {"A": "早班", "B": "早班"}).find("早班") is None


@pytest.mark.parametrize(
    ("phrase", "codes"),
    [
        ("早早中中", ["E", "E", "L", "L"]),
        ("早班中班休息夜", ["E", "L", "", "N"]),
        ("早，早，休", ["E", "E", ""]),
        ("ＥＥ－－", ["E", "E", "", ""]),
        ("早晚", None),
    ],
)
def test_a_phrase_of_an_input_method_is_taken_sign_by_sign(
    phrase: str, codes: list[str] | None
) -> None:
    assert CODES.phrase(phrase) == codes
    if codes:
        assert read_pattern(phrase, CODES) == (codes, [])
