"""The daily books out of the store: by number and name, to the minute, in the order of keeping."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

from app import models as m
from app.queries import facts
from app.queries.books import Sheets, books, section_texts
from app.rules.books import NO_BOOKS, BulletinRead, HandoverLog, Seat
from app.rules.deeds import Deed
from app.rules.vocabulary import Section
from tests.factories import SmallCentre

DAY = date(2026, 10, 14)
AT = datetime(2026, 10, 14, 7, 35, 42, tzinfo=UTC)
TO_THE_MINUTE = AT.replace(second=0)


def a_log(centre: SmallCentre, *notes: tuple[Section, str]) -> int:
    with centre.context.write() as session:
        log = m.Handover(
            handover_no="H-1", department_id=centre.department, day=DAY,
            shift_id=centre.shifts["E"], outgoing_id=centre.people["1000"], outgoing_at=AT,
        )  # fmt: skip
        session.add(log)
        session.flush()
        for section, text in notes:
            session.add(m.HandoverNote(handover_id=log.id, section=section, text=text))
        centre.context.audit(session, Deed.WORKBOOK_IMPORT, "by hand")
        return log.id


def test_a_section_is_its_notes_one_below_the_other(centre: SmallCentre) -> None:
    key = a_log(
        centre,
        (Section.EQUIPMENT, "one headset"),
        (Section.COMPLAINTS, "none"),
        (Section.EQUIPMENT, "one screen"),
    )
    with centre.context.read() as session:
        (log,) = books(session).logs
        assert section_texts(session)[key][Section.COMPLAINTS] == "none"
    assert log == HandoverLog(
        "H-1", "Service", DAY, "E", "1000", TO_THE_MINUTE,
        equipment="one headset\none screen", complaints="none",
    )  # fmt: skip


def test_the_books_are_there_for_the_whole_centre_only(centre: SmallCentre) -> None:
    a_log(centre)
    with centre.context.read() as session:
        assert facts.centre(session).books.sheets == 1
        assert facts.centre(session, [centre.people["1000"]]).books is NO_BOOKS


def test_seats_are_read_of_some_days_and_readers_of_some_bulletins(centre: SmallCentre) -> None:
    who = centre.people["1001"]
    with centre.context.write() as session:
        for step in range(3):
            day = DAY + timedelta(days=step)
            shift = centre.shifts["E"]
            session.add(m.Seat(day=day, shift_id=shift, desk="7", person_id=who))
        for no in ("B-1", "B-2"):
            bulletin = m.Bulletin(bulletin_no=no, title=no, published_at=AT, published_by_id=who)
            session.add(bulletin)
            session.flush()
            session.add(m.BulletinRead(bulletin_id=bulletin.id, person_id=who, read_at=AT))
        centre.context.audit(session, Deed.WORKBOOK_IMPORT, "by hand")
    with centre.context.read() as session:
        sheets = Sheets(session)
        assert list(sheets.seats([DAY])) == [Seat(DAY, "E", "7", "1001")]
        assert list(sheets.reads(["B-2"])) == [BulletinRead("B-2", "1001", TO_THE_MINUTE)]
        assert (len(books(session).seats), len(books(session).reads)) == (3, 2)
