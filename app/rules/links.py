"""Whether a link that came in from outside may be opened: it is data, and whoever wrote it is not
the one who presses it."""

from __future__ import annotations

import re
from urllib.parse import unquote, urlsplit

_SOUND = frozenset(
    {
        "aac", "aif", "aiff", "amr", "au", "flac", "gsm", "m4a", "mkv", "mov", "mp3", "mp4",
        "oga", "ogg", "opus", "wav", "webm", "wma", "wmv", "vox",
    }
)  # fmt: skip
"""What a recording's file ends in: opening one plays it, and runs nothing."""
_UNSEEN = re.compile(r"[\x00-\x20\x7f\u200b-\u200f\u2028-\u202e\u2066-\u2069\ufeff]")
_HOST = re.compile(r"[A-Za-z0-9.\-:\[\]]+")


def recording_link(link: str) -> str | None:
    """`link` where a recording may be opened by it, else None.

    A page of http or https with a plain host and no password; or a sound file of this computer
    (`file:///…`). Not a share of another computer, to which Windows would hand the account's
    proof; nor a program, a script, or any other scheme.
    """
    text = link.strip()
    if not text or _UNSEEN.search(text) or "\\" in text:
        return None
    try:
        parts = urlsplit(text)
        host = parts.hostname or ""
        _port = parts.port
    except ValueError:
        return None
    if parts.scheme in ("http", "https"):
        plain = bool(host) and "@" not in parts.netloc and bool(_HOST.fullmatch(parts.netloc))
        return text if plain else None
    if parts.scheme == "file" and text.startswith("file:///") and not parts.netloc:
        path = unquote(parts.path)
        ending = path.rpartition(".")[2].lower()
        is_share = path.startswith("//") or "\\" in path or _UNSEEN.search(path.replace(" ", ""))
        return text if ending in _SOUND and not is_share else None
    return None
