"""The centre's own kinds of leave: their notice, how far up their chain goes, their balance."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from typing import Any

from PySide6.QtWidgets import QCheckBox

from app.context import Context
from app.queries.leave.kinds import KindDetails
from app.reading.leave.kinds import kind_names, listing
from app.reading.listing import Listing
from app.rules.kinds import LONGEST_NOTICE, RULEBOOK_KINDS, KindRules
from app.rules.plaintext import identifier
from app.rules.staff import name_problem
from app.rules.usual_kinds import USUAL_KINDS, UsualKind
from app.rules.vocabulary import Counting, Message, Upwards, msg
from app.services.leave import kinds as leave_kinds
from app.services.seen import Seen
from app.text import _, dates, say, use_kinds
from app.text.words import title_word
from app.ui.kit.controls import button
from app.ui.kit.desk import Desk
from app.ui.kit.fields import ChoiceField, number_field, text_field
from app.ui.kit.forms import Form, FormDialog
from app.ui.kit.leave_kinds import kind_word
from app.ui.kit.tables import Column
from app.ui.settings.commands import COMMANDS
from app.ui.settings.list_section import ListSection, state_column
from app.ui.settings.usual_kinds import UsualKindsDialog

Doing = Callable[[Context, KindDetails, Seen[KindDetails]], Any]


class LeaveKindsSection(ListSection[KindDetails]):
    key = "kinds"
    title = COMMANDS["settings.kinds"].title
    lead = msg(
        "The rulebook has six kinds, which stay as they are; the centre adds its own beside them:"
        " annual, marriage, maternity… Leaves are judged by a kind's notice and chain, so these"
        " stay once they are set."
    )
    icon = COMMANDS["settings.kinds"].icon

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk, _columns(), _("&Add a kind…"))
        self.usual = self.add_tool(button(_("Add &usual kinds…"), self._on_usual, icon="leave"))

    def read(self, ctx: Context) -> Listing[KindDetails]:
        """The centre's own first, which are to be changed here, then the rulebook's."""
        found = listing(ctx)
        return replace(found, rows=[*found.rows, *map(_of_the_rulebook, RULEBOOK_KINDS.values())])

    def can_change(self, row: KindDetails) -> bool:
        return row.code not in RULEBOOK_KINDS

    def offer(self) -> None:
        super().offer()
        self.usual.setEnabled(bool(self._lacking()))

    def _lacking(self) -> list[UsualKind]:
        """The usual kinds that are not there: neither by code nor by name."""
        rows = self.table.rows_model.rows
        there = {row.code for row in rows} | {row.name for row in rows}
        return [one for one in USUAL_KINDS if not {one.code, say(one.name)} & there]

    def _on_usual(self) -> None:
        dialog = UsualKindsDialog(self, self._lacking())
        dialog.accepted.connect(lambda: self._add_usual(dialog.kinds()))
        dialog.open()

    def _add_usual(self, kinds: Sequence[KindDetails]) -> None:
        def work(ctx: Context) -> Mapping[str, str]:
            leave_kinds.add_kinds(ctx, kinds)
            return kind_names(ctx)

        self.desk.tasks.command(work, use_kinds)

    def key_of(self, row: KindDetails) -> object:
        return row.code

    def on_add(self) -> None:
        self._ask(_("Add a kind of leave"), KindDetails("", ""), _("Add"), _add)

    def on_edit(self, row: KindDetails) -> None:
        title = _("Edit {name}").format(name=row.name)
        self._ask(title, row, _("Save"), leave_kinds.edit_kind)

    def on_retire(self, row: KindDetails) -> None:
        turned, seen = replace(row, retired=not row.retired), Seen(row)
        self.desk.tasks.command(lambda ctx: leave_kinds.edit_kind(ctx, turned, seen))

    def _ask(self, title: str, kind: KindDetails, submit: str, act: Doing) -> None:
        fields = KindFields(kind)
        lead = _("Its notice and chain stay as they are.") if kind.code else ""
        dialog = FormDialog(self, title, fields.form, submit, lead)

        def make() -> Callable[[Context], Any]:
            seen = dialog.seen(kind)
            details = replace(fields.details(), retired=seen.value.retired)
            return lambda ctx: _named(ctx, act, details, seen)

        dialog.sends(self.desk, make, use_kinds)
        dialog.open()


def _add(ctx: Context, kind: KindDetails, _seen: Seen[KindDetails]) -> None:
    leave_kinds.add_kind(ctx, kind)


def _named(
    ctx: Context, act: Doing, details: KindDetails, seen: Seen[KindDetails]
) -> Mapping[str, str]:
    """Do it; what the kinds are called from now on."""
    act(ctx, details, seen)
    return kind_names(ctx)


def _of_the_rulebook(rules: KindRules) -> KindDetails:
    return KindDetails(rules.code, kind_word(rules.code, {}), rules.notice_days, rules.director)


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
        self.counting: ChoiceField[Counting] = ChoiceField(
            [(title_word(one), one) for one in Counting], kind.counting
        )
        self.form.add("balance", _("&Balance"), self.balance)
        self.form.add("counting", _("Days that c&ount"), self.counting)
        self.counting.setEnabled(kind.has_balance)
        self.balance.toggled.connect(self.counting.setEnabled)
        for field in (self.code, self.notice, self.director):
            field.setEnabled(not kind.code)

    def details(self) -> KindDetails:
        return KindDetails(
            identifier(self.code.text()), self.name.text().strip(), self.notice.value(),
            self.director.value(), self.balance.isChecked(), self._kind.retired,
            self.counting.value(),
        )  # fmt: skip

    def problems(self) -> dict[str, Message]:
        problems = {}
        if not identifier(self.code.text()).isidentifier():
            problems["code"] = msg(
                "The code has letters, digits and _ only, and begins with a letter."
            )
        if name_problem(self.name.text()):
            problems["name"] = msg("Give it a name.")
        return problems


def _columns() -> list[Column[KindDetails]]:
    chains = {upwards: text for text, upwards in upwards_words()}
    state: Column[KindDetails] = state_column()
    return [
        Column(_("Code"), lambda kind: kind.code, width=136),
        Column(_("Kind of leave"), lambda kind: kind.name, width=110),
        Column(
            _("Days of notice"), lambda kind: kind.notice_days,
            _own_or_ruled(_notice), width=100,
        ),
        Column(
            _("The director decides"), lambda kind: kind.director,
            lambda kind: chains[kind.director], width=200,
        ),
        Column(
            _("Balance"), lambda kind: kind.has_balance,
            lambda kind: title_word(kind.counting) if kind.has_balance else _("not counted"),
            width=100,
        ),
        replace(state, text=_own_or_ruled(state.shown)),
    ]  # fmt: skip


def _own_or_ruled(text: Callable[[KindDetails], str]) -> Callable[[KindDetails], str]:
    """What a cell says of one's own kinds; of the others, that the rulebook says it."""
    return lambda kind: _("by the rulebook") if kind.code in RULEBOOK_KINDS else text(kind)


def _notice(kind: KindDetails) -> str:
    return dates.days_long(kind.notice_days) if kind.notice_days else _("the same day")


def upwards_words() -> list[tuple[str, Upwards]]:
    """When the director decides on a kind."""
    return [
        (_("when it is long (as the rulebook says)"), Upwards.LONG),
        (_("always, however short"), Upwards.ALWAYS),
        (_("never, however long"), Upwards.NEVER),
    ]
