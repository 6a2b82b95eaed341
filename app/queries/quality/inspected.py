"""Some inspections with their cards and scores: never those of the whole store."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from datetime import datetime
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from app import models as m
from app.queries.books import Sheets
from app.queries.facts import inspections_where, policies
from app.queries.reference import reference
from app.rules.books import ItemScore
from app.rules.facts import Person
from app.rules.scorecards.counting import Inspected
from app.rules.scorecards.sheets import Revisions, cards_by_version
from app.rules.scorecards.standard import standard_scores
from app.store.dialect import plain_rows


def inspected_between(session: Session, first: datetime, end: datetime) -> Inspected:
    """The inspections from the instant `first` on and before `end`, calibrations too."""
    at = m.Inspection.inspected_at
    return _inspected(session, (at >= first) & (at < end))


def inspected_of(session: Session, agent_id: int, first: datetime, end: datetime) -> Inspected:
    """Somebody's own, from the instant `first` on and before `end`, calibrations too."""
    row = m.Inspection
    mine = row.agent_id == agent_id
    return _inspected(session, mine & (row.inspected_at >= first) & (row.inspected_at < end))


def people_in(inspected: Inspected, session: Session) -> dict[str, Person]:
    """Whom they are about and who made them, by number."""
    numbers = {no for one in inspected.inspections for no in (one.agent, one.inspector)}
    ids = session.scalars(select(m.Person.id).where(m.Person.employee_no.in_(numbers)))
    return reference(session).people([*ids])


def inspected_in(session: Session, calibration: str) -> Inspected:
    """The inspections of a calibration; '' is none."""
    return _inspected(session, (m.Inspection.calibration_no == calibration) & (calibration != ""))


def _inspected(session: Session, where: Any) -> Inspected:
    revisions: dict[str, dict[int, list[ItemScore]]] = defaultdict(lambda: defaultdict(list))
    for score in (*_by_card(session, where), *_by_columns(session, where)):
        revisions[score.inspection][score.revision].append(score)
    found: dict[str, Revisions] = {**revisions}
    return Inspected(
        inspections=inspections_where(session, where),
        cards=cards_by_version(Sheets(session).cards()),
        revisions=found,
        policies=policies(session),
    )


def _by_card(session: Session, where: Any) -> Iterator[ItemScore]:
    """Without their comments, which no report counts. Asked by the ids of the inspections: a join
    would be begun at the scores, of which there are twenty times as many."""
    row, one = m.ItemScore, m.Inspection
    chosen = select(one.id, one.inspection_no).where(where, one.card != "")
    numbers = dict(session.execute(chosen).all())
    query = select(row.inspection_id, row.item, row.revision, row.score).where(
        row.inspection_id.in_(chosen.with_only_columns(one.id))
    )
    for inspection, item, revision, score in plain_rows(session, query):
        yield ItemScore(numbers[inspection], item, revision, score)


def _by_columns(session: Session, where: Any) -> Iterator[ItemScore]:
    row = m.Inspection
    five = (row.language, row.attitude, row.tone, row.summarising, row.adaptability)
    query = select(row.inspection_no, *five).where(where, row.card == "")
    for no, *scores in session.execute(query):
        yield from standard_scores(no, scores)
