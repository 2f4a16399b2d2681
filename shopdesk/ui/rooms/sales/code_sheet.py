"""What else a size is called: codes of other channels, and what a scanner reads."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from shopdesk.runtime.i18n import _
from shopdesk.services import phrases_product as say
from shopdesk.services.product_card import ProductCard, SizeRow
from shopdesk.ui.widgets import Button, LineField, Sheet, Text, row

_HEIGHT, _LINE = 286, 36


class CodeSheet(Sheet):
    """``told(code)`` for a new code, ``let_go(code id, code)`` for one that does not hold."""

    told = Signal(str)
    let_go = Signal(int, str)

    def __init__(self, card: ProductCard, size: SizeRow) -> None:
        super().__init__(
            "code_sheet",
            _("What else is {name} called?").format(name=say.name(card.name, card.color, size.size)),
            _("The code of another channel, or the one on its box. If it sold by itself, they become one."),
            width=640,
            height=_HEIGHT + _LINE * len(size.codes),
        )
        self.code = LineField(_("Another code"), name="other_code", hint=_("Scan it or type it"))
        self.code.line.textChanged.connect(self._check)
        self.code.line.returnPressed.connect(self._go)
        own = _("Its own code: {code}").format(code=size.sku) if size.sku else _("It has no code of its own.")
        self.body.addWidget(Text(own, "small", tone="muted"))
        for one in size.codes:
            let = Button(_("Take away"), "link", name=f"let_code_{one.id}", press=self._let_go)
            let.setProperty("code_id", one.id)
            let.setProperty("code", one.code)
            self.body.addLayout(row(Text(one.code, "h3"), None, let))
        self.body.addWidget(self.code)
        self.body.addStretch(1)
        self.foot.addStretch(1)
        self.foot.addWidget(Button(_("Leave it"), name="leave_code", press=self.close_sheet))
        self.go = Button(_("Keep this code"), "primary", name="keep_code", icon="check", press=self._go)
        self.foot.addWidget(self.go)
        self._check("")

    def open_over(self, host: QWidget, focus: QWidget | None = None) -> None:
        super().open_over(host, focus or self.code.line)

    def _check(self, _text: str) -> None:
        self.go.forbid("" if self.code.value() else _("Type the code first."))

    def _let_go(self) -> None:
        sender = self.sender()
        if sender is not None:
            self.let_go.emit(int(sender.property("code_id")), str(sender.property("code")))
            self.finish()

    def _go(self) -> None:
        if self.code.value():
            self.told.emit(self.code.value())
            self.finish()
