"""All logs, and the search through what they say: two characters are enough."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QCheckBox,
    QHBoxLayout,
    QLineEdit,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from app.context import Context
from app.queries.handover.rows import HandoverHit, HandoverHits, HandoverSearch, LogRow
from app.reading.handover.page import logs
from app.reading.handover.search import search
from app.rules.handover.sections import says_nothing
from app.rules.vocabulary import Section
from app.text import _, dates, ngettext
from app.text.words import shift_words
from app.ui.handover.owner_field import OwnerField, Person
from app.ui.handover.paper import ShownRows
from app.ui.handover.words import STATES, section_name, state_word, who
from app.ui.kit import icons
from app.ui.kit.controls import EmptyState, button, label
from app.ui.kit.desk import Desk
from app.ui.kit.fields import ChoiceField
from app.ui.kit.table_view import RowsTable
from app.ui.kit.tables import Column
from app.ui.kit.tokens import Space, Tone

_CALM = 150
"""Milliseconds without a key after which it is looked for."""
LEAST = 2
"""Characters that a search needs."""
_NAME = 130


class LogsView(QWidget):
    """`opened` brings the log's key and the item's id, or None. `left`: back to the log."""

    opened = Signal(object, object)
    left = Signal()
    verify_asked = Signal()

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.desk = desk
        self._department: int | None = None
        self.search = QLineEdit()
        self.search.setPlaceholderText(_("Words in notes and items, or a number…"))
        self.search.setAccessibleName(_("Search all logs and items"))
        self.search.setClearButtonEnabled(True)
        self.search.addAction(icons.icon("search"), QLineEdit.ActionPosition.LeadingPosition)
        sections: list[tuple[str, Section | None]] = [(_("All sections"), None)]
        sections += [(section_name(section), section) for section in Section]
        self.section: ChoiceField[Section | None] = ChoiceField(sections)
        self.section.setAccessibleName(_("Section"))
        self.owner = OwnerField()
        self.open_only = QCheckBox(_("&Open items only"))
        self.count = label("", "soft")
        self.logs: RowsTable[LogRow] = RowsTable(_log_columns(desk), _("Logs"), lambda row: row.key)
        self.hits: RowsTable[HandoverHit] = RowsTable(
            _hit_columns(desk), _("What was found"), lambda hit: (hit.key, hit.item_id, hit.text)
        )
        self._calm = QTimer(self, singleShot=True, interval=_CALM)
        self._calm.timeout.connect(self.populate)
        self._lay_out()
        self._listen()

    def _lay_out(self) -> None:
        row = QHBoxLayout()
        row.setSpacing(Space.S)
        row.addWidget(button(_("Back to the log"), self.left.emit, icon="left"))
        row.addWidget(self.search, 1)
        row.addWidget(self.section)
        row.addWidget(self.owner)
        row.addWidget(self.open_only)
        below = QHBoxLayout()
        below.addWidget(self.count, 1)
        below.addWidget(
            button(_("Verify a printed log…"), self.verify_asked.emit, kind="link", icon="shield")
        )
        self._stack = QStackedWidget()
        nothing = EmptyState(
            "search", _("Nothing found"),
            _("No note and no item says that. Fewer words, or another section, find more."),
        )  # fmt: skip
        for widget in (self.logs, self.hits, nothing):
            self._stack.addWidget(widget)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(Space.S)
        column.addLayout(row)
        column.addLayout(below)
        column.addWidget(self._stack, 1)

    def _listen(self) -> None:
        self.search.textChanged.connect(lambda _text: self._calm.start())
        self.section.currentIndexChanged.connect(lambda _at: self.populate())
        self.owner.chosen.connect(self._calm.start)
        self.open_only.toggled.connect(lambda _on: self.populate())
        self.search.returnPressed.connect(self._to_results)
        self.logs.opened.connect(lambda row: self.opened.emit(row.key, None))
        self.hits.opened.connect(lambda hit: self.opened.emit(hit.key, hit.item_id))

    def offer(self, people: Sequence[Person], department_id: int) -> None:
        """Whose items may be asked for, and which department's logs come first."""
        self.owner.offer(people)
        self._department = department_id

    def begin(self) -> None:
        """Shown: the cursor is in the search line, the newest logs below it."""
        self.search.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.search.selectAll()
        self.populate()

    def shown(self) -> ShownRows | None:
        """What is listed, for paper: the logs, or what was found; None where nothing was."""
        table = self._stack.currentWidget()
        if not isinstance(table, RowsTable):
            return None
        return ShownRows(self.count.text(), table.headings(), table.lines())

    def populate(self) -> None:
        """Look for what is asked, or list the logs where nothing is."""
        self._calm.stop()
        wanted = self._wanted()
        if wanted is None:
            department = self._department
            self.desk.tasks.query(lambda ctx: logs(ctx, department), self._show_logs)
        else:
            self.desk.tasks.query(lambda ctx: _search(ctx, wanted), self._show_hits)

    def _wanted(self) -> HandoverSearch | None:
        text, section = self.search.text().strip(), self.section.value()
        text = text if len(text) >= LEAST else ""
        owner, open_only = self.owner.owner(), self.open_only.isChecked()
        if not text and section is None and owner is None and not open_only:
            return None
        sections = frozenset({section}) if section else frozenset[Section]()
        return HandoverSearch(text, self._department, sections, owner, open_only)

    def _show_logs(self, rows: tuple[LogRow, ...]) -> None:
        if self._wanted() is not None:
            return
        self.logs.set_rows(rows)
        self.count.setText(ngettext("{n} log", "{n} logs", len(rows)).format(n=len(rows)))
        self._stack.setCurrentWidget(self.logs)

    def _show_hits(self, found: HandoverHits) -> None:
        if self._wanted() is None:
            return
        self.hits.set_rows(found.hits)
        count = len(found.hits)
        words = ngettext("{n} found", "{n} found", count).format(n=count)
        if found.more:
            words = _("The newest {n}; there are more. A further word narrows it down.").format(
                n=count
            )
        self.count.setText(words)
        self._stack.setCurrentIndex(1 if found.hits else 2)

    def _to_results(self) -> None:
        self.populate()
        table = self._stack.currentWidget()
        if isinstance(table, RowsTable):
            table.setFocus(Qt.FocusReason.TabFocusReason)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        elif event.key() == Qt.Key.Key_Down and self.search.hasFocus():
            self._to_results()
        else:
            super().keyPressEvent(event)


