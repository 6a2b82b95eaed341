"""How many people a shift needs: the centre's rows, and those that hold on a day."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from itertools import groupby

from app.rules.facts import Post


@dataclass(frozen=True, slots=True, order=True)
class Needing:
    """Who is counted: the people of a department ("": of the centre), of one team of it, of one
    job type, as far as these are said."""

    department: str
    team: str = ""
    job_type: str = ""

    def counts(self, post: Post) -> bool:
        """Whether somebody of this post (of the day) is one of them."""
        return (
            self.department in ("", post.department)
            and self.team in ("", post.team)
            and self.job_type in ("", post.job_type)
        )


@dataclass(frozen=True, slots=True)
class Need:
    """One row: on `day`, else on each `weekday` (1 Monday to 7 Sunday), else on every day."""

    who: Needing
    shift: str
    least: int
    want: int | None = None
    """None: as `least`."""
    most: int | None = None
    """None: without a limit."""
    weekday: int | None = None
    day: date | None = None

    @property
    def wanted(self) -> int:
        return self.least if self.want is None else self.want

    @property
    def closeness(self) -> int:
        """A row of one date goes before one of a weekday, which goes before one of neither."""
        return 2 if self.day is not None else 1 if self.weekday is not None else 0

    def holds_on(self, day: date, weekday: int) -> bool:
        """`weekday`: the one by whose needs the day is staffed (see `roster.need_weekday`)."""
        if self.day is not None:
            return self.day == day
        return self.weekday in (None, weekday)


def needs_on(needs: Iterable[Need], day: date, weekday: int) -> Iterator[Need]:
    """The rows by which `day` is judged: of those for the same people and shift the closest."""
    held = (need for need in needs if need.holds_on(day, weekday))
    ordered = sorted(held, key=lambda need: (need.who, need.shift, -need.closeness))
    for _same, rows in groupby(ordered, key=lambda need: (need.who, need.shift)):
        yield next(rows)
