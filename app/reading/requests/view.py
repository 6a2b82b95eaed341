"""A request as whoever decides on it, or is concerned by it, sees it: verdict, cover, history."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

from sqlalchemy.orm import Session

from app.context import Context
from app.queries.requests.cover_effect import NOTHING, CoverEffect
from app.queries.requests.decisions import DecisionRow
from app.queries.roster.rows import ShiftRow
from app.rules.requests import RequestRef
from app.rules.turn import Word
from app.rules.verdict import Verdict


@dataclass(frozen=True, slots=True, kw_only=True)
class RequestView:
    """What requests of every kind have to show; each kind adds its own.

    `asked`: the word that the actor may say now, None for none. `verdict` is None once nothing is
    to be decided; `late`: this decision takes a late filing as in time (LEAVE-2). `version` is
    what a decision is compared with.
    """

    ref: RequestRef
    status: StrEnum
    version: int
    filed_at: datetime
    shifts: tuple[ShiftRow, ...]
    history: Sequence[DecisionRow]
    asked: Word | None = None
    verdict: Verdict | None = None
    cover: CoverEffect = NOTHING
    names: Mapping[str, str] = field(default_factory=dict)
    late: bool = False
    last: bool = False
    """A yes is the last one: what it does to the cover comes to pass with it."""

    @property
    def no(self) -> str:
        return self.ref.no


Opener = Callable[[Context, Session, str], RequestView | None]
"""Opens the request of a kind with this number, for whom it concerns: NotAllowed for others, None
where there is no such request."""
