"""A calibration: opened over some contacts for several inspectors, closed, its readings noted.

Its inspections are scored where all are (`services/quality/scoring`). Nobody sees another's before
all have scored or it is closed (`rules/scorecards/blind`).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from sqlalchemy import delete, func, insert, or_, select, update
from sqlalchemy.orm import Session

from app.context import Context
from app.errors import BadInput, Conflict, NotFound, RuleViolated
from app.models import Calibration, CardReading, Draft, Inspection, PlannedInspection, table_of
from app.queries.quality.calibrations import CalibrationRow, calibrations
from app.queries.quality.scoring_cards import CardChoice, card_lines, in_force
from app.queries.quality.scoring_plan import listed_call
from app.queries.reference import Reference, reference
from app.reading import permission
from app.reading.quality.scoring import draft_place
from app.rules import facts as f
from app.rules.deeds import Deed
from app.rules.permissions import Action
from app.rules.quality import check_inspector
from app.rules.scorecards.blind import CalibrationState
from app.rules.scorecards.sampling import monday
from app.rules.vocabulary import Message, msg
from app.services.people.places import department_name
from app.services.quality.claiming import check_listed
from app.services.requests.ledger import tell
from app.services.typed import tidied, worded

LEAST_RATERS, MOST_CONTACTS, MOST_RATERS = 2, 50, 30
_PAST = timedelta(days=366)
_REF, _LINK, _TITLE = 100, 1000, 100


@dataclass(frozen=True, slots=True)
class CalibrationContact:
    """A contact that all are to score. `contact_at`, `link` of one that the telephone system's
    list has: the list's own where they are left out."""

    ref: str
    agent_id: int
    contact_at: datetime | None = None
    link: str = ""


@dataclass(frozen=True, slots=True)
class NewCalibration:
    """What is to be scored, by which card and by whom (ids)."""

    title: str
    department_id: int
    card: str
    card_version: int
    contacts: Sequence[CalibrationContact]
    raters: Sequence[int]


def open_calibration(ctx: Context, new: NewCalibration) -> str:
    """Give each of the raters each of the contacts to score; the calibration's number.

    BadInput where something is missing, RuleViolated where QA-3 does not let a rater score a
    contact, Conflict where the card has another version in force by now.
    """
    with ctx.write() as session:
        department_name(session, new.department_id)
        place = f.Place(new.department_id)
        permission.require(ctx, session, Action.CALIBRATE, place)
        known = reference(session)
        title = worded(new.title, msg("Say what it is about: “Refunds, October”."))
        if len(title) > _TITLE:
            raise BadInput(msg("Text"), msg("At most {n} letters.", n=_TITLE))
        _check_card(ctx, session, new)
        contacts = tuple(_contact(ctx, session, known, one) for one in new.contacts)
        _check(ctx, known, new, contacts)
        no = _next_number(session)
        key = session.execute(
            insert(Calibration)
            .values(
                calibration_no=no,
                title=title,
                department_id=new.department_id,
                card=new.card,
                card_version=new.card_version,
                opened_at=ctx.now(),
                opened_by_id=ctx.actor.person_id,
                version=1,
            )
            .returning(Calibration.id)
        ).scalar_one()
        _plan(ctx, session, key, contacts, new.raters)
        after = {"title": title, "people": len(new.raters), "contacts": len(contacts)}
        ctx.audit(session, Deed.CALIBRATION_OPEN, f"calibration:{no}", after=after)
        tell(ctx, session, new.raters, "calibration.opened", f"calibration:{no}",
             no=no, title=title, n=len(contacts))  # fmt: skip
        return no


