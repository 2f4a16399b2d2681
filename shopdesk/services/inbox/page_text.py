"""Words the owner can copy: what a product page should answer, and what can be promised."""

from __future__ import annotations

from collections.abc import Sequence

from shopdesk.domain.naming import styled
from shopdesk.domain.tagging.tags import Tag
from shopdesk.runtime.i18n import _
from shopdesk.services.context import Shop
from shopdesk.services.inbox.lessons import PageGap
from shopdesk.services.stock import StockLevel
from shopdesk.store import inbox as store
from shopdesk.store import policies
from shopdesk.store.models import Product

_POLICIES = {
    Tag.TALLA: "tallas",
    Tag.CAMBIOS: "cambios",
    Tag.GARANTIA: "garantia",
    Tag.MATERIALES: "materiales",
}


def for_page(shop: Shop, gap: PageGap) -> str:
    """Return a text for a product page that answers what is asked, from what the shop has written.

    What is not written anywhere stands as a question for the owner, never as a claim.
    """
    with shop.store.read() as session:
        product = store.products_of(session, [gap.product_id]).get(gap.product_id)
        written = {row.name: row.text for row in policies.in_force(session)}
        known = _known(gap.tag, product) if product else []
    policy = written.get(_POLICIES.get(Tag(gap.tag), ""), "")
    lines = [gap.product, "", *known, *([policy] if policy else [])]
    if not known and not policy:
        asked = [f"– {' '.join(quote.split())}" for quote in gap.quotes]
        lines += [_("Customers ask:"), *asked, "", _("Write the answer here.")]
    return "\n".join(lines)


def _known(tag: str, product: Product) -> list[str]:
    fit = _("Fit: {fit}.").format(fit=product.fit.rstrip(".")) if product.fit else ""
    material = (
        _("Material: {material}.").format(material=product.material.rstrip(".")) if product.material else ""
    )
    care = _("Care: {care}.").format(care=product.care.rstrip(".")) if product.care else ""
    use = _("For: {use}.").format(use=product.use.rstrip(".")) if product.use else ""
    said = {Tag.TALLA: (fit,), Tag.MATERIALES: (material, care), Tag.COMODIDAD: (use, fit)}
    return [line for line in said.get(Tag(tag), ()) if line]


def promisable(levels: Sequence[StockLevel]) -> str:
    """Return what can be promised as text for the counter: a style a line with its sizes and pieces."""
    styles: dict[str, list[str]] = {}
    for level in levels:
        if level.promisable > 0:
            name = styled(level.product, level.color)
            pieces = f"{level.size} ({level.promisable})" if level.size else str(level.promisable)
            styles.setdefault(name, []).append(pieces)
    return "\n".join(f"{name}: {', '.join(sizes)}" for name, sizes in styles.items())
