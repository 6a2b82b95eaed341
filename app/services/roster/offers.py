"""Open shifts on offer to all who may take them, until an instant; and time off if calls are few.

The first yes, or the leader's pick among those who said yes, is a tracked change of the published
roster in the same transaction.
"""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import insert, select, update
from sqlalchemy.orm import Session

from app.context import Context
from app.errors import BadInput, Conflict, NotFound, RuleViolated
from app.models import Post, ShiftOffer, ShiftType, ShiftVolunteer, Team
from app.queries.known import ids
from app.queries.reference import reference
from app.queries.roster.lines import stays_of
from app.queries.roster.offers import OfferRow, offers
from app.queries.roster.scopes import month_rows
from app.reading import permission
from app.reading.leave.cover import open_shift
from app.reading.roster.crew import crew_on, places_open
from app.reading.roster.offers import against_taking, is_theirs
from app.rules.deeds import Deed
from app.rules.edits import CellChange
from app.rules.facts import Person, Place
from app.rules.offers import Crew, Wanted, ends_in_time
from app.rules.permissions import Action
from app.rules.vocabulary import Message, OfferChoice, OfferKind, OfferStatus, Role, msg
from app.services.leave.cover import leaders_of, place_cover
from app.services.requests.ledger import next_number, tell, tell_all
from app.services.roster.editing import place_shifts
from app.services.roster.offer_upkeep import end_met, make_room
from app.services.roster.scope import Target
from app.services.typed import tidied

_MET = {
    OfferKind.TAKE: msg("Enough people work this shift by now. Nothing was changed."),
    OfferKind.OFF: msg("Nobody more can be spared from this shift. Nothing was changed."),
}
_ROLES = (Role.AGENT, Role.TEAM_LEADER)


def offer(ctx: Context, wanted: Wanted) -> str:
    """Offer a shift, or time off, to all who may take it; the offer's number.

    By whoever drafts the team's roster. Raises BadInput for an end that is past or after the
    shift and for a month that is not published, Conflict where the leave's shift is covered
    or on offer already.
    """
    with ctx.write() as session:
        place = _place_of(session, wanted.team_id)
        permission.require(ctx, session, Action.DRAFT_ROSTER, place)
        shift = reference(session).shifts.get(wanted.code)
        shift_id = session.scalar(select(ShiftType.id).where(ShiftType.code == wanted.code))
        if shift is None or shift_id is None:
            raise NotFound(msg("Unknown shift"), msg("No shift has this code."))
        _refuse_unfit(ctx, wanted, ctx.time.interval(shift, wanted.day)[1])
        _refuse_unpublished(session, wanted)
        leave_no = _leave_of(ctx, session, wanted)
        crew = crew_on(ctx, session, wanted.team_id, wanted.day, wanted.code)
        _refuse_short(session, wanted, crew)
        no = next_number(session, ShiftOffer.offer_no, "O")
        values = {
            "offer_no": no, "kind": wanted.kind, "team_id": wanted.team_id, "day": wanted.day,
            "shift_id": shift_id, "absent_id": wanted.absent_id, "leave_no": leave_no,
            "places": wanted.places, "taken": 0, "choice": wanted.choice, "until": wanted.until,
            "reason": tidied(wanted.reason), "above": _above(session, wanted, crew),
            "below_reason": tidied(wanted.below_reason), "status": OfferStatus.OPEN,
            "made_at": ctx.now(), "made_by_no": ctx.actor.name,
        }  # fmt: skip
        session.execute(insert(ShiftOffer), [values])
        row = _open(session, no)
        ctx.audit(session, Deed.OFFER_MAKE, _subject(row), after=_made(row, crew))
        tell(ctx, session, _may_take(ctx, session, row), f"offer.{row.kind}", _subject(row),
             **_words(row), until=row.until)  # fmt: skip
        return no


def take(ctx: Context, no: str) -> bool:
    """Say yes to an offer; whether the shift is theirs now (else the leader picks).

    A yes that was said already changes nothing. Raises Conflict where somebody was faster, where
    the need is filled by now or the offer has ended, RuleViolated with what stands against it.
    """
    end_met(ctx, no)
    with ctx.write() as session:
        row, me = _open(session, no), ctx.actor.person_id
        permission.require(ctx, session, Action.TAKE_SHIFT, person_id=me)
        _refuse_ended(ctx, row, msg("Its time is over. Ask your leader."))
        if is_theirs(ctx, session, row, me):
            return True
        person = _fit(ctx, session, row, me)
        said = row.said_yes(person.id)
        if said and row.choice is OfferChoice.PICK:
            return False
        if not said:
            session.execute(
                insert(ShiftVolunteer).values(
                    offer_id=row.id, person_id=person.id, at=ctx.now(), taken_at=None
                )
            )
        ctx.audit(session, Deed.OFFER_YES, _subject(row), after={"by": person.no})
        if row.choice is OfferChoice.FIRST:
            _give(ctx, session, row, person)
            return True
        makers = ids(session, numbers=[row.made_by_no]).values()
        tell(ctx, session, [*makers], "offer.yes", _subject(row), name=person.name, **_words(row))
        return False


