"""Which numbers each role is shown."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from datetime import datetime, timedelta

from app.queries.today.numbers import AccountNumbers
from app.queries.today.page import AtWork, TodayRows
from app.queries.today.shifts import Gap
from app.reading.today.page import MonthFindings, TodayView
from app.rules.vocabulary import Role
from app.text import _, dates, ngettext, say
from app.ui.kit.findings.filters import Filters
from app.ui.kit.me import Me
from app.ui.kit.short_asked import ShortAsked
from app.ui.kit.tiles import Number
from app.ui.kit.tokens import Tone

WAITING_FIGURE = "…"
_BACKUP_DUE = timedelta(days=2)


def numbers_for(me: Me, view: TodayView) -> list[Number]:
    """The tiles of the person's role, most urgent first."""
    return list(_BY_ROLE[me.role](me, view))


def findings_title() -> str:
    """The tile whose figure comes later."""
    return _("Findings this month")


def _agent(me: Me, view: TodayView) -> Iterator[Number]:
    yield _next_shift(view.rows)
    yield _waiting(view)
    yield from _own(me, view.rows)


def _leader(me: Me, view: TodayView) -> Iterator[Number]:
    yield _present(view.rows, _("My team at work"), me.place.team)
    yield _waiting(view)
    yield _gaps(me, view.rows)
    yield from _drafts(view.rows)
    yield _findings(view.rows)


def _inspector(me: Me, view: TodayView) -> Iterator[Number]:
    yield _to_inspect(view.rows)
    yield _next_shift(view.rows)
    yield _findings(view.rows)


def _head(me: Me, view: TodayView) -> Iterator[Number]:
    yield _present(view.rows, _("At work now"))
    yield _waiting(view)
    yield _gaps(me, view.rows)
    yield from _drafts(view.rows)
    yield _findings(view.rows)


def _administrator(me: Me, view: TodayView) -> Iterator[Number]:
    if view.store is not None:
        if view.store.backed_up_at or not view.store.shared:
            yield _backup(view.store.backed_up_at, view.rows.now)
        yield _store_state(view)
    if view.rows.accounts is not None:
        yield _accounts(view.rows.accounts)
    yield _present(view.rows, _("At work now"))


def _accounts(accounts: AccountNumbers) -> Number:
    note = ngettext(
        "{n} person without an account", "{n} people without an account", accounts.without
    ).format(n=accounts.without)
    if accounts.disabled:
        disabled = ngettext("{n} account disabled", "{n} accounts disabled", accounts.disabled)
        note = f"{note} · {disabled.format(n=accounts.disabled)}"
    tone = Tone.WARN if accounts.without else Tone.GOOD
    return Number(_("Accounts"), str(accounts.accounts), note, tone=tone, page="people")


_BY_ROLE: Mapping[Role, Callable[[Me, TodayView], Iterator[Number]]] = {
    Role.AGENT: _agent,
    Role.TEAM_LEADER: _leader,
    Role.QA_INSPECTOR: _inspector,
    Role.DEPARTMENT_HEAD: _head,
    Role.CENTRE_DIRECTOR: _head,
    Role.ADMINISTRATOR: _administrator,
}


def _next_shift(rows: TodayRows) -> Number:
    title, coming = _("My next shift"), rows.next
    if coming is None or coming.shift is None or rows.mine is None:
        return Number(title, "–", _("nothing in the next two weeks"), page="roster")
    shift, day = coming.shift, coming.head.day
    note = f"{dates.near_day(day, rows.today)} · {shift.name}"
    figure, until = f"{shift.start:%H:%M}", f"–{shift.end:%H:%M}"
    return Number(title, figure, note, until, page="roster", target=(rows.mine.no, day))


def _waiting(view: TodayView) -> Number:
    asked, count = view.for_me, view.for_me.count
    note = "" if count else _("nothing to decide")
    if asked.requests:
        oldest = view.rows.now - asked.requests[0].request.filed_at
        note = _("the oldest for {span}").format(span=_rough(oldest))
    return Number(
        _("Waiting for me"), str(count), note, tone=Tone.INFO if count else Tone.GOOD,
        page="inbox",
    )  # fmt: skip


