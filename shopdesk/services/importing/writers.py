"""Which writer takes a file of which kind."""

from __future__ import annotations

import sqlite3
from typing import Protocol

from sqlmodel import Session

from shopdesk.domain.catalogue_terms import Trust
from shopdesk.formats.base import Batch, Kind
from shopdesk.formats.reading import Reading
from shopdesk.services.importing import others
from shopdesk.services.importing.contacts import ContactWriter
from shopdesk.services.importing.context import FileContext
from shopdesk.services.importing.orders import OrderWriter, Told
from shopdesk.services.importing.others import RowWriter
from shopdesk.services.importing.outcome import Outcome
from shopdesk.services.importing.products import ProductWriter
from shopdesk.services.importing.purchases import PurchaseWriter
from shopdesk.services.importing.results import ImportOptions
from shopdesk.services.importing.stocks import StockWriter


class Writer(Protocol):
    """Takes the records of one file and writes them as one."""

    def open(self, raw: sqlite3.Connection) -> None:
        """Make temporary tables, if any."""

    def take(self, raw: sqlite3.Connection, batch: Batch) -> None:
        """Stage a batch of records."""

    def write(self, session: Session, batch_id: int) -> Outcome:
        """Promote everything staged, within the caller's transaction."""


_ROWS: dict[Kind, others.Write] = {
    Kind.SUPPLIERS: others.suppliers,
    Kind.EVENTS: others.events,
    Kind.VISITS: others.visits,
    Kind.CHECKOUTS: others.checkouts,
    Kind.REVIEWS: others.opinions("review"),
    Kind.SURVEYS: others.opinions("survey"),
}


def make(reading: Reading, context: FileContext, options: ImportOptions) -> Writer:
    """Return the writer for a file."""
    name = reading.format.name
    match reading.kind:
        case Kind.SALES:
            told = Told(trust_in(name), options.same_shop, options.taxes)
            return OrderWriter(context, name, told)
        case Kind.STOCK:
            return StockWriter(context, trust=trust_in(name), as_of=options.as_of)
        case Kind.PRODUCTS:
            return ProductWriter(context, name)
        case Kind.CUSTOMERS | Kind.CONTACTS:
            return ContactWriter(context, name, reading.table.name)
        case Kind.PURCHASES:
            return PurchaseWriter(context, name)
        case kind:
            return RowWriter(context, _ROWS[kind])


def trust_in(format_name: str) -> Trust:
    """Return how far a format's names count: the owner's own files are strict, channels' exports loose."""
    return Trust.STRICT if format_name.startswith("plain") else Trust.LOOSE
