"""A small centre for the services' tests: two departments, three teams, one of each role."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, timedelta

from app.context import Actor, Context
from app.queries.people import rows
from app.rules.staff import PersonDetails, PostDetails
from app.rules.vocabulary import Role
from app.services.people import people, teams
from tests.kept import KeptStores

HIRED = date(2025, 1, 6)
NOON = datetime(2026, 10, 15, 4, 0, tzinfo=UTC)
TODAY = date(2026, 10, 15)
"""The centre's date at `NOON`, which is 12:00 in Shanghai."""


class Clock:
    """A clock that stands until it is moved."""

    def __init__(self, now: datetime = NOON) -> None:
        self.now = now

    def __call__(self) -> datetime:
        return self.now

    def forward(self, **by: float) -> None:
        self.now += timedelta(**by)


@dataclass
class Centre:
    """The store's keeper, and everybody by number."""

    keeper: Context
    clock: Clock
    inbound: int = 0
    complaints: int = 0
    team_a: int = 0
    team_b: int = 0
    team_c: int = 0
    ids: dict[str, int] = field(default_factory=dict)

    def acting(self, no: str) -> Context:
        """The context in which the person with this number acts."""
        return self.keeper.acting_as(Actor(no, self.ids[no]))

    def add(self, no: str, role: Role, department: int | None, team: int | None = None) -> int:
        person = PersonDetails(no, f"Person {no}", HIRED)
        post = PostDetails(HIRED, role, department, team, "inbound", 3)
        self.ids[no] = people.add_person(self.keeper, person, post)
        return self.ids[no]

    def row(self, no: str) -> rows.PersonRow:
        """The person as stored, with today's post."""
        with self.keeper.read() as session:
            found = rows.person(session, self.ids[no], self.keeper.today())
        assert found is not None
        return found


def build(context: Context, stores: KeptStores | None = None) -> Centre:
    """Inbound with teams A and B, Complaints with team C; "head", "leader", "agent", ..."""
    clock = Clock()
    keeper = replace(context, clock=clock)
    places, ids = _filled(keeper) if stores is None else stores.built(_filled, keeper)
    inbound, complaints, team_a, team_b, team_c = places
    return Centre(keeper, clock, inbound, complaints, team_a, team_b, team_c, ids)


def _filled(keeper: Context) -> tuple[tuple[int, int, int, int, int], dict[str, int]]:
    """The keys of its departments and teams, and of everybody by number."""
    centre = Centre(keeper, Clock())
    centre.inbound = teams.add_department(centre.keeper, "Inbound")
    centre.complaints = teams.add_department(centre.keeper, "Complaints")
    centre.team_a = teams.add_team(centre.keeper, centre.inbound, "A")
    centre.team_b = teams.add_team(centre.keeper, centre.inbound, "B")
    centre.team_c = teams.add_team(centre.keeper, centre.complaints, "A")
    centre.add("director", Role.CENTRE_DIRECTOR, None)
    centre.add("head", Role.DEPARTMENT_HEAD, centre.inbound)
    centre.add("inspector", Role.QA_INSPECTOR, centre.inbound)
    centre.add("admin", Role.ADMINISTRATOR, centre.inbound)
    centre.add("leader", Role.TEAM_LEADER, centre.inbound, centre.team_a)
    centre.add("agent", Role.AGENT, centre.inbound, centre.team_a)
    centre.add("agent2", Role.AGENT, centre.complaints, centre.team_c)
    places = (centre.inbound, centre.complaints, centre.team_a, centre.team_b, centre.team_c)
    return places, centre.ids
