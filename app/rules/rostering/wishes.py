"""What people wish for their own days."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class Wish:
    """`person` would (`on`), or would not, like `shift` on `day`; `shift` "": a day off."""

    person: str
    day: date
    shift: str
    on: bool
    weight: int = 1

    def kept(self, worked: str) -> bool:
        """Whether it came true where `worked` ("": nothing) is worked that day."""
        return (worked == self.shift) is self.on
