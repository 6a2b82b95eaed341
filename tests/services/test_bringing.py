"""A centre's own roster file comes into the draft: what is certain, what is asked, who may."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, time

import pytest
from sqlalchemy import func, select

from app.context import Actor, Context
from app.errors import BadInput, Conflict, NotAllowed, NotFound, Stale
from app.models import AuditEntry, DraftAssignment, Person, ShiftType, Team
from app.queries.people.rows import people
from app.queries.roster import brought
from app.reading.roster.bringing import choices, preview, with_proposals
from app.reading.roster.mappings import mapping, mappings, proposed, told_in
from app.rules.bringing.answers import NOBODY, Answers, NewShift, Who, Written
from app.rules.bringing.kept import Told, signs, to_json
from app.rules.bringing.preview import Found
from app.rules.bringing.said import Entry, LeftOut, Meaning, Said, Use
from app.rules.deeds import Deed
from app.rules.edits import CellChange
from app.rules.vocabulary import msg
from app.services.people.people import leave_centre
from app.services.roster.bringing import Source, bring_in
from app.services.roster.editing import edit_cells
from app.services.roster.mappings import drop, keep, rename
from app.text import say
from tests.factories import SmallCentre, a_department, a_person, a_team

FILE = Source("十一月.xlsx", "a" * 64)
NOVEMBER = date(2026, 11, 1)
TODAY = date(2026, 10, 15)


def on(day: int) -> date:
    return NOVEMBER.replace(day=day)


def entry(person: str, day: int, word: str, number: str = "", cell: str = "") -> Entry:
    return Entry(person, number, on(day), word, "十一月", cell or f"C{day}")


def file(*entries: Entry, **more: object) -> Said:
    return replace(Said(entries), **more)  # type: ignore[arg-type]


def acting(centre: SmallCentre, number: str) -> Context:
    return centre.context.acting_as(Actor(number, centre.people[number]))


def name_of(centre: SmallCentre, number: str) -> str:
    with centre.context.read() as session:
        found = session.scalar(select(Person.name).where(Person.employee_no == number))
    assert found is not None
    return found


def drafted(centre: SmallCentre) -> int:
    with centre.context.read() as session:
        return session.scalar(select(func.count()).select_from(DraftAssignment)) or 0


def held(centre: SmallCentre, number: str, day: int) -> str:
    with centre.context.read() as session:
        return brought.stand(session, [number], on(day), on(day)).held.get((number, on(day)), "")


def test_a_leader_brings_in_the_own_team_by_number_and_by_name(centre: SmallCentre) -> None:
    leader = acting(centre, "1000")
    said = file(
        entry("", 2, "e", "1001"), entry(name_of(centre, "1002"), 3, "Ｎ"),
        entry(name_of(centre, "1002"), 4, "休息"),
    )  # fmt: skip
    found = bring_in(leader, said, Answers(), FILE)
    assert [(one.number, one.day, one.after) for one in found.preview.cells] == [
        ("1001", on(2), "E"), ("1002", on(3), "N"),
    ]  # fmt: skip
    assert found.preview.unchanged == 1
    assert (held(centre, "1001", 2), held(centre, "1002", 3)) == ("E", "N")


def test_it_is_one_change_that_can_be_undone(centre: SmallCentre) -> None:
    leader = acting(centre, "1000")
    edit_cells(leader, [CellChange("1001", on(2), "L")])
    said = file(entry("", 2, "E", "1001"), entry("", 3, "E", "1001"))
    brought_in = bring_in(leader, said, Answers(), FILE)
    edit_cells(leader, brought_in.outcome.inverse)
    assert (held(centre, "1001", 2), held(centre, "1001", 3)) == ("L", "")


def test_the_trail_keeps_the_files_name_its_digest_and_the_counts(centre: SmallCentre) -> None:
    bring_in(acting(centre, "1000"), file(entry("", 2, "E", "1001")), Answers(), FILE)
    with centre.context.read() as session:
        kept = session.scalars(
            select(AuditEntry).where(AuditEntry.action == Deed.ROSTER_BRING)
        ).one()
    assert kept.subject == "十一月.xlsx"
    assert kept.after is not None
    assert '"cells":1' in kept.after.replace(" ", "")
    assert FILE.sha256 in kept.after


def test_lines_of_another_team_are_left_out_and_say_who_may(centre: SmallCentre) -> None:
    said = file(entry("", 2, "E", "1001"), entry("", 2, "E", "2001", "C9"))
    found = bring_in(acting(centre, "1000"), said, Answers(), FILE).preview
    assert [one.number for one in found.cells] == ["1001"]
    assert [(one.cells, one.value) for one in found.left_out] == [("C9", "E")]
    assert "Only" in say(found.left_out[0].why)


def test_an_agent_brings_in_nothing(centre: SmallCentre) -> None:
    with pytest.raises(NotAllowed):
        bring_in(acting(centre, "1001"), file(entry("", 2, "E", "1001")), Answers(), FILE)
    assert drafted(centre) == 0


@pytest.mark.parametrize("number", ["1001", "0001", "0003"])
def test_who_drafts_no_roster_learns_no_names_by_a_file(centre: SmallCentre, number: str) -> None:
    ctx = acting(centre, number)
    keep(acting(centre, "1000"), "月表", Told(), {"p:2001"})
    for asked in (
        lambda: preview(ctx, file(entry("别人", 2, "E", "2001")), Answers()),
        lambda: choices(ctx),
        lambda: mappings(ctx),
    ):
        with pytest.raises(NotAllowed):
            asked()


def test_a_leader_answers_with_people_in_sight_alone(centre: SmallCentre) -> None:
    with centre.context.write() as session:
        other = a_team(session, "C", a_department(session, "Complaints"))
        a_person(session, "3001", team=other)
    offered = {one.number for one in choices(acting(centre, "1000")).people}
    assert {"1001", "2001"} <= offered
    assert "3001" not in offered
    assert "3001" in {one.number for one in choices(acting(centre, "0004")).people}


def test_nothing_is_written_while_a_word_or_a_person_is_open(centre: SmallCentre) -> None:
    said = file(entry("", 2, "E", "1001"), entry("", 3, "白", "1001"), entry("新来的", 3, "E"))
    found = preview(centre.context, said, Answers())
    assert [row.word for row in found.asked_words] == ["白"]
    assert [row.written.name for row in found.asked_people] == ["新来的"]
    with pytest.raises(BadInput, match="Not everything is told"):
        bring_in(centre.context, said, Answers(), FILE)
    assert drafted(centre) == 0


def test_of_two_of_one_name_one_is_asked_never_guessed(centre: SmallCentre) -> None:
    name = name_of(centre, "1001")
    with centre.context.write() as session:
        person = session.scalars(select(Person).where(Person.employee_no == "1002")).one()
        person.name = name
        centre.context.audit(session, Deed.PERSON_EDIT, "person:1002")
    said = file(entry(name, 2, "E"))
    row = preview(centre.context, said, Answers()).asked_people[0]
    assert [one.number for one in row.candidates] == ["1001", "1002"]
    assert row.who is None
    told = Answers(people={Written(name): Who("1002")})
    assert [one.number for one in preview(centre.context, said, told).cells] == ["1002"]


@pytest.mark.parametrize("beside", ["{}(代)", "{}（早）", "「{}」"])
def test_a_name_with_something_beside_it_is_proposed(centre: SmallCentre, beside: str) -> None:
    written = beside.format(name_of(centre, "1001"))
    found = preview(centre.context, file(entry(written, 2, "E")), Answers())
    assert found.asked_people[0].who == Who("1001")
    assert not found.cells
    told = with_proposals(found, Answers(), TODAY)
    assert preview(centre.context, file(entry(written, 2, "E")), told).ready


def test_a_number_beside_another_name_is_asked(centre: SmallCentre) -> None:
    found = preview(centre.context, file(entry("别人", 2, "E", "1001")), Answers())
    assert found.asked_people[0].candidates[0].number == "1001"


def test_new_people_come_with_their_team_and_first_day(centre: SmallCentre) -> None:
    said = file(entry("新来的", 2, "E"), entry("新来的(早)", 3, "E"))
    told = with_proposals(preview(centre.context, said, Answers()), Answers(), TODAY)
    found = preview(centre.context, said, told)
    assert [one.name for one in found.new_people] == ["新来的"]
    assert len(found.lacking) == 1
    told = replace(told, team_id=centre.teams["A"])
    number = bring_in(centre.context, said, told, FILE).preview.new_people[0].number
    assert held(centre, number, 3) == "E"


@pytest.mark.parametrize(
    ("today", "hired"),
    [(date(2026, 10, 31), date(2026, 10, 31)), (on(1), on(1)), (on(2), on(2)), (on(3), on(2))],
)
def test_new_people_are_here_at_the_latest_today(
    centre: SmallCentre, today: date, hired: date
) -> None:
    """Whoever stands in next month's roster is given a login and a post before it begins."""
    said = file(entry("新来的", 2, "E"))
    told = with_proposals(preview(centre.context, said, Answers()), Answers(), today)
    assert told.hired == hired


