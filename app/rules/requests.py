"""What a request is called: its kind and number, and the one spelling that the store keeps."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class RequestKind(StrEnum):
    """The kinds of request that people decide on. Each room has a place where it says what a kind
    is there (`docs/decisions/0016`)."""

    SWAP = "swap"
    LEAVE = "leave"
    GIVING_UP = "giving_up"
    """Of an approved leave, whose number it goes by."""
    TAKING_BACK = "taking_back"
    """Of an effective swap, whose number it goes by (SWAP-11)."""

    @property
    def file(self) -> RequestKind:
        """The kind in whose file its decisions, notices and audit rows lie: a leave that is to be
        given up has one file, and so has a swap that is to be taken back."""
        if self is RequestKind.GIVING_UP:
            return RequestKind.LEAVE
        return RequestKind.SWAP if self is RequestKind.TAKING_BACK else self

    @property
    def spelling(self) -> str:
        """What the references of the kind begin with, for queries that put them together."""
        return f"{self}:"

    def ref(self, no: str) -> RequestRef:
        """The request of this kind with this number."""
        return RequestRef(self, no)

    @classmethod
    def filed_in(cls, file: RequestKind) -> tuple[RequestKind, ...]:
        """The kinds that share a file."""
        return tuple(kind for kind in cls if kind.file is file)


@dataclass(frozen=True, slots=True, order=True)
class RequestRef:
    """One request. As text it is "swap:S-00012": so in the ledger of decisions, in notices and in
    the audit trail."""

    kind: RequestKind
    no: str

    @property
    def file(self) -> RequestRef:
        """Under what its decisions, notices and audit rows are kept."""
        return RequestRef(self.kind.file, self.no)

    def __str__(self) -> str:
        return f"{self.kind.spelling}{self.no}"

    @classmethod
    def parse(cls, text: str) -> RequestRef | None:
        """The request that `text` names; None where it names something else."""
        kind, colon, no = text.partition(":")
        if not colon or kind not in set(RequestKind):
            return None
        return cls(RequestKind(kind), no)
