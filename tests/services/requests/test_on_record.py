"""Whatever somebody does with a request leaves its step in the ledger, with what it was judged by,
its row in the audit trail, and its notices."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import date

import pytest
from sqlalchemy import select

from app.context import Actor, Context
from app.errors import BadInput, Conflict, NotFound
from app.models import AuditEntry, Decision, Notice, Person
from app.rules.judged import read_judged
from app.rules.requests import RequestKind
from app.rules.turn import Word
from app.rules.vocabulary import LeaveStatus, SwapStatus
from app.services.leave import cancelling
from app.services.leave import requests as leave
from app.services.leave.requests import Wish
from app.services.requests.deciding import Reply
from app.services.requests.kinds import decide
from app.services.swaps import requests as swaps
from app.services.swaps import upkeep
from app.services.swaps.taking_back import ask_back
from app.store import held
from tests.factories import SmallCentre, TestClock

DAY, LATER = date(2026, 10, 20), date(2026, 10, 19)
Told = list[tuple[str, str]]


class Desk:
    """A swap or a leave of the centre, acted on by number, and what is on record of it."""

    def __init__(self, centre: SmallCentre) -> None:
        self.centre = centre

    def as_(self, no: str) -> Context:
        return self.centre.context.acting_as(Actor(no, self.centre.people[no]))

    def swap(self, *steps: str) -> str:
        """A swap of 1001 and 2001, agreed to or consented to so far."""
        no = swaps.file_swap(self.as_("1001"), self.centre.people["2002"], DAY, DAY, "家事")
        for version, step in enumerate(steps, start=1):
            act = swaps.agree if step == "2002" else swaps.approve
            act(self.as_(step), no, version)
        return no

    def leave(self, *steps: str, replaces_no: str = "") -> str:
        """A day's leave of 1002, signed so far by `steps`."""
        wish = Wish(
            self.centre.people["1002"], "personal", LATER, LATER, "家事", replaces_no=replaces_no
        )
        no = leave.file_leave(self.as_("1002"), wish)
        for version, by in enumerate(steps, start=1):
            leave.approve_step(self.as_(by), no, version)
        return no

    def giving_up(self) -> str:
        no = self.leave("1000", "0002")
        cancelling.ask_to_cancel(self.as_("1002"), no, 3, "不去了")
        return no

    def taking_back(self) -> str:
        no = self.swap("2002", "0002")
        ask_back(self.as_("1001"), no, 3, "不换了")
        return no

    def of(self, kind: RequestKind) -> str:
        """A request of this kind that waits for its first word."""
        made = {
            RequestKind.SWAP: self.swap,
            RequestKind.LEAVE: self.leave,
            RequestKind.GIVING_UP: self.giving_up,
            RequestKind.TAKING_BACK: self.taking_back,
        }
        return made[kind]()

    def last_step(self) -> tuple[str, str, str, str]:
        """The last row of the ledger: request, step, by whom, why."""
        with self.centre.context.read() as session:
            row = Decision
            query = select(row.request, row.step, row.by_no, row.reason)
            found = session.execute(query.order_by(row.id.desc()).limit(1)).one()
        return tuple(found)  # type: ignore[return-value]

    def last_judged(self) -> str:
        with self.centre.context.read() as session:
            query = select(Decision.judged).order_by(Decision.id.desc()).limit(1)
            return session.scalars(query).one()

    def audited(self, count: int = 1) -> Told:
        """The last `count` rows of the audit trail: action and subject."""
        with self.centre.context.read() as session:
            row = AuditEntry
            query = select(row.action, row.subject).order_by(row.id.desc()).limit(count)
            return [(action, subject) for action, subject in session.execute(query)]

    def told(self, code: str) -> set[str]:
        """Who was told this."""
        with self.centre.context.read() as session:
            query = (
                select(Person.employee_no)
                .join(Notice, Notice.person_id == Person.id)
                .where(Notice.code == code)
            )
            return set(session.scalars(query))


@pytest.fixture
def desk(centre: SmallCentre) -> Desk:
    return Desk(centre)


# Swaps


def test_asking_for_a_swap_is_on_record(desk: Desk) -> None:
    no = desk.swap()
    assert desk.last_step() == (f"swap:{no}", "offer", "1001", "家事")
    assert desk.audited() == [("swap.offer", f"swap:{no}")]
    assert desk.told("swap.offered") == {"2002"}
    assert read_judged(desk.last_judged(), no) is not None


def test_agreeing_is_on_record_and_tells_the_other_and_whose_turn_it_is(desk: Desk) -> None:
    no = desk.swap("2002")
    assert desk.last_step() == (f"swap:{no}", "agree", "2002", "")
    assert desk.audited() == [("swap.agree", f"swap:{no}")]
    assert desk.told("swap.agreed") == {"1001", "1000", "2000", "0002"}
    assert read_judged(desk.last_judged(), no) is not None


