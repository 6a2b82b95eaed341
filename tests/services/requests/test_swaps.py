"""A swap from asking to effect, decided by the people whose decision it is."""

from __future__ import annotations

from datetime import date

import pytest
from sqlalchemy import delete, func, select, update

from app.context import Actor, Context
from app.errors import BadInput, Conflict, NotAllowed, RuleViolated
from app.models import Assignment, AuditEntry, Decision, Notice, ShiftType, Swap
from app.queries import facts
from app.queries.reference import reference
from app.queries.requests.decisions import history
from app.queries.swaps import rows as swaps
from app.queries.swaps.rows import SwapRow
from app.queries.today.numbers import own_numbers
from app.queries.work import worked
from app.reading.swaps.judging import turn_of
from app.rules.check import check
from app.rules.figures.figure import KindOfLeave
from app.rules.figures.kept import ConsentAwaited
from app.rules.figures.swaps import OnLeave
from app.rules.requests import RequestKind
from app.rules.vocabulary import Side, SwapStatus
from app.services.leave.requests import Wish, file_leave
from app.services.swaps import requests as service
from app.services.swaps.upkeep import expire_due, recheck
from tests.factories import NOW, SmallCentre, TestClock
from tests.figured import counted

OCT = {day: date(2026, 10, day) for day in range(1, 32)}


def acting(centre: SmallCentre, no: str) -> Context:
    return centre.context.acting_as(Actor(no, centre.people[no]))


def the(centre: SmallCentre, no: str) -> SwapRow:
    with centre.context.read() as session:
        row = swaps.swap(session, no)
    assert row is not None
    return row


def ask(centre: SmallCentre, by: str, other: str, gives: int, takes: int) -> str:
    return service.file_swap(acting(centre, by), centre.people[other], OCT[gives], OCT[takes])


def agree(centre: SmallCentre, no: str) -> None:
    row = the(centre, no)
    service.agree(acting(centre, row.counterpart.no), no, row.version)


def approve(centre: SmallCentre, no: str, by: str) -> SwapStatus:
    return service.approve(acting(centre, by), no, the(centre, no).version)


def effective(centre: SmallCentre, by: str, other: str, gives: int, takes: int) -> str:
    no = ask(centre, by, other, gives, takes)
    agree(centre, no)
    approve(centre, no, "0002")
    return no


def refused(error: pytest.ExceptionInfo[RuleViolated]) -> set[str]:
    return {finding.rule for finding in error.value.findings}  # type: ignore[attr-defined]


def worked_on(centre: SmallCentre, no: str, day: int) -> str | None:
    with centre.context.read() as session:
        return worked(session, [centre.people[no]]).shift_on(no, OCT[day])


def test_an_agent_asks_a_colleague_agrees_and_one_leader_of_both_makes_it_effective(
    centre: SmallCentre,
) -> None:
    no = ask(centre, "1001", "1002", 20, 20)
    assert the(centre, no).status is SwapStatus.OFFERED
    agree(centre, no)
    assert the(centre, no).status is SwapStatus.AGREED
    assert approve(centre, no, "1000") is SwapStatus.EFFECTIVE
    row = the(centre, no)
    assert (row.requester.consent_by, row.counterpart.consent_by) == ("1000", "1000")
    assert (worked_on(centre, "1001", 20), worked_on(centre, "1002", 20)) == ("E", "L")


def test_two_teams_need_both_leaders_in_either_order(centre: SmallCentre) -> None:
    no = ask(centre, "1001", "2002", 20, 20)
    agree(centre, no)
    assert approve(centre, no, "2000") is SwapStatus.PART_APPROVED
    with pytest.raises(NotAllowed):
        approve(centre, no, "2000")
    assert approve(centre, no, "1000") is SwapStatus.EFFECTIVE


def test_the_head_may_stand_in_for_both_leaders_at_once(centre: SmallCentre) -> None:
    no = ask(centre, "1001", "2002", 20, 20)
    agree(centre, no)
    assert approve(centre, no, "0002") is SwapStatus.EFFECTIVE


@pytest.mark.parametrize("stranger", ["1001", "1003", "2000", "0001", "0003", "0004"])
def test_nobody_else_may_consent(centre: SmallCentre, stranger: str) -> None:
    no = ask(centre, "1001", "1002", 20, 20)
    agree(centre, no)
    with pytest.raises(NotAllowed):
        approve(centre, no, stranger)
    assert the(centre, no).status is SwapStatus.AGREED