def pick(ctx: Context, no: str, person_id: int) -> None:
    """Give an offered shift to one of those who said yes, as long as it stands: a shift that is
    over was worked as it was. Raises as `take`."""
    end_met(ctx, no)
    with ctx.write() as session:
        row = _open(session, no)
        permission.require(ctx, session, Action.DRAFT_ROSTER, row.place)
        _refuse_ended(ctx, row, msg("Its time is over. Make another offer."))
        if not row.said_yes(person_id):
            raise BadInput(msg("Nobody to pick"), msg("They did not say yes to this offer."))
        _give(ctx, session, row, _fit(ctx, session, row, person_id))


def withdraw(ctx: Context, no: str) -> None:
    """End an offer before its time; who said yes is told."""
    with ctx.write() as session:
        row = _open(session, no)
        permission.require(ctx, session, Action.DRAFT_ROSTER, row.place)
        _end(ctx, session, row, OfferStatus.WITHDRAWN, Deed.OFFER_WITHDRAW)
        tell(ctx, session, _waiting(row), "offer.withdrawn", _subject(row), **_words(row))


def expire_due(ctx: Context) -> int:
    """End the offers whose time is over or whose need is filled; how many. Whoever made one is
    told."""
    return _end_late(ctx) + end_met(ctx)


def _end_late(ctx: Context) -> int:
    with ctx.read() as session:
        if not _due(ctx, session):
            return 0
    with ctx.write() as session:
        due = _due(ctx, session)
        for row in due:
            _end(ctx, session, row, OfferStatus.EXPIRED, Deed.OFFER_EXPIRE)
            told = {*_waiting(row), *ids(session, numbers=[row.made_by_no]).values()}
            tell_all(ctx, session, told, "offer.expired", _subject(row), **_words(row))
        return len(due)


def _due(ctx: Context, session: Session) -> list[OfferRow]:
    return [row for row in offers(session) if row.until <= ctx.now()]


def _open(session: Session, no: str) -> OfferRow:
    found = offers(session, no=no)
    if not found:
        raise NotFound(msg("No such offer"), msg("There is no offer {no}.", no=no))
    if found[0].met:
        raise Conflict(msg("This offer has ended"), _MET[found[0].kind])
    if found[0].status is not OfferStatus.OPEN:
        raise Conflict(
            msg("This offer has ended"),
            msg("Somebody was faster, or it was withdrawn. Nothing was changed."),
        )
    return found[0]


def _refuse_ended(ctx: Context, row: OfferRow, sentence: Message) -> None:
    if row.until <= ctx.now():
        raise Conflict(msg("This offer has ended"), sentence)


def _refuse_unpublished(session: Session, wanted: Wanted) -> None:
    """What nobody could be given is not offered: a yes is a change of the published roster."""
    key = (f"team:{wanted.team_id}", wanted.day.replace(day=1))
    row = month_rows(session, {key}).get(key)
    if row is None or row.version == 0:
        raise BadInput(
            msg("Not published yet"),
            msg("This month is still a draft. Edit the draft, then publish it."),
        )


def _refuse_unfit(ctx: Context, wanted: Wanted, end: datetime) -> None:
    if wanted.until.tzinfo is None or not ends_in_time(wanted.until, ctx.now(), end):
        raise BadInput(
            msg("Until when?"),
            msg("An offer ends after now and before its shift is over."),
        )
    if not 1 <= wanted.places <= 99 or (wanted.absent_id is not None and wanted.places != 1):
        raise BadInput(msg("How many?"), msg("One person for a shift that a leave opened."))


def _leave_of(ctx: Context, session: Session, wanted: Wanted) -> str:
    """The leave that opened the shift; Conflict where it is not open or on offer already."""
    if wanted.absent_id is None:
        return ""
    _shift, cell = open_shift(ctx, session, wanted.absent_id, wanted.day)
    same = (row for row in offers(session, wanted.day) if row.day == wanted.day)
    if any(row.absent_id == wanted.absent_id for row in same):
        raise Conflict(
            msg("It is on offer already"), msg("Withdraw that offer before you make another.")
        )
    return cell.leave.leave_no if cell.leave is not None else ""


def _place_of(session: Session, team_id: int) -> Place:
    return Place(session.scalar(select(Team.department_id).where(Team.id == team_id)), team_id)


def _may_take(ctx: Context, session: Session, row: OfferRow) -> list[int]:
    """Whom an offer is made to: all whom no rule keeps from it."""
    staff = session.scalars(
        select(Post.person_id)
        .where(Post.department_id == row.department_id, Post.role.in_(_ROLES))
        .distinct()
    ).all()
    against = against_taking(ctx, session, row, staff)
    return [key for key, found in against.items() if not found]


def _fit(ctx: Context, session: Session, row: OfferRow, person_id: int | None) -> Person:
    assert person_id is not None
    against = against_taking(ctx, session, row, [person_id])
    person = reference(session).person(person_id)
    if person is None or person_id not in against:
        raise BadInput(
            msg("Not offered to you"),
            msg("This shift is offered to others, or it is not yours to leave."),
        )
    if against[person_id]:
        raise RuleViolated(
            msg("{name} cannot take this shift", name=person.name),
            msg("Nothing was changed."),
            list(against[person_id]),
        )
    return person


