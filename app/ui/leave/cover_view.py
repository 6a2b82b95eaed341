"""Shifts that leaves opened, and who may take each by the rules (LEAVE-10)."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from datetime import date, timedelta

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QLineEdit, QSplitter, QStackedWidget, QVBoxLayout, QWidget

from app.reading.leave.cover import candidates
from app.reading.leave.desk import Loaded, OpenRow
from app.reading.roster.offers import OffersRead
from app.reading.roster.repairing import MOST_DAYS, AbsenceAsked
from app.rules.cover import Barred, Candidate, CoverChoice
from app.rules.offers import Wanted
from app.rules.vocabulary import OfferKind
from app.services.leave import cover
from app.text import _, dates, ngettext
from app.text.findings import finding_reason
from app.text.words import shift_words
from app.ui.kit.controls import EmptyState, button, label
from app.ui.kit.desk import Desk
from app.ui.kit.explained_button import ExplainedButton
from app.ui.kit.offer_cards import KeptOffers
from app.ui.kit.offer_dialog import OfferDialog, Spell
from app.ui.kit.phone import copy_phone, copy_words
from app.ui.kit.repairing import RepairDialog
from app.ui.kit.standing_parts import StandingPart, StandingParts
from app.ui.kit.table_view import RowsTable
from app.ui.kit.tables import Column
from app.ui.kit.tokens import Space, Tone

Person = Candidate | Barred
_MINUTE = timedelta(minutes=1)
_HOUR = 60


class CoverView(QWidget):
    """Open shifts at the left; at the right those who may take the chosen one, best first."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.desk = desk
        self._today = date.min
        self._wanted: tuple[str, date] | None = None
        """Whether somebody asked for just that one."""
        self._shown: tuple[int, date] | None = None
        self._chosen = ""
        self.open: RowsTable[OpenRow] = RowsTable(self._open_columns(), _("Open shifts"))
        self._phones: Mapping[str, str] = {}
        self.people: RowsTable[Person] = RowsTable(
            _people_columns(lambda one: self._phones.get(one.person.no, "")), _("Who may take it")
        )
        self.copy = button("", self._on_copy, icon="phone", name=_("Copy the telephone number"))
        self.copy.hide()
        called = QShortcut(QKeySequence.StandardKey.Copy, self.people, self._on_copy)
        called.setContext(Qt.ShortcutContext.WidgetShortcut)
        self.title = label("", "heading", wrap=True)
        self.reason = QLineEdit()
        self.reason.setPlaceholderText(_("Why they take it, though of another job or level"))
        self.reason.setAccessibleName(self.reason.placeholderText())
        self.reason.hide()
        self.back = button(_("Take the cover &back"), self._on_back, icon="undo")
        self.back.hide()
        self.offer = button(_("&Offer to all who may take it…"), self._on_offer, icon="people")
        self.ways = button(_("&Ways to cover…"), self._on_ways, icon="swap")
        self.assign = button(_("&Assign"), self._on_assign, kind="primary", icon="check")
        right = QWidget()
        column = QVBoxLayout(right)
        column.setContentsMargins(Space.M, 0, 0, 0)
        column.setSpacing(Space.S)
        column.addWidget(self.title)
        self._on_offer_now = QVBoxLayout()
        self._kept = StandingParts(self._on_offer_now)
        column.addLayout(self._on_offer_now)
        column.addWidget(self.people, 1)
        column.addWidget(self.copy, 0, Qt.AlignmentFlag.AlignLeft)
        column.addWidget(self.reason)
        column.addWidget(self.back, 0, Qt.AlignmentFlag.AlignLeft)
        self._told = {
            self.assign: ExplainedButton(
                self.assign, _("Whoever is chosen above works it, and nobody else changes.")
            ),
            self.ways: ExplainedButton(
                self.ways, _("Up to five proposals, by moving others too, and what comes of each.")
            ),
            self.offer: ExplainedButton(
                self.offer, _("All who may take it are asked; they volunteer themselves.")
            ),
        }
        for told in self._told.values():
            column.addWidget(told)
        split = QSplitter(Qt.Orientation.Horizontal)
        split.addWidget(self.open)
        split.addWidget(right)
        split.setSizes([500, 520])
        split.setChildrenCollapsible(False)
        self.stack = QStackedWidget()
        self.stack.addWidget(split)
        self.stack.addWidget(
            EmptyState(
                "check-circle",
                _("No shift is open"),
                _("When an approved leave covers a shift, it stands here until somebody takes it."),
            )
        )
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(self.stack)
        self.open.picked.connect(self._on_picked)
        self.people.picked.connect(lambda _row: self._offer())
        self.people.opened.connect(lambda _row: self._on_assign())

    def show_desk(self, loaded: Loaded) -> None:
        """Show what is open; the shift that was looked at stays chosen while it is."""
        current = self.open.current()
        if current is not None and not self._wanted:
            self._wanted = (current.no, current.day)
        self._today = loaded.today
        rows = [*loaded.open_shifts, *loaded.covered, *loaded.missed]
        self.open.set_rows(rows)
        self.stack.setCurrentIndex(0 if rows else 1)
        self._select()

    def choose(self, no: str, day: date) -> None:
        """Choose the shift that somebody's leave opened on a day, now or once it is read."""
        self._wanted = (no, day)
        self._select()

    def _place_of(self, wanted: tuple[str, date] | None) -> int | None:
        rows = enumerate(self.open.rows_model.rows)
        return next((at for at, row in rows if (row.no, row.day) == wanted), None)

    def _select(self) -> None:
        """What is wanted, or else the first; never another shift than the wanted one, which after a
        sick call may be still to be read."""
        at = self._place_of(self._wanted)
        if at is None and self._wanted is not None:
            self._show_none()
        elif self.open.rows_model.rows:
            self._wanted = None
            index = self.open.rows_model.index(at or 0, 0)
            self.open.selectRow(self.open.proxy.mapFromSource(index).row())

    def _show_none(self) -> None:
        """The wanted shift is not among those that were read."""
        self.open.selectionModel().clear()
        self._shown, self._phones = None, {}
        self.people.set_rows([])
        self._kept.show([])
        self.title.setText(_("This shift is not open, or not read yet."))
        for way in (*self._told.values(), self.back, self.copy, self.reason):
            way.hide()

    def _open_columns(self) -> list[Column[OpenRow]]:
        return [
            Column(
                _("Date"),
                lambda row: row.day,
                lambda row: dates.short_day(row.day, self._today),
            ),
            Column(_("Shift"), lambda row: row.code, width=60),
            Column(_("Who is away"), lambda row: row.name),
            Column(_("Team"), lambda row: row.team),
            Column(
                _("Covered by"),
                _became,
            ),
        ]

    def _on_picked(self, row: OpenRow) -> None:
        chosen = self.people.current()
        same = (row.person_id, row.day) == self._shown
        self._chosen = chosen.person.no if same and chosen is not None else ""
        if not same:
            self.reason.clear()
        self._shown = (row.person_id, row.day)
        self.people.set_rows([])
        self.back.setVisible(bool(row.covered_by))
        self._kept.show(self._offered(row))
        self._offer()
        if not row.is_open:
            over = _("This shift is over; nobody covered it.")
            covered = _("Covered by {name}").format(name=row.covered_by)
            self.title.setText(covered if row.covered_by else over)
            return
        title = _("Who may work {shift} on {day} for {name}?")
        self.title.setText(
            title.format(
                shift=shift_words(row.code), day=dates.day(row.day, near=self._today), name=row.name
            )
        )
        self.desk.tasks.query(lambda ctx: candidates(ctx, row.person_id, row.day), self._on_choice)

    def _offered(self, row: OpenRow) -> Iterator[StandingPart]:
        """The offer by which the shift is on its way to somebody: who said yes, and its end."""
        if row.is_open and row.offer is not None:
            kept = OffersRead(kept=(row.offer,))
            yield StandingPart("kept", row.offer, lambda: KeptOffers(self.desk, kept, {}))

    def _on_choice(self, choice: CoverChoice) -> None:
        if choice.begun_at is not None:
            ago = (self.desk.ctx.now() - choice.begun_at) // _MINUTE
            begun = _("It began {time} ago.").format(time=_since(ago))
            self.title.setText(f"{self.title.text()} {begun}")
        self._phones = choice.phones
        self.people.set_rows([*choice.candidates, *choice.barred])
        chosen = (at for at, one in enumerate(choice.candidates) if one.person.no == self._chosen)
        if choice.candidates:
            self.people.selectRow(next(chosen, 0))
        self._offer()

    def _offer(self) -> None:
        """Only who may take it can be assigned."""
        chosen = self.people.current()
        row = self.open.current()
        self._told[self.assign].setVisible(row is None or row.is_open)
        self._told[self.ways].setVisible(row is None or row.is_open)
        self._told[self.offer].setVisible(row is None or (row.is_open and row.offer is None))
        self.assign.setEnabled(isinstance(chosen, Candidate))
        phone = self._phones.get(chosen.person.no, "") if chosen is not None else ""
        self.copy.setVisible(bool(phone))
        self.copy.setText(copy_words(phone))
        self.reason.setVisible(isinstance(chosen, Candidate) and bool(chosen.warnings))
        if chosen is not None:
            self.assign.setText(_("&Assign {name}").format(name=chosen.person.name))

    def _on_copy(self) -> None:
        """The number of whoever is chosen, for the telephone."""
        chosen = self.people.current()
        phone = self._phones.get(chosen.person.no, "") if chosen is not None else ""
        if phone:
            copy_phone(phone)
            self.desk.say(_("{number} is copied").format(number=phone))

    def _on_assign(self) -> None:
        row, chosen = self.open.current(), self.people.current()
        if row is None or not isinstance(chosen, Candidate):
            return
        self.assign.setEnabled(False)
        no, name, reason = chosen.person.no, chosen.person.name, self.reason.text()
        if chosen.warnings and not reason.strip():
            self.reason.setFocus()
            self.desk.say(
                _("Say why: they are of another job, or of a lower level or none."), Tone.WARN
            )
            self.assign.setEnabled(True)
            return
        said = _("{name} takes {shift}; the roster shows it").format(
            name=name, shift=shift_words(row.code)
        )
        self.desk.tasks.command(
            lambda ctx: cover.assign(ctx, row.person_id, row.day, no, reason),
            lambda _none: self.desk.say(said),
            failed=self._on_failed,
        )

    def _on_offer(self) -> None:
        row = self.open.current()
        if row is None or row.team_id is None:
            return
        now = self.desk.ctx.now()
        wanted = Wanted(
            OfferKind.TAKE, row.team_id, row.day, row.code, now, absent_id=row.person_id
        )
        over = row.day + timedelta(days=row.end <= row.start)
        clock = self.desk.ctx.time
        spell = Spell(row.team, clock.instant(row.day, row.start), clock.instant(over, row.end))
        dialog = OfferDialog(self, self.desk, wanted, spell)
        dialog.accepted.connect(
            lambda: self.desk.say(_("It is offered; whoever may take it is told"))
        )
        dialog.open()

    def _on_ways(self) -> None:
        """By moving others too: for all open shifts of whoever is away, ten days on at most."""
        row = self.open.current()
        if row is None or not row.is_open:
            return
        end = row.day + timedelta(days=MOST_DAYS - 1)
        days = [
            one.day
            for one in self.open.rows_model.rows
            if one.no == row.no and one.is_open and row.day <= one.day <= end
        ]
        RepairDialog(self, self.desk, AbsenceAsked(row.person_id, row.day, max(days))).open()

    def _on_back(self) -> None:
        row = self.open.current()
        if row is None or not row.covered_by:
            return
        self._wanted = (row.no, row.day)
        said = _("{name} no longer takes it; the shift is open again").format(name=row.covered_by)
        self.desk.tasks.command(
            lambda ctx: cover.take_back(ctx, row.person_id, row.day),
            lambda _none: self.desk.say(said),
            failed=self._on_failed,
        )

    def _on_failed(self, error: Exception) -> None:
        self.assign.setEnabled(isinstance(self.people.current(), Candidate))
        self.desk.tasks.failed.emit(error)
        self.desk.tasks.reread()