def close_calibration(ctx: Context, no: str, version: int) -> int:
    """End it; how many were not scored. They are dropped, with its number as the reason, and the
    drafts of them go. Conflict where it is closed already."""
    with ctx.write() as session:
        row = _kept(ctx, session, no)
        if row.closed_at is not None or row.version != version:
            raise Conflict(
                msg("Somebody was faster"), msg("Calibration {no} is closed already.", no=no)
            )
        plan, key = PlannedInspection, row.id
        session.execute(
            update(Calibration)
            .where(Calibration.id == key, Calibration.version == version)
            .values(closed_at=ctx.now(), closed_by_id=ctx.actor.person_id, version=version + 1)
        )
        dropped = session.scalars(
            update(plan)
            .where(plan.calibration_id == key, plan.inspection_id.is_(None), plan.dropped == "")
            .values(dropped=no, version=plan.version + 1)
            .returning(plan.id)
        ).all()
        places = [draft_place(one) for one in dropped]
        session.execute(delete(Draft).where(Draft.place.in_(places)))
        ctx.audit(session, Deed.CALIBRATION_CLOSE, f"calibration:{no}")
        raters = [one.id for one in row.raters]
        tell(ctx, session, raters, "calibration.closed", f"calibration:{no}",
             no=no, title=row.title)  # fmt: skip
        return len(dropped)


def note_reading(ctx: Context, no: str, item: str, text: str) -> None:
    """Keep with the card how an item is to be read, as was agreed once the scores were open.

    Conflict while they are not, NotFound of an item that the card has not.
    """
    with ctx.write() as session:
        row = _kept(ctx, session, no)
        if row.state is CalibrationState.BLIND:
            raise Conflict(
                msg("It is still scored"),
                msg("How an item is read is agreed once all have scored, or the calibration is "
                    "closed: it would tell those who have not scored yet."),
            )  # fmt: skip
        lines = card_lines(session, CardChoice(row.card, row.card_version))
        line = next((one for one in lines if one.item.item == item), None)
        if line is None:
            raise NotFound(msg("No such item"), msg("Choose an item of the card."))
        agreed = worded(text, msg("Say how the item is to be read."))
        session.execute(
            insert(table_of(CardReading)).values(
                card=row.card, item=item, calibration_id=row.id, text=agreed,
                noted_at=ctx.now(), noted_by_id=ctx.actor.person_id,
            )
        )  # fmt: skip
        after = {"item_title": line.item.title, "note": agreed}
        subject = f"card:{row.card}/{row.card_version}"
        ctx.audit(session, Deed.CARD_AGREE, subject, after=after)


def tell_when_scored(ctx: Context, session: Session, no: str) -> None:
    """Tell its inspectors that all have scored, where nobody has anything left to."""
    for row in calibrations(session, no):
        if row.state is CalibrationState.SCORED:
            raters = [one.id for one in row.raters]
            tell(ctx, session, raters, "calibration.scored", f"calibration:{no}",
                 no=no, title=row.title)  # fmt: skip


def _kept(ctx: Context, session: Session, no: str) -> CalibrationRow:
    """The calibration, if the actor may keep it. One that came with a workbook cannot be."""
    row = next(iter(calibrations(session, no)), None)
    if row is None:
        raise NotFound(msg("No such calibration"), msg("{no} was not opened here.", no=no))
    permission.require(ctx, session, Action.CALIBRATE, f.Place(row.department_id))
    return row


def _check_card(ctx: Context, session: Session, new: NewCalibration) -> None:
    choices = [one for one in in_force(session, ctx.today()) if not one.standard]
    if CardChoice(new.card, new.card_version) in choices:
        return
    now = next((one for one in choices if one.card == new.card), None)
    raise Conflict(
        msg("The scorecard has changed"),
        msg("Version {version} is in force by now. Look it over, and open it once more.",
            version=now.version)
        if now else msg("This card is not in force today. Choose another one."),
    )  # fmt: skip


def _contact(
    ctx: Context, session: Session, known: Reference, one: CalibrationContact
) -> CalibrationContact:
    """As it is kept: tidied, with what the telephone system's list says of it."""
    ref, link = tidied(one.ref, _REF), tidied(one.link, _LINK)
    listed = listed_call(session, ref) if ref else None
    if listed is None:
        return replace(one, ref=ref, link=link)
    check_listed(known, listed, one.agent_id)
    agent_id, call = listed
    return CalibrationContact(ref, agent_id, one.contact_at or call.started_at, link or call.link)


