"""What is told of handover logs and open items: frozen rows.

Instants are aware UTC, `day`s business dates. A log is known by its shift (`LogKey`), since it
stands before anybody has written into it.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from app.rules.handover.course import LogState
from app.rules.handover.items import Balance
from app.rules.vocabulary import AdditionKind, ItemMove, LogSide, Role, Section


@dataclass(frozen=True, slots=True)
class LogKey:
    """The shift of a department: department id, business date, code of the shift."""

    department_id: int
    day: date
    shift: str


@dataclass(frozen=True, slots=True)
class Somebody:
    """A person, as a row names them."""

    id: int
    no: str
    name: str


@dataclass(frozen=True, slots=True)
class NoteRow:
    """One note of a section. `nothing`: it says that there is nothing to report."""

    id: int
    section: Section
    text: str
    by: Somebody | None
    at: datetime | None
    nothing: bool = False
    fact: str = ""
    """The change of staff that it confirms, as `StaffChange.fact`; "" for any other note."""
    new: bool = False
    """Written since the actor's own last shift, by somebody else."""
    may_edit: bool = False


@dataclass(frozen=True, slots=True)
class ItemStepRow:
    """An item was closed with what was done, or reopened with the reason."""

    move: ItemMove
    by: Somebody
    at: datetime
    text: str


@dataclass(frozen=True, slots=True)
class ReadBackRow:
    """An urgent item was read back from the log that is shown; `words`: own ones, a question."""

    by: Somebody
    at: datetime
    words: str


@dataclass(frozen=True, slots=True)
class ItemRow:
    """An open item, or one that was closed; where it is told of which log it hangs on, see `page`.

    `age_days`: from its log's date to today, or to the date on which it was closed. `hops`: logs of
    the department after the one that it was raised in. `old`: open for more days than the policy
    allows; `overdue`: past its own due day (HAND-3). `read_back`: the actor has read it back
    from this log; `read_backs`: all who have.
    """

    id: int
    no: str
    key: LogKey
    log_no: str
    section: Section
    text: str
    urgent: bool
    owner: Somebody | None
    due_on: date | None
    worse: str
    by: Somebody | None
    raised_at: datetime | None
    closed_at: datetime | None
    closed_by: Somebody | None
    closing: str
    version: int
    age_days: int = 0
    hops: int = 0
    old: bool = False
    overdue: bool = False
    steps: tuple[ItemStepRow, ...] = ()
    new: bool = False
    read_back: bool = False
    read_backs: tuple[ReadBackRow, ...] = ()
    mine: bool = False
    """The actor owns it."""
    may_edit: bool = False
    may_close: bool = False
    may_reopen: bool = False

    @property
    def is_open(self) -> bool:
        return self.closed_at is None


class StaffKind(StrEnum):
    """Why somebody's shift is not as it was published."""

    SWAP_IN = "swap_in"
    """Works it, from a swap; `other` gave it."""
    SWAP_OUT = "swap_out"
    """Gave it in a swap; `other` works it."""
    LEAVE = "leave"
    """Is on leave; `other` covers the shift, or nobody does."""
    ABSENT = "absent"
    LATE = "late"
    LEFT_EARLY = "left_early"
    OVERRIDE = "override"
    """Was released from the desk before the relief, by `other`, for `reason` (HAND-2)."""


@dataclass(frozen=True, slots=True)
class StaffChange:
    """One change of a shift's staff, as roster, registers and roll call have it now."""

    kind: StaffKind
    person: Somebody
    other: Somebody | None = None
    minutes: int = 0
    swap_no: str = ""
    reason: str = ""
    confirmed: bool = False
    """A note of the log confirms it, in whichever language it was worded."""

    @property
    def fact(self) -> str:
        """What is confirmed: the kind, the people and the figures, not the words for them."""
        other = self.other.no if self.other else ""
        parts = (self.kind, self.person.no, other, str(self.minutes), self.swap_no, self.reason)
        return "|".join(parts)


@dataclass(frozen=True, slots=True)
class CrewRow:
    """Somebody of the department who works the shift."""

    person: Somebody
    role: Role
    team: str


@dataclass(frozen=True, slots=True)
class SignatureRow:
    """Who signed, and when. `late`: after HAND-4's time. `code`: the short one of the paper; "" for
    a log of an imported register, which nothing sealed."""

    side: LogSide
    by: Somebody
    at: datetime
    late: bool = False
    code: str = ""


