"""The plan on paper, with the seeds that it was drawn from."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from pathlib import Path

from app.queries.quality.plan import DrawRow
from app.reading.quality.sampling import PlanLine
from app.text import _, dates
from app.ui.kit.printing import paragraph, table, write_pdf
from app.ui.sampling.columns import plan_out
from app.ui.sampling.words import planned_words, seed_words


def print_plan(
    path: Path,
    title: str,
    lines: Sequence[PlanLine],
    draws: Sequence[DrawRow],
    now: datetime,
) -> None:
    """Write the lines to a PDF. Raises BadInput."""
    body = paragraph(
        _("{what}, as of {moment}").format(what=planned_words(len(lines)), moment=dates.moment(now))
    )
    for draw in draws:
        body += paragraph(seed_words(draw))
    columns = plan_out()
    cells = [[str(each.value(line) or "") for each in columns] for line in lines]
    body += table([each.heading for each in columns], cells)
    write_pdf(path, title, body, landscape=True)
