"""Two who saw the same: the second is told what stands there by now, and by whom.

Nothing is overwritten in silence, wherever two people can change one row.
"""

from __future__ import annotations

import ast
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from pathlib import Path
from typing import Any

import pytest

from app.context import Actor, Context
from app.errors import Conflict, Stale
from app.queries.keeping import shifts as shift_rows
from app.queries.keeping.calendar import CalendarDayRow
from app.queries.leave.kinds import KindDetails
from app.queries.people import rows as people_rows
from app.reading.attendance.roll_call import sheet
from app.reading.keeping.policy import by_key
from app.rules.edits import CellChange
from app.rules.staff import PostDetails
from app.rules.vocabulary import BalanceEntry, DayKind, Role
from app.services.attendance.roll_call import Correction, Entry, correct_roll_call, record_roll_call
from app.services.keeping import calendar, needs, policy, shifts, store_settings
from app.services.keeping.shifts import ShiftDetails
from app.services.leave import balances
from app.services.leave import kinds as leave_kinds
from app.services.people import people, teams
from app.services.roster import editing
from app.services.seen import Seen
from app.text import say
from tests.factories import NOW, SmallCentre
from tests.recorded import everything_in
from tests.source import nodes_of

APP = Path(__file__).parents[2] / "app"
DAY = date(2026, 10, 14)
OTHER_DAY = date(2026, 12, 24)
SHIFT = ShiftDetails("X", "Extra", time(9), time(17))
KIND = KindDetails("annual", "Annual", has_balance=True)


@dataclass(frozen=True, slots=True)
class Update:
    """`begin` makes what both have seen. The one writes `first`, the other `second`."""

    begin: Callable[[SmallCentre], Any]
    write: Callable[[SmallCentre, Context, Any, Any], object]
    first: Any
    second: Any
    stands: str
    """What the other is told."""
    by: tuple[str, str] = ("0004", "")
    """Who they are; "": the store's keeper."""


def version_of(centre: SmallCentre, no: str) -> int:
    with centre.context.read() as session:
        row = people_rows.person(session, centre.people[no], centre.context.today())
    assert row is not None
    return row.version


def came(centre: SmallCentre, minute: int) -> Entry:
    return Entry(centre.people["1000"], datetime.fromisoformat(f"2026-10-14T07:{minute}:00+08:00"))


def correct(centre: SmallCentre, by: Context, minute: int, seen: Entry | None) -> object:
    change = Correction(centre.people["1000"], seen, came(centre, minute))
    return correct_roll_call(by, centre.teams["A"], DAY, [change])


def record(centre: SmallCentre, by: Context, minute: int, seen: Entry | None) -> object:
    looked_at = {centre.people["1000"]: seen}
    return record_roll_call(by, centre.teams["A"], DAY, [came(centre, minute)], looked_at)


def post_of(centre: SmallCentre, level: int) -> PostDetails:
    team = centre.teams["A"]
    return PostDetails(DAY, Role.AGENT, centre.department, team, "inbound", level)


def needed(centre: SmallCentre, number: int) -> dict[tuple[int, int], int]:
    return {(centre.shifts["E"], 0): number}


def with_kind(centre: SmallCentre) -> KindDetails:
    leave_kinds.add_kind(acting(centre, "0002"), KIND)
    return KIND


def with_shift(centre: SmallCentre) -> tuple[int, ShiftDetails]:
    return shifts.add_shift(centre.context, SHIFT), SHIFT


def with_day(centre: SmallCentre) -> CalendarDayRow:
    calendar.set_day(centre.context, OTHER_DAY, "Old", DayKind.HOLIDAY)
    return CalendarDayRow(OTHER_DAY, "Old", DayKind.HOLIDAY, provisional=False)


def days_left(centre: SmallCentre) -> int:
    with_kind(centre)
    return 0


