"""What somebody typed, as it is kept: in one form, and not longer than a page has use for."""

from __future__ import annotations

from app.errors import BadInput
from app.rules.plaintext import plain
from app.rules.vocabulary import Message, msg

MAX_TEXT = 4000


def worded(text: str, missing: Message) -> str:
    """What was typed, without blanks around it; BadInput where it is empty or too long."""
    tidy = tidied(text)
    if not tidy:
        raise BadInput(msg("Text"), missing)
    return tidy


def tidied(text: str, most: int = MAX_TEXT) -> str:
    """As `worded`, where it may be empty; `most` characters."""
    try:
        tidy = plain(text)
    except ValueError as error:
        unseen = msg("There is a sign in it that nobody sees. Type it anew.")
        raise BadInput(msg("Text"), unseen) from error
    if len(tidy) > most:
        raise BadInput(msg("Text"), msg("At most {n} letters.", n=most))
    return tidy
