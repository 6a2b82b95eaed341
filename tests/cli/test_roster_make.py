"""`dutydesk roster make` as it is typed."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from sqlalchemy import func, select

from app import models as m
from app.__main__ import main
from app.address import StoreAddress
from app.bootstrap import open_store
from app.planning.process import Running
from app.planning.solver.problem import Solution
from app.rules.deeds import Deed
from tests.cli.test_command_line import printed, refused


class Ended:
    """A solver that has ended."""

    def __init__(self, solution: Solution) -> None:
        self._solution = solution

    def finish(self) -> Solution:
        return self._solution


DECEMBER = ("roster", "make", "--month", "2030-12", "--seconds", "2", "--seed", "1")


def told(capsys: pytest.CaptureFixture[str], store: StoreAddress, *more: str) -> dict[str, Any]:
    main([*DECEMBER, *more, "--format", "json", "--store", str(store)])
    found: dict[str, Any] = json.loads(capsys.readouterr().out)
    return found


def needing(store: StoreAddress, least: int) -> None:
    """So many on some shift on each day of the week."""
    context = open_store(store)
    with context.write() as session:
        shift = session.scalars(select(m.ShiftType.id).order_by(m.ShiftType.id)).first()
        session.add(m.StaffingNeed(shift_id=shift, least=least))
        context.audit(session, Deed.WORKBOOK_IMPORT, "needs")
    context.store.close()


def test_the_draft_is_filled_and_told(
    capsys: pytest.CaptureFixture[str], filled: StoreAddress
) -> None:
    needing(filled, 2)
    found = told(capsys, filled)
    assert found["made"] is True
    assert list(found) == [
        "made", "month", "value", "bound", "proved", "seconds", "first_after", "seed",
        "repeatable", "cells", "short",
    ]  # fmt: skip
    assert (found["month"], found["seed"], found["short"]) == ("2030-12", 1, [])
    assert found["repeatable"] is True
    context = open_store(filled)
    with context.read() as session:
        count = session.scalar(select(func.count()).select_from(m.DraftAssignment).where(
            m.DraftAssignment.day.between(date(2030, 12, 1), date(2030, 12, 31))
        ))  # fmt: skip
    context.store.close()
    assert count == found["cells"] > 0
    proved = ("roster", "certify", "--month", "2030-12", "--draft", "--format", "json")
    certificate = json.loads(printed(capsys, *proved, "--store", filled))
    assert (certificate["hard"], certificate["short"]) == ([], [])


def test_needs_that_cannot_be_met_are_told(
    capsys: pytest.CaptureFixture[str], filled: StoreAddress
) -> None:
    needing(filled, 999)
    found = told(capsys, filled)
    assert found["made"] is True
    assert len(found["short"]) == 31
    assert found["short"][0]["least"] == 999


def test_where_there_is_no_roster_it_says_why(
    capsys: pytest.CaptureFixture[str], filled: StoreAddress
) -> None:
    context = open_store(filled)
    with context.write() as session:
        session.add(m.WorkRule(month_hours_least=240))
        context.audit(session, Deed.WORKBOOK_IMPORT, "rules")
    context.store.close()
    assert main([*DECEMBER, "--format", "json", "--store", str(filled)]) == 1
    found = json.loads(capsys.readouterr().out)
    assert found["made"] is False
    one = found["contradictions"][0]
    assert list(one) == ["employee", "name", "rules", "words", "frees", "together"]
    assert {"hours_least", "days_in_row"} >= {rule["rule"] for rule in one["rules"]}
    assert one["frees"][-1]["limit"] < 240
    assert main([*DECEMBER, "--store", str(filled)]) == 1
    assert "240" in capsys.readouterr().out


def test_where_the_time_was_too_short_it_says_what_to_do(
    capsys: pytest.CaptureFixture[str], filled: StoreAddress, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Nothing contradicts: there is a roster, which a machine found too slowly."""
    late = Solution(None, None, 0, 2.0, None)
    monkeypatch.setattr("app.cli.making.Running", lambda *_asked, **_told: Ended(late))
    found = told(capsys, filled)
    assert (found["made"], found["contradictions"], found["repeatable"]) == (False, [], False)
    assert "more seconds" in found["words"]
    assert main([*DECEMBER, "--store", str(filled)]) == 1
    assert "more seconds" in capsys.readouterr().err


def test_it_says_where_the_clock_took_part(
    capsys: pytest.CaptureFixture[str], filled: StoreAddress, monkeypatch: pytest.MonkeyPatch
) -> None:
    class Hurried(Running):
        def finish(self) -> Solution:
            return replace(super().finish(), repeatable=False)

    monkeypatch.setattr("app.cli.making.Running", Hurried)
    assert "may give another roster" in printed(capsys, *DECEMBER, "--store", filled)


def test_on_a_terminal_it_shows_how_far_it_is(
    capsys: pytest.CaptureFixture[str], filled: StoreAddress, monkeypatch: pytest.MonkeyPatch
) -> None:
    needing(filled, 1)
    assert main([*DECEMBER, "--store", str(filled)]) == 0
    assert capsys.readouterr().err == ""
    monkeypatch.setattr("sys.stderr.isatty", lambda: True)
    assert main([*DECEMBER, "--store", str(filled)]) == 0
    assert "still short of 0" in capsys.readouterr().err


def test_ctrl_c_takes_the_best_so_far(
    capsys: pytest.CaptureFixture[str], filled: StoreAddress, monkeypatch: pytest.MonkeyPatch
) -> None:
    class Interrupted(Running):
        asked = 0

        def finish(self) -> Solution:
            found = super().finish()
            self.asked += 1
            if self.asked == 1:
                raise KeyboardInterrupt
            return replace(found, repeatable=False)

    monkeypatch.setattr("app.cli.making.Running", Interrupted)
    found = told(capsys, filled)
    assert (found["made"], found["repeatable"]) == (True, False)


def test_unknown_parts_are_refused(
    capsys: pytest.CaptureFixture[str], filled: StoreAddress
) -> None:
    assert "is no department" in refused(
        capsys, *DECEMBER, "--department", "nowhere", "--store", filled
    )
    assert "is no team" in refused(capsys, *DECEMBER, "--team", "nowhere", "--store", filled)


@pytest.mark.parametrize("word", ["0", "-1", "many"])
def test_seconds_are_a_number(
    capsys: pytest.CaptureFixture[str], filled: StoreAddress, word: str
) -> None:
    with pytest.raises(SystemExit):
        main(["roster", "make", "--month", "2030-12", "--seconds", word, "--store", str(filled)])
    assert "seconds" in capsys.readouterr().err
