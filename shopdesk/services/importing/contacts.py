"""Contacts and customers: people without an order, with consent where a column says so."""

from __future__ import annotations

import sqlite3
from datetime import UTC, date, datetime, time

from sqlmodel import Session

from shopdesk.formats.base import Batch
from shopdesk.formats.records import ContactRecord
from shopdesk.runtime.i18n import _
from shopdesk.services.importing import people
from shopdesk.services.importing.context import FileContext
from shopdesk.services.importing.outcome import Outcome, Refusal
from shopdesk.store.imports.upserts import upsert


class ContactWriter:
    """Takes contact records in batches and writes them as one."""

    def __init__(self, context: FileContext, format_name: str, file_name: str) -> None:
        self._context = context
        self._format = format_name
        self._file = file_name
        self._records: list[ContactRecord] = []

    def open(self, raw: sqlite3.Connection) -> None:
        """Nothing to prepare."""

    def take(self, _raw: sqlite3.Connection, batch: Batch) -> None:
        """Keep a batch of records."""
        self._records.extend(r for r in batch.records if isinstance(r, ContactRecord))

    def write(self, session: Session, batch_id: int) -> Outcome:
        """Write people, keys and consent."""
        seen = [self._person(record) for record in self._records]
        found = people.write(session, self._context, seen, batch_id)
        pairs = [(customer, r) for customer, r in zip(found, self._records, strict=True) if customer]
        rows = [
            {
                "id": customer, "birthday": record.birthday, "instagram": record.instagram,
                "incentive": record.incentive, "source": record.consent_source,
            }
            for customer, record in pairs
        ]  # fmt: skip
        upsert(session, "customer", ("id",), rows, batch_id)
        nobody = _("Nothing on this row names a person: no address, no phone.")
        return Outcome(
            refusals=tuple(
                Refusal(record.line, nobody, "nobody")
                for customer, record in zip(found, self._records, strict=True)
                if not customer
            ),
            facts={
                "customers": len({customer for customer, _r in pairs}),
                "consent_yes": sum(r.consent is True for _c, r in pairs),
                "consent_no": sum(r.consent is False for _c, r in pairs),
                "without_email": sum(not r.email for r in self._records),
            },
        )

    def _person(self, record: ContactRecord) -> people.Person:
        buyer = f"{self._format.partition('-')[0]}:{record.external_id}" if record.external_id else ""
        at = self._instant(record.consent_at)
        person = people.Person(record.email, record.phone, buyer, record.name, record.city, at)
        reference = f"{self._file}:{record.line}"
        if record.consent is not None:
            source = record.consent_source or self._format
            person.say(people.Word(at, record.consent, source, reference))
        if record.sms_consent is not None:
            person.say(people.Word(at, record.sms_consent, self._format, reference, "sms"))
        return person

    def _instant(self, at: date | datetime | None) -> str:
        if at is None:
            moment = self._context.now
        elif isinstance(at, datetime):
            moment = at if at.tzinfo else at.replace(tzinfo=self._context.source_zone)
        else:
            moment = datetime.combine(at, time(), self._context.zone)
        return moment.astimezone(UTC).strftime("%Y-%m-%d %H:%M:%S.%f")