def test_new_people_come_with_a_team_that_is_made_for_them(centre: SmallCentre) -> None:
    said = file(entry("新来的", 2, "E"))
    told = with_proposals(preview(centre.context, said, Answers()), Answers(), TODAY)
    unnamed = preview(centre.context, said, replace(told, new_team=("热线部", "")))
    assert len(unnamed.lacking) == 1
    told = replace(told, new_team=("热线部", "热线一组"))
    assert preview(centre.context, said, told).new_places == ("热线部", "热线部 热线一组")
    number = bring_in(centre.context, said, told, FILE).preview.new_people[0].number
    with centre.context.read() as session:
        row = next(row for row in people(session, TODAY) if row.employee_no == number)
    assert (row.post.department, row.post.team) == ("热线部", "热线一组")


def test_a_team_of_that_name_that_is_there_is_taken(centre: SmallCentre) -> None:
    said = file(entry("新来的", 2, "E"))
    told = with_proposals(preview(centre.context, said, Answers()), Answers(), TODAY)
    told = replace(told, new_team=("Service", "A"))
    assert not preview(centre.context, said, told).new_places
    bring_in(centre.context, said, told, FILE)
    with centre.context.read() as session:
        assert session.scalar(select(func.count()).select_from(Team)) == len(centre.teams)


