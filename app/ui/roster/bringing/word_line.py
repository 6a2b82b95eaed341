"""One word of a file, with what it means."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import time

from app.exchange.layouts.times import typed_times
from app.rules.bringing.answers import NewShift
from app.rules.bringing.meanings import UNTOLD, is_night
from app.rules.bringing.preview import WordRow
from app.rules.bringing.said import Meaning, Use
from app.rules.vocabulary import LeaveKind
from app.text import _, words
from app.ui.kit import theme
from app.ui.kit.fields import ChoiceField, text_field
from app.ui.roster.bringing.state import FileWay


class WordLine:
    """A word with what it is: a shift, a new one with its times, a day off, a leave, nothing."""

    def __init__(
        self, way: FileWay, row: WordRow, changed: Callable[[], object], *, owns: bool
    ) -> None:
        """`owns`: no line before it makes the same shift."""
        self.row = row
        self._new = row.new if owns else None
        self.use: ChoiceField[Meaning | None] = ChoiceField(
            _meanings(way, row), row.meaning or row.proposal
        )
        self.use.setAccessibleName(row.word)
        times = (row.new.start, row.new.end) if row.new else row.times or UNTOLD
        self.times = text_field(_spelled(times), _("from–to, such as 07:30–15:30"), most=30)
        self.times.setAccessibleName(_("{word}: from when to when").format(word=row.word))
        self.times.setMinimumWidth(theme.scaled(220))
        self.use.currentIndexChanged.connect(lambda _i: self._on_use())
        self.times.editingFinished.connect(lambda: self._on_typed(changed))
        self.use.currentIndexChanged.connect(lambda _i: changed())
        self._on_use()

    def _on_use(self) -> None:
        self.times.setHidden(not self._is_new())

    def _on_typed(self, changed: Callable[[], object]) -> None:
        times = typed_times(self.times.text())
        if times is not None:
            self.times.setText(_spelled(times))
        changed()

    def _is_new(self) -> bool:
        meaning = self.use.value()
        return self._new is not None and meaning == Meaning(Use.SHIFT, self._new.code)

    def meaning(self) -> Meaning | None:
        return self.use.value()

    def mean(self, code: str) -> None:
        """Choose the shift with this code."""
        self.use.choose(Meaning(Use.SHIFT, code))

    def new_shift(self) -> NewShift | None:
        if self._new is None or not self._is_new():
            return None
        start, end = typed_times(self.times.text()) or UNTOLD
        return replace(self._new, start=start, end=end, night=is_night(start, end))


def _spelled(times: tuple[time, time]) -> str:
    return "" if times == UNTOLD else f"{times[0]:%H:%M}–{times[1]:%H:%M}"


def _meanings(way: FileWay, row: WordRow) -> list[tuple[str, Meaning | None]]:
    found: list[tuple[str, Meaning | None]] = [(_("choose…"), None)]
    if row.new is not None:
        found.append(_new_shift(row.new.code))
    made = (one.new.code for one in way.preview.words if one.new is not None)
    found += [_new_shift(code) for code in dict.fromkeys(made) if (row.new is None
              or code != row.new.code)]  # fmt: skip
    found += [
        (_("shift {shift}").format(shift=words.full_shift(code, name)), Meaning(Use.SHIFT, code))
        for code, name in way.choices.shifts
    ]
    found.append((_("day off"), Meaning(Use.OFF)))
    kinds = [(words.word(kind), str(kind)) for kind in LeaveKind]
    kinds += [(name, code) for code, name in way.choices.kinds]
    found += [
        (_("on leave: {kind}").format(kind=name), Meaning(Use.LEAVE, code)) for name, code in kinds
    ]
    found.append((_("on leave, of a kind to be told"), Meaning(Use.LEAVE)))
    found.append((_("not taken"), Meaning(Use.IGNORE)))
    return found


def _new_shift(code: str) -> tuple[str, Meaning]:
    return _("new shift {code}").format(code=code), Meaning(Use.SHIFT, code)
