"""One leave or swap of a `Centre`, as it would be judged at a moment."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from app.rules.approvers import leaders_among
from app.rules.facts import Person
from app.rules.leave import LeaveFacts
from app.rules.leave_scene import LeaveScene, filed_before, leave_facts
from app.rules.work import RosterLedger
from tests.rules.centre import Centre


def people_with_ids(centre: Centre) -> dict[str, Person]:
    """Everybody, with their number for a key: "0002" has 2."""
    return {no: replace(person, id=int(no)) for no, person in centre.people.items()}


def leave_at(centre: Centre, no: str, now: str) -> LeaveFacts:
    """The facts of the leave with this number at `now` (wall time)."""
    facts = replace(centre.facts(), people=people_with_ids(centre))
    scene = LeaveScene(
        facts, RosterLedger(facts.roster), {}, centre.time, centre.at(now),
        leaders_among(facts.people),
    )  # fmt: skip
    leave = next(one for one in facts.leaves if one.no == no)
    run = filed_before(facts.leaves, leave)
    return leave_facts(scene, leave, run, run)


def day(text: str) -> date:
    return date.fromisoformat(text)
