"""Whose roster is proved, and which: as published, or as drafted."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QRadioButton, QWidget

from app.reading.roster.certifiable import CertifiablePart
from app.text import _
from app.ui.kit.controls import button, label
from app.ui.kit.fields import DropDown
from app.ui.kit.tokens import Space


class CertificateChoice(QWidget):
    """`changed` once somebody has chosen another part or layer, `wanted` once they ask for its
    proof: choosing alone puts nothing on record."""

    changed = Signal()
    wanted = Signal()

    def __init__(self, *, draft: bool, may_draft: bool) -> None:
        super().__init__()
        self._parts: Sequence[CertifiablePart] = ()
        self.teams = DropDown()
        self.teams.setSizeAdjustPolicy(DropDown.SizeAdjustPolicy.AdjustToContents)
        self.teams.setAccessibleName(_("Team"))
        self.published, self.draft = QRadioButton(_("As published")), QRadioButton(_("Draft"))
        self.draft.setEnabled(may_draft)
        (self.draft if draft and may_draft else self.published).setChecked(True)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(Space.M)
        self.prove = button(_("Prove"), self.wanted.emit)
        for widget in (label(_("Roster of"), "soft"), self.teams, self.published, self.draft):
            row.addWidget(widget)
        row.addWidget(self.prove)
        row.addStretch(1)
        self.teams.activated.connect(lambda _row: self.changed.emit())
        self.published.clicked.connect(lambda: self.changed.emit())
        self.draft.clicked.connect(lambda: self.changed.emit())

    def offer(self, parts: Sequence[CertifiablePart], scope: str) -> None:
        """The parts that may be proved; chosen is the team of `scope`, else the first."""
        self._parts = parts
        self.teams.clear()
        self.teams.addItems([_words(part) for part in parts])
        own = frozenset({scope})
        self.teams.setCurrentIndex(
            next((at for at, part in enumerate(parts) if part.scopes == own), 0)
        )

    @property
    def part(self) -> CertifiablePart | None:
        """What is chosen; None where nothing may be proved."""
        at = self.teams.currentIndex()
        return self._parts[at] if 0 <= at < len(self._parts) else None


def _words(part: CertifiablePart) -> str:
    said = filter(None, (part.department, part.team))
    return " · ".join(said) or _("The whole centre")
