"""One batch of letters on its way: claimed, marked, handed over and noted, one after the other.

Database first, network second, database third. What certainly did not leave goes back to the queue or is
failed with its reason; what may have left is ``unknown`` and waits for the owner.

Where letters follow each other without a rest they are claimed in groups, the next group while the server
considers the last text of the one before; see ``store.outbox_groups``.
"""

from __future__ import annotations

import os
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from shopdesk.domain.delivery import (
    AccountError,
    MailAccount,
    NotSent,
    Outcome,
    Refused,
    Scope,
    Sent,
    Unknown,
)
from shopdesk.domain.outreach.flows import State
from shopdesk.domain.outreach.hours import Quota, room
from shopdesk.domain.preferences import MailSettings
from shopdesk.domain.refusals import meaning_of
from shopdesk.runtime.errors import ShopdeskError
from shopdesk.services.context import Shop
from shopdesk.services.mail import stops
from shopdesk.services.mail.claims import claims_hold
from shopdesk.services.mail.control import Control, Told, nobody
from shopdesk.services.mail.last_look import LastLook
from shopdesk.services.mail.planned import of_row
from shopdesk.services.mail.wire import Wire
from shopdesk.store.outbox import Outbox
from shopdesk.store.outbox_rows import Letter
from shopdesk.store.outbox_steps import MarkFailed


@dataclass
class Batch:
    """The letters of one sending; ``tried`` and ``stopped_by`` tell how it went."""

    shop: Shop
    outbox: Outbox
    control: Control
    told: Told
    total: int
    tried: list[int] = field(default_factory=list)
    stopped_by: ShopdeskError | None = None
    _departures: list[datetime] = field(default_factory=list)
    _room: int = 0
    _dropped: int = 0
    _look: LastLook = field(init=False)

    def __post_init__(self) -> None:
        """Prepare the last look."""
        self._look = LastLook(self.shop, lambda letter: claims_hold(self.shop, letter))

    def run(self, queue: Sequence[int], known: MailAccount, secret: str, *, rest: float) -> None:
        """Send the queue over one login, resting so many seconds after each letter.

        Raises:
            AccountError: If the login failed; nothing was sent.
        """
        self._departures = self.outbox.departures(self.shop.now() - timedelta(hours=24))
        self.outbox.expect(queue)
        with Wire(self.shop, known, secret) as wire:
            wire.connect()
            try:
                self._go_through(queue, wire, rest)
            finally:
                self._put_back()
            for identity in self.outbox.passed_over():
                self._tell(identity)

    def _go_through(self, queue: Sequence[int], wire: Wire, rest: float) -> None:
        for place, identity in enumerate(queue, 1):
            if not self._may_go_on():
                return
            try:
                now, most = self.shop.now(), self._most()
                claimed = self.outbox.claim(identity, _owner(), now, look=self._look, most=most)
            except MarkFailed:
                self.stopped_by = stops.disk()
                return
            if isinstance(claimed, Letter):
                self._hand_over(claimed, wire)
            self._tell(identity)
            if self.stopped_by is not None:
                return
            if rest and isinstance(claimed, Letter) and place < len(queue):
                self.control.rest(rest)

    def _may_go_on(self) -> bool:
        if self.control.is_held:
            self._put_back()
            if not self.control.may_go_on():
                return False
        return self._has_room()

    def _put_back(self) -> None:
        with suppress(MarkFailed):  # recovery does the same at the next start
            self.outbox.put_back()

    def _most(self) -> int:
        return self._room if self.shop.mail.needs_account else self.total

    def _has_room(self) -> bool:
        if not self.shop.mail.needs_account or self._room > 0:
            return True
        chosen = self.shop.settings.get(MailSettings)
        left = room(Quota(chosen.per_day, chosen.per_hour), self._departures, self.shop.now())
        self._room = left.letters
        if self._room > 0:
            return True
        self.stopped_by = stops.limited(self.shop, left.free_at or self.shop.now() + timedelta(hours=1))
        return False

    def _work_ahead(self) -> None:
        with suppress(MarkFailed):  # met again, and said, at the next mark
            self.outbox.catch_up()
        most = self._most() - 1  # the one on its way will have used its place
        if self.control.is_held or most < 1:
            return
        # The letter on its way comes first: whatever hinders a claim is met again, and said, in its turn.
        with suppress(Exception):
            self.outbox.take_ahead(_owner(), self.shop.now(), look=self._look, most=most)

    def _tell(self, identity: int) -> None:
        self.tried.append(identity)
        if self.told is not nobody:
            shown = self.outbox.show([identity])
            self.told(of_row(shown[0]), len(self.tried), self.total)

    def _hand_over(self, letter: Letter, wire: Wire) -> None:
        try:
            outcome = wire.push(
                letter,
                at_data=lambda: self.outbox.began(letter, self.shop.now()),
                meanwhile=self._work_ahead,
            )
        except MarkFailed as failed:
            # If even this cannot be written, recovery at the next start reads the same from the phase.
            with suppress(MarkFailed):
                self._give_back(letter, "disk", str(failed))
            self.stopped_by = stops.disk()
        except AccountError as error:
            self._give_back(letter, error.code, str(error))
            self.stopped_by = error
        else:
            try:
                self._note(letter, outcome)
            except MarkFailed:  # what may have left must not go back: the next start reads it from the phase
                self.stopped_by = stops.disk()

    def _give_back(self, letter: Letter, reason: str, text: str) -> None:
        self.outbox.not_sent(letter, State.QUEUED, reason, text, self.shop.now())

    def _note(self, letter: Letter, outcome: Outcome) -> None:
        now = self.shop.now()
        if isinstance(outcome, Sent | Unknown):
            self._departures.append(now)
            self._room -= 1
            self._look.left(letter)
        self._dropped = self._dropped + 1 if isinstance(outcome, NotSent) else 0
        match outcome:
            case Sent(reply):
                self.outbox.sent(letter, reply, now)
            case Unknown(text):
                self.outbox.unknown(letter, text, now)
            case NotSent(text):
                self._give_back(letter, "connection", text)
                if self._dropped > 1:
                    self.stopped_by = stops.cut_off()
            case Refused():
                self._refused(letter, outcome)

    def _refused(self, letter: Letter, refusal: Refused) -> None:
        meaning = meaning_of(refusal.code, refusal.text)
        reply = f"{refusal.code} {refusal.text}"
        failed = refusal.permanent and refusal.scope is Scope.LETTER
        state = State.FAILED if failed else State.QUEUED
        self.outbox.not_sent(letter, state, meaning.value, reply, self.shop.now())
        if refusal.scope is Scope.ACCOUNT:
            self.stopped_by = stops.pause(self.shop, refusal, sent=len(self._departures))


def _owner() -> str:
    return f"pid {os.getpid()}"
