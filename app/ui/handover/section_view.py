"""One section of the log: what stands under it, and the line in which more is written."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QApplication, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from app.rules.vocabulary import Section
from app.ui.handover.at_once import at_once
from app.ui.handover.entry import EntryLine
from app.ui.handover.lines import LogLine, Pill, ShownLine
from app.ui.handover.words import section_name
from app.ui.kit.controls import Card, button, label, pill
from app.ui.kit.tokens import Space, Tone
from app.ui.work.removal import remove


class SectionView(Card):
    """Its lines are replaced one by one, so that what is typed in one, or in the entry, stays."""

    moved = Signal(object, int)
    """A widget of the section, and how many on (or back) the cursor goes."""

    def __init__(self, section: Section, number: int, today: Callable[[], date]) -> None:
        super().__init__()
        title = section_name(section)
        self.section = section
        self.setAccessibleName(title)
        self.lines: list[LogLine] = []
        self._made: Callable[[LogLine], object] = lambda _line: None
        self._state = pill("")
        head = QHBoxLayout()
        head.setSpacing(Space.S)
        head.addWidget(_number(number))
        head.addWidget(label(title, "heading"), 1)
        head.addWidget(self._state)
        self.confirm = at_once(button("", icon="check"))
        self.confirm.hide()
        head.addWidget(self.confirm)
        self._column = QVBoxLayout()
        self._column.setSpacing(Space.XS)
        self.empty = label("", "soft", wrap=True)
        self.entry = EntryLine(title, number, today)
        self.body.setSpacing(Space.S)
        self.body.addLayout(head)
        self.body.addWidget(self.empty)
        self.body.addLayout(self._column)
        self.body.addWidget(self.entry)
        self.entry.left.connect(self._on_left)

    def when_made(self, made: Callable[[LogLine], object]) -> None:
        """Who listens to each line that comes."""
        self._made = made

    def show_section(
        self, lines: Sequence[ShownLine], state: Pill, empty: str, *, writes: bool
    ) -> None:
        """Show the lines, keeping those that are there; `empty` is said where there are none."""
        there = {line.shown.key: line for line in self.lines}
        wanted = {shown.key for shown in lines}
        lost, here = False, QApplication.focusWidget()
        for key, line in there.items():
            if key not in wanted:
                lost = lost or line is here or (here is not None and line.isAncestorOf(here))
                remove(line)
        self.lines = []
        for place, shown in enumerate(lines):
            self.lines.append(self._line(there.get(shown.key), shown, place))
        self._state.setText(state[0])
        self._state.setVisible(bool(state[0]))
        _tone(self._state, state[1])
        self.empty.setText(empty)
        self.empty.setVisible(bool(empty) and not lines)
        self.entry.setVisible(writes)
        if lost:
            self.write_here()  # the cursor stays where the work is

    def _line(self, there: LogLine | None, shown: ShownLine, place: int) -> LogLine:
        if there is None:
            there = LogLine(shown)
            self._made(there)
            there.moved.connect(self.moved)
        elif there.shown != shown:
            there.show_line(shown)
        if self._column.indexOf(there) != place:
            self._column.insertWidget(place, there)
        return there

    def offer_confirm(self, offered: bool, words: str) -> None:
        """Whether what stands here live is to be confirmed, and how that is called."""
        self.confirm.setText(words)
        self.confirm.setVisible(offered)

    def stops(self) -> list[QWidget]:
        """What the arrows walk along: the lines, then the entry."""
        return [*self.lines, *([self.entry.text] if self.entry.isVisibleTo(self) else [])]

    def write_here(self) -> None:
        """Put the cursor into the entry, or on the first line where nothing can be written."""
        stops = self.stops()
        if stops:
            stops[-1].setFocus(Qt.FocusReason.ShortcutFocusReason)

    def _on_left(self) -> None:
        if self.lines:
            self.lines[-1].setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            self.entry.text.clearFocus()


def _number(number: int) -> QLabel:
    made = pill(str(number), Tone.ACCENT)
    made.setToolTip(f"Alt+{number}")
    return made


def _tone(widget: QLabel, tone: Tone) -> None:
    if widget.property("tone") != tone.value:
        widget.setProperty("tone", tone.value)
        widget.style().unpolish(widget)
        widget.style().polish(widget)
