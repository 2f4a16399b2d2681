"""A shop in which one customer, Ana, did something on DAY, asked through the command line."""

from __future__ import annotations

import json
import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
from mail_shop import a_consent, a_customer, a_product, a_sale, an_import

from shopdesk.adapters.clock import FrozenClock
from shopdesk.cli import main, parser
from shopdesk.domain.outreach.flows import Flow
from shopdesk.domain.outreach.people import address_hash
from shopdesk.domain.preferences import ShopSettings
from shopdesk.runtime.paths import DataFolder
from shopdesk.services.context import Shop
from shopdesk.services.mail import status
from shopdesk.shop import open_shop
from shopdesk.store.models import (
    Customer,
    Location,
    Message,
    MessageTag,
    OutboxLetter,
    StockSnapshot,
    Suppression,
    Variant,
)

DAY = date(2026, 3, 10)
ANA = "ana@example.com"


def at(day: date, hour: int = 18) -> datetime:
    return datetime(day.year, day.month, day.day, hour, tzinfo=UTC)


def begin(shop) -> tuple[int, int]:
    """Give a shop a product and Ana; return the variant's number and hers."""
    with shop.store.write() as session:
        an_import(session, DAY - timedelta(days=300))
        return a_product(session).id, a_customer(session, "Ana Ruiz", ANA).id


class Built:
    """A shop with a product and Ana, opened once for a module and put back as it was before each test.

    The commands get this very shop with another day: opening one and its first questions take longer than
    all that a test asks.
    """

    def __init__(self, folder: DataFolder) -> None:
        self.shop = open_shop(folder, today=DAY)
        self.begun = begin(self.shop)
        self._as_begun = sqlite3.connect(":memory:")
        with closing(sqlite3.connect(folder.database)) as live:
            live.backup(self._as_begun)

    def open(self, folder: DataFolder, *, today: date, letters_to=None) -> Shop:
        assert (folder, letters_to) == (self.shop.folder, None)
        return replace(self.shop, clock=FrozenClock(today, self.shop.settings.get(ShopSettings).zone))

    def put_back(self) -> None:
        """Make file and folder what they were at the beginning."""
        with closing(sqlite3.connect(self.shop.folder.database)) as live:
            self._as_begun.backup(live)
        for left in self.shop.folder.root.iterdir():
            if left.is_file() and not left.name.startswith(self.shop.folder.database.name):
                left.unlink()  # the outbox's own journal would remember what left in another test


def build(folder: DataFolder, template: Path) -> Iterator[Built]:
    """Give a shop shared by a module's tests; see ``Built``."""
    folder.make()
    shutil.copy(template, folder.database)
    built, words = Built(folder), parser.build()
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("shopdesk.shop.open_shop", built.open)
        patch.setattr(parser, "build", lambda: words)
        patch.setattr(built.shop.store, "close", lambda: None)
        yield built
    built.shop.store.close()


class Scene:
    """A shop in which one customer, Ana, did something on DAY; ``plan`` asks the command."""

    def __init__(self, shop, capsysbinary, tmp_path, begun: tuple[int, int] | None = None) -> None:
        self.shop, self._out, self.out = shop, capsysbinary, tmp_path / "salida"
        self.who = ANA
        self.variant, self.ana = begun or begin(shop)

    def command(self, today: date, *words: str) -> dict:
        self._out.readouterr()
        home = str(self.shop.folder.root)
        code = main(["--home", home, "--today", today.isoformat(), "mail", *words, "--json"])
        said = json.loads(self._out.readouterr().out)
        said["code"] = code
        return said

    def plan(self, today: date, flow: str) -> list[tuple[str, str | None]]:
        letters = self.command(today, "plan")["letters"]
        return [(one["state"], one["reason"]) for one in letters if one["flow"] == flow]

    def fires(self, today: date, flow: str) -> bool:
        return ("draft", None) in self.plan(today, flow)

    def switch_on(self, flow: str) -> None:
        status.switch(self.shop, Flow(flow), on=True)

    def write(self, *rows):
        with self.shop.store.write() as session:
            for row in rows:
                session.add(row)
            session.flush()
            return [row.id for row in rows]

    def change(self, model, identity, **values) -> None:
        with self.shop.store.write() as session:
            row = session.get(model, identity)
            for name, value in values.items():
                setattr(row, name, value)
            session.add(row)

    def sale(self, day: date = DAY, number: str = "1001", **more) -> int:
        with self.shop.store.write() as session:
            variant, ana = session.get(Variant, self.variant), session.get(Customer, self.ana)
            return a_sale(session, ana, variant, day, number=number, **more).id

    def consent(self, granted: bool = True) -> None:
        with self.shop.store.write() as session:
            a_consent(session, session.get(Customer, self.ana), granted)

    def complaint(self) -> int:
        [message] = self.write(
            Message(text="Llegaron rotos", written_at=at(DAY), added_at=at(DAY), customer_id=self.ana)
        )
        self.write(MessageTag(message_id=message, tag="queja"))
        return message

    def baja(self) -> None:
        self.write(Suppression(address_hash=address_hash(ANA), reason="unsubscribed", at=at(DAY)))

    def stock(self, pieces: int, day: date = DAY) -> None:
        with self.shop.store.write() as session:
            place = session.get(Location, 1)
            if place is None:
                place = Location(name="Tienda")
                session.add(place)
                session.flush()
            session.add(
                StockSnapshot(
                    variant_id=self.variant,
                    location_id=place.id,
                    on_hand=pieces,
                    at=at(day, 8),
                    local_day=day,
                    kind="count",
                )
            )

    def had(self, flow: str, days_ago: int, today: date) -> None:
        """Note a letter that Ana got some days before."""
        sent = at(today - timedelta(days=days_ago))
        self.write(
            OutboxLetter(
                letter_key=f"{flow}:old:{days_ago}",
                flow=flow,
                kind="marketing",
                customer_id=self.ana,
                recipient=ANA,
                address_hash=address_hash(ANA),
                state="sent",
                proposed_at=sent,
                sent_at=sent,
                last_try_at=sent,
            )
        )

    def approve(self, today: date, flow: str) -> None:
        approved = self.command(today, "approve", "--flow", flow)["letters"]
        assert [one["state"] for one in approved] == ["approved"], approved

    def send(self, today: date) -> list[tuple[str, str | None]]:
        said = self.command(today, "send", "--to-folder", str(self.out))
        assert said["code"] == 0
        return [(one["state"], one["reason"]) for one in said["letters"]]


def after(days: int) -> date:
    return DAY + timedelta(days=days)
