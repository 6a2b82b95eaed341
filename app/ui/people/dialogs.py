"""The dialogs that change people: add, correct, give a post, move several, leave, come back."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import timedelta
from typing import Any

from PySide6.QtWidgets import QWidget

from app.context import Context
from app.queries.people.rows import PersonRow, PostRow
from app.reading.people.staff import Biography, Staff, biography
from app.rules.plaintext import identifier
from app.rules.staff import (
    PersonDetails,
    Problems,
    leaving_problem,
    person_problems,
)
from app.rules.vocabulary import Role, msg
from app.services.people import people
from app.text import _, ngettext
from app.ui.kit.desk import Desk
from app.ui.kit.fields import ChoiceField, date_field, date_of, text_field
from app.ui.kit.forms import Form, FormDialog
from app.ui.kit.tokens import Tone
from app.ui.people.posts import PostFields

Command = Callable[[Context], Any]


def add_person(parent: QWidget, desk: Desk, staff: Staff, like: PostRow | None) -> FormDialog:
    """Somebody new, with their first post: an agent unless said otherwise, where `like` is."""
    number, name = text_field(most=32), text_field(most=80)
    hired, phone = date_field(staff.today), text_field(most=32)
    start = None if like is None else replace(like, role=Role.AGENT, skill_level=None)
    post = PostFields(staff, start, staff.today)
    taken = {row.employee_no: row.name for row in staff.people}

    def person() -> PersonDetails:
        return PersonDetails(
            identifier(number.text()), name.text().strip(), date_of(hired), phone.text()
        )

    def check() -> Problems:
        problems = person_problems(person()) | post.problems(date_of(hired), date_of(hired))
        holder = taken.get(person().employee_no)
        if holder is not None:
            problems["employee_no"] = msg(
                "{no} is the number of {name}.", no=person().employee_no, name=holder
            )
        return problems

    form = Form(check, columns=2)
    form.add("employee_no", _("Employee &number"), number)
    form.add("name", _("N&ame"), name)
    form.add("hired_on", _("&First day"), hired)
    form.add("phone", _("&Telephone"), phone)
    post.add_to(form)
    dialog = FormDialog(parent, _("Add a person"), form, _("Add"))

    def make() -> Command:
        details, held = person(), post.details(date_of(hired))
        return lambda ctx: people.add_person(ctx, details, held)

    def show(_id: object) -> None:
        desk.say(_("{name} was added.").format(name=person().name))
        desk.go("people", person().employee_no)

    dialog.sends(desk, make, show)
    return dialog


def edit_person(parent: QWidget, desk: Desk, row: PersonRow, number: str) -> FormDialog:
    """Correct a name, a first day or the telephone number."""
    name, hired = text_field(row.name, most=80), date_field(row.hired_on)
    phone = text_field(number, most=32)

    def check() -> Problems:
        day = date_of(hired)
        return person_problems(PersonDetails(row.employee_no, name.text(), day, phone.text()))

    form = Form(check)
    form.add("name", _("N&ame"), name)
    form.add("hired_on", _("&First day"), hired)
    form.add("phone", _("&Telephone"), phone)
    title = _("Correct {name}").format(name=row.name)
    dialog = FormDialog(parent, title, form, _("Save"))

    def make() -> Command:
        new, day, called = name.text(), date_of(hired), phone.text()
        version = dialog.seen(row.version).value
        return lambda ctx: people.edit_person(ctx, row.id, version, new, day, called)

    dialog.sends(desk, make)
    return dialog


def open_correction(parent: QWidget, desk: Desk, row: PersonRow) -> None:
    """Read what the list does not show, then open the form."""

    def show(life: Biography | None) -> None:
        if life is not None:
            edit_person(parent, desk, life.person, life.phone).open()

    desk.tasks.query(lambda ctx: biography(ctx, row.id), show)


def give_post(parent: QWidget, desk: Desk, staff: Staff, row: PersonRow) -> FormDialog:
    """Move, promote or regrade somebody from a day on."""
    post = PostFields(staff, row.post, staff.today)
    form = Form(lambda: post.problems(row.hired_on), columns=2)
    post.add_to(form, _("&From"))
    title = _("A new post for {name}").format(name=row.name)
    lead = _(
        "It holds from its first day on. What was done before stays judged by the post of then."
    )
    dialog = FormDialog(parent, title, form, _("Give the post"), lead)

    def make() -> Command:
        details = post.details()
        version = dialog.seen(row.version).value
        return lambda ctx: people.give_post(ctx, row.id, version, details)

    dialog.sends(desk, make)
    return dialog


def move_people(
    parent: QWidget, desk: Desk, staff: Staff, moved: Sequence[PersonRow]
) -> FormDialog:
    """Move several people to one team; role, job type and level stay theirs."""
    since = date_field(staff.today)
    team = ChoiceField([(f"{row.department} · {row.name}", row.id) for row in staff.teams])

    def check() -> Problems:
        latest = max(row.hired_on for row in moved)
        early = date_of(since) < latest
        said = msg("Not before the first day employed, {day}.", day=latest)
        return {"since": said} if early else {}

    form = Form(check)
    form.add("team_id", _("To the &team"), team)
    form.add("since", _("&From"), since)
    count = len(moved)
    title = ngettext("Move {n} person", "Move {n} people", count).format(n=count)
    lead = ", ".join(row.name for row in moved[:8]) + ("…" if count > 8 else "")
    dialog = FormDialog(parent, title, form, _("Move"), lead)

    def make() -> Command:
        pairs = [(row.id, row.version) for row in moved]
        day, to = date_of(since), team.value()
        return lambda ctx: people.move(ctx, pairs, day, to)

    dialog.sends(desk, make)
    return dialog


def leave_centre(parent: QWidget, desk: Desk, staff: Staff, row: PersonRow) -> FormDialog:
    """Set somebody's last day."""
    last = date_field(row.left_on or staff.today)

    def check() -> Problems:
        problem = leaving_problem(row.hired_on, date_of(last))
        return {"left_on": problem} if problem else {}

    form = Form(check)
    form.add("left_on", _("&Last day employed"), last)
    title = _("{name} leaves").format(name=row.name)
    lead = _(
        "The person stays in every register and roster. From the day after, signing in and new"
        " shifts are refused."
    )
    dialog = FormDialog(parent, title, form, _("Set the last day"), lead)

    def make() -> Command:
        day = date_of(last)
        version = dialog.seen(row.version).value
        return lambda ctx: people.leave_centre(ctx, row.id, version, day)

    def done(shifts: int) -> None:
        if shifts:
            said = ngettext(
                "{n} shift after the last day is to be given to somebody else.",
                "{n} shifts after the last day are to be given to others.",
                shifts,
            )
            desk.say(said.format(n=shifts), Tone.WARN)

    dialog.sends(desk, make, done)
    return dialog


def come_back(parent: QWidget, desk: Desk, staff: Staff, row: PersonRow) -> FormDialog:
    """Employ somebody again who left."""
    earliest = (row.left_on or staff.today) + timedelta(days=1)
    post = PostFields(staff, row.post, max(staff.today, earliest))

    def check() -> Problems:
        problems = post.problems(row.hired_on)
        if post.details().since < earliest:
            problems["since"] = msg(
                "Later than the last day employed, {day}.", day=earliest - timedelta(days=1)
            )
        return problems

    form = Form(check, columns=2)
    post.add_to(form, _("&From"))
    title = _("{name} comes back").format(name=row.name)
    dialog = FormDialog(parent, title, form, _("Employ again"))

    def make() -> Command:
        details = post.details()
        version = dialog.seen(row.version).value
        return lambda ctx: people.come_back(ctx, row.id, version, details)

    dialog.sends(desk, make)
    return dialog
