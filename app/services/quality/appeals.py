"""What becomes of an inspection: acknowledged, appealed against, answered, decided (QA-5).

No score is ever changed: an upheld appeal writes a complete revision beside the old one. Whoever
comes second, after the same thing was done or the opposite, is told what stands there.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import insert, update
from sqlalchemy.orm import Session

from app.context import Context
from app.errors import BadInput, Conflict, NotAllowed, RuleViolated
from app.models import AppealPoint, AppealStep, Inspection, ItemScore, table_of
from app.queries.quality.inspections import InspectionHead
from app.reading import permission
from app.reading.quality.appeals import AppealGround, found
from app.reading.quality.inspections import InspectionSheet, sheet_in
from app.rules.books import CardItem
from app.rules.deeds import Deed
from app.rules.findings import Finding
from app.rules.permissions import Action
from app.rules.scorecards.course import DECIDED, OPEN, TO_ACKNOWLEDGE, InspectionState
from app.rules.scorecards.revising import changed_items, check_revised, revised
from app.rules.scorecards.scoring import MOST, Given, to_places, total_of
from app.rules.vocabulary import AppealStepKind, Message, msg
from app.services.requests.ledger import tell
from app.services.typed import tidied

_WORDS = 2000


@dataclass(frozen=True, slots=True)
class Decision:
    """What the head decides. `seen`: how many steps of the appeal they had in view."""

    words: str
    seen: int
    upheld: bool
    changes: Sequence[Given] = ()
    """The items whose score becomes another one; of an inspection by the standard card none."""


def acknowledge(ctx: Context, no: str) -> None:
    """Say that one has seen one's own scores and lets them stand. Twice is once."""
    with ctx.write() as session:
        ground, one, state = _claim(ctx, session, no)
        _require_own(ground, one, session)
        if state is InspectionState.ACKNOWLEDGED:
            return
        if state not in TO_ACKNOWLEDGE:
            raise _not_its_turn(one, state)
        _set(session, one, acknowledged_at=ctx.now())
        ctx.audit(session, Deed.INSPECTION_ACKNOWLEDGE, _subject(no))


def appeal(ctx: Context, no: str, reasons: Mapping[str, str], words: str = "") -> None:
    """Appeal against one's own scores: `reasons` by item, `words` on the whole.

    RuleViolated once QA-5's days are over; Conflict where it was acknowledged or appealed.
    """
    told = {item: tidied(why, _WORDS) for item, why in reasons.items()}
    words = tidied(words, _WORDS)
    with ctx.write() as session:
        ground, one, state = _claim(ctx, session, no)
        _require_own(ground, one, session)
        if state not in TO_ACKNOWLEDGE:
            raise _not_its_turn(one, state)
        _refuse_late(ground.late(one))
        sheet = sheet_in(ctx, session, no)
        _check_reasons(sheet, told)
        text = _summed_up(sheet.items, told, words)
        _set(session, one, appealed_at=ctx.now(), appeal=text)
        rows = [{"inspection_id": one.id, "item": item, "reason": told[item]} for item in told]
        session.execute(insert(table_of(AppealPoint)), rows)
        _append(ctx, session, one, AppealStepKind.APPEALED, words)
        ctx.audit(session, Deed.INSPECTION_APPEAL, _subject(no), after={"items": len(told)})
        others = {one.inspector_id, *(person.id for person in ground.judges(one).judges)}
        _tell(ctx, session, others, "inspection.appealed", one, name=one.agent)


def answer(ctx: Context, no: str, words: str) -> None:
    """Who scored it says something to the appeal, once, in their own words."""
    text = _said(words)
    with ctx.write() as session:
        ground, one, state = _claim(ctx, session, no)
        if one.inspector_id != ground.me:
            raise NotAllowed(
                msg("Not allowed"),
                msg("Only {name}, who scored it, answers the appeal.", name=one.inspector),
            )
        if state is not InspectionState.APPEALED:
            raise _not_its_turn(one, state)
        _append(ctx, session, one, AppealStepKind.ANSWERED, text)
        ctx.audit(session, Deed.INSPECTION_ANSWER, _subject(no), after={"note": text})
        others = {one.agent_id, *(person.id for person in ground.judges(one).judges)}
        _tell(ctx, session, others, "inspection.answered", one, name=one.inspector)


