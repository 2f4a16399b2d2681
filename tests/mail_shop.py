"""A small shop with buyers of this week, for tests of letters."""

from __future__ import annotations

import os
import subprocess
import sys
from collections import Counter
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

from mail_server import PASSWORD, USER, Certificates

from shopdesk.adapters.secrets import SystemSecrets
from shopdesk.domain.naming import name_key
from shopdesk.domain.outreach.flows import State
from shopdesk.domain.outreach.people import normal_address
from shopdesk.services.context import Shop
from shopdesk.services.mail import account, status
from shopdesk.store.models import (
    Consent,
    Customer,
    CustomerKey,
    ImportBatch,
    Order,
    OrderLine,
    Product,
    Variant,
)

ROOT = Path(__file__).resolve().parent.parent


def a_product(
    session: Any, name: str = "Tenis Nube", color: str = "blanco", size: str = "24", **more: Any
) -> Variant:
    product = Product(
        name=name, name_key=name_key(name), color=color, color_key=name_key(color), category="Tenis", **more
    )
    session.add(product)
    session.flush()
    variant = Variant(product_id=product.id, size=size, sku=f"{name}-{color}-{size}")
    session.add(variant)
    session.flush()
    return variant


def a_customer(session: Any, name: str, email: str | None, **more: Any) -> Customer:
    customer = Customer(name=name, name_key=name_key(name), **more)
    session.add(customer)
    session.flush()
    if email:
        key = CustomerKey(customer_id=customer.id, kind="email", value=normal_address(email), shown=email)
        session.add(key)
    return customer


def a_sale(
    session: Any, customer: Customer, variant: Variant, day: date, *, number: str, **more: Any
) -> Order:
    at = datetime.combine(day, datetime.min.time(), UTC) + timedelta(hours=18)
    week = day - timedelta(days=day.weekday())
    values = {"status": "paid", "total_minor": 129900} | more
    order = Order(
        source="shopify",
        number=number,
        customer_id=customer.id,
        placed_at=at,
        local_day=day,
        local_week=week,
        currency="MXN",
        **values,
    )
    session.add(order)
    session.flush()
    line = OrderLine(
        order_id=order.id, ordinal=1, variant_id=variant.id, quantity=1, local_day=day, local_week=week
    )
    session.add(line)
    session.flush()
    return order


def an_import(session: Any, day: date) -> None:
    """Note a first import on a day: nothing due before it is proposed, except thank-yous."""
    at = datetime.combine(day, datetime.min.time(), UTC) + timedelta(hours=15)
    session.add(
        ImportBatch(file_name="a.csv", file_hash="x", kind="sales", format="x", created_at=at, orders_new=1)
    )


def a_consent(session: Any, customer: Customer, granted: bool = True) -> None:
    session.add(
        Consent(
            customer_id=customer.id,
            is_granted=granted,
            at=datetime(2026, 1, 1, tzinfo=UTC),
            source="contacts.csv",
        )
    )


def buyers(shop: Shop, count: int, *, days_ago: int = 2) -> None:
    """Fill the shop with this week's buyers, one order each."""
    from shopdesk.services import settings

    about = {"shop.name": "Calzado Nube", "shop.owner": "Lucía Ramos", "shop.city": "Guadalajara"}
    settings.keep(shop, about)
    with shop.store.write() as session:
        variant = a_product(session)
        for number in range(count):
            customer = a_customer(session, f"Clienta {_word(number)} Pérez", f"c{number}@example.com")
            day = shop.today() - timedelta(days=days_ago)
            a_sale(session, customer, variant, day, number=str(1000 + number))


def _word(number: int) -> str:
    return "".join("abcdefghij"[int(d)] for d in str(number)).capitalize()


def set_account(shop: Shop, port: int, certificates: Certificates, **more: Any) -> None:
    """Point the shop at the test server; the password comes from the environment."""
    from shopdesk.services import settings

    account.set_account(
        shop,
        account.Chosen(
            user=USER, host="localhost", port=port, security="starttls", ca_file=str(certificates.authority)
        ),
    )
    settings.keep(shop, {"mail.pace_seconds": 0.0, "mail.timeout_seconds": 5.0} | more)


def knowing_the_password(shop: Shop) -> Shop:
    """Return the shop with the test server's password at hand."""
    return replace(shop, secrets=SystemSecrets({"SHOPDESK_MAIL_PASSWORD": PASSWORD}))


def states(shop: Shop) -> Counter[State]:
    """Count the letters of a shop by their state."""
    return Counter(letter.state for letter in status.everything(shop))


def command(home: Path, *words: str, today: str = "2026-11-21") -> subprocess.Popen[str]:
    """Start the program with the password in the environment."""
    environment = os.environ | {"SHOPDESK_MAIL_PASSWORD": PASSWORD, "SHOPDESK_HOME": str(home)}
    return subprocess.Popen(
        [sys.executable, "-m", "shopdesk", "--today", today, *words],
        cwd=ROOT,
        env=environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
