"""Scoring: an inspection is submitted and sealed (QA-3, QA-4).

What is typed meanwhile is a draft like any other (`services/handover/drafts`). Scores are appended
and never changed (QA-5).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from sqlalchemy import insert
from sqlalchemy.orm import Session

from app.context import Context
from app.errors import BadInput, Conflict
from app.models import Inspection, ItemScore, table_of
from app.queries.quality.scoring_cards import CardChoice, card_items
from app.queries.quality.scoring_plan import (
    ScoringTask,
    listed_call,
    live_of_contact,
)
from app.queries.reference import Reference
from app.reading.quality.scoring import (
    before_of,
    choices_of,
)
from app.rules import facts as f
from app.rules.books import CardItem
from app.rules.deeds import Deed
from app.rules.scorecards.scoring import (
    MOST,
    Given,
    Scoring,
    check_scoring,
    to_places,
    total_of,
)
from app.rules.sight import Standing
from app.rules.vocabulary import Aspect, Level, msg
from app.services.quality.calibrating import tell_when_scored
from app.services.quality.claiming import (
    MOST_REF,
    check_listed,
    check_time,
    claim,
    drop_draft,
    move,
    refuse,
    taken,
)
from app.services.requests.ledger import next_number, tell
from app.services.typed import tidied


@dataclass(frozen=True, slots=True)
class Submission:
    """A sheet as it is handed in. `card` '' and None: the standard one.

    `version`: of the planned inspection, as it was seen. `again` as in `NewContact`.
    """

    planned_id: int
    version: int
    card: str
    card_version: int | None
    given: Sequence[Given]
    contact_ref: str
    contact_at: datetime | None
    critical: bool = False
    comment: str = ""
    again: bool = False
    seen: Sequence[CardItem] = ()
    """The items as they stood on the sheet: Conflict where they are others by now."""


def submit(ctx: Context, sheet: Submission) -> str:
    """Submit and seal an inspection; its number.

    Refused with everything that QA-3 and QA-4 find; Conflict where it was submitted, handed on or
    changed meanwhile, or the card has another version by now.
    """
    with ctx.write() as session:
        one, mine, known = claim(ctx, session, sheet.planned_id, sheet.version)
        if one.inspector_id != mine.person_id:
            raise taken(one)
        sheet = _of_its_contact(session, known, one, sheet)
        items = _items(ctx, session, one, sheet)
        given = {each.item: each for each in map(_tidy, sheet.given)}
        _check_given(items, given)
        ref, comment = tidied(sheet.contact_ref, MOST_REF), tidied(sheet.comment)
        if sheet.contact_at is not None:
            check_time(ctx, sheet.contact_at)
        scoring = _scoring(ctx, session, known, one, sheet, items, given)
        _judge(ctx, known, mine, scoring, again=sheet.again)
        no = next_number(session, Inspection.inspection_no, "Q")
        row = _row(ctx, one, sheet, given)
        row |= {"inspection_no": no, "contact_ref": ref, "comment": comment}
        key = session.execute(insert(Inspection).values(row).returning(Inspection.id)).scalar_one()
        if sheet.card:
            _insert_scores(session, key, items, given)
        move(
            session, one, inspection_id=key, begun_at=one.begun_at or ctx.now(),
            contact_ref=ref, contact_at=sheet.contact_at,
        )  # fmt: skip
        drop_draft(session, mine, one.id)
        total = total_of(items, given, scoring.pass_mark, critical=sheet.critical)
        after: dict[str, Any] = {"person": one.agent_no, "contact": ref}
        if one.calibration_id is None and total.worth is not None:
            after["total"] = round(total.worth.total, 2)
        ctx.audit(session, Deed.INSPECTION_SUBMIT, f"inspection:{no}", after=after)
        if one.calibration_id is None:
            subject = f"inspection:{no}"
            tell(ctx, session, [one.agent_id], "inspection.submitted", subject, no=no, contact=ref)
        else:
            tell_when_scored(ctx, session, one.calibration_no)
        return no


def _of_its_contact(
    session: Session, known: Reference, one: ScoringTask, sheet: Submission
) -> Submission:
    """With the contact that was planned, whatever the sheet says; where it was still to be chosen,
    one of the agent's that nobody else is to score."""
    if one.contact_ref:
        at = one.contact_at or sheet.contact_at
        return replace(sheet, contact_ref=one.contact_ref, contact_at=at)
    ref = tidied(sheet.contact_ref, MOST_REF)
    check_listed(known, listed_call(session, ref), one.agent_id)
    there = live_of_contact(session, ref) if ref else None
    if there is not None:
        raise Conflict(
            msg("Somebody was faster"),
            msg("Contact {ref} is planned for {name}: choose another one.", ref=ref,
                name=there.inspector),
        )  # fmt: skip
    return sheet


