"""A leader who may not publish hands the draft to the head, who publishes it or hands it back."""

from __future__ import annotations

from collections import Counter
from datetime import date
from multiprocessing.connection import Connection
from multiprocessing.synchronize import Barrier

import pytest
from sqlalchemy import func, select

from app.bootstrap import open_store
from app.context import Actor, Context
from app.errors import AppError, BadInput, Conflict, NotAllowed, StoreProblem
from app.models import HandedCell, Notice, StaffingNeed
from app.reading.requests.mine import for_me
from app.reading.roster.handing import Handed, handed_in, handing_preview
from app.rules.edits import CellChange
from app.rules.vocabulary import HandingState
from app.services.roster import handing
from app.services.roster.editing import edit_cells
from app.services.roster.publish import publish
from app.store.places import Named
from app.text.notices import notice_sentence
from tests.factories import SmallCentre, TestClock, as_it_stands
from tests.services.test_roster_edits import NOVEMBER, acting
from tests.store.writers import processes

TUESDAY = date(2026, 11, 3)


def scope(centre: SmallCentre) -> str:
    return f"team:{centre.teams['A']}"


def drafted(centre: SmallCentre, *codes: str) -> Context:
    """The leader of A, who has drafted shifts of 1001 from Tuesday on."""
    leader = acting(centre, "1000")
    edit_cells(
        leader,
        [CellChange("1001", TUESDAY.replace(day=3 + at), code) for at, code in enumerate(codes)],
    )
    return leader


def handed(centre: SmallCentre, *codes: str, note: str = "") -> Context:
    leader = drafted(centre, *codes or ("E", "E"))
    handing.hand_over(leader, [scope(centre)], NOVEMBER, note)
    return leader


def waits_for(centre: SmallCentre, no: str) -> tuple[Handed, ...]:
    ctx = acting(centre, no)
    with ctx.read() as session:
        return for_me(ctx, session).handed


def told(centre: SmallCentre, no: str) -> list[str]:
    with centre.context.read() as session:
        rows = session.execute(
            select(Notice.code, Notice.params).where(
                Notice.person_id == centre.people[no], Notice.code.startswith("roster.handed")
            )
        )
        return [code for code, _params in rows]


def test_it_waits_for_whoever_may_publish_it_and_for_nobody_else(centre: SmallCentre) -> None:
    handed(centre, "E", "E", note="The 3rd is thin")
    [one] = waits_for(centre, "0002")
    assert (one.team, one.row.by, one.row.cells, one.row.note) == (
        "A", "Person 1000", 2, "The 3rd is thin",
    )  # fmt: skip
    for no in ("0001", "0004", "1000", "2000", "1001"):
        assert waits_for(centre, no) == ()


def test_it_is_handed_over_with_its_shortages_and_breaches(centre: SmallCentre) -> None:
    with centre.context.write() as session:
        session.add(
            StaffingNeed(
                department_id=centre.department,
                team_id=centre.teams["A"],
                shift_id=centre.shifts["E"],
                weekday=1,
                least=2,
            )
        )
    handed(centre, "N", "E")
    [one] = waits_for(centre, "0002")
    assert one.row.short == 4, "the four Tuesdays have fewer than two early shifts"
    assert one.row.broken, "too little rest after the night"


def test_a_draft_that_changes_nothing_is_not_handed_over(centre: SmallCentre) -> None:
    leader = acting(centre, "1000")
    with pytest.raises(BadInput):
        handing.hand_over(leader, [scope(centre)], NOVEMBER)


def test_a_leader_hands_over_the_own_teams_draft_alone(centre: SmallCentre) -> None:
    drafted(centre, "E")
    for no in ("2000", "1001", "0001"):
        with pytest.raises(NotAllowed):
            handing.hand_over(acting(centre, no), [scope(centre)], NOVEMBER)


def test_who_may_publish_hands_nothing_over(centre: SmallCentre) -> None:
    drafted(centre, "E")
    with pytest.raises(BadInput):
        handing.hand_over(acting(centre, "0002"), [scope(centre)], NOVEMBER)


def test_what_was_edited_while_it_was_looked_at_is_not_handed_over(centre: SmallCentre) -> None:
    leader = drafted(centre, "E")
    seen = handing_preview(leader, [scope(centre)], NOVEMBER).seen
    drafted(centre, "L")
    with pytest.raises(Conflict):
        handing.hand_over(leader, [scope(centre)], NOVEMBER, seen=seen)


