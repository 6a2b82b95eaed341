"""Which requests can be approved without a further look: nothing stands against them."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from app.context import Context
from app.errors import NotAllowed, NotFound
from app.queries.requests.waiting import Waiting, asked_of
from app.reading.requests.opening import open_request
from app.reading.requests.view import RequestView
from app.rules.figures.kept import ConsentAwaited, StepAwaited
from app.rules.findings import Finding
from app.rules.turn import Word
from app.rules.verdict import Outcome
from app.rules.vocabulary import Level

_STILL_TO_COME = (ConsentAwaited, StepAwaited)
"""A word that is awaited is what the approval itself gives."""


class Hindrance(StrEnum):
    """Why somebody has to look at a request themselves."""

    MOVED = "moved"
    """It waits for their word no more."""
    OWN = "own"
    """It asks for their own shift."""
    RULES = "rules"
    """A rule refuses it, or has something to say."""
    COVER = "cover"
    """A shift falls below the people it needs."""
    OPENS = "opens"
    """It leaves a shift for which somebody is to be found."""
    LATE = "late"
    """It was filed late: a yes takes a reason."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """A request that waits for somebody, as it was seen; `hindrance` None: it is clean."""

    waiting: Waiting
    view: RequestView | None
    hindrance: Hindrance | None


def against(view: RequestView) -> list[Finding]:
    """What the rules have to say against it, or leave to somebody: the words still to come are
    nothing of the kind, nor are the notes of rules that are kept."""
    lines = view.verdict.lines if view.verdict is not None else ()
    return [
        finding
        for line in lines
        for finding in line.said
        if not isinstance(finding.figures, _STILL_TO_COME)
        and (finding.level is not Level.NOTE or line.outcome is Outcome.DECISION)
    ]


def hindrance(view: RequestView) -> Hindrance | None:
    """What keeps a request from being approved without a further look."""
    if view.asked is None:
        return Hindrance.MOVED
    if view.asked is Word.ANSWER:
        return Hindrance.OWN
    if against(view):
        return Hindrance.RULES
    if view.cover.short:
        return Hindrance.COVER
    if view.last and view.cover.opens:
        return Hindrance.OPENS
    return Hindrance.LATE if view.late else None


def candidates(ctx: Context) -> tuple[Candidate, ...]:
    """All that waits for the actor alone, the oldest first, each looked at as it stands now."""
    with ctx.read() as session:
        waiting = asked_of(session, ctx.actor.person_id, ctx.time, ctx.now())
    return tuple(look_at(ctx, one) for one in waiting)


def look_at(ctx: Context, waiting: Waiting) -> Candidate:
    """The request as it stands now."""
    try:
        view = open_request(ctx, waiting.request.ref)
    except (NotFound, NotAllowed):
        return Candidate(waiting, None, Hindrance.MOVED)
    return Candidate(waiting, view, hindrance(view))
