"""Requests played to their end in the demo centre, each step a picture as its person sees it.

A swap in English and light, two days' leave in Chinese and dark, a sick call in Chinese and light;
what colleagues settle among themselves (`hand_walks`), a handover and a duty (`floor_walks`), an
inspection (`quality_walks`), a calibration, a spreadsheet that comes in (`bringing_walk`), and a
draft that goes to the head (`handing_walk`).
What people would press is done by the services that the buttons call.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from itertools import pairwise
from typing import TYPE_CHECKING, cast

from PySide6.QtCore import QTime
from PySide6.QtWidgets import QWidget

from app.demo.looking import days_of, id_of
from app.rules.requests import RequestKind
from app.ui.kit.tokens import Choice
from app.ui.tour import (
    bringing_walk,
    calibration_walk,
    floor_walks,
    hand_walks,
    handing_walk,
    quality_walks,
)

if TYPE_CHECKING:
    from app.context import Context
    from app.queries.roster.rows import PersonDay
    from app.rules.partners import Pair
    from app.ui.leave.ask_form import AskForm
    from app.ui.leave.page import LeavePage

_DAY = timedelta(days=1)
_AGENT, _LEADER, _HEAD, _DIRECTOR = "1102", "1101", "1002", "1001"


class WallClock:
    """A clock that stands still between the steps of a story."""

    def __init__(self, at: datetime) -> None:
        self.at = at

    def __call__(self) -> datetime:
        return self.at


@dataclass(frozen=True, slots=True)
class Scenery:
    """What a walk is played on: who sits down, what is shown, what is kept as a picture."""

    clock: WallClock
    sit: Callable[[str], Context]
    show: Callable[[str, Iterable[object]], QWidget]
    look: Callable[[str, Choice], None]
    keep: Callable[[str], None]

    def seen(self, name: str, login: str, page: str, *targets: object) -> Context:
        """A picture of what `login` sees on a page; their context, to act in."""
        context = self.sit(login)
        self.show(page, (None, *targets))
        self.keep(name)
        return context


def walk(scenery: Scenery) -> None:
    """All of them, one after the other."""
    scenery.look("en", Choice.LIGHT)
    swap(scenery)
    hand_walks.offer(scenery)
    scenery.look("zh_CN", Choice.LIGHT)
    hand_walks.told(scenery)
    hand_walks.several(scenery)
    scenery.look("zh_CN", Choice.DARK)
    leave(scenery)
    scenery.look("zh_CN", Choice.LIGHT)
    floor_walks.handover(scenery)
    sick_call(scenery)
    scenery.look("en", Choice.LIGHT)
    floor_walks.duty(scenery)
    scenery.look("zh_CN", Choice.LIGHT)
    quality_walks.inspection(scenery)
    calibration_walk.calibration(scenery)
    bringing_walk.bringing(scenery)
    handing_walk.handing(scenery)


def swap(scenery: Scenery) -> None:
    """Asked, agreed to, consented to by two leaders, on the roster."""
    from app.services.swaps import requests as swaps

    context = scenery.sit(_AGENT)
    gives, partner = _another_teams_pair(context)
    no, takes = partner.person.no, partner.takes
    scenery.show("swaps", [None, (_AGENT, gives), (no, takes)])
    scenery.keep("walk-swap-1-ask")
    theirs = id_of(context, no)
    asked = swaps.file_swap(context, theirs, gives, takes, "女儿学校演出")
    swap_ref = RequestKind.SWAP.ref(asked)
    context = scenery.seen("walk-swap-2-answer", no, "inbox", swap_ref)
    swaps.agree(context, asked, 1)
    context = scenery.seen("walk-swap-3-leader", _LEADER, "inbox", swap_ref)
    swaps.approve(context, asked, 2)
    context = scenery.seen("walk-swap-4-other-leader", f"{no[:2]}01", "inbox", swap_ref)
    swaps.approve(context, asked, 3)
    scenery.seen("walk-swap-5-roster", _AGENT, "roster", (_AGENT, gives))


def leave(scenery: Scenery) -> None:
    """Two days, asked for and approved by the leader, the head and the director; then covered."""
    from app.services.leave import requests as leaves

    context = scenery.sit("1104")
    first = _two_day_shifts(context, "1104")
    form = _form(scenery)
    form.begin(first)
    form.last.setDate(first + _DAY)  # type: ignore[arg-type]
    form.reason.setPlainText("回老家办理房产手续")
    scenery.show("leave", [None, "ask"])
    scenery.keep("walk-leave-1-ask")
    asked = leaves.file_leave(context, form.wish())
    for step, (name, who) in enumerate(
        [("leader", _LEADER), ("head", _HEAD), ("director", _DIRECTOR)], start=1
    ):
        context = scenery.seen(
            f"walk-leave-{step + 1}-{name}", who, "inbox", RequestKind.LEAVE.ref(asked)
        )
        leaves.approve_step(context, asked, step)
    scenery.seen("walk-leave-5-cover", _LEADER, "leave", ("1104", first))


def sick_call(scenery: Scenery) -> None:
    """Telephoned at 6:50 for the shift at 7:30; the certificate comes two days later."""
    from app.services.leave import certificates
    from app.services.leave import requests as leaves

    day = scenery.sit(_LEADER).today() + _DAY
    _set(scenery, day, time(6, 52))
    context = scenery.sit(_LEADER)
    no = _on_early_shift(context, day)
    form = _form(scenery)
    form.begin(day)
    form.last.setDate(day + _DAY)  # type: ignore[arg-type]
    form.kind.choose("emergency_sick")
    form.who.choose(id_of(context, no))
    form.phoned.setTime(QTime(6, 50))
    form.phoned_by.setText("家属")
    form.reason.setPlainText("突发急病，送医就诊")
    scenery.show("leave", [None, "ask"])
    scenery.keep("walk-sick-1-call")
    asked = leaves.file_leave(context, form.wish())
    scenery.seen("walk-sick-2-open", _LEADER, "roster", (no, day))
    _set(scenery, day + 2 * _DAY, time(9, 5))
    context = scenery.sit(no)
    paper = certificates.Paper("病假证明.pdf", _PDF, day, day + _DAY)
    kept = certificates.hand_in(context, asked, paper)
    context = scenery.seen("walk-sick-3-certificate", _LEADER, "leave", "register", asked)
    certificates.look_at(context, kept)
    scenery.seen("walk-sick-4-audit", _DIRECTOR, "audit", asked)


_PDF = b"""%PDF-1.7
1 0 obj<</Type/Catalog/Pages 2 0 R>>
endobj
2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>
endobj
3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]>>
endobj
xref
0 4
0000000000 65535 f\x20
0000000009 00000 n\x20
0000000053 00000 n\x20
0000000103 00000 n\x20
trailer<</Size 4/Root 1 0 R>>
startxref
167
%%EOF
"""


def _set(scenery: Scenery, day: date, wall: time) -> None:
    """Let time pass until a wall time of the centre's."""
    context = scenery.sit(_LEADER)
    scenery.clock.at = context.time.instant(day, wall)


