"""Scoring: an inspection is taken up, handed back, or submitted and sealed (QA-3, QA-4).

What is typed meanwhile is a draft like any other (`services/handover/drafts`). Scores are appended
and never changed (QA-5). Every step states the version of the planned inspection that was seen, so
that of two inspectors at one contact one is told that the other was faster.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import delete, insert, update
from sqlalchemy.orm import Session

from app.context import Context
from app.errors import BadInput, Conflict, RuleViolated
from app.models import Draft, Inspection, ItemScore, PlannedInspection, table_of
from app.queries.quality.scoring_cards import CardChoice, card_lines
from app.queries.quality.scoring_plan import (
    ScoringTask,
    TaskState,
    listed_call,
    live_of_contact,
)
from app.queries.reference import Reference, reference
from app.reading import permission
from app.reading.quality.scoring import (
    before_of,
    choices_of,
    draft_place,
    found,
    may_score,
    require_inspector,
)
from app.rules import facts as f
from app.rules.books import CardItem
from app.rules.deeds import Deed
from app.rules.findings import Finding
from app.rules.permissions import Action
from app.rules.scorecards.sampling import monday
from app.rules.scorecards.scoring import (
    MOST,
    Given,
    Scoring,
    check_scoring,
    check_twice,
    total_of,
)
from app.rules.sight import Standing
from app.rules.vocabulary import Aspect, Level, Message, msg
from app.services.quality.calibrating import tell_when_scored
from app.services.requests.ledger import next_number, tell
from app.services.typed import tidied

_PAST = timedelta(days=366)
"""Nobody scores a contact that is older; a year mistyped is one."""
_LINK = 1000
_REF = 100


@dataclass(frozen=True, slots=True)
class NewContact:
    """A contact that nobody planned. `again`: it is known that it was inspected before."""

    agent_id: int
    contact_ref: str
    contact_at: datetime
    link: str = ""
    again: bool = False


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


def take_up(ctx: Context, planned_id: int, version: int) -> None:
    """Begin a planned inspection; one that a colleague has not begun becomes the actor's."""
    with ctx.write() as session:
        there = found(session, planned_id)
        if there.state is TaskState.BEGUN and there.inspector_id == ctx.actor.person_id:
            version = there.version  # theirs already, whatever they saw
        one, mine, _known = _claim(ctx, session, planned_id, version)
        if one.begun_at is not None:
            if one.inspector_id == mine.person_id:
                return
            raise _taken(one)
        if one.calibration_id is not None and one.inspector_id != mine.person_id:
            raise permission.refusal(session, Action.INSPECT, mine.place)
        _move(session, one, begun_at=ctx.now(), inspector_id=mine.person_id)
        ctx.audit(session, Deed.INSPECTION_BEGIN, _called(one), after={"person": one.agent_no})


def take_up_contact(ctx: Context, new: NewContact) -> int:
    """Begin an inspection that nobody planned; the planned inspection's id.

    A contact that is planned already is taken up as it is planned. RuleViolated where it was
    inspected before, unless `again`; Conflict where a colleague is at it.
    """
    ref, link = tidied(new.contact_ref, _REF), tidied(new.link, _LINK)
    with ctx.write() as session:
        known = reference(session)
        mine = require_inspector(ctx, session, known)
        place = known.place_of(new.agent_id, ctx.today())
        permission.require(ctx, session, Action.INSPECT, place, person_id=new.agent_id, known=known)
        _check_contact(ctx, ref, new.contact_at)
        there = live_of_contact(session, ref)
        if there is not None:
            return _take_planned(ctx, session, there, mine)
        call = listed_call(session, ref)
        if call is not None and call[0] != new.agent_id:
            who = known.person(call[0])
            raise BadInput(
                msg("Check the contact"),
                msg("By the telephone system's list this contact is {name}'s.",
                    name=who.name if who else "–"),
            )  # fmt: skip
        _known_before(ctx, session, ref, again=new.again)
        key = session.execute(
            insert(PlannedInspection)
            .values(
                agent_id=new.agent_id,
                inspector_id=mine.person_id,
                week=monday(ctx.today()),
                contact_ref=ref,
                contact_at=new.contact_at,
                seconds=call[1].seconds if call else None,
                link=link or (call[1].link if call else ""),
                begun_at=ctx.now(),
                version=1,
            )
            .returning(PlannedInspection.id)
        ).scalar_one()
        after = {"person": known.number(new.agent_id)}
        ctx.audit(session, Deed.INSPECTION_BEGIN, f"inspection:{ref}", after=after)
        return key


