"""Scorecards are kept by version (QA-2): one by which contacts were scored never changes."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, replace
from datetime import date

from sqlalchemy import delete, insert
from sqlalchemy.orm import Session

from app.context import Context
from app.errors import BadInput, Conflict, NotFound
from app.models import CardHelp, CardItem, table_of
from app.queries.quality.card_versions import CardVersion, card_versions
from app.reading import permission
from app.rules.deeds import Deed
from app.rules.permissions import Action
from app.rules.plaintext import identifier
from app.rules.scorecards.editing import (
    MAX_HELP,
    CardDraft,
    CardProblem,
    ItemDraft,
    card_problems,
    with_codes,
)
from app.rules.scorecards.scoring import PLACES, to_places
from app.rules.vocabulary import Message, msg
from app.services.seen import Seen, refuse_stale
from app.services.typed import tidied


def add_version(ctx: Context, card: CardDraft, *, fresh: bool = False) -> int:
    """Begin a new version of a card, or its first; the version.

    `fresh`: it is to be a new card, and Conflict where there is one of that name. It is used from
    a later day on than the version before it.
    """
    with ctx.write() as session:
        permission.require(ctx, session, Action.EDIT_CARDS)
        card = _checked(card)
        there = card_versions(session, card.card)
        if fresh and there:
            raise Conflict(
                msg("There is such a card"),
                msg("“{card}” is there already: make a new version of it, or choose another name.",
                    card=card.card),
            )  # fmt: skip
        _refuse_since(card.since, there)
        version = there[0].version + 1 if there else 1
        _write(session, card, version)
        _note(ctx, session, card, version, None)
        return version


def edit_version(
    ctx: Context, version: int, card: CardDraft, seen: Seen[CardDraft] | None = None
) -> None:
    """Change a version that nobody has scored by. Conflict where somebody has; Stale where it is
    no longer what was `seen`."""
    with ctx.write() as session:
        permission.require(ctx, session, Action.EDIT_CARDS)
        card = _checked(card)
        stands = _unused(session, card.card, version)
        refuse_stale(session, seen, stands.draft, card, _told, _subject(card.card, version))
        others = [one for one in card_versions(session, card.card) if one.version < version]
        _refuse_since(card.since, others)
        _refuse_after(card.since, version, session, card.card)
        _strike(session, card.card, version)
        _write(session, card, version)
        _note(ctx, session, card, version, stands)


def remove_version(
    ctx: Context, card: str, version: int, seen: Seen[CardDraft] | None = None
) -> None:
    """Take away a version that nobody has scored by."""
    with ctx.write() as session:
        permission.require(ctx, session, Action.EDIT_CARDS)
        stands = _unused(session, card, version)
        refuse_stale(session, seen, stands.draft, None, _told, _subject(card, version))
        _strike(session, card, version)
        before = {"items": len(stands.items), "since": stands.since}
        ctx.audit(session, Deed.CARD_REMOVE, _subject(card, version), before)


def _checked(card: CardDraft) -> CardDraft:
    tidy = replace(
        card,
        card=identifier(card.card),
        items=with_codes(_tidied(one) for one in card.items),
    )
    problems = card_problems(tidy)
    if problems:
        said = [_placed(problem, tidy.items) for problem in problems]
        raise BadInput(msg("The scorecard is not complete"), said[0], said)
    return tidy


def _tidied(one: ItemDraft) -> ItemDraft:
    return replace(
        one,
        item=identifier(one.item),
        title=tidied(one.title),
        heading=tidied(one.heading),
        help=tidied(one.help, MAX_HELP),
        weight=round(float(one.weight), PLACES),
        pass_mark=to_places(one.pass_mark),
    )


def _placed(problem: CardProblem, items: Sequence[ItemDraft]) -> Message:
    if problem.at is None:
        return problem.message
    return msg(
        "Item {n} ({title}): {problem}",
        n=problem.at + 1,
        title=items[problem.at].title or "–",
        problem=problem.message,
    )


def _refuse_since(since: date, before: Sequence[CardVersion]) -> None:
    if before and since <= before[0].since:
        raise BadInput(
            msg("From when on"),
            msg("Version {version} is used from {day} on; this one starts on a later day.",
                version=before[0].version, day=before[0].since),
        )  # fmt: skip


def _refuse_after(since: date, version: int, session: Session, card: str) -> None:
    """A version is used before the ones that come after it."""
    later = [one for one in card_versions(session, card) if one.version > version]
    if later and since >= later[-1].since:
        raise BadInput(
            msg("From when on"),
            msg("Version {version} is used from {day} on; this one starts on an earlier day.",
                version=later[-1].version, day=later[-1].since),
        )  # fmt: skip


def _unused(session: Session, card: str, version: int) -> CardVersion:
    stands = next((one for one in card_versions(session, card) if one.version == version), None)
    if stands is None:
        raise NotFound(msg("No such version"), msg("It is no longer in the store."))
    if stands.used:
        raise Conflict(
            msg("Contacts were scored by it"),
            msg("Version {version} of “{card}” stands in {n} inspections and calibrations, and "
                "stays as it is (QA-5). Make a new version, and say from when on it is used.",
                version=version, card=card, n=stands.used),
        )  # fmt: skip
    return stands


def _write(session: Session, card: CardDraft, version: int) -> None:
    rows = [asdict(row) for row in card.rows(version)]
    session.execute(insert(table_of(CardItem)), rows)
    beside = [
        {"card": card.card, "version": version, "item": one.item, "position": at,
         "heading": one.heading, "help": one.help}
        for at, one in enumerate(card.items)
    ]  # fmt: skip
    session.execute(insert(table_of(CardHelp)), beside)


def _strike(session: Session, card: str, version: int) -> None:
    for table in (CardHelp, CardItem):
        session.execute(delete(table).where(table.card == card, table.version == version))


def _note(
    ctx: Context, session: Session, card: CardDraft, version: int, before: CardVersion | None
) -> None:
    then = {"items": len(before.items), "since": before.since} if before else None
    now = {"items": len(card.items), "since": card.since}
    ctx.audit(session, Deed.CARD_KEEP, _subject(card.card, version), then, now)


def _subject(card: str, version: int) -> str:
    return f"card:{card}/{version}"


def _told(card: CardDraft) -> Message:
    return msg("{n} items, used from {day} on", n=len(card.items), day=card.since)
