"""The intervals of a week as a table."""

from __future__ import annotations

from app.planning.needed import AGENTS_MOST
from app.reading.planning.need import NeedLine
from app.text import _, dates
from app.ui.kit.tables import Column
from app.ui.kit.tokens import Tone
from app.ui.need.words import (
    beyond_words,
    correction_words,
    number_words,
    share_words,
    wait_words,
    wall_words,
)


def need_columns() -> list[Column[NeedLine]]:
    return [
        Column(_("Begins"), lambda one: one.interval.at, lambda one: _begins(one), width=102),
        Column(_("Volume"), lambda one: one.interval.contacts,
               lambda one: number_words(one.interval.contacts),
               tip=_told, tone=_tone, icon=_icon, right=True, width=70),
        Column(_("AHT"), lambda one: one.interval.aht,
               lambda one: wait_words(one.interval.aht),
               tip=lambda _one: _("Mean handling time"), right=True, width=76),
        Column(_("Load"), lambda one: one.answer.load, lambda one: f"{one.answer.load:.2f}",
               tip=lambda _one: _("In erlangs: so many people would talk without a break."),
               right=True, width=54),
        Column(_("Agents"), lambda one: one.answer.agents,
               lambda one: _people(one, one.answer.agents),
               tip=_beyond_tip, tone=_tone_of_people, right=True, width=76),
        Column(_("To roster"), lambda one: one.answer.rostered,
               lambda one: _people(one, one.answer.rostered),
               tip=lambda _one: _("With those who are away by the shrinkage."),
               right=True, width=76),
        Column(_("On time"), lambda one: one.answer.service_level,
               lambda one: _met(one, share_words(one.answer.service_level)),
               right=True, width=102),
        Column(_("Wait"), lambda one: one.answer.mean_wait,
               lambda one: _met(one, wait_words(one.answer.mean_wait)), right=True, width=78),
        Column(_("Busy"), lambda one: one.answer.occupancy,
               lambda one: _met(one, share_words(one.answer.occupancy)), right=True, width=62),
        Column(_("Lost"), lambda one: one.answer.abandoned,
               lambda one: _met(one, share_words(one.answer.abandoned)), right=True, width=62),
    ]  # fmt: skip


def _begins(one: NeedLine) -> str:
    """ "Mon 23 08:00": the month stands over the table."""
    day = one.interval.day
    return f"{dates.short_weekday(day)} {day.day:02} {wall_words(one.interval.minute)}"


def _people(one: NeedLine, number: int) -> str:
    return f"> {AGENTS_MOST}" if one.beyond else str(number)


def _met(one: NeedLine, words: str) -> str:
    """What callers meet; of people whom nobody has it says nothing."""
    return "" if one.beyond else words


def _beyond_tip(one: NeedLine) -> str:
    return beyond_words([one.interval]) if one.beyond else ""


def _tone_of_people(one: NeedLine) -> Tone:
    return Tone.BAD if one.beyond else Tone.PLAIN


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
