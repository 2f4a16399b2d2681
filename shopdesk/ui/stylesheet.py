"""The one style sheet, made from the token table. No rule here names a bare container class."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from string import Template

_SHEET = Template("""
QMainWindow, #page, #pages, QDialog { background: $bg; }
QToolTip { background: $text; color: $bg; border: none; padding: ${p6}px ${p8}px; font-size: ${f12}px; }

QMenuBar { background: $sidebar; border-bottom: 1px solid $border; padding: 0 ${p8}px; font-size: ${f13}px; }
QMenuBar::item { background: transparent; padding: ${p6}px ${p10}px; }
QMenuBar::item:selected { background: $border; border-radius: 6px; }
QMenu { background: $surface; border: ${line}px solid $border; padding: 6px; font-size: ${f13}px; }
QMenu::item { padding: ${p6}px ${p24}px ${p6}px ${p12}px; border-radius: 6px; }
QMenu::item:selected { background: $sel; color: $text; }
QMenu::item:disabled { color: $faint; }
QMenu::separator { height: 1px; background: $border; margin: 4px 8px; }
QMenu::icon { padding-left: 8px; }

QLabel { background: transparent; }
QLabel[role="h1"] { font-size: ${f24}px; font-weight: 700; }
QLabel[role="figure"] { font-size: ${f28}px; font-weight: 700; }
QLabel[role="h2"] { font-size: ${f16}px; font-weight: 600; }
QLabel[role="h3"] { font-size: ${f14}px; font-weight: 600; }
QLabel[role="body"] { font-size: ${f14}px; font-weight: 400; }
QLabel[role="strong"] { font-size: ${f14}px; font-weight: 500; }
QLabel[role="letter"] { font-size: ${f15}px; font-weight: 400; }
QLabel[role="small"] { font-size: ${f13}px; font-weight: 400; }
QLabel[role="h4"] { font-size: ${f13}px; font-weight: 600; }
QLabel[role="caption"] { font-size: ${f12}px; font-weight: 400; }
QLabel[role="badge"], QLabel[role="header"] { font-size: ${f12}px; font-weight: 600; }
QLabel[role="section"] { font-size: ${f11}px; font-weight: 600; }
$tones

QPushButton { min-height: ${h34}px; padding: 0 ${p15}px; border-radius: 8px; font-size: ${f14}px;
  font-weight: 600; border: 1px solid $inputBorder; background: $surface; color: $text; }
QPushButton:hover { background: $sunken; }
QPushButton:pressed { background: $border; }
QPushButton:focus { border: 2px solid $primary; padding: 0 ${p14}px; min-height: ${h32}px; }
QPushButton:disabled { background: $sunken; color: $faint; border-color: $border; border-style: $off; }
QPushButton[small="true"] { min-height: ${h28}px; padding: 0 ${p12}px; }
QPushButton[small="true"]:focus { min-height: ${h26}px; padding: 0 ${p11}px; }
QPushButton[kind="primary"] { background: $primary; color: $onPrimary; border-color: $primary; }
QPushButton[kind="primary"]:hover, QPushButton[kind="primary"]:pressed {
  background: $primaryHover; border-color: $primaryHover; }
QPushButton[kind="primary"]:focus { border: 2px solid $text; }
QPushButton[kind="primary"]:disabled { background: $sunken; color: $faint; border-color: $border;
    border-style: $off; }
QPushButton[kind="danger"] { color: $danger; border-color: $danger; }
QPushButton[kind="danger"]:hover { background: $dangerSoft; }
QPushButton[kind="danger"]:focus { border-color: $danger; }
QPushButton[kind="danger"]:disabled { color: $faint; border-color: $border; border-style: $off; }
QPushButton[kind="ghost"] { background: transparent; border-color: transparent; padding: 0 ${p11}px; }
QPushButton[kind="ghost"]:hover { background: $sunken; }
QPushButton[kind="ghost"]:focus { border-color: $primary; padding: 0 ${p10}px; }
QPushButton[kind="ghost"]:disabled { color: $faint; background: transparent; }
QPushButton[kind="link"] { background: transparent; border-color: transparent; color: $primaryText;
  padding: 0 1px; min-height: ${h22}px; text-align: left; border-radius: 6px; }
