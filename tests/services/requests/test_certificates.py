"""LEAVE-4, CONF-1: certificates are checked by content, seen by the chain, looks recorded."""

from __future__ import annotations

import json
from datetime import date

import pytest
from sqlalchemy import select, update

from app.context import Actor, Context
from app.errors import BadInput, NotAllowed, NotFound, StoreProblem
from app.models import AuditEntry, Leave
from app.queries.leave import rows
from app.reading.leave.certificates import certificates_of
from app.rules.certificates import kind_of
from app.rules.vocabulary import LeaveStatus
from app.services.leave import certificates
from app.services.leave import requests as leave
from app.services.leave.certificates import Paper
from app.services.leave.requests import Wish
from app.store import held
from app.store.sqlite.certificates import folder_of
from tests.factories import SmallCentre, file_of
from tests.papers import a_pdf, a_picture

FIRST, LAST = date(2026, 10, 19), date(2026, 10, 20)
PDF = a_pdf()
PNG = a_picture("PNG")
JPG = a_picture("JPEG")


def acting(centre: SmallCentre, no: str) -> Context:
    return centre.context.acting_as(Actor(no, centre.people[no]))


@pytest.fixture
def sick(centre: SmallCentre) -> str:
    """A sick leave of two days, not yet decided."""
    return leave.file_leave(
        acting(centre, "1002"), Wish(centre.people["1002"], "sick", FIRST, LAST, reason="家中有事")
    )


def paper(content: bytes = PDF, first: date = FIRST, last: date = LAST) -> Paper:
    kind = kind_of(content)
    return Paper(f"证明{kind.suffixes[0] if kind else ''}", content, first, last)


def covered(centre: SmallCentre, no: str) -> tuple[date | None, date | None]:
    with centre.context.read() as session:
        row = rows.leave(session, no)
    assert row is not None
    return row.certificate_from, row.certificate_to


def audited(centre: SmallCentre, action: str) -> list[str]:
    with centre.context.read() as session:
        query = select(AuditEntry.actor).where(AuditEntry.action == action)
        return list(session.scalars(query.order_by(AuditEntry.id)))


@pytest.mark.parametrize("content", [PDF, PNG, JPG])
def test_a_pdf_and_two_kinds_of_pictures_are_taken_by_their_content(
    centre: SmallCentre, sick: str, content: bytes
) -> None:
    key = certificates.hand_in(acting(centre, "1002"), sick, paper(content))
    assert certificates.look_at(acting(centre, "1002"), key)[1] == content
    assert covered(centre, sick) == (FIRST, LAST)


def test_anything_else_is_refused_and_leaves_nothing(centre: SmallCentre, sick: str) -> None:
    with pytest.raises(BadInput):
        certificates.hand_in(acting(centre, "1002"), sick, paper(b"%PDF-1.7 a certificate"))
    assert covered(centre, sick) == (None, None)
    assert certificates_of(acting(centre, "1002"), sick) == []


def test_the_last_day_is_not_before_the_first(centre: SmallCentre, sick: str) -> None:
    with pytest.raises(BadInput):
        certificates.hand_in(acting(centre, "1002"), sick, paper(PDF, LAST, FIRST))
    certificates.hand_in(acting(centre, "1002"), sick, paper(PDF, LAST, LAST))


def test_two_certificates_cover_their_days_together(centre: SmallCentre, sick: str) -> None:
    certificates.hand_in(acting(centre, "1002"), sick, paper(PDF, FIRST, FIRST))
    assert covered(centre, sick) == (FIRST, FIRST)
    certificates.hand_in(acting(centre, "1002"), sick, paper(PNG, LAST, LAST))
    assert covered(centre, sick) == (FIRST, LAST)


def test_with_its_certificate_the_last_step_is_approved(centre: SmallCentre, sick: str) -> None:
    leave.approve_step(acting(centre, "1000"), sick, 1)
    leave.approve_step(acting(centre, "0002"), sick, 2)
    certificates.hand_in(acting(centre, "1002"), sick, paper())
    state = leave.approve_step(acting(centre, "0001"), sick, 3)
    assert state is LeaveStatus.APPROVED


@pytest.mark.parametrize("who", ["1002", "1000", "0002", "0001"])
def test_the_person_and_the_chain_see_it_and_every_look_is_recorded(
    centre: SmallCentre, sick: str, who: str
) -> None:
    key = certificates.hand_in(acting(centre, "1002"), sick, paper())
    assert [row.id for row in certificates_of(acting(centre, who), sick)] == [key]
    assert audited(centre, "certificate.look") == [], "a list is no look"
    assert certificates.look_at(acting(centre, who), key) == ("application/pdf", PDF)
    assert audited(centre, "certificate.look") == [who]


