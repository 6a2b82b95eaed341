"""The centre's own kinds of leave: their notice, how far up their chain goes, their balance."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import Any

from PySide6.QtWidgets import QCheckBox, QHBoxLayout

from app.context import Context
from app.rules.permissions import Action
from app.rules.vocabulary import Message, Upwards, msg
from app.services import leave_kinds, permission
from app.services.leave_kinds import LONGEST_NOTICE, KindDetails, own_kinds
from app.text import _, dates
from app.ui.controls import button
from app.ui.desk import Desk
from app.ui.fields import ChoiceField, number_field, text_field
from app.ui.forms import Form, FormDialog
from app.ui.leave.words import upwards_words
from app.ui.settings.section import Section
from app.ui.table_view import RowsTable
from app.ui.tables import Column
from app.ui.tokens import Space, Tone

CHANGES = frozenset({"leaves"})
Deed = Callable[[Context, KindDetails], Any]


@dataclass(frozen=True, slots=True)
class KindsView:
    """The own kinds, and whether the actor may change them."""

    kinds: Sequence[KindDetails]
    may_edit: bool
    who: Message


def load(ctx: Context) -> KindsView:
    """Read the kinds."""
    with ctx.read() as session:
        return KindsView(
            own_kinds(session),
            permission.standing(ctx, session).may(Action.EDIT_POLICY),
            permission.who_may_do(session, Action.EDIT_POLICY),
        )


class LeaveKindsSection(Section):
    key = "kinds"
    title = msg("Kinds of leave")
    lead = msg(
        "Beside the rulebook's six kinds the centre may have its own: annual, marriage, maternity…"
        " Leaves are judged by a kind's notice and chain, so these stay once they are set."
    )
    icon = "leave"
    refreshes_on = CHANGES

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self.view: KindsView | None = None
        self.table: RowsTable[KindDetails] = RowsTable(_columns(), _("Kinds of leave"))
        self.table.setMinimumHeight(240)
        self.add = button(_("&Add a kind…"), self._on_add, kind="primary", icon="plus")
        self.edit = button(_("&Edit…"), self._on_edit, icon="edit")
        self.retire = button(_("Re&tire"), self._on_retire, icon="minus")
        tools = QHBoxLayout()
        tools.setSpacing(Space.S)
        for made in (self.add, self.edit, self.retire):
            tools.addWidget(made)
        tools.addStretch(1)
        self.body.addLayout(tools)
        self.body.addWidget(self.table, 1)
        self.table.picked.connect(lambda _row: self._offer())
        self.table.opened.connect(lambda _row: self._on_edit())

    def populate(self) -> None:
        self.desk.tasks.query(load, self._on_loaded)

    def _on_loaded(self, view: KindsView) -> None:
        current = self.table.current()
        self.view = view
        self.let_change(view.may_edit, view.who)
        self.table.set_rows(view.kinds)
        for place, kind in enumerate(view.kinds):
            if current is not None and kind.code == current.code:
                self.table.selectRow(place)
        self._offer()

    def _may_edit(self) -> bool:
        return self.view is not None and self.view.may_edit

    def _offer(self) -> None:
        kind = self.table.current()
        for made in (self.add, self.edit, self.retire):
            made.setVisible(self._may_edit())
            made.setEnabled(made is self.add or kind is not None)
        if kind is not None:
            self.retire.setText(_("Put back in service") if kind.retired else _("Re&tire"))

    def _on_add(self) -> None:
        self._ask(_("Add a kind of leave"), KindDetails("", ""), _("Add"), leave_kinds.add_kind)

    def _on_edit(self) -> None:
        kind = self.table.current()
        if kind is not None and self._may_edit():
            title = _("Edit {name}").format(name=kind.name)
            self._ask(title, kind, _("Save"), leave_kinds.edit_kind)

    def _on_retire(self) -> None:
        kind = self.table.current()
        if kind is not None:
            turned = replace(kind, retired=not kind.retired)
            self.desk.tasks.command(lambda ctx: leave_kinds.edit_kind(ctx, turned), None, CHANGES)

    def _ask(self, title: str, kind: KindDetails, submit: str, act: Deed) -> None:
        fields = KindFields(kind)
        lead = _("Its notice and chain stay as they are.") if kind.code else ""
        dialog = FormDialog(self, title, fields.form, submit, lead)

        def make() -> Callable[[Context], Any]:
            details = fields.details()
            return lambda ctx: act(ctx, details)

        dialog.sends(self.desk, make, CHANGES)
        dialog.open()


class KindFields:
    """A kind as typed; the code, notice and chain of one that is there already are fixed."""

    def __init__(self, kind: KindDetails) -> None:
        self._kind = kind
        self.code, self.name = (
            text_field(kind.code, _("annual"), 32),
            text_field(kind.name, most=40),
        )
        self.notice = number_field(kind.notice_days, 0, LONGEST_NOTICE)
        self.director: ChoiceField[Upwards] = ChoiceField(upwards_words(), kind.director)
        self.balance = QCheckBox(_("Days are granted and counted"))
        self.balance.setChecked(kind.has_balance)
        self.form = Form(self.problems, columns=2)
        self.form.add("code", _("&Code"), self.code)
        self.form.add("name", _("Kind's &name"), self.name)
        self.form.add("notice", _("Days of n&otice"), self.notice)
        self.form.add("director", _("The &director decides"), self.director)
        self.form.add("balance", _("&Balance"), self.balance, wide=True)
        for field in (self.code, self.notice, self.director):
            field.setEnabled(not kind.code)

    def details(self) -> KindDetails:
        return KindDetails(
            self.code.text().strip(), self.name.text().strip(), self.notice.value(),
            self.director.value(), self.balance.isChecked(), self._kind.retired,
        )  # fmt: skip

    def problems(self) -> dict[str, Message]:
        problems = {}
        if not self.code.text().strip().isidentifier():
            problems["code"] = msg(
                "The code has letters, digits and _ only, and begins with a letter."
            )
        if not self.name.text().strip():
            problems["name"] = msg("Give it a name.")
        return problems


def _columns() -> list[Column[KindDetails]]:
    chains = {upwards: text for text, upwards in upwards_words()}
    return [
        Column(_("Code"), lambda kind: kind.code, width=110),
        Column(_("Kind"), lambda kind: kind.name, width=130),
        Column(_("Days of notice"), lambda kind: kind.notice_days, _notice, width=150),
        Column(
            _("The director decides"), lambda kind: kind.director,
            lambda kind: chains[kind.director], width=230,
        ),
        Column(
            _("Balance"), lambda kind: kind.has_balance,
            lambda kind: _("counted") if kind.has_balance else _("not counted"), width=110,
        ),
        Column(
            _("State"), lambda kind: kind.retired,
            lambda kind: _("retired") if kind.retired else _("in service"),
            tone=lambda kind: Tone.PLAIN if kind.retired else Tone.GOOD,
        ),
    ]  # fmt: skip


def _notice(kind: KindDetails) -> str:
    return dates.days_long(kind.notice_days) if kind.notice_days else _("the same day")
