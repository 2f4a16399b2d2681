"""The one connection of a batch."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import ExitStack

from shopdesk.domain.delivery import MailAccount, NotSent, Outcome, Refused
from shopdesk.services.context import Shop
from shopdesk.services.doors import Connection
from shopdesk.store.outbox_rows import Letter


class Wire:
    """The one connection of a batch; made again only after it was cut."""

    def __init__(self, shop: Shop, known: MailAccount, secret: str) -> None:
        self._shop, self._known, self._secret = shop, known, secret
        self._stack = ExitStack()
        self._connection: Connection | None = None

    def __enter__(self) -> Wire:
        return self

    def __exit__(self, *_error: object) -> None:
        self._stack.close()

    def connect(self) -> None:
        """Log in, closing what was open before."""
        self._stack.close()
        self._connection = None
        opened = self._shop.mail.connect(self._known, self._secret)
        self._connection = self._stack.enter_context(opened)

    def push(self, letter: Letter, *, at_data: Callable[[], None], meanwhile: Callable[[], None]) -> Outcome:
        """Hand over one letter; once more after a new login if it certainly did not leave."""
        for is_last in (False, True):
            if self._connection is None or not self._connection.is_open:
                self.connect()
            assert self._connection is not None
            outcome = self._connection.push(
                letter.raw, letter.recipient, at_data=at_data, meanwhile=meanwhile
            )
            closed = isinstance(outcome, NotSent) or (isinstance(outcome, Refused) and outcome.code == 421)
            if is_last or not closed:
                return outcome
        raise AssertionError("two tries at most")
