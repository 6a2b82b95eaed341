"""The month's sampling plan: drawn, given to another inspector, dropped (QA-1, QA-3)."""

from __future__ import annotations

from datetime import date
from typing import Any

from sqlalchemy import insert, update
from sqlalchemy.orm import Session

from app.context import Context
from app.errors import BadInput, Conflict, NotAllowed, NotFound, RuleViolated
from app.models import PlannedInspection, SampleDraw
from app.queries.quality.drawing import Drawable, drawable, inspectors_of
from app.queries.quality.plan import PlannedRow, PlanState, draw_of, planned
from app.queries.reference import reference
from app.reading import permission
from app.reading.quality.drawing import policy_of, require_drawable
from app.rules.deeds import Deed
from app.rules.facts import Inspection, Place
from app.rules.permissions import Action
from app.rules.quality import check_inspector
from app.rules.scorecards.drawn_again import kept
from app.rules.scorecards.sampling import Pick, draw, monday
from app.rules.vocabulary import msg
from app.services.people.places import department_name
from app.services.requests.ledger import tell
from app.services.typed import worded

_WEEK_DAYS = 6


def draw_month(
    ctx: Context,
    department_id: int,
    month: date,
    seed: int,
    per_agent: int,
    digest: str | None = None,
) -> int:
    """Plan what `seed` draws for each agent who has fewer than `per_agent`; how many were planned.

    What was planned before stays. `digest`: what a preview was drawn from; Conflict where it is
    something else by now. BadInput where there is nothing to draw.
    """
    month = month.replace(day=1)
    with ctx.write() as session:
        name = department_name(session, department_id)
        permission.require(ctx, session, Action.DRAW_SAMPLE, Place(department_id))
        require_drawable(ctx, policy_of(ctx, session, month), month, seed, per_agent)
        found = drawable(session, department_id, month, per_agent, ctx.now(), ctx.time)
        drawn_from = found.task.digest()
        if digest is not None and digest != drawn_from:
            raise Conflict(
                msg("Something has changed since you looked"),
                msg("Contacts, rosters or the plan are others by now. Look at the draw once more."),
            )
        picks = draw(found.task, seed).picks
        if not picks:
            raise BadInput(
                msg("Nothing to draw"),
                msg("Everybody has what they need, or there is no contact or inspector for them."),
            )
        draw_id = _keep_draw(ctx, session, department_id, month, seed, per_agent, found)
        session.execute(
            insert(PlannedInspection), [_planned(draw_id, pick, found) for pick in picks]
        )
        after = {
            "items": len(picks),
            "people": len({pick.agent for pick in picks}),
            "contacts": len(found.task.contacts),
            "seed": seed,
        }
        ctx.audit(session, Deed.SAMPLE_DRAW, f"sample:{name}@{month:%Y-%m}", after=after)
        return len(picks)


def _keep_draw(
    ctx: Context, session: Session, department_id: int, month: date, seed: int, per_agent: int,
    found: Drawable,
) -> int:  # fmt: skip
    row = SampleDraw(
        department_id=department_id,
        month=month,
        seed=seed,
        per_agent=per_agent,
        contacts=len(found.task.contacts),
        drawn_from=found.task.digest(),
        last_contact_id=found.last_contact_id,
        asked=kept(found.task, found.taken),
        drawn_at=ctx.now(),
        drawn_by_id=_by(ctx),
    )
    session.add(row)
    session.flush()
    return row.id


def _planned(draw_id: int, pick: Pick, found: Drawable) -> dict[str, Any]:
    contact = found.contacts.get(pick.contact)
    inspector = found.inspectors[pick.inspector].id
    return {
        "draw_id": draw_id,
        "agent_id": found.agents[pick.agent].person.id,
        "inspector_id": inspector,
        "drawn_for_id": inspector,
        "week": pick.week,
        "contact_ref": pick.contact,
        "contact_at": contact.started_at if contact else None,
        "seconds": contact.seconds if contact else None,
        "link": contact.link if contact else "",
        "dropped": "",
        "version": 1,
    }


def assign(ctx: Context, planned_id: int, version: int, inspector_id: int) -> None:
    """Give a planned inspection to another inspector, who begins anew.

    RuleViolated where QA-3 does not let them score it, BadInput where they are not there in its
    week, Conflict where it is no longer as it was seen.
    """
    with ctx.write() as session:
        row, department = _claim(ctx, session, planned_id, version)
        who = reference(session).person(inspector_id)
        if who is None:
            raise NotFound(msg("No such person"), msg("Choose who is to inspect."))
        if inspector_id == row.inspector_id:
            return
        _refuse_inspector(ctx, session, row, department, inspector_id)
        values = {"inspector_id": inspector_id, "begun_at": None}
        _change(session, row, **values)
        subject = _subject(ctx, session, row, department)
        before = {"person": row.agent_no, "by": row.inspector_no}
        ctx.audit(session, Deed.SAMPLE_ASSIGN, subject, before, {**before, "by": who.no})
        tell(ctx, session, [inspector_id], "sample.assigned", subject, name=row.agent)


