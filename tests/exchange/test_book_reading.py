"""The daily books are read as their sheets state them, in either language, blanks included."""

from __future__ import annotations

from datetime import date, datetime
from pathlib import Path

import pytest

from app.exchange.book_sheets import BOOKS
from app.exchange.sheets import SHEETS
from app.exchange.workbook import read_workbook
from app.rules import books as b
from app.rules.vocabulary import Aspect, Duty, ReportKind, Section
from tests.exchange.books import Sheets, centre, read, saved, set_cell
from tests.exchange.daily import DAY, all_of, at, keeping, read_books, with_books, without


def test_each_sheet_gives_its_rows(tmp_path: Path) -> None:
    found = read_books(tmp_path).books
    assert found.logs == (
        b.HandoverLog(
            *("H-1", "Service", DAY, "E", "10", at(15, 30), "2", at(15, 40), "seen"),
            *("无", "two calls", "none", "", "-", "", ""),
        ),
        b.HandoverLog("H-2", "Service", DAY, "N", "10"),
    )
    assert found.items == (
        b.OpenItem(
            *("I-1", "H-1", Section.EQUIPMENT, "headset", True, "11", date(2026, 10, 3), at(9)),
            *("12", "new one"),
        ),
    )
    assert found.bulletins == (
        b.Bulletin("B-1", "Tariffs", "New ones", at(7), "2", "Service", "A", "inbound", DAY),
        b.Bulletin("B-2", "Drill", "", at(7), "1"),
    )
    assert found.reads == (b.BulletinRead("B-1", "11", at(7, 15)),)
    assert found.roll_calls == (
        b.RollCall("Service", "A", DAY, "E", "10", at(7, 20), "short"),
        b.RollCall("Service", "", DAY, "E", "10", at(7, 25)),
    )
    assert found.seats == (b.Seat(DAY, "E", "D1", "11", at(7, 25), at(15, 30), "10", "ill"),)
    assert found.left_floor == (
        b.LeftFloor("11", at(10), "10", 15, at(10, 10), "water"),
        b.LeftFloor("11", at(12)),
    )
    assert found.duty_logs == (b.DutyLog("Service", DAY, "10", "restart", "two", 300, 20, None, 0),)


def test_each_register_gives_its_rows(tmp_path: Path) -> None:
    records = read_books(tmp_path)
    found = records.books
    assert found.reports == (
        b.UpwardReport(
            *("E-1", "11", at(9), "10", ReportKind.FAULT, True, "no line", "call them", at(10)),
            *("do", "wait", False, at(11)),
        ),
    )
    assert found.complaints == (
        b.Complaint(
            *("K-1", at(9), "11", "C-9", True, "network", at(9, day=3), at(9, day=4)),
            *("11", "mended"),
        ),
    )
    assert found.visitors == (b.Visitor("V-1", "Zhao", "audit", "2", at(9), at(10)),)
    assert found.duties_done == (
        b.DutyDone(
            *(Duty.SERVICE_ANALYSIS, "Service", "A", date(2026, 10, 22), at(9, day=22), "10"),
            *("2", at(10, day=22), "see table"),
        ),
        b.DutyDone(Duty.WATERING, "Service", "", DAY, at(9), "11"),
    )
    assert found.trainings == (
        b.Training("T-1", "Drill", DAY, "11", True, 82.5, True),
        b.Training("T-1", "Drill", DAY, "12", False),
    )
    assert found.cards == (
        b.CardItem(
            *("G", 1, date(2026, 1, 1), "1", "Greeting", Aspect.LANGUAGE, 15.0, False, False, 70.0)
        ),
        b.CardItem("G", 1, date(2026, 1, 1), "2", "Extras", None, 0.5, True, True),
    )
    assert found.scores == (
        b.ItemScore("Q-2", "1", 1, 92.5, "good"),
        b.ItemScore("Q-2", "2", 1, None),
    )


def test_the_registers_have_their_further_columns(tmp_path: Path) -> None:
    records = read_books(tmp_path)
    assert records.attendance[0].left_at == datetime(2026, 10, 4, 7, 30)
    assert records.attendance[1].left_at is None
    assert records.leaves[0].back_at == at(8, day=4)
    plain, carded = records.inspections
    assert (plain.tone, plain.card, plain.card_version) == (92.5, "", None)
    assert (carded.tone, carded.card, carded.card_version) == (None, "G", 1)
    assert (carded.calibration, carded.submitted_at) == ("C-0001", at(13))
    assert (carded.acknowledged_at, carded.appealed_at) == (at(14), at(15))
    assert (carded.appeal, carded.decided_by) == ("unfair", "2")
    assert (carded.decided_at, carded.upheld) == (at(16), True)


def test_a_file_without_the_books_states_none(tmp_path: Path) -> None:
    records = read(tmp_path)
    assert records.books == b.NO_BOOKS
    assert records.inspections[0].submitted_at is None


