"""What is approved without a look opens no shift; and what a decision brought about is told as it
is: a shift that somebody covers, or that has enough people without, is not told as open."""

from __future__ import annotations

from datetime import date

from app.context import Actor, Context
from app.models import StaffingNeed
from app.reading.leave.cover import candidates as takers
from app.reading.requests.clean import Candidate, Hindrance, candidates
from app.rules.vocabulary import LeaveStatus
from app.services.leave import cover
from app.services.leave import requests as leave
from app.services.leave.requests import Wish
from app.text.requests.kinds import outcome
from tests.factories import SmallCentre

DAY = date(2026, 10, 20)
"""A Tuesday: 1001, 1002 and the leader work E."""
OPEN = "The leave is approved; its shifts are open"
WHOLE = "The leave is approved; no shift lacks anybody"


def acting(centre: SmallCentre, no: str) -> Context:
    return centre.context.acting_as(Actor(no, centre.people[no]))


def waits_for_head(centre: SmallCentre, kind: str = "personal") -> str:
    """A leave of 1002 whose last word is the head's."""
    no = leave.file_leave(
        acting(centre, "1002"), Wish(centre.people["1002"], kind, DAY, DAY, reason="家中有事")
    )
    leave.approve_step(acting(centre, "1000"), no, 1)
    return no


def seen_by(centre: SmallCentre, who: str) -> Candidate:
    (found,) = candidates(acting(centre, who))
    return found


def told(one: Candidate) -> str:
    assert one.view is not None
    return outcome(one.view.ref, LeaveStatus.APPROVED, yes=True, opens=one.view.cover.opens)


def needed(centre: SmallCentre, people: int) -> None:
    with centre.context.write() as session:
        row = StaffingNeed(department_id=centre.department,
                           team_id=centre.teams["A"], shift_id=centre.shifts["E"],
                        weekday=DAY.weekday(), least=people)  # fmt: skip
        session.add(row)


def test_what_opens_a_shift_is_not_clean(centre: SmallCentre) -> None:
    waits_for_head(centre)
    found = seen_by(centre, "0002")
    assert found.hindrance is Hindrance.OPENS
    assert told(found) == OPEN


def test_a_step_before_the_last_opens_nothing_yet(centre: SmallCentre) -> None:
    leave.file_leave(
        acting(centre, "1002"),
        Wish(centre.people["1002"], "personal", DAY, DAY, reason="家中有事"),
    )
    assert seen_by(centre, "1000").hindrance is None


def test_where_enough_are_left_nobody_is_to_be_found_and_nothing_is_told_as_open(
    centre: SmallCentre,
) -> None:
    needed(centre, 1)
    waits_for_head(centre)
    found = seen_by(centre, "0002")
    assert found.hindrance is None
    assert told(found) == WHOLE


def test_a_covered_shift_is_not_told_as_open(centre: SmallCentre) -> None:
    """A sick leave opens its shift at once; by its last step somebody works it."""
    no = leave.file_leave(acting(centre, "1002"), Wish(centre.people["1002"], "sick", DAY, DAY))
    ask = acting(centre, "1000"), centre.people["1002"], DAY
    cover.assign(*ask, takers(*ask).candidates[0].person.no)
    asked = [one for who in ("1000", "0002") for one in candidates(acting(centre, who))]
    (found,) = (one for one in asked if one.waiting.request.ref.no == no)
    assert found.hindrance is not Hindrance.OPENS
    assert told(found) == WHOLE