def decide(ctx: Context, no: str, decision: Decision) -> int:
    """Reject an appeal, or uphold it with the changed scores; the revision that counts then.

    By a head of the agent's department who neither scored it nor is whom it is about. Of an
    inspection by the standard card the scores stay as they are: DAYBOOKS.md, "What an inspection
    is worth". RuleViolated where a changed item is under its pass mark without a comment (QA-4).
    """
    words = _said(decision.words)
    with ctx.write() as session:
        ground, one, state = _claim(ctx, session, no)
        _require_judge(ground, one, session)
        if state not in OPEN:
            raise _not_its_turn(one, state)
        sheet = sheet_in(ctx, session, no)
        if decision.seen != len(sheet.course):
            raise Conflict(
                msg("Somebody was faster"),
                msg("{name} has answered the appeal meanwhile. Read it first.", name=one.inspector),
            )
        before = after = _total(sheet)
        revision = sheet.valid.revision
        if decision.upheld and not sheet.standard:
            given = _revision(ctx, sheet, decision.changes)
            revision = max(each.revision for each in sheet.revisions) + 1
            _write_revision(session, one, revision, given)
            total = total_of(sheet.items, given, sheet.pass_mark, critical=one.fact.critical)
            after = round(total.worth.total, 2) if total.worth else None
        _set(
            session, one, decided_by_id=ctx.actor.person_id, decided_at=ctx.now(),
            upheld=decision.upheld,
        )  # fmt: skip
        kind = AppealStepKind.UPHELD if decision.upheld else AppealStepKind.REJECTED
        _append(ctx, session, one, kind, words)
        if decision.upheld:
            ctx.audit(
                session, Deed.INSPECTION_UPHOLD, _subject(no), {"total": before},
                {"total": after, "note": words},
            )  # fmt: skip
        else:
            ctx.audit(session, Deed.INSPECTION_REJECT, _subject(no), after={"note": words})
        code = "inspection.upheld" if decision.upheld else "inspection.rejected"
        _tell(ctx, session, {one.agent_id, one.inspector_id}, code, one, name=_name(ground))
        return revision


def _claim(
    ctx: Context, session: Session, no: str
) -> tuple[AppealGround, InspectionHead, InspectionState]:
    """The inspection as it stands under the lock, for somebody who may see it and has a say."""
    permission.require_say(ctx, session)
    ground = AppealGround.of(ctx, session)
    one = found(ground, no)
    return ground, one, ground.state(one)


def _require_own(ground: AppealGround, one: InspectionHead, session: Session) -> None:
    if one.agent_id != ground.me:
        raise NotAllowed(
            msg("Not allowed"),
            msg("Only {name}, whom it is about, acknowledges it or appeals.", name=one.agent),
        )


def _require_judge(ground: AppealGround, one: InspectionHead, session: Session) -> None:
    judges = ground.judges(one)
    if ground.me in {person.id for person in judges.judges}:
        return
    if ground.me in (one.agent_id, one.inspector_id):
        raise NotAllowed(
            msg("Not allowed"),
            msg("Nobody decides on an appeal about what they scored or were scored in."),
        )
    place = ground.known.place_of(one.agent_id, ground.ctx.today())
    raise permission.refusal(session, Action.DECIDE_APPEAL, place)


def _refuse_late(late: Finding | None) -> None:
    if late is not None:
        raise RuleViolated(
            msg("The rules do not allow it."),
            msg("See what each rule says, and what would make it pass."),
            [late],
        )


def _not_its_turn(one: InspectionHead, state: InspectionState) -> Conflict:
    return Conflict(msg("Somebody was faster"), _stands(one, state))


def _stands(one: InspectionHead, state: InspectionState) -> Message:
    fact = one.fact
    if state in DECIDED:
        return msg("{name} has decided on the appeal, {at}.", name=one.decided_by,
                   at=fact.decided_at)  # fmt: skip
    if state is InspectionState.ANSWERED:
        return msg("{name} has answered the appeal already.", name=one.inspector)
    if state is InspectionState.APPEALED:
        return msg("{name} has appealed, {at}.", name=one.agent, at=fact.appealed_at)
    if state is InspectionState.ACKNOWLEDGED:
        return msg("{name} has acknowledged it, {at}: its scores stand.", name=one.agent,
                   at=fact.acknowledged_at)  # fmt: skip
    return msg("Nobody has appealed against {no}.", no=one.no)


def _check_reasons(sheet: InspectionSheet, told: Mapping[str, str]) -> None:
    if not told or not all(told.values()):
        raise BadInput(
            msg("A reason is needed"), msg("Say for each item that you choose why you appeal.")
        )
    beyond = [item for item in told if item not in {each.item for each in sheet.items}]
    if beyond:
        raise BadInput(msg("Check the items"), msg("The card has no item {item}.", item=beyond[0]))


