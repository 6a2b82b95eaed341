"""Contacts of intervals come in whole or not at all; the same ones twice change nothing."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

import pytest
from sqlalchemy import select

from app.context import Actor
from app.errors import BadInput, NotAllowed
from app.models import AuditEntry, Volume
from app.queries.people.rows import job_types
from app.rules.deeds import Deed
from app.rules.rostering.volumes import VolumeRow
from app.services.planning.volumes import VolumesTaken, bring_volumes
from app.text import say
from tests.factories import SmallCentre

AT = datetime(2026, 10, 12, 8)


@dataclass
class AFile:
    rows: tuple[VolumeRow, ...]
    name: str = "volumes.csv"
    digest: str = "0" * 64


def row(at: datetime = AT, contacts: float = 100.0, **other: object) -> VolumeRow:
    return VolumeRow("Service", "phone", at, 30, contacts, 180.0)._replace(**other)  # type: ignore[arg-type]


def bring(centre: SmallCentre, *rows: VolumeRow, dry_run: bool = False) -> VolumesTaken:
    return bring_volumes(centre.context, AFile(rows), dry_run=dry_run)


def stored(centre: SmallCentre) -> list[tuple[str, int, int, float]]:
    with centre.context.read() as session:
        found = session.scalars(select(Volume).order_by(Volume.day, Volume.minute))
        return [(one.job_type, one.minute, one.minutes, one.contacts) for one in found]


def told(found: VolumesTaken) -> tuple[int, int, int]:
    return found.added, found.updated, found.unchanged


def test_rows_are_added_mended_and_left_and_nothing_is_deleted(centre: SmallCentre) -> None:
    assert told(bring(centre, row(), row(AT.replace(minute=30)))) == (2, 0, 0)
    assert told(bring(centre, row(), row(AT.replace(minute=30), 90.0))) == (0, 1, 1)
    assert told(bring(centre, row(AT.replace(hour=9)))) == (1, 0, 0)
    assert stored(centre) == [
        ("phone", 480, 30, 100),
        ("phone", 510, 30, 90),
        ("phone", 540, 30, 100),
    ]


def test_the_same_twice_writes_nothing(centre: SmallCentre) -> None:
    bring(centre, row())
    with centre.context.read() as session:
        before = session.query(AuditEntry).count()
    assert told(bring(centre, row())) == (0, 0, 1)
    with centre.context.read() as session:
        assert session.query(AuditEntry).count() == before


def test_looked_at_only_nothing_is_written(centre: SmallCentre) -> None:
    assert told(bring(centre, row(), dry_run=True)) == (1, 0, 0)
    assert stored(centre) == []


def test_it_is_on_record_with_the_file(centre: SmallCentre) -> None:
    bring(centre, row())
    with centre.context.read() as session:
        entry = session.scalars(select(AuditEntry).order_by(AuditEntry.id.desc())).first()
    assert entry is not None
    assert (entry.action, entry.subject) == (Deed.VOLUME_BRING_IN, "volume:volumes.csv")


def test_an_hour_over_the_halves_that_are_there_is_refused(centre: SmallCentre) -> None:
    bring(centre, row(), row(AT.replace(minute=30)))
    with pytest.raises(BadInput) as error:
        bring(centre, row(minutes=60), row(AT.replace(day=13)))
    assert [say(one) for one in error.value.problems] == [
        "Service phone: 2026-10-12 08:00 has 60 minutes and reaches over 2026-10-12 08:30."
    ]
    assert len(stored(centre)) == 2
    with pytest.raises(BadInput):
        bring(centre, row(minutes=60), dry_run=True)


def test_halves_take_the_place_of_the_hour(centre: SmallCentre) -> None:
    bring(centre, row(minutes=60))
    assert told(bring(centre, row(), row(AT.replace(minute=30)))) == (1, 1, 0)


def test_kinds_of_contact_may_have_intervals_of_their_own(centre: SmallCentre) -> None:
    bring(centre, row())
    assert told(bring(centre, row(minutes=60, job_type="chat"))) == (1, 0, 0)


@pytest.mark.parametrize(("no", "may"), [("0002", True), ("0001", True), ("1000", False)])
def test_who_says_what_is_needed_brings_it_in(centre: SmallCentre, no: str, may: bool) -> None:
    """The head of the department and the director; no leader."""
    ctx = centre.context.acting_as(Actor(no, centre.people[no]))
    if may:
        assert told(bring_volumes(ctx, AFile((row(),)))) == (1, 0, 0)
    else:
        with pytest.raises(NotAllowed):
            bring_volumes(ctx, AFile((row(),)))
        assert stored(centre) == []


def test_job_types_that_nobody_has_are_told(centre: SmallCentre) -> None:
    with centre.context.read() as session:
        known = job_types(session)
    assert known
    told = bring(centre, row(job_type=known[0]), row(job_type="hotlin"))
    assert told.nobodys == ("hotlin",)
