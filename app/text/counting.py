"""How much waits, in words: for the Inbox, and for who only watches it."""

from __future__ import annotations

from app.text import ngettext


def waiting_count(count: int) -> str:
    return ngettext("{n} request waits", "{n} requests wait", count).format(n=count)


def unread_count(count: int) -> str:
    return ngettext("{n} unread notice", "{n} unread notices", count).format(n=count)
