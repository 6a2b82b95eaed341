"""A draw before it is made, and one that was made drawn again."""

from __future__ import annotations

import secrets
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from sqlalchemy.orm import Session

from app.context import Context
from app.errors import BadInput, NotFound
from app.queries.known import known
from app.queries.quality.contacts import contacts_of
from app.queries.quality.drawing import Drawable, drawable
from app.queries.quality.plan import DrawRow, PlannedRow, draw_of, planned_of_draw
from app.queries.reference import reference
from app.queries.roster.load import month_range
from app.reading import permission
from app.rules.facts import Place
from app.rules.permissions import Action
from app.rules.policy import Policy
from app.rules.scorecards.drawn_again import Difference, differences, read_kept
from app.rules.scorecards.sampling import Drawn, Pick, Why, draw
from app.rules.vocabulary import msg

LARGEST_SEED = 99_999_999
_MINUTE = timedelta(minutes=1)


def new_seed() -> int:
    """One that nobody can foresee, short enough to be read out."""
    return secrets.randbelow(LARGEST_SEED) + 1


@dataclass(frozen=True, slots=True)
class AgentLine:
    """What an agent gets: how many in each week of `DrawPreview.weeks`, and what is missing."""

    no: str
    name: str
    team: str
    had: int
    """Done, or planned and still to be done, before this draw."""
    weeks: tuple[int, ...]
    missing: int
    why: Why | None


@dataclass(frozen=True, slots=True)
class LoadLine:
    """What an inspector gets, and has already this month."""

    no: str
    name: str
    had: int
    weeks: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class DrawPreview:
    """What a draw would plan. `digest` names what it is drawn from: who draws hands it over."""

    month: date
    seed: int
    per_agent: int
    least: int
    most: int
    listed: bool
    contacts: int
    digest: str
    weeks: tuple[date, ...]
    agents: tuple[AgentLine, ...]
    inspectors: tuple[LoadLine, ...]

    @property
    def planned(self) -> int:
        return sum(sum(one.weeks) for one in self.agents)

    @property
    def short(self) -> tuple[AgentLine, ...]:
        return tuple(one for one in self.agents if one.missing)


def preview(
    ctx: Context, department_id: int, month: date, seed: int, per_agent: int | None = None
) -> DrawPreview:
    """What the draw would give now; `per_agent` None: QA-1's least. NotAllowed, BadInput."""
    with ctx.read() as session:
        permission.require(ctx, session, Action.DRAW_SAMPLE, Place(department_id))
        policy = policy_of(ctx, session, month)
        per_agent = policy.qa_min_inspections if per_agent is None else per_agent
        require_drawable(ctx, policy, month, seed, per_agent)
        found = drawable(session, department_id, month, per_agent, ctx.now(), ctx.time)
        return _preview(found, draw(found.task, seed), policy, month, seed, per_agent)


def policy_of(ctx: Context, session: Session, month: date) -> Policy:
    """QA-1's values for the month: those in force now, or at its end once it is over."""
    end = ctx.time.day_end(month_range(month)[1]) - _MINUTE
    return reference(session).policies.at(min(ctx.now(), end))


def require_drawable(ctx: Context, policy: Policy, month: date, seed: int, per_agent: int) -> None:
    """BadInput for a month that is over, and for what lies outside QA-1's bounds."""
    if month_range(month)[1] < ctx.today():
        raise BadInput(
            msg("That month is over"),
            msg("An inspection done now counts for this month (QA-1): draw for this one."),
        )
    least, most = policy.qa_min_inspections, policy.qa_max_inspections
    if not max(least, 1) <= per_agent <= most:
        raise BadInput(
            msg("Too few or too many"),
            msg(
                "Each agent is inspected {least} to {most} times a month (QA-1).",
                least=least,
                most=most,
            ),
        )
    if not 0 <= seed < 2**63:
        raise BadInput(msg("No seed"), msg("A seed is a whole number from 0 on."))


def _preview(
    found: Drawable, drawn: Drawn, policy: Policy, month: date, seed: int, per_agent: int
) -> DrawPreview:
    task = found.task
    weeks = task.weeks
    by_agent = Counter((pick.agent, pick.week) for pick in drawn.picks)
    by_inspector = Counter((pick.inspector, pick.week) for pick in drawn.picks)
    short = {one.agent: one for one in drawn.short}
    needed = {one.no: one.needed for one in task.agents}
    agents = tuple(
        AgentLine(
            no=no,
            name=one.person.name,
            team=one.post.team,
            had=per_agent - needed[no],
            weeks=tuple(by_agent[no, week] for week in weeks),
            missing=short[no].missing if no in short else 0,
            why=short[no].why if no in short else None,
        )
        for no, one in found.agents.items()
        if no in needed
    )
    return DrawPreview(
        month=month,
        seed=seed,
        per_agent=per_agent,
        least=policy.qa_min_inspections,
        most=policy.qa_max_inspections,
        listed=task.listed,
        contacts=len(task.contacts),
        digest=task.digest(),
        weeks=weeks,
        agents=tuple(sorted(agents, key=lambda one: (one.team, one.no))),
        inspectors=tuple(
            LoadLine(
                one.no, found.inspectors[one.no].name, one.load,
                tuple(by_inspector[one.no, week] for week in weeks),
            )
            for one in task.inspectors
        ),
    )  # fmt: skip


@dataclass(frozen=True, slots=True)
class Again:
    """A draw on record, drawn again from what it was drawn from.

    `changed`: the contacts that a later list stated otherwise; with them it is drawn from
    something else. What was given to another inspector is compared as it was drawn.
    """

    draw: DrawRow
    same_source: bool
    changed: tuple[str, ...]
    differences: tuple[Difference, ...]
    names: Mapping[str, str]

    @property
    def identical(self) -> bool:
        return self.same_source and not self.differences


def draw_again(ctx: Context, draw_id: int) -> Again:
    """Draw once more what was drawn, and hold it against the plan. NotFound, NotAllowed."""
    with ctx.read() as session:
        row = draw_of(session, draw_id)
        if row is None:
            raise NotFound(msg("No such draw"), msg("It is not in this store."))
        permission.require(ctx, session, Action.SEE_SAMPLE, Place(row.department_id))
        kept = read_kept(row.asked)
        first, last = month_range(row.month)
        people = {one.no: one for one in known(session)}
        ids = [people[no].id for no in kept.agents() if no in people]
        there = [
            one
            for one in contacts_of(session, ids, first, last, ctx.time)
            if one.id <= row.last_contact_id
        ]
        task = kept.with_contacts(one.listed(ctx.time) for one in there)
        drawn = draw(task, row.seed)
        stands = [_as_drawn(one, task.listed) for one in planned_of_draw(session, draw_id)]
        return Again(
            draw=row,
            same_source=task.digest() == row.drawn_from,
            changed=tuple(one.ref for one in there if one.changed_at > row.drawn_at),
            differences=differences(stands, drawn.picks),
            names={no: one.name for no, one in people.items()},
        )


def _as_drawn(row: PlannedRow, listed: bool) -> Pick:
    """As the draw gave it, whoever has it and whatever contact was chosen by now."""
    inspector = row.drawn_for_no or row.inspector_no
    return Pick(row.agent_no, inspector, row.week, row.contact_ref if listed else "")
