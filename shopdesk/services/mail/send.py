"""Sending: one login, one letter after the other, each step on the disk before the next; never twice.

Database first, network second, database third: see ``batch`` for one letter's way.
"""

from __future__ import annotations

from collections.abc import Collection
from contextlib import nullcontext, suppress

from shopdesk.domain.delivery import AccountError, MailAccount
from shopdesk.domain.outreach.flows import State
from shopdesk.domain.preferences import MailSettings
from shopdesk.runtime.collecting import in_one_go
from shopdesk.services.context import Shop
from shopdesk.services.mail import account as accounts
from shopdesk.services.mail import listening, refreeze, stops
from shopdesk.services.mail.batch import Batch
from shopdesk.services.mail.control import Control, Report, Told, nobody
from shopdesk.services.mail.places import journal_file
from shopdesk.services.mail.planned import of_row
from shopdesk.services.mail.recovery import alone
from shopdesk.store.database import announce
from shopdesk.store.outbox import Outbox, open_outbox
from shopdesk.store.outbox_groups import GroupedOutbox


def send_batch(
    shop: Shop,
    *,
    limit: int | None = None,
    pace: float | None = None,
    control: Control | None = None,
    told: Told = nobody,
    only: Collection[str] | None = None,
) -> Report:
    """Send the approved letters, at most ``limit``, one every ``pace`` seconds; each at most once.

    With ``only``, letters of other keys stay where they are.

    Raises:
        AccountError: If the login failed; nothing was sent and the letters stay ready.
        SendingElsewhere: If another Shopdesk is sending from this shop.
    """
    known, secret = _credentials(shop)
    rest = shop.settings.get(MailSettings).pace_seconds if pace is None else pace
    kind = Outbox if rest else GroupedOutbox
    with alone(shop), open_outbox(shop.folder.database, journal_file(shop), kind) as outbox:
        lost = outbox.recover(shop.now())
        queue = outbox.queue(limit, only)
        refreeze.freeze_again(shop, outbox)
        batch = Batch(shop, outbox, control or Control(), told, total=len(queue))
        try:
            if queue:
                _listen(shop)
                stops.check_pause(shop)
                with nullcontext() if rest else in_one_go():
                    batch.run(queue, known, secret, rest=rest)
        finally:
            _announce(shop)
        letters = tuple(of_row(row) for row in outbox.show(batch.tried))
    left = len(queue) - len(batch.tried)
    sent = sum(one.state is State.SENT for one in letters)
    return Report(letters, stops.midway(batch.stopped_by, sent), left, lost)


def _listen(shop: Shop) -> None:
    """Read the mailbox, if there is one, so that a baja of this morning counts for this batch.

    A mailbox that does not answer stops nothing: the letters have their own account.
    """
    if shop.mail.needs_account and listening.is_connected(shop):
        with suppress(AccountError):
            listening.check(shop)


def _credentials(shop: Shop) -> tuple[MailAccount, str]:
    if not shop.mail.needs_account:
        return accounts.anonymous(shop), ""
    known = accounts.account(shop)
    return known, accounts.password(shop, known)


def _announce(shop: Shop) -> None:
    with shop.store.write() as session:
        announce(session, "outbox_letter")
