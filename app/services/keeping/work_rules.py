"""How long and how often people may work: everybody's rules, and those of one's own."""

from __future__ import annotations

from typing import Any

from sqlalchemy import delete, insert, select, update
from sqlalchemy.orm import Session

from app.context import Context
from app.errors import BadInput, NotFound
from app.models import ShiftType, WorkRule
from app.queries.keeping.work_rules import kept_rules
from app.queries.reference import reference
from app.reading import permission
from app.rules.deeds import Deed
from app.rules.facts import CENTRE
from app.rules.permissions import Action
from app.rules.rostering.not_after import shown_codes, shown_not_after
from app.rules.rostering.stated_rules import FIELDS, rule_problems, rule_sentences
from app.rules.rostering.work_rules import WorkRules
from app.rules.vocabulary import Message, msg
from app.services.seen import Seen, Told, refuse_stale


def set_work_rules(
    ctx: Context,
    person_id: int | None,
    rules: WorkRules,
    seen: Seen[WorkRules | None] | None = None,
) -> None:
    """Have `rules` hold for a person, or (None) for everybody without rules of their own.

    Raises NotAllowed, NotFound, BadInput, and Stale where no longer is kept what was `seen` (None:
    nothing).
    """
    with ctx.write() as session:
        subject = _require(ctx, session, person_id)
        codes = session.scalars(select(ShiftType.code).order_by(ShiftType.start_at)).all()
        for problem in rule_problems(rules, codes).values():
            raise BadInput(msg("Check the details"), problem)
        before = kept_rules(session).get(person_id)
        refuse_stale(session, seen, before, rules, _said, subject)
        if before == rules:
            return
        row = _row(rules)
        if before is None:
            session.execute(insert(WorkRule).values(person_id=person_id, version=1, **row))
        else:
            kept = update(WorkRule).where(_is(person_id))
            session.execute(kept.values(version=WorkRule.version + 1, **row))
        ctx.audit(session, Deed.WORK_RULES_SET, subject, _row(before) if before else None, row)


def drop_work_rules(
    ctx: Context, person_id: int | None, seen: Seen[WorkRules | None] | None = None
) -> None:
    """Have everybody's rules hold for a person again, or (None) the usual ones for everybody.

    Raises as `set_work_rules`; where nothing is kept, nothing is done.
    """
    with ctx.write() as session:
        subject = _require(ctx, session, person_id)
        before = kept_rules(session).get(person_id)
        refuse_stale(session, seen, before, None, _said, subject)
        if before is None:
            return
        session.execute(delete(WorkRule).where(_is(person_id)))
        ctx.audit(session, Deed.WORK_RULES_DROP, subject, _row(before))


def _require(ctx: Context, session: Session, person_id: int | None) -> str:
    """The subject that the audit trail names, if the actor may change these rules."""
    if person_id is None:
        permission.require(ctx, session, Action.EDIT_WORK_RULES, CENTRE)
        return "work_rules:centre"
    known = reference(session)
    person = known.person(person_id)
    if person is None:
        raise NotFound(msg("No such person"), msg("They are no longer in the store."))
    place = known.place_of(person_id, ctx.today())
    permission.require(ctx, session, Action.EDIT_WORK_RULES, place, person_id=person_id)
    return f"work_rules:{person.no}"


def _is(person_id: int | None) -> Any:
    column = WorkRule.person_id
    return column.is_(None) if person_id is None else column == person_id


def _row(rules: WorkRules) -> dict[str, Any]:
    plain = {name: getattr(rules, name) for name in FIELDS}
    return {
        **plain,
        "shifts": shown_codes(rules.shifts),
        "not_after": shown_not_after(rules.not_after),
    }


def _said(rules: WorkRules | None) -> Told:
    if rules is None:
        return msg("no rules of their own")
    told: list[Message] = list(rule_sentences(rules))
    return told
