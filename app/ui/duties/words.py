"""The words and signs of a due day: what it is, when, where it stands."""

from __future__ import annotations

from datetime import date

from app.reading.duties.board import DutyEntry
from app.rules.duties.forms import wants_words
from app.rules.vocabulary import DutyForm, DutyState
from app.text import _, dates
from app.text.duties import duty_name
from app.text.words import title_word
from app.ui.kit.tokens import Tone

_TONES = {
    DutyState.DUE: Tone.PLAIN,
    DutyState.OVERDUE: Tone.BAD,
    DutyState.RETURNED: Tone.WARN,
    DutyState.HANDED_UP: Tone.INFO,
    DutyState.RECEIVED: Tone.GOOD,
    DutyState.DONE: Tone.GOOD,
}
_SYMBOLS = {
    DutyState.DUE: "clock",
    DutyState.OVERDUE: "breach",
    DutyState.RETURNED: "undo",
    DutyState.HANDED_UP: "up",
    DutyState.RECEIVED: "check-circle",
    DutyState.DONE: "check",
}
SIGNS = {
    DutyState.DUE: "○",
    DutyState.OVERDUE: "!",
    DutyState.RETURNED: "↩",
    DutyState.HANDED_UP: "↑",
    DutyState.RECEIVED: "✓",
    DutyState.DONE: "✓",
}
"""Where there is no room for a word; the word is in the tip."""


def entry_name(one: DutyEntry) -> str:
    return duty_name(one.kind.code, one.name)


def entry_place(one: DutyEntry) -> str:
    return one.team or one.department


def state_tone(state: DutyState) -> Tone:
    return _TONES[state]


def state_symbol(state: DutyState) -> str:
    return _SYMBOLS[state]


def state_words(one: DutyEntry) -> str:
    """ "Overdue", "Done, late"."""
    word = title_word(one.state)
    return _("{state}, late").format(state=word) if one.late and one.done else word


def due_words(day: date, today: date) -> str:
    near = dates.near_day(day, today)
    return near[:1].upper() + near[1:]


def needs(one: DutyEntry) -> str:
    """What is to be written down of it."""
    if one.form is DutyForm.NOTE and not wants_words(one.kind.code, one.form):
        return _("Nothing to write")
    return title_word(one.form)


def needs_words(one: DutyEntry) -> str:
    """The same as a sentence."""
    if one.form is DutyForm.NOTE and not wants_words(one.kind.code, one.form):
        return _("Nothing need be written; a remark can be added.")
    return _("Needs {what}.").format(what=title_word(one.form))
