"""`dutydesk roster make`: a month's draft is filled, or why none can be."""

from __future__ import annotations

import sys
from argparse import Namespace
from collections.abc import Iterator
from typing import Any

from app.cli.opening import opened
from app.cli.tables import print_json
from app.context import Context
from app.planning.process import Running
from app.planning.solver.best import unwatched
from app.planning.solver.problem import Progress, Solution
from app.reading.roster.parts import scopes_called
from app.rules.rostering.certificate.records import RosterCertificate, ShortShift
from app.rules.rostering.certificate.stated import stated
from app.rules.rostering.contradictions import Contradiction, Freeing
from app.services.roster.making import Prepared, explain, prepare, put
from app.text import _, ngettext
from app.text.contradictions import contradiction_words, freeing_lines, freeing_words

NOT_MADE = 1
"""The status where there is no roster."""


def make_month(request: Namespace) -> int:
    """Fill the draft and print what it came to; status 1 where no roster can hold."""
    with opened(request.store) as context:
        scopes = scopes_called(context, request.department or "", request.team or "")
        prepared = prepare(context, request.month, scopes)
        if prepared.contradictions:
            return _tell_none(request, prepared.contradictions)
        solution = _solved(prepared, request)
        if solution.impossible:
            return _tell_none(request, explain(prepared))
        if solution.rows is None:
            found = explain(prepared)
            return _tell_none(request, found) if found else _tell_nothing(request, solution)
        return _tell_made(request, context, prepared, solution)


def _solved(prepared: Prepared, request: Namespace) -> Solution:
    """What the solver found; Ctrl+C takes the best so far. Who looks on sees how far it is."""
    seed, workers = (0, 2) if request.seed is None else (request.seed, 1)
    told = _Shown(prepared).show if sys.stderr.isatty() else unwatched
    running = Running(prepared.built.problem, request.seconds, seed, workers, told=told)
    try:
        return running.finish()
    except KeyboardInterrupt:
        running.stop()
        return running.finish()
    finally:
        if sys.stderr.isatty():
            print(file=sys.stderr)


class _Shown:
    """One line on a terminal that says how far the solver is."""

    def __init__(self, prepared: Prepared) -> None:
        self._prepared = prepared
        self._short = 0

    def show(self, progress: Progress) -> None:
        if progress.rows is not None:
            missing = (one.least - one.have for one in self._prepared.built.short(progress.rows))
            self._short = sum(missing)
        if progress.value is None:
            return
        line = _("{seconds} s: value {value}, not below {bound}, still short of {short}").format(
            seconds=round(progress.seconds),
            value=progress.value,
            bound=progress.bound,
            short=self._short,
        )
        print(f"\r{line}\033[K", end="", file=sys.stderr, flush=True)


def _tell_made(request: Namespace, context: Context, prepared: Prepared, solution: Solution) -> int:
    assert solution.rows is not None
    outcome = put(context, prepared, solution, request.seed or 0)
    short = prepared.built.short(solution.rows)
    told = {**_figures(request, solution), "cells": len(outcome.changes), "short": _stated(short)}
    if request.format == "json":
        print_json({"made": True, **told})
        return 0
    count = len(outcome.changes)
    print(
        ngettext("{n} shift of the draft changed.", "{n} shifts of the draft changed.", count)
        .format(n=count)
    )  # fmt: skip
    print(_value(solution))
    if request.seed is not None and not solution.repeatable:
        print(_("It ended by the clock, or was stopped: the same seed may give another roster."))
    for line in short_lines(short):
        print(line)
    return 0


def _tell_nothing(request: Namespace, solution: Solution) -> int:
    """Nothing contradicts, so that there is a roster; it was not found yet."""
    words = _("No roster was found in the time; give it more seconds.")
    if request.format == "json":
        told = {"made": False, **_figures(request, solution), "contradictions": [], "words": words}
        print_json(told)
    else:
        print(words, file=sys.stderr)
    return NOT_MADE


def _tell_none(request: Namespace, found: tuple[Contradiction, ...]) -> int:
    if request.format == "json":
        print_json(
            {
                "made": False,
                "month": f"{request.month:%Y-%m}",
                "contradictions": [_contradiction(one) for one in found],
            }
        )
        return NOT_MADE
    print(_("There is no roster that keeps every hard rule. Nothing was changed."))
    for one in found:
        print(contradiction_words(one))
        for line in freeing_lines(one):
            print(f"  {line}")
    return NOT_MADE


def _figures(request: Namespace, solution: Solution) -> dict[str, Any]:
    first = solution.first_after
    return {
        "month": f"{request.month:%Y-%m}",
        "value": solution.value,
        "bound": solution.bound,
        "proved": solution.proved,
        "seconds": round(solution.seconds, 2),
        "first_after": None if first is None else round(first, 2),
        "seed": request.seed or 0,
        "repeatable": solution.repeatable,
    }


def _stated(short: list[ShortShift]) -> Any:
    """As a certificate states it."""
    if not short:
        return []
    return stated(RosterCertificate(short[0].day, (), tuple(short), ()))["short"]


def _contradiction(found: Contradiction) -> dict[str, Any]:
    return {
        "employee": found.person,
        "name": found.name,
        "rules": [
            {
                "rule": "stands" if clash.stands else clash.rule or "fixed",
                "dates": [day.isoformat() for day in clash.days],
                "shift": clash.shift,
                "limit": clash.limit,
            }
            for clash in found.clashes
        ],
        "words": contradiction_words(found),
        "frees": [_freeing(way) for way in found.frees],
        "together": [_freeing(way) for way in found.together],
    }


def _freeing(way: Freeing) -> dict[str, Any]:
    return {
        "rule": way.rule or "fixed",
        "date": way.day and way.day.isoformat(),
        "shift": way.shift,
        "limit": way.limit,
        "words": freeing_words(way),
    }


def _value(solution: Solution) -> str:
    template = (
        _("Value {value}: nothing better exists ({seconds} s).")
        if solution.proved
        else _("Value {value}, not below {bound} ({seconds} s).")
    )
    return template.format(
        value=solution.value, bound=solution.bound, seconds=round(solution.seconds, 1)
    )


def short_lines(short: list[ShortShift]) -> Iterator[str]:
    """Each need that is not met: "2026-11-03  E  Service/A: 2 of 3"."""
    for one in short:
        who = "/".join(part for part in (one.department, one.team, one.job_type) if part)
        have = _("{have} of {least}").format(have=one.have, least=one.least)
        yield f"{one.day.isoformat()}  {one.shift}  {who}  {have}"
