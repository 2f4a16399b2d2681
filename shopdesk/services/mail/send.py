"""Sending: one login, one letter after the other, each step on the disk before the next; never twice.

Database first, network second, database third. What certainly did not leave goes back to the queue or is
failed with its reason; what may have left is ``unknown`` and waits for the owner.
"""

from __future__ import annotations

import os
from collections.abc import Collection
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from shopdesk.domain.delivery import (
    AccountError,
    AccountLimited,
    MailAccount,
    NotSent,
    Outcome,
    Refused,
    Scope,
    Sent,
    Unknown,
    Unreachable,
)
from shopdesk.domain.outreach.flows import State
from shopdesk.domain.outreach.hours import Quota, room
from shopdesk.domain.preferences import MailSettings
from shopdesk.domain.refusals import Meaning, meaning_of
from shopdesk.runtime.errors import ShopdeskError
from shopdesk.runtime.i18n import _
from shopdesk.services import settings
from shopdesk.services.context import Shop
from shopdesk.services.mail import account as accounts
from shopdesk.services.mail import listening, plan, refreeze
from shopdesk.services.mail.claims import claims_hold
from shopdesk.services.mail.control import Control, Report, Told, nobody
from shopdesk.services.mail.last_look import LastLook
from shopdesk.services.mail.places import journal_file
from shopdesk.services.mail.recovery import alone
from shopdesk.services.mail.wire import Wire
from shopdesk.store.database import announce
from shopdesk.store.outbox import MarkFailed, Outbox, open_outbox
from shopdesk.store.outbox_rows import Letter


class DiskTrouble(ShopdeskError):
    """The disk did not take the mark that must be there before a letter leaves."""

    code = "disk"


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
    hurry = rest == 0
    with alone(shop), open_outbox(shop.folder.database, journal_file(shop), hurry=hurry) as outbox:
        lost = outbox.recover(shop.now())
        queue = outbox.queue(limit, only)
        refreeze.freeze_again(shop, outbox)
        batch = _Batch(shop, outbox, control or Control(), told, total=len(queue))
        try:
            if queue:
                _listen(shop)
                batch.check_pause()
                batch.run(queue, known, secret, rest)
        finally:
            _announce(shop)
        letters = tuple(plan.of_row(row) for row in outbox.show(batch.tried))
    left = len(queue) - len(batch.tried)
    return Report(letters, batch.stopped_by, left, lost)


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