def hand_back(ctx: Context, planned_id: int, version: int) -> None:
    """Give up an inspection that was begun: a planned one waits again, one without a plan is
    dropped; its draft goes."""
    with ctx.write() as session:
        one, mine, _known = _claim(ctx, session, planned_id, version)
        if one.inspector_id != mine.person_id:
            raise _taken(one)
        if one.begun_at is None:
            return
        planned = one.draw_id is not None or one.calibration_id is not None
        _move(session, one, begun_at=None, dropped="" if planned else _HANDED_BACK)
        _drop_draft(session, mine, planned_id)
        ctx.audit(session, Deed.INSPECTION_HAND_BACK, _called(one), after={"person": one.agent_no})


_HANDED_BACK = "–"
"""Nobody was asked why."""


def submit(ctx: Context, sheet: Submission) -> str:
    """Submit and seal an inspection; its number.

    Refused with everything that QA-3 and QA-4 find; Conflict where it was submitted, handed on or
    changed meanwhile, or the card has another version by now.
    """
    with ctx.write() as session:
        one, mine, known = _claim(ctx, session, sheet.planned_id, sheet.version)
        if one.inspector_id != mine.person_id:
            raise _taken(one)
        items = _items(ctx, session, one, sheet)
        given = {each.item: each for each in map(_tidy, sheet.given)}
        _check_given(items, given)
        if one.calibration_id is not None:  # all score the same contact
            sheet = replace(sheet, contact_ref=one.contact_ref, contact_at=one.contact_at)
        ref, comment = tidied(sheet.contact_ref, _REF), tidied(sheet.comment)
        if sheet.contact_at is not None:
            _check_time(ctx, sheet.contact_at)
        scoring = _scoring(ctx, session, known, one, sheet, items, given)
        _judge(ctx, known, mine, scoring, again=sheet.again)
        no = next_number(session, Inspection.inspection_no, "Q")
        key = _insert(ctx, session, one, sheet, no, ref, comment, given)
        if sheet.card:
            _insert_scores(session, key, items, given)
        _move(
            session, one, inspection_id=key, begun_at=one.begun_at or ctx.now(),
            contact_ref=ref, contact_at=sheet.contact_at,
        )  # fmt: skip
        _drop_draft(session, mine, one.id)
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


def _claim(
    ctx: Context, session: Session, planned_id: int, version: int
) -> tuple[ScoringTask, Standing, Reference]:
    """The planned inspection as it was seen, still open, by somebody who may score it."""
    known = reference(session)
    mine = require_inspector(ctx, session, known)
    one = found(session, planned_id)
    today = ctx.today()
    if not may_score(known, mine, one, today):
        own = one.agent_id == mine.person_id
        place = known.place_of(one.agent_id, today)
        raise permission.refusal(session, Action.INSPECT, place, own=own)
    if not one.open or one.calibration_closed:
        raise _over(one)
    if one.version != version:
        raise _taken(one)
    return one, mine, known


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
    return tuple(line.item for line in card_lines(session, choice))


def _tidy(given: Given) -> Given:
    return Given(given.item, given.score, given.na, tidied(given.comment, 1000))


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


def _check_contact(ctx: Context, ref: str, at: datetime) -> None:
    if not ref:
        raise BadInput(msg("Check the contact"), msg("Enter the contact's reference."))
    _check_time(ctx, at)


def _check_time(ctx: Context, at: datetime) -> None:
    if at.tzinfo is None or not ctx.now() - _PAST <= at <= ctx.now():
        raise BadInput(
            msg("Check the contact"), msg("The contact was before now, and not over a year ago.")
        )


