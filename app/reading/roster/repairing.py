"""Ways to cover what somebody leaves open, or what is needed and nobody works."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, timedelta

from sqlalchemy.orm import Session

from app.context import Context
from app.errors import BadInput, NotFound
from app.planning.mending import Mending
from app.queries import facts
from app.queries.planning.parts import units
from app.queries.planning.rostered import AskedScene
from app.queries.planning.scene import load_scene
from app.queries.roster.findings import judged_cells
from app.queries.roster.scopes import month_rows, places_of_scopes, scope_of
from app.reading import permission
from app.rules.cover import Opening, opening
from app.rules.facts import Person, Place
from app.rules.permissions import Action
from app.rules.rostering.certificate.records import GroupFigure
from app.rules.rostering.needs import Needing
from app.rules.rostering.repairs import NoWay, RepairWay, Vacancy
from app.rules.rostering.scene import RosterScene
from app.rules.vocabulary import LeaveStatus, msg
from app.rules.work import works_shifts

MOST_DAYS = 10
MOST_TOGETHER = 5
_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class AbsenceAsked:
    """Somebody (an id) who does not work on some days, ten at most: on leave, gone, or to be taken
    off a shift that a swap has not moved."""

    person_id: int
    first: date
    last: date


@dataclass(frozen=True, slots=True)
class NeedAsked:
    """`count` more people at a shift, of the team (its department need not be told) or department
    of `place`, of a job type."""

    place: Place
    day: date
    code: str
    job_type: str = ""
    count: int = 1


RepairAsked = AbsenceAsked | NeedAsked


@dataclass(frozen=True, slots=True)
class RepairView:
    """All vacancies, those that the ways fill (all of them, where five cells are enough), and the
    ways; where there is none, why. `draft`: the month is not published yet."""

    asked: RepairAsked
    vacancies: tuple[Vacancy, ...]
    chosen: tuple[Vacancy, ...]
    draft: bool
    ways: tuple[RepairWay, ...] = ()
    head_only: frozenset[int] = frozenset()
    """The places of those ways that the actor may not make: the head may."""
    no_ways: tuple[NoWay, ...] = ()
    people: Mapping[str, Person] = field(default_factory=dict)
    group: Mapping[str, GroupFigure] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class RepairCase:
    """What is asked, read in one transaction: the months may be mended by it."""

    place: Place
    vacancies: tuple[Vacancy, ...]
    draft: bool


def repair_ways(
    ctx: Context, asked: RepairAsked, chosen: Collection[Vacancy] | None = None
) -> RepairView:
    """Up to five ways to fill `chosen` (None: all vacancies, or the first if that is too much).

    Whoever drafts the roster of the place: NotAllowed. NotFound where nothing is open.
    """
    with ctx.read() as session:
        case = read_case(ctx, session, asked)
        wanted = [
            tuple(one for one in case.vacancies if chosen is None or one in chosen)
            or case.vacancies[:1]
        ]
        if chosen is None:
            wanted = [*_together(case.vacancies), case.vacancies[:1]]
        mending = read_mending(ctx, session, case, wanted[0])
        for vacancies in dict.fromkeys(wanted):
            mending = mending.only(vacancies)
            ways = tuple(mending.found())
            if ways:
                break
        return RepairView(
            asked=asked,
            vacancies=case.vacancies,
            chosen=vacancies,
            draft=case.draft,
            ways=ways,
            head_only=frozenset(_head_only(ctx, session, case, ways, mending.scene)),
            no_ways=() if ways else tuple(mending.why_none()),
            people={**mending.scene.beside, **mending.scene.people},
            group=mending.group(),
        )


def read_case(ctx: Context, session: Session, asked: RepairAsked) -> RepairCase:
    """What is open by the roster as it stands. Raises as `repair_ways`."""
    if isinstance(asked, NeedAsked):
        (place,) = places_of_scopes(session, [scope_of(asked.place)])
        permission.require(ctx, session, Action.DRAFT_ROSTER, place)
        needing = _needing(session, asked)
        one = Vacancy(asked.day, asked.code, needing=needing)
        draft = _is_draft(session, _scopes(session, place), asked.day)
        return RepairCase(place, (one,) * asked.count, draft)
    if (asked.last - asked.first).days >= MOST_DAYS:
        raise BadInput(
            msg("Too many days"), msg("Ways to cover are looked for over ten days at most.")
        )
    permission.require_for(ctx, session, Action.DRAFT_ROSTER, asked.person_id, asked.first)
    person = next(iter(facts.persons(session, [asked.person_id]).values()))
    place = person.place_on(asked.first)
    draft = _is_draft(session, [scope_of(place)], asked.first)
    vacancies = tuple(_vacancies(ctx, session, asked, person, draft))
    if not vacancies:
        raise NotFound(
            msg("Nothing to cover"),
            msg("{name} has no shift on these days that somebody else could work.",
                name=person.name),
        )  # fmt: skip
    return RepairCase(place, vacancies, draft)


def read_mending(
    ctx: Context, session: Session, case: RepairCase, vacancies: tuple[Vacancy, ...]
) -> Mending:
    """The month of the vacancies, with everybody of the department."""
    now, day = ctx.now(), vacancies[0].day
    policy = facts.policies(session).at(now)
    scopes = _scopes(session, Place(case.place.department))
    asked = AskedScene(day.replace(day=1), case.draft, scopes, rotations=False)
    scene = load_scene(session, asked, ctx.time, now, policy)
    scene = _asking_left_alone(session, scene)
    return Mending.of(scene, vacancies, _others(session, scene, case.draft, vacancies), ctx.time)


# ------------------------------------------------------------------------------------ what is open
def _together(vacancies: Sequence[Vacancy]) -> Iterator[tuple[Vacancy, ...]]:
    """All of a month, where so few cells may be enough."""
    first = vacancies[0].day.replace(day=1)
    mine = tuple(one for one in vacancies if one.day.replace(day=1) == first)
    if len(mine) + sum(one.leaves for one in mine) <= MOST_TOGETHER:
        yield mine


def _vacancies(
    ctx: Context, session: Session, asked: AbsenceAsked, person: Person, draft: bool
) -> Iterator[Vacancy]:
    """The open shifts of these days; where none is, those that still are the person's own."""
    days = [asked.first + n * _DAY for n in range((asked.last - asked.first).days + 1)]
    policy = facts.policies(session).at(ctx.now())
    cells = [(person.no, day) for day in days]
    looks = judged_cells(
        session, cells, {person.no: asked.person_id}, ctx.time, policy, draft=draft
    ).cells
    shifts = facts.shift_types(session)
    theirs = [
        (day, look)
        for (_no, day), look in sorted(looks.items())
        if look.code and not look.covered_by
        if opening(False, ctx.time.interval(shifts[look.code], day)[1], ctx.now()) is Opening.OPEN
    ]
    is_open = any(look.uncovered for _day, look in theirs)
    for day, look in theirs:
        if look.uncovered or not is_open:
            yield Vacancy(day, look.code, person.no, leaves=draft or not look.uncovered)


