"""A server that goes: who is told when, and what is lost; a file's window knows of no server."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from threading import Thread

from app.errors import StoreSilent
from app.store.postgresql.connecting import connect
from app.store.postgresql.engine import LOCK
from benchmarks.desks_bench import Bench, Row, at_most, exactly, opened, parse_server, seconds
from benchmarks.desks_live import add
from tests.cutting import CuttingProxy
from tests.ui.test_file_alone import servers_modules

PATIENCE = 30.0
"""Seconds after which nobody waits any more for what was to come in ten."""
_DRILLS = "tests/store/server"
STOPS = f"{_DRILLS}/test_server_stops.py::test_a_server_that_stops_takes_nothing_back"
CUTS = f"{_DRILLS}/test_commit_answers.py::test_whoever_lost_the_answer_is_told_the_truth"
OUTAGE = "tests/ui/test_live_server.py::test_a_server_that_goes_and_comes_again"


def gone(bench: Bench) -> Iterator[Row]:
    """A pulled cable, as a proxy that carries nothing and tells nobody."""
    address = bench.store()
    with (
        CuttingProxy(bench.server) as proxy,
        opened(parse_server(proxy.url(address.database))) as context,
    ):
        add(context, "before")
        proxy.hold()
        for words, work in (
            ("told that the server is gone, reading", context.look_back),
            ("the same, writing", lambda: add(context, "after")),
        ):
            yield at_most(words, 10, _until_told(work), " s")
        proxy.release()


def _until_told(work: Callable[[], object]) -> float:
    found: list[float] = []

    def ask() -> None:
        began = time.monotonic()
        try:
            work()
        except StoreSilent:
            found.append(time.monotonic() - began)

    asking = Thread(target=ask, daemon=True)
    asking.start()
    asking.join(PATIENCE)
    return found[0] if found else float("inf")


def vanished(bench: Bench) -> Iterator[Row]:
    """A desk that took the lock and was never heard of again; the others wait for it, once."""
    address = bench.store()
    with opened(address) as context:
        holder = connect(address)
        holder.execute("BEGIN")
        holder.execute(f"SELECT pg_advisory_xact_lock({LOCK})")
        first = seconds(lambda: add(context, "waited"))
        again = seconds(lambda: add(context, "at once"))
        holder.close()
    told = f" (then {again * 1000:.0f} ms)"
    yield at_most("others held up by a vanished desk", 10, first, " s", told)
    bench.drop(address)


def drills(_bench: Bench) -> Iterator[Row]:
    """60 stops and 120 cuts: the gate's drills at leisure, which count for themselves."""
    for words, test in (
        ("60 stops: acknowledged and lost, falsely denied", STOPS),
        ("120 cuts: the same", CUTS),
    ):
        yield _tried(words, "0 / 0", test, {"DUTYDESK_TESTS": "long"})


def outage(_bench: Bench) -> Iterator[Row]:
    yield _tried("dialogs of background work in outages", "0", OUTAGE, {})


def _tried(words: str, goal: str, test: str, env: dict[str, str]) -> Row:
    """A test that fails where the goal is missed."""
    if not Path(test.partition("::")[0]).exists():
        return Row(words, goal, "no such drill", None)
    began = time.perf_counter()
    done = subprocess.run(
        [
            sys.executable,
            "-m",
            "pytest",
            "-q",
            "-s",
            "-m",
            "server",
            test,
        ],
        env={**os.environ, "QT_QPA_PLATFORM": "offscreen", **env},
        stdout=subprocess.PIPE,
        text=True,
        check=False,
    )
    said = [line for line in done.stdout.splitlines() if "acknowledged" in line]
    told = said[-1].lstrip(".") if said else f"in {time.perf_counter() - began:.0f} s"
    found = goal if done.returncode == 0 else "not so"
    return Row(words, goal, f"{found} ({told})", done.returncode == 0)


def start(bench: Bench) -> Iterator[Row]:
    """In a process that has opened a file and drawn its window."""
    loaded = servers_modules(bench.made_file())
    yield exactly("modules of a server in a file's window", 0, len(loaded))
