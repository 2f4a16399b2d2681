"""Tu palabra: the month's honesty, six figures with their counts, and the promises not kept."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QRectF, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from shopdesk.runtime.i18n import _, ngettext
from shopdesk.services import phrases_word as said
from shopdesk.services.inbox.promises import Outcome, PromiseView
from shopdesk.services.word import Figure, Month, Name
from shopdesk.ui import theme
from shopdesk.ui.methods import MethodLink
from shopdesk.ui.widgets import (
    Button,
    Card,
    Cell,
    Column,
    Fold,
    Kind,
    NoteCard,
    Rail,
    Row,
    RowTable,
    Scroll,
    Text,
    Tile,
    clear,
    row,
)
from shopdesk.ui.widgets.painting import box

_RAIL = 330
_ICONS = {
    Name.PROMISES: ("handshake", "primary"),
    Name.WITHIN_A_DAY: ("clock-countdown", "primary"),
    Name.NEXT_STEP: ("arrow-right", "primary"),
    Name.KEY_SIZES: ("ruler", "gold"),
    Name.LETTERS: ("envelope-simple", "primary"),
    Name.LIST_PRICE: ("tag", "primary"),
}
_BAR = 6


class ShareBar(QWidget):
    """A bar as long as a share 0..1 of its room."""

    def __init__(self, share: float, words_: str) -> None:
        super().__init__()
        self._share = max(0.0, min(1.0, share))
        self.setFixedHeight(theme.px(_BAR))
        self.setAccessibleName(words_)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        whole = QRectF(self.rect())
        box(painter, whole, "sunken", radius=whole.height() / 2)
        if self._share:
            part = QRectF(0, 0, max(whole.height(), whole.width() * self._share), whole.height())
            box(painter, part, "primary", radius=whole.height() / 2)
        painter.end()


class WordTab(QWidget):
    """The month's page.

    ``exceptions_wanted(figure)``, ``message_wanted(ids)``, ``mend_wanted(promise)``, ``promisable_wanted()``.
    """

    exceptions_wanted = Signal(object)
    message_wanted = Signal(object)
    mend_wanted = Signal(object)
    promisable_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._month: Month | None = None
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        # Large letters in a low window: the page scrolls, the cards keep their words.
        page = Scroll(gap=12)
        whole.addWidget(page)
        column = page.body
        self._grid = QGridLayout()
        self._grid.setSpacing(12)
        column.addLayout(self._grid)
        below = QHBoxLayout()
        below.setSpacing(12)
        self._broken = Card(padding=0, gap=0)
        self._broken.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Expanding)
        self._title = Text("", "h2")
        head = row(self._title, None, MethodLink("word"))
        head.setContentsMargins(16, 12, 16, 6)
        self._broken.body.addLayout(head)
        self.table = RowTable(
            [
                Column("who", _("To whom"), width=130),
                Column("said", _("What you said"), stretch=True),
                Column("happened", _("What happened"), width=190),
                Column("act", "", Kind.LINK, width=190),
            ],
            self._row,
            name="broken_promises",
            words=_("Promises that were not kept"),
            row_height=38,
            placeholder=_("All were kept."),
        )
        self.table.acted.connect(self._acted)
        self.table.setMinimumHeight(theme.px(120))
        self._broken.body.addWidget(self.table, 1)
        below.addWidget(self._broken, 1)
        self.rail = Rail(_RAIL)
        self.rail.setFixedWidth(theme.px(_RAIL))
        self._advices = QVBoxLayout()
        self._advices.setSpacing(12)
        self.rail.body.insertLayout(0, self._advices)
        below.addWidget(self.rail)
        column.addLayout(below, 1)

    def fold(self, fold: Fold) -> None:
        """Arrange for the room there is."""
        self.rail.setVisible(fold is not Fold.FOLDED)

    def show_month(self, month: Month, before: Month) -> None:
        """Show a month beside the one before."""
        self._month = month
        clear(self._grid)
        for place, figure in enumerate(month.figures):
            self._grid.addWidget(self._figure(figure, before), place // 3, place % 3)
        count = len(month.broken)
        self._title.setText(
            ngettext("The {count} that was not kept", "The {count} that were not kept", count).format(
                count=count
            )
            if count
            else _("What you promised was kept")
        )
        self.table.show_items(month.broken)
        clear(self._advices)
        self._advices.addWidget(self._advice(month))
        note = _("Only what went through Shopdesk counts. What you said aloud is not here.")
        self._advices.addWidget(NoteCard(note))

    def _figure(self, figure: Figure, before: Month) -> Card:
        card = Card(gap=8)
        card.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
        icon, tone = _ICONS[figure.name]
        title = Text(said.name(figure.name), "h3", wrap=True)
        card.body.addLayout(row(Tile(icon, tone, side=32, icon=18), title, gap=10))
        amount = said.amount(figure)
        role, tone = ("figure", "text") if figure.whole else ("body", "muted")
        card.add(Text(amount, role, tone=tone, wrap=True))
        card.add(ShareBar(figure.share or 0.0, amount))
        earlier = before.figure(figure.name)
        note = said.discount_days(figure) or said.earlier(earlier, before)
        link = Button(
            said.exceptions(figure),
            "link",
            name=f"see_{figure.name.value}",
            press=partial(self.exceptions_wanted.emit, figure),
        )
        card.body.addLayout(row(Text(note, "small", tone="muted", wrap=True), link))
        link.setVisible(bool(figure.whole) and (figure.part < figure.whole or figure.name is Name.LETTERS))
        return card

    def _advice(self, month: Month) -> Card:
        card = Card("soft", gap=6)
        card.add(Text(_("One thing for next month"), "h3", wrap=True))
        dated = [p for p in month.broken if p.kind in ("notice", "answer", "restock")]
        if dated:
            count = ngettext(
                "{count} of the {all} was a date said from memory."
                " Without a confirmed date, offer to tell them.",
                "{count} of the {all} were dates said from memory."
                " Without a confirmed date, offer to tell them.",
                len(dated),
            )
            card.add(Text(count.format(count=len(dated), all=len(month.broken)), "small", wrap=True))
        else:
            card.add(Text(_("Keep promising only what the list says."), "small", wrap=True))
        card.add(
            Button(
                _("See what you can promise today"),
                "link",
                name="see_promisable",
                press=self.promisable_wanted.emit,
            )
        )
        return card

    def _acted(self, key: object, action: str) -> None:
        found = next((p for p in (self._month.broken if self._month else ()) if _key(p) == key), None)
        if found is None:
            return
        if action == "see" and found.message_id is not None:
            self.message_wanted.emit((found.message_id,))
        else:
            self.mend_wanted.emit(found)

    def _row(self, promise: PromiseView) -> Row:
        aloud = _("{who}: {said}. {happened}").format(
            who=promise.person, said=promise.text, happened=said.what_happened(promise)
        )
        cells = (
            Cell(promise.person or "–", role="h3"),
            Cell(said.what_was_said(promise)),
            Cell(said.what_happened(promise), tone="muted"),
            Cell(links=_links(promise)),
        )
        return Row(_key(promise), cells, name=aloud)


def _links(promise: PromiseView) -> tuple[tuple[str, str], ...]:
    """Return the ways to mend a promise: what it belongs to, and that it was kept after all."""
    if promise.id is None:
        return (("mend", _("See order")),)
    see = (("see", _("See message")),) if promise.message_id is not None else ()
    mend = (("mend", _("Done today")),) if promise.outcome is Outcome.BROKEN else ()
    return (*see, *mend)


def _key(promise: PromiseView) -> tuple[int | None, int | None]:
    return promise.id, promise.order_id
