"""Which shifts have fewer people than are needed: of any job type, or of one."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from app.queries.roster.rows import RosterMonthRows, TeamBlock
from app.queries.roster.totals import count_columns, job_columns
from app.rules.rostering.demand import Demands


@dataclass(frozen=True, slots=True)
class Shortage:
    """A shift that fewer people (of a job type: "" of any) work than are needed."""

    day: date
    code: str
    rostered: int
    needed: int
    job_type: str = ""


def shortages(
    rows: RosterMonthRows, blocks: Sequence[TeamBlock], demands: Sequence[Demands], first: date
) -> Iterator[Shortage]:
    """From `first` on by day and shift: what lacks of a job type, then what lacks beyond that.

    `demands`: what the people of `blocks` need together, for each column.
    """
    scopes = {block.scope for block in blocks}
    lent = [one for one in rows.lent if {one.needed_at, one.at_home} & scopes]
    counts = count_columns(blocks, len(rows.days), lent)
    of_jobs = job_columns(blocks, demands, lent) or [{}] * len(rows.days)
    for head, counted, jobs, asked in zip(rows.days, counts, of_jobs, demands, strict=True):
        for shift in rows.shifts if head.day >= first else ():
            if demand := asked.get(shift.code):
                have = counted[shift.code]
                lacks = demand.lacks(jobs.get(shift.code, {}))
                for job, (there, least) in lacks.items():
                    yield Shortage(head.day, shift.code, there, least, job)
                missing = sum(least - there for there, least in lacks.values())
                if demand.least - have > missing:
                    yield Shortage(head.day, shift.code, have, demand.least)
