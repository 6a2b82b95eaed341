"""The wishes of a team for a month: listed, and closed or opened for more."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout

from app.context import Context
from app.queries.roster.load import month_range
from app.queries.roster.wishes import WishRow
from app.reading.roster.wishes import WishesSeen, read_wishes
from app.services.roster.wishes import close_wishes, reopen_wishes
from app.text import _, dates
from app.text.wishes import outcome_words, wish_words
from app.ui.kit.controls import button, label
from app.ui.kit.dialog import Dialog
from app.ui.kit.fields import ChoiceField
from app.ui.kit.table_view import PUT_HERE, RowsTable
from app.ui.kit.tables import Column
from app.ui.kit.tokens import Space, Tone
from app.ui.roster.model import RosterModel
from app.ui.roster.wish_marks import is_made, worked_in

if TYPE_CHECKING:
    from app.ui.roster.page import RosterPage

_LEAST = (720, 300)
_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class WishTeam:
    """A team whose month the person at the desk may close."""

    scope: str
    name: str


class WishesDialog(Dialog):
    """Stays open while months and teams are looked through."""

    def __init__(
        self,
        page: RosterPage,
        model: RosterModel,
        teams: Sequence[WishTeam],
        scope: str,
        day: date,
    ) -> None:
        super().__init__(page.window())
        self.setWindowTitle(_("Wishes"))
        self._page, self._desk, self._model = page, page.desk, model
        self._month = day.replace(day=1)
        self.team = ChoiceField([(one.name, one.scope) for one in teams], scope)
        self.team.setAccessibleName(_("Team"))
        self.title = label("", "title")
        self.state = label("", wrap=True)
        self.turn = button("", self._on_turn)
        self.table: RowsTable[WishRow] = RowsTable(self._columns(), _("Wishes"))
        self.table.setMinimumSize(*_LEAST)
        self._lay_out()
        self._found: WishesSeen | None = None
        self.team.currentIndexChanged.connect(lambda _index: self._show())
        self.table.opened.connect(self._on_opened)
        self.table.setFocus(PUT_HERE)
        self._read()

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        head.addWidget(self.title)
        earlier = button(
            "", lambda: self.move_on(-1), kind="quiet", icon="left", name=_("Month before")
        )
        later = button(
            "", lambda: self.move_on(1), kind="quiet", icon="right", name=_("Month after")
        )
        head.addWidget(earlier)
        head.addWidget(later)
        head.addStretch(1)
        head.addWidget(self.team)
        line = QHBoxLayout()
        line.addWidget(self.state, 1)
        line.addWidget(self.turn)
        foot = QHBoxLayout()
        foot.addStretch(1)
        foot.addWidget(button(_("Close"), self.accept))
        column = QVBoxLayout(self)
        column.setContentsMargins(Space.XL, Space.L, Space.XL, Space.L)
        column.setSpacing(Space.M)
        column.addLayout(head)
        column.addLayout(line)
        column.addWidget(self.table, 1)
        column.addLayout(foot)

    def move_on(self, by: int) -> None:
        """Show the month before or after."""
        self._month = (self._month + (32 * _DAY if by > 0 else -_DAY)).replace(day=1)
        self._read()

    def _read(self) -> None:
        first, last = month_range(self._month)
        self.title.setText(dates.month(first))
        self._desk.tasks.query(lambda ctx: read_wishes(ctx, first, last), self._on_read)

    def _on_read(self, found: WishesSeen) -> None:
        self._found = found
        self._show()

    def _show(self) -> None:
        """The wishes of the chosen team, and whether more are taken."""
        if self._found is None:
            return
        scope = self.team.value()
        rows = [row for row in self._found.rows if row.scope == scope]
        self.table.set_rows(rows)
        closing = self._found.closed.get((scope, self._month))
        if closing is None:
            self.state.setText(_("Open: the team's people enter wishes until you close the month."))
            self.turn.setText(_("C&lose to wishes"))
        else:
            words = _("Closed by {name}, {moment}: nobody enters or takes back a wish.")
            moment = dates.moment(closing.at, self._desk.ctx.today())
            self.state.setText(words.format(name=closing.by or "–", moment=moment))
            self.turn.setText(_("&Open again"))

    def _on_turn(self) -> None:
        if self._found is None:
            return
        scope, month = self.team.value(), self._month
        closed = (scope, month) in self._found.closed

        def change(ctx: Context) -> None:
            (reopen_wishes if closed else close_wishes)(ctx, scope, month)

        self._desk.tasks.command(change, lambda _none: self._read())

    def _on_opened(self, row: WishRow) -> None:
        """Go to the day in the grid."""
        self.accept()
        self._page.open_target((row.wish.person, row.wish.day))

    def _columns(self) -> list[Column[WishRow]]:
        outcome = _("In the draft") if self._page.draft else _("As published")
        return [
            Column(
                _("Date"), lambda row: row.wish.day, lambda row: dates.short_day(row.wish.day),
                width=170,
            ),
            Column(_("Person"), lambda row: row.wish.person, _person, width=170),
            Column(_("Wish"), lambda row: wish_words(row.wish), width=200),
            Column(_("Weight"), lambda row: row.wish.weight, right=True, width=72),
            Column(outcome, self._kept, self._kept_words, tone=self._tone),
        ]  # fmt: skip

    def _kept(self, row: WishRow) -> bool | None:
        """Whether it is kept in the grid as it is shown; None for a day that is not shown, or of
        which there is no roster."""
        at = self._model.find((row.wish.person, row.wish.day))
        cell = self._model.cell(at.row(), at.column()) if at.isValid() else None
        line = self._model.line(at.row()) if cell is not None else None
        if cell is None or line is None:
            return None
        if not is_made(line, self._model.days, row.wish.day, draft=self._model.draft):
            return None
        return row.wish.kept(worked_in(cell))

    def _kept_words(self, row: WishRow) -> str:
        kept = self._kept(row)
        return "" if kept is None else outcome_words(kept)

    def _tone(self, row: WishRow) -> Tone:
        return {True: Tone.GOOD, False: Tone.WARN, None: Tone.PLAIN}[self._kept(row)]


def _person(row: WishRow) -> str:
    return f"{row.name} {row.wish.person}"
