"""`dutydesk erlang` as it is typed."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from tests.cli.test_command_line import printed, refused

ASKED = {"contacts": "100", "minutes": "30", "aht": "180", "target": "0.8", "within": "20"}


def typed(**others: str) -> list[str]:
    options = ASKED | others
    return ["erlang", *(word for name in options for word in (f"--{name}", options[name]))]


def test_json_has_the_figures_unrounded(capsys: pytest.CaptureFixture[str]) -> None:
    found = json.loads(printed(capsys, *typed(shrinkage="0.3", format="json")))
    assert list(found) == [
        "agents", "rostered", "load", "wait_probability", "service_level", "mean_wait",
        "occupancy", "abandoned",
    ]  # fmt: skip
    assert (found["agents"], found["rostered"], found["load"], found["abandoned"]) == (
        14,
        20,
        10,
        0,
    )
    assert found["service_level"] == pytest.approx(0.888350019179, rel=1e-9)


def test_callers_may_have_patience(capsys: pytest.CaptureFixture[str]) -> None:
    words = typed(patience="300", occupancy="0.85", agents="14", format="json")
    found = json.loads(printed(capsys, *words))
    assert found["abandoned"] == pytest.approx(0.0139837, rel=1e-5)


def test_a_wait_without_end_is_null(capsys: pytest.CaptureFixture[str]) -> None:
    found = json.loads(printed(capsys, *typed(agents="10", format="json")))
    assert (found["mean_wait"], found["service_level"], found["wait_probability"]) == (None, 0, 1)


def test_people_get_sentences(capsys: pytest.CaptureFixture[str]) -> None:
    assert printed(capsys, *typed()).splitlines() == [
        "Agents: 14, to be rostered: 14",
        "Load: 10.0000 erlang",
        "Answered in time: 88.84%",
        "Have to wait: 17.41%",
        "Mean wait of all callers: 7.84 s",
        "Agents are busy: 71.43%",
        "Give up: 0.00%",
    ]
    assert "the queue grows without end" in printed(capsys, *typed(agents="9"))


@pytest.mark.parametrize(
    ("option", "word", "said"),
    [
        ("contacts", "-1", "The contacts are -1.0"),
        ("contacts", "many", "many is no number"),
        ("minutes", "0", "The interval has 0.0 minutes"),
        ("aht", "nan", "The handling time is nan s"),
        ("target", "80", "The target is 80.0"),
        ("target", "1", "no number of people answers everybody"),
        ("within", "inf", "is inf s"),
        ("patience", "0", "The patience is 0.0 s"),
        ("occupancy", "85", "The occupancy is 85.0"),
        ("shrinkage", "1", "The shrinkage is 1.0"),
        ("agents", "-1", "The agents are -1"),
        ("agents", "3.5", "3.5 is no whole number"),
    ],
)
def test_what_means_nothing_is_refused(
    capsys: pytest.CaptureFixture[str], option: str, word: str, said: str
) -> None:
    assert said in refused(capsys, *typed(**{option: word}))


@pytest.mark.parametrize(
    ("option", "words", "range_said"),
    [
        ("contacts", ("-1", "1e12"), "0 to 1,000,000,000 make sense"),
        ("minutes", ("1e-9", "1e12"), "0.000001 to 1,000,000,000 make sense"),
        ("aht", ("1e-9", "1e12"), "0, or 0.000001 to 1,000,000,000, make sense"),
        ("within", ("-1", "1e12"), "0 to 1,000,000,000 make sense"),
        ("patience", ("1e-9", "1e12"), "0.000001 to 1,000,000,000 make sense. Leave it out"),
    ],
)
def test_what_is_too_little_or_too_much_is_told_with_what_makes_sense(
    capsys: pytest.CaptureFixture[str], option: str, words: tuple[str, str], range_said: str
) -> None:
    for word in words:
        assert range_said in refused(capsys, *typed(**{option: word}))


def test_each_of_several_mistakes_is_said(capsys: pytest.CaptureFixture[str]) -> None:
    said = refused(capsys, *typed(contacts="-1", target="80", minutes="0"))
    assert len(said.splitlines()) == 3


def test_no_store_is_asked_for_and_nothing_heavy_is_loaded(tmp_path: Path) -> None:
    script = f"""
import sys
from app.__main__ import main
assert main({[*typed(), "--store", str(tmp_path / "none.dutydesk")]!r}) == 0
assert not {{"sqlalchemy", "numpy", "scipy", "PySide6"}} & set(sys.modules)
"""
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    assert not list(tmp_path.iterdir())
