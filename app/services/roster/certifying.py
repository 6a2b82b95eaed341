"""A month's certificate: read, judged and put on record in one transaction."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.context import Actor, Context
from app.errors import NotFound
from app.models import Person, RosterMonth
from app.queries import facts
from app.queries.keeping.centre import centre_name
from app.queries.keeping.trail import head_of
from app.queries.planning.parts import asked_needs, units
from app.queries.planning.rostered import AskedScene
from app.queries.planning.scene import load_scene, month_needs
from app.queries.roster.lines import Unit
from app.queries.roster.scopes import places_of_scopes
from app.reading import permission
from app.rules.deeds import Deed
from app.rules.facts import CENTRE
from app.rules.permissions import Action
from app.rules.rostering.certificate.judging import certify as judge
from app.rules.rostering.certificate.records import RosterCertificate
from app.rules.rostering.certificate.stated import digest
from app.rules.rostering.scene import RosterScene
from app.rules.vocabulary import msg


class NothingPublished(NotFound):
    """There may be a draft."""


@dataclass(frozen=True, slots=True)
class CertifiedRoster:
    """A certificate as it is handed out. `head`: the audit trail's where this very certificate is
    on record, as on other papers; `part`: the teams that it is about, () is the centre."""

    certificate: RosterCertificate
    draft: bool
    names: Mapping[str, str]
    part: tuple[Unit, ...]
    centre: str
    head: str
    made_at: datetime
    made_by: str


def certify(
    ctx: Context, month: date, *, draft: bool = False, scopes: Collection[str] | None = None
) -> CertifiedRoster:
    """Prove `month` (its first day) of `scopes` (None: of the centre), as published or as drafted.

    Whoever sees what the rules say of everybody there: NotAllowed. NotFound where nothing of it is
    published, or nobody is there of whom there might be a roster. A draft in which nobody has a
    shift yet is one: what is due in it is proved like all else.
    """
    asked = AskedScene(month, draft, scopes, proved=True)
    with ctx.write() as session:
        _require(ctx, session, scopes)
        scene = _scene(ctx, session, asked)
        found = judge(scene, ctx.time)
        _require_people(found)
        made = CertifiedRoster(
            certificate=found,
            draft=draft,
            names={no: person.name for no, person in scene.people.items()},
            part=_part(session, scopes),
            centre=centre_name(session),
            head="",
            made_at=ctx.now(),
            made_by=_who(session, ctx.actor),
        )
        subject = _subject(month, made.part)
        ctx.audit(session, Deed.ROSTER_CERTIFY, subject, None, _told(made))
    with ctx.read() as session:
        head = head_of(session, Deed.ROSTER_CERTIFY, subject, digest(found))
    return replace(made, head=head)


def _require(ctx: Context, session: Session, scopes: Collection[str] | None) -> None:
    places = [CENTRE] if scopes is None else places_of_scopes(session, scopes)
    for place in places:
        permission.require(ctx, session, Action.SEE_REGISTERS, place)


def _scene(ctx: Context, session: Session, asked: AskedScene) -> RosterScene:
    """With the needs of what is asked for, and no others."""
    now = ctx.now()
    if not asked.draft:
        _require_published(session, asked)
    policy = facts.policies(session).at(now)
    scene = load_scene(session, asked, ctx.time, now, policy)
    needs = month_needs(session, asked.month)
    needs = asked_needs(session, asked, needs, scene.people.values())
    return replace(scene, needs=needs)


def _require_published(session: Session, asked: AskedScene) -> None:
    row = RosterMonth
    published = select(row.id).where(row.month == asked.month, row.version > 0)
    if asked.scopes is not None:
        published = published.where(row.scope.in_(asked.scopes))
    if session.scalar(published.limit(1)) is None:
        raise NothingPublished(
            msg("Nothing is published"), msg("Nothing of that month is published there yet.")
        )


def _require_people(found: RosterCertificate) -> None:
    if not found.people:
        raise NotFound(
            msg("Nobody is on a roster"),
            msg("Nobody stands on a roster of that month there: there is nothing to prove."),
        )


def _who(session: Session, actor: Actor) -> str:
    """By name, where they have one in the store."""
    person = session.get(Person, actor.person_id) if actor.person_id else None
    return actor.name if person is None else person.name


def _part(session: Session, scopes: Collection[str] | None) -> tuple[Unit, ...]:
    if scopes is None:
        return ()
    return tuple(unit for unit in units(session) if unit.scope in scopes)


def _subject(month: date, part: tuple[Unit, ...]) -> str:
    """The month of a team, of a department with its teams, or of several."""
    departments = {unit.department_id for unit in part}
    scope = "roster"
    if len(part) == 1:
        scope = part[0].scope
    elif len(departments) == 1:
        scope = f"department:{departments.pop()}"
    return f"{scope}@{month:%Y-%m}"


def _told(made: CertifiedRoster) -> dict[str, Any]:
    """What the trail keeps: how much was found, and what the certificate says to the letter."""
    found = made.certificate
    return {
        "draft": made.draft,
        "people": len(found.people),
        "broken": len(found.hard),
        "short": len(found.short),
        "sha256": digest(found),
    }
