"""One order to a supplier: its line of days, what is missing, what to do about it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from shopdesk.domain.naming import styled
from shopdesk.runtime import words
from shopdesk.runtime.i18n import _, ngettext
from shopdesk.services import phrases_orders as said
from shopdesk.services.purchase_orders import OnTheWay, State
from shopdesk.ui import theme
from shopdesk.ui.widgets import Badge, Button, Card, Rule, Text, painting, row


class Timeline(QWidget):
    """Confirmed, each arrival, promised, today: a line of dots with their day and word."""

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("order_timeline")
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._marks: list[tuple[str, str, str]] = []
        self._late_from = 99

    def sizeHint(self) -> QSize:
        return QSize(300, theme.px(62))

    def show_order(self, one: OnTheWay, today: date) -> None:
        """Show another order."""
        dated = [(one.confirmed_on or one.placed_on, _("confirmed") if one.confirmed_on else _("placed"))]
        dated += [(one_receipt.on, _came(one_receipt.pieces)) for one_receipt in one.receipts]
        if one.order.promised_on is not None:
            dated.append((one.order.promised_on, _("promised")))
        elif one.is_open:
            dated.append((one.due_on, _("usual")))
        dated.sort(key=lambda mark: mark[0])
        marks = [(day, words.day(day), word) for day, word in dated]
        if one.is_open:
            marks.append((today, _("today"), ""))
            marks.sort(key=lambda mark: mark[0])
        self._marks = [(_tone(one, day, today), top, below) for day, top, below in marks]
        due = next((i for i, mark in enumerate(marks) if mark[0] == one.due_on), 99)
        self._late_from = due if one.days_late else 99
        self.setAccessibleName(", ".join(f"{top} {below}".strip() for _tone, top, below in self._marks))
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        if not self._marks:
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        step = self.width() / len(self._marks)
        y = theme.px(10)
        for i in range(len(self._marks) - 1):
            late = i >= self._late_from
            painter.setPen(QPen(theme.colour("danger" if late else "primary"), 2.4))
            painter.drawLine(QPointF((i + 0.5) * step, y), QPointF((i + 1.5) * step, y))
        for i, (tone, top, below) in enumerate(self._marks):
            middle = (i + 0.5) * step
            painter.setPen(QPen(theme.colour(tone), 2.6))
            painter.setBrush(theme.colour("surface"))
            painter.drawEllipse(QPointF(middle, y), 5.5, 5.5)
            area = QRectF(i * step, y + 9, step, theme.px(18))
            painting.words_at(painter, area, top, role="badge", align=Qt.AlignmentFlag.AlignHCenter)
            painting.words_at(
                painter,
                area.translated(0, theme.px(17)),
                below,
                role="caption",
                token="muted",
                align=Qt.AlignmentFlag.AlignHCenter,
            )
        painter.end()


class OrderCard(Card):
    """One order: its line of days, what is missing, what to do about it."""

    all_came = Signal()
    part_came = Signal()
    rest_cancelled = Signal()
    date_given = Signal()
    confirmed = Signal()

    def __init__(self) -> None:
        super().__init__(gap=8)
        self.setObjectName("order_card")

    def show_order(self, one: OnTheWay, today: date) -> None:
        """Show another order."""
        self.clear()
        title = _("Order {number}, {supplier}").format(number=one.order.number, supplier=one.terms.name)
        head = QHBoxLayout()
        told = QVBoxLayout()
        told.setSpacing(1)
        told.addWidget(Text(title, "h2", wrap=True))
        told.addWidget(Text(_standing(one, today), "small", tone="muted", wrap=True))
        head.addLayout(told, 1)
        if one.days_late:
            head.addWidget(Badge(_("Late"), "danger", icon="warning"), 0, Qt.AlignmentFlag.AlignTop)
        self.body.addLayout(head)
        line = Timeline()
        line.show_order(one, today)
        self.add(line)
        self.body.addLayout(_missing_grid(one))
        self.add(Rule())
        told_sizes = said.missing_sizes(one, most=said.FEW)
        if told_sizes and one.is_open:
            self.add(Text(_("Missing: {sizes}.").format(sizes=told_sizes), "small", tone="muted", wrap=True))
        if one.is_open:
            self._actions(one)

    def _actions(self, one: OnTheWay) -> None:
        if one.state is State.PLACED:
            self.body.addLayout(
                row(
                    Button(
                        _("They confirmed it"), name="confirm_order", icon="check", press=self.confirmed.emit
                    ),
                    None,
                )
            )
        came = Button(_("What is missing arrived"), name="all_came", icon="check", press=self.all_came.emit)
        part = Button(_("A part arrived"), name="part_came", press=self.part_came.emit)
        self.body.addLayout(row(came, part, None))
        cancel = Button(
            ngettext("Cancel the {count} missing", "Cancel the {count} missing", one.missing).format(
                count=words.number(one.missing)
            ),
            "link",
            name="cancel_rest",
            press=self.rest_cancelled.emit,
        )
        given = Button(_("They gave another date"), "link", name="give_date", press=self.date_given.emit)
        self.body.addLayout(row(cancel, None, given))


def _came(pieces: int) -> str:
    return ngettext("{count} arrived", "{count} arrived", pieces).format(count=words.number(pieces))


def _tone(one: OnTheWay, day: date, today: date) -> str:
    if one.days_late and day == one.due_on:
        return "danger"
    return "text" if one.is_open and day == today else "primary"


def _standing(one: OnTheWay, today: date) -> str:
    if not one.is_open:
        return said.timing(one, today)
    days = (today - (one.confirmed_on or one.placed_on)).days
    if one.days_late and one.order.promised_on:
        return ngettext(
            "They said {day}. {count} day has passed.",
            "They said {day}. {count} days have passed.",
            one.days_late,
        ).format(day=words.near_day(one.order.promised_on), count=words.number(one.days_late))
    if one.days_late:
        return ngettext(
            "They gave no date; {count} day is longer than usual.",
            "They gave no date; {count} days are longer than usual.",
            days,
        ).format(count=words.number(days))
    return _("Expected {day}, {timing}.").format(
        day=words.near_day(one.due_on), timing=said.timing(one, today)
    )


def _missing_grid(one: OnTheWay) -> QGridLayout:
    grid = QGridLayout()
    grid.setVerticalSpacing(6)
    grid.setColumnStretch(0, 1)
    for column, title in enumerate((_("You ordered"), _("It came"), _("Still missing")), start=1):
        label = Text(title, "caption", tone="muted")
        label.setMinimumWidth(theme.px(62))
        label.setAlignment(Qt.AlignmentFlag.AlignRight)
        grid.addWidget(label, 0, column)
    for at, (model, sums) in enumerate(_by_model(one), start=1):
        grid.addWidget(Text(model, "h3", wrap=True), at, 0)
        for column, n in enumerate(sums, start=1):
            amount = Text(words.number(n), "h3" if column == 3 else "body")
            amount.setAlignment(Qt.AlignmentFlag.AlignRight)
            grid.addWidget(amount, at, column)
    return grid


def _by_model(one: OnTheWay) -> list[tuple[str, Sequence[int]]]:
    """Return pieces ordered, come and missing of each model, what a large order has more of in one line."""
    by_model: dict[str, list[int]] = {}
    for line in one.lines:
        sums = by_model.setdefault(styled(line.product, line.color), [0, 0, 0])
        sums[0] += line.ordered
        sums[1] += line.received
        sums[2] += line.missing if one.is_open else 0
    found: list[tuple[str, Sequence[int]]] = list(by_model.items())
    shown, rest = found[: said.FEW], found[said.FEW :]
    if rest:
        more = ngettext("{count} more", "{count} more", len(rest)).format(count=words.number(len(rest)))
        shown.append((more, [sum(column) for column in zip(*(sums for _m, sums in rest), strict=True)]))
    return shown
