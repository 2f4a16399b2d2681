"""A counter sale, a return or an exchange typed in seconds, without a file."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from decimal import Decimal, InvalidOperation

from sqlmodel import Session

from shopdesk.domain.preferences import ShopSettings
from shopdesk.runtime import words
from shopdesk.runtime.errors import NotFound, WrongInput
from shopdesk.runtime.i18n import _
from shopdesk.services.context import Shop
from shopdesk.services.importing import people, returns
from shopdesk.services.importing.catalogue import channel_name
from shopdesk.services.importing.context import of_shop
from shopdesk.services.stock.levels import StockLevel, read_levels
from shopdesk.store import hand_sales as store
from shopdesk.store import stock_writing
from shopdesk.store.imports import catalogue as catalogue_store

KINDS = ("sale", "return", "exchange")


@dataclass(frozen=True, slots=True)
class TypedSale:
    """What the owner types.

    Attributes:
        kind: ``sale``, ``return`` or ``exchange``.
        code: SKU or barcode of what was sold, or of what came back.
        kept: SKU or barcode of what was taken instead, for an exchange.
        variant_id, kept_id: The variants themselves, where the caller knows them; some have no code.
        price_minor: Price of a piece; None takes the catalogue's.
        related_number: Number of the first order, of whatever source, for a return or exchange.
        at: Moment (aware) or None for now.
        on: A day alone, instead of a moment.
    """

    code: str
    pieces: int = 1
    kind: str = "sale"
    kept: str = ""
    price_minor: int | None = None
    channel: str = "counter"
    related_number: str = ""
    reason: str = ""
    name: str = ""
    email: str = ""
    phone: str = ""
    at: datetime | None = None
    on: date | None = None
    variant_id: int | None = None
    kept_id: int | None = None


@dataclass(frozen=True, slots=True)
class Typed:
    """What was kept: its number, and the stock of the variants concerned."""

    number: str
    kind: str
    levels: tuple[StockLevel, ...]


def add(shop: Shop, sale: TypedSale) -> Typed:
    """Keep a sale, return or exchange typed by hand.

    A later file of the counter that holds the same takes its place (see ``store.hand_sales.reconcile``).

    Raises:
        NotFound: If a code is unknown.
        WrongInput: If there are no pieces, or an exchange does not say what was kept.
    """
    _check(sale)
    with shop.store.write() as session:
        moment = _moment(session, shop, sale)
        number = store.next_number(session)
        customer = _customer(session, shop, sale)
        channel = catalogue_store.channels(session, {sale.channel: channel_name(sale.channel)})[sale.channel]
        came, taken = _lines(session, sale)
        ids = []
        for suffix, kind, lines in _parts(sale, came, taken):
            ids.append(
                store.add(
                    session,
                    store.HandOrder(
                        number=number + suffix,
                        kind=kind,
                        placed_at=moment.astimezone(UTC),
                        offset_minutes=int((moment.utcoffset() or timedelta()).total_seconds() // 60),
                        local_day=moment.date(),
                        currency=shop.settings.get(ShopSettings).currency,
                        channel_id=channel,
                        lines=lines,
                        customer_id=customer,
                        related_number=number if suffix else sale.related_number,
                        reason=sale.reason,
                        buyer_name=sale.name,
                        buyer_email=sale.email,
                        buyer_phone=sale.phone,
                    ),
                )
            )
        returns.derive_orders(session, ids)
        variants = sorted({line.variant_id for line in (*came, *taken)})
        return Typed(number, sale.kind, tuple(read_levels(session, shop, variants)))


def remove(shop: Shop, number: str) -> None:
    """Take back what was typed by hand: a sale, a return, or an exchange with both its halves.

    Raises:
        NotFound: If nothing typed has the number; a later file may have taken its place.
    """
    with shop.store.write() as session:
        ids = store.typed(session, [number, number + returns.LEG])
        if not ids:
            raise NotFound(
                _("Nothing typed by hand is called {number}.").format(number=number),
                _("A file that holds the same sale may have taken its place: undo that import instead."),
            )
        returns.forget_orders(session, ids)
        store.remove(session, ids)


def price(shop: Shop, text: str) -> int:
    """Read a price in the shop's currency into minor units.

    Raises:
        WrongInput: If it is no amount.
    """
    currency = shop.settings.get(ShopSettings).currency
    try:
        amount = Decimal(text.replace(" ", "").lstrip("$"))
        return int((amount * 10 ** words.decimals(currency)).to_integral())
    except InvalidOperation as error:
        raise WrongInput(
            _("{text} is not a price.").format(text=text), _("Write it like 1299.00.")
        ) from error


def _moment(session: Session, shop: Shop, sale: TypedSale) -> datetime:
    if sale.on is not None:
        return datetime.combine(sale.on, time(12), shop.zone())
    return (sale.at or stock_writing.after_all(session, shop.now())).astimezone(shop.zone())


def _check(sale: TypedSale) -> None:
    if sale.pieces < 1:
        raise WrongInput(_("A sale has at least one piece."), _("Nothing was changed."))
    if sale.kind not in KINDS:
        raise WrongInput(
            _("{kind} is not a sale, a return or an exchange.").format(kind=sale.kind),
            _("Nothing was changed."),
        )
    if sale.kind == "exchange" and not sale.kept and sale.kept_id is None:
        raise WrongInput(
            _("An exchange says what came back and what was taken instead."),
            _("Add --kept with the SKU that was taken."),
        )


def _lines(
    session: Session, sale: TypedSale
) -> tuple[tuple[store.HandLine, ...], tuple[store.HandLine, ...]]:
    """Return what came back (negative) and what was taken."""
    first = _line(session, _variant(session, sale.code, sale.variant_id), sale)
    if sale.kind == "sale":
        return (), (first,)
    back = store.HandLine(first.variant_id, first.sku, first.title, -sale.pieces, first.price_minor)
    if sale.kind != "exchange":
        return (back,), ()
    return (back,), (_line(session, _variant(session, sale.kept, sale.kept_id), sale),)


def _parts(
    sale: TypedSale, came: tuple[store.HandLine, ...], taken: tuple[store.HandLine, ...]
) -> list[tuple[str, str, tuple[store.HandLine, ...]]]:
    """Return (ending of the number, kind, lines) of the orders that say it."""
    if sale.kind == "exchange":
        return [("", "exchange", taken), (returns.LEG, "return", came)]
    return [("", sale.kind, taken or came)]


def _variant(session: Session, code: str, known: int | None) -> int:
    variant = known if known is not None else stock_writing.find_variant(session, code)
    if variant is None:
        raise NotFound(
            _("No product has the SKU or barcode {code}.").format(code=code), _("Nothing was changed.")
        )
    return variant


def _line(session: Session, variant: int, sale: TypedSale) -> store.HandLine:
    sku, title, price = store.described(session, variant)
    return store.HandLine(
        variant, sku, title, sale.pieces, sale.price_minor if sale.price_minor is not None else price
    )


def _customer(session: Session, shop: Shop, sale: TypedSale) -> int | None:
    if not sale.email and not sale.phone:
        return None
    person = people.Person(sale.email, sale.phone, "", sale.name)
    return people.write(session, of_shop(shop), [person], None)[0]