QPushButton[kind="link"]:hover { text-decoration: underline; }
QPushButton[kind="link"]:focus { border: 2px solid $primary; padding: 0; min-height: ${h20}px; }
QPushButton[kind="link"]:disabled { color: $faint; background: transparent; }
QPushButton[kind="icon"] { padding: 0; min-width: ${h34}px; max-width: ${h34}px; border-color: transparent;
  background: transparent; }
QPushButton[kind="icon"][outlined="true"] { border-color: $inputBorder; background: $surface;
  min-width: ${h42}px; max-width: ${h42}px; }
QPushButton[kind="icon"]:hover { background: $sunken; }
QPushButton[kind="icon"]:focus { border-color: $primary; padding: 0; }
QPushButton[kind="icon"][small="true"] { min-width: ${h26}px; max-width: ${h26}px; min-height: ${h26}px; }

QPushButton[kind="chip"] { min-height: ${h26}px; border-radius: ${r14}px; padding: 0 ${p12}px;
  font-size: ${f13}px; font-weight: 500; color: $muted; border: 1px solid $border; background: $surface; }
QPushButton[kind="chip"]:hover { background: $sunken; }
QPushButton[kind="chip"]:checked { background: $chipFill; color: $chipInk; border-color: $primary;
  font-weight: 600; }
QPushButton[kind="chip"]:focus { border: 2px solid $primary; padding: 0 ${p11}px; min-height: ${h24}px; }

QPushButton[kind="tab"] { border: none; border-radius: 0; background: transparent; color: $muted;
  font-weight: 500; padding: 0 2px; min-height: ${h30}px; border-bottom: 2px solid transparent; }
QPushButton[kind="tab"]:hover { color: $text; background: transparent; }
QPushButton[kind="tab"]:checked { color: $text; font-weight: 600; border-bottom: 2px solid $primary; }
QPushButton[kind="tab"]:focus { color: $primaryText; border: none; border-bottom: 2px solid $primary;
  padding: 0 2px; min-height: ${h30}px; background: $primarySoft; }

QPushButton[kind="index"] { text-align: left; border: 1px solid transparent; background: transparent;
  color: $muted; font-weight: 500; padding: 0 ${p10}px; }
QPushButton[kind="index"]:hover { background: $sunken; }
QPushButton[kind="index"]:checked { background: $surface; border-color: $border; color: $text;
  font-weight: 600; }
QPushButton[kind="index"]:focus { border: 2px solid $primary; padding: 0 ${p9}px; }
QPushButton[kind="nav"] { min-height: 0; text-align: left; border: 1px solid transparent;
  background: transparent;
  color: $muted; font-weight: 500; padding: 0; }
QPushButton[kind="nav"]:hover { background: $border; }
QPushButton[kind="nav"]:checked { background: $surface; border-color: $border; color: $text;
  font-weight: 600; }
QPushButton[kind="nav"]:focus { border: 2px solid $primary; padding: 0; min-height: 0; }

QLineEdit, QTextEdit, QPlainTextEdit, QSpinBox, QDoubleSpinBox, QComboBox, QDateEdit, QTimeEdit {
  background: $surface; color: $text; border: 1px solid $inputBorder; border-radius: 8px;
  padding: 0 ${p12}px; font-size: ${f14}px; selection-background-color: $primary;
  selection-color: $onPrimary; }
QLineEdit, QSpinBox, QDoubleSpinBox, QComboBox, QDateEdit, QTimeEdit { min-height: ${h32}px; }
QTextEdit, QPlainTextEdit { padding: ${p8}px ${p10}px; }
QLineEdit:focus, QTextEdit:focus, QPlainTextEdit:focus, QSpinBox:focus, QDoubleSpinBox:focus, QComboBox:focus,
QDateEdit:focus, QTimeEdit:focus {
  border: 2px solid $primary; padding: 0 ${p11}px; }
QTextEdit:focus, QPlainTextEdit:focus { padding: ${p7}px ${p9}px; }
QLineEdit:focus, QSpinBox:focus, QDoubleSpinBox:focus, QComboBox:focus, QDateEdit:focus, QTimeEdit:focus {
  min-height: ${h30}px; }
QLineEdit:disabled, QTextEdit:disabled, QSpinBox:disabled, QComboBox:disabled { background: $sunken;
  color: $faint; border-color: $border; }
