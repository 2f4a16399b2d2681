"""A Shopify-like export of any length: 79 columns, orders of one to six lines, notes of several lines."""

from __future__ import annotations

import csv
import random
from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path

_COLUMNS = (
    "Name,Email,Financial Status,Paid at,Fulfillment Status,Fulfilled at,Accepts Marketing,Currency,"
    "Subtotal,Shipping,Taxes,Total,Discount Code,Discount Amount,Shipping Method,Created at,"
    "Lineitem quantity,Lineitem name,Lineitem price,Lineitem compare at price,Lineitem sku,"
    "Lineitem requires shipping,Lineitem taxable,Lineitem fulfillment status,Billing Name,"
    "Billing Street,Billing Address1,Billing Address2,Billing Company,Billing City,Billing Zip,"
    "Billing Province,Billing Country,Billing Phone,Shipping Name,Shipping Street,Shipping Address1,"
    "Shipping Address2,Shipping Company,Shipping City,Shipping Zip,Shipping Province,"
    "Shipping Country,Shipping Phone,Notes,Note Attributes,Cancelled at,Payment Method,"
    "Payment Reference,Refunded Amount,Vendor,Outstanding Balance,Employee,Location,Device ID,Id,"
    "Tags,Risk Level,Source,Lineitem discount,Tax 1 Name,Tax 1 Value,Tax 2 Name,Tax 2 Value,"
    "Tax 3 Name,Tax 3 Value,Tax 4 Name,Tax 4 Value,Tax 5 Name,Tax 5 Value,Phone,Receipt Number,"
    "Duties,Billing Province Name,Shipping Province Name,Payment ID,Payment Terms Name,"
    "Next Payment Due At,Payment References"
)
HEADER = tuple(_COLUMNS.split(","))
_AT = {name: place for place, name in enumerate(HEADER)}
_NAMES = ("Ana", "Luis", "María", "José", "Paula", "Hugo", "Sofía", "Raúl")
_MODELS = ("Tenis Brisa", "Bota Sierra", "Sandalia Arena", "Mocasín Roma", "Botín Lluvia", "Zapato Nube")
_COLORS = ("Negro", "Blanco", "Café", "Rojo", "Azul marino")
_NOTES = ("", "", "", "Dejar en recepción;\ntocar el timbre", "Es regalo, sin ticket\r\nGracias")
MEXICO = timezone(timedelta(hours=-6))


def write(path: Path, lines: int, *, seed: int = 7) -> int:
    """Write at least ``lines`` order lines, newest order first as Shopify does; return how many."""
    chance = random.Random(seed)
    start = datetime(2026, 11, 1, 20, tzinfo=UTC)
    products = [
        (f"{model} {n}", color, size, 59900 + 10000 * (n % 7))
        for n in range(14)
        for model in _MODELS
        for color in _COLORS
        for size in ("23", "23.5", "24", "24.5", "25", "25.5", "26", "27", "28", "29")
    ]
    written = 0
    with path.open("w", encoding="utf-8", newline="") as out:
        rows = csv.writer(out, lineterminator="\n")
        rows.writerow(HEADER)
        number = lines
        while written < lines:
            number -= 1
            placed = start - timedelta(seconds=97 * (lines - number))
            wanted = [
                (*chance.choice(products), chance.randint(1, 3))
                for _ in range(chance.choice((1, 1, 2, 3, 6)))
            ]
            for place, row in enumerate(_order(chance, number, placed, wanted)):
                rows.writerow(row)
                written += place >= 0
    return written


def _code(model: str) -> str:
    first, second, number = model.split()
    return f"{first[:2]}{second[:2]}{number}".upper()


def _order(
    chance: random.Random, number: int, placed: datetime, wanted: list[tuple[str, str, str, int, int]]
) -> list[list[str]]:
    at = placed.astimezone(MEXICO).strftime("%Y-%m-%d %H:%M:%S %z")
    person = chance.randrange(60_000)
    email = f"cliente{person}@example.com" if person % 9 else ""
    phone = f"'+5255{10_000_000 + person:08d}"
    subtotal = sum(price * pieces for *_p, price, pieces in wanted)
    found = []
    for place, (model, color, size, price, pieces) in enumerate(wanted):
        row = [""] * len(HEADER)
        common = {
            "Name": f"#{number}", "Email": email, "Created at": at, "Lineitem quantity": str(pieces),
            "Lineitem name": f"{model} - {size} / {color}", "Lineitem price": f"{price / 100:.2f}",
            "Lineitem sku": f"{_code(model)}-{color[:2].upper()}-{size}",
            "Lineitem requires shipping": "true", "Lineitem taxable": "true", "Vendor": "Zapatería Demo",
            "Lineitem fulfillment status": "fulfilled", "Lineitem discount": "0.00", "Phone": phone,
        }  # fmt: skip
        if place == 0:
            name = f"{_NAMES[person % 8]} López {person}"
            common |= {
                "Financial Status": chance.choice(("paid", "paid", "paid", "pending", "refunded")),
                "Paid at": at, "Fulfillment Status": "fulfilled", "Fulfilled at": at,
                "Accepts Marketing": "yes", "Currency": "MXN",
                "Subtotal": f"{subtotal / 100:.2f}", "Shipping": "99.00", "Taxes": "0.00",
                "Total": f"{(subtotal + 9900) / 100:.2f}", "Discount Amount": "0.00",
                "Shipping Method": "Envío estándar", "Billing Name": name, "Billing Street": "Av. Juárez 580",
                "Billing Address1": "Av. Juárez 580", "Billing City": "Mérida", "Billing Zip": "'97000",
                "Billing Country": "MX", "Billing Phone": phone, "Shipping Name": name,
                "Shipping City": "Mérida", "Shipping Country": "MX",
                "Notes": chance.choice(_NOTES), "Payment Method": "Mercado Pago",
                "Refunded Amount": "0.00", "Id": str(6_040_000_000_000 + number), "Source": "web",
                "Tax 1 Name": "MX IVA 16%", "Risk Level": "Low",
            }  # fmt: skip
        for column, value in common.items():
            row[_AT[column]] = value
        found.append(row)
    return found
