"""One item of the sheet: what is asked, how it is to be read, its score, its comment."""

from __future__ import annotations

from collections.abc import Iterator

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from app.queries.quality.scoring_cards import CardLine
from app.rules.scorecards.scoring import CountedItem
from app.text import _, centre_time, dates
from app.ui.kit.controls import button, label, pill
from app.ui.kit.growing_text import GrowingText
from app.ui.kit.inspection_words import item_title, score_words
from app.ui.kit.tokens import Space, Tone
from app.ui.scoring.score_field import ScoreField
from app.ui.scoring.typed import TypedItem


class ItemRow(QFrame):
    """`changed` with every key; `entered` once the item is done with, `back` to the one before.

    `comments`: whether items of this card take comments of their own.
    """

    changed = Signal()
    entered = Signal()
    back = Signal()
    submit_asked = Signal()
    reached = Signal()

    def __init__(self, line: CardLine, of_card: float, pass_mark: float, *, comments: bool) -> None:
        super().__init__()
        self.line, self._comments, self._mark = line, comments, pass_mark
        self.setProperty("card", True)
        self.title = item_title(line.item)
        self.setAccessibleName(self.title)
        self.field = ScoreField(_("Score of {item}").format(item=self.title), na=line.item.na)
        self.said = label("", "caption")
        self.comment = GrowingText(
            _("Comment on {item}").format(item=self.title), _("What was missing? Enter: next")
        )
        self.comment.hide()
        self.away: QPushButton | None = None
        column = QVBoxLayout(self)
        column.setContentsMargins(Space.M, Space.S, Space.M, Space.S)
        column.setSpacing(Space.XS)
        column.addLayout(self._head(of_card))
        for words in self._told():
            column.addWidget(label(words, "caption", wrap=True))
        column.addWidget(self.comment)
        self._connect()

    def _head(self, of_card: float) -> QHBoxLayout:
        head = QHBoxLayout()
        head.setSpacing(Space.S)
        head.addWidget(label(self.title, "strong", wrap=True), 1)
        if self.line.item.critical:
            head.addWidget(pill(_("Critical"), Tone.WARN), 0, Qt.AlignmentFlag.AlignVCenter)
        head.addWidget(self.said)
        share = _("{share} of 100").format(share=score_words(of_card))
        head.addWidget(label(share, "caption"))
        if self.line.item.na:
            self.away = button(_("N/A"), name=self._away_name())
            self.away.setCheckable(True)
            self.away.setProperty("chip", True)
            self.away.setProperty("tone", Tone.INFO.value)
            self.away.setFocusPolicy(Qt.FocusPolicy.NoFocus)
            self.away.clicked.connect(lambda on: self.field.set_na(na=on))
            head.addWidget(self.away)
        head.addWidget(self.field)
        return head

    def _away_name(self) -> str:
        return _("{item} is not applicable").format(item=self.title)

    def _told(self) -> Iterator[str]:
        if self.line.help:
            yield self.line.help
        for one in self.line.readings:
            words = _("Agreed on {day}: {text}")
            yield words.format(day=dates.day(centre_time().local_date(one.noted_at)), text=one.text)

    def _connect(self) -> None:
        self.field.changed.connect(self._on_changed)
        self.field.entered.connect(self._on_entered)
        self.field.back.connect(self.back)
        self.field.submit_asked.connect(self.submit_asked)
        self.field.comment_asked.connect(self.ask_comment)
        self.field.reached.connect(self.reached)
        self.comment.textChanged.connect(self.changed)
        self.comment.entered.connect(self._on_comment_entered)
        self.comment.left.connect(self.field.setFocus)

    # -- values ------------------------------------------------------------------------------

    def typed(self) -> TypedItem:
        return self.field.typed(self.comment.toPlainText() if self._comments else "")

    def fill(self, typed: TypedItem) -> None:
        """Show what a draft kept; nothing is typed by that."""
        self.blockSignals(True)
        self.field.fill(typed)
        self.comment.setPlainText(typed.comment)
        self._fit()
        self.blockSignals(False)

    def lock(self, *, locked: bool) -> None:
        """Read only, where it is not to be scored here."""
        self.field.setReadOnly(locked)
        self.comment.setReadOnly(locked)
        if self.away is not None:
            self.away.setEnabled(not locked)

    def wants_comment(self) -> bool:
        """Under its pass mark, and nothing says why."""
        score = self.field.score()
        under = score is not None and score < self._mark
        return self._comments and under and not self.comment.toPlainText().strip()

    def show_counted(self, counted: CountedItem) -> None:
        """What the score means: passed, under the mark, fails all; a word beside the figure."""
        words, tone = "", Tone.PLAIN
        if counted.fails_all:
            words = _("under {mark}: fails all").format(mark=score_words(counted.pass_mark))
            tone = Tone.BAD
        elif counted.passed is False:
            words = _("under {mark}").format(mark=score_words(counted.pass_mark))
            tone = Tone.WARN
        if self.said.text() != words:
            self.said.setText(words)
            self.said.setProperty("tone", tone.value)
            self.said.style().unpolish(self.said)
            self.said.style().polish(self.said)
        if self.away is not None:
            self.away.setChecked(counted.given.na)

    # -- keys --------------------------------------------------------------------------------

    def begin(self) -> None:
        """Put the cursor into the score."""
        self.field.setFocus(Qt.FocusReason.TabFocusReason)
        self.field.selectAll()

    def ask_comment(self) -> None:
        """Show the comment, with the cursor in it."""
        if self._comments and not self.field.isReadOnly():
            self.comment.show()
            self.comment.setFocus(Qt.FocusReason.OtherFocusReason)

    def _on_changed(self) -> None:
        self._fit()
        self.changed.emit()

    def _on_entered(self) -> None:
        if self.wants_comment():
            self.ask_comment()
        else:
            self.entered.emit()

    def _on_comment_entered(self, with_ctrl: bool) -> None:
        if with_ctrl:
            self.submit_asked.emit()
        else:
            self.entered.emit()

    def _fit(self) -> None:
        """The comment shows where one is asked for or is there."""
        score = self.field.score()
        under = score is not None and score < self._mark
        there = bool(self.comment.toPlainText().strip()) or self.comment.hasFocus()
        self.comment.setVisible(self._comments and (under or there))


def heading(text: str) -> QWidget:
    """The name of a group of items."""
    return label(text, "heading")