def _form(scenery: Scenery) -> AskForm:
    """The form of the leave page of whoever sits there."""
    return cast("LeavePage", scenery.show("leave", [None, "ask"])).ask.form


def _another_teams_pair(context: Context) -> tuple[date, Pair]:
    """A shift of the agent's and the best pair for it with somebody who has another leader."""
    from app.reading.swaps.partners import partners

    for offset in range(3, 28):
        day = context.today() + offset * _DAY
        for pair in partners(context, day).pairs:
            if pair.person.no[:2] != _AGENT[:2] and not pair.person.no.endswith("01"):
                return day, pair
    raise LookupError("the demo has no legal swap between two teams")


def _two_day_shifts(context: Context, no: str) -> date:
    """The first of two days on which somebody works by day and neither swaps nor is away."""
    coming = days_of(context, no, 5, 25)
    for one, following in pairwise(coming):
        if all(_plain(day) and not (day.shift and day.shift.night) for day in (one, following)):
            return one.head.day
    raise LookupError("the demo has no two plain days for a leave")


def _on_early_shift(context: Context, day: date) -> str:
    """An agent of the leader's team whose early shift it is."""
    for number in range(3, 14):
        no = f"{_AGENT[:2]}{number:02}"
        if all(_plain(each) and each.cell.code == "E" for each in days_of(context, no, 0, 0, day)):
            return no
    raise LookupError("nobody in the demo works the early shift")


def _plain(day: PersonDay) -> bool:
    return bool(day.cell.code) and day.cell.swap is None and day.cell.leave is None