def test_who_may_not_add_people_is_told_who_can_and_the_rest_comes_in(centre: SmallCentre) -> None:
    said = file(entry("", 2, "E", "1001"), entry("新来的", 2, "E", cell="C9"))
    told = Answers(people={Written("新来的"): Who("3001", "新来的")})
    found = bring_in(acting(centre, "1000"), said, told, FILE).preview
    assert [one.number for one in found.cells] == ["1001"]
    assert found.left_out[0].cells == "C9"
    assert "administrator" in say(found.told[0])


def test_a_new_shift_is_made_with_its_times(centre: SmallCentre) -> None:
    said = file(entry("", 2, "行政", "1001"), times={"行政": (time(9), time(17))})
    found = preview(centre.context, said, Answers())
    assert found.asked_words[0].new == NewShift("行政", "行政", time(9), time(17))
    bring_in(centre.context, said, with_proposals(found, Answers(), TODAY), FILE)
    assert held(centre, "1001", 2) == "行政"


def test_a_leader_makes_no_shift_and_its_cells_are_left_out(centre: SmallCentre) -> None:
    said = file(entry("", 2, "行政", "1001"), times={"行政": (time(9), time(17))})
    leader = acting(centre, "1000")
    told = with_proposals(preview(leader, said, Answers()), Answers(), TODAY)
    found = preview(leader, said, told)
    assert not found.cells
    assert [one.value for one in found.left_out] == ["行政"]


