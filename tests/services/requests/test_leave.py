"""A leave from filing to its last step: level by level, in advance, and never decided twice."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

import pytest
from sqlalchemy import func, insert, select, update

from app.context import Actor, Context
from app.errors import BadInput, Conflict, NotAllowed, RuleViolated
from app.models import Delegation, Leave, Notice
from app.queries import facts
from app.queries.leave import rows
from app.queries.leave.rows import LeaveRow
from app.rules.check import check
from app.rules.vocabulary import LeaveStatus
from app.services.leave import requests as service
from app.services.leave.requests import Wish
from app.services.swaps import requests as swaps
from tests.factories import SmallCentre, TestClock


def acting(centre: SmallCentre, no: str) -> Context:
    return centre.context.acting_as(Actor(no, centre.people[no]))


def wish(centre: SmallCentre, no: str, first: int, last: int = 0, **words: Any) -> Wish:
    days = (date(2026, 10, first), date(2026, 10, last or first))
    return Wish(centre.people[no], words.pop("kind", "personal"), *days, **words, reason="家中有事")


def file(centre: SmallCentre, no: str, first: int, last: int = 0, **words: Any) -> str:
    by = words.pop("by", no)
    return service.file_leave(acting(centre, by), wish(centre, no, first, last, **words))


def the(centre: SmallCentre, no: str) -> LeaveRow:
    with centre.context.read() as session:
        row = rows.leave(session, no)
    assert row is not None
    return row


def approve(centre: SmallCentre, no: str, by: str, **words: Any) -> LeaveStatus:
    return service.approve_step(acting(centre, by), no, the(centre, no).version, **words)


def refused(error: pytest.ExceptionInfo[RuleViolated]) -> set[str]:
    return {finding.rule for finding in error.value.findings}  # type: ignore[attr-defined]


def found(centre: SmallCentre) -> list[str]:
    ctx = centre.context
    with ctx.read() as session:
        all_facts, policies = facts.centre(session), facts.policies(session)
    return [row.rule for row in check(all_facts, policies, ctx.time, ctx.now())]


def test_one_day_goes_from_leader_to_head(centre: SmallCentre) -> None:
    no = file(centre, "1002", 19)
    assert approve(centre, no, "1000") is LeaveStatus.PENDING
    assert approve(centre, no, "0002") is LeaveStatus.APPROVED
    assert [(step.step, step.by_no) for step in the(centre, no).steps] == [
        ("leader", "1000"),
        ("head", "0002"),
    ]
    assert found(centre) == []


def test_two_days_go_on_to_the_director(centre: SmallCentre) -> None:
    no = file(centre, "1002", 19, 20)
    for by in ("1000", "0002"):
        assert approve(centre, no, by) is LeaveStatus.PENDING
    assert approve(centre, no, "0001") is LeaveStatus.APPROVED
    assert found(centre) == []


@pytest.mark.parametrize("by", ["0002", "0001", "2000", "1001", "1002", "0003", "0004"])
def test_nobody_skips_or_crosses(centre: SmallCentre, by: str) -> None:
    no = file(centre, "1002", 19)
    with pytest.raises(NotAllowed):
        approve(centre, no, by)
    assert the(centre, no).steps == ()


def test_a_step_is_decided_once(centre: SmallCentre) -> None:
    no = file(centre, "1002", 19)
    approve(centre, no, "1000")
    with pytest.raises(NotAllowed):
        approve(centre, no, "1000")
    with pytest.raises(Conflict):
        service.approve_step(acting(centre, "0002"), no, 1)


def test_splitting_does_not_lower_the_chain(centre: SmallCentre, clock: TestClock) -> None:
    file(centre, "1002", 19)
    clock.pass_by(minutes=1)
    with centre.context.read() as session:
        judged = service.judge_wish(acting(centre, "1002"), session, wish(centre, "1002", 20))
    assert judged.steps == ("leader", "head", "director")
    assert judged.facts.run_days == 2


def test_the_directors_own_leave_is_only_recorded(centre: SmallCentre) -> None:
    no = file(centre, "0001", 19, 25)
    assert the(centre, no).status is LeaveStatus.APPROVED
    assert found(centre) == []


def test_a_leaders_leave_starts_at_the_head_and_an_inspectors_too(centre: SmallCentre) -> None:
    for person in ("1000", "0003"):
        no = file(centre, person, 19)
        assert approve(centre, no, "0002") is LeaveStatus.APPROVED


def test_a_late_filing_needs_the_heads_word_and_a_reason(centre: SmallCentre) -> None:
    no = file(centre, "1003", 15)
    approve(centre, no, "1000")
    for words in ({}, {"accept_late": True}, {"reason": "家中急事"}):
        with pytest.raises(BadInput):
            approve(centre, no, "0002", **words)
    assert approve(centre, no, "0002", accept_late=True, reason="家中急事") is LeaveStatus.APPROVED
    assert the(centre, no).late_approved
    assert found(centre) == []


def test_only_sick_leave_is_filed_for_somebody_else(centre: SmallCentre) -> None:
    with pytest.raises(RuleViolated) as error:
        file(centre, "1002", 19, by="1001")
    assert refused(error) == {"LEAVE-3"}
    file(centre, "1002", 19, by="1001", kind="sick")


def test_sick_leave_waits_for_its_certificate_before_the_last_step(centre: SmallCentre) -> None:
    no = file(centre, "1002", 19, kind="sick")
    approve(centre, no, "1000")
    with pytest.raises(RuleViolated) as error:
        approve(centre, no, "0002")
    assert refused(error) == {"LEAVE-4"}
    assert len(the(centre, no).steps) == 1, "nothing half-written"
    day = date(2026, 10, 19)
    with centre.context.write() as session:
        session.execute(
            update(Leave).values(
                certificate_from=day, certificate_to=day, certificate_at=centre.context.now()
            )
        )
    assert approve(centre, no, "0002") is LeaveStatus.APPROVED
    assert found(centre) == []


def test_an_emergency_is_telephoned_before_the_shift(centre: SmallCentre, clock: TestClock) -> None:
    clock.now = datetime.fromisoformat("2026-10-19T06:55:00+08:00")
    call = datetime.fromisoformat("2026-10-19T06:50:00+08:00")
    with pytest.raises(RuleViolated) as error:
        file(centre, "1002", 19, kind="emergency_sick", by="1001")
    assert refused(error) == {"LEAVE-5"}
    words: dict[str, Any] = {"phoned_at": call, "phoned_by": "母亲"}
    no = file(centre, "1002", 19, kind="emergency_sick", by="1001", **words)
    approve(centre, no, "1000")
    assert approve(centre, no, "0002") is LeaveStatus.APPROVED
    assert found(centre) == []


def test_a_night_shift_needs_special_circumstances(centre: SmallCentre) -> None:
    with pytest.raises(RuleViolated) as error:
        file(centre, "1002", 23)
    assert refused(error) == {"LEAVE-6"}
    file(centre, "1002", 23, special="家人住院")


def test_leave_may_not_overlap_one_that_is_undecided(centre: SmallCentre) -> None:
    file(centre, "1002", 19)
    with pytest.raises(RuleViolated) as error:
        file(centre, "1002", 19, 20)
    assert refused(error) == {"LEAVE-9"}


def test_a_swapped_shift_takes_no_leave(centre: SmallCentre) -> None:
    day = date(2026, 10, 20)
    no = swaps.file_swap(acting(centre, "1001"), centre.people["1002"], day, day)
    swaps.agree(acting(centre, "1002"), no, 1)
    swaps.approve(acting(centre, "1000"), no, 2)
    with pytest.raises(RuleViolated) as error:
        file(centre, "1001", 20)
    assert refused(error) == {"LEAVE-8"}


def test_a_swap_that_takes_effect_meanwhile_stops_the_last_step(centre: SmallCentre) -> None:
    """The swap cannot: the pending leave stands in its way (SWAP-7)."""
    day = date(2026, 10, 20)
    swap = swaps.file_swap(acting(centre, "1001"), centre.people["1002"], day, day)
    swaps.agree(acting(centre, "1002"), swap, 1)
    file(centre, "1001", 20)
    with pytest.raises(RuleViolated) as error:
        swaps.approve(acting(centre, "1000"), swap, 2)
    assert refused(error) == {"SWAP-7"}


def test_declining_needs_a_reason_and_ends_it(centre: SmallCentre) -> None:
    no = file(centre, "1002", 19)
    with pytest.raises(BadInput):
        service.decline_leave(acting(centre, "1000"), no, 1, " ")
    service.decline_leave(acting(centre, "1000"), no, 1, "人手不足")
    assert the(centre, no).status is LeaveStatus.DECLINED
    file(centre, "1002", 19)


def test_only_the_applicant_withdraws(centre: SmallCentre) -> None:
    no = file(centre, "1002", 19)
    with pytest.raises(NotAllowed):
        service.withdraw_leave(acting(centre, "1000"), no, 1)
    service.withdraw_leave(acting(centre, "1002"), no, 1)
    assert the(centre, no).status is LeaveStatus.WITHDRAWN


def test_an_approved_leave_is_changed_by_a_leave_that_replaces_it(centre: SmallCentre) -> None:
    old = file(centre, "1002", 19)
    for by in ("1000", "0002"):
        approve(centre, old, by)
    new = file(centre, "1002", 19, 20, replaces_no=old)
    assert the(centre, old).status is LeaveStatus.APPROVED, "until the new one is approved"
    for by in ("1000", "0002", "0001"):
        approve(centre, new, by)
    assert the(centre, old).status is LeaveStatus.WITHDRAWN
    assert found(centre) == []


def test_a_delegate_decides_on_the_days_of_the_delegation_only(
    centre: SmallCentre, clock: TestClock
) -> None:
    no = file(centre, "1002", 21)
    with centre.context.write() as session:
        session.execute(
            insert(Delegation).values(
                by_id=centre.people["1000"], to_id=centre.people["2000"],
                first_date=date(2026, 10, 16), last_date=date(2026, 10, 17),
                made_at=centre.context.now(), reason="",
            )
        )  # fmt: skip
    with pytest.raises(NotAllowed):
        approve(centre, no, "2000")
    clock.pass_by(days=1)
    assert approve(centre, no, "2000") is LeaveStatus.PENDING
    approve(centre, no, "0002")
    assert found(centre) == [], "check knows the delegation as well"


def test_a_last_day_before_the_first_is_refused_in_words(centre: SmallCentre) -> None:
    with pytest.raises(BadInput):
        file(centre, "1002", 20, 19)
    with centre.context.read() as session:
        assert session.scalar(select(func.count()).select_from(Leave)) == 0


def test_who_decides_next_is_told_and_the_applicant_of_every_step(centre: SmallCentre) -> None:
    no = file(centre, "1002", 19)
    approve(centre, no, "1000")
    approve(centre, no, "0002")
    assert told(centre, "1000") == ["leave.filed", "leave.opens"], "and of the shift that it opens"
    assert told(centre, "0002") == ["leave.filed"]
    assert told(centre, "1002") == ["leave.step_approved", "leave.approved"]


def test_who_is_to_be_away_is_told_what_somebody_else_files_and_takes_back_for_them(
    centre: SmallCentre,
) -> None:
    no = file(centre, "1002", 19, by="1001", kind="sick")
    assert told(centre, "1002") == ["leave.filed_for"]
    with centre.context.read() as session:
        query = select(Notice.params).where(Notice.code == "leave.filed_for")
        params = session.scalars(query).one()
    assert '"by":"Person 1001"' in params
    service.withdraw_leave(acting(centre, "1001"), no, the(centre, no).version)
    assert told(centre, "1002") == ["leave.filed_for", "leave.withdrawn_for"]


def test_what_one_files_and_takes_back_oneself_is_not_told_to_oneself(centre: SmallCentre) -> None:
    no = file(centre, "1002", 19, kind="sick")
    service.withdraw_leave(acting(centre, "1002"), no, the(centre, no).version)
    assert told(centre, "1002") == []


def told(centre: SmallCentre, person: str) -> list[str]:
    """The codes of somebody's notices, in their order."""
    with centre.context.read() as session:
        query = select(Notice.code).where(Notice.person_id == centre.people[person])
        return list(session.scalars(query.order_by(Notice.id)))


@pytest.mark.parametrize(("seconds", "late"), [(59, False), (60, True)])
def test_the_last_minute_for_urgent_leave_lasts_until_it_is_over(
    centre: SmallCentre, clock: TestClock, seconds: int, late: bool
) -> None:
    """1003 starts at 15:30 on the 15th: 14:30 is 60 minutes before."""
    clock.pass_by(hours=5, minutes=30, seconds=seconds)
    ctx = acting(centre, "1003")
    with ctx.read() as session:
        judged = service.judge_wish(ctx, session, wish(centre, "1003", 15, kind="urgent_personal"))
    assert judged.late is late
