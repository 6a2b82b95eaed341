"""The badge and the tray: what they tell, and when."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from PySide6.QtCore import QObject, QTimer, Signal
from pytestqt.qtbot import QtBot

from app.context import Written
from app.reading.duties.board import waiting_duties
from app.reading.registers.reports import Draft
from app.reading.requests.inbox import read_inbox
from app.reading.today.page import read_today
from app.rules.deeds import Deed
from app.rules.vocabulary import ReportKind
from app.services.bulletins.publishing import NewBulletin, publish
from app.services.desks import floor
from app.services.registers.reports import raise_report
from app.services.swaps import requests as swaps
from app.ui.kit.desk import Desk
from app.ui.shell.inbox_watch import InboxWatch
from app.ui.shell.tray import system_tray
from app.ui.work.tasks import Change
from tests.factories import SmallCentre
from tests.ui.inbox.test_inbox_page import acting, agreed, offered

Settled = Callable[[Desk], None]


class HeardTray(QObject):
    """A tray that only listens."""

    asked = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.tip, self.there = "", True
        self.said: list[str] = []

    def tell_count(self, text: str) -> None:
        self.tip = text

    def say(self, _title: str, text: str) -> None:
        self.said.append(text)

    def take_away(self) -> None:
        self.there = False


class Watched:
    """A watch over somebody's desk, with what it told."""

    def __init__(self, desk: Desk, settled: Settled) -> None:
        self.desk, self._settled = desk, settled
        self.badges: list[int] = []
        self.tray = HeardTray()
        self.rail: dict[str, int] = {}
        desk.badge_changed.connect(self._on_badge)
        self.watch = InboxWatch(desk, desk, lambda: self.tray)  # type: ignore[arg-type,return-value]
        self.watch.start()
        self.settle()

    def _on_badge(self, page: str, count: int) -> None:
        self.rail[page] = count
        if page == "inbox":
            self.badges.append(count)

    def settle(self) -> None:
        self._settled(self.desk)
        self._settled(self.desk)

    def look(self) -> None:
        self.watch.look()
        self.settle()


@pytest.fixture
def watch_of(
    centre: SmallCentre, desk_of: Callable[..., Desk], settled: Settled, qtbot: QtBot
) -> Iterator[Callable[[str], Watched]]:
    made: list[Watched] = []

    def watch_of(no: str) -> Watched:
        made.append(Watched(desk_of(centre.people[no], no), settled))
        return made[-1]

    yield watch_of
    for watched in made:
        watched.watch.stop()


def test_the_badge_counts_what_waits_and_no_notices(
    centre: SmallCentre, watch_of: Callable[[str], Watched]
) -> None:
    offered(centre)
    watched = watch_of("1002")
    assert watched.badges[-1] == 1, "the request, and not the notice of it as well"
    assert watched.tray.tip == "Dutydesk · 1 request waits"


def test_what_a_head_may_decide_in_a_leaders_stead_is_not_counted(
    centre: SmallCentre, watch_of: Callable[[str], Watched]
) -> None:
    agreed(centre)
    watched = watch_of("0002")
    assert watched.tray.tip == "Dutydesk"


def test_badge_inbox_and_today_count_the_same(
    centre: SmallCentre, watch_of: Callable[[str], Watched]
) -> None:
    agreed(centre)
    raised(centre)
    for no in ("0002", "1000", "1001", "1002", "2000"):
        watched = watch_of(no)
        ctx = watched.desk.ctx
        today = read_today(ctx).for_me.count
        assert today == read_inbox(ctx).waits == watched.badges[-1]


def raised(centre: SmallCentre) -> None:
    draft = Draft(
        centre.people["1000"], ReportKind.FAULT, emergency=False, facts="耳麦无声", proposal="更换"
    )
    raise_report(acting(centre, "1001"), draft)


def test_a_decision_of_ones_own_is_counted_at_once(
    centre: SmallCentre, watch_of: Callable[[str], Watched]
) -> None:
    no = offered(centre)
    watched = watch_of("1002")
    watched.desk.tasks.command(lambda ctx: swaps.agree(ctx, no, 1))
    watched.settle()
    assert watched.badges[-1] == 0
    assert watched.tray.tip == "Dutydesk"


