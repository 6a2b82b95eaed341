"""The kinds of leave as pages name and offer them, the centre's own among them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from app.queries.leave.kinds import KindDetails
from app.rules.kinds import RULEBOOK_KINDS
from app.text.words import leave_kind


def kind_word(kind: str, own: Mapping[str, str]) -> str:
    """The name of a kind, as a title: "Sick leave", or what the centre calls its own."""
    text = own.get(kind) or leave_kind(kind)
    return text[:1].upper() + text[1:]


def own_names(kinds: Sequence[KindDetails]) -> dict[str, str]:
    """Code -> name of the centre's own kinds."""
    return {kind.code: kind.name for kind in kinds}


def kind_choices(kinds: Sequence[KindDetails]) -> list[tuple[str, str]]:
    """The kinds that can be asked for, with their codes."""
    own = own_names(kinds)
    codes = [*RULEBOOK_KINDS, *(kind.code for kind in kinds if not kind.retired)]
    return [(kind_word(code, own), code) for code in codes]
