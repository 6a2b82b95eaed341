"""What a handover log's code on paper proves, in words: for the window and the command line."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from app.rules.handover.verified import Verified
from app.rules.vocabulary import LogSide, msg
from app.text.language import _, mark
from app.text.saying import say

_PARTS: Mapping[str, str] = {
    "log": mark("which shift it is of"),
    "sections": mark("the notes"),
    "items": mark("the items that were raised in it"),
    "signatures": mark("the signatures"),
    "remark": mark("the remark"),
    "carried": mark("what had been carried over"),
    "seal": mark("the sealed text"),
    "trail": mark("the audit trail's entry of it"),
}


def verified_sentences(found: Verified) -> Iterator[str]:
    """One sentence a line, the verdict first."""
    if not found.sealed:
        words = _("{no} has no code: it was not signed in this store. An imported log is sealed by "
                  "nothing.")  # fmt: skip
        yield words.format(no=found.log_no)
        return
    if found.side is None:
        yield _("This code belongs to no signature of {no}.").format(no=found.log_no)
        yield _("Compare it letter by letter with the paper; another log may be meant.")
        return
    if found.holds:
        yield _("The store holds {no} as it was printed.").format(no=found.log_no)
    else:
        yield _("The store does not hold {no} as it was printed.").format(no=found.log_no)
    yield _signature(found)
    yield from _faults(found)
    yield from _since(found)


def _signature(found: Verified) -> str:
    who, at = found.signed_by, found.signed_at
    if at is None:
        return _("The code is that of its closing without a successor.")
    if found.side is LogSide.OUTGOING:
        return say(msg("The code is that of the outgoing signature: {who}, {at}.", who=who, at=at))
    return say(msg("The code is that of both signatures, the last {who}, {at}.", who=who, at=at))


def _faults(found: Verified) -> Iterator[str]:
    for part in found.differs:
        yield _("Changed since: {part}.").format(part=_(_PARTS[part]))
    if not found.chain:
        yield _("The store itself is not whole; dutydesk verify says what is wrong with it.")


def _since(found: Verified) -> Iterator[str]:
    if found.signed_in_since:
        yield _("The incoming duty leader has signed since; that state has a code of its own.")
    for row in found.additions_since:
        told = msg("Added since, {who}, {at}: {text}", who=row.who, at=row.at, text=row.text)
        yield say(told)
    if found.items_moved_since:
        count = found.items_moved_since
        yield _("Closed or reopened since: {n} of its items.").format(n=count)
