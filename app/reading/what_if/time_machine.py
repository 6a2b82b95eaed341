"""The time machine: a period judged by other policy values, and what past decisions rested on."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta

from sqlalchemy.orm import Session

from app.context import Context
from app.errors import BadInput, NotFound
from app.queries import facts
from app.queries.findings import FindingRow, finding_row
from app.queries.leave import rows as leaves
from app.queries.leave.rows import LeaveRow
from app.queries.people.rows import people as everybody
from app.queries.quality.blind import hidden_inspections
from app.queries.requests import decisions, files
from app.queries.requests.decisions import DecidedRow, JudgedStep
from app.queries.roster.stood import stood
from app.queries.swaps import rows as swaps
from app.queries.swaps.rows import SwapRow
from app.reading import permission
from app.reading.findings import sees
from app.rules.check import check
from app.rules.permissions import Action
from app.rules.policy import BOUNDS, KEYS
from app.rules.requests import RequestRef
from app.rules.sight import Sight
from app.rules.vocabulary import SwapStatus, msg
from app.rules.what_if import compare

__all__ = [
    "DecidedRow",
    "Held",
    "JudgedStep",
    "PastRequest",
    "Rejudged",
    "decided",
    "past",
    "rejudge",
]

_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Rejudged:
    """What would be found in a period with other values, beside what is found with the real ones.

    Only findings: a request that was declined or never filed because of a value stays unfiled.
    """

    appear: tuple[FindingRow, ...]
    disappear: tuple[FindingRow, ...]
    stay: int
    names: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Held:
    """What somebody held on a day at some moment: the code of the shift, "" where none."""

    person: str
    day: date
    shift: str


@dataclass(frozen=True, slots=True)
class PastRequest:
    """A request and everything that was decided on it, the first step first.

    `rosters`: for each step of a swap, what its two parties held then on its two dates; blank
    where that is what they held at the step before. `effect`: from when it was in effect, and
    until when; None: it never was, or still is.
    """

    ref: RequestRef
    steps: tuple[JudgedStep, ...]
    names: Mapping[str, str]
    """Employee number -> name, of everybody."""
    rosters: tuple[tuple[Held, ...], ...] = ()
    effect: tuple[datetime | None, datetime | None] = (None, None)


def rejudge(ctx: Context, first: date, last: date, overrides: Mapping[str, int]) -> Rejudged:
    """Check the findings from `first` to `last` as if `overrides` (policy key -> value) had been
    in force all along. Seconds in a large store; nothing is written.

    Only findings that the actor's registers reach. Raises BadInput for a value out of bounds.
    """
    _require_sound(first, last, overrides)
    with ctx.read() as session:
        centre, book, now = facts.centre(session), facts.policies(session), ctx.now()
        found = compare(
            check(centre, book, ctx.time, now),
            check(centre, book.holding(overrides), ctx.time, now),
        )
        seen = permission.sight(ctx, session)
        hidden = hidden_inspections(session, seen.standing.person_id)
        appear, disappear, stay = (
            tuple(
                row
                for one in findings
                if first <= one.day <= last and sees(seen, row := finding_row(centre, one), hidden)
            )
            for findings in (found.appear, found.disappear, found.stay)
        )
        names = {no: person.name for no, person in centre.people.items()}
        return Rejudged(appear, disappear, len(stay), names)


def decided(ctx: Context, first: date, last: date) -> list[DecidedRow]:
    """The requests decided on from `first` to `last` that the actor's registers reach, the latest
    first."""
    with ctx.read() as session:
        seen = permission.sight(ctx, session)
        begin, end = ctx.time.instant(first), ctx.time.instant(last + _DAY)
        rows = decisions.decided(session, begin, end)
        return [row for row in rows if _seen(ctx, session, seen, row.ref.no)]


def past(ctx: Context, no: str) -> PastRequest:
    """Every step of the request with this number, and what each was judged by.

    NotFound where there is none; NotAllowed beyond the actor's registers.
    """
    with ctx.read() as session:
        ref = files.with_number(session, no)
        if ref is None:
            raise NotFound(
                msg("No such request"), msg("There is no request {no} in this store.", no=no)
            )
        request = _request(session, no)
        if not _sees_request(ctx, permission.sight(ctx, session), request):
            raise permission.refusal(session, Action.SEE_REGISTERS)
        names = {row.employee_no: row.name for row in everybody(session, ctx.today())}
        told = PastRequest(ref, tuple(decisions.judged(session, ref)), names)
        return _with_rosters(session, request, told) if isinstance(request, SwapRow) else told


def _with_rosters(session: Session, row: SwapRow, told: PastRequest) -> PastRequest:
    """The same, with the roster under the swap as it stood after each step."""
    days = sorted({day for _giver, day in row.legs})
    rosters: list[tuple[Held, ...]] = []
    last: tuple[Held, ...] = ()
    for step in told.steps:
        ledger = stood(session, row.parties, days[0], days[-1], step.at)
        now = tuple(
            Held(one.no, day, ledger.shift_on(one.no, day) or "")
            for one in (row.requester, row.counterpart)
            for day in days
        )
        rosters.append(() if now == last else now)
        last = now
    ended = facts.taken_back(session).get(row.no)
    since = row.effective_at if ended or row.status is SwapStatus.EFFECTIVE else None
    return replace(told, rosters=tuple(rosters), effect=(since, ended))


def _request(session: Session, no: str) -> SwapRow | LeaveRow:
    row = swaps.swap(session, no) or leaves.leave(session, no)
    if row is None:
        raise NotFound(
            msg("No such request"), msg("There is no request {no} in this store.", no=no)
        )
    return row


def _seen(ctx: Context, session: Session, seen: Sight, no: str) -> bool:
    return _sees_request(ctx, seen, _request(session, no))


def _sees_request(ctx: Context, seen: Sight, row: SwapRow | LeaveRow) -> bool:
    """As the registers show it, and for whom it stands in them."""
    if isinstance(row, SwapRow):
        return seen.swap(row.legs)
    return seen.leave(row.person_id, ctx.time.local_date(row.filed_at))


def _require_sound(first: date, last: date, overrides: Mapping[str, int]) -> None:
    if last < first:
        raise BadInput(msg("Dates do not fit"), msg("The last day is before the first."))
    for key, value in overrides.items():
        if key not in KEYS:
            raise BadInput(msg("No such value"), msg("{key} is no policy value.", key=key))
        bounds = BOUNDS[key]
        if not bounds.least <= value <= bounds.most:
            raise BadInput(
                msg("Value out of range"),
                msg("A value from {least} to {most}.", least=bounds.least, most=bounds.most),
            )
