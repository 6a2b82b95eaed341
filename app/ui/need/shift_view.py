"""The people of each shift and date that cover the need, and whether the roster goes by them."""

from __future__ import annotations

from datetime import date, timedelta

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from app.errors import AppError
from app.queries.planning.computed import ShiftInService
from app.reading.planning.per_shift import PerShift
from app.text import _, dates, ngettext, say
from app.text.quality import together
from app.ui.kit.controls import button, label
from app.ui.kit.fields import ChoiceField
from app.ui.kit.messages import in_one
from app.ui.kit.table_view import RowsTable
from app.ui.kit.tokens import Space
from app.ui.need.shift_columns import DayNumbers, day_rows, shift_columns
from app.ui.need.words import beyond_words, hours_words, shifts_words
from app.ui.work.removal import clear

Period = tuple[date, date]
_DAY = timedelta(days=1)


class ShiftView(QWidget):
    """`found`: what is shown; None before the first."""

    asked = Signal()
    """Other dates or shifts are to be computed."""
    use_asked = Signal()
    remove_asked = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.found: PerShift | None = None
        self.period: ChoiceField[Period] = ChoiceField()
        self.period.setAccessibleName(_("Dates"))
        self.period.setSizeAdjustPolicy(ChoiceField.SizeAdjustPolicy.AdjustToContents)
        self.shifts: dict[int, QPushButton] = {}
        self._chips = QHBoxLayout()
        self._chips.setSpacing(Space.S)
        self.told = label("", wrap=True)
        self._place = QVBoxLayout()
        self.table: RowsTable[DayNumbers] | None = None
        self.use = button(_("&Use as the roster's needs"), self.use_asked.emit, kind="primary",
                          icon="check")  # fmt: skip
        self.remove = button(_("&Remove what was computed"), self.remove_asked.emit,
                             kind="danger", icon="delete")  # fmt: skip
        self._lay_out()
        self.period.currentIndexChanged.connect(lambda _index: self.asked.emit())

    def _lay_out(self) -> None:
        top = QHBoxLayout()
        top.setSpacing(Space.M)
        top.addWidget(self.period)
        top.addWidget(label(_("with the shifts"), "soft"))
        top.addLayout(self._chips)
        top.addStretch(1)
        foot = QHBoxLayout()
        foot.setSpacing(Space.S)
        foot.addStretch(1)
        foot.addWidget(self.remove)
        foot.addWidget(self.use)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, Space.M, 0, 0)
        whole.setSpacing(Space.S)
        whole.addLayout(top)
        whole.addWidget(self.told)
        whole.addLayout(self._place, 1)
        whole.addLayout(foot)

    def offer(self, monday: date) -> None:
        """The dates that can be chosen, from the week that is shown on."""
        month = monday.replace(day=1)
        after = (month + 32 * _DAY).replace(day=1)
        chosen = self.period.value() if self.period.count() else None
        week = (monday, monday + 6 * _DAY)
        offered = [(dates.days(*week, monday), week)]
        offered += [(dates.month(first), (first, _end(first))) for first in (month, after)]
        self.period.offer(offered, chosen)

    def chosen_shifts(self) -> frozenset[int] | None:
        """The ids of the shifts that are chosen; None before any were offered."""
        if not self.shifts:
            return None
        return frozenset(key for key, chip in self.shifts.items() if chip.isChecked())

    def forget_shifts(self) -> None:
        """Another department works other shifts."""
        self.shifts.clear()

    def wait(self) -> None:
        """Something is being computed."""
        self.told.setText(_("Computing…"))
        self.use.setEnabled(False)
        self.remove.setEnabled(False)

    def show_problem(self, error: AppError) -> None:
        """It could not be computed: what stood there before is of other numbers."""
        self.found = None
        clear(self._place)
        self.table = None
        self.told.setText(in_one(error))

    def show_found(self, found: PerShift, *, may_edit: bool) -> None:
        self.found = found
        self._offer_shifts(found)
        self.told.setText(_told(found))
        self._show_table(found)
        for step in (self.use, self.remove):
            step.setVisible(may_edit)
        self.use.setEnabled(any(found.numbers.values()))
        self.remove.setEnabled(bool(found.computed))

    def _offer_shifts(self, found: PerShift) -> None:
        if self.shifts.keys() == {one.id for one in found.offered}:
            return
        clear(self._chips)
        chosen = {one.id for one in found.chosen}
        self.shifts = {one.id: self._chip(one, one.id in chosen) for one in found.offered}
        for chip in self.shifts.values():
            self._chips.addWidget(chip)

    def _chip(self, shift: ShiftInService, chosen: bool) -> QPushButton:
        chip = QPushButton(shift.code)
        chip.setProperty("chip", True)
        chip.setProperty("tone", "accent")
        chip.setCheckable(True)
        chip.setChecked(chosen)
        chip.setToolTip(f"{shift.name} {dates.hours(shift)}".strip())
        chip.setAccessibleName(_("Shift {code}").format(code=shift.code))
        chip.clicked.connect(lambda _checked: self.asked.emit())
        return chip

    def _show_table(self, found: PerShift) -> None:
        """A column a shift: a table of its own for each choice of them."""
        held = self.table is not None and self.table.hasFocus()
        clear(self._place)
        self.table = RowsTable(
            shift_columns(found), _("People by date and shift"), lambda row: row.day
        )
        self.table.setSortingEnabled(False)
        self._place.addWidget(self.table)
        self.table.set_rows(day_rows(found))
        if held:
            self.table.setFocus()


def _end(month: date) -> date:
    return (month + 32 * _DAY).replace(day=1) - _DAY


def _of_days(found: PerShift) -> str:
    """ "5 days from 23 to 27 November"."""
    days = sorted({day for _shift, day in found.computed or {}})
    words = ngettext("{n} day ({span})", "{n} days ({span})", len(days))
    return words.format(n=len(days), span=dates.days(days[0], days[-1], days[0]))


def _told(found: PerShift) -> str:
    told = [beyond_words(found.beyond)] if found.beyond else []
    if not found.numbers:
        nothing = _("Nothing is expected on these dates.")
        return together(*told, say(found.lacks) if found.lacks else nothing)
    told += [_("Paid in all: {hours}.").format(hours=hours_words(found.paid_minutes))]
    if found.short:
        short = sum(one.heads * one.minutes for one in found.short)
        told.append(
            _("No shift covers {hours} of it, in {n} intervals.").format(
                hours=hours_words(short), n=len(found.short)
            )
        )
    else:
        told.append(_("Every interval is covered."))
    if found.computed:
        words = _("The roster goes by computed needs: {shifts} on {days}.")
        told.append(words.format(shifts=shifts_words(len(found.computed)), days=_of_days(found)))
    if found.lacks:
        told.append(say(found.lacks))
    return together(*told)
