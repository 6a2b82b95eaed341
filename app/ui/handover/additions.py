"""What was added to a signed log: apart from its sections, with name and time."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QSignalBlocker, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout

from app.queries.handover.rows import AdditionRow, LogPage
from app.rules.vocabulary import AdditionKind
from app.text import _, dates
from app.ui.handover.words import who
from app.ui.kit.controls import Card, button, label, pill
from app.ui.kit.growing_text import GrowingText
from app.ui.kit.tokens import Space, Tone
from app.ui.kit.unsaved import Unsaved, place_of
from app.ui.work.removal import clear


class AdditionsView(Card):
    """The additions and comments, and the line in which one is written, which outlives reading."""

    kept = Signal(str)
    typed = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.setAccessibleName(_("Additions"))
        self._is_kept: Callable[[], bool] = lambda: True
        self._shown: Sequence[AdditionRow] | None = None
        self._title = label("", "heading")
        self._why = label("", "soft", wrap=True)
        self._lines = QVBoxLayout()
        self._lines.setSpacing(Space.S)
        self.text = GrowingText(_("Addition"), "")
        self.text.entered.connect(lambda _ctrl: self._on_entered())
        self.text.textChanged.connect(lambda: self.typed.emit(self.text.toPlainText()))
        self.keep = button(_("Add"), self._on_entered)
        line = QHBoxLayout()
        line.setSpacing(Space.S)
        line.addWidget(self.text, 1)
        line.addWidget(self.keep)
        for widget in (self._title, self._why):
            self.body.addWidget(widget)
        self.body.addLayout(self._lines)
        self.body.addLayout(line)

    def show_page(self, page: LogPage) -> None:
        """Show what was added; nothing where nothing was, and nothing may be."""
        may = page.may.add or page.may.comment
        self.setVisible(bool(page.additions) or page.may.add or page.may.comment)
        signed = page.outgoing is not None
        self._title.setText(_("Additions after the signature") if signed else _("Comments"))
        why = _("The signed log stays as it is. What is added stands here with name and time.")
        self._why.setText(why)
        self._why.setVisible(signed)
        self._set_apart(bool(page.additions))
        for widget in (self.text, self.keep):
            widget.setVisible(may)
        name = _("Add to the signed log") if page.may.add else _("Comment on the log")
        self.text.setPlaceholderText(name)
        self.text.setAccessibleName(name)
        self.keep.setText(_("Add") if page.may.add else _("Add a comment"))
        if list(page.additions) != list(self._shown or ()) or self._shown is None:
            self._shown = page.additions
            self._show_lines(page)

    def _set_apart(self, apart: bool) -> None:
        """What was added stands out; the mere place for it does not."""
        self._title.setVisible(apart)
        day = "today" if apart else None
        if self.property("day") != day:
            self.setProperty("day", day)
            self.style().unpolish(self)
            self.style().polish(self)

    def _show_lines(self, page: LogPage) -> None:
        clear(self._lines)
        for row in page.additions:
            comment = row.kind is AdditionKind.COMMENT
            head = QHBoxLayout()
            head.setSpacing(Space.S)
            head.addWidget(pill(_("Comment by the head") if comment else _("Addition"),
                                Tone.INFO if comment else Tone.PLAIN))  # fmt: skip
            moment = dates.moment(row.at, page.key.day)
            head.addWidget(label(f"{who(row.by)} · {moment}", "caption"), 1)
            self._lines.addLayout(head)
            self._lines.addWidget(label(row.text, wrap=True))

    def fill(self, text: str) -> None:
        """Go on with what a draft kept."""
        with QSignalBlocker(self):
            self.text.setPlainText(text)

    def put(self, text: str) -> None:
        """Offer further words to be added."""
        typed = self.text.toPlainText()
        self.text.setPlainText(f"{typed}\n{text}" if typed.strip() else text)

    def taken(self) -> None:
        """It stands in the log now."""
        self.fill("")

    def watch_kept(self, is_kept: Callable[[], bool]) -> None:
        self._is_kept = is_kept

    def unsaved(self) -> list[Unsaved]:
        """What is typed and no draft has yet."""
        text = self.text.toPlainText()
        if not text.strip() or self._is_kept():
            return []
        return [Unsaved(place_of(self), self.accessibleName(), text)]

    def _on_entered(self) -> None:
        text = self.text.toPlainText().strip()
        if text:
            self.kept.emit(text)
        else:
            self.text.setFocus()
