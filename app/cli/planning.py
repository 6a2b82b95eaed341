"""`dutydesk roster …`: a month's roster, made and proved."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from collections.abc import Callable, Mapping
from typing import Any

from app.text import _


def add_roster(roster: ArgumentParser, common: ArgumentParser, month: Any) -> None:
    """What can be asked of a roster. `month`: the reader of months."""
    deeds = roster.add_subparsers(dest="deed", metavar=_("DEED"), required=True)

    def add(name: str, what: str) -> ArgumentParser:
        """A deed with what each of them is told: the month, and the part of the centre."""
        deed = deeds.add_parser(
            name, help=what, description=what, parents=[common], allow_abbrev=False
        )
        deed.add_argument("--month", type=month, metavar="MONTH", required=True, help="2026-11")
        deed.add_argument("--department", metavar="NAME", help=_("this department only"))
        deed.add_argument("--team", metavar="NAME", help=_("this team only"))
        deed.add_argument("--format", choices=("text", "json"), default="text")
        return deed

    certify = add("certify", _("Prove a month's roster: every rule for everybody, and the needs."))
    certify.add_argument("--draft", action="store_true", help=_("as drafted, not as published"))


def roster(request: Namespace) -> int:
    """Do to a roster what is asked for."""
    return ROSTER[request.deed](request)


def certify(request: Namespace) -> int:
    """Print the certificate of a month; status 0 whatever it found."""
    from app.cli.certificates import certify_month

    return certify_month(request)


ROSTER: Mapping[str, Callable[[Namespace], int]] = {"certify": certify}
