"""One sender at a time, and mending what a killed one left: light, every start of the program needs it."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from filelock import FileLock, Timeout

from shopdesk.runtime.errors import ShopdeskError
from shopdesk.runtime.i18n import _
from shopdesk.services.context import Shop
from shopdesk.services.mail.places import journal_file
from shopdesk.store.outbox import open_outbox


class SendingElsewhere(ShopdeskError):
    """Another Shopdesk is sending from this shop right now."""

    code = "sending_elsewhere"


@contextmanager
def alone(shop: Shop) -> Iterator[None]:
    """Hold the sender's lock: an operating-system lock, so a kill lets it go.

    Raises:
        SendingElsewhere: If somebody else holds it.
    """
    try:
        with FileLock(shop.folder.lock, timeout=0):
            yield
    except Timeout as error:
        raise SendingElsewhere(
            _("Another Shopdesk is sending from this shop."), _("Wait until it has finished.")
        ) from error


def recover(shop: Shop) -> int:
    """Mend what a killed sender left, at the start of the program; return how many are ``unknown`` by it.

    If another Shopdesk is sending right now there is nothing to mend.
    """
    try:
        with alone(shop), open_outbox(shop.folder.database, journal_file(shop)) as outbox:
            return outbox.recover(shop.now())
    except SendingElsewhere:
        return 0
