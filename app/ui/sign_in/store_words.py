"""What is said of where the store is, on the pages before the desk."""

from __future__ import annotations

import re

from PySide6.QtWidgets import QLabel

from app.address import StoreAddress
from app.text import _, say
from app.text.addresses import WHOEVER, place_of_store
from app.ui.kit.banner import Banner
from app.ui.kit.controls import label

_BREAKS = re.compile(r"(?<=[/\\@?&])(?=\w)")
_BREAK = "\u200b"
"""No space, but a line may end there."""


def breakable(place: str) -> str:
    """A path or an address that goes on in the next line where it is too long for one."""
    return _BREAKS.sub(_BREAK, place)


def place_line(address: StoreAddress) -> QLabel:
    """Where the store is, in small print."""
    made = label(breakable(place_of_store(address)), "caption", wrap=True)
    made.setToolTip(str(address))
    made.setAccessibleName(place_of_store(address))
    return made


def who_can_read(address: StoreAddress) -> Banner:
    """Who else can read what is in the store: said where one is set up."""
    if address.on_server:
        return Banner(say(WHOEVER))
    return Banner(
        _(
            "Whoever can open files of this system account can read the store's file. Passwords "
            "and roles hold among people who use the program."
        )
    )