def test_a_word_is_known_by_its_times(centre: SmallCentre) -> None:
    said = file(entry("", 2, "0730-1530", "1001"), times={"0730-1530": (time(7, 30), time(15, 30))})
    assert [one.after for one in preview(centre.context, said, Answers()).cells] == ["E"]


def test_a_code_that_has_other_times_in_the_file_is_asked(centre: SmallCentre) -> None:
    said = file(entry("", 2, "E", "1001"), times={"E": (time(8), time(16))})
    found = preview(centre.context, said, Answers())
    told = with_proposals(found, Answers(), TODAY)
    row = preview(centre.context, said, told).asked_words[0]
    assert row.proposal is None, "neither the shift of that code nor a new one is taken unasked"
    assert row.new is not None
    assert (row.new.start, row.new.end) == (time(8), time(16))
    assert "8:00" in say(row.why) if row.why else False


def test_leave_is_listed_in_runs_and_never_a_shift(centre: SmallCentre) -> None:
    days = [entry("", day, "病假", "1001") for day in (2, 3, 4, 8)]
    found = preview(centre.context, file(*days), Answers())
    assert not found.cells
    assert [(one.first, one.last, one.kind) for one in found.leaves] == [
        (on(2), on(4), "sick"), (on(8), on(8), "sick"),
    ]  # fmt: skip


def test_two_entries_of_a_day_that_differ_are_asked(centre: SmallCentre) -> None:
    said = file(entry("", 2, "E", "1001", "C2"), entry("", 2, "休", "1001", "C9"))
    found = preview(centre.context, said, Answers())
    assert [one.counts for one in found.doubles] == [None]
    assert not found.cells
    told = Answers(counts={("1001", on(2)): "十一月!C2"})
    found = preview(centre.context, said, told)
    assert [one.after for one in found.cells] == ["E"]
    assert [one.cells for one in found.left_out] == ["C9"]


def test_two_entries_that_say_the_same_count_once_and_are_told(centre: SmallCentre) -> None:
    said = file(entry("", 2, "E", "1001", "C2"), entry("", 2, "E", "1001", "C9"))
    found = preview(centre.context, said, Answers())
    assert (len(found.cells), [one.cells for one in found.left_out]) == (1, ["C9"])


@pytest.mark.parametrize(("day", "taken"), [(9, 1), (10, 1), (11, 0)])
def test_days_after_leaving_are_named(centre: SmallCentre, day: int, taken: int) -> None:
    leave_centre(centre.context, centre.people["1001"], 1, on(10))
    found = preview(centre.context, file(entry("", day, "E", "1001")), Answers())
    assert len(found.cells) == taken
    assert len(found.left_out) == 1 - taken


def test_a_blank_cell_is_a_day_off_unless_blanks_are_kept(centre: SmallCentre) -> None:
    edit_cells(acting(centre, "1000"), [CellChange("1001", on(3), "L")])
    said = file(entry("", 2, "E", "1001"), blanks=(entry("", 3, "", "1001"),))
    cells = preview(centre.context, said, Answers()).cells
    assert [(one.day, one.before, one.after) for one in cells] == [
        (on(2), "", "E"),
        (on(3), "L", ""),
    ]
    kept = preview(centre.context, said, Answers(clear_blanks=False))
    assert ([one.day for one in kept.cells], [one.day for one in kept.kept]) == ([on(2)], [on(3)])


def test_a_published_month_takes_it_as_changes_of_the_draft(centre: SmallCentre) -> None:
    said = Said((Entry("", "1001", date(2026, 10, 1), "N", "S", "C2"),))
    found = preview(centre.context, said, Answers())
    assert found.cells[0].published
    assert "2026-10" in say(found.told[0])


def test_problems_stand_in_the_way_until_they_are_left_out_knowingly(centre: SmallCentre) -> None:
    problem = LeftOut("十一月", "D1", "", msg("A reason is needed"))
    said = file(entry("", 2, "E", "1001"), problems=(problem,))
    assert not preview(centre.context, said, Answers()).ready
    found = preview(centre.context, said, Answers(leave_problems=True))
    assert found.ready
    assert problem in found.left_out


