"""What the rules of regular duties count: DUTY-1 to DUTY-3, TRAIN, MEET, SITE, QA-6, QA-7.

Each rule finds the same few things of its duties; a code is one rule's.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from app.rules.figures.figure import Figures
from app.rules.vocabulary import Duty, Role


@dataclass(frozen=True, slots=True)
class NoDutyLog(Figures):
    """A day on which an agent of the department works has no log."""

    code = "DUTY-1.no_log"
    department: str


@dataclass(frozen=True, slots=True)
class DutyLogByAnother(Figures):
    """Who wrote the day's log does not lead the department."""

    code = "DUTY-1.not_leader"
    department: str


@dataclass(frozen=True, slots=True)
class OfDuty(Figures):
    """Which duty of which department and team; `team` is "" where it is the department's."""

    duty: Duty
    department: str
    team: str

    @property
    def place(self) -> str:
        return f"{self.department} {self.team}".rstrip()


@dataclass(frozen=True, slots=True)
class NotDone(OfDuty):
    """A due day is past without a row."""


@dataclass(frozen=True, slots=True)
class DoneLate(OfDuty):
    """Done on a later date than its due day."""

    done_on: date


@dataclass(frozen=True, slots=True)
class DoneByAnother(OfDuty):
    """Done by somebody who on that day was not who does it."""

    done_on: date
    doer: Role


@dataclass(frozen=True, slots=True)
class ReceivedByAnother(OfDuty):
    """Received by somebody who on that day was not who receives it."""

    received_on: date
    receiver: Role


# DUTY-2


class AnalysisNotDone(NotDone):
    __slots__ = ()
    code = "DUTY-2.not_done"


class AnalysisDoneLate(DoneLate):
    __slots__ = ()
    code = "DUTY-2.late"


class AnalysisDoneByAnother(DoneByAnother):
    __slots__ = ()
    code = "DUTY-2.doer"


class AnalysisReceivedByAnother(ReceivedByAnother):
    __slots__ = ()
    code = "DUTY-2.receiver"


# DUTY-3


class WeeklyFiguresNotDone(NotDone):
    __slots__ = ()
    code = "DUTY-3.not_done"


class WeeklyFiguresDoneLate(DoneLate):
    __slots__ = ()
    code = "DUTY-3.late"


class WeeklyFiguresDoneByAnother(DoneByAnother):
    __slots__ = ()
    code = "DUTY-3.doer"


class WeeklyFiguresReceivedByAnother(ReceivedByAnother):
    __slots__ = ()
    code = "DUTY-3.receiver"


# MEET-1


class LeadersMeetingNotDone(NotDone):
    __slots__ = ()
    code = "MEET-1.not_done"


class LeadersMeetingDoneLate(DoneLate):
    __slots__ = ()
    code = "MEET-1.late"


class LeadersMeetingDoneByAnother(DoneByAnother):
    __slots__ = ()
    code = "MEET-1.doer"


# MEET-2


class AgentsMeetingNotDone(NotDone):
    __slots__ = ()
    code = "MEET-2.not_done"


class AgentsMeetingDoneLate(DoneLate):
    __slots__ = ()
    code = "MEET-2.late"


class AgentsMeetingDoneByAnother(DoneByAnother):
    __slots__ = ()
    code = "MEET-2.doer"


class AgentsMeetingReceivedByAnother(ReceivedByAnother):
    __slots__ = ()
    code = "MEET-2.receiver"


# MEET-3


class HalfYearNotDone(NotDone):
    __slots__ = ()
    code = "MEET-3.not_done"


class HalfYearDoneLate(DoneLate):
    __slots__ = ()
    code = "MEET-3.late"


class HalfYearDoneByAnother(DoneByAnother):
    __slots__ = ()
    code = "MEET-3.doer"


class HalfYearReceivedByAnother(ReceivedByAnother):
    __slots__ = ()
    code = "MEET-3.receiver"


# TRAIN-1


class TrainingNotDone(NotDone):
    __slots__ = ()
    code = "TRAIN-1.not_done"


class TrainingDoneLate(DoneLate):
    __slots__ = ()
    code = "TRAIN-1.late"


class TrainingDoneByAnother(DoneByAnother):
    __slots__ = ()
    code = "TRAIN-1.doer"


# QA-6


class QualityWeekNotDone(NotDone):
    __slots__ = ()
    code = "QA-6.not_done"


class QualityWeekDoneLate(DoneLate):
    __slots__ = ()
    code = "QA-6.late"


class QualityWeekDoneByAnother(DoneByAnother):
    __slots__ = ()
    code = "QA-6.doer"


class QualityWeekReceivedByAnother(ReceivedByAnother):
    __slots__ = ()
    code = "QA-6.receiver"


# QA-7


class QualityMonthNotDone(NotDone):
    __slots__ = ()
    code = "QA-7.not_done"


class QualityMonthDoneLate(DoneLate):
    __slots__ = ()
    code = "QA-7.late"


class QualityMonthDoneByAnother(DoneByAnother):
    __slots__ = ()
    code = "QA-7.doer"


class QualityMonthReceivedByAnother(ReceivedByAnother):
    __slots__ = ()
    code = "QA-7.receiver"


# SITE-1


class SiteCheckNotDone(NotDone):
    __slots__ = ()
    code = "SITE-1.not_done"


class SiteCheckDoneLate(DoneLate):
    __slots__ = ()
    code = "SITE-1.late"


class SiteCheckDoneByAnother(DoneByAnother):
    __slots__ = ()
    code = "SITE-1.doer"


# SITE-2


class SafetyCheckNotDone(NotDone):
    __slots__ = ()
    code = "SITE-2.not_done"


class SafetyCheckDoneLate(DoneLate):
    __slots__ = ()
    code = "SITE-2.late"


class SafetyCheckDoneByAnother(DoneByAnother):
    __slots__ = ()
    code = "SITE-2.doer"


# SITE-3


class PlantsNotDone(NotDone):
    __slots__ = ()
    code = "SITE-3.not_done"


class PlantsDoneLate(DoneLate):
    __slots__ = ()
    code = "SITE-3.late"
