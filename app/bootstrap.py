"""The composition root: from an address to a Context that services can act in."""

from __future__ import annotations

import getpass
import secrets
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

from app import settings
from app.address import ServerAddress, StoreAddress
from app.context import Actor, Clock, Context, system_clock
from app.errors import BadInput, StoreProblem
from app.models import Setting, SettingKey
from app.rules.calendar import CentreTime
from app.rules.deeds import Deed
from app.rules.vocabulary import Message, msg
from app.store import moved, moving, places
from app.store.places import Named, place_at
from app.store.port import Place
from app.store.records import Backup, Report, Restored

DEFAULT_ZONE = "Asia/Shanghai"
MOVED = moved.MOVED
_BEHIND, _AHEAD = timedelta(hours=1), timedelta(days=366)
"""How far a clock may be from the store's last entry before the keeper is told."""


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
    return _create(_place(named), zone, centre_name, actor or keeper(), clock)


@contextmanager
def filling_store(
    named: Named, zone: str = DEFAULT_ZONE, *, keep: bool = True
) -> Iterator[Context]:
    """A new store to be filled, which takes its place at the end, so that a failure leaves none
    behind; without `keep` it never does. It is closed by whoever fills it."""
    with _place(named).unfilled(keep=keep) as place:
        yield _create(place, zone, "", keeper(), system_clock)


def open_store(
    named: Named,
    actor: Actor | None = None,
    clock: Clock = system_clock,
    *,
    backups: Path | None = None,
) -> Context:
    """Open a store; StoreProblem says what to do where that cannot be.

    An older store is backed up and brought to the present schema. At the first opening of a day
    (in the centre's zone) a backup is taken. What its keeper should know is in `store.notices`.
    `backups`: of a store on a server, another folder for them than the configured one.
    """
    return _open(_place(named, backups), actor or keeper(), clock)


def is_there(named: Named) -> bool:
    """Whether there is a store."""
    return _place(named).is_there()


def centre_at(address: ServerAddress) -> str | None:
    """The name of the centre whose store is there ("" where it has none yet); None: the database is
    empty. Nothing is changed or recorded.

    StoreProblem for whatever else is there, and where nobody answers; PasswordNeeded.
    """
    return places.centre_at(address)


def tell_password(address: ServerAddress, password: str) -> None:
    """Connect to the server with this password from now on, as long as this process lives."""
    places.tell_password(address, password)


def told_password(address: ServerAddress) -> str:
    """What was told of it so far; "" where nothing was."""
    return places.told_password(address)


def open_demo(named: Named, fresh: bool = False, clock: Clock = system_clock) -> Context:
    """Open the demo centre; it is made where there is none, or where its month is over.

    `fresh` makes it anew in any case. Only a demo is ever replaced: StoreProblem where another
    store is there.
    """
    from app.demo import filling

    place = _place(named)
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
    return _place(named).verify()


def backups_of(named: Named) -> list[Backup]:
    """The backups of a store that may be damaged or gone, the newest first."""
    return _place(named).backups()


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
    return _place(named).restore(backup, clock(), name, another_centre=another_centre)


def move_store(
    source: Named,
    target: Named,
    clock: Clock = system_clock,
) -> int:
    """Move a centre from a file to an empty database on a server, or from there to a new file: all
    that is recorded, or nothing; how many rows that is.

    The old store stays as it is and says where the centre went. BadInput where both are of a
    kind; StoreProblem where the old one has faults or others are at work in it, or where something
    is in the new place.
    """
    here, there = _place(source), _place(target)
    moving.refuse_alike(here, there)
    there.refuse_taken()
    here.refuse_in_use()  # what is entered at another desk meanwhile would not get there
    context = _open(here, keeper(), clock)
    try:
        _refuse_faulty(context)
        with context.write(long=True) as session:
            rows = moving.move(context.store, here, there, context.now(), context.actor.name)
            where = str(there.address)
            session.merge(Setting(key=SettingKey.MOVED_TO, value=where))
            context.audit(session, Deed.STORE_MOVE, "store", after={"moved_to": where})
    finally:
        context.store.close()
    return rows


def _refuse_faulty(context: Context) -> None:
    faults = context.store.verify().faults
    if faults:
        raise StoreProblem(
            msg("The store is not whole and was not moved."),
            msg(
                "{path}: {fault} Nothing was changed. What another program changed can be "
                "accepted (dutydesk verify --accept); else go back to a backup first.",
                path=str(context.store.address),
                fault=faults[0].message,
            ),
        )


def _place(named: Named, backups: Path | None = None) -> Place:
    configured = settings.load()
    return place_at(named, configured.seen, backups or configured.backups)


def _create(place: Place, zone: str, centre_name: str, actor: Actor, clock: Clock) -> Context:
    _check_zone(zone)
    facts: dict[str, str] = {
        SettingKey.AUDIT_KEY: secrets.token_hex(32),
        SettingKey.ZONE: zone,
        SettingKey.CENTRE_NAME: centre_name,
    }
    place.make(clock(), actor.name, facts)
    return _open(place, actor, clock)


def _open(place: Place, actor: Actor, clock: Clock) -> Context:
    store = place.open(clock, actor.name)
    try:
        facts = store.settings()
        context = Context(store, actor, _time_of(facts, store.address), store.clock)
        store.look_after(facts, context.clock(), context.time.local_date)
        store.notices.extend(_clock_notices(context))
        store.notices.extend(_moved(facts))
    except BaseException:
        store.close()
        raise
    return context


def _time_of(facts: Mapping[str, str], address: StoreAddress) -> CentreTime:
    """The centre's; StoreProblem where somebody else took it away or made it none."""
    try:
        return CentreTime(facts[SettingKey.ZONE])
    except (KeyError, ValueError, OSError):
        raise StoreProblem(
            msg("The store is damaged."),
            msg(
                "{path} has no time zone any more: something other than this program changed it. "
                "Restore the latest backup.",
                path=str(address),
            ),
        ) from None


def _clock_notices(context: Context) -> list[Message]:
    """What the keeper should know of this computer's clock, held against the store's last entry."""
    last, clock = context.look_back(), context.clock()
    if clock < last - _BEHIND:
        return [
            msg(
                "This computer's clock shows {clock}, but the store's last entry was made at "
                "{last}. Set the clock; until then the store goes by its last entry. If the clock "
                "is right, another one was wrong: go back to a backup from before that entry.",
                clock=clock,
                last=last,
            )
        ]
    if clock > last + _AHEAD:
        return [
            msg(
                "The store's last entry was made at {last}, more than a year before what this "
                "computer's clock shows, {clock}. Check the clock before anybody works: what is "
                "recorded cannot be dated back.",
                clock=clock,
                last=last,
            )
        ]
    return []


def _moved(facts: Mapping[str, str]) -> Iterator[Message]:
    """What whoever opens a store is told in which the centre does not work any more."""
    if (where := facts.get(SettingKey.MOVED_TO)) is not None:
        yield msg(MOVED.msgid, where=where)


def _check_zone(zone: str) -> None:
    try:
        ZoneInfo(zone)
    except (KeyError, ValueError, OSError):
        raise BadInput(
            msg("This is no time zone."),
            msg("{zone} is not known. Write it like Asia/Shanghai.", zone=zone),
        ) from None
