"""People and their dated posts: adding, moving, promoting, leaving, coming back.

Every change compares the version of the person that it was made from: a stale one is a Conflict.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from typing import Any

from sqlalchemy import delete, select, update
from sqlalchemy.orm import Session

from app.context import Context
from app.errors import BadInput, Conflict, NotFound
from app.models import Account, Person, Post
from app.queries.people import rows
from app.queries.people.phones import phone_of
from app.queries.people.rows import PersonRow, PostRow
from app.queries.referred import is_referred
from app.reading import permission
from app.rules.deeds import Deed
from app.rules.permissions import Action
from app.rules.plaintext import identifier
from app.rules.staff import (
    PersonDetails,
    PostDetails,
    Problems,
    leaving_problem,
    person_problems,
    post_problems,
)
from app.rules.vocabulary import Message, msg
from app.services.accounts.administrators import keeping_an_administrator
from app.services.people.leaving import tell_open_shifts
from app.services.people.phones import write_phone
from app.services.people.places import department_name, known_team
from app.services.seen import stale


def add_person(ctx: Context, person: PersonDetails, post: PostDetails) -> int:
    """Add somebody with their first post; their id. BadInput says what is wrong, field by field."""
    with ctx.write() as session:
        return put_person(ctx, session, person, post)


def put_person(
    ctx: Context,
    session: Session,
    person: PersonDetails,
    post: PostDetails,
    left_on: date | None = None,
) -> int:
    """`add_person` within another service's transaction; of somebody who left, the last day."""
    number = identifier(person.employee_no)
    phone = identifier(person.phone)
    person = replace(person, employee_no=number, name=person.name.strip(), phone=phone)
    permission.require(ctx, session, Action.MANAGE_PEOPLE)
    _refuse(person_problems(person))
    _refuse_taken(session, person.employee_no)
    row = Person(
        employee_no=person.employee_no,
        name=person.name,
        hired_on=person.hired_on,
        left_on=left_on,
    )
    session.add(row)
    session.flush()
    _write_post(session, row.id, person.hired_on, post)
    write_phone(session, row.id, phone)
    after = {"name": person.name, "hired_on": person.hired_on, **_told(session, row.id)}
    if phone:
        after["phone"] = phone
    if left_on is not None:
        after["left_on"] = left_on
    ctx.audit(session, Deed.PERSON_ADD, f"person:{person.employee_no}", after=after)
    return row.id


def edit_person(
    ctx: Context,
    person_id: int,
    version: int,
    name: str,
    hired_on: date,
    phone: str | None = None,
) -> None:
    """Correct a name, the first day employed or the telephone number (None: as it is); the post of
    an earlier first day begins with it."""
    with ctx.write() as session:
        before = _claim(ctx, session, person_id, version)
        held = phone_of(session, person_id)
        number = held if phone is None else identifier(phone)
        details = PersonDetails(before.employee_no, name.strip(), hired_on, number)
        _refuse(person_problems(details))
        if before.left_on and before.left_on < hired_on:
            _refuse(
                {"hired_on": msg("Not after the last day employed, {day}.", day=before.left_on)}
            )
        with keeping_an_administrator(ctx, session):
            _write(session, person_id, name=details.name, hired_on=hired_on)
            if hired_on < before.hired_on:
                _begin_post(session, person_id, before.hired_on, hired_on)
        write_phone(session, person_id, number)
        told = [{"name": before.name, "hired_on": before.hired_on}]
        told += [{"name": details.name, "hired_on": hired_on}]
        if number != held:
            told[0]["phone"], told[1]["phone"] = held, number
        ctx.audit(session, Deed.PERSON_EDIT, f"person:{before.employee_no}", *told)


def give_post(ctx: Context, person_id: int, version: int, post: PostDetails) -> None:
    """Move, promote or regrade: from `post.since` on. A post with that very date is replaced."""
    with ctx.write() as session:
        before = _claim(ctx, session, person_id, version)
        with keeping_an_administrator(ctx, session):
            told = _told(session, person_id)
            _write_post(session, person_id, before.hired_on, post)
        now = _told(session, person_id)
        ctx.audit(session, Deed.PERSON_POST, f"person:{before.employee_no}", told, now)


