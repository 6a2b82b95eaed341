"""Which inspections are a calibration's that is still scored blind."""

from __future__ import annotations

from typing import Any

from sqlalchemy import and_, exists, or_, select
from sqlalchemy.orm import Session

from app.models import Calibration, Inspection, PlannedInspection
from app.rules.scorecards.blind import CalibrationState, SealedScore, hidden_from


def blind_calibrations(session: Session) -> frozenset[str]:
    """The numbers of those that are open, with something left to score."""
    return frozenset(session.scalars(select(Calibration.calibration_no).where(_blind())))


def unveiled() -> Any:
    """Of `Inspection`, for whoever asks: it is no calibration's, or its calibration is closed or
    wholly scored."""
    row, held = Inspection, Calibration
    theirs = exists().where(held.calibration_no == row.calibration_no, _blind())
    return or_(row.calibration_no == "", ~theirs)


def _blind() -> Any:
    """Of `Calibration`: `CalibrationState.BLIND`, as `state_of` tells it."""
    row, plan = Calibration, PlannedInspection
    left = exists().where(
        plan.calibration_id == row.id, plan.inspection_id.is_(None), plan.dropped == ""
    )
    return and_(row.closed_at.is_(None), left)


def hidden_inspections(session: Session, reader: int | None) -> frozenset[str]:
    """The numbers of the inspections of which `reader` (a person's id) may see nothing yet."""
    blind = blind_calibrations(session)
    if not blind:
        return frozenset()
    row = Inspection
    query = select(row.inspection_no, row.inspector_id).where(row.calibration_no.in_(blind))
    state = CalibrationState.BLIND
    scored = (SealedScore(no, by, state) for no, by in session.execute(query))
    return hidden_from(reader, scored)
