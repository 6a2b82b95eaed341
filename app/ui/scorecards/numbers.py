"""Scores, pass marks and weights as they are typed: as a workbook would take them."""

from __future__ import annotations

from app.exchange import cells

NO_NUMBER = float("nan")
"""What is typed where a number belongs and is none."""


def score_in(text: str) -> float | None:
    """A score or pass mark from 0 to 100; None for what is none."""
    try:
        return cells.score(text.strip())
    except cells.BadCell:
        return None


def weight_in(text: str) -> float:
    """A weight above 0, or `NO_NUMBER`."""
    try:
        return cells.above_nothing(text.strip())
    except cells.BadCell:
        return NO_NUMBER
