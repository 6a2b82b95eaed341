"""The contacts of intervals as they stand in the store, and what was corrected of those to come."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import NamedTuple

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from app.models import ForecastCorrection, Person, Post, Volume

Interval = tuple[date, int]
"""A date, and the minutes after midnight at which the interval begins."""


class IntervalRow(NamedTuple):
    """The contacts of one interval; `aht_seconds`: mean handling time."""

    day: date
    minute: int
    minutes: int
    contacts: float
    aht_seconds: float


@dataclass(frozen=True, slots=True)
class VolumesThere:
    """From when to when a department has contacts of a job type."""

    department_id: int
    job_type: str
    first: date
    last: date


@dataclass(frozen=True, slots=True)
class Correction:
    """What somebody expects in an interval, who and since when."""

    contacts: float
    by: str
    at: datetime


def volumes_there(session: Session) -> list[VolumesThere]:
    """Each department's job types of which there are contacts."""
    volume = Volume
    found = session.execute(
        select(
            volume.department_id,
            volume.job_type,
            func.min(volume.day).label("first"),
            func.max(volume.day).label("last"),
        )
        .group_by(volume.department_id, volume.job_type)
        .order_by(volume.department_id, volume.job_type)
    )
    return [VolumesThere(**row._asdict()) for row in found]


def volumes_of(
    session: Session, department_id: int, job_type: str, first: date, last: date
) -> list[IntervalRow]:
    """The contacts from `first` to `last`, in order."""
    volume = Volume
    found = session.execute(
        select(volume.day, volume.minute, volume.minutes, volume.contacts, volume.aht_seconds)
        .where(
            volume.department_id == department_id,
            volume.job_type == job_type,
            volume.day.between(first, last),
        )
        .order_by(volume.day, volume.minute)
    )
    return [IntervalRow._make(row) for row in found]


def corrections_of(
    session: Session, department_id: int, job_type: str, first: date, last: date
) -> Mapping[Interval, Correction]:
    """What was corrected from `first` to `last`."""
    row = ForecastCorrection
    found = session.execute(
        select(row.day, row.minute, row.contacts, Person.name, row.made_at)
        .outerjoin(Person, Person.id == row.made_by_id)
        .where(
            row.department_id == department_id,
            row.job_type == job_type,
            row.day.between(first, last),
        )
    )
    return {
        (day, minute): Correction(contacts, by or "", at) for day, minute, contacts, by, at in found
    }


def posted_job_types(session: Session, department_id: int) -> Sequence[str]:
    """The job types of a department's posts."""
    found = session.scalars(
        select(Post.job_type)
        .where(Post.department_id == department_id, Post.job_type != "")
        .distinct()
        .order_by(Post.job_type)
    )
    return [one for one in found if one]
