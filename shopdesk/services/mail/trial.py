"""A test letter to the owner: the real words, the real account, no customer."""

from __future__ import annotations

from dataclasses import replace

from shopdesk.domain.delivery import NotSent, Refused, Sent, Unknown
from shopdesk.domain.outreach.flows import Flow
from shopdesk.runtime.errors import ShopdeskError
from shopdesk.runtime.i18n import _
from shopdesk.services.context import Shop
from shopdesk.services.mail import account, compose, plan, texts
from shopdesk.services.mail.envelope import Headers, build
from shopdesk.services.mail.texts import Filled
from shopdesk.services.mail.values import manner


class TrialFailed(ShopdeskError):
    """The test letter did not arrive at the server."""

    code = "trial_failed"


def send_to_myself(shop: Shop, filled: Filled | None = None) -> str:
    """Send a letter to the account's own address and return that address.

    Args:
        shop: The shop.
        filled: A customer's letter to look at in one's own mailbox, or None for a plain greeting.

    Raises:
        AccountError: If the login failed.
        TrialFailed: If the server did not take the letter.
    """
    known, said = account.account(shop), manner(shop)
    letter = filled or _greeting()
    subject = _("Test: {subject}").format(subject=letter.subject)
    token = compose.new_token()
    headers = Headers(
        sender=known.sender,
        sender_name=known.sender_name,
        recipient=known.sender,
        recipient_name=said.owner,
        message_id=f"<{token}@{known.sender.rpartition('@')[2]}>",
        at=shop.now().astimezone(shop.zone()),
        language=said.language,
    )
    raw = build(replace(letter, subject=subject), headers)
    with shop.mail.connect(known, account.password(shop, known)) as connection:
        outcome = connection.push(raw, known.sender, at_data=_nothing)
    match outcome:
        case Sent():
            return known.sender
        case Refused(code, text):
            reason = f"{code} {text}"
        case NotSent(text) | Unknown(text):
            reason = text
    raise TrialFailed(
        _("The test letter was not taken: {reason}.").format(reason=reason),
        _("Check the account in Settings, Mail."),
    )


def an_example(shop: Shop) -> Filled | None:
    """Return a letter of today's plan, a thank-you before any other; None while nobody is due."""
    today = plan.make(shop)
    chosen = sorted(today.lines.values(), key=lambda line: line.candidate.occasion.flow is not Flow.THANKS)
    return plan.words(chosen[0], today, None) if chosen else None


def _greeting() -> Filled:
    body = texts.Fixed(_("Your account works. This is a test that Shopdesk sent to you alone."))
    return Filled(_("Shopdesk can send from your account"), texts.blocks("{{ body }}", {"body": body}))


def _nothing() -> None:
    """A test letter leaves no mark: nobody else waits for it."""
