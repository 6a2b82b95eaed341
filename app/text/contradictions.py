"""Why somebody's month has no roster, and what would free it, in words."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from app.rules.rostering.contradictions import Clash, Contradiction, Freeing
from app.rules.rostering.hard import HardRule
from app.text import dates, words
from app.text.language import _, mark

_CLASHES: Mapping[HardRule, str] = {
    HardRule.REST: mark("{limit} h of rest between two shifts"),
    HardRule.EMPLOYED: mark("not employed"),
    HardRule.LEAVE: mark("on approved leave"),
    HardRule.HOURS_MOST: mark("hours of the month: {limit} at most"),
    HardRule.HOURS_LEAST: mark("hours of the month: {limit} at least"),
    HardRule.DAYS_IN_ROW: mark("days of work in a row: {limit} at most"),
    HardRule.NIGHTS_IN_ROW: mark("nights in a row: {limit} at most"),
    HardRule.DAYS_OFF: mark("days off in a row: {limit} at least"),
    HardRule.DAYS_IN_ROW_LEAST: mark("days of work in a row: {limit} at least"),
    HardRule.WEEKENDS: mark("weekends worked: {limit} at most"),
    HardRule.SHIFT_ALLOWED: mark("only the shifts that they may work"),
    HardRule.NOT_AFTER: mark("a shift that may not come after the one before"),
}
_FREES: Mapping[HardRule, str] = {
    HardRule.HOURS_MOST: mark("Hours of the month: {limit} at most would do; no fewer would."),
    HardRule.HOURS_LEAST: mark("Hours of the month: {limit} at least would do; no more would."),
    HardRule.DAYS_IN_ROW: mark("Days of work in a row: {limit} at most would do."),
    HardRule.NIGHTS_IN_ROW: mark("Nights in a row: {limit} at most would do."),
    HardRule.DAYS_OFF: mark("Days off in a row: {limit} at least would do."),
    HardRule.DAYS_IN_ROW_LEAST: mark("Days of work in a row: {limit} at least would do."),
    HardRule.WEEKENDS: mark("Weekends worked: {limit} at most would do."),
    HardRule.SHIFT_ALLOWED: mark("Let them work other shifts as well."),
    HardRule.NOT_AFTER: mark("Let every shift come after every other."),
}


_DAYS_NAMED = 10


def contradiction_words(found: Contradiction) -> str:
    """The whole of it: "Zhang San (1001): these contradict one another: …"."""
    if len(found.clashes) == 1:
        return _alone_words(found)
    return _("{name} ({no}): these cannot all hold: {parts}.").format(
        name=found.name, no=found.person, parts=_parts(found.clashes)
    )


def _alone_words(found: Contradiction) -> str:
    """One part that no month holds, and by which others it is so."""
    (clash,) = found.clashes
    named = {"name": found.name, "no": found.person, "part": clash_words(clash)}
    if not found.beside:
        return _("{name} ({no}): no month can hold this: {part}.").format(**named)
    return _("{name} ({no}): no month can hold this: {part}; that is so by: {parts}.").format(
        **named, parts=_parts(found.beside)
    )


def _parts(clashes: Iterable[Clash]) -> str:
    return _("; ").join(clash_words(clash) for clash in clashes)


def clash_words(clash: Clash) -> str:
    """One part: "N fixed on 3 November", "at least 180 h in the month"."""
    days = words.listed([dates.day(day, day) for day in clash.days])
    if clash.stands:
        return _standing_words(clash, days)
    if clash.rule is None:
        template = _("{shift} fixed on {days}") if clash.shift else _("a day off fixed on {days}")
        return template.format(shift=words.shift_words(clash.shift), days=days)
    said = _(_CLASHES[clash.rule]).format(limit=_number(clash.limit))
    return _("{rule} ({days})").format(rule=said, days=days) if days else said


def _standing_words(clash: Clash, days: str) -> str:
    """What nobody can change any more: each of a few days, or how many there are."""
    shift = words.shift_words(clash.shift) if clash.shift else _("a day off")
    if len(clash.days) <= _DAYS_NAMED:
        return _("{shift} on {days}, which stands").format(shift=shift, days=days)
    first, last = clash.days[0], clash.days[-1]
    return _("{shift} on {n} days from {first} to {last}, which stand").format(
        shift=shift, n=len(clash.days), first=dates.day(first, first), last=dates.day(last, last)
    )


def freeing_words(way: Freeing) -> str:
    """What somebody can do: "Take the fix off 3 November (N)."."""
    if way.rule is None:
        assert way.day is not None
        day = dates.day(way.day, way.day)
        if not way.shift:
            return _("Take the fix off {day} (a day off).").format(day=day)
        return _("Take the fix off {day} ({shift}).").format(
            day=day, shift=words.shift_words(way.shift)
        )
    return _(_FREES[way.rule]).format(limit=_number(way.limit))


def freeing_lines(found: Contradiction) -> list[str]:
    """All that would do, each by itself; where nothing does, what would together."""
    if found.frees:
        return [freeing_words(way) for way in found.frees]
    if not found.together:
        return [_("Nothing that can be changed here is enough.")]
    return [
        _("No single change is enough. These would do, all of them together:"),
        *map(_one_of_several, found.together),
    ]


def _one_of_several(way: Freeing) -> str:
    """By itself it would not do, and so it is not said."""
    if way.rule is None or way.limit is None:
        return f"· {freeing_words(way)}"
    return f"· {_(_CLASHES[way.rule]).format(limit=_number(way.limit))}"


def _number(limit: float | None) -> str:
    return "" if limit is None else f"{limit:g}"
