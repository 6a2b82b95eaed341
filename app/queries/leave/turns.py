"""Whose word is next on leaves, and on giving them up."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator
from datetime import datetime

from sqlalchemy.orm import Session

from app.queries import facts
from app.queries.leave import rows
from app.queries.leave.giving_up import waiting
from app.queries.leave.rows import LeaveRow
from app.queries.leave.scene import deciders_of
from app.queries.reference import Reference
from app.queries.requests.undecided import Moment, Undecided
from app.rules.approvers import leaders_among
from app.rules.facts import CentreFacts
from app.rules.leave import LeaveFacts
from app.rules.leave_scene import LeaveScene, filed_before, leave_facts
from app.rules.policy import Policy
from app.rules.requests import RequestKind
from app.rules.turn import Turn, giving_up_turn, leave_turn
from app.rules.work import RosterLedger


def undecided(session: Session, known: Reference, at: Moment) -> Iterator[Undecided]:
    """Every leave that waits for a step of its chain."""
    pending = rows.undecided(session)
    turns = _Turns(session, known, at, pending)
    for row in pending:
        yield _undecided(RequestKind.LEAVE, row, turns.of(row, leave_turn), row.filed_at)


def undecided_giving_up(session: Session, known: Reference, at: Moment) -> Iterator[Undecided]:
    """Every approved leave that somebody wants to give up."""
    asked = waiting(session)
    leaves = rows.leaves(session, [one.no for one in asked])
    turns = _Turns(session, known, at, leaves.values())
    for one in asked:
        row = leaves[one.no]
        turn = turns.of(row, giving_up_turn)
        yield _undecided(RequestKind.GIVING_UP, row, turn, one.filed_at)


class _Turns:
    """What the chains of several leaves are judged by: nothing of what the people work."""

    def __init__(
        self, session: Session, known: Reference, at: Moment, leaves: Collection[LeaveRow]
    ) -> None:
        self._known = known
        people = {row.person_id for row in leaves}
        voices = {voice for key in people for voice in deciders_of(known, key)}
        everybody = known.people(people | voices)
        self._scene = LeaveScene(
            CentreFacts(
                people=everybody,
                shifts={},
                holidays=frozenset(),
                roster={},
                months=frozenset(),
                leaves=tuple(facts.live_leaves(session, people)) if people else (),
                delegations=known.delegations,
                kinds=known.own_kinds,
            ),
            RosterLedger({}),
            {},
            at.time,
            at.now,
            leaders_among(everybody),
        )

    def of(self, row: LeaveRow, turn: Callable[[LeaveFacts, Policy], Turn]) -> Turn:
        leave = row.fact()
        run = filed_before(self._scene.facts.leaves, leave, row.replaces_no)
        found = leave_facts(self._scene, leave, run, run)
        return turn(found, self._known.policies.at(leave.filed_at))


def _undecided(kind: RequestKind, row: LeaveRow, turn: Turn, filed_at: datetime) -> Undecided:
    ref = kind.ref(row.no)
    return Undecided(ref, turn, filed_at, row.name, row.first, row.last, about=row.kind)
