"""Grant days of a kind to a team, a department or everybody at once, seen before it is done."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtWidgets import QWidget

from app.context import Context
from app.queries.people.rows import PersonRow
from app.reading.leave.balances import BalanceRow
from app.services.leave import balances
from app.text import _, ngettext
from app.ui.kit.controls import label
from app.ui.kit.desk import Desk
from app.ui.kit.fields import ChoiceField, number_field, text_field
from app.ui.kit.forms import Form, FormDialog

_MOST = 366
_SHOWN = 12
_Group = tuple[str, str]
"""A department and a team; "" for all."""


class SeveralDaysDialog(FormDialog):
    """Which kind, to whom, how many days; below, who that is and what they have by now."""

    def __init__(self, parent: QWidget, desk: Desk, rows: Sequence[BalanceRow]) -> None:
        self._rows = [row for row in rows if row.may_enter]
        kinds = {row.kind.code: row.kind.name for row in self._rows}
        self.kind: ChoiceField[str] = ChoiceField([(name, code) for code, name in kinds.items()])
        self.group: ChoiceField[_Group] = ChoiceField(_groups(self._rows))
        self.days = number_field(5, 1, _MOST)
        self.note = text_field(most=120)
        form = Form(columns=2)
        form.add("kind", _("&Kind of leave"), self.kind)
        form.add("group", _("&For"), self.group)
        form.add("days", _("&Days"), self.days)
        form.add("note", _("&Note"), self.note)
        super().__init__(parent, _("Grant days to several"), form, _("Grant"))
        self.preview = label("", "soft", wrap=True)
        self.put_under(self.preview)
        for field in (self.kind, self.group):
            field.currentIndexChanged.connect(self._show)
        self.days.valueChanged.connect(self._show)
        self.sends(desk, self._make, self._done)
        self._desk = desk
        self._show()

    def chosen(self) -> list[BalanceRow]:
        """Whom it concerns, with what they have left."""
        department, team = self.group.value()
        return [
            row
            for row in self._rows
            if row.kind.code == self.kind.value() and _is_in(row.person, department, team)
        ]

    def _show(self) -> None:
        rows, days = self.chosen(), self.days.value()
        names = [
            _("{name} {left} → {after}").format(
                name=row.person.name, left=row.left, after=row.left + days
            )
            for row in rows[:_SHOWN]
        ]
        n = len(rows)
        lead = ngettext("{n} person, days left:", "{n} people, days left:", n).format(n=n)
        self.preview.setText(f"{lead} {', '.join(names)}{'…' if n > _SHOWN else ''}")
        self.submit.setEnabled(bool(rows))

    def _make(self) -> Callable[[Context], None]:
        people = {row.person.id: row.left for row in self.chosen()}
        kind, days, note = self.kind.value(), self.days.value(), self.note.text()
        return lambda ctx: balances.grant_to_all(ctx, people, kind, days, note)

    def _done(self, _none: None) -> None:
        n = len(self.chosen())
        said = ngettext("Days granted to {n} person", "Days granted to {n} people", n)
        self._desk.say(said.format(n=n))


def _is_in(person: PersonRow, department: str, team: str) -> bool:
    post = person.post
    return department in ("", post.department) and team in ("", post.team)


def _groups(rows: Sequence[BalanceRow]) -> list[tuple[str, _Group]]:
    """Everybody, each department, each team, as far as somebody is there."""
    posts = [row.person.post for row in rows]
    departments = sorted({post.department for post in posts if post.department})
    teams = sorted({(post.department, post.team) for post in posts if post.team})
    found: list[tuple[str, _Group]] = [(_("Everybody shown"), ("", ""))]
    found += [(name, (name, "")) for name in departments]
    found += [(f"{department} · {team}", (department, team)) for department, team in teams]
    return found
