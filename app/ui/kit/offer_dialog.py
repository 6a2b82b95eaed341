"""Offering a shift, or time off, to all who may take it: until when, how many, whose yes counts."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from app.rules.offers import Crew, Wanted, usual_end
from app.rules.vocabulary import OfferChoice, OfferKind
from app.services.roster.offers import offer
from app.text import _, dates
from app.text.words import shift_words
from app.ui.kit.controls import label
from app.ui.kit.fields import ChoiceField, date_field, date_of, number_field, text_field, time_of
from app.ui.kit.fields import time_field as time_edit
from app.ui.kit.forms import Form, FormDialog
from app.ui.kit.tokens import Tone

if TYPE_CHECKING:
    from app.ui.kit.desk import Desk


@dataclass(frozen=True, slots=True)
class Spell:
    """Whose shift it is, and from when to when it lasts."""

    team: str
    start: datetime
    end: datetime


class OfferDialog(FormDialog):
    """One sheet for a shift that a leave opened, for one above the roster, and for time off."""

    def __init__(
        self, parent: QWidget, desk: Desk, wanted: Wanted, spell: Spell, crew: Crew | None = None
    ) -> None:
        """`crew`: how many work it, of time off: more than can be spared wants a reason."""
        self._crew, self._code = crew, wanted.code
        until = desk.ctx.time.to_wall(usual_end(desk.ctx.now(), spell.start, spell.end))
        self.day, self.time = date_field(until.date()), time_edit(until.time())
        self.places = number_field(wanted.places, 1, 99)
        self.places.setEnabled(wanted.absent_id is None)
        self.choice: ChoiceField[OfferChoice] = ChoiceField(
            [
                (_("the first who says yes"), OfferChoice.FIRST),
                (_("whom I pick among those who say yes"), OfferChoice.PICK),
            ]
        )
        self.reason = text_field(most=120)
        self.below = text_field(most=120)
        self.few = label("", "body", Tone.WARN, wrap=True)
        form = Form(dict, columns=2)
        form.add("day", _("Until, on"), self.day)
        form.add("time", _("at"), self.time)
        form.add("places", _("How many people"), self.places)
        form.add("choice", _("Who gets it"), self.choice, wide=True)
        form.add("reason", _("Note for all who are asked"), self.reason, wide=True)
        form.add("below", _("Why so few are enough"), self.below, wide=True)
        off = wanted.kind is OfferKind.OFF
        title = _("Offer time off: {shift}, {day}") if off else _("Offer the shift {shift}, {day}")
        day = dates.day(wanted.day, near=desk.ctx.today())
        super().__init__(
            parent, title.format(shift=shift_words(wanted.code), day=day), form, _("Offer"),
            _lead(spell, off),
        )  # fmt: skip
        self.put_over(self.few)
        self.places.valueChanged.connect(self._warn)
        self._warn()

        def make() -> object:
            ends = desk.ctx.time.instant(date_of(self.day), time_of(self.time))
            made = replace(
                wanted, until=ends, places=self.places.value(), choice=self.choice.value(),
                reason=self.reason.text(), below_reason=self.below.text(),
            )  # fmt: skip
            return lambda ctx: offer(ctx, made)

        self.sends(desk, make)  # type: ignore[arg-type]

    def _warn(self) -> None:
        """Say how many would be left, where that is fewer than are needed."""
        crew, places = self._crew, self.places.value()
        short = crew is not None and crew.spare is not None and places > crew.spare
        self.form.show_field("below", short)
        self.few.setVisible(short)
        if short and crew is not None:
            words = _("{n} work {shift}, {needed} are needed: with so many off, {left} are left.")
            self.few.setText(
                words.format(
                    n=crew.working, shift=shift_words(self._code), needed=crew.needed,
                    left=max(crew.working - places, 0),
                )
            )  # fmt: skip


def _lead(spell: Spell, off: bool) -> str:
    """Whose shift it is, its hours, and who is asked."""
    hours = f"{dates.wall(spell.start)}–{dates.wall(spell.end)}"
    words = _("{team}, {hours}. All of the team who work it are asked.")
    if not off:
        words = _("{team}, {hours}. All of the department who may take it are asked.")
    return words.format(team=spell.team, hours=hours)
