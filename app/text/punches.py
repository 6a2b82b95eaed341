"""What punches come to, in words: a line as it is recorded, and what the rules say of it."""

from __future__ import annotations

from datetime import datetime

from app.rules.findings import Finding
from app.rules.punches.preview import Line, PunchLine, PunchPreview, Stand
from app.text import _, dates, is_chinese, ngettext
from app.text.findings import finding_sentence

_SMALL = 10


def times_words(line: Line) -> str:
    """ "08:55–17:31", "08:55", or that nobody came."""
    if line.arrived_at is None:
        return _("absent")
    came = dates.wall(line.arrived_at)
    return f"{came}–{dates.wall(line.left_at)}" if line.left_at else came


def stand_words(line: PunchLine) -> str:
    """What becomes of it: new, or what is recorded and would be instead."""
    held = line.worked.held
    if line.stand is Stand.NEW or held is None:
        return _("new")
    if line.stand is Stand.SAME:
        return _("recorded already")
    if line.stand is Stand.ADDED:
        return _("adds when they went")
    change = f"{times_words(held)} → {times_words(line.after)}"
    if line.taken:
        return change
    apart = _apart(held, line.after)
    if apart:
        return ngettext(
            "{change}: stays as recorded, they came {n} minute apart",
            "{change}: stays as recorded, they came {n} minutes apart",
            apart,
        ).format(change=change, n=apart)
    return _("{change}: stays as recorded").format(change=change)


def _apart(held: Line, after: Line) -> int:
    """By how many minutes the clock differs from what a person wrote when they saw somebody come;
    0 where it is no such small difference."""
    if held.arrived_at is None or after.arrived_at is None:
        return 0
    minutes = round(abs((held.arrived_at - after.arrived_at).total_seconds()) / 60)
    return minutes if minutes <= _SMALL else 0


def rule_words(findings: tuple[Finding, ...]) -> str:
    """What the rules find, in one line; that nothing is to be said where they find nothing."""
    return ("" if is_chinese() else " ").join(map(finding_sentence, findings)) or _("on time")


def wall_list(punches: tuple[datetime, ...]) -> str:
    """ "08:55 12:01 17:31"."""
    return " ".join(map(dates.wall, punches))


def summary(found: PunchPreview) -> str:
    """What the file comes to, in a sentence or three."""
    said = [_one(len(found.taken))]
    same = sum(1 for line in found.lines if line.stand is Stand.SAME)
    if same:
        said.append(_("{n} are recorded so already.").format(n=same))
    stays = sum(1 for line in found.different if not line.taken)
    if stays:
        said.append(
            ngettext(
                "{n} day is recorded otherwise and stays so unless you choose the file.",
                "{n} days are recorded otherwise and stay so unless you choose the file.",
                stays,
            ).format(n=stays)
        )
    if found.missing:
        said.append(
            ngettext(
                "{n} shift without a punch counts as absence.",
                "{n} shifts without a punch count as absences.",
                len(found.missing),
            ).format(n=len(found.missing))
        )
    return ("" if is_chinese() else " ").join(said)


def _one(n: int) -> str:
    return ngettext(
        "{n} person's day would be recorded.", "{n} persons' days would be recorded.", n
    ).format(n=n)
