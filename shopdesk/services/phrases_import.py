"""What the import says: kinds, formats, counts, and what became of a file."""

from __future__ import annotations

from datetime import date, datetime

from shopdesk.runtime import words
from shopdesk.runtime.i18n import _, ngettext
from shopdesk.services.importing import ImportResult, PastImport
from shopdesk.services.importing.notes import CHANGED


def kind(name: str) -> str:
    """Say what the rows of a file are."""
    return {
        "sales": _("Sales"),
        "stock": _("Stock"),
        "products": _("Products"),
        "suppliers": _("Suppliers"),
        "purchases": _("Purchase orders"),
        "customers": _("Customers"),
        "contacts": _("Contacts"),
        "events": _("Dates"),
        "checkouts": _("Unfinished purchases"),
        "visits": _("Visits"),
        "reviews": _("Reviews"),
        "surveys": _("Survey answers"),
        "correction": _("Correction"),
    }.get(name, name)


def source(name: str) -> str:
    """Say the system a format comes from: ``shopify-orders`` → ``Shopify``."""
    stem = name.split("-", 1)[0].replace("_", " ")
    return {
        "shopify": "Shopify",
        "woocommerce": "WooCommerce",
        "tiendanube": "Tiendanube",
        "nuvemshop": "Nuvemshop",
        "mercadolibre": "Mercado Libre",
        "etsy": "Etsy",
        "square": "Square",
        "amazon": "Amazon",
        "tiktok": "TikTok Shop",
        "loyverse": "Loyverse",
        "prestashop": "PrestaShop",
        "magento": "Magento",
        "odoo": "Odoo",
        "counter": _("Counter"),
        "plain": _("Plain sheet"),
        "handmade": _("Own sheet"),
        "mapped": _("Columns chosen by you"),
        "by": _("By hand"),
    }.get(stem, stem.capitalize())


def field(name: str) -> str:
    """Say a field of a plain file, as the owner would."""
    return {
        "date": _("Date of sale"),
        "hora": _("Time"),
        "order": _("Order number"),
        "channel": _("Channel of sale"),
        "sku": _("Code"),
        "product": _("Product"),
        "color": _("Colour"),
        "size": _("Size"),
        "category": _("Category"),
        "quantity": _("Quantity"),
        "unit_price": _("Price of a piece"),
        "importe": _("Amount of the line"),
        "discount": _("Discount"),
        "total": _("Total of the order"),
        "customer": _("Customer"),
        "name": _("Name"),
        "email": _("Customer's e-mail"),
        "phone": _("Phone"),
        "city": _("City"),
        "status": _("State"),
        "kind": _("Sale, return or exchange"),
        "reason": _("Reason"),
        "as_of": _("Day of the count"),
        "on_hand": _("Pieces there are"),
        "location": _("Place"),
        "supplier": _("Supplier"),
        "cost": _("Cost"),
        "price": _("Price"),
        "pack": _("Pieces per box"),
        "lead_days": _("Days it takes"),
        "consent": _("Agreed to receive news"),
        "text": _("What they wrote"),
        "rating": _("Rating"),
        "views": _("Visits"),
    }.get(name, name.replace("_", " ").capitalize())


def rows(count: int) -> str:
    """Say a number of rows."""
    return ngettext("{count} row", "{count} rows", count).format(count=words.number(count))


def taken(result: ImportResult) -> str:
    """Say the new ones of a file: pieces and money of what it brings."""
    parts = []
    if result.kind == "sales":
        new = ngettext("{count} new sale", "{count} new sales", result.orders_new)
        parts.append(new.format(count=words.number(result.orders_new)))
        if result.orders_changed:
            changed = ngettext("{count} changes", "{count} change", result.orders_changed)
            parts.append(changed.format(count=words.number(result.orders_changed)))
        if result.orders_same:
            same = ngettext("{count} as it was", "{count} as they were", result.orders_same)
            parts.append(same.format(count=words.number(result.orders_same)))
    else:
        said = [_fact(name, n) for name, n in result.facts.items() if n]
        parts += [fact for fact in said if fact]
    return ", ".join(parts[:3])


