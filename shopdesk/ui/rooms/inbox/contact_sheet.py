"""Note a contact: name, a way to write, and a yes to letters only with its words."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox

from shopdesk.runtime.i18n import _
from shopdesk.services.inbox.contacts import Contact
from shopdesk.ui.widgets import Button, Combo, Field, LineField, Sheet, Text

_MOST = 200


class ContactSheet(Sheet):
    """``noted(Contact)``."""

    noted = Signal(object)

    def __init__(self, name: str, text: str) -> None:
        line = _("They get letters only if they said yes; the words stay with the contact as evidence.")
        super().__init__("contact_sheet", _("Note the contact"), line, width=560)
        self.name = LineField(_("Name"), name="contact_name", value=name if not name.startswith("+") else "")
        self.email = LineField(_("Email address"), name="contact_email")
        phone = name if name.startswith("+") else ""
        self.phone = LineField(_("Phone"), name="contact_phone", value=phone)
        self.gift = Combo("contact_gift", _("What they get for it"))
        self.gift.show_choices(
            [
                ("", _("Nothing")),
                ("guide", _("The guide of common questions")),
                ("checklist", _("The list to choose a size")),
            ],
            on="",
        )
        self.agreed = QCheckBox(_("They agreed to get letters from the shop"))
        self.agreed.setObjectName("contact_agreed")
        self.said = LineField(_("What they said"), name="contact_said", value=" ".join(text.split())[:_MOST])
        self.said.setVisible(False)
        self.agreed.toggled.connect(self.said.setVisible)
        self.trouble = Text("", "small", tone="danger", wrap=True)
        for widget in (self.name, self.email, self.phone, Field(_("What they get for it"), self.gift)):
            self.body.addWidget(widget)
        self.body.addWidget(self.agreed)
        self.body.addWidget(self.said)
        self.body.addWidget(self.trouble)
        self.body.addStretch(1)
        self.foot.addStretch(1)
        self.foot.addWidget(Button(_("Cancel"), "ghost", name="contact_cancel", press=self.close_sheet))
        self.foot.addWidget(Button(_("Keep contact"), "primary", name="contact_keep", press=self._keep))

    def _keep(self) -> None:
        contact = Contact(
            self.name.value(),
            self.email.value(),
            self.phone.value(),
            self.agreed.isChecked(),
            self.said.value() if self.agreed.isChecked() else "",
            str(self.gift.key() or ""),
        )
        if not contact.email and not contact.phone:
            self.trouble.setText(_("A contact needs an email or a phone."))
            return
        self.noted.emit(contact)
        self.finish()
