"""QA-5: who appeals in time, who decides, and when a changed score stands beside the old one."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date, datetime, timedelta

from app.rules.facts import Inspection
from app.rules.figures.figure import Days, EmployeeNo, Figures
from app.rules.figures.scorecards import (
    AppealedLate,
    DecidedByNobody,
    DecidedByWrongPerson,
    DecidedOwn,
    DecidedWithoutAppeal,
    RevisedUnasked,
)
from app.rules.findings import Finding
from app.rules.ground import Ground
from app.rules.scorecards.worth import appeal_upheld
from app.rules.vocabulary import Role


def check_appeal(inspection: Inspection, ground: Ground) -> Iterator[Finding]:
    """An appeal comes within its days after the scores were submitted."""
    if inspection.appealed_at is None:
        return
    limit = ground.policies.at(inspection.appealed_at).qa_appeal_days
    submitted = ground.time.local_date(inspection.submitted_at or inspection.inspected_at)
    appealed = ground.time.local_date(inspection.appealed_at)
    last = submitted + timedelta(days=limit)
    if appealed > last:
        figures = AppealedLate(
            submitted=submitted, appealed=appealed, last=last, appeal_days=Days(limit)
        )
        yield Finding(inspection.no, inspection.agent, appealed, figures)


def check_decision(inspection: Inspection, ground: Ground) -> Iterator[Finding]:
    """The head of the agent's department decides on an appeal that was made: not who scored it,
    and not whom it is about."""
    if inspection.decided_at is None:
        return
    day = ground.time.local_date(inspection.decided_at)
    figures = _decided_wrongly(inspection, inspection.decided_at, day, ground)
    if figures:
        yield Finding(inspection.no, inspection.decided_by, day, figures)


def _decided_wrongly(
    inspection: Inspection, decided_at: datetime, day: date, ground: Ground
) -> Figures | None:
    if inspection.appealed_at is None or decided_at < inspection.appealed_at:
        return DecidedWithoutAppeal(decided=decided_at)
    if not inspection.decided_by:
        return DecidedByNobody()
    if inspection.decided_by in (inspection.inspector, inspection.agent):
        return DecidedOwn()
    agent, judge = ground.post(inspection.agent, day), ground.post(inspection.decided_by, day)
    department = agent.department if agent else ""
    if judge and judge.role is Role.DEPARTMENT_HEAD and judge.department == department:
        return None
    return DecidedByWrongPerson(agent=EmployeeNo(inspection.agent), department=department)


def check_revision(
    inspection: Inspection, revisions: Iterable[int], day: date
) -> Iterator[Finding]:
    """Only an appeal that was upheld makes a revision; `day`: when the contact was inspected."""
    latest = max(revisions, default=1)
    if latest > 1 and not appeal_upheld(inspection):
        yield Finding(inspection.no, inspection.inspector, day, RevisedUnasked(revision=latest))
