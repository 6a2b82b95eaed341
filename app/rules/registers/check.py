"""What `check` finds: Reports upwards, complaints and visitors: ESC-2, ESC-3, COMP, CONF-2."""

from __future__ import annotations

from collections.abc import Iterator

from app.rules.findings import Finding
from app.rules.ground import Ground
from app.rules.registers.complaints import check_close, check_reply
from app.rules.registers.reports import ReportFacts, check_answer, check_level
from app.rules.registers.superiors import Superiors
from app.rules.registers.visitors import check_visit


def findings(ground: Ground) -> Iterator[Finding]:
    """Every finding of these books, in no order."""
    yield from reports(ground)
    yield from complaints(ground)
    yield from visitors(ground)


def reports(ground: Ground) -> Iterator[Finding]:
    """ESC-2 and ESC-3."""
    superiors = Superiors(ground.facts.people)
    for report in ground.facts.books.reports:
        facts = ReportFacts(
            report=report,
            day=ground.time.local_date(report.raised_at),
            superiors=superiors,
            policy=ground.policies.at(report.raised_at),
            as_of=ground.as_of,
        )
        level = check_level(facts)
        if level:
            yield level
        yield from check_answer(facts)


def complaints(ground: Ground) -> Iterator[Finding]:
    """COMP-1 and COMP-2."""
    time = ground.time
    for complaint in ground.facts.books.complaints:
        policy = ground.policies.at(complaint.received_at)
        for found in (
            check_close(complaint, time),
            check_reply(complaint, time, policy, ground.as_of),
        ):
            if found:
                yield found


def visitors(ground: Ground) -> Iterator[Finding]:
    """CONF-2."""
    for visitor in ground.facts.books.visitors:
        day = ground.time.local_date(visitor.in_at)
        approver = ground.post(visitor.approved_by, day)
        policy = ground.policies.at(visitor.in_at)
        found = check_visit(visitor, approver, day, policy, ground.as_of)
        if found:
            yield found
