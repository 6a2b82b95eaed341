"""What is wrong in the daily books is an error that names sheet, cell and value."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date
from pathlib import Path

import pytest

from app.rules.vocabulary import Aspect
from tests.exchange.books import Change, Sheets, set_cell
from tests.exchange.daily import (
    DAILY,
    added,
    all_of,
    at,
    book_problems,
    without,
)

PEOPLE = [
    *[("Handovers", "outgoing_no"), ("Handovers", "incoming_no"), ("OpenItems", "owner_no")],
    *[("OpenItems", "closed_by_no"), ("Bulletins", "published_by_no")],
    *[("BulletinReads", "employee_no"), ("RollCalls", "leader_no"), ("Desks", "employee_no")],
    *[("Desks", "override_by_no"), ("OffPost", "employee_no"), ("OffPost", "allowed_by_no")],
    *[("DutyLogs", "leader_no"), ("Escalations", "raised_by_no"), ("Escalations", "to_no")],
    *[("Complaints", "received_by_no"), ("Complaints", "closed_by_no")],
    *[("Visitors", "approved_by_no"), ("DutiesDone", "done_by_no")],
    *[("DutiesDone", "received_by_no"), ("Trainings", "employee_no")],
    ("Inspections", "decided_by_no"),
]
DEPARTMENTS = ["Handovers", "Bulletins", "RollCalls", "DutyLogs", "DutiesDone"]


def same(change: Callable[[str, str], Change], cells: Iterable[tuple[str, str]]) -> Change:
    return all_of(*(change(sheet, column) for sheet, column in cells))


def sheets_of(problems: list[str], said: str) -> list[str]:
    """The sheets of the problems that say `said`, in order."""
    return [problem.split("!")[0] for problem in problems if said in problem]


def test_who_is_named_is_among_the_employees(tmp_path: Path) -> None:
    def nobody(sheet: str, column: str) -> Change:
        return set_cell(sheet, 3 if sheet == "Inspections" else 2, column, "77")

    problems = book_problems(tmp_path, same(nobody, PEOPLE))
    found = sheets_of(problems, '"77" is no employee\'s number')
    assert sorted(found) == sorted(sheet for sheet, _column in PEOPLE)
    assert len(problems) == len(PEOPLE)


def test_a_shift_is_among_the_shifts(tmp_path: Path) -> None:
    sheets = ["Handovers", "RollCalls", "Desks"]
    unknown = same(
        lambda sheet, column: set_cell(sheet, 2, column, "X"), [(one, "shift") for one in sheets]
    )
    assert sheets_of(book_problems(tmp_path, unknown), '"X" is no shift\'s code') == sheets


def test_a_department_is_one_in_which_somebody_has_a_post(tmp_path: Path) -> None:
    cells = [(sheet, "department") for sheet in DEPARTMENTS]
    unknown = same(lambda sheet, column: set_cell(sheet, 2, column, "Sales"), cells)
    problems = book_problems(tmp_path, unknown)
    assert sheets_of(problems, '"Sales" is no department') == DEPARTMENTS
    assert len(problems) == len(DEPARTMENTS)


def test_a_team_is_one_of_its_department(tmp_path: Path) -> None:
    sheets = ["Bulletins", "RollCalls", "DutiesDone"]
    unknown = same(
        lambda sheet, column: set_cell(sheet, 2, column, "Z"), [(one, "team") for one in sheets]
    )
    problems = book_problems(tmp_path, unknown)
    assert sheets_of(problems, '"Z" is no team of this department') == sheets


def test_a_team_of_another_department_is_none_of_this_one(tmp_path: Path) -> None:
    there = ["40", "Zoe", "Sales", "Z", "agent", None, None, date(2020, 1, 1)]
    known = all_of(added("Employees", there), set_cell("RollCalls", 2, "team", "Z"))
    (problem,) = book_problems(tmp_path, known)
    assert problem.startswith('RollCalls!B2: "Z" is no team of this department')
    moved = all_of(known, set_cell("RollCalls", 2, "department", "Sales"))
    assert not book_problems(tmp_path, moved)


def test_a_team_needs_its_department(tmp_path: Path) -> None:
    (problem,) = book_problems(tmp_path, set_cell("Bulletins", 2, "department", None))
    assert problem == 'Bulletins!G2: the team "A" needs its department; fill it in.'


@pytest.mark.parametrize(
    ("sheet", "column", "value", "said"),
    [
        ("OpenItems", "handover_no", "H-9", 'OpenItems!B2: "H-9" is no handover log\'s number'),
        ("BulletinReads", "bulletin_no", "B-9", 'BulletinReads!A2: "B-9" is no bulletin\'s numb'),
        ("Scores", "inspection_no", "Q-9", 'Scores!A2: "Q-9" is no inspection\'s number'),
        ("OpenItems", "section", "weather", 'OpenItems!C2: "weather" is not known here'),
        ("OpenItems", "text", None, "OpenItems!D2: text (内容) may not be blank"),
        ("OpenItems", "urgent", "maybe", 'OpenItems!E2: "maybe" is not known here'),
        ("OpenItems", "due_on", "soon", 'OpenItems!G2: "soon" is no date'),
        ("OpenItems", "closed_at", "later", 'OpenItems!H2: "later" is no date and time'),
        ("OffPost", "limit_minutes", 0, 'OffPost!D2: "0" is no whole number from 1'),
        ("OffPost", "limit_minutes", 1.5, 'OffPost!D2: "1.5" is no whole number from 1'),
        ("DutyLogs", "enquiries", -1, 'DutyLogs!F2: "-1" is no whole number from 0'),
        ("DutyLogs", "backlog", 0.5, 'DutyLogs!I2: "0.5" is no whole number from 0'),
        ("Escalations", "kind", "rumour", 'Escalations!E2: "rumour" is not known here'),
        ("Complaints", "contact_ref", None, "Complaints!D2: contact_ref (通话编号) may not be bl"),
        ("DutiesDone", "duty", "sleeping", 'DutiesDone!A2: "sleeping" is not known here'),
        ("Trainings", "attended", None, "Trainings!E2: attended (参加) may not be blank"),
        ("Trainings", "score", 101, 'Trainings!F2: "101" is no score'),
        ("Scorecards", "version", 0, 'Scorecards!B2: "0" is no whole number from 1'),
        ("Scorecards", "aspect", "charm", 'Scorecards!F2: "charm" is not known here'),
        ("Scorecards", "weight", 0, 'Scorecards!G2: "0" is no weight'),
        ("Scorecards", "weight", "heavy", 'Scorecards!G2: "heavy" is no weight'),
        ("Scorecards", "pass_mark", 100.5, 'Scorecards!J2: "100.5" is no score'),
        ("Scores", "score", 100.5, 'Scores!D2: "100.5" is no score'),
        ("Scores", "score", None, "Scores!D2: score (得分) may not be blank"),
        ("Scores", "revision", 0, 'Scores!C2: "0" is no whole number from 1'),
        ("Attendance", "left_at", "late", 'Attendance!E2: "late" is no date and time'),
        ("Leaves", "back_at", "late", 'Leaves!V2: "late" is no date and time'),
    ],
)
def test_a_bad_cell_is_named_with_its_value(
    tmp_path: Path, sheet: str, column: str, value: object, said: str
) -> None:
    assert book_problems(tmp_path, set_cell(sheet, 2, column, value))[0].startswith(said)


@pytest.mark.parametrize(
    "limits",
    [
        [
            *[("OffPost", "limit_minutes", 1), ("DutyLogs", "enquiries", 0)],
            *[("Trainings", "score", 0), ("Scorecards", "weight", 0.01)],
            *[("Scorecards", "pass_mark", 0), ("Scores", "score", 0)],
        ],
        [
            *[("Trainings", "score", 100), ("Scores", "score", 100)],
            *[("Scorecards", "pass_mark", 100), ("DutyLogs", "backlog", 100_000)],
        ],
    ],
)
def test_the_limits_themselves_are_taken(
    tmp_path: Path, limits: list[tuple[str, str, object]]
) -> None:
    assert not book_problems(
        tmp_path, all_of(*(set_cell(sheet, 2, column, value) for sheet, column, value in limits))
    )


KEYS = [
    *[("Handovers", "A"), ("OpenItems", "A"), ("Bulletins", "A"), ("BulletinReads", "B")],
    *[("RollCalls", "D"), ("Desks", "C"), ("OffPost", "B"), ("DutyLogs", "B")],
    *[("Escalations", "A"), ("Complaints", "A"), ("Visitors", "A"), ("DutiesDone", "D")],
    *[("Trainings", "D"), ("Scorecards", "D"), ("Scores", "B")],
]


def test_two_rows_of_one_key_are_refused(tmp_path: Path) -> None:
    twice = all_of(*(added(sheet, DAILY[sheet][1]) for sheet, _letter in KEYS))
    problems = book_problems(tmp_path, twice)
    assert [problem.split(": ")[0] for problem in problems] == [
        f"{sheet}!{letter}{len(DAILY[sheet]) + 1}" for sheet, letter in KEYS
    ]
    assert all("is already in row 2" in problem for problem in problems)


def test_rows_that_differ_in_any_part_of_the_key_are_two(tmp_path: Path) -> None:
    others = [
        *[("BulletinReads", "employee_no", "12"), ("RollCalls", "shift", "N")],
        *[("Desks", "desk", "D2"), ("OffPost", "left_at", at(10, 1))],
        *[("DutyLogs", "date", date(2026, 10, 2)), ("DutiesDone", "due_on", date(2026, 9, 22))],
        ("Trainings", "training_no", "T-2"),
    ]
    changes = [
        all_of(added(sheet, DAILY[sheet][1]), set_cell(sheet, len(DAILY[sheet]) + 1, column, value))
        for sheet, column, value in others
    ]
    assert not book_problems(tmp_path, all_of(*changes))


def test_a_shift_of_a_department_has_one_log(tmp_path: Path) -> None:
    (problem,) = book_problems(tmp_path, set_cell("Handovers", 3, "shift", "E"))
    assert problem == (
        'Handovers!D3: "E" is already in row 2 with the same department, date; '
        "delete or mend one of the two."
    )


def test_a_teams_duty_has_its_team_and_no_other_one_has(tmp_path: Path) -> None:
    (problem,) = book_problems(tmp_path, set_cell("DutiesDone", 2, "team", None))
    assert problem == "DutiesDone!C2: this duty is a team's; fill in the team."
    (problem,) = book_problems(tmp_path, set_cell("DutiesDone", 3, "team", "A"))
    assert problem.startswith("DutiesDone!C3: this duty is a whole department's, not that of the")
    (problem,) = book_problems(tmp_path, without("DutiesDone", "team"))
    assert problem.startswith("DutiesDone!A2: this duty is a team's")


def test_a_missing_column_of_a_book_is_named(tmp_path: Path) -> None:
    (problem,) = book_problems(tmp_path, without("Handovers", "outgoing_no"))
    assert problem.startswith("Handovers: the column outgoing_no (交班人) is missing")


def test_all_problems_of_the_books_are_told_at_once(tmp_path: Path) -> None:
    spoilt = all_of(
        set_cell("Handovers", 2, "outgoing_no", "77"),
        set_cell("OpenItems", 2, "section", "weather"),
        set_cell("OpenItems", 2, "owner_no", "77"),
        set_cell("Scores", 2, "score", "good"),
        set_cell("Visitors", 2, "in_at", None),
        set_cell("Swaps", 2, "status", "?"),
    )
    cells = [problem.split(": ")[0] for problem in book_problems(tmp_path, spoilt)]
    assert cells == [
        *("Swaps!K2", "Handovers!E2", "OpenItems!C2", "OpenItems!F2", "Visitors!E2", "Scores!D2"),
    ]


@pytest.mark.parametrize(
    ("card", "version", "said"),
    [
        ("G", None, 'Inspections!M3: the card "G" needs its card_version'),
        (None, 1, 'Inspections!N3: the version "1" needs its card'),
        ("X", 1, 'Inspections!M3: version 1 of the card "X" is not defined'),
        ("G", 2, 'Inspections!M3: version 2 of the card "G" is not defined'),
    ],
)
def test_a_card_is_named_whole_and_defined(
    tmp_path: Path, card: str | None, version: int | None, said: str
) -> None:
    named = all_of(
        set_cell("Inspections", 3, "card", card),
        set_cell("Inspections", 3, "card_version", version),
    )
    (problem,) = book_problems(tmp_path, named)
    assert problem.startswith(said)


def test_an_inspection_without_a_card_has_its_five_scores_and_none_by_item(tmp_path: Path) -> None:
    bare = all_of(
        set_cell("Inspections", 3, "card", None), set_cell("Inspections", 3, "card_version", None)
    )
    problems = book_problems(tmp_path, bare)
    assert [problem.split(": ")[0] for problem in problems] == [
        *(f"Inspections!{letter}3" for letter in "FGHIJ"),
        *("Scores!A2", "Scores!A3"),
    ]
    assert 'the inspection "Q-2" has no card' in problems[-1]


def test_the_five_columns_are_missed_where_a_row_has_no_card(tmp_path: Path) -> None:
    problems = book_problems(tmp_path, without("Inspections", *Aspect))
    assert [problem.split(" (")[0] for problem in problems] == [
        f"Inspections: the column {aspect}" for aspect in Aspect
    ]


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (set_cell("Scores", 2, "item", "7"), 'Scores!B2: "7" is no item of the card G, version 1'),
        (set_cell("Scores", 2, "score", "NA"), 'Scores!D2: "NA": the card does not let this item'),
        (
            set_cell("Scores", 3, "revision", 2),
            'Scores!A2: revision 1 of "Q-2" does not score thes',
        ),
    ],
)
def test_a_revision_scores_each_item_of_the_card_and_no_other(
    tmp_path: Path, change: Change, said: str
) -> None:
    assert book_problems(tmp_path, change)[0].startswith(said)


def test_a_further_revision_is_as_whole_as_the_first(tmp_path: Path) -> None:
    half = added("Scores", ["Q-2", "1", 3, 90, None])
    (problem,) = book_problems(tmp_path, half)
    assert problem.startswith('Scores!A4: revision 3 of "Q-2" does not score these items of the')
    assert "version 1: 2; add them" in problem
    assert not book_problems(tmp_path, all_of(half, added("Scores", ["Q-2", "2", 3, 5, None])))


def test_a_revision_has_a_number(tmp_path: Path) -> None:
    def no_numbers(sheets: Sheets) -> None:
        set_cell("Scorecards", 2, "na", "Y")(sheets)
        set_cell("Scores", 2, "score", "NA")(sheets)

    (problem,) = book_problems(tmp_path, no_numbers)
    assert problem.startswith('Scores!D2: "NA": no item of this revision has a number')


def test_an_inspection_by_card_has_a_first_revision(tmp_path: Path) -> None:
    second = all_of(set_cell("Scores", 2, "revision", 2), set_cell("Scores", 3, "revision", 2))
    (problem,) = book_problems(tmp_path, second)
    assert problem.startswith('Inspections!M3: the inspection Q-2 has the card "G" and no scores')


def test_the_rows_of_a_version_share_their_day(tmp_path: Path) -> None:
    another = set_cell("Scorecards", 3, "since", date(2026, 2, 1))
    (problem,) = book_problems(tmp_path, another)
    assert problem.startswith('Scorecards!C3: "2026-02-01')
    assert "is not the day from which row 2 has this card and version" in problem
    of_another_version = all_of(another, set_cell("Scorecards", 3, "version", 2))
    assert not any("Scorecards!C3" in said for said in book_problems(tmp_path, of_another_version))


def test_one_bad_row_does_not_make_its_mentions_wrong(tmp_path: Path) -> None:
    for sheet, column in (
        *[("Handovers", "outgoing_no"), ("Bulletins", "published_at"), ("Inspections", "agent_no")],
        *[("Scorecards", "weight"), ("Scorecards", "item"), ("Scores", "item")],
        *[("Scorecards", "card"), ("Scores", "inspection_no"), ("Scores", "revision")],
    ):
        row = 3 if sheet == "Inspections" else 2
        value = "?" if column in ("outgoing_no", "published_at", "agent_no", "weight") else None
        bad = set_cell(sheet, row, column, "?" if column == "revision" else value)
        assert len(book_problems(tmp_path, bad)) == 1, (sheet, column)


def test_a_sheet_that_cannot_be_read_makes_no_mention_wrong(tmp_path: Path) -> None:
    for sheet, column in (
        *[("Handovers", "handover_no"), ("Bulletins", "title"), ("Scorecards", "weight")],
        *[("Scores", "score"), ("Inspections", "agent_no"), ("Employees", "employee_no")],
    ):
        assert len(book_problems(tmp_path, without(sheet, column))) == 1, (sheet, column)