UPDATES: dict[str, Update] = {
    "a line of roll call": Update(
        lambda _centre: None, record, 10, 20, "Person 1000: came 14 October, 07:10",
        ("0002", "1000"),
    ),
    "a corrected line of roll call": Update(
        lambda _centre: None, correct, 10, 20, "Person 1000: came 14 October, 07:10",
        ("0002", "1000"),
    ),
    "a day of the calendar": Update(
        lambda _centre: None,
        lambda _centre, by, name, seen: calendar.set_day(
            by, OTHER_DAY, name, DayKind.HOLIDAY, Seen(seen)
        ),
        "Christmas", "Party", "Christmas, holiday",
    ),
    "a day that somebody else makes an ordinary one": Update(
        with_day,
        lambda _centre, by, name, seen: calendar.set_day(
            by, OTHER_DAY, name, DayKind.HOLIDAY, Seen(seen)
        ) if name else calendar.clear_day(by, OTHER_DAY, Seen(seen)),
        "", "Party", "an ordinary day",
    ),
    "a cell of what is needed": Update(
        lambda _centre: {},
        lambda centre, by, number, seen: needs.set_needs(
            by, centre.teams["A"], needed(centre, number), seen
        ),
        3, 4, "3 on E, Monday", ("0002", "0001"),
    ),
    "a shift": Update(
        with_shift,
        lambda _centre, by, name, seen: shifts.edit_shift(
            by, seen[0], replace(SHIFT, name=name), Seen(seen[1])
        ),
        "First", "Second", "X First, 09:00–17:00",
    ),
    "a shift that is replaced": Update(
        with_shift,
        lambda _centre, by, name, seen: shifts.edit_shift(
            by, seen[0], replace(SHIFT, name=name), Seen(seen[1])
        ) if name == "First" else shifts.replace_shift(
            by, seen[0], replace(SHIFT, code="Y"), Seen(seen[1])
        ),
        "First", "Second", "X First, 09:00–17:00",
    ),
    "a shift that is removed": Update(
        with_shift,
        lambda _centre, by, name, seen: shifts.edit_shift(
            by, seen[0], replace(SHIFT, name=name), Seen(seen[1])
        ) if name == "First" else shifts.remove_shift(by, seen[0], Seen(seen[1])),
        "First", "Second", "X First, 09:00–17:00",
    ),
    "a department's name": Update(
        lambda _centre: "Service",
        lambda centre, by, name, seen: teams.rename_department(
            by, centre.department, name, Seen(seen)
        ),
        "Inbound", "Outbound", "Inbound",
    ),
    "a team's name": Update(
        lambda _centre: "A",
        lambda centre, by, name, seen: teams.rename_team(by, centre.teams["A"], name, Seen(seen)),
        "Alpha", "Beta", "Alpha",
    ),
    "a person": Update(
        lambda centre: version_of(centre, "1001"),
        lambda centre, by, name, seen: people.edit_person(
            by, centre.people["1001"], seen, name, date(2020, 1, 1)
        ),
        "Anna", "Hanna", "Anna, agent since 1 January 2020",
    ),
    "a post": Update(
        lambda centre: version_of(centre, "1001"),
        lambda centre, by, level, seen: people.give_post(
            by, centre.people["1001"], seen, post_of(centre, level)
        ),
        4, 5, "Person 1001, agent since 14 October",
    ),
    "a kind of leave": Update(
        with_kind,
        lambda _centre, by, name, seen: leave_kinds.edit_kind(
            by, replace(KIND, name=name), Seen(seen)
        ),
        "Holiday", "Vacation", "Holiday, rostered days are counted, in service",
        ("0002", "0001"),
    ),
    "a balance of days": Update(
        days_left,
        lambda centre, by, days, seen: balances.enter(
            by, centre.people["1001"], "annual", BalanceEntry.GRANT, days, seen=Seen(seen)
        ),
        5, 6, "a balance of 5 days", ("0002", "0002"),
    ),
    "a policy value": Update(
        lambda centre: by_key(centre.context)["swap_rest_hours"].changes,
        lambda _centre, by, value, seen: policy.set_value(
            by, "swap_rest_hours", value, "agreed", seen=Seen(seen)
        ),
        10, 12, "10 from 15 October, 09:00", ("0002", "0001"),
    ),
    "how many backups are kept": Update(
        lambda _centre: 14,
        lambda _centre, by, count, seen: store_settings.keep_backups(by, count, Seen(seen)),
        20, 30, "20",
    ),
    "when a desk locks by itself": Update(
        lambda _centre: 15,
        lambda _centre, by, minutes, seen: store_settings.set_idle_limit(by, minutes, Seen(seen)),
        5, 20, "5 minutes",
    ),
    "a cell of a draft": Update(
        lambda _centre: None,
        lambda _centre, by, code, _seen: editing.edit_cells(
            by, [CellChange("1001", date(2026, 10, 28), code, "L")]
        ),
        "E", "N", "“E”", ("0002", "1000"),
    ),
}  # fmt: skip
"""Every service that changes a row which two people may have before them."""


