"""Shifts that leaves opened, and who may take each by the rules (LEAVE-10)."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QSplitter, QStackedWidget, QVBoxLayout, QWidget

from app.reading.leave.cover import candidates
from app.reading.leave.desk import Loaded, OpenRow
from app.rules.cover import Barred, Candidate, CoverChoice
from app.services.leave import cover
from app.text import _, dates
from app.text.findings import finding_sentence
from app.text.words import shift_words
from app.ui.kit.controls import EmptyState, button, label
from app.ui.kit.desk import Desk
from app.ui.kit.table_view import RowsTable
from app.ui.kit.tables import Column
from app.ui.kit.tokens import Space, Tone

Person = Candidate | Barred


class CoverView(QWidget):
    """Open shifts at the left; at the right those who may take the chosen one, best first."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.desk = desk
        self._today = date.min
        self._wanted: tuple[str, date] | None = None
        self._shown: tuple[int, date] | None = None
        self._chosen = ""
        self.open: RowsTable[OpenRow] = RowsTable(self._open_columns(), _("Open shifts"))
        self.people: RowsTable[Person] = RowsTable(_people_columns(), _("Who may take it"))
        self.title = label("", "heading", wrap=True)
        self.assign = button(_("&Assign"), self._on_assign, kind="primary", icon="check")
        right = QWidget()
        column = QVBoxLayout(right)
        column.setContentsMargins(Space.M, 0, 0, 0)
        column.setSpacing(Space.S)
        column.addWidget(self.title)
        column.addWidget(self.people, 1)
        column.addWidget(self.assign, 0, Qt.AlignmentFlag.AlignLeft)
        split = QSplitter(Qt.Orientation.Horizontal)
        split.addWidget(self.open)
        split.addWidget(right)
        split.setSizes([460, 560])
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
        self.open.set_rows(loaded.open_shifts)
        self.stack.setCurrentIndex(0 if loaded.open_shifts else 1)
        self._select()

    def choose(self, no: str, day: date) -> None:
        """Choose the shift that somebody's leave opened on a day, now or once it is read."""
        self._wanted = (no, day)
        if self.open.rows_model.rows:
            self._select()

    def _select(self) -> None:
        rows = self.open.rows_model.rows
        at = next((at for at, row in enumerate(rows) if (row.no, row.day) == self._wanted), 0)
        self._wanted = None
        if rows:
            self.open.selectRow(
                self.open.proxy.mapFromSource(self.open.rows_model.index(at, 0)).row()
            )

    def _open_columns(self) -> list[Column[OpenRow]]:
        return [
            Column(
                _("Date"),
                lambda row: row.day,
                lambda row: dates.short_day(row.day, self._today),
            ),
            Column(_("Shift"), lambda row: row.code, width=64),
            Column(_("Who is away"), lambda row: row.name),
            Column(_("Team"), lambda row: row.team),
        ]

    def _on_picked(self, row: OpenRow) -> None:
        chosen = self.people.current()
        same = (row.person_id, row.day) == self._shown
        self._chosen = chosen.person.no if same and chosen is not None else ""
        self._shown = (row.person_id, row.day)
        self.people.set_rows([])
        self._offer()
        title = _("Who may work {shift} on {day} for {name}?")
        self.title.setText(
            title.format(
                shift=shift_words(row.code), day=dates.day(row.day, near=self._today), name=row.name
            )
        )
        self.desk.tasks.query(lambda ctx: candidates(ctx, row.person_id, row.day), self._on_choice)

    def _on_choice(self, choice: CoverChoice) -> None:
        self.people.set_rows([*choice.candidates, *choice.barred])
        chosen = (at for at, one in enumerate(choice.candidates) if one.person.no == self._chosen)
        if choice.candidates:
            self.people.selectRow(next(chosen, 0))
        self._offer()

    def _offer(self) -> None:
        """Only who may take it can be assigned."""
        chosen = self.people.current()
        self.assign.setEnabled(isinstance(chosen, Candidate))
        if chosen is not None:
            self.assign.setText(_("&Assign {name}").format(name=chosen.person.name))

    def _on_assign(self) -> None:
        row, chosen = self.open.current(), self.people.current()
        if row is None or not isinstance(chosen, Candidate):
            return
        self.assign.setEnabled(False)
        no, name = chosen.person.no, chosen.person.name
        said = _("{name} takes {shift}; the roster shows it").format(
            name=name, shift=shift_words(row.code)
        )
        self.desk.tasks.command(
            lambda ctx: cover.assign(ctx, row.person_id, row.day, no),
            lambda _none: self.desk.say(said),
            failed=self._on_failed,
        )

    def _on_failed(self, error: Exception) -> None:
        self.desk.tasks.failed.emit(error)
        self.desk.tasks.reread()


def _people_columns() -> list[Column[Person]]:
    return [
        Column(
            _("Name"),
            lambda one: one.person.name,
            icon=lambda one: "check" if isinstance(one, Candidate) else "breach",
            tone=lambda one: Tone.GOOD if isinstance(one, Candidate) else Tone.PLAIN,
            width=120,
        ),
        Column(_("Number"), lambda one: one.person.no, width=80),
        Column(_("What speaks for or against it"), _order, _why, tip=_why),
    ]


def _order(one: Person) -> tuple[bool, bool, int]:
    if isinstance(one, Candidate):
        return (False, not one.same_team, one.shifts)
    return (True, True, 0)


def _why(one: Person) -> str:
    if isinstance(one, Barred):
        names = {one.person.no: one.person.name}
        return " ".join(
            f"{finding.rule}: {finding_sentence(finding, names)}" for finding in one.findings
        )
    near = _("{n} shifts within a week").format(n=one.shifts)
    return _("own team, {near}").format(near=near) if one.same_team else near
