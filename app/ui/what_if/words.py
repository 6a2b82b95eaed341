"""The What if page's sentences: a try in a line, findings as verdict rows, a day's change."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, datetime

from app.queries.findings import FindingRow
from app.reading.what_if.time_machine import Held
from app.reading.what_if.tries import Outlook, Try, try_number
from app.rules.vocabulary import LeaveKind, Level
from app.rules.what_if import Shifted
from app.services.swaps.requests import Asked
from app.text import _, dates, ngettext
from app.text.findings import finding_remedy, finding_sentence, subject_title
from app.text.words import listed, shift_words
from app.ui.kit.leave_kinds import kind_word
from app.ui.kit.tokens import Tone
from app.ui.kit.verdict import Outcome, VerdictRow


def try_words(one: Try, names: Mapping[int, str], kinds: Mapping[str, str], today: date) -> str:
    """ "Anna gives Tue 20 October to Bo for Wed 21 October"."""
    if isinstance(one, Asked):
        return _("{name} gives {day} to {other}, for {other_day}").format(
            name=names[one.requester_id],
            day=dates.short_day(one.gives, today),
            other=names[one.counterpart_id],
            other_day=dates.short_day(one.takes, today),
        )
    return _("{name} is away {days}").format(
        name=names[one.person_id], days=dates.days(one.first, one.last, today)
    ) + _kind(one.kind, kinds)


def try_title(one: Try, place: int) -> str:
    """ "Try 1 · Swap"."""
    if isinstance(one, Asked):
        what = _("A swap")
    elif one.kind == LeaveKind.EMERGENCY_SICK:
        what = _("A sick call")
    else:
        what = _("A leave")
    return _("Try {n} · {what}").format(n=place + 1, what=what)


def outlook_words(outlook: Outlook) -> tuple[str, Tone]:
    """What it all comes to, in one sentence."""
    breaches = len({r.finding.rule for r in outlook.appear if r.finding.level is Level.BREACH})
    if breaches:
        words = ngettext(
            "{n} rule would be broken.", "{n} rules would be broken.", breaches
        ).format(n=breaches)
        return words, Tone.BAD
    if outlook.appear:
        return _("No rule would be broken; there are warnings."), Tone.WARN
    if outlook.cover.short:
        return _("The rules are kept, but a shift would lack people."), Tone.WARN
    return _("Every rule is kept."), Tone.GOOD


def finding_rows(rows: Sequence[FindingRow], names: Mapping[str, str]) -> list[VerdictRow]:
    """One row for each finding: about which request, and whom."""
    return [_row(row, names) for row in rows]


def shifted_words(one: Shifted, names: Mapping[str, str], today: date) -> str:
    """ "Anna, Tue 20 October: L → E"."""
    return _("{name}, {day}: {before} → {after}").format(
        name=names.get(one.person, one.person),
        day=dates.short_day(one.day, today),
        before=one.before or _("off"),
        after=one.after or _("off"),
    )


def _row(row: FindingRow, names: Mapping[str, str]) -> VerdictRow:
    finding = row.finding
    outcome = Outcome.REFUSED if finding.level is Level.BREACH else Outcome.WARNING
    about = _about(row)
    sentence = _("{about} · {name}: {sentence}").format(
        about=about, name=row.name or finding.person, sentence=finding_sentence(finding, names)
    )
    return VerdictRow(finding.rule, outcome, sentence, finding_remedy(finding, names))


def _about(row: FindingRow) -> str:
    """ "Try 1" for what is tried, else the subject's own title."""
    prefix = try_number(0)[:-1]
    subject = row.finding.subject
    if subject.startswith(prefix):
        return _("Try {n}").format(n=subject.removeprefix(prefix))
    return subject_title(row.finding)


def _kind(kind: str, own: Mapping[str, str]) -> str:
    return f" · {kind_word(kind, own)}"


def effect_words(effect: tuple[datetime | None, datetime | None]) -> str:
    """From when a swap was in effect, and until when it was; "" where it never was."""
    since, ended = effect
    if since is None:
        return ""
    if ended is None:
        return _("In effect since {since}").format(since=dates.stamp(since))
    return _("In effect from {since} to {ended}, then taken back").format(
        since=dates.stamp(since), ended=dates.stamp(ended)
    )


def held_words(held: Sequence[Held], names: Mapping[str, str]) -> str:
    """ "On the roster then: Anna 20 October L, Bo 20 October E"."""
    cells = [
        _("{name} {day} {shift}").format(
            name=names.get(one.person, one.person),
            day=dates.short_day(one.day, one.day),
            shift=shift_words(one.shift) if one.shift else _("off"),
        )
        for one in held
    ]
    return _("On the roster then: {cells}").format(cells=listed(cells))
