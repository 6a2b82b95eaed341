"""How one code of a finding is worded."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, NamedTuple

Params = Mapping[str, Any]


class Wording(NamedTuple):
    """What was found, and the smallest change that would make it right: two marked msgids.

    Their fields are the finding's parameters, worded by name (see `figures`), and `person`,
    `day`, `month` and `subject`.
    """

    sentence: str
    remedy: str


NO_REMEDY = ""
"""Of what is kept, or only waits for somebody."""

Variant = Callable[[Params], str]
"""Which wording of a code its figures ask for: the part after the slash, or nothing."""