def test_a_consent_is_on_record_and_tells_both_parties(desk: Desk) -> None:
    no = desk.swap("2002", "1000")
    assert desk.last_step() == (f"swap:{no}", "consent.requester", "1000", "")
    assert desk.audited() == [("swap.approve", f"swap:{no}")]
    assert desk.told("swap.part_approved") == {"1001", "2002"}


def test_the_last_consent_is_on_record_with_its_verdict(desk: Desk) -> None:
    no = desk.swap("2002", "1000", "2000")
    assert desk.last_step() == (f"swap:{no}", "consent.counterpart", "2000", "")
    assert desk.audited() == [("swap.complete", f"swap:{no}")]
    assert desk.told("swap.effective") == {"1001", "2002"}
    judged = read_judged(desk.last_judged(), no)
    assert judged is not None
    assert judged.verdict.lines[0].rule == "SWAP-1"


@pytest.mark.parametrize(
    ("steps", "act", "by", "step"),
    [
        ((), lambda ctx, no: swaps.decline(ctx, no, 1, " 没空 "), "2002", "decline"),
        (("2002",), lambda ctx, no: swaps.decline(ctx, no, 2, "没空"), "0002", "decline"),
        ((), lambda ctx, no: swaps.withdraw(ctx, no, 1, " 没空 "), "1001", "withdraw"),
        (("2002",), lambda ctx, no: swaps.withdraw(ctx, no, 2, "没空"), "2002", "withdraw"),
    ],
)
def test_an_end_is_on_record_with_its_reason_and_tells_the_other_side(
    desk: Desk, steps: tuple[str, ...], act: Callable[[Context, str], object], by: str, step: str
) -> None:
    no = desk.swap(*steps)
    act(desk.as_(by), no)
    assert desk.last_step() == (f"swap:{no}", step, by, "没空")
    assert desk.audited() == [(f"swap.{step}", f"swap:{no}")]
    code = {"decline": "swap.declined", "withdraw": "swap.withdrawn"}[step]
    assert desk.told(code) == {"1001", "2002"} - {by}


def test_an_expiry_is_on_record(desk: Desk, clock: TestClock) -> None:
    no = desk.swap()
    clock.pass_by(days=6)
    assert upkeep.expire_due(desk.centre.context) == 1
    assert desk.last_step()[:2] == (f"swap:{no}", "expire")
    assert desk.audited() == [("swap.expire", f"swap:{no}")]
    assert desk.told("swap.expired") == {"1001", "2002"}


# Leaves


def test_filing_a_leave_is_on_record_and_tells_whose_turn_it_is(desk: Desk) -> None:
    no = desk.leave()
    assert desk.last_step() == (f"leave:{no}", "file", "1002", "家事")
    assert desk.audited() == [("leave.file", f"leave:{no}")]
    assert desk.told("leave.filed") == {"1000"}
    assert read_judged(desk.last_judged(), no) is not None


def test_a_step_is_on_record_and_tells_the_applicant_and_who_is_next(desk: Desk) -> None:
    no = desk.leave("1000")
    assert desk.last_step() == (f"leave:{no}", "step.leader", "1000", "")
    assert desk.audited() == [("leave.step", f"leave:{no}")]
    assert desk.told("leave.step_approved") == {"1002"}
    assert desk.told("leave.filed") == {"1000", "0002"}


def test_the_last_step_is_on_record_and_tells_the_applicant(desk: Desk) -> None:
    no = desk.leave("1000", "0002")
    assert desk.last_step() == (f"leave:{no}", "step.head", "0002", "")
    assert desk.audited() == [("leave.approve", f"leave:{no}")]
    assert desk.told("leave.approved") == {"1002"}
    assert read_judged(desk.last_judged(), no) is not None


def test_a_declined_leave_is_on_record_with_its_reason_and_verdict(desk: Desk) -> None:
    no = desk.leave()
    assert leave.decline_leave(desk.as_("1000"), no, 1, " 人手不足 ") is LeaveStatus.DECLINED
    assert desk.last_step() == (f"leave:{no}", "step.leader", "1000", "人手不足")
    assert desk.audited() == [("leave.decline", f"leave:{no}")]
    assert desk.told("leave.declined") == {"1002"}
    assert read_judged(desk.last_judged(), no) is not None


def test_a_withdrawn_leave_is_on_record_and_tells_whose_turn_it_was(desk: Desk) -> None:
    no = desk.leave("1000")
    leave.withdraw_leave(desk.as_("1002"), no, 2)
    assert desk.last_step() == (f"leave:{no}", "withdraw", "1002", "")
    assert desk.audited() == [("leave.withdraw", f"leave:{no}")]
    assert desk.told("leave.withdrawn") == {"0002"}


