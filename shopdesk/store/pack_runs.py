"""Questions about the prepacked boxes that suppliers sell."""

from __future__ import annotations

from sqlmodel import Session, col, select

from shopdesk.store.models import PackRun


def of_supplier(session: Session, supplier_id: int) -> list[PackRun]:
    """Return a supplier's boxes, the oldest first."""
    query = select(PackRun).where(PackRun.supplier_id == supplier_id)
    return list(session.exec(query.order_by(col(PackRun.id))))


def everyone(session: Session) -> list[PackRun]:
    """Return all suppliers' boxes, the oldest first."""
    return list(session.exec(select(PackRun).order_by(col(PackRun.id))))


def put(
    session: Session, supplier_id: int, name: str, sizes: dict[str, int], *, product_id: int | None = None
) -> PackRun:
    """Keep a box, in place of the one of the same supplier, style and name, and return it."""
    row = session.exec(
        select(PackRun).where(
            PackRun.supplier_id == supplier_id,
            PackRun.name == name,
            col(PackRun.product_id).is_(None) if product_id is None else PackRun.product_id == product_id,
        )
    ).first() or PackRun(supplier_id=supplier_id, name=name, product_id=product_id)
    row.sizes = sizes
    session.add(row)
    session.flush()
    return row


def remove(session: Session, run_id: int) -> None:
    """Forget a box."""
    row = session.get(PackRun, run_id)
    if row is not None:
        session.delete(row)
