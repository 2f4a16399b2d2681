"""Erasing a person: every trace but the hash that keeps anyone from writing to them again."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import text
from sqlmodel import Session

from shopdesk.domain.outreach.people import address_hash
from shopdesk.store import traces
from shopdesk.store.models import Consent

_DELETED = (
    "DELETE FROM consent WHERE customer_id = :c",
    "DELETE FROM customer_key WHERE customer_id = :c",
    "DELETE FROM checkout WHERE customer_id = :c",
    (
        "DELETE FROM survey_answer WHERE customer_id = :c"
        " OR order_id IN (SELECT id FROM sale_order WHERE customer_id = :c)"
    ),
    "DELETE FROM hold_out WHERE customer_id = :c",
    "DELETE FROM merge_proposal WHERE one_id = :c OR other_id = :c",
    "DELETE FROM customer_merge WHERE kept_id = :c OR merged_id = :c",
)
_MESSAGE_PARTS = ("message_tag", "message_mention", "promise", "reply", "unmet_request", "tag_correction")
_BLANKED = (
    (
        "UPDATE sale_order SET customer_id = NULL, buyer_name = '', buyer_email = '', buyer_phone = '',"
        " city = '', late_note = '' WHERE customer_id = :c"
    ),
    "UPDATE unmet_request SET customer_id = NULL WHERE customer_id = :c",
    "UPDATE promise SET customer_id = NULL, text = '' WHERE customer_id = :c",
)


def suppress(session: Session, address: str, *, reason: str, at: datetime, source: str) -> None:
    """Remember that nobody may write to an address; the address itself is not kept."""
    session.execute(
        text(
            "INSERT INTO suppression(channel, address_hash, reason, at, source)"
            " VALUES ('email', :hash, :reason, :at, :source)"
            " ON CONFLICT(channel, address_hash) DO UPDATE SET reason = excluded.reason"
        ),
        {"hash": address_hash(address), "reason": reason, "at": _stamp(at), "source": source},
    )


def allow(session: Session, address: str, customer: int, *, why: str, at: datetime) -> bool:
    """Let an address be written to again that was unsubscribed; return whether it was.

    The reason is kept with the person. It is no consent to news: its channel is not ``email``.
    """
    gone = session.connection().execute(
        text(
            "DELETE FROM suppression WHERE channel = 'email' AND reason = 'unsubscribed'"
            " AND address_hash = :hash"
        ),
        {"hash": address_hash(address)},
    )
    if gone.rowcount:
        session.add(Consent(customer_id=customer, channel="letters", is_granted=True, at=at, source=why))
    return bool(gone.rowcount)


def addresses(session: Session, customer: int) -> list[str]:
    """Return every address a customer was ever known or written to by."""
    rows = session.execute(
        text(
            "SELECT shown FROM customer_key WHERE customer_id = :c AND kind = 'email' UNION"
            " SELECT value FROM customer_key WHERE customer_id = :c AND kind = 'email' UNION"
            " SELECT recipient FROM outbox_letter WHERE customer_id = :c UNION"
            " SELECT buyer_email FROM sale_order WHERE customer_id = :c"
        ),
        {"c": customer},
    ).scalars()
    return sorted({str(row) for row in rows if row and "@" in str(row)})


def erase(session: Session, customer: int) -> int:
    """Remove a person from every table and return how many orders stay as sales of nobody.

    Letters stay as counts without words.

    Before-images and kept cells of imports that hold the person's rows go too, so that no undo brings
    them back.
    """
    session.execute(text("PRAGMA secure_delete = ON"))  # freed pages would keep the words otherwise
    people = [customer, *_merged_into(session, customer)]
    orders = sum(_orders(session, one) for one in people)
    left = traces.of(session, people)
    _erase_images(session, people)
    for one in people:
        _erase_messages(session, "customer_id = :c", {"c": one})
        _erase_letters(session, one)
        for statement in (*_DELETED, *_BLANKED):
            session.execute(text(statement), {"c": one})
    for message in traces.messages(session, left):
        _erase_messages(session, "id = :m", {"m": message})
    traces.erase(session, left)
    for one in reversed(people):
        session.execute(text("DELETE FROM customer WHERE id = :c"), {"c": one})
    # The index keeps deleted words in its segments until it is built anew.
    session.execute(text("INSERT INTO message_search(message_search) VALUES ('rebuild')"))
    return orders


def _orders(session: Session, customer: int) -> int:
    found = session.execute(text("SELECT count(*) FROM sale_order WHERE customer_id = :c"), {"c": customer})
    return int(found.scalar() or 0)


def _merged_into(session: Session, customer: int) -> list[int]:
    """Return everybody who became part of a customer, also by way of others."""
    rows = session.execute(
        text(
            "WITH RECURSIVE part(id) AS (SELECT id FROM customer WHERE merged_into_id = :c UNION"
            " SELECT x.id FROM customer x JOIN part ON x.merged_into_id = part.id)"
            " SELECT id FROM part ORDER BY id"
        ),
        {"c": customer},
    )
    return [int(i) for i in rows.scalars()]


def _erase_images(session: Session, people: list[int]) -> None:
    """Delete what undoing an import would bring back of these people's own rows."""
    for table in ("customer_key", "consent", "sale_order", "checkout", "survey_answer", "message"):
        session.connection().execute(
            text(
                f"DELETE FROM import_image WHERE table_name = '{table}' AND before IS NOT NULL"
                f" AND row_id IN (SELECT id FROM {table} WHERE customer_id = :c)"
            ),
            [{"c": one} for one in people],
        )
    session.connection().execute(
        text("DELETE FROM import_image WHERE table_name = 'customer' AND row_id = :c"),
        [{"c": one} for one in people],
    )


def _erase_messages(session: Session, whose: str, values: dict[str, int]) -> None:
    own = f"(SELECT id FROM message WHERE {whose})"
    replies = f"(SELECT id FROM reply WHERE message_id IN {own})"
    session.execute(text(f"UPDATE promise SET reply_id = NULL WHERE reply_id IN {replies}"), values)
    for table in _MESSAGE_PARTS:
        session.execute(text(f"DELETE FROM {table} WHERE message_id IN {own}"), values)
    session.execute(
        text(f"UPDATE reservation SET message_id = NULL, person = '' WHERE message_id IN {own}"), values
    )
    session.execute(text(f"DELETE FROM message WHERE {whose}"), values)


def _erase_letters(session: Session, customer: int) -> None:
    session.execute(
        text(
            "UPDATE outbox_letter SET recipient = '', recipient_name = '', subject = '', facts = NULL,"
            " words = NULL, claims = NULL, raw = NULL, raw_hash = '', story = NULL, server_reply = '',"
            " address_hash = '', customer_id = NULL,"
            " letter_key = 'erased:' || id, state = CASE WHEN state IN ('sent', 'failed', 'skipped')"
            " THEN state ELSE 'cancelled' END WHERE customer_id = :c"
        ),
        {"c": customer},
    )


def _stamp(at: datetime) -> str:
    return f"{at:%Y-%m-%d %H:%M:%S.%f}"
