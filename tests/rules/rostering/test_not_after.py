"""Shifts in a work rule: read however they are typed, written in one way."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.rules.rostering.not_after import (
    nameable,
    named_anew,
    named_in,
    read_codes,
    read_not_after,
    shown_codes,
    shown_not_after,
)

CODES = st.text("ABNEL早夜12+/.", min_size=1, max_size=6)


@pytest.mark.parametrize("text", ["N, E", "N,E", "E，N", "N、E", " N  E ", "Ｎ,Ｅ", "N,,E,"])
def test_codes_are_read_with_any_comma_or_blank_between(text: str) -> None:
    assert read_codes(text) == {"N", "E"}


@pytest.mark.parametrize("text", ["", "  ", ",，"])
def test_no_code_is_none(text: str) -> None:
    assert read_codes(text) == frozenset()


@pytest.mark.parametrize("text", ["N:E L", "N：E，L", "N: L E ;", "N:E;N:L", "Ｎ：Ｅ　Ｌ；"])
def test_what_comes_not_after_what_is_read_in_full_and_half_width(text: str) -> None:
    assert read_not_after(text) == {"N": {"E", "L"}}


def test_several_are_kept_apart() -> None:
    assert read_not_after("N:E L; L:E") == {"N": {"E", "L"}, "L": {"E"}}
    assert read_not_after(" ") == {}


@pytest.mark.parametrize(
    ("text", "part"),
    [("N", "N"), ("N:E; L:", "L:"), (":E", ":E"), ("N E:L", "N E:L"), ("N:E:L", "E:L")],
)
def test_what_cannot_be_read_is_named(text: str, part: str) -> None:
    with pytest.raises(ValueError, match=f"^{part}$"):
        read_not_after(text)


def test_codes_with_a_colon_are_no_codes() -> None:
    with pytest.raises(ValueError, match=r"^N:L$"):
        read_codes("E, N:L")


@pytest.mark.parametrize("code", ["", "A,B", "A B", "A:B", "A；B", "A、B"])
def test_a_code_with_a_sign_in_it_cannot_be_named(code: str) -> None:
    assert not nameable(code)


@given(st.frozensets(CODES, max_size=5))
def test_codes_that_are_shown_are_read_again(codes: frozenset[str]) -> None:
    assert all(map(nameable, codes))
    assert read_codes(shown_codes(codes)) == codes


@given(st.dictionaries(CODES, st.frozensets(CODES, min_size=1, max_size=3), max_size=4))
def test_what_is_shown_is_read_again(after: dict[str, frozenset[str]]) -> None:
    assert read_not_after(shown_not_after(after)) == after


def test_a_shift_of_another_name_takes_over_what_holds_of_it() -> None:
    assert named_in("E, N", "L:N X") == {"E", "N", "L", "X"}
    assert named_anew("E, N", "N:E; L:N", {"N": ["Z"]}) == ("E, Z", "L:Z; Z:E")
    assert named_anew("E, N", "N:E; L:N", {"N": ["N", "Z"]}) == ("E, N, Z", "L:N Z; N:E; Z:E")
    assert named_anew("", "", {"N": ["Z"]}) == ("", "")
