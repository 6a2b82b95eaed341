"""Which team's month goes on which paper."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from pathlib import Path

from PySide6.QtWidgets import (
    QFormLayout,
    QHBoxLayout,
    QRadioButton,
    QVBoxLayout,
    QWidget,
)
from shiboken6 import isValid

from app.context import Context
from app.queries.roster.rows import RosterFilter, TeamBlock
from app.reading.roster.month import read_paper
from app.reading.roster.printable import Printable, printable
from app.text import _, dates, ngettext
from app.ui.kit.controls import button, label
from app.ui.kit.desk import Desk
from app.ui.kit.dialog import Dialog
from app.ui.kit.fields import DropDown
from app.ui.kit.files import Ending, ask_where, tell_written
from app.ui.kit.tokens import Space, Tone
from app.ui.roster.lines import team_name
from app.ui.roster.paper import A3, A4, roster_pdf


class PrintDialog(Dialog):
    """Team, layer and paper are chosen here, the PDF's place in the system's own dialog.

    `draft`: whether the draft may be printed; what is published always may. What does not exist is
    not offered: where a team's month has only a draft that is chosen, and where it has nothing this
    is said at once.
    """

    def __init__(
        self,
        desk: Desk,
        visible: RosterFilter,
        month: date,
        blocks: Iterable[TeamBlock],
        scope: str,
        parent: QWidget,
        *,
        draft: bool,
    ) -> None:
        super().__init__(parent)
        self._desk, self._visible, self._month = desk, visible, month
        title = _("Print {month}").format(month=dates.month(month))
        self.setWindowTitle(title)
        self.setMinimumWidth(400)
        self.teams = DropDown()
        self.teams.addItem(_("All teams, each on a sheet of its own"), "")
        for block in blocks:
            if block.team_id is not None:
                self.teams.addItem(f"{block.department} · {team_name(block)}", block.scope)
        self.teams.setCurrentIndex(max(self.teams.findData(scope), 0))
        self.a4, self.a3 = QRadioButton(_("A4, landscape")), QRadioButton(_("A3, landscape"))
        self.published, self.draft = QRadioButton(_("As published")), QRadioButton(_("Draft"))
        self._may_draft = draft
        self.draft.setEnabled(draft)
        self.nothing = label(
            _("Nobody is rostered in that month there."), tone=Tone.WARN, wrap=True
        )
        self._there: Printable | None = None
        self._lay_out(title)
        self.nothing.hide()
        self.teams.currentIndexChanged.connect(self._offer)
        self.published.toggled.connect(self._weigh)
        desk.tasks.query(lambda ctx: printable(ctx, month), self._take)

    def _take(self, there: Printable) -> None:
        if isValid(self):
            self._there = there
            self._offer()

    def _offer(self) -> None:
        """Choose what there is of the team: what is published, else the draft."""
        if self._there is None:
            return
        published, drafted = (self._has(draft=draft) for draft in (False, True))
        self.published.setEnabled(published)
        self.draft.setEnabled(self._may_draft and drafted)
        if not published and self.draft.isEnabled():
            self.draft.setChecked(True)
        elif not self.draft.isEnabled():
            self.published.setChecked(True)
        self._weigh()

    def _has(self, *, draft: bool) -> bool:
        if self._there is None:
            return True
        scopes = self._there.drafted if draft else self._there.published
        scope = self.teams.currentData()
        return scope in scopes if scope else bool(scopes)

    def _weigh(self) -> None:
        there = self._has(draft=self.draft.isChecked())
        self.save.setEnabled(there)
        self.nothing.setHidden(there)

    def _lay_out(self, title: str) -> None:
        form = QFormLayout()
        form.setSpacing(Space.M)
        form.addRow(_("Team"), self.teams)
        form.addRow(_("Which"), self._either(self.published, self.draft))
        form.addRow(_("Paper"), self._either(self.a4, self.a3))
        foot = QHBoxLayout()
        foot.setSpacing(Space.S)
        foot.addStretch(1)
        foot.addWidget(button(_("Cancel"), self.reject))
        self.save = button(_("Save as PDF…"), self._ask, kind="primary", icon="print")
        self.save.setDefault(True)
        foot.addWidget(self.save)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(Space.XL, Space.XL, Space.XL, Space.L)
        whole.setSpacing(Space.L)
        whole.addWidget(label(title, "heading"))
        whole.addLayout(form)
        whole.addWidget(self.nothing)
        whole.addLayout(foot)

    def _either(self, first: QRadioButton, other: QRadioButton) -> QWidget:
        """Two buttons, of which the first is down."""
        pair = QWidget()
        row = QHBoxLayout(pair)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(Space.L)
        for made in (first, other):
            row.addWidget(made)
        row.addStretch(1)
        first.setChecked(True)
        return pair

    def _ask(self) -> None:
        name = f"{_('Roster')} {self._month:%Y-%m}"
        ask_where(self, self.windowTitle(), name, Ending.PDF, self.print_to)

    def print_to(self, path: Path) -> None:
        """Write the chosen team's month to `path`, and close."""
        month, draft = self._month, self.draft.isChecked()
        size, scope = A3 if self.a3.isChecked() else A4, self.teams.currentData()
        desk = self._desk

        def write(ctx: Context) -> int:
            paper = read_paper(ctx, month, draft=draft)
            return roster_pdf(paper, path, size, scope)

        def tell(sheets: int) -> None:
            counted = ngettext("{n} sheet", "{n} sheets", sheets).format(n=sheets)
            tell_written(desk, counted, path)

        desk.tasks.query(write, tell)
        self.accept()
