"""The leaves that a roster file speaks of: seen one by one, and filed on behalf."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import (
    QDialogButtonBox,
    QTreeWidget,
    QTreeWidgetItem,
    QVBoxLayout,
    QWidget,
)
from shiboken6 import isValid

from app.context import Context
from app.errors import AppError
from app.reading.leave.from_file import LeavesToFile, leaves_to_file
from app.rules.bringing.leaves import is_half_day
from app.rules.bringing.preview import LeaveRun
from app.rules.kinds import is_sick
from app.services.leave.from_file import FiledRun, file_found
from app.text import _, ngettext
from app.text.file_leaves import refusal_words, run_days, run_kind
from app.ui.kit.banner import Banner
from app.ui.kit.controls import button, label
from app.ui.kit.desk import Desk
from app.ui.kit.dialog import Dialog
from app.ui.kit.fields import ChoiceField
from app.ui.kit.leave_kinds import kind_choices
from app.ui.kit.messages import in_one
from app.ui.kit.tokens import Space, Tone

_TICK = Qt.CheckState
_KIND, _WHAT = 1, 3
"""The columns of the kind, and of what becomes of it."""


class FileLeavesDialog(Dialog):
    """A line for each run of days, ticked where it is to be filed. What a rule refuses stays in
    the list with the rule and its figures, and can be copied."""

    def __init__(self, desk: Desk, runs: Sequence[LeaveRun], source: str, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(_("Leave in {file}").format(file=source))
        self.resize(960, 480)
        self._desk, self._source, self._runs = desk, source, tuple(runs)
        self._open: dict[int, LeaveRun] = {}
        """The row of each run that can be filed."""
        self.kinds: dict[int, ChoiceField[str]] = {}
        """The row of each run whose kind the file does not tell."""
        self._mine = ""
        self._files = desk.me.person_id is not None
        """Whether the actor is one of those who file leave; an administrator may be nobody."""
        self.lead = label(_lead(files=self._files), wrap=True)
        self.refusal = Banner("", Tone.WARN)
        self.list = QTreeWidget()
        self.list.setHeaderLabels(
            [_("Person"), _("Kind of leave"), _("Days"), _("What becomes of it")]
        )
        self.list.setRootIsDecorated(False)
        self.list.setAccessibleName(_("Leave in the file"))
        self.list.header().setStretchLastSection(True)
        self.list.itemChanged.connect(lambda _item, _column: self._weigh())
        self.list.currentItemChanged.connect(lambda _now, _before: self._say_whole())
        self.whole = label("", "soft", wrap=True)
        """The current line's last column in full."""
        self._buttons = QDialogButtonBox()
        self.copy_button = button(_("&Copy all"), self.copy, icon="copy")
        self._buttons.addButton(self.copy_button, QDialogButtonBox.ButtonRole.ActionRole)
        self.close_button = button(_("Close"), self.reject)
        self._buttons.addButton(self.close_button, QDialogButtonBox.ButtonRole.RejectRole)
        self.file_button = button(_("&File"), self.file, kind="primary")
        self.file_button.setDefault(True)
        self.file_button.setEnabled(False)
        self._buttons.addButton(self.file_button, QDialogButtonBox.ButtonRole.ActionRole)
        column = QVBoxLayout(self)
        column.setContentsMargins(Space.L, Space.L, Space.L, Space.L)
        column.setSpacing(Space.S)
        for widget in (self.lead, self.refusal, self.list, self.whole, self._buttons):
            column.addWidget(widget)
        desk.tasks.query(lambda ctx: leaves_to_file(ctx, self._runs), self._show)

    def _show(self, found: LeavesToFile) -> None:
        """Before anything is filed: what is open, and what is covered already."""
        if not isValid(self):
            return
        self.list.clear()
        self._open.clear()
        self.kinds.clear()
        self._mine = found.mine
        choices = kind_choices(found.kinds)
        for at, part in enumerate(found.parts):
            item = self._line(part.run, _covered(part.no))
            if part.no:
                continue
            if self._files and not part.run.kind and not is_half_day(part.run.word):
                self._ask_kind(at, item, part.run, choices)
            self._place(at, item, part.run)
        self._fit()
        self._weigh()

    def _ask_kind(
        self, at: int, item: QTreeWidgetItem, run: LeaveRun, choices: Sequence[tuple[str, str]]
    ) -> None:
        """The kinds to choose from, where the file's word is none of them."""
        ask = _("{word}: which kind?").format(word=run.word)
        field = ChoiceField([(ask, ""), *choices])
        field.setAccessibleName(ask)
        field.currentIndexChanged.connect(
            lambda _index: self._place(at, item, replace(run, kind=field.value()))
        )
        self.kinds[at] = field
        self.list.setItemWidget(item, _KIND, field)

    def _place(self, at: int, item: QTreeWidgetItem, run: LeaveRun) -> None:
        """Ticked where it can be filed; else it says beforehand why not."""
        why = self._why_not(run)
        self._open.pop(at, None)
        if self._files and not why:
            self._open[at] = run
        self.list.blockSignals(True)
        tick = _TICK.Checked if at in self._open else None
        item.setData(0, Qt.ItemDataRole.CheckStateRole, tick)
        item.setText(_WHAT, why or _("to be filed"))
        item.setToolTip(_WHAT, item.text(_WHAT))
        self.list.blockSignals(False)
        self._weigh()
        self._say_whole()

    def _why_not(self, run: LeaveRun) -> str:
        if is_half_day(run.word):
            return _("half a day: leave is filed by whole days, so nothing is filed for it")
        if not self._files:
            return ""
        if not run.kind:
            return _("choose the kind of leave first")
        if run.number != self._mine and not is_sick(run.kind):
            return _("{name} has to ask for it: only sick leave is filed for others").format(
                name=run.name
            )
        return ""

    def _fit(self) -> None:
        """Names, kinds and days in full; what becomes of it has the rest."""
        for column in range(_WHAT):
            self.list.resizeColumnToContents(column)
            self.list.setColumnWidth(column, self.list.columnWidth(column) + Space.XL)
        asked = max((one.sizeHint().width() for one in self.kinds.values()), default=0)
        self.list.setColumnWidth(_KIND, max(self.list.columnWidth(_KIND), asked + Space.S))

    def _line(self, run: LeaveRun, what: str) -> QTreeWidgetItem:
        item = QTreeWidgetItem([f"{run.name} {run.number}", run_kind(run), run_days(run), what])
        item.setToolTip(_WHAT, what)
        self.list.addTopLevelItem(item)
        return item

    def chosen(self) -> list[LeaveRun]:
        """What is ticked."""
        return [
            run
            for at, run in self._open.items()
            if (item := self.list.topLevelItem(at)) is not None
            and item.checkState(0) == _TICK.Checked
        ]

    def _weigh(self) -> None:
        n = len(self.chosen())
        words = ngettext("&File {n} leave", "&File {n} leaves", n).format(n=n)
        self.file_button.setText(words)
        self.file_button.setVisible(bool(self._open))
        self.file_button.setEnabled(n > 0)

    def file(self) -> None:
        """File what is ticked; the rest stays as it is in the list."""
        runs, source = self.chosen(), self._source
        reason = _("As in the roster file {file}").format(file=source)
        self.file_button.setEnabled(False)

        def op(ctx: Context) -> tuple[FiledRun, ...]:
            return file_found(ctx, runs, source, reason)

        self._desk.tasks.command(op, self._on_filed, failed=self._refuse)

    def _on_filed(self, done: Sequence[FiledRun]) -> None:
        """Each line says what came of it; what is open still stays to be ticked."""
        places = {run: at for at, run in self._open.items()}
        for one in done:
            at = places.get(one.run)
            if at is None:  # a part of a run that somebody else filed meanwhile
                self._line(one.run, filed_words(one))
            elif (item := self.list.topLevelItem(at)) is not None:
                if one.refusal is not None and at in self.kinds:
                    item.setText(_WHAT, filed_words(one))
                    continue
                del self._open[at]
                if self.list.itemWidget(item, _KIND) is not None:
                    self.list.removeItemWidget(item, _KIND)
                    item.setText(_KIND, run_kind(one.run))
                    self.kinds.pop(at, None)
                item.setData(0, Qt.ItemDataRole.CheckStateRole, None)
                item.setText(_WHAT, filed_words(one))
                item.setToolTip(_WHAT, filed_words(one))
        filed = sum(bool(one.no) and not one.covered for one in done)
        refused = sum(one.refusal is not None for one in done)
        words = ngettext("{n} leave filed", "{n} leaves filed", filed).format(n=filed)
        if refused:
            told = ngettext("{n} refused: see why", "{n} refused: see why", refused)
            words = f"{words} · {told.format(n=refused)}"
        self.lead.setText(words)
        lines = (self.list.topLevelItem(at) for at in range(self.list.topLevelItemCount()))
        why = {filed_words(one) for one in done if one.refusal is not None}
        first = next((one for one in lines if one is not None and one.text(_WHAT) in why), None)
        if first is not None:
            self.list.setCurrentItem(first)
        self._say_whole()
        self._desk.say(words, Tone.WARN if refused else Tone.GOOD)
        self._weigh()
        self.close_button.setFocus()

    def _say_whole(self) -> None:
        item = self.list.currentItem()
        told = (item.text(0), item.text(_WHAT)) if item is not None else ("", "")
        self.whole.setText(_("{name}: {what}").format(name=told[0], what=told[1]) if item else "")

    def _refuse(self, error: AppError) -> None:
        self.refusal.set_text(in_one(error))
        self._weigh()

    def _words(self, at: int) -> list[str]:
        item = self.list.topLevelItem(at)
        return [item.text(column) for column in range(_WHAT + 1)] if item is not None else []

    def copy(self) -> None:
        """The whole list, as a spreadsheet takes it."""
        rows = [self._words(at) for at in range(self.list.topLevelItemCount())]
        QGuiApplication.clipboard().setText("\n".join("\t".join(row) for row in rows))
        self._desk.say(_("Copied"))


def _lead(*, files: bool) -> str:
    listed = _("The file calls these days a leave; nothing of it is in the roster.")
    if not files:
        return " ".join((listed, _("You have no post, so they are filed by who is away, or for the "
                                   "sick by their leader: copy the list for them.")))  # fmt: skip
    return " ".join((listed, _("What is ticked is filed in your name, by the rules of any leave, "
                               "and who is away is told. Others' leave can be filed only when "
                               "they are sick.")))  # fmt: skip


def _covered(no: str) -> str:
    return _("left out: {no} covers it already").format(no=no)


def filed_words(one: FiledRun) -> str:
    """ "filed: L-00012", or who refuses and why."""
    if one.refusal is not None:
        return refusal_words(one.refusal)
    return _covered(one.no) if one.covered else _("filed: {no}").format(no=one.no)