def test_a_leader_who_is_a_party_is_replaced_by_the_head(centre: SmallCentre) -> None:
    no = ask(centre, "1000", "1001", 20, 20)
    agree(centre, no)
    with pytest.raises(NotAllowed):
        approve(centre, no, "1000")
    assert approve(centre, no, "0002") is SwapStatus.EFFECTIVE


def test_only_who_was_asked_agrees(centre: SmallCentre) -> None:
    no = ask(centre, "1001", "1002", 20, 20)
    with pytest.raises(NotAllowed):
        service.agree(acting(centre, "1003"), no, 1)


def test_leaders_cannot_consent_before_the_counterpart_has_agreed(centre: SmallCentre) -> None:
    no = ask(centre, "1001", "1002", 20, 20)
    with pytest.raises(Conflict):
        approve(centre, no, "1000")


def test_what_the_rulebook_refuses_is_not_filed_and_every_rule_is_named(
    centre: SmallCentre,
) -> None:
    with pytest.raises(RuleViolated) as error:
        ask(centre, "1001", "1002", 16, 14)
    assert refused(error) == {"SWAP-8", "SWAP-9"}
    with centre.context.read() as session:
        assert session.scalar(select(func.count()).select_from(Swap)) == 0


def test_a_third_agreed_swap_of_the_month_is_refused_when_it_is_agreed(
    centre: SmallCentre,
) -> None:
    """Two agreed ones hold their places; a third can be offered by none of the parties."""
    for day, other in ((20, "1002"), (28, "2002")):
        agree(centre, ask(centre, "1001", other, day, day))
    with pytest.raises(RuleViolated) as error:
        ask(centre, "1001", "2003", 29, 29)
    assert "SWAP-2" in refused(error)


def test_an_offer_that_nobody_agreed_to_holds_no_place(centre: SmallCentre) -> None:
    for day in (20, 22, 28):
        ask(centre, "1001", "2002", day, day)


def test_what_no_longer_holds_at_the_last_consent_is_refused_with_the_reason(
    centre: SmallCentre,
) -> None:
    first, second = ask(centre, "1001", "2002", 20, 20), ask(centre, "1001", "2003", 21, 21)
    agree(centre, first)
    agree(centre, second)
    assert approve(centre, first, "0002") is SwapStatus.EFFECTIVE
    with pytest.raises(RuleViolated) as error:
        approve(centre, second, "0002")
    assert "SWAP-3" in refused(error)
    assert the(centre, second).status is SwapStatus.AGREED
    assert the(centre, second).requester.consent_at is None, "nothing half-written"


def test_a_stale_decision_is_a_conflict(centre: SmallCentre) -> None:
    no = ask(centre, "1001", "1002", 20, 20)
    seen = the(centre, no).version
    agree(centre, no)
    with pytest.raises(Conflict):
        service.withdraw(acting(centre, "1001"), no, seen)


def test_declining_needs_a_reason(centre: SmallCentre) -> None:
    no = ask(centre, "1001", "1002", 20, 20)
    with pytest.raises(BadInput):
        service.decline(acting(centre, "1002"), no, 1, "  ")
    service.decline(acting(centre, "1002"), no, 1, "有事")
    assert (the(centre, no).status, the(centre, no).ended_reason) == (SwapStatus.DECLINED, "有事")


def test_a_leader_declines_what_was_agreed(centre: SmallCentre) -> None:
    no = ask(centre, "1001", "1002", 20, 20)
    agree(centre, no)
    service.decline(acting(centre, "1000"), no, 2, "人手不足")
    assert the(centre, no).status is SwapStatus.DECLINED


def test_a_leader_of_another_team_declines_nothing(centre: SmallCentre) -> None:
    no = ask(centre, "1001", "1002", 20, 20)
    agree(centre, no)
    with pytest.raises(NotAllowed):
        service.decline(acting(centre, "2000"), no, 2, "人手不足")


def test_the_requester_withdraws_at_any_time_before_it_is_effective(centre: SmallCentre) -> None:
    no = ask(centre, "1001", "1002", 20, 20)
    with pytest.raises(NotAllowed):
        service.withdraw(acting(centre, "1002"), no, 1)
    service.withdraw(acting(centre, "1001"), no, 1)
    done = effective(centre, "1001", "1002", 20, 20)
    with pytest.raises(Conflict):
        service.withdraw(acting(centre, "1001"), done, the(centre, done).version)


