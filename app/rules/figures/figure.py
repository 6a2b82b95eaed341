"""What the figures of a finding are made of: the class of a code, and the types of its fields.

A field's type says how it is worded (`app/text/verdicts/figures.py`) and how the ledger of
decisions keeps it (`stored.py`). Plain texts and numbers stand in a sentence as they are; dates,
instants and words of the vocabulary are told as people say them.
"""

from __future__ import annotations

from dataclasses import dataclass, fields
from datetime import date, datetime
from typing import Annotated, ClassVar, NewType

EmployeeNo = NewType("EmployeeNo", str)
"""Somebody, told by name and number; "" for nobody."""
NOBODY = EmployeeNo("")

KindOfLeave = NewType("KindOfLeave", str)
"""The code of a kind of leave, told by its name."""

ShiftCode = Annotated[str, "of a shift"]
"""The code of a shift, told as people call it; no type of its own, for every code is one."""

JobType = NewType("JobType", str)
"""A job type as the centre calls it; "" for none."""

Minutes = NewType("Minutes", int)
"""A length, told in hours and minutes."""

Hours = NewType("Hours", float)
"""A length in hours, told as a decimal number."""

Days = NewType("Days", int)
"""A length in days, told as "3 days"."""

Month = NewType("Month", date)
"""A month, by any of its days."""

TimeOfDay = NewType("TimeOfDay", datetime)
"""An instant of which only the time of day is told."""

EndOfDay = NewType("EndOfDay", datetime)
"""The instant after a day's last minute, told as that day."""


@dataclass(frozen=True, slots=True)
class Figures:
    """What one code of a finding counted.

    A subclass is a frozen dataclass with slots and names its `code`. What its fields imply are
    properties, each with its type: a sentence may speak of them as of the fields.
    """

    code: ClassVar[str]

    @property
    def rule(self) -> str:
        """The rule of which the code is one sentence: "SWAP-4" of "SWAP-4.rest"."""
        return self.code.partition(".")[0]

    @property
    def counted(self) -> bool:
        """Whether there is any figure: a rule that is kept may have nothing to count."""
        return bool(fields(self))
