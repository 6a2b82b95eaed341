"""What QA-2, QA-4 and QA-5 count."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from app.rules.figures.figure import Days, EmployeeNo, Figures
from app.rules.vocabulary import Aspect


@dataclass(frozen=True, slots=True)
class CardLacks(Figures):
    """A version of a card without an item for some aspects."""

    code = "QA-2.lacks"
    aspects: tuple[Aspect, ...]


@dataclass(frozen=True, slots=True)
class NoComment(Figures):
    """Items under their pass mark without a comment: the first of them, and how many there are."""

    code = "QA-4.no_comment"
    count: int
    item: str
    score: float
    pass_mark: float


@dataclass(frozen=True, slots=True)
class Unscored(Figures):
    """Items that were given nothing: how many of how many, and the first of them."""

    code = "QA-4.unscored"
    count: int
    of: int
    item: str


@dataclass(frozen=True, slots=True)
class NoNumber(Figures):
    """Every item is not applicable."""

    code = "QA-4.no_number"
    of: int


@dataclass(frozen=True, slots=True)
class NoContact(Figures):
    """What of the contact is told: its reference, its time."""

    code = "QA-4.no_contact"
    reference: bool
    time: bool


@dataclass(frozen=True, slots=True)
class ScoredTwice(Figures):
    """The inspection that the contact had before."""

    code = "QA-4.twice"
    inspection: str
    inspected: date


@dataclass(frozen=True, slots=True)
class AppealedLate(Figures):
    """Appealed after the last day for it."""

    code = "QA-5.late_appeal"
    submitted: date
    appealed: date
    last: date
    appeal_days: Days


@dataclass(frozen=True, slots=True)
class DecidedWithoutAppeal(Figures):
    """An appeal decided that nobody had made by then."""

    code = "QA-5.no_appeal"
    decided: datetime


@dataclass(frozen=True, slots=True)
class DecidedByNobody(Figures):
    """An appeal decided, and nobody is named."""

    code = "QA-5.nobody"


@dataclass(frozen=True, slots=True)
class DecidedByWrongPerson(Figures):
    """An appeal decided by somebody who is not the head of the agent's department."""

    code = "QA-5.not_head"
    agent: EmployeeNo
    department: str


@dataclass(frozen=True, slots=True)
class DecidedOwn(Figures):
    """An appeal decided by who scored, or who was scored."""

    code = "QA-5.own"


@dataclass(frozen=True, slots=True)
class RevisedUnasked(Figures):
    """A further revision of the scores, without an appeal that was upheld."""

    code = "QA-5.revised"
    revision: int