@dataclass
class _Batch:
    shop: Shop
    outbox: Outbox
    control: Control
    told: Told
    total: int
    tried: list[int] = field(default_factory=list)
    stopped_by: ShopdeskError | None = None
    departures: list[datetime] = field(default_factory=list)
    room: int = 0
    dropped: int = 0
    look: LastLook | None = None

    def check_pause(self) -> None:
        """Refuse while the provider's own pause lasts.

        Raises:
            AccountLimited: With the time at which it ends.
        """
        until = self.shop.settings.get(MailSettings).paused_until
        if not self.shop.mail.needs_account or not until:
            return
        ends = datetime.fromisoformat(until)
        if self.shop.now() < ends:
            raise _limited(self.shop, ends)

    def run(self, queue: list[int], known: MailAccount, secret: str, rest: float) -> None:
        chosen = self.shop.settings.get(MailSettings)
        quota = Quota(chosen.per_day, chosen.per_hour)
        self.departures = self.outbox.departures(self.shop.now() - timedelta(hours=24))
        look = self.look = LastLook(self.shop, lambda letter: claims_hold(self.shop, letter))
        with Wire(self.shop, known, secret) as wire:
            wire.connect()
            for place, identity in enumerate(queue):
                if not self.control.may_go_on() or not self._has_room(quota):
                    return
                claimed = self.outbox.claim(identity, _owner(), self.shop.now(), look)
                if isinstance(claimed, Letter):
                    self._hand_over(claimed, wire)
                self._tell(identity)
                if self.stopped_by is not None:
                    return
                if isinstance(claimed, Letter) and place + 1 < len(queue):
                    self.control.rest(rest)

    def _has_room(self, quota: Quota) -> bool:
        if not self.shop.mail.needs_account or self.room > 0:
            return True
        left = room(quota, self.departures, self.shop.now())
        self.room = left.letters
        if self.room > 0:
            return True
        self.stopped_by = _limited(self.shop, left.free_at or self.shop.now() + timedelta(hours=1))
        return False

    def _tell(self, identity: int) -> None:
        self.tried.append(identity)
        if self.told is not nobody:
            shown = self.outbox.show([identity])
            self.told(plan.of_row(shown[0]), len(self.tried), self.total)

    def _hand_over(self, letter: Letter, wire: Wire) -> None:
        try:
            outcome = wire.push(letter, lambda: self.outbox.began(letter, self.shop.now()))
            self._note(letter, outcome)
        except MarkFailed as failed:
            # If even this cannot be written, recovery at the next start reads the same from the phase.
            with suppress(MarkFailed):
                self._give_back(letter, "disk", str(failed))
            self.stopped_by = DiskTrouble(
                _("The disk did not take the note that must be there before a letter leaves."),
                _("Make room on the disk and send again; nothing was sent twice."),
            )
        except AccountError as error:
            self._give_back(letter, error.code, str(error))
            self.stopped_by = error

    def _give_back(self, letter: Letter, reason: str, text: str) -> None:
        self.outbox.not_sent(letter, State.QUEUED, reason, text, self.shop.now())

    def _note(self, letter: Letter, outcome: Outcome) -> None:
        now = self.shop.now()
        if isinstance(outcome, Sent | Unknown):
            self.departures.append(now)
            self.room -= 1
            if self.look is not None:
                self.look.left(letter)
        self.dropped = self.dropped + 1 if isinstance(outcome, NotSent) else 0
        match outcome:
            case Sent(reply):
                self.outbox.sent(letter, reply, now)
            case Unknown(text):
                self.outbox.unknown(letter, text, now)
            case NotSent(text):
                self._give_back(letter, "connection", text)
                if self.dropped > 1:
                    self.stopped_by = _cut_off()
            case Refused():
                self._refused(letter, outcome)

    def _refused(self, letter: Letter, refusal: Refused) -> None:
        meaning = meaning_of(refusal.code, refusal.text)
        reply = f"{refusal.code} {refusal.text}"
        failed = refusal.permanent and refusal.scope is Scope.LETTER
        state = State.FAILED if failed else State.QUEUED
        self.outbox.not_sent(letter, state, meaning.value, reply, self.shop.now())
        if refusal.scope is Scope.ACCOUNT:
            self.stopped_by = self._pause(refusal, meaning)

    def _pause(self, refusal: Refused, meaning: Meaning) -> ShopdeskError:
        """Rest the account as long as the refusal says, and learn the limit it taught."""
        if meaning is not Meaning.LIMIT:
            return AccountLimited(
                _("Your account stopped taking letters: {words}").format(words=refusal.text),
                _("The letters stay ready. Try again later, or check the account in Settings, Mail."),
            )
        hours = 1 if refusal.code < 500 else 24
        until = self.shop.now() + timedelta(hours=hours)
        learned = {"mail.paused_until": until.isoformat()}
        sent = len(self.departures)
        if hours == 24 and 0 < sent < self.shop.settings.get(MailSettings).per_day:
            settings.keep(self.shop, learned | {"mail.per_day": sent})
        else:
            settings.keep(self.shop, learned)
        return _limited(self.shop, until)


def _owner() -> str:
    return f"pid {os.getpid()}"


def _limited(shop: Shop, until: datetime) -> AccountLimited:
    local = until.astimezone(shop.zone())
    return AccountLimited(
        _("Your mail account takes no more letters until {time} on {day}.").format(
            time=f"{local:%H:%M}", day=f"{local:%d/%m}"
        ),
        _("The rest stays ready: send again then."),
    )


def _cut_off() -> Unreachable:
    return Unreachable(
        _("The connection to your mail was cut, twice. What had not left stays ready."),
        _("Check the internet connection and send again."),
    )
