"""What the dialog shows one after the other: what is asked, how it goes, what contradicts."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QFormLayout,
    QHBoxLayout,
    QLabel,
    QProgressBar,
    QVBoxLayout,
    QWidget,
)

from app.planning.solver.problem import Progress
from app.queries.roster.rows import TeamBlock
from app.rules.rostering.certificate.records import ShortShift
from app.rules.rostering.contradictions import Contradiction
from app.services.roster.making import Prepared
from app.text import _, dates, ngettext, words
from app.text.contradictions import contradiction_words, freeing_lines
from app.ui.kit.banner import Banner
from app.ui.kit.controls import label, rule_line
from app.ui.kit.dialog import FittedArea
from app.ui.kit.fields import DropDown, number_field
from app.ui.kit.table_view import RowsTable
from app.ui.kit.tables import Column
from app.ui.kit.tokens import Space, Tone
from app.ui.roster.lines import team_name

USUAL_SECONDS = 60
_MOST_SECONDS = 3600


class AskStep(QWidget):
    """Whose month, for how long, and what is known of it."""

    def __init__(self, blocks: Sequence[TeamBlock], scope: str) -> None:
        super().__init__()
        self.team = DropDown()
        if len(blocks) > 1:
            self.team.addItem(_("All teams shown"), "")
        for block in blocks:
            self.team.addItem(team_name(block) or _("Centre"), block.scope)
        self.team.setCurrentIndex(max(self.team.findData(scope), 0))
        self._blocks = blocks
        self.seconds = number_field(USUAL_SECONDS, 5, _MOST_SECONDS, _(" s"))
        self.seconds.setSingleStep(15)
        self.told = label("", wrap=True)
        self.stays = label("", "soft", wrap=True)
        self.hint = Banner("", Tone.INFO)
        form = QFormLayout()
        form.setSpacing(Space.S)
        form.addRow(_("&Team"), self.team)
        form.addRow(_("Look for a better one for at &most"), self.seconds)
        form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.FieldsStayAtSizeHint)
        column = step_column(self)
        column.addWidget(label(_("What is to be filled"), "heading"))
        column.addLayout(form)
        for widget in (self.told, self.stays, self.hint):
            column.addWidget(widget)
        column.addWidget(rule_line())
        column.addWidget(label(_weighed(), "soft", wrap=True))
        column.addStretch(1)

    def scopes(self) -> frozenset[str]:
        """Of what is chosen."""
        chosen = self.team.currentData()
        return frozenset({chosen} if chosen else {block.scope for block in self._blocks})

    def wait(self) -> None:
        """Nothing is known yet of what is chosen."""
        self.told.setText(_("Looking…"))
        self.stays.setText("")
        self.hint.set_text("")

    def show_prepared(self, found: Prepared) -> None:
        """Say what would be filled."""
        people, cells, needs = len(found.scene.people), found.open_cells, len(found.built.needs)
        parts = (
            ngettext("{n} person", "{n} people", people).format(n=people),
            ngettext("{n} day to fill", "{n} days to fill", cells).format(n=cells),
            ngettext("{n} need of people", "{n} needs of people", needs).format(n=needs),
        )
        self.told.setText(" · ".join(parts))
        fixed = len(found.scene.fixed)
        stays = ngettext(
            "{n} day stays as it is: fixed, gone by, or bound by a swap.",
            "{n} days stay as they are: fixed, gone by, or bound by a swap.",
            fixed,
        )
        self.stays.setText(stays.format(n=fixed) if fixed else "")
        self.hint.set_text("" if needs else _no_needs())


class RunStep(QWidget):
    """How far it is: the value, what nothing goes below, and what is short still."""

    def __init__(self) -> None:
        super().__init__()
        self.bar = QProgressBar()
        self.bar.setRange(0, 1000)
        self.bar.setTextVisible(False)
        self.bar.setAccessibleName(_("Time used"))
        self.short = label("", "heading", wrap=True)
        self.value = label("", "caption", wrap=True)
        self.list = short_table()
        column = step_column(self)
        for widget in (self.bar, self.short, self.value):
            column.addWidget(widget)
        column.addWidget(self.list, 1)

    def begin(self) -> None:
        self.bar.setValue(0)
        self.short.setText(_("Looking for a first roster…"))
        self.value.setText("")
        self.list.rows_model.set_rows(())

    def show_time(self, share: float) -> None:
        self.bar.setValue(round(1000 * share))

    def show_progress(self, told: Progress) -> None:
        if told.value is not None:
            self.value.setText(cost_words(told.value, told.bound))

    def show_short(self, short: Sequence[ShortShift]) -> None:
        self.short.setText(short_words(short))
        self.list.rows_model.set_rows(short)


class ClashStep(QWidget):
    """Why there is no roster, and what would free it."""

    def __init__(self) -> None:
        super().__init__()
        self.text = ""
        self.where = label(_where(), "soft", wrap=True)
        self._lines = QVBoxLayout()
        self._lines.setSpacing(Space.S)
        column = step_column(self)
        column.addWidget(Banner(_("No roster keeps every hard rule: these contradict."), Tone.WARN))
        column.addWidget(FittedArea(self._lines), 1)
        column.addWidget(self.where)

    def show_found(self, found: Sequence[Contradiction]) -> None:
        while (item := self._lines.takeAt(0)) is not None:
            if widget := item.widget():
                widget.deleteLater()
        said = []
        for one in found:
            said.append(contradiction_words(one))
            self._lines.addWidget(_readable(said[-1]))
            if len(one.frees) > 1:
                self._lines.addWidget(label(_("Any one of these would free it:"), "soft"))
            for line in freeing_lines(one):
                said.append(line)
                self._lines.addLayout(_indented(line))
        self._lines.addStretch(1)
        self.text = "\n".join(said)


def _where() -> str:
    """Where, and by whom, what contradicts is changed."""
    return _(
        "Working hours are changed under Settings → Working hours: those of single people by the "
        "department head, everybody's by the director or an administrator. A fix is taken off in "
        "the roster, by whoever drafts it."
    )


def _readable(text: str) -> QLabel:
    made = label(text, wrap=True)
    made.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
    return made


def _indented(text: str) -> QHBoxLayout:
    row = QHBoxLayout()
    row.setContentsMargins(Space.L, 0, 0, 0)
    row.setSpacing(Space.S)
    row.addWidget(label("→", "soft"), 0, Qt.AlignmentFlag.AlignTop)
    row.addWidget(_readable(text), 1)
    return row


def step_column(widget: QWidget) -> QVBoxLayout:
    column = QVBoxLayout(widget)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(Space.M)
    return column


def _weighed() -> str:
    return _(
        "Every hard rule holds. Then count, in this order: the people needed, wishes, a fair "
        "share of nights, weekends and holidays, the team's rotation, and what is there already."
    )


def _no_needs() -> str:
    return _(
        "Nobody has said yet how many people are needed. Without that only the rules, the "
        "wishes and the rotation count: set it first, under Settings → People needed."
    )


def bound_words(value: int, bound: int) -> str:
    """How good it may still become, as far as that is known."""
    if value <= bound:
        return _("By the weights that are set nothing better exists.")
    if bound <= 0:
        return _("How much better it could be is not known yet.")
    share = (value - bound) / value
    return _("At most {share} better is possible.").format(share=f"{share:.1%}")


def cost_words(value: int, bound: int) -> str:
    """The sum of all that is not as wished, for whoever knows the weights; how far it may fall."""
    return " · ".join((bound_words(value, bound), _("Value {value}").format(value=value)))


def short_words(short: Sequence[ShortShift]) -> str:
    """How much is missing, or that nothing is."""
    if not short:
        return _("Every need is met.")
    missing = sum(one.least - one.have for one in short)
    return ngettext("{n} person is missing still", "{n} people are missing still", missing).format(
        n=missing
    )


def short_table() -> RowsTable[ShortShift]:
    columns = (
        Column[ShortShift](
            _("Date"), lambda one: one.day, lambda one: dates.short_day(one.day, one.day), width=150
        ),
        Column[ShortShift](_("Shift"), lambda one: words.shift_words(one.shift), width=90),
        Column[ShortShift](_("Whom the need counts"), _who, width=240),
        Column[ShortShift](
            _("There"), lambda one: one.have,
            lambda one: _("{have} of {least}").format(have=one.have, least=one.least), width=130,
        ),
    )  # fmt: skip
    return RowsTable(columns, _("Short shifts"))


def _who(one: ShortShift) -> str:
    return " / ".join(part for part in (one.department, one.team, one.job_type) if part)
