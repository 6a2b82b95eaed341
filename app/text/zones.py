"""Time zones as people call them."""

from __future__ import annotations

from app.text.language import _, language

_BEIJING = frozenset({"Asia/Shanghai", "Asia/Chongqing", "Asia/Chungking", "Asia/Harbin", "PRC"})
"""One zone under the names that it has had."""


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
