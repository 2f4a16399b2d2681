"""Keeping the account again loses nothing that was learned, set or chosen."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from shopdesk.domain.delivery import LoginRefused, Unreachable
from shopdesk.domain.outreach.flows import Flow
from shopdesk.domain.preferences import MailSettings
from shopdesk.runtime.i18n import _
from shopdesk.services import phrases_today, settings, today
from shopdesk.services.mail import account as accounts
from shopdesk.services.mail import phrases_review, review, stops
from shopdesk.services.mail.account import Chosen, account, set_account
from shopdesk.services.morning import TaskKind

ANA = "hola@calzadonube.mx"


@pytest.fixture
def kept(shop):
    own = Chosen(
        ANA,
        host="smtp.nube.mx",
        port=2525,
        security="ssl",
        ca_file="/tmp/own.pem",
        sender_name="Ana, Nube",
    )
    set_account(shop, own)
    until = datetime(2026, 11, 22, 9, tzinfo=UTC)
    more = {"mail.per_day": 80, "mail.per_hour": 30, "mail.imap_host": "imap.nube.mx"}
    settings.keep(shop, more | {"mail.paused_until": until})
    return shop


def test_keeping_and_trying_the_same_account_keeps_limits_authority_name_port_and_pause(kept) -> None:
    before = kept.settings.get(MailSettings)
    set_account(kept, Chosen(ANA, host="smtp.nube.mx", sender=ANA))
    assert kept.settings.get(MailSettings) == before
    found = account(kept)
    assert (found.port, found.ca_file, found.sender_name) == (2525, "/tmp/own.pem", "Ana, Nube")


def test_another_account_begins_with_its_providers_own_limits(kept) -> None:
    set_account(kept, Chosen("nube@gmail.com", provider="gmail"))
    after = kept.settings.get(MailSettings)
    assert (after.per_day, after.per_hour, after.port, after.ca_file) == (500, None, 465, "")
    assert after.imap_host == "imap.gmail.com"
    assert not after.paused_until


class Refusing:
    """A server that takes nobody's password."""

    needs_account = True

    def connect(self, known, password):
        raise LoginRefused("The server does not accept the password. Nothing was sent.", "Type it again.")


def test_a_refused_login_is_remembered_until_the_account_is_tried_again(kept) -> None:
    settings.keep(kept, {"mail.tested_at": "2026-11-20T09:00:00+00:00"})
    shop = replace(kept, mail=Refusing())
    with pytest.raises(LoginRefused):
        accounts.test(shop)
    assert accounts.refusal(shop) is not None
    assert not shop.settings.get(MailSettings).tested_at
    looked_at = [phrases_review.check(one, shop.zone()) for one in review.review(shop, Flow.THANKS).checks]
    assert _("Last time the server did not let us in: look at the account first") in looked_at
    failure = today.look(shop).tasks[0]
    assert (failure.kind, phrases_today.title(failure)) == (
        TaskKind.FAILURE,
        _("Your mail account did not let us in"),
    )
    set_account(shop, Chosen(ANA, host="smtp.nube.mx"))
    assert accounts.refusal(shop) is None


def test_what_is_typed_replaces_what_was_kept(kept) -> None:
    set_account(kept, Chosen(ANA, host="smtp.nube.mx", port=587, security="starttls", uses_token=True))
    assert (account(kept).port, account(kept).token) == (587, True)


def test_a_server_gone_in_the_middle_never_says_that_nothing_was_sent() -> None:
    gone = Unreachable("localhost does not take connections. Nothing was sent.", "Check the port.")
    assert stops.midway(gone, 0) is gone
    said = stops.midway(gone, 9)
    assert "9" in str(said)
    assert "Nothing was sent" not in str(said)
    refused = stops.disk()
    assert stops.midway(refused, 9) is refused
