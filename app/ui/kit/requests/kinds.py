"""The look of each kind of request, and what the pages ask of it."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from enum import StrEnum

from app.queries.requests.waiting import Waiting
from app.reading.requests.view import RequestView
from app.rules.requests import RequestKind
from app.text import _
from app.text.requests.kinds import asked_word, state_word
from app.ui.kit.requests import leave, swaps
from app.ui.kit.requests.look import KindLook
from app.ui.kit.tokens import Tone

LOOKS: Mapping[RequestKind, KindLook] = {
    RequestKind.SWAP: swaps.SWAP,
    RequestKind.LEAVE: leave.LEAVE,
    RequestKind.GIVING_UP: leave.GIVING_UP,
    RequestKind.TAKING_BACK: swaps.TAKING_BACK,
}


def state_tone(kind: RequestKind, state: StrEnum) -> Tone:
    """How good a state is."""
    return LOOKS[kind].states[state]


def state_symbol(kind: RequestKind, state: StrEnum) -> str:
    """The symbol that says what the tone says."""
    return LOOKS[kind].symbols[state]


def step_tone(kind: RequestKind, step: str) -> Tone:
    """How good a step of the ledger is, in the file of a request of this kind."""
    for one in RequestKind.filed_in(kind.file):
        tones = LOOKS[one].steps
        for key in (step, step.partition(".")[0]):
            if key in tones:
                return tones[key]
    return Tone.PLAIN


def state_shown(kind: RequestKind, state: StrEnum) -> tuple[str, Tone]:
    """Where a request stands, and how good that is."""
    return state_word(kind, state), state_tone(kind, state)


def request_title(view: RequestView) -> str:
    """Who wants what."""
    return LOOKS[view.ref.kind].title(view)


def waiting_title(one: Waiting) -> str:
    """What is asked for, by whom."""
    return LOOKS[one.kind].line(one.request)


def waiting_note(one: Waiting, today: date) -> str:
    """On which days, and what is to be said to it."""
    days, asked = LOOKS[one.kind].days(one.request, today), asked_word(one.kind, one.word)
    if one.request.last < today:
        asked = _("overdue: {what}").format(what=asked)
    return f"{days} · {asked}"


def notice_look(code: str) -> tuple[str, Tone] | None:
    """Symbol and tone of a notice about a request; None where it is about none."""
    for look in LOOKS.values():
        if code in look.notices:
            return look.icon, look.notices[code]
    return None
