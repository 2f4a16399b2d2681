"""Step 4, Listo: what changed on Hoy, before and after, and the way back."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from shopdesk.runtime import words
from shopdesk.runtime.i18n import _, ngettext
from shopdesk.services import phrases_share, phrases_today
from shopdesk.services.importing import ImportResult
from shopdesk.services.morning import TaskKind, Today
from shopdesk.ui.widgets import (
    Badge,
    Button,
    Card,
    Combo,
    Field,
    Glyph,
    LineField,
    Rule,
    Scroll,
    Text,
    Tile,
    clear,
)

FACES: dict[TaskKind, tuple[str, str]] = {
    TaskKind.LETTERS: ("hand-heart", "primary"),
    TaskKind.REORDER: ("package", "barro"),
    TaskKind.SIZES: ("ruler", "gold"),
    TaskKind.MESSAGES: ("chat-circle-dots", "info"),
}


class DoneStep(QWidget):
    """``named(values)`` when the owner tells who the shop is; ``wants_rest()`` to look at rows left out."""

    named = Signal(object)
    wants_rest = Signal()

    def __init__(self) -> None:
        super().__init__()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 4, 0, 0)
        self._scroll = Scroll(gap=12)
        column.addWidget(self._scroll)

    def show_results(
        self, results: list[ImportResult], before: Today | None, after: Today | None, *, sizes: str
    ) -> None:
        """Show what became of the files and what it changed.

        Args:
            results: One a file.
            before: The day before them.
            after: The day now.
            sizes: Where they are the shop's first: the size system it seems to sell in; else empty.
        """
        body = self._scroll.body
        clear(body)
        for result in results:
            if result.refused is not None:
                body.addWidget(_Refused(result))
        if sizes and any(result.id is not None for result in results):
            body.addWidget(self._names(sizes))
        changes = _changes(before, after)
        if changes:
            body.addWidget(Text(_("What changed in your day"), "h2"))
            card = Card(padding=0, gap=0)
            for place, line in enumerate(changes):
                if place:
                    card.add(Rule())
                card.add(line)
            body.addWidget(card)
        left = sum(result.rejected for result in results)
        if left:
            body.addWidget(self._left_out(left))
        body.addStretch(1)

    def _names(self, sizes: str) -> Card:
        card = Card(title=_("Who is your shop?"), gap=10)
        self._shop = LineField(_("Name of your shop"), name="shop_name", hint=_("As your customers know it"))
        self._owner = LineField(
            _("Your name"), name="owner_name", hint=_("To greet you and sign your letters")
        )
        self._sizes = Combo("size_system", _("Sizes you sell in"))
        self._sizes.show_choices(
            [
                ("mx", _("Mexican (24, 24.5)")),
                ("us", _("United States")),
                ("eu", _("European (38)")),
                ("letters", _("Letters (S, M, L)")),
            ],
            sizes,
        )
        across = QHBoxLayout()
        across.setSpacing(12)
        across.addWidget(self._shop, 1)
        across.addWidget(self._owner, 1)
        across.addWidget(Field(_("Sizes you sell in"), self._sizes), 1)
        card.body.addLayout(across)
        self._shop.settled.connect(self._tell)
        self._owner.settled.connect(self._tell)
        self._sizes.chosen.connect(self._tell)
        return card

    def _tell(self, _value: object) -> None:
        values = {"shop.size_system": str(self._sizes.key())}
        if self._shop.value():
            values["shop.name"] = self._shop.value()
        if self._owner.value():
            values["shop.owner"] = self._owner.value()
        self.named.emit(values)

    def _left_out(self, count: int) -> Card:
        card = Card("sunken", padding=12)
        across = QHBoxLayout()
        across.setSpacing(12)
        across.addWidget(Glyph("warning", 18, "warn", "fill"))
        text = QVBoxLayout()
        text.setSpacing(1)
        title = ngettext("{count} row stayed out", "{count} rows stayed out", count)
        text.addWidget(Text(title.format(count=words.number(count)), "h4"))
        text.addWidget(
            Text(_("They wait in Sales › Imports. The rest counts already."), "caption", tone="muted")
        )
        across.addLayout(text, 1)
        look = _("Look at {count}").format(count=words.number(count))
        across.addWidget(Button(look, "link", name="see_left_out", press=self.wants_rest.emit))
        card.body.addLayout(across)
        return card


class _Refused(Card):
    def __init__(self, result: ImportResult) -> None:
        super().__init__("danger", padding=12)
        across = QHBoxLayout()
        across.setSpacing(12)
        across.addWidget(Glyph("x-circle", 18, "danger", "fill"), 0, Qt.AlignmentFlag.AlignTop)
        text = QVBoxLayout()
        text.setSpacing(1)
        text.addWidget(Text(_("{file}: nothing was taken").format(file=result.file), "h4"))
        error = result.refused
        text.addWidget(Text(str(error) if error is not None else "", "small", wrap=True))
        across.addLayout(text, 1)
        self.body.addLayout(across)


def _changes(before: Today | None, after: Today | None) -> list[QWidget]:
    if after is None:
        return []
    lines: list[QWidget] = []
    for kind, (icon, tone) in FACES.items():
        now = next((task for task in after.tasks if task.kind is kind), None)
        if now is None:
            continue
        was = before.count(kind) if before is not None else 0
        why = phrases_today.why(now, after.day)
        if was and was != now.count:
            why = _("There were {before}. {why}").format(before=words.number(was), why=why)
        lines.append(_change(icon, tone, phrases_today.title(now), why, now.count - was))
    if after.months and after.months[-1].buyers:
        lines.append(_repurchase(before, after))
    return lines


def _repurchase(before: Today | None, after: Today) -> QWidget:
    now = after.months[-1]
    title = _("{share} had bought before").format(share=phrases_share.share_of(now))
    was = before.months[-1] if before is not None and before.months else None
    if was is None or was.month != now.month or not was.buyers:
        return _change("users", "ok", title, phrases_share.share_badge(after), 0)
    line = _("Before importing there were {share}.").format(share=phrases_share.share_of(was))
    return _change("users", "ok", title, line, now.bought_before - was.bought_before)


def _change(icon: str, tone: str, title: str, why: str, difference: int) -> QWidget:
    holder = QWidget()
    across = QHBoxLayout(holder)
    across.setContentsMargins(15, 9, 15, 9)
    across.setSpacing(12)
    across.addWidget(Tile(icon, tone, side=36, icon=20))
    text = QVBoxLayout()
    text.setSpacing(1)
    text.addWidget(Text(title, "h3", wrap=True))
    if why:
        text.addWidget(Text(why, "small", tone="muted", wrap=True))
    across.addLayout(text, 1)
    if difference:
        shown = f"{difference:+d}".replace("-", "−")
        across.addWidget(Badge(shown, "warn" if tone == "gold" else tone))
    return holder
