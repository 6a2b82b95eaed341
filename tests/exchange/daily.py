"""The small centre's daily books as sheets of rows, one or two rows each, without a problem."""

from __future__ import annotations

import copy
from datetime import date, datetime
from pathlib import Path
from typing import Any

from app.errors import BadInput
from app.exchange.workbook import read_workbook
from app.rules.records import CentreRecords
from app.text import say
from tests.exchange.books import Change, Rows, Sheets, centre, saved

DAY = date(2026, 10, 1)


def at(hour: int, minute: int = 0, day: int = 1) -> datetime:
    return datetime(2026, 10, day, hour, minute)


_SECTIONS = "equipment difficult_cases staff_changes business_changes instructions complaints"

DAILY: Sheets = {
    "Handovers": [
        [
            *[
                "handover_no",
                "department",
                "date",
                "shift",
                "outgoing_no",
                "outgoing_at",
                "incoming_no",
            ],
            *f"incoming_at remark {_SECTIONS} process_changes".split(),
        ],
        [
            *("H-1", "Service", DAY, "E", "10", at(15, 30), "2", at(15, 40), "seen"),
            *("无", "two calls", "none", None, "-", None, None),
        ],
        ["H-2", "Service", DAY, "N", "10", *[None] * 11],
    ],
    "OpenItems": [
        [
            *[
                "item_no",
                "handover_no",
                "section",
                "text",
                "urgent",
                "owner_no",
                "due_on",
                "closed_at",
            ],
            *("closed_by_no", "closing"),
        ],
        [
            "I-1",
            "H-1",
            "equipment",
            "headset",
            "Y",
            "11",
            date(2026, 10, 3),
            at(9),
            "12",
            "new one",
        ],
    ],
    "Bulletins": [
        [
            "bulletin_no",
            "title",
            "text",
            "published_at",
            "published_by_no",
            "department",
            "team",
            "job_type",
            "until",
        ],
        ["B-1", "Tariffs", "New ones", at(7), "2", "Service", "A", "inbound", DAY],
        ["B-2", "Drill", None, at(7), "1", *[None] * 4],
    ],
    "BulletinReads": [["bulletin_no", "employee_no", "read_at"], ["B-1", "11", at(7, 15)]],
    "RollCalls": [
        ["department", "team", "date", "shift", "leader_no", "held_at", "comments"],
        ["Service", "A", DAY, "E", "10", at(7, 20), "short"],
        ["Service", None, DAY, "E", "10", at(7, 25), None],
    ],
    "Desks": [
        [
            *["date", "shift", "desk", "employee_no", "checked_in_at", "released_at"],
            *("override_by_no", "override_reason"),
        ],
        [DAY, "E", "D1", "11", at(7, 25), at(15, 30), "10", "ill"],
    ],
    "OffPost": [
        ["employee_no", "left_at", "allowed_by_no", "limit_minutes", "back_at", "reason"],
        ["11", at(10), "10", 15, at(10, 10), "water"],
        ["11", at(12), *[None] * 4],
    ],
    "DutyLogs": [
        [
            *["department", "date", "leader_no", "system_problems", "difficult_cases"],
            *["enquiries", "lookups", "outbound", "backlog"],
        ],
        ["Service", DAY, "10", "restart", "two", 300, 20, None, 0],
    ],
    "Escalations": [
        [
            *[
                "report_no",
                "raised_by_no",
                "raised_at",
                "to_no",
                "kind",
                "emergency",
                "facts",
                "proposal",
            ],
            *["answered_at", "answer", "dissent", "upheld", "skipped_told_at"],
        ],
        [
            *("E-1", "11", at(9), "10", "fault", "Y", "no line", "call them", at(10), "do"),
            *("wait", "N", at(11)),
        ],
    ],
    "Complaints": [
        [
            *["complaint_no", "received_at", "received_by_no", "contact_ref", "abroad", "subject"],
            *["replied_at", "closed_at", "closed_by_no", "handled"],
        ],
        ["K-1", at(9), "11", "C-9", "Y", "network", at(9, day=3), at(9, day=4), "11", "mended"],
    ],
    "Visitors": [
        ["visitor_no", "name", "reason", "approved_by_no", "in_at", "out_at"],
        ["V-1", "Zhao", "audit", "2", at(9), at(10)],
    ],
    "DutiesDone": [
        [
            *["duty", "department", "team", "due_on", "done_at", "done_by_no"],
            *["received_by_no", "received_at", "text"],
        ],
        [
            *("service_analysis", "Service", "A", date(2026, 10, 22), at(9, day=22), "10", "2"),
            *(at(10, day=22), "see table"),
        ],
        ["watering", "Service", None, DAY, at(9), "11", *[None] * 3],
    ],
    "Trainings": [
        ["training_no", "title", "held_on", "employee_no", "attended", "score", "passed"],
        ["T-1", "Drill", DAY, "11", "Y", 82.5, "Y"],
        ["T-1", "Drill", DAY, "12", "N", None, None],
    ],
    "Scorecards": [
        [
            "card",
            "version",
            "since",
            "item",
            "title",
            "aspect",
            "weight",
            "critical",
            "na",
            "pass_mark",
        ],
        ["G", 1, date(2026, 1, 1), "1", "Greeting", "language", 15, "N", "N", 70],
        ["G", 1, date(2026, 1, 1), "2", "Extras", None, 0.5, "Y", "Y", None],
    ],
    "Scores": [
        ["inspection_no", "item", "revision", "score", "comment"],
        ["Q-2", "1", None, 92.5, "good"],
        ["Q-2", "2", 1, "NA", None],
    ],
}
_FURTHER = [
    *[
        "card",
        "card_version",
        "calibration_no",
        "submitted_at",
        "acknowledged_at",
        "appealed_at",
        "appeal",
    ],
    *["decided_by_no", "decided_at", "upheld"],
]
_CARDED: list[Any] = [
    *("Q-2", "11", "3", at(12), "C-2", None, None, None, None, None, "N", None, "G", 1, "C-0001"),
    *(at(13), at(14), at(15), "unfair", "2", at(16), "Y"),
]


