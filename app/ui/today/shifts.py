"""A shift that runs or comes next: how many are here, and who, team by team."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QWidget

from app.queries.today.shifts import Presence, ShiftOnDay, TeamOnShift, Worker
from app.rules.vocabulary import Role
from app.text import _, dates, ngettext
from app.text.words import title_word
from app.ui.kit.controls import Card, label, pill
from app.ui.kit.day_words import away
from app.ui.kit.shift_badge import ShiftBadge
from app.ui.kit.shift_inks import ShiftInk
from app.ui.kit.tokens import Space, Tone
from app.ui.today.chip import Chip
from app.ui.today.flow import FlowLayout
from app.ui.today.words import until

_MANY = 16
"""In a team with more people than this on a shift only those are named of whom there is
something to say."""


class ShiftCard(Card):
    """One shift. `person_picked` brings an employee number and the shift's day."""

    person_picked = Signal(str, object)

    def __init__(self, one: ShiftOnDay, inks: Mapping[str, ShiftInk], now: datetime) -> None:
        super().__init__()
        self.setAccessibleName(f"{one.shift.name} {dates.hours(one.shift)}")
        self._day = one.day
        self.body.addLayout(self._head(one, inks, now))
        grid = QGridLayout()
        grid.setHorizontalSpacing(Space.M)
        grid.setVerticalSpacing(Space.XS)
        grid.setColumnStretch(2, 1)
        for line, team in enumerate(one.teams):
            self._add_team(grid, line, team)
        self.body.addLayout(grid)

    def _head(self, one: ShiftOnDay, inks: Mapping[str, ShiftInk], now: datetime) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(Space.S)
        if one.shift.code in inks:
            row.addWidget(ShiftBadge(one.shift.code, inks[one.shift.code], one.shift.name))
        row.addWidget(label(one.shift.name, "heading"))
        row.addWidget(label(dates.hours(one.shift), "soft"))
        row.addWidget(label(f"· {until(one, now)}", "soft"))
        row.addStretch(1)
        for text, tone in _counts(one, running=one.start <= now):
            row.addWidget(pill(text, tone))
        return row

    def _add_team(self, grid: QGridLayout, line: int, team: TeamOnShift) -> None:
        name = label(team.team or team.department or _("Centre"), "strong")
        name.setMinimumWidth(84)
        name.setContentsMargins(0, Space.XS, 0, 0)
        top = Qt.AlignmentFlag.AlignTop
        grid.addWidget(name, line, 0, top)
        grid.addWidget(_cover(team), line, 1, top)
        people = QWidget()
        flow = FlowLayout()
        people.setLayout(flow)
        for worker in _named(team.workers):
            chip = chip_of(worker)
            chip.clicked.connect(lambda _on=False, no=worker.no: self._pick(no))
            flow.addWidget(chip)
        hidden = len(team.workers) - len(_named(team.workers))
        if hidden:
            more = ngettext("{n} more is here", "{n} more are here", hidden).format(n=hidden)
            flow.addWidget(label(more, "soft"))
        grid.addWidget(people, line, 2)

    def _pick(self, no: str) -> None:
        self.person_picked.emit(no, self._day)


def _cover(team: TeamOnShift) -> QWidget:
    """How many are rostered, present or not, against how many are needed; a shortage has its word
    too."""
    if team.needed is None:
        return label(_("{n} rostered").format(n=team.working), "soft")
    text = _("{n} of {needed} rostered").format(n=team.working, needed=team.needed)
    made = pill(f"{text} ↓" if team.short else text, Tone.BAD if team.short else Tone.PLAIN)
    words = _("{people}, too few").format(people=text) if team.short else text
    made.setToolTip(words)
    made.setAccessibleName(words)
    return made


def _counts(one: ShiftOnDay, *, running: bool) -> Iterator[tuple[str, Tone]]:
    late, missing = one.count(Presence.LATE), one.count(Presence.MISSING)
    away, here = one.count(Presence.AWAY), one.count(Presence.HERE)
    if missing:
        text = ngettext("{n} not here", "{n} not here", missing)
        yield text.format(n=missing), Tone.BAD
    if late:
        yield ngettext("{n} came late", "{n} came late", late).format(n=late), Tone.WARN
    if away:
        yield ngettext("{n} on leave", "{n} on leave", away).format(n=away), Tone.INFO
    if running and here + late:
        yield _("{n} here").format(n=here + late), Tone.GOOD
    elif not running:
        working = one.working
        yield ngettext("{n} person", "{n} people", working).format(n=working), Tone.PLAIN


def _named(workers: Iterable[Worker]) -> list[Worker]:
    everybody = list(workers)
    if len(everybody) <= _MANY:
        return everybody
    plain = (Presence.HERE, Presence.EXPECTED)
    return [w for w in everybody if w.presence not in plain or w.swap or w.role is not Role.AGENT]


def chip_of(worker: Worker) -> Chip:
    """Somebody's name with what is to be said of them."""
    note, icon, tone = _state(worker)
    tips = [f"{worker.name} {worker.no}"]
    if worker.role is not Role.AGENT:
        tips.append(title_word(worker.role))
    if worker.team:
        tips.append(_("from {team}").format(team=worker.team))
    if worker.swap is not None and worker.swap.received:
        tips.append(_("⇄ from {name}").format(name=worker.swap.from_name))
        icon = icon or "swap"
        tone = Tone.ACCENT if tone is Tone.PLAIN else tone
    if worker.role is Role.TEAM_LEADER:
        icon = icon or "flag"
    return Chip(worker.name, note, icon, tone, "\n".join(tips))


def _state(worker: Worker) -> tuple[str, str, Tone]:
    """Word, symbol and tone of where somebody is; nothing of who is here in time."""
    if worker.presence is Presence.LATE:
        return _("{n} min late").format(n=worker.late), "clock", Tone.WARN
    if worker.presence is Presence.MISSING:
        return _("not here"), "question", Tone.BAD
    if worker.presence is Presence.AWAY:
        return away(worker.leave), "leave", Tone.INFO
    return "", "", Tone.PLAIN
