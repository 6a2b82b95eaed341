"""Who is missed at roll call has called in sick: from the line to the form."""

from __future__ import annotations

from PySide6.QtCore import Qt

from app.ui.kit.sick_call import SickCall
from tests.factories import SmallCentre
from tests.ui.attendance.conftest import DAY, SeatOf


def test_a_line_leads_to_the_sick_call_by_a_key_and_by_its_button(
    seat_of: SeatOf, centre: SmallCentre
) -> None:
    leader = seat_of("1000")
    went: list[tuple[str, object]] = []
    leader.desk.page_asked.connect(lambda page, target: went.append((page, target)))
    line = next(line for line in leader.lines if not line.row.leave)
    asked = ("leave", SickCall(line.row.person_id, line.row.name, DAY))
    leader.on(line.row.no)
    leader.press(Qt.Key.Key_S)
    line._call.click()
    assert went == [asked, asked]
