"""The daily books come in by a workbook: written once, updated by what changed, sealed by hands."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import insert, select, update

from app import models as m
from app.context import Context
from app.errors import BadInput
from app.exchange.moving import export_workbook, import_workbook
from app.models import table_of
from app.queries.books import books
from app.queries.moving import records
from app.rules.books import Books
from app.rules.deeds import Deed
from app.services.moving.importing import ImportSummary
from app.text import say
from tests.exchange.books import Rows, Sheets, centre, saved

DAY = date(2026, 10, 2)
Change = Callable[[Sheets], object]

ASPECTS = ("language", "attitude", "tone", "summarising", "adaptability")


def wall(text: str) -> datetime:
    return datetime.fromisoformat(f"2026-{text}")


BOOKS: dict[str, Rows] = {
    "Handovers": [
        [
            *("handover_no", "department", "date", "shift", "outgoing_no", "outgoing_at"),
            *("incoming_no", "incoming_at", "remark", "equipment", "difficult_cases"),
        ],
        [
            *("H-1", "Service", DAY, "E", "10", wall("10-02 15:40"), "12", wall("10-02 16:00")),
            *("fine", "none", "one line\nanother"),
        ],
        ["H-2", "Service", date(2026, 10, 3), "E", "10", None, None, None, None, "无", None],
    ],
    "OpenItems": [
        ["item_no", "handover_no", "section", "text", "urgent", "owner_no", "due_on", "closed_at"],
        ["I-1", "H-1", "equipment", "headset", "Y", "11", date(2026, 10, 5), None],
    ],
    "Bulletins": [
        ["bulletin_no", "title", "published_at", "published_by_no", "department", "team", "until"],
        ["B-1", "New tariff", wall("10-01 09:00"), "2", "Service", "A", date(2026, 10, 9)],
        ["B-2", "For all", wall("10-01 10:00"), "1", None, None, None],
    ],
    "BulletinReads": [
        ["bulletin_no", "employee_no", "read_at"],
        ["B-1", "11", wall("10-01 12:00")],
    ],
    "RollCalls": [
        ["department", "team", "date", "shift", "leader_no", "held_at", "comments"],
        ["Service", "A", DAY, "E", "10", wall("10-02 07:20"), "well"],
        ["Service", None, DAY, "E", "2", wall("10-02 07:25"), None],
    ],
    "Desks": [
        ["date", "shift", "desk", "employee_no", "checked_in_at", "released_at"],
        [DAY, "E", "7", "12", wall("10-02 07:25"), wall("10-02 15:31")],
    ],
    "OffPost": [
        ["employee_no", "left_at", "allowed_by_no", "limit_minutes", "back_at"],
        ["12", wall("10-02 10:00"), "10", 15, wall("10-02 10:10")],
    ],
    "DutyLogs": [
        ["department", "date", "leader_no", "system_problems", "enquiries", "backlog"],
        ["Service", DAY, "10", "slow", 120, 0],
    ],
    "Escalations": [
        ["report_no", "raised_by_no", "raised_at", "to_no", "kind", "facts", "proposal"],
        ["R-1", "11", wall("10-02 09:00"), "10", "fault", "no line", "call them"],
    ],
    "Complaints": [
        ["complaint_no", "received_at", "received_by_no", "contact_ref", "subject"],
        ["K-1", wall("10-02 09:00"), "11", "T-1", "late"],
    ],
    "Visitors": [
        ["visitor_no", "name", "reason", "approved_by_no", "in_at", "out_at"],
        ["V-1", "Carl", "repair", "2", wall("10-02 09:00"), wall("10-02 10:00")],
    ],
    "DutiesDone": [
        ["duty", "department", "team", "due_on", "done_at", "done_by_no", "text"],
        ["watering", "Service", None, DAY, wall("10-02 09:00"), "11", None],
        ["service_analysis", "Service", "A", date(2026, 9, 22), wall("09-22 09:00"), "10", "x"],
    ],
    "Trainings": [
        ["training_no", "title", "held_on", "employee_no", "attended", "score", "passed"],
        ["T-1", "Tariffs", DAY, "11", "Y", 92.5, "Y"],
    ],
    "Scorecards": [
        ["card", "version", "since", "item", "title", "aspect", "weight", "na"],
        *(["K", 1, date(2026, 1, 1), name, name, name, 2, "Y"] for name in ASPECTS),
    ],
    "Scores": [
        ["inspection_no", "item", "revision", "score", "comment"],
        *(["Q-2", name, None, 80 if name != "tone" else "NA", None] for name in ASPECTS),
    ],
}


def with_books(change: Change | None = None) -> Sheets:
    sheets = centre() | {title: [list(row) for row in rows] for title, rows in BOOKS.items()}
    inspections = sheets["Inspections"]
    inspections[0] += ["card", "card_version"]
    inspections[1] += [None, None]
    carded = ["Q-2", "11", "3", wall("10-02 12:00"), "C-2", *[None] * 5, "N", None, "K", 1]
    inspections.append(carded)
    if change:
        change(sheets)
    return sheets


def put(sheet: str, row: int, column: str, value: Any) -> Change:
    """Set one cell; rows count from 1 below the headers. A column that is not there is added."""

    def change(sheets: Sheets) -> None:
        head = sheets[sheet][0]
        if column not in head:
            for line in sheets[sheet]:
                line.append(column if line is head else None)
        sheets[sheet][row][head.index(column)] = value

    return change


def adding(sheet: str, *row: Any) -> Change:
    return lambda sheets: sheets[sheet].append([*row])


def bring(
    context: Context, folder: Path, change: Change | None = None, **options: Any
) -> ImportSummary:
    return import_workbook(context, saved(folder, with_books(change)), **options)


def refused(context: Context, folder: Path, change: Change) -> list[str]:
    """The problems for which a changed workbook is refused; then the store is as it was."""
    before = kept(context)
    with pytest.raises(BadInput) as error:
        bring(context, folder, change)
    assert kept(context) == before
    return [say(problem) for problem in error.value.problems]


def kept(context: Context) -> Books:
    with context.read() as session:
        return books(session)


def changes(summary: ImportSummary) -> dict[str, tuple[int, int]]:
    return {
        one.sheet: (one.added, one.updated) for one in summary.sheets if one.added or one.updated
    }


def test_every_sheet_is_counted_and_reads_back_as_it_was_stated(
    context: Context, tmp_path: Path
) -> None:
    summary = bring(context, tmp_path)
    found = {one.sheet: one.added for one in summary.sheets if one.sheet in BOOKS}
    assert found == {title: len(rows) - 1 for title, rows in BOOKS.items()}
    with context.read() as session:
        stated = records.load(session, context.time).books
    log = stated.logs[0]
    assert (log.outgoing_at, log.incoming, log.remark) == (wall("10-02 15:40"), "12", "fine")
    assert (log.equipment, log.difficult_cases, log.staff_changes) == (
        "none",
        "one line\nanother",
        "",
    )
    assert stated.seats[0].released_at == wall("10-02 15:31")
    assert [row.score for row in stated.scores].count(None) == 1


def test_importing_again_and_what_was_written_changes_nothing(
    context: Context, tmp_path: Path
) -> None:
    bring(context, tmp_path)
    before = kept(context)
    assert not bring(context, tmp_path).changed
    export_workbook(context, tmp_path / "written.xlsx")
    assert not import_workbook(context, tmp_path / "written.xlsx").changed
    assert kept(context) == before


def test_a_dry_run_counts_and_writes_nothing(context: Context, tmp_path: Path) -> None:
    assert bring(context, tmp_path, dry_run=True).changed
    assert kept(context) == Books()


@pytest.mark.parametrize(
    ("change", "sheet"),
    [
        (put("Handovers", 2, "outgoing_at", wall("10-03 15:30")), "Handovers"),
        (put("Handovers", 2, "equipment", "two headsets broken"), "Handovers"),
        (put("Handovers", 2, "equipment", None), "Handovers"),
        (put("OpenItems", 1, "closed_at", wall("10-04 09:00")), "OpenItems"),
        (put("RollCalls", 2, "comments", "more"), "RollCalls"),
        (put("Desks", 1, "released_at", None), "Desks"),
        (put("DutyLogs", 1, "backlog", 3), "DutyLogs"),
        (put("DutiesDone", 1, "done_at", wall("10-02 10:00")), "DutiesDone"),
        (put("Scorecards", 1, "title", "Greeting"), "Scorecards"),
    ],
)
def test_what_is_not_sealed_is_updated(
    context: Context, tmp_path: Path, change: Change, sheet: str
) -> None:
    bring(context, tmp_path)
    assert changes(bring(context, tmp_path, change)) == {sheet: (0, 1)}
    assert not bring(context, tmp_path, change).changed


def test_sections_that_several_wrote_become_the_one_text_stated(
    context: Context, tmp_path: Path
) -> None:
    bring(context, tmp_path)
    note = table_of(m.HandoverNote)
    with context.write() as session:
        log = session.scalar(select(m.Handover.id).where(m.Handover.handover_no == "H-2"))
        row = {"handover_id": log, "section": "equipment", "text": "and a screen"}
        session.execute(insert(note), [row])
        context.audit(session, Deed.WORKBOOK_IMPORT, "by hand")
    assert kept(context).logs[1].equipment == "无\nand a screen"
    bring(context, tmp_path, put("Handovers", 2, "equipment", "both\nlines"))
    assert kept(context).logs[1].equipment == "both\nlines"


@pytest.mark.parametrize(
    ("column", "cell", "value"),
    [
        ("date", "C2", date(2026, 10, 1)),
        ("outgoing_no", "E2", "2"),
        ("incoming_at", "H2", wall("10-02 16:01")),
        ("remark", "I2", None),
        ("equipment", "J2", "one headset"),
        ("staff_changes", "L2", "none"),
    ],
)
def test_a_log_that_both_have_signed_is_stated_as_it_stands(
    context: Context, tmp_path: Path, column: str, cell: str, value: Any
) -> None:
    bring(context, tmp_path)
    (problem,) = refused(context, tmp_path, put("Handovers", 1, column, value))
    assert problem.startswith(f"Handovers!{cell}: ")
    assert "H-1" in problem


def test_an_item_of_a_sealed_log_goes_on(context: Context, tmp_path: Path) -> None:
    bring(context, tmp_path)
    new = adding("OpenItems", "I-2", "H-1", "疑难问题", "a call", None, None, None, None)
    assert changes(bring(context, tmp_path, new)) == {"OpenItems": (1, 0)}


def test_a_department_has_one_log_for_a_date_and_shift(context: Context, tmp_path: Path) -> None:
    bring(context, tmp_path)

    def renumber(sheets: Sheets) -> None:
        sheets["Handovers"][2][0] = "H-9"

    (problem,) = refused(context, tmp_path, renumber)
    assert problem.startswith("Handovers!A3: ")
    assert "H-2" in problem


def test_a_log_may_take_the_date_that_another_gives_up(context: Context, tmp_path: Path) -> None:
    bring(context, tmp_path)

    def move(sheets: Sheets) -> None:
        sheets["Handovers"].append(["H-0", *sheets["Handovers"][2][1:]])
        sheets["Handovers"][2][2] = date(2026, 10, 4)

    assert changes(bring(context, tmp_path, move)) == {"Handovers": (1, 1)}


@pytest.mark.parametrize("turned", [1, 2])
def test_unsigned_logs_may_change_places_in_one_file(
    context: Context, tmp_path: Path, turned: int
) -> None:
    """Two that swap, three in a ring."""
    days = [date(2026, 10, 3), date(2026, 10, 4), date(2026, 10, 5)][: turned + 1]

    def dated(order: list[date]) -> Change:
        def state(sheets: Sheets) -> None:
            row = sheets["Handovers"].pop()
            for at, day in enumerate(order, start=2):
                sheets["Handovers"].append([f"H-{at}", row[1], day, *row[3:]])

        return state

    bring(context, tmp_path, dated(days))
    around = dated([*days[1:], days[0]])
    assert changes(bring(context, tmp_path, around)) == {"Handovers": (0, len(days))}
    assert changes(bring(context, tmp_path, around)) == {}


@pytest.mark.parametrize(
    ("column", "cell", "value"),
    [("score", "D2", 81), ("score", "D2", "NA"), ("comment", "E2", "better")],
)
def test_a_score_is_never_overwritten(
    context: Context, tmp_path: Path, column: str, cell: str, value: Any
) -> None:
    bring(context, tmp_path)
    (problem,) = refused(context, tmp_path, put("Scores", 1, column, value))
    assert problem.startswith(f"Scores!{cell}: ")


def test_a_changed_score_is_a_further_revision(context: Context, tmp_path: Path) -> None:
    bring(context, tmp_path)

    def revise(sheets: Sheets) -> None:
        sheets["Scores"] += [["Q-2", name, 2, 90, None] for name in ASPECTS]

    assert changes(bring(context, tmp_path, revise)) == {"Scores": (5, 0)}


def test_the_five_scores_of_an_inspection_without_a_card_stay(
    context: Context, tmp_path: Path
) -> None:
    bring(context, tmp_path)
    (problem,) = refused(context, tmp_path, put("Inspections", 1, "tone", 93))
    assert problem.startswith("Inspections!H2: ")


def test_what_becomes_of_an_inspection_is_brought_on(context: Context, tmp_path: Path) -> None:
    bring(context, tmp_path)
    change = put("Inspections", 1, "appealed_at", wall("10-04 09:00"))
    assert changes(bring(context, tmp_path, change)) == {"Inspections": (0, 1)}


def test_a_duty_is_done_for_a_day_on_which_it_was_due(context: Context, tmp_path: Path) -> None:
    bring(context, tmp_path)
    row = ["leaf_cleaning", "Service", None, date(2026, 10, 1), wall("10-01 09:00"), "11", None]
    (problem,) = refused(context, tmp_path, adding("DutiesDone", *row))
    assert problem.startswith("DutiesDone!D4: ")


def test_a_meeting_of_all_on_another_day_is_taken_and_told(
    context: Context, tmp_path: Path
) -> None:
    row = ["agents_meeting", "Service", None, date(2026, 10, 22), wall("10-22 09:00"), "2", None]
    summary = bring(context, tmp_path, adding("DutiesDone", *row))
    assert [say(told).partition(":")[0] for told in summary.told] == ["DutiesDone!D4"]
    assert len(kept(context).duties_done) == 3


def test_the_due_days_are_those_of_the_calendar_that_comes_along(
    context: Context, tmp_path: Path
) -> None:
    row = ["agents_meeting", "Service", None, date(2026, 10, 22), wall("10-22 09:00"), "2", None]

    def change(sheets: Sheets) -> None:
        sheets["DutiesDone"].append(row)
        sheets["Holidays"].append([date(2026, 10, 23), "a day off", "holiday"])

    assert bring(context, tmp_path, change).told == ()


def test_a_row_that_is_there_is_not_asked_again(context: Context, tmp_path: Path) -> None:
    row = ["agents_meeting", "Service", None, date(2026, 10, 23), wall("10-23 09:00"), "2", None]
    bring(context, tmp_path, adding("DutiesDone", *row))

    def change(sheets: Sheets) -> None:
        sheets["DutiesDone"].append(row)
        sheets["Holidays"].append([date(2026, 10, 23), "a day off", "holiday"])

    assert bring(context, tmp_path, change).told == ()


def test_an_instant_keeps_its_seconds(context: Context, tmp_path: Path) -> None:
    bring(context, tmp_path)
    seat = table_of(m.Seat)
    with context.write() as session:
        exact = session.scalars(select(m.Seat.released_at)).one()
        assert exact is not None
        exact = exact.replace(second=42)
        session.execute(update(seat).values(released_at=exact))
        context.audit(session, Deed.WORKBOOK_IMPORT, "by hand")
    assert not bring(context, tmp_path).changed
    with context.read() as session:
        assert session.scalars(select(m.Seat.released_at)).one() == exact


def on_record(context: Context, deed: Deed, subject: str) -> None:
    with context.write() as session:
        context.audit(session, deed, subject)


def test_a_log_that_people_wrote_here_stays(context: Context, tmp_path: Path) -> None:
    bring(context, tmp_path)
    on_record(context, Deed.HANDOVER_NOTE, "handover:H-2")
    change = put("Handovers", 2, "equipment", "otherwise")
    summary = bring(context, tmp_path, change)
    assert (changes(summary), kept(context).logs[1].equipment) == ({}, "无")
    assert [say(told) for told in summary.told] == [
        "H-2 was changed here on 15 October 2026: left as it is."
    ]


def test_an_item_that_people_closed_here_stays_closed(context: Context, tmp_path: Path) -> None:
    bring(context, tmp_path, put("OpenItems", 1, "closed_at", wall("10-04 09:00")))
    on_record(context, Deed.ITEM_CLOSE, "item:I-1")
    assert len(bring(context, tmp_path).told) == 1
    assert kept(context).items[0].closed_at is not None


def test_a_workbook_that_is_ahead_fills_in_what_is_blank(context: Context, tmp_path: Path) -> None:
    bring(context, tmp_path)
    on_record(context, Deed.ITEM_RAISE, "item:I-1")
    summary = bring(context, tmp_path, put("OpenItems", 1, "closed_at", wall("10-04 09:00")))
    assert (changes(summary), summary.told) == ({"OpenItems": (0, 1)}, ())


@pytest.mark.parametrize(
    ("deed", "subject", "change"),
    [
        (Deed.SEAT_RELEASE, "desk:7@2026-10-02", put("Desks", 1, "employee_no", "11")),
        (
            Deed.ROLL_CALL_HOLD,
            "roll_call:Service/A@2026-10-02/E",
            put("RollCalls", 1, "comments", "otherwise"),
        ),
        (Deed.DUTY_LOG_KEEP, "duty_log:Service@2026-10-02", put("DutyLogs", 1, "enquiries", 1)),
        (
            Deed.DUTY_DO,
            "duty:watering/Service@2026-10-02",
            put("DutiesDone", 1, "done_by_no", "12"),
        ),
        (Deed.COMPLAINT_REGISTER, "complaint:K-1", put("Complaints", 1, "subject", "other")),
    ],
)
def test_what_people_kept_of_the_books_here_stays(
    context: Context, tmp_path: Path, deed: Deed, subject: str, change: Change
) -> None:
    bring(context, tmp_path)
    on_record(context, deed, subject)
    summary = bring(context, tmp_path, change)
    assert changes(summary) == {}
    assert len(summary.told) == 1
