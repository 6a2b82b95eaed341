"""What the page of scorecards says: shares, marks, versions."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from app.queries.quality.card_versions import CardVersion
from app.reading.quality.cards import CardView
from app.rules.scorecards.editing import ItemDraft, shares
from app.text import _, dates, ngettext, words
from app.ui.kit.entries import Entry
from app.ui.kit.tokens import Tone


def share_words(share: float) -> str:
    """ "12.5 %": what an item weighs of 100."""
    return _("{share:g}%").format(share=round(share, 1))


def item_note(item: ItemDraft, share: float) -> str:
    """What stands under an item's title."""
    parts = [share_words(share)]
    if item.aspect is not None:
        parts.append(words.word(item.aspect))
    if item.critical:
        parts.append(_("critical"))
    if item.na:
        parts.append(_("may be not applicable"))
    return " · ".join(parts)


def item_entries(items: Sequence[ItemDraft]) -> list[Entry]:
    """The items as a list to pick from; their place is the key."""
    return [
        Entry(
            title=item.title or _("(no title)"),
            note=item_note(item, share),
            key=at,
            icon="flag" if item.critical else "dot",
            tone=Tone.WARN if item.critical else Tone.PLAIN,
        )
        for at, (item, share) in enumerate(zip(items, shares(items), strict=True))
    ]


def version_entry(version: CardVersion, card: CardView, today: date) -> Entry:
    """One version in the list at the left."""
    in_force = card.in_force(today)
    current = in_force is not None and in_force.version == version.version
    state = (
        _("used now") if current else _("not begun") if version.since > today else _("used before")
    )
    return Entry(
        title=_("Version {n}").format(n=version.version),
        note=_("{state} · from {day}").format(state=state, day=dates.day(version.since, today)),
        aside=ngettext("{n} scored", "{n} scored", version.used).format(n=version.used)
        if version.used
        else _("not used"),
        key=(version.card, version.version),
        icon="check-circle" if current else "clock" if version.since > today else "lock",
        tone=Tone.GOOD if current else Tone.PLAIN,
        strong=current,
        state=state,
    )


def list_entries(cards: Sequence[CardView], today: date) -> list[Entry]:
    """Every card as a heading with its versions below."""
    found: list[Entry] = []
    for card in cards:
        found.append(Entry(card.name))
        found += [version_entry(one, card, today) for one in card.versions]
    return found


def version_note(version: CardVersion, today: date) -> str:
    """The line about a version above its items."""
    used = ngettext(
        "{n} inspection was scored by it: it stays as it is.",
        "{n} inspections were scored by it: it stays as it is.",
        version.used,
    ).format(n=version.used)
    return _("Version {n}, used from {day} on. {used}").format(
        n=version.version,
        day=dates.day(version.since, today),
        used=used if version.used else _("Nobody has scored by it yet: it can still be changed."),
    )