def acting(centre: SmallCentre, no: str) -> Context:
    return centre.context.acting_as(Actor(no, centre.people[no])) if no else centre.context


@pytest.mark.parametrize("update", UPDATES.values(), ids=UPDATES)
def test_the_second_of_two_who_saw_the_same_is_told(centre: SmallCentre, update: Update) -> None:
    seen = update.begin(centre)
    one, other = (acting(centre, no) for no in update.by)
    update.write(centre, one, update.first, seen)
    before = everything_in(centre.context)
    with pytest.raises(Conflict) as refused:
        update.write(centre, other, update.second, seen)
    assert everything_in(centre.context) == before, "nothing was overwritten"
    sentence = say(refused.value.message, near=DAY)
    assert update.stands in sentence
    if isinstance(refused.value, Stale):
        assert f"Person {update.by[0]}" in sentence


GONE = ("a shift that is replaced", "a shift that is removed")
ALIKE = [name for name in UPDATES if name not in ("a person", "a post", "a balance of days", *GONE)]
"""Where what both want can be told from what stands there: a version is only a number, and days
are added up."""


@pytest.mark.parametrize("name", ALIKE)
def test_two_who_write_the_same_do_not_disturb_each_other(centre: SmallCentre, name: str) -> None:
    update = UPDATES[name]
    seen = update.begin(centre)
    for no in update.by:
        update.write(centre, acting(centre, no), update.first, seen)


@pytest.mark.parametrize("update", UPDATES.values(), ids=UPDATES)
def test_whoever_has_seen_what_stands_there_may_change_it(
    centre: SmallCentre, update: Update
) -> None:
    seen = update.begin(centre)
    one, other = (acting(centre, no) for no in update.by)
    update.write(centre, one, update.first, seen)
    with pytest.raises(Conflict) as refused:
        update.write(centre, other, update.second, seen)
    if isinstance(refused.value, Stale) and not isinstance(seen, tuple):
        update.write(centre, other, update.second, refused.value.stands)


def test_of_a_grid_only_the_cells_that_were_changed_are_written(centre: SmallCentre) -> None:
    early, late = ((centre.shifts[code], 0) for code in ("E", "L"))
    team, seen = centre.teams["A"], {early: 2, late: 2}
    needs.set_needs(acting(centre, "0002"), team, seen)
    needs.set_needs(acting(centre, "0002"), team, {early: 3, late: 2}, seen)
    needs.set_needs(acting(centre, "0001"), team, {early: 2, late: 4}, seen)
    with centre.context.read() as session:
        assert shift_rows.needs(session, team) == {early: 3, late: 4}
    with pytest.raises(Stale):
        needs.set_needs(acting(centre, "0002"), team, {early: 3, late: 0}, seen)
    needs.set_needs(acting(centre, "0002"), team, {early: 0, late: 4}, {early: 3, late: 2})
    with centre.context.read() as session:
        assert shift_rows.needs(session, team) == {late: 4}


def test_one_line_that_somebody_else_recorded_keeps_nothing_of_the_sheet(
    centre: SmallCentre,
) -> None:
    """The early shift of the 14th: 1000 and 1004."""
    lines = [came(centre, 10), replace(came(centre, 10), person_id=centre.people["1004"])]
    record(centre, acting(centre, "0002"), 20, None)
    with pytest.raises(Stale):
        record_roll_call(
            acting(centre, "1000"), centre.teams["A"], DAY, lines,
            {line.person_id: None for line in lines},
        )  # fmt: skip
    rows = sheet(acting(centre, "1000"), centre.teams["A"], DAY)
    assert [row.no for row in rows if row.recorded] == ["1000"]


def test_a_policy_value_that_was_planned_meanwhile_is_told(centre: SmallCentre) -> None:
    seen = Seen(by_key(centre.context)["swap_rest_hours"].changes)
    head = acting(centre, "0002")
    policy.set_value(head, "swap_rest_hours", 10, "agreed", NOW + timedelta(days=30), seen)
    with pytest.raises(Stale):
        policy.set_value(head, "swap_rest_hours", 12, "at once", seen=seen)


# Whoever writes a further service finds out here that two people may use it at once.

