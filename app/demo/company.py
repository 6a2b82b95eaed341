"""Who answers for whom in the demo, and what everybody works: what requests are made from."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime

from app.demo.rosters import Rota
from app.demo.stage import DAY, Stage
from app.rules.facts import Person, Post, ShiftType
from app.rules.vocabulary import Role


@dataclass(frozen=True, slots=True)
class Company:
    """The cast at work. `taken` are the days around which somebody's requests are already."""

    stage: Stage
    people: dict[str, Person]
    shifts: dict[str, ShiftType]
    rota: Rota
    drafted: frozenset[str] = frozenset()
    """Teams whose next month is not published yet."""
    taken: dict[str, set[date]] = field(default_factory=dict)

    def post(self, no: str, day: date) -> Post:
        return self.people[no].post_on(day)

    def code(self, no: str, day: date) -> str:
        """The shift that somebody works on `day`; empty: none."""
        return self.rota.get(no, {}).get(day, "")

    def hours(self, no: str, day: date) -> tuple[datetime, datetime] | None:
        """Start and end of somebody's shift of `day`."""
        code = self.code(no, day)
        return self.stage.time.interval(self.shifts[code], day) if code else None

    def start(self, no: str, day: date) -> datetime:
        """When somebody's shift of `day` starts; without one, the day itself."""
        hours = self.hours(no, day)
        return hours[0] if hours else self.stage.time.instant(day)

    def leader_of(self, no: str, day: date) -> str:
        """Their team's leader on `day`; for the leader and for people without a team, nobody."""
        post = self.post(no, day)
        if not post.team or post.leads_team:
            return ""
        return self._who(day, Role.TEAM_LEADER, post.department, post.team)

    def head_of(self, no: str, day: date) -> str:
        """Their department's head on `day`; for a head and the director, nobody."""
        post = self.post(no, day)
        if post.role in (Role.DEPARTMENT_HEAD, Role.CENTRE_DIRECTOR):
            return ""
        return self._who(day, Role.DEPARTMENT_HEAD, post.department, "")

    def director(self, day: date) -> str:
        return self._who(day, Role.CENTRE_DIRECTOR, "", "")

    def consenter(self, no: str, day: date) -> str:
        """Who consents for their side of a swap: the leader, for a leader the head."""
        return self.leader_of(no, day) or self.head_of(no, day)

    def team(self, name: str, day: date, role: Role = Role.AGENT) -> list[str]:
        """The numbers of the people of that role who are in team `name` on `day`."""
        return [
            person.no
            for person in self.people.values()
            if person.employed_on(day)
            and (post := person.post_on(day)).team == name
            and post.role is role
        ]

    def is_draft(self, no: str, day: date) -> bool:
        """Whether somebody's roster of `day` is still a draft."""
        return day >= self.stage.next_month and self.post(no, day).team in self.drafted

    def free(self, no: str, day: date, margin: int = 5) -> bool:
        """Whether nothing is asked for by `no` within `margin` days of `day`."""
        return not any(abs((day - other).days) <= margin for other in self.taken.get(no, ()))

    def take(self, no: str, first: date, last: date | None = None) -> None:
        """Keep the days from `first` to `last` clear of other requests of `no`."""
        for offset in range(((last or first) - first).days + 1):
            self.taken.setdefault(no, set()).add(first + offset * DAY)

    def _who(self, day: date, role: Role, department: str, team: str) -> str:
        for person in self.people.values():
            post = person.post_on(day)
            if post.role is role and (post.department, post.team) == (department, team):
                return person.no
        return ""
