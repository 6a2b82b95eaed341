"""Reports upwards: the list, one with its chain, and what a form has to know."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from app.context import Context
from app.errors import NotFound
from app.queries.registers import reports as rows
from app.queries.registers.reports import ReportRow, ReportStepRow
from app.reading import permission
from app.reading.registers.ground import RegisterGround, minute
from app.rules.books import UpwardReport
from app.rules.permissions import Action
from app.rules.registers import course, terms
from app.rules.registers.reports import ReportFacts
from app.rules.registers.verdicts import report_verdict
from app.rules.verdict import Verdict
from app.rules.vocabulary import ReportAction, ReportKind, ReportState, Role, msg


@dataclass(frozen=True, slots=True)
class Report:
    """A report of the list. `due`: by when the next thing is due, the answer or the telling."""

    row: ReportRow
    owes_telling: bool
    is_open: bool
    mine: bool
    """It waits for the actor."""
    due: datetime | None
    overdue: bool

    @property
    def state(self) -> ReportState:
        return self.row.state


@dataclass(frozen=True, slots=True)
class ReportFile:
    """One report with its chain, what the rules say, and what the actor may do to it."""

    report: Report
    steps: Sequence[ReportStepRow]
    verdict: Verdict
    offers: Collection[ReportAction]
    above: Sequence[tuple[int, str]]
    """Whom the actor may take it up to: id and name."""
    names: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Reach:
    """Whom the actor may report to: id, and name with number. `no`: the actor's number."""

    no: str
    superiors: Sequence[tuple[int, str]]
    in_emergency: Sequence[tuple[int, str]]
    everybody: Sequence[tuple[int, str]]


@dataclass(frozen=True, slots=True)
class Draft:
    """A report as somebody means to raise it."""

    to_id: int
    kind: ReportKind
    emergency: bool
    facts: str
    proposal: str


def reports(ctx: Context) -> tuple[Report, ...]:
    """The reports that the actor may see, the latest first."""
    with ctx.read() as session:
        ground = RegisterGround.of(ctx, session)
        return seen(ground)


def seen(ground: RegisterGround) -> tuple[Report, ...]:
    """As `reports`, in a transaction that is open."""
    return tuple(shown(ground, row) for row in rows.reports(ground.session) if may_see(ground, row))


def open_report(ctx: Context, no: str) -> ReportFile:
    """One report; NotFound, or NotAllowed for whom it is not in sight."""
    with ctx.read() as session:
        ground = RegisterGround.of(ctx, session)
        row = found(ground, no)
        if not may_see(ground, row):
            raise permission.refusal(session, Action.SEE_REPORTS)
        return ReportFile(
            report=shown(ground, row),
            steps=rows.steps(session, row.id),
            verdict=report_verdict(facts_of(ground, row.fact())),
            offers=offers(ground, row),
            above=_called(ground, ground.superiors.of(ground.me, ground.today))
            if ground.me in ground.people
            else (),
            names=ground.names,
        )


def reach(ctx: Context) -> Reach:
    """Whom the actor may report to today."""
    with ctx.read() as session:
        ground = RegisterGround.of(ctx, session)
        if ground.me not in ground.people:
            return Reach(ground.me, (), (), ())
        day, superiors = ground.today, ground.superiors
        others = [
            no
            for no, one in ground.people.items()
            if one.employed_on(day) and one.post_on(day).role in _SUPERIOR_ROLES and no != ground.me
        ]
        return Reach(
            ground.me,
            _called(ground, superiors.of(ground.me, day)),
            _called(ground, superiors.reachable(ground.me, day)),
            _called(ground, sorted(others)),
        )


def judge(ctx: Context, draft: Draft) -> tuple[Verdict, Mapping[str, str]]:
    """What the rules say of a report before it is raised, and the names in it."""
    with ctx.read() as session:
        ground = RegisterGround.of(ctx, session)
        facts = facts_of(ground, drafted(ground, draft, minute(ctx.now())))
        return report_verdict(facts), ground.names


