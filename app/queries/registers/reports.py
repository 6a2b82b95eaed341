"""Reports upwards with their names, and what happened to each."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from functools import cache
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session, aliased

from app import models as m
from app.rules import books
from app.rules.registers.course import state_of
from app.rules.vocabulary import ReportAction, ReportKind, ReportState


@dataclass(frozen=True, slots=True)
class ReportRow:
    """One report. `taken_from` and `taken_as`: the numbers of those below and above it, or ""."""

    id: int
    no: str
    raised_by_id: int
    raised_by: str
    raised_by_name: str
    raised_at: datetime
    to_id: int
    to: str
    to_name: str
    kind: ReportKind
    emergency: bool
    facts: str
    proposal: str
    answered_at: datetime | None
    answer: str
    dissent: str
    upheld: bool
    skipped_told_at: datetime | None
    changed: bool
    carried_out_at: datetime | None
    taken_up_at: datetime | None
    version: int
    taken_from: str
    taken_as: str

    @property
    def answered(self) -> bool:
        return self.answered_at is not None

    @property
    def carried_out(self) -> bool:
        return self.carried_out_at is not None

    @property
    def taken_up(self) -> bool:
        return self.taken_up_at is not None

    @property
    def state(self) -> ReportState:
        return state_of(self)

    def fact(self) -> books.UpwardReport:
        """What the rules judge."""
        return books.UpwardReport(
            no=self.no,
            raised_by=self.raised_by,
            raised_at=self.raised_at,
            to=self.to,
            kind=self.kind,
            emergency=self.emergency,
            facts=self.facts,
            proposal=self.proposal,
            answered_at=self.answered_at,
            answer=self.answer,
            dissent=self.dissent,
            upheld=self.upheld,
            skipped_told_at=self.skipped_told_at,
        )


@dataclass(frozen=True, slots=True)
class ReportStepRow:
    """Something that happened to a report, in its author's words."""

    action: ReportAction
    by: str
    by_name: str
    at: datetime
    text: str


def reports(session: Session, person_id: int | None = None) -> list[ReportRow]:
    """Every report, or those by and to a person; the latest first."""
    report, query = m.UpwardReport, _query()
    if person_id is not None:
        query = query.where((report.raised_by_id == person_id) | (report.to_id == person_id))
    return _rows(session, query.order_by(report.raised_at.desc(), report.id.desc()))


def report(session: Session, no: str) -> ReportRow | None:
    """The report with this number."""
    found = _rows(session, _query().where(m.UpwardReport.report_no == no))
    return found[0] if found else None


def steps(session: Session, report_id: int) -> list[ReportStepRow]:
    """What happened to a report, the earliest first; of an imported one nothing is told."""
    step, person = m.ReportStep, m.Person
    rows = session.execute(
        select(
            step.action,
            person.employee_no.label("by"),
            person.name.label("by_name"),
            step.at,
            step.text,
        )
        .join(person, person.id == step.by_id)
        .where(step.report_id == report_id)
        .order_by(step.id)
    )
    return [ReportStepRow(**row._mapping) for row in rows]


@cache
def _query() -> Any:
    report, by, to = m.UpwardReport, aliased(m.Person), aliased(m.Person)
    below, above = aliased(m.UpwardReport), aliased(m.UpwardReport)
    return (
        select(
            report.id,
            report.report_no.label("no"),
            by.id.label("raised_by_id"),
            by.employee_no.label("raised_by"),
            by.name.label("raised_by_name"),
            report.raised_at,
            to.id.label("to_id"),
            to.employee_no.label("to"),
            to.name.label("to_name"),
            report.kind,
            report.emergency,
            report.facts,
            report.proposal,
            report.answered_at,
            report.answer,
            report.dissent,
            report.upheld,
            report.skipped_told_at,
            report.changed,
            report.carried_out_at,
            report.taken_up_at,
            report.version,
            func.coalesce(below.report_no, "").label("taken_from"),
            func.coalesce(above.report_no, "").label("taken_as"),
        )
        .join(by, by.id == report.raised_by_id)
        .join(to, to.id == report.to_id)
        .outerjoin(below, below.id == report.taken_from_id)
        .outerjoin(above, above.taken_from_id == report.id)
    )


def _rows(session: Session, query: Any) -> list[ReportRow]:
    return [ReportRow(**row._mapping) for row in session.execute(query)]
