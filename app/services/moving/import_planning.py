"""Contacts, needs, work rules and wishes as a workbook states them: nothing is deleted."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any

from sqlalchemy.orm import Session

from app import models as m
from app.models import table_of
from app.queries.people.rows import nobodys_job_types
from app.rules.rostering.records import (
    NeedRecord,
    PlanningRecords,
    WishRecord,
    WorkRuleRecord,
)
from app.rules.vocabulary import Message, msg
from app.services.moving.merging import Destination, Merged, Row, ids, merge
from app.services.planning.volumes import take_volumes

_NEED = Destination(
    table_of(m.StaffingNeed),
    (
        *("department_id", "team_id", "job_type", "shift_id", "weekday", "day"),
        *("least", "want", "most"),
    ),
    keys=6,
)
_WORK_RULE = Destination(
    table_of(m.WorkRule),
    (
        *("person_id", "month_hours_most", "month_hours_least", "days_in_row_most"),
        *("nights_in_row_most", "days_off_in_row_least", "days_in_row_least", "weekends_most"),
        *("shifts", "not_after"),
    ),
)
_WISH = Destination(
    table_of(m.ShiftWish), ("person_id", "day", "shift_id", "wanted", "weight"), keys=3
)


def nobodys_jobs(session: Session, stated: PlanningRecords) -> Iterator[Message]:
    """Says which job types of contacts and needs nobody has: mostly a slip of the pen."""
    for sheet, rows in (("Volumes", stated.volumes), ("Needs", stated.needs)):
        if found := nobodys_job_types(session, (row.job_type for row in rows)):
            yield msg(
                "{sheet}: nobody has these job types; check how they are written: {names}",
                sheet=sheet,
                names=", ".join(found),
            )


@dataclass(frozen=True, slots=True)
class PlanningRows:
    """What turns the records into rows: ids by number, code and name."""

    session: Session
    people: Mapping[str, int]
    shifts: Mapping[str, int]
    departments: Mapping[str, int]
    teams: Mapping[tuple[int, str], int]

    @classmethod
    def of(
        cls, session: Session, people: Mapping[str, int], shifts: Mapping[str, int]
    ) -> PlanningRows:
        """With the departments and teams that are there by now."""
        departments = ids(session, table_of(m.Department), ["name"])
        teams = ids(session, table_of(m.Team), ["department_id", "name"])
        return cls(session, people, shifts, departments, teams)

    def steps(self, stated: PlanningRecords) -> Iterator[tuple[str, Callable[[], Merged]]]:
        """Each sheet that states anything, and what merges it."""
        every: tuple[tuple[str, Sequence[Any], Destination, Callable[[Any], Row]], ...] = (
            ("Needs", stated.needs, _NEED, self._need),
            ("WorkRules", stated.work_rules, _WORK_RULE, self._work_rule),
            ("Wishes", stated.wishes, _WISH, self._wish),
        )
        if stated.volumes:
            yield "Volumes", partial(take_volumes, self.session, stated.volumes)
        for sheet, records, target, row in every:
            if records:
                yield sheet, partial(merge, self.session, target, map(row, records))

    def _need(self, one: NeedRecord) -> Row:
        department = self.departments[one.department] if one.department else None
        team = self.teams[department, one.team] if department and one.team else None
        weekday = None if one.weekday is None else one.weekday - 1
        return (
            *(department, team, one.job_type, self.shifts[one.shift], weekday, one.day),
            *(one.least, one.want, one.most),
        )

    def _work_rule(self, one: WorkRuleRecord) -> Row:
        return (
            self.people[one.person] if one.person else None,
            *(one.month_hours_most, one.month_hours_least, one.days_in_row_most),
            *(one.nights_in_row_most, one.days_off_in_row_least, one.days_in_row_least),
            *(one.weekends_most, one.shifts, one.not_after),
        )

    def _wish(self, one: WishRecord) -> Row:
        shift = self.shifts[one.shift] if one.shift else None
        return (self.people[one.person], one.day, shift, one.wish == "on", one.weight)
