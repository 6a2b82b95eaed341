"""`dutydesk import-volumes FILE`: a telephone system's contacts by interval into the store."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from app.cli.tables import print_json
from app.text import _

if TYPE_CHECKING:
    from app.services.planning.volumes import VolumesTaken


def add_arguments(parser: ArgumentParser) -> None:
    """What is told on the line."""
    parser.add_argument("file", type=Path, metavar="FILE")
    parser.add_argument(
        "--dry-run", action="store_true", help=_("say what would change, write nothing")
    )
    parser.add_argument("--format", choices=("text", "json"), default="text")


def bring(request: Namespace) -> int:
    """Write what the file states, all of it or nothing, and count it."""
    from app.cli.opening import opened
    from app.exchange.volumes import read_volumes
    from app.reading.planning.departments import names_of_departments
    from app.services.planning.volumes import bring_volumes

    with opened(request.store) as context:
        file = read_volumes(request.file, names_of_departments(context))
        told = bring_volumes(context, file, dry_run=request.dry_run)
    if request.format == "json":
        print_json(_counted(told, file.passed_over))
    else:
        _tell(told, file.passed_over, dry_run=request.dry_run)
    return 0


def _counted(told: VolumesTaken, passed_over: Sequence[str]) -> dict[str, Any]:
    return {
        "file": told.name,
        "added": told.added,
        "updated": told.updated,
        "unchanged": told.unchanged,
        "from": told.first and told.first.isoformat(),
        "to": told.last and told.last.isoformat(),
        "ignored": list(passed_over),
    }


def _tell(told: VolumesTaken, passed_over: Sequence[str], *, dry_run: bool) -> None:
    print(
        _("{sheet}: {added} added, {updated} updated, {unchanged} unchanged").format(
            sheet=told.name, added=told.added, updated=told.updated, unchanged=told.unchanged
        )
    )
    if passed_over:
        print(_("Ignored, as it means nothing here: {what}").format(what="; ".join(passed_over)))
    if not told.changed:
        print(_("Nothing changed: the store holds all of it already."))
    elif dry_run:
        print(_("This was a dry run: nothing was written."))
