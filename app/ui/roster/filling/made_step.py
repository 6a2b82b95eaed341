"""What was made, before it goes into the draft: what a leader compares, in all and by person."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Sequence

from PySide6.QtWidgets import QFormLayout, QTabWidget, QWidget

from app.planning.made import MadeMonth, is_uneven, made_months, was_uneven
from app.planning.solver.problem import Rows, Solution
from app.rules.rostering.certificate.records import ShortShift
from app.services.roster.making import Prepared
from app.text import _, dates, ngettext
from app.ui.kit.controls import label
from app.ui.kit.table_view import RowsTable
from app.ui.kit.tables import Column
from app.ui.kit.tokens import Space
from app.ui.roster.filling.steps import cost_words, short_table, short_words, step_column


class MadeStep(QWidget):
    """Short shifts and people in two lists, under what they come to."""

    def __init__(self) -> None:
        super().__init__()
        self.short = label("", "heading", wrap=True)
        self.facts = {name: label("", wrap=True) for name in ("changed", "wishes", "shares")}
        self.why = label("", "soft", wrap=True)
        self.value = label("", "caption", wrap=True)
        self.list, self.people = short_table(), _people_table()
        self.tabs = QTabWidget()
        self.tabs.addTab(self.people, _("People"))
        self.tabs.addTab(self.list, _("Short shifts"))
        self._form = QFormLayout()
        self._form.setHorizontalSpacing(Space.L)
        self._form.setVerticalSpacing(Space.XS)
        heads = {"changed": _("Changes"), "wishes": _("Wishes"), "shares": _("Per person")}
        for name, head in heads.items():
            self._form.addRow(label(head, "soft"), self.facts[name])
        column = step_column(self)
        column.setSpacing(Space.S)
        column.addWidget(self.short)
        column.addLayout(self._form)
        column.addWidget(self.why)
        column.addWidget(self.tabs, 1)
        column.addWidget(self.value)

    def show_made(self, prepared: Prepared, found: Solution, rows: Rows) -> None:
        """Show what `rows` would make of the draft."""
        assert found.value is not None
        changes = [change.cell for change in prepared.changes(rows)]
        months = made_months(prepared.would_be(rows), changes)
        short = prepared.short(rows)
        self.short.setText(short_words(short))
        self.facts["changed"].setText(changed_words(months))
        self.facts["wishes"].setText(kept_words(months))
        self._form.setRowVisible(self.facts["wishes"], any(one.wishes for one in months))
        self.facts["shares"].setText(shares_words(months))
        reasons = list(_reasons(prepared, months))
        self.why.setText(
            _("The shares are uneven because these count too: {reasons}.").format(
                reasons=_("; ").join(reasons)
            )
        )
        self.why.setVisible(bool(reasons))
        self.value.setText(cost_words(found.value, found.bound))
        self._show_lists(months, short)

    def _show_lists(self, months: Sequence[MadeMonth], short: Sequence[ShortShift]) -> None:
        self.people.rows_model.set_rows(months)
        self.list.rows_model.set_rows(short)
        at = len(self.people.rows_model.columns) - 1
        self.people.setColumnHidden(at, not any(one.wishes for one in months))
        self.tabs.setTabVisible(1, bool(short))
        self.tabs.setCurrentIndex(1 if short else 0)


def changed_words(months: Collection[MadeMonth]) -> str:
    """How many cells become others, and of how many people."""
    cells = sum(one.changed for one in months)
    changed = ngettext(
        "{n} cell of the draft would change", "{n} cells of the draft would change", cells
    ).format(n=cells)
    people = sum(bool(one.changed) for one in months)
    of = ngettext("of {n} person", "of {n} people", people).format(n=people)
    return f"{changed} · {of}" if cells else changed


def kept_words(months: Collection[MadeMonth]) -> str:
    """How many wishes come true."""
    kept, wishes = sum(one.kept for one in months), sum(one.wishes for one in months)
    return _("{kept} of {all} wishes come true.").format(kept=kept, all=wishes)


def shares_words(months: Collection[MadeMonth]) -> str:
    """Nights, weekends and hours from the least to the most, of those who share all of them."""
    shared = [one for one in months if one.whole] or months
    return " · ".join(
        (
            _("nights {span}").format(span=_span(one.nights for one in shared)),
            _("weekends {span}").format(span=_span(one.weekends for one in shared)),
            _("hours {span}").format(span=_span(one.minutes / 60 for one in shared)),
        )
    )


def _span(numbers: Iterator[float]) -> str:
    found = list(numbers)
    least, most = min(found), max(found)
    return f"{least:g}" if least == most else f"{least:g}–{most:g}"


def _reasons(prepared: Prepared, months: Collection[MadeMonth]) -> Iterator[str]:
    """What may make shares uneven that count."""
    if not is_uneven(months):
        return
    scene = prepared.scene
    if was_uneven(months):
        yield _("the three months before")
    if any(scene.rotation.values()):
        yield _("the team's rotation")
    if scene.fixed:
        yield _("days that stay as they are")
    if scene.wishes:
        yield _("wishes")
    if scene.work_rules.own:
        yield _("working hours of one's own")


def _people_table() -> RowsTable[MadeMonth]:
    def number(title: str, value: Callable[[MadeMonth], float], width: int) -> Column[MadeMonth]:
        return Column(title, value, lambda one: f"{value(one):g}", right=True, width=width)

    columns = (
        Column[MadeMonth](_("Person"), lambda one: one.no, lambda one: f"{one.name} {one.no}",
                          width=170),
        number(_("Cells changed"), lambda one: one.changed, 110),
        number(_("Nights"), lambda one: one.nights, 70),
        number(_("Weekends"), lambda one: one.weekends, 90),
        Column[MadeMonth](_("Hours"), lambda one: one.minutes,
                          lambda one: dates.span(one.minutes), right=True, width=90),
        Column[MadeMonth](_("Wishes kept"), lambda one: one.kept, _kept, right=True, width=110),
    )  # fmt: skip
    return RowsTable(columns, _("People"))


def _kept(one: MadeMonth) -> str:
    return _("{have} of {least}").format(have=one.kept, least=one.wishes) if one.wishes else ""