@pytest.mark.parametrize("who", ["1001", "2000", "0003", "0004"])
def test_nobody_else_sees_it(centre: SmallCentre, sick: str, who: str) -> None:
    key = certificates.hand_in(acting(centre, "1002"), sick, paper())
    with pytest.raises(NotAllowed):
        certificates_of(acting(centre, who), sick)
    with pytest.raises(NotAllowed):
        certificates.look_at(acting(centre, who), key)
    with pytest.raises(NotAllowed):
        certificates.hand_in(acting(centre, who), sick, paper())
    assert audited(centre, "certificate.look") == []


def test_who_filed_it_for_the_sick_hands_it_in_for_them(centre: SmallCentre) -> None:
    wish = Wish(centre.people["1002"], "sick", FIRST, FIRST, reason="家中有事")
    no = leave.file_leave(acting(centre, "1001"), wish)
    certificates.hand_in(acting(centre, "1001"), no, paper(PDF, FIRST, FIRST))
    assert covered(centre, no) == (FIRST, FIRST)


def test_who_filed_it_sees_what_they_brought_and_nothing_else(centre: SmallCentre) -> None:
    wish = Wish(centre.people["1002"], "sick", FIRST, FIRST, reason="家中有事")
    colleague = acting(centre, "1001")
    no = leave.file_leave(colleague, wish)
    own = certificates.hand_in(acting(centre, "1002"), no, paper(PDF, FIRST, FIRST))
    brought = certificates.hand_in(colleague, no, paper(PNG, FIRST, FIRST))
    assert [row.id for row in certificates_of(colleague, no)] == [brought]
    assert certificates.look_at(colleague, brought)[1] == PNG
    with pytest.raises(NotAllowed):
        certificates.look_at(colleague, own)


def test_the_audit_trail_holds_no_medical_text(centre: SmallCentre, sick: str) -> None:
    certificates.hand_in(acting(centre, "1002"), sick, paper())
    with centre.context.read() as session:
        query = select(AuditEntry.after).where(AuditEntry.action == "certificate.hand_in")
        told = json.loads(session.scalars(query).one() or "")
    assert set(told) == {"first", "last", "sha256", held.KEY}


def test_what_is_not_there_is_said_so(centre: SmallCentre) -> None:
    with pytest.raises(NotFound):
        certificates.hand_in(acting(centre, "1002"), "L-99999", paper())
    with pytest.raises(NotFound):
        certificates.look_at(acting(centre, "1002"), 99)


def test_days_that_an_imported_register_certified_stay_covered(
    centre: SmallCentre, sick: str
) -> None:
    with centre.context.write() as session:
        session.execute(
            update(Leave).where(Leave.leave_no == sick).values(
                certificate_from=FIRST, certificate_to=FIRST,
                certificate_at=centre.context.now(),
            )
        )  # fmt: skip
    certificates.hand_in(acting(centre, "1002"), sick, paper(first=LAST, last=LAST))
    assert covered(centre, sick) == (FIRST, LAST)


@pytest.mark.files
def test_a_certificate_whose_file_is_gone_is_told_in_one_sentence(
    centre: SmallCentre, sick: str
) -> None:
    key = certificates.hand_in(acting(centre, "1002"), sick, paper())
    folder = folder_of(file_of(centre.context))
    (file,) = folder.iterdir()
    file.rename(folder.with_name("moved away"))
    with pytest.raises(StoreProblem, match="gone"):
        certificates.look_at(acting(centre, "1002"), key)
    assert audited(centre, "certificate.look") == [], "nobody saw anything"
    assert [row.id for row in certificates_of(acting(centre, "1002"), sick)] == [key]


@pytest.mark.files
def test_the_same_certificate_handed_in_again_mends_a_file_that_is_gone(
    centre: SmallCentre, sick: str
) -> None:
    key = certificates.hand_in(acting(centre, "1002"), sick, paper())
    (file,) = folder_of(file_of(centre.context)).iterdir()
    file.write_bytes(b"spoilt")
    again = certificates.hand_in(acting(centre, "1002"), sick, paper())
    assert certificates.look_at(acting(centre, "1002"), key)[1] == PDF
    assert certificates.look_at(acting(centre, "1002"), again)[1] == PDF


@pytest.mark.files
def test_a_file_whose_row_was_rolled_back_is_used_by_the_next_try(
    centre: SmallCentre, sick: str
) -> None:
    with pytest.raises(NotAllowed):
        certificates.hand_in(acting(centre, "1001"), sick, paper())
    folder = folder_of(file_of(centre.context))
    assert not folder.exists(), "who may not hand it in leaves no file"
    centre.context.store.keep_certificate(PDF)
    certificates.hand_in(acting(centre, "1002"), sick, paper())
    assert len(list(folder.iterdir())) == 1