QLineEdit[wrong="true"], QSpinBox[wrong="true"], QComboBox[wrong="true"], QTextEdit[wrong="true"],
QPlainTextEdit[wrong="true"] { border: 2px solid $danger; padding: 0 ${p11}px; }
QLineEdit[asks="true"], QComboBox[asks="true"] { border: 2px solid $warn; background: $warnSoft;
  padding: 0 ${p11}px; }
QLineEdit[bare="true"], QTextEdit[bare="true"], QPlainTextEdit[bare="true"] { border: none; padding: 0;
  background: transparent; }
QLineEdit[big="true"], QSpinBox[big="true"] { font-size: ${f18}px; }
QSpinBox[big="true"] { min-width: ${h34}px; }
QSpinBox[big="true"]::up-button, QSpinBox[big="true"]::down-button { width: 0; }
QSpinBox[big="true"]::up-arrow, QSpinBox[big="true"]::down-arrow { image: none; width: 0; }
QComboBox::drop-down { border: none; width: ${h26}px; }
QComboBox::down-arrow { image: url("$markdown"); width: 14px; height: 14px; }
QComboBox QAbstractItemView { background: $surface; border: 1px solid $border; padding: 4px; outline: 0;
  selection-background-color: $sel; selection-color: $text; }
QSpinBox::up-button, QDoubleSpinBox::up-button { border: none; width: 20px; subcontrol-position: top right; }
QSpinBox::down-button, QDoubleSpinBox::down-button { border: none; width: 20px;
  subcontrol-position: bottom right; }
QSpinBox::up-arrow, QDoubleSpinBox::up-arrow { image: url("$markup"); width: 10px; height: 10px; }
QSpinBox::down-arrow, QDoubleSpinBox::down-arrow { image: url("$markdown"); width: 10px; height: 10px; }
QDateEdit::drop-down { border: none; width: 26px; }
QDateEdit::down-arrow { image: url("$markdown"); width: 14px; height: 14px; }
QTableView QSpinBox { min-height: 0; border-radius: 8px; padding: 0 ${p8}px; font-weight: 600; }

QCheckBox, QRadioButton { spacing: 8px; font-size: ${f14}px; background: transparent; }
QCheckBox::indicator { width: 16px; height: 16px; border: 1px solid $inputBorder; border-radius: 5px;
  background: $surface; }
QCheckBox::indicator:checked { background: $primary; border-color: $primary; image: url("$markcheck"); }
QCheckBox::indicator:indeterminate { background: $primary; border-color: $primary; image: url("$markminus"); }
QCheckBox::indicator:focus { border: 2px solid $primaryText; width: 14px; height: 14px; }
QCheckBox::indicator:disabled { background: $sunken; border-color: $border; }
QRadioButton::indicator { width: 16px; height: 16px; border: 1px solid $inputBorder; border-radius: 9px;
  background: $surface; }
QRadioButton::indicator:checked { border: 5px solid $primary; width: 8px; height: 8px; }
QRadioButton::indicator:focus { border-color: $primaryText; }

QFrame[card="plain"] { background: $surface; border: ${line}px solid $border; border-radius: 12px; }
QFrame[card="next"] { background: $surface; border: 2px solid $primary; border-radius: 12px; }
QFrame[card="sunken"] { background: $sunken; border: ${edge}px solid $border; border-radius: 10px; }
QFrame[card="soft"] { background: $primarySoft; border: ${edge}px solid $border; border-radius: 10px; }
QFrame[card="warn"] { background: $warnSoft; border: ${edge}px solid $warn; border-radius: 10px; }
QFrame[card="danger"] { background: $dangerSoft; border: ${edge}px solid $danger; border-radius: 10px; }
QFrame[card="ok"] { background: $okSoft; border: ${edge}px solid $ok; border-radius: 10px; }
QFrame[card="info"] { background: $infoSoft; border: ${edge}px solid $info; border-radius: 10px; }
QFrame[card="choice"] { background: $sunken; border: 2px solid $sunken; border-radius: 10px; }
QFrame[card="chosen"] { background: $primarySoft; border: 2px solid $primary; border-radius: 10px; }
QScrollArea[paper="true"] { border: 2px solid transparent; }
QScrollArea[paper="true"]:focus { border-color: $primary; }
QFrame[card="plain"]:focus { border: 2px solid $primary; }
QFrame[card="choice"]:focus, QFrame[card="chosen"]:focus { border: 2px solid $text; }
QFrame[card="drop"] { background: $sunken; border: 2px dashed $inputBorder; border-radius: 12px; }
QFrame[card="sheet"] { background: $surface; border: ${line}px solid $border; border-radius: 16px; }
QFrame[card="toast"] { background: $text; border-radius: 10px; }
QFrame[card="toast"] QLabel { color: $bg; }
QFrame[card="toast"] QPushButton { color: $toastLink; background: transparent; border: none; padding: 0 4px;
  min-height: ${h26}px; }
