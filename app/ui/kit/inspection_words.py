"""The words of an inspection's sheet, wherever one is scored, read or printed."""

from __future__ import annotations

from collections.abc import Iterator
from unicodedata import normalize

from app.queries.quality.scoring_cards import CardChoice
from app.rules.books import CardItem
from app.rules.scorecards.scoring import MOST, Total
from app.text import _, ngettext
from app.text.words import title_word


def item_title(item: CardItem) -> str:
    """What an item is called; those of the standard card as their aspects are."""
    return item.title or (title_word(item.aspect) if item.aspect else item.item)


def card_name(choice: CardChoice) -> str:
    if choice.standard:
        return _("Standard: five aspects")
    return _("{card}, version {version}").format(card=choice.card, version=choice.version)


def score_words(score: float) -> str:
    """As short as it goes: "90", "87.5"."""
    return f"{score:.2f}".rstrip("0").rstrip(".")


def length(seconds: int) -> str:
    """ "4:05"."""
    return f"{seconds // 60}:{seconds % 60:02}"


def counted_how(total: Total, *, fatal: bool) -> Iterator[str]:
    """How the running total is counted, one sentence at a time."""
    if total.weighted is None:
        yield _("The total is the mean of the scores, each by its item's share of 100.")
        return
    away = [row for row in total.rows if row.given.na]
    if total.missing:
        words = ngettext(
            "{n} item is still to be scored; until then the total is of the others.",
            "{n} items are still to be scored; until then the total is of the others.",
            total.missing,
        )
        yield words.format(n=total.missing)
    if away:
        words = ngettext(
            "{n} item is not applicable; its share of {share} goes to the rest.",
            "{n} items are not applicable; their share of {share} goes to the rest.",
            len(away),
        )
        share = sum(row.of_card for row in away)
        yield words.format(n=len(away), share=score_words(share))
    failing = [row for row in total.rows if row.fails_all]
    weighted = score_words(total.weighted)
    for row in failing:
        yield _(
            "“{item}” is critical and under its pass mark of {mark}: the total is 0 instead of "
            "{weighted}."
        ).format(item=item_title(row.item), mark=score_words(row.pass_mark), weighted=weighted)
    if fatal:
        yield _("A fatal error is marked: the total is 0 instead of {weighted}.").format(
            weighted=weighted
        )
    if not (total.missing or away or failing or fatal):
        yield _("Each score counts by its item's share of 100.")


def number(text: str) -> float | None:
    """The score that was typed, in half or full width; None where it is none."""
    plain = normalize("NFKC", text).strip()
    if not plain or any(sign not in "0123456789." for sign in plain):
        return None
    try:
        value = float(plain)
    except ValueError:
        return None
    return value if 0 <= value <= MOST else None
