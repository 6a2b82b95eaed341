"""A file of punches becomes roll call: by who works what, nothing over what is recorded by hand,
nobody of others, one transaction."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, timedelta

import pytest

from app.context import Actor, Context
from app.errors import BadInput, Conflict, NotAllowed, Stale
from app.models import Leave, Person, Swap
from app.queries import facts
from app.reading.attendance.punches import people_kept, preview, with_proposals
from app.rules.bringing.answers import Who, Written
from app.rules.punches.preview import PunchAnswers, PunchPreview, Stand
from app.rules.punches.said import Punch, PunchesSaid
from app.rules.vocabulary import LeaveStatus, SwapStatus, msg
from app.services.attendance.punches import bring_punches
from app.services.attendance.roll_call import Entry, record_roll_call
from app.text import say
from app.text.punches import stand_words
from tests.factories import NOW, SmallCentre

DAY = date(2026, 10, 13)
SHA = "a" * 64
NOTHING = PunchAnswers()


def acting(centre: SmallCentre, no: str = "1000") -> Context:
    return centre.context.acting_as(Actor(no, centre.people[no]))


def said(*lines: str) -> PunchesSaid:
    """Each `1001 13 07:25`: number, day of October, wall time; a name may stand after it."""
    punches = []
    for at, line in enumerate(lines, 2):
        number, day, wall, *name = line.split()
        moment = datetime.strptime(f"2026-10-{day} {wall}", "%Y-%m-%d %H:%M")
        number = "" if number == "-" else number
        punches.append(Punch(" ".join(name), number, moment, "S", f"C{at}", wall))
    return PunchesSaid(tuple(punches))


def shifts_of(centre: SmallCentre, no: str) -> dict[date, str]:
    with centre.context.read() as session:
        return dict(facts.roster(session, [centre.people[no]])[no])


def day_of(centre: SmallCentre, no: str, code: str) -> date:
    """The first day before today, after the month's second, that they work that shift."""
    return min(day for day, one in shifts_of(centre, no).items() if one == code and day.day > 2)


def bring(
    centre: SmallCentre, lines: PunchesSaid, by: str = "1000", **more: object
) -> PunchPreview:
    answers = PunchAnswers(**more)  # type: ignore[arg-type]
    seen = preview(acting(centre, by), lines, answers)
    return bring_punches(acting(centre, by), lines, answers, "打卡.xlsx", SHA, seen)


def recorded(centre: SmallCentre) -> dict[tuple[str, date], tuple[str, str]]:
    """Number and day -> wall times of coming and going."""

    def wall(at: datetime | None) -> str:
        return f"{centre.context.time.to_wall(at):%d %H:%M}" if at else ""

    with centre.context.read() as session:
        rows = facts.attendance(session)
    return {(row.person, row.day): (wall(row.arrived_at), wall(row.left_at)) for row in rows}


def whys(found: PunchPreview) -> list[str]:
    return [say(one.why) for one in found.left_out]


def test_a_night_is_recorded_on_the_day_it_began(centre: SmallCentre) -> None:
    night = day_of(centre, "1001", "N")
    next_day = night + timedelta(days=1)
    lines = said(
        f"1001 {night.day} 23:21", f"1001 {next_day.day} 03:00", f"1001 {next_day.day} 07:33"
    )
    found = bring(centre, lines)
    assert recorded(centre) == {
        ("1001", night): (f"{night.day:02} 23:21", f"{next_day.day:02} 07:33")
    }
    assert found.between == 1
    assert found.left_out == ()


def test_what_is_recorded_by_hand_stays_until_somebody_says_that_the_file_counts(
    centre: SmallCentre,
) -> None:
    at = centre.context.time.instant
    early = day_of(centre, "1001", "E")
    hand = Entry(centre.people["1001"], at(early, datetime(1, 1, 1, 7, 20).time()), 5)
    record_roll_call(acting(centre), centre.teams["A"], early, [hand])
    same = said(f"1001 {early.day} 07:20")
    assert [one.stand for one in preview(acting(centre), same, NOTHING).lines] == [Stand.SAME]
    lines = said(f"1001 {early.day} 07:24", f"1001 {early.day} 15:31")
    (line,) = preview(acting(centre), lines, NOTHING).lines
    assert stand_words(line) == (
        "07:20 → 07:24–15:31: stays as recorded, they came 4 minutes apart"
    )
    with pytest.raises(BadInput):
        bring(centre, lines)
    assert recorded(centre)["1001", early] == (f"{early.day:02} 07:20", "")
    found = bring(centre, lines, replace=frozenset({("1001", early)}))
    assert [line.stand for line in found.taken] == [Stand.DIFFERENT]
    assert found.taken[0].after.off_post_minutes == 5, "what no clock knows stays"
    assert recorded(centre)["1001", early] == (f"{early.day:02} 07:24", f"{early.day:02} 15:31")


