"""Policy values: what holds, since when, what is planned, and all that was ever set."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, time, timedelta
from functools import partial

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app.context import Context
from app.queries.keeping.policy import PolicyChangeRow, PolicyRow
from app.reading.keeping.policy import PolicyView, load_policy
from app.rules.catalogue import policy_rules
from app.rules.policy import PLANNING_KEYS
from app.rules.staff import Problems
from app.rules.vocabulary import msg
from app.services.keeping import policy
from app.text import _, say
from app.text.dates import moment, stamp
from app.text.rulebook import policy_name
from app.ui.kit.controls import button, label, pill
from app.ui.kit.desk import Desk
from app.ui.kit.fields import (
    ChoiceField,
    date_field,
    date_of,
    note_field,
    number_field,
    time_field,
    time_of,
)
from app.ui.kit.forms import Form, FormDialog
from app.ui.kit.table_view import RowsTable
from app.ui.kit.tables import Column
from app.ui.kit.tokens import Space, Tone
from app.ui.settings.commands import COMMANDS
from app.ui.settings.section import Section


class PolicySection(Section):
    key = "policy"
    title = COMMANDS["settings.policy"].title
    lead = msg(
        "The numbers that the rules count by. Each is dated: what was decided stays judged by the"
        " value of then."
    )
    icon = COMMANDS["settings.policy"].icon

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self.view: PolicyView | None = None
        self.table: RowsTable[PolicyRow] = RowsTable(_columns(), _("Policy values"))
        self.table.setMinimumHeight(440)
        self.change = button(_("&Change the value…"), self._on_change, kind="primary", icon="edit")
        tools = QHBoxLayout()
        tools.addWidget(self.change)
        tools.addStretch(1)
        self.body.addLayout(tools)
        self.body.addWidget(self.table, 1)
        self.table.picked.connect(self._on_picked)
        self.table.opened.connect(lambda _row: self._on_change())

    def populate(self) -> None:
        self.desk.tasks.query(load_policy, self._on_loaded)

    def _on_loaded(self, view: PolicyView) -> None:
        current = self.table.current()
        self.view = view
        self.let_change(view.may_edit, view.who)
        self.table.set_rows(view.values)
        self.change.setVisible(view.may_edit)
        self.change.setEnabled(current is not None)
        for place, row in enumerate(view.values):
            if current is not None and row.key == current.key:
                self.table.selectRow(place)

    def _on_picked(self, row: PolicyRow) -> None:
        self.change.setEnabled(True)
        self.desk.explain(PolicyHistory(row, lambda rule: self.desk.go("rules", rule)))

    def _on_change(self) -> None:
        row = self.table.current()
        if row is not None and self.view is not None and self.view.may_edit:
            policy_dialog(self, self.desk, row).open()


class PolicyHistory(QWidget):
    """One value's past and plans, with who set it and why, and the rules that count by it."""

    def __init__(self, row: PolicyRow, go_to_rule: Callable[[str], object]) -> None:
        super().__init__()
        self.setAccessibleName(policy_name(row.key))
        column = QVBoxLayout(self)
        column.setContentsMargins(Space.L, Space.S, Space.L, Space.L)
        column.setSpacing(Space.M)
        links = QHBoxLayout()
        for rule in policy_rules(row.key):
            go = partial(go_to_rule, rule.id)
            links.addWidget(button(rule.id, go, kind="link", icon="rules"))
        links.addStretch(1)
        column.addLayout(links)
        now = _("{value} now").format(value=row.value)
        column.addWidget(label(now, "title"))
        bounds = _("From {least} to {most} may be set.")
        column.addWidget(
            label(bounds.format(least=row.bounds.least, most=row.bounds.most), "soft", wrap=True)
        )
        column.addWidget(label(_("History"), "heading"))
        for change in row.changes:
            column.addLayout(_change(change, row))
        default = _("{value}, the rulebook's default").format(value=row.default)
        column.addWidget(label(default, "soft", wrap=True))
        column.addStretch(1)


