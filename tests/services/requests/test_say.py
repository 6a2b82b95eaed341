"""Who has lost their say has no part in a request any more, whatever window is still open."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest

from app.context import Actor, Context
from app.errors import NotAllowed
from app.models import Account
from app.queries.leave import rows
from app.reading.leave import view as leave_view
from app.rules.turn import Word
from app.rules.vocabulary import LeaveStatus
from app.services.leave import cancelling, certificates
from app.services.leave import requests as leave
from app.services.leave.certificates import Paper
from app.services.leave.delegation import delegate
from app.services.leave.requests import Wish
from app.services.requests.deciding import Reply
from tests.factories import SmallCentre
from tests.papers import a_pdf

DAY = date(2026, 10, 20)
PDF = a_pdf()

YES = Reply(Word.DECISION, 1, yes=True)


def acting(centre: SmallCentre, no: str) -> Context:
    return centre.context.acting_as(Actor(no, centre.people[no]))


def disable(centre: SmallCentre, no: str) -> None:
    with centre.context.write() as session:
        session.add(Account(login=no, person_id=centre.people[no], password_hash="", disabled=True))


def filed(centre: SmallCentre, kind: str = "personal") -> str:
    wish = Wish(centre.people["1002"], kind, DAY, DAY, reason="家中有事")
    return leave.file_leave(acting(centre, "1002"), wish)


def status(centre: SmallCentre, no: str) -> LeaveStatus:
    with centre.context.read() as session:
        row = rows.leave(session, no)
    assert row is not None
    return row.status


@pytest.mark.parametrize(
    "decide",
    [
        lambda ctx, no: leave.approve_step(ctx, no, 1),
        lambda ctx, no: leave.decline_leave(ctx, no, 1, "no"),
    ],
)
def test_a_leader_whose_account_was_disabled_decides_nothing_more(
    centre: SmallCentre, decide: Callable[[Context, str], object]
) -> None:
    no = filed(centre)
    disable(centre, "1000")
    with pytest.raises(NotAllowed):
        decide(acting(centre, "1000"), no)
    assert status(centre, no) is LeaveStatus.PENDING


def test_a_disabled_leader_neither_delegates_nor_looks_at_certificates(
    centre: SmallCentre,
) -> None:
    no = filed(centre, "sick")
    key = certificates.hand_in(acting(centre, "1002"), no, Paper("a.pdf", PDF, DAY, DAY))
    disable(centre, "1000")
    leader = acting(centre, "1000")
    with pytest.raises(NotAllowed):
        delegate(leader, centre.people["2000"], DAY, DAY)
    with pytest.raises(NotAllowed):
        certificates.look_at(leader, key)


def test_a_disabled_applicant_takes_nothing_back(centre: SmallCentre) -> None:
    no = filed(centre)
    disable(centre, "1002")
    with pytest.raises(NotAllowed):
        leave.withdraw_leave(acting(centre, "1002"), no, 1)
    assert status(centre, no) is LeaveStatus.PENDING


def test_an_administrator_whose_login_is_a_leaders_number_is_not_the_leader(
    centre: SmallCentre,
) -> None:
    no = filed(centre, "sick")
    key = certificates.hand_in(acting(centre, "1002"), no, Paper("a.pdf", PDF, DAY, DAY))
    namesake = centre.context.acting_as(Actor("1000"))
    with pytest.raises(NotAllowed):
        leave.approve_step(namesake, no, 1)
    with pytest.raises(NotAllowed):
        certificates.look_at(namesake, key)
    with pytest.raises(NotAllowed):
        leave_view.detail(namesake, no)


def test_giving_up_is_not_decided_by_a_namesake_either(centre: SmallCentre) -> None:
    no = filed(centre)
    leave.approve_step(acting(centre, "1000"), no, 1)
    leave.approve_step(acting(centre, "0002"), no, 2)
    cancelling.ask_to_cancel(acting(centre, "1002"), no, 3, "recovered")
    with pytest.raises(NotAllowed):
        cancelling.decide(
            centre.context.acting_as(Actor("1000")), no, Reply(Word.DECISION, 1, yes=True)
        )
    cancelling.decide(acting(centre, "1000"), no, Reply(Word.DECISION, 1, yes=True))
    assert status(centre, no) is LeaveStatus.WITHDRAWN


def test_nobody_tries_or_files_a_leave_for_somebody_whom_they_do_not_see(
    centre: SmallCentre,
) -> None:
    wish = Wish(centre.people["2001"], "sick", DAY, DAY, reason="家中有事")
    with pytest.raises(NotAllowed):
        leave_view.preview(acting(centre, "1002"), wish)
    with pytest.raises(NotAllowed):
        leave.file_leave(acting(centre, "1002"), wish)
