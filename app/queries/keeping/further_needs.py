"""The rows of needs that the grid by weekday does not show whole."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import and_, or_, select
from sqlalchemy.orm import Session

from app.models import Department, ShiftType, StaffingNeed, Team
from app.rules.rostering.stated_need import StatedNeed


@dataclass(frozen=True, slots=True)
class FurtherNeed:
    """A row with the names of what it speaks of. `computed`: it came from contacts."""

    id: int
    need: StatedNeed
    department: str
    team: str
    computed: bool


def further_needs(session: Session) -> list[FurtherNeed]:
    """Those of a date, of every day, of a department or a job type, and those that say how many are
    wanted or the most; by place, shift and day."""
    row = StaffingNeed
    by_grid = and_(
        row.job_type == "",
        row.weekday.is_not(None),
        or_(row.team_id.is_not(None), row.department_id.is_(None)),
        row.want.is_(None),
        row.most.is_(None),
    )
    found = session.execute(
        select(row, ShiftType.code, Department.name, Team.name)
        .join(ShiftType, ShiftType.id == row.shift_id)
        .outerjoin(Department, Department.id == row.department_id)
        .outerjoin(Team, Team.id == row.team_id)
        .where(~by_grid)
        .order_by(
            Department.name, Team.name, row.job_type, ShiftType.start_at, row.day, row.weekday,
            row.id,
        )
    )  # fmt: skip
    return [
        FurtherNeed(need.id, stated(need, code), department or "", team or "", need.computed)
        for need, code, department, team in found
    ]


def stated(row: StaffingNeed, code: str) -> StatedNeed:
    """A row as a form shows it; `code`: its shift's."""
    weekday = None if row.weekday is None else row.weekday + 1
    return StatedNeed(
        row.department_id, row.team_id, row.job_type, code,
        weekday=weekday, day=row.day, least=row.least, want=row.want, most=row.most,
    )  # fmt: skip
