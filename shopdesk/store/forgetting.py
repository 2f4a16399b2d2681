"""Erasing a person: every trace but the hash that keeps anyone from writing to them again."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import text
from sqlmodel import Session

from shopdesk.domain.outreach.people import address_hash

_DELETED = (
    "DELETE FROM consent WHERE customer_id = :c",
    "DELETE FROM customer_key WHERE customer_id = :c",
    "DELETE FROM checkout WHERE customer_id = :c",
    "DELETE FROM survey_answer WHERE customer_id = :c",
    "DELETE FROM hold_out WHERE customer_id = :c",
    "DELETE FROM merge_proposal WHERE one_id = :c OR other_id = :c",
    "DELETE FROM customer_merge WHERE kept_id = :c OR merged_id = :c",
)
_MESSAGE_PARTS = ("message_tag", "message_mention", "reply", "promise", "unmet_request", "tag_correction")
_BLANKED = (
    (
        "UPDATE sale_order SET customer_id = NULL, buyer_name = '', buyer_email = '', buyer_phone = '',"
        " city = '' WHERE customer_id = :c"
    ),
    "UPDATE unmet_request SET customer_id = NULL WHERE customer_id = :c",
    "UPDATE promise SET customer_id = NULL WHERE customer_id = :c",
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
    traces = [trace for one in people for trace in _traces(session, one)]
    for one in people:
        _erase_messages(session, one)
        _erase_letters(session, one)
        for statement in (*_DELETED, *_BLANKED):
            session.execute(text(statement), {"c": one})
    for trace in traces:
        like = {"like": f"%{trace}%"}
        session.execute(text("UPDATE import_row SET cells = NULL WHERE cells LIKE :like"), like)
        session.execute(text("DELETE FROM import_image WHERE before LIKE :like"), like)
    for one in reversed(people):
        session.execute(
            text("DELETE FROM import_image WHERE table_name = 'customer' AND row_id = :c"), {"c": one}
        )
        session.execute(text("DELETE FROM customer WHERE id = :c"), {"c": one})
    # The index keeps deleted words in its segments until it is built anew.
    session.execute(text("INSERT INTO message_search(message_search) VALUES ('rebuild')"))
    return orders


def _orders(session: Session, customer: int) -> int:
    found = session.execute(text("SELECT count(*) FROM sale_order WHERE customer_id = :c"), {"c": customer})
    return int(found.scalar() or 0)


def _merged_into(session: Session, customer: int) -> list[int]:
    rows = session.execute(text("SELECT id FROM customer WHERE merged_into_id = :c"), {"c": customer})
    return [int(i) for i in rows.scalars()]


def _traces(session: Session, customer: int) -> list[str]:
    rows = session.execute(
        text("SELECT shown FROM customer_key WHERE customer_id = :c UNION"
             " SELECT value FROM customer_key WHERE customer_id = :c"),
        {"c": customer},
    ).scalars()  # fmt: skip
    return [str(row).replace("%", "") for row in rows if row and len(str(row)) > 4]


def _erase_messages(session: Session, customer: int) -> None:
    own = "(SELECT id FROM message WHERE customer_id = :c)"
    for table in _MESSAGE_PARTS:
        session.execute(text(f"DELETE FROM {table} WHERE message_id IN {own}"), {"c": customer})
    session.execute(
        text(f"UPDATE reservation SET message_id = NULL, person = '' WHERE message_id IN {own}"),
        {"c": customer},
    )
    session.execute(text("DELETE FROM message WHERE customer_id = :c"), {"c": customer})


def _erase_letters(session: Session, customer: int) -> None:
    session.execute(
        text(
            "UPDATE outbox_letter SET recipient = '', recipient_name = '', subject = '', facts = NULL,"
            " claims = NULL, raw = NULL, story = NULL, server_reply = '', customer_id = NULL,"
            " letter_key = 'erased:' || id, state = CASE WHEN state IN ('sent', 'failed', 'skipped')"
            " THEN state ELSE 'cancelled' END WHERE customer_id = :c"
        ),
        {"c": customer},
    )


def _stamp(at: datetime) -> str:
    return f"{at:%Y-%m-%d %H:%M:%S.%f}"
