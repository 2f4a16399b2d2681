"""The server of a provider that is on no list: its name, its port, and how the line is kept secret."""

from __future__ import annotations

from PySide6.QtWidgets import QHBoxLayout, QWidget

from shopdesk.domain.delivery import Security
from shopdesk.runtime.i18n import _
from shopdesk.ui.widgets import Combo, Field, LineField

_USUAL = {Security.SSL.value: 465, Security.STARTTLS.value: 587}


class MailServer(QWidget):
    """Name, port and security; choosing the security puts in its usual port."""

    def __init__(self) -> None:
        super().__init__()
        self._host = LineField(_("Server"), name="mail_host", hint="smtp.tutienda.mx")
        self._port = LineField(_("Port"), name="mail_port", hint="587", check=_wrong_port)
        self._security = Combo("mail_security", _("Security"))
        self._security.show_choices(
            [(Security.STARTTLS.value, "STARTTLS"), (Security.SSL.value, "SSL/TLS")], Security.STARTTLS.value
        )
        self._security.chosen.connect(self._put_usual_port)
        across = QHBoxLayout(self)
        across.setContentsMargins(0, 0, 0, 0)
        across.setSpacing(16)
        across.addWidget(self._host, 2)
        across.addWidget(self._port, 1)
        across.addWidget(Field(_("Security"), self._security), 1)

    def show_server(self, host: str, port: int, security: str) -> None:
        """Show what is kept."""
        self._host.set_value(host)
        self._security.set_key(security)
        self._port.set_value(str(port))

    def typed(self) -> dict[str, str | int | None]:
        """Return host, port and security as typed; the port None where no possible one is."""
        port = self._port.value()
        number = None if not port or _wrong_port(port) else int(port)
        return {"host": self._host.value(), "port": number, "security": str(self._security.key() or "")}

    def _put_usual_port(self, security: object) -> None:
        self._port.set_value(str(_USUAL[str(security)]))


def _wrong_port(typed: str) -> str:
    is_port = not typed or (typed.isascii() and typed.isdigit() and 0 < int(typed) < 65536)
    return "" if is_port else _("A port is a number from 1 to 65535.")
