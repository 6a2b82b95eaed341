"""All that nothing stands against is approved at once, each by a decision of its own."""

from __future__ import annotations

from collections.abc import Callable

from app.models import AuditEntry, StaffingNeed
from app.rules.deeds import Deed
from app.rules.vocabulary import LeaveStatus, SwapStatus
from app.services.leave import requests as leave
from app.services.swaps import requests as swaps
from app.ui.inbox.clean import CleanDialog
from tests.factories import SmallCentre
from tests.ui.inbox.test_inbox_page import (  # noqa: F401 - inbox_of is a fixture
    Inbox,
    acting,
    agreed,
    filed,
    inbox_of,
    offered,
    the_leave,
    the_swap,
)

InboxOf = Callable[[str], Inbox]


def asks(inbox: Inbox) -> CleanDialog:
    inbox.press("Approve all clean…")
    (dialog,) = inbox.page.findChildren(CleanDialog)
    return dialog


def lines(dialog: CleanDialog) -> list[tuple[str, str]]:
    return [(one.title, one.note) for one in dialog.list.lines.lines]


def needs(centre: SmallCentre, needed: int) -> None:
    """So many are needed on the early shift of Tuesdays."""
    with centre.context.write() as session:
        session.add(
            StaffingNeed(department_id=centre.department,
                         team_id=centre.teams["A"], shift_id=centre.shifts["E"], weekday=1,
                      least=needed)
        )  # fmt: skip


def test_what_needs_a_look_is_left_with_why_and_the_rest_is_approved_one_by_one(
    centre: SmallCentre,
    inbox_of: InboxOf,  # noqa: F811
) -> None:
    needs(centre, 3)
    swap, kept = agreed(centre), filed(centre, "1002", 22)
    short = filed(centre, "1003", 20)
    late = filed(centre, "1003", 15)
    inbox = inbox_of("1000")
    dialog = asks(inbox)
    shown = lines(dialog)
    assert [title for title, _note in shown] == [
        "Would be approved",
        "Person 1002: personal leave", "Person 1001 ⇄ Person 1002",
        "Stays for you to look at",
        "Person 1003: personal leave", "Person 1003: personal leave",
    ]  # fmt: skip
    assert shown[4][1] == "A shift falls below the people it needs."
    assert shown[5][1].endswith(" (LEAVE-2)")
    dialog.submit.click()
    inbox.settle()
    assert the_swap(centre, swap).status is SwapStatus.EFFECTIVE
    assert [step.by_no for step in the_leave(centre, kept).steps] == ["1000"]
    assert not the_leave(centre, short).steps
    assert not the_leave(centre, late).steps
    assert dialog.lead.text() == "2 requests are approved."
    with centre.context.read() as session:
        own = session.query(AuditEntry).filter(AuditEntry.actor == "1000").all()
    assert {row.subject for row in own} == {f"swap:{swap}", f"leave:{kept}"}
    assert {row.action for row in own} == {Deed.SWAP_COMPLETE, Deed.LEAVE_STEP}


def test_an_approval_that_takes_the_people_of_the_next_leaves_the_next(
    centre: SmallCentre,
    inbox_of: InboxOf,  # noqa: F811
) -> None:
    needs(centre, 2)
    first, second = filed(centre, "1002", 20), filed(centre, "1003", 20)
    for no in (first, second):
        leave.approve_step(acting(centre, "1000"), no, 1)
    inbox = inbox_of("0002")
    dialog = asks(inbox)
    dialog.submit.click()
    inbox.settle()
    assert the_leave(centre, first).status is LeaveStatus.APPROVED
    assert the_leave(centre, second).status is LeaveStatus.PENDING
    assert dialog.lead.text() == ("1 request is approved. 1 is not: the list says why.")
    assert (
        "Person 1003: personal leave",
        "Not approved: A shift falls below the people it needs.",
    ) in lines(dialog)


def test_what_somebody_decided_meanwhile_is_told_and_the_rest_goes_on(
    centre: SmallCentre,
    inbox_of: InboxOf,  # noqa: F811
) -> None:
    swap, kept = agreed(centre), filed(centre, "1002", 22)
    inbox = inbox_of("1000")
    dialog = asks(inbox)
    swaps.decline(acting(centre, "0002"), swap, 2, "short of people")
    dialog.submit.click()
    inbox.settle()
    assert [step.by_no for step in the_leave(centre, kept).steps] == ["1000"]
    told = dict(lines(dialog))
    assert told["Person 1001 ⇄ Person 1002"] == ("Not approved: It does not wait for you any more.")


def test_who_is_only_asked_for_a_shift_of_their_own_is_offered_nothing_of_it(
    centre: SmallCentre,
    inbox_of: InboxOf,  # noqa: F811
) -> None:
    offered(centre)
    inbox = inbox_of("1002")
    assert not inbox.offers("Approve all clean…")
    assert not inbox.page.has_to_approve()