def test_when_they_went_is_added_to_what_is_recorded(centre: SmallCentre) -> None:
    early = day_of(centre, "1001", "E")
    bring(centre, said(f"1001 {early.day} 07:20"))
    found = bring(centre, said(f"1001 {early.day} 15:31"))
    assert [line.stand for line in found.taken] == [Stand.ADDED]
    assert recorded(centre)["1001", early] == (f"{early.day:02} 07:20", f"{early.day:02} 15:31")


def test_somebody_was_faster_and_nothing_is_written(centre: SmallCentre) -> None:
    early = day_of(centre, "1001", "E")
    other = day_of(centre, "1002", "E")
    lines = said(f"1001 {early.day} 07:24", f"1002 {other.day} 07:24")
    seen = preview(acting(centre), lines, NOTHING)
    came = centre.context.time.instant(other, datetime(1, 1, 1, 7, 29).time())
    record_roll_call(acting(centre), centre.teams["A"], other, [Entry(centre.people["1002"], came)])
    with pytest.raises(Stale):
        bring_punches(acting(centre), lines, NOTHING, "打卡.xlsx", SHA, seen)
    assert recorded(centre) == {("1002", other): (f"{other.day:02} 07:29", "")}


def test_after_a_swap_the_shift_is_the_others(centre: SmallCentre) -> None:
    """1001 gives the early shift away and has a day off then: the punch is near no shift."""
    ones, twos = shifts_of(centre, "1001"), shifts_of(centre, "1002")
    early = min(d for d, code in ones.items() if code == "E" and 2 < d.day < 14 and d not in twos)
    later = min(d for d in twos if d > early and d not in ones)
    with centre.context.write() as session:
        session.add(
            Swap(
                swap_no="S-1", filed_at=NOW, effective_at=NOW, status=SwapStatus.EFFECTIVE,
                requester_id=centre.people["1001"], requester_date=early,
                counterpart_id=centre.people["1002"], counterpart_date=later,
            )
        )  # fmt: skip
    found = preview(
        acting(centre), said(f"1001 {early.day} 07:20", f"1002 {early.day} 07:25"), NOTHING
    )
    assert [line.worked.cell for line in found.lines] == [("1002", early)]
    assert whys(found) == ["It is near no shift that Person 1001 works."]


@pytest.mark.parametrize("by", ["1001", "0001", "0003"])
def test_who_keeps_nobodys_attendance_brings_none_in(centre: SmallCentre, by: str) -> None:
    with pytest.raises(NotAllowed):
        preview(acting(centre, by), said("1001 13 07:20"), NOTHING)


def test_of_another_team_is_said_what_is_said_of_nobody(centre: SmallCentre) -> None:
    """Neither number nor name tells a leader whether the centre has such a person."""
    for theirs, nobody in (
        ("2001 13 07:20", "9999 13 07:20"),
        ("2001 13 07:20 Person 2001", "9999 13 07:20 Person 9999"),
        ("- 13 07:20 Person 2001", "- 13 07:20 Person 9999"),
        ("2001 13 07:20 Person 1001", "9999 13 07:20 Person 1001"),
        ("1001 13 07:20 Person 2001", "1001 13 07:20 Person 9999"),
    ):
        one, two = (preview(acting(centre), said(line), NOTHING) for line in (theirs, nobody))
        assert whys(one) == whys(two)
        assert [(row.found, row.who, row.candidates, row.why) for row in one.people] == [
            (row.found, row.who, row.candidates, row.why) for row in two.people
        ]
    assert "2001" not in {one.number for one in people_kept(acting(centre), said("1001 13 07:20"))}
    told = PunchAnswers(people={Written("x", "5"): Who("2001")})
    assert preview(acting(centre), said("5 13 07:20 x"), told).lines == ()


def test_the_head_and_the_administrator_bring_in_all_teams(centre: SmallCentre) -> None:
    one, two = day_of(centre, "1001", "E"), day_of(centre, "2001", "E")
    lines = said(f"1001 {one.day} 07:20", f"2001 {two.day} 07:20")
    for by in ("0002", "0004"):
        assert len(preview(acting(centre, by), lines, NOTHING).taken) == 2


