"""What changed is told by what was recorded: a page knows of it without having asked for it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date
from functools import partial
from typing import Protocol, TypeVar

import pytest
from PySide6.QtWidgets import QLineEdit
from pytestqt.qtbot import QtBot

from app.bootstrap import open_store
from app.context import Context, Written
from app.reading.keeping.news import News, news
from app.rules.deeds import ONLY_NOTED, Deed
from app.rules.edits import CellChange
from app.services.keeping.needs import set_needs
from app.services.requests.notices import mark_read
from app.services.roster import editing
from app.services.swaps import requests as swaps
from app.ui.attendance.page import AttendancePage
from app.ui.audit.page import AuditPage
from app.ui.inbox.page import InboxPage
from app.ui.kit.desk import Desk
from app.ui.kit.page import Page
from app.ui.roster.page import RosterPage
from app.ui.settings.needs import NeedsSection
from app.ui.settings.page import SettingsPage
from app.ui.swaps.page import SwapsPage
from app.ui.work.tasks import Change
from tests.factories import SmallCentre
from tests.ui.inbox.test_inbox_page import acting, agreed, offered

Settled = Callable[[Desk], None]
P = TypeVar("P", bound=Page)
DAY = date(2026, 10, 20)


class NewPage(Page):
    """A page that somebody has just written: it registers nothing."""

    key = "today"  # a title to stand under

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self.field = QLineEdit()
        self.body.addWidget(self.field)
        self.read = 0

    def populate(self) -> None:
        self.read += 1

    def holds_input(self) -> bool:
        return bool(self.field.text())


class Shown(Protocol):
    """Shows a page and waits until it is read."""

    def __call__(self, page: P) -> P: ...


@pytest.fixture
def others(centre: SmallCentre) -> Iterator[Context]:
    """Another process's way to the same store."""
    store = centre.context.store
    opened = open_store(store.address, centre.context.actor, centre.context.clock)
    yield opened
    opened.store.close()


@pytest.fixture
def shown(qtbot: QtBot, settled: Settled) -> Shown:
    """Shows a page, read."""

    def shown(page: P) -> P:
        qtbot.addWidget(page)
        page.resize(1200, 800)
        page.show()
        settled(page.desk)
        return page

    return shown


@pytest.fixture
def news_at(qtbot: QtBot, settled: Settled) -> Callable[[Desk], list[Change]]:
    """Looks at the trail as the timer does; what the pages were told by it."""

    def news_at(desk: Desk) -> list[Change]:
        heard: list[Change] = []
        desk.tasks.changed.connect(heard.append)
        desk.watch.look()
        qtbot.waitUntil(lambda: not desk.watch._looking)
        settled(desk)
        desk.tasks.changed.disconnect(heard.append)
        return heard

    return news_at


def a_change(ctx: Context, deed: Deed = Deed.DEPARTMENT_ADD) -> None:
    with ctx.write() as session:
        ctx.audit(session, deed, "department:1")


# -- a page that nobody has registered anywhere -------------------------------------------------


def test_a_new_page_is_read_anew_after_any_command(
    desk: Desk, shown: Shown, settled: Settled
) -> None:
    page = shown(NewPage(desk))
    for deed in sorted(set(Deed) - ONLY_NOTED - {Deed.NOTICE_READ}):
        before = page.read
        desk.tasks.command(partial(a_change, deed=deed))
        settled(desk)
        assert page.read == before + 1, deed


def test_what_is_only_noted_changes_no_page(desk: Desk, shown: Shown, settled: Settled) -> None:
    page = shown(NewPage(desk))
    for deed in ONLY_NOTED:
        desk.tasks.command(partial(a_change, deed=deed))
    settled(desk)
    assert page.read == 1


def test_several_changes_in_one_go_are_one_reading(
    desk: Desk, shown: Shown, settled: Settled
) -> None:
    page = shown(NewPage(desk))
    for number in range(5):
        desk.tasks.changed.emit(Change((Written(number, Deed.POLICY_SET),)))
    settled(desk)
    assert page.read == 2