def drafted(ground: RegisterGround, draft: Draft, at: datetime) -> UpwardReport:
    """The draft as the rules judge it; nobody's number where the addressee is unknown."""
    to = ground.reference.person(draft.to_id)
    return UpwardReport(
        no="",
        raised_by=ground.me,
        raised_at=at,
        to=to.no if to else "",
        kind=draft.kind,
        emergency=draft.emergency,
        facts=draft.facts.strip(),
        proposal=draft.proposal.strip(),
    )


def found(ground: RegisterGround, no: str) -> ReportRow:
    """The report with this number; NotFound."""
    row = rows.report(ground.session, no)
    if row is None:
        raise NotFound(msg("No such report"), msg("There is no report {no} in this store.", no=no))
    return row


def facts_of(ground: RegisterGround, report: UpwardReport) -> ReportFacts:
    """A report with what it is judged by, now."""
    return ReportFacts(
        report=report,
        day=ground.day(report.raised_at),
        superiors=ground.superiors,
        policy=ground.policy(report.raised_at),
        as_of=ground.now,
    )


def may_see(ground: RegisterGround, row: ReportRow) -> bool:
    """Whether the actor may read a report: see `Sight.report`."""
    raised_on = ground.day(row.raised_at)
    over = ground.superiors.is_over(ground.me, row.raised_by, raised_on)
    return ground.sight.report(row.raised_by_id, raised_on, row.to_id, over=over)


def is_over(ground: RegisterGround, row: ReportRow) -> bool:
    """Whether the actor may answer it: to whom it went, or over the reporter today."""
    if row.raised_by_id == ground.my_id or not ground.sight.standing.has_say:
        return False
    over = ground.superiors.is_over(ground.me, row.raised_by, ground.today)
    place = ground.reference.place_of(row.raised_by_id, ground.today)
    may = ground.sight.standing.may(Action.ANSWER_REPORT, place, row.raised_by_id)
    return row.to_id == ground.my_id or (over and may)


def offers(ground: RegisterGround, row: ReportRow) -> Collection[ReportAction]:
    """What the actor may do to it now."""
    return course.offered(
        row.state,
        owes_telling=facts_of(ground, row.fact()).owes_telling,
        reporter=row.raised_by_id == ground.my_id and ground.sight.standing.has_say,
        over=is_over(ground, row),
        above=ground.me in ground.people
        and ground.superiors.level(ground.me, ground.today) is not None,
    )


def shown(ground: RegisterGround, row: ReportRow) -> Report:
    """A row with where it stands now."""
    facts = facts_of(ground, row.fact())
    owes = facts.owes_telling
    answer_by, tell_by = (
        term(facts.report, facts.policy) for term in (terms.answer_by, terms.tell_by)
    )
    dues = [answer_by] * (row.state is ReportState.RAISED) + [tell_by] * owes
    due = min(dues, default=None)
    return Report(
        row=row,
        owes_telling=owes,
        is_open=course.is_open(row.state, owes_telling=owes),
        mine=_waits_for(ground, row, owes),
        due=due,
        overdue=due is not None and ground.now > due,
    )


def _waits_for(ground: RegisterGround, row: ReportRow, owes_telling: bool) -> bool:
    """Whether the addressee has to answer, or the reporter to carry it out or tell the skipped."""
    if row.to_id == ground.my_id:
        return row.state in (ReportState.RAISED, ReportState.DISSENTED)
    if row.raised_by_id != ground.my_id:
        return False
    return owes_telling or row.state in (
        ReportState.ANSWERED, ReportState.UPHELD, ReportState.CHANGED,
    )  # fmt: skip


def _called(ground: RegisterGround, numbers: Sequence[str]) -> Sequence[tuple[int, str]]:
    return [(ground.people[no].id, f"{ground.people[no].name} {no}") for no in numbers]


_SUPERIOR_ROLES = frozenset({Role.TEAM_LEADER, Role.DEPARTMENT_HEAD, Role.CENTRE_DIRECTOR})
