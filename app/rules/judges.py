"""What judges the daily books, and which of their sheets each judge reads."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import NamedTuple

from app.rules.bulletins import roll_calls, unread
from app.rules.desks import check as desks
from app.rules.duties import check as duties
from app.rules.findings import Finding
from app.rules.ground import Ground
from app.rules.handover import check as handover
from app.rules.registers import check as registers
from app.rules.scorecards import check as scorecards


class Judge(NamedTuple):
    """One of them. Besides its sheets it reads the people, who works what, and the inspections."""

    findings: Callable[[Ground], Iterator[Finding]]
    sheets: tuple[str, ...]
    """Fields of `Books`."""


RELEASES = Judge(desks.releases, ("seats",))
UNREAD = Judge(unread.unread, ("bulletins", "reads"))
BOOKS = (
    Judge(handover.findings, ("logs", "items")),
    UNREAD,
    Judge(roll_calls.roll_calls, ("roll_calls",)),
    RELEASES,
    Judge(desks.leavings, ("left_floor",)),
    Judge(duties.duty_logs, ("duty_logs",)),
    Judge(duties.duties_done, ("duties_done",)),
    Judge(registers.findings, ("reports", "complaints", "visitors")),
    Judge(scorecards.findings, ("cards", "scores")),
)
