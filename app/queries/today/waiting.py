"""What waits for one person's decision: swaps, steps of leaves, and leaves to be given up."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.models import Leave, LeaveCancellation, Swap
from app.queries import facts
from app.rules.approvers import (
    has_leader,
    is_step_approver,
    leaders_among,
    leads_team_of,
    may_consent,
    needs_head,
)
from app.rules.calendar import CentreTime
from app.rules.facts import Leave as LeaveFact
from app.rules.facts import Person, Post
from app.rules.facts import Swap as SwapFact
from app.rules.kinds import rules_of
from app.rules.leave import required_steps, run_length, step_of
from app.rules.vocabulary import LeaveStatus, LeaveStepKind, SwapStatus

_HALFWAY = (SwapStatus.AGREED, SwapStatus.PART_APPROVED)
_LIVE = (SwapStatus.OFFERED, *_HALFWAY)


class WaitsFor(StrEnum):
    """What is asked of the person."""

    SWAP_ANSWER = "swap_answer"
    """A colleague offered a swap."""
    SWAP_CONSENT = "swap_consent"
    LEAVE_STEP = "leave_step"
    LEAVE_CANCELLING = "leave_cancelling"
    """Somebody wants to give up a leave that was approved."""


@dataclass(frozen=True, slots=True)
class Waiting:
    """One request that waits. `kind` is the leave's; `other` the counterpart of a swap.

    `in_stead`: it waits for a team leader, and a head may decide in their stead (SWAP-1).
    """

    no: str
    what: WaitsFor
    filed_at: datetime
    person: str
    name: str
    day: date
    last: date
    other: str = ""
    kind: str = ""
    in_stead: bool = False


def waiting_for(
    session: Session, me: str, today: date, time: CentreTime, *, in_stead: bool = False
) -> tuple[Waiting, ...]:
    """What waits for the person with the number `me` by the posts of `today`, oldest first.

    With `in_stead` also what a head may decide though it waits for a leader.
    """
    people = facts.persons(session)
    if me not in people:
        return ()
    leaves = _Leaves(session, people, me, today, time)
    found = [*_swaps(session, people, me, today), *leaves.steps(), *leaves.cancellations()]
    shown = (one for one in found if in_stead or not one.in_stead)
    return tuple(sorted(shown, key=lambda one: (one.filed_at, one.no)))


def _swaps(
    session: Session, people: Mapping[str, Person], me: str, today: date
) -> Iterator[Waiting]:
    ids = session.execute(
        select(Swap.requester_id, Swap.counterpart_id).where(Swap.status.in_(_LIVE))
    )
    parties = {party for row in ids for party in row}
    for swap in facts.swaps(session, parties) if parties else ():
        asked = _asked_of(people, swap, me, today)
        if asked:
            what, in_stead = asked
            yield Waiting(
                swap.no, what, swap.filed_at, swap.requester, people[swap.requester].name,
                swap.requester_date, swap.counterpart_date, people[swap.counterpart].name,
                in_stead=in_stead,
            )  # fmt: skip


def _asked_of(
    people: Mapping[str, Person], swap: SwapFact, me: str, today: date
) -> tuple[WaitsFor, bool] | None:
    """What a swap asks of `me`, and whether it is a leader whom it waits for."""
    if swap.status is SwapStatus.OFFERED and swap.counterpart == me:
        return WaitsFor.SWAP_ANSWER, False
    if swap.status not in _HALFWAY or me in (swap.requester, swap.counterpart):
        return None
    mine = people[me].post_on(today)
    sides = (
        (swap.requester, swap.requester_consent),
        (swap.counterpart, swap.counterpart_consent),
    )
    posts = [people[party].post_on(today) for party, consent in sides if consent is None]
    open_to_me = [post for post in posts if may_consent(mine, post)]
    if not open_to_me:
        return None
    # A head may always stand in; it waits for them only where there is no leader to ask.
    own = any(leads_team_of(mine, post) or needs_head(post) for post in open_to_me)
    return WaitsFor.SWAP_CONSENT, not own


class _Leaves:
    """The leaves on which `me`, or somebody who delegated to `me`, has the next word."""

    def __init__(
        self,
        session: Session,
        people: Mapping[str, Person],
        me: str,
        today: date,
        time: CentreTime,
    ) -> None:
        self._session, self._people, self._me = session, people, me
        self._today, self._time = today, time
        absent = (
            row.by
            for row in facts.delegations(session)
            if row.to == me and row.first <= today <= row.last
        )
        self._voices = [me, *absent]
        self._leaders = leaders_among(people)
        self._policies, self._kinds = facts.policies(session), facts.own_kinds(session)

    def steps(self) -> Iterator[Waiting]:
        """Leaves whose open step is mine."""
        pending = select(Leave.person_id).where(Leave.status == LeaveStatus.PENDING).distinct()
        leaves = self._of(self._session.scalars(pending).all())
        for leave in leaves:
            if leave.status is LeaveStatus.PENDING:
                steps = self._chain(leave, leaves)
                step = next((step for step in steps if step_of(leave, step) is None), None)
                if self._is_mine(leave, step):
                    yield self._waiting(leave, WaitsFor.LEAVE_STEP, leave.filed_at)

    def cancellations(self) -> Iterator[Waiting]:
        """Approved leaves that somebody wants to give up: the first step of the chain decides."""
        row = LeaveCancellation
        asked = {
            no: (person, filed_at)
            for no, person, filed_at in self._session.execute(
                select(Leave.leave_no, Leave.person_id, row.filed_at)
                .join(Leave, Leave.id == row.leave_id)
                .where(row.status == LeaveStatus.PENDING)
            )
        }
        leaves = self._of({person for person, _filed_at in asked.values()})
        for leave in leaves:
            if leave.no in asked:
                steps = self._chain(leave, leaves)
                if self._is_mine(leave, steps[0] if steps else None):
                    filed_at = asked[leave.no][1]
                    yield self._waiting(leave, WaitsFor.LEAVE_CANCELLING, filed_at)

    def _of(self, people: Collection[int]) -> list[LeaveFact]:
        return list(facts.leaves(self._session, people)) if people else []

    def _chain(self, leave: LeaveFact, leaves: Sequence[LeaveFact]) -> tuple[LeaveStepKind, ...]:
        days = run_length(leave, _run(leave, leaves))
        kind = rules_of(leave.kind, self._kinds)
        policy, applicant = self._policies.at(leave.filed_at), self._applicant(leave)
        filed_day = self._time.local_date(leave.filed_at)
        led = has_leader(applicant, self._leaders, filed_day)
        return required_steps(applicant, kind, days, policy, team_led=led)

    def _applicant(self, leave: LeaveFact) -> Post:
        return self._people[leave.person].post_on(self._time.local_date(leave.filed_at))

    def _is_mine(self, leave: LeaveFact, step: LeaveStepKind | None) -> bool:
        return (
            step is not None
            and leave.person != self._me
            and any(
                is_step_approver(
                    step, self._people[voice].post_on(self._today), self._applicant(leave)
                )
                for voice in self._voices
                if voice != leave.person
            )
        )

    def _waiting(self, leave: LeaveFact, what: WaitsFor, filed_at: datetime) -> Waiting:
        return Waiting(
            leave.no, what, filed_at, leave.person, self._people[leave.person].name,
            leave.first, leave.last, kind=leave.kind,
        )  # fmt: skip


def _run(leave: LeaveFact, leaves: Sequence[LeaveFact]) -> list[LeaveFact]:
    """The person's leaves filed no later than `leave` that may lengthen its run (LEAVE-1)."""
    return [
        other
        for other in leaves
        if other.person == leave.person
        and (other.filed_at, other.no) < (leave.filed_at, leave.no)
        and other.status in (LeaveStatus.PENDING, LeaveStatus.APPROVED)
    ]
