"""A certificate in the plain words that files and the command line have, and its digest."""

from __future__ import annotations

import json
from hashlib import sha256
from typing import Any

from app.rules.rostering.certificate.records import (
    BrokenRule,
    PersonMonth,
    RosterCertificate,
    ShortShift,
)

Stated = dict[str, Any]


def stated(certificate: RosterCertificate) -> Stated:
    """As PLANNING.md has it; dates are ISO, hours are hours."""
    return {
        "month": f"{certificate.month:%Y-%m}",
        "hard": [*map(_broken, certificate.hard)],
        "short": [*map(_short, certificate.short)],
        "people": [*map(_person, certificate.people)],
    }


def digest(certificate: RosterCertificate) -> str:
    """The SHA-256 (hex) of what is stated, as canonical JSON."""
    text = json.dumps(
        stated(certificate), ensure_ascii=False, sort_keys=True, separators=(",", ":")
    )
    return sha256(text.encode()).hexdigest()


def _broken(one: BrokenRule) -> Stated:
    return {"rule": str(one.rule), "employee": one.person, "date": one.day.isoformat()}


def _short(one: ShortShift) -> Stated:
    return {
        "date": one.day.isoformat(),
        "shift": one.shift,
        "department": one.department,
        "team": one.team,
        "job_type": one.job_type,
        "least": one.least,
        "have": one.have,
    }


def _person(one: PersonMonth) -> Stated:
    return {
        "employee": one.person,
        "hours": one.hours,
        "nights": one.nights,
        "weekends": one.weekends,
        "holidays": one.holidays,
        "wishes_kept": one.wishes_kept,
        "wishes_broken": one.wishes_broken,
    }
