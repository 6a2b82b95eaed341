"""The words of each kind of request: state, step, what is asked, what came of it."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum

from app.rules.requests import RequestKind, RequestRef
from app.rules.turn import Word
from app.text.language import _
from app.text.requests import leave, swaps
from app.text.requests.kind import KindWords

KIND_WORDS: Mapping[RequestKind, KindWords] = {
    RequestKind.SWAP: swaps.SWAP,
    RequestKind.LEAVE: leave.LEAVE,
    RequestKind.GIVING_UP: leave.GIVING_UP,
    RequestKind.TAKING_BACK: swaps.TAKING_BACK,
}


def request_name(ref: RequestRef) -> str:
    """ "Swap S-00012"."""
    return _(KIND_WORDS[ref.kind].numbered).format(no=ref.no)


def state_word(kind: RequestKind, state: StrEnum) -> str:
    """Where a request stands, as a title: "Partly approved"."""
    text = _(KIND_WORDS[kind].states[state])
    return text[:1].upper() + text[1:]


def step_word(kind: RequestKind, step: str) -> str:
    """What was done at a step of the ledger, in the file of a request of this kind; a step of
    another version is said as it is."""
    words = (KIND_WORDS[one].step(step) for one in RequestKind.filed_in(kind.file))
    return next((text for text in words if text is not None), step)


def asked_word(kind: RequestKind, word: Word) -> str:
    """What is to be said to a request, in a list: "your answer"."""
    return _(KIND_WORDS[kind].asked[word])


def yes_word(kind: RequestKind, word: Word) -> str:
    """The button that says yes: "&Agree"."""
    return _(KIND_WORDS[kind].yes[word])


def outcome(ref: RequestRef, state: StrEnum, *, yes: bool, opens: bool) -> str:
    """What a decision has brought about, for who took it. `opens`: somebody is to be found for a
    shift of it."""
    if not yes:
        return _("Declined {no}").format(no=ref.no)
    words = KIND_WORDS[ref.kind]
    whole = None if opens else words.brought_whole.get(state)
    return _(whole or words.brought[state]).format(no=ref.no)


def headline(code: str) -> str | None:
    """The headline of a notice about a request; None where it is about none."""
    found = (words.headlines.get(code) for words in KIND_WORDS.values())
    text = next((text for text in found if text is not None), None)
    return _(text) if text is not None else None
