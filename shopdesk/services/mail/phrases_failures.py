"""Why a letter did not leave, and how that is mended, in the owner's words."""

from __future__ import annotations

from shopdesk.domain.refusals import Meaning
from shopdesk.runtime.i18n import _, n_

_FAILURES = {
    Meaning.NO_SUCH_ADDRESS: n_("The address does not exist"),
    Meaning.MAILBOX_FULL: n_("Their mailbox is full"),
    Meaning.TOO_LARGE: n_("The letter is too large"),
    Meaning.LIMIT: n_("Your account reached its limit"),
    Meaning.LOGIN: n_("Your account did not let us in"),
    Meaning.SENDER: n_("Your account may not send from this address"),
    Meaning.BUSY: n_("Their server asked us to wait"),
    Meaning.POLICY: n_("Their server did not want it"),
    Meaning.OTHER: n_("Their server refused it"),
}

_OTHERS = {
    "connection": n_("The connection was cut before it left"),
    "disk": n_("The disk was full; it did not leave"),
    "restored": n_("It had left before the backup was restored"),
    "unknown": n_("The connection was cut while it was leaving"),
    "missing_field": n_("Something its text needs is missing"),
    "letter_text": n_("Its text has a mistake"),
    "mail_login": n_("Your account did not let us in"),
    "mail_unreachable": n_("The connection was cut before it left"),
    "bounced": n_("It came back"),
}


def failure(word: str) -> str:
    """Say why a letter failed or is unknown; the machine's word where we have no better."""
    if word in set(Meaning):
        return _(_FAILURES[Meaning(word)])
    return _(_OTHERS[word]) if word in _OTHERS else word


def remedy(word: str) -> str:
    """Say how a failed letter is mended."""
    said = {
        Meaning.NO_SUCH_ADDRESS: _("The address does not exist. Look for a slip of the finger."),
        Meaning.MAILBOX_FULL: _("Their mailbox is full. Try again in some days, or write another way."),
        Meaning.TOO_LARGE: _("The letter is too large for their server. Take out the attachment."),
        Meaning.POLICY: _("Their server took it for unwanted mail. Write from your mail program."),
    }
    if word in set(Meaning):
        return said.get(Meaning(word), _("Their server refused it. Correct the address or try again later."))
    return _("Correct the address or try again later.")
