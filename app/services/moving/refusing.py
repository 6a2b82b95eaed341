"""How a workbook is refused: by every cell that is wrong in it."""

from __future__ import annotations

from collections.abc import Sequence

from app.errors import BadInput, NotAWorkbook
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


def no_workbook(name: str) -> NotAWorkbook:
    """The refusal of a spreadsheet that is a centre's own, and comes in another way."""
    return NotAWorkbook(
        msg("{name} is no Dutydesk workbook", name=name),
        msg(
            "{name} has no sheet in Dutydesk's own form, so nothing was imported. A roster or a "
            "staff list in your centre's own layout comes in as such.",
            name=name,
        ),
    )
