"""Notes, the confirmed changes of staff, additions and drafts."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest
from sqlalchemy import text

from app.errors import BadInput, NotAllowed, NotFound, Stale
from app.models import Attendance
from app.queries.handover.rows import LogKey
from app.reading.handover.drafts import drafts as kept
from app.reading.handover.page import log_page
from app.rules.vocabulary import Section
from app.services.handover import additions, drafts, notes
from app.services.seen import Seen
from tests.factories import SmallCentre, TestClock
from tests.services.handover.desk import DAY, acting, at, log_of, page, signed_out

EQUIPMENT = Section.EQUIPMENT


def texts(centre: SmallCentre, section: Section = EQUIPMENT, who: str = "1000") -> list[str]:
    shown = next(one for one in page(centre, who).sections if one.section is section)
    return [note.text for note in shown.notes]


def test_two_who_write_at_once_lose_nothing(centre: SmallCentre) -> None:
    notes.write_note(acting(centre, "1000"), log_of(centre), EQUIPMENT, "一号耳机坏")
    notes.write_note(acting(centre, "2000"), log_of(centre), EQUIPMENT, "二号耳机坏")
    assert texts(centre) == ["一号耳机坏", "二号耳机坏"]


def test_nothing_to_report_is_said_once_and_only_where_nothing_is_said(
    centre: SmallCentre,
) -> None:
    for _ in range(2):
        notes.nothing_to_report(acting(centre, "1000"), log_of(centre), EQUIPMENT)
    assert texts(centre) == ["-"]
    shown = page(centre, "1000").sections[0]
    assert [note.nothing for note in shown.notes] == [True]
    notes.write_note(acting(centre, "1000"), log_of(centre), Section.COMPLAINTS, "一单")
    notes.nothing_to_report(acting(centre, "1000"), log_of(centre), Section.COMPLAINTS)
    assert texts(centre, Section.COMPLAINTS) == ["一单"]


@pytest.mark.parametrize("words", ["", "  \n ", "x" * 4001, "坏\0"])
def test_a_note_has_words_that_can_be_seen(centre: SmallCentre, words: str) -> None:
    with pytest.raises(BadInput):
        notes.write_note(acting(centre, "1000"), log_of(centre), EQUIPMENT, words)


def test_a_shift_that_has_not_begun_has_no_log_to_write_in(
    centre: SmallCentre, clock: TestClock
) -> None:
    late = log_of(centre, "L")
    with pytest.raises(BadInput):
        notes.write_note(acting(centre, "1004"), late, EQUIPMENT, "早到")
    assert not page(centre, "1004", late).may.write
    clock.pass_by(hours=6, minutes=30)
    notes.write_note(acting(centre, "1004"), late, EQUIPMENT, "准点")


def test_an_agent_writes_on_the_shift_that_they_work(centre: SmallCentre, clock: TestClock) -> None:
    clock.pass_by(hours=7)
    notes.write_note(acting(centre, "1004"), log_of(centre, "L"), EQUIPMENT, "好")
    for no, key in (("1004", log_of(centre)), ("1001", log_of(centre, "L"))):
        with pytest.raises(NotAllowed):
            notes.write_note(acting(centre, no), key, EQUIPMENT, "好")


@pytest.mark.parametrize(("no", "reads"), [("0003", False), ("0004", False), ("0001", True)])
def test_inspectors_and_administrators_read_no_log_and_the_director_every_one(
    centre: SmallCentre, no: str, reads: bool
) -> None:
    if reads:
        assert not page(centre, no).may.write
    else:
        with pytest.raises(NotAllowed):
            page(centre, no)


def test_a_shift_that_the_centre_does_not_have_has_no_log(centre: SmallCentre) -> None:
    with pytest.raises(NotFound):
        log_page(acting(centre, "1000"), LogKey(centre.department, DAY, "Z"))
    with pytest.raises(NotFound):
        notes.write_note(acting(centre, "1000"), log_of(centre, "Z"), EQUIPMENT, "好")


def test_a_shift_that_nobody_of_the_department_works_has_no_log(
    centre: SmallCentre, clock: TestClock
) -> None:
    """The roster ends with October."""
    clock.pass_by(days=20)
    early = log_of(centre, day=date(2026, 11, 2))
    assert not page(centre, "1000", early).may.write
    with pytest.raises(BadInput):
        notes.write_note(acting(centre, "1000"), early, EQUIPMENT, "好")


def test_ones_own_note_is_changed_and_taken_away(centre: SmallCentre) -> None:
    key = notes.write_note(acting(centre, "1000"), log_of(centre), EQUIPMENT, "慢")
    with pytest.raises(NotAllowed):
        notes.edit_note(acting(centre, "2000"), key, "快", Seen("慢"))
    notes.edit_note(acting(centre, "1000"), key, "快", Seen("慢"))
    with pytest.raises(Stale):
        notes.edit_note(acting(centre, "1000"), key, "很快", Seen("慢"))
    assert texts(centre) == ["快"]
    notes.remove_note(acting(centre, "1000"), key, Seen("快"))
    assert texts(centre) == []
    with pytest.raises(NotFound):
        notes.remove_note(acting(centre, "1000"), key, Seen("快"))


def test_what_is_new_since_ones_own_last_shift_is_marked(
    centre: SmallCentre, clock: TestClock
) -> None:
    """1000 works E on the 14th and the 15th; 2000 writes in between."""
    notes.write_note(acting(centre, "2000"), log_of(centre), EQUIPMENT, "二号耳机坏")
    mine = page(centre, "1000")
    assert mine.new_since == datetime(2026, 10, 14, 7, 30, tzinfo=UTC)
    assert [note.new for note in mine.sections[0].notes] == [True]
    assert [note.new for note in page(centre, "2000").sections[0].notes] == [False]


# Staff changes


def test_the_changes_are_confirmed_as_they_were_seen(centre: SmallCentre) -> None:
    early = log_of(centre)
    seen = page(centre, "1000").staff
    assert seen == ()
    with centre.context.write() as session:
        late = at(8, 0)
        session.add(Attendance(person_id=centre.people["2000"], day=DAY, arrived_at=late))
    with pytest.raises(Stale):
        notes.confirm_staff(acting(centre, "1000"), early, [], seen)
    seen = page(centre, "1000").staff
    notes.confirm_staff(acting(centre, "1000"), early, ["2000迟到30分钟"], seen)
    notes.confirm_staff(acting(centre, "1000"), early, ["2000迟到30分钟"], seen)
    assert texts(centre, Section.STAFF_CHANGES) == ["2000迟到30分钟"]


def test_what_is_confirmed_is_the_fact_whatever_the_language(centre: SmallCentre) -> None:
    early = log_of(centre)
    with centre.context.write() as session:
        row = Attendance(person_id=centre.people["2000"], day=DAY, arrived_at=at(8, 0))
        session.add(row)
    notes.confirm_staff(
        acting(centre, "1000"), early, ["2000迟到30分钟"], page(centre, "1000").staff
    )
    again = page(centre, "1000").staff
    assert [change.confirmed for change in again] == [True]
    notes.confirm_staff(acting(centre, "1000"), early, ["2000 came 30 minutes late"], again)
    assert texts(centre, Section.STAFF_CHANGES) == ["2000迟到30分钟"]
    with centre.context.write() as session:
        row = session.get_one(Attendance, (centre.people["2000"], DAY))
        row.arrived_at = at(8, 5)
    assert [change.confirmed for change in page(centre, "1000").staff] == [False], "another fact"


def test_where_there_are_changes_that_there_is_nothing_is_not_said(centre: SmallCentre) -> None:
    with centre.context.write() as session:
        session.add(Attendance(person_id=centre.people["2000"], day=DAY, arrived_at=at(8, 0)))
    with pytest.raises(BadInput):
        notes.nothing_to_report(acting(centre, "1000"), log_of(centre), Section.STAFF_CHANGES)


def test_no_change_is_confirmed_as_nothing_to_report(centre: SmallCentre) -> None:
    notes.confirm_staff(acting(centre, "1000"), log_of(centre), [], ())
    assert texts(centre, Section.STAFF_CHANGES) == ["-"]


def test_an_agent_does_not_confirm_them(centre: SmallCentre, clock: TestClock) -> None:
    clock.pass_by(hours=7)
    late = log_of(centre, "L")
    with pytest.raises(NotAllowed):
        notes.confirm_staff(acting(centre, "1004"), late, [], page(centre, "1004", late).staff)


# Additions


def test_to_an_open_log_nothing_is_added(centre: SmallCentre) -> None:
    notes.nothing_to_report(acting(centre, "1000"), log_of(centre), EQUIPMENT)
    with pytest.raises(BadInput):
        additions.add_to_signed(acting(centre, "1000"), log_of(centre), "补充")


def test_who_neither_worked_the_shift_nor_leads_adds_nothing(centre: SmallCentre) -> None:
    signed_out(centre)
    for no in ("1004", "0002"):
        with pytest.raises(NotAllowed):
            additions.add_to_signed(acting(centre, no), log_of(centre), "补充")


def test_only_the_head_comments(centre: SmallCentre) -> None:
    additions.comment(acting(centre, "0002"), log_of(centre), "请跟进")
    assert [one.text for one in page(centre, "1000").additions] == ["请跟进"]
    with pytest.raises(NotAllowed):
        additions.comment(acting(centre, "1000"), log_of(centre), "好")


def test_an_addition_stays_as_it_is(centre: SmallCentre) -> None:
    signed_out(centre)
    additions.add_to_signed(acting(centre, "1000"), log_of(centre), "补充")
    for sentence in ("UPDATE handover_addition SET text = ''", "DELETE FROM handover_addition"):
        with pytest.raises(Exception, match="appended"), centre.context.write() as session:
            session.execute(text(sentence))


# Drafts


def test_what_is_typed_is_kept_for_oneself_alone(centre: SmallCentre) -> None:
    one, other = acting(centre, "1000"), acting(centre, "2000")
    drafts.keep_draft(one, "handover:1/equipment", "耳")
    drafts.keep_draft(one, "handover:1/equipment", "耳机")
    drafts.keep_draft(one, "handover:1/complaints", "投诉")
    assert [(row.place, row.content) for row in kept(one, "handover:1/")] == [
        ("handover:1/complaints", "投诉"),
        ("handover:1/equipment", "耳机"),
    ]
    assert kept(other) == ()
    drafts.drop_draft(one, "handover:1/complaints")
    drafts.keep_draft(one, "handover:1/equipment", "")
    assert kept(one) == ()


def test_who_is_nobody_of_the_centre_keeps_none(centre: SmallCentre) -> None:
    with pytest.raises(NotAllowed):
        drafts.keep_draft(centre.context, "x", "y")
    with pytest.raises(BadInput):
        drafts.keep_draft(acting(centre, "1000"), "x", "y" * 20_001)
