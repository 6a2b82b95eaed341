"""What has to be worded of a kind of request."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from app.rules.turn import Word


@dataclass(frozen=True, slots=True)
class KindWords:
    """Sentences to be translated (msgids) of one kind.

    `numbered`: "Swap {no}". `states`: of each state that a request can be in. `asked`: what is to
    be said to it, in a list; `yes`: on the button that says so. `brought`: by the state that a yes
    has brought it to, for who said it. `headlines`: of its notices, by code.
    `step` words one step of the ledger, whole ("consent.requester"); None for another kind's.
    """

    numbered: str
    states: Mapping[StrEnum, str]
    asked: Mapping[Word, str]
    yes: Mapping[Word, str]
    brought: Mapping[StrEnum, str]
    headlines: Mapping[str, str]
    step: Callable[[str], str | None]
    brought_whole: Mapping[StrEnum, str] = field(default_factory=dict)
    """In place of `brought`, where no shift is left for which somebody is to be found."""
