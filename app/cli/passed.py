"""What of a file does not come in: by its kind, with the first of each; all of it in a file."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from app.rules.bringing.said import LeftOut
from app.text import _, say

_FIRST = 3
"""So many of a kind are printed."""


def by_kind(title: str, lines: Iterable[LeftOut]) -> Iterator[str]:
    """The lines, those of one reason together; of many the first."""
    kinds: dict[str, list[LeftOut]] = {}
    for one in lines:
        kinds.setdefault(one.why.msgid, []).append(one)
    if kinds:
        yield f"{title}:"
    for several in kinds.values():
        yield from (f"  {line}" for line in _of_a_kind(several))


def _of_a_kind(several: Sequence[LeftOut]) -> Iterator[str]:
    if len(several) <= _FIRST:
        yield from (f"{_where(one)}: {say(one.why)}" for one in several)
        return
    sentences = {say(one.why) for one in several}
    if len(sentences) == 1:
        yield _("{n} times: {why}").format(n=len(several), why=sentences.pop())
        yield from (f"  {_where(one)}" for one in several[:_FIRST])
    else:
        yield _("{n} of a kind:").format(n=len(several))
        yield from (f"  {_where(one)}: {say(one.why)}" for one in several[:_FIRST])
    yield "  " + _("… and {n} more").format(n=len(several) - _FIRST)


def _where(one: LeftOut) -> str:
    place = f"{one.sheet}!{one.cells}" if one.sheet else one.cells
    return f"{place} “{one.value}”" if one.value else place


def refuse_problems(path: Path | None) -> None:
    """BadInput, before anything is read, where the list would take the place of another file."""
    from app.exchange.saving import refuse_there

    if path is not None:
        refuse_there(path)


def write_problems(path: Path, lines: Sequence[LeftOut]) -> None:
    """All of them to a workbook of one sheet, and say so. Raises BadInput."""
    from app.exchange.lists import ListColumn, write_list

    columns: list[ListColumn[LeftOut]] = [
        ListColumn(_("Sheet"), 20, lambda one: one.sheet),
        ListColumn(_("Cell"), 10, lambda one: one.cells),
        ListColumn(_("What stands there"), 24, lambda one: one.value),
        ListColumn(_("What it is, or how to mend it"), 90, lambda one: say(one.why)),
    ]
    write_list(path, _("Problems"), columns, lines)
    print(_("All that does not come in is listed in {path}.").format(path=path))