def _people_columns(phone: Callable[[Person], str]) -> list[Column[Person]]:
    return [
        Column(
            _("Name"),
            lambda one: one.person.name,
            icon=_icon,
            tone=_tone,
        ),
        Column(_("Number"), lambda one: one.person.no, width=76),
        Column(_("Telephone"), phone, width=96),
        Column(_("What speaks for or against it"), _order, _why, tip=_why),
    ]


def _became(row: OpenRow) -> str:
    """Who takes the shift, or how far the search for somebody is."""
    if row.covered_by or not row.is_open:
        return row.covered_by or _("nobody; it is over")
    return _("on offer") if row.offer is not None else _("open")


def _icon(one: Person) -> str:
    if isinstance(one, Barred):
        return "breach"
    return "warning" if one.warnings else "check"


def _tone(one: Person) -> Tone:
    if isinstance(one, Barred):
        return Tone.PLAIN
    return Tone.WARN if one.warnings else Tone.GOOD


def _since(minutes: int) -> str:
    if minutes < _HOUR:
        return ngettext("{n} minute", "{n} minutes", minutes).format(n=minutes)
    hours = minutes // _HOUR
    return ngettext("{n} hour", "{n} hours", hours).format(n=hours)


def _order(one: Person) -> tuple[bool, bool, bool, int]:
    if isinstance(one, Candidate):
        return (False, bool(one.warnings), not one.same_team, one.shifts)
    return (True, True, True, 0)


def _why(one: Person) -> str:
    names = {one.person.no: one.person.name}
    found = one.findings if isinstance(one, Barred) else one.warnings
    said = [finding_reason(row, names) for row in found]
    if isinstance(one, Barred):
        return " · ".join(said)
    near = _("{n} shifts within a week").format(n=one.shifts)
    near = _("own team, {near}").format(near=near) if one.same_team else near
    return " · ".join((near, *said))