def move(ctx: Context, moved: Sequence[tuple[int, int]], since: date, team_id: int) -> None:
    """Move several people, given as (id, version), to a team from `since` on: all or none."""
    with ctx.write() as session:
        place = known_team(session, team_id)
        for person_id, version in moved:
            before = _claim(ctx, session, person_id, version)
            told = _told(session, person_id)
            held = rows.current(rows.posts_of(session, person_id), since)
            post = PostDetails(
                since, held.role, place.department, team_id, held.job_type, held.skill_level
            )
            _write_post(session, person_id, before.hired_on, post)
            after = _told(session, person_id)
            ctx.audit(session, Deed.PERSON_POST, f"person:{before.employee_no}", told, after)


def take_back_post(ctx: Context, person_id: int, version: int, post_id: int) -> None:
    """Remove a post that was entered by mistake, so that the one before it goes on."""
    with ctx.write() as session:
        before = _claim(ctx, session, person_id, version)
        posts = rows.posts_of(session, person_id)
        if len(posts) == 1:
            raise BadInput(
                msg("The only post"), msg("Everybody has a post: change this one instead.")
            )
        told = _told(session, person_id)
        with keeping_an_administrator(ctx, session):
            session.execute(delete(Post).where(Post.id == post_id, Post.person_id == person_id))
        now = _told(session, person_id)
        ctx.audit(session, Deed.PERSON_POST, f"person:{before.employee_no}", told, now)


def leave_centre(ctx: Context, person_id: int, version: int, last_day: date) -> int:
    """Set the last day employed; how many published shifts after it are open now.

    The team's leader and the head are told of them.
    """
    with ctx.write() as session:
        before = _claim(ctx, session, person_id, version)
        problem = leaving_problem(before.hired_on, last_day)
        _refuse({"left_on": problem} if problem else {})
        with keeping_an_administrator(ctx, session):
            _write(session, person_id, left_on=last_day)
        ctx.audit(
            session,
            Deed.PERSON_LEAVE,
            f"person:{before.employee_no}",
            {"left_on": before.left_on},
            {"left_on": last_day},
        )
        return tell_open_shifts(ctx, session, person_id, last_day)


def come_back(ctx: Context, person_id: int, version: int, post: PostDetails) -> None:
    """Employ somebody again, in a post from `post.since` on.

    The first day employed stays, so that what they did before is still judged as theirs; the gap
    is in the audit trail.
    """
    with ctx.write() as session:
        before = _claim(ctx, session, person_id, version)
        if before.left_on is None:
            raise BadInput(msg("Not left"), msg("{name} is employed.", name=before.name))
        if post.since <= before.left_on:
            _refuse({"since": msg("Later than the last day employed, {day}.", day=before.left_on)})
        with keeping_an_administrator(ctx, session):
            _write(session, person_id, left_on=None)
            _write_post(session, person_id, before.hired_on, post)
        after = {"left_on": None, **_told(session, person_id)}
        subject = f"person:{before.employee_no}"
        ctx.audit(session, Deed.PERSON_COME_BACK, subject, {"left_on": before.left_on}, after)


def renumber(ctx: Context, person_id: int, version: int, employee_no: str) -> None:
    """Give somebody another number, throughout their history: the first was mistyped. A login that
    is the number and was never used goes with it."""
    number = identifier(employee_no)
    with ctx.write() as session:
        before = _claim(ctx, session, person_id, version)
        if number == before.employee_no:
            return
        _refuse(person_problems(PersonDetails(number, before.name, before.hired_on)))
        _refuse_taken(session, number)
        _write(session, person_id, employee_no=number)
        unused = (
            Account.person_id == person_id,
            Account.login == before.employee_no,
            Account.signed_in_at.is_(None),
        )
        if session.scalar(select(Account.id).where(Account.login == number)) is None:
            session.execute(update(Account).where(*unused).values(login=number))
        told = ({"employee_no": before.employee_no}, {"employee_no": number})
        ctx.audit(session, Deed.PERSON_RENUMBER, f"person:{number}", *told)