def test_a_page_that_nobody_sees_is_read_when_it_is_shown_again(
    desk: Desk, shown: Shown, settled: Settled
) -> None:
    page = shown(NewPage(desk))
    page.hide()
    for _ in range(3):
        desk.tasks.command(a_change)
    settled(desk)
    assert page.read == 1
    page.show()
    assert page.read == 2


# -- what another process does ------------------------------------------------------------------


def test_what_another_process_did_is_on_the_page_and_on_the_badge(
    centre: SmallCentre,
    others: Context,
    desk_of: Callable[..., Desk],
    shown: Shown,
    news_at: Callable[[Desk], list[Change]],
) -> None:
    desk = desk_of(centre.people["1002"], "1002")
    page = shown(InboxPage(desk))
    assert page.tabs.tabText(0) == "Waiting"
    asker = others.acting_as(acting(centre, "1001").actor)
    swaps.file_swap(asker, centre.people["1002"], DAY, DAY)
    assert [change.deeds for change in news_at(desk)] == [{Deed.SWAP_OFFER}]
    assert page.tabs.tabText(0) == "Waiting (1)"


def test_ones_own_doing_is_told_once(
    desk: Desk, settled: Settled, news_at: Callable[[Desk], list[Change]]
) -> None:
    heard: list[Change] = []
    desk.tasks.changed.connect(heard.append)
    desk.tasks.command(a_change)
    settled(desk)
    assert news_at(desk) == []
    assert [(change.own, set(change.deeds)) for change in heard] == [(True, {Deed.DEPARTMENT_ADD})]


def test_a_look_that_begins_before_ones_own_command_has_ended_waits_for_it(
    desk: Desk, qtbot: QtBot, settled: Settled
) -> None:
    heard: list[Change] = []
    desk.tasks.changed.connect(heard.append)
    for _ in range(10):
        desk.tasks.command(a_change)
        desk.watch.look()
    settled(desk)
    qtbot.waitUntil(lambda: not desk.watch._looking)
    assert [change.own for change in heard] == [True] * 10


def test_what_others_did_before_one_sat_down_is_no_news(
    centre: SmallCentre, desk_of: Callable[..., Desk], news_at: Callable[[Desk], list[Change]]
) -> None:
    offered(centre)
    desk = desk_of(centre.people["1002"], "1002")
    assert news_at(desk) == []
    agreed_by = acting(centre, "1002")
    swaps.agree(agreed_by, "S-00001", 1)
    assert [change.deeds for change in news_at(desk)] == [{Deed.SWAP_AGREE}]


def test_a_store_gone_back_to_an_earlier_state_is_all_news(
    desk: Desk, news_at: Callable[[Desk], list[Change]]
) -> None:
    desk.watch._seen += 1000
    assert [change.deeds for change in news_at(desk)] == [{Deed.STORE_RESTORE}]
    assert news_at(desk) == []


def test_looking_keeps_nobody_waiting(desk: Desk, qtbot: QtBot) -> None:
    busy: list[bool] = []
    desk.tasks.busy_changed.connect(busy.append)
    desk.watch.look()
    qtbot.waitUntil(lambda: not desk.watch._looking)
    assert busy == []


def test_the_watch_is_asked_by_itself(
    centre: SmallCentre, others: Context, desk: Desk, shown: Shown, qtbot: QtBot
) -> None:
    heard: list[Change] = []
    shown(NewPage(desk))
    desk.tasks.changed.connect(heard.append)
    desk.watch.start()
    a_change(others)
    qtbot.waitUntil(lambda: bool(heard), timeout=10_000)
    assert not heard[0].own


