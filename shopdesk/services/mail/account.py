"""The owner's mail account: chosen, kept without its password, and tried."""

from __future__ import annotations

import json
from dataclasses import dataclass, replace
from functools import cache
from typing import Any

from shopdesk.domain.delivery import (
    AccountError,
    CertificateRefused,
    Kept,
    LoginRefused,
    MailAccount,
    NoEncryption,
    Security,
)
from shopdesk.domain.outreach.people import usable_address
from shopdesk.domain.preferences import MailSettings, ShopSettings
from shopdesk.runtime import resources
from shopdesk.runtime.errors import WrongInput
from shopdesk.runtime.i18n import _
from shopdesk.services import settings
from shopdesk.services.context import Shop

_NOWHERE = "tienda@shopdesk.invalid"


class NoAccount(AccountError):
    """No account has been set up yet."""

    code = "no_mail_account"


@dataclass(frozen=True, slots=True)
class Provider:
    """What is known of a mail provider.

    Attributes:
        per_day: Letters in any 24 hours; editable, and lowered by what the server teaches.
        password_page: Where an app password is made; empty if unknown.
        login: ``app_password``, ``password`` or ``oauth``.
    """

    code: str
    name: str
    host: str
    port: int
    security: Security
    imap_host: str
    imap_port: int
    per_day: int
    per_hour: int | None
    domains: tuple[str, ...]
    password_page: str
    login: str


@cache
def providers() -> tuple[Provider, ...]:
    """Return the known providers, ``other`` last."""
    rows = json.loads(resources.text("mail/providers.json"))
    return tuple(
        Provider(**row | {"security": Security(row["security"]), "domains": tuple(row["domains"])})
        for row in rows
    )


def provider(code: str) -> Provider:
    """Return a provider by its code.

    Raises:
        WrongInput: If there is none.
    """
    for one in providers():
        if one.code == code.strip().lower():
            return one
    raise WrongInput(
        _("There is no provider called {code}.").format(code=code),
        _("Choose one of: {names}.").format(names=", ".join(p.code for p in providers())),
    )


def provider_of(address: str) -> Provider:
    """Return the provider an address belongs to by its domain, else ``other``."""
    host = address.strip().lower().rpartition("@")[2]
    return next((p for p in providers() if host in p.domains), providers()[-1])


@dataclass(frozen=True, slots=True)
class Chosen:
    """What the owner typed; empty fields keep the provider's own.

    Attributes:
        uses_token: Whether an access token stands in the password's place; None leaves it as it is.
    """

    user: str
    provider: str = "other"
    host: str = ""
    port: int | None = None
    security: str = ""
    ca_file: str = ""
    sender: str = ""
    sender_name: str = ""
    uses_token: bool | None = None


def set_account(shop: Shop, chosen: Chosen, *, password: str | None = None) -> Kept | None:
    """Keep an account, and its password in the keyring (or in memory, and say so).

    The account that is kept already stays as it is in everything that was not typed: its limits (learned ones
    too), its pause, its port, its own authority, the name customers see and its mailbox.

    Raises:
        WrongInput: If the provider, host, port or address cannot be used.
    """
    known = provider(chosen.provider)
    host = chosen.host.strip() or known.host
    sender = usable_address(chosen.sender or (chosen.user if "@" in chosen.user else ""))
    if not host:
        raise WrongInput(_("The server's name is missing."), _("Give it with --host, as your provider says."))
    if not chosen.user.strip():
        raise WrongInput(_("The user is missing."), _("Give it with --user; it is usually your address."))
    before = shop.settings.get(MailSettings)
    is_same = (before.host, before.user) == (host, chosen.user.strip())
    fresh = known if not is_same else replace(known, port=before.port, security=Security(before.security))
    values: dict[str, Any] = {
        "mail.provider": known.code,
        "mail.host": host,
        "mail.port": chosen.port or fresh.port,
        "mail.security": Security(chosen.security or fresh.security).value,
        "mail.user": chosen.user.strip(),
        "mail.address": sender or None,
        "mail.tested_at": None,
        "mail.refusal": None,
    }
    given = {"mail.sender": chosen.sender_name or None, "mail.ca_file": chosen.ca_file or None}
    if chosen.uses_token is not None:
        values["mail.uses_token"] = chosen.uses_token
    values |= {name: value for name, value in given.items() if value or not is_same}
    values |= {} if is_same else _limits_and_mailbox(known)
    settings.keep(shop, values)
    return shop.secrets.set(secret_name(account(shop)), password) if password else None


