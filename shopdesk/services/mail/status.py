"""Where every letter stands, and what to do with those of which nobody can say."""

from __future__ import annotations

from collections.abc import Sequence

from shopdesk.domain.outreach.flows import Flow, State
from shopdesk.domain.outreach.people import usable_address
from shopdesk.runtime.errors import WrongInput
from shopdesk.runtime.i18n import _
from shopdesk.services import settings
from shopdesk.services.context import Shop
from shopdesk.services.mail import refreeze
from shopdesk.services.mail.approve import no_letter
from shopdesk.services.mail.places import journal_file
from shopdesk.services.mail.planned import Planned, of_row
from shopdesk.store import letters as stored
from shopdesk.store.journal import Entry, Event, Journal


def everything(shop: Shop) -> tuple[Planned, ...]:
    """Return every letter of the outbox, whatever its state; unknown ones first, then by age."""
    with shop.store.read() as session:
        rows = [of_row(row) for row in stored.by_state(session, list(State))]
    return tuple(sorted(rows, key=lambda one: one.state is not State.UNKNOWN))


def unknown(shop: Shop) -> Sequence[Planned]:
    """Return the letters of which nobody can say whether they left."""
    with shop.store.read() as session:
        return [of_row(row) for row in stored.by_state(session, (State.UNKNOWN,))]


def resolve(shop: Shop, key: str, *, was_sent: bool, by: str = "owner") -> Planned:
    """Settle an unknown letter: it was sent, or it certainly was not and goes back to the queue.

    A failed letter may be put back into the queue the same way.

    Args:
        shop: The shop.
        key: The letter's key or Message-ID.
        was_sent: True for "I saw it in Sent"; False for "it is not there: send again".
        by: Who says so: the owner, the Sent folder, a delivery report.

    Raises:
        NotFound: If there is no such letter.
        WrongInput: If the letter is neither unknown nor (for sending again) failed.
    """
    with shop.store.write() as session:
        row = stored.by_key(session, key)
        if row is None:
            raise no_letter(key)
        allowed = {State.UNKNOWN} if was_sent else {State.UNKNOWN, State.FAILED}
        if row.state not in allowed:
            raise WrongInput(
                _("The letter {key} is not in doubt.").format(key=key),
                _("`shopdesk mail status` shows which are."),
            )
        row.resolved_by, row.phase = by, ""
        if was_sent:
            row.state, row.reason = State.SENT.value, ""
            row.sent_at = row.data_at or row.last_try_at or shop.now()
        else:
            row.state, row.reason = State.QUEUED.value, ""
            _tell_journal(shop, row.letter_key)
        session.add(row)
        session.flush()
        return of_row(row)


def retry(shop: Shop, key: str, address: str = "") -> Planned:
    """Put a failed letter back into the queue, to another address if one is given.

    The customer keeps the new address too. Words and Message-ID stay: the letter certainly never left.

    Raises:
        NotFound: If there is no such letter.
        WrongInput: If it did not fail, or the address cannot be used.
    """
    usable = usable_address(address) if address.strip() else ""
    if address.strip() and not usable:
        raise WrongInput(
            _("The address {address} cannot be used.").format(address=address.strip()[:80]),
            _("Look for a missing point or an accent before the @."),
        )
    with shop.store.write() as session:
        row = stored.by_key(session, key)
        if row is None:
            raise no_letter(key)
        if row.state != State.FAILED:
            raise WrongInput(_("The letter {key} did not fail.").format(key=key), _("It may have left."))
        if usable and usable != row.recipient and row.words:
            if row.customer_id:
                stored.add_address(session, row.customer_id, usable)
            refreeze.to_address(shop, row, usable)
        row.state, row.reason, row.server_reply = State.QUEUED.value, "", ""
        session.add(row)
        session.flush()
        return of_row(row)


def _tell_journal(shop: Shop, key: str) -> None:
    with Journal(journal_file(shop)) as notes:
        notes.write(Entry(key, Event.AGAIN, shop.now().isoformat()))


def switch(shop: Shop, flow: Flow, *, on: bool) -> None:
    """Turn a flow on or off: on, it prepares batches; it never sends by itself."""
    settings.keep(shop, {f"flow.{flow.value}": on})
