"""How one code of a finding is worded."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple, TypeVar

from app.rules.figures.figure import Figures
from app.rules.findings import Finding


class Wording(NamedTuple):
    """What was found, and the smallest change that would make it right: two marked msgids.

    Their fields are those of the code's figures, each worded by its type (see `figures.py`), and
    `person`, `day`, `month` and `subject`.
    """

    sentence: str
    remedy: str


NO_REMEDY = ""
"""Of what is kept, or only waits for somebody."""

Variant = Callable[[Finding], str]
"""Which wording of a code its figures ask for: the part after the slash, or nothing."""

F = TypeVar("F", bound=Figures)


def by_figures(figures: type[F], choose: Callable[[F], str]) -> tuple[str, Variant]:
    """The code of `figures`, and the variant that `choose` takes by them alone."""
    return figures.code, lambda finding: choose(_of(figures, finding))


def by_day(figures: type[F], choose: Callable[[F, Finding], str]) -> tuple[str, Variant]:
    """As `by_figures`, where whom and which day the finding is about matters as well."""
    return figures.code, lambda finding: choose(_of(figures, finding), finding)


def _of(figures: type[F], finding: Finding) -> F:
    assert isinstance(finding.figures, figures)
    return finding.figures
