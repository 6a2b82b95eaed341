"""Keeping the store: copies of it, going back to one, and moving it elsewhere."""

from __future__ import annotations

import shlex
from argparse import Namespace
from pathlib import Path

from app.address import ServerAddress
from app.bootstrap import move_store, open_store, restore_store
from app.cli.admission import admit
from app.cli.opening import closing
from app.errors import AnotherCentre, BadInput, StoreProblem
from app.rules.vocabulary import msg
from app.services.keeping.store_care import back_up_now, back_up_today
from app.services.keeping.store_settings import keep_second
from app.text import _


def backup(request: Namespace) -> int:
    """Copy the store into the folder of its backups, and say where; `--also` sets another place."""
    on_server = isinstance(request.store, ServerAddress)
    if (request.to or request.daily) and not on_server:
        raise BadInput(
            msg("Only for a store on a server"),
            msg(
                "A file's backups lie beside it, and the day's is taken whenever it is opened. "
                "Leave --to and --daily out; --also names a second place."
            ),
        )
    if request.also is not None and on_server:
        raise BadInput(
            msg("Only for a store in a file"),
            msg("Backups of a store on a server are in one folder, which --to names: copy that."),
        )
    with closing(open_store(request.store, backups=request.to)) as context:
        if request.also is not None:
            keep_second(context, Path(request.also).absolute() if request.also else None)
        taken = back_up_today(context) if request.daily else back_up_now(context)
    if taken is None:
        print(_("The day has its backup already."))
    else:
        print(_("Backed up: {path}").format(path=taken.path))
    return 0


def restore(request: Namespace) -> int:
    """Go back to a backup, also where the store is damaged or gone; say what was kept."""
    try:
        restored = restore_store(request.store, request.file, another_centre=request.another_centre)
    except AnotherCentre as error:
        raise StoreProblem(
            error.title,
            msg("{message} If that is meant, add --another-centre.", message=error.message),
        ) from error
    print(_("Restored: {path}").format(path=request.store))
    if restored.schema:
        print(
            _(
                "No copy could be made of what was there: it is kept in the database, in the "
                "schema {name}."
            ).format(name=restored.schema)
        )
    elif restored.kept:
        print(_("What was there is kept: {path}").format(path=restored.kept))
    return 0


def move(request: Namespace) -> int:
    """Move the centre to the other kind of store; say what is to be done next."""
    source, target = request.store, request.target
    if isinstance(target, ServerAddress):
        admit(target)
    rows = move_store(source, target)
    print(
        _("Moved: {rows} rows, from {source} to {target}.").format(
            rows=rows, source=source, target=target
        )
    )
    typed = shlex.quote(str(target))
    print(_("Name the new one at each desk: DUTYDESK_STORE={target}").format(target=typed))
    if isinstance(target, ServerAddress) and target.is_local:
        print(
            _(
                "Other computers do not find it by {host}: in their address stands the server's "
                "own name, and ?sslmode=verify-full behind the database."
            ).format(host=target.host or "localhost")
        )
    if isinstance(target, ServerAddress):
        print(
            _(
                "Have backups taken each day on one machine: dutydesk backup --daily --store "
                "{target}"
            ).format(target=typed)
        )
    print(
        _("The old store stays as it is, takes nothing any more, and says where the centre went.")
    )
    return 0
