"""Entering a wish: for which days, what, how much it matters."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from PySide6.QtWidgets import QWidget

from app.context import Context
from app.reading.roster.wishes import OwnWishes
from app.rules.rostering.wishing import LEAST_WEIGHT, MOST_WEIGHT
from app.rules.staff import Problems
from app.services.roster.wishes import NewWish, enter_wish, wish_problems
from app.text import _, dates, ngettext
from app.text.words import full_shift
from app.ui.kit.desk import Desk
from app.ui.kit.fields import ChoiceField, date_field, date_of, number_field
from app.ui.kit.forms import Form, FormDialog


class WishDialog(FormDialog):
    """A day off, or a shift: wanted, or not."""

    def __init__(self, parent: QWidget, desk: Desk, read: OwnWishes, day: date) -> None:
        self._desk = desk
        self.first, self.last = date_field(day, own=True), date_field(day, own=True)
        shifts = [
            (f"{full_shift(one.code, one.name)} {dates.hours(one)}", one.code)
            for one in read.shifts
        ]
        self.shift: ChoiceField[str] = ChoiceField([(_("A day off"), ""), *shifts])
        self.wanted: ChoiceField[bool] = ChoiceField(
            [(_("I want it"), True), (_("I do not want it"), False)]
        )
        self.weight = number_field(LEAST_WEIGHT, LEAST_WEIGHT, MOST_WEIGHT)
        form = Form(self._problems, columns=2)
        form.add("first", _("&From"), self.first)
        form.add("last", _("&To"), self.last)
        form.add("shift", _("&Day off or shift"), self.shift)
        form.add("wanted", _("Wis&h"), self.wanted)
        tip = _("How much it matters to you beside your other wishes, from 1 to 100.")
        form.add("weight", _("Wei&ght (1 usual … 100 very much)"), self.weight, tip=tip)
        lead = _(
            "A wish is no promise: whoever makes the roster keeps as many as can be. Several shifts"
            " wanted on one day mean any of them."
        )
        super().__init__(parent, _("Enter a wish"), form, _("Enter the wish"), lead)
        self.first.dateChanged.connect(self._follow)
        self._first = day
        self.sends(desk, self._make, self._say_entered)

    def wish(self) -> NewWish:
        """What stands in the fields."""
        return NewWish(
            date_of(self.first), date_of(self.last), self.shift.value(), self.wanted.value(),
            self.weight.value(),
        )  # fmt: skip

    def _problems(self) -> Problems:
        return wish_problems(self.wish(), self._desk.ctx.today())

    def _follow(self) -> None:
        """Mostly it is one day: the last goes with the first until it is another."""
        if date_of(self.last) == self._first or date_of(self.last) < date_of(self.first):
            self.last.setDate(self.first.date())
        self._first = date_of(self.first)

    def _make(self) -> Callable[[Context], int]:
        wish = self.wish()
        return lambda ctx: enter_wish(ctx, wish)

    def _say_entered(self, days: int) -> None:
        words = ngettext("Wished for {n} day", "Wished for {n} days", days)
        self._desk.say(words.format(n=days))
