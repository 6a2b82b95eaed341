"""A centre's own roster file comes into the draft, as one change that can be undone."""

from __future__ import annotations

from dataclasses import dataclass

from app.context import Context
from app.rules.bringing.answers import Answers
from app.rules.bringing.preview import Preview
from app.rules.bringing.said import Said
from app.services.roster.editing import EditOutcome


@dataclass(frozen=True, slots=True)
class Source:
    """The file: its name without folders, and the SHA-256 of its bytes in hex."""

    name: str
    sha256: str


@dataclass(frozen=True, slots=True)
class Brought:
    """What came in. `outcome.inverse` takes the draft's cells back; people and shifts stay."""

    preview: Preview
    outcome: EditOutcome


def bring_in(
    ctx: Context, said: Said, answers: Answers, source: Source, seen: Preview | None = None
) -> Brought:
    """Write the new people and shifts and the draft's cells, in one transaction.

    BadInput while anything is asked or nothing would change; Conflict where the roster is no
    longer as in the preview that was `seen`; NotAllowed for who may edit no roster of it.
    """
    raise NotImplementedError
