"""What is installed is locked: every package by version and hash, as pyproject.toml asks today."""

import re
from itertools import pairwise

import pytest

from tools.lock import KINDS, LOCKS, first_line

PIN = re.compile(r"^([a-z0-9-]+)==(\S+)(?: ; (.+?))? \\$", re.MULTILINE)


def pins(name: str) -> set[tuple[str, ...]]:
    """Package, version and for whom, of each line of a lock."""
    return set(PIN.findall((LOCKS / f"{name}.txt").read_text("utf-8")))


@pytest.mark.parametrize("name", KINDS)
def test_a_lock_is_of_todays_pyproject(name: str) -> None:
    text = (LOCKS / f"{name}.txt").read_text("utf-8")
    assert text.startswith(first_line()), "renew the locks: ./run dev python tools/lock.py"


@pytest.mark.parametrize("name", KINDS)
def test_a_lock_has_only_pins_each_with_its_hash_and_names_no_index(name: str) -> None:
    text = (LOCKS / f"{name}.txt").read_text("utf-8")
    lines = text.splitlines()
    packages = [line for line in lines if line and line[0] not in " #"]
    assert len(packages) == len(pins(name))
    for line, following in pairwise(lines):
        assert line not in packages or following.startswith("    --hash=sha256:"), line
    assert "//" not in text


def test_the_program_runs_on_what_it_was_tested_on() -> None:
    assert pins("run") <= pins("dev")
