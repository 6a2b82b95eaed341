"""Nobody sees another's scores of a calibration before all have scored, or it is closed."""

from __future__ import annotations

import pytest

from app.rules.scorecards.blind import CalibrationState, SealedScore, hidden_from, shows, state_of

BLIND, SCORED, CLOSED = CalibrationState
MINE, THEIRS = 3, 5


@pytest.mark.parametrize(
    ("left", "closed", "state"),
    [(1, False, BLIND), (0, False, SCORED), (0, True, CLOSED), (7, True, CLOSED)],
)
def test_it_is_blind_until_nothing_is_left_or_it_is_closed(
    left: int, closed: bool, state: CalibrationState
) -> None:
    assert state_of(left, closed=closed) is state


@pytest.mark.parametrize("state", CalibrationState)
@pytest.mark.parametrize("reader", [MINE, THEIRS, None])
def test_ones_own_scores_one_always_sees(state: CalibrationState, reader: int | None) -> None:
    assert shows(state, MINE, reader) is (state is not BLIND or reader == MINE)


def test_what_is_hidden_from_a_reader() -> None:
    scored = [
        SealedScore("Q-1", MINE, BLIND), SealedScore("Q-2", THEIRS, BLIND),
        SealedScore("Q-3", THEIRS, SCORED), SealedScore("Q-4", THEIRS, CLOSED),
    ]  # fmt: skip
    assert hidden_from(MINE, scored) == {"Q-2"}
    assert hidden_from(None, scored) == {"Q-1", "Q-2"}
