"""`dutydesk roster …`: a month's roster, made and proved."""

from __future__ import annotations

from argparse import ArgumentParser, ArgumentTypeError, Namespace
from collections.abc import Callable, Mapping
from typing import Any

from app.text import _

USUAL_SECONDS = 60.0


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

    make = add("make", _("Fill a month's draft, so that every rule holds and needs are met."))
    _add_solving(make)
    certify = add("certify", _("Prove a month's roster: every rule for everybody, and the needs."))
    certify.add_argument("--draft", action="store_true", help=_("as drafted, not as published"))


def _add_solving(parser: ArgumentParser) -> None:
    """How long it may take, and whether it is to be repeatable."""
    parser.add_argument(
        "--seconds", type=_seconds, default=USUAL_SECONDS, metavar="N",
        help=_("how long to look for a better one (60)"),
    )  # fmt: skip
    parser.add_argument(
        "--seed", type=int, metavar="N",
        help=_("one worker, which makes the same roster for the same number"),
    )  # fmt: skip


def _seconds(word: str) -> float:
    try:
        seconds = float(word)
    except ValueError:
        seconds = 0.0
    if not 0 < seconds <= 86_400:
        raise ArgumentTypeError(_("{word} is no number of seconds").format(word=word))
    return seconds


def roster(request: Namespace) -> int:
    """Do to a roster what is asked for."""
    return ROSTER[request.deed](request)


def make(request: Namespace) -> int:
    """Fill a month's draft; status 1 where no roster can hold."""
    from app.cli.making import make_month

    return make_month(request)


def certify(request: Namespace) -> int:
    """Print the certificate of a month; status 0 whatever it found."""
    from app.cli.certificates import certify_month

    return certify_month(request)


ROSTER: Mapping[str, Callable[[Namespace], int]] = {"certify": certify, "make": make}
