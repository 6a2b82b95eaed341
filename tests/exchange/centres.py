"""Centres that hypothesis makes up: any people, any registers, breaches and blanks included."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime, time, timedelta
from functools import partial
from typing import Any

from hypothesis import strategies as st

from app.rules.facts import Person, Post, ShiftType
from app.rules.records import (
    AS_KEPT,
    AttendanceRecord,
    CentreRecords,
    DayRecord,
    InspectionRecord,
    KindRecord,
    LeaveRecord,
    SwapRecord,
)
from app.rules.vocabulary import DayKind, LeaveKind, LeaveStatus, Role, SwapStatus, Upwards

Draw = Callable[[st.SearchStrategy[Any]], Any]

DAYS = st.dates(date(2026, 1, 1), date(2026, 3, 31))
MOMENTS = st.datetimes(datetime(2025, 12, 1), datetime(2026, 4, 30)).map(
    lambda moment: moment.replace(second=0, microsecond=0)
)
MAYBE_MOMENT = st.none() | MOMENTS
WALL = st.times().map(lambda wall: time(wall.hour, wall.minute))
SHOWN = st.characters(
    blacklist_categories=("Cs", "Cc", "Cn", "Co"), blacklist_characters="\ufffe\uffff"
)


def kept(text: str) -> bool:
    """Whether the store keeps `text` as it is, so that it can be compared."""
    from app.rules.plaintext import plain

    return plain(text) == text


RISKY = st.sampled_from(
    [
        *("=1+1", "+1", "-1", "@x", "'=1", "''@", "'tis", "#N/A", "#", "_x0041_", "a_x000A_b"),
        *("1e5", "0", "007", "TRUE", "2026-01-01", "08:00", "a\nb", "é", "﷽", "👩\u200d🚒", "1.0"),
    ]
)
STATUSES = [status for status in SwapStatus if status not in AS_KEPT and status != "draft"]
TEXT = (st.text(SHOWN, max_size=12).filter(kept)) | RISKY
SOME_TEXT = TEXT.filter(bool)
NUMBERS = st.from_regex(r"[A-Za-z0-9一-龟=+@#'-]{1,6}", fullmatch=True).filter(kept)


@st.composite
def centres(draw: Draw) -> CentreRecords:
    """A centre with up to 6 people, 3 shifts, 3 months and a few lines in each register."""
    numbers = draw(st.lists(NUMBERS, min_size=2, max_size=6, unique=True))
    codes = draw(st.lists(NUMBERS, min_size=1, max_size=3, unique=True))
    anybody = st.sampled_from(numbers)
    kinds = draw(st.lists(own_kinds(), max_size=2, unique_by=lambda kind: kind.code))
    kind = st.sampled_from([*map(str, LeaveKind), *(own.code for own in kinds)])
    return CentreRecords(
        people=tuple(draw(persons(no)) for no in sorted(numbers)),
        shifts=tuple(
            ShiftType(code, draw(SOME_TEXT), draw(WALL), draw(WALL), draw(st.booleans()))
            for code in sorted(codes)
        ),
        rosters=draw(rosters(numbers, codes)),
        calendar=tuple(
            DayRecord(day, draw(SOME_TEXT), draw(st.sampled_from(DayKind)))
            for day in sorted(draw(st.sets(DAYS, min_size=1, max_size=3)))
        ),
        swaps=tuple(draw(each("S", swaps, anybody))),
        leaves=tuple(draw(each("L", partial(leaves, kind=kind), anybody))),
        attendance=tuple(draw(attendance(numbers))),
        inspections=tuple(draw(each("Q", inspections, anybody))),
        kinds=tuple(kinds),
    )


@st.composite
def persons(draw: Draw, no: str) -> Person:
    hired = draw(st.dates(date(2019, 1, 1), date(2025, 12, 1)))
    sinces = draw(st.sets(st.dates(date(2025, 1, 1), date(2026, 4, 1)), max_size=2))
    if draw(st.booleans()) or not sinces:
        sinces.add(hired)
    left = draw(st.none() | st.integers(0, 2000).map(lambda days: hired + timedelta(days=days)))
    posts = tuple(draw(posts_from(since)) for since in sorted(sinces))
    return Person(no, draw(SOME_TEXT), hired, left, posts)


@st.composite
def posts_from(draw: Draw, since: date) -> Post:
    role = draw(st.sampled_from(Role))
    places = st.sampled_from(["Service", "投诉部", "=Ops"])
    teams = st.sampled_from(["", "A", "1班", "-"])
    if role in (Role.CENTRE_DIRECTOR, Role.ADMINISTRATOR) and draw(st.booleans()):
        return Post(since, "", "", role, draw(TEXT), draw(st.none() | st.integers(1, 5)))
    skill = st.none() | st.integers(1, 5)
    return Post(since, draw(places), draw(teams), role, draw(TEXT), draw(skill))


@st.composite
def rosters(draw: Draw, numbers: list[str], codes: list[str]) -> dict[tuple[int, int], Any]:
    found: dict[tuple[int, int], dict[str, dict[date, str]]] = {}
    cells = st.tuples(st.sampled_from(numbers), DAYS, st.sampled_from(codes))
    for no, day, code in draw(st.lists(cells, min_size=1, max_size=20)):
        month = found.setdefault((day.year, day.month), {})
        month.setdefault(no, {}).setdefault(day, code)
    return found


@st.composite
def each(draw: Draw, prefix: str, line: Any, anybody: st.SearchStrategy[str]) -> list[Any]:
    return [draw(line(f"{prefix}-{n}", anybody)) for n in range(draw(st.integers(0, 4)))]


@st.composite
def swaps(draw: Draw, no: str, anybody: st.SearchStrategy[str]) -> SwapRecord:
    by = anybody | TEXT
    return SwapRecord(
        *(no, draw(MOMENTS), draw(anybody), draw(DAYS), draw(anybody), draw(DAYS)),
        *(draw(by), draw(MAYBE_MOMENT), draw(by), draw(MAYBE_MOMENT)),
        draw(st.sampled_from(STATUSES)),
        draw(MAYBE_MOMENT),
    )


@st.composite
def own_kinds(draw: Draw) -> KindRecord:
    return KindRecord(
        *(draw(st.sampled_from(["annual", "marriage", "产假"])), draw(SOME_TEXT)),
        *(draw(st.integers(0, 365)), draw(st.sampled_from(Upwards))),
        *(draw(st.booleans()), draw(st.booleans())),
    )


@st.composite
def leaves(
    draw: Draw, no: str, anybody: st.SearchStrategy[str], kind: st.SearchStrategy[str]
) -> LeaveRecord:
    first = draw(DAYS)
    maybe_day = st.none() | DAYS
    by = anybody | TEXT
    return LeaveRecord(
        *(no, draw(anybody), draw(anybody | SOME_TEXT), draw(MOMENTS)),
        draw(kind),
        *(first, first + timedelta(days=draw(st.integers(0, 9))), draw(TEXT), draw(st.booleans())),
        *(draw(maybe_day), draw(maybe_day), draw(MAYBE_MOMENT), draw(MAYBE_MOMENT)),
        *(draw(by), draw(MAYBE_MOMENT), draw(by), draw(MAYBE_MOMENT), draw(by), draw(MAYBE_MOMENT)),
        *(draw(st.sampled_from(LeaveStatus)), draw(MAYBE_MOMENT)),
    )


@st.composite
def attendance(draw: Draw, numbers: list[str]) -> list[AttendanceRecord]:
    keys = draw(st.sets(st.tuples(DAYS, st.sampled_from(numbers)), max_size=4))
    return [
        AttendanceRecord(no, day, draw(MAYBE_MOMENT), draw(st.integers(0, 1440)))
        for day, no in sorted(keys)
    ]


@st.composite
def inspections(draw: Draw, no: str, anybody: st.SearchStrategy[str]) -> InspectionRecord:
    score = st.integers(0, 100).map(float) | st.integers(0, 10_000).map(
        lambda hundredths: hundredths / 100
    )
    return InspectionRecord(
        *(no, draw(anybody), draw(anybody), draw(MOMENTS), draw(SOME_TEXT)),
        *(draw(score), draw(score), draw(score), draw(score), draw(score)),
        *(draw(st.booleans()), draw(TEXT)),
    )
