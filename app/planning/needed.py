"""The search for the least number of agents: one interval after the other where nobody gives up,
all at once where callers do."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import count
from typing import TYPE_CHECKING

from app.errors import BadInput
from app.planning.leaving import COARSE, EXACT, Leaving, Queues, leaving
from app.planning.load import ERLANGS_MOST, Load
from app.planning.waiting import answered_in_time, blocked
from app.rules.vocabulary import msg

if TYPE_CHECKING:
    import numpy as np

    from app.planning.leaving import Floats

    Ints = np.ndarray[tuple[int, ...], np.dtype[np.int64]]
    Bools = np.ndarray[tuple[int, ...], np.dtype[np.bool_]]

AGENTS_MOST = ERLANGS_MOST
"""As many are tried at most: beyond it takes long, too."""
CELLS = 2_000_000
"""How many figures of Erlang's B are held at once, at most."""
UNSURE = 1e-4
"""`COARSE` points are right to a tenth of this, and mostly to far less."""
QUEUES_AT_ONCE = 512
"""What is in the processor's own memory is reckoned with twice as fast."""


def least_waiting(load: Load, least: int, aht: float, within: float, target: float) -> int:
    """`least`: more than the erlangs. `aht` and `within` in seconds; `target` below 1."""
    erlangs = load.erlangs
    blocking = blocked(erlangs, least - 1)
    for agents in count(least):
        blocking = erlangs * blocking / (agents + erlangs * blocking)
        spare = load.spare(agents)
        decay = spare * within / aht
        if answered_in_time(erlangs, spare, agents, blocking, decay) >= target:
            break
    return agents


@dataclass(frozen=True, slots=True)
class Sought:
    """What is to be reached: the share that is answered in time, and the most that agents are busy
    (infinity: any)."""

    target: float
    occupancy: float


def least_leaving(asked: Queues, sought: Sought) -> list[int]:
    """The least number for each of the queues, 1 or more."""
    import numpy as np

    found: list[int] = []
    order = np.argsort(asked.erlangs)
    for some in _blocks(asked.erlangs[order].tolist()):
        found += _Search(asked.some(order[some]), sought).least().tolist()
    back = np.empty(len(found), dtype=np.int64)
    back[order] = found
    return [int(agents) for agents in back]


def _blocks(erlangs: Sequence[float]) -> Sequence[slice]:
    """Slices of queues, sorted by their load, of whom all that is tabled can be held."""
    blocks, first = [], 0
    while first < len(erlangs):
        last = first + 1
        while last < min(len(erlangs), first + QUEUES_AT_ONCE) and (
            (last - first + 1) * (2 * erlangs[last] + 50) <= CELLS
        ):
            last += 1
        blocks.append(slice(first, last))
        first = last
    return blocks


class _Search:
    """Halving between a number that cannot do and one that does: more agents never answer fewer in
    time, and are never busier."""

    def __init__(self, asked: Queues, sought: Sought) -> None:
        self._asked, self._sought = asked, sought
        self._blocking = Blocking(asked.erlangs)

    def least(self) -> Ints:
        import numpy as np

        everywhere = np.arange(len(self._asked.erlangs))
        # Nobody answers more than all of the time.
        low = np.floor(self._sought.target * self._asked.erlangs * (1 - 1e-9)).astype(np.int64)
        _refuse_too_many(low)
        high = self._enough(low, everywhere)
        while len(apart := np.flatnonzero(high - low > 1)):
            middle = (low[apart] + high[apart]) // 2
            do = self._do(middle, apart)
            low[apart] = np.where(do, low[apart], middle)
            high[apart] = np.where(do, middle, high[apart])
        return high

    def _enough(self, low: Ints, everywhere: Ints) -> Ints:
        import numpy as np

        erlangs = self._asked.erlangs
        likely = np.minimum(np.ceil(erlangs + 2 * np.sqrt(erlangs)), AGENTS_MOST).astype(np.int64)
        high: Ints = np.maximum(low + 1, likely)
        short = everywhere[~self._do(high, everywhere)]
        while len(short):
            _refuse_too_many(high[short])
            low[short] = high[short]
            high[short] = np.minimum(high[short] * 5 // 4 + 1, AGENTS_MOST)
            short = short[~self._do(high[short], short)]
        return high

    def _do(self, agents: Ints, where: Ints) -> Bools:
        """Whether they are enough for the queues of `where`: few points tell where it is plain."""
        import numpy as np

        asked, blocking = self._asked.some(where), self._blocking.at(agents - 1, where)
        do, far = self._enough_by(leaving(asked, agents, blocking, COARSE))
        near = np.flatnonzero(far < UNSURE)
        if len(near):
            exactly = leaving(asked.some(near), agents[near], blocking[near], EXACT)
            do[near], _far = self._enough_by(exactly)
        return do

    def _enough_by(self, found: Leaving) -> tuple[Bools, Floats]:
        """With the distance to where it would be otherwise."""
        import numpy as np

        more = found.answered - self._sought.target
        idle = self._sought.occupancy - found.occupancy
        return (more >= 0) & (idle >= 0), np.minimum(np.abs(more), np.abs(idle))


def _refuse_too_many(short: Ints) -> None:
    """BadInput where even the most that are tried do not do."""
    if (short >= AGENTS_MOST).any():
        raise too_many()


class TooMany(BadInput):
    """An interval takes more than are tried."""


def too_many() -> TooMany:
    """Needed are more than are tried."""
    return TooMany(
        msg("That cannot be worked out"),
        msg("That takes more than {most} people.", most=AGENTS_MOST),
    )


class Blocking:
    """Erlang's B of many loads, as far as it was asked for."""

    def __init__(self, erlangs: Floats) -> None:
        import numpy as np

        self._erlangs = erlangs
        self._rows = np.ones((1, len(erlangs)))

    def at(self, agents: Ints, where: Ints) -> Floats:
        """Of `agents` for the loads of `where`."""
        top = int(agents.max(initial=0))
        if top >= len(self._rows):
            self._count_on(top + top // 4)
        found: Floats = self._rows[agents, where]
        return found

    def _count_on(self, top: int) -> None:
        import numpy as np

        rows = np.empty((top + 1, len(self._erlangs)))
        rows[: len(self._rows)] = self._rows
        for n in range(len(self._rows), top + 1):
            carried = self._erlangs * rows[n - 1]
            rows[n] = carried / (n + carried)
        self._rows = rows
