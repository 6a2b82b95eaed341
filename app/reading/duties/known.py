"""Which regular duty somebody speaks of: one of the rulebook's, or one of the department's own."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from sqlalchemy.orm import Session

from app.queries.duties.own import OwnDutyRow, own_duties, own_duty
from app.queries.duties.rows import checklist
from app.queries.reference import Reference
from app.rules.duties.due import KINDS, DutyKind, recurring
from app.rules.duties.forms import FORMS, STANDARD_CHECKS
from app.rules.vocabulary import DutyForm, Message

_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class KnownDuty:
    """A duty of one department. `name` is "" for one of the rulebook's, which has its word."""

    kind: DutyKind
    form: DutyForm
    department_id: int
    name: str = ""
    since: date = date.min
    until: date = date.max
    version: int = 0

    def due_days(self, known: Reference, first: date, last: date) -> list[date]:
        """Its due days from `first` to `last`, by the centre's calendar."""
        first, last = max(first, self.since), min(last, self.until)
        return recurring(self.kind.recurrence, first, last, known.holidays, known.workdays)


def duties_in(session: Session, department_id: int) -> Iterator[KnownDuty]:
    """The rulebook's in its order, then those that the department added."""
    for kind in KINDS.values():
        yield KnownDuty(kind, FORMS[kind.code], department_id)
    for row in own_duties(session, (department_id,)):
        yield _own(row)


def known_duty(session: Session, code: str, department_id: int) -> KnownDuty | None:
    """The duty of that code in a department; None where there is none."""
    if code in KINDS:
        return KnownDuty(KINDS[code], FORMS[code], department_id)
    row = own_duty(session, code)
    return _own(row) if row is not None and row.department_id == department_id else None


def check_lines(session: Session, department_id: int, duty: str) -> list[str | Message]:
    """What is looked at: the department's own lines, or else the rulebook's."""
    return [*checklist(session, department_id, duty)] or [*STANDARD_CHECKS.get(duty, ())]


def _own(row: OwnDutyRow) -> KnownDuty:
    return KnownDuty(
        kind=row.kind,
        form=row.form,
        department_id=row.department_id,
        name=row.name,
        since=row.since,
        until=row.ended_on or date.max,
        version=row.version,
    )
