"""A centre's own roster file held against its people, shifts and roster, before it comes in."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from sqlalchemy.orm import Session

from app.context import Context
from app.queries.known import ids
from app.queries.leave.kinds import own_kind_details
from app.queries.people.places import named_places
from app.queries.roster import brought
from app.queries.roster.brought import Stand
from app.queries.roster.lines import Unit, stays_of
from app.reading import permission
from app.reading.people.staff import staff
from app.rules.bringing.answers import Answers, Who, Written
from app.rules.bringing.matching import KnownPerson, match
from app.rules.bringing.meanings import UNTOLD, KnownShift, meanings
from app.rules.bringing.planning import RosterGround, plan
from app.rules.bringing.preview import CellRow, Preview
from app.rules.bringing.said import Said
from app.rules.facts import Place
from app.rules.permissions import Action, Scope
from app.rules.sight import Standing
from app.rules.vocabulary import Message
from app.rules.work import Cell


def preview(ctx: Context, said: Said, answers: Answers) -> Preview:
    """What `said` would put into the draft, what is asked still, and what is left out.

    Of other teams and departments than the actor's own nothing is taken: each of their cells is
    among what is left out, with who may; of whom the actor may not see neither name nor number is
    told. NotAllowed for who may edit no roster at all.
    """
    with ctx.read() as session:
        return preview_in(ctx, session, said, answers)


def preview_in(ctx: Context, session: Session, said: Said, answers: Answers) -> Preview:
    """`preview` within a transaction that has begun."""
    require_bringing(ctx, session)
    known = brought.known_people(session)
    kinds = {kind.code: kind.name for kind in own_kind_details(session) if not kind.retired}
    days = [entry.day for entry in (*said.entries, *said.blanks)]
    seen, unseen = _by_sight(ctx, session, known, days)
    people = match(said, seen, answers, unseen)
    words = meanings(said, brought.known_shifts(session), kinds, answers)
    meant = {row.who.number for row in people.values() if row.who is not None}
    ground = _ground(ctx, session, meant, days)
    found = plan(said, answers, people, words, seen, ground)
    return replace(found, new_places=_made_for(session, answers)) if found.new_people else found


def _made_for(session: Session, answers: Answers) -> tuple[str, ...]:
    """The department and the team that are made with the new people, as far as they are missing."""
    if answers.new_team is None or not all(answers.new_team):
        return ()
    department, team = answers.new_team
    there = named_places(session)
    made = [] if department in there.departments else [department]
    if (department, team) not in there.teams:
        made.append(f"{department} {team}")
    return tuple(made)


def _by_sight(
    ctx: Context, session: Session, known: Sequence[KnownPerson], days: Sequence[date]
) -> tuple[list[KnownPerson], list[KnownPerson]]:
    """Whom the actor may see, by today's post or by those of the file's first and last day; and
    everybody else, of whom a file must tell nothing."""
    mine = permission.sight(ctx, session)
    if mine.standing.scope(Action.SEE_PEOPLE) is Scope.CENTRE:
        return list(known), []
    keys = ids(session, numbers=[person.number for person in known])
    ends = {min(days, default=mine.today), max(days, default=mine.today)}

    def is_seen(person: KnownPerson) -> bool:
        key = keys[person.number]
        return mine.person(key) or any(mine.roster(key, day) for day in ends)

    seen = [person for person in known if is_seen(person)]
    shown = {person.number for person in seen}
    return seen, [person for person in known if person.number not in shown]


@dataclass(frozen=True, slots=True)
class Choices:
    """What somebody may answer with: people whom they see, teams, shifts, the centre's own kinds
    of leave, each as code and name; and whether they may make new people and shifts."""

    people: Sequence[KnownPerson]
    departments: Sequence[str]
    teams: Sequence[tuple[int, str]]
    shifts: Sequence[tuple[str, str]]
    timed: Sequence[KnownShift]
    kinds: Sequence[tuple[str, str]]
    may_add_people: bool
    may_add_shifts: bool


def choices(ctx: Context) -> Choices:
    """What the questions about a file may be answered with. NotAllowed as `preview`."""
    here = staff(ctx)
    seen = {row.employee_no for row in here.people}
    with ctx.read() as session:
        mine = require_bringing(ctx, session)
        names = {department.id: department.name for department in here.departments}
        return Choices(
            people=[one for one in brought.known_people(session) if one.number in seen],
            departments=list(names.values()),
            teams=[(team.id, f"{names.get(team.department_id, '')} {team.name}".strip())
                   for team in here.teams],
            shifts=[(shift.code, shift.name) for shift in brought.known_shifts(session)],
            timed=brought.known_shifts(session),
            kinds=[(kind.code, kind.name) for kind in own_kind_details(session)
                   if not kind.retired],
            may_add_people=mine.may(Action.MANAGE_PEOPLE),
            may_add_shifts=mine.may(Action.EDIT_SHIFTS),
        )  # fmt: skip


def require_bringing(ctx: Context, session: Session) -> Standing:
    """The actor's standing, if any roster may come in by it; else NotAllowed: a file's numbers
    would tell who has them."""
    mine = permission.standing(ctx, session)
    if not mine.may(Action.IMPORT) and mine.scope(Action.DRAFT_ROSTER) is Scope.NONE:
        raise permission.refusal(session, Action.DRAFT_ROSTER)
    return mine


def action_for(mine: Standing) -> Action:
    """By which right rosters come in: who may import the whole workbook may bring in any roster
    file, and everybody else what they may draft."""
    return Action.IMPORT if mine.may(Action.IMPORT) else Action.DRAFT_ROSTER


def _ground(
    ctx: Context, session: Session, numbers: set[str], days: Iterable[date]
) -> RosterGround:
    mine, all_days = permission.standing(ctx, session), sorted(set(days))
    if not all_days:
        return RosterGround()
    stand = brought.stand(session, numbers, all_days[0], all_days[-1])
    return RosterGround(
        held=stand.held,
        published=stand.published,
        bound=stand.bound,
        refused=_refused(session, mine, stand, all_days),
        no_new_people=_unless(session, mine, Action.MANAGE_PEOPLE),
        no_new_shifts=_unless(session, mine, Action.EDIT_SHIFTS),
    )


def _unless(session: Session, mine: Standing, action: Action) -> Message | None:
    return None if mine.may(action) else permission.who_may_do(session, action)


def _refused(
    session: Session, mine: Standing, stand: Stand, days: list[date]
) -> dict[Cell, Message]:
    action = action_for(mine)
    whys: dict[Unit, Message | None] = {}
    for unit in {stay.unit for stay in stand.stays}:
        place = Place(unit.department_id, unit.team_id)
        allowed = mine.may(action, place)
        whys[unit] = None if allowed else permission.who_may_do(session, action, place)
    return {
        (stay.no, day): why
        for stay in stand.stays
        if (why := whys[stay.unit]) is not None
        for day in days
        if stay.first <= day <= stay.last
    }


def with_proposals(found: Preview, answers: Answers, today: date) -> Answers:
    """The answers with everything that is proposed taken over; what nobody can propose stays
    asked: who is meant by a name that two have, the times of a new shift, which of two counts.

    New people are employed from the roster's first day on, at the latest from `today`: whoever
    stands in next month's roster is there to be given a login and a post."""
    people: dict[Written, Who] = dict(answers.people)
    for person in found.asked_people:
        if person.who is not None:
            people[person.written] = person.who
    words, shifts = dict(answers.words), {shift.code: shift for shift in answers.shifts}
    for word in found.asked_words:
        if word.proposal is not None and (
            word.new is None or (word.new.start, word.new.end) != UNTOLD
        ):
            words[word.word] = word.proposal
            if word.new is not None:
                shifts[word.new.code] = word.new
    hired = answers.hired or (min(found.first, today) if found.first else None)
    shifts_made = tuple(shifts.values())
    return replace(answers, people=people, words=words, shifts=shifts_made, hired=hired)


def months_of(ctx: Context, cells: Iterable[CellRow]) -> Mapping[date, frozenset[str]]:
    """The months in which `cells` lie, each with the scopes whose draft they are in."""
    rows = list(cells)
    if not rows:
        return {}
    days, numbers = [row.day for row in rows], {row.number for row in rows}
    with ctx.read() as session:
        stays = stays_of(session, numbers, min(days), max(days))
    found: dict[date, set[str]] = {}
    for row in rows:
        for stay in stays:
            if stay.no == row.number and stay.first <= row.day <= stay.last:
                found.setdefault(row.day.replace(day=1), set()).add(stay.unit.scope)
    return {month: frozenset(scopes) for month, scopes in sorted(found.items())}