def with_books(sheets: Sheets) -> None:
    """Give the small centre its daily books, and an inspection by a card."""
    sheets |= copy.deepcopy(DAILY)
    sheets["Inspections"][0] += _FURTHER
    sheets["Inspections"].append(list(_CARDED))
    sheets["Attendance"][0].append("left_at")
    sheets["Attendance"][1].append(datetime(2026, 10, 4, 7, 30))
    sheets["Leaves"][0].append("back_at")
    sheets["Leaves"][1].append(at(8, day=4))


def keeping(change: Change | None = None) -> Sheets:
    """The small centre with its books, after `change`."""

    def both(sheets: Sheets) -> None:
        with_books(sheets)
        if change:
            change(sheets)

    return centre(both)


def read_books(folder: Path, change: Change | None = None) -> CentreRecords:
    """What is read of the small centre with its books, after `change`."""
    return read_workbook(saved(folder, keeping(change))).records


def book_problems(folder: Path, change: Change) -> list[str]:
    """The sentences with which it is refused, in order; none where it is not."""
    try:
        read_books(folder, change)
    except BadInput as refusal:
        return [say(problem) for problem in refusal.problems]
    return []


def added(sheet: str, *rows: list[Any]) -> Change:
    """A change that appends rows, each as wide as the sheet at most."""

    def change(sheets: Sheets) -> None:
        sheets[sheet] += [list(row) for row in rows]

    return change


def without(sheet: str, *columns: str) -> Change:
    """A change that takes columns away."""

    def change(sheets: Sheets) -> None:
        places = [sheets[sheet][0].index(column) for column in columns]
        sheets[sheet] = [
            [value for place, value in enumerate(row) if place not in places]
            for row in sheets[sheet]
        ]

    return change


def all_of(*changes: Change) -> Change:
    def change(sheets: Sheets) -> None:
        for one in changes:
            one(sheets)

    return change


def columns(rows: Rows) -> list[str]:
    return [str(heading) for heading in rows[0]]