def remove_person(ctx: Context, person_id: int, version: int) -> None:
    """Remove somebody who was added by mistake: while no roster, request or record names them and
    their account was never used. Conflict otherwise."""
    with ctx.write() as session:
        before = _claim(ctx, session, person_id, version)
        told = {"name": before.name, **_told(session, person_id)}
        with keeping_an_administrator(ctx, session):
            session.execute(
                delete(Account).where(
                    Account.person_id == person_id, Account.signed_in_at.is_(None)
                )
            )
            session.execute(delete(Post).where(Post.person_id == person_id))
            write_phone(session, person_id, "")
            if is_referred(session, Person, person_id):
                raise Conflict(
                    msg("{name} has a past", name=before.name),
                    msg(
                        "Rosters, requests or records name {name}, or their account was used. "
                        "Record the last day instead.",
                        name=before.name,
                    ),
                )
            session.execute(delete(Person).where(Person.id == person_id))
        ctx.audit(session, Deed.PERSON_REMOVE, f"person:{before.employee_no}", told)


def _claim(ctx: Context, session: Session, person_id: int, version: int) -> PersonRow:
    """The person as stored, if the actor may change people and `version` is still theirs."""
    permission.require(ctx, session, Action.MANAGE_PEOPLE)
    person = rows.person(session, person_id, ctx.today())
    if person is None:
        raise NotFound(msg("No such person"), msg("This person is no longer in the store."))
    if person.version != version:
        raise stale(session, person.version, _said(person), f"person:{person.employee_no}")
    session.execute(update(Person).where(Person.id == person_id).values(version=version + 1))
    return person


def _said(person: PersonRow) -> Message:
    post = person.post
    return msg("{name}, {role} since {day}", name=person.name, role=post.role, day=post.since)


def _write(session: Session, person_id: int, **values: Any) -> None:
    session.execute(update(Person).where(Person.id == person_id).values(**values))


def _begin_post(session: Session, person_id: int, entered: date, since: date) -> None:
    """Nobody was without a post from the day on which they came."""
    first = (Post.person_id == person_id, Post.since == entered)
    session.execute(update(Post).where(*first).values(since=since))


def _write_post(session: Session, person_id: int, hired_on: date, post: PostDetails) -> None:
    _refuse(post_problems(post, hired_on))
    _refuse_place(session, post)
    session.execute(delete(Post).where(Post.person_id == person_id, Post.since == post.since))
    session.add(
        Post(
            person_id=person_id,
            since=post.since,
            department_id=post.department_id,
            team_id=post.team_id,
            role=post.role,
            job_type=post.job_type.strip(),
            skill_level=post.skill_level,
        )
    )
    session.flush()


def _refuse_place(session: Session, post: PostDetails) -> None:
    """NotFound for a department or team that is there no longer."""
    if post.department_id is not None:
        department_name(session, post.department_id)
    if post.team_id is not None:
        place = known_team(session, post.team_id)
        if place.department != post.department_id:
            _refuse({"team_id": msg("This team belongs to another department.")})


def _refuse_taken(session: Session, employee_no: str) -> None:
    taken = session.scalar(select(Person.name).where(Person.employee_no == employee_no))
    if taken is not None:
        _refuse({"employee_no": msg("{no} is the number of {name}.", no=employee_no, name=taken)})


def _refuse(problems: Problems) -> None:
    for problem in problems.values():
        raise BadInput(msg("Check the details"), problem)


def _told(session: Session, person_id: int) -> dict[str, Any]:
    """The person's posts as the audit trail keeps them."""
    return {"posts": [_post_told(post) for post in rows.posts_of(session, person_id)]}


def _post_told(post: PostRow) -> dict[str, Any]:
    return {
        "since": post.since,
        "department": post.department,
        "team": post.team,
        "role": post.role,
        "job_type": post.job_type,
        "skill_level": post.skill_level,
    }
