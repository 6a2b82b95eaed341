"""Editing a draft and what is published, on a real store."""

from __future__ import annotations

from datetime import date

import pytest
from sqlalchemy import func, select

from app.context import Actor, Context
from app.errors import BadInput, Conflict, NotAllowed, NotFound, RuleViolated
from app.models import (
    Assignment,
    AuditEntry,
    DraftAssignment,
    RosterChange,
    RosterMonth,
    RosterVersion,
    Swap,
)
from app.queries.roster import grid as roster
from app.queries.roster.rows import RosterCell, RosterMonthRows
from app.reading.roster.publishing import publish_preview
from app.rules.edits import CellChange, rotate
from app.rules.findings import Finding
from app.rules.vocabulary import RosterState, SwapStatus
from app.services.roster.editing import EditOutcome, edit_cells, edit_published
from app.services.roster.publish import publish
from tests.factories import NOW, SmallCentre

OCTOBER, NOVEMBER = date(2026, 10, 1), date(2026, 11, 1)


def acting(centre: SmallCentre, number: str) -> Context:
    return centre.context.acting_as(Actor(number, centre.people[number]))


def grid(
    centre: SmallCentre, *, draft: bool = True, first: date = OCTOBER, last: date | None = None
) -> RosterMonthRows:
    with centre.context.read() as session:
        return roster.month(session, first, last or first.replace(day=30), OCTOBER, draft=draft)


def cell(centre: SmallCentre, number: str, day: date, *, draft: bool = True) -> RosterCell:
    rows = grid(centre, draft=draft, first=day, last=day)
    return next(line.cells[0] for team in rows.teams for line in team.lines if line.no == number)


def count(centre: SmallCentre, table: type) -> int:
    with centre.context.read() as session:
        return session.scalar(select(func.count()).select_from(table)) or 0


def filled(ctx: Context, cycle: list[str], step: int = 1) -> EditOutcome:
    """A rotation laid over November for 1001 and 1002."""
    people, last = ["1001", "1002"], date(2026, 11, 30)
    return edit_cells(ctx, rotate(cycle, people, NOVEMBER, last, step))


def swapped(
    centre: SmallCentre, mine: date, theirs: date, status: SwapStatus = SwapStatus.EFFECTIVE
) -> None:
    """1001 gives their shift on `mine` to 1002 and takes 1002's on `theirs`."""
    with centre.context.write() as session:
        session.add(
            Swap(
                swap_no="S-1", filed_at=NOW, requester_id=centre.people["1001"],
                requester_date=mine, counterpart_id=centre.people["1002"],
                counterpart_date=theirs, status=status,
                effective_at=NOW if status is SwapStatus.EFFECTIVE else None,
            )
        )  # fmt: skip


def test_a_leader_types_a_code_into_the_own_teams_draft(centre: SmallCentre) -> None:
    day = NOVEMBER
    outcome = edit_cells(acting(centre, "1000"), [CellChange("1001", day, "e")])
    assert outcome.changes == (CellChange("1001", day, "E", before=""),)
    assert outcome.cells["1001", day] == RosterCell("E", differs="")
    assert cell(centre, "1001", day) == RosterCell("E", differs="")
    assert cell(centre, "1001", day, draft=False) == RosterCell("", differs="E")


def test_undo_and_redo_are_edits_like_any_other(centre: SmallCentre) -> None:
    leader, day = acting(centre, "1000"), date(2026, 10, 2)
    before = grid(centre)
    done = edit_cells(leader, [CellChange("1001", day, "N")])
    undone = edit_cells(leader, done.inverse)
    assert grid(centre).teams[0].lines == before.teams[0].lines
    assert edit_cells(leader, undone.inverse).changes == done.changes
    assert cell(centre, "1001", day).code == "N"


def test_a_draft_equal_to_what_is_published_leaves_nothing_behind(centre: SmallCentre) -> None:
    leader, day = acting(centre, "1000"), date(2026, 10, 2)
    done = edit_cells(leader, [CellChange("1001", day, "N")])
    assert count(centre, DraftAssignment) == 1
    edit_cells(leader, done.inverse)
    assert count(centre, DraftAssignment) == 0