QFrame[card="toast"] QPushButton:focus { border: 2px solid $toastLink; padding: 0 2px; }
QFrame[rule="true"] { background: $border; border: none; min-height: 1px; max-height: 1px; }
QFrame[keycap="true"] { background: $sunken; border: 1px solid $border; border-bottom: 2px solid $inputBorder;
  border-radius: 6px; }
QFrame#window_band { background: $infoSoft; border-bottom: 1px solid $border; }
#sidebar { background: $sidebar; border-right: 1px solid $border; }
#sidebar QPushButton[kind="secondary"] { font-weight: 600; }

QScrollArea { border: none; background: transparent; }
QScrollArea > QWidget > QWidget[clear="true"] { background: transparent; }
QScrollBar:vertical { background: transparent; width: 10px; margin: 2px; }
QScrollBar:horizontal { background: transparent; height: 10px; margin: 2px; }
QScrollBar::handle { background: $inputBorder; border-radius: 3px; }
QScrollBar::handle:vertical { min-height: 36px; }
QScrollBar::handle:horizontal { min-width: 36px; }
QScrollBar::add-line, QScrollBar::sub-line { width: 0; height: 0; border: none; }
QScrollBar::add-page, QScrollBar::sub-page { background: transparent; }
QSplitter::handle { background: transparent; }

QTableView, QListView, QTreeView { background: $surface; border: none; outline: 0;
  selection-background-color: $sel; selection-color: $text; font-size: ${f14}px; }
QHeaderView { background: $surface; border: none; }
QHeaderView::section { background: $surface; color: $muted; border: none; border-bottom: 1px solid $border;
  font-size: ${f12}px; font-weight: 600; padding: 0 ${p8}px; }
QHeaderView::section:hover { color: $text; }
QHeaderView::down-arrow, QHeaderView::up-arrow { width: 0; height: 0; }
QTableCornerButton::section { background: $surface; border: none; }
QProgressBar { background: $sunken; border: none; border-radius: 4px; min-height: 8px; max-height: 8px; }
QProgressBar::chunk { background: $primary; border-radius: 4px; }
""")

_TONES = ("text", "muted", "faint", "primary", "primaryText", "ok", "warn", "danger", "info", "barro", "plum")


def sheet(
    colours: Mapping[str, str],
    px: Callable[[float], int],
    marks: Mapping[str, str],
    *,
    inverse_link: str,
    bold: bool = False,
) -> str:
    """Return the style sheet of the whole program.

    Args:
        colours: Token → ``#RRGGBB``.
        px: Logical pixels → pixels at the owner's text size.
        marks: Paths of the arrow and tick pictures: ``caret-down``, ``caret-up``, ``check``, ``minus``.
        inverse_link: Colour of the action on a toast, whose fill is the text colour.
        bold: Two-pixel borders, dashed where off, for high contrast: there faint words are no fainter.
    """
    sizes = {f"f{n}": str(px(n)) for n in (11, 12, 13, 14, 15, 16, 18, 24, 28)}
    paddings = {f"p{n}": str(n) for n in range(1, 25)}
    heights = {f"h{n}": str(px(n)) for n in range(18, 46, 2)}
    tones = "\n".join(f'QLabel[tone="{t}"] {{ color: {colours[t]}; }}' for t in _TONES)
    return _SHEET.substitute(
        colours,
        **sizes,
        **paddings,
        **heights,
        r14=px(26) // 2 + 1,
        line=2 if bold else 1,
        edge=2 if bold else 0,
        chipFill=colours["primary" if bold else "primarySoft"],
        chipInk=colours["onPrimary" if bold else "primaryText"],
        off="dashed" if bold else "solid",
        tones=tones,
        toastLink=inverse_link,
        markdown=marks["caret-down"],
        markup=marks["caret-up"],
        markcheck=marks["check"],
        markminus=marks["minus"],
    )
