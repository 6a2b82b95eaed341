"""Of a roster file, whose line it is and what a word means is taken where certain, else asked."""

from __future__ import annotations

from datetime import date, time

from app.rules.bringing.answers import Answers, Who, Written
from app.rules.bringing.matching import KnownPerson, match
from app.rules.bringing.meanings import KnownShift, meanings
from app.rules.bringing.preview import Found
from app.rules.bringing.said import Entry, Said, Use
from app.rules.bringing.words import proposed
from app.rules.days_off import begins_one

HIRED = date(2020, 1, 1)
KNOWN = [KnownPerson("1001", "王芳", HIRED), KnownPerson("1002", "李四", HIRED)]
EARLY = KnownShift("E", "早班", time(7, 30), time(15, 30))


def an_entry(name: str, number: str, word: str = "早") -> Entry:
    return Entry(name, number, date(2026, 10, 1), word, "Sheet1", "B2")


def found(*entries: Entry) -> dict[Written, tuple[Found, Who | None]]:
    rows = match(Said(entries=entries), KNOWN, Answers())
    return {written: (row.found, row.who) for written, row in rows.items()}


def test_a_number_that_several_names_share_tells_nobody_but_its_own() -> None:
    told = found(an_entry("王芳", "1001"), an_entry("李四", "1001"))
    assert told[Written("王芳", "1001")] == (Found.KNOWN, Who("1001"))
    assert told[Written("李四", "1001")] == (Found.KNOWN, Who("1002"))


def test_a_file_that_has_numbers_alone_has_them_where_names_would_stand() -> None:
    told = found(an_entry("1001", ""), an_entry("１００２", ""), an_entry("7777", ""))
    assert told[Written("1001")] == (Found.KNOWN, Who("1001"))
    assert told[Written("１００２")] == (Found.KNOWN, Who("1002"))
    assert told[Written("7777")] == (Found.ASKED, None), "nobody new is called by a number"


def test_a_known_name_with_another_number_is_asked() -> None:
    told = found(an_entry("王芳", "7777"))
    assert told[Written("王芳", "7777")] == (Found.ASKED, Who("1001"))


def test_a_known_number_with_another_name_is_asked() -> None:
    told = found(an_entry("赵六", "1001"))
    assert told[Written("赵六", "1001")][0] is Found.ASKED


def test_a_shift_whose_times_the_file_has_otherwise_is_asked() -> None:
    said = Said(entries=(an_entry("王芳", "", "早班"),), times={"早班": (time(8), time(16))})
    (row,) = meanings(said, [EARLY], {}, Answers()).values()
    assert row.meaning is None
    assert row.why is not None


def test_new_shifts_of_one_code_get_codes_of_their_own() -> None:
    spans = {"E班 8:00-16:00": (time(8), time(16)), "E班 9:00-17:00": (time(9), time(17))}
    said = Said(entries=tuple(an_entry("王芳", "", word) for word in spans), times=spans)
    rows = meanings(said, [EARLY], {}, Answers()).values()
    codes = [row.new.code for row in rows if row.new is not None]
    assert len(set(codes)) == len(codes) == 2
    assert "E" not in codes


def test_l_is_leave_only_beside_a_b_and_c_and_no_is_off_only_beside_wo() -> None:
    assert proposed("L", beside=("A", "B", "C", "L")) is Use.LEAVE
    assert proposed("L", beside=("E", "L", "N")) is None
    assert proposed("NO", beside=("NO", "WO")) is Use.OFF
    assert proposed("NO") is None
    assert proposed("Abs") is Use.IGNORE
    assert proposed("年假") is Use.LEAVE
    assert proposed("甲", timed=True) is Use.SHIFT


def test_letters_that_begin_a_day_off_are_waited_for() -> None:
    assert begins_one("of")
    assert not begins_one("zz")
    assert not begins_one("")