def drop(ctx: Context, planned_id: int, version: int, reason: str) -> None:
    """Say that a planned inspection will not be done, and why; another may be drawn in its place.

    BadInput without a reason, Conflict where it is no longer as it was seen.
    """
    with ctx.write() as session:
        row, department = _claim(ctx, session, planned_id, version)
        why = worded(reason, msg("Say why it will not be done: the recording is gone, …"))
        _change(session, row, dropped=why)
        after = {"person": row.agent_no, "reason": why}
        subject = _subject(ctx, session, row, department)
        ctx.audit(session, Deed.SAMPLE_DROP, subject, after=after)


def _claim(
    ctx: Context, session: Session, planned_id: int, version: int
) -> tuple[PlannedRow, int | None]:
    """The planned inspection and its department, if the actor may change it as it was seen."""
    row = planned(session, planned_id)
    if row is None:
        raise NotFound(
            msg("No such planned inspection"), msg("It is no longer in the sampling plan.")
        )
    department = _department(ctx, session, row)
    permission.require(ctx, session, Action.DRAW_SAMPLE, Place(department))
    if row.version != version or not row.is_live:
        raise _conflict(row)
    return row, department


def _department(ctx: Context, session: Session, row: PlannedRow) -> int | None:
    """Of the draw; of one taken up without a draw, its agent's."""
    drawn = draw_of(session, row.draw_id) if row.draw_id is not None else None
    if drawn is not None:
        return drawn.department_id
    return reference(session).place_of(row.agent_id, ctx.today()).department


def _conflict(row: PlannedRow) -> Conflict:
    stands = {
        PlanState.PLANNED: msg("planned, with {name}", name=row.inspector),
        PlanState.BEGUN: msg("begun by {name}", name=row.inspector),
        PlanState.DONE: msg("done: {no}", no=row.inspection_no or ""),
        PlanState.DROPPED: msg("dropped: {reason}", reason=row.dropped),
    }[row.state]
    return Conflict(
        msg("Somebody was faster"),
        msg("The planned inspection of {name} is by now: {state}.", name=row.agent, state=stands),
    )


def _refuse_inspector(
    ctx: Context, session: Session, row: PlannedRow, department: int | None, inspector_id: int
) -> None:
    """QA-3 by the post of today, and being there in a day of its week that is left."""
    known, today = reference(session), ctx.today()
    who = known.person(inspector_id)
    assert who is not None
    due = Inspection(row.agent_no, row.agent_no, who.no, ctx.now())
    finding = check_inspector(due, who.post_on(today), today)
    if finding is not None:
        raise RuleViolated(
            msg("The rules do not allow it."),
            msg("See what each rule says, and what would make it pass."),
            [finding],
        )
    first = max(row.week, monday(today), today)
    last = max(row.week.fromordinal(row.week.toordinal() + _WEEK_DAYS), today)
    if department is None or who.no not in inspectors_of(session, department, first, last):
        raise BadInput(
            msg("Not there"),
            msg(
                "{name} does not inspect in this department in that week, or is on leave. Choose "
                "somebody who is there.",
                name=who.name,
            ),
        )


def _change(session: Session, row: PlannedRow, **values: Any) -> None:
    moved = session.execute(
        update(PlannedInspection)
        .where(PlannedInspection.id == row.id, PlannedInspection.version == row.version)
        .values(version=row.version + 1, **values)
        .returning(PlannedInspection.id)
    ).all()
    assert len(moved) == 1, "the writing transaction holds the lock"


def _subject(ctx: Context, session: Session, row: PlannedRow, department: int | None) -> str:
    """The plan that it stands in: "sample:客服部@2026-10"."""
    drawn = draw_of(session, row.draw_id) if row.draw_id is not None else None
    month = drawn.month if drawn else ctx.today()
    name = department_name(session, department) if department is not None else ""
    return f"sample:{name}@{month:%Y-%m}"


def _by(ctx: Context) -> int:
    if ctx.actor.person_id is None:
        raise NotAllowed(msg("Not allowed"), msg("Only people with a post draw inspections."))
    return ctx.actor.person_id
