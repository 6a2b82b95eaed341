"""HAND-5 and HAND-6 in words."""

from __future__ import annotations

from collections.abc import Mapping

from app.text.language import mark
from app.text.verdicts.wording import Variant, Wording

WORDINGS: Mapping[str, Wording] = {
    "HAND-5.unread": Wording(
        mark("{person} has not read “{title}”, due before {shift} started at {start}."),
        mark("{person} opens it and reads it to its end."),
    ),
    "HAND-5.late": Wording(
        mark("{person} read “{title}” at {read}, after {shift} had started at {start}."),
        mark("Read what is new before the shift starts."),
    ),
    "HAND-6.not_leader": Wording(
        mark("{by} held this roll call, and does not lead {department}."),
        mark("A team leader or the head of {department} holds it."),
    ),
    "HAND-6.late": Wording(
        mark("Roll call for {shift} was held at {held_at}, after the start at {start}."),
        mark("Hold it before the shift starts."),
    ),
    "HAND-6.no_comments": Wording(
        mark("The roll call for {shift} has no comments."),
        mark("Say in a line what this shift is to mind."),
    ),
    "HAND-6.not_held": Wording(
        mark("{shift} on {day} had no roll call."),
        mark("A team leader or the head holds roll call before the shift and records it."),
    ),
}  # fmt: skip

VARIANTS: Mapping[str, Variant] = {}
