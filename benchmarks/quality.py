"""What `report quality` and `report calibration` take in a store of two years' inspections.

    python -m benchmarks.quality [--rounds 5]

300 agents in four departments, 24 months, 5 inspections of each in each month, 20 items: 36,000
inspections and 720,000 scores, and a calibration of ten contacts by six inspectors in each month.
Processor time of one process, from the query to the figures; a month must stay within a second,
also where SciPy is imported first ("first month"). So must what the Analysis page reads.
"""

from __future__ import annotations

import argparse
import random
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

from sqlalchemy import insert

from app import models as m
from app.bootstrap import create_store
from app.context import Actor, Context
from app.queries.quality.reports import calibration_report, quality_report
from app.reading.quality.analysis import read_month, read_week
from app.rules.deeds import Deed
from app.rules.vocabulary import Aspect, Role

Rows = list[dict[str, Any]]
AGENTS, MONTHS, EACH, ITEMS = 300, 24, 5, 20
INSPECTORS, CONTACTS = 6, 10
DEPARTMENTS = ("客服一部", "客服二部", "客服三部", "客服四部")
HIRED = date(2020, 1, 1)
NOW = datetime(2026, 10, 31, 4, tzinfo=UTC)
LIMIT = 1.0


def months() -> list[date]:
    """Each month's first day, the latest last."""
    return [date(2024 + (10 + at) // 12, (10 + at) % 12 + 1, 1) for at in range(MONTHS)]


def build(path: Path) -> Context:
    """The store at `path`, by whole tables; some ten seconds."""
    context = create_store(path, actor=Actor("os:keeper", keeper=True), clock=lambda: NOW)
    with context.write() as session:
        connection = session.connection()
        for table, rows in (*_staff(), (m.CardItem, _card())):
            connection.execute(insert(table), rows)
        rng, first = random.Random(9), 1
        for month in months():
            inspections = [*_month(month, first)]
            connection.execute(insert(m.Inspection), inspections)
            connection.execute(insert(m.ItemScore), _scores(inspections, rng))
            first += len(inspections)
        context.audit(session, Deed.STORE_ACCEPT, "store", after=context.counted(session))
    return context


def _staff() -> Iterator[tuple[Any, Rows]]:
    yield m.Department, [{"id": at, "name": name} for at, name in enumerate(DEPARTMENTS, 1)]
    everybody = range(1, AGENTS + INSPECTORS + 1)
    yield (
        m.Person,
        [
            {
                "id": n,
                "employee_no": str(1000 + n),
                "name": f"员工{n}",
                "hired_on": HIRED,
                "version": 1,
            }
            for n in everybody
        ],
    )
    yield m.Post, [
        {"person_id": n, "since": HIRED, "department_id": n % len(DEPARTMENTS) + 1,
         "role": Role.AGENT if n <= AGENTS else Role.QA_INSPECTOR}
        for n in everybody
    ]  # fmt: skip


def _card() -> Rows:
    aspects = [*Aspect]
    return [
        {"card": "通话", "version": 1, "item": str(at), "since": HIRED, "title": f"项目{at}",
         "aspect": aspects[at % len(aspects)], "weight": 1 + at % 3, "critical": at == 0,
         "na": at % 4 == 3}
        for at in range(ITEMS)
    ]  # fmt: skip


def _month(month: date, first: int) -> Iterator[dict[str, Any]]:
    begin = datetime(month.year, month.month, 1, 1, tzinfo=UTC)
    for at in range(AGENTS * EACH):
        agent, times = at // EACH + 1, at % EACH
        yield _inspection(first + at, agent, AGENTS + at % INSPECTORS + 1, begin, times)
    for at in range(CONTACTS * INSPECTORS):
        contact, by = at // INSPECTORS, at % INSPECTORS
        row = _inspection(first + AGENTS * EACH + at, contact + 1, AGENTS + by + 1, begin, 0)
        yield row | {"contact_ref": f"R-{contact}", "calibration_no": f"C-{month:%Y-%m}"}


def _inspection(no: int, agent: int, by: int, begin: datetime, times: int) -> dict[str, Any]:
    at = begin + timedelta(days=times * 5 + agent % 5, minutes=no % 480)
    return {
        "id": no, "inspection_no": f"Q-{no}", "agent_id": agent, "inspector_id": by,
        "inspected_at": at, "contact_ref": f"T-{no}", "card": "通话", "card_version": 1,
        "calibration_no": "",
    }  # fmt: skip


def _scores(inspections: Rows, rng: random.Random) -> Rows:
    return [
        {"inspection_id": one["id"], "revision": 1, "item": str(item),
         "score": None if item % 4 == 3 and rng.random() < 0.2 else rng.randrange(60, 101)}
        for one in inspections
        for item in range(ITEMS)
    ]  # fmt: skip


def seconds(work: Callable[[], object]) -> float:
    """Processor time of `work`."""
    began = time.process_time()
    work()
    return time.process_time() - began


def measured(context: Context, rounds: int) -> dict[str, list[float]]:
    """Seconds by what was asked for; the first month imports what statistics need."""
    last = months()[-1]

    def month() -> object:
        with context.read() as session:
            return quality_report(session, context.time, last)

    def calibration() -> object:
        with context.read() as session:
            return calibration_report(session, f"C-{last:%Y-%m}")

    def month_page() -> object:
        return read_month(context, last)

    def week_page() -> object:
        return read_week(context, last - timedelta(days=last.weekday() - 7))

    return {
        "first month": [seconds(month)],
        "month page": [seconds(month_page) for _ in range(rounds)],
        "week page": [seconds(week_page) for _ in range(rounds)],
        "month": [seconds(month) for _ in range(rounds)],
        "calibration": [seconds(calibration) for _ in range(rounds)],
    }


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=5)
    rounds = parser.parse_args().rounds
    with tempfile.TemporaryDirectory() as folder:
        began = time.perf_counter()
        context = build(Path(folder) / "quality.dutydesk")
        print(f"built in {time.perf_counter() - began:.0f} s")
        took = {name: statistics.median(each) for name, each in measured(context, rounds).items()}
        context.store.close()
    for name, spent in took.items():
        print(f"{name:12s} {spent * 1000:6.0f} ms  (limit {LIMIT * 1000:.0f} ms)")
    return 0 if max(took.values()) <= LIMIT else 1


if __name__ == "__main__":
    sys.exit(main())
