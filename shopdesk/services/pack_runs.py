"""Prepacked runs (corridas): so many of each size in one box, as a supplier sells them."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from sqlmodel import Session

from shopdesk.runtime.errors import WrongInput
from shopdesk.runtime.i18n import _
from shopdesk.services.context import Shop
from shopdesk.store import pack_runs as store
from shopdesk.store.models import PackRun

_PART = re.compile(r"^(?P<size>[^\s:=×*]+?)\s*[x×*:=]\s*(?P<pieces>\d{1,3})$", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Run:
    """One kind of box.

    Attributes:
        product_id: The style it is sold in; None for any style of the supplier.
        sizes: Size to pieces, as the owner wrote them.
    """

    id: int
    supplier_id: int
    name: str
    sizes: Mapping[str, int]
    product_id: int | None = None

    @property
    def pieces(self) -> int:
        """Pieces in one box."""
        return sum(self.sizes.values())


def listed(shop: Shop, supplier_id: int) -> list[Run]:
    """Return a supplier's boxes in the order they were written."""
    with shop.store.read() as session:
        return [_run(row) for row in store.of_supplier(session, supplier_id)]


def read_runs(session: Session) -> tuple[Run, ...]:
    """Return all suppliers' boxes within a session the caller has open."""
    return tuple(_run(row) for row in store.everyone(session))


def put(shop: Shop, supplier_id: int, name: str, sizes: str) -> Run:
    """Keep a box, in place of the one of the same name, and return it.

    Args:
        shop: The shop.
        supplier_id: Who sells it.
        name: As the supplier calls it.
        sizes: ``22×1, 23×2, 24×2``; x, ×, : and = all do.

    Raises:
        WrongInput: If the sizes cannot be read, or the box would be empty.
    """
    content = read_sizes(sizes)
    with shop.store.write() as session:
        row = store.put(session, supplier_id, name.strip() or _("Box"), content)
        return _run(row)


def remove(shop: Shop, run: Run) -> None:
    """Forget a box."""
    with shop.store.write() as session:
        store.remove(session, run.id)


def restore(shop: Shop, run: Run) -> None:
    """Put a forgotten box back."""
    with shop.store.write() as session:
        store.put(session, run.supplier_id, run.name, dict(run.sizes), product_id=run.product_id)


def read_sizes(text: str) -> dict[str, int]:
    """Return what ``22×1, 23×2`` says, size to pieces.

    Raises:
        WrongInput: If a part cannot be read, a size stands twice, or no piece is in it.
    """
    found: dict[str, int] = {}
    for part in re.split(r"[,;]|\s+(?=\S+\s*[x×*:=])", text.strip()):
        if not part.strip():
            continue
        told = _PART.match(part.strip())
        if told is None or told["size"] in found:
            raise _unreadable()
        found[told["size"]] = int(told["pieces"])
    if not sum(found.values()):
        raise _unreadable()
    return {size: pieces for size, pieces in found.items() if pieces}


def _unreadable() -> WrongInput:
    return WrongInput(
        _("Write the sizes of a box like 22×1, 23×2, 24×2."), _("Each size once. Nothing was changed.")
    )


def _run(row: PackRun) -> Run:
    return Run(row.id or 0, row.supplier_id, row.name, dict(row.sizes or {}), row.product_id)
