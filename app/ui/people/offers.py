"""What may be done with one person, for the panel's buttons and the table's menu alike."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial

from PySide6.QtWidgets import QWidget

from app.queries.people.rows import PersonRow
from app.reading.people.staff import Biography, Staff
from app.text import _
from app.ui.kit.desk import Desk
from app.ui.kit.forms import FormDialog
from app.ui.people import dialogs, mistakes
from app.ui.people.accounts import AccountDeeds


@dataclass(frozen=True, slots=True)
class Offer:
    """Something to press: its words, its icon, what it does."""

    text: str
    icon: str
    run: Callable[[], object]


def offers(parent: QWidget, desk: Desk, staff: Staff, row: PersonRow) -> list[Offer]:
    """What the person at the desk may do with `row`; nothing for who only reads."""
    if not staff.manages:
        return []
    gone = row.left_on is not None and row.left_on < staff.today
    return [*_posts(parent, desk, staff, row, gone), *_account(parent, desk, row, gone)]


def planned(parent: QWidget, desk: Desk, staff: Staff, life: Biography) -> list[Offer]:
    """Posts to come may be taken back."""
    to_come = [post for post in life.posts if post.since > life.today and len(life.posts) > 1]
    return [
        Offer(
            _("Take back the post from {day}…").format(day=post.since.isoformat()),
            "undo",
            partial(_open, partial(mistakes.take_back_post, parent, desk, life.person, post)),
        )
        for post in to_come
        if staff.manages
    ]


def _open(make: Callable[[], FormDialog]) -> None:
    make().open()


def _posts(
    parent: QWidget, desk: Desk, staff: Staff, row: PersonRow, gone: bool
) -> Iterator[Offer]:
    def opens(make: Callable[[], FormDialog]) -> Callable[[], None]:
        return lambda: make().open()

    if gone:
        back = opens(lambda: dialogs.come_back(parent, desk, staff, row))
        yield Offer(_("Employ again…"), "person", back)
    else:
        post = opens(lambda: dialogs.give_post(parent, desk, staff, row))
        yield Offer(_("Move or promote…"), "swap", post)
        leave = opens(lambda: dialogs.leave_centre(parent, desk, staff, row))
        yield Offer(_("Leaves the centre…"), "leave", leave)
    edit = partial(dialogs.open_correction, parent, desk, row)
    yield Offer(_("Name, first day, telephone…"), "edit", edit)
    renumber = opens(lambda: mistakes.renumber(parent, desk, row))
    yield Offer(_("Another number…"), "edit", renumber)
    remove = opens(lambda: mistakes.remove_person(parent, desk, row))
    yield Offer(_("Added by mistake…"), "delete", remove)


def _account(parent: QWidget, desk: Desk, row: PersonRow, gone: bool) -> Iterator[Offer]:
    deeds, key = AccountDeeds(parent, desk), row.account_id
    if key is None:
        if not gone:
            yield Offer(_("Make an account…"), "key", lambda: deeds.make([row]))
    elif row.disabled:
        yield Offer(_("Enable the account"), "unlock", lambda: deeds.enable([key]))
    else:
        yield Offer(_("New one-time password…"), "key", lambda: deeds.reset([key], row.name))
        yield Offer(_("Disable the account"), "lock", lambda: deeds.disable([key]))
