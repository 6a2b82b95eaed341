"""The rows of a sheet of contacts: what each says, and what no centre and no clock can have."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable
from datetime import datetime

from app.exchange.columns import Sheet
from app.exchange.tables import Header, Row, Table
from app.planning.load import ERLANGS_MOST, bearable
from app.progress import Cancel, never, stop_if
from app.rules.calendar import CentreTime
from app.rules.rostering.volumes import DAY_MINUTES, Span, VolumeRow, overlapping
from app.rules.vocabulary import msg

Looking = Callable[[Table, Header, Row], None]
"""What notes a row's cells that name nothing."""
_Key = tuple[str, str, datetime]
_SOME = 500


class VolumeReader:
    """Reads a settled table. `together`: the times that the clock shows twice, of which two rows
    were counted as one; only where the centre's `time` is told."""

    def __init__(
        self, sheet: Sheet, look: Looking, time: CentreTime | None = None, cancel: Cancel = never
    ) -> None:
        self._sheet, self._look, self._time, self._cancel = sheet, look, time, cancel
        self._found: dict[_Key, tuple[int, VolumeRow]] = {}
        self.together: dict[_Key, datetime] = {}

    def rows(self, table: Table) -> list[VolumeRow]:
        """The whole rows; every bad cell, row that is there twice and interval that lies over
        another one is noted."""
        header = table.header(self._sheet)
        if header is None:
            return []
        for row in table.records(self._sheet, header):
            if row.number % _SOME == 0:
                stop_if(self._cancel)
            self._look(table, header, row)
            if row.whole:
                one = VolumeRow(*row.values.values())
                if self._can_be(table, header, row.number, one):
                    self._keep(table, header, row.number, one)
        self._note_overlaps(table, header)
        return [one for _number, one in self._found.values()]

    def _can_be(self, table: Table, header: Header, number: int, one: VolumeRow) -> bool:
        if one.minute + one.minutes > DAY_MINUTES:
            table.complain(
                number,
                header["from"],
                msg(
                    '{cell}: an interval from "{value}" on would reach into the next day; mend it.'
                ),
            )
            return False
        if self._time is not None and not self._time.times_shown(one.at):
            table.complain(
                number,
                header["from"],
                msg('{cell}: the clock leaves "{value}" out on that day; mend it.'),
            )
            return False
        if not bearable(one.contacts, one.minutes, one.aht_seconds):
            table.complain(
                number,
                header["contacts"],
                msg(
                    '{cell}: "{value}" contacts of {aht} s within {minutes} minutes take more than '
                    "{most} people; mend the number or the handling time.",
                    aht=f"{one.aht_seconds:g}",
                    minutes=one.minutes,
                    most=ERLANGS_MOST,
                ),
            )
            return False
        return True

    def _keep(self, table: Table, header: Header, number: int, one: VolumeRow) -> None:
        """Add a row. One that says the same twice counts once, but where the clock shows its time
        twice: there it is the other of the two."""
        key = one[:3]
        first, stands = self._found.setdefault(key, (number, one))
        if first == number:
            return
        if self._is_other_hour(key, stands, one):
            self._found[key] = first, _both(stands, one)
            self.together[key] = one.at
        elif stands != one:
            table.complain(
                number,
                header["from"],
                msg(
                    '{cell}: "{value}" is already in row {first} and says something else there; '
                    "delete one of the two.",
                    first=first + 1,
                ),
            )

    def _is_other_hour(self, key: _Key, stands: VolumeRow, one: VolumeRow) -> bool:
        return (
            self._time is not None
            and key not in self.together
            and stands.minutes == one.minutes
            and self._time.times_shown(one.at) > 1
        )

    def _note_overlaps(self, table: Table, header: Header) -> None:
        kinds: dict[tuple[str, str], dict[Span, int]] = defaultdict(dict)
        for number, one in self._found.values():
            at = one.at.toordinal() * DAY_MINUTES + one.minute
            kinds[one.department, one.job_type][at, one.minutes] = number
        for spans in kinds.values():
            for earlier, later in overlapping(spans):
                table.complain(
                    spans[later],
                    header["from"],
                    msg(
                        '{cell}: the interval from "{value}" on begins before that of row {first} '
                        "ends; mend from or minutes.",
                        first=spans[earlier] + 1,
                    ),
                )


def _both(one: VolumeRow, other: VolumeRow) -> VolumeRow:
    """The contacts of both hours, each of which took its time."""
    contacts = one.contacts + other.contacts
    work = one.contacts * one.aht_seconds + other.contacts * other.aht_seconds
    aht = work / contacts if contacts else max(one.aht_seconds, other.aht_seconds)
    return one._replace(contacts=contacts, aht_seconds=aht)
