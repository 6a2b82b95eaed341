"""The page "Calibration": what is scored blind, and side by side once all have scored."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from sqlalchemy.orm import Session

from app.context import Context
from app.errors import NotFound
from app.queries.quality.calibrations import (
    CalibratedContact,
    CalibrationRow,
    brought_in,
    calibrations,
    contacts_of,
)
from app.queries.quality.card_versions import Reading, readings
from app.queries.quality.contacts import ContactRow
from app.queries.quality.contacts import contacts_of as listed_contacts
from app.queries.quality.inspected import inspected_in
from app.queries.quality.scoring_cards import CardChoice, CardLine, card_lines, in_force
from app.queries.quality.scoring_plan import tasks_of
from app.queries.reference import reference
from app.reading import permission
from app.reading.quality.departments import own_department
from app.reading.quality.scoring import who_works
from app.rules.facts import Person, Place
from app.rules.permissions import Action, Scope
from app.rules.scorecards.blind import CalibrationState, shows
from app.rules.scorecards.calibration import (
    TOTAL,
    AlphaInterval,
    Calibrated,
    CalibrationFigures,
    agreement_interval,
    calibration_figures,
    values_of,
)
from app.rules.scorecards.calibration import (
    readings as counted_readings,
)
from app.rules.scorecards.counting import Inspected, calibrated
from app.rules.scorecards.sampling import monday
from app.rules.scorecards.sheets import sheet_of
from app.rules.scorecards.side_by_side import Given, seed_of
from app.rules.sight import Sight, Standing
from app.rules.vocabulary import Aspect, Role, msg

_LISTED = timedelta(days=30)
"""How far back contacts of the telephone system's list are offered."""


@dataclass(frozen=True, slots=True)
class CalibrationsReading:
    """Those that the actor may read, the latest first."""

    rows: tuple[CalibrationRow, ...]
    may_open: bool
    me: int | None
    today: date


@dataclass(frozen=True, slots=True)
class Inspector:
    """An inspector of a calibration, by whom something was scored."""

    no: str
    name: str


@dataclass(frozen=True, slots=True)
class CalibrationResults:
    """What all have scored, side by side. `given`: by employee numbers; `totals`: contact ->
    inspector -> total. `intervals`: as the figures' alpha, None where there is none."""

    figures: CalibrationFigures
    intervals: Mapping[str, AlphaInterval | None]
    seed: int
    inspectors: tuple[Inspector, ...]
    given: Given
    totals: Mapping[str, Mapping[str, float]]


@dataclass(frozen=True, slots=True)
class CalibrationView:
    """One calibration. `results` None while it is scored blind, or where nothing was scored."""

    row: CalibrationRow
    contacts: tuple[CalibratedContact, ...]
    lines: tuple[CardLine, ...]
    own: Mapping[str, float]
    """Contact -> what the reader found it worth."""
    results: CalibrationResults | None
    readings: tuple[Reading, ...]
    """Of the card, from this calibration."""
    may_keep: bool
    following: int | None
    """The planned inspection that the reader scores next in it; None where nothing is left."""

    @property
    def rates(self) -> bool:
        """Whether the reader has something left to score in it."""
        return self.following is not None


@dataclass(frozen=True, slots=True)
class Rater:
    """Somebody who may be asked to score."""

    id: int
    no: str
    name: str


@dataclass(frozen=True, slots=True)
class CalibrationGround:
    """What a calibration may be opened over."""

    department: int
    cards: tuple[CardChoice, ...]
    raters: tuple[Rater, ...]
    agents: tuple[Rater, ...]
    """Whose contacts may be scored."""
    contacts: tuple[ContactRow, ...]
    """Those of the list, the latest first."""
    names: Mapping[int, str]
    me: int | None


def read_calibrations(ctx: Context) -> CalibrationsReading:
    """The calibrations of the actor's department, or of all. NotAllowed below that reach."""
    with ctx.read() as session:
        mine = _require_reader(ctx, session)
        place = mine.standing.place
        return CalibrationsReading(
            rows=tuple(_seen(ctx, session, mine)),
            may_open=place.department is not None and mine.standing.may(Action.CALIBRATE, place),
            me=mine.standing.person_id,
            today=ctx.today(),
        )


def read_calibration(ctx: Context, no: str) -> CalibrationView:
    """One of them; NotFound where there is none that the actor may read."""
    with ctx.read() as session:
        mine = _require_reader(ctx, session)
        row = next(iter(_seen(ctx, session, mine, no)), None)
        if row is None:
            raise NotFound(msg("No such calibration"), msg("{no} is not in the store.", no=no))
        inspected = _visible(session, row, mine.standing)
        lines = card_lines(session, CardChoice(row.card, row.card_version))
        agreed = (one for one in readings(session).get(row.card, ()) if one.calibration == no)
        me = mine.standing.person_id
        return CalibrationView(
            row=row,
            contacts=contacts_of(session, row),
            lines=lines,
            own=_own(session, inspected, mine.standing),
            results=None if row.state is CalibrationState.BLIND else _results(row, inspected),
            readings=tuple(agreed),
            may_keep=row.id is not None
            and mine.standing.may(Action.CALIBRATE, Place(row.department_id)),
            following=_following(ctx, session, row, me),
        )


