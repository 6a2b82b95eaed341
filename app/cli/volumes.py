"""`dutydesk import-volumes FILE`: a telephone system's contacts by interval into the store."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from app.cli.tables import print_json
from app.text import _
from app.text.volumes import volume_lines

if TYPE_CHECKING:
    from app.exchange.volumes import VolumeFile

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
        names = names_of_departments(context)
        file = read_volumes(request.file, names, time=context.time)
        told = bring_volumes(context, file, dry_run=request.dry_run)
    if request.format == "json":
        print_json(_counted(told, file))
    else:
        _tell(told, file, dry_run=request.dry_run)
    return 0


def _counted(told: VolumesTaken, file: VolumeFile) -> dict[str, Any]:
    return {
        "file": told.name,
        "added": told.added,
        "updated": told.updated,
        "unchanged": told.unchanged,
        "from": told.first and told.first.isoformat(),
        "to": told.last and told.last.isoformat(),
        "ignored": list(file.passed_over),
        "counted_together": [at.isoformat(timespec="minutes") for at in file.together],
        "nobodys_job_types": list(told.nobodys),
    }


def _tell(told: VolumesTaken, file: VolumeFile, *, dry_run: bool) -> None:
    print(
        _("{sheet}: {added} added, {updated} updated, {unchanged} unchanged").format(
            sheet=told.name, added=told.added, updated=told.updated, unchanged=told.unchanged
        )
    )
    if file.passed_over:
        what = "; ".join(file.passed_over)
        print(_("Ignored, as it means nothing here: {what}").format(what=what))
    for line in volume_lines(file.together, told.nobodys):
        print(line)
    if not told.changed:
        print(_("Nothing changed: the store holds all of it already."))
    elif dry_run:
        print(_("This was a dry run: nothing was written."))
