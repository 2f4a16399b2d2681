"""Marcar un pedido tarde: which one, what happened, a new date or none."""

from __future__ import annotations

from datetime import timedelta
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QCheckBox, QCompleter, QVBoxLayout

from shopdesk.runtime import words
from shopdesk.runtime.i18n import _
from shopdesk.services.mail import late
from shopdesk.services.mail.late import OnItsWay
from shopdesk.ui.desk import Desk
from shopdesk.ui.page import BasePage
from shopdesk.ui.widgets import Button, CheckLine, Combo, DayInput, Field, Paragraph, Sheet, Text, clear

_USUAL = timedelta(days=3)
"""How much later a parcel usually comes: the date first offered."""


class LateSheet(Sheet):
    """One order; its customer's letter then waits under “Te aviso yo primero”."""

    def __init__(self, page: BasePage, desk: Desk) -> None:
        super().__init__(
            "late_order",
            _("Which order is late?"),
            _("Tell its customer before they ask: what happened, and a new date only if you are sure."),
            width=560,
        )
        self._page, self._desk = page, desk
        self._orders: dict[str, OnItsWay] = {}
        self.order = Combo("late_which", _("Order number or name"))
        self.order.setEditable(True)
        self.order.setInsertPolicy(Combo.InsertPolicy.NoInsert)
        self.order.chosen.connect(self._picked)
        self.note = Paragraph("late_note", _("What happened"))
        self.sure = QCheckBox(_("There is a new date"))
        self.sure.setObjectName("late_sure")
        today = desk.shop.today()
        self.day = DayInput("late_day", _("The new date"), today + _USUAL, first=today)
        self.day.setEnabled(False)
        self.sure.toggled.connect(self.day.setEnabled)
        self.body.addWidget(Field(_("Order number or name"), self.order))
        self.body.addWidget(Field(_("What happened, as you would tell them"), self.note))
        self.body.addWidget(self.sure)
        self.body.addWidget(self.day)
        self.state = Text("", "small", tone="muted", wrap=True)
        self.body.addWidget(self.state)
        self.trouble = QVBoxLayout()
        self.body.addLayout(self.trouble)
        self.back = Button(_("It is not late"), "ghost", name="not_late", press=self._take_back)
        self.back.hide()
        self.foot.addWidget(self.back)
        self.foot.addStretch(1)
        self.foot.addWidget(Button(_("Cancel"), name="cancel_late", press=self.close_sheet))
        self.keep = Button(_("Mark it late"), "primary", name="mark_late", icon="check", press=self._mark)
        self.foot.addWidget(self.keep)
        desk.jobs.start(
            partial(late.on_their_way, desk.shop), owner=self, done=self._show, failed=self._refused
        )

    def _show(self, found: tuple[OnItsWay, ...]) -> None:
        self._orders = {one.number: one for one in found}
        entries: list[tuple[object, str]] = [(one.number, _said(one)) for one in found]
        self.order.show_choices(entries)
        completer = self.order.completer()
        if completer is not None:
            completer.setFilterMode(Qt.MatchFlag.MatchContains)
            completer.setCompletionMode(QCompleter.CompletionMode.PopupCompletion)
        self.order.setEditText("")

    def number(self) -> str:
        """Return the order's number, chosen or typed."""
        typed = self.order.currentText().strip()
        at = self.order.findText(typed)
        return str(self.order.itemData(at)) if at >= 0 else typed.split(" ")[0]

    def _picked(self, _key: object = None) -> None:
        one = self._orders.get(self.number())
        self.back.setVisible(one is not None and one.is_marked)
        if one is None:
            return
        if one.note:
            self.note.setPlainText(one.note)
        promised = one.promised_on
        self.state.setText(
            _("It was promised for {day}.").format(day=words.near_day(promised)) if promised else ""
        )

    def _mark(self) -> None:
        number = self.number()
        if not number:
            self._refused(ValueError(_("Choose the order.")))
            return
        new = self.day.day() if self.sure.isChecked() else None
        work = partial(late.mark, self._desk.shop, number, self.note.toPlainText(), new)
        self._desk.jobs.start(work, owner=self, done=partial(self._marked, number), failed=self._refused)

    def _marked(self, number: str, _identity: int) -> None:
        self._desk.undo.add(
            _("{number} is marked late: its letter waits for you.").format(number=number),
            undo=partial(late.take_back, self._desk.shop, number),
        )
        self._page.reload()
        self.finish()

    def _take_back(self) -> None:
        number = self.number()
        self._desk.jobs.start(
            partial(late.take_back, self._desk.shop, number),
            owner=self,
            done=self._taken_back,
            failed=self._refused,
        )

    def _taken_back(self, _nothing: object) -> None:
        self._page.reload()
        self.finish()

    def _refused(self, error: Exception) -> None:
        clear(self.trouble)
        self.trouble.addWidget(CheckLine(str(error), passed=False))


def _said(one: OnItsWay) -> str:
    said = f"{one.number} · {one.name} · {words.near_day(one.day)}"
    return f"{said} · {_('late')}" if one.is_marked else said
