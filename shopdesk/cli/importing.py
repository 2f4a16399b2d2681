"""``shopdesk import``, ``imports``, ``undo``, ``summary``: files into the shop, and what they add up to."""

from __future__ import annotations

import argparse
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

from shopdesk.cli import grammar
from shopdesk.cli.answer import Answer, money
from shopdesk.runtime import words
from shopdesk.runtime.i18n import _, ngettext

if TYPE_CHECKING:
    from shopdesk.domain.money import Money
    from shopdesk.services.context import Shop
    from shopdesk.services.importing import ImportOptions, ImportResult, PastImport
    from shopdesk.services.summary import Summary

KINDS = (
    "auto", "sales", "stock", "products", "suppliers", "purchases", "customers", "contacts", "events",
    "checkouts", "visits", "reviews", "surveys",
)  # fmt: skip


def add_commands(commands: Any) -> None:
    """Add the four commands."""
    files = grammar.command(
        commands, "import", _import, says="read files into the shop", empty={"imports": []}
    )
    files.add_argument("files", nargs="+", type=Path, metavar="FILE")
    files.add_argument("--as", dest="kind", choices=KINDS, default="auto", help="what the rows are")
    files.add_argument("--as-of", type=date.fromisoformat, metavar="YYYY-MM-DD", help="day of a stock file")
    files.add_argument("--format", metavar="NAME", help="read it as this format")
    files.add_argument("--date-order", choices=("dmy", "mdy"))
    files.add_argument("--decimal", choices=(".", ","))
    files.add_argument("--zone", metavar="AREA/CITY", help="zone of times that state none")
    files.add_argument("--currency", metavar="MXN", type=str.upper)
    files.add_argument("--taxes", choices=("included", "added"), help="whether prices hold the tax")
    files.add_argument("--account", metavar="NAME", default="", help="the file is of this other shop")
    files.add_argument("--same-shop", action="store_true", help="orders with known numbers are changes")
    files.add_argument("--dry-run", action="store_true", help="say what would happen, keep nothing")
    files.add_argument("--rejects", type=Path, metavar="FILE", help="write the rows left out here")
    past = grammar.command(commands, "imports", _imports, says="list the files read", empty={"imports": []})
    past.add_argument("--left-out", type=int, metavar="IMPORT_ID", help="write the rows it left out --to")
    past.add_argument("--to", type=Path, metavar="FILE", help="where, to be mended and imported")
    undo = grammar.command(commands, "undo", _undo, says="take an import back")
    undo.add_argument("id", type=int, metavar="IMPORT_ID")
    grammar.command(commands, "summary", _summary, says="the shop in figures")


def _import(shop: Shop, args: argparse.Namespace) -> Answer:
    from shopdesk.services import importing

    results = importing.import_files(shop, args.files, _options(args))
    zone = shop.zone()
    error = next((result.refused for result in results if result.refused), None)
    return Answer(
        {"imports": [_document(result, zone) for result in results]},
        [line for result in results for line in _lines(result)],
        exit_code=1 if error else 0,
        error=error,
    )


def _options(args: argparse.Namespace) -> ImportOptions:
    from shopdesk.services.importing import ImportOptions

    return ImportOptions(
        kind=None if args.kind == "auto" else args.kind,
        format=args.format,
        as_of=args.as_of,
        date_order=args.date_order,
        decimal=args.decimal,
        zone=args.zone,
        currency=args.currency,
        taxes=args.taxes,
        account=args.account,
        same_shop=args.same_shop,
        rejects=args.rejects,
        dry_run=args.dry_run,
    )


def _document(result: ImportResult, zone: Any) -> dict[str, Any]:
    document: dict[str, Any] = {
        "id": result.id,
        "file": result.file,
        "kind": result.kind,
        "format": result.format,
        "rows": result.rows,
        "accepted": result.accepted,
        "orders_new": result.orders_new,
        "orders_changed": result.orders_changed,
        "orders_same": result.orders_same,
        "lines": result.lines,
        "units": result.units,
        "total_money": money(result.total.minor, result.total.currency) if result.total else None,
        "refunded_money": money(result.refunded.minor, result.refunded.currency) if result.refunded else None,
        "first": result.first.astimezone(zone).isoformat() if result.first else None,
        "last": result.last.astimezone(zone).isoformat() if result.last else None,
        "rejected": result.rejected,
        "ignored": result.ignored,
        "problems": [
            {"line": p.line, "code": p.code, "message": p.message, "severity": str(p.severity)}
            for p in result.problems
        ],
        "duplicate_of": result.duplicate_of,
        "facts": result.facts,
    }
    if result.others:
        document["other_currencies"] = [
            {"total_money": money(t.minor, t.currency), "refunded_money": money(r.minor, r.currency)}
            for t, r in result.others
        ]
    if result.is_dry:
        document["dry_run"] = True
    if result.refused is not None:
        document["refused"] = True
        document["error"] = {
            "code": result.refused.code,
            "message": result.refused.message,
            "next_step": result.refused.next_step,
        }
        document["questions"] = [
            {"code": q.code, "message": q.message, "option": q.option, "examples": list(q.examples)}
            for q in result.questions
        ]
    return document


