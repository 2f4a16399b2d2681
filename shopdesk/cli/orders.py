"""``shopdesk order``: orders to suppliers, from placed to received."""

from __future__ import annotations

import argparse
import json
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

from shopdesk.cli import grammar
from shopdesk.cli.amounts import minor_of
from shopdesk.cli.answer import Answer
from shopdesk.runtime.errors import WrongInput
from shopdesk.runtime.i18n import _

if TYPE_CHECKING:
    from shopdesk.services.context import Shop
    from shopdesk.services.purchase_orders import OnTheWay
    from shopdesk.services.supplier_lists import SupplierList
    from shopdesk.store.purchasing import OrderLineRow

_NONE: dict[str, Any] = {"orders": []}


def add_commands(commands: Any) -> None:
    """Add ``order place|list|confirm|receive|cancel|mail``."""
    words = grammar.group(commands, "order", "orders to your suppliers")
    place = grammar.command(words, "place", _place, says="write down an order you placed", empty=_NONE)
    place.add_argument("--supplier", required=True, metavar="NAME")
    place.add_argument("--from", dest="source", type=Path, metavar="FILE", help="lines of `reorder --json`")
    grammar.command(words, "list", _list, says="what is on the way", empty=_NONE)
    yes = _with_id(words, "confirm", _confirm, "the supplier said yes")
    yes.add_argument("--promised", type=date.fromisoformat, metavar="YYYY-MM-DD", help="the day they gave")
    yes.add_argument("--on", type=date.fromisoformat, metavar="YYYY-MM-DD", help="the day they said so")
    came = _with_id(words, "receive", _receive, "goods arrived: all that was missing, or what you name")
    came.add_argument("--sku", action="append", default=[], metavar="S")
    came.add_argument("--pieces", action="append", default=[], type=int, metavar="N")
    came.add_argument("--damaged", action="append", default=[], type=int, metavar="N")
    came.add_argument(
        "--cost", action="append", default=[], metavar="AMOUNT", help="of one piece, if it changed"
    )
    came.add_argument("--on", type=date.fromisoformat, metavar="YYYY-MM-DD")
    _with_id(words, "cancel", _cancel, "give up what has not arrived")
    mail = grammar.command(words, "mail", _mail, says="mail a supplier its list", empty={"letters": []})
    mail.add_argument("--supplier", required=True, metavar="NAME")
    mail.add_argument("--to-folder", metavar="DIR", help="write an .eml file instead of sending")


def _with_id(words: Any, name: str, run: Any, says: str) -> argparse.ArgumentParser:
    found = grammar.command(words, name, run, says=says, empty=_NONE)
    found.add_argument("id", metavar="ID", help="the order's number")
    return found


def _place(shop: Shop, args: argparse.Namespace) -> Answer:
    from shopdesk.domain.naming import name_key
    from shopdesk.services import purchase_orders, reorder, suppliers

    found = suppliers.must_exist(shop, args.supplier)
    if args.source:
        number = purchase_orders.place(shop, found.name, _pieces_in(shop, args.source, found.name))
    else:
        plan = reorder.refresh(shop)
        group = next((g for g in plan.groups() if name_key(g.terms.name) == name_key(found.name)), None)
        if group is None or not group.pieces:
            raise WrongInput(
                _("There is nothing to order from {supplier}.").format(supplier=found.name),
                _("Type a quantity first. Nothing was written down."),
            )
        number = purchase_orders.place_group(shop, group)
    return _told(shop, number)


def _pieces_in(shop: Shop, file: Path, supplier: str) -> dict[int, int]:
    """Return variant → pieces of a document of ``reorder --json``, this supplier's lines only."""
    from shopdesk.domain.naming import name_key
    from shopdesk.services import purchase_orders

    try:
        lines = json.loads(file.read_text(encoding="utf-8"))["lines"]
        wanted = {
            str(line["sku"]): int(line.get("chosen", line["order"]))
            for line in lines
            if name_key(line.get("supplier") or supplier) == name_key(supplier)
        }
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise WrongInput(
            _("{file} is not a list of lines to order.").format(file=file),
            _("Write one with `shopdesk reorder --json > FILE`. Nothing was written down."),
        ) from error
    known = purchase_orders.by_sku(shop, wanted)
    return {known[sku]: pieces for sku, pieces in wanted.items()}


def _list(shop: Shop, _args: argparse.Namespace) -> Answer:
    from shopdesk.services import purchase_orders

    return _answer(purchase_orders.listed(shop))


def _confirm(shop: Shop, args: argparse.Namespace) -> Answer:
    from shopdesk.services import purchase_orders

    purchase_orders.confirm(shop, args.id, promised_on=args.promised, on=args.on)
    return _told(shop, args.id)