def test_who_filed_it_for_somebody_is_told_of_a_no(desk: Desk) -> None:
    wish = Wish(desk.centre.people["1002"], "sick", LATER, LATER, reason="家中有事")
    no = leave.file_leave(desk.as_("1001"), wish)
    leave.decline_leave(desk.as_("1000"), no, 1, "人手不足")
    assert desk.told("leave.declined") == {"1001", "1002"}


# Giving up


def test_asking_to_give_a_leave_up_tells_whose_turn_it_is(desk: Desk) -> None:
    no = desk.giving_up()
    assert desk.audited() == [("leave.ask_cancel", f"leave:{no}")]
    assert desk.told("leave.cancel_asked") == {"1000"}


@pytest.mark.parametrize(
    ("yes", "end", "audit", "code"),
    [
        (True, "approved", "giving_up.grant", "leave.cancelled"),
        (False, "declined", "giving_up.decline", "leave.cancel_declined"),
    ],
)
def test_giving_up_is_on_record_in_the_leaves_file(
    desk: Desk, yes: bool, end: str, audit: str, code: str
) -> None:
    no = desk.giving_up()
    reply = Reply(Word.DECISION, 1, yes, " 知道了 ")
    state = decide(desk.as_("1000"), RequestKind.GIVING_UP.ref(no), reply)
    assert state == end
    assert desk.last_step() == (f"leave:{no}", f"cancel.1.{end}", "1000", "知道了")
    assert (audit, f"leave:{no}") in desk.audited(3)
    assert desk.told(code) == {"1002"}


def test_why_a_leave_was_declined_is_not_in_the_audit_trail(desk: Desk) -> None:
    no = desk.leave()
    leave.decline_leave(desk.as_("1000"), no, 1, "人手不足")
    with desk.centre.context.read() as session:
        after = session.scalars(select(AuditEntry.after).order_by(AuditEntry.id.desc())).first()
    assert json.loads(after or "").keys() == {"status", held.KEY}


# One way to decide, whatever the kind


@pytest.mark.parametrize("kind", list(RequestKind))
def test_a_no_needs_a_reason_and_nothing_is_written_without(desk: Desk, kind: RequestKind) -> None:
    made = desk.of(kind)
    by = "2002" if kind.file is RequestKind.SWAP else "1000"
    before = desk.last_step()
    with pytest.raises(BadInput):
        decide(desk.as_(by), kind.ref(made), Reply(Word.ANSWER, 1, yes=False, reason=" "))
    assert desk.last_step() == before


@pytest.mark.parametrize("kind", [RequestKind.SWAP, RequestKind.LEAVE])
def test_there_is_no_deciding_on_what_is_not_there(desk: Desk, kind: RequestKind) -> None:
    with pytest.raises(NotFound):
        decide(desk.as_("1000"), kind.ref("X-9"), Reply(Word.DECISION, 1, yes=True))


@pytest.mark.parametrize("kind", list(RequestKind))
def test_a_stale_reply_is_a_conflict_and_changes_nothing(desk: Desk, kind: RequestKind) -> None:
    made = desk.of(kind)
    by, before = "2002" if kind.file is RequestKind.SWAP else "1000", desk.last_step()
    for version in (0, 9):
        with pytest.raises(Conflict):
            decide(desk.as_(by), kind.ref(made), Reply(Word.ANSWER, version, yes=True))
    assert desk.last_step() == before


def test_a_reply_is_written_by_the_kind_that_it_is_for(desk: Desk) -> None:
    no = desk.swap()
    ref = RequestKind.SWAP.ref(no)
    assert decide(desk.as_("2002"), ref, Reply(Word.ANSWER, 1, True)) is SwapStatus.AGREED
    consent = Reply(Word.CONSENT, 2, True)
    assert decide(desk.as_("1000"), ref, consent) is SwapStatus.PART_APPROVED
    asked = RequestKind.LEAVE.ref(desk.leave())
    assert decide(desk.as_("1000"), asked, Reply(Word.DECISION, 1, True)) is LeaveStatus.PENDING


@pytest.mark.parametrize("act", [swaps.agree, swaps.approve])
def test_what_has_ended_is_not_decided_any_more(
    desk: Desk, act: Callable[[Context, str, int], object]
) -> None:
    no = desk.swap()
    swaps.withdraw(desk.as_("1001"), no, 1)
    with pytest.raises(Conflict):
        act(desk.as_("2002" if act is swaps.agree else "1000"), no, 2)
    with pytest.raises(Conflict):
        swaps.decline(desk.as_("2002"), no, 2, "没空")