def test_typing_what_is_there_already_changes_nothing(centre: SmallCentre) -> None:
    entries = count(centre, AuditEntry)
    outcome = edit_cells(acting(centre, "1000"), [CellChange("1001", date(2026, 10, 2), "E")])
    assert (outcome.changes, outcome.inverse) == ((), ())
    assert count(centre, AuditEntry) == entries


def test_an_unknown_code_is_refused_and_the_known_ones_are_named(centre: SmallCentre) -> None:
    with pytest.raises(BadInput) as refused:
        edit_cells(
            acting(centre, "1000"),
            [CellChange("1001", NOVEMBER, "E"), CellChange("1002", NOVEMBER, "X")],
        )
    assert refused.value.message.params == {"code": "X", "known": "E, L, N"}
    assert count(centre, DraftAssignment) == 0


def test_an_unknown_person_is_refused(centre: SmallCentre) -> None:
    with pytest.raises(NotFound):
        edit_cells(acting(centre, "1000"), [CellChange("9999", NOVEMBER, "E")])


@pytest.mark.parametrize("number", ["0001", "0003", "0004", "1001", "2000"])
def test_nobody_else_edits_the_draft_of_team_a(centre: SmallCentre, number: str) -> None:
    with pytest.raises(NotAllowed):
        edit_cells(acting(centre, number), [CellChange("1001", NOVEMBER, "E")])


def test_a_block_that_reaches_into_another_team_is_refused_whole(centre: SmallCentre) -> None:
    changes = [CellChange("1001", NOVEMBER, "E"), CellChange("2001", NOVEMBER, "E")]
    with pytest.raises(NotAllowed):
        edit_cells(acting(centre, "1000"), changes)
    assert count(centre, DraftAssignment) == 0
    assert len(edit_cells(acting(centre, "0002"), changes).changes) == 2


def test_what_somebody_else_changed_meanwhile_is_a_conflict(centre: SmallCentre) -> None:
    day = date(2026, 10, 2)
    edit_cells(acting(centre, "0002"), [CellChange("1001", day, "N", before="E")])
    with pytest.raises(Conflict) as refused:
        edit_cells(acting(centre, "1000"), [CellChange("1001", day, "L", before="E")])
    assert (refused.value.message.params["seen"], refused.value.message.params["held"]) == (
        "E",
        "N",
    )


def test_every_edit_is_audited_with_each_cell_from_what_to_what(centre: SmallCentre) -> None:
    edit_cells(acting(centre, "1000"), [CellChange("1001", date(2026, 10, 2), "N")])
    with centre.context.read() as session:
        entry = session.scalars(select(AuditEntry).order_by(AuditEntry.id.desc())).first()
    assert entry is not None
    assert (entry.actor, entry.action) == ("1000", "roster.draft")
    assert entry.subject == f"team:{centre.teams['A']}@2026-10"
    assert (entry.before, entry.after) == (
        '{"1001@2026-10-02":"E"}',
        '{"1001@2026-10-02":"N"}',
    )


def test_a_code_shows_the_short_rest_that_it_makes_on_both_sides(centre: SmallCentre) -> None:
    leader = acting(centre, "1000")
    edit_cells(leader, [CellChange("1001", NOVEMBER, "N")])
    outcome = edit_cells(leader, [CellChange("1001", date(2026, 11, 2), "E")])
    found = {
        (day.day, finding.code)
        for (_no, day), findings in outcome.findings.items()
        for finding in findings
    }
    assert found == {(1, "SWAP-4.roster_rest_after"), (2, "SWAP-4.roster_rest_before")}


def test_a_rest_is_seen_across_the_end_of_a_month(centre: SmallCentre) -> None:
    leader = acting(centre, "1000")
    edit_cells(leader, [CellChange("1001", date(2026, 10, 31), "N")])
    outcome = edit_cells(leader, [CellChange("1001", NOVEMBER, "E")])
    assert {day for _no, day in outcome.findings} == {date(2026, 10, 31), NOVEMBER}


def test_clearing_the_cell_clears_its_neighbours_finding(centre: SmallCentre) -> None:
    leader = acting(centre, "1000")
    edit_cells(leader, [CellChange("1001", NOVEMBER, "N")])
    edit_cells(leader, [CellChange("1001", date(2026, 11, 2), "E")])
    outcome = edit_cells(leader, [CellChange("1001", NOVEMBER, "")])
    assert ("1001", date(2026, 11, 2)) in outcome.judged
    assert outcome.findings == {}


