"""``shopdesk forecast`` and ``shopdesk reorder``: what will be asked for, and what to order."""

from __future__ import annotations

import argparse
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Any

from shopdesk.cli import grammar
from shopdesk.cli.answer import Answer, money
from shopdesk.cli.files import writing

if TYPE_CHECKING:
    from shopdesk.services.context import Shop
    from shopdesk.services.reorder import Line, Note, Plan, Series


def add_commands(commands: Any) -> None:
    """Add ``forecast`` and ``reorder``."""
    none: dict[str, Any] = {"series": []}
    ahead = grammar.command(commands, "forecast", _forecast, says="what will be asked for", empty=none)
    ahead.add_argument("--weeks", type=_weeks, default=4, metavar="H", help="weeks ahead, 1 to 26")
    ahead.add_argument("--by", choices=("variant", "style", "channel"), default="variant")
    ahead.add_argument("--check", action="store_true", help="also how it did on the last twelve weeks")
    order = grammar.command(commands, "reorder", _reorder, says="what to order and why", empty={"lines": []})
    order.add_argument("--supplier", metavar="NAME", help="only this one")
    order.add_argument("--service", type=_share, metavar="0.95", help="of those who ask, how many find it")
    order.add_argument("--all", action="store_true", help="also what is above its reorder point")
    order.add_argument("--clearance", action="store_true", help="also what should go from the shelf")
    order.add_argument("--csv", type=Path, metavar="F", help="write the lines (.csv or .xlsx)")
    order.add_argument("--pdf", type=Path, metavar="F", help="write a page per supplier")
    order.add_argument("--text", type=Path, metavar="F", help="write a text to send per supplier")


def _weeks(text: str) -> int:
    weeks = int(text)
    if not 1 <= weeks <= 26:
        raise argparse.ArgumentTypeError("from 1 to 26 weeks")
    return weeks


def _share(text: str) -> float:
    share = float(text)
    if not 0 < share < 1:
        raise argparse.ArgumentTypeError("a share between 0 and 1, e.g. 0.95")
    return share


def _forecast(shop: Shop, args: argparse.Namespace) -> Answer:
    from shopdesk.runtime import words
    from shopdesk.services import reorder

    found = reorder.forecast(shop, args.weeks, reorder.By(args.by))
    lines = [
        f"{one.key}: {words.number(one.mean, 1)} ({words.number(one.quantiles[0.95], 0)})" for one in found
    ]
    document: dict[str, Any] = {"weeks": args.weeks, "by": args.by, "series": [_series(one) for one in found]}
    if args.check:
        from shopdesk.services import phrases_check

        checked = reorder.backtest(shop)
        document["accuracy"] = None if checked is None else asdict(checked)
        lines.append(phrases_check.accuracy(checked))
    return Answer(document, lines)


def _series(one: Series) -> dict[str, Any]:
    return {
        "key": one.key,
        "mean": one.mean,
        "quantiles": {str(level): pieces for level, pieces in one.quantiles.items()},
        "grade": one.grade.value,
        "weeks_of_history": one.weeks_of_history,
    }


def _reorder(shop: Shop, args: argparse.Namespace) -> Answer:
    from shopdesk.domain.naming import name_key
    from shopdesk.services import phrases_reorder as phrases
    from shopdesk.services import reorder, suppliers

    if args.service is None:
        plan = reorder.refresh(shop)
    else:
        plan = reorder.suggest(shop, reorder.Assumptions(service=args.service))
    shown = plan.lines if args.all else plan.due()
    groups = plan.groups()
    if args.supplier:
        suppliers.must_exist(shop, args.supplier)
        wanted = name_key(args.supplier)
        shown = tuple(line for line in shown if name_key(line.supplier) == wanted)
        groups = tuple(group for group in groups if name_key(group.terms.name) == wanted)
    leftovers = _leftovers(shop) if args.clearance else []
    files = _write(shop, plan, shown=shown, groups=groups, args=args)
    document = {
        "lines": [as_json(line) for line in shown],
        "notes": [_note(note) for note in plan.notes],
        "sales_until": plan.sales_until.isoformat() if plan.sales_until else None,
        "files": files,
        **({"clearance": [one for one, _told in leftovers]} if args.clearance else {}),
    }
    told = [phrases.summary(plan)]
    told += [
        f"{group.terms.name or '—'} · {phrases.pairs(group.pieces)}\n"
        + "\n".join(
            f"  {phrases.name_of(row.first)}: {phrases.pairs(row.chosen)} ({phrases.why_sum(row.why)})"
            for row in group.rows
        )
        for group in groups
    ]
    told += [phrases.say_note(note) for note in plan.notes]
    return Answer(document, [*told, *(line for _one, line in leftovers), *files])


def _leftovers(shop: Shop) -> list[tuple[dict[str, Any], str]]:
    from shopdesk.services import phrases_clearance as phrases
    from shopdesk.services import reorder_room

    return [
        (
            {
                "product": one.product,
                "color": one.color,
                "reason": one.reason.value,
                "sizes": list(one.sizes),
                "pieces": one.pieces,
                "cost_money": money(one.cost_minor, one.currency),
                "advice": phrases.advice(one),
            },
            f"{one.product} {one.color}: {phrases.advice(one)}",
        )
        for one in reorder_room.read(shop).leftovers
    ]


def as_json(line: Line) -> dict[str, Any]:
    """Return a line as documents carry it."""
    return {
        "supplier": line.supplier or None,
        "sku": line.sku,
        "product": line.product,
        "color": line.color,
        "size": line.size,
        "on_hand": line.on_hand,
        "on_order": line.on_order,
        "committed": line.committed,
        "position": line.position,
        "reorder_point": line.reorder_point,
        "order_up_to": line.order_up_to,
        "order": line.order,
        "chosen": line.chosen,
        "runs_out_on": line.runs_out_on.isoformat() if line.runs_out_on else None,
        "arrives_on": line.arrives_on.isoformat(),
        "cost_money": money(line.cost_of_order, line.currency),
        "why": [{"term": term.value, "pieces": pieces} for term, pieces in line.why.terms()],
        "grade": line.grade.value,
    }


def _note(note: Note) -> dict[str, Any]:
    from shopdesk.services.phrases_reorder import say_note

    return {"code": note.code.value, "supplier": note.subject or None, "message": say_note(note)}


def _write(
    shop: Shop, plan: Plan, *, shown: tuple[Line, ...], groups: Any, args: argparse.Namespace
) -> list[str]:
    from shopdesk.services import supplier_lists

    files: list[str] = []
    if args.csv:
        with writing(args.csv):
            supplier_lists.write_table(shown, args.csv)
        files.append(str(args.csv))
    if not (args.pdf or args.text):
        return files
    lists = supplier_lists.make(shop, plan, groups)
    if args.text:
        with writing(args.text):
            text = "\n".join(supplier_lists.as_text(one) for one in lists)
            args.text.write_text(text, encoding="utf-8")
        files.append(str(args.text))
    if args.pdf:
        from shopdesk.ui.rooms.reorder import paper

        with writing(args.pdf):
            paper.supplier_pdf(shop, lists, args.pdf)
        files.append(str(args.pdf))
    return files
