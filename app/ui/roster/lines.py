"""The grid's rows: teams as bands with their people below, narrowed by the quick filter."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from app.queries.roster.rows import PersonLine, RosterCell, RosterMonthRows, ShiftRow, TeamBlock
from app.queries.roster.seats import at_work

_DAY_MINUTES = 24 * 60


@dataclass(frozen=True, slots=True)
class Narrowing:
    """The quick filter. An empty field lets everybody through; `text` is matched in the name
    and the number, whatever its case, each of its words on its own."""

    scope: str = ""
    job_type: str | None = None
    text: str = ""

    def __bool__(self) -> bool:
        return bool(self.scope or self.job_type is not None or self.text.strip())

    @property
    def whole_teams(self) -> bool:
        """Whether whole teams pass: what a team needs is measured against all of its people."""
        return self.job_type is None and not self.text.strip()

    def lets(self, block: TeamBlock, line: PersonLine) -> bool:
        if self.scope and block.scope != self.scope:
            return False
        if self.job_type is not None and line.job_type != self.job_type:
            return False
        there = f"{line.name} {line.no}".casefold()
        return all(word in there for word in self.text.casefold().split())


@dataclass(slots=True, eq=False)
class Band:
    """A team's heading row. `people` counts those who pass the filter."""

    block: TeamBlock
    people: int
    folded: bool = False


@dataclass(slots=True, eq=False)
class Line:
    """A person's row; `cells` are replaced one by one as they are edited."""

    block: TeamBlock
    person: PersonLine
    cells: list[RosterCell]


Row = Band | Line


@dataclass(frozen=True, slots=True)
class Load:
    """What a person works in the days shown. Hours are the shifts' wall-clock lengths."""

    shifts: int
    nights: int
    minutes: int

    @property
    def hours(self) -> str:
        return f"{self.minutes / 60:g}" if self.minutes % 60 == 0 else f"{self.minutes / 60:.1f}"


@dataclass(slots=True)
class Sheet:
    """All lines of one reading of the store, in order, before the filter."""

    rows: RosterMonthRows
    lines: list[Line] = field(init=False)
    _people: dict[str, list[Line]] = field(init=False)
    _teams: dict[str, list[Line]] = field(init=False)

    def __post_init__(self) -> None:
        self.lines = [
            Line(block, person, list(person.cells))
            for block in self.rows.teams
            for person in block.lines
        ]
        self._people, self._teams = {}, {}
        for line in self.lines:
            self._people.setdefault(line.person.no, []).append(line)
            self._teams.setdefault(line.block.scope, []).append(line)

    def of_person(self, no: str) -> list[Line]:
        """A person's lines: one in each team of the range."""
        return self._people.get(no, [])

    def of_team(self, scope: str) -> list[Line]:
        return self._teams.get(scope, [])

    def lent(self, scope: str, column: int) -> Counter[str]:
        """What more is worked of the shifts that a team needs: by others of theirs, less by them
        of others' (edits may have taken a shift away by now)."""
        more: Counter[str] = Counter()
        for one in self.rows.lent:
            if one.column == column and scope in (one.at_home, one.needed_at):
                cells = [line.cells[column] for line in self.of_person(one.no)]
                if not cells or any(at_work(c) and c.code == one.cell.code for c in cells):
                    more[one.cell.code] += 1 if one.needed_at == scope else -1
        return more

    def narrowed(self, narrowing: Narrowing, folded: Iterable[str]) -> list[Row]:
        """The rows to show: a band above each team that has somebody left."""
        return list(self._narrowed(narrowing, frozenset(folded)))

    def _narrowed(self, narrowing: Narrowing, folded: frozenset[str]) -> Iterator[Row]:
        for block in self.rows.teams:
            lines = self.of_team(block.scope)
            kept = [line for line in lines if narrowing.lets(block, line.person)]
            if kept:
                hidden = block.scope in folded
                yield Band(block, len(kept), hidden)
                if not hidden:
                    yield from kept

    def is_bare(self) -> bool:
        """Whether nobody has a shift in the days shown, published or drafted."""
        return not any(map(rostered, self.lines))

    def job_types(self) -> list[str]:
        """The job types that occur, in order; a blank one last."""
        found = {line.person.job_type for line in self.lines}
        return sorted(found, key=lambda job: (not job, job))


def rostered(line: Line | PersonLine) -> bool:
    """Whether a person has any shift in the days shown, published or drafted."""
    return any(cell.code or cell.differs is not None for cell in line.cells)


def shift_minutes(shift: ShiftRow) -> int:
    """How long a shift lasts on the clock's face; end <= start is on the next day."""
    start = shift.start.hour * 60 + shift.start.minute
    end = shift.end.hour * 60 + shift.end.minute
    return end - start if end > start else end - start + _DAY_MINUTES


def load_of(cells: Iterable[RosterCell], shifts: Mapping[str, ShiftRow]) -> Load:
    """What the `cells` add up to; open shifts are worked by nobody."""
    count = nights = minutes = 0
    for cell in cells:
        shift = shifts.get(cell.code)
        if shift is not None and at_work(cell):
            count += 1
            nights += shift.night
            minutes += shift_minutes(shift)
    return Load(count, nights, minutes)


def team_name(block: TeamBlock) -> str:
    """The name of a block; without a team its department's, "" for the centre's own people."""
    return block.team or block.department