def test_an_undecided_request_expires_when_its_earlier_shift_starts(
    centre: SmallCentre, clock: TestClock
) -> None:
    no = ask(centre, "1001", "1002", 20, 20)
    agree(centre, no)
    clock.pass_by(days=4, hours=22, minutes=29)  # 20 October, 07:29
    assert expire_due(centre.context) == 0
    clock.pass_by(minutes=1)
    assert expire_due(centre.context) == 1
    assert the(centre, no).status is SwapStatus.EXPIRED
    assert expire_due(centre.context) == 0


def test_at_the_start_of_the_shift_it_can_no_longer_take_effect(
    centre: SmallCentre, clock: TestClock
) -> None:
    no = ask(centre, "1001", "1002", 20, 20)
    agree(centre, no)
    clock.pass_by(days=4, hours=22, minutes=30)
    with pytest.raises(RuleViolated) as error:
        approve(centre, no, "1000")
    assert refused(error) == {"SWAP-8"}


def move_shift(context: Context, person: int, day: date, shift: int) -> None:
    with context.write() as session:
        row = session.get_one(Assignment, (person, day))
        row.shift_id = shift
        session.flush()
        recheck(context, session, [(person, day)])


def test_a_request_is_cancelled_when_the_roster_moves_under_it(centre: SmallCentre) -> None:
    no = ask(centre, "1001", "1002", 20, 20)
    move_shift(centre.context, centre.people["1001"], OCT[20], centre.shifts["E"])
    assert the(centre, no).status is SwapStatus.CANCELLED
    assert "SWAP-8" in the(centre, no).ended_reason


def test_a_roster_edit_elsewhere_leaves_the_request_alone(centre: SmallCentre) -> None:
    no = ask(centre, "1001", "1002", 20, 20)
    move_shift(centre.context, centre.people["1001"], OCT[28], centre.shifts["E"])
    assert the(centre, no).status is SwapStatus.OFFERED


def test_every_step_is_in_the_ledger_with_what_it_was_judged_by(centre: SmallCentre) -> None:
    no = effective(centre, "1001", "2002", 20, 20)
    with centre.context.read() as session:
        steps = history(session, RequestKind.SWAP.ref(no))
    assert [(step.step, step.by_no) for step in steps] == [
        ("offer", "1001"),
        ("agree", "2002"),
        ("consent.requester", "0002"),
        ("consent.counterpart", "0002"),
    ]
    assert all('"swap_monthly_limit":2' in step.judged for step in steps)


def test_the_audit_trail_and_the_ledger_cannot_be_edited(centre: SmallCentre) -> None:
    no = effective(centre, "1001", "1002", 20, 20)
    with centre.context.read() as session:
        actions = session.scalars(
            select(AuditEntry.action).where(AuditEntry.subject == f"swap:{no}")
        ).all()
    assert actions == ["swap.offer", "swap.agree", "swap.complete"]
    with pytest.raises(Exception, match="appended"), centre.context.write() as session:
        session.execute(Decision.__table__.delete())  # type: ignore[attr-defined]


def notices(centre: SmallCentre, no: str) -> list[str]:
    with centre.context.read() as session:
        query = select(Notice.code).where(Notice.person_id == centre.people[no])
        return list(session.scalars(query.order_by(Notice.id)))


def test_people_are_told_what_concerns_them_and_nobody_of_their_own_acts(
    centre: SmallCentre,
) -> None:
    no = ask(centre, "1001", "2002", 20, 20)
    agree(centre, no)
    approve(centre, no, "1000")
    approve(centre, no, "2000")
    assert notices(centre, "2002") == ["swap.offered", "swap.part_approved", "swap.effective"]
    assert notices(centre, "1001") == ["swap.agreed", "swap.part_approved", "swap.effective"]
    assert notices(centre, "1000") == notices(centre, "2000") == ["swap.agreed"]


def test_check_finds_nothing_in_a_register_kept_by_the_program(centre: SmallCentre) -> None:
    effective(centre, "1001", "1002", 20, 20)
    effective(centre, "1003", "2004", 22, 22)
    with centre.context.read() as session:
        found = check(
            facts.centre(session),
            facts.policies(session),
            centre.context.time,
            centre.context.now(),
        )
    assert found == []


