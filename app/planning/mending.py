"""A scene's vacancies as gaps to be filled, and each way that is found as it is shown: proved by
the certificate's own judges, with all that comes of it."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property

from app.planning.building import Built, build
from app.planning.repair_cover import TouchedCover, after
from app.planning.repair_reasons import no_way
from app.planning.repairing import MOST_JUDGED, Gap, Repair, Way, ways
from app.planning.solver.problem import OFF, Rows
from app.rules.calendar import CentreTime
from app.rules.cover import OpenShift, cover_warnings
from app.rules.edits import CellChange
from app.rules.findings import Finding
from app.rules.rostering.certificate.counting import person_month
from app.rules.rostering.certificate.figures import figures
from app.rules.rostering.certificate.judging import broken_rules
from app.rules.rostering.certificate.records import BrokenRule, GroupFigure
from app.rules.rostering.certificate.worked import WorkedMonth
from app.rules.rostering.repairs import (
    MonthMove,
    NoWay,
    RepairWay,
    RuleFigure,
    Vacancy,
)
from app.rules.rostering.scene import RosterScene

_SPAN = 10
"""So many days may change in all, those around the vacancies."""
_CELLS = 5
_JUDGED_TOGETHER = MOST_JUDGED // 2
"""Where several vacancies have no way together, each is still looked at by itself."""
_WARNED, _OTHER_TEAM = 10, 1


@dataclass(frozen=True)
class Mending:
    """A month to be repaired. `others`: the numbers of those whose roster is not to be touched."""

    scene: RosterScene
    built: Built
    vacancies: tuple[Vacancy, ...]
    others: frozenset[str]
    time: CentreTime

    @classmethod
    def of(
        cls,
        scene: RosterScene,
        vacancies: tuple[Vacancy, ...],
        others: frozenset[str],
        time: CentreTime,
    ) -> Mending:
        return cls(scene, build(scene, time, priced=False), vacancies, others, time)

    def only(self, vacancies: tuple[Vacancy, ...]) -> Mending:
        """The same month for other vacancies of it."""
        return replace(self, vacancies=vacancies)

    def found(self) -> list[RepairWay]:
        """Up to five ways, the fewest cells first, and after all others those that leave another
        shift short; every one of them is proved."""
        made = (self._way(way) for way in ways(self.repair))
        found = [way for way in made if not self.breaks(way.changes)]
        return sorted(found, key=lambda way: any(one.falls_short for one in way.cover))

    def why_none(self) -> list[NoWay]:
        """Why nobody can take each of the vacancies."""
        return [
            no_way(self.repair, gap, vacancy, self.built, self.others)
            for gap, vacancy in zip(self.repair.gaps, self.vacancies, strict=True)
        ]

    def group(self) -> Mapping[str, GroupFigure]:
        """What the months of all come to, as they stand."""
        people = [WorkedMonth.of(self.scene, one) for one in self.scene.people.values()]
        months = [person_month(one, ()) for one in people if one.is_rostered]
        return {
            name: GroupFigure.of(getattr(one, name) for one in months)
            for name in ("hours", "nights", "weekends", "holidays")
        }

    def breaks(self, changes: Sequence[CellChange]) -> list[BrokenRule]:
        """The hard rules that are kept now and would no longer be, of those who take a shift."""
        then = after(self.scene, changes)
        owners = {vacancy.person for vacancy in self.vacancies}
        return [
            one
            for no in sorted({change.person for change in changes} - owners)
            for one in sorted(self._broken(then, no) - self._broken(self.scene, no))
        ]

    # ------------------------------------------------------------------------------ what is asked
    @cached_property
    def repair(self) -> Repair:
        """What the search is asked."""
        built, places = self.built, self._places
        owners = {vacancy.person for vacancy in self.vacancies if vacancy.person}
        away = {places[no] for no in owners | self.others if no in places}
        leaving = sum(vacancy.leaves for vacancy in self.vacancies)
        return Repair(
            problem=built.problem,
            rows=self._rows(),
            gaps=tuple(map(self._gap, self.vacancies)),
            days=_window([built.days.index(one.day) for one in self.vacancies], len(built.days)),
            away=frozenset(away),
            cells=_CELLS - leaving,
            lines=MOST_JUDGED if len(self.vacancies) == 1 else _JUDGED_TOGETHER,
            unlike=self._unlike,
            price=built.priced,
        )

    @cached_property
    def _places(self) -> Mapping[str, int]:
        return {no: place for place, no in enumerate(self.built.people)}

    def _rows(self) -> Rows:
        leaving = {(one.person, one.day) for one in self.vacancies if one.leaves}
        return tuple(
            tuple(
                OFF if (no, day) in leaving else self.built.choice(self.scene.works(no, day))
                for day in self.built.days
            )
            for no in self.built.people
        )

    def _gap(self, vacancy: Vacancy) -> Gap:
        day, shift = self.built.days.index(vacancy.day), self.built.choice(vacancy.code)
        if vacancy.needing is None:
            return Gap(day, shift, instead=self._places.get(vacancy.person))
        counts = vacancy.needing.counts
        people = self.scene.people.items()
        counted = {no for no, one in people if counts(one.post_on(vacancy.day))}
        return Gap(day, shift, frozenset(self._places[no] for no in counted))

    def _unlike(self, instead: int, taker: int, day: int) -> int:
        mine, theirs = (self.scene.people[self.built.people[one]] for one in (instead, taker))
        on = self.built.days[day]
        warned = cover_warnings(OpenShift(mine, on, ""), theirs, self.scene.policy)
        same = mine.post_on(on).team_key == theirs.post_on(on).team_key
        return _WARNED * bool(warned) + _OTHER_TEAM * (not same)

    # ----------------------------------------------------------------------------- what was found
    def _way(self, way: Way) -> RepairWay:
        leaving = [
            CellChange(one.person, one.day, "", one.code) for one in self.vacancies if one.leaves
        ]
        moved = [self._change(one.worker, one.day, one.after) for one in way.moves]
        changes = (*leaving, *sorted(moved, key=lambda one: (one.day, one.person)))
        taken = tuple(self._taken(moved))
        touched = TouchedCover(self.built.costs.needs, after(self.scene, leaving), moved, taken)
        return RepairWay(
            changes, taken,
            tuple(self._figures(changes)), tuple(self._warnings(changes)),
            tuple(touched.moves()), tuple(self._months(changes)),
        )  # fmt: skip

    def _change(self, worker: int, day: int, choice: int) -> CellChange:
        no, on = self.built.people[worker], self.built.days[day]
        code = "" if choice == OFF else self.built.codes[choice]
        return CellChange(no, on, code, self.scene.roster.get(no, {}).get(on, ""))

    def _taken(self, moved: Collection[CellChange]) -> Iterator[tuple[Vacancy, CellChange]]:
        free = list(moved)
        for vacancy in self.vacancies:
            taker = next(one for one in free if self._fills(one, vacancy))
            free.remove(taker)
            yield vacancy, taker

    def _fills(self, change: CellChange, vacancy: Vacancy) -> bool:
        post = self.scene.people[change.person].post_on(change.day)
        counted = vacancy.needing is None or vacancy.needing.counts(post)
        return counted and (change.day, change.code) == (vacancy.day, vacancy.code)

    def _figures(self, changes: Sequence[CellChange]) -> Iterator[RuleFigure]:
        then = after(self.scene, changes)
        owners = {vacancy.person for vacancy in self.vacancies}
        for no, days in _by_person(changes).items():
            if no not in owners:
                month = WorkedMonth.of(then, then.people[no])
                for rule, found, limit in figures(month, days, self.time):
                    yield RuleFigure(rule, no, found, limit)

    def _warnings(self, changes: Sequence[CellChange]) -> Iterator[Finding]:
        """Of everybody who takes a shift from somebody: one of the changed, or who is away."""
        people = self.scene.people
        givers = {(one.day, one.before): one.person for one in changes if one.before != one.code}
        givers |= {(one.day, one.code): one.person for one in self.vacancies if one.person}
        for change in changes:
            giver = people.get(givers.get((change.day, change.code), ""))
            if change.code and giver is not None:
                shift = OpenShift(giver, change.day, change.code)
                yield from cover_warnings(shift, people[change.person], self.scene.policy)

    def _months(self, changes: Sequence[CellChange]) -> Iterator[MonthMove]:
        then = after(self.scene, changes)
        for no in _by_person(changes):
            own = [wish for wish in self.scene.wishes if wish.person == no]
            before, later = (
                person_month(WorkedMonth.of(scene, scene.people[no]), own)
                for scene in (self.scene, then)
            )
            yield MonthMove(before, later)

    def _broken(self, scene: RosterScene, no: str) -> frozenset[BrokenRule]:
        return frozenset(broken_rules(WorkedMonth.of(scene, scene.people[no]), self.time))


def _by_person(changes: Sequence[CellChange]) -> dict[str, list[date]]:
    found: dict[str, list[date]] = {}
    for change in changes:
        found.setdefault(change.person, []).append(change.day)
    return found


def _window(days: Sequence[int], count: int) -> range:
    first, last = min(days), max(days)
    spare = max(0, _SPAN - (last - first + 1))
    return range(max(0, first - spare // 2), min(count, last + 1 + (spare + 1) // 2))
