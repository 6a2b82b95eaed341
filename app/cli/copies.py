"""What is asked of the commands that copy a store or move it."""

from __future__ import annotations

import argparse
from collections.abc import Callable
from pathlib import Path

from app.address import StoreAddress
from app.text import _


def add_backup(backup: argparse.ArgumentParser) -> None:
    backup.add_argument(
        "--also",
        metavar="DIR",
        help=_("a folder of another disk for a second copy, from now on; '' for none any more"),
    )
    backup.add_argument(
        "--to",
        type=Path,
        metavar="DIR",
        help=_("of a store on a server: the folder of its backups (or DUTYDESK_BACKUPS)"),
    )
    backup.add_argument(
        "--daily",
        action="store_true",
        help=_("of a store on a server: only if the day has none; older ones go"),
    )


def add_move(move: argparse.ArgumentParser, store: Callable[[str], StoreAddress]) -> None:
    move.add_argument("store", type=store, metavar="FROM", help=_("where the centre is"))
    move.add_argument(
        "target", type=store, metavar="TO", help=_("a new file, or an empty database")
    )