def test_the_verdict_names_who_has_yet_to_say_yes(centre: SmallCentre) -> None:
    with centre.context.read() as session:
        asked = service.Asked(centre.people["1001"], OCT[20], centre.people["2002"], OCT[20])
        verdict = service.judge(acting(centre, "1001"), session, asked).verdict
    consents = verdict.lines[0]
    assert consents.outcome == "decision"
    who = [counted(finding, ConsentAwaited).who for finding in consents.said]
    assert who == [("1000", "0002"), ("2000", "0002")]
    assert [line.rule for line in verdict.lines] == [f"SWAP-{n}" for n in (*range(1, 10), 11)]


def test_the_sides_open_to_somebody_are_those_that_they_may_decide(centre: SmallCentre) -> None:
    no = ask(centre, "1001", "2002", 20, 20)
    agree(centre, no)
    row = the(centre, no)
    with centre.context.read() as session:
        for who, sides in (("1000", [Side.REQUESTER]), ("2000", [Side.COUNTERPART])):
            ctx = acting(centre, who)
            known = reference(session)
            assert list(turn_of(ctx, row, known).open_to(ctx.actor.person_id)) == sides


def test_a_swap_with_oneself_on_paper_takes_no_place_in_the_month(centre: SmallCentre) -> None:
    """Two more may follow, as with any month of no swaps; `check` counts the same."""
    me = centre.people["1001"]
    alone = {
        "filed_at": NOW, "requester_id": me, "counterpart_id": me, "requester_date": OCT[5],
        "counterpart_date": OCT[6], "status": SwapStatus.EFFECTIVE, "effective_at": NOW,
    }  # fmt: skip
    with centre.context.write() as session:
        session.add_all([Swap(swap_no="P-1", **alone), Swap(swap_no="P-2", **alone)])
    effective(centre, "1001", "1002", 20, 20)
    effective(centre, "1001", "1003", 19, 24)
    with centre.context.read() as session:
        counted = own_numbers(session, me, OCT[1], centre.context.time)
    assert counted.swaps == 2


@pytest.mark.parametrize(
    ("swapped", "asked", "colleague"),
    [((20, "1002"), 30, "1003"), ((28, "1003"), 20, "1002")],
    ids=["before", "after"],
)
def test_the_neighbouring_shift_is_found_however_many_days_off_lie_between(
    centre: SmallCentre, swapped: tuple[int, str], asked: int, colleague: str
) -> None:
    """SWAP-3: without the first swap the second is allowed; with it, eight days away, it is not."""
    day, first = swapped
    _days_off(centre, "1001", range(min(day, asked) + 1, max(day, asked)))
    service.withdraw(acting(centre, "1001"), ask(centre, "1001", colleague, asked, asked), 1)
    effective(centre, "1001", first, day, day)
    with pytest.raises(RuleViolated) as error:
        ask(centre, "1001", colleague, asked, asked)
    assert refused(error) == {"SWAP-3"}


def test_a_request_is_bound_to_its_shifts_and_not_to_what_stands_there_since(
    centre: SmallCentre,
) -> None:
    no = ask(centre, "1001", "1002", 20, 20)
    agree(centre, no)
    with centre.context.write() as session:  # as an import leaves it that states the request too
        other = select(ShiftType.id).where(ShiftType.code == "N").scalar_subquery()
        cell = (Assignment.person_id == centre.people["1001"]) & (Assignment.day == OCT[20])
        session.execute(update(Assignment).where(cell).values(shift_id=other))
    with pytest.raises(RuleViolated) as error:
        approve(centre, no, "1000")
    assert "SWAP-8" in refused(error)
    assert the(centre, no).status is SwapStatus.AGREED


def test_a_refusal_tells_that_the_colleague_is_away_and_not_why(centre: SmallCentre) -> None:
    away = Wish(centre.people["1002"], "personal", OCT[20], OCT[20], reason="家中有事")
    file_leave(acting(centre, "1002"), away)
    with pytest.raises(RuleViolated) as error:
        ask(centre, "1001", "1002", 20, 20)
    (finding,) = error.value.findings
    assert finding.figures == OnLeave("", KindOfLeave(""))  # type: ignore[attr-defined]


def _days_off(centre: SmallCentre, no: str, days: range) -> None:
    off = Assignment.day.in_([OCT[day] for day in days])
    with centre.context.write() as session:
        session.execute(delete(Assignment).where(Assignment.person_id == centre.people[no], off))
