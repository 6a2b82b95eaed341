"""From the request to the roster: everybody at their own desk."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path

from PySide6.QtWidgets import QApplication, QPlainTextEdit
from python_calamine import load_workbook

from app.context import Actor
from app.queries.roster import grid as roster
from app.queries.swaps import rows as swaps
from app.rules.vocabulary import SwapStatus
from app.services.swaps import requests as service
from app.ui.kit.requests.reason import ReasonDialog
from tests.factories import SmallCentre, TestClock
from tests.ui.swaps.conftest import Seat

SeatAt = Callable[[str], Seat]
DAY = date(2026, 10, 20)


def asked(centre: SmallCentre, by: str = "1001", other: str = "2002") -> str:
    ctx = centre.context.acting_as(Actor(by, centre.people[by]))
    return service.file_swap(ctx, centre.people[other], DAY, DAY, "A wedding")


def agreed(centre: SmallCentre) -> str:
    no = asked(centre)
    ctx = centre.context.acting_as(Actor("2002", centre.people["2002"]))
    service.agree(ctx, no, 1)
    return no


def state(centre: SmallCentre, no: str) -> SwapStatus:
    with centre.context.read() as session:
        row = swaps.swap(session, no)
    assert row is not None
    return row.status


def test_asked_agreed_and_approved_by_both_leaders_the_roster_shows_it(
    seat: SeatAt, centre: SmallCentre
) -> None:
    agent = seat("1001")
    agent.give(20)
    agent.pick("2002", "Tue 20 October")
    agent.press("&Send")
    no = "S-00001"

    colleague = seat("2002")
    colleague.tab("Requests (1)")
    assert "Waits for your answer" in colleague.texts(colleague.card(no))
    colleague.press("&Agree", colleague.card(no))
    assert colleague.said == [f"You agreed to swap {no}"]

    for leader, word in (
        ("1000", f"Your consent to swap {no} is recorded"),
        ("2000", f"Swap {no} is effective: the roster shows it"),
    ):
        desk = seat(leader)
        desk.tab("Requests (1)")
        desk.press("&Approve", desk.card(no))
        assert desk.said == [word]
        assert desk.tabs()[1] == "Requests"

    with centre.context.read() as session:
        month = roster.person_month(session, "1001", DAY, DAY, DAY)
    assert month is not None
    swap = month.days[0].cell.swap
    assert swap is not None
    assert (swap.swap_no, swap.from_name, swap.to_name) == (no, "Person 2002", "Person 2002")


def test_declining_asks_for_a_reason_and_keeps_it(seat: SeatAt, centre: SmallCentre) -> None:
    no = asked(centre)
    colleague = seat("2002")
    colleague.tab("Requests")
    colleague.press("&Decline…", colleague.card(no))
    dialog = QApplication.activeModalWidget()
    assert isinstance(dialog, ReasonDialog)
    colleague.press("Decline", dialog)
    assert state(centre, no) is SwapStatus.OFFERED
    assert dialog.form.problem("reason") == "A reason is needed"
    field = dialog.findChild(QPlainTextEdit)
    assert field is not None
    field.setPlainText("No baby-sitter")
    colleague.press("Decline", dialog)
    assert state(centre, no) is SwapStatus.DECLINED
    agent = seat("1001")
    agent.tab("Requests")
    assert "No baby-sitter" in agent.texts(agent.card(no))


def test_withdrawing_asks_first(seat: SeatAt, centre: SmallCentre) -> None:
    no = asked(centre)
    agent = seat("1001")
    agent.tab("Requests")
    agent.press("&Withdraw", agent.card(no))
    dialog = QApplication.activeModalWidget()
    assert dialog is not None
    assert state(centre, no) is SwapStatus.OFFERED
    agent.press("Withdraw", dialog)
    assert state(centre, no) is SwapStatus.WITHDRAWN


def test_the_panel_shows_verdict_and_history_with_what_it_was_judged_by(
    seat: SeatAt, centre: SmallCentre
) -> None:
    no = agreed(centre)
    leader = seat("1000")
    leader.page.open_target(no)
    leader.settle()
    texts = leader.texts(leader.panel)
    assert "The rules allow it; people decide." in texts
    assert (
        texts.count("Judged with 2 swaps a month, 8 h of rest, levels at most 1 apart.") == 2
    )  # asked, agreed
    assert {"Asked", "Agreed"} <= set(texts)
    leader.press("&Approve", leader.panel)
    assert state(centre, no) is SwapStatus.PART_APPROVED


def test_whoever_was_faster_is_told_and_the_page_reads_anew(
    seat: SeatAt, centre: SmallCentre
) -> None:
    no = agreed(centre)
    leader = seat("1000")
    leader.tab("Requests")
    ctx = centre.context.acting_as(Actor("1001", centre.people["1001"]))
    service.withdraw(ctx, no, 2)
    leader.press("&Approve", leader.card(no))
    assert [type(error).__name__ for error in leader.failures] == ["Conflict"]
    assert leader.page.requests.cards() == []


def test_opening_the_page_ends_what_nobody_decided_in_time(
    seat: SeatAt, centre: SmallCentre, clock: TestClock
) -> None:
    no = asked(centre)
    clock.pass_by(days=5, hours=7)  # 20 October, 16:00: both shifts have begun
    agent = seat("1001")
    assert state(centre, no) is SwapStatus.EXPIRED
    agent.tab("Requests")
    assert "Expired" in agent.texts(agent.card(no))


def test_the_register_is_filtered_by_state_and_name(seat: SeatAt, centre: SmallCentre) -> None:
    first, second = asked(centre), asked(centre, "1003", "2001")
    ctx = centre.context.acting_as(Actor("1003", centre.people["1003"]))
    service.withdraw(ctx, second, 1)
    head = seat("0002")
    head.tab("Register")
    sheet = head.page.register

    def shown() -> list[str]:
        return [one.row.no for one in sheet.shown()]

    assert shown() == [first, second]
    sheet.state.setCurrentText("Withdrawn")
    assert shown() == [second]
    sheet.state.setCurrentText("All states")
    sheet.text.setText("2002")
    head.qtbot.waitUntil(lambda: shown() == [first])
    sheet.month.setCurrentText("November 2026")
    head.settle()
    assert shown() == []


def test_the_register_goes_out_as_it_is_shown(
    seat: SeatAt, centre: SmallCentre, tmp_path: Path
) -> None:
    no = asked(centre)
    head = seat("0002")
    head.tab("Register")
    head.page.export_to(tmp_path / "register.xlsx")
    head.settle()
    rows = load_workbook(tmp_path / "register.xlsx").get_sheet_by_index(0).to_python()
    assert rows[1][0] == no
    assert rows[1][2:4] == ["Person 1001", "1001"]
    head.page.print_to(tmp_path / "register.pdf")
    head.settle()
    assert (tmp_path / "register.pdf").read_bytes().startswith(b"%PDF")


def test_a_register_that_cannot_be_written_says_so(
    seat: SeatAt, centre: SmallCentre, tmp_path: Path
) -> None:
    asked(centre)
    head = seat("0002")
    head.page.print_to(tmp_path / "nowhere" / "register.pdf")
    head.settle()
    assert [type(error).__name__ for error in head.failures] == ["BadInput"]
