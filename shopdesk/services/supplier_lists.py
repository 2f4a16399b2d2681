"""What goes to a supplier: one list each, as a sheet to print, a text to send, or a table."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from shopdesk.domain.identity import phone_said
from shopdesk.domain.leadtime import Source
from shopdesk.domain.naming import styled
from shopdesk.domain.preferences import ShopSettings
from shopdesk.domain.sizes.labels import in_order, read_run
from shopdesk.runtime import words
from shopdesk.runtime.i18n import _
from shopdesk.services.context import Shop
from shopdesk.services.phrases_reorder import code_of, name_of, pairs, shared_start
from shopdesk.services.purchase_orders import OnTheWay
from shopdesk.services.reorder.lines import Group, Line, Plan, StyleRow
from shopdesk.services.suppliers import Terms
from shopdesk.store.purchasing import OrderLineRow

MOST_COLUMNS = 11


@dataclass(frozen=True, slots=True)
class ListRow:
    """One model: its pieces under each size of its block.

    Attributes:
        code: The supplier's code where known, else ours; what the barcode says.
        pieces: One number per size of the block; 0 prints as a dot.
        cost_minor: Of the whole row; None if any cost is unknown.
    """

    name: str
    code: str
    pieces: tuple[int, ...]
    cost_minor: int | None

    @property
    def total(self) -> int:
        """Pieces of the row."""
        return sum(self.pieces)


@dataclass(frozen=True, slots=True)
class Block:
    """Models that share a run of sizes; a run of one empty label has no size columns."""

    sizes: tuple[str, ...]
    rows: tuple[ListRow, ...]


@dataclass(frozen=True, slots=True)
class SupplierList:
    """One supplier's list, in words.

    Attributes:
        title: ``Pedido para Calzado León``.
        line: Shop, day, order number.
        note: What we ask of them.
        sign: Who signs, and the phone.
    """

    supplier: str
    title: str
    line: str
    blocks: tuple[Block, ...]
    note: str
    sign: str
    currency: str
    number: str = ""

    @property
    def total(self) -> int:
        """Pieces of the list."""
        return sum(row.total for block in self.blocks for row in block.rows)

    @property
    def cost_minor(self) -> int | None:
        """What it costs; None if any cost is unknown."""
        costs = [row.cost_minor for block in self.blocks for row in block.rows]
        known = [cost for cost in costs if cost is not None]
        return sum(known) if len(known) == len(costs) else None


def make(
    shop: Shop, plan: Plan, groups: Iterable[Group], numbers: dict[str, str] | None = None
) -> list[SupplierList]:
    """Return a list per supplier that has anything chosen.

    Args:
        shop: The shop.
        plan: The plan the groups are from.
        groups: Suppliers to list.
        numbers: Order numbers by supplier's name, where they were written down.
    """
    chosen = shop.settings.get(ShopSettings)
    found = []
    for group in groups:
        rows = [row for row in group.rows if row.chosen]
        if rows:
            first = rows[0].first
            found.append(
                _sheet(
                    chosen, group.terms, [_model(row) for row in rows], today=plan.today,
                    arrives=first.arrives_on, currency=first.currency,
                    number=(numbers or {}).get(group.terms.name, ""),
                )
            )  # fmt: skip
    return found


def of_order(shop: Shop, one: OnTheWay) -> SupplierList:
    """Return the list of an order already written down."""
    chosen = shop.settings.get(ShopSettings)
    by_style: dict[int, list[OrderLineRow]] = {}
    for line in one.lines:
        by_style.setdefault(line.product_id, []).append(line)
    models = [
        _Model(
            styled(lines[0].product, lines[0].color),
            shared_start([line.sku for line in lines]),
            {line.size: line.ordered - line.cancelled for line in lines},
            _cost([(line.ordered - line.cancelled, line.cost_minor) for line in lines]),
        )
        for lines in by_style.values()
    ]
    return _sheet(
        chosen, one.terms, models, today=one.placed_on, arrives=one.due_on, currency=one.order.currency,
        number=one.order.number,
    )  # fmt: skip


def _title(supplier: str) -> str:
    return _("Order for {supplier}").format(supplier=supplier) if supplier else _("Order without supplier")


@dataclass(frozen=True, slots=True)
class _Model:
    """One model of a list before it is laid out: pieces by size."""

    name: str
    code: str
    pieces: dict[str, int]
    cost_minor: int | None


def _model(row: StyleRow) -> _Model:
    theirs = shared_start([line.supplier_sku for line in row.lines])
    return _Model(
        name_of(row.first),
        theirs or code_of(row.lines),
        {line.size: line.chosen for line in row.lines},
        _cost([(line.chosen, line.cost_minor) for line in row.lines]),
    )


def _cost(parts: Iterable[tuple[int, int | None]]) -> int | None:
    known = [(pieces, cost) for pieces, cost in parts if pieces]
    if any(cost is None for _pieces, cost in known):
        return None
    return sum(pieces * (cost or 0) for pieces, cost in known)


def _sheet(
    chosen: ShopSettings,
    terms: Terms,
    models: Sequence[_Model],
    *,
    today: date,
    arrives: date,
    currency: str,
    number: str,
) -> SupplierList:
    place = ", ".join(part for part in (chosen.name, chosen.city) if part)
    day = _("{day} of {year}").format(day=words.long_day_within(today), year=today.year)
    told = [place, day, _("order {number}").format(number=number) if number else ""]
    return SupplierList(
        supplier=terms.name,
        title=_title(terms.name),
        line=" · ".join(part for part in told if part),
        blocks=_blocks(models),
        note=_note(terms, (arrives - today).days, arrives),
        sign=" · ".join(part for part in (chosen.owner, phone_said(chosen.phone, chosen.country)) if part),
        currency=currency or chosen.currency,
        number=number,
    )


def _note(terms: Terms, days: int, arrives: date) -> str:
    """Ask for price and date; name a day only where somebody said, or orders showed, how long they take."""
    contact, asked = terms.contact, _("Please confirm price and delivery date.")
    if terms.lead.source is not Source.DEFAULT:
        asked = _(
            "Please confirm price and delivery date. It usually takes {days} days, we count on you for {day}."
        ).format(days=words.number(days), day=words.day_of_month(arrives))
    return _("{name}: {text}").format(name=contact, text=asked[:1].lower() + asked[1:]) if contact else asked


def _blocks(models: Sequence[_Model]) -> tuple[Block, ...]:
    """Put models under common size columns, as many together as fit the page."""
    gathered: list[tuple[list[str], list[_Model]]] = []
    for model in models:
        sizes = list(model.pieces)
        for known, members in gathered:
            union = list(dict.fromkeys([*known, *sizes]))
            if set(known) & set(sizes) and len(union) <= MOST_COLUMNS:
                known[:] = union
                members.append(model)
                break
        else:
            gathered.append((sizes, [model]))
    return tuple(_block(sizes, members) for sizes, members in gathered)


def _block(sizes: Sequence[str], models: Sequence[_Model]) -> Block:
    used = [size for size in sizes if any(model.pieces.get(size) for model in models)]
    shown = list(sizes) if len(sizes) <= MOST_COLUMNS else used
    labels = read_run(shown)
    if labels:
        place = {label: i for i, label in enumerate(in_order(labels))}
        shown = [size for _rank, size in sorted(zip((place[one] for one in labels), shown, strict=True))]
    rows = tuple(
        ListRow(model.name, model.code, tuple(model.pieces.get(size, 0) for size in shown), model.cost_minor)
        for model in models
    )
    return Block(tuple(shown), rows)


def as_text(one: SupplierList) -> str:
    """Return a list as plain text for WhatsApp."""
    lines = [one.title, one.line, ""]
    for block in one.blocks:
        for row in block.rows:
            head = f"{row.name} ({row.code})" if row.code else row.name
            lines.append(f"{head}: {pairs(row.total)}")
            parts = [f"{size}: {n}" for size, n in zip(block.sizes, row.pieces, strict=True) if n and size]
            if parts:
                lines.append("  " + ", ".join(parts))
    lines += ["", _("Total: {pairs}").format(pairs=pairs(one.total)), "", one.note]
    if one.sign:
        lines.append(one.sign)
    return "\n".join(lines) + "\n"


def table(lines: Sequence[Line]) -> list[list[str | int | float]]:
    """Return lines as rows of a table, header first; money in whole units."""
    head: list[str | int | float] = [
        _("Supplier"), _("Code"), _("Supplier's code"), _("Product"), _("Color"), _("Size"), _("In stock"),
        _("On order"), _("Committed"), _("Reorder point"), _("Order up to"), _("Order"), _("Runs out on"),
        _("Arrives on"), _("Cost"), _("Cost of order"), _("Currency"),
    ]  # fmt: skip
    return [head, *([_as_text(cell) for cell in _cells(line)] for line in lines)]


def _as_text(cell: str | int | float) -> str | int | float:
    """Keep a name that begins like a formula from running in a spreadsheet."""
    return f"'{cell}" if isinstance(cell, str) and cell[:1] in "=+-@\t\r" and cell else cell


def _cells(line: Line) -> list[str | int | float]:
    unit = None if line.cost_minor is None else line.cost_minor / 10 ** words.decimals(line.currency)
    return [
        line.supplier, line.sku, line.supplier_sku, line.product, line.color, line.size, line.on_hand,
        line.on_order, line.committed, line.reorder_point, line.order_up_to, line.chosen,
        line.runs_out_on.isoformat() if line.runs_out_on else "", line.arrives_on.isoformat(),
        "" if unit is None else unit, "" if unit is None else round(unit * line.chosen, 2), line.currency,
    ]  # fmt: skip


def write_table(lines: Sequence[Line], file: Path) -> None:
    """Write lines as CSV, or as a workbook where the name ends in ``.xlsx``."""
    rows = table(lines)
    if file.suffix.casefold() == ".xlsx":
        from openpyxl import Workbook

        book = Workbook(write_only=True)
        sheet = book.create_sheet(_("To order"))
        for row in rows:
            sheet.append(row)
        book.save(file)
        return
    with file.open("w", encoding="utf-8-sig", newline="") as out:
        csv.writer(out).writerows(rows)
