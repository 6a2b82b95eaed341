"""One row of needs as somebody states it: where, whom, when, how many; and what is wrong."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from app.rules.staff import Problems
from app.rules.vocabulary import msg

MOST_NEEDED = 999


@dataclass(frozen=True, slots=True)
class StatedNeed:
    """`department` None: of the centre as a whole, `team` None: of the department (ids both).
    `weekday` from 1 (Monday) to 7; without it and without `day` the row holds every day."""

    department: int | None
    team: int | None
    job_type: str
    shift: str
    weekday: int | None
    day: date | None
    least: int
    want: int | None = None
    most: int | None = None

    @property
    def key(self) -> tuple[object, ...]:
        """There is one row for the same people, shift and days."""
        return (
            *(self.department, self.team, self.job_type, self.shift),
            *(self.weekday, self.day),
        )


def need_problems(need: StatedNeed) -> Problems:
    """What keeps a row from holding, field by field."""
    problems: Problems = {}
    wanted = need.least if need.want is None else need.want
    for name, number, lowest in (
        ("least", need.least, 0),
        ("want", need.want, need.least),
        ("most", need.most, wanted),
    ):
        if number is not None and not lowest <= number <= MOST_NEEDED:
            problems[name] = msg("From {least} to {most} people.", least=lowest, most=MOST_NEEDED)
    return problems
