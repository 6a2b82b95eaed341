"""The state against which a swap request is judged: of its parties, exactly; of others, only what
their swaps with the parties need."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import cache
from typing import Any

from sqlalchemy import bindparam, or_, select
from sqlalchemy.orm import Session, aliased

from app import models as m
from app.queries import facts, work
from app.queries.reference import Reference
from app.queries.work import BoundSwap
from app.rules.calendar import CentreTime
from app.rules.facts import Leave, LiveRequest, Shift
from app.rules.swap_states import CONSENTING, HOLDING, UNDECIDED
from app.rules.swaps import SwapScene, is_live

_NEAR = timedelta(days=7)
"""How far around the two legs the neighbouring shifts are looked for at first."""


@dataclass(frozen=True, slots=True)
class Leg:
    """One person (by id) gives their shift on `gives_on` away."""

    person_id: int
    gives_on: date


def request_scene(
    session: Session,
    time: CentreTime,
    known: Reference,
    requester: Leg,
    counterpart: Leg,
    besides: str = "",
    *,
    agreed: bool = False,
) -> SwapScene:
    """What a swap of the two legs is judged by now, with no more of the roster than the rules
    look at: the legs, and the shifts next to them however far away they lie.

    `besides`: the number of the request itself, which takes no second place in its own month;
    `agreed`: whether its counterpart has agreed to it already.
    """
    parties = (requester.person_id, counterpart.person_id)
    gives, takes = requester.gives_on, counterpart.gives_on
    first, last = min(gives, takes) - _NEAR, max(gives, takes) + _NEAR
    one, two = (known.number(key) for key in parties)
    scene = swap_scene(
        session,
        time,
        known,
        parties,
        signers=known.approvers(parties),
        besides=besides,
        agreed=agreed,
        first=first,
        last=last,
    )
    if besides:
        scene = replace(scene, live=_of_others(scene.live, (one, gives)))
    received = ((one, takes, gives), (two, gives, takes))
    before = all(scene.ledger.day_before(*place) for place in received)
    after = all(scene.ledger.day_after(*place) for place in received)
    if before and after:
        return scene
    whole = work.worked(session, parties, first if before else None, last if after else None)
    return replace(scene, ledger=whole)


def live_requests(
    session: Session, people: Collection[int], besides: str = "", *, agreed: bool = False
) -> dict[Shift, list[LiveRequest]]:
    """SWAP-11: the requests of `people` (ids), but for `besides`, that wait for somebody, by each
    of the two shifts that they are about.

    `agreed`: only those that their counterpart has agreed to. Once a request is, one that was
    merely offered meanwhile does not hold it up.
    """
    wanted = {
        "people": [*people],
        "statuses": CONSENTING if agreed else UNDECIDED,
        "besides": besides,
    }
    found: dict[Shift, list[LiveRequest]] = defaultdict(list)
    for no, status, one, gives, two, takes in session.execute(_live_query(), wanted):
        request = LiveRequest(no, frozenset((one, two) if status in CONSENTING else (one,)))
        found[one, gives].append(request)
        found[two, takes].append(request)
    return found


def _of_others(
    live: Mapping[Shift, Sequence[LiveRequest]], own: Shift
) -> dict[Shift, list[LiveRequest]]:
    """Without what the requester of `own` offers to others for it, asked at once with the request
    that is judged: the first yes counts, and none of them holds up another."""
    asked_too = {request.no for request in live.get(own, ()) if request.whose == frozenset(own[:1])}
    return {
        shift: [one for one in requests if one.no not in asked_too]
        for shift, requests in live.items()
    }


@cache
def _live_query() -> Any:
    """Built once: putting it together takes longer than running it."""
    swap, requester, counterpart = m.Swap, aliased(m.Person), aliased(m.Person)
    people: Any = bindparam("people", expanding=True)
    return (
        select(
            *(swap.swap_no, swap.status, requester.employee_no, swap.requester_date),
            *(counterpart.employee_no, swap.counterpart_date),
        )
        .join(requester, requester.id == swap.requester_id)
        .join(counterpart, counterpart.id == swap.counterpart_id)
        .where(
            or_(swap.requester_id.in_(people), swap.counterpart_id.in_(people)),
            swap.status.in_(bindparam("statuses", expanding=True)),
            swap.swap_no != bindparam("besides"),
        )
        .order_by(swap.swap_no)
    )


def swap_scene(
    session: Session,
    time: CentreTime,
    known: Reference,
    parties: Collection[int],
    *,
    signers: Collection[int] = (),
    besides: str = "",
    agreed: bool = False,
    first: date | None = None,
    last: date | None = None,
) -> SwapScene:
    """What requests between `parties` (person ids) are judged by now.

    `signers`: further people whose posts are looked at. `first` and `last` bound the roster.
    """
    swaps = work.bound_swaps(session, parties, *_months(first, last), HOLDING)
    return SwapScene(
        people=known.people({*parties, *signers}),
        shifts=known.shifts,
        holidays=known.holidays,
        ledger=work.worked_by(session, swaps, parties, first, last),
        time=time,
        given_in_month=_given_in_month(swaps, parties, besides),
        leaves=_by_person(facts.live_leaves(session, parties, first, last)),
        leave_counts=is_live,
        live=live_requests(session, parties, besides, agreed=agreed),
    )


def given_in_month(
    session: Session, people: Collection[int]
) -> dict[tuple[str, int, int], list[tuple[str, date]]]:
    """SWAP-2: number and date given away of every swap that holds a place in a person's month."""
    return _given_in_month(work.bound_swaps(session, people, None, None, HOLDING), people)


def _given_in_month(
    swaps: Iterable[BoundSwap], people: Collection[int], besides: str = ""
) -> dict[tuple[str, int, int], list[tuple[str, date]]]:
    """As `given_in_month`, but for the swap `besides`.

    A swap with oneself, as a register kept on paper may have one, holds none.
    """
    given: dict[tuple[str, int, int], list[tuple[str, date]]] = defaultdict(list)
    counted = (row for row in swaps if row.is_between_two and row.swap.no != besides)
    for row in counted:
        for party in row.parties:
            if party.id in people:
                day = party.gives_on
                given[party.no, day.year, day.month].append((row.swap.no, day))
    return given


def _months(first: date | None, last: date | None) -> tuple[date | None, date | None]:
    """The whole months in which the days lie: SWAP-2 counts by them."""
    if last is not None:
        last = (last.replace(day=1) + timedelta(days=31)).replace(day=1) - timedelta(days=1)
    return first and first.replace(day=1), last


def _by_person(leaves: Iterable[Leave]) -> dict[str, list[Leave]]:
    rows: dict[str, list[Leave]] = defaultdict(list)
    for leave in leaves:
        rows[leave.person].append(leave)
    return rows
