"""The application's stylesheet, generated from the tokens and the base size of text.

Widgets pick a look by properties, not by colours: `role` on labels (caption, soft, strong, heading,
title, display), `kind` on buttons (primary, danger, quiet, link), `card` on frames, `tone` on pills
and banners.
"""

from __future__ import annotations

from string import Template

from app.ui.kit.tokens import RADIUS, STRONG, TYPE_SCALE, Tokens, Tone


def stylesheet(tokens: Tokens, points: float) -> str:
    """The whole sheet for one theme at one text size."""
    values: dict[str, object] = {name: getattr(tokens, name) for name in tokens.__slots__}
    values |= {"button_height": round(points * 1.8), "field_height": round(points * 2)}
    values |= {"caption": round(points * TYPE_SCALE["caption"], 1)}
    values |= {"shade": "dark" if tokens.dark else "light"}
    values |= {"radius": RADIUS, "card_radius": RADIUS * 3 // 2}
    values |= {"on_accent": "#06211e" if tokens.dark else "#ffffff"}
    return Template(_SHEET).substitute(values) + _type(points) + _tones(tokens)


def _type(points: float) -> str:
    """One rule for each role of the type scale."""
    return "".join(
        f'QLabel[role="{role}"] {{ font-size: {points * scale:.1f}pt;'
        f" font-weight: {600 if role in STRONG else 400}; }}\n"
        for role, scale in TYPE_SCALE.items()
    )


def _tones(tokens: Tokens) -> str:
    """Pills, banners and toned labels, one rule for each meaning."""
    rules = []
    for tone in Tone:
        ink, paper = tokens.tone(tone)
        rules.append(
            f'QLabel[pill="true"][tone="{tone}"] {{ color: {ink}; background: {paper}; }}\n'
            f'QLabel[role][tone="{tone}"] {{ color: {ink}; }}\n'
            f'QPushButton[chip="true"][tone="{tone}"]:checked {{ color: {ink};'
            f" background: {paper}; border-color: {ink}; font-weight: 600; }}\n"
            f'QFrame[banner="true"][tone="{tone}"] {{ background: {paper};'
            f" border: 1px solid {paper}; border-left: 3px solid {ink}; }}\n"
            f'QFrame[banner="true"][tone="{tone}"] QLabel {{ color: {tokens.text}; }}\n'
        )
    return "".join(rules)


_SHEET = """
QToolTip { color: $text; background: $raised; border: 1px solid $line_strong; padding: 4px 8px; }
QLabel { background: transparent; }
QLabel[role="caption"], QLabel[role="soft"] { color: $text_soft; }
QLabel[role="over"] { color: $text_faint; font-weight: 600; }
QLabel[pill="true"] { border-radius: 9px; padding: 1px 8px; font-weight: 600; }

QFrame[card="true"] {
  background: $surface; border: 1px solid $line; border-radius: ${card_radius}px;
}
QFrame[card="true"][line="true"] { background: transparent; border-color: transparent; }
QFrame[card="true"][day="today"] { background: $today; }
QFrame[card="true"][day="rest"] { background: $weekend; }
QFrame[card="true"][clickable="true"]:hover { border-color: $accent; background: $raised; }
QFrame[card="true"][chosen="true"] { background: $accent_soft; border-color: $accent; }
QFrame[card="true"][clickable="true"]:focus { border: 2px solid $accent; }
QFrame[banner="true"] { border-radius: ${radius}px; }
QFrame[rule="true"] { background: $line; border: none; max-height: 1px; min-height: 1px; }

QPushButton, QToolButton[kind] {
  color: $text; background: $surface; border: 1px solid $line_strong;
  border-radius: ${radius}px; padding: 5px 12px; min-height: ${button_height}px;
}
QPushButton:hover, QToolButton[kind]:hover { border-color: $accent; background: $raised; }
QPushButton:pressed, QToolButton[kind]:pressed { background: $sunken; }
QPushButton:focus, QToolButton[kind]:focus { border: 2px solid $accent; padding: 4px 11px; }
QPushButton:disabled, QToolButton[kind]:disabled {
  color: $text_faint; border-color: $line; background: $canvas;
}
QPushButton:checked, QToolButton[kind]:checked {
  color: $accent; background: $accent_soft; border-color: $accent;
}
QPushButton[chip="true"] {
  color: $text_soft; background: transparent; border-color: $line; border-radius: 12px;
  padding: 2px 8px;
}
QPushButton[chip="true"]:hover { border-color: $accent; color: $text; }
QPushButton[chip="true"]:disabled { color: $text_faint; border-color: $line; }
QPushButton[kind="primary"] {
  color: $on_accent; background: $accent; border-color: $accent; font-weight: 600;
}
QPushButton[kind="primary"]:hover { background: $accent_hover; border-color: $accent_hover; }
QPushButton[kind="primary"]:focus { border: 2px solid $text; }
QPushButton[kind="primary"]:disabled {
  color: $text_faint; background: $sunken; border-color: $line;
}
QPushButton[kind="danger"] { color: $bad; border-color: $bad; }
QPushButton[kind="danger"]:hover { background: $bad_soft; }
QPushButton[kind="danger"]:disabled { color: $text_faint; border-color: $line; }
QPushButton[kind="quiet"], QToolButton[kind="quiet"] {
  background: transparent; border-color: transparent;
}
QPushButton[kind="quiet"]:hover, QToolButton[kind="quiet"]:hover { background: $sunken; }
QPushButton[kind="quiet"]:focus, QToolButton[kind="quiet"]:focus { border: 2px solid $accent; }
QPushButton[kind="link"] {
  color: $accent; background: transparent; border-color: transparent; padding: 2px 4px;
  text-align: left;
}
QPushButton[kind="link"]:hover { text-decoration: underline; }
QPushButton[kind="link"]:focus { border: 1px solid $accent; }
QToolButton[kind]::menu-indicator, QPushButton::menu-indicator { image: none; width: 0; }

QLineEdit, QPlainTextEdit, QTextEdit, QAbstractSpinBox, QComboBox, QDateEdit, QTimeEdit {
  color: $text; background: $surface; border: 1px solid $line_strong;
  border-radius: ${radius}px; padding: 4px 8px; min-height: ${field_height}px;
  selection-background-color: $accent; selection-color: $on_accent;
}
QLineEdit:hover, QPlainTextEdit:hover, QTextEdit:hover, QAbstractSpinBox:hover, QComboBox:hover {
  border-color: $accent;
}
QLineEdit:focus, QPlainTextEdit:focus, QTextEdit:focus, QAbstractSpinBox:focus, QComboBox:focus {
  border: 2px solid $accent; padding: 3px 7px;
}
QLineEdit[invalid="true"], QAbstractSpinBox[invalid="true"], QComboBox[invalid="true"],
QPlainTextEdit[invalid="true"] { border-color: $bad; }
QLineEdit:disabled, QComboBox:disabled, QAbstractSpinBox:disabled, QPlainTextEdit:disabled {
  color: $text_faint; background: $canvas; border-color: $line;
}
QComboBox { padding-right: 4px; combobox-popup: 0; }
QComboBox::drop-down, QDateEdit::drop-down { border: none; width: 22px; }
QComboBox::down-arrow, QDateEdit::down-arrow {
  image: url(icons:arrow-down-$shade.svg); width: 12px; height: 12px;
}
QAbstractSpinBox { padding-right: 20px; }
QAbstractSpinBox::up-button, QAbstractSpinBox::down-button {
  subcontrol-origin: border; width: 18px; border: none; background: transparent;
}
QAbstractSpinBox::up-button { subcontrol-position: top right; margin-top: 3px; }
QAbstractSpinBox::down-button { subcontrol-position: bottom right; margin-bottom: 3px; }
QAbstractSpinBox::up-arrow { image: url(icons:arrow-up-$shade.svg); width: 9px; height: 9px; }
QAbstractSpinBox::down-arrow { image: url(icons:arrow-down-$shade.svg); width: 9px; height: 9px; }
QComboBox QAbstractItemView {
  background: $raised; border: 1px solid $line_strong; padding: 0; outline: none;
  selection-background-color: $selection; selection-color: $text;
}
QCheckBox, QRadioButton { spacing: 8px; padding: 2px; }
QCheckBox::indicator, QRadioButton::indicator, QAbstractItemView::indicator {
  width: 16px; height: 16px; background: $surface; border: 1px solid $line_strong;
}
QCheckBox::indicator, QAbstractItemView::indicator { border-radius: 4px; }
QRadioButton::indicator { border-radius: 9px; }
QCheckBox::indicator:hover, QRadioButton::indicator:hover { border-color: $accent; }
QCheckBox::indicator:checked, QAbstractItemView::indicator:checked {
  background: $accent; border-color: $accent; image: url(icons:tick-$shade.svg);
}
QCheckBox::indicator:indeterminate { background: $accent_soft; border-color: $accent; }
QRadioButton::indicator:checked {
  background: $surface; border: 5px solid $accent; width: 8px; height: 8px;
}
QCheckBox::indicator:disabled, QRadioButton::indicator:disabled { border-color: $line; }
QCheckBox:focus, QRadioButton:focus { color: $accent; }

QAbstractItemView {
  background: $surface; border: 1px solid $line; outline: none;
  selection-background-color: $selection; selection-color: $text;
}
QTableView { gridline-color: $line; border-radius: ${radius}px; }
QTableView:focus, QTreeView:focus, QListView:focus { border-color: $accent; }
QTableView[bare="true"] { border: none; border-radius: 0; }
QTableView::item, QTreeView::item, QListView::item { padding: 4px 8px; border: none; }
QTreeView::item, QListView::item { min-height: 22px; }
QTableView::item:selected, QTreeView::item:selected, QListView::item:selected {
  background: $selection; color: $text;
}
QHeaderView { background: $surface; border: none; }
QHeaderView::section {
  color: $text_soft; background: $surface; border: none; border-bottom: 1px solid $line_strong;
  padding: 6px 11px; font-weight: 600;
}
QHeaderView::section:hover { color: $text; }
QTableView[dense="true"] QHeaderView::section { padding: 4px 0; }
QTableCornerButton::section { background: $surface; border: none; }

QScrollArea, QScrollArea > QWidget > QWidget[page="true"] { background: transparent; border: none; }
QScrollArea[reading="true"] { border: 2px solid transparent; border-radius: ${radius}px; }
QScrollArea[reading="true"]:focus { border-color: $accent; }
QSlider { background: transparent; min-height: 22px; }
QSlider::groove:horizontal { background: $line_strong; height: 4px; border-radius: 2px; }
QSlider::sub-page:horizontal, QSlider::add-page:horizontal { background: transparent; }
QSlider::handle:horizontal {
  background: $surface; border: 2px solid $accent; width: 14px; margin: -7px 0; border-radius: 9px;
}
QSlider::handle:horizontal:hover { background: $accent_soft; }
QSlider::handle:horizontal:focus { background: $accent; }

QScrollBar:vertical { background: transparent; width: 12px; margin: 2px; }
QScrollBar:horizontal { background: transparent; height: 12px; margin: 2px; }
QScrollBar::handle {
  background: $line_strong; border-radius: 4px; min-height: 32px; min-width: 32px;
}
QScrollBar::handle:hover { background: $text_faint; }
QScrollBar::add-line, QScrollBar::sub-line { width: 0; height: 0; }
QScrollBar::add-page, QScrollBar::sub-page { background: transparent; }

QTabWidget::pane { border: none; border-top: 1px solid $line; }
QTabBar { qproperty-drawBase: 0; }
QTabBar::tab {
  color: $text_soft; background: transparent; border: none; padding: 8px 12px;
  border-bottom: 2px solid transparent; font-weight: 600;
}
QTabBar::tab:hover { color: $text; }
QTabBar::tab:selected { color: $accent; border-bottom-color: $accent; }
QTabBar::tab:focus { background: $accent_soft; }

QMenu { background: $raised; border: 1px solid $line_strong; padding: 4px; }
QMenu::item { padding: 6px 32px 6px 12px; border-radius: 4px; }
QMenu::item:selected { background: $selection; color: $text; }
QMenu::item:disabled { color: $text_faint; }
QMenu::icon { padding-left: 8px; }
QMenu::separator { height: 1px; background: $line; margin: 4px 8px; }
QMenuBar { background: $canvas; }
QSplitter::handle { background: transparent; }
QSplitter::handle:hover { background: $accent; }
QProgressBar {
  background: $sunken; border: none; border-radius: 4px; min-height: 8px; max-height: 8px;
}
QProgressBar::chunk { background: $accent; border-radius: 4px; }
QGroupBox { font-weight: 600; border: none; margin-top: 20px; padding: 0; }
QGroupBox::title { subcontrol-origin: margin; left: 0; color: $text_soft; }
QCalendarWidget QAbstractItemView { border: none; }
QDialog { background: $canvas; }
QDialogButtonBox { button-layout: 3; }

#Rail { background: $rail; border: none; }
#Rail QLabel { color: $rail_text; }
#Rail QLabel[role="heading"], #Rail QLabel[role="display"] { color: $rail_text_here; }
#Rail QToolButton {
  color: $rail_text; background: transparent; border: none; border-left: 3px solid transparent;
  border-radius: 0; padding: 2px 12px 2px 13px; text-align: left; font-weight: 500;
}
#Rail QToolButton:hover { background: $rail_hover; color: $rail_text_here; }
#Rail QScrollArea, #Rail QScrollArea > QWidget > QWidget { background: $rail; border: none; }
#Rail QToolButton:checked, #Rail QToolButton[here="true"] {
  background: $rail_here; color: $rail_text_here; border-left-color: $brand; font-weight: 600;
}
#Rail QToolButton:focus {
  background: $rail_hover; color: $rail_text_here; border-left-color: $rail_text;
}
#Rail QLabel[badge="true"] {
  color: #17211e; background: $brand; border-radius: 8px; padding: 0 6px; font-weight: 700;
}
#Rail QToolButton::menu-indicator { image: none; }
#PageHeader { background: $surface; border: none; border-bottom: 1px solid $line; }
#Panel { background: $surface; border: none; border-left: 1px solid $line; }
#Panel QScrollArea, #Panel QScrollArea > QWidget > QWidget { background: $surface; }
#StatusBar { background: $surface; border: none; border-top: 1px solid $line; }
#StatusBar QLabel { color: $text_soft; }
#StatusBar QToolButton {
  color: $text_soft; font-size: ${caption}pt; border: 1px solid transparent;
  padding: 0 4px; min-height: 0;
}
#StatusBar QToolButton:focus { border-color: $accent; padding: 0 4px; }
#Palette { background: $raised; border: 1px solid $line_strong; border-radius: ${card_radius}px; }
#Palette QLineEdit { border: none; background: transparent; padding: 8px; }
#Palette QListView { border: none; background: transparent; }
#Toast { background: $text; border-radius: ${radius}px; }
#Toast QLabel { color: $canvas; }
"""
