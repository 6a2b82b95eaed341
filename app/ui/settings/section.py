"""What every section of the settings is: a heading, a line about it, who may change it, a body."""

from __future__ import annotations

from typing import ClassVar

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.rules.vocabulary import Message
from app.text import say
from app.ui.kit.banner import Banner
from app.ui.kit.controls import label
from app.ui.kit.desk import Desk
from app.ui.kit.tokens import Space, Tone


class Section(QWidget):
    """One section. It loads in `populate`, at its first showing and after each change."""

    key: ClassVar[str]
    title: ClassVar[Message]
    lead: ClassVar[Message]
    lead_of_shared: ClassVar[Message | None] = None
    """Another lead where many desks share the store."""
    icon: ClassVar[str]

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.desk = desk
        self.setAccessibleName(say(self.title))
        self.body = QVBoxLayout(self)
        self.body.setContentsMargins(0, 0, Space.XS, 0)
        self.body.setSpacing(Space.M)
        heading = QVBoxLayout()
        heading.setSpacing(Space.XS)
        heading.addWidget(label(say(self.title), "heading"))
        shared = self.lead_of_shared if desk.ctx.store.shared else None
        heading.addWidget(label(say(shared or self.lead), "soft", wrap=True))
        self.body.addLayout(heading)
        self.read_only = Banner("", Tone.INFO)
        self.body.addWidget(self.read_only)
        self.body.setAlignment(Qt.AlignmentFlag.AlignTop)

    def populate(self) -> None:
        """Load what the section shows."""

    def holds_input(self) -> bool:
        """As a page's."""
        return False

    def let_change(self, allowed: bool, who: Message) -> None:
        """Say who may change things here, where the person at the desk may not."""
        self.read_only.set_text("" if allowed else say(who))