def _scoring(
    ctx: Context, session: Session, known: Reference, one: ScoringTask, sheet: Submission,
    items: Sequence[CardItem], given: Mapping[str, Given],
) -> Scoring:  # fmt: skip
    ref = tidied(sheet.contact_ref, _REF)
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
    _refuse([one for one in findings if not again or one.level is not Level.WARNING])


def _known_before(ctx: Context, session: Session, ref: str, *, again: bool) -> None:
    if not again:
        before = before_of(ctx, session, ref)
        _refuse(check_twice(ref, ctx.actor.name, before, ctx.today()))


def _refuse(findings: Sequence[Finding]) -> None:
    if findings:
        raise RuleViolated(
            msg("The rules do not allow it."),
            msg("See what each rule says, and what would make it pass."),
            findings,
        )


def _insert(
    ctx: Context, session: Session, one: ScoringTask, sheet: Submission, no: str, ref: str,
    comment: str, given: Mapping[str, Given],
) -> int:  # fmt: skip
    five: dict[str, float | None] = dict.fromkeys(map(str, Aspect))
    if not sheet.card:
        five = {str(aspect): given[str(aspect)].score for aspect in Aspect}
    now = ctx.now()
    return session.execute(
        insert(Inspection).values(
            inspection_no=no, agent_id=one.agent_id, inspector_id=ctx.actor.person_id,
            inspected_at=now, submitted_at=now, contact_ref=ref, critical=sheet.critical,
            comment=comment, card=sheet.card, card_version=sheet.card_version,
            calibration_no=one.calibration_no, **five,
        ).returning(Inspection.id)
    ).scalar_one()  # fmt: skip


def _insert_scores(
    session: Session, key: int, items: Sequence[CardItem], given: Mapping[str, Given]
) -> None:
    rows = [
        {"inspection_id": key, "revision": 1, "item": item.item,
         "score": given[item.item].score, "comment": given[item.item].comment}
        for item in items
    ]  # fmt: skip
    session.execute(insert(table_of(ItemScore)), rows)


def _move(session: Session, one: ScoringTask, **values: Any) -> None:
    """Change the planned inspection as it was seen; nobody else did meanwhile."""
    row = PlannedInspection
    moved = session.execute(
        update(row)
        .where(row.id == one.id, row.version == one.version, row.inspection_id.is_(None))
        .values(version=one.version + 1, **values)
        .returning(row.id)
    ).all()
    assert len(moved) == 1, "the writing transaction holds the lock"


def _take_planned(ctx: Context, session: Session, one: ScoringTask, mine: Standing) -> int:
    """Begin what is planned for this very contact."""
    if one.begun_at is None:
        _move(session, one, begun_at=ctx.now(), inspector_id=mine.person_id)
        ctx.audit(session, Deed.INSPECTION_BEGIN, _called(one), after={"person": one.agent_no})
    elif one.inspector_id != mine.person_id:
        raise _taken(one)
    return one.id


def _drop_draft(session: Session, mine: Standing, planned_id: int) -> None:
    session.execute(
        delete(Draft).where(
            Draft.person_id == mine.person_id, Draft.place == draft_place(planned_id)
        )
    )


def _called(one: ScoringTask) -> str:
    return f"inspection:{one.contact_ref or f'{one.agent_no}@{one.week}'}"


def _over(one: ScoringTask) -> Conflict:
    stands: Message = msg("it will not be done")
    if one.state is TaskState.DONE and one.submitted_at is not None:
        stands = msg(
            "{name} submitted it {at}: {no}", name=one.inspector, at=one.submitted_at,
            no=one.inspection_no,
        )  # fmt: skip
    elif one.calibration_closed:
        stands = msg("its calibration is closed")
    return Conflict(_FASTER, msg("There is nothing to score here any more: {state}.", state=stands))


def _taken(one: ScoringTask) -> Conflict:
    if one.begun_at is not None:
        said = msg("{name} has taken it up, {at}.", name=one.inspector, at=one.begun_at)
    else:
        said = msg("It has changed since you opened it: it is planned for {name}.",
                   name=one.inspector)  # fmt: skip
    return Conflict(_FASTER, said)


_FASTER = msg("Somebody was faster")
