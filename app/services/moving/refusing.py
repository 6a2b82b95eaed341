"""How a workbook is refused: by every cell that is wrong in it."""

from __future__ import annotations

from collections.abc import Sequence

from app.errors import BadInput
from app.rules.vocabulary import Message, msg


def not_imported(name: str, problems: Sequence[Message], count: int | None = None) -> BadInput:
    """The refusal of the workbook `name`; each problem names its cell (`Workbook.problem`).

    `count`: how many there are, where the `problems` are only the first of them.
    """
    return BadInput(
        msg("{name} was not imported", name=name),
        msg(
            "Problems found in {name}: {count}. Nothing was imported; mend them in Excel, "
            "save the file and import it again.",
            name=name,
            count=len(problems) if count is None else count,
        ),
        problems,
    )