def _items(
    ctx: Context, session: Session, one: ScoringTask, sheet: Submission
) -> tuple[CardItem, ...]:
    """The card's items; Conflict where it is not, or no longer, a card to score by."""
    choice = CardChoice(sheet.card, sheet.card_version)
    choices = choices_of(session, one, ctx.today())
    if choice not in choices:
        now = next((each for each in choices if each.card == sheet.card), None)
        raise Conflict(
            msg("The scorecard has changed"),
            msg("Version {version} is in force by now. What you typed is kept: look it over.",
                version=now.version)
            if now else msg("This card is not in force today. Choose another one."),
        )  # fmt: skip
    items = card_items(session, choice)
    if sheet.seen and {*sheet.seen} != {*items}:
        raise Conflict(
            msg("The scorecard has changed"),
            msg("Its items are others by now. What you typed is kept: look it over."),
        )
    return items


def _tidy(given: Given) -> Given:
    return Given(given.item, to_places(given.score), given.na, tidied(given.comment, 1000))


def _check_given(items: Sequence[CardItem], given: Mapping[str, Given]) -> None:
    problems = []
    for item in items:
        one = given.get(item.item)
        if one is None:
            continue
        if one.na and (not item.na or one.score is not None):
            problems.append(msg("“{item}” is never not applicable.", item=_title(item)))
        if one.score is not None and not 0 <= one.score <= MOST:  # and no NaN
            problems.append(msg("“{item}”: from 0 to 100.", item=_title(item)))
    beyond = [one for one in given if one not in {item.item for item in items}]
    if beyond:
        problems.append(msg("The card has no item {item}.", item=beyond[0]))
    if problems:
        raise BadInput(msg("Check the scores"), problems[0], problems)


def _title(item: CardItem) -> str:
    return item.title or item.aspect or item.item


def _scoring(
    ctx: Context, session: Session, known: Reference, one: ScoringTask, sheet: Submission,
    items: Sequence[CardItem], given: Mapping[str, Given],
) -> Scoring:  # fmt: skip
    ref = tidied(sheet.contact_ref, MOST_REF)
    return Scoring(
        inspection=f.Inspection(
            ref or one.agent_no, one.agent_no, ctx.actor.name, ctx.now(), sheet.card,
            sheet.card_version,
        ),
        card=items,
        given=given,
        pass_mark=known.policies.at(ctx.now()).qa_pass_mark,
        contact=ref,
        has_time=sheet.contact_at is not None,
        comment=sheet.comment,
        before=before_of(ctx, session, ref) if one.calibration_id is None else None,
    )  # fmt: skip


def _judge(
    ctx: Context, known: Reference, mine: Standing, scoring: Scoring, *, again: bool
) -> None:
    who = known.person(mine.person_id) if mine.person_id is not None else None
    post = who.post_on(ctx.today()) if who and who.posts else None
    findings = check_scoring(scoring, post, ctx.today())
    refuse([one for one in findings if not again or one.level is not Level.WARNING])


def _row(
    ctx: Context, one: ScoringTask, sheet: Submission, given: Mapping[str, Given]
) -> dict[str, Any]:
    """The register's row but for its number and what was typed."""
    five: dict[str, float | None] = dict.fromkeys(map(str, Aspect))
    if not sheet.card:
        five = {str(aspect): given[str(aspect)].score for aspect in Aspect}
    now = ctx.now()
    return {
        "agent_id": one.agent_id, "inspector_id": ctx.actor.person_id, "inspected_at": now,
        "submitted_at": now, "critical": sheet.critical, "card": sheet.card,
        "card_version": sheet.card_version, "calibration_no": one.calibration_no, **five,
    }  # fmt: skip


def _insert_scores(
    session: Session, key: int, items: Sequence[CardItem], given: Mapping[str, Given]
) -> None:
    rows = [
        {"inspection_id": key, "revision": 1, "item": item.item,
         "score": given[item.item].score, "comment": given[item.item].comment}
        for item in items
    ]  # fmt: skip
    session.execute(insert(table_of(ItemScore)), rows)
