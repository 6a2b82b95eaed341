"""The fields of one person's (or everybody's) working hours, and what they mean as they stand."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtWidgets import QLineEdit

from app.reading.keeping.work_rules import WorkRuleRow
from app.rules.rostering.stated_rules import (
    FIELDS,
    Stated,
    hours_held,
    read_rules,
    rule_sentences,
    shown_rules,
)
from app.rules.rostering.work_rules import USUAL, WorkRules
from app.rules.staff import Problems
from app.rules.vocabulary import msg
from app.text import _, say
from app.ui.kit.controls import label
from app.ui.kit.fields import text_field
from app.ui.kit.finding_field import FindingField
from app.ui.kit.forms import Form

_LONG = frozenset({"shifts", "not_after"})


class WorkRuleFields:
    """With `people`, whose rules they are is chosen first."""

    def __init__(
        self,
        rules: WorkRules,
        codes: Sequence[str],
        people: Sequence[WorkRuleRow] = (),
        shift_hours: float = 0,
    ) -> None:
        self._codes, self._shift_hours = codes, shift_hours
        self._people: FindingField[int | None] = FindingField(
            [(f"{one.name} {one.no} · {one.team}", one.person_id) for one in people]
        )
        self._chooses = bool(people)
        self.form = Form(self._problems, columns=2)
        if people:
            self.form.add("person", _("&Who"), self._people, wide=True)
            self._people.ask()
        self.fields: dict[str, QLineEdit] = {}
        shown = shown_rules(rules)
        for name, words in _names().items():
            field = self.fields[name] = text_field(shown[name], _blank(name))
            tip = _("N:E L; L:E — after N no E or L the next day, after L no E")
            wide = name in _LONG
            self.form.add(name, words, field, wide=wide, tip=tip if name == "not_after" else "")
        self.meaning = label("", "soft", wrap=True)
        self.meaning.setAccessibleName(_("What it means"))
        self.form.changed.connect(self._tell)
        self._tell()

    def rules(self) -> WorkRules:
        """What stands in the fields."""
        return self._read().rules

    def chosen(self) -> int | None:
        """Whose rules they are."""
        return self._people.value()

    def _read(self) -> Stated:
        typed = {name: field.text() for name, field in self.fields.items()}
        return read_rules(typed, self._codes)

    def _problems(self) -> Problems:
        problems: Problems = dict(self._read().problems)
        if self._chooses and self._people.lost:
            problems["person"] = msg("Choose somebody: type some letters of the name, or a number.")
        return problems

    def _tell(self) -> None:
        """What it means, as far as it can be read."""
        read = self._read()
        words = meaning(read.rules) + self._beyond(read.rules)
        self.meaning.setText("" if read.problems else words)

    def _beyond(self, rules: WorkRules) -> str:
        """A line of its own where no month holds the least hours."""
        held, least = hours_held(rules, self._shift_hours), rules.month_hours_least
        if not held or least is None or least <= held:
            return ""
        told = _(
            "A month of 31 days holds at most {n} h with these: the least hours cannot be reached."
        )
        return "\n" + told.format(n=f"{held:g}")


def meaning(rules: WorkRules) -> str:
    """All that rules say, in one line."""
    return _("; ").join(say(one) for one in rule_sentences(rules))


def _blank(name: str) -> str:
    """What a blank field means."""
    usual = getattr(USUAL, name)
    if name == "shifts":
        return _("all; or E, L")
    if name == "not_after":
        return _("nothing; or N:E L; L:E")
    return _("no limit") if usual is None else _("{usual} where blank").format(usual=usual)


def _names() -> Mapping[str, str]:
    """The fields in the order of the form, with their labels."""
    found = {
        "month_hours_least": _("&Least hours a month"),
        "month_hours_most": _("&Most hours a month"),
        "days_in_row_least": _("Least &days at work in a row"),
        "days_in_row_most": _("Most days at work in a &row"),
        "days_off_in_row_least": _("Least days &off in a row"),
        "nights_in_row_most": _("Most &nights in a row"),
        "weekends_most": _("Most wee&kends a month"),
        "shifts": _("&Shifts that may be worked"),
        "not_after": _("Not a&fter"),
    }
    assert set(found) == set(FIELDS)
    return found