def test_what_is_edited_afterwards_is_counted(centre: SmallCentre) -> None:
    leader = handed(centre, "E", "E")
    assert waits_for(centre, "0002")[0].row.changed == 0
    edit_cells(leader, [CellChange("1001", TUESDAY, "L"), CellChange("1002", TUESDAY, "E")])
    assert waits_for(centre, "0002")[0].row.changed == 2
    edit_cells(leader, [CellChange("1001", TUESDAY, "E"), CellChange("1002", TUESDAY, "")])
    assert waits_for(centre, "0002")[0].row.changed == 0, "it is again what was handed over"


def test_publishing_answers_it_and_the_leader_is_told(centre: SmallCentre) -> None:
    handed(centre)
    publish(acting(centre, "0002"), [scope(centre)], NOVEMBER)
    assert waits_for(centre, "0002") == ()
    assert told(centre, "1000") == ["roster.handed_out"]
    assert handed_in(acting(centre, "1000"), [NOVEMBER]) == ()


def test_it_is_handed_back_with_a_reason_that_the_leader_reads(centre: SmallCentre) -> None:
    leader, head = handed(centre), acting(centre, "0002")
    with pytest.raises(BadInput):
        handing.hand_back(head, scope(centre), NOVEMBER, 1, "  ")
    handing.hand_back(head, scope(centre), NOVEMBER, 1, "Saturday is thin")
    assert waits_for(centre, "0002") == ()
    assert told(centre, "1000") == ["roster.handed_back"]
    [one] = handed_in(leader, [NOVEMBER])
    assert (one.row.state, one.row.reason, one.row.answered_by) == (
        HandingState.HANDED_BACK, "Saturday is thin", "Person 0002",
    )  # fmt: skip
    words = notice_sentence(
        "roster.handed_back",
        {"by": "Li", "team": "A", "month": NOVEMBER, "reason": "Saturday is thin"},
    )
    assert words == "Li handed the roster of A, November 2026, back: Saturday is thin"


def test_handing_it_over_again_replaces_what_waited(centre: SmallCentre) -> None:
    leader = handed(centre, "E")
    handed(centre, "E", "E", "L", note="Now whole")
    [one] = waits_for(centre, "0002")
    assert (one.row.cells, one.row.note, one.row.version) == (3, "Now whole", 2)
    with pytest.raises(Conflict):
        handing.hand_back(acting(centre, "0002"), scope(centre), NOVEMBER, 1, "Too thin")
    assert handed_in(leader, [NOVEMBER])[0].row.state is HandingState.WAITING


def test_the_leader_takes_it_back_and_nothing_of_it_is_kept(centre: SmallCentre) -> None:
    leader = handed(centre)
    with pytest.raises(NotAllowed):
        handing.take_back(acting(centre, "2000"), scope(centre), NOVEMBER, 1)
    handing.take_back(leader, scope(centre), NOVEMBER, 1)
    assert waits_for(centre, "0002") == ()
    assert handed_in(leader, [NOVEMBER]) == ()
    with centre.context.read() as session:
        assert session.scalar(select(func.count()).select_from(HandedCell)) == 0


def test_only_who_may_publish_hands_back(centre: SmallCentre) -> None:
    handed(centre)
    for no in ("1000", "2000", "0001"):
        with pytest.raises(NotAllowed):
            handing.hand_back(acting(centre, no), scope(centre), NOVEMBER, 1, "No")


def _answer(
    named: Named, clock: TestClock, who: tuple[str, int], where: str, start: Barrier,
    told: Connection,
) -> None:  # fmt: skip
    ctx = open_store(named, Actor(*who), clock)
    start.wait()
    for _ in range(10):
        try:
            if who[0] == "0002":
                handing.hand_back(ctx, where, NOVEMBER, 1, "Too thin")
            else:
                handing.take_back(ctx, where, NOVEMBER, 1)
        except StoreProblem:
            continue
        except AppError as error:
            told.send(type(error).__name__)
            return
        told.send("answered")
        return
    told.send("busy")


def test_of_all_who_answer_at_once_one_has_answered(centre: SmallCentre, clock: TestClock) -> None:
    handed(centre)
    context, named = processes(), as_it_stands(centre.context).store.address
    start, running, pipes = context.Barrier(4), [], []
    for no in ("0002", "1000", "0002", "1000"):
        ours, theirs = context.Pipe(duplex=False)
        who = (no, centre.people[no])
        process = context.Process(
            target=_answer, args=(named, clock, who, scope(centre), start, theirs)
        )
        process.start()
        theirs.close()
        pipes.append(ours)
        running.append(process)
    outcomes = Counter(pipe.recv() for pipe in pipes)
    for process in running:
        process.join()
    assert outcomes == {"answered": 1, "Conflict": 3}
