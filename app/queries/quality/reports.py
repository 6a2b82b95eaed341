"""The reports of inspections, out of the rows that they need and no others."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta

from sqlalchemy.orm import Session

from app.queries.facts import persons
from app.queries.quality.inspected import inspected_between, inspected_in
from app.rules.calendar import CentreTime
from app.rules.facts import Inspection, Person
from app.rules.scorecards.calibration import CalibrationFigures, calibration_figures
from app.rules.scorecards.counting import calibrated, counted
from app.rules.scorecards.quality import Counted, DepartmentQuality, month_quality

_A_MONTH_ON = timedelta(days=31)


def quality_report(session: Session, time: CentreTime, month: date) -> list[DepartmentQuality]:
    """`report quality` of the month that begins on `month`, all departments."""
    found = counted_in(session, time, month, persons(session))
    return month_quality(each for _inspection, each in found)


def counted_in(
    session: Session, time: CentreTime, month: date, people: Mapping[str, Person]
) -> list[tuple[Inspection, Counted]]:
    """The inspections that count for the month that begins on `month`."""
    following = (month + _A_MONTH_ON).replace(day=1)
    inspected = inspected_between(session, time.instant(month), time.instant(following))
    return [*counted(inspected, people, time)]


def calibration_report(session: Session, no: str) -> CalibrationFigures:
    """`report calibration` of the calibration with that number; of an unknown one zeros."""
    return calibration_figures(no, calibrated(inspected_in(session, no)))
