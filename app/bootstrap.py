"""The composition root: from an address to a Context that services can act in."""

from __future__ import annotations

import getpass
import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from zoneinfo import ZoneInfo

from app.context import Actor, Clock, Context, system_clock
from app.errors import BadInput, StoreProblem
from app.models import SettingKey
from app.rules.calendar import CentreTime
from app.rules.vocabulary import msg
from app.store.places import Named, place_at
from app.store.port import Place
from app.store.records import Backup, Report, Restored

DEFAULT_ZONE = "Asia/Shanghai"


def keeper() -> Actor:
    """The store keeper: whoever holds the store, named by their account on this system."""
    return Actor(f"os:{getpass.getuser()}", keeper=True)


def create_store(
    named: Named,
    zone: str = DEFAULT_ZONE,
    centre_name: str = "",
    actor: Actor | None = None,
    clock: Clock = system_clock,
) -> Context:
    """Make a new, empty store, whole or not at all, and open it.

    StoreProblem where something is there already or the place will not do; BadInput for a zone
    that is none.
    """
    return _create(place_at(named), zone, centre_name, actor or keeper(), clock)


@contextmanager
def filling_store(named: Named, *, keep: bool = True) -> Iterator[Context]:
    """A new store to be filled, which takes its place at the end, so that a failure leaves none
    behind; without `keep` it never does. It is closed by whoever fills it."""
    with place_at(named).unfilled(keep=keep) as place:
        yield _create(place, DEFAULT_ZONE, "", keeper(), system_clock)


def open_store(named: Named, actor: Actor | None = None, clock: Clock = system_clock) -> Context:
    """Open a store; StoreProblem says what to do where that cannot be.

    An older store is backed up and brought to the present schema. At the first opening of a day
    (in the centre's zone) a backup is taken. What its keeper should know is in `store.notices`.
    """
    return _open(place_at(named), actor or keeper(), clock)


def is_there(named: Named) -> bool:
    """Whether there is a store."""
    return place_at(named).is_there()


def open_demo(named: Named, fresh: bool = False, clock: Clock = system_clock) -> Context:
    """Open the demo centre; it is made where there is none, or where its month is over.

    `fresh` makes it anew in any case. Only a demo is ever replaced: StoreProblem where another
    store is there.
    """
    from app.demo import filling

    place = place_at(named)
    if place.is_there():
        context = open_store(named, clock=clock)
        if not filling.is_demo(context):
            context.store.close()
            raise _no_demo(context)
        if not fresh and not filling.is_stale(context):
            filling.carry_on(context)
            return context
        context.store.close()
        place.remove()
    context = create_store(named, clock=clock)
    filling.fill(context)
    return context


def _no_demo(context: Context) -> StoreProblem:
    return StoreProblem(
        msg("This is not the demo."),
        msg(
            "{path} is a centre's own store and was left as it is.",
            path=str(context.store.address),
        ),
    )


def verify_store(named: Named) -> Report:
    """Look a store over that may be too damaged to be opened."""
    return place_at(named).verify()


def backups_of(named: Named) -> list[Backup]:
    """The backups of a store that may be damaged or gone, the newest first."""
    return place_at(named).backups()


def restore_store(
    named: Named,
    backup: Path,
    actor: Actor | None = None,
    clock: Clock = system_clock,
    *,
    another_centre: bool = False,
) -> Restored:
    """Go back to a backup, also where the store is damaged or gone; what was there is kept.

    AnotherCentre where it is a backup of another centre's store, unless that is wanted.
    """
    name = (actor or keeper()).name
    return place_at(named).restore(backup, clock(), name, another_centre=another_centre)


def _create(place: Place, zone: str, centre_name: str, actor: Actor, clock: Clock) -> Context:
    _check_zone(zone)
    settings: dict[str, str] = {
        SettingKey.AUDIT_KEY: secrets.token_hex(32),
        SettingKey.ZONE: zone,
        SettingKey.CENTRE_NAME: centre_name,
    }
    place.make(clock(), actor.name, settings)
    return _open(place, actor, clock)


def _open(place: Place, actor: Actor, clock: Clock) -> Context:
    store = place.open(clock(), actor.name)
    try:
        settings = store.settings()
        context = Context(store, actor, CentreTime(settings[SettingKey.ZONE]), clock)
        store.look_after(settings, context.now(), context.time.local_date)
    except BaseException:
        store.close()
        raise
    return context


def _check_zone(zone: str) -> None:
    try:
        ZoneInfo(zone)
    except (KeyError, ValueError, OSError):
        raise BadInput(
            msg("This is no time zone."),
            msg("{zone} is not known. Write it like Asia/Shanghai.", zone=zone),
        ) from None