def _limits_and_mailbox(known: Provider) -> dict[str, Any]:
    return {
        "mail.per_day": known.per_day,
        "mail.per_hour": known.per_hour,
        "mail.imap_host": known.imap_host or None,
        "mail.imap_port": known.imap_port,
        "mail.paused_until": None,
    }


def secret_name(account: MailAccount) -> str:
    """Return the name under which the keyring keeps an account's password."""
    return f"smtp:{account.user}@{account.host}"


def account(shop: Shop) -> MailAccount:
    """Return the account that is set up.

    Raises:
        NoAccount: If there is none.
    """
    chosen = shop.settings.get(MailSettings)
    if not chosen.host or not chosen.user:
        raise NoAccount(
            _("There is no mail account yet. Nothing was sent."),
            _("Set one up in Settings, Mail, or with `shopdesk mail account set`."),
        )
    return MailAccount(
        host=chosen.host,
        port=chosen.port,
        security=Security(chosen.security),
        user=chosen.user,
        sender=sender_address(shop),
        sender_name=sender_name(shop),
        ca_file=chosen.ca_file,
        timeout=chosen.timeout_seconds,
        token=chosen.uses_token,
    )


def has_account(shop: Shop) -> bool:
    """Say whether an account is set up."""
    chosen = shop.settings.get(MailSettings)
    return bool(chosen.host and chosen.user)


def sender_address(shop: Shop) -> str:
    """Return the address letters come from: the account's, else the shop's own, else a placeholder."""
    chosen, about = shop.settings.get(MailSettings), shop.settings.get(ShopSettings)
    for address in (chosen.address, chosen.user, *about.emails):
        if usable_address(address):
            return usable_address(address)
    return _NOWHERE


def sender_name(shop: Shop) -> str:
    """Return the name customers see beside the address: ``Lucía, Calzado Nube``."""
    chosen, about = shop.settings.get(MailSettings), shop.settings.get(ShopSettings)
    if chosen.sender:
        return chosen.sender
    return ", ".join(part for part in (about.owner.split(" ")[0], about.name) if part)


def anonymous(shop: Shop) -> MailAccount:
    """Return an account for a folder of files, which asks for none."""
    sender = sender_address(shop)
    return MailAccount("", 0, Security.SSL, sender, sender, sender_name(shop))


def password(shop: Shop, of: MailAccount) -> str:
    """Return the account's password, or an empty string if none is known."""
    return shop.secrets.get(secret_name(of)) or ""


def test(shop: Shop) -> MailAccount:
    """Log in and out once, and remember how it went.

    Raises:
        AccountError: In words, with the setting to change.
    """
    known = account(shop)
    try:
        with shop.mail.connect(known, password(shop, known)):
            pass
    except AccountError as error:
        note_refusal(shop, error)
        raise
    settings.keep(shop, {"mail.tested_at": shop.now().isoformat(), "mail.refusal": None})
    return known


def note_refusal(shop: Shop, error: AccountError) -> None:
    """Remember that the account is wrong, until it is tried again; a silent network says nothing of it."""
    if isinstance(error, LoginRefused | CertificateRefused | NoEncryption):
        settings.keep(shop, {"mail.refusal": error.code, "mail.tested_at": None})


def refusal(shop: Shop) -> AccountError | None:
    """Return that the account did not let us in when it was last tried; None if it did, or nobody tried."""
    if not shop.settings.get(MailSettings).refusal:
        return None
    return AccountError(
        _("Your mail account did not let us in when it was last tried."),
        _("Check it in Settings, Mail, and try it there. The letters stay ready."),
    )
