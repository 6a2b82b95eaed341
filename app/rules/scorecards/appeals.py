"""QA-5: who appeals in time, who decides, and when a changed score stands beside the old one."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date, datetime, timedelta

from app.rules.calendar import CentreTime
from app.rules.facts import Inspection, Post
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
from app.rules.policy import PolicyBook
from app.rules.scorecards.worth import appeal_upheld
from app.rules.vocabulary import Role


def check_appeal(inspection: Inspection, ground: Ground) -> Iterator[Finding]:
    """An appeal comes within its days after the scores were submitted."""
    if inspection.appealed_at is not None:
        late = late_appeal(inspection, inspection.appealed_at, ground.policies, ground.time)
        if late is not None:
            yield late


def appeal_until(
    inspection: Inspection, at: datetime, policies: PolicyBook, time: CentreTime
) -> date:
    """The last day for an appeal, by the days that are in force at `at`."""
    submitted = time.local_date(inspection.submitted_at or inspection.inspected_at)
    return submitted + timedelta(days=policies.at(at).qa_appeal_days)


def late_appeal(
    inspection: Inspection, at: datetime, policies: PolicyBook, time: CentreTime
) -> Finding | None:
    """What QA-5 finds of an appeal that is made at `at`; None in time."""
    last, appealed = appeal_until(inspection, at, policies, time), time.local_date(at)
    if appealed <= last:
        return None
    days = policies.at(at).qa_appeal_days
    figures = AppealedLate(
        submitted=last - timedelta(days=days), appealed=appealed, last=last,
        appeal_days=Days(days),
    )  # fmt: skip
    return Finding(inspection.no, inspection.agent, appealed, figures)


def check_decision(inspection: Inspection, ground: Ground) -> Iterator[Finding]:
    """The head of the agent's department decides on an appeal that was made: not who scored it,
    and not whom it is about."""
    if inspection.decided_at is None:
        return
    day = ground.time.local_date(inspection.decided_at)
    agent, judge = ground.post(inspection.agent, day), ground.post(inspection.decided_by, day)
    figures = decided_wrongly(inspection, inspection.decided_at, agent, judge)
    if figures:
        yield Finding(inspection.no, inspection.decided_by, day, figures)


def decided_wrongly(
    inspection: Inspection, decided_at: datetime, agent: Post | None, judge: Post | None
) -> Figures | None:
    """What QA-5 finds of its decision by `decided_by`, None where nothing; `agent` and `judge`:
    their posts on the day of it."""
    if inspection.appealed_at is None or decided_at < inspection.appealed_at:
        return DecidedWithoutAppeal(decided=decided_at)
    if not inspection.decided_by:
        return DecidedByNobody()
    if inspection.decided_by in (inspection.inspector, inspection.agent):
        return DecidedOwn()
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
