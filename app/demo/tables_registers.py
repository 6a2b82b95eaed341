"""The demo's reports upwards, complaints and visitors as rows of the store's tables."""

from __future__ import annotations

from datetime import datetime

from app.demo.keys import Keys, Row, Rows
from app.demo.registers import Reported
from app.demo.show import Show
from app.models import Complaint, ReportStep, UpwardReport, Visitor
from app.rules.vocabulary import ReportAction

_A = ReportAction


def registers(show: Show, keys: Keys) -> Rows:
    """The three registers and the ledger of the reports."""
    books = show.registers
    yield UpwardReport, [_report(one, keys, at) for at, one in enumerate(books.reports, start=1)]
    yield ReportStep, [
        {"report_id": at, "action": said.action, "by_id": keys.people[said.by], "at": said.at,
         "text": said.text}
        for at, one in enumerate(books.reports, start=1)
        for said in one.chain
    ]  # fmt: skip
    yield Complaint, [
        {"complaint_no": f"K-{at:05}", "received_at": one.at,
         "received_by_id": keys.people[one.by], "contact_ref": one.contact, "abroad": one.abroad,
         "subject": one.subject, "replied_at": one.replied_at,
         "replied_by_id": keys.people[one.by] if one.replied_at else None,
         "closed_at": one.closed_at,
         "closed_by_id": keys.people[one.closed_by] if one.closed_by else None,
         "handled": one.handled, "registered_by_id": keys.people[one.by], "version": 1}
        for at, one in enumerate(books.complaints, start=1)
    ]  # fmt: skip
    yield Visitor, [
        {"visitor_no": f"V-{at:05}", "name": one.name, "reason": one.reason,
         "approved_by_id": keys.people[one.by], "in_at": one.at, "out_at": one.out,
         "registered_by_id": keys.people[one.registered_by], "version": 1}
        for at, one in enumerate(books.visits, start=1)
    ]  # fmt: skip


def _report(one: Reported, keys: Keys, at: int) -> Row:
    answer, dissent = one.step(_A.ANSWER), one.step(_A.DISSENT)
    return {
        "id": at, "report_no": f"E-{at:05}", "raised_by_id": keys.people[one.by],
        "raised_at": one.at, "to_id": keys.people[one.to], "kind": one.kind,
        "emergency": one.emergency, "facts": one.facts, "proposal": one.proposal,
        "answered_at": answer and answer.at, "answer": answer.text if answer else "",
        "answered_by_id": keys.people[answer.by] if answer else None,
        "dissent": dissent.text if dissent else "",
        "upheld": one.step(_A.UPHOLD) is not None, "skipped_told_at": _when(one, _A.TELL),
        "changed": False, "carried_out_at": _when(one, _A.CARRY_OUT), "version": 1,
    }  # fmt: skip


def _when(one: Reported, action: ReportAction) -> datetime | None:
    said = one.step(action)
    return said.at if said else None
