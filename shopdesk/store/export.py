"""The shop's rows as the plain files of the import have them, streamed: one question a file."""

from __future__ import annotations

from collections.abc import Iterator

from sqlalchemy import text
from sqlmodel import Session

_MONEY = "CASE WHEN {column} IS NULL THEN '' ELSE printf('%.2f', {column} / 100.0) END"


def _money(column: str) -> str:
    return _MONEY.format(column=column)


_REACH = "(SELECT k.shown FROM customer_key k WHERE k.customer_id = c.id AND k.kind = '{kind}' LIMIT 1)"
_SALES = f"""
SELECT o.local_day, o.number, h.name, v.sku, COALESCE(p.name, l.title), p.color, v.size, p.category,
       abs(l.quantity), {_money("l.unit_price_minor")}, {_money("l.discount_minor")}, o.currency,
       COALESCE(NULLIF(o.buyer_name, ''), c.name), o.buyer_email, o.buyer_phone, o.city, o.status, o.kind,
       o.related_number, o.reason, o.promised_on, o.shipped_on, o.delivered_on
FROM order_line l JOIN sale_order o ON o.id = l.order_id
LEFT JOIN channel h ON h.id = o.channel_id LEFT JOIN variant v ON v.id = l.variant_id
LEFT JOIN product p ON p.id = v.product_id LEFT JOIN customer c ON c.id = o.customer_id
ORDER BY o.local_day, o.id, l.ordinal
"""
_STOCK = """
SELECT CASE WHEN s.is_opening THEN s.local_day ELSE strftime('%Y-%m-%dT%H:%M:%SZ', s.at) END,
       v.sku, p.name, p.color, v.size, s.on_hand, w.name
FROM stock_snapshot s JOIN variant v ON v.id = s.variant_id JOIN product p ON p.id = v.product_id
JOIN location w ON w.id = s.location_id WHERE s.undone_at IS NULL ORDER BY s.local_day, s.id
"""
_PRODUCTS = f"""
SELECT v.sku, p.name, p.color, v.size, p.category, p.gender, s.name,
       {_money("COALESCE(i.cost_minor, v.cost_minor)")}, {_money("COALESCE(v.price_minor, p.price_minor)")},
       i.pack, i.minimum_order, p.days_per_unit, p.care_days, p."use", p.fit, p.care, p.url,
       i.supplier_sku, {_money("p.list_price_minor")}, v.state, v.available_on
FROM variant v JOIN product p ON p.id = v.product_id
LEFT JOIN supplier_item i ON i.variant_id = v.id AND i.is_preferred
LEFT JOIN supplier s ON s.id = i.supplier_id
ORDER BY p.name_key, p.color_key, v.size_order, v.id
"""
_SUPPLIERS = f"""
SELECT name, email, phone, lead_days, lead_days_sd, review_days, {_money("minimum_order_minor")}, notes
FROM supplier ORDER BY name_key
"""
_CUSTOMERS = f"""
SELECT {_REACH.format(kind="email")}, c.name, {_REACH.format(kind="phone")}, c.instagram, c.city, c.birthday,
       CASE WHEN n.is_granted THEN 'yes' WHEN n.is_granted IS NULL THEN '' ELSE 'no' END, n.at, c.source,
       c.incentive, (SELECT count(*) FROM sale_order o WHERE o.customer_id = c.id AND o.kind <> 'return')
FROM customer c LEFT JOIN consent n ON n.id =
     (SELECT m.id FROM consent m WHERE m.customer_id = c.id AND m.channel = 'email'
      ORDER BY m.at DESC LIMIT 1)
WHERE c.merged_into_id IS NULL ORDER BY c.name_key, c.id
"""
_LETTERS = """
SELECT sent_at, flow, step, kind, channel, recipient, recipient_name, subject, state, reason, message_id
FROM outbox_letter ORDER BY id
"""
_MESSAGES = """
SELECT written_at, channel, author, text, status, answered_at FROM message ORDER BY written_at, id
"""
_PURCHASES = f"""
SELECT r.number, s.name, r.placed_at, r.state, v.sku, p.name, p.color, v.size, l.ordered, l.cancelled,
       {_money("l.cost_minor")}
FROM purchase_order_line l JOIN purchase_order r ON r.id = l.purchase_order_id
JOIN supplier s ON s.id = r.supplier_id JOIN variant v ON v.id = l.variant_id
JOIN product p ON p.id = v.product_id ORDER BY r.id, l.id
"""
_EVENTS = "SELECT name, starts_on, ends_on, scope, uplift FROM event ORDER BY starts_on, id"
_POLICIES = "SELECT name, version, url, text FROM policy ORDER BY name, version"
_SETTINGS = "SELECT key, value FROM setting WHERE key NOT LIKE 'counter.%' ORDER BY key"
_SALES_COLUMNS = (
    "date order channel sku product color size category quantity unit_price discount currency customer email "
    "phone city status kind related_order reason promised_at shipped_at delivered_at"
)
_PRODUCT_COLUMNS = (
    "sku product color size category gender supplier cost price pack minimum_order days_per_unit care_days "
    "use fit care url supplier_sku list_price state available_on"
)
_SUPPLIER_COLUMNS = "supplier email phone lead_days lead_days_sd review_days minimum_order_money notes"
_CUSTOMER_COLUMNS = "email name phone instagram city birthday consent consent_at source incentive orders"
_LETTER_COLUMNS = "sent_at flow step kind channel recipient name subject state reason message_id"
_PURCHASE_COLUMNS = "order supplier placed_at state sku product color size ordered cancelled cost"
_FILES: tuple[tuple[str, str, str], ...] = (
    ("sales", _SALES_COLUMNS, _SALES),
    ("stock", "as_of sku product color size on_hand location", _STOCK),
    ("products", _PRODUCT_COLUMNS, _PRODUCTS),
    ("suppliers", _SUPPLIER_COLUMNS, _SUPPLIERS),
    ("customers", _CUSTOMER_COLUMNS, _CUSTOMERS),
    ("events", "event start end scope uplift", _EVENTS),
    ("letters", _LETTER_COLUMNS, _LETTERS),
    ("messages", "date channel author text status answered_at", _MESSAGES),
    ("supplier_orders", _PURCHASE_COLUMNS, _PURCHASES),
    ("policies", "name version url text", _POLICIES),
    ("settings", "setting value", _SETTINGS),
)
"""Name, columns, question."""


def files() -> list[str]:
    """Return the names of the files, without ending."""
    return [name for name, _header, _question in _FILES]


def rows(session: Session, name: str) -> Iterator[tuple[str, ...]]:
    """Give header and rows of one file as text; empty where nothing is known.

    Raises:
        KeyError: If there is no such file.
    """
    found = next((f for f in _FILES if f[0] == name), None)
    if found is None:
        raise KeyError(name)
    yield tuple(found[1].split())
    for row in session.connection().execute(text(found[2])):
        yield tuple("" if cell is None else str(cell) for cell in row)