def _refuse_short(session: Session, wanted: Wanted, crew: Crew) -> None:
    """Nobody lets more off than the need spares, unless they say why: it is on record."""
    if wanted.kind is not OfferKind.OFF or crew.needed is None or wanted.below_reason.strip():
        return
    asked = places_open(session, OfferKind.OFF, wanted.team_id, wanted.day, wanted.code)
    left = crew.working - asked - wanted.places
    if left < crew.needed:
        raise BadInput(
            msg("Too few would be left"),
            msg(
                "{left} would be left on {shift}, and {needed} are needed. Offer fewer places, or "
                "say why so few are enough; the reason stays on record.",
                left=max(left, 0), shift=wanted.code, needed=crew.needed,
            ),
        )  # fmt: skip


def _above(session: Session, wanted: Wanted, crew: Crew) -> int | None:
    """Up to how many beyond the need an offer goes, those of other offers included."""
    if wanted.kind is OfferKind.OFF or wanted.absent_id is not None:
        return None
    asked = places_open(session, wanted.kind, wanted.team_id, wanted.day, wanted.code)
    return crew.above(asked + wanted.places)


def _give(ctx: Context, session: Session, row: OfferRow, person: Person) -> None:
    """The shift is theirs, or off: one place less; compared and set, so that no two take one."""
    table = ShiftOffer
    taken = session.execute(
        update(table)
        .where(table.id == row.id, table.status == OfferStatus.OPEN, table.taken < table.places)
        .values(taken=table.taken + 1)
    )
    if taken.rowcount != 1:  # type: ignore[attr-defined]
        raise Conflict(
            msg("This offer has ended"),
            msg("Somebody was faster, or it was withdrawn. Nothing was changed."),
        )
    make_room(session, row)
    mine = (ShiftVolunteer.offer_id == row.id, ShiftVolunteer.person_id == person.id)
    session.execute(update(ShiftVolunteer).where(*mine).values(taken_at=ctx.now()))
    _place(ctx, session, row, person)
    ctx.audit(session, Deed.OFFER_TAKE, _subject(row), after={**_trail(row), "by": person.no})
    told = {person.id, *ids(session, numbers=[row.made_by_no]).values()}
    tell(ctx, session, told, f"offer.{row.kind}_done", _subject(row), name=person.name,
         **_words(row))  # fmt: skip
    if row.taken + 1 == row.places:
        session.execute(update(table).where(table.id == row.id).values(status=OfferStatus.FILLED))
        left = [key for key in _waiting(row) if key != person.id]
        tell(ctx, session, left, "offer.filled", _subject(row), **_words(row))


def _place(ctx: Context, session: Session, row: OfferRow, person: Person) -> None:
    """Write it into the published roster, with the offer as its reason."""
    if row.absent_id is not None:
        absent = reference(session).person(row.absent_id)
        assert absent is not None
        shift, cell = open_shift(ctx, session, row.absent_id, row.day)
        leave_no = cell.leave.leave_no if cell.leave else row.leave_no
        place_cover(ctx, session, shift, person, person.id, leave_no, row.no)
        return
    code = row.code if row.kind is OfferKind.TAKE else ""
    stay = next(one for one in stays_of(session, [person.no], row.day, row.day))
    change = CellChange(person.no, row.day, code)
    reason = " · ".join(part for part in (row.no, row.reason) if part)
    place_shifts(ctx, session, [Target(change, code, person.id, stay.unit)], reason)
    if row.kind is OfferKind.TAKE and stay.unit.team_id != row.team_id:
        others = leaders_of(ctx, session, person, row.day)
        tell(ctx, session, others, "offer.take_done", _subject(row), name=person.name,
             **_words(row))  # fmt: skip


def _end(ctx: Context, session: Session, row: OfferRow, status: OfferStatus, deed: Deed) -> None:
    table = ShiftOffer
    ended = session.execute(
        update(table)
        .where(table.id == row.id, table.status == OfferStatus.OPEN)
        .values(status=status)
    )
    if ended.rowcount == 1:  # type: ignore[attr-defined]
        ctx.audit(session, deed, _subject(row), {"status": "open"}, {"status": str(status)})


def _waiting(row: OfferRow) -> list[int]:
    return [one.person_id for one in row.volunteers if not one.taken]


def _subject(row: OfferRow) -> str:
    return f"offer:{row.no}"


def _words(row: OfferRow) -> dict[str, object]:
    return {"day": row.day, "shift": row.code}


def _made(row: OfferRow, crew: Crew) -> dict[str, object]:
    """What the trail keeps of a new offer; of one that goes below the need, by how much and why."""
    if not row.below_reason:
        return _trail(row)
    few = {"working": crew.working, "needed": crew.needed, "reason": row.below_reason}
    return {**_trail(row), **few}


def _trail(row: OfferRow) -> dict[str, object]:
    return {"day": row.day, "shift": row.code, "team": row.team_id, "places": row.places}
