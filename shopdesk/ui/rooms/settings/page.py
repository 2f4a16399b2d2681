"""Ajustes: one scrolling page with an index; it saves as you go."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import ClassVar

from PySide6.QtCore import QSize, Qt, QTimer
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from shopdesk.domain.naming import name_key
from shopdesk.runtime.i18n import _
from shopdesk.ui import icons, theme
from shopdesk.ui.desk import Desk
from shopdesk.ui.messages import Trouble
from shopdesk.ui.navigator import Place
from shopdesk.ui.page import BasePage
from shopdesk.ui.rooms.settings import facts as reading
from shopdesk.ui.rooms.settings.calculation import CalculationSection
from shopdesk.ui.rooms.settings.copies import CopySection
from shopdesk.ui.rooms.settings.counter import CounterSection
from shopdesk.ui.rooms.settings.facts import Facts, Keeper
from shopdesk.ui.rooms.settings.guide import GuideSection
from shopdesk.ui.rooms.settings.look import LookSection
from shopdesk.ui.rooms.settings.mailbox import MailSection
from shopdesk.ui.rooms.settings.policies import PolicySection
from shopdesk.ui.rooms.settings.section import Section
from shopdesk.ui.rooms.settings.sections import (
    PrivacySection,
    SendingSection,
    ShopSection,
    SuppliersSection,
)
from shopdesk.ui.rooms.settings.troubles import here
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
        self._facts: Facts | None = None
        self.sections: list[Section] = []
        self._to_build: list[Callable[[], Section]] = [
            partial(ShopSection, self.keeper),
            partial(PolicySection, desk),
            partial(GuideSection, desk),
            partial(MailSection, desk),
            partial(SendingSection, self.keeper),
            partial(SuppliersSection, desk, self.keeper),
            partial(CalculationSection, desk, self.keeper),
            partial(LookSection, self.keeper),
            partial(CopySection, desk, self.keeper),
            partial(CounterSection, desk),
            partial(PrivacySection, desk, self.keeper),
        ]
        self._wanted = ""
        across = QHBoxLayout()
        across.setSpacing(16)
        self._index = QWidget()
        self._index.setFixedWidth(theme.px(212))
        self._index_column = QVBoxLayout(self._index)
        self._index_column.setContentsMargins(0, 0, 0, 0)
        self._index_column.setSpacing(2)
        self._index_column.addStretch(1)
        self._links: dict[str, _Link] = {}
        across.addWidget(self._index)
        self.pane = Scroll(gap=12)
        self.pane.body.addStretch(1)
        self.pane.verticalScrollBar().valueChanged.connect(self._scrolled)
        self.pane.verticalScrollBar().rangeChanged.connect(self._arrive)
        self.pane.verticalScrollBar().actionTriggered.connect(self._let_go)
        across.addWidget(self.pane, 1)
        self.body.addLayout(across, 1)
        QTimer.singleShot(0, self, self._build_next)

    def build_all(self) -> None:
        """Build the sections that are still to come."""
        while self._to_build:
            self._build_next()

    def _build_next(self) -> None:
        """Build one section and leave the rest for later: all at once would hold the window up."""
        if not self._to_build:
            return
        section = self._to_build.pop(0)()
        self.sections.append(section)
        self.pane.body.insertWidget(self.pane.body.count() - 1, section)
        link = _Link(section)
        link.clicked.connect(self._clicked)
        self._links[section.key] = link
        self._index_column.insertWidget(self._index_column.count() - 1, link)
        if len(self.sections) == 1:
            self._mark(section.key)
        if self._facts is not None:
            section.show_facts(self._facts)
        QTimer.singleShot(0, self, self._build_next)

    def reload(self) -> None:
        self.load(partial(reading.read, self.desk.shop), self._show)

    def fold(self, fold: Fold) -> None:
        super().fold(fold)
        self._index.setVisible(fold is not Fold.FOLDED)

    def go(self, place: Place) -> None:
        """Scroll to the section that ``place.key``, or else its tab, names."""
        self.build_all()
        if isinstance(place.key, Path):
            next(section for section in self.sections if isinstance(section, CopySection)).look_at(place.key)
        wanted = place.key if isinstance(place.key, str) and place.key else place.tab
        if wanted in self._links:
            self._wanted = wanted
            self._arrive()
            QTimer.singleShot(0, self, self._arrive)

    def _arrive(self) -> None:
        """Scroll to the section asked for, again whenever those above it grow with their facts."""
        if self._wanted:
            self.pane.body.activate()
            self._scroll_to(self._wanted)

    def _let_go(self) -> None:
        """The owner scrolls: from now on the page stays where they put it."""
        self._wanted = ""

    def press_primary(self) -> None:
        """There is none."""

    def show_trouble_words(self, trouble: Trouble) -> None:
        super().show_trouble_words(here(trouble))

    def _show(self, facts: Facts) -> None:
        self._facts = facts
        self.keeper.learn(facts.values)
        for section in self.sections:
            section.show_facts(facts)
        self.show_content()
        QTimer.singleShot(0, self, self._arrive)

    def _clicked(self) -> None:
        link = self.sender()
        if isinstance(link, _Link):
            self._let_go()
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
        self.build_all()
        wanted = tuple(name_key(typed).split())
        for section in self.sections:
            said = name_key(section.text())
            found = all(word in said for word in wanted)
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
