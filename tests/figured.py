"""A finding's figures as what they are, for tests that look at one of them."""

from __future__ import annotations

from typing import TypeVar

from app.rules.figures.figure import Figures
from app.rules.findings import Finding

F = TypeVar("F", bound=Figures)


def counted(finding: Finding, figures: type[F]) -> F:
    """The figures of `finding`, which must be these."""
    assert isinstance(finding.figures, figures)
    return finding.figures
