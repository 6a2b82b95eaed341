"""Customers' complaints: registered, answered, closed (COMP-1, COMP-2).

The first receiver stays the first receiver: there is no handing over. Of the customer the record
holds the contact's reference and nothing else.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Any
from unicodedata import normalize

from sqlalchemy import insert, update
from sqlalchemy.orm import Session

from app.context import Context
from app.errors import BadInput, Conflict, NotAllowed, NotFound, RuleViolated
from app.models import Complaint
from app.queries.registers.complaints import ComplaintRow
from app.reading import permission
from app.reading.registers import complaints as reading
from app.reading.registers.ground import RegisterGround, minute
from app.rules.deeds import Deed
from app.rules.permissions import Action
from app.rules.registers.complaints import check_close
from app.rules.vocabulary import Level, msg
from app.services.requests.ledger import next_number, tell
from app.services.typed import tidied

MOST = 1000
_TELEPHONE = re.compile(r"(?<!\d)1[3-9]\d(?:[ -]?\d{4}){2}(?!\d)")
"""A mobile number of a customer, which belongs into no record here (CONF-1)."""
_REFERENCE_ONLY = msg("No telephone number of a customer (CONF-1): the reference is enough.")
_PAST = timedelta(days=60)


@dataclass(frozen=True, slots=True)
class NewComplaint:
    """`received_by_id` None: whoever registers it; `received_at` None: now."""

    contact_ref: str
    subject: str
    abroad: bool = False
    received_by_id: int | None = None
    received_at: datetime | None = None


def register(ctx: Context, new: NewComplaint) -> str:
    """Put a complaint on record under its first receiver; the number."""
    with ctx.write() as session:
        permission.require_say(ctx, session)
        ground = RegisterGround.of(ctx, session)
        mine = ground.sight.standing
        receiver = new.received_by_id or _by(ctx)
        one = ground.reference.person(receiver)
        if one is None:
            raise NotFound(msg("No such person"), msg("Choose who received it first."))
        theirs = one.place_on(ground.today)
        permission.require(ctx, session, Action.REGISTER_CASE, mine.place)
        permission.require(ctx, session, Action.REGISTER_CASE, theirs)
        _check(ctx, new)
        no = next_number(session, Complaint.complaint_no, "K")
        session.execute(
            insert(Complaint).values(
                complaint_no=no,
                received_at=minute(new.received_at or ctx.now()),
                received_by_id=receiver,
                contact_ref=tidied(new.contact_ref),
                abroad=new.abroad,
                subject=tidied(new.subject),
                registered_by_id=_by(ctx),
                version=1,
            )
        )
        after = {"contact": tidied(new.contact_ref), "person": one.no}
        ctx.audit(session, Deed.COMPLAINT_REGISTER, f"complaint:{no}", after=after)
        name = ground.people[ground.me].name
        tell(ctx, session, [receiver], "complaint.named", f"complaint:{no}", name=name, no=no)
        return no


def reply(ctx: Context, no: str, version: int) -> None:
    """Put on record that the customer has been answered, now; also of one that is closed."""
    with ctx.write() as session:
        row = _claim(ctx, session, no, version, to_reply=True)
        values = {"replied_at": minute(ctx.now()), "replied_by_id": _by(ctx)}
        _update(ctx, session, row, Deed.COMPLAINT_REPLY, **values)


def close(ctx: Context, no: str, version: int, handled: str, *, for_other: bool = False) -> None:
    """Close it with what was done (COMP-1).

    RuleViolated where nothing says what was done, and, unless `for_other` says that it is known,
    where somebody else received it first.
    """
    with ctx.write() as session:
        row = _claim(ctx, session, no, version)
        ground = RegisterGround.of(ctx, session)
        closed = replace(
            row.fact(), closed_at=ground.now, closed_by=ground.me, handled=tidied(handled)
        )
        finding = check_close(closed, ctx.time)
        if finding is not None and not (for_other and finding.level is Level.WARNING):
            raise RuleViolated(
                msg("The rules do not allow it."),
                msg("See what each rule says, and what would make it pass."),
                [finding],
            )
        _within(handled)
        if _names_customer(handled):
            raise BadInput(msg("Check the complaint"), _REFERENCE_ONLY)
        values = {"closed_at": ground.now, "closed_by_id": _by(ctx), "handled": closed.handled}
        _update(ctx, session, row, Deed.COMPLAINT_CLOSE, **values)
        name = ground.people[ground.me].name
        subject = f"complaint:{no}"
        tell(ctx, session, [row.received_by_id], "complaint.closed", subject, name=name, no=no)


def _claim(
    ctx: Context, session: Session, no: str, version: int, *, to_reply: bool = False
) -> ComplaintRow:
    permission.require_say(ctx, session)
    ground = RegisterGround.of(ctx, session)
    row = reading.found(ground, no)
    if not reading.may_see(ground, row):
        raise permission.refusal(session, Action.SEE_CASES)
    owed = row.replied_at is None if to_reply else row.is_open
    if row.version != version or not owed:
        raise _conflict(row)
    if not reading.may_deal(ground, row):
        raise permission.refusal(session, Action.REGISTER_CASE)
    return row


def _conflict(row: ComplaintRow) -> Conflict:
    stands = msg("still open")
    if row.replied_at is not None:
        stands = msg("answered {at}", at=row.replied_at)
    if row.closed_at is not None:
        stands = msg("closed {at} by {name}", at=row.closed_at, name=row.closed_by_name or "–")
    return Conflict(
        msg("Somebody was faster"),
        msg("{no} has changed since you opened it: it is {state} now.", no=row.no, state=stands),
    )


def _update(ctx: Context, session: Session, row: ComplaintRow, deed: Deed, **values: Any) -> None:
    moved = session.execute(
        update(Complaint)
        .where(Complaint.id == row.id, Complaint.version == row.version)
        .values(version=row.version + 1, **values)
        .returning(Complaint.id)
    ).all()
    assert len(moved) == 1, "the writing transaction holds the lock"
    told = {name: value for name, value in values.items() if name.endswith("_at")}
    ctx.audit(session, deed, f"complaint:{row.no}", after=told)


def _check(ctx: Context, new: NewComplaint) -> None:
    problems = []
    if not tidied(new.contact_ref):
        problems.append(msg("Give the contact's reference."))
    if not tidied(new.subject):
        problems.append(msg("Say what the complaint is about."))
    if _names_customer(new.subject) or _names_customer(new.contact_ref):
        problems.append(_REFERENCE_ONLY)
    if new.received_at is not None and not (ctx.now() - _PAST <= new.received_at <= ctx.now()):
        problems.append(msg("It was received within the last 60 days."))
    if problems:
        raise BadInput(msg("Check the complaint"), problems[0], problems)
    for words in (new.subject, new.contact_ref):
        _within(words)


def _names_customer(words: str) -> bool:
    """Whether a mobile number stands in it, in half or full width."""
    return _TELEPHONE.search(normalize("NFKC", words)) is not None


def _within(words: str) -> None:
    if len(words) > MOST:
        raise BadInput(msg("Too many characters"), msg("At most {most} characters.", most=MOST))


def _by(ctx: Context) -> int:
    if ctx.actor.person_id is None:
        raise NotAllowed(msg("Not allowed"), msg("Only people with a post register complaints."))
    return ctx.actor.person_id
