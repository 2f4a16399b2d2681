"""Correo: the account, the password in the keyring, the test."""

from __future__ import annotations

from functools import partial
from typing import Any

from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QLineEdit, QWidget

from shopdesk.domain.delivery import Kept, MailAccount
from shopdesk.runtime.i18n import _
from shopdesk.services.context import Shop
from shopdesk.services.mail import account as accounts
from shopdesk.services.mail import trial
from shopdesk.services.mail.account import Chosen, Provider
from shopdesk.ui.desk import Desk
from shopdesk.ui.messages import in_words
from shopdesk.ui.rooms.settings.facts import Facts
from shopdesk.ui.rooms.settings.mail_server import MailServer
from shopdesk.ui.rooms.settings.section import Section
from shopdesk.ui.rooms.settings.troubles import here
from shopdesk.ui.widgets import Badge, Button, CheckLine, Combo, Field, LineField, Text, clear


class MailSection(Section):
    """Pick the provider, paste the app password, try it. The password goes to the keyring only."""

    def __init__(self, desk: Desk) -> None:
        note = _("Letters leave from your own account. The password is kept by your system, never in a file.")
        super().__init__("mail", _("Mail"), "envelope-simple", note)
        self._desk = desk
        self._user = self._kept = ""
        self._state = Badge("")
        self.head.addWidget(self._state)
        self.address = LineField(_("Your address"), name="mail_address", hint="hola@tutienda.mx")
        self.address.settled.connect(self._guess)
        self.provider = Combo("mail_provider", _("Provider"))
        self.provider.show_choices([(p.code, p.name) for p in accounts.providers()], "other")
        self.provider.chosen.connect(self._show_provider)
        self.password = QLineEdit()
        self.password.setObjectName("mail_password")
        self.password.setEchoMode(QLineEdit.EchoMode.Password)
        self._password_field = Field(_("Password of the application"), self.password)
        line = QWidget()
        across = QHBoxLayout(line)
        across.setContentsMargins(0, 0, 0, 0)
        across.setSpacing(16)
        for field in (self.address, Field(_("Provider"), self.provider), self._password_field):
            across.addWidget(field, 1)
        self.add(line)
        self.server = MailServer()
        self.add(self.server)
        self._steps = Text("", "small", tone="muted", wrap=True)
        self.add(self._steps)
        self.token = QCheckBox(_("What I paste is an access token"))
        self.token.setObjectName("mail_uses_token")
        self.add(self.token)
        self.add(self._buttons())
        self._outcome = QWidget()
        self._lines = QHBoxLayout(self._outcome)
        self._lines.setContentsMargins(0, 0, 0, 0)
        self.add(self._outcome)

    def _buttons(self) -> QWidget:
        below = QWidget()
        foot = QHBoxLayout(below)
        foot.setContentsMargins(0, 0, 0, 0)
        self.try_ = Button(_("Keep and try it"), name="try_account", icon="plugs-connected", press=self._try)
        self.page = Button(
            _("Open the page for the password"), "link", name="password_page", press=self._open
        )
        self.sample = Button(
            _("Send me a test letter"), name="send_sample", icon="paper-plane-tilt", press=self._send_sample
        )
        self.sample.setToolTip(_("One letter as your customers get it, to your own address; nobody else."))
        foot.addWidget(self.try_)
        foot.addWidget(self.sample)
        foot.addWidget(self.page)
        foot.addStretch(1)
        return below

    def show_facts(self, facts: Facts) -> None:
        values = facts.values
        self._user = str(values.get("mail.user") or "")
        self._kept = str(values.get("mail.address") or self._user)
        self.address.set_value(self._kept)
        self.provider.set_key(values.get("mail.provider") or "other")
        self.token.setChecked(bool(values.get("mail.uses_token")))
        port, security = int(values["mail.port"]), str(values["mail.security"])
        self.server.show_server(str(values.get("mail.host") or ""), port, security)
        self._allow_sample(on=bool(values.get("mail.host")))
        tested = str(values.get("mail.tested_at") or "")
        if values.get("mail.refusal"):
            self._state.say(_("It did not let us in"), "danger", "warning")
        elif tested:
            self._state.say(_("It answered well"), "ok", "check")
        elif values.get("mail.host"):
            self._state.say(_("Not tried yet"), "warn")
        else:
            self._state.say(_("Not set up"), "neutral")
        self._show_provider(None)

    def _chosen(self) -> Provider:
        return accounts.provider(str(self.provider.key() or "other"))

    def _guess(self, address: str) -> None:
        self.provider.set_key(accounts.provider_of(address).code)
        self._show_provider(None)

    def _show_provider(self, _key: object) -> None:
        known = self._chosen()
        self.server.setVisible(not known.host)
        self.page.setVisible(bool(known.password_page))
        self.token.setVisible(known.login == "oauth")
        self._steps.setText(_steps(known))

    def _open(self) -> None:
        self._desk.shop.opener.open(self._chosen().password_page)

    def _try(self) -> None:
        known, address = self._chosen(), self.address.value()
        own: dict[str, Any] = {} if known.host else self.server.typed()
        # A server may know the owner by another name than the address; it stays as long as the address does.
        user = self._user if address == self._kept else address
        is_token = known.login == "oauth" and self.token.isChecked()
        chosen = Chosen(user=user, provider=known.code, sender=address, uses_token=is_token, **own)
        self.try_.forbid(_("Trying it…"))
        work = partial(_keep_and_try, self._desk, chosen, self.password.text())
        self._desk.jobs.start(work, owner=self, done=self._answered, failed=self._refused, network=True)

    def _answered(self, found: tuple[MailAccount, Kept | None]) -> None:
        self.try_.forbid("")
        self.password.clear()
        self._allow_sample(on=True)
        account, kept = found
        words = _("{user} answered well.").format(user=account.user)
        if kept is Kept.SESSION:
            words += " " + _("This system has no keyring: the password is forgotten when you close Shopdesk.")
        self._say(words, passed=True)
        self._state.say(_("It answered well"), "ok", "check")

    def _refused(self, error: Exception) -> None:
        self.try_.forbid("")
        trouble = here(in_words(error))
        self._say(f"{trouble.title} {trouble.line}", passed=False)
        self._state.say(_("It did not let us in"), "danger", "warning")

    def _allow_sample(self, *, on: bool) -> None:
        self.sample.forbid("" if on else _("Keep the account first."))

    def _send_sample(self) -> None:
        self.sample.forbid(_("The test is on its way…"))
        work = partial(_send_sample, self._desk.shop)
        self._desk.jobs.start(work, owner=self, done=self._arrived, failed=self._did_not, network=True)

    def _arrived(self, address: str) -> None:
        self._allow_sample(on=True)
        words = _("The server took the test for {address}. Look at it in your own mailbox.")
        self._say(words.format(address=address), passed=True)

    def _did_not(self, error: Exception) -> None:
        self._allow_sample(on=True)
        trouble = here(in_words(error))
        self._say(f"{trouble.title} {trouble.line}", passed=False)

    def _say(self, words: str, *, passed: bool) -> None:
        clear(self._lines)
        self._lines.addWidget(CheckLine(words, passed=passed))


def _steps(known: Provider) -> str:
    match known.login:
        case "oauth":
            words = _(
                "{provider} takes a password only where your account allows SMTP. If it refuses, paste an "
                "access token instead and mark it as one."
            )
        case "app_password":
            words = _(
                "{provider} asks for a password made for applications: switch on two-step sign-in, make one "
                "called Shopdesk, and paste it here."
            )
        case _:
            return _("Use the same password as in your mail program.")
    return words.format(provider=known.name)


def _keep_and_try(desk: Desk, chosen: Chosen, password: str) -> tuple[MailAccount, Kept | None]:
    kept = accounts.set_account(desk.shop, chosen, password=password or None)
    return accounts.test(desk.shop), kept


def _send_sample(shop: Shop) -> str:
    return trial.send_to_myself(shop, trial.an_example(shop))