GUARDED = {
    "accounts.managing": "a switch, or a password that is made up: whatever was there goes",
    "accounts.sign_in": "one's own account",
    "accounts.tries": "counts up, under the lock",
    "attendance.reporting_back": "seen",
    "attendance.roll_call": "seen",
    "duties.doing": "the version of what was returned",
    "duties.own": "seen; a duty's version",
    "desks.floor": "one row a person: whoever is faster goes",
    "desks.seating": "the seat's version",
    "handover.drafts": "one's own",
    "handover.items": "the item's version",
    "handover.notes": "seen, and one's own",
    "handover.opening": "the log's version",
    "keeping.calendar": "seen",
    "keeping.further_needs": "seen",
    "keeping.needs": "seen, cell by cell",
    "keeping.shifts": "seen; in service or not is a switch",
    "keeping.store_settings": "seen",
    "keeping.work_rules": "seen",
    "leave.certificates": "papers are added up",
    "leave.cover": "an open shift is covered once",
    "leave.delegation": "one's own",
    "leave.kinds": "seen",
    "leave.requests": "the request's version",
    "moving.import_books": "an import tells what it changes",
    "moving.import_people": "an import tells what it changes",
    "moving.import_registers": "an import tells what it changes",
    "moving.import_requests": "an import tells what it changes",
    "moving.import_roster": "an import tells what it changes",
    "moving.merging": "an import tells what it changes",
    "people.people": "the person's version",
    "people.phones": "the person's version",
    "roster.handing_ends": "the state of the handing, compared and set",
    "roster.offer_upkeep": "the state of the offer, read in the same transaction",
    "roster.mappings": "the version of what was kept",
    "people.teams": "seen",
    "quality.calibrating": "the calibration's version",
    "quality.proposals": "the proposal's version",
    "planning.computed": "what was computed before is replaced, nothing that was set by hand",
    "planning.forecast": "seen, interval by interval",
    "planning.goals": "seen",
    "planning.volumes": "an import tells what it changes",
    "quality.contacts": "an import tells what it changes, and nothing inspected is changed",
    "quality.sampling": "the planned inspection's version",
    "quality.appeals": "the state of the appeal, compared and set",
    "quality.cards": "seen",
    "quality.claiming": "the planned inspection's version",
    "registers.complaints": "the complaint's version",
    "registers.reports": "the report's version",
    "registers.visitors": "the visit's version",
    "requests.moving": "the request's version and state",
    "requests.notices": "one's own",
    "roster.fixing": "a switch: fixed, or not",
    "roster.handing": "the drafts' version, and the handing's own",
    "roster.editing": "each cell's code",
    "roster.offers": "the offer's state and places, compared and set",
    "roster.publish": "the drafts' version",
    "roster.scope": "counts a version up",
    "roster.wishes": "one's own; closed or open is a switch",
    "roster.versions": "counts a version up",
    "swaps.requests": "the request's version",
}
"""The modules that update or replace a row, and what keeps them from doing so unseen."""


def replacing() -> Iterator[str]:
    for path in sorted((APP / "services").rglob("*.py")):
        names = {
            node.func.attr if isinstance(node.func, ast.Attribute) else node.func.id
            for node in nodes_of(path)
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute | ast.Name)
        }
        if names & {"update", "delete", "merge"}:
            yield ".".join(path.relative_to(APP / "services").with_suffix("").parts)


def test_it_is_said_of_each_module_that_replaces_rows_what_guards_them() -> None:
    assert set(replacing()) == set(GUARDED)


SEEING = {
    "set_day", "clear_day", "set_needs", "edit_shift", "replace_shift", "remove_shift",
    "rename", "remove", "set_value", "keep_backups", "keep_second", "set_idle_limit",
    "edit_kind", "record_roll_call", "report_back", "hold_roll_call", "edit_note", "remove_note",
    "edit_item", "set_work_rules", "drop_work_rules",
    "edit_need", "remove_need",
}  # fmt: skip
"""Services that can do without what was seen, which the window may not; `rename` and `remove` are
those of departments and teams."""


def test_the_window_always_hands_over_what_it_showed() -> None:
    """As `seen`, the last of what the service is given."""
    found = set()
    for path in sorted((APP / "ui").rglob("*.py")):
        for node in nodes_of(path):
            if isinstance(node, ast.Call) and ast.unparse(node.func).split(".")[-1] in SEEING:
                given = [ast.unparse(each) for each in node.args]
                if given and given[0] == "ctx":
                    found.add(ast.unparse(node.func).split(".")[-1])
                    assert given[-1] == "seen", f"{path.name}: {ast.unparse(node)}"
    assert found == SEEING