def _receive(shop: Shop, args: argparse.Namespace) -> Answer:
    from shopdesk.services import purchase_orders
    from shopdesk.services.purchase_orders import Arrived

    most = len(args.sku)
    if most != len(args.pieces) or len(args.damaged) > most or len(args.cost) > most:
        raise WrongInput(_("Each --sku needs its --pieces."), _("Nothing was changed."))
    arrived = None
    if args.sku:
        damaged = [*args.damaged, *[0] * (most - len(args.damaged))]
        costs = [*_costs(shop, args), *[None] * (most - len(args.cost))]
        ids = purchase_orders.by_sku(shop, args.sku)
        arrived = {
            ids[sku]: Arrived(n, broken, cost)
            for sku, n, broken, cost in zip(args.sku, args.pieces, damaged, costs, strict=True)
        }
    purchase_orders.receive(shop, args.id, arrived, on=args.on)
    return _told(shop, args.id)


def _costs(shop: Shop, args: argparse.Namespace) -> list[int]:
    """Return the costs given, in minor units of the order's currency."""
    from shopdesk.services import purchase_orders

    if not args.cost:
        return []
    currency = purchase_orders.get(shop, args.id).order.currency
    return [minor_of(cost, currency) for cost in args.cost]


def _cancel(shop: Shop, args: argparse.Namespace) -> Answer:
    from shopdesk.services import purchase_orders

    purchase_orders.cancel(shop, args.id)
    return _told(shop, args.id)


def _told(shop: Shop, number: str) -> Answer:
    from shopdesk.services import purchase_orders

    return _answer([purchase_orders.get(shop, number)])


def _answer(found: Sequence[OnTheWay]) -> Answer:
    from shopdesk.services import phrases_orders as phrases

    return Answer({"orders": [as_json(one) for one in found]}, [phrases.line(one) for one in found])


def as_json(one: OnTheWay) -> dict[str, Any]:
    """Return an order as documents carry it."""
    return {
        "id": one.order.number,
        "number": one.order.number,
        "supplier": one.terms.name,
        "state": one.state.value,
        "placed_on": one.placed_on.isoformat(),
        "confirmed_on": one.confirmed_on.isoformat() if one.confirmed_on else None,
        "promised_on": one.order.promised_on.isoformat() if one.order.promised_on else None,
        "due_on": one.due_on.isoformat() if one.is_open else None,
        "days_late": one.days_late,
        "ordered": one.ordered,
        "received": one.received,
        "cancelled": one.cancelled,
        "on_order": one.missing,
        "lines": [_line(line) for line in one.lines],
        "receipts": [{"on": r.on.isoformat(), "pieces": r.pieces} for r in one.receipts],
    }


def _line(line: OrderLineRow) -> dict[str, Any]:
    return {
        "sku": line.sku,
        "product": line.product,
        "color": line.color,
        "size": line.size,
        "ordered": line.ordered,
        "received": line.received,
        "damaged": line.damaged,
        "cancelled": line.cancelled,
        "missing": line.missing,
    }


def _mail(shop: Shop, args: argparse.Namespace) -> Answer:
    """Mail the newest order not confirmed yet, or else what is to be ordered now."""
    from dataclasses import replace

    from shopdesk.domain.naming import name_key
    from shopdesk.services import supplier_mail, suppliers

    found = suppliers.must_exist(shop, args.supplier)
    if args.to_folder:
        from shopdesk.adapters.mailer import FolderMailer

        shop = replace(shop, mail=FolderMailer(Path(args.to_folder).expanduser()))
    one = _newest_list(shop, name_key(found.name))
    key = supplier_mail.approve(shop, one, found.email, _pdf(shop, one))
    report = supplier_mail.send(shop, key)
    error = report.stopped_by
    letters = [
        {
            "key": letter.key,
            "flow": "supplier",
            "step": letter.step,
            "kind": letter.kind,
            "recipient": letter.recipient,
            "subject": letter.subject,
            "state": letter.state.value,
            "reason": letter.reason,
            "not_before": None,
            "message_id": letter.message_id,
        }
        for letter in report.letters
    ]
    told = [f"{letter['recipient']} · {letter['subject']} · {letter['state']}" for letter in letters]
    if not letters and error is None:
        told = [_("That list went out already.")]
    return Answer({"letters": letters}, told, exit_code=1 if error else 0, error=error)


def _newest_list(shop: Shop, supplier_key: str) -> SupplierList:
    from shopdesk.domain.naming import name_key
    from shopdesk.services import purchase_orders, reorder, supplier_lists

    placed = [
        one
        for one in purchase_orders.listed(shop)
        if name_key(one.terms.name) == supplier_key and one.state is purchase_orders.State.PLACED
    ]
    if placed:
        return supplier_lists.of_order(shop, placed[0])
    plan = reorder.refresh(shop)
    groups = [group for group in plan.groups() if name_key(group.terms.name) == supplier_key]
    lists = supplier_lists.make(shop, plan, groups)
    if not lists:
        raise WrongInput(_("There is nothing to order from this supplier."), _("Nothing was sent."))
    return lists[0]


def _pdf(shop: Shop, one: SupplierList) -> bytes:
    import tempfile

    from shopdesk.ui.rooms.reorder import paper

    with tempfile.TemporaryDirectory() as folder:
        return paper.supplier_pdf(shop, [one], Path(folder) / "list.pdf").read_bytes()