def test_somebody_left_out_and_a_word_ignored_are_named(centre: SmallCentre) -> None:
    said = file(entry("路人", 2, "E"), entry("", 3, "OT", "1001"))
    told = Answers(people={Written("路人"): NOBODY}, words={"ot": Meaning(Use.IGNORE)})
    found = preview(centre.context, said, told)
    assert [one.found for one in found.people] == [Found.OUT, Found.KNOWN]
    assert [one.value for one in found.left_out] == ["E", "OT"]


def test_who_looked_at_another_roster_is_told(centre: SmallCentre) -> None:
    leader, said = acting(centre, "1000"), file(entry("", 2, "E", "1001"))
    seen = preview(leader, said, Answers())
    edit_cells(leader, [CellChange("1001", on(2), "L")])
    with pytest.raises(Conflict):
        bring_in(leader, said, Answers(), FILE, seen)


def test_what_fails_leaves_no_new_shift_behind(centre: SmallCentre) -> None:
    said = file(entry("新来的", 2, "行政"), times={"行政": (time(9), time(17))})
    told = with_proposals(preview(centre.context, said, Answers()), Answers(), TODAY)
    told = replace(told, team_id=9999, hired=NOVEMBER)
    with pytest.raises(NotFound):
        bring_in(centre.context, said, told, FILE)
    with centre.context.read() as session:
        assert session.scalar(select(func.count()).where(ShiftType.code == "行政")) == 0


def test_what_was_told_is_kept_and_proposed_for_the_next_file(centre: SmallCentre) -> None:
    leader = acting(centre, "1000")
    told = Told(
        Answers(
            words={"白": Meaning(Use.SHIFT, "E")},
            shifts=(NewShift("X", "行政", time(9), time(17)),),
            people={Written("小王"): Who("1001")},
        )
    )
    said = file(entry("小王", 2, "白"))
    keep(leader, "月表", told, signs(said))
    again = file(entry("小王", 9, "白"))
    found = proposed(leader, again)
    assert found is not None
    assert told_in(found.told) == told
    assert preview(leader, again, told_in(found.told).answers).ready
    assert proposed(leader, file(entry("别人", 2, "早"))) is None


def test_two_who_change_what_is_kept_do_not_overwrite_each_other(centre: SmallCentre) -> None:
    ctx = acting(centre, "1000")
    keep(ctx, "月表", Told(), ["w:e"])
    row = mapping(ctx, "月表")
    keep(ctx, "月表", Told(), ["w:l"], row.version)
    for late in (
        lambda: keep(ctx, "月表", Told(), [], row.version),
        lambda: rename(ctx, row.id, row.version, "周表"),
        lambda: drop(ctx, row.id, row.version),
    ):
        with pytest.raises(Stale):
            late()
    rename(ctx, row.id, row.version + 1, "周表")
    drop(ctx, row.id, mapping(ctx, "周表").version)
    with pytest.raises(NotFound):
        mapping(ctx, "周表")


ENDLESS = """{"form": 1, "words": {}, "shifts": [], "people": [], "team": Infinity,
"clear_blanks": true}"""


@pytest.mark.parametrize("text", ["", "[]", '{"form": 2}', '{"form": 1, "words": 3}', ENDLESS])
def test_another_form_of_what_was_told_is_refused(text: str) -> None:
    with pytest.raises(BadInput):
        told_in(text)
    assert told_in(to_json(Told())) == Told()


@pytest.mark.parametrize(
    ("word", "kind"), [("病", "sick"), ("病休", "sick"), ("事", "personal"), ("事假", "personal")]
)
def test_the_one_sign_of_a_leave_is_its_kind(centre: SmallCentre, word: str, kind: str) -> None:
    found = preview(centre.context, file(entry("", 2, word, "1001")), Answers())
    assert [(one.number, one.kind) for one in found.leaves] == [("1001", kind)]
