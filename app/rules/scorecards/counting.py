"""Which inspections a report counts, and what each is worth."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from app.rules.calendar import CentreTime
from app.rules.facts import Inspection, Person
from app.rules.policy import PolicyBook
from app.rules.quality import check_inspector
from app.rules.scorecards.calibration import Calibrated
from app.rules.scorecards.quality import Counted
from app.rules.scorecards.sheets import Cards, Revisions, worth_of
from app.rules.scorecards.worth import Worth


@dataclass(frozen=True, slots=True)
class Inspected:
    """Some inspections with all that tells what they are worth."""

    inspections: Sequence[Inspection]
    cards: Cards
    revisions: Mapping[str, Revisions]
    """Inspection -> revision -> its scores; of one without a card `standard_scores`."""
    policies: PolicyBook


def counted(
    inspected: Inspected, people: Mapping[str, Person], time: CentreTime
) -> Iterator[tuple[Inspection, Counted]]:
    """The inspections that a month's report counts: no calibration, none that breaks QA-3, and
    none of which nothing has a number. `people`: by employee number."""
    for one in inspected.inspections:
        if one.calibration:
            continue
        day = time.local_date(one.inspected_at)
        agent, inspector = people.get(one.agent), people.get(one.inspector)
        post = inspector.post_on(day) if inspector and inspector.posts else None
        worth = _worth(inspected, one)
        if worth and check_inspector(one, post, day) is None:
            department = agent.post_on(day).department if agent and agent.posts else ""
            yield one, Counted(department, one.agent, worth)


def calibrated(inspected: Inspected) -> Iterator[Calibrated]:
    """The inspections of a calibration, by whomever they were made."""
    for one in inspected.inspections:
        worth = _worth(inspected, one)
        if worth:
            yield Calibrated(one.no, one.contact, one.inspector, one.inspected_at, worth)


def _worth(inspected: Inspected, one: Inspection) -> Worth | None:
    revisions = inspected.revisions.get(one.no, {})
    return worth_of(one, inspected.cards, revisions, inspected.policies)
