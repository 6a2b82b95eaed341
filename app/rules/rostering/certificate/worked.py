"""One person's roster as it is judged: what they work, on which days anything is known of it."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import groupby

from app.rules.facts import Person, ShiftType
from app.rules.rostering.scene import RosterScene
from app.rules.rostering.work_rules import WorkRules
from app.rules.work import works_shifts

DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Run:
    """Days in a row that are all alike. `open`: one end of it touches a day of which nothing is
    known, or on which the person is not employed, so that it may have been longer."""

    days: tuple[date, ...]
    open: bool


@dataclass(frozen=True, slots=True)
class WorkedMonth:
    """`rostered` is what stands in the roster; `worked` that of it which is worked, by somebody
    who is employed and on no leave. Both reach over the edges of the month."""

    scene: RosterScene
    person: Person
    rules: WorkRules
    rostered: Mapping[date, str]
    worked: Mapping[date, str]
    away: frozenset[date]
    known: tuple[tuple[date, ...], ...]
    """The days of which something is known and on which the person is employed, in stretches."""

    @classmethod
    def of(cls, scene: RosterScene, person: Person) -> WorkedMonth:
        no = person.no
        row, away = scene.roster.get(no, {}), scene.leaves.get(no, frozenset())
        known = {day: code for day, code in row.items() if code and scene.knows(no, day)}
        worked = {
            day: code for day, code in known.items() if day not in away and person.employed_on(day)
        }
        spans = tuple(_spans(scene, person))
        return cls(scene, person, scene.work_rules.of(no), known, worked, away, spans)

    @property
    def is_rostered(self) -> bool:
        """Whether the month is theirs: by their post of some day, or by a shift."""
        return self.is_due or any(day in self.rostered for day in self.month())

    @property
    def is_due(self) -> bool:
        """Whether a roster is due to them: employed, on some day, in a post that works shifts."""
        return any(
            self.person.employed_on(day) and works_shifts(self.person.post_on(day).role)
            for day in self.month()
        )

    def month(self) -> Iterator[date]:
        """Each day that is judged."""
        day = self.scene.first
        while day <= self.scene.last:
            yield day
            day += DAY

    def within(self, day: date) -> bool:
        return self.scene.first <= day <= self.scene.last

    def in_month(self) -> Iterator[tuple[date, ShiftType]]:
        """What is worked in the month, day by day."""
        for day in self.month():
            if day in self.worked:
                yield day, self.shift(day)

    def shift(self, day: date) -> ShiftType:
        """The shift that is worked on a day on which one is."""
        return self.scene.shifts[self.worked[day]]

    def runs(self, alike: Callable[[date], bool]) -> Iterator[Run]:
        """The runs of days that are `alike` and of which one at least lies in the month."""
        for known in self.known:
            for is_alike, group in groupby(known, alike):
                days = tuple(group)
                if is_alike and days[-1] >= self.scene.first and days[0] <= self.scene.last:
                    yield Run(days, open=days[0] == known[0] or days[-1] == known[-1])


def _spans(scene: RosterScene, person: Person) -> Iterator[tuple[date, ...]]:
    reach = (scene.open_from - scene.known_from).days
    around = (scene.known_from + number * DAY for number in range(reach))
    for is_known, days in groupby(
        around, lambda day: scene.knows(person.no, day) and person.employed_on(day)
    ):
        if is_known:
            yield tuple(days)
