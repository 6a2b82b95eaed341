"""What somebody expects in an interval to come, instead of what is computed."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from sqlalchemy import delete, insert
from sqlalchemy.orm import Session

from app.context import Context
from app.errors import BadInput
from app.models import ForecastCorrection
from app.queries.planning.volumes import Correction, Interval, corrections_of
from app.reading import permission
from app.rules.deeds import Deed
from app.rules.facts import Place
from app.rules.permissions import Action
from app.rules.vocabulary import Message, msg
from app.services.planning.goals import named_kind
from app.services.seen import Seen, refuse_stale

CONTACTS_MOST = 1_000_000_000
Expected = Mapping[Interval, float | None]
"""What is expected in some intervals; None: what is computed."""


def correct_forecast(
    ctx: Context,
    department_id: int,
    job_type: str,
    wanted: Expected,
    seen: Seen[Expected] | None = None,
) -> None:
    """Expect `wanted` contacts in these intervals, all of them or none; None restores the forecast.

    Stale where one of them is corrected otherwise than was `seen`; BadInput for no such number.
    """
    if any(not 0 <= one <= CONTACTS_MOST for one in wanted.values() if one is not None):
        raise BadInput(
            msg("Check the contacts"), msg("From 0 to {most} contacts.", most=CONTACTS_MOST)
        )
    with ctx.write() as session:
        permission.require(ctx, session, Action.EDIT_NEEDS, Place(department_id))
        named = named_kind(session, department_id, job_type)
        before = _stands(session, department_id, job_type, wanted)
        subjects = [f"forecast:{named}@{day}" for day in sorted({day for day, _at in wanted})]
        refuse_stale(session, seen, before, dict(wanted), _said, *subjects)
        for day in sorted({day for day, _at in wanted}):
            of_day = {one: number for one, number in wanted.items() if one[0] == day}
            _write(ctx, session, (department_id, job_type), of_day, before)
            _record(ctx, session, f"forecast:{named}@{day}", of_day, before)


def _stands(session: Session, department_id: int, job_type: str, asked: Expected) -> Expected:
    """What is corrected of the intervals that are asked about."""
    days = [day for day, _at in asked]
    if not days:
        return {}
    found: Mapping[Interval, Correction] = corrections_of(
        session, department_id, job_type, min(days), max(days)
    )
    return {one: found[one].contacts if one in found else None for one in asked}


def _write(
    ctx: Context, session: Session, kind: tuple[int, str], wanted: Expected, before: Expected
) -> None:
    row, (department_id, job_type) = ForecastCorrection, kind
    changed = [one for one in wanted if wanted[one] != before[one]]
    for day, minute in changed:
        session.execute(
            delete(row).where(
                row.department_id == department_id,
                row.job_type == job_type,
                row.day == day,
                row.minute == minute,
            )
        )
    added = [
        {
            "department_id": department_id,
            "job_type": job_type,
            "day": day,
            "minute": minute,
            "contacts": wanted[day, minute],
            "made_at": ctx.now(),
            "made_by_id": ctx.actor.person_id,
        }
        for day, minute in changed
        if wanted[day, minute] is not None
    ]
    if added:
        session.execute(insert(row), added)


def _record(
    ctx: Context, session: Session, subject: str, wanted: Expected, before: Expected
) -> None:
    changed = [one for one in sorted(wanted) if wanted[one] != before[one]]
    if not changed:
        return
    restored = all(wanted[one] is None for one in changed)
    ctx.audit(
        session,
        Deed.FORECAST_RESTORE if restored else Deed.FORECAST_CORRECT,
        subject,
        {_wall(one): before[one] for one in changed},
        {_wall(one): wanted[one] for one in changed},
    )


def _wall(interval: Interval) -> str:
    return f"{interval[1] // 60:02}:{interval[1] % 60:02}"


def _said(stands: Expected) -> list[Message]:
    return [_said_of(one, stands[one]) for one in sorted(stands)][:_TOLD]


_TOLD = 10


def _said_of(interval: Interval, contacts: float | None) -> Message:
    at, day = _wall(interval), date.isoformat(interval[0])
    if contacts is None:
        return msg("{day} {at}: not corrected", day=day, at=at)
    return msg("{day} {at}: {contacts} contacts", day=day, at=at, contacts=f"{contacts:g}")
