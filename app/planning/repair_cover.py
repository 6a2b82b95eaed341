"""What a way to cover does to the shifts that it touches, counted as the roster's foot does."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from app.rules.edits import CellChange
from app.rules.facts import Post
from app.rules.rostering.needs import Need, Needing
from app.rules.rostering.repairs import CoverMove, Vacancy
from app.rules.rostering.scene import RosterScene, Seat


def after(scene: RosterScene, changes: Sequence[CellChange]) -> RosterScene:
    """The scene with these cells changed."""
    roster = dict(scene.roster)
    for change in changes:
        row = dict(roster.get(change.person, {}))
        row.pop(change.day, None)
        roster[change.person] = row | ({change.day: change.code} if change.code else {})
    return replace(scene, roster=roster)


@dataclass(frozen=True, slots=True)
class TouchedCover:
    """`needs`: those of each day. `before`: the scene without those who leave their shifts; `taken`
    says by whom each vacancy is filled."""

    needs: Mapping[date, Sequence[Need]]
    before: RosterScene
    moved: Sequence[CellChange]
    taken: Sequence[tuple[Vacancy, CellChange]]

    def moves(self) -> Iterator[CoverMove]:
        """Each shift that gets or loses somebody, by every need of it that they count for, and by
        that which is to be met whoever comes; by all where nobody said what is needed."""
        then = after(self.before, self.moved)
        then = replace(then, lent={**then.lent, **dict(self._lent())})
        for day, code in self._touched():
            needs: list[Need | None] = [need for need in self.needs[day] if need.shift == code]
            for need in needs or [None]:
                who = need.who if need is not None else None
                there, later = (_working(scene, day, code, who) for scene in (self.before, then))
                if there != later or (who is not None and self._is_missed(who, day, code)):
                    least = need.least if need is not None else None
                    yield CoverMove(day, code, who, len(there), len(later), least)

    def _touched(self) -> list[tuple[date, str]]:
        cells = {(one.day, code) for one in self.moved for code in (one.before, one.code) if code}
        shifts = self.before.shifts
        return sorted(cells, key=lambda cell: (cell[0], shifts[cell[1]].start, cell[1]))

    def _is_missed(self, who: Needing, day: date, code: str) -> bool:
        """Whether one of the vacancies is one less for it."""
        return any(
            bool(one.person) and who.counts(self.before.person(one.person).post_on(day))
            for one, _taker in self.taken
            if (one.day, one.code) == (day, code)
        )

    def _lent(self) -> Iterator[tuple[Seat, Post]]:
        """Whoever covers an open shift counts where its owner would."""
        for vacancy, taker in self.taken:
            if vacancy.is_open:
                owner = self.before.person(vacancy.person).post_on(vacancy.day)
                mine = self.before.person(taker.person).post_on(vacancy.day)
                post = replace(
                    mine, department=owner.department, team=owner.team, place=owner.place
                )
                yield (taker.person, vacancy.day, vacancy.code), post


def _working(scene: RosterScene, day: date, code: str, who: Needing | None) -> set[str]:
    return {
        no
        for no in (*scene.people, *scene.beside)
        if scene.works(no, day) == code
        and (who is None or who.counts(scene.counted_as(no, day, code)))
    }
