"""What `check` finds in the whole store, each finding with whom and where it concerns."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.orm import Session

from app.queries import facts
from app.queries.carried import Carried, carried
from app.queries.near import near
from app.rules.calendar import CentreTime
from app.rules.check import check
from app.rules.facts import CENTRE, CentreFacts, Place
from app.rules.findings import Finding
from app.rules.standing_check import StandingCheck


@dataclass(frozen=True, slots=True)
class FindingRow:
    """A finding, and the person it is about by their post on its day; blank where there is none."""

    finding: Finding
    name: str
    department: str
    team: str
    person_id: int = 0
    """0 for nobody."""
    place: Place = CENTRE
    """Whose it is where it is about nobody; the centre's where that is not known."""


@dataclass(frozen=True, slots=True)
class Found:
    """The answer of one check."""

    rows: tuple[FindingRow, ...]
    as_of: datetime
    names: Mapping[str, str]
    """Employee number -> name, of everybody."""
    recorded: bool
    """Whether the registers hold anything that could be checked."""


def found(session: Session, time: CentreTime, as_of: datetime) -> Found:
    """Check everything recorded, as of a moment; seconds in a large store, so not for a GUI
    thread."""
    centre = facts.centre(session)
    return _found(centre, check(centre, facts.policies(session), time, as_of), as_of)


def found_near(
    session: Session,
    time: CentreTime,
    as_of: datetime,
    departments: Collection[int],
    person_id: int | None,
) -> Found:
    """What `found` answers, as far as it is about people of `departments` (ids) or that person."""
    centre = near(session, time, departments, person_id)
    return _found(centre, check(centre, facts.policies(session), time, as_of), as_of)


class CarriedCheck:
    """The same check, carried on from the state of the store that it saw last."""

    def __init__(self) -> None:
        self._check = StandingCheck()
        self._facts: Carried | None = None

    def found(self, session: Session, time: CentreTime, as_of: datetime) -> Found:
        """What `found` answers; after the first time, as quick as little has changed."""
        now = self._facts = carried(session, self._facts)
        findings = self._check.found(now.facts, now.policies, time, as_of, now.changed)
        return _found(now.facts, findings, as_of)


def _found(centre: CentreFacts, findings: Iterable[Finding], as_of: datetime) -> Found:
    names = {no: person.name for no, person in centre.people.items()}
    recorded = any((centre.roster, centre.swaps, centre.leaves, centre.inspections))
    places = _places(centre)
    rows = tuple(finding_row(centre, each, places) for each in findings)
    return Found(rows, as_of, names, recorded)


def finding_row(
    centre: CentreFacts, finding: Finding, places: Mapping[tuple[str, str], Place] | None = None
) -> FindingRow:
    """`finding` with whom it is about, or where it belongs; `places` by department and team."""
    person = centre.people.get(finding.person)
    if person is None:
        department, team = finding.place
        place = (places or {}).get(finding.place, CENTRE)
        return FindingRow(finding, "", department, team, place=place)
    post = person.post_on(finding.day)
    return FindingRow(finding, person.name, post.department, post.team, person.id)


def _places(centre: CentreFacts) -> Mapping[tuple[str, str], Place]:
    """Department and team, or the department alone, by the names that posts have."""
    places: dict[tuple[str, str], Place] = {}
    for person in centre.people.values():
        for post in person.posts:
            places[post.team_key] = post.place
            places[post.department, ""] = Place(post.place.department)
    return places
