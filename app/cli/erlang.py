"""`dutydesk erlang …`: how many agents an interval's contacts need. It opens no store."""

from __future__ import annotations

from argparse import ArgumentParser, ArgumentTypeError, Namespace
from collections.abc import Iterator
from dataclasses import asdict
from math import inf

from app.cli.tables import print_json
from app.planning.erlang import Answer, Goal, answer
from app.text import _


def add_arguments(parser: ArgumentParser) -> None:
    """The figures of one interval and of the goal."""

    def add(option: str, help_: str, metavar: str, *, required: bool = False) -> None:
        parser.add_argument(option, type=_number, required=required, metavar=metavar, help=help_)

    add("--contacts", _("how many contacts come in the interval"), "N", required=True)
    add("--minutes", _("how long the interval is"), "MINUTES", required=True)
    add("--aht", _("mean handling time"), "SECONDS", required=True)
    add("--target", _("the share to be answered in time, as 0.8"), "SHARE", required=True)
    add("--within", _("what in time means"), "SECONDS", required=True)
    add("--patience", _("mean time until a caller gives up (default: never)"), "SECONDS")
    add("--occupancy", _("the most that agents may be busy, as 0.85"), "SHARE")
    add("--shrinkage", _("the share of rostered people who are not at their desks"), "SHARE")
    parser.add_argument(
        "--agents", type=_count, metavar="N", help=_("ask about this number instead of searching")
    )
    parser.add_argument("--format", choices=("text", "json"), default="text")


def _number(word: str) -> float:
    try:
        return float(word)
    except ValueError:
        raise ArgumentTypeError(_("{word} is no number; write 12.5").format(word=word)) from None


def _count(word: str) -> int:
    try:
        return int(word)
    except ValueError:
        raise ArgumentTypeError(
            _("{word} is no whole number; write 12").format(word=word)
        ) from None


def erlang(request: Namespace) -> int:
    """Print the agents that are needed, or what callers meet with those that are asked about."""
    goal = Goal(
        request.target,
        request.within,
        request.patience,
        request.occupancy,
        request.shrinkage or 0.0,
    )
    found = answer(request.contacts, request.minutes, request.aht, goal, request.agents)
    if request.format == "json":
        print_json(_reported(found))
    else:
        for line in _lines(found):
            print(line)
    return 0


def _reported(found: Answer) -> dict[str, float | None]:
    """A wait without end is null: JSON has no infinity."""
    wait = None if found.mean_wait == inf else found.mean_wait
    return asdict(found) | {"mean_wait": wait}


def _lines(found: Answer) -> Iterator[str]:
    yield _("Agents: {n}, to be rostered: {heads}").format(n=found.agents, heads=found.rostered)
    yield _("Load: {load} erlang").format(load=f"{found.load:.4f}")
    if found.mean_wait == inf:
        yield _("These are too few: the queue grows without end, and nobody is answered in time.")
        return
    yield _("Answered in time: {share}").format(share=f"{found.service_level:.2%}")
    yield _("Have to wait: {share}").format(share=f"{found.wait_probability:.2%}")
    yield _("Mean wait of all callers: {seconds} s").format(seconds=f"{found.mean_wait:.2f}")
    yield _("Agents are busy: {share}").format(share=f"{found.occupancy:.2%}")
    yield _("Give up: {share}").format(share=f"{found.abandoned:.2%}")