def _needing(session: Session, asked: NeedAsked) -> Needing:
    known = {unit.scope: unit for unit in units(session)}
    unit = known[scope_of(asked.place)]
    return Needing(unit.department, unit.team, asked.job_type)


def _scopes(session: Session, place: Place) -> list[str]:
    """The rosters of a team, or of a department with all its teams."""
    if place.team is not None:
        return [scope_of(place)]
    return [unit.scope for unit in units(session) if unit.department_id == place.department]


def _is_draft(session: Session, scopes: Collection[str], day: date) -> bool:
    keys = {(scope, day.replace(day=1)) for scope in scopes}
    return not any(row.version > 0 for row in month_rows(session, keys).values())


# --------------------------------------------------------------------------------------- who may
def _asking_left_alone(session: Session, scene: RosterScene) -> RosterScene:
    """LEAVE-10: nobody is asked to work on a day for which their leave is still undecided."""
    ids = [person.id for person in scene.people.values()]
    asking = {
        (leave.person, day)
        for leave in facts.live_leaves(session, ids, scene.first, scene.last)
        if leave.status is LeaveStatus.PENDING
        for day in leave.days()
        if scene.first <= day <= scene.last
    }
    kept = {(no, day): scene.roster.get(no, {}).get(day, "") for no, day in asking}
    return replace(scene, fixed={**scene.fixed, **kept})


def _others(
    session: Session, scene: RosterScene, draft: bool, vacancies: Sequence[Vacancy]
) -> frozenset[str]:
    """Whose roster is a draft where this one is published, or the other way round; and who works no
    shifts on the day."""
    day = vacancies[0].day
    scopes = {no: scope_of(one.place_on(day)) for no, one in scene.people.items()}
    keys = {(scope, day.replace(day=1)) for scope in scopes.values()}
    rows = month_rows(session, keys)
    published = {scope for (scope, _month), row in rows.items() if row.version > 0}
    return frozenset(
        no
        for no, person in scene.people.items()
        if (scopes[no] in published) == draft or not works_shifts(person.post_on(day).role)
    )


def _head_only(
    ctx: Context,
    session: Session,
    case: RepairCase,
    ways: Sequence[RepairWay],
    scene: RosterScene,
) -> Iterator[int]:
    mine = permission.standing(ctx, session)
    for number, way in enumerate(ways):
        places = places_asked(way, case.draft, scene.people)
        if not all(mine.may(action, place) for action, place in places):
            yield number


def places_asked(
    way: RepairWay, draft: bool, people: Mapping[str, Person]
) -> set[tuple[Action, Place]]:
    """What the permission table is asked: a draft is its team's; who covers an open shift is the
    word of the absent one's leader (LEAVE-10); all else published is the head's."""
    covering = [] if draft else [change for _vacancy, change in way.covers()]
    action = Action.DRAFT_ROSTER if draft else Action.PUBLISH_ROSTER
    return {
        (action, people[change.person].place_on(change.day))
        for change in way.changes
        if change not in covering
    }