def test_a_shift_that_a_swap_moved_is_not_edited(centre: SmallCentre) -> None:
    mine, theirs = date(2026, 10, 20), date(2026, 10, 21)
    swapped(centre, mine, theirs)
    for number, day, rule in (("1001", theirs, "SWAP-9"), ("1002", theirs, "SWAP-8")):
        with pytest.raises(RuleViolated) as refused:
            edit_cells(acting(centre, "1000"), [CellChange(number, day, "N")])
        (finding,) = refused.value.findings
        assert isinstance(finding, Finding)
        assert (finding.rule, finding.subject, finding.person) == (rule, "S-1", number)


def test_an_undecided_swap_is_noted_and_does_not_stand_in_the_way(centre: SmallCentre) -> None:
    mine, theirs = date(2026, 10, 20), date(2026, 10, 21)
    swapped(centre, mine, theirs, SwapStatus.AGREED)
    outcome = edit_cells(acting(centre, "1000"), [CellChange("1002", theirs, "E")])
    codes = {finding.code for finding in outcome.findings["1002", theirs]}
    assert "SWAP-8.roster_asked" in codes


def test_a_pattern_fills_a_month_with_an_offset_for_each_person(centre: SmallCentre) -> None:
    cycle = ["E", "E", "L", "L", "N", "N", "", ""]
    outcome = filled(acting(centre, "1000"), cycle, step=2)
    assert len(outcome.changes) == 2 * 30 - 6 - 8
    lines = {line.no: line for line in grid(centre, first=NOVEMBER).teams[0].lines}
    assert [c.code for c in lines["1001"].cells[:9]] == ["E", "E", "L", "L", "N", "N", "", "", "E"]
    assert [c.code for c in lines["1002"].cells[:5]] == ["L", "L", "N", "N", ""]


def test_publishing_makes_the_draft_what_people_work_by(centre: SmallCentre) -> None:
    scope, head = f"team:{centre.teams['A']}", acting(centre, "0002")
    filled(head, ["E", "L", ""])
    before = grid(centre, first=NOVEMBER)
    summary = publish(head, [scope], NOVEMBER)
    (team,) = summary.teams
    assert (team.version, [(p.no, p.added, p.removed, p.changed) for p in team.people]) == (
        1,
        [("1001", 20, 0, 0), ("1002", 20, 0, 0)],
    )
    after = grid(centre, draft=False, first=NOVEMBER)
    codes = [[c.code for c in line.cells] for line in after.teams[0].lines]
    assert codes == [[c.code for c in line.cells] for line in before.teams[0].lines]
    (state,) = after.teams[0].months
    assert (state.state, state.version, state.published_by, state.draft_cells) == (
        RosterState.PUBLISHED,
        1,
        "Person 0002",
        0,
    )
    assert count(centre, DraftAssignment) == 0


def test_publishing_one_team_leaves_the_others_draft(centre: SmallCentre) -> None:
    head = acting(centre, "0002")
    edit_cells(head, [CellChange("1001", NOVEMBER, "E"), CellChange("2001", NOVEMBER, "E")])
    publish(head, [f"team:{centre.teams['A']}"], NOVEMBER)
    assert cell(centre, "1001", NOVEMBER, draft=False) == RosterCell("E")
    assert cell(centre, "2001", NOVEMBER, draft=False) == RosterCell("", differs="E")


@pytest.mark.parametrize("number", ["0001", "0003", "0004", "1000", "1001"])
def test_only_the_head_publishes(centre: SmallCentre, number: str) -> None:
    edit_cells(acting(centre, "1000"), [CellChange("1001", NOVEMBER, "E")])
    with pytest.raises(NotAllowed):
        publish(acting(centre, number), [f"team:{centre.teams['A']}"], NOVEMBER)


def test_publishing_nothing_is_refused(centre: SmallCentre) -> None:
    with pytest.raises(BadInput):
        publish(acting(centre, "0002"), [f"team:{centre.teams['A']}"], NOVEMBER)


def test_what_was_edited_after_the_preview_is_not_published(centre: SmallCentre) -> None:
    scope, head = f"team:{centre.teams['A']}", acting(centre, "0002")
    edit_cells(head, [CellChange("1001", NOVEMBER, "E")])
    preview = publish_preview(head, [scope], NOVEMBER)
    edit_cells(acting(centre, "1000"), [CellChange("1002", NOVEMBER, "E")])
    with pytest.raises(Conflict):
        publish(head, [scope], NOVEMBER, seen=preview.seen)
    again = publish_preview(head, [scope], NOVEMBER)
    assert publish(head, [scope], NOVEMBER, seen=again.seen).people == 2


