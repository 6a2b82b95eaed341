"""Whom somebody reports to (ESC-2): asked by the form, the service and `check` alike."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date

from app.rules.approvers import has_leader, heads_department_of, is_step_approver, leaders_by_team
from app.rules.facts import Person, Post
from app.rules.vocabulary import LeaveStepKind, Role


def superior_of(post: Post, leaders: Iterable[Person], day: date) -> LeaveStepKind | None:
    """The level that takes the reports of who holds `post` on `day`; None: a director's, nobody's.

    `leaders`: at least all who ever led its team.
    """
    if post.role is Role.CENTRE_DIRECTOR:
        return None
    if post.role is Role.DEPARTMENT_HEAD:
        return LeaveStepKind.DIRECTOR
    if post.role is Role.AGENT and has_leader(post, leaders, day):
        return LeaveStepKind.LEADER
    return LeaveStepKind.HEAD


class Superiors:
    """Who is over whom among `people`, by the posts of a day. Numbers are employees'."""

    def __init__(self, people: Mapping[str, Person]) -> None:
        self._people = people
        self._leaders = leaders_by_team(people)
        self._levels: dict[tuple[str, date], LeaveStepKind | None] = {}

    def level(self, no: str, day: date) -> LeaveStepKind | None:
        """The level that takes somebody's reports; None of a director, whom nobody is over."""
        if (no, day) not in self._levels:
            post = self._post(no, day)
            leaders = self._leaders.get(post.team_key, ()) if post else ()
            self._levels[no, day] = superior_of(post, leaders, day) if post else None
        return self._levels[no, day]

    def takes(self, to: str, no: str, day: date) -> bool:
        """Whether `to` is the superior to whom `no` reports. Whether employed is not judged."""
        level, theirs, mine = self.level(no, day), self._post(to, day), self._post(no, day)
        if level is None or theirs is None or mine is None:
            return False
        return is_step_approver(level, theirs, mine)

    def takes_in_emergency(self, to: str, no: str, day: date) -> bool:
        """Whether `to` is one up to whom a level may be skipped: the own head, or a director."""
        theirs, mine = self._post(to, day), self._post(no, day)
        if theirs is None or mine is None or to == no:
            return False
        return heads_department_of(theirs, mine) or theirs.role is Role.CENTRE_DIRECTOR

    def is_over(self, to: str, no: str, day: date) -> bool:
        """Whether `to` may instruct `no`: the superior, or somebody over that one."""
        if self.level(no, day) in (None, LeaveStepKind.DIRECTOR):
            return self.takes(to, no, day)
        return self.takes(to, no, day) or self.takes_in_emergency(to, no, day)

    def of(self, no: str, day: date) -> tuple[str, ...]:
        """Everybody employed on `day` who takes the reports of `no`, by number."""
        return tuple(sorted(self._employed(day, lambda to: self.takes(to, no, day))))

    def reachable(self, no: str, day: date) -> tuple[str, ...]:
        """Those whom an emergency may also be reported to at once, by number."""
        over = set(self._employed(day, lambda to: self.takes_in_emergency(to, no, day)))
        return tuple(sorted(over - set(self.of(no, day))))

    def _employed(self, day: date, asked: Callable[[str], bool]) -> Iterator[str]:
        return (no for no, one in self._people.items() if one.employed_on(day) and asked(no))

    def _post(self, no: str, day: date) -> Post | None:
        person = self._people.get(no)
        return person.post_on(day) if person else None
