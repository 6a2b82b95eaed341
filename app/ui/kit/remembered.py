"""What the window remembers between starts; nothing of the centre's own is kept here."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QByteArray, QSettings

from app.ui.kit.tokens import Choice

TEXT_SIZES = (90, 100, 115, 130, 150)
"""Percent of the base size of text that a person can choose."""
LOCK_MINUTES = (1, 2, 5, 10, 15, 30, 60)
"""After how many idle minutes the desk may lock, as far as the centre's limit allows."""
_NEVER = 0
"""What could once be chosen, and is the centre's limit now."""


class Remembered:
    """Size, place, language, theme, text size; each with a sane answer to nonsense."""

    def __init__(self, file: Path) -> None:
        self._settings = QSettings(str(file), QSettings.Format.IniFormat)

    @property
    def geometry(self) -> QByteArray:
        value = self._settings.value("geometry")
        return value if isinstance(value, QByteArray) else QByteArray()

    @geometry.setter
    def geometry(self, value: QByteArray) -> None:
        self._settings.setValue("geometry", value)

    @property
    def language(self) -> str:
        """ "" until one was chosen."""
        return self._text("language")

    @language.setter
    def language(self, code: str) -> None:
        self._settings.setValue("language", code)

    @property
    def theme(self) -> Choice:
        value = self._text("theme")
        return Choice(value) if value in set(Choice) else Choice.SYSTEM

    @theme.setter
    def theme(self, choice: Choice) -> None:
        self._settings.setValue("theme", choice.value)

    @property
    def text_percent(self) -> int:
        return self._number("text_percent", 100, TEXT_SIZES)

    @text_percent.setter
    def text_percent(self, percent: int) -> None:
        self._settings.setValue("text_percent", percent)

    def lock_minutes(self, limit: int) -> int:
        """After how many idle minutes this machine's desk locks, where the centre's limit is so."""
        chosen = self._number("lock_minutes", 10, (_NEVER, *LOCK_MINUTES))
        return min(chosen or limit, limit)

    def keep_lock_minutes(self, minutes: int) -> None:
        self._settings.setValue("lock_minutes", minutes)

    @property
    def panel_width(self) -> int:
        return self._number("panel_width", 340, range(240, 800))

    @panel_width.setter
    def panel_width(self, pixels: int) -> None:
        self._settings.setValue("panel_width", pixels)

    @property
    def panel_folded(self) -> bool | None:
        """Whether the panel is folded where it may be; None until the person chose."""
        return {"true": True, "false": False}.get(self._text("panel_folded"))

    @panel_folded.setter
    def panel_folded(self, folded: bool) -> None:
        self._settings.setValue("panel_folded", "true" if folded else "false")

    @property
    def narrow_rail(self) -> bool:
        return self._text("narrow_rail") == "true"

    @narrow_rail.setter
    def narrow_rail(self, narrow: bool) -> None:
        self._settings.setValue("narrow_rail", "true" if narrow else "false")

    def without_steps(self, login: str) -> bool:
        """Whether this person does without what is left of the first steps."""
        return self._text(f"without_steps/{login}") == "true"

    def do_without_steps(self, login: str) -> None:
        self._settings.setValue(f"without_steps/{login}", "true")

    def save(self) -> None:
        """Write to the disk now."""
        self._settings.sync()

    def _text(self, key: str) -> str:
        value = self._settings.value(key)
        return value if isinstance(value, str) else ""

    def _number(self, key: str, default: int, valid: range | tuple[int, ...]) -> int:
        text = str(self._settings.value(key, default))
        return int(text) if text.isdecimal() and int(text) in valid else default
