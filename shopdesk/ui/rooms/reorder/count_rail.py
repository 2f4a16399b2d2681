"""The right column of Contar: why these, what applying changes, where the difference went."""

from __future__ import annotations

from shopdesk.runtime import words
from shopdesk.runtime.i18n import _, ngettext
from shopdesk.services import phrases_reorder as said
from shopdesk.services.count_room import CountRoom, CountRow, Where
from shopdesk.ui.widgets import Amount, AmountLine, Card, ChipRow, Rail, Rule, Text, clear


class CountRail(Rail):
    """Why these, what applying changes, and where the difference went."""

    def __init__(self) -> None:
        super().__init__(330)
        self.why = Card(gap=6)
        self.effect = Card(gap=6)
        self.where = Card(title=_("Where did they go?"), gap=8)
        self.where.add(Text(_("Optional. It helps to see what repeats."), "small", tone="muted", wrap=True))
        self.chips = ChipRow(name="place")
        self.chips.show_chips(
            [
                (Where.UNKNOWN.value, _("I do not know"), None),
                (Where.DAMAGED.value, _("Damaged"), None),
                (Where.STOLEN.value, _("Stolen"), None),
                (Where.OTHER_BOX.value, _("Another box"), None),
            ],
            on=Where.UNKNOWN.value,
        )
        self.chips.picked.connect(self._picked)
        self.reason = Where.UNKNOWN
        self.where.add(self.chips)
        self.add(self.why, self.effect, self.where)

    def _picked(self, key: object) -> None:
        self.reason = Where(str(key))

    def show_row(self, one: CountRow | None, room: CountRoom) -> None:
        """Say why a row should be counted."""
        clear(self.why.body)
        self.why.setVisible(bool(room.suspects))
        if not room.suspects:
            return
        title = ngettext("Why this one?", "Why these {count}?", room.suspects).format(
            count=words.number(room.suspects)
        )
        told = _(
            "They say there are some, but have gone longer than usual without a sale. They are often lost,"
            " in another box or written down wrong."
        )
        self.why.add(Text(title, "h3"), Text(told, "small", tone="muted", wrap=True))
        if one is not None and one.quiet_days is not None and one.gap_days is not None:
            name = ", ".join(part for part in (one.name, one.size) if part)
            fact = ngettext(
                "The file says {count}. One sold every {gap} days, and {quiet} have passed without any.",
                "The file says {count}. One sold every {gap} days, and {quiet} have passed without any.",
                one.expected,
            ).format(count=words.number(one.expected), gap=one.gap_days, quiet=one.quiet_days)
            self.why.add(Rule(), Text(name, "h3", wrap=True), Text(fact, "small", tone="muted", wrap=True))

    def show_effect(self, room: CountRoom, at: str) -> None:
        """Say what applying now would change."""
        clear(self.effect.body)
        self.effect.add(Text(_("If you apply now"), "h3"))
        pieces = f"{said.signed(room.pieces)} {_('pairs')}" if room.pieces else said.pairs(0)
        self.effect.add(AmountLine(Amount(_("Adjustment"), pieces)))
        currency = next((one.currency for one in room.rows), "")
        if room.cost_minor:
            self.effect.add(AmountLine(Amount(_("At cost"), words.money(room.cost_minor, currency))))
        for name, before, after in room.changed[:3]:
            label = _("Changes To order: {product}").format(product=name)
            amount = f"{words.number(before)} → {words.number(after)}"
            self.effect.add(AmountLine(Amount(label, amount)))
        told = _("The count rules: from today at {time} stock starts from it. It can be undone.").format(
            time=at
        )
        self.effect.add(Text(told, "caption", tone="muted", wrap=True))
        self.where.setVisible(any(one.difference for one in room.counted))