def _summed_up(items: Sequence[CardItem], told: Mapping[str, str], words: str) -> str:
    """As the register and the workbook tell it: an item a line, by what it is called."""
    lines = [f"{_title(item)}：{told[item.item]}" for item in items if item.item in told]
    return "\n".join([*lines, *([words] if words else [])])


def _title(item: CardItem) -> str:
    return item.title or str(item.aspect or item.item)


def _revision(ctx: Context, sheet: InspectionSheet, changes: Sequence[Given]) -> dict[str, Given]:
    """The new revision whole. The head changes what was appealed against, and nothing else."""
    old = {row.item.item: row.given for row in sheet.valid.total.rows}
    wanted = [
        Given(one.item, to_places(one.score), one.na, tidied(one.comment, 1000)) for one in changes
    ]
    _check_changes(sheet, wanted)
    new = revised(sheet.items, old, wanted)
    if not changed_items(old, new):
        raise BadInput(
            msg("No score has changed"),
            msg("An appeal that is upheld changes one score at least; otherwise reject it."),
        )
    fact = sheet.head.fact
    day = ctx.time.local_date(fact.inspected_at)
    findings = check_revised(fact, sheet.items, new, sheet.pass_mark, day)
    if findings:
        raise RuleViolated(
            msg("The rules do not allow it."),
            msg("See what each rule says, and what would make it pass."),
            findings,
        )
    if not any(one.score is not None for one in new.values()):
        raise BadInput(msg("Check the scores"), msg("One item has a number at least."))
    return new


def _check_changes(sheet: InspectionSheet, changes: Sequence[Given]) -> None:
    items = {item.item: item for item in sheet.items}
    for one in changes:
        item = items.get(one.item)
        if item is None or (sheet.points and one.item not in sheet.points):
            raise BadInput(
                msg("Check the scores"), msg("Only what was appealed against can change.")
            )
        if one.na and (not item.na or one.score is not None):
            raise BadInput(
                msg("Check the scores"),
                msg("“{item}” is never not applicable.", item=_title(item)),
            )
        if not one.na and (one.score is None or not 0 <= one.score <= MOST):  # and no NaN
            raise BadInput(
                msg("Check the scores"), msg("“{item}”: from 0 to 100.", item=_title(item))
            )


def _write_revision(
    session: Session, one: InspectionHead, revision: int, given: Mapping[str, Given]
) -> None:
    rows = [
        {"inspection_id": one.id, "revision": revision, "item": each.item, "score": each.score,
         "comment": each.comment}
        for each in given.values()
    ]  # fmt: skip
    session.execute(insert(table_of(ItemScore)), rows)


def _total(sheet: InspectionSheet) -> float | None:
    worth = sheet.valid.total.worth
    return None if worth is None else round(worth.total, 2)


def _set(session: Session, one: InspectionHead, **values: Any) -> None:
    """Put down what became of it; under the lock nobody else did since it was read."""
    fact, row = one.fact, Inspection
    moved = session.execute(
        update(row)
        .where(
            row.id == one.id,
            row.acknowledged_at.is_not_distinct_from(fact.acknowledged_at),
            row.appealed_at.is_not_distinct_from(fact.appealed_at),
            row.decided_at.is_(None),
        )
        .values(**values)
        .returning(row.id)
    ).all()
    assert len(moved) == 1, "the writing transaction holds the lock"


def _append(
    ctx: Context, session: Session, one: InspectionHead, kind: AppealStepKind, text: str
) -> None:
    session.execute(
        insert(AppealStep).values(
            inspection_id=one.id, kind=kind, by_id=ctx.actor.person_id, at=ctx.now(), text=text
        )
    )


def _said(words: str) -> str:
    text = tidied(words, _WORDS)
    if not text:
        raise BadInput(msg("Words are needed"), msg("It is put on record word for word."))
    return text


def _tell(
    ctx: Context, session: Session, people: set[int], code: str, one: InspectionHead, name: str
) -> None:
    tell(ctx, session, people, code, _subject(one.no), no=one.no, name=name)


def _name(ground: AppealGround) -> str:
    """The actor's name."""
    who = ground.known.person(ground.me) if ground.me is not None else None
    return who.name if who else ground.ctx.actor.name


def _subject(no: str) -> str:
    return f"inspection:{no}"
