"""What was entered by mistake: a number that was mistyped, a person, a post."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QWidget

from app.context import Context
from app.queries.people.rows import PersonRow, PostRow
from app.rules.staff import PersonDetails, Problems, person_problems
from app.services.people import people
from app.text import _
from app.ui.kit.desk import Desk
from app.ui.kit.fields import text_field
from app.ui.kit.forms import Confirmation, Form, FormDialog

Command = Callable[[Context], None]


def renumber(parent: QWidget, desk: Desk, row: PersonRow) -> FormDialog:
    """Another employee's number, for all that is recorded."""
    number = text_field(row.employee_no, most=32)

    def check() -> Problems:
        return person_problems(PersonDetails(number.text(), row.name, row.hired_on))

    form = Form(check)
    form.add("employee_no", _("Employee &number"), number)
    title = _("Another number for {name}").format(name=row.name)
    lead = _(
        "Rosters, requests and records go with it. A login that was never used does, too; another "
        "one stays."
    )
    dialog = FormDialog(parent, title, form, _("Save"), lead)

    def make() -> Command:
        new, version = number.text(), dialog.seen(row.version).value
        return lambda ctx: people.renumber(ctx, row.id, version, new)

    dialog.sends(desk, make, lambda _done: desk.go("people", number.text().strip()))
    return dialog


def remove_person(parent: QWidget, desk: Desk, row: PersonRow) -> FormDialog:
    """Remove somebody whom nothing names yet."""
    title = _("Remove {name}?").format(name=row.name)
    text = _(
        "For somebody who was added by mistake: no roster, request or record may name them. Who "
        "really leaves has a last day instead."
    )
    dialog = Confirmation(parent, title, text, _("Remove"))
    dialog.sends(desk, lambda: lambda ctx: people.remove_person(ctx, row.id, row.version))
    return dialog


def take_back_post(parent: QWidget, desk: Desk, row: PersonRow, post: PostRow) -> FormDialog:
    """Take a planned post back, so that the one before it goes on."""
    title = _("Take the post from {day} back?").format(day=post.since.isoformat())
    text = _("{name} keeps the post held before it.").format(name=row.name)
    dialog = Confirmation(parent, title, text, _("Take back"))
    dialog.sends(desk, lambda: lambda ctx: people.take_back_post(ctx, row.id, row.version, post.id))
    return dialog
