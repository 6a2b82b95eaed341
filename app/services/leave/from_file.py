"""Leaves that a roster file speaks of are filed on behalf, each by the rules of any other leave."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from app.context import Actor, Context
from app.errors import AppError, BadInput, Conflict, NotAllowed, NotFound, RuleViolated
from app.queries.known import ids
from app.queries.people.rows import name_of
from app.reading.leave.from_file import found_leaves
from app.reading.leave.judging import Wish
from app.rules.bringing.leaves import RunPart
from app.rules.bringing.preview import LeaveRun
from app.rules.deeds import Deed
from app.rules.vocabulary import msg
from app.services.leave.requests import file_leave

_REFUSALS = (RuleViolated, BadInput, NotAllowed, NotFound, Conflict)


@dataclass(frozen=True, slots=True)
class FiledRun:
    """What became of days in a row: filed or covered by the leave `no`, or refused and why."""

    run: LeaveRun
    no: str = ""
    covered: bool = False
    refusal: AppError | None = None


def file_found(
    ctx: Context, runs: Sequence[LeaveRun], source: str, reason: str
) -> tuple[FiledRun, ...]:
    """File each run in the actor's name; days that a leave covers already are left out.

    What a rule refuses (LEAVE-3 for all but sick leave of others) is given back with its findings,
    and the others are filed all the same: each is a request of its own. `source` is the file's
    name, for the trail. NotAllowed for an account without a person.
    """
    filing = _filing(ctx)
    done = tuple(_filed(filing, part, reason) for part in found_leaves(ctx, runs))
    with ctx.write() as session:
        after = {
            "filed": [one.no for one in done if one.no and not one.covered],
            "covered": sum(one.covered for one in done),
            "refused": sum(one.refusal is not None for one in done),
        }
        ctx.audit(session, Deed.ROSTER_LEAVES, source, after=after)
    return done


def _filing(ctx: Context) -> Context:
    """The actor under the own number, as a leave names whoever filed it."""
    with ctx.read() as session:
        me = ctx.actor.person_id
        known = name_of(session, me) if me is not None else None
    if known is None:
        raise NotAllowed(msg("Not allowed"), msg("Leave is filed by people with a post."))
    return (
        ctx if ctx.actor.name == known.employee_no else ctx.acting_as(Actor(known.employee_no, me))
    )


def _filed(ctx: Context, part: RunPart, reason: str) -> FiledRun:
    run = part.run
    if part.no:
        return FiledRun(run, part.no, covered=True)
    try:
        return FiledRun(run, file_leave(ctx, _wish(ctx, run, reason)))
    except _REFUSALS as error:
        return FiledRun(run, refusal=error)


def _wish(ctx: Context, run: LeaveRun, reason: str) -> Wish:
    with ctx.read() as session:
        known = ids(session, numbers=[run.number])
    if run.number not in known:
        raise NotFound(
            msg("Unknown person"),
            msg("Nobody has the employee number {no}.", no=run.number),
        )
    if not run.kind:
        raise BadInput(
            msg("Which kind of leave?"), msg("Say what kind of leave {word} is.", word=run.word)
        )
    return Wish(known[run.number], run.kind, run.first, run.last, reason)
