"""How a copied block lies on a selection."""

from __future__ import annotations

from collections.abc import Sequence


def tiled(clip: Sequence[Sequence[str]], rows: int, columns: int) -> list[list[str]]:
    """`clip` repeated over a selection that is a whole multiple of it, as spreadsheets do it.

    On any other selection it lies once, from the first cell on.
    """
    height, width = len(clip), max((len(row) for row in clip), default=0)
    if not height or not width:
        return []
    full = [[*row, *[""] * (width - len(row))] for row in clip]
    down, across = divmod(rows, height), divmod(columns, width)
    times = (down[0], across[0]) if not (down[1] or across[1]) and down[0] and across[0] else (1, 1)
    return [row * times[1] for row in full] * times[0]
