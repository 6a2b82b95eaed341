"""What text the centre keeps, and what of it is refused."""

import pytest

from app.rules.plaintext import MAX_LENGTH, plain, printable


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        (" Anna ", "Anna"),
        ("\t王芳\u3000", "王芳"),
        ("one\r\ntwo\rthree", "one\ntwo\nthree"),
        ("e\u0301", "\u00e9"),
        ("", ""),
    ],
)
def test_one_form_of_every_text_is_kept(typed: str, kept: str) -> None:
    assert plain(typed) == plain(kept) == kept


@pytest.mark.parametrize("bad", ["\0", "\x0b", "\x1f", "\x7f", "\x9f", "\ud800", "\uffff"])
def test_what_nothing_can_show_is_refused_and_left_out_on_the_way_out(bad: str) -> None:
    with pytest.raises(ValueError, match="cannot be stored"):
        plain(f"a{bad}b")
    assert printable(f"a{bad}b") == "ab"


@pytest.mark.parametrize("letter", ["a", "王"])
def test_a_text_is_no_longer_than_a_cell(letter: str) -> None:
    assert plain(letter * MAX_LENGTH) == printable(letter * (MAX_LENGTH + 1))
    with pytest.raises(ValueError, match="too long"):
        plain(letter * (MAX_LENGTH + 1))