def test_the_sheets_and_headers_are_known_in_chinese_and_in_any_order(tmp_path: Path) -> None:
    def chinese(sheets: Sheets) -> None:
        for sheet in SHEETS:
            rows = sheets.pop(sheet.name, None)
            if rows:
                words = {column.key: column.chinese for column in sheet.columns}
                rows[0] = [words[key] for key in rows[0]]
                width = len(rows[0])
                sheets[sheet.chinese] = [[*row, *[None] * width][:width][::-1] for row in rows]

    assert read_books(tmp_path, chinese) == read_books(tmp_path)
    ignored = read_workbook(saved(tmp_path, keeping(chinese))).ignored
    assert ignored == ()


@pytest.mark.parametrize(
    ("sheet", "column", "value", "meant"),
    [
        ("OpenItems", "section", " Difficult Cases ", "difficult_cases"),
        ("OpenItems", "section", "客户投诉建议", "complaints"),
        ("Escalations", "kind", "LEAK", "leak"),
        ("Escalations", "kind", "客户刁难", "customer"),
        ("Scorecards", "aspect", "服务态度", "attitude"),
        ("Scorecards", "aspect", "Tone", "tone"),
        ("Scorecards", "aspect", "\u3000", "None"),
        ("OpenItems", "urgent", "是", "True"),
        ("OpenItems", "urgent", "否", "False"),
        ("OpenItems", "urgent", "y", "True"),
        ("OpenItems", "urgent", "\u3000 ", "False"),
        ("OpenItems", "owner_no", "\u3000\u3000", ""),
        ("OpenItems", "owner_no", "１２", "12"),
        ("Scores", "revision", "\u3000", "1"),
        ("Scores", "revision", 1, "1"),
        ("Handovers", "equipment", "NONE", "NONE"),
        ("Handovers", "equipment", "\u3000", ""),
    ],
)
def test_words_count_in_any_case_and_blanks_are_blank(
    tmp_path: Path, sheet: str, column: str, value: object, meant: str
) -> None:
    records = read_books(tmp_path, set_cell(sheet, 2, column, value)).books
    book = next(book for book in BOOKS if book.sheet.name == sheet)
    place = [one.key for one in book.sheet.columns].index(column)
    first = getattr(records, book.field)[0]
    assert str(getattr(first, [*type(first).__slots__][place])) == meant


@pytest.mark.parametrize("word", ["NA", "na", " Na ", "不适用", "ＮＡ"])
def test_an_item_that_does_not_apply_has_no_score(tmp_path: Path, word: str) -> None:
    assert read_books(tmp_path, set_cell("Scores", 3, "score", word)).books.scores[1].score is None


@pytest.mark.parametrize("duty", ["Service Analysis", "服务质量分析"])
def test_a_duty_is_named_by_its_code_or_in_chinese(tmp_path: Path, duty: str) -> None:
    found = read_books(tmp_path, set_cell("DutiesDone", 2, "duty", duty)).books.duties_done[0]
    assert found.duty == Duty.SERVICE_ANALYSIS


def test_the_five_scores_of_an_inspection_by_card_are_not_read(tmp_path: Path) -> None:
    spoilt = all_of(*(set_cell("Inspections", 3, aspect, "good") for aspect in Aspect))
    assert read_books(tmp_path, spoilt).inspections[1].language is None


def test_the_five_columns_may_be_missing_where_every_row_has_a_card(tmp_path: Path) -> None:
    def only_carded(sheets: Sheets) -> None:
        del sheets["Inspections"][1]
        without("Inspections", *Aspect)(sheets)

    (found,) = read_books(tmp_path, only_carded).inspections
    assert (found.no, found.attitude, found.card) == ("Q-2", None, "G")


def test_a_cell_of_the_books_can_be_named_later(tmp_path: Path) -> None:
    def moved(sheets: Sheets) -> None:
        sheets["Scores"].insert(1, [None])
        sheets["Scores"] = [[None, *row] for row in sheets["Scores"]]

    workbook = read_workbook(saved(tmp_path, keeping(moved)))
    assert workbook.places["scores"].cell(1, "score") == "Scores!E4"
    assert workbook.places["logs"].cell(1, "outgoing_at") == "Handovers!F3"
    assert workbook.places["inspections"].cell(1, "card") == "Inspections!M3"
    assert workbook.places.keys() == {"inspections", *(book.field for book in BOOKS)}
    assert not read_workbook(saved(tmp_path, centre(bare=True))).places


def test_a_training_has_rows_of_many_people_and_titles(tmp_path: Path) -> None:
    titled = set_cell("Trainings", 3, "title", "Fire drill")
    assert [t.title for t in read_books(tmp_path, titled).books.trainings] == [
        "Drill",
        "Fire drill",
    ]


def test_with_books_is_what_the_other_tests_change() -> None:
    sheets = centre(with_books)
    assert {book.sheet.name for book in BOOKS} < sheets.keys()
