"""Regular duties in words: what they are called, how often they are due, who does them."""

from __future__ import annotations

from datetime import date

from app.rules.duties.choices import Chosen, Every, chosen_of
from app.rules.duties.due import BEFORE_THE_25TH, KINDS, Recurrence
from app.rules.vocabulary import Duty, Role
from app.text import dates
from app.text.language import _
from app.text.words import title_word

_A_MONDAY = date(2024, 1, 1)


def duty_name(code: str, own: str = "") -> str:
    """ "Site check"; a duty of the centre's own goes by its name."""
    return title_word(Duty(code)) if code in KINDS else own or code


def doer_words(role: Role | None) -> str:
    """Who does it: "Team leader", "Anyone"."""
    return title_word(role) if role else _("Anyone")


def receiver_words(role: Role | None) -> str:
    """Who receives it: "Centre director", "Nobody"."""
    return title_word(role) if role else _("Nobody")


def recurrence_words(recurrence: Recurrence) -> str:
    """ "every Monday", "the 5th of each month", "the last working day of each month"."""
    if recurrence == BEFORE_THE_25TH:
        return _("the last Friday before the 25th")
    chosen = chosen_of(recurrence)
    return chosen_words(chosen) if chosen else recurrence.rule


def chosen_words(chosen: Chosen) -> str:
    """The same of what was chosen."""
    day = dates.day_of_month(date(2024, 1, chosen.day))
    match chosen.every:
        case Every.DAY:
            return _("every day")
        case Every.WORKING_DAY:
            return _("every working day")
        case Every.WEEK:
            return _("every {weekday}").format(weekday=weekday_name(chosen.weekday))
        case Every.MONTH:
            return _("{day} of each month").format(day=day)
        case Every.MONTH_END:
            return _("the last day of each month")
        case Every.LAST_WORKING_DAY:
            return _("the last working day of each month")
        case Every.YEAR:
            month = dates.short_month(date(2024, chosen.month, 2)).partition(" ")[0]
            return _("{day} of {month} each year").format(day=day, month=month)


def weekday_name(weekday: int) -> str:
    """ "Monday" of 0."""
    return dates.weekday(_A_MONDAY.replace(day=weekday + 1))