def _lines(result: ImportResult) -> list[str]:
    if result.refused is not None:
        return [_("{file}: not imported. {reason}").format(file=result.file, reason=str(result.refused))]
    said = [_("{file}: {rows} rows").format(file=result.file, rows=words.number(result.rows))]
    if result.lines or result.orders_same:
        said.append(
            _("  orders: {new} new, {changed} changed, {same} as they were").format(
                new=words.number(result.orders_new),
                changed=words.number(result.orders_changed),
                same=words.number(result.orders_same),
            )
        )
    if result.total is not None:
        said.append(_("  total: {money}").format(money=_money(result.total)))
    if result.rejected or result.ignored:
        said.append(
            _("  left out: {rejected} rejected, {ignored} ignored").format(
                rejected=words.number(result.rejected), ignored=words.number(result.ignored)
            )
        )
    said.extend(_problem(p.line, p.message) for p in result.problems[:10])
    more = len(result.problems) - 10
    if more > 0:
        said.append(
            ngettext("  … and {count} more note", "  … and {count} more notes", more).format(count=more)
        )
    if result.id is not None:
        said.append(_("  to take it back: shopdesk undo {id}").format(id=result.id))
    return said


def _money(amount: Money) -> str:
    return words.money(amount.minor, amount.currency)


def _problem(line: int | None, message: str) -> str:
    if line is None:
        return f"  · {message}"
    return _("  · line {line}: {message}").format(line=line, message=message)


def _left_out(shop: Shop, args: argparse.Namespace) -> Answer:
    from shopdesk.runtime.errors import WrongInput
    from shopdesk.services.importing.left_out import write_left_out

    if args.to is None:
        raise WrongInput(_("Say where to write the rows: --to FILE."), _("Nothing was written."))
    count = write_left_out(shop, args.left_out, args.to)
    said = ngettext("{count} row in {file}.", "{count} rows in {file}.", count)
    return Answer({"rows": count, "file": str(args.to)}, [said.format(count=count, file=args.to.name)])


def _imports(shop: Shop, args: argparse.Namespace) -> Answer:
    from shopdesk.services import importing

    if args.left_out is not None:
        return _left_out(shop, args)
    found = importing.history(shop)
    zone = shop.zone()
    return Answer(
        {"imports": [_past(one, zone) for one in found]},
        [
            f"{one.result.id}  {one.created_at.astimezone(zone):%Y-%m-%d %H:%M}  {one.result.file}"
            + ("" if one.undone_at is None else f"  ({_('taken back')})")
            for one in found
        ],
    )


def _past(one: PastImport, zone: Any) -> dict[str, Any]:
    return _document(one.result, zone) | {
        "created_at": one.created_at.astimezone(zone).isoformat(),
        "undone_at": one.undone_at.astimezone(zone).isoformat() if one.undone_at else None,
        "can_undo": one.can_undo,
        "changed_since": one.changed_since,
    }


def _undo(shop: Shop, args: argparse.Namespace) -> Answer:
    from shopdesk.services import importing

    done = importing.undo(shop, args.id)
    document = {
        "id": done.id,
        "file": done.file,
        "orders_removed": done.orders_removed,
        "orders_restored": done.orders_restored,
        "orders_kept": done.orders_kept,
        "changed_since": done.changed_since,
        "warning": done.warning or None,
    }
    said = [
        _("{file} was taken back: {removed} orders removed, {restored} put back as they were.").format(
            file=done.file,
            removed=words.number(done.orders_removed),
            restored=words.number(done.orders_restored),
        )
    ]
    return Answer(document, [*said, *([done.warning] if done.warning else [])])


def _summary(shop: Shop, _args: argparse.Namespace) -> Answer:
    from shopdesk.services.summary import summarise

    found = summarise(shop)
    return Answer(_figures(found), _said(found))


def _figures(found: Summary) -> dict[str, Any]:
    return {
        "orders": found.orders,
        "lines": found.lines,
        "units": found.units,
        "total_money": money(found.total.minor, found.total.currency),
        "refunded_money": money(found.refunded.minor, found.refunded.currency),
        "cancelled": found.cancelled,
        "pending": found.pending,
        "customers": found.customers,
        "customers_with_email": found.customers_with_email,
        "first": found.first.isoformat() if found.first else None,
        "last": found.last.isoformat() if found.last else None,
        "variants": found.variants,
        "channels": [{"channel": code, "orders": count} for code, count in found.channels],
        "other_currencies": [
            {
                "orders": orders,
                "total_money": money(total.minor, total.currency),
                "refunded_money": money(back.minor, back.currency),
            }
            for total, back, orders in found.others
        ],
    }


def _said(found: Summary) -> list[str]:
    if not found.orders:
        return [_("There are no sales yet. Import a file with `shopdesk import FILE`.")]
    return [
        _("{orders} orders, {lines} lines, {units} pieces").format(
            orders=words.number(found.orders),
            lines=words.number(found.lines),
            units=words.number(found.units),
        ),
        _("{total} sold, {refunded} given back").format(
            total=_money(found.total), refunded=_money(found.refunded)
        ),
        _("{customers} known customers, {email} with an address").format(
            customers=words.number(found.customers), email=words.number(found.customers_with_email)
        ),
    ]
