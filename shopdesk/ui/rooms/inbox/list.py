"""The list of messages: search, topics, and a row for each with its topics."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from datetime import date
from operator import attrgetter
from zoneinfo import ZoneInfo

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from shopdesk.runtime.i18n import _
from shopdesk.services import phrases_inbox as names
from shopdesk.services import phrases_messages as said
from shopdesk.services.inbox.views import MessageView
from shopdesk.ui import theme
from shopdesk.ui.widgets import Card, Cell, ChipRow, Column, Row, RowTable, SearchField, Text

WIDTH = 276
_TOPICS = 3
_QUOTE = 90


class _MessageTable(RowTable):
    """On screen one column; copied and exported, what a sheet wants apart stands apart."""

    zone = ZoneInfo("UTC")

    def as_table(self, *, selected: bool = False) -> list[list[str]]:
        keys = set(self.selected_keys()) if selected else None
        head = [_("When"), _("Who"), _("Channel"), _("Topics"), _("Message")]
        entries = (self.rows.entry(at) for at in range(self.rows.rowCount()))
        wanted = (one for one in entries if keys is None or one.id in keys)
        return [head, *(self._line(one) for one in wanted)]

    def _line(self, message: MessageView) -> list[str]:
        return [
            message.written_at.astimezone(self.zone).strftime("%Y-%m-%d %H:%M"),
            said.who(message),
            names.channel_name(message.channel),
            ", ".join(names.tag_name(tag) for tag in message.applied),
            " ".join(message.text.split()),
        ]


class MessageList(Card):
    """The left column. ``picked(message id)`` as the row changes, ``searched(words)`` as the owner types."""

    picked = Signal(object)
    searched = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(padding=0, gap=0, parent=parent)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Expanding)
        self.setFixedWidth(theme.px(WIDTH))
        self._messages: tuple[MessageView, ...] = ()
        self._today, self._zone = date.min, ZoneInfo("UTC")
        self._topic: object = None
        self._wanted: int | None = None
        self.search = SearchField(_("Search in messages"), name="search_messages")
        self.search.searched.connect(self.searched)
        self.topics = ChipRow(name="topic")
        self.topics.picked.connect(self._pick_topic)
        top = QVBoxLayout()
        top.setContentsMargins(11, 10, 11, 8)
        top.setSpacing(6)
        top.addWidget(self.search)
        top.addWidget(self.topics)
        self.body.addLayout(top)
        self.table = _MessageTable(
            [Column("message", _("Message"), stretch=True)],
            self._row,
            name="messages",
            words=_("Messages"),
            row_height=80,
            placeholder=_("No message here."),
            key=attrgetter("id"),
        )
        self.table.horizontalHeader().hide()
        self.table.picked.connect(self.picked)
        inner = QHBoxLayout()
        inner.setContentsMargins(1, 0, 1, 0)
        inner.addWidget(self.table)
        self.body.addLayout(inner, 1)
        hint = Text(_("J, K go down and up · Ctrl+V pastes one"), "caption", tone="muted", wrap=True)
        foot = QHBoxLayout()
        foot.setContentsMargins(12, 6, 12, 8)
        foot.addWidget(hint)
        self.body.addLayout(foot)

    def show_messages(self, messages: Sequence[MessageView], today: date, zone: ZoneInfo) -> None:
        """Show messages; the one in hand stays if it is still there."""
        self._messages, self._today, self._zone = tuple(messages), today, zone
        self.table.zone = zone
        counts = Counter(tag for message in messages for tag in message.applied)
        chips: list[tuple[object, str, int | None]] = [(None, _("All"), len(messages))]
        chips += [(tag, names.tag_name(tag), count) for tag, count in counts.most_common(_TOPICS)]
        arrives = any(message.id == self._wanted for message in messages)
        if self._topic not in counts or arrives:
            self._topic = None
        self.topics.show_chips(chips, on=self._topic)
        self._arrange()

    def open(self, key: int) -> None:
        """Open a message: now, or as soon as the list shows it."""
        if not self.table.go_to(key):
            self._wanted = key

    def message(self, key: object) -> MessageView | None:
        """Return a message of the list."""
        return next((one for one in self._messages if one.id == key), None)

    def _pick_topic(self, key: object) -> None:
        self._topic = key
        self._arrange()

    def _arrange(self) -> None:
        shown = [one for one in self._messages if self._topic is None or self._topic in one.applied]
        before = self.table.current_key()
        self.table.show_items(shown)
        if self._wanted is not None and self.table.go_to(self._wanted):
            self._wanted = None
            return
        if before is None or not self.table.go_to(before):
            self.table.go_to_first()

    def _row(self, message: MessageView) -> Row:
        when = said.moment(message.written_at, self._today, self._zone)
        quote = " ".join(message.text.split())
        shown = quote if len(quote) <= _QUOTE else quote[:_QUOTE].rstrip() + "…"
        badges = tuple((names.tag_name(tag), said.topic_tone(tag)) for tag in message.applied[:3])
        cell = Cell(
            said.who(message),
            shown,
            role="strong",
            right=when,
            icon=said.channel_icon(message.channel),
            badges=badges,
        )
        aloud = _("{name}, {when}: {text}").format(name=said.who(message), when=when, text=quote)
        return Row(message.id, (cell,), name=aloud, muted=message.status in ("answered", "closed"))
