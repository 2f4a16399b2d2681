"""Correct once what a file's names were taken for: rename, move, merge, split, other codes, no goods.

A correction is kept like an import: it stands in the list of imports and can be taken back, with everything
that hung on it. Later files that still use the old name are read as corrected.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from sqlmodel import Session

from shopdesk.domain.catalogue_terms import Item, former_key
from shopdesk.domain.naming import name_key
from shopdesk.runtime.errors import NotFound, WrongInput
from shopdesk.runtime.i18n import _
from shopdesk.services.context import Shop
from shopdesk.services.importing import catalogue, returns
from shopdesk.store import correcting as store
from shopdesk.store import stock_writing
from shopdesk.store.correcting import Described
from shopdesk.store.imports import batches
from shopdesk.store.imports import catalogue as catalogue_store

KIND = "correction"


@dataclass(frozen=True, slots=True)
class Correction:
    """What a variant really is."""

    variant_id: int
    product: str
    color: str = ""
    size: str = ""


@dataclass(frozen=True, slots=True)
class Change:
    """What one correction does.

    Attributes:
        before: The variant as it was, with the lines, pieces and counts that go along.
        joins: The variant that is there already and that it becomes one with, or None.
    """

    before: Described
    product: str
    color: str
    size: str
    joins: Described | None


@dataclass(frozen=True, slots=True)
class Corrected:
    """A correction kept, to be taken back with ``importing.undo(shop, id)``."""

    id: int
    changes: tuple[Change, ...]


class _Rehearsal(Exception):
    """Rolls a preview back."""


def variant_called(shop: Shop, code: str) -> int:
    """Return the variant of a SKU or barcode.

    Raises:
        NotFound: If there is none.
    """
    with shop.store.read() as session:
        found = stock_writing.find_variant(session, code)
    if found is None:
        raise NotFound(
            _("No product has the SKU or barcode {code}.").format(code=code), _("Nothing was changed.")
        )
    return found


def preview(shop: Shop, corrections: Sequence[Correction]) -> tuple[Change, ...]:
    """Say what corrections would change, and keep nothing.

    Raises:
        NotFound: If there is no such variant.
        WrongInput: If a product has no name.
    """
    found: tuple[Change, ...] = ()
    try:
        with shop.store.write() as session:
            found = _apply(session, shop, corrections).changes
            raise _Rehearsal
    except _Rehearsal:
        return found


def correct(shop: Shop, corrections: Sequence[Correction]) -> Corrected:
    """Give variants the product, colour and size they really have.

    Variants that turn out to be the same become one: sales, counts and everything else go along.

    Raises:
        NotFound: If there is no such variant.
        WrongInput: If a product has no name.
    """
    with shop.store.write() as session:
        return _apply(session, shop, corrections)


def merge(shop: Shop, kept_id: int, other_id: int) -> Corrected:
    """Make two products one: the other's sizes become the kept one's.

    Raises:
        NotFound: If one of them does not exist.
    """
    return correct(shop, merging(shop, kept_id, other_id))


def merging(shop: Shop, kept_id: int, other_id: int) -> tuple[Correction, ...]:
    """Return the corrections that make two products one, to preview or to do.

    Raises:
        NotFound: If one of them does not exist.
    """
    with shop.store.read() as session:
        name = store.name_of(session, kept_id)
        others = store.described(session, store.variants_of(session, other_id))
    if name is None or not others or kept_id == other_id:
        raise NotFound(_("There is no such product."), _("Nothing was changed."))
    return tuple(Correction(one.variant_id, name[0], name[1], one.size) for one in others)


def split(shop: Shop, variant_ids: Sequence[int], product: str, color: str = "") -> Corrected:
    """Take variants out of their product into one of their own name.

    Raises:
        NotFound: If there is no such variant.
        WrongInput: If the product has no name.
    """
    with shop.store.write() as session:
        chosen = store.described(session, variant_ids)
        return _apply(session, shop, [Correction(one.variant_id, product, color, one.size) for one in chosen])


def add_code(shop: Shop, variant_id: int, code: str) -> Corrected:
    """Say that another code, of another channel or a scanner, means this variant.

    A code that stands for a variant of its own makes the two one: its sales and counts go along.

    Raises:
        NotFound: If there is no such variant.
        WrongInput: If there is no code.
    """
    code = code.strip()
    if not code:
        raise WrongInput(_("A code is needed."), _("Nothing was changed."))
    with shop.store.write() as session:
        found = store.described(session, [variant_id])
        if not found:
            raise NotFound(_("There is no such product."), _("Nothing was changed."))
        here = found[0]
        other = stock_writing.find_variant(session, code)
        if other is not None and other != variant_id:
            return _apply(session, shop, [Correction(other, here.product, here.color, here.size)])
        said = _("Code: {code} is {name}").format(code=code, name=_called(here))
        batch = batches.begin(session, _by_hand(shop, said))
        if other is None:
            store.remember(session, [(variant_id, "", "sku", name_key(code))], batch)
        batches.tell(session, KIND)
        return Corrected(batch, ())


def forget_code(shop: Shop, code_id: int) -> None:
    """Let another code of a variant go; files that bring it are read by their words again.

    Raises:
        NotFound: If there is no such code.
    """
    with shop.store.write() as session:
        if not store.forget_code(session, code_id):
            raise NotFound(_("There is no such code."), _("Nothing was changed."))


def mark_goods(shop: Shop, product_id: int, *, goods: bool) -> Corrected:
    """Say whether a product is goods, or a tip, wrapping or the like: sold, but never stocked or ordered.

    Raises:
        NotFound: If there is no such product.
    """
    with shop.store.write() as session:
        name = store.name_of(session, product_id)
        if name is None:
            raise NotFound(_("There is no such product."), _("Nothing was changed."))
        said = _("{name} is goods") if goods else _("{name} is not goods")
        batch = batches.begin(session, _by_hand(shop, said.format(name=" ".join(filter(None, name)))))
        store.set_goods(session, product_id, goods=goods, batch_id=batch)
        batches.tell(session, KIND)
        return Corrected(batch, ())


def _apply(session: Session, shop: Shop, corrections: Sequence[Correction]) -> Corrected:
    before = {one.variant_id: one for one in store.described(session, [c.variant_id for c in corrections])}
    _check(corrections, before)
    known = catalogue.load(session, "")
    batch = batches.begin(session, _start(shop, corrections, before))
    changes: list[Change] = []
    aliases: list[tuple[int, str, str, str]] = []
    for one in corrections:
        old = before[one.variant_id]
        item = Item(old.sku, one.product.strip(), one.color.strip(), one.size.strip())
        now = known.correct(one.variant_id, item)
        joins = store.described(session, [now])[0] if now != one.variant_id else None
        changes.append(Change(old, item.product, item.color, item.size, joins))
        aliases.extend((now, *name) for name in _names(session, old))
    ids = catalogue_store.write(session, known.changes, {}, catalogue_store.Origin(batch, "", ""))
    store.remember(session, [(ids.variant(v), source, kind, key) for v, source, kind, key in aliases], batch)
    returns.derive_all(session)
    batches.tell(session, KIND)
    return Corrected(batch, tuple(changes))


def _check(corrections: Sequence[Correction], before: dict[int, Described]) -> None:
    if not corrections or any(one.variant_id not in before for one in corrections):
        raise NotFound(_("There is no such product."), _("Nothing was changed."))
    if any(not one.product.strip() for one in corrections):
        raise WrongInput(_("A product needs a name."), _("Nothing was changed."))


def _start(shop: Shop, corrections: Sequence[Correction], before: dict[int, Described]) -> batches.Start:
    first = before[corrections[0].variant_id]
    old = " ".join(part for part in (first.product, first.color) if part)
    new = " ".join(part for part in (corrections[0].product, corrections[0].color) if part)
    return _by_hand(shop, _("Correction: {old} → {new}").format(old=old, new=new))


def _by_hand(shop: Shop, said: str) -> batches.Start:
    return batches.Start(said, "", KIND, batches.BY_HAND, "", shop.now(), None, {})


def _called(one: Described) -> str:
    return " ".join(part for part in (one.product, one.color, one.size) if part)


def _names(session: Session, old: Described) -> list[tuple[str, str, str]]:
    """Return (source, kind, key) of the names under which later files may still bring the variant."""
    names = [(source, "title", name_key(title)) for source, title in store.titles_of(session, old.variant_id)]
    if old.sku:
        item = Item(old.sku, old.product, old.color, old.size)
        names.append(("", "former", former_key(item)))
    return names
