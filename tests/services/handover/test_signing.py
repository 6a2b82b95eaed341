"""A log from the start of its shift to the incoming signature (HAND-1, HAND-4)."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from sqlalchemy import select

from app.errors import BadInput, Conflict, NotAllowed, NotFound, RuleViolated
from app.models import Attendance, Handover
from app.reading.handover.page import log_page
from app.rules.handover.course import LogState
from app.rules.vocabulary import Section
from app.services.handover import additions, items, notes, signing
from app.services.handover.items import NewItem
from app.text import say
from tests.factories import NOW, SmallCentre, TestClock
from tests.services.handover.desk import (
    OWED,
    acting,
    at,
    filled,
    item,
    log_of,
    over,
    page,
    raised,
    signed_out,
)


def test_a_log_is_open_and_empty_as_its_shift_starts(centre: SmallCentre) -> None:
    shown = page(centre, "1000")
    assert (shown.id, shown.state, shown.begun) == (None, LogState.OPEN, True)
    assert shown.missing == OWED
    assert shown.leader is not None
    assert shown.leader.no == "1000", "of two leaders the first"
    assert shown.may.write
    assert not shown.may.sign_out
    assert shown.may.sign_out_later
    assert not shown.may.sign_in


def test_without_a_word_one_is_shown_the_shift_that_one_works(centre: SmallCentre) -> None:
    shown = log_page(acting(centre, "1000"))
    assert shown is not None
    assert shown.key == log_of(centre)


def test_what_is_missing_is_named_before_the_signature(centre: SmallCentre) -> None:
    notes.write_note(acting(centre, "1000"), log_of(centre), Section.EQUIPMENT, "三号座席耳机坏")
    over(centre)
    with pytest.raises(RuleViolated) as refused:
        signing.sign_out(acting(centre, "1000"), log_of(centre), page(centre, "1000").version)
    [finding] = refused.value.findings
    assert finding.figures.sections == OWED[1:]  # type: ignore[attr-defined]


def test_an_item_fills_its_section(centre: SmallCentre) -> None:
    new = NewItem(Section.EQUIPMENT, "打印机待修")
    items.raise_item(acting(centre, "1000"), log_of(centre), new)
    assert page(centre, "1000").missing == OWED[1:]


def test_a_note_written_meanwhile_is_not_signed_unseen(centre: SmallCentre) -> None:
    filled(centre)
    seen = page(centre, "1000").version
    notes.write_note(acting(centre, "2000"), log_of(centre), Section.COMPLAINTS, "一单升级")
    with pytest.raises(Conflict):
        signing.sign_out(acting(centre, "1000"), log_of(centre), seen)


def test_after_the_signature_nothing_is_changed_and_something_may_be_added(
    centre: SmallCentre,
) -> None:
    written = notes.write_note(acting(centre, "1000"), log_of(centre), Section.EQUIPMENT, "网络慢")
    signed_out(centre)
    for change in (
        lambda: notes.write_note(acting(centre, "1000"), log_of(centre), Section.EQUIPMENT, "x"),
        lambda: notes.edit_note(acting(centre, "1000"), written, "x"),
        lambda: notes.remove_note(acting(centre, "1000"), written),
    ):
        with pytest.raises(Conflict):
            change()
    additions.add_to_signed(acting(centre, "1000"), log_of(centre), "补：十点已恢复")
    additions.comment(acting(centre, "0002"), log_of(centre), "请跟进")
    assert [one.text for one in page(centre, "2000").additions] == ["补：十点已恢复", "请跟进"]


def test_the_incoming_leader_reads_back_each_urgent_item_and_signs(
    centre: SmallCentre, clock: TestClock
) -> None:
    new = NewItem(Section.DIFFICULT_CASES, "客户张某要求今日回电", urgent=True, worse="转部主任")
    items.raise_item(acting(centre, "1000"), log_of(centre), new)
    signed_out(centre)
    clock.pass_by(minutes=5)
    assert not page(centre, "1000").may.sign_in, "another person takes over"
    shown = page(centre, "2000")
    assert shown.may.sign_in
    [urgent] = shown.unread
    with pytest.raises(BadInput):
        signing.sign_in(acting(centre, "2000"), log_of(centre), shown.version)
    signing.read_back(acting(centre, "2000"), log_of(centre), urgent.id, "明白，16点前回")
    assert page(centre, "2000").unread == ()
    signing.sign_in(acting(centre, "2000"), log_of(centre), shown.version, "耳机未见")
    after = page(centre, "2000")
    assert after.state is LogState.WITH_REMARK
    assert after.incoming is not None
    assert not after.incoming.late
    assert after.incoming.code


def test_nobody_signs_both_sides(centre: SmallCentre) -> None:
    signed_out(centre)
    with pytest.raises(NotAllowed):
        signing.sign_in(acting(centre, "1000"), log_of(centre), page(centre, "1000").version)


def test_no_log_is_signed_before_its_shift_is_over(centre: SmallCentre, clock: TestClock) -> None:
    """Neither side, whoever it is, and until the very minute; it is said from when on."""
    filled(centre)
    shown = page(centre, "1000")
    clock.now = shown.end - timedelta(minutes=1)
    for no in ("1000", "0002"):
        with pytest.raises(Conflict) as refused:
            signing.sign_out(acting(centre, no), log_of(centre), shown.version)
        assert "15:30" in say(refused.value.message)
    clock.pass_by(minutes=1)
    signing.sign_out(acting(centre, "1000"), log_of(centre), shown.version)


def test_a_log_that_came_signed_too_soon_is_not_taken_over_before_the_end(
    centre: SmallCentre,
) -> None:
    filled(centre)
    with centre.context.write() as session:
        [log] = session.scalars(select(Handover))
        log.outgoing_at = centre.context.now()
    shown = page(centre, "2000")
    assert shown.state is LogState.SIGNED_OUT
    assert not shown.may.sign_in
    with pytest.raises(Conflict):
        signing.sign_in(acting(centre, "2000"), log_of(centre), shown.version)


@pytest.mark.parametrize("no", ["2000", "1004", "0003"])
def test_who_is_not_the_duty_leader_is_told_who_signs(centre: SmallCentre, no: str) -> None:
    """2000 works the shift as well and leads a team: they do not run it."""
    filled(centre)
    over(centre)
    with pytest.raises(NotAllowed) as refused:
        signing.sign_out(acting(centre, no), log_of(centre), page(centre, "1000").version)
    if no != "0003":
        assert "Person 1000 is the duty leader" in say(refused.value.message)


def test_a_leader_who_stands_in_is_named_first_and_the_head_need_not(centre: SmallCentre) -> None:
    filled(centre)
    over(centre)
    key, two = log_of(centre), centre.people["2000"]
    signing.name_acting(acting(centre, "2000"), key, two, page(centre, "2000").version)
    assert page(centre, "0002").may.sign_out
    signing.sign_out(acting(centre, "2000"), key, page(centre, "2000").version)
    assert page(centre, "2000").state is LogState.SIGNED_OUT


def test_changes_of_staff_are_confirmed_before_the_log_is_signed(centre: SmallCentre) -> None:
    """A note about staff, or that there is nothing, does not stand for them."""
    filled(centre)
    over(centre)
    with centre.context.write() as session:
        row = Attendance(person_id=centre.people["2000"], day=date(2026, 10, 15), arrived_at=at(8))
        session.add(row)
    leader, key, shown = acting(centre, "1000"), log_of(centre), page(centre, "1000")
    assert shown.missing == (Section.STAFF_CHANGES,)
    with pytest.raises(RuleViolated):
        signing.sign_out(leader, key, shown.version)
    notes.confirm_staff(leader, key, ["2000迟到30分钟"], shown.staff)
    shown = page(centre, "1000")
    assert shown.missing == ()
    assert [change.confirmed for change in shown.staff] == [True]
    signing.sign_out(leader, key, shown.version)


def test_a_side_is_signed_once(centre: SmallCentre) -> None:
    filled(centre)
    over(centre)
    seen = page(centre, "1000").version
    signing.sign_out(acting(centre, "1000"), log_of(centre), seen)
    with pytest.raises(Conflict):
        signing.sign_out(acting(centre, "2000"), log_of(centre), seen)
    with pytest.raises(Conflict):
        signing.sign_out(acting(centre, "2000"), log_of(centre), page(centre, "2000").version)


@pytest.mark.parametrize("no", ["1004", "0003", "0001", "0004"])
def test_who_neither_runs_the_shift_nor_leads_does_not_sign(centre: SmallCentre, no: str) -> None:
    filled(centre)
    with pytest.raises(NotAllowed):
        signing.sign_out(acting(centre, no), log_of(centre), page(centre, "1000").version)


def test_an_acting_duty_leader_signs(centre: SmallCentre) -> None:
    filled(centre)
    key, seen = log_of(centre), page(centre, "0002").version
    signing.name_acting(acting(centre, "0002"), key, centre.people["1004"], seen)
    shown = page(centre, "1004")
    assert shown.acting
    assert shown.leader is not None
    assert shown.leader.no == "1004"
    over(centre)
    signing.sign_out(acting(centre, "1004"), key, shown.version)
    assert page(centre, "1000").state is LogState.SIGNED_OUT


def test_where_nobody_comes_a_leader_closes_the_log(centre: SmallCentre) -> None:
    signed_out(centre)
    seen = page(centre, "0002").version
    code = signing.close_without_successor(acting(centre, "0002"), log_of(centre), "中班停班", seen)
    shown = page(centre, "0002")
    assert shown.state is LogState.CLOSED
    assert shown.incoming is not None
    assert shown.incoming.by.no == "0002"
    assert shown.incoming.code == code


def test_who_signed_out_may_close_it_alone_and_it_says_that_nobody_took_over(
    centre: SmallCentre,
) -> None:
    signed_out(centre)
    seen = page(centre, "1000").version
    signing.close_without_successor(acting(centre, "1000"), log_of(centre), "无人接班", seen)
    shown = page(centre, "1000")
    assert shown.state is LogState.CLOSED
    assert shown.incoming is None


def test_before_its_shift_a_log_is_signed_by_nobody(centre: SmallCentre) -> None:
    late = log_of(centre, "L")
    with pytest.raises(NotAllowed):
        signing.sign_out(acting(centre, "1000"), late, 0)


def test_an_unsigned_log_is_neither_taken_over_nor_closed(centre: SmallCentre) -> None:
    filled(centre)
    seen = page(centre, "2000").version
    with pytest.raises(Conflict):
        signing.sign_in(acting(centre, "2000"), log_of(centre), seen)
    with pytest.raises(Conflict):
        signing.close_without_successor(acting(centre, "2000"), log_of(centre), "无人", seen)


def test_who_neither_leads_nor_runs_the_next_shift_does_nothing_to_a_signed_log(
    centre: SmallCentre,
) -> None:
    signed_out(centre)
    seen = page(centre, "1004").version
    agent, key = acting(centre, "1004"), log_of(centre)
    for act in (
        lambda: signing.sign_in(agent, key, seen),
        lambda: signing.close_without_successor(agent, key, "无人", seen),
        lambda: signing.name_acting(agent, key, centre.people["1003"], seen),
    ):
        with pytest.raises(NotAllowed):
            act()


def test_an_acting_leader_of_the_next_shift_takes_over(
    centre: SmallCentre, clock: TestClock
) -> None:
    """Named before that shift begins: the log of L has its row then."""
    signed_out(centre)
    late = log_of(centre, "L")
    signing.name_acting(acting(centre, "1000"), late, centre.people["1004"], 0)
    clock.pass_by(hours=6, minutes=31)
    shown = page(centre, "1004")
    assert shown.successor == late
    assert shown.successor_leader is not None
    assert shown.successor_leader.no == "1004"
    assert shown.may.sign_in
    signing.sign_in(acting(centre, "1004"), log_of(centre), shown.version)
    assert page(centre, "1004").state is LogState.TAKEN_OVER


@pytest.mark.parametrize("no", ["0001", "3000"])
def test_an_acting_leader_is_of_the_department(centre: SmallCentre, no: str) -> None:
    filled(centre)
    person = centre.people.get(no, 999)
    with pytest.raises(BadInput):
        signing.name_acting(
            acting(centre, "0002"), log_of(centre), person, page(centre, "0002").version
        )


def test_what_is_not_urgent_is_not_read_back_and_what_was_is_read_once(
    centre: SmallCentre, clock: TestClock
) -> None:
    plain = raised(centre)
    urgent = raised(centre, urgent=True)
    signed_out(centre)
    clock.pass_by(hours=7)
    two, key = acting(centre, "2000"), log_of(centre)
    with pytest.raises(NotFound):
        signing.read_back(two, key, plain.id)
    for _ in range(2):
        signing.read_back(two, key, urgent.id, "明白")
    assert item(centre, "2000", urgent.no).read_back
    assert not item(centre, "1000", urgent.no).read_back, "each reads for themselves"


@pytest.mark.parametrize(("hours", "late"), [(7.5, False), (7.52, True)])
def test_a_signature_after_the_hour_is_shown_as_late(
    centre: SmallCentre, clock: TestClock, hours: float, late: bool
) -> None:
    """09:00 and seven and a half hours are 16:30, an hour after the shift."""
    clock.pass_by(hours=hours)
    signed_out(centre)
    shown = page(centre, "1000")
    assert shown.outgoing is not None
    assert shown.outgoing.late is late


def test_a_number_that_a_workbook_brought_is_not_taken_twice(centre: SmallCentre) -> None:
    with centre.context.write() as session:
        session.add(
            Handover(
                handover_no=f"H-20261015-{centre.department}-E", department_id=centre.department,
                day=date(2026, 9, 1), shift_id=centre.shifts["E"],
                outgoing_id=centre.people["1000"],
            )
        )  # fmt: skip
    filled(centre)
    assert page(centre, "1000").no == f"H-20261015-{centre.department}-E-2"


def test_a_log_that_a_workbook_brought_has_no_code(centre: SmallCentre) -> None:
    with centre.context.write() as session:
        session.add(
            Handover(
                handover_no="H-1", department_id=centre.department, day=date(2026, 10, 14),
                shift_id=centre.shifts["E"], outgoing_id=centre.people["1000"],
                outgoing_at=NOW - timedelta(hours=17), incoming_id=centre.people["2000"],
                incoming_at=NOW - timedelta(hours=17),
            )
        )  # fmt: skip
    shown = page(centre, "1000", log_of(centre, day=date(2026, 10, 14)))
    assert shown.state is LogState.TAKEN_OVER
    assert shown.outgoing is not None
    assert shown.outgoing.code == ""
