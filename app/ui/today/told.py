"""What changed in one's own roster since one looked: a mark that ends when it is pressed."""

from __future__ import annotations

from datetime import date

from app.queries.requests.notices import NoticeRow
from app.services.requests.notices import mark_read
from app.text import _
from app.text.notices import notice_sentence
from app.ui.kit.desk import Desk
from app.ui.kit.tokens import Tone
from app.ui.today.lists import SideLine, SideList

_GRAVE = ("roster.changed", "roster.handed_back", "cover.assigned", "cover.taken_back")


def told_list(desk: Desk, told: list[NoticeRow], today: date) -> SideList:
    """A line for each publication; pressed, it counts as read and leads to the first such day."""

    def go(page: str, target: object) -> None:
        assert isinstance(target, NoticeRow)
        desk.tasks.command(lambda ctx: mark_read(ctx, [target.id]), unasked=True)
        said = target.params.get("day")
        day = said if isinstance(said, date) else _day_of(target.subject)
        desk.go(page, (desk.me.account.actor.name, day))

    lines = [
        SideLine(
            notice_sentence(one.code, one.params, today), "",
            Tone.WARN if one.code in _GRAVE else Tone.INFO, "roster", one,
        )
        for one in told
    ]  # fmt: skip
    return SideList(_("Changed since you looked"), lines, "", go)


def _day_of(subject: str) -> date:
    return date.fromisoformat(subject.partition(":")[2])