def _rough(length: timedelta) -> str:
    """A length in days, from two days on, else in hours, else in minutes."""
    minutes = int(length.total_seconds() // 60)
    if minutes >= 2 * 24 * 60:
        return dates.days_long(minutes // (24 * 60))
    return dates.span(minutes // 60 * 60 if minutes >= 60 else minutes)


def _own(me: Me, rows: TodayRows) -> Iterator[Number]:
    own, limit = rows.own, rows.policy.swap_monthly_limit
    if own is None or rows.mine is None:
        return
    left = max(limit - own.swaps, 0)
    yield Number(
        _("Swaps this month"), str(own.swaps),
        ngettext("{n} more is allowed", "{n} more are allowed", left).format(n=left),
        _("of {limit}").format(limit=limit), Tone.PLAIN if left else Tone.WARN,
        "person", rows.mine.no,
    )  # fmt: skip
    figure = "–" if own.score is None else f"{own.score:.1f}"
    note = ngettext("{n} inspection this month", "{n} inspections this month", own.inspections)
    yield Number(
        _("My score"), figure, note.format(n=own.inspections), page="person", target=rows.mine.no
    )


def _present(rows: TodayRows, title: str, team: int | None = None) -> Number:
    """Who is here; green only where nobody is missing and nowhere too few are rostered."""
    found = rows.at_work(team)
    if not found.rostered:
        note, tone = _("nobody is rostered now"), Tone.BAD if found.short else Tone.PLAIN
    else:
        note, tone = _here_note(found)
    of = _("of {n} rostered").format(n=found.rostered) if found.rostered else ""
    return Number(title, str(found.here), note, of, tone, "roster")


def _here_note(found: AtWork) -> tuple[str, Tone]:
    if found.missing:
        text = ngettext("{n} is not here", "{n} are not here", found.missing)
        return text.format(n=found.missing), Tone.WARN
    if found.short:
        text = ngettext("{n} person too few", "{n} people too few", found.short)
        return text.format(n=found.short), Tone.BAD
    if found.uncalled:
        text = ngettext("{n} not called yet", "{n} not called yet", found.uncalled)
        return text.format(n=found.uncalled), Tone.PLAIN
    return _("everybody is here"), Tone.GOOD


def gaps_of(me: Me, rows: TodayRows) -> list[Gap]:
    """The shifts that lack people and are this person's to mend: a leader's are their team's."""
    team = me.place.team if me.role is Role.TEAM_LEADER else None
    return [gap for gap in rows.gaps if team is None or gap.team_id == team]


def gap_target(gap: Gap) -> object:
    """Where the roster shows it: whose shift is open, or else the team on that day with the ways to
    cover what it lacks; a department's as a whole is of a day alone."""
    if gap.away:
        return (gap.away[0].no, gap.day)
    if gap.team_id is None:
        return gap.day
    return ShortAsked(gap.team_id, gap.day, gap.shift.code)


def gaps_title(me: Me) -> str:
    """Whose shifts are meant: beside a leader's own, Today shows what other teams lack now."""
    if me.role is Role.TEAM_LEADER:
        return _("Open or short shifts of my team")
    return _("Open or short shifts")


def nothing_lacks(rows: TodayRows) -> tuple[str, str, Tone]:
    """What it means that no shift of the next days lacks anybody: good only where people are
    rostered and it is laid down how many are needed. A tile's note, and a list's sentence."""
    ahead = rows.ahead
    if not ahead.rostered:
        none = _("No roster is published for the next 7 days.")
        return _("no roster published for the next 7 days"), none, Tone.WARN
    if ahead.bare_from is not None:
        day = dates.near_day(ahead.bare_from, rows.today)
        bare = _("No roster is published from {day} on.").format(day=day)
        return _("no roster published from {day} on").format(day=day), bare, Tone.WARN
    if not ahead.needs:
        unset = _("No shift is open. It is not set how many people the shifts need.")
        return _("it is not set how many are needed"), unset, Tone.PLAIN
    every = _("Every shift of the next 7 days has its people.")
    return _("none in the next 7 days"), every, Tone.GOOD


def _gaps(me: Me, rows: TodayRows) -> Number:
    found = gaps_of(me, rows)
    short = sum(gap.short > 0 for gap in found)
    note = ngettext("{n} below what is needed", "{n} below what is needed", short).format(n=short)
    target = gap_target(found[0]) if found else None
    tone = Tone.BAD if short else Tone.WARN
    if not found:
        note, _none, tone = nothing_lacks(rows)
    return Number(gaps_title(me), str(len(found)), note, tone=tone, page="roster", target=target)


def _drafts(rows: TodayRows) -> Iterator[Number]:
    drafts = rows.drafts
    if drafts is None:
        return
    title = _("Roster of {month}").format(month=dates.month(drafts.month, near=rows.today))
    done = drafts.teams - len(drafts.unpublished)
    if drafts.unpublished:
        names = "、".join(drafts.unpublished[:3])
        note, tone = _("draft: {teams}").format(teams=names), Tone.WARN
    else:
        note, tone = _("all published"), Tone.GOOD
    of = _("of {limit}").format(limit=drafts.teams)
    yield Number(title, str(done), note, of, tone, "roster", drafts.month)


def _findings(rows: TodayRows) -> Number:
    month = rows.today.replace(day=1)
    note = findings_note(None)
    return Number(
        findings_title(), WAITING_FIGURE, note, page="findings", target=Filters(month=month)
    )


def findings_note(counted: MonthFindings | None) -> str:
    """Breaches and warnings apart; None: they are not counted yet."""
    if counted is None:
        return _("breaches and warnings")
    breaches = ngettext("{n} breach", "{n} breaches", counted.breaches)
    warnings = ngettext("{n} warning", "{n} warnings", counted.warnings)
    return _("{breaches}, {warnings}").format(
        breaches=breaches.format(n=counted.breaches), warnings=warnings.format(n=counted.warnings)
    )


def _to_inspect(rows: TodayRows) -> Number:
    count = len(rows.to_inspect or ())
    if rows.nobody_worked:
        return Number(_("Still to inspect"), "0", _("nobody has worked this month yet"))
    note = _("with fewer than {n} inspections").format(n=rows.policy.qa_min_inspections)
    return Number(
        _("Still to inspect"), str(count), note if count else _("everybody has been inspected"),
        tone=Tone.INFO if count else Tone.GOOD,
    )  # fmt: skip


def _backup(at: datetime | None, now: datetime) -> Number:
    title = _("Last backup")
    if at is None:
        return Number(title, "–", _("never"), tone=Tone.BAD, page="settings", target="store")
    tone = Tone.WARN if now - at > _BACKUP_DUE else Tone.GOOD
    return Number(
        title, dates.wall(at), dates.moment(at, near=now.date()), tone=tone,
        page="settings", target="store",
    )  # fmt: skip


def _store_state(view: TodayView) -> Number:
    notices = view.store.notices if view.store else ()
    note = say(notices[0]) if notices else _("no notices; verify in Settings")
    figure = str(len(notices)) if notices else _("Sound")
    tone = Tone.WARN if notices else Tone.GOOD
    return Number(_("Store"), figure, note, tone=tone, page="settings", target="store")
