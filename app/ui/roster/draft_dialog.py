"""A month's draft before it is published or handed to the head: what changes, what is wrong."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import date

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import (
    QDialogButtonBox,
    QHeaderView,
    QLineEdit,
    QTreeWidget,
    QTreeWidgetItem,
    QVBoxLayout,
    QWidget,
)
from shiboken6 import isValid

from app.context import Context
from app.reading.roster.publishing import PersonDiff, PublishSummary, TeamDiff
from app.reading.roster.trouble import TeamTrouble, draft_trouble
from app.text import _, dates, ngettext
from app.ui.kit.controls import label
from app.ui.kit.desk import Desk
from app.ui.kit.dialog import Dialog
from app.ui.kit.fields import DropDown
from app.ui.kit.tokens import Space
from app.ui.kit.unsaved import Unsaved, place_of
from app.ui.roster.trouble_list import TroubleList

_SCOPE = Qt.ItemDataRole.UserRole
_MIDDLE = Qt.AlignmentFlag.AlignCenter


class DraftDialog(Dialog):
    """Teams to tick, people below them, their days below these; a line to type, a way out.

    Who derives says what is read (`read`), when it may be done (`may_go`) and what that is (`go`).
    """

    title = ""
    verb = ""
    trouble_words = ""
    nothing = ""

    def __init__(
        self, desk: Desk, scopes: Collection[str], months: Sequence[date], parent: QWidget
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle(_(self.title))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.resize(640, 560)
        self._desk = desk
        self._scopes = sorted(scopes)
        self._summary: PublishSummary | None = None
        self.weighed = False
        """What is wrong with the draft has been read, and is shown."""
        self.month = DropDown()
        self.month.setAccessibleName(_("Month"))
        for day in months:
            self.month.addItem(dates.month(day), day)
        self.month.setVisible(len(months) > 1)
        self._sum = label("", "heading", wrap=True)
        self.trouble = TroubleList(self.trouble_words)
        self.trouble.picked.connect(self._lead_to)
        self.tree = self._make_tree()
        self.line = QLineEdit()
        self._buttons = QDialogButtonBox()
        self._buttons.addButton(_("Cancel"), QDialogButtonBox.ButtonRole.RejectRole)
        self.go_button = self._buttons.addButton(
            _(self.verb), QDialogButtonBox.ButtonRole.AcceptRole
        )
        self.go_button.setProperty("kind", "primary")
        self._lay_out()
        self._connect()
        self._look()

    def _make_tree(self) -> QTreeWidget:
        tree = QTreeWidget()
        tree.setColumnCount(4)
        tree.setHeaderLabels([_("Team and person"), _("Added"), _("Taken away"), _("Changed")])
        tree.header().setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        tree.header().setStretchLastSection(False)
        tree.setAccessibleName(_("What changes"))
        tree.setUniformRowHeights(True)
        return tree

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(Space.L, Space.L, Space.L, Space.L)
        column.setSpacing(Space.S)
        for widget in (self.month, self.trouble, self._sum, self.tree, *self.below()):
            column.addWidget(widget)
        column.addWidget(self._buttons)
        self.go_button.setEnabled(False)

    def _connect(self) -> None:
        self._buttons.accepted.connect(self._on_go)
        self._buttons.rejected.connect(self.reject)
        self.month.currentIndexChanged.connect(self._look)
        self.tree.itemChanged.connect(self._weigh)
        self.line.textChanged.connect(self._weigh)

    def unsaved(self) -> list[Unsaved]:
        """What is typed, until it is done."""
        said = self.line.text().strip()
        return [Unsaved(place_of(self), self.line.accessibleName(), said)] if said else []

    # -- what a kind of it says ----------------------------------------------------------------

    def below(self) -> Sequence[QWidget]:
        """What stands under the list: a line to type."""
        raise NotImplementedError

    def read(self, ctx: Context, scopes: Sequence[str], month: date) -> PublishSummary:
        """What would change, for who may look at it here."""
        raise NotImplementedError

    def may_go(self, chosen: Sequence[TeamDiff]) -> bool:
        """Whether it can be done with the chosen teams now."""
        raise NotImplementedError

    def go(self, summary: PublishSummary, chosen: Sequence[TeamDiff]) -> None:
        """Do it."""
        raise NotImplementedError

    # -- looking -----------------------------------------------------------------------------

    def _look(self) -> None:
        scopes, month = self._scopes, self.month.currentData()
        self.weighed = False
        self._desk.tasks.query(
            lambda ctx: self.read(ctx, scopes, month), self._show, failed=self._give_up
        )

    def _look_for_trouble(self, teams: Sequence[TeamDiff], month: date) -> None:
        """Read after what changes, which is there at once."""
        scopes = [team.scope for team in teams]
        self._desk.tasks.query(lambda ctx: draft_trouble(ctx, scopes, month), self._show_trouble)

    def _show_trouble(self, found: Sequence[TeamTrouble]) -> None:
        if isValid(self):
            self.trouble.show_trouble(found)
            self.weighed = True
            self._weigh()

    def _lead_to(self, place: object) -> None:
        self.reject()
        self._desk.go("roster", place)

    def _give_up(self, error: Exception) -> None:
        self.reject()
        self._desk.tasks.failed.emit(error)

    def _show(self, summary: PublishSummary) -> None:
        self._summary = summary
        self.tree.clear()
        for team in summary.teams:
            self.tree.addTopLevelItem(_team_item(team))
        if len(summary.teams) == 1:
            self.tree.expandToDepth(0)
        self._weigh()
        self.trouble.hide()
        if summary.teams:
            self._look_for_trouble(summary.teams, summary.month)

    def chosen(self) -> list[TeamDiff]:
        """The ticked teams."""
        items = (self.tree.topLevelItem(n) for n in range(self.tree.topLevelItemCount()))
        ticked = {
            item.data(0, _SCOPE)
            for item in items
            if item is not None and item.checkState(0) == Qt.CheckState.Checked
        }
        return [team for team in self._teams() if team.scope in ticked]

    def _teams(self) -> Sequence[TeamDiff]:
        return self._summary.teams if self._summary else ()

    def _weigh(self) -> None:
        """Say how much is chosen, and let it be done."""
        chosen = self.chosen()
        self._sum.setText(_sum_words(chosen) or _(self.nothing))
        self.go_button.setEnabled(self.may_go(chosen))

    # -- doing -------------------------------------------------------------------------------

    def _on_go(self) -> None:
        if self._summary is not None:
            self.go_button.setEnabled(False)
            self.go(self._summary, self.chosen())

    def on_refused(self, error: Exception) -> None:
        """Show why, and the roster as it is by now."""
        self._desk.tasks.failed.emit(error)
        self._look()

    def sizeHint(self) -> QSize:
        return QSize(640, 560)


def seen_of(summary: PublishSummary, teams: Sequence[TeamDiff]) -> dict[str, int]:
    """What was looked at, of the teams that are chosen."""
    scopes = {team.scope for team in teams}
    return {scope: version for scope, version in summary.seen.items() if scope in scopes}


def _sum_words(teams: Sequence[TeamDiff]) -> str:
    people = sum(len(team.people) for team in teams)
    if not people:
        return ""
    cells = sum(len(person.cells) for team in teams for person in team.people)
    days = ngettext("{n} day", "{n} days", cells).format(n=cells)
    who = ngettext("{n} person", "{n} people", people).format(n=people)
    return _("{days} change, for {who}").format(days=days, who=who)


def _team_item(team: TeamDiff) -> QTreeWidgetItem:
    name = team.team or team.department or _("Centre")
    words = _("{team}, version {n}").format(team=name, n=team.version)
    tallies = zip(*(_tally(person) for person in team.people), strict=True)
    item = _item(words, [sum(tally) for tally in tallies])
    item.setData(0, _SCOPE, team.scope)
    item.setCheckState(0, Qt.CheckState.Checked)
    for person in team.people:
        item.addChild(_person_item(person))
    return item


def _tally(person: PersonDiff) -> tuple[int, int, int]:
    return person.added, person.removed, person.changed


def _person_item(person: PersonDiff) -> QTreeWidgetItem:
    item = _item(f"{person.name}  {person.no}", _tally(person))
    for cell in person.cells:
        day = f"{dates.day(cell.day, near=cell.day)} {dates.short_weekday(cell.day)}"
        words = _("{day}: {before} → {after}").format(
            day=day, before=cell.before or "–", after=cell.after or "–"
        )
        item.addChild(QTreeWidgetItem([words]))
    return item


def _item(words: str, counts: Sequence[int]) -> QTreeWidgetItem:
    item = QTreeWidgetItem([words, *(str(count or "") for count in counts)])
    for column in range(1, 4):
        item.setTextAlignment(column, _MIDDLE)
    return item
