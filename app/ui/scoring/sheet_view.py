"""The sheet in the middle: the contact, the items under their groups, the comment on the whole."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date, datetime

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import (
    QHBoxLayout,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from app.queries.quality.scoring_plan import ListedCall, TaskState
from app.reading.quality.scoring import ScoringSheet
from app.rules.links import recording_link
from app.rules.scorecards.scoring import Given, Total, total_of
from app.text import _, centre_time, dates
from app.text.findings import finding_sentence
from app.ui.kit.banner import Banner
from app.ui.kit.controls import button, label
from app.ui.kit.fields import ChoiceField, date_field, date_of, suggesting_field, text_field
from app.ui.kit.growing_text import GrowingText
from app.ui.kit.inspection_words import card_name, length
from app.ui.kit.scrolled import ScrolledColumn
from app.ui.kit.tokens import Space, Tone
from app.ui.scoring.item_row import ItemRow, heading
from app.ui.scoring.typed import TypedItem, TypedSheet, read_typed, wall_time
from app.ui.scoring.words import contact_line
from app.ui.work.removal import remove


class SheetView(QWidget):
    """One inspection. `typed` with every key; `card_asked` brings another card's name."""

    typed = Signal()
    card_asked = Signal(str)
    submit_asked = Signal()
    begin_asked = Signal()
    recording_asked = Signal(str)

    def __init__(self, today: date) -> None:
        super().__init__()
        self._today = today
        self.fatal = False
        self.sheet: ScoringSheet | None = None
        self.rows: list[ItemRow] = []
        self._place = QScrollArea()
        self._place.setWidgetResizable(True)
        self._place.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._place.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self._place)

    # -- showing -----------------------------------------------------------------------------

    def show_sheet(self, sheet: ScoringSheet, typed: TypedSheet | None = None) -> None:
        """Show a sheet with `typed`, or else what its draft kept."""
        before, self.sheet = self.sheet, sheet
        kept = typed or read_typed(sheet.draft) or TypedSheet()
        if before is not None and _laid_out_alike(before, sheet):
            self.begin.hide()
        else:
            old = self._place.takeWidget()
            if old is not None:
                remove(old)
            self._make(sheet)
        if typed is None or typed != self.value():
            self._fill(sheet, kept)
        self._lock(sheet)

    def _make(self, sheet: ScoringSheet) -> None:
        column = QVBoxLayout()
        column.setContentsMargins(0, 0, Space.S, 0)
        column.setSpacing(Space.S)
        column.addLayout(self._head(sheet))
        self.warning = Banner(
            "\n".join(finding_sentence(one, sheet.names) for one in sheet.warnings), Tone.WARN
        )
        column.addWidget(self.warning)
        self._add_begin(sheet, column)
        column.addLayout(self._contact(sheet))
        self._add_items(sheet, column)
        column.addWidget(label(_("On the whole"), "heading"))
        self.comment = GrowingText(
            _("Comment on the whole"), _("What the agent takes away from it. Ctrl+Enter: submit")
        )
        self.comment.textChanged.connect(self.typed)
        self.comment.entered.connect(self._on_comment)
        column.addWidget(self.comment)
        column.addStretch()
        self._place.setWidget(ScrolledColumn(column))

    def _head(self, sheet: ScoringSheet) -> QHBoxLayout:
        one = sheet.task
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addWidget(label(f"{one.agent} · {one.agent_no}", "heading"))
        told = contact_line(one) or _("The contact is still to be chosen.")
        words.addWidget(label(told, "soft", wrap=True))
        head = QHBoxLayout()
        head.setSpacing(Space.S)
        head.addLayout(words, 1)
        self.card: ChoiceField[str] = ChoiceField(
            [(card_name(choice), choice.card) for choice in sheet.choices], sheet.choice.card
        )
        self.card.setAccessibleName(_("Scorecard"))
        self.card.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.card.setEnabled(len(sheet.choices) > 1 and one.open)
        self.card.currentIndexChanged.connect(lambda _at: self.card_asked.emit(self.card.value()))
        head.addWidget(self.card)
        self.listen = button(_("Recording"), self._on_listen, icon="open")
        self.listen.setShortcut("Ctrl+R")
        if not one.link:
            self.listen.hide()
        can = recording_link(one.link) is not None
        self.listen.setEnabled(can)
        shown = (
            _("Ctrl+R: opens {link}") if can else _("Not opened, since it is no plain link: {link}")
        )
        self.listen.setToolTip(shown.format(link=one.link))
        head.addWidget(self.listen)
        return head

    def _add_begin(self, sheet: ScoringSheet, column: QVBoxLayout) -> None:
        self.begin = button(
            _("Take it up (Enter)"), self.begin_asked.emit, kind="primary", icon="edit"
        )
        waits = sheet.task.state is TaskState.WAITING
        row = QHBoxLayout()
        row.addWidget(self.begin)
        row.addStretch()
        if waits:
            column.addLayout(row)
        else:
            self.begin.setParent(self)
            self.begin.hide()

    def _contact(self, sheet: ScoringSheet) -> QHBoxLayout:
        """Reference and time, where they are still to be told."""
        self._calls = {call.ref: call for call in sheet.calls}
        self.ref = suggesting_field("", [self._call_words(call) for call in sheet.calls])
        self.ref.setAccessibleName(_("Contact's reference"))
        line = self.ref.lineEdit()
        assert line is not None
        line.setPlaceholderText(_("Contact's reference"))
        line.setMaxLength(100)
        self.day = date_field(self._today)
        self.day.setAccessibleName(_("Date of the contact"))
        self.clock = text_field("", _("hh:mm"), 5)
        self.clock.setAccessibleName(_("Time of the contact"))
        row = QHBoxLayout()
        row.setSpacing(Space.S)
        self.asked = not sheet.task.contact_ref or sheet.task.contact_at is None
        for widget, stretch in ((self.ref, 3), (self.day, 2), (self.clock, 1)):
            row.addWidget(widget, stretch)
            if not (self.asked and sheet.task.open):
                widget.hide()
        self.ref.currentTextChanged.connect(self._on_ref)
        self.day.dateChanged.connect(lambda _day: self.typed.emit())
        self.clock.textChanged.connect(lambda _text: self.typed.emit())
        self.clock.returnPressed.connect(self.begin_typing)
        line.returnPressed.connect(self._on_ref_entered)
        return row

    @staticmethod
    def _call_words(call: ListedCall) -> str:
        return f"{call.ref} · {dates.stamp(call.started_at)} · {length(call.seconds)}"

    def _add_items(self, sheet: ScoringSheet, column: QVBoxLayout) -> None:
        self.rows = []
        total = total_of([line.item for line in sheet.lines], {}, sheet.pass_mark, critical=False)
        group = ""
        for line, counted in zip(sheet.lines, total.rows, strict=True):
            if line.heading != group:
                group = line.heading
                column.addWidget(heading(group))
            row = ItemRow(
                line, counted.of_card, counted.pass_mark, comments=not sheet.choice.standard
            )
            self._listen(row)
            self.rows.append(row)
            column.addWidget(row)

    def _listen(self, row: ItemRow) -> None:
        row.changed.connect(self.typed)
        row.entered.connect(lambda: self._go_on(row, 1))
        row.back.connect(lambda: self._go_on(row, -1))
        row.submit_asked.connect(self.submit_asked)
        row.reached.connect(lambda: self._reveal(row))

    def _fill(self, sheet: ScoringSheet, kept: TypedSheet) -> None:
        for row in self.rows:
            row.fill(kept.items.get(row.line.item.item, TypedItem()))
        self.comment.blockSignals(True)
        self.comment.setPlainText(kept.comment)
        self.comment.blockSignals(False)
        at = kept.at or sheet.task.contact_at
        fields = (self.ref, self.day, self.clock)
        for field in fields:
            field.blockSignals(True)
        self.ref.setCurrentText(sheet.task.contact_ref or kept.contact)
        if at is not None:
            self._put_time(at)
        for field in fields:
            field.blockSignals(False)
        self.fatal = kept.critical

    def _lock(self, sheet: ScoringSheet) -> None:
        locked = not (sheet.may_score and sheet.task.state is TaskState.BEGUN)
        for row in self.rows:
            row.lock(locked=locked)
        self.comment.setReadOnly(locked)
        for field in (self.ref, self.day, self.clock):
            field.setEnabled(not locked)

    # -- values ------------------------------------------------------------------------------

    def value(self) -> TypedSheet:
        """What is typed."""
        assert self.sheet is not None
        one = self.sheet.task
        return TypedSheet(
            self.sheet.choice.card,
            {row.line.item.item: row.typed() for row in self.rows},
            self.fatal,
            self.comment.toPlainText(),
            one.contact_ref or self.ref.currentText().strip(),
            one.contact_at or self._time(),
        )

    def given(self) -> Mapping[str, Given]:
        return {row.line.item.item: row.typed().given(row.line.item.item) for row in self.rows}

    def total(self) -> Total:
        """The running total of what is typed; every item shows what its score means."""
        assert self.sheet is not None
        items = [line.item for line in self.sheet.lines]
        total = total_of(items, self.given(), self.sheet.pass_mark, critical=self.fatal)
        for row, counted in zip(self.rows, total.rows, strict=True):
            row.show_counted(counted)
        return total

    # -- keys --------------------------------------------------------------------------------

    def begin_typing(self) -> None:
        """The cursor stands where the next thing is to be typed: the contact, or the first item
        without a score."""
        if self.asked and not self.ref.currentText().strip() and self.ref.isEnabled():
            self.ref.setFocus(Qt.FocusReason.OtherFocusReason)
            return
        empty = (row for row in self.rows if not row.typed().given("").answered)
        first = next(empty, self.rows[0] if self.rows else None)
        if first is not None:
            first.begin()

    def _go_on(self, row: ItemRow, by: int) -> None:
        at = self.rows.index(row) + by
        if 0 <= at < len(self.rows):
            self.rows[at].begin()
        elif at > 0:
            self.comment.setFocus(Qt.FocusReason.OtherFocusReason)
            self._reveal(self.comment)

    def _on_comment(self, with_ctrl: bool) -> None:
        if with_ctrl:
            self.submit_asked.emit()
        else:
            self.comment.insertPlainText("\n")

    def _reveal(self, widget: QWidget) -> None:
        QTimer.singleShot(0, widget, lambda: self._place.ensureWidgetVisible(widget, 0, Space.XL))

    def _on_ref(self, text: str) -> None:
        """One of the list brings its time along."""
        call = self._calls.get(text.partition(" · ")[0].strip())
        if call is not None:
            fields = (self.ref, self.day, self.clock)
            for field in fields:
                field.blockSignals(True)
            self.ref.setCurrentText(call.ref)
            self._put_time(call.started_at)
            for field in fields:
                field.blockSignals(False)
        self.typed.emit()

    def _on_ref_entered(self) -> None:
        if self._time() is None:
            self.clock.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            self.begin_typing()

    def _put_time(self, at: datetime) -> None:
        wall = centre_time().to_wall(at)
        self.day.setDate(wall.date())  # type: ignore[arg-type]
        self.clock.setText(f"{wall:%H:%M}")

    def _time(self) -> datetime | None:
        """When the contact was; None where no time of day is typed."""
        wall = wall_time(self.clock.text())
        return None if wall is None else centre_time().instant(date_of(self.day), wall)

    def _on_listen(self) -> None:
        assert self.sheet is not None
        self.recording_asked.emit(self.sheet.task.link)


def _laid_out_alike(one: ScoringSheet, other: ScoringSheet) -> bool:
    """Whether the second is the first one, taken up meanwhile: nothing need be built anew."""
    same = replace(
        one, draft=other.draft, drafted_at=other.drafted_at, may_score=other.may_score,
        mine=other.mine, names=other.names,
        task=replace(one.task, begun_at=other.task.begun_at, version=other.task.version,
                     inspector_id=other.task.inspector_id, inspector=other.task.inspector),
    )  # fmt: skip
    return same == other and other.task.state is TaskState.BEGUN
