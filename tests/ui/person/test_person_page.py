"""A person's page by what is seen and pressed, and by whom."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QPushButton
from pytestqt.qtbot import QtBot
from sqlalchemy import update

from app.context import Actor
from app.errors import AppError, NotAllowed, NotFound
from app.models import Attendance, Inspection, Leave, Swap
from app.reading.people.file import open_file
from app.rules.edits import CellChange
from app.rules.offers import Wanted
from app.rules.vocabulary import LeaveKind, LeaveStatus, OfferKind, SwapStatus
from app.services.roster.editing import edit_published
from app.services.roster.offers import offer
from app.ui.kit.day_cell import DayCell
from app.ui.kit.desk import Desk
from app.ui.kit.month_calendar import MonthCalendar
from app.ui.kit.offer_cards import OffersCard
from app.ui.kit.table_view import RowsTable
from app.ui.person.page import PersonPage
from app.ui.person.registers import Registers
from tests.factories import SmallCentre

TODAY = date(2026, 10, 15)
DeskOf = Callable[..., Desk]
Settled = Callable[[Desk], None]
Open = Callable[[str, object], PersonPage]


@pytest.fixture
def open_page(centre: SmallCentre, desk_of: DeskOf, settled: Settled, qtbot: QtBot) -> Open:
    def open_page(reader: str, target: object) -> PersonPage:
        page = PersonPage(desk_of(centre.people[reader], reader))
        qtbot.addWidget(page)
        page.resize(1180, 900)
        page.show()
        page.open_target(target)
        settled(page.desk)
        return page

    return open_page


@pytest.fixture
def recorded(centre: SmallCentre) -> SmallCentre:
    """1001 with a swap, a leave, a late arrival and an inspection in October."""
    now, people = centre.context.now(), centre.people
    with centre.context.write() as session:
        session.add_all(
            [
                Swap(
                    swap_no="S-1", filed_at=now, status=SwapStatus.EFFECTIVE, effective_at=now,
                    requester_id=people["1001"], requester_date=date(2026, 10, 20),
                    counterpart_id=people["1002"], counterpart_date=date(2026, 10, 20),
                ),
                Leave(
                    leave_no="L-1", person_id=people["1001"], filed_by_no="1001", filed_at=now,
                    kind=LeaveKind.SICK, first_date=date(2026, 10, 22),
                    last_date=date(2026, 10, 22), status=LeaveStatus.APPROVED, approved_at=now,
                ),
                Attendance(
                    person_id=people["1001"], day=date(2026, 10, 2),
                    arrived_at=centre.context.time.instant(date(2026, 10, 2)),
                ),
                Inspection(
                    inspection_no="Q-1", agent_id=people["1001"], inspector_id=people["0003"],
                    inspected_at=now, contact_ref="C-77", language=90, attitude=80, tone=85,
                    summarising=95, adaptability=100, comment="Clear and kind",
                ),
            ]
        )  # fmt: skip
    return centre


def tabs(page: PersonPage) -> list[str]:
    found = page.findChildren(Registers)
    return [found[0].tabText(at) for at in range(found[0].count())] if found else []


def texts(page: PersonPage) -> list[str]:
    return [each.text() for each in page.findChildren(QLabel)]


def days(page: PersonPage) -> list[DayCell]:
    return page.findChildren(DayCell)


OF_MONTH = ["Swaps (1)", "Leave (1)", "Attendance (1)", "Inspections (1)"]


def test_the_page_shows_the_month_and_the_registers(recorded: SmallCentre, open_page: Open) -> None:
    page = open_page("1001", "1001")
    assert "Person 1001" in texts(page)
    assert len(days(page)) == 31
    assert tabs(page) == [*OF_MONTH, "Trainings"]


def test_an_agent_sees_a_colleagues_shifts_and_nothing_of_their_registers(
    recorded: SmallCentre, open_page: Open
) -> None:
    page = open_page("1002", "1001")
    assert len(days(page)) == 31
    assert tabs(page) == []
    told = [cell.toolTip() for cell in days(page)]
    assert any("on leave" in tip for tip in told)
    assert not any("sick" in tip for tip in told)


@pytest.mark.parametrize(
    ("reader", "seen"),
    [
        ("1000", [*OF_MONTH, "Trainings"]),
        ("2000", []),
        ("0003", ["Inspections (1)"]),
        ("0002", [*OF_MONTH, "Trainings"]),
        ("0001", [*OF_MONTH, "Trainings"]),
        ("0004", ["Swaps (1)", "Attendance (1)"]),
    ],
)
def test_each_role_sees_what_the_table_lets_it(
    recorded: SmallCentre, open_page: Open, reader: str, seen: list[str]
) -> None:
    assert tabs(open_page(reader, "1001")) == seen


def test_an_agent_of_another_team_may_not_open_the_file(
    recorded: SmallCentre, desk_of: DeskOf
) -> None:
    other = desk_of(recorded.people["2001"], "2001")
    with pytest.raises(NotAllowed):
        open_file(other.ctx, "1001")


def test_a_number_that_nobody_has_is_told(recorded: SmallCentre) -> None:
    with pytest.raises(NotFound) as told:
        open_file(recorded.context, "9999")
    assert isinstance(told.value, AppError)


def test_the_month_changes_by_button_and_by_target(open_page: Open, settled: Settled) -> None:
    page = open_page("1001", ("1001", date(2026, 12, 31)))
    assert "December 2026" in texts(page)
    page.later.click()
    settled(page.desk)
    assert "January 2027" in texts(page)
    assert len(days(page)) == 31
    page.earlier.click()
    page.earlier.click()
    settled(page.desk)
    assert "November 2026" in texts(page)
    assert len(days(page)) == 30


def test_what_lies_in_another_month_is_not_shown(recorded: SmallCentre, open_page: Open) -> None:
    page = open_page("1001", ("1001", date(2026, 11, 1)))
    assert tabs(page) == ["Swaps", "Leave", "Attendance", "Inspections", "Trainings"]


def test_a_day_leads_to_the_roster(open_page: Open, qtbot: QtBot) -> None:
    page = open_page("1000", "1001")
    asked: list[tuple[str, object]] = []
    page.desk.page_asked.connect(lambda key, target: asked.append((key, target)))
    qtbot.mouseClick(days(page)[6], Qt.MouseButton.LeftButton)
    assert asked == [("roster", ("1001", date(2026, 10, 7)))]


def test_the_mean_of_an_inspection_is_shown(recorded: SmallCentre, open_page: Open) -> None:
    page = open_page("1001", "1001")
    (table,) = (t for t in page.findChildren(RowsTable) if t.accessibleName() == "Inspections")
    shown = [table.proxy.index(0, column).data() for column in range(10)]
    assert shown[7] == "90.0"
    assert shown[9] == "Clear and kind"


def test_somebody_elses_scores_are_told_where_the_look_is_put_on_record(
    recorded: SmallCentre, open_page: Open
) -> None:
    for reader in ("1000", "0002"):
        page = open_page(reader, "1001")
        (table,) = (t for t in page.findChildren(RowsTable) if t.accessibleName() == "Inspections")
        shown = [table.proxy.index(0, column).data() for column in range(10)]
        assert shown[2:8] == ["–"] * 6
        assert shown[9] == ""


def test_an_inspection_opens_where_it_can_be_appealed_against(
    recorded: SmallCentre, open_page: Open
) -> None:
    page = open_page("1001", "1001")
    (table,) = (t for t in page.findChildren(RowsTable) if t.accessibleName() == "Inspections")
    asked: list[tuple[str, object]] = []
    page.desk.page_asked.connect(lambda key, target: asked.append((key, target)))
    table.selectRow(0)
    table.opened.emit(table.current())
    assert asked == [("inspections", "Q-1")]


def test_a_calibration_is_no_part_of_a_persons_file(recorded: SmallCentre) -> None:
    """Neither in the register nor in the mean, whoever looks."""
    with recorded.context.write() as session:
        session.execute(update(Inspection).values(calibration_no="C-0001"))
    for reader in ("1001", "1000", "0002"):
        file = open_file(recorded.context.acting_as(Actor(reader, recorded.people[reader])), "1001")
        assert file.inspections == ()
        assert file.numbers is not None
        assert (file.numbers.inspections, file.numbers.score) == (0, None)


def test_what_changed_in_ones_own_published_month_is_marked_until_one_has_seen_it(
    open_page: Open, centre: SmallCentre, settled: Settled
) -> None:
    day = date(2026, 10, 20)
    head = centre.context.acting_as(Actor("0002", centre.people["0002"]))
    edit_published(head, [CellChange("1001", day, "")], "Calls are few")
    page = open_page("1001", "1001")
    assert marked(page) == [day]
    assert not marked(open_page("1000", "1001")), "whoever else looks has not been told"
    (seen,) = (one for one in page.findChildren(QPushButton) if one.text() == "I have seen it")
    seen.click()
    settled(page.desk)
    assert not marked(page)


def marked(page: PersonPage) -> list[date]:
    calendar = page.findChild(MonthCalendar)
    assert isinstance(calendar, MonthCalendar)
    cells = zip(calendar.days, calendar.cells, strict=True)
    return [day for day, cell in cells if "changed since you looked" in cell.toolTip()]


def test_ones_own_month_has_the_shifts_that_one_may_take(
    open_page: Open, centre: SmallCentre
) -> None:
    leader = centre.context.acting_as(Actor("1000", centre.people["1000"]))
    start = centre.context.time.instant(date(2026, 10, 19))
    offer(leader, Wanted(OfferKind.TAKE, centre.teams["A"], date(2026, 10, 19), "E", start))
    assert open_page("1001", "1001").findChildren(OffersCard)
    assert not open_page("1000", "1001").findChildren(OffersCard), "in one's own month alone"