def test_while_the_window_is_minimised_nobody_asks(
    centre: SmallCentre, others: Context, desk: Desk, shown: Shown, qtbot: QtBot
) -> None:
    heard: list[Change] = []
    page = shown(NewPage(desk))
    desk.tasks.changed.connect(heard.append)
    desk.watch.start()
    qtbot.waitUntil(lambda: not desk.watch._looking)
    page.showMinimized()
    a_change(others)
    desk.watch._on_time()
    assert not desk.watch._looking
    page.showNormal()
    qtbot.waitUntil(lambda: bool(heard), timeout=10_000)


def test_where_nothing_is_committed_the_trail_is_not_read(
    desk: Desk, others: Context, shown: Shown, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    read: list[int] = []

    def counted(ctx: Context, seen: int) -> News:
        read.append(seen)
        return news(ctx, seen)

    shown(NewPage(desk))
    monkeypatch.setattr("app.ui.work.watch.news", counted)
    for look in (desk.watch.start, *(desk.watch._on_time,) * 3):
        look()
        qtbot.waitUntil(lambda: not desk.watch._looking)
    assert len(read) == 1, "as it was opened"
    a_change(others)
    desk.watch._on_time()
    qtbot.waitUntil(lambda: not desk.watch._looking)
    assert len(read) == 2


def test_reading_for_others_sake_rests_in_proportion(
    desk: Desk, others: Context, news_at: Callable[[Desk], list[Change]]
) -> None:
    a_change(others)
    desk.tasks.changed.connect(lambda _change: desk.tasks.query(lambda _ctx: None, id))
    news_at(desk)
    seen = desk.watch._seen
    a_change(others)
    desk.watch._on_time()
    assert desk.watch._rests_until > 0
    assert desk.watch._seen == seen


# -- what is typed is not lost ------------------------------------------------------------------


def test_what_others_change_waits_while_something_is_typed(
    desk: Desk,
    others: Context,
    shown: Shown,
    news_at: Callable[[Desk], list[Change]],
    qtbot: QtBot,
) -> None:
    page = shown(NewPage(desk))
    page.field.setText("half a sen")
    a_change(others)
    news_at(desk)
    assert page.read == 1
    assert page._meanwhile.isVisible()
    page.field.clear()
    qtbot.waitUntil(lambda: page.read == 2)
    assert not page._meanwhile.isVisible()


def test_it_can_be_shown_at_once_all_the_same(
    desk: Desk,
    others: Context,
    shown: Shown,
    news_at: Callable[[Desk], list[Change]],
) -> None:
    page = shown(NewPage(desk))
    page.field.setText("half a sen")
    a_change(others)
    news_at(desk)
    page._show_now()
    assert page.read == 2


def test_ones_own_sending_is_shown_though_the_field_is_still_full(
    desk: Desk, shown: Shown, settled: Settled
) -> None:
    page = shown(NewPage(desk))
    page.field.setText("sent")
    desk.tasks.command(a_change)
    settled(desk)
    assert page.read == 2


def test_a_reason_that_is_being_typed_outlives_what_others_do(
    centre: SmallCentre,
    others: Context,
    desk_of: Callable[..., Desk],
    shown: Shown,
    news_at: Callable[[Desk], list[Change]],
) -> None:
    offered(centre)
    page = shown(InboxPage(desk_of(centre.people["1002"], "1002")))
    strip = page.strip
    assert strip is not None
    strip.reason.setText("I am on a c")
    a_change(others)
    news_at(page.desk)
    assert page.strip is strip
    assert strip.reason.text() == "I am on a c"


def test_numbers_that_are_being_typed_outlive_what_others_do(
    centre: SmallCentre,
    others: Context,
    desk_of: Callable[..., Desk],
    shown: Shown,
    news_at: Callable[[Desk], list[Change]],
    settled: Settled,
) -> None:
    page = shown(SettingsPage(desk_of(centre.people["0002"], "0002")))
    page.open_target(NeedsSection.key)
    settled(page.desk)

    def needs() -> NeedsSection:
        section = page.current()
        assert isinstance(section, NeedsSection)
        return section

    cell = next(iter(needs().cells.values()))
    cell.setValue(7)
    a_change(others)
    news_at(page.desk)
    assert cell.value() == 7
    assert cell in needs().cells.values()
    needs().save.click()
    settled(page.desk)
    assert not page.holds_input()
    assert cell not in needs().cells.values(), "read anew after the saving"


def test_a_swap_that_is_being_put_together_is_not_taken_apart(
    centre: SmallCentre,
    others: Context,
    desk_of: Callable[..., Desk],
    shown: Shown,
    news_at: Callable[[Desk], list[Change]],
    settled: Settled,
) -> None:
    page = shown(SwapsPage(desk_of(centre.people["1001"], "1001")))
    page.show_tab("ask")
    page.ask.give(DAY)
    settled(page.desk)
    assert page.holds_input()
    a_change(others)
    news_at(page.desk)
    assert page.ask.gives == DAY
    page.show_tab("requests")
    assert not page.holds_input()


# -- the pages that have shown it already -------------------------------------------------------


def test_the_grid_shows_what_another_leader_drafted(
    centre: SmallCentre,
    others: Context,
    desk_of: Callable[..., Desk],
    shown: Shown,
    news_at: Callable[[Desk], list[Change]],
) -> None:
    page = shown(RosterPage(desk_of(centre.people["1000"], "1000")))
    at = page.model.find(("1001", DAY))

    def code() -> str:
        cell = page.model.cell(at.row(), at.column())
        assert cell is not None
        return cell.code

    other = next(each for each in page.model.codes() if each != code())
    column = [page.model.index(at.row(), at.column() + n) for n in range(3)]
    page.grid.put_cursor(at)
    page.grid.select_cells(column)
    leader = others.acting_as(acting(centre, "1000").actor)
    editing.edit_cells(leader, [CellChange("1001", DAY, other)])
    news_at(page.desk)
    at = page.model.find(("1001", DAY))
    assert code() == other
    assert len(page.grid.selected_cells()) == 3, "what was selected stays so"


def test_a_roll_call_of_ones_own_is_not_read_anew_and_anothers_is(
    centre: SmallCentre, desk_of: Callable[..., Desk], shown: Shown
) -> None:
    page = shown(AttendancePage(desk_of(centre.people["1000"], "1000")))
    written = (Written(1, Deed.ATTENDANCE_RECORD),)
    assert not page.hears(Change(written, own=True))
    assert page.hears(Change(written, own=False))
    assert page.hears(Change((*written, Written(2, Deed.LEAVE_APPROVE)), own=True))


def test_who_reads_further_down_the_trail_is_not_taken_to_its_top(
    centre: SmallCentre,
    others: Context,
    desk_of: Callable[..., Desk],
    shown: Shown,
    news_at: Callable[[Desk], list[Change]],
) -> None:
    for _ in range(60):
        a_change(others)
    page = shown(AuditPage(desk_of(centre.people["0001"], "0001")))
    page._bar.setValue(200)
    a_change(others, Deed.ACCOUNT_SIGN_IN)
    news_at(page.desk)
    assert page._bar.value() == 200
    page._bar.setValue(0)
    page._refresh()


def test_marking_notices_as_read_is_told_and_not_recorded(
    centre: SmallCentre, desk_of: Callable[..., Desk], settled: Settled
) -> None:
    agreed(centre)
    desk = desk_of(centre.people["1001"], "1001")
    heard: list[Change] = []
    desk.tasks.changed.connect(heard.append)
    desk.tasks.command(lambda ctx: mark_read(ctx))
    settled(desk)
    assert heard == [Change((Written(None, Deed.NOTICE_READ),))]


def test_a_command_that_changed_nothing_tells_nothing(
    centre: SmallCentre, desk_of: Callable[..., Desk], settled: Settled
) -> None:
    desk = desk_of(centre.people["0002"], "0002")
    heard: list[Change] = []
    desk.tasks.changed.connect(heard.append)
    desk.tasks.command(lambda ctx: set_needs(ctx, None, {}))
    settled(desk)
    assert heard == []
