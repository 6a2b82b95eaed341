"""Offering a shift, or time off, to all who may take it: until when, how many, whose yes counts."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from app.rules.offers import Wanted
from app.rules.vocabulary import OfferChoice, OfferKind
from app.services.roster.offers import offer
from app.text import _, dates
from app.text.words import shift_words
from app.ui.kit.fields import ChoiceField, date_field, date_of, number_field, text_field, time_of
from app.ui.kit.fields import time_field as time_edit
from app.ui.kit.forms import Form, FormDialog

if TYPE_CHECKING:
    from app.ui.kit.desk import Desk


class OfferDialog(FormDialog):
    """One sheet for a shift that a leave opened, for one above the roster, and for time off."""

    def __init__(self, parent: QWidget, desk: Desk, wanted: Wanted, start: datetime) -> None:
        """`start`: when the shift begins, before which the offer ends unless somebody says so."""
        near = start if start > desk.ctx.now() else desk.ctx.now() + timedelta(hours=1)
        until = desk.ctx.time.to_wall(near)
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
        form = Form(dict, columns=2)
        form.add("day", _("Until, on"), self.day)
        form.add("time", _("at"), self.time)
        form.add("places", _("How many people"), self.places)
        form.add("choice", _("Who gets it"), self.choice, wide=True)
        form.add("reason", _("Note for all who are asked"), self.reason, wide=True)
        off = wanted.kind is OfferKind.OFF
        title = _("Offer time off: {shift}, {day}") if off else _("Offer the shift {shift}, {day}")
        day = dates.day(wanted.day, near=desk.ctx.today())
        super().__init__(
            parent, title.format(shift=shift_words(wanted.code), day=day), form, _("Offer")
        )

        def make() -> object:
            ends = desk.ctx.time.instant(date_of(self.day), time_of(self.time))
            made = replace(
                wanted, until=ends, places=self.places.value(), choice=self.choice.value(),
                reason=self.reason.text(),
            )  # fmt: skip
            return lambda ctx: offer(ctx, made)

        self.sends(desk, make)  # type: ignore[arg-type]
