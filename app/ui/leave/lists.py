"""The tables of leaves: one's own, and what waits for one's decision."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

from app.queries.leave.rows import LeaveRow
from app.reading.leave.desk import Loaded, ToDecide
from app.reading.leave.view import ChainStep, StepState
from app.rules.vocabulary import LeaveStatus
from app.text import _, dates
from app.text.words import title_word
from app.ui.kit.leave_kinds import kind_word, own_names
from app.ui.kit.table_view import RowsTable
from app.ui.kit.tables import Column
from app.ui.kit.tokens import Tone
from app.ui.leave.words import deciders, state_symbol, state_tone, state_words


def next_words(chain: Sequence[ChainStep]) -> str:
    """Whose decision is next: "waits for: Department head"."""
    open_ = [title_word(step.step) for step in chain if step.state is StepState.OPEN]
    return _("waits for: {who}").format(who=open_[0]) if open_ else ""


class MineTable(RowsTable[LeaveRow]):
    """One's own leaves, the latest filed first."""

    def __init__(self) -> None:
        self._own: Mapping[str, str] = {}
        self._chains: Mapping[str, tuple[ChainStep, ...]] = {}
        self._giving_up: frozenset[str] = frozenset()
        self._today = date.min
        super().__init__(self._columns(), _("My leave"), lambda row: row.no)

    def show_desk(self, loaded: Loaded) -> None:
        self._own, self._chains = own_names(loaded.kinds), loaded.chains
        self._giving_up, self._today = loaded.giving_up, loaded.today
        self.set_rows(loaded.mine)

    def _columns(self) -> list[Column[LeaveRow]]:
        return [
            Column(_("Leave no."), lambda row: row.no, width=92),
            Column(
                _("Kind of leave"), lambda row: row.kind, lambda row: kind_word(row.kind, self._own)
            ),
            Column(
                _("Days"),
                lambda row: row.first,
                lambda row: dates.days(row.first, row.last, self._today),
            ),
            Column(_("How many days"), lambda row: row.days, lambda row: dates.days_long(row.days)),
            Column(
                _("State"),
                lambda row: state_words(row, self._today),
                tone=lambda row: state_tone(row, self._today),
                icon=lambda row: state_symbol(row, self._today),
            ),
            Column(_("Next step"), lambda row: row.no, self._standing),
        ]

    def _standing(self, row: LeaveRow) -> str:
        if row.no in self._giving_up:
            return _("to be given up: waits for a decision")
        if row.no in self._chains:
            return next_words(self._chains[row.no])
        if row.status is LeaveStatus.APPROVED and row.steps:
            return _("approved by {who}").format(who=deciders(row))
        return row.ended_reason


class DecideTable(RowsTable[ToDecide]):
    """What waits for the person, the oldest first."""

    def __init__(self) -> None:
        self._own: Mapping[str, str] = {}
        self._today = date.min
        super().__init__(self._columns(), _("To decide"), lambda one: one.row.no)

    def show_desk(self, loaded: Loaded) -> None:
        self._own, self._today = own_names(loaded.kinds), loaded.today
        self.set_rows(loaded.to_decide)

    def _columns(self) -> list[Column[ToDecide]]:
        return [
            Column(_("Leave no."), lambda one: one.row.no, width=92),
            Column(_("Name"), lambda one: one.row.name, width=96),
            Column(
                _("Kind of leave"),
                lambda one: one.row.kind,
                lambda one: kind_word(one.row.kind, self._own),
            ),
            Column(
                _("Days"),
                lambda one: one.row.first,
                lambda one: dates.days(one.row.first, one.row.last, self._today),
            ),
            Column(
                _("What is asked"),
                lambda one: (one.giving_up is not None, self._presses(one)),
                self._asked,
                tone=lambda one: Tone.WARN if self._presses(one) or one.giving_up else Tone.PLAIN,
                icon=lambda one: (
                    "warning" if self._presses(one) else "undo" if one.giving_up else ""
                ),
            ),
            Column(_("Waits since"), lambda one: one.since, lambda one: dates.stamp(one.since)),
        ]

    def _presses(self, one: ToDecide) -> bool:
        return one.late or one.row.overdue_on(self._today)

    def _asked(self, one: ToDecide) -> str:
        if one.giving_up is not None:
            return _("to be given up")
        if one.row.overdue_on(self._today):
            return _("your decision; overdue")
        return _("your decision; filed late") if one.late else _("your decision")
