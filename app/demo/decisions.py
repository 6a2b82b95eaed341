"""The demo's ledger of decisions: each step of its requests, with the verdict of that moment.

The registers are walked in the order in which they came about, as `check` walks them, so that
nothing is judged by what came later. What breaks a rule was decided on paper, before there was a
rulebook to refuse it: it has no place in the ledger.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime

from app.demo.keys import Row
from app.demo.leaves import MINUTE, approved
from app.demo.show import Show
from app.demo.taking_back import BACK_REASON, taking_back_filed, to_be_taken_back
from app.rules.approvers import leaders_among
from app.rules.facts import CentreFacts, Leave, Signature, Swap
from app.rules.judged import judgement
from app.rules.leave_scene import LeaveScene, leave_facts
from app.rules.leave_verdict import leave_verdict
from app.rules.policy import Policy, PolicyBook
from app.rules.requests import RequestKind
from app.rules.swap_states import SwapAction
from app.rules.swap_verdict import swap_verdict
from app.rules.swaps import SwapScene, approved_before, swap_facts
from app.rules.verdict import Outcome, Verdict
from app.rules.vocabulary import LeaveStatus, LeaveStepKind, Side, SwapStatus
from app.rules.work import RosterLedger

_ENDS = {SwapStatus.DECLINED: SwapAction.DECLINE, SwapStatus.WITHDRAWN: SwapAction.WITHDRAW}
_NOT_ASKED = (SwapStatus.DRAFT, SwapStatus.EXPIRED)
_READ_WITHIN = 20 * MINUTE
"""How long a colleague takes to answer."""
_Step = tuple[str, Signature]


def decisions(show: Show, policies: PolicyBook) -> list[Row]:
    """The rows of the ledger, in the order of time."""
    rows = [*_of_swaps(show, policies), *_of_leaves(show, policies), *_of_taking_back(show)]
    return sorted(rows, key=lambda row: (row["at"], row["request"]))


def _of_swaps(show: Show, policies: PolicyBook) -> Iterator[Row]:
    given: dict[tuple[str, int, int], list[tuple[str, date]]] = defaultdict(list)
    scene = SwapScene(
        people={person.no: person for person in show.cast},
        shifts={shift.code: shift for shift in show.script.shifts},
        holidays=show.stage.holidays,
        ledger=RosterLedger(show.rota),
        time=show.stage.time,
        given_in_month=given,
        leaves=approved(show.leaves),
        leave_counts=approved_before,
    )
    for swap in show.swaps:
        steps = []
        for step, by in _swap_steps(swap):
            facts = swap_facts(scene, _signed_until(swap, by.at), by.at)
            policy = policies.at(by.at)
            steps.append(_Judged(step, by, swap_verdict(facts, policy, scene.people), policy))
        yield from _rows(
            str(RequestKind.SWAP.ref(swap.no)), steps, swap.status is SwapStatus.EFFECTIVE
        )
        if swap.status is SwapStatus.EFFECTIVE:
            scene.ledger.apply(swap)
            for no, day in (
                (swap.requester, swap.requester_date),
                (swap.counterpart, swap.counterpart_date),
            ):
                given[no, day.year, day.month].append((swap.no, day))


def _of_taking_back(show: Show) -> Iterator[Row]:
    found = to_be_taken_back(show)
    if found is not None:
        swap = found[1]
        yield {
            "request": str(RequestKind.SWAP.ref(swap.no)), "step": "back.1.offer",
            "by_no": swap.requester, "at": taking_back_filed(show, swap),
            "reason": BACK_REASON, "judged": "",
        }  # fmt: skip


def _swap_steps(swap: Swap) -> Iterator[_Step]:
    if swap.status in _NOT_ASKED:
        return
    answered = swap.filed_at + _READ_WITHIN
    yield SwapAction.OFFER, Signature(swap.requester, swap.filed_at)
    if swap.status in _ENDS:
        by = swap.counterpart if swap.status is SwapStatus.DECLINED else swap.requester
        yield _ENDS[swap.status], Signature(by, answered)
    elif swap.status is not SwapStatus.OFFERED:
        yield SwapAction.AGREE, Signature(swap.counterpart, answered)
        for side, consent in (
            (Side.REQUESTER, swap.requester_consent),
            (Side.COUNTERPART, swap.counterpart_consent),
        ):
            if consent:
                yield f"consent.{side}", consent


def _signed_until(swap: Swap, moment: datetime) -> Swap:
    """The swap with the consents that it had at `moment`."""
    one, two = (
        consent if consent and consent.at <= moment else None
        for consent in (swap.requester_consent, swap.counterpart_consent)
    )
    return replace(swap, requester_consent=one, counterpart_consent=two)


def _of_leaves(show: Show, policies: PolicyBook) -> Iterator[Row]:
    centre = CentreFacts(
        people={person.no: person for person in show.cast},
        shifts={shift.code: shift for shift in show.script.shifts},
        holidays=show.stage.holidays,
        roster=show.rota,
        months=frozenset(),
        swaps=show.swaps,
        leaves=show.leaves,
    )
    swaps = {swap.no: swap for swap in show.swaps}
    leaders = leaders_among(centre.people)
    earlier: dict[str, list[Leave]] = defaultdict(list)
    for leave in show.leaves:
        steps = []
        for step, by in _leave_steps(leave):
            ledger = RosterLedger.at(show.rota, show.swaps, by.at)
            scene = LeaveScene(centre, ledger, swaps, show.stage.time, by.at, leaders)
            standing = earlier[leave.person]
            facts = leave_facts(scene, _decided_until(leave, by.at), standing, standing)
            policy = policies.at(leave.filed_at)
            steps.append(_Judged(step, by, leave_verdict(facts, policy), policy))
        yield from _rows(
            str(RequestKind.LEAVE.ref(leave.no)),
            steps,
            leave.status is LeaveStatus.APPROVED,
        )
        if leave.status in (LeaveStatus.APPROVED, LeaveStatus.PENDING):
            earlier[leave.person].append(leave)


def _leave_steps(leave: Leave) -> Iterator[_Step]:
    yield "file", Signature(leave.filed_by, leave.filed_at)
    for kind, signature in signatures(leave):
        if signature:
            yield f"step.{kind}", signature


def signatures(leave: Leave) -> tuple[tuple[LeaveStepKind, Signature | None], ...]:
    return (
        (LeaveStepKind.LEADER, leave.leader),
        (LeaveStepKind.HEAD, leave.head),
        (LeaveStepKind.DIRECTOR, leave.director),
    )


def _decided_until(leave: Leave, moment: datetime) -> Leave:
    """The leave with the signatures and the certificate that it had at `moment`."""
    leader, head, director = (
        signature if signature and signature.at <= moment else None
        for _kind, signature in signatures(leave)
    )
    paper = leave.certificate
    return replace(
        leave, leader=leader, head=head, director=director, approved_at=moment,
        certificate=paper if paper and paper.handed_in <= moment else None,
    )  # fmt: skip


@dataclass(frozen=True, slots=True)
class _Judged:
    """One step, whose it was and when, and what it was judged by."""

    step: str
    by: Signature
    verdict: Verdict
    policy: Policy


def _rows(request: str, steps: list[_Judged], granted: bool) -> Iterator[Row]:
    """The steps of a request that the program would have let through; of any other, none."""
    if any(each.verdict.refusals for each in steps):
        return
    if granted and steps[-1].verdict.outcome is not Outcome.ALLOWED:
        return
    for each in steps:
        yield {
            "request": request, "step": each.step, "by_no": each.by.by, "at": each.by.at,
            "reason": "", "judged": judgement(each.verdict, each.policy),
        }  # fmt: skip
