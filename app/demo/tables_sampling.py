"""The demo's contacts, draws and planned inspections as rows."""

from __future__ import annotations

from bisect import bisect_right

from app.demo.contacts import PER_AGENT, Called, Planned
from app.demo.keys import Keys, Row, Rows
from app.demo.show import Show
from app.models import Contact, PlannedInspection, SampleDraw
from app.rules.scorecards.drawn_again import kept


def sampling(show: Show, keys: Keys) -> Rows:
    """After the inspections, which are counted in their order."""
    sample = show.sample
    yield Contact, [
        {"id": at, "ref": one.ref, "agent_id": keys.people[one.agent], "started_at": one.at,
         "seconds": one.seconds, "job_type": one.job_type, "link": one.link, "shift": one.shift,
         "changed_at": one.came_at}
        for at, one in enumerate(sample.contacts, start=1)
    ]  # fmt: skip
    came = [one.came_at for one in sample.contacts]
    yield SampleDraw, [
        {"id": at, "department_id": keys.departments[one.department], "month": one.month,
         "seed": one.seed, "per_agent": PER_AGENT, "contacts": len(one.task.contacts),
         "drawn_from": one.task.digest(), "last_contact_id": bisect_right(came, one.at),
         "asked": kept(one.task, ()), "drawn_at": one.at, "drawn_by_id": keys.people[one.by]}
        for at, one in enumerate(sample.draws, start=1)
    ]  # fmt: skip
    contacts = sample.by_ref()
    yield (
        PlannedInspection,
        [
            _planned(one, at, keys, contacts.get(one.pick.contact))
            for at, drawn in enumerate(sample.draws, start=1)
            for one in drawn.plan
        ],
    )


def _planned(one: Planned, draw_id: int, keys: Keys, contact: Called | None) -> Row:
    return {
        "draw_id": draw_id, "agent_id": keys.people[one.pick.agent],
        "inspector_id": keys.people[one.by], "drawn_for_id": keys.people[one.pick.inspector],
        "week": one.pick.week, "contact_ref": one.pick.contact,
        "contact_at": contact and contact.at, "seconds": contact and contact.seconds,
        "link": contact.link if contact else "", "begun_at": one.begun_at,
        "inspection_id": None if one.done is None else one.done + 1, "dropped": one.dropped,
        "version": 1 if one.by == one.pick.inspector else 2,
    }  # fmt: skip
