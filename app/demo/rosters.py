"""The demo's rosters: rotations for the teams, office hours for the others."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import date, datetime

from app.demo.script import Script
from app.demo.stage import DAY, Stage
from app.rules.facts import Person

OFFICE_SHIFT = "D"
_PHASES = (0, 2, 4, 6, 7, 1, 3, 5)
"""The order in which a team's places take the days of an eight-day rotation, so that any two
neighbouring days hold three people or more."""

Rota = dict[str, dict[date, str]]


def rota(stage: Stage, script: Script, cast: tuple[Person, ...]) -> Rota:
    """Employee number -> date -> shift code, for everybody employed on the day, all months."""
    rows: Rota = defaultdict(dict)
    for person in cast:
        for day in stage.days():
            code = _code(stage, script, person, day)
            if code and person.employed_on(day):
                rows[person.no][day] = code
    return dict(rows)


def _phase(no: str) -> int:
    """Somebody's place in the rotation, kept when they move, so that no rest is cut."""
    return _PHASES[(int(no[2:]) - 1) % len(_PHASES)] + 3 * int(no[:2])


def _code(stage: Stage, script: Script, person: Person, day: date) -> str:
    post = person.post_on(day)
    if post.team:
        pattern = script.pattern_of(post.department)
        return pattern[(day.toordinal() + _phase(person.no)) % len(pattern)].strip("-")
    settled = post.since < day  # who comes from a rotation begins after a night's rest
    return OFFICE_SHIFT if settled and stage.office_day(day) else ""


def drafted_teams(script: Script) -> frozenset[str]:
    """The teams whose next month is still a draft: the last of each department."""
    return frozenset(department.teams[-1] for department in script.departments)


@dataclass(frozen=True, slots=True)
class Edit:
    """One tracked edit of a published roster; codes, `before` blank for a day off."""

    no: str
    day: date
    before: str
    after: str
    made_at: datetime
    reason: str


def edit(stage: Stage, script: Script, cast: tuple[Person, ...], rows: Rota) -> tuple[Edit, ...]:
    """Call in help for a few busy days of this month: `rows` are changed, the edits returned."""
    reasons = script.reasons["roster_edit"]
    found = []
    for at, team in enumerate(("呼入1班", "呼入2班", "呼入1班", "投诉2班", "呼入3班")):
        day = stage.this_month + (2 + 6 * at) * DAY
        no = next(
            person.no for person in reversed(cast)
            if person.post_on(day).team == team and _rests(rows, person, day)
        )  # fmt: skip
        rows[no][day] = "E"
        made_at = min(stage.at(day - 2 * DAY, 16), stage.now)
        found.append(Edit(no, day, "", "E", made_at, reasons[at % len(reasons)]))
    return tuple(sorted(found, key=lambda one: one.made_at))


def _rests(rows: Rota, person: Person, day: date) -> bool:
    """Whether `day` is the second of two days off."""
    mine = rows.get(person.no, {})
    return person.employed_on(day) and not (mine.keys() & {day - DAY, day})
