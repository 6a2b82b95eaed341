"""Crowds whose requests get in each other's way: each case is a few people of one department."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import cycle

from sqlalchemy import insert, select
from sqlalchemy.orm import Session

from app.context import Context
from app.models import Assignment, Leave, Person, Post, Swap
from app.rules.vocabulary import LeaveStatus, Role, SwapStatus
from tests.factories import HIRED, NOW, SmallCentre, publish_month, small_centre

Work = Mapping[int, str]
"""Day of November -> shift code."""


@dataclass(frozen=True, slots=True)
class Case:
    """One person against others: whom they work beside, and what they ask of whom.

    `work`: of the asker, then of each colleague. `asks`: (day given, colleague, day taken).
    """

    work: Sequence[Work]
    asks: Sequence[tuple[int, int, int]]


LIMIT = Case(
    [dict.fromkeys((3, 5, 8, 10, 13, 15, 18), "E"), {3: "L"}, {8: "L"}, {13: "L"}, {18: "L"}],
    [(3, 1, 3), (8, 2, 8), (13, 3, 13), (18, 4, 18)],
)
"""SWAP-2: four swaps in one month, each of which is allowed alone."""
CONSECUTIVE = Case([{3: "E", 4: "E"}, {3: "L"}, {4: "L"}], [(3, 1, 3), (4, 2, 4)])
"""SWAP-3: two swaps of shifts that follow one another."""
DOUBLE = Case(
    [dict.fromkeys((3, 5, 7, 9), "E"), {6: "E"}, {6: "L"}],
    [(3, 1, 6), (9, 2, 6)],
)
"""SWAP-9: two shifts of one day, taken in return for different ones."""
ALONE = Case([{1: "E", 3: "E", 5: "E"}, {1: "L", 3: "L", 5: "L"}], [(3, 1, 3)])
"""A swap in nobody's way, between shifts of their own."""


def crowd(
    context: Context, case: Case, cases: int, status: SwapStatus, teams: str = "A"
) -> SmallCentre:
    """The small centre with so many `cases` beside it, their swaps asked for and `status`; its
    people are in each of `teams` by turns."""
    centre = small_centre(context)
    with context.write() as session:
        for team in teams:
            publish_month(session, f"team:{centre.teams[team]}", date(2026, 11, 1))
        people = _people(session, centre, len(case.work) * cases, teams)
        for at in range(0, len(people), len(case.work)):
            _fill(session, centre, case, people[at : at + len(case.work)], status)
    return centre


def leaves(context: Context, count: int) -> SmallCentre:
    """The small centre, and so many agents of team A with a day's leave to be decided."""
    centre = small_centre(context)
    with context.write() as session:
        people = _people(session, centre, count)
        rows = zip(people, _numbers(session, people), strict=True)
        session.execute(insert(Leave), [_leave(*row) for row in rows])
    return centre


def _people(session: Session, centre: SmallCentre, count: int, teams: str = "A") -> list[int]:
    numbers = [f"5{no:05}" for no in range(count)]
    row = {"hired_on": HIRED, "version": 1}
    session.execute(
        insert(Person), [{"employee_no": no, "name": f"Agent {no}", **row} for no in numbers]
    )
    people = list(session.scalars(select(Person.id).where(Person.employee_no >= "5")))
    post = {
        "since": HIRED, "role": Role.AGENT, "department_id": centre.department,
        "job_type": "inbound", "skill_level": 3,
    }  # fmt: skip
    places = zip(people, cycle(centre.teams[team] for team in teams), strict=False)
    session.execute(
        insert(Post), [{"person_id": person, "team_id": team, **post} for person, team in places]
    )
    return people


def _fill(
    session: Session, centre: SmallCentre, case: Case, people: Sequence[int], status: SwapStatus
) -> None:
    rows = [
        {"person_id": person, "day": date(2026, 11, day), "shift_id": centre.shifts[code]}
        for person, work in zip(people, case.work, strict=True)
        for day, code in work.items()
    ]
    session.execute(insert(Assignment), rows)
    if case.asks:
        session.execute(insert(Swap), list(_swaps(centre, case, people, status)))


def _swaps(
    centre: SmallCentre, case: Case, people: Sequence[int], status: SwapStatus
) -> Iterator[dict[str, object]]:
    for number, (gives, other, takes) in enumerate(case.asks):
        yield {
            "swap_no": f"S-{people[0]:05}-{number}",
            "filed_at": NOW,
            "requester_id": people[0],
            "requester_date": date(2026, 11, gives),
            "counterpart_id": people[other],
            "counterpart_date": date(2026, 11, takes),
            "status": status,
            "requester_shift_id": centre.shifts[case.work[0][gives]],
            "counterpart_shift_id": centre.shifts[case.work[other][takes]],
            "reason": "",
            "ended_reason": "",
            "version": 1,
        }


def _numbers(session: Session, people: Sequence[int]) -> list[str]:
    return list(session.scalars(select(Person.employee_no).where(Person.id.in_(people))))


def _leave(person: int, number: str) -> dict[str, object]:
    day = date(2026, 11, 10)
    return {
        "leave_no": f"L-{person:05}", "person_id": person, "filed_by_no": number, "filed_at": NOW,
        "kind": "personal", "first_date": day, "last_date": day, "status": LeaveStatus.PENDING,
        "reason": "", "special": "", "ended_reason": "", "replaces_no": "", "phoned_by": "",
        "late_approved": False, "version": 1,
    }  # fmt: skip
