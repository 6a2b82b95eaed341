"""QA-5: where an inspection stands between being submitted and being settled."""

from __future__ import annotations

from datetime import date
from enum import StrEnum

from app.rules.facts import Inspection


class InspectionState(StrEnum):
    """What has become of an inspection, or what is to become of it."""

    NEW = "new"
    """To be acknowledged, or appealed against in time."""
    UNANSWERED = "unanswered"
    """Neither acknowledged nor appealed against in time: its scores stand."""
    ACKNOWLEDGED = "acknowledged"
    APPEALED = "appealed"
    ANSWERED = "answered"
    """Appealed against, and who scored it has said something to that."""
    REJECTED = "rejected"
    UPHELD = "upheld"
    CALIBRATION = "calibration"
    """Nobody's own: nothing becomes of it."""


OPEN = frozenset({InspectionState.APPEALED, InspectionState.ANSWERED})
"""An appeal waits for its decision."""
TO_ACKNOWLEDGE = frozenset({InspectionState.NEW, InspectionState.UNANSWERED})
DECIDED = frozenset({InspectionState.REJECTED, InspectionState.UPHELD})


def state_of(
    inspection: Inspection, *, answered: bool, until: date, today: date
) -> InspectionState:
    """`answered`: who scored it has answered the appeal; `until`: the last day for one."""
    if inspection.calibration:
        return InspectionState.CALIBRATION
    if inspection.appealed_at and inspection.decided_at:
        return InspectionState.UPHELD if inspection.upheld else InspectionState.REJECTED
    if inspection.appealed_at:
        return InspectionState.ANSWERED if answered else InspectionState.APPEALED
    if inspection.acknowledged_at:
        return InspectionState.ACKNOWLEDGED
    return InspectionState.NEW if today <= until else InspectionState.UNANSWERED
