"""Working hours: the rules that hold for everybody, and those of one's own."""

from __future__ import annotations

from functools import partial

from PySide6.QtWidgets import QHBoxLayout

from app.reading.keeping.work_rules import WorkRuleRow, WorkRulesView, load_work_rules
from app.rules.vocabulary import msg
from app.services.keeping.work_rules import drop_work_rules, set_work_rules
from app.services.seen import Seen
from app.text import _, say
from app.ui.kit.controls import button
from app.ui.kit.desk import Desk
from app.ui.kit.forms import Confirmation, FormDialog
from app.ui.kit.table_view import RowsTable
from app.ui.kit.tables import Column
from app.ui.kit.tokens import Space
from app.ui.settings.commands import COMMANDS
from app.ui.settings.section import Section
from app.ui.settings.work_rule_form import WorkRuleFields, meaning

_LEAST_HEIGHT = 280
_IN_PART = msg(
    "Those of your department's people are yours to change; everybody's the director's or an "
    "administrator's."
)


class WorkRulesSection(Section):
    key = "work_rules"
    title = COMMANDS["settings.work_rules"].title
    lead = msg(
        "What no roster that is made here breaks: how long, how often in a row, which shifts and "
        "what not after what. Rules of one's own are taken whole, instead of everybody's."
    )
    icon = COMMANDS["settings.work_rules"].icon

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._view: WorkRulesView | None = None
        self._saved: list[int | None] = []
        """Whose rules have just been saved, to be chosen once they are read anew."""
        self.table: RowsTable[WorkRuleRow] = RowsTable(
            _columns(), _("Working hours"), key=lambda row: row.person_id
        )
        self.table.setMinimumHeight(_LEAST_HEIGHT)
        self.add = button(_("Rules of one's &own…"), self._on_add, kind="primary", icon="plus")
        self.edit = button(_("&Edit…"), self._on_edit, icon="edit")
        self.remove = button(_("Re&move"), self._on_remove, icon="delete")
        tools = QHBoxLayout()
        tools.setSpacing(Space.S)
        for made in (self.add, self.edit, self.remove):
            tools.addWidget(made)
        tools.addStretch(1)
        self.body.addLayout(tools)
        self.body.addWidget(self.table, 1)
        self.table.picked.connect(lambda _row: self._offer())
        self.table.opened.connect(lambda _row: self._on_edit())

    def populate(self) -> None:
        self.desk.tasks.query(load_work_rules, self._on_read)

    def _on_read(self, view: WorkRulesView) -> None:
        self._view = view
        whole = view.rows[0].may_edit
        self.let_change(whole, _IN_PART if view.may_edit else view.who)
        self.table.set_rows(view.rows)
        for person in self._saved:
            self.table.choose(lambda row, person=person: row.person_id == person)  # type: ignore[misc]
        self._saved.clear()
        self._offer()

    def _offer(self) -> None:
        """Show the buttons that the person and the row allow."""
        view, row = self._view, self.table.current()
        for made in (self.add, self.edit, self.remove):
            made.setVisible(view is not None and view.may_edit)
        self.add.setEnabled(view is not None and bool(view.without))
        self.edit.setEnabled(row is not None and row.may_edit)
        self.remove.setEnabled(row is not None and row.may_edit and row.kept is not None)
        why = say(view.who) if view is not None and row is not None and not row.may_edit else ""
        for made in (self.edit, self.remove):
            made.setToolTip(why)

    def _on_add(self) -> None:
        if self._view is None or not self._view.without:
            return
        everybody = self._view.rows[0]
        fields = WorkRuleFields(
            everybody.rules, self._view.codes, self._view.without, self._view.shift_hours
        )
        dialog = FormDialog(
            self, _("Rules of one's own"), fields.form, _("Save"),
            _("They begin as everybody's, and are taken whole."),
        )  # fmt: skip
        dialog.put_under(fields.meaning)
        self._send(dialog, fields, None)

    def _on_edit(self) -> None:
        row = self.table.current()
        if row is None or not row.may_edit or self._view is None:
            return
        title = _("Rules for {name}").format(name=named(row))
        fields = WorkRuleFields(row.rules, self._view.codes, (), self._view.shift_hours)
        dialog = FormDialog(self, title, fields.form, _("Save"))
        dialog.put_under(fields.meaning)
        self._send(dialog, fields, row)

    def _send(self, dialog: FormDialog, fields: WorkRuleFields, row: WorkRuleRow | None) -> None:
        """`row` None: whose rules they are is chosen in the form."""

        def make() -> object:
            rules = fields.rules()
            key = fields.chosen() if row is None else row.person_id
            seen = dialog.seen(None if row is None else row.kept)
            return lambda ctx: set_work_rules(ctx, key, rules, seen)

        def saved(_none: object) -> None:
            person = fields.chosen() if row is None else row.person_id
            self._say_saved(person)

        dialog.sends(self.desk, make, saved)  # type: ignore[arg-type]
        dialog.open()

    def _say_saved(self, person: int | None) -> None:
        """Say whose rules are saved; they are chosen once they have been read."""
        assert self._view is not None
        rows = (*self._view.rows, *self._view.without)
        name = named(next(one for one in rows if one.person_id == person))
        self._saved.append(person)
        self.desk.say(_("The rules of {name} are saved.").format(name=name))

    def _on_remove(self) -> None:
        row = self.table.current()
        if row is None or row.kept is None:
            return
        if row.person_id is None:
            title, text = _("Remove everybody's rules?"), _("The usual ones hold then.")
        else:
            title = _("Remove the rules of {name}?").format(name=named(row))
            text = _("Everybody's hold for them then.")
        ask = Confirmation(self, title, text, _("Remove"))
        ask.accepted.connect(partial(self._remove, row))
        ask.open()

    def _remove(self, row: WorkRuleRow) -> None:
        key, seen = row.person_id, Seen(row.kept)
        self.desk.tasks.command(lambda ctx: drop_work_rules(ctx, key, seen))


def named(row: WorkRuleRow) -> str:
    """Whose rules they are."""
    return _("everybody") if row.person_id is None else f"{row.name} {row.no}"


def _columns() -> list[Column[WorkRuleRow]]:
    return [
        Column(_("Whose"), lambda row: row.no, _whose, width=190),
        Column(_("Team"), lambda row: row.team, width=130),
        Column(_("What holds"), lambda row: meaning(row.rules), tip=lambda row: meaning(row.rules)),
    ]


def _whose(row: WorkRuleRow) -> str:
    if row.person_id is None and row.kept is None:
        return _("everybody (as usual)")
    return named(row)
