"""The chosen language and the centre's clock, once for the process, as gettext has it."""

from __future__ import annotations

import gettext as _gettext_module
from collections.abc import Mapping

from app.rules.calendar import CentreTime
from app.text.catalogues import load

LANGUAGES: Mapping[str, str] = {"en": "English", "zh_CN": "简体中文"}
"""Code -> the language's own name, never translated."""


class _Chosen:
    """What the process speaks, and the centre's clock that instants are told by."""

    language = "en"
    translations: _gettext_module.NullTranslations = _gettext_module.NullTranslations()
    time = CentreTime()


def use(language: str) -> None:
    """Speak `language` ("en" or "zh_CN") from now on; any other is a ValueError."""
    if language not in LANGUAGES:
        raise ValueError(f"no such language: {language!r}")
    _Chosen.translations = load(language)
    _Chosen.language = language


def use_clock(time: CentreTime) -> None:
    """Tell instants by the clock of the centre whose store is open."""
    _Chosen.time = time


def language() -> str:
    """The code of the language in use."""
    return _Chosen.language


def is_chinese() -> bool:
    return _Chosen.language == "zh_CN"


def centre_time() -> CentreTime:
    """The clock by which instants are told."""
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