def _check(
    ctx: Context, known: Reference, new: NewCalibration, contacts: Sequence[CalibrationContact]
) -> None:
    problems = [*_contact_problems(ctx, known, new, contacts), *_rater_problems(ctx, known, new)]
    if problems:
        raise BadInput(msg("The calibration is not complete"), problems[0], problems)
    today, findings = ctx.today(), []
    for rater in new.raters:
        who = known.person(rater)
        assert who is not None, "asked above"
        for one in contacts:
            asked = f.Inspection(one.ref, known.number(one.agent_id), who.no, ctx.now())
            found = check_inspector(asked, who.post_on(today), today)
            findings += [found] if found else []
    if findings:
        raise RuleViolated(
            msg("The rules do not allow it."),
            msg("See what each rule says, and what would make it pass."),
            findings,
        )


def _contact_problems(
    ctx: Context, known: Reference, new: NewCalibration, contacts: Sequence[CalibrationContact]
) -> list[Message]:
    found, refs = [], [one.ref for one in contacts]
    if not contacts:
        found.append(msg("Choose a contact at least."))
    if len(contacts) > MOST_CONTACTS:
        found.append(msg("At most {n} contacts.", n=MOST_CONTACTS))
    for ref in sorted({ref for ref in refs if refs.count(ref) > 1}):
        found.append(msg("Contact {ref} stands there twice.", ref=ref))
    for one in contacts:
        who = known.person(one.agent_id)
        if not one.ref:
            found.append(msg("Enter the contact's reference."))
        elif one.contact_at is None or not _recent(ctx, one.contact_at):
            found.append(
                msg("{ref}: the contact was before now, and not over a year ago.", ref=one.ref)
            )
        if who is None or known.place_of(who.id, ctx.today()).department != new.department_id:
            found.append(
                msg("{ref}: {name} is not of this department.", ref=one.ref,
                    name=who.name if who else "–")
            )  # fmt: skip
    return found


def _rater_problems(ctx: Context, known: Reference, new: NewCalibration) -> list[Message]:
    """Save for what QA-3 says, which is a finding."""
    found, today = [], ctx.today()
    if not LEAST_RATERS <= len({*new.raters}) <= MOST_RATERS:
        found.append(
            msg("Choose {n} inspectors at least: agreement is told between them.", n=LEAST_RATERS)
        )
    if len({*new.raters}) != len(new.raters):
        found.append(msg("Each inspector stands there once."))
    for rater in new.raters:
        who = known.person(rater)
        if who is None or not who.posts or not who.speaks_on(today):
            found.append(msg("Choose among those who are here today."))
        elif who.post_on(today).place.department != new.department_id:
            found.append(msg("{name} is of another department.", name=who.name))
    return found


def _recent(ctx: Context, at: datetime) -> bool:
    return at.tzinfo is not None and ctx.now() - _PAST <= at <= ctx.now()


def _next_number(session: Session) -> str:
    """The next one that stands neither here nor on an inspection that was brought in."""
    count = session.scalar(select(func.count()).select_from(Calibration)) or 0
    while True:
        count += 1
        no = f"C-{count:05}"
        taken = select(Calibration.id).where(Calibration.calibration_no == no).exists()
        named = select(Inspection.id).where(Inspection.calibration_no == no).exists()
        if not session.scalar(select(or_(taken, named))):
            return no


def _plan(
    ctx: Context, session: Session, key: int, contacts: Sequence[CalibrationContact],
    raters: Sequence[int],
) -> None:  # fmt: skip
    rows = []
    for one in contacts:
        listed = listed_call(session, one.ref)
        seconds = listed[1].seconds if listed else None
        rows += [
            {"calibration_id": key, "agent_id": one.agent_id, "inspector_id": rater,
             "week": monday(ctx.today()), "contact_ref": one.ref, "contact_at": one.contact_at,
             "seconds": seconds, "link": one.link, "dropped": "", "version": 1}
            for rater in raters
        ]  # fmt: skip
    session.execute(insert(table_of(PlannedInspection)), rows)