@dataclass(frozen=True, slots=True)
class AdditionRow:
    """What was added beside the sections, with name and time."""

    kind: AdditionKind
    by: Somebody
    at: datetime
    text: str


@dataclass(frozen=True, slots=True)
class SectionRow:
    """One section of the log: its notes, and the items that were raised in it."""

    section: Section
    notes: tuple[NoteRow, ...] = ()
    items: tuple[ItemRow, ...] = ()
    required: bool = False
    """One of the three that HAND-1 wants."""
    missing: bool = False
    """It is, and there is neither text nor item nor the word that there is nothing."""


@dataclass(frozen=True, slots=True)
class LogMay:
    """What the actor may do to this log as it stands."""

    write: bool = False
    """Notes, "nothing to report" and items."""
    confirm_staff: bool = False
    sign_out: bool = False
    sign_out_later: bool = False
    """The outgoing signature is theirs, and not due before the shift's end."""
    sign_in: bool = False
    read_back: bool = False
    close: bool = False
    """Close it without a successor."""
    name_acting: bool = False
    add: bool = False
    """Add to it after the signature."""
    comment: bool = False


NOTHING_ALLOWED = LogMay()


@dataclass(frozen=True, slots=True)
class LogPage:
    """The log of one shift with everything that stands on its page.

    `id` None, `no` "": nobody has written yet; the log is open and empty. `carried`: the items of
    earlier logs that were open when the shift began, those closed since as well. `sign_out_by` and
    `sign_in_by`: HAND-4's times; the second only once it counts. `unread`: urgent items that
    the actor still has to read back before signing in. `new_since`: the end of the actor's last
    shift before this one; None: they had none in the last 60 days.
    """

    key: LogKey
    id: int | None
    no: str
    version: int
    department: str
    shift_name: str
    begin: datetime
    end: datetime
    state: LogState
    begun: bool
    leader: Somebody | None
    """Who runs the shift: an acting duty leader first."""
    acting: bool
    successor: LogKey | None
    successor_leader: Somebody | None
    outgoing: SignatureRow | None
    incoming: SignatureRow | None
    remark: str
    without_successor: bool
    sections: tuple[SectionRow, ...]
    carried: tuple[ItemRow, ...]
    staff: tuple[StaffChange, ...]
    crew: tuple[CrewRow, ...]
    additions: tuple[AdditionRow, ...]
    missing: tuple[Section, ...]
    sign_out_by: datetime
    sign_in_by: datetime | None
    unread: tuple[ItemRow, ...]
    new_since: datetime | None
    previous: LogKey | None
    """The department's shift before and after this one, as far as they have begun."""
    next: LogKey | None
    candidates: tuple[Somebody, ...] = ()
    """Whom a leader may name acting duty leader, and who may own an item."""
    departments: tuple[tuple[int, str], ...] = ()
    """The departments whose logs the actor may read."""
    may: LogMay = NOTHING_ALLOWED
    balance: Balance | None = None
    """The open items from the shift's start to its signature (or now): none is ever lost."""


@dataclass(frozen=True, slots=True)
class LogRow:
    """One line of the list of logs."""

    key: LogKey
    id: int
    no: str
    department: str
    shift_name: str
    state: LogState
    outgoing: Somebody | None
    outgoing_at: datetime | None
    incoming: Somebody | None
    incoming_at: datetime | None
    remark: str
    items: int
    open_items: int


@dataclass(frozen=True, slots=True)
class HandoverSearch:
    """What is looked for: `text` in notes, items, what was done and numbers ("" for all)."""

    text: str = ""
    department_id: int | None = None
    sections: frozenset[Section] = frozenset()
    owner_id: int | None = None
    open_only: bool = False
    first: date | None = None
    last: date | None = None


@dataclass(frozen=True, slots=True)
class HandoverHit:
    """One note or item that was found; `item_no` "" for a note."""

    key: LogKey
    log_no: str
    section: Section
    text: str
    item_no: str = ""
    item_id: int | None = None
    urgent: bool = False
    owner: Somebody | None = None
    due_on: date | None = None
    closed_at: datetime | None = None
    closing: str = ""
    by: Somebody | None = None


@dataclass(frozen=True, slots=True)
class HandoverHits:
    """The newest hits, and whether there are more."""

    hits: tuple[HandoverHit, ...]
    more: bool = False


@dataclass(frozen=True, slots=True)
class DraftRow:
    """What the actor typed into `place` and has not kept."""

    place: str
    content: str
    at: datetime
