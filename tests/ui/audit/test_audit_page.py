"""The Audit page, by what is seen on it and pressed."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QLabel, QPushButton
from pytestqt.qtbot import QtBot

from app.context import Actor
from app.errors import NotAllowed
from app.models import Department
from app.queries.keeping.audit import AuditFilter
from app.reading.keeping import audit_trail
from app.rules.deeds import Deed
from app.services.swaps import requests as swaps
from app.ui.audit.page import AuditPage
from app.ui.kit.desk import Desk
from app.ui.kit.me import Me
from app.ui.kit.pages import entries
from tests.factories import SmallCentre, a_person, a_team, as_it_stands

Settled = Callable[[Desk], None]
DAY = date(2026, 10, 20)


def acting(centre: SmallCentre, no: str) -> Actor:
    return Actor(no, centre.people[no])


@pytest.fixture
def swap(centre: SmallCentre) -> str:
    """Asked for, agreed and in effect: three entries."""
    ctx = centre.context
    no = swaps.file_swap(ctx.acting_as(acting(centre, "1001")), centre.people["1002"], DAY, DAY)
    swaps.agree(ctx.acting_as(acting(centre, "1002")), no, 1)
    swaps.approve(ctx.acting_as(acting(centre, "1000")), no, 2)
    return no


@pytest.fixture
def page_of(
    centre: SmallCentre, desk_of: Callable[..., Desk], settled: Settled, qtbot: QtBot
) -> Callable[[str], AuditPage]:
    def page_of(no: str) -> AuditPage:
        page = AuditPage(desk_of(centre.people[no], no))
        qtbot.addWidget(page)
        page.resize(1100, 700)
        page.show()
        settled(page.desk)
        return page

    return page_of


def lines(page: AuditPage) -> list[str]:
    """Who did what about what, from the top."""
    proxy = page.table.proxy
    return [
        " | ".join(str(proxy.index(row, column).data()) for column in (1, 2, 3))
        for row in range(proxy.rowCount())
    ]


def note(page: AuditPage) -> str:
    return " ".join(label.text() for label in page.header.findChildren(QLabel))


def test_the_latest_is_at_the_top_in_words(page_of: Callable[[str], AuditPage], swap: str) -> None:
    assert lines(page_of("0001"))[:3] == [
        "Person 1000 (1000) | Put a swap into effect | Swap S-00001",
        "Person 1002 (1002) | Agreed to a swap | Swap S-00001",
        "Person 1001 (1001) | Asked for a swap | Swap S-00001",
    ]


def test_from_what_to_what_is_told(page_of: Callable[[str], AuditPage], swap: str) -> None:
    proxy = page_of("0001").table.proxy
    assert proxy.index(1, 4).data() == "state: offered → agreed"


def test_filters_narrow_the_trail(
    page_of: Callable[[str], AuditPage], swap: str, settled: Settled, qtbot: QtBot
) -> None:
    page = page_of("0001")
    page.filters.actor.setCurrentText("Person 1002 (1002)")
    settled(page.desk)
    assert lines(page) == ["Person 1002 (1002) | Agreed to a swap | Swap S-00001"]
    page.filters.clear.click()
    settled(page.desk)
    page.filters.action.setCurrentText("Asked for a swap")
    settled(page.desk)
    assert len(lines(page)) == 1
    page.filters.clear.click()
    settled(page.desk)
    qtbot.keyClicks(page.filters.search, "effective S-00001")
    qtbot.waitUntil(lambda: page.desk.tasks.idle and len(lines(page)) == 1)
    assert "1 entry" in note(page)


def test_days_narrow_the_trail(centre: SmallCentre, swap: str) -> None:
    ctx = centre.context.acting_as(acting(centre, "0001"))
    today = ctx.today()
    on_the_day = audit_trail.begin(ctx, AuditFilter(kind="swap", first=today, last=today))
    assert on_the_day.count == 3
    before = audit_trail.begin(ctx, AuditFilter(kind="swap", last=date(2026, 10, 14)))
    assert before.count == 0


def test_a_percent_sign_is_only_a_percent_sign(centre: SmallCentre, swap: str) -> None:
    ctx = centre.context.acting_as(acting(centre, "0001"))
    assert audit_trail.begin(ctx, AuditFilter(text="%")).count == 0


def test_a_head_sees_their_own_department_alone(
    centre: SmallCentre, page_of: Callable[[str], AuditPage], swap: str
) -> None:
    with centre.context.write() as session:
        other = Department(name="Sales")
        session.add(other)
        session.flush()
        team = a_team(session, "S", other)
        seller = a_person(session, "3001", team=team)
        centre.context.acting_as(Actor("3001", seller.id)).audit(
            session, Deed.PERSON_EDIT, "person:3001"
        )
        centre.context.acting_as(Actor("0004", centre.people["0004"])).audit(
            session, Deed.PERSON_EDIT, "person:1001"
        )
    seen = lines(page_of("0002"))
    assert "Person 0004 (0004) | Changed a person | Person 1001 (1001)" in seen
    assert not any("3001" in line for line in seen)
    assert any("3001" in line for line in lines(page_of("0001")))


@pytest.mark.parametrize("no", ["1000", "1001", "0003"])
def test_others_do_not_see_it(centre: SmallCentre, desk_of: Callable[..., Desk], no: str) -> None:
    me: Me = desk_of(centre.people[no], no).me
    assert "audit" not in [page.key for page in entries(me)]
    with pytest.raises(NotAllowed):
        audit_trail.begin(centre.context.acting_as(acting(centre, no)), AuditFilter())


def test_thousands_of_entries_are_read_a_page_at_a_time(
    centre: SmallCentre, page_of: Callable[[str], AuditPage], settled: Settled
) -> None:
    with centre.context.write() as session:
        for number in range(700):
            centre.context.audit(session, Deed.PERSON_EDIT, f"person:{number}")
    page = page_of("0001")
    assert page.table.proxy.rowCount() == 300
    page.table.scrollToBottom()
    settled(page.desk)
    assert page.table.proxy.rowCount() == 600
    page.table.scrollToBottom()
    settled(page.desk)
    page.table.scrollToBottom()
    settled(page.desk)
    assert page.table.proxy.rowCount() == page._count
    numbers = [row.id for row in page.table.rows_model.rows]
    assert numbers == sorted(set(numbers), reverse=True)


def test_who_keeps_the_store_verifies_it_here(
    centre: SmallCentre, page_of: Callable[[str], AuditPage], settled: Settled, qtbot: QtBot
) -> None:
    as_it_stands(centre.context)
    assert not page_of("0001").check.button.isVisible()
    page = page_of("0004")
    qtbot.mouseClick(page.check.button, Qt.MouseButton.LeftButton)
    settled(page.desk)
    assert "The store is whole" in page.check.whole.text()


def test_an_entry_is_explained_in_full(
    page_of: Callable[[str], AuditPage], swap: str, qtbot: QtBot
) -> None:
    page = page_of("0001")
    with qtbot.waitSignal(page.desk.explanation_asked) as explained:
        page.table.selectRow(1)
    panel = explained.args[0]
    qtbot.addWidget(panel)
    words = [label.text() for label in panel.findChildren(QLabel)]
    assert panel.accessibleName() == "Agreed to a swap"
    assert "state: offered → agreed" in words


def test_rosters_and_people_go_by_their_names(
    centre: SmallCentre, page_of: Callable[[str], AuditPage]
) -> None:
    team, ctx = centre.teams["A"], centre.context
    with ctx.write() as session:
        ctx.audit(
            session, Deed.ROSTER_DRAFT, f"team:{team}@2026-10",
            {"1001@2026-10-05": "E"}, {"1001@2026-10-05": "L"},
        )  # fmt: skip
        ctx.audit(
            session, Deed.DELEGATION_MAKE, "delegation:99", None, {"to": centre.people["1002"]}
        )
    page = page_of("0001")
    assert [line.partition(" | ")[2] for line in lines(page)[:2]] == [
        "Delegated decisions on leave | Delegation",
        "Edited a roster's draft | Roster of A, October 2026",
    ]
    told = [str(page.table.proxy.index(row, 4).data()) for row in (0, 1)]
    assert told == [
        "who decides: Person 1002 (1002)",
        "Person 1001 (1001), 5 October 2026: E → L",
    ]


def test_one_narrows_by_kinds_of_things_and_never_by_a_files_name(
    centre: SmallCentre, page_of: Callable[[str], AuditPage], swap: str
) -> None:
    with centre.context.write() as session:
        centre.context.audit(session, Deed.WORKBOOK_EXPORT, "centre.xlsx")
    choice = page_of("0001").filters.subject
    offered = [choice.itemText(place) for place in range(choice.count())]
    assert "Swaps" in offered
    assert "centre.xlsx" not in offered


def test_a_checksum_stays_in_the_panel_and_is_copied_whole(
    centre: SmallCentre, page_of: Callable[[str], AuditPage], qtbot: QtBot
) -> None:
    checksum = "3f9a" * 16
    with centre.context.write() as session:
        centre.context.audit(
            session, Deed.WORKBOOK_IMPORT, "centre.xlsx", after={"sha256": checksum}
        )
    page = page_of("0001")
    with qtbot.waitSignal(page.desk.explanation_asked) as explained:
        page.table.selectRow(0)
    panel = explained.args[0]
    qtbot.addWidget(panel)
    words = [label.text() for label in panel.findChildren(QLabel)]
    assert "Workbook centre.xlsx" in words
    assert not any(checksum in word for word in words)
    copy = next(each for each in panel.findChildren(QPushButton))
    qtbot.mouseClick(copy, Qt.MouseButton.LeftButton)
    assert QGuiApplication.clipboard().text() == checksum