def _search(ctx: Context, wanted: HandoverSearch) -> HandoverHits:
    return search(ctx, wanted)


def _log_columns(desk: Desk) -> list[Column[LogRow]]:
    return [
        Column[LogRow](_("Date"), lambda row: (row.key.day, row.key.shift),
                       lambda row: dates.short_day(row.key.day, desk.ctx.today()), width=_NAME),
        Column[LogRow](_("Shift"), lambda row: row.shift_name or row.key.shift, width=90),
        Column[LogRow](_("Log"), lambda row: row.no, width=125),
        Column[LogRow](_("State"), lambda row: row.state.value, lambda row: state_word(row.state),
                       tone=lambda row: STATES[row.state], icon=_state_icon, width=150),
        Column[LogRow](_("Outgoing"), lambda row: who(row.outgoing), width=_NAME),
        Column[LogRow](_("Incoming"), lambda row: who(row.incoming), width=_NAME),
        Column[LogRow](_("Items"), lambda row: row.items, right=True, width=60),
        Column[LogRow](_("Still open"), lambda row: row.open_items, right=True, width=80),
        Column[LogRow](_("Remark"), lambda row: row.remark),
    ]  # fmt: skip


def _state_icon(row: LogRow) -> str:
    return {Tone.GOOD: "check", Tone.WARN: "warning", Tone.INFO: "clock"}.get(
        STATES[row.state], "edit"
    )


def _hit_columns(desk: Desk) -> list[Column[HandoverHit]]:
    return [
        Column[HandoverHit](_("Date"), lambda hit: (hit.key.day, hit.key.shift),
                            lambda hit: dates.short_day(hit.key.day, desk.ctx.today()),
                            width=_NAME),
        Column[HandoverHit](_("Shift"), lambda hit: shift_words(hit.key.shift), width=90),
        Column[HandoverHit](_("Section"), lambda hit: section_name(hit.section), width=_NAME),
        Column[HandoverHit](_("State"), _hit_state, tone=_hit_tone, icon=_hit_icon, width=110),
        Column[HandoverHit](_("Owner"), lambda hit: hit.owner.name if hit.owner else None,
                            width=100),
        Column[HandoverHit](_("Until when"), lambda hit: hit.due_on,
                            lambda hit: _due(hit, desk), width=_NAME),
        Column[HandoverHit](_("Text"), lambda hit: hit.text, _hit_text, tip=_hit_text),
    ]  # fmt: skip


def _due(hit: HandoverHit, desk: Desk) -> str:
    return dates.short_day(hit.due_on, desk.ctx.today()) if hit.due_on else ""


def _hit_text(hit: HandoverHit) -> str:
    if not hit.item_no and says_nothing(hit.text):
        return _("Nothing to report")
    return f"{hit.text} → {hit.closing}" if hit.closing else hit.text


def _hit_state(hit: HandoverHit) -> str:
    if not hit.item_no:
        return _("Record")
    if hit.closed_at is not None:
        return _("Closed")
    return _("Urgent") if hit.urgent else _("Open item")


def _hit_tone(hit: HandoverHit) -> Tone:
    if not hit.item_no:
        return Tone.PLAIN
    if hit.closed_at is not None:
        return Tone.GOOD
    return Tone.BAD if hit.urgent else Tone.ACCENT


def _hit_icon(hit: HandoverHit) -> str:
    if not hit.item_no:
        return "note"
    if hit.closed_at is not None:
        return "check"
    return "bolt" if hit.urgent else "flag"
