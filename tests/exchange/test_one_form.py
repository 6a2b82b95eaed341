"""What looks alike is the same: numbers and codes have one form, names keep their letters."""

from __future__ import annotations

from pathlib import Path

import pytest

from app.rules.edits import Codes
from app.rules.plaintext import identifier, plain
from app.rules.staff import PersonDetails, person_problems
from app.services.accounts.sign_in import normal_login
from app.services.keeping.shifts import ShiftDetails, shift_problems
from tests.exchange.books import ROSTER, Sheets, problems, read, set_cell
from tests.factories import HIRED

FORMS = ["１１", "\ufeff11", "11\u200b", "\u202e11", "1\u200d1", " 11\u00a0", "１\u00ad1"]


@pytest.mark.parametrize("form", FORMS)
def test_a_number_is_the_same_in_every_form(tmp_path: Path, form: str) -> None:
    def everywhere(sheets: Sheets) -> None:
        set_cell("Employees", 6, "employee_no", form)(sheets)
        set_cell("Swaps", 2, "requester_no", form)(sheets)
        set_cell("Leaves", 2, "leader_no", form)(sheets)
        set_cell("Attendance", 2, "employee_no", form)(sheets)

    found, plain_one = read(tmp_path, everywhere), read(tmp_path)
    assert (found.people, found.swaps, found.attendance) == (
        plain_one.people, plain_one.swaps, plain_one.attendance,
    )  # fmt: skip
    assert found.leaves[0].leader == "11"
    assert (normal_login(form), identifier(form)) == ("11", "11")
    assert not person_problems(PersonDetails(form, "Anna", HIRED))


@pytest.mark.parametrize("form", ["Ｅ", "E\u200b", "\ufeffE", " E "])
def test_a_code_is_the_same_in_every_form(tmp_path: Path, form: str) -> None:
    def everywhere(sheets: Sheets) -> None:
        set_cell("Shifts", 2, "code", form)(sheets)
        sheets["Roster 2026-10"][1][2] = form + " "

    found, plain_one = read(tmp_path, everywhere), read(tmp_path)
    assert (found.shifts, found.rosters) == (plain_one.shifts, plain_one.rosters)
    assert Codes(["E", "N"]).find(form) == "E"
    early = ShiftDetails(form, "Early", plain_one.shifts[0].start, plain_one.shifts[0].end)
    assert not shift_problems(early)
    assert ROSTER[1][2] == "E"


def test_a_signature_of_nobody_stays_as_it_was_written(tmp_path: Path) -> None:
    found = read(tmp_path, set_cell("Leaves", 2, "leader_no", "王班长（代）"))
    assert found.leaves[0].leader == "王班长（代）"


def test_two_rows_that_become_one_number_are_named(tmp_path: Path) -> None:
    def twice(sheets: Sheets) -> None:
        sheets["Employees"].append([*sheets["Employees"][5]])
        sheets["Employees"][-1][0] = "１１"
        sheets["Employees"][-1][9] = "2026-01-01"

    assert problems(tmp_path, twice) == [
        'Employees!A8: "１１" is the number of row 6 in another form; '
        "write both alike, or renumber one of the two."
    ]


def test_two_shifts_that_become_one_code_are_named(tmp_path: Path) -> None:
    told = problems(tmp_path, set_cell("Shifts", 3, "code", "Ｅ"))
    assert told[0].startswith('Shifts!A3: "Ｅ" is already in row 2')


@pytest.mark.parametrize("name", ["\u200b", "\u202e", "\t", "\n", "\ufeff \u2060", "\u3164"])
def test_a_name_that_nobody_sees_is_blank(tmp_path: Path, name: str) -> None:
    told = problems(tmp_path, set_cell("Employees", 6, "name", name))
    assert told == ["Employees!B6: name (姓名) may not be blank; fill it in."]


@pytest.mark.parametrize("name", ["王\u200b芳", "👩\u200d🚒", "Ａnna", "é"])
def test_a_name_keeps_its_letters(tmp_path: Path, name: str) -> None:
    assert read(tmp_path, set_cell("Employees", 6, "name", name)).people[4].name == name
    assert plain(name) == name


@pytest.mark.parametrize("number", ["1\t1", "1\n1"])
def test_a_number_with_a_control_character_is_refused(tmp_path: Path, number: str) -> None:
    told = problems(tmp_path, set_cell("Attendance", 2, "employee_no", number))
    assert "has a character that cannot be stored" in told[0]
