"""What changed in one's own month since one looked, until one says that one has seen it."""

from __future__ import annotations

from app.queries.roster.changed import Unseen
from app.services.requests.notices import mark_read
from app.text import _, ngettext
from app.ui.kit.banner import Banner
from app.ui.kit.controls import button
from app.ui.kit.desk import Desk


def changed_banner(desk: Desk, unseen: Unseen) -> Banner:
    """How many days are marked, and the way to have it noted that they are seen."""
    n = len(unseen.days)
    words = ngettext(
        "{n} day of this month changed in the published roster since you looked: it is marked.",
        "{n} days of this month changed in the published roster since you looked: they are marked.",
        n,
    )
    banner = Banner(words.format(n=n))
    banner.setAccessibleName(banner.text())
    banner.add_step(
        button(
            _("I have seen it"),
            lambda: desk.tasks.command(lambda ctx: mark_read(ctx, unseen.notices)),
            icon="check",
        )
    )
    return banner
