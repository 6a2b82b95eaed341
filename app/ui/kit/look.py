"""Language, colours and size of text: chosen by the person, the same for the whole window."""

from __future__ import annotations

from PySide6.QtCore import QLibraryInfo, QLocale, QObject, QTranslator, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication

from app import text
from app.ui.kit import theme
from app.ui.kit.enter import enter_presses
from app.ui.kit.remembered import TEXT_SIZES, Remembered
from app.ui.kit.tokens import Choice

_QT_LOCALES = {
    "en": QLocale(QLocale.Language.English, QLocale.Country.UnitedKingdom),
    "zh_CN": QLocale(QLocale.Language.Chinese, QLocale.Country.China),
}


class Look(QObject):
    """What is chosen and in force. `changed`: build what shows words or colours anew."""

    changed = Signal()
    lock_changed = Signal()

    def __init__(self, remembered: Remembered, language: str | None = None) -> None:
        """`language` is this machine's setting; what the person chose goes before it."""
        super().__init__()
        self.remembered = remembered
        chosen = remembered.language or language or ""
        self._language = chosen if chosen in text.LANGUAGES else system_language()
        self._words = QTranslator(self)
        enter_presses(_application())
        QGuiApplication.styleHints().colorSchemeChanged.connect(self._on_system_changed)
        self.apply()

    @property
    def language(self) -> str:
        return self._language

    @property
    def theme(self) -> Choice:
        return self.remembered.theme

    @property
    def text_percent(self) -> int:
        return self.remembered.text_percent

    def choose_language(self, code: str) -> None:
        """Speak `code` ("en", "zh_CN") at once and from now on."""
        self._language = code
        self.remembered.language = code
        self._renew()

    def choose_theme(self, choice: Choice) -> None:
        self.remembered.theme = choice
        self._renew()

    def choose_text_percent(self, percent: int) -> None:
        self.remembered.text_percent = percent
        self._renew()

    def choose_lock_minutes(self, minutes: int) -> None:
        """After how many idle minutes the desk locks, if the centre's limit is not less."""
        self.remembered.keep_lock_minutes(minutes)
        self.lock_changed.emit()

    def step_text(self, by: int) -> None:
        """The next size of text, larger (+1) or smaller (-1)."""
        at = TEXT_SIZES.index(self.text_percent) + by
        if 0 <= at < len(TEXT_SIZES):
            self.choose_text_percent(TEXT_SIZES[at])

    def apply(self) -> None:
        """Put language and theme in force."""
        text.use(self._language)
        QLocale.setDefault(_QT_LOCALES[self._language])
        self._translate_qt()
        theme.apply(_application(), self.theme, self.text_percent)

    def _translate_qt(self) -> None:
        """Qt's own words (menus of fields, calendars) in the language in use."""
        app = _application()
        app.removeTranslator(self._words)
        folder = QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)
        if self._language != "en" and self._words.load(f"qtbase_{self._language}", folder):
            app.installTranslator(self._words)

    def _renew(self) -> None:
        self.apply()
        self.changed.emit()

    def _on_system_changed(self) -> None:
        if self.theme is Choice.SYSTEM:
            self._renew()


def system_language() -> str:
    """Chinese where the system speaks it, English elsewhere."""
    return "zh_CN" if QLocale.system().language() == QLocale.Language.Chinese else "en"


def _application() -> QApplication:
    app = QApplication.instance()
    assert isinstance(app, QApplication)
    return app
