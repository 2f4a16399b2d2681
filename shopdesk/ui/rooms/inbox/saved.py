"""Respuestas base: what is answered again and again, in the owner's words."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtGui import QGuiApplication, QImage
from PySide6.QtWidgets import QFileDialog, QSizePolicy, QVBoxLayout, QWidget

from shopdesk.runtime.i18n import _, ngettext
from shopdesk.services import phrases_inbox as names
from shopdesk.services import phrases_messages as said
from shopdesk.services.inbox import saved
from shopdesk.services.inbox.saved import Saved
from shopdesk.ui import theme
from shopdesk.ui.page import BasePage
from shopdesk.ui.rooms.inbox.saved_sheets import PromptSheet, SavedSheet
from shopdesk.ui.widgets import (
    Badge,
    Button,
    Card,
    Cell,
    Column,
    Fold,
    NoteCard,
    Rail,
    Row,
    RowTable,
    Split,
    TableCard,
    Text,
    row,
)

_RAIL = 404
_PREVIEW = 150


class SavedTab(QWidget):
    """The list and the one in hand. ``policies_wanted()``."""

    policies_wanted = Signal()

    def __init__(self, page: BasePage) -> None:
        super().__init__()
        self._page, self.desk = page, page.desk
        self._found: tuple[Saved, ...] = ()
        self._one: Saved | None = None
        self.table = RowTable(
            [
                Column("title", _("Reply"), stretch=True),
                Column("topic", _("Topic"), width=120),
                Column("state", _("State"), width=170),
            ],
            self._row,
            name="saved_replies_list",
            words=_("Saved replies"),
            row_height=50,
        )
        self.table.picked.connect(self._pick)
        self.table.opened.connect(self._use)
        self.list = TableCard(self.table)
        self.rail = Rail(_RAIL)
        self._card()
        self.split = Split(self.list, self.rail, drawer=True, name="saved_rail")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.split)

    def _card(self) -> None:
        self._shown = Card(gap=10)
        self._title = Text("", "h2", wrap=True)
        self._topic = Badge("", "neutral")
        self._text = Text("", "body", wrap=True)
        self._note = NoteCard("", kind="warn", icon="warning")
        self._write = Button(
            _("Write the policy"), "link", name="saved_policy", press=self.policies_wanted.emit
        )
        self._picture = Text("", "small", tone="muted")
        self.copy = Button(_("Copy"), name="copy_saved", icon="copy", press=self._use)
        self.edit = Button(_("Edit"), name="edit_saved", icon="pencil-simple", press=self._edit)
        self.image = Button(_("Copy picture"), name="copy_picture", icon="copy", press=self._copy_picture)
        self.attach = Button(_("Add a picture…"), "link", name="attach_picture", press=self._attach)
        self.drop = Button(_("Delete"), "link", name="drop_saved", press=self._drop)
        self._shown.body.addLayout(row(self._title, None, self._topic))
        self._shown.add(self._text, self._note, self._write, self._picture)
        self._shown.body.addLayout(row(self.copy, self.image, self.edit, None))
        self._shown.body.addLayout(row(self.attach, None, self.drop))
        self._shown.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)
        self.rail.add(self._shown)
        self._preview = Text("")
        self._shown.body.insertWidget(4, self._preview)

    def fold(self, fold: Fold) -> None:
        """Arrange for the room there is."""
        self.split.fold(fold)

    def show_saved(self, found: Sequence[Saved]) -> None:
        """Show the replies; the one in hand stays if it is still there."""
        self._found = tuple(found)
        before = self.table.current_key()
        self.table.show_items(self._found)
        if before is None or not self.table.go_to(before):
            self.table.go_to_first()
        count = len(self._found)
        words = ngettext("{count} reply", "{count} replies", count).format(count=count)
        self.list.say(words, _("A starter is yours once you edit it."))

    def summary(self) -> str:
        """Say the page's one line."""
        own = sum(one.id is not None for one in self._found)
        return ngettext(
            "{count} reply of yours · starters for every topic",
            "{count} replies of yours · starters for every topic",
            own,
        ).format(count=own)

    def add(self) -> None:
        """Write a new reply."""
        self._open(None)

    def _row(self, one: Saved) -> Row:
        quote = " ".join(one.text.split())
        if one.missing:
            state, tone = _("Policy missing"), "warn"
        elif one.id is None:
            state, tone = _("Starter"), "muted"
        elif one.uses:
            state = ngettext("Used {count} time", "Used {count} times", one.uses).format(count=one.uses)
            tone = "text"
        else:
            state, tone = _("Yours"), "text"
        aloud = _("{title}, {topic}, {state}").format(
            title=one.title, topic=names.tag_name(one.topic), state=state
        )
        return Row(
            _key(one),
            (Cell(one.title, quote), Cell(names.tag_name(one.topic)), Cell(state, tone=tone)),
            name=aloud,
        )

    def _pick(self, key: object) -> None:
        self._one = next((one for one in self._found if _key(one) == key), None)
        one = self._one
        if one is None:
            return
        self._title.setText(one.title)
        self._topic.say(names.tag_name(one.topic), said.topic_tone(one.topic))
        self._text.setText(one.text)
        self._note.setVisible(bool(one.missing))
        self._write.setVisible(bool(one.missing))
        wanted = ", ".join(map(names.policy_name, one.missing))
        self._note.words.setText(
            _("It quotes a policy that is not written yet: {policies}.").format(policies=wanted)
        )
        self._show_picture(one)
        self.drop.setVisible(one.id is not None)
        self.attach.setVisible(one.id is not None)
        self.attach.set_words(_("Take the picture away") if one.picture else _("Add a picture…"))
        self.split.say(one.title, " ".join(one.text.split()), _("See it"))

    def _show_picture(self, one: Saved) -> None:
        image = QImage(str(one.picture)) if one.picture else QImage()
        has_picture = not image.isNull()
        self._preview.setVisible(has_picture)
        self.image.setVisible(has_picture)
        self._picture.setVisible(False)
        if has_picture:
            from PySide6.QtGui import QPixmap

            self._preview.setPixmap(QPixmap.fromImage(image).scaledToHeight(theme.px(_PREVIEW)))

    def _use(self, _key: object = None) -> None:
        if self._one is None:
            return
        sheet = PromptSheet(self.desk.shop, self._one, None)
        sheet.filled.connect(self._copied)
        sheet.ask_over(self.desk)

    def _copied(self, text: str) -> None:
        QGuiApplication.clipboard().setText(text)
        self.desk.messages.toast(_("Reply copied"))
        if self._one is not None and self._one.id is not None:
            self._page.act(partial(saved.used, self.desk.shop, self._one.id))

    def _copy_picture(self) -> None:
        if self._one is not None and self._one.picture is not None:
            QGuiApplication.clipboard().setImage(QImage(str(self._one.picture)))
            self.desk.messages.toast(_("Picture copied"))

    def _edit(self) -> None:
        self._open(self._one)

    def _open(self, one: Saved | None) -> None:
        sheet = SavedSheet(one)
        sheet.kept.connect(partial(self._keep, one.id if one else None))
        self.desk.show_sheet(sheet)

    def _keep(self, number: int | None, topic: str, name: str, text: str) -> None:
        work = partial(saved.keep, self.desk.shop, number, topic=topic, title=name, text=text)
        self._page.act(work, self._kept)

    def _kept(self, one: Saved) -> None:
        self.desk.messages.toast(_("Saved: {title}").format(title=one.title))
        self._page.reload()

    def _attach(self) -> None:
        if self._one is None or self._one.id is None:
            return
        file: Path | None = None
        if self._one.picture is None:
            kinds = _("Pictures (*.png *.jpg *.jpeg)")
            place, _kind = QFileDialog.getOpenFileName(self, _("Add a picture…"), "", kinds)
            if not place:
                return
            file = Path(place)
        self._page.act(partial(saved.attach, self.desk.shop, self._one.id, file), self._changed)

    def _changed(self, _one: Saved) -> None:
        self._page.reload()

    def _drop(self) -> None:
        if self._one is None or self._one.id is None:
            return
        one, shop = self._one, self.desk.shop
        self._page.act(partial(saved.remove, shop, self._one.id), self._changed)
        back = partial(saved.keep, shop, None, topic=one.topic, title=one.title, text=one.text)
        self.desk.undo.add(_("Deleted: {title}").format(title=one.title), undo=back)


def _key(one: Saved) -> object:
    return one.id if one.id is not None else one.title
