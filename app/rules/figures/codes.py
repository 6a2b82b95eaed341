"""Every code of a finding: the class of its figures, and the types of what that class says."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import fields
from functools import cache
from typing import Any, get_type_hints

from app.rules.figures import (
    attendance,
    bulletins,
    desks,
    duties,
    handover,
    kept,
    leave,
    quality,
    registers,
    roster,
    scorecards,
    swaps,
)
from app.rules.figures.figure import Figures

_SUBJECTS = (
    swaps,
    leave,
    attendance,
    quality,
    scorecards,
    roster,
    kept,
    duties,
    registers,
    bulletins,
    desks,
    handover,
)


BY_CODE: Mapping[str, type[Figures]] = {
    one.code: one
    for module in _SUBJECTS
    for one in vars(module).values()
    if isinstance(one, type) and issubclass(one, Figures) and "code" in vars(one)
}
BYGONE: frozenset[str] = frozenset()
"""Codes that no rule finds any more; rows of the ledger still say them."""


@cache
def kept_fields(code: str) -> Mapping[str, Any]:
    """Name -> type of a code's fields, which are what the ledger keeps."""
    hints = get_type_hints(BY_CODE[code], include_extras=True)
    return {one.name: hints[one.name] for one in fields(BY_CODE[code])}


@cache
def spoken_fields(code: str) -> Mapping[str, Any]:
    """Name -> type of all that a code's sentence may speak of: the fields and what they imply."""
    implied = {
        name: get_type_hints(value.fget)["return"]
        for base in BY_CODE[code].__mro__
        for name, value in vars(base).items()
        if isinstance(value, property) and base is not Figures
    }
    return {**kept_fields(code), **implied}
