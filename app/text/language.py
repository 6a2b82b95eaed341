"""The chosen language, the centre's clock and its own words: once for the process, as gettext."""

from __future__ import annotations

import gettext as _gettext_module
from collections.abc import Mapping
from types import MappingProxyType
from typing import TYPE_CHECKING

from app.text.catalogues import load

if TYPE_CHECKING:
    from app.rules.calendar import CentreTime

LANGUAGES: Mapping[str, str] = {"en": "English", "zh_CN": "简体中文"}
"""Code -> the language's own name, never translated."""


class _Chosen:
    """What the process speaks, the clock that instants are told by, the centre's own words."""

    language = "en"
    translations: _gettext_module.NullTranslations = _gettext_module.NullTranslations()
    time: CentreTime | None = None
    kinds: Mapping[str, str] = MappingProxyType({})
    shifts: Mapping[str, str] = MappingProxyType({})


def use(language: str) -> None:
    """Speak `language` ("en" or "zh_CN") from now on; any other is a ValueError."""
    if language not in LANGUAGES:
        raise ValueError(f"no such language: {language!r}")
    _Chosen.translations = load(language)
    _Chosen.language = language


def use_clock(time: CentreTime) -> None:
    """Tell instants by the clock of the centre whose store is open."""
    _Chosen.time = time


def use_kinds(names: Mapping[str, str]) -> None:
    """Call the centre's own kinds of leave, by code, by these names."""
    _Chosen.kinds = dict(names)


def use_shifts(names: Mapping[str, str]) -> None:
    """Call the centre's shifts, by code, by these names."""
    _Chosen.shifts = dict(names)


def shift_name(code: str) -> str:
    """What the centre calls the shift; "" for one that it does not know."""
    return _Chosen.shifts.get(code, "")


def own_kind(code: str) -> str:
    """What the centre calls its own kind of leave; the code itself for an unknown one."""
    return _Chosen.kinds.get(code, code)


def language() -> str:
    """The code of the language in use."""
    return _Chosen.language


def is_chinese() -> bool:
    return _Chosen.language == "zh_CN"


def centre_time() -> CentreTime:
    """The clock by which instants are told; before a store is open, the default zone's."""
    if _Chosen.time is None:
        from app.rules.calendar import CentreTime  # time zones: the sign-in shows without them

        _Chosen.time = CentreTime()
    return _Chosen.time


def _(msgid: str) -> str:
    """The sentence of `msgid` in the language in use."""
    return _Chosen.translations.gettext(msgid)


def ngettext(singular: str, plural: str, n: int) -> str:
    """As `_`, in the form that `n` things take."""
    return _Chosen.translations.ngettext(singular, plural, n)


def mark(msgid: str) -> str:
    """Mark a constant for translation where it stands; `_` words it when it is shown."""
    return msgid
