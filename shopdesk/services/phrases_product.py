"""What the card of a product says: stock with its grade, corrections before they are made."""

from __future__ import annotations

from shopdesk.domain.naming import styled
from shopdesk.domain.stock import Grade
from shopdesk.runtime import words
from shopdesk.runtime.i18n import _, ngettext
from shopdesk.services.correcting import Change
from shopdesk.services.product_card import ProductCard
from shopdesk.services.stock import Held, StockLevel


def variant(level: StockLevel) -> str:
    """Say a variant: ``Tenis Nube Blanco, 24``."""
    return name(level.product, level.color, level.size)


def name(product: str, color: str, size: str) -> str:
    """Say a product with its colour and size."""
    style = styled(product, color)
    return ", ".join(part for part in (style, size) if part)


def there(level: StockLevel) -> str:
    """Say how many there are; a negative count is said as it is."""
    if level.grade is Grade.UNKNOWN:
        return _("never counted")
    said = ngettext("{count} in stock", "{count} in stock", level.on_hand)
    return said.format(count=words.number(level.on_hand))


def since(level: StockLevel) -> str:
    """Say what a stock figure rests on."""
    if level.grade is Grade.UNKNOWN or level.as_of is None:
        return _("never counted")
    said = {
        Grade.EXACT: _("exact, {day}"),
        Grade.INFERRED: _("worked out, {day}"),
    }.get(level.grade, "{day}")
    return said.format(day=words.day(level.as_of.date()))


def summary(card: ProductCard) -> str:
    """Say a product in one line: sizes, pieces, what is set aside, what is below zero."""
    if not card.is_goods:
        return _("It is not goods: sold, but never stocked or ordered.")
    levels = [size.level for size in card.sizes if size.level is not None]
    sizes = ngettext("{count} size", "{count} sizes", len(card.sizes)).format(count=len(card.sizes))
    pieces = sum(level.on_hand for level in levels)
    parts = [sizes, ngettext("{count} piece", "{count} pieces", pieces).format(count=words.number(pieces))]
    aside = sum(one.pieces for one in card.held)
    if aside:
        parts.append(ngettext("{count} set aside", "{count} set aside", aside).format(count=aside))
    below = sum(1 for level in levels if level.on_hand < 0)
    if below:
        said = ngettext("{count} size below zero", "{count} sizes below zero", below)
        parts.append(said.format(count=below))
    return " · ".join(parts)


def held(one: Held) -> str:
    """Say what is set aside: ``2 de la 24 para Ana, hasta el 25 de noviembre``."""
    told = {"count": one.pieces, "size": one.level.size, "person": one.person}
    if one.until is None:
        if not one.level.size:
            return _("{count} for {person}, until you let go").format(**told)
        return _("{count} of size {size} for {person}, until you let go").format(**told)
    told["day"] = words.day_of_month(one.until)
    if not one.level.size:
        return _("{count} for {person}, until {day}").format(**told)
    return _("{count} of size {size} for {person}, until {day}").format(**told)


def change(one: Change) -> tuple[str, str]:
    """Say what a correction does to one variant: what it becomes, and what goes along."""
    before = name(one.before.product, one.before.color, one.before.size)
    after = name(one.product, one.color, one.size)
    sales = ngettext("{count} sale goes along", "{count} sales go along", one.before.lines)
    told = [sales.format(count=words.number(one.before.lines))]
    if one.before.counts:
        counts = ngettext("{count} count", "{count} counts", one.before.counts)
        told.append(counts.format(count=words.number(one.before.counts)))
    if one.joins is not None:
        joined = _("it becomes one with the {size} that is there").format(size=one.joins.size or after)
        told.append(joined)
    return _("{old} → {new}").format(old=before, new=after), " · ".join(told)
