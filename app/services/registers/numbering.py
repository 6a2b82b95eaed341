"""Reports upwards are numbered in one series, whatever they came of: an order to stop working is
reported too (DUTY-5, ESC-1)."""

from __future__ import annotations

from sqlalchemy.orm import Session

from app.models import UpwardReport
from app.services.requests.ledger import next_number


def next_report_number(session: Session) -> str:
    """ "E-00012"."""
    return next_number(session, UpwardReport.report_no, "E")