def test_publishing_a_second_time_needs_a_reason_and_records_each_cell(
    centre: SmallCentre,
) -> None:
    scope, head = f"team:{centre.teams['A']}", acting(centre, "0002")
    edit_cells(
        head,
        [
            CellChange("1001", date(2026, 10, 2), "N"),
            CellChange("1001", date(2026, 10, 3), ""),
            CellChange("1001", date(2026, 10, 1), "E"),
        ],
    )
    with pytest.raises(BadInput):
        publish(head, [scope], OCTOBER, reason="  ")
    summary = publish(head, [scope], OCTOBER, reason="Fair week")
    (person,) = summary.teams[0].people
    assert (summary.needs_reason, person.added, person.removed, person.changed) == (True, 1, 1, 1)
    with centre.context.read() as session:
        version = session.scalars(select(RosterVersion).where(RosterVersion.version == 2)).one()
        changes = session.execute(
            select(RosterChange.day, RosterChange.before_id, RosterChange.after_id).where(
                RosterChange.version_id == version.id
            )
        ).all()
    e, n = centre.shifts["E"], centre.shifts["N"]
    assert version.reason == "Fair week"
    assert [tuple(change) for change in changes] == [
        (date(2026, 10, 1), None, e),
        (date(2026, 10, 2), e, n),
        (date(2026, 10, 3), centre.shifts["E"], None),
    ]


def test_a_tracked_edit_counts_a_version_and_marks_the_cell(centre: SmallCentre) -> None:
    day, head = date(2026, 10, 2), acting(centre, "0002")
    outcome = edit_published(head, [CellChange("1001", day, "L", before="E")], "Called in sick")
    assert outcome.cells["1001", day] == RosterCell("L", edited=True)
    assert cell(centre, "1001", day, draft=False) == RosterCell("L", edited=True)
    with centre.context.read() as session:
        row = session.scalars(
            select(RosterMonth).where(RosterMonth.scope == f"team:{centre.teams['A']}")
        ).one()
    assert row.version == 2


def test_a_tracked_edit_drops_what_the_draft_had_there(centre: SmallCentre) -> None:
    day, head = date(2026, 10, 2), acting(centre, "0002")
    edit_cells(head, [CellChange("1001", day, "N")])
    edit_published(head, [CellChange("1001", day, "L", before="E")], "Called in sick")
    assert cell(centre, "1001", day).code == "L"
    assert count(centre, DraftAssignment) == 0


def test_a_tracked_edit_needs_a_reason(centre: SmallCentre) -> None:
    with pytest.raises(BadInput):
        edit_published(acting(centre, "0002"), [CellChange("1001", OCTOBER, "L")], " ")


def test_a_month_that_was_never_published_has_no_tracked_edits(centre: SmallCentre) -> None:
    with pytest.raises(BadInput):
        edit_published(acting(centre, "0002"), [CellChange("1001", NOVEMBER, "L")], "Why not")
    assert count(centre, Assignment) == _october_shifts()


@pytest.mark.parametrize("number", ["0001", "1000", "1001"])
def test_only_the_head_edits_what_is_published(centre: SmallCentre, number: str) -> None:
    with pytest.raises(NotAllowed):
        edit_published(acting(centre, number), [CellChange("1001", OCTOBER, "L")], "Why not")


def test_a_draft_made_before_a_swap_is_not_published_over_it(centre: SmallCentre) -> None:
    mine, theirs = date(2026, 10, 20), date(2026, 10, 21)
    head = acting(centre, "0002")
    edit_cells(head, [CellChange("1002", theirs, "E")])
    swapped(centre, mine, theirs)
    with pytest.raises(RuleViolated):
        publish(head, [f"team:{centre.teams['A']}"], OCTOBER, reason="Fair week")


def _october_shifts() -> int:
    leader = sum(date(2026, 10, day).weekday() < 5 for day in range(1, 32))
    agents = sum((index - offset) % 8 < 6 for offset in range(1, 5) for index in range(31))
    return 2 * (leader + agents)
