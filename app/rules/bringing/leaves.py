"""Days that a roster file calls a leave, held against the leaves that there are."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta
from itertools import groupby

from app.rules.bringing.preview import LeaveRun

_DAY = timedelta(days=1)
_HALF = re.compile(r"半[天日]|半$|^半|上午|下午|half|0\.5|½", re.IGNORECASE)


def is_half_day(word: str) -> bool:
    """Whether a word speaks of a part of a day: leave is filed by whole days."""
    return _HALF.search(word) is not None


@dataclass(frozen=True, slots=True)
class RunPart:
    """Days in a row of one run. `no`: the leave that covers them already, "" where none does."""

    run: LeaveRun
    no: str = ""


def parts(run: LeaveRun, covered: Mapping[date, str]) -> Iterator[RunPart]:
    """The run as what is to be filed and what a leave covers already, in the order of days."""
    count = (run.last - run.first).days + 1
    days = (run.first + at * _DAY for at in range(count))
    for no, found in groupby(days, key=lambda day: covered.get(day, "")):
        held = list(found)
        yield RunPart(replace(run, first=held[0], last=held[-1]), no)
