"""What judges the daily books, and what each judge reads."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from enum import Enum, auto
from typing import NamedTuple

from app.rules.bulletins import roll_calls, unread
from app.rules.desks import check as desks
from app.rules.duties import check as duties
from app.rules.findings import Finding
from app.rules.ground import Ground
from app.rules.handover import check as handover
from app.rules.registers import check as registers
from app.rules.scorecards import check as scorecards


class Work(Enum):
    """What a judge asks of who works what."""

    NOTHING = auto()
    MANNED = auto()
    """Which shifts of a place agents work: `Ground.manning`."""
    OWN = auto()
    """What each person works; of each it finds what it would find of them alone."""


class Judge(NamedTuple):
    """One of them. Besides its sheets and the work it reads the people and the inspections."""

    findings: Callable[[Ground], Iterator[Finding]]
    sheets: tuple[str, ...]
    """Fields of `Books`."""
    work: Work = Work.NOTHING


RELEASES = Judge(desks.releases, ("seats",))
UNREAD = Judge(unread.unread, ("bulletins", "reads"), Work.OWN)
HELD = Judge(roll_calls.held, ("roll_calls",))
BOOKS = (
    Judge(handover.logs_kept, ("logs", "items")),
    Judge(handover.items_left, ("logs", "items")),
    Judge(handover.without_log, ("logs",), Work.MANNED),
    UNREAD,
    HELD,
    Judge(roll_calls.missing, ("roll_calls",), Work.MANNED),
    RELEASES,
    Judge(desks.leavings, ("left_floor",)),
    Judge(duties.duty_logs, ("duty_logs",), Work.MANNED),
    Judge(duties.duties_done, ("duties_done",)),
    Judge(registers.reports, ("reports",)),
    Judge(registers.complaints, ("complaints",)),
    Judge(registers.visitors, ("visitors",)),
    Judge(scorecards.findings, ("cards", "scores")),
)
