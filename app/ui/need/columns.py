"""The intervals of a week as a table."""

from __future__ import annotations

from app.reading.planning.need import NeedLine
from app.text import _, dates
from app.ui.kit.tables import Column
from app.ui.kit.tokens import Tone
from app.ui.need.words import (
    correction_words,
    number_words,
    share_words,
    wait_words,
    wall_words,
)


def need_columns() -> list[Column[NeedLine]]:
    return [
        Column(_("Begins"), lambda one: one.interval.at, lambda one: _begins(one), width=112),
        Column(_("Volume"), lambda one: one.interval.contacts,
               lambda one: number_words(one.interval.contacts),
               tip=_told, tone=_tone, icon=_icon, right=True, width=70),
        Column(_("AHT"), lambda one: one.interval.aht,
               lambda one: wait_words(one.interval.aht),
               tip=lambda _one: _("Mean handling time"), right=True, width=72),
        Column(_("Load"), lambda one: one.answer.load, lambda one: f"{one.answer.load:.2f}",
               tip=lambda _one: _("In erlangs: so many people would talk without a break."),
               right=True, width=56),
        Column(_("Agents"), lambda one: one.answer.agents, right=True, width=72),
        Column(_("Heads"), lambda one: one.answer.rostered,
               tip=lambda _one: _("With those who are away by the shrinkage."),
               right=True, width=68),
        Column(_("Served"), lambda one: one.answer.service_level,
               lambda one: share_words(one.answer.service_level),
               tip=lambda _one: _("Answered in time"), right=True, width=70),
        Column(_("Wait"), lambda one: one.answer.mean_wait,
               lambda one: wait_words(one.answer.mean_wait),
               tip=lambda _one: _("Mean wait"), right=True, width=62),
        Column(_("Busy"), lambda one: one.answer.occupancy,
               lambda one: share_words(one.answer.occupancy), right=True, width=66),
        Column(_("Lost"), lambda one: one.answer.abandoned,
               lambda one: share_words(one.answer.abandoned), right=True, width=62),
    ]  # fmt: skip


def _begins(one: NeedLine) -> str:
    """ "Mon 23 08:00": the month stands over the table."""
    day = one.interval.day
    return f"{dates.short_weekday(day)} {day.day:02} {wall_words(one.interval.minute)}"


def _told(one: NeedLine) -> str:
    if one.interval.correction is not None:
        return correction_words(one.interval.correction, one.interval.computed)
    return _("As counted") if one.interval.counted else _("Expected")


def _tone(one: NeedLine) -> Tone:
    if one.interval.correction is not None:
        return Tone.INFO
    return Tone.PLAIN


def _icon(one: NeedLine) -> str:
    return "edit" if one.interval.correction is not None else ""
