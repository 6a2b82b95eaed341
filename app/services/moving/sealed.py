"""What a workbook may not state, by what the store holds: other than what is sealed, a duty on a
day on which it was not due, two logs for one shift."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import astuple, dataclass
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from app import models as m
from app.queries import facts
from app.queries.books import Sheets
from app.rules.books import DutyDone, HandoverLog, ItemScore
from app.rules.calendar import CentreTime
from app.rules.duties.due import KINDS, due_days
from app.rules.records import InspectionRecord, Workbook
from app.rules.vocabulary import Aspect, Duty, Message, Section, msg

_LOG_COLUMNS = (
    *("handover_no", "department", "date", "shift", "outgoing_no", "outgoing_at"),
    *("incoming_no", "incoming_at", "remark", *map(str, Section)),
)
_FIVE = tuple(map(str, Aspect))


@dataclass(frozen=True, slots=True)
class Looked:
    """What is wrong in a workbook, and what is taken all the same and told."""

    problems: list[Message]
    told: list[Message]


def look_over(session: Session, workbook: Workbook, time: CentreTime) -> Looked:
    """Ask what only the store can tell of the books; its calendar is the one after the import."""
    looking = _Looking(session, workbook, Sheets(session, time.wall_minute), [], [])
    looking.logs()
    looking.scores()
    looking.inspections()
    looking.duties()
    return Looked(looking.problems, looking.told)


@dataclass(frozen=True, slots=True)
class _Looking:
    session: Session
    workbook: Workbook
    sheets: Sheets
    problems: list[Message]
    told: list[Message]

    def _complain(
        self, records: str, index: int, column: str, problem: Message, value: Any
    ) -> None:
        shown = "" if value is None else value
        self.problems.append(self.workbook.problem(records, index, column, problem, shown))

    def logs(self) -> None:
        """A log that both sides have signed is stated as it stands, and a shift has one log."""
        stated = self.workbook.records.books.logs
        if not stated:
            return
        stored = {log.no: log for log in self.sheets.logs()}
        for index, log in enumerate(stated):
            there = stored.get(log.no)
            if there is not None and there != log and _signed_by_both(there):
                self._compare_log(index, there, log)
        self._one_log_a_shift(stored.values(), stated)

    def _compare_log(self, index: int, there: HandoverLog, stated: HandoverLog) -> None:
        problem = msg(
            '{cell}: "{value}" is not what stands in {no}, which both sides have signed; leave it '
            "as it was, and put what is new into an open item.",
            no=there.no,
        )
        values = zip(_LOG_COLUMNS, astuple(there), astuple(stated), strict=True)
        for column, old, new in values:
            if old != new:
                self._complain("logs", index, column, problem, new)

    def _one_log_a_shift(self, stored: Any, stated: Sequence[HandoverLog]) -> None:
        named = {log.no for log in stated}
        taken = {_shift_of(log): log.no for log in stored if log.no not in named}
        for index, log in enumerate(stated):
            if other := taken.get(_shift_of(log)):
                problem = msg(
                    '{cell}: "{value}" is a second log for one department, date and shift; '
                    "{other} is there already.",
                    other=other,
                )
                self._complain("logs", index, "handover_no", problem, log.no)

    def scores(self) -> None:
        """A score that is kept is never another; a higher revision is the way."""
        stated = self.workbook.records.books.scores
        if not stated:
            return
        stored = {_score_key(score): score for score in self.sheets.scores()}
        for index, score in enumerate(stated):
            there = stored.get(_score_key(score))
            if there is not None:
                self._compare_score(index, there, score)

    def _compare_score(self, index: int, there: ItemScore, stated: ItemScore) -> None:
        if there.score != stated.score:
            value = "NA" if stated.score is None else f"{stated.score:g}"
            self._complain("scores", index, "score", _OTHER_SCORE, value)
        if there.comment != stated.comment:
            self._complain("scores", index, "comment", _OTHER_SCORE, stated.comment)

    def inspections(self) -> None:
        """What an inspection was scored by, and its five scores where there is no card, stay."""
        stated = self.workbook.records.inspections
        if not stated:
            return
        row = m.Inspection
        scores = (row.language, row.attitude, row.tone, row.summarising, row.adaptability)
        query = select(row.inspection_no, row.card, row.card_version, *scores)
        stored = {found[0]: tuple(found[1:]) for found in self.session.execute(query)}
        for index, inspection in enumerate(stated):
            there = stored.get(inspection.no)
            if there is not None:
                self._compare_inspection(index, there, inspection)

    def _compare_inspection(
        self, index: int, there: Sequence[Any], stated: InspectionRecord
    ) -> None:
        columns = ("card", "card_version") if there[0] or stated.card else _FIVE
        old = there[:2] if there[0] or stated.card else there[2:]
        for column, before in zip(columns, old, strict=True):
            now = getattr(stated, column)
            if now != before:
                self._complain("inspections", index, column, _OTHER_SCORE, now)

    def duties(self) -> None:
        """A duty is done for a day on which it was due; a row that is there is not asked again."""
        stated = [*enumerate(self.workbook.records.books.duties_done)]
        if not stated:
            return
        held = {_duty_key(row) for row in self.sheets.duties_done()}
        new: dict[str, list[tuple[int, DutyDone]]] = defaultdict(list)
        for index, row in stated:
            if row.duty in KINDS and _duty_key(row) not in held:
                new[row.duty].append((index, row))
        marked = facts.holidays(self.session), facts.workdays(self.session)
        for code, rows in new.items():
            days = [row.due_on for _index, row in rows]
            due = set(due_days(Duty(code), min(days), max(days), *marked))
            for index, row in rows:
                if row.due_on not in due:
                    self._not_due(index, row)

    def _not_due(self, index: int, row: DutyDone) -> None:
        duty = Duty(row.duty)
        if duty is Duty.AGENTS_MEETING:
            problem = msg(
                '{cell}: by the calendar {duty} is not due on "{value}"; taken, and judged by '
                "nothing.",
                duty=duty,
            )
            told = self.workbook.problem("duties_done", index, "due_on", problem, row.due_on)
            self.told.append(told)
        else:
            problem = msg(
                '{cell}: on "{value}" {duty} is not due; write the day on which it was.', duty=duty
            )
            self._complain("duties_done", index, "due_on", problem, row.due_on)


_OTHER_SCORE = msg(
    '{cell}: "{value}" is not what was scored, and a score is never overwritten; leave it as it '
    "was, and write a changed one as a further revision."
)


def _signed_by_both(log: HandoverLog) -> bool:
    return bool(log.outgoing_at and log.incoming and log.incoming_at)


def _shift_of(log: HandoverLog) -> tuple[Any, ...]:
    return log.department, log.day, log.shift


def _score_key(score: ItemScore) -> tuple[Any, ...]:
    return score.inspection, score.revision, score.item


def _duty_key(row: DutyDone) -> tuple[Any, ...]:
    return row.duty, row.department, row.team, row.due_on