def test_who_is_meant_is_asked_and_told(centre: SmallCentre) -> None:
    early = day_of(centre, "1001", "E")
    lines = said(f"77 {early.day} 07:20 Person 1001")
    asked = preview(acting(centre), lines, NOTHING).asked
    assert [row.who for row in asked] == [None], "to a leader 77 may be somebody who is hidden"
    found = preview(acting(centre, "0004"), lines, NOTHING)
    assert [row.who for row in found.asked] == [Who("1001")]
    with pytest.raises(BadInput):
        bring_punches(acting(centre), lines, NOTHING, "打卡.xlsx", SHA)
    answers = with_proposals(found, NOTHING)
    assert len(bring_punches(acting(centre), lines, answers, "打卡.xlsx", SHA).taken) == 1


def test_the_clocks_own_number_does_not_hide_a_name(centre: SmallCentre) -> None:
    early = day_of(centre, "1001", "E")
    lines = said(f"77 {early.day} 07:20 Person 1001")
    badge = replace(lines, punches=tuple(replace(one, badge=True) for one in lines.punches))
    assert len(preview(acting(centre), badge, NOTHING).taken) == 1


def test_whoever_is_missing_on_a_sheet_that_is_kept_now_is_named(centre: SmallCentre) -> None:
    early = day_of(centre, "1001", "E")
    others = [
        no for no in ("1000", "1002", "1003", "1004") if shifts_of(centre, no).get(early) == "E"
    ]
    found = preview(acting(centre), said(f"1001 {early.day} 07:20"), NOTHING)
    assert [one.worked.person.no for one in found.missing] == others
    assert {one.finding.code for one in found.missing} == {"ATT-4.absent"}


def test_what_cannot_be_a_coming_or_going_is_named(centre: SmallCentre) -> None:
    early = day_of(centre, "1001", "E")
    lines = said(f"1001 {early.day} 15:31", "1001 16 07:20", f"1001 {early.day} 22:00")
    old = replace(lines.punches[0], at=datetime(1026, 10, 3, 7, 20))
    lines = replace(lines, punches=(*lines.punches, old))
    assert whys(preview(acting(centre), lines, NOTHING)) == [
        f"E of {early.day} October 2026: nothing near its start, so nobody is known to have come.",
        "That is still to come.",
        "It is near no shift that Person 1001 works.",
        "That is more than 400 days ago.",
    ]


def test_on_leave_nothing_is_recorded(centre: SmallCentre) -> None:
    early = day_of(centre, "1001", "E")
    with centre.context.write() as session:
        session.add(
            Leave(
                leave_no="L-00007", person_id=centre.people["1001"], kind="personal",
                first_date=early, last_date=early, status=LeaveStatus.APPROVED,
                filed_by_no="1001", filed_at=centre.context.now(),
            )
        )  # fmt: skip
    found = preview(acting(centre), said(f"1001 {early.day} 07:20"), NOTHING)
    assert found.lines == ()
    assert whys(found) == [f"Person 1001 is on leave on {early.day} October 2026 (L-00007)."]


def test_a_roster_that_changed_since_is_looked_at_again(centre: SmallCentre) -> None:
    early = day_of(centre, "1001", "E")
    lines = said(f"1001 {early.day} 07:20")
    seen = preview(acting(centre), lines, NOTHING)
    with centre.context.write() as session:
        person = session.get(Person, centre.people["1001"])
        assert person is not None
        person.left_on = early - timedelta(days=1)
    with pytest.raises((Conflict, BadInput)):
        bring_punches(acting(centre), lines, NOTHING, "打卡.xlsx", SHA, seen)
    assert recorded(centre) == {}


def test_a_number_with_two_names_is_asked_whatever_else_the_file_says(centre: SmallCentre) -> None:
    early = day_of(centre, "1001", "E")
    own, others = f"1001 {early.day} 07:20 Person 1001", f"1001 {early.day} 15:31 Person 1002"
    assert not preview(acting(centre), said(own), NOTHING).asked
    found = preview(acting(centre), said(own, others), NOTHING)
    assert [row.who for row in found.asked] == [Who("1001"), None]
    assert found.lines == ()
    assert not found.unread, "nobody is listed twice"
    badge = replace(said(others), punches=(replace(said(others).punches[0], badge=True),))
    assert [row.who for row in preview(acting(centre, "0004"), badge, NOTHING).asked] == [None]


def test_a_date_that_is_two_is_told_before_anything_is_written(centre: SmallCentre) -> None:
    early = day_of(centre, "1001", "E")
    lines = replace(said(f"1001 {early.day} 07:20"), asked=(msg("Is it?"),))
    assert preview(acting(centre), lines, NOTHING).questions == 1
    with pytest.raises(BadInput):
        bring(centre, lines)
