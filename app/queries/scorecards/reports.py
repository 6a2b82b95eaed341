"""The reports of inspections, out of the rows that they need and no others."""

from __future__ import annotations

from datetime import date, timedelta

from sqlalchemy.orm import Session

from app.queries.facts import persons
from app.queries.scorecards.inspected import inspected_between, inspected_in
from app.rules.calendar import CentreTime
from app.rules.scorecards.calibration import CalibrationFigures, calibration_figures
from app.rules.scorecards.counting import calibrated, counted
from app.rules.scorecards.quality import DepartmentQuality, month_quality

_A_MONTH_ON = timedelta(days=31)


def quality_report(session: Session, time: CentreTime, month: date) -> list[DepartmentQuality]:
    """`report quality` of the month that begins on `month`, all departments."""
    following = (month + _A_MONTH_ON).replace(day=1)
    inspected = inspected_between(session, time.instant(month), time.instant(following))
    people = persons(session)
    return month_quality(each for _inspection, each in counted(inspected, people, time))


def calibration_report(session: Session, no: str) -> CalibrationFigures:
    """`report calibration` of the calibration with that number; of an unknown one zeros."""
    return calibration_figures(no, calibrated(inspected_in(session, no)))
