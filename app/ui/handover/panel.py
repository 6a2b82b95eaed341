"""What the right-hand panel says of the item that is selected, and of what is new."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.queries.handover.rows import ItemRow, LogPage
from app.text import _, dates
from app.ui.handover.words import (
    carried_word,
    closed_words,
    item_pills,
    move_word,
    read_back_words,
    section_name,
    who,
    written_by,
)
from app.ui.kit.controls import button, label, pill, rule_line
from app.ui.kit.tokens import Space

News = tuple[str, str, Callable[[], object]]
"""The section, the words, and the way to where they stand."""


class _Sheet(QWidget):
    """A column with a heading of the panel's."""

    def __init__(self, title: str) -> None:
        super().__init__()
        self.setAccessibleName(title)
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(Space.L, 0, Space.L, Space.L)
        self.column.setSpacing(Space.S)

    def say(self, text: str, role: str = "body") -> None:
        if text:
            self.column.addWidget(label(text, role, wrap=True))

    def state(self, name: str, value: str) -> None:
        """A name over its value; nothing where there is none."""
        if value:
            self.say(name, "caption")
            self.say(value)


class ItemPanel(_Sheet):
    """One item: what it says, whose it is, and all that happened to it, the first thing first."""

    def __init__(
        self, item: ItemRow, today: date, open_log: Callable[[], object],
        open_rule: Callable[[], object],
    ) -> None:  # fmt: skip
        super().__init__(_("Item {no}").format(no=item.no))
        self.say(item.text, "reading")
        for words, tone in item_pills(item, today):
            self.column.addWidget(pill(words, tone), 0, Qt.AlignmentFlag.AlignLeft)
        self.state(_("Section"), section_name(item.section))
        self.state(_("Owner"), who(item.owner) or _("nobody named: whoever is on the shift"))
        if item.due_on is not None:
            self.state(_("Until when"), dates.short_day(item.due_on))
        self.state(_("If it gets worse"), item.worse)
        self.state(_("Age"), _age(item))
        self.column.addWidget(rule_line())
        self.say(_("What happened"), "strong")
        raised = written_by(item, today) or dates.day(item.key.day)
        self.state(_("Raised in log {no}").format(no=item.log_no), raised)
        for step in item.steps:
            moment = dates.moment(step.at, today)
            self.state(f"{move_word(step.move)} · {who(step.by)} · {moment}", step.text)
        if not item.is_open and not item.steps:
            self.state(_("Closed"), closed_words(item, today))
        for read in item.read_backs:
            self.state(_("Read back from this log"), read_back_words(read, today))
        self.column.addWidget(button(_("Open the log it was raised in"), open_log, icon="open"))
        self.column.addWidget(button(_("Rule HAND-3"), open_rule, kind="link"))
        self.column.addStretch(1)


def _age(item: ItemRow) -> str:
    return carried_word(item) or (_("raised in this shift") if item.is_open else "")


class NewPanel(_Sheet):
    """What has come since one's own last shift; each line leads to where it stands."""

    def __init__(self, page: LogPage, news: Sequence[News]) -> None:
        super().__init__(_("Since my last shift"))
        if page.new_since is not None:
            self.say(_("Since {moment}").format(moment=dates.moment(page.new_since)), "soft")
        if not news:
            self.say(_("Nothing new."))
        for section, text, go in news:
            self.say(section, "caption")
            self.say(text)
            self.column.addWidget(button(_("Show it"), go, kind="link", name=""))
        self.column.addStretch(1)
