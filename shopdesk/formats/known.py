"""The formats that are known: built in, installed by others, and how a file is told to be one of them."""

from __future__ import annotations

import logging
from dataclasses import dataclass, replace
from functools import cache
from importlib.metadata import entry_points

from shopdesk.formats.amazon import AMAZON_ORDERS
from shopdesk.formats.base import Format, Kind, ReadOptions, Unrecognised
from shopdesk.formats.counter_report import COUNTER_REPORT
from shopdesk.formats.etsy import ETSY_ITEMS
from shopdesk.formats.headers import signature
from shopdesk.formats.loyverse import LOYVERSE
from shopdesk.formats.magento import MAGENTO_ORDERS
from shopdesk.formats.mapped import likely_table, mapped, propose
from shopdesk.formats.mercadolibre import MERCADOLIBRE
from shopdesk.formats.odoo import ODOO_ORDERS
from shopdesk.formats.opening import Opened
from shopdesk.formats.plain import PLAIN
from shopdesk.formats.plain_sales import HANDMADE, PLAIN_SALES
from shopdesk.formats.prestashop import PRESTASHOP_ORDERS
from shopdesk.formats.sheets import Sheet, SheetTable, join_sheets, table_at
from shopdesk.formats.shopify_checkouts import SHOPIFY_CHECKOUTS
from shopdesk.formats.shopify_customers import SHOPIFY_CUSTOMERS
from shopdesk.formats.shopify_inventory import SHOPIFY_INVENTORY
from shopdesk.formats.shopify_orders import SHOPIFY_ORDERS
from shopdesk.formats.shopify_products import SHOPIFY_PRODUCTS
from shopdesk.formats.size_run import SIZE_RUN
from shopdesk.formats.square import SQUARE_ITEMS
from shopdesk.formats.stocky import STOCKY
from shopdesk.formats.tiendanube import NUVEMSHOP, TIENDANUBE
from shopdesk.formats.tiktok import TIKTOK_ORDERS
from shopdesk.formats.woocommerce_advanced import WOOCOMMERCE_ADVANCED
from shopdesk.formats.woocommerce_analytics import WOOCOMMERCE_ANALYTICS
from shopdesk.formats.woocommerce_products import WOOCOMMERCE_PRODUCTS
from shopdesk.formats.woocommerce_suite import WOOCOMMERCE_SUITE
from shopdesk.formats.woocommerce_wide import WOOCOMMERCE_WIDE
from shopdesk.runtime.errors import Problem, Severity, WrongInput
from shopdesk.runtime.i18n import _

BUILT_IN: tuple[Format, ...] = (
    SHOPIFY_ORDERS,
    SHOPIFY_INVENTORY,
    SHOPIFY_PRODUCTS,
    SHOPIFY_CUSTOMERS,
    SHOPIFY_CHECKOUTS,
    *STOCKY,
    WOOCOMMERCE_SUITE,
    WOOCOMMERCE_ADVANCED,
    WOOCOMMERCE_WIDE,
    WOOCOMMERCE_PRODUCTS,
    WOOCOMMERCE_ANALYTICS,
    TIENDANUBE,
    NUVEMSHOP,
    ETSY_ITEMS,
    AMAZON_ORDERS,
    TIKTOK_ORDERS,
    MERCADOLIBRE,
    SQUARE_ITEMS,
    *LOYVERSE,
    PRESTASHOP_ORDERS,
    MAGENTO_ORDERS,
    ODOO_ORDERS,
    COUNTER_REPORT,
    PLAIN_SALES,
    HANDMADE,
    SIZE_RUN,
    *PLAIN,
)  # fmt: skip
_log = logging.getLogger(__name__)
HEADER_WITHIN = 30
LEAST = 0.5
LEAST_WHEN_TOLD = 0.2


@dataclass(frozen=True, slots=True)
class Recognition:
    """What a file was taken for.

    Attributes:
        confidence: 0..1; 1 where the owner said it.
    """

    format: Format
    confidence: float
    table: SheetTable


def formats() -> tuple[Format, ...]:
    """Return all formats, ours before others'."""
    return BUILT_IN + _installed()


@cache
def _installed() -> tuple[Format, ...]:
    """Return the formats of other packages; one that cannot be loaded or is no format is left out."""
    found = []
    for entry in entry_points(group="shopdesk.formats"):
        try:
            one = entry.load()
        except (ImportError, AttributeError):
            _log.warning("format %s cannot be loaded", entry.name, exc_info=True)
            continue
        if isinstance(one, Format):
            found.append(one)
    return tuple(found)


