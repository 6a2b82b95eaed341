"""Nobody sees another's scores of a calibration before all have scored, or it is closed.

Said here once, for every reader: of calibrations, people, findings, workbooks and reports.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum


class CalibrationState(StrEnum):
    """How far a calibration is."""

    BLIND = "blind"
    SCORED = "scored"
    CLOSED = "closed"


@dataclass(frozen=True, slots=True)
class SealedScore:
    """An inspection of a calibration, as far as it tells who may see it. People by their ids."""

    no: str
    inspector: int
    state: CalibrationState


def state_of(left: int, *, closed: bool) -> CalibrationState:
    """`left`: how many of its contacts somebody has still to score. One that was brought in with a
    workbook, and was never opened here, is a closed one."""
    if closed:
        return CalibrationState.CLOSED
    return CalibrationState.BLIND if left else CalibrationState.SCORED


def shows(state: CalibrationState, inspector: int, reader: int | None) -> bool:
    """Whether `reader` (None: nobody's account) may see what `inspector` scored."""
    return state is not CalibrationState.BLIND or (reader is not None and reader == inspector)


def hidden_from(reader: int | None, scored: Iterable[SealedScore]) -> frozenset[str]:
    """The inspections of `scored` of which `reader` sees nothing."""
    return frozenset(one.no for one in scored if not shows(one.state, one.inspector, reader))