def test_the_tray_says_what_is_new_and_says_it_once(
    centre: SmallCentre, watch_of: Callable[[str], Watched]
) -> None:
    watched = watch_of("1001")
    assert watched.tray.said == []
    agreed(centre)
    watched.look()
    watched.look()
    assert watched.tray.said == ["1 new notice"]


def test_what_others_did_is_counted_once_the_trail_tells_of_it(
    centre: SmallCentre, watch_of: Callable[[str], Watched], qtbot: QtBot
) -> None:
    watched = watch_of("1002")
    offered(centre)
    watched.desk.watch.look()
    qtbot.waitUntil(lambda: watched.badges[-1] == 1)


def test_what_came_by_the_clock_alone_is_told_to_the_pages(
    centre: SmallCentre, watch_of: Callable[[str], Watched]
) -> None:
    watched = watch_of("1001")
    changes: list[Change] = []
    watched.desk.tasks.changed.connect(changes.append)
    agreed(centre)  # nobody has looked at the trail: as if nothing were written
    watched.watch._on_time()
    watched.settle()
    assert changes == [Change(own=False)]


def test_a_roll_call_counts_nothing_anew(
    centre: SmallCentre, watch_of: Callable[[str], Watched]
) -> None:
    watched = watch_of("1001")
    told = len(watched.badges)
    watched.desk.tasks.changed.emit(Change((Written(1, Deed.ATTENDANCE_RECORD),)))
    watched.settle()
    assert len(watched.badges) == told


def test_the_tray_leads_to_the_inbox(watch_of: Callable[[str], Watched], qtbot: QtBot) -> None:
    watched = watch_of("1001")
    with qtbot.waitSignal(watched.desk.page_asked) as asked:
        watched.tray.asked.emit()
    assert asked.args == ["inbox", None]


def test_a_watch_that_is_stopped_says_nothing_more(
    centre: SmallCentre, watch_of: Callable[[str], Watched]
) -> None:
    watched = watch_of("1001")
    watched.watch.stop()
    told = len(watched.badges)
    agreed(centre)
    watched.desk.tasks.reread()
    watched.settle()
    assert len(watched.badges) == told
    assert not watched.tray.there


def test_where_there_is_no_tray_there_is_no_icon(qtbot: QtBot) -> None:
    assert system_tray() is None


def test_a_person_without_a_post_has_an_empty_badge(desk: Desk, settled: Settled) -> None:
    watched = Watched(desk, settled)
    assert watched.badges == [0]
    watched.watch.stop()


def test_notices_are_marked_by_whose_they_are(
    centre: SmallCentre, watch_of: Callable[[str], Watched]
) -> None:
    from app.services.requests.notices import mark_read

    agreed(centre)
    mark_read(acting(centre, "1002"))
    assert watch_of("1001").tray.tip == "Dutydesk · 1 unread notice"


def test_the_rail_is_right_before_any_page_is_looked_at(
    watch_of: Callable[[str], Watched], centre: SmallCentre
) -> None:
    """Who asks to leave the floor waits for whoever leads it, a bulletin for who is to read it,
    and a duty for who does it."""
    floor.ask(acting(centre, "1001"), "water")
    publish(acting(centre, "0002"), NewBulletin("Refunds", "Within two days.", centre.department))
    leader, agent = watch_of("1000"), watch_of("1001")
    assert leader.rail["desks"] == 1
    assert leader.rail["bulletins"] == agent.rail["bulletins"] == 1
    assert leader.rail["duties"] == len(waiting_duties(leader.desk.ctx)) > 0
    assert agent.rail["desks"] == 0
    floor.allow(leader.desk.ctx, centre.people["1001"])
    leader.look()
    assert leader.rail["desks"] == 0


def test_a_watch_that_is_stopped_before_it_began_never_begins(
    centre: SmallCentre,
    desk_of: Callable[..., Desk],
    settled: Settled,
    qtbot: QtBot,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("app.ui.shell.inbox_watch._FIRST_MS", 0)
    desk, tray = desk_of(centre.people["1001"], "1001"), HeardTray()
    told: list[str] = []
    desk.badge_changed.connect(lambda page, _count: told.append(page))
    watch = InboxWatch(desk, desk, lambda: tray)  # type: ignore[arg-type,return-value]
    watch.stop()
    later = QTimer()
    later.setSingleShot(True)
    with qtbot.waitSignal(later.timeout):
        later.start(1)  # after all that was due
    desk.tasks.reread()
    settled(desk)
    assert told == []
