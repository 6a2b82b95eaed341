"""Wishes that a workbook states and no roster can heed: told, since they are taken as they are."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date

from sqlalchemy.orm import Session

from app.queries import facts
from app.queries.known import known
from app.rules.facts import Person
from app.rules.rostering.records import WishRecord
from app.rules.vocabulary import LeaveStatus, Message, msg
from app.rules.work import works_shifts

_NAMED = 20
"""So many are told one by one."""


def idle_wishes(
    session: Session, stated: Sequence[WishRecord], ids: Mapping[str, int]
) -> Iterator[Message]:
    """A word for each of `stated` that no roster can heed, and for how many more there are."""
    people = {one.no: one for one in known(session, {ids[wish.person] for wish in stated})}
    away = _away(session, [person.id for person in people.values()], stated)
    off = {(one.person, one.day) for one in stated if not one.shift and one.wish == "on"}
    found = [
        word
        for one in stated
        if (word := _word(one, people[one.person], (one.person, one.day) in away, off)) is not None
    ]
    yield from found[:_NAMED]
    if len(found) > _NAMED:
        yield msg("So it is with {n} more wishes.", n=len(found) - _NAMED)


def _word(
    one: WishRecord, person: Person, away: bool, off: set[tuple[str, date]]
) -> Message | None:
    named = {"no": one.person, "name": person.name, "day": one.day}
    if not person.employed_on(one.day) or not works_shifts(person.post_on(one.day).role):
        return msg("Wish of {name} ({no}) for {day}: they stand on no roster that day.", **named)
    if away:
        return msg("Wish of {name} ({no}) for {day}: they are on approved leave.", **named)
    if one.shift and one.wish == "on" and (one.person, one.day) in off:
        return msg("Wishes of {name} ({no}) for {day}: a day off and a shift, of which only one "
                   "can be.", **named)  # fmt: skip
    return None


def _away(
    session: Session, people: Sequence[int], stated: Sequence[WishRecord]
) -> set[tuple[str, date]]:
    days = [one.day for one in stated]
    return {
        (leave.person, day)
        for leave in facts.live_leaves(session, people, min(days), max(days))
        if leave.status is LeaveStatus.APPROVED
        for day in leave.days()
    }
