"""An inspection beside the agent's own past and the department's mean: nobody else's figures.

The department's means are those of the last whole month before the inspection: they do not move
with each inspection that is added, so that no colleague's score can be told from a difference.
Where fewer than `LEAST` people were inspected in it they are not told at all.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from math import fsum

from app.rules.facts import Inspection
from app.rules.scorecards.counting import Inspected
from app.rules.scorecards.quality import Counted, PersonQuality, month_quality
from app.rules.scorecards.sheets import sheet_of
from app.rules.vocabulary import Aspect

LEAST = 3
"""People: of two, one could tell the other's mean from their own."""
MONTHS = 6

CountedRows = Sequence[tuple[Inspection, Counted]]


@dataclass(frozen=True, slots=True)
class Means:
    """The means of some inspections. `items`: of those of one card, by code."""

    inspections: int
    people: int
    total: float
    aspects: Mapping[Aspect, float]
    items: Mapping[str, float]


@dataclass(frozen=True, slots=True)
class OwnPast:
    """What an inspection is seen against. `own`: None without earlier inspections; its interval
    is the person's own, None of one inspection. `department`: None where it is withheld."""

    own: PersonQuality | None
    own_items: Mapping[str, float]
    department: Means | None
    people: int
    """How many people of the department were inspected in that month."""


def own_past(
    one: Inspection, mine: Inspected, my_rows: CountedRows, theirs: Inspected, rows: CountedRows
) -> OwnPast:
    """`my_rows`: the agent's inspections that count, of the `MONTHS` before `one`; `rows`: those of
    the department, of the last whole month before it."""
    own = month_quality(replace(each, department="") for _inspection, each in my_rows)
    people = {each.employee for _inspection, each in rows}
    own_items = _items(one, mine, my_rows, least=1)
    department = None
    if len(people) >= LEAST:
        department = Means(
            len(rows), len(people), _mean([each.worth.total for _inspection, each in rows]),
            _aspects(rows), _items(one, theirs, rows, least=LEAST),
        )  # fmt: skip
    person = own[0].people[0] if own else None
    return OwnPast(person, own_items, department, len(people))


def _aspects(rows: CountedRows) -> dict[Aspect, float]:
    found = {}
    for aspect in Aspect:
        given = {
            (each.employee, at): each.worth.aspects[aspect]
            for at, (_inspection, each) in enumerate(rows)
            if aspect in each.worth.aspects
        }
        if len({employee for employee, _at in given}) >= LEAST:
            found[aspect] = _mean([*given.values()])
    return found


def _items(
    one: Inspection, inspected: Inspected, rows: CountedRows, *, least: int
) -> dict[str, float]:
    """The mean of each item of the card of `one`, over the same items of whatever version; only of
    those that `least` people were given a number for."""
    card = inspected.cards.get((one.card, one.card_version), ())
    titles = {item.item: item.title for item in card}
    scores: dict[str, list[float]] = {}
    people: dict[str, set[str]] = {}
    for inspection, each in rows:
        if inspection.card != one.card:
            continue
        revisions = inspected.revisions.get(inspection.no, {})
        sheet = sheet_of(inspection, inspected.cards, revisions, inspected.policies)
        for row in sheet.rows:
            item, score = row.item, row.score
            same = not titles or titles.get(item.item) == item.title
            if score is not None and same:
                scores.setdefault(item.item, []).append(score)
                people.setdefault(item.item, set()).add(each.employee)
    return {item: _mean(some) for item, some in scores.items() if len(people[item]) >= least}


def _mean(values: Iterable[float]) -> float:
    some = [*values]
    return fsum(some) / len(some)
