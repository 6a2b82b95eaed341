"""A draw on record, drawn again: what it was drawn from, and whether the same comes out."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from app.rules.scorecards.sampling import Inspector, ListedContact, Pick, Task, ToDraw


def kept(task: Task, taken: Iterable[str]) -> str:
    """`task` without its contacts, as JSON, and the references that were `taken` already."""
    return json.dumps(
        {
            "weeks": _texts(task.weeks),
            "listed": task.listed,
            "agents": [
                [one.no, one.needed, _texts(one.taken), [*one.shifts], _texts(one.works)]
                for one in task.agents
            ],
            "inspectors": [[one.no, one.load, _texts(one.weeks)] for one in task.inspectors],
            "taken": sorted(taken),
        },
        ensure_ascii=False,
        separators=(",", ":"),
    )


@dataclass(frozen=True, slots=True)
class Kept:
    """What `kept` wrote: the task without contacts, and the references that were taken."""

    task: Task
    taken: frozenset[str]

    def agents(self) -> tuple[str, ...]:
        return tuple(one.no for one in self.task.agents)

    def with_contacts(self, contacts: Iterable[ListedContact]) -> Task:
        """The task, with those of `contacts` that were there to be drawn."""
        mine = frozenset(self.agents())
        there = (one for one in contacts if one.agent in mine and one.ref not in self.taken)
        return replace(self.task, contacts=tuple(there))


def read_kept(text: str) -> Kept:
    """Back from JSON."""
    found: Mapping[str, Any] = json.loads(text)
    task = Task(
        weeks=_dates(found["weeks"]),
        agents=tuple(
            ToDraw(no, needed, _dates(taken), tuple(shifts), _dates(works))
            for no, needed, taken, shifts, works in found["agents"]
        ),
        inspectors=tuple(
            Inspector(no, _dates(weeks), load) for no, load, weeks in found["inspectors"]
        ),
        listed=found["listed"],
    )
    return Kept(task, frozenset(found["taken"]))


@dataclass(frozen=True, slots=True)
class Difference:
    """What stands in the plan and what the draw gives; None where one of them has nothing."""

    stands: Pick | None
    drawn: Pick | None


def differences(stands: Sequence[Pick], drawn: Sequence[Pick]) -> tuple[Difference, ...]:
    """What stands in the plan of a draw against what it gives when it is drawn again.

    Contacts that the inspector chose are left out of both by whoever asks.
    """
    left = list(drawn)
    odd = []
    for pick in stands:
        if pick in left:
            left.remove(pick)
        else:
            odd.append(pick)
    found = []
    for pick in odd:
        other = next((one for one in left if one.agent == pick.agent), None)
        if other is not None:
            left.remove(other)
        found.append(Difference(pick, other))
    return (*found, *(Difference(None, pick) for pick in left))


def _texts(days: Iterable[date]) -> list[str]:
    return [day.isoformat() for day in days]


def _dates(texts: Iterable[str]) -> tuple[date, ...]:
    return tuple(map(date.fromisoformat, texts))
