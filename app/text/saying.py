"""Whole sentences out of untranslated messages and their parameters."""

from __future__ import annotations

from datetime import date, datetime
from enum import StrEnum
from typing import Any

from app.rules.vocabulary import Message
from app.text import dates, words
from app.text.language import _


def say(message: Message, near: date | None = None) -> str:
    """The whole sentence: translated, its parameters worded and filled in.

    Dates in the year of `near` are told without it. A parameter called `shift` is a shift's code.
    """
    if not message.params:
        return _(message.msgid)
    params = {name: worded(value, near) for name, value in message.params.items()}
    if isinstance(code := message.params.get("shift"), str):
        params["shift"] = words.shift_words(code)
    return _(message.msgid).format(**params)


def worded(value: Any, near: date | None = None) -> Any:
    """A parameter as a sentence holds it.

    Dates, instants, lists and the rulebook's words are put into the language in use; numbers
    and texts stay as they are.
    """
    match value:
        case Message():
            return say(value, near)
        case datetime():
            return dates.moment(value, near)
        case date():
            return dates.day(value, near)
        case StrEnum():
            return words.word(value)
        case list() | tuple():
            return words.listed([str(worded(item, near)) for item in value])
        case _:
            return value
