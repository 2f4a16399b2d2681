"""What ends a batch before its last letter: the account's limit, a cut connection, a full disk."""

from __future__ import annotations

from datetime import datetime, timedelta

from shopdesk.domain.delivery import AccountLimited, Refused, Unreachable
from shopdesk.domain.preferences import MailSettings
from shopdesk.domain.refusals import Meaning, meaning_of
from shopdesk.runtime.errors import ShopdeskError
from shopdesk.runtime.i18n import _, ngettext
from shopdesk.services import settings
from shopdesk.services.context import Shop


class DiskTrouble(ShopdeskError):
    """The disk did not take the mark that must be there before a letter leaves."""

    code = "disk"


def disk() -> DiskTrouble:
    """Return the words for a disk that did not take a mark."""
    return DiskTrouble(
        _("The disk did not take the note that must be there before a letter leaves."),
        _("Make room on the disk and send again; nothing was sent twice."),
    )


def cut_off() -> Unreachable:
    """Return the words for a connection cut twice in a row."""
    return Unreachable(
        _("The connection to your mail was cut, twice. What had not left stays ready."),
        _("Check the internet connection and send again."),
    )


def midway(error: ShopdeskError | None, sent: int) -> ShopdeskError | None:
    """Return what ended a batch, without the word that nothing was sent where letters had left before."""
    if not sent or not isinstance(error, Unreachable):
        return error
    said = ngettext(
        "Your mail does not answer any more; {count} letter had left. The rest stays ready.",
        "Your mail does not answer any more; {count} letters had left. The rest stays ready.",
        sent,
    )
    return Unreachable(said.format(count=sent), _("Check the internet connection and send again."))


def limited(shop: Shop, until: datetime) -> AccountLimited:
    """Return the words for an account that takes no more letters until then."""
    local = until.astimezone(shop.zone())
    return AccountLimited(
        _("Your mail account takes no more letters until {time} on {day}.").format(
            time=f"{local:%H:%M}", day=f"{local:%d/%m}"
        ),
        _("The rest stays ready: send again then."),
    )


def check_pause(shop: Shop) -> None:
    """Refuse while the provider's own pause lasts.

    Raises:
        AccountLimited: With the time at which it ends.
    """
    until = shop.settings.get(MailSettings).paused_until
    if not shop.mail.needs_account or not until:
        return
    ends = datetime.fromisoformat(until)
    if shop.now() < ends:
        raise limited(shop, ends)


def pause(shop: Shop, refusal: Refused, *, sent: int) -> ShopdeskError:
    """Rest the account as long as the refusal says, and learn the limit it taught.

    Args:
        shop: The shop.
        refusal: What the server said of the account, not of one letter.
        sent: Letters of the last 24 hours.
    """
    if meaning_of(refusal.code, refusal.text) is not Meaning.LIMIT:
        return AccountLimited(
            _("Your account stopped taking letters: {words}").format(words=refusal.text),
            _("The letters stay ready. Try again later, or check the account in Settings, Mail."),
        )
    hours = 1 if refusal.code < 500 else 24
    until = shop.now() + timedelta(hours=hours)
    learned = {"mail.paused_until": until.isoformat()}
    if hours == 24 and 0 < sent < shop.settings.get(MailSettings).per_day:
        settings.keep(shop, learned | {"mail.per_day": sent})
    else:
        settings.keep(shop, learned)
    return limited(shop, until)
