"""Guía de tallas: which brands have their table, and the way to it."""

from __future__ import annotations

from functools import partial

from PySide6.QtWidgets import QHBoxLayout

from shopdesk.runtime.i18n import _, ngettext
from shopdesk.services.sizes import guide
from shopdesk.services.sizes.guide import SizeGuide
from shopdesk.ui.desk import Desk
from shopdesk.ui.rooms.settings.facts import Facts
from shopdesk.ui.rooms.settings.section import Section
from shopdesk.ui.widgets import Button, Text, Tile


class GuideSection(Section):
    """A line that says how many tables there are; the table itself is edited in Tallas."""

    def __init__(self, desk: Desk) -> None:
        super().__init__("guide", _("Size guide"), "ruler")
        self._desk = desk
        across = QHBoxLayout()
        across.setSpacing(12)
        across.addWidget(Tile("ruler", "plum", side=36, icon=20))
        self._line = Text("", "small", tone="muted", wrap=True)
        across.addWidget(self._line, 1)
        across.addWidget(Button(_("Open the table"), name="open_guide", small=True, press=self._open))
        self.body.addLayout(across)

    def show_facts(self, facts: Facts) -> None:
        del facts
        self._desk.jobs.start(
            partial(guide.guides, self._desk.shop),
            owner=self,
            done=self._show,
            failed=self._desk.messages.tell,
        )

    def _show(self, found: tuple[SizeGuide, ...]) -> None:
        if not found:
            self._line.setText(_("No table yet: replies do not convert sizes until there is one."))
            return
        said = ngettext("{count} brand with its table.", "{count} brands with their table.", len(found))
        self._line.setText(said.format(count=len(found)))

    def _open(self) -> None:
        self._desk.navigator.go("sizes", tab="guide")
