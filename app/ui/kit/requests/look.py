"""What the window has to show of a kind of request."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any

from PySide6.QtWidgets import QWidget

from app.queries.requests.undecided import Undecided
from app.ui.kit.tokens import Tone

Show = Callable[[object], object]
"""Called with (employee number, date), to show them in the roster."""


@dataclass(frozen=True, slots=True)
class KindLook:
    """How one kind looks. A sheet's `title` and `cards` take the kind's own view.

    `page`: the key of the page with its register, `opens` the words of the way there (a msgid).
    `states`, `steps` (of the ledger, the part before the first dot or the whole) and `notices` (by
    code): how good that is, said by a tone. `symbols` say the same of states, for who sees no
    colour. `line` and `days` word it in a list.
    """

    icon: str
    page: str
    opens: str
    states: Mapping[StrEnum, Tone]
    symbols: Mapping[StrEnum, str]
    steps: Mapping[str, Tone]
    notices: Mapping[str, Tone]
    line: Callable[[Undecided], str]
    days: Callable[[Undecided, date], str]
    title: Callable[[Any], str]
    cards: Callable[[Any, Show], Iterator[QWidget]]
