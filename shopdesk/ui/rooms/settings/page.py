"""Ajustes: one scrolling page with an index; it saves as you go."""

from __future__ import annotations

from functools import partial
from typing import ClassVar

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from shopdesk.runtime.i18n import _
from shopdesk.ui import icons, theme
from shopdesk.ui.desk import Desk
from shopdesk.ui.navigator import Place
from shopdesk.ui.page import BasePage
from shopdesk.ui.rooms.settings import facts as reading
from shopdesk.ui.rooms.settings.calculation import CalculationSection
from shopdesk.ui.rooms.settings.facts import Facts, Keeper
from shopdesk.ui.rooms.settings.mailbox import MailSection
from shopdesk.ui.rooms.settings.section import Section
from shopdesk.ui.rooms.settings.sections import (
    CopySection,
    LookSection,
    PrivacySection,
    SendingSection,
    ShopSection,
    SuppliersSection,
)
from shopdesk.ui.widgets import Fold, Scroll, SearchField


class Page(BasePage):
    """No primary button: there is nothing to confirm."""

    tables: ClassVar[frozenset[str]] = frozenset({"setting", "supplier", "policy"})

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self.header.say(_("Settings"), _("Saved as you go · Ctrl+Z undoes the last change"))
        self.search = SearchField(_("Find in Settings"), name="find_setting")
        self.search.setFixedWidth(theme.px(280))
        self.search.searched.connect(self._find)
        self.header.add_widget(self.search)
        self.keeper = Keeper(desk)
        self.keeper.failed.connect(self.show_trouble)
        self.sections: list[Section] = [
            ShopSection(self.keeper),
            MailSection(desk),
            SendingSection(self.keeper),
            SuppliersSection(desk, self.keeper),
            CalculationSection(desk, self.keeper),
            LookSection(self.keeper),
            CopySection(desk, self.keeper),
            PrivacySection(desk, self.keeper),
        ]
        across = QHBoxLayout()
        across.setSpacing(16)
        self._index = QWidget()
        self._index.setFixedWidth(theme.px(212))
        index = QVBoxLayout(self._index)
        index.setContentsMargins(0, 0, 0, 0)
        index.setSpacing(2)
        self._links: dict[str, _Link] = {}
        for section in self.sections:
            link = _Link(section)
            link.clicked.connect(self._clicked)
            self._links[section.key] = link
            index.addWidget(link)
        index.addStretch(1)
        across.addWidget(self._index)
        self.pane = Scroll(gap=12)
        for section in self.sections:
            self.pane.body.addWidget(section)
        self.pane.body.addStretch(1)
        self.pane.verticalScrollBar().valueChanged.connect(self._scrolled)
        across.addWidget(self.pane, 1)
        self.body.addLayout(across, 1)
        self._mark(self.sections[0].key)

    def reload(self) -> None:
        self.load(partial(reading.read, self.desk.shop), self._show)

    def fold(self, fold: Fold) -> None:
        super().fold(fold)
        self._index.setVisible(fold is not Fold.FOLDED)

    def go(self, place: Place) -> None:
        """Scroll to the section ``place.key`` names."""
        if isinstance(place.key, str) and place.key in self._links:
            self._scroll_to(place.key)

    def press_primary(self) -> None:
        """There is none."""

    def _show(self, facts: Facts) -> None:
        self.keeper.learn(facts.values)
        for section in self.sections:
            section.show_facts(facts)
        self.show_content()

    def _clicked(self) -> None:
        link = self.sender()
        if isinstance(link, _Link):
            self._scroll_to(link.key)

    def _scroll_to(self, key: str) -> None:
        for section in self.sections:
            if section.key == key:
                self.pane.verticalScrollBar().setValue(section.y())
        self._mark(key)

    def _scrolled(self, top: int) -> None:
        shown = [section for section in self.sections if not section.isHidden()]
        now = next((s for s in reversed(shown) if s.y() <= top + 40), shown[0] if shown else None)
        if now is not None:
            self._mark(now.key)

    def _mark(self, key: str) -> None:
        for name, link in self._links.items():
            link.set_on(name == key)

    def _find(self, typed: str) -> None:
        wanted = typed.casefold().strip()
        for section in self.sections:
            found = not wanted or wanted in section.text()
            section.setVisible(found)
            self._links[section.key].setVisible(found)


class _Link(QPushButton):
    """A line of the index."""

    def __init__(self, section: Section) -> None:
        super().__init__(section.words.split(":")[0])
        self.key = section.key
        self._icon = section.icon
        self.setObjectName(f"index_{section.key}")
        self.setAccessibleName(section.words)
        self.setProperty("kind", "index")
        self.setCheckable(True)
        self.setAutoDefault(False)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setIconSize(QSize(theme.px(18) + 8, theme.px(18)))
        self._draw()
        theme.current().changed.connect(self._draw)

    def set_on(self, on: bool) -> None:
        """Mark as the section on screen."""
        self.setChecked(on)
        self._draw()

    def _draw(self) -> None:
        self.setIcon(icons.icon(self._icon, 18, "primaryText" if self.isChecked() else "muted", gap=8))
