"""The verdict: one line for each rule that was looked at, and what would make it pass."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app.text import _, ngettext
from app.ui.kit.controls import button, label, rule_line, symbol
from app.ui.kit.tokens import Space, Tone


class Outcome(Enum):
    """The three outcomes of a rule, and a warning and a note, which stop nothing."""

    PASSED = Tone.GOOD
    NOTE = Tone.PLAIN
    WARNING = Tone.WARN
    DECISION = Tone.INFO
    REFUSED = Tone.BAD


@dataclass(frozen=True, slots=True)
class VerdictRow:
    """`sentence` has the figures counted; `change` the smallest change that would help, or ""."""

    rule: str
    outcome: Outcome
    sentence: str
    change: str = ""


def outcome_words() -> dict[Outcome, str]:
    """The word beside each symbol."""
    return {
        Outcome.PASSED: _("Kept"),
        Outcome.NOTE: _("Note"),
        Outcome.WARNING: _("Warning"),
        Outcome.DECISION: _("Needs a decision"),
        Outcome.REFUSED: _("Broken"),
    }


class VerdictPanel(QWidget):
    """Rows of a verdict. `rule_asked` brings the id of the rule whose link was pressed."""

    rule_asked = Signal(str)

    def __init__(
        self, title: str, rows: Sequence[VerdictRow], summary: str = "", *, folded: bool = False
    ) -> None:
        """`folded`: what is kept is one line, and is shown when that is pressed."""
        super().__init__()
        self.setAccessibleName(title)
        column = QVBoxLayout(self)
        column.setContentsMargins(Space.L, Space.S, Space.L, Space.L)
        column.setSpacing(Space.M)
        if summary:
            column.addWidget(label(summary, "soft", wrap=True))
        kept = [row for row in rows if row.outcome is Outcome.PASSED] if folded else []
        shown = [row for row in rows if row not in kept]
        self._add(column, shown, below=bool(summary))
        if kept:
            column.addLayout(self._fold(kept))
        column.addStretch()

    def _add(self, column: QVBoxLayout, rows: Sequence[VerdictRow], *, below: bool) -> None:
        for number, row in enumerate(rows):
            if number or below:
                column.addWidget(rule_line())
            column.addLayout(self._line(row))

    def _fold(self, kept: Sequence[VerdictRow]) -> QVBoxLayout:
        """How many rules are kept, and below it what each of them counted, once asked for."""
        inner = QWidget()
        lines = QVBoxLayout(inner)
        lines.setContentsMargins(0, 0, 0, 0)
        lines.setSpacing(Space.M)
        self._add(lines, kept, below=True)
        inner.hide()
        words = ngettext("{n} rule looked at and kept", "{n} rules looked at, all kept", len(kept))
        link = button(
            words.format(n=len(kept)), lambda: inner.setVisible(inner.isHidden()), kind="link"
        )
        head = QHBoxLayout()
        head.setSpacing(Space.S)
        head.addWidget(symbol(Tone.GOOD, 18))
        head.addWidget(link)
        head.addStretch(1)
        column = QVBoxLayout()
        column.setSpacing(Space.M)
        column.addWidget(rule_line())
        column.addLayout(head)
        column.addWidget(inner)
        return column

    def _line(self, row: VerdictRow) -> QHBoxLayout:
        tone = row.outcome.value
        link = button(row.rule, lambda: self.rule_asked.emit(row.rule), kind="link")
        link.setAccessibleName(_("Open rule {rule}").format(rule=row.rule))
        head = QHBoxLayout()
        head.setSpacing(Space.XS)
        head.addWidget(label(outcome_words()[row.outcome], "strong", tone), 1)
        head.addWidget(link)
        words = QVBoxLayout()
        words.setSpacing(Space.XS)
        words.addLayout(head)
        words.addWidget(_selectable(row.sentence))
        if row.change:
            words.addLayout(_advice(row.change))
        line = QHBoxLayout()
        line.setSpacing(Space.S)
        sign = symbol(tone, 18)
        sign.setContentsMargins(0, Space.XS, 0, 0)
        line.addWidget(sign, 0, Qt.AlignmentFlag.AlignTop)
        line.addLayout(words, 1)
        return line


def _selectable(text: str) -> QWidget:
    made = label(text, wrap=True)
    made.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
    return made


def _advice(change: str) -> QHBoxLayout:
    """The smallest change, set apart from the finding."""
    row = QHBoxLayout()
    row.setSpacing(Space.S)
    row.addWidget(label("→", "strong", Tone.ACCENT), 0, Qt.AlignmentFlag.AlignTop)
    row.addWidget(label(change, "soft", wrap=True), 1)
    return row
