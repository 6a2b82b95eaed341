"""What was told of roster files before, and which of it a new file is like."""

from __future__ import annotations

from app.context import Context
from app.errors import BadInput, NotFound
from app.queries.roster import mappings as rows
from app.queries.roster.mappings import MappingRow
from app.reading.roster.bringing import require_bringing
from app.rules.bringing.kept import Told, from_json, likeness, signs
from app.rules.bringing.said import Said
from app.rules.vocabulary import msg

LIKE = 0.5
"""From this likeness on, what was kept is proposed for a file."""


def mappings(ctx: Context) -> list[MappingRow]:
    """All that were kept, the last one first; they name people, so NotAllowed for who may bring in
    no roster."""
    with ctx.read() as session:
        require_bringing(ctx, session)
        return rows.mappings(session)


def mapping(ctx: Context, name: str) -> MappingRow:
    """The one kept under `name`; NotFound."""
    found = next((row for row in mappings(ctx) if row.name == name.strip()), None)
    if found is None:
        raise NotFound(
            msg("Nothing is kept under this name"),
            msg("No way of reading roster files is called {name}.", name=name),
        )
    return found


def proposed(ctx: Context, said: Said) -> MappingRow | None:
    """The one that `said` is most like, if it is like any; of equals the last one kept."""
    mine = signs(said)
    scored = [(likeness(mine, row.signs), row) for row in mappings(ctx)]
    best = max(scored, key=lambda pair: pair[0], default=None)
    return best[1] if best is not None and best[0] >= LIKE else None


def told_in(text: str) -> Told:
    """What `rules/bringing/kept.py` wrote as JSON; BadInput for anything else."""
    try:
        return from_json(text)
    except ValueError as error:
        raise BadInput(
            msg("This cannot be read"),
            msg(
                "What was told of a roster file is not in a form that this version of the program "
                "knows. Tell it once more."
            ),
        ) from error
