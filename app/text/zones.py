"""Time zones as people call them."""

from __future__ import annotations

from app.text.language import _, language, mark

_BEIJING = frozenset({"Asia/Shanghai", "Asia/Chongqing", "Asia/Chungking", "Asia/Harbin", "PRC"})
"""One zone under the names that it has had."""


COMMON = {
    "Asia/Shanghai": mark("Beijing time"),
    "Asia/Urumqi": mark("Urumqi"),
    "Asia/Hong_Kong": mark("Hong Kong"),
    "Asia/Macau": mark("Macao"),
    "Asia/Taipei": mark("Taipei"),
    "Asia/Singapore": mark("Singapore"),
    "Asia/Tokyo": mark("Tokyo"),
    "Asia/Seoul": mark("Seoul"),
}
"""The zones that a centre is asked about first, and what they are called."""


def zone_choices() -> list[tuple[str, str]]:
    """What a centre may choose from: words and key, the common ones first."""
    from zoneinfo import available_timezones

    further = sorted(
        key for key in available_timezones() if "/" in key and not key.startswith("Etc/")
    )
    first = [(f"{_(word)} ({key})", key) for key, word in COMMON.items()]
    return first + [(key, key) for key in (*further, "UTC") if key not in COMMON]


def zone_name(key: str) -> str:
    """ "Beijing time", "日本标准时间"; the key itself of a zone that CLDR leaves out."""
    if key in _BEIJING:
        return _("Beijing time")
    if key in ("UTC", "Etc/UTC"):
        return "UTC"
    from babel.dates import get_timezone_name  # slow to import, and few centres need it

    try:
        return str(get_timezone_name(key, width="long", locale=language()))
    except LookupError:
        return key
