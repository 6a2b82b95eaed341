"""Opening a request, whatever its kind."""

from __future__ import annotations

from app.context import Context
from app.errors import NotFound
from app.reading.requests.kinds import OPENERS
from app.reading.requests.view import RequestView
from app.rules.requests import RequestKind, RequestRef
from app.rules.vocabulary import msg


def open_request(ctx: Context, ref: RequestRef) -> RequestView:
    """The request of this reference, for whom it concerns; NotFound, NotAllowed.

    Of a file in which something else waits (a leave that is to be given up), it is that.
    """
    kinds = RequestKind.filed_in(ref.kind.file)
    with ctx.read() as session:
        for kind in sorted(kinds, key=lambda one: one is ref.kind.file):
            view = OPENERS[kind](ctx, session, ref.no)
            if view is not None:
                return view
    raise NotFound(
        msg("No such request"), msg("There is no request {no} in this store.", no=ref.no)
    )
