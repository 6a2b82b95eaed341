"""The folder of calendar files: one a person, followed, cleared up, and nobody else's touched."""

from __future__ import annotations

import os
import sys
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from pathlib import Path

import pytest

from app.context import Actor, Context
from app.errors import BadInput, NotAllowed
from app.exchange.calendar_folder import empty_folder, refresh, write_folder
from app.exchange.calendar_onto import replace_whole
from app.exchange.icalendar_file import entries
from app.queries import work
from app.reading.roster.calendars import calendar_folder, days_of
from app.reading.roster.my_days import load_my_days
from app.rules.my_days import CalendarWords
from app.services.keeping.calendar_folder import keep_calendar_folder, who_reads
from app.services.leave.requests import Wish, approve_step, file_leave
from app.text import say
from tests.factories import SmallCentre

WORDS = CalendarWords("{name}的班次", "换班所得，{no}", "请假")
DAY = date(2026, 10, 19)


def acting(centre: SmallCentre, no: str) -> Context:
    return centre.context.acting_as(Actor(no, centre.people[no]))


@pytest.fixture
def folder(centre: SmallCentre, tmp_path: Path) -> Path:
    place = tmp_path / "calendars"
    place.mkdir()
    keep_calendar_folder(acting(centre, "0004"), place)
    return place


def files(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.glob("*.ics")}


def of(folder: Path, no: str) -> bytes:
    (found,) = (one for one in files(folder).values() if f"UID:{no}-".encode() in one)
    return found


def test_everybody_who_is_employed_has_one_and_it_says_what_they_work(
    centre: SmallCentre, folder: Path
) -> None:
    write_folder(centre.context, WORDS)
    assert len(files(folder)) == len(centre.people)
    told = [one.uid for one in entries(of(folder, "1002"))]
    with centre.context.read() as session:
        worked = work.worked(session, [centre.people["1002"]]).shifts("1002")
    assert told == [f"1002-{day:%Y%m%d}-shift@dutydesk" for day in sorted(worked)]


def test_an_approved_leave_takes_the_shift_out(centre: SmallCentre, folder: Path) -> None:
    write_folder(centre.context, WORDS)
    no = file_leave(
        acting(centre, "1002"), Wish(centre.people["1002"], "personal", DAY, DAY, "家中有事")
    )
    approve_step(acting(centre, "1000"), no, 1)
    approve_step(acting(centre, "0002"), no, 2)
    assert write_folder(centre.context, WORDS) == 1, "nobody else's changed"
    told = {one.uid: one for one in entries(of(folder, "1002"))}
    assert told["1002-20261019-shift@dutydesk"].cancelled
    assert told[f"1002-{no}-leave@dutydesk"].start == DAY


def test_it_is_written_once_for_each_change(centre: SmallCentre, folder: Path) -> None:
    assert refresh(centre.context, WORDS) == len(centre.people)
    assert refresh(centre.context, WORDS) == 0


def test_what_is_ours_goes_and_what_is_not_stays(centre: SmallCentre, folder: Path) -> None:
    beside = folder.with_name("centre.dutydesk")
    beside.write_text("somebody's, too", "utf-8")
    write_folder(centre.context, WORDS)
    before = set(files(folder))
    (folder / "holiday.ics").write_text("somebody's", "utf-8")
    keep_calendar_folder(acting(centre, "0004"), folder)
    write_folder(centre.context, WORDS)
    after = set(files(folder))
    assert "holiday.ics" in after
    assert not before & after, "new names, the old ones are gone"
    with (folder / "dutydesk-calendars.txt").open("a", encoding="utf-8") as listing:
        listing.write("\n../centre.dutydesk\nholiday.ics\n")
    empty_folder(folder)
    assert [path.name for path in folder.iterdir()] == ["holiday.ics"]
    assert beside.exists()


@pytest.mark.parametrize("no", ["1002", "1000", "0002", "0001"])
def test_only_who_keeps_the_store_chooses_the_folder(
    centre: SmallCentre, tmp_path: Path, no: str
) -> None:
    with pytest.raises(NotAllowed):
        keep_calendar_folder(acting(centre, no), tmp_path)
    assert calendar_folder(centre.context) is None
    assert refresh(centre.context, WORDS) == 0


def test_a_folder_that_is_none_is_refused(centre: SmallCentre, tmp_path: Path) -> None:
    with pytest.raises(BadInput):
        keep_calendar_folder(acting(centre, "0004"), tmp_path / "none")


@pytest.mark.skipif(sys.platform == "win32", reason="POSIX modes")
def test_it_is_said_who_can_read_the_folder(tmp_path: Path) -> None:
    os.chmod(tmp_path, 0o755)
    assert say(who_reads(tmp_path)).startswith("Everybody who reaches")
    os.chmod(tmp_path, 0o750)
    assert say(who_reads(tmp_path)).startswith("Only the owner")


def test_ones_own_days_are_those_that_the_keeper_writes(centre: SmallCentre) -> None:
    mine = load_my_days(acting(centre, "1002"), date(2026, 10, 1), date(2026, 10, 31))
    assert mine.worked == days_of(centre.context, "1002").worked


def test_two_who_write_the_same_file_at_once_leave_one_of_theirs_whole(tmp_path: Path) -> None:
    path, contents = tmp_path / "mine.ics", [bytes([letter]) * 200_000 for letter in b"abcd"]
    with ThreadPoolExecutor(4) as pool:
        list(pool.map(lambda content: replace_whole(path, content), contents * 5))
    assert path.read_bytes() in contents
    assert list(tmp_path.iterdir()) == [path], "nothing else is left behind"
