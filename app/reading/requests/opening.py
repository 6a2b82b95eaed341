"""Opening a request, whatever its kind."""

from __future__ import annotations

from contextlib import suppress

from sqlalchemy.orm import Session

from app.context import Context
from app.errors import NotAllowed, NotFound
from app.queries.requests.files import numbered_like
from app.reading.requests.kinds import OPENERS
from app.reading.requests.view import RequestView
from app.rules.requests import RequestKind, RequestRef
from app.rules.vocabulary import msg


def open_request(ctx: Context, ref: RequestRef) -> RequestView:
    """The request of this reference, for whom it concerns; NotFound, NotAllowed.

    Of a file in which something else waits (a leave that is to be given up), it is that.
    """
    with ctx.read() as session:
        view = _opened(ctx, session, ref)
    if view is None:
        raise NotFound(
            msg("No such request"), msg("There is no request {no} in this store.", no=ref.no)
        )
    return view


def _opened(ctx: Context, session: Session, ref: RequestRef) -> RequestView | None:
    kinds = RequestKind.filed_in(ref.kind.file)
    for kind in sorted(kinds, key=lambda one: one is ref.kind.file):
        if (view := OPENERS[kind](ctx, session, ref.no)) is not None:
            return view
    return None


def numbered(ctx: Context, typed: str) -> list[RequestView]:
    """The requests whose number is `typed`, or ends in it, as far as they concern the actor."""
    found: list[RequestView] = []
    with ctx.read() as session:
        for ref in numbered_like(session, typed):
            with suppress(NotAllowed):
                if (view := _opened(ctx, session, ref)) is not None:
                    found.append(view)
    return found