def _change(change: PolicyChangeRow, row: PolicyRow) -> QVBoxLayout:
    lines = QVBoxLayout()
    lines.setSpacing(2)
    head = QHBoxLayout()
    head.setSpacing(Space.S)
    head.addWidget(label(str(change.value), "strong"))
    if change.since == row.since:
        head.addWidget(pill(_("in force"), Tone.GOOD))
    elif row.planned is not None and change.since >= row.planned.since:
        head.addWidget(pill(_("planned"), Tone.INFO))
    head.addStretch(1)
    lines.addLayout(head)
    since = _("from {since}").format(since=moment(change.since))
    lines.addWidget(label(since, "caption", wrap=True))
    who = f"{change.by_name} ({change.set_by})" if change.by_name else change.set_by
    by = _("{who}: {reason}").format(who=who, reason=change.reason)
    lines.addWidget(label(by, "soft", wrap=True))
    return lines


def policy_dialog(parent: QWidget, desk: Desk, row: PolicyRow) -> FormDialog:
    """Set a value, from now or from a moment to come."""
    value = number_field(row.value, row.bounds.least, row.bounds.most)
    when = ChoiceField([(_("Now"), False), (_("At a later time"), True)])
    tomorrow = desk.ctx.today() + timedelta(days=1)
    day, clock = date_field(tomorrow), time_field(time(0))
    reason = note_field(_("Shown in the history"))
    centre = desk.ctx.time

    def since() -> datetime | None:
        return centre.instant(date_of(day), time_of(clock)) if when.value() else None

    def check() -> Problems:
        problems: Problems = {}
        begins = since()
        if begins is not None and begins < desk.ctx.now():
            problems["day"] = msg("This is in the past.")
        if not reason.toPlainText().strip():
            problems["reason"] = msg("Say why it changes: the history shows it.")
        return problems

    form = Form(check, columns=2)
    form.add("value", _("&Value"), value)
    form.add("when", _("&From"), when)
    form.add("day", _("&Day"), day)
    form.add("clock", _("&Time"), clock)
    form.add("reason", _("&Reason"), reason, wide=True)

    def fit() -> None:
        for key in ("day", "clock"):
            form.show_field(key, when.value())

    when.currentIndexChanged.connect(lambda _index: fit())
    fit()
    lead = _("From {least} to {most} may be set.")
    lead = lead.format(least=row.bounds.least, most=row.bounds.most)
    dialog = FormDialog(parent, policy_name(row.key), form, _("Set"), lead)

    def make() -> Callable[[Context], None]:
        new, begins, why = value.value(), since(), reason.toPlainText()
        seen = dialog.seen(row.changes)
        return lambda ctx: policy.set_value(ctx, row.key, new, why, begins, seen)

    said = say(msg("Set."))
    dialog.sends(desk, make, lambda _none: desk.say(said))
    return dialog


def _columns() -> list[Column[PolicyRow]]:
    return [
        Column(_("Rule"), _rules, width=90),
        Column(_("Value"), lambda row: policy_name(row.key)),
        Column(_("In force"), lambda row: row.value, right=True, width=76),
        Column(_("Default"), lambda row: row.default, right=True, width=76),
        Column(_("Since"), lambda row: row.since, _since, width=140),
        Column(_("Planned"), lambda row: row.planned and row.planned.since, _planned),
    ]


def _rules(row: PolicyRow) -> str:
    if row.key in PLANNING_KEYS:
        return _("Planning")
    return ", ".join(rule.id for rule in policy_rules(row.key))


def _since(row: PolicyRow) -> str:
    return stamp(row.since) if row.since else _("always")


def _planned(row: PolicyRow) -> str:
    if row.planned is None:
        return ""
    return _("{value} from {since}").format(value=row.planned.value, since=stamp(row.planned.since))
