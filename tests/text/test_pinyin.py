"""Words are found by what one types without an input method: initials, syllables, or both mixed."""

from __future__ import annotations

import pytest

from app.text.pinyin import initials, spelled_at
from app.ui.kit.fuzzy import fit


@pytest.mark.parametrize(
    ("typed", "word"),
    [
        ("shouj", "收件箱"),
        ("shoujx", "收件箱"),
        ("sjx", "收件箱"),
        ("jianxiang", "收件箱"),
        ("huanban", "换班"),
        ("hban", "换班"),
        ("paib", "排班表"),
        ("bumenyuban", "部门与班组…"),
        ("wangfang", "王芳 1102"),
        ("lvyou", "旅游"),
        ("nvshi", "女士"),
        ("xtt", "许婷婷"),
        ("xutingting", "许婷婷"),
        ("hanlei", "韩垒"),
        ("shanxin", "单昕"),
        ("danxin", "单昕"),
    ],
)
def test_a_word_is_found_as_it_sounds(typed: str, word: str) -> None:
    assert spelled_at(typed, word) is not None
    assert fit(typed, [word]) is not None


@pytest.mark.parametrize(
    ("typed", "word"), [("shuj", "收件箱"), ("ouj", "收件箱"), ("banhuan", "换班")]
)
def test_what_does_not_sound_so_is_not_found(typed: str, word: str) -> None:
    assert spelled_at(typed, word) is None


def test_initials_are_the_first_letters_of_the_characters() -> None:
    assert initials("排班表") == "pbb"
    assert initials("座席A组") == "zxAz"
    assert initials("许婷婷") == "xtt"


def test_what_is_spelled_out_comes_before_letters_strewn_over_a_longer_text() -> None:
    near, far = fit("huanban", ["换班"]), fit("huanban", ["hours until a night begins again"])
    assert near is not None
    assert far is not None
    assert near > far
