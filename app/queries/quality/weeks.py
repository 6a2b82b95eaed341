"""The inspections of a week and of the four before it, with each item's score (QA-6)."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.models import Contact, Inspection
from app.queries.facts import persons
from app.queries.quality.inspected import inspected_between
from app.rules.calendar import CentreTime
from app.rules.facts import Person
from app.rules.scorecards.counting import Inspected, counted
from app.rules.scorecards.sheets import sheet_of
from app.rules.scorecards.week import WEEKS_BEFORE, WeekInspection, WeekQuality, week_quality

_WEEK = timedelta(days=7)


@dataclass(frozen=True, slots=True)
class WeeksInspected:
    """Of the week that begins on `monday`, and of the four before it, of all departments."""

    monday: date
    week: tuple[WeekInspection, ...]
    before: tuple[WeekInspection, ...]

    @property
    def departments(self) -> Collection[str]:
        return {one.department for one in (*self.week, *self.before)}

    def quality(self, department: str, agents: Collection[str] | None = None) -> WeekQuality:
        """A department's week; of `agents` alone, where they are named."""

        def of(inspections: Iterable[WeekInspection]) -> Iterator[WeekInspection]:
            for one in inspections:
                if one.department == department and (agents is None or one.agent in agents):
                    yield one

        return week_quality(self.monday, of(self.week), of(self.before))


def weeks_inspected(
    session: Session,
    time: CentreTime,
    monday: date,
    people: Mapping[str, Person],
    back: int = WEEKS_BEFORE,
) -> WeeksInspected:
    """The inspections that count; `people`: by employee number. `back`: so many weeks before."""
    first, end = time.instant(monday - back * _WEEK), time.instant(monday + _WEEK)
    inspected = inspected_between(session, first, end)
    at = Inspection.inspected_at
    refs = select(Inspection.contact_ref).where(at >= first, at < end)
    query = select(Contact.ref, Contact.shift).where(Contact.ref.in_(refs))
    shifts: dict[str, str] = dict(session.execute(query).all())
    found = [*_weeks(inspected, people, time, shifts)]
    return WeeksInspected(
        monday,
        tuple(one for one in found if one.day >= monday),
        tuple(one for one in found if one.day < monday),
    )


def quality_of_week(
    session: Session, time: CentreTime, monday: date, department: str, back: int = WEEKS_BEFORE
) -> WeekQuality:
    """A department's week, with everybody named in it."""
    return weeks_inspected(session, time, monday, persons(session), back).quality(department)


def _weeks(
    inspected: Inspected,
    people: Mapping[str, Person],
    time: CentreTime,
    shifts: Mapping[str, str],
) -> Iterator[WeekInspection]:
    for one, each in counted(inspected, people, time):
        day, agent = time.local_date(one.inspected_at), people.get(one.agent)
        revisions = inspected.revisions.get(one.no, {})
        yield WeekInspection(
            agent=one.agent,
            department=each.department,
            team=agent.post_on(day).team if agent and agent.posts else "",
            shift=shifts.get(one.contact, ""),
            day=day,
            failed=each.worth.failed,
            rows=sheet_of(one, inspected.cards, revisions, inspected.policies).rows,
        )
