"""The month's sheet: symbols, counts, the way to a day, and out to Excel."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from openpyxl import load_workbook
from PySide6.QtCore import Qt

from app.models import Leave
from app.rules.vocabulary import LeaveKind, LeaveStatus
from app.services.attendance.roll_call import Entry, record_roll_call
from app.ui.kit.pages import entries
from tests.factories import SmallCentre
from tests.ui.attendance.conftest import DAY, Seat, SeatOf, at


def kept(centre: SmallCentre, seat: Seat, *arrivals: tuple[str, str | None, int]) -> None:
    """Record arrivals of 14 October, then show the month."""
    lines = [
        Entry(centre.people[no], at(wall) if wall else None, off) for no, wall, off in arrivals
    ]
    ctx = centre.context.acting_as(seat.desk.ctx.actor)
    record_roll_call(ctx, centre.teams["A"], DAY, lines)
    seat.page.show_month(True)
    seat.settle()


def cell(seat: Seat, no: str, column: int, role: Qt.ItemDataRole) -> str:
    model = seat.page.month_view.model
    row = next(row for row, line in enumerate(model.lines) if line.no == no)
    return str(model.index(row, column).data(role))


def symbol(seat: Seat, no: str, day: int) -> str:
    return cell(seat, no, day - 1, Qt.ItemDataRole.DisplayRole)


def counts(seat: Seat, no: str) -> dict[str, str]:
    model = seat.page.month_view.model
    first = len(model.heads)
    return {
        count.title: text
        for place, count in enumerate(model.counts)
        if (text := cell(seat, no, first + place, Qt.ItemDataRole.DisplayRole))
    }


def test_each_day_shows_what_it_came_to(leader: Seat, centre: SmallCentre) -> None:
    kept(centre, leader, ("1000", "07:50", 0), ("1004", "07:40", 0))
    assert symbol(leader, "1000", 14) == "✕"
    assert symbol(leader, "1004", 14) == "△"
    assert symbol(leader, "1000", 13) == "?"
    assert symbol(leader, "1000", 16) == "·"
    assert symbol(leader, "1000", 17) == ""
    assert "ATT-2" in cell(leader, "1000", 13, Qt.ItemDataRole.ToolTipRole)


def test_the_counts_of_a_person_stand_at_the_right(leader: Seat, centre: SmallCentre) -> None:
    kept(centre, leader, ("1000", "07:15", 30), ("1004", "07:25", 0))
    assert counts(leader, "1000")["Off the post"] == "1"
    assert counts(leader, "1004")["Missed call"] == "1"
    assert counts(leader, "1004")["Present"] == "1"
    assert "Absent" not in counts(leader, "1004")


def test_a_day_that_is_picked_is_explained_with_its_rule(leader: Seat, centre: SmallCentre) -> None:
    kept(centre, leader, ("1000", None, 0))
    view = leader.page.month_view
    with leader.qtbot.waitSignal(leader.desk.explanation_asked) as explained:
        view.table.setCurrentIndex(view.model.index(0, 0))
        view.table.setCurrentIndex(view.model.index(0, 13))
    leader.qtbot.addWidget(explained.args[0])
    assert "Person 1000" in explained.args[0].accessibleName()


def test_a_day_is_opened_from_the_month(leader: Seat, centre: SmallCentre) -> None:
    kept(centre, leader, ("1000", None, 0))
    view = leader.page.month_view
    view.table.activated.emit(view.model.index(0, 11))
    leader.settle()
    assert leader.page.work.day == DAY.replace(day=12)
    assert leader.lines


def test_the_month_goes_to_excel_with_its_symbols_and_counts(
    leader: Seat, centre: SmallCentre, tmp_path: Path
) -> None:
    kept(centre, leader, ("1000", None, 0))
    leader.page.export_to(tmp_path / "month.xlsx")
    leader.settle()
    sheet = load_workbook(tmp_path / "month.xlsx").worksheets[0]
    rows = list(sheet.iter_rows(values_only=True))
    heads = list(rows[0])
    line = next(row for row in rows if row[0] == "1000")
    assert line[heads.index("14 Wed")] == "✕"
    assert line[heads.index("Absent")] == 1
    assert ("✕", "absent") in [row[:2] for row in rows]


def test_the_months_table_keeps_the_promises_of_a_model(
    leader: Seat, centre: SmallCentre, qtmodeltester: object
) -> None:
    kept(centre, leader, ("1000", None, 0))
    qtmodeltester.check(leader.page.month_view.model)  # type: ignore[attr-defined]


def test_the_page_is_for_those_who_read_registers_beyond_their_own(
    centre: SmallCentre, seat_of: SeatOf
) -> None:
    def sees(no: str) -> bool:
        return "attendance" in {page.key for page in entries(seat_of(no).desk.me)}

    assert [sees(no) for no in ("1000", "0002", "0001", "0004")] == [True] * 4
    assert [sees(no) for no in ("1001", "0003")] == [False, False]


def away(centre: SmallCentre, no: str, first: int, **papers: object) -> None:
    """An emergency sick leave of one day in October, approved."""
    day = date(2026, 10, first)
    with centre.context.write() as session:
        session.add(
            Leave(
                leave_no=f"L-{no}-{first}", person_id=centre.people[no], filed_by_no=no,
                filed_at=at("06:50", day), kind=LeaveKind.EMERGENCY_SICK, first_date=day,
                last_date=day, status=LeaveStatus.APPROVED, **papers,
            )
        )  # fmt: skip


def test_an_emergency_without_its_certificate_is_absence_once_the_day_after_is_over(
    leader: Seat, centre: SmallCentre
) -> None:
    away(centre, "1000", 13)
    away(centre, "1000", 14)
    kept(centre, leader)
    assert symbol(leader, "1000", 13) == "✕"
    assert symbol(leader, "1000", 14) == "○", "it is the 15th: there is time until midnight"
    assert "no certificate in time: absent" in cell(leader, "1000", 12, Qt.ItemDataRole.ToolTipRole)


def test_a_certificate_in_time_keeps_the_day_a_leave(leader: Seat, centre: SmallCentre) -> None:
    day = date(2026, 10, 12)
    handed_in = at("10:00", date(2026, 10, 13))
    days = {"certificate_from": day, "certificate_to": day}
    away(centre, "1000", 12, certificate_at=handed_in, **days)
    kept(centre, leader)
    assert symbol(leader, "1000", 12) == "○"