def _fact(name: str, count: int) -> str:
    """Say one count of what a file brought; empty for counts that tell the owner nothing."""
    said = {
        "variants": ngettext("{count} item", "{count} items", count),
        "products": ngettext("{count} product", "{count} products", count),
        "locations": ngettext("in {count} place", "in {count} places", count),
        "customers": ngettext("{count} customer", "{count} customers", count),
        "consents": ngettext("{count} permission", "{count} permissions", count),
        "suppliers": ngettext("{count} supplier", "{count} suppliers", count),
        "snapshots": ngettext("{count} counted", "{count} counted", count),
        "points": ngettext("{count} counted", "{count} counted", count),
        "units": ngettext("{count} piece", "{count} pieces", count),
    }.get(name, "")
    return said.format(count=words.number(count))


def period(result: ImportResult) -> str:
    """Say the days a file covers; empty if it names none."""
    if result.first is None or result.last is None:
        return ""
    return words.short_span(result.first.date(), result.last.date())


def check(result: ImportResult) -> str:
    """Say the money that adds up; empty for files without money."""
    if result.total is None:
        return ""
    accepted = ngettext(
        "Checked: the {count} row taken adds up to {money}.",
        "Checked: the {count} rows taken add up to {money}.",
        result.accepted,
    ).format(count=words.number(result.accepted), money=_money(result))
    if result.refunded is not None and result.refunded.minor:
        back = words.money(result.refunded.minor, result.refunded.currency)
        accepted += " " + _("Of it {money} was given back.").format(money=back)
    return " ".join([accepted, *(f"{one.message}." for one in result.problems if one.code == CHANGED)][:3])


def _money(result: ImportResult) -> str:
    return words.money(result.total.minor, result.total.currency) if result.total else ""


def happened(past: PastImport) -> tuple[str, str]:
    """Say what an import of the past did: first line and remark."""
    result = past.result
    if past.undone_at is not None:
        when = _("{day}, {clock}").format(
            day=words.day(past.undone_at.date()), clock=words.clock(past.undone_at)
        )
        stays = _("what it brought stays: the same file was imported again")
        gone = _("the figures went back to what they were")
        return _("Undone on {when}").format(when=when), stays if past.is_kept else gone
    if past.holds_all:
        return _("Holds what the file brought the first time"), _("the same file again")
    if result.duplicate_of is not None:
        return _("Already here: nothing changed"), _("the same file again")
    parts = [taken(result)] if taken(result) else [rows(result.accepted)]
    if result.rejected:
        left = ngettext("{count} to look at", "{count} to look at", result.rejected)
        parts.append(left.format(count=result.rejected))
    remark = [part for part in (period(result), _money_of_file(result)) if part]
    return " · ".join(parts), " · ".join(remark)


def _money_of_file(result: ImportResult) -> str:
    """Say the money of a file; where sales of it were here already, that it is not all new."""
    money = _money(result)
    is_all_new = not (result.orders_same or result.orders_changed)
    return money if is_all_new or not money else _("{money} in the whole file").format(money=money)


def when(at: datetime, today: date | None = None) -> str:
    """Say the moment of an import; that of ``today`` by its hour: ``Hoy, 8:52``."""
    if at.date() == today:
        return _("Today, {clock}").format(clock=words.clock(at))
    return _("{day}, {clock}").format(day=words.weekday(at.date()).capitalize(), clock=words.clock(at))


def done_title(results: list[ImportResult]) -> str:
    """Say in one title what was brought in."""
    orders = sum(result.orders_new for result in results)
    if orders:
        said = ngettext("Done: {count} new sale", "Done: {count} new sales", orders)
        return said.format(count=words.number(orders))
    taken_rows = sum(result.accepted for result in results)
    if taken_rows:
        return _("Done: {rows} read").format(rows=rows(taken_rows))
    return _("Nothing was taken from these files")


def go_words(results: list[ImportResult]) -> str:
    """Say both halves on the button: what enters and what is left out."""
    new = sum(r.accepted for r in results)
    left = sum(r.rejected for r in results)
    if left:
        return _("Import {count}, skip {left}").format(count=words.number(new), left=words.number(left))
    return _("Import {rows}").format(rows=rows(new))