def named(name: str) -> Format:
    """Return a format by its machine name.

    Raises:
        WrongInput: If there is none of that name.
    """
    for one in formats():
        if one.name == name:
            return one
    raise WrongInput(
        _("There is no format called {name}.").format(name=name),
        _("Known formats: {names}.").format(names=", ".join(sorted(one.name for one in formats()))),
    )


def recognise(opened: Opened, options: ReadOptions | None = None) -> Recognition:
    """Tell what a file is, by the header found within its first 30 rows.

    Args:
        opened: The opened file.
        options: A kind or a format given by the owner narrows the search.

    Raises:
        Unrecognised: If no known format fits.
        WrongInput: If the format named does not exist, or does not fit the file.
    """
    options = options or ReadOptions()
    candidates = _candidates(options)
    least = LEAST if options.kind is None and options.format is None else LEAST_WHEN_TOLD
    others = tuple(one for one in candidates if one not in BUILT_IN or one is SIZE_RUN)
    best: tuple[float, Format, Sheet, int] | None = None
    for sheet in opened.sheets:
        for index, row in enumerate(sheet.head[:HEADER_WITHIN]):
            sample = [one.cells for one in sheet.head[index + 1 : index + 21]]
            known = len(_words() & signature(row.cells)) > 1
            for candidate in candidates if known else others:
                confidence = candidate.sniff(row.cells, sample)
                if confidence >= least and (best is None or confidence > best[0]):
                    best = (confidence, candidate, sheet, index)
    if best is None:
        guessed = _guessed(opened, options)
        if guessed is None:
            raise _unknown(opened, options)
        return guessed
    confidence, found, sheet, index = best
    joined = join_sheets(sheet, index, opened.sheets)
    name = f"{opened.name}: {sheet.name}" if sheet.name and joined is sheet else opened.name
    return Recognition(found, confidence, table_at(name, joined, index))


def _guessed(opened: Opened, options: ReadOptions) -> Recognition | None:
    """Take an unknown file by the guess for its columns, if the owner says what its rows are."""
    if options.kind in {None, Kind.PURCHASES} or options.format or options.mapping is not None:
        return None
    table = likely_table(opened)
    proposal = propose(table, options.kind)
    if proposal.missing:
        return None
    pairs = [f"“{one.header}” = {one.field}" for one in proposal.columns if one.field]
    said = _("The columns were guessed, look whether they are right: {pairs}.").format(pairs=", ".join(pairs))
    note = Problem("columns_guessed", said, severity=Severity.WARNING)
    return Recognition(mapped(proposal.mapping()), 0.4, replace(table, notes=(*table.notes, note)))


@cache
def _words() -> frozenset[str]:
    """Return every header that a built-in format knows: a row with fewer than two of them is no header."""
    found: set[str] = set()
    for one in BUILT_IN:
        found |= getattr(one, "needed", frozenset())
        for names in getattr(one, "columns", {}).values():
            found.update(names)
    return frozenset(found)


_SAME = {
    Kind.CUSTOMERS: {Kind.CUSTOMERS, Kind.CONTACTS},
    Kind.CONTACTS: {Kind.CUSTOMERS, Kind.CONTACTS},
    Kind.REVIEWS: {Kind.REVIEWS, Kind.SURVEYS},
    Kind.SURVEYS: {Kind.REVIEWS, Kind.SURVEYS},
}


def _candidates(options: ReadOptions) -> tuple[Format, ...]:
    if options.mapping is not None:
        return (mapped(options.mapping),)
    if options.format:
        return (named(options.format),)
    saved = tuple(mapped(one) for one in options.saved)
    if options.kind is None:
        return saved + formats()
    wanted = _SAME.get(options.kind, {options.kind})
    return tuple(one for one in saved + formats() if one.kind in wanted)


def _unknown(opened: Opened, options: ReadOptions) -> Exception:
    if options.format:
        return WrongInput(
            _("The file {name} is not of the format {format}.").format(
                name=opened.name, format=options.format
            ),
            _("Leave --format out to have it recognised, or check which file this is."),
        )
    return Unrecognised(
        _("The columns of {name} are not known.").format(name=opened.name),
        _(
            "Say in the import window which column is which; it is remembered for the next file. Or say with"
            " --as what its rows are, and the columns are guessed."
        ),
    )
