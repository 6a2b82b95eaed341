"""What is worth a look in a file of contacts that was brought in."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime

from app.text import _

_TOLD = 4


def volume_lines(together: Sequence[datetime], nobodys: Sequence[str]) -> Iterator[str]:
    """A sentence for times that the clock shows twice, and one for job types that nobody has."""
    if together:
        times = [f"{at:%Y-%m-%d %H:%M}" for at in together[:_TOLD]]
        named = ", ".join([*times, "…"] if len(together) > _TOLD else times)
        words = _("The clock shows these times twice, and both rows count together: {times}")
        yield words.format(times=named)
    if nobodys:
        words = _("Nobody has these job types; check how they are written: {names}")
        yield words.format(names=", ".join(nobodys))
