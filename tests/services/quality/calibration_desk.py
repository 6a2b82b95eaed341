"""A calibration in the small centre: three inspectors over two contacts, and what they give."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from sqlalchemy import select

from app.context import Actor, Context
from app.models import PlannedInspection
from app.queries.quality.calibrations import CalibrationRow, calibrations
from app.rules.scorecards.scoring import Given
from app.rules.vocabulary import Role
from app.services.quality.calibrating import (
    CalibrationContact,
    NewCalibration,
    close_calibration,
    open_calibration,
)
from tests.factories import SmallCentre, a_department, a_person
from tests.services.quality.scoring_desk import CALLED, CARD, INSPECTOR, Scorer, a_card

ONE, OTHER = "k-1", "k-2"
RATERS = (INSPECTOR, "0005", "0006")


def sheet(*marks: float) -> tuple[Given, ...]:
    """A comment on each item, so that none is missed."""
    return tuple(Given(str(at), mark, comment="已核") for at, mark in enumerate(marks, start=1))


class Hall:
    """The small centre with a card and three inspectors."""

    def __init__(self, centre: SmallCentre) -> None:
        self.centre = centre
        a_card(centre)
        self.people = {**centre.people}
        with centre.context.write() as session:
            there = a_department(session)
            for no in RATERS[1:]:
                made = a_person(session, no, role=Role.QA_INSPECTOR, department=there)
                self.people[no] = made.id
            elsewhere = a_department(session, "Sales")
            for no, role in (("0007", Role.QA_INSPECTOR), ("0008", Role.DEPARTMENT_HEAD)):
                made = a_person(session, no, role=role, department=elsewhere)
                self.people[no] = made.id

    def ctx(self, no: str) -> Context:
        return self.centre.context.acting_as(Actor(no, self.people[no]))

    def new(self, **more: Any) -> NewCalibration:
        contacts = (
            CalibrationContact(ONE, self.people["1001"], CALLED),
            CalibrationContact(OTHER, self.people["1002"], CALLED),
        )
        raters = [self.people[no] for no in RATERS]
        made = NewCalibration("退款口径", self.centre.department, CARD, 1, contacts, raters)
        return replace(made, **more)

    def opens(self, by: str = "0002", **more: Any) -> str:
        return open_calibration(self.ctx(by), self.new(**more))

    def closes(self, no: str, by: str = "0002") -> int:
        return close_calibration(self.ctx(by), no, self.row(no).version)

    def row(self, no: str) -> CalibrationRow:
        with self.centre.context.read() as session:
            return calibrations(session, no)[0]

    def task(self, no: str, rater: str, contact: str) -> int:
        """What `rater` has to score of it."""
        plan = PlannedInspection
        with self.centre.context.read() as session:
            return session.scalars(
                select(plan.id).where(
                    plan.calibration_id == self.row(no).id, plan.contact_ref == contact,
                    plan.inspector_id == self.people[rater],
                )
            ).one()  # fmt: skip

    def scores(self, no: str, rater: str, contact: str, *marks: float) -> str:
        scorer = Scorer(self.ctx(rater))
        return scorer.submits(self.task(no, rater, contact), sheet(*marks))

    def all_score(self, no: str, raters: Sequence[str] = RATERS) -> None:
        """The second is milder than the first by ten points, the third stricter by ten."""
        for rater, more in zip(RATERS, (0, 10, -10), strict=True):
            if rater in raters:
                self.scores(no, rater, ONE, 90 + more, 80 + more, 70 + more)
                self.scores(no, rater, OTHER, 70 + more, 70 + more, 70 + more)
