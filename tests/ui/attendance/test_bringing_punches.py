"""Punches come in at the attendance page: what they record is looked at, told, and recorded."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from openpyxl import Workbook

from app.rules.bringing.answers import Who
from app.rules.permissions import Action
from app.ui.attendance.bringing.dialog import PunchDialog
from app.ui.kit.roster_file import PunchFile
from tests.ui.attendance.conftest import DAY, Seat, SeatOf


def clocked(folder: Path, *lines: tuple[str, str, str]) -> Path:
    book = Workbook()
    page = book.active
    assert page is not None
    page.append(["工号", "姓名", "打卡时间"])
    for line in lines:
        page.append(line)
    path = folder / "打卡.xlsx"
    book.save(path)
    return path


def opened(seat: Seat, path: Path) -> PunchDialog:
    seat.page.open_target(PunchFile(path))
    seat.settle()
    found = seat.page.findChildren(PunchDialog)[-1]
    assert isinstance(found, PunchDialog)
    return found


def test_a_file_is_looked_at_told_and_recorded(leader: Seat, tmp_path: Path) -> None:
    on = {line.row.shift: line.row for line in leader.lines}["E"]
    day = f"{DAY:%Y-%m-%d}"
    leader.on(on.no)
    path = clocked(
        tmp_path, (on.no, on.name, f"{day} 07:18"), (on.no, on.name, f"{day} 15:33"),
        ("77", on.name, f"{day} 11:30"), ("2001", "Person 2001", f"{day} 07:18"),
    )  # fmt: skip
    dialog = opened(leader, path)
    assert not dialog.bring.isEnabled(), "who 77 is, is asked first"
    assert [row[0] for row in dialog.who.table.lines()] == ["77", "2001"]
    assert not dialog.who.all.isEnabled(), "77 may be somebody whom a leader does not see"
    dialog.who.told.emit(dialog.way.found.asked[0].written, Who(on.no))
    leader.settle()
    assert [row[4] for row in dialog.days.lines()] == ["07:18–15:33"]
    dialog.bring.click()
    leader.settle()
    assert "07:18–15:33" in leader.shown(on.no)

    path = clocked(tmp_path, (on.no, on.name, f"{day} 07:25"))
    dialog = opened(leader, path)
    assert not dialog.bring.isEnabled(), "what is recorded stays"
    assert dialog.differing.table.lines()[0][3:5] == ["07:18–15:33", "07:25–15:33"]
    dialog.differing.all.click()
    leader.settle()
    dialog.columns.fields[0][2].choose("")
    dialog.columns.changed.emit()
    leader.settle()
    assert "which the time" in dialog.refusal.text()
    dialog.columns.fields[0][2].choose("time")
    dialog.columns.changed.emit()
    leader.settle()
    dialog.bring.click()
    leader.settle()
    assert "07:25–15:33" in leader.shown(on.no)
    assert leader.page.work.day == date(2026, 10, 14)


def test_who_keeps_no_attendance_is_not_offered_it(seat_of: SeatOf) -> None:
    seat = seat_of("0001")
    assert not seat.page.may_bring_punches()
    assert not seat.desk.me.may(Action.IMPORT)
