"""The tabs of Mensajes: the answers at once, the others made when they are first wanted."""

from __future__ import annotations

from functools import cached_property
from typing import ClassVar

from shopdesk.ui.desk import Desk
from shopdesk.ui.page_views import PageOfViews
from shopdesk.ui.rooms.inbox.answer import AnswerTab
from shopdesk.ui.rooms.inbox.promising import PromisableTab
from shopdesk.ui.rooms.inbox.saved import SavedTab
from shopdesk.ui.rooms.inbox.topics import TopicsTab
from shopdesk.ui.rooms.inbox.word import WordTab


class Views(PageOfViews):
    """Holds them."""

    parts: ClassVar[tuple[str, ...]] = ("topics", "promising", "word", "saved")

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self.answers = self.take(AnswerTab(self))

    @cached_property
    def topics(self) -> TopicsTab:
        """What people ask about."""
        return self.take(TopicsTab())

    @cached_property
    def promising(self) -> PromisableTab:
        """What may be promised."""
        return self.take(PromisableTab())

    @cached_property
    def word(self) -> WordTab:
        """What was promised and kept."""
        return self.take(WordTab())

    @cached_property
    def saved(self) -> SavedTab:
        """The replies kept."""
        return self.take(SavedTab(self))
