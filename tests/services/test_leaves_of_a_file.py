"""Days that a roster file calls a leave are filed on behalf, each by the rules; none in silence."""

from __future__ import annotations

from datetime import date

import pytest
from sqlalchemy import select

from app.errors import NotAllowed, RuleViolated
from app.models import AuditEntry, Leave, Notice
from app.reading.leave.from_file import found_leaves
from app.rules.bringing.leaves import parts
from app.rules.bringing.preview import LeaveRun
from app.rules.deeds import Deed
from app.services.leave.from_file import FiledRun, file_found
from tests.factories import SmallCentre
from tests.services.test_roster_edits import acting


def on(day: int) -> date:
    return date(2026, 11, day)


def run(no: str, first: int, last: int, kind: str = "sick") -> LeaveRun:
    return LeaveRun(no, f"Person {no}", kind, on(first), on(last), "病假")


def filed(centre: SmallCentre, by: str, *runs: LeaveRun) -> tuple[FiledRun, ...]:
    return file_found(acting(centre, by), runs, "十一月.xlsx", "as in 十一月.xlsx")


def test_days_that_a_leave_covers_are_told_apart() -> None:
    found = [(one.run.first, one.run.last, one.no) for one in parts(
        run("1001", 2, 6), {on(3): "L-1", on(4): "L-1", on(9): "L-2"}
    )]  # fmt: skip
    assert found == [(on(2), on(2), ""), (on(3), on(4), "L-1"), (on(5), on(6), "")]


def test_a_leader_files_sick_leave_for_others_and_they_are_told(centre: SmallCentre) -> None:
    [one] = filed(centre, "1000", run("1001", 2, 4))
    with centre.context.read() as session:
        row = session.execute(
            select(Leave.first_date, Leave.last_date, Leave.filed_by_no, Leave.status)
        ).one()
        told = session.scalars(
            select(Notice.code).where(Notice.person_id == centre.people["1001"])
        ).all()
    assert one.no == "L-00001"
    assert tuple(row) == (on(2), on(4), "1000", "pending")
    assert told == ["leave.filed_for"]


def test_what_a_rule_refuses_is_given_back_and_the_others_are_filed(centre: SmallCentre) -> None:
    personal, sick = filed(centre, "1000", run("1001", 2, 3, "personal"), run("1002", 2, 3))
    assert isinstance(personal.refusal, RuleViolated)
    assert [one.rule for one in personal.refusal.findings] == ["LEAVE-3"]  # type: ignore[attr-defined]
    assert sick.no
    assert sick.refusal is None


def test_days_that_are_covered_already_are_left_out(centre: SmallCentre) -> None:
    filed(centre, "1000", run("1001", 3, 4))
    again = filed(centre, "1000", run("1001", 2, 5))
    assert [(one.run.first, one.no, one.covered) for one in again] == [
        (on(2), "L-00002", False), (on(3), "L-00001", True), (on(5), "L-00003", False),
    ]  # fmt: skip
    assert all(part.no for part in found_leaves(acting(centre, "1000"), [run("1001", 2, 5)]))


def test_a_new_person_and_an_untold_kind_are_said(centre: SmallCentre) -> None:
    unknown, untold = filed(centre, "1000", run("9999", 2, 2), run("1001", 2, 2, ""))
    assert unknown.refusal is not None
    assert untold.refusal is not None


def test_it_is_on_record_with_the_file(centre: SmallCentre) -> None:
    filed(centre, "1000", run("1001", 2, 4), run("1002", 2, 2, "personal"))
    with centre.context.read() as session:
        subject, after = session.execute(
            select(AuditEntry.subject, AuditEntry.after).where(
                AuditEntry.action == Deed.ROSTER_LEAVES
            )
        ).one()
    assert subject == "十一月.xlsx"
    assert after is not None
    assert '"filed":["L-00001"]' in after
    assert '"refused":1' in after


def test_who_is_nobody_here_files_nothing(centre: SmallCentre) -> None:
    with pytest.raises(NotAllowed):
        file_found(centre.context, [run("1001", 2, 4)], "十一月.xlsx", "")