def _following(ctx: Context, session: Session, row: CalibrationRow, me: int | None) -> int | None:
    if me is None or row.closed_at is not None:
        return None
    tasks = tasks_of(session, [me], monday(ctx.today()), ctx.time)
    mine = (one.id for one in tasks if one.open and one.calibration_no == row.no)
    return next(mine, None)


def calibration_ground(ctx: Context) -> CalibrationGround:
    """What the actor may open a calibration over, in their department. NotAllowed."""
    with ctx.read() as session:
        department = own_department(ctx, session, Action.CALIBRATE)
        known, today = reference(session), ctx.today()
        inspectors = who_works(session, known, department, Role.QA_INSPECTOR, today)
        agents = who_works(session, known, department, Role.AGENT, today)
        keys = [one.id for one in agents]
        first = ctx.time.local_date(ctx.now() - _LISTED)
        listed = listed_contacts(session, keys, first, today, ctx.time)
        return CalibrationGround(
            department=department,
            cards=tuple(one for one in in_force(session, today) if not one.standard),
            raters=tuple(_rater(one) for one in inspectors),
            agents=tuple(_rater(one) for one in agents),
            contacts=tuple(sorted(listed, key=lambda one: one.started_at, reverse=True)),
            names={one.id: one.name for one in agents},
            me=ctx.actor.person_id,
        )


def _rater(one: Person) -> Rater:
    return Rater(one.id, one.no, one.name)


def _require_reader(ctx: Context, session: Session) -> Sight:
    mine = permission.sight(ctx, session)
    if mine.standing.scope(Action.READ_INSPECTIONS) < Scope.DEPARTMENT:
        raise permission.refusal(session, Action.READ_INSPECTIONS)
    return mine


def _seen(
    ctx: Context, session: Session, mine: Sight, no: str | None = None
) -> list[CalibrationRow]:
    """By its department; one that came with a workbook, by the posts of its agents then."""
    found = [
        row
        for row in calibrations(session, no)
        if mine.standing.may(Action.READ_INSPECTIONS, Place(row.department_id))
    ]
    local = ctx.time.local_date
    found += [
        each.row
        for each in brought_in(session, no)
        if all(mine.inspection(agent, local(at)) for agent, at in each.agents)
    ]
    return sorted(found, key=lambda row: row.opened_at, reverse=True)


def _visible(session: Session, row: CalibrationRow, mine: Standing) -> Inspected:
    """Its inspections, as far as they are to be seen."""
    found = inspected_in(session, row.no)
    numbers = {one.no: one.id for one in row.raters}
    seen = tuple(
        one
        for one in found.inspections
        if shows(row.state, numbers.get(one.inspector, 0), mine.person_id)
    )
    return replace(found, inspections=seen)


def _own(session: Session, inspected: Inspected, mine: Standing) -> Mapping[str, float]:
    who = reference(session).number(mine.person_id) if mine.person_id is not None else ""
    return {one.contact: one.worth.total for one in calibrated(inspected) if one.inspector == who}


def _results(row: CalibrationRow, inspected: Inspected) -> CalibrationResults | None:
    scored = [*calibrated(inspected)]
    if not scored:
        return None
    read, seed = counted_readings(scored), seed_of(row.no)
    figures = calibration_figures(row.no, scored)
    names = {one.no: one.name for one in row.raters}
    numbers = [one.inspector for one in figures.severity]
    return CalibrationResults(
        figures=figures,
        intervals={
            name: agreement_interval(values_of(read, name), seed)
            for name in (TOTAL, *map(str, Aspect))
        },
        seed=seed,
        inspectors=tuple(Inspector(no, names.get(no, no)) for no in numbers),
        given=_given(inspected, [one for by in read.values() for one in by.values()]),
        totals={
            contact: {no: one.worth.total for no, one in by.items()} for contact, by in read.items()
        },
    )


def _given(inspected: Inspected, counted: Sequence[Calibrated]) -> Given:
    """Of the inspections that count, what each item was given."""
    by_no = {one.no: one for one in inspected.inspections}
    found: dict[str, dict[str, Mapping[str, float | None]]] = defaultdict(dict)
    for one in counted:
        sheet = sheet_of(
            by_no[one.no], inspected.cards, inspected.revisions.get(one.no, {}), inspected.policies
        )
        found[one.contact][one.inspector] = {line.item.item: line.score for line in sheet.rows}
    return found
