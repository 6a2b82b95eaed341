"""Typed codes, rotation patterns and pasted blocks."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.rules.edits import (
    CellChange,
    Codes,
    latest,
    paste,
    read_clip,
    read_pattern,
    rotate,
    write_clip,
)

FIRST = date(2028, 2, 27)
CODES = Codes(["E", "L", "N", "D1", "d2"])
DAYS = [FIRST + timedelta(days=offset) for offset in range(4)]


def test_a_code_is_found_as_people_type_it() -> None:
    assert [CODES.find(typed) for typed in ("E", " e ", "d1", "D2", "", "-", "–", "休")] == [
        "E", "E", "D1", "d2", "", "", "", "",
    ]  # fmt: skip
    assert CODES.find("X") is None


def test_case_matters_only_where_it_tells_two_codes_apart() -> None:
    codes = Codes(["e", "E", "-"])
    assert [codes.find(typed) for typed in ("e", "E", "-", "–")] == ["e", "E", "-", ""]


def test_two_codes_that_differ_by_case_alone_are_typed_exactly() -> None:
    assert Codes(["ab", "AB"]).find("Ab") is None


@pytest.mark.parametrize(
    "pattern", ["E E L L N N – –", "e,e,l,l,n,n,-,-", "E，E，L，L，N，N，休，休", "EELLNN--"]
)
def test_a_pattern_is_read_however_it_is_written(pattern: str) -> None:
    assert read_pattern(pattern, CODES) == (["E", "E", "L", "L", "N", "N", "", ""], [])


def test_one_word_that_is_a_code_is_that_code() -> None:
    assert read_pattern("D1", CODES) == (["D1"], [])


def test_every_unknown_code_of_a_pattern_is_named_with_its_place() -> None:
    _cycle, problems = read_pattern("E Q L R", CODES)
    assert [
        (problem.params["place"], problem.params["problem"].params["code"]) for problem in problems
    ] == [(2, "Q"), (4, "R")]


def test_an_empty_pattern_is_a_problem() -> None:
    assert len(read_pattern("  , ", CODES)[1]) == 1


def test_the_next_person_begins_further_on_in_the_pattern() -> None:
    changes = rotate(["E", "L", ""], ["1", "2"], FIRST, FIRST + timedelta(days=3), step=1)
    assert changes == [
        *(CellChange("1", day, code) for day, code in zip(DAYS, ["E", "L", "", "E"], strict=True)),
        *(CellChange("2", day, code) for day, code in zip(DAYS, ["L", "", "E", "L"], strict=True)),
    ]


def test_a_pattern_runs_over_the_29th_of_february() -> None:
    changes = rotate(["E"], ["1"], FIRST, date(2028, 3, 1))
    assert [change.day.day for change in changes] == [27, 28, 29, 1]


@given(
    st.lists(st.sampled_from(["E", "L", "N", ""]), min_size=1, max_size=9),
    st.integers(1, 5),
    st.integers(0, 12),
    st.integers(0, 40),
)
def test_a_pattern_comes_round_for_everybody(
    cycle: list[str], people: int, step: int, length: int
) -> None:
    numbers = [str(number) for number in range(people)]
    last = FIRST + timedelta(days=length)
    codes = {c.cell: c.code for c in rotate(cycle, numbers, FIRST, last, step)}
    assert len(codes) == people * (length + 1)
    for (person, day), code in codes.items():
        again = day + timedelta(days=len(cycle))
        assert codes.get((person, again), code) == code
        before = day + timedelta(days=step)
        following = (str(int(person) + 1), day)
        if following in codes and before <= last:
            assert codes[following] == codes[person, before]


def test_the_last_of_several_changes_of_a_cell_counts() -> None:
    changes = [
        CellChange("1", FIRST, "E", before="N"),
        CellChange("2", FIRST, "E"),
        CellChange("1", FIRST, "L", before="E"),
    ]
    assert latest(changes) == [CellChange("1", FIRST, "L", before="N"), changes[1]]


def test_a_change_taken_back_twice_is_itself() -> None:
    change = CellChange("1", FIRST, "E", before="")
    assert change.inverse() == CellChange("1", FIRST, "", before="E")
    assert change.inverse().inverse() == change


def test_a_block_is_laid_over_people_and_days() -> None:
    pasted = paste([["E", "-"], ["", "n"]], ["1", "2", "3"], DAYS, CODES)
    assert pasted.problems == ()
    assert pasted.changes == (
        CellChange("1", DAYS[0], "E"),
        CellChange("1", DAYS[1], ""),
        CellChange("2", DAYS[0], ""),
        CellChange("2", DAYS[1], "N"),
    )


def test_one_copied_cell_fills_everything_selected() -> None:
    pasted = paste([["E"]], ["1", "2"], DAYS, CODES)
    assert [change.code for change in pasted.changes] == ["E"] * 8


def test_bad_cells_of_a_block_are_named_by_row_and_column_and_nothing_is_taken() -> None:
    pasted = paste([["E", "X"], ["Y", "L"]], ["1", "2"], DAYS, CODES)
    assert pasted.changes == ()
    assert [(p.params["row"], p.params["column"]) for p in pasted.problems] == [(1, 2), (2, 1)]


@pytest.mark.parametrize(("rows", "columns", "fits"), [(2, 4, True), (3, 4, False), (2, 5, False)])
def test_a_block_must_fit(rows: int, columns: int, fits: bool) -> None:
    pasted = paste([["E"] * columns] * rows, ["1", "2"], DAYS, CODES)
    assert (pasted.problems == ()) is fits
    assert bool(pasted.changes) is fits


def test_copied_text_is_read_as_spreadsheets_write_it() -> None:
    assert read_clip("E\tL\r\n\tN\r\n") == [["E", "L"], ["", "N"]]
    assert read_clip('"E\nx"\tL') == [["E\nx", "L"]]
    assert read_clip("\n") == [[""]]
    assert read_clip("") == []


def test_a_copied_formula_is_harmless_and_pasted_back_it_is_the_code() -> None:
    codes = Codes(["+1", "=E"])
    text = write_clip([["+1", "=E"]])
    assert text == "'+1\t'=E\n"
    pasted = paste(read_clip(text), ["1"], DAYS, codes)
    assert [change.code for change in pasted.changes] == ["+1", "=E"]


cells = st.text(st.characters(exclude_categories=["Cs", "Cc"]), max_size=4)


@given(
    st.integers(1, 5).flatmap(
        lambda n: st.lists(st.lists(cells, min_size=n, max_size=n), min_size=1)
    )
)
def test_what_is_copied_is_what_is_pasted(rows: list[list[str]]) -> None:
    back = [[cell.removeprefix("'") for cell in row] for row in read_clip(write_clip(rows))]
    assert back == [[cell.removeprefix("'") for cell in row] for row in rows]
