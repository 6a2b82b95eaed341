"""Which inspections are a calibration's that is still scored blind."""

from __future__ import annotations

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.models import Calibration, Inspection, PlannedInspection
from app.rules.scorecards.blind import CalibrationState, SealedScore, hidden_from


def blind_calibrations(session: Session) -> frozenset[str]:
    """The numbers of those that are open, with something left to score."""
    row, plan = Calibration, PlannedInspection
    left = select(plan.id).where(
        plan.calibration_id == row.id, plan.inspection_id.is_(None), plan.dropped == ""
    )
    query = select(row.calibration_no).where(row.closed_at.is_(None), left.exists())
    return frozenset(session.scalars(query))


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
