"""A log from the start of its shift to the incoming signature (HAND-1, HAND-4)."""

from __future__ import annotations

import pytest

from app.errors import BadInput, Conflict, NotAllowed, RuleViolated
from app.reading.handover.page import log_page
from app.rules.handover.course import LogState
from app.rules.vocabulary import Section
from app.services.handover import additions, items, notes, signing
from app.services.handover.items import NewItem
from tests.factories import SmallCentre, TestClock
from tests.services.handover.desk import OWED, acting, filled, log_of, page, signed_out


def test_a_log_is_open_and_empty_as_its_shift_starts(centre: SmallCentre) -> None:
    shown = page(centre, "1000")
    assert (shown.id, shown.state, shown.begun) == (None, LogState.OPEN, True)
    assert shown.missing == OWED
    assert shown.leader is not None
    assert shown.leader.no == "1000", "of two leaders the first"
    assert shown.may.write
    assert shown.may.sign_out
    assert not shown.may.sign_in


def test_without_a_word_one_is_shown_the_shift_that_one_works(centre: SmallCentre) -> None:
    shown = log_page(acting(centre, "1000"))
    assert shown is not None
    assert shown.key == log_of(centre)


def test_what_is_missing_is_named_before_the_signature(centre: SmallCentre) -> None:
    notes.write_note(acting(centre, "1000"), log_of(centre), Section.EQUIPMENT, "三号座席耳机坏")
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
    clock.pass_by(hours=6, minutes=35)
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


def test_a_side_is_signed_once(centre: SmallCentre) -> None:
    filled(centre)
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
