"""What is said about an import as a whole."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import timedelta

from shopdesk.runtime import words
from shopdesk.runtime.errors import Problem, Severity
from shopdesk.runtime.i18n import _, ngettext
from shopdesk.services.importing.context import FileContext
from shopdesk.services.importing.outcome import Outcome
from shopdesk.store.imports.changes import MonthChange


def of_outcome(outcome: Outcome, context: FileContext) -> Iterator[Problem]:
    """Say what the comparison with the shop left as it was, and which money stands apart."""
    if outcome.older:
        yield Problem(
            "older_export",
            ngettext(
                "{count} order is here in a later state already and was left so.",
                "{count} orders are here in a later state already and were left so.",
                outcome.older,
            ).format(count=outcome.older),
            None,
            Severity.NOTE,
        )
    if outcome.money and outcome.last is not None and outcome.last > context.now + timedelta(days=1):
        day = outcome.last.astimezone(context.zone).date()
        said = _("A sale is dated {day}, which is yet to come: see whether day and month changed places.")
        named = f"{words.day_of_month(day)} {day.year}"
        yield Problem("future_date", said.format(day=named), None, Severity.WARNING)
    yield from _of_changes(outcome.changes)
    strangers = [code for code, *_rest in outcome.money if code != context.currency]
    if strangers:
        yield Problem(
            "other_currency",
            _("Orders in {currency} are kept and shown apart; they are never added to {own}.").format(
                currency=", ".join(strangers), own=context.currency
            ),
            None,
            Severity.NOTE,
        )


CHANGED = "changed_month"
_MONTHS = 12


def _of_changes(changes: Sequence[MonthChange]) -> Iterator[Problem]:
    """Say month by month what becomes of orders that were known: a marketplace's month is never final."""
    for one in changes[:_MONTHS]:
        said = ngettext("{month}: {count} sale changes", "{month}: {count} sales change", one.orders)
        month = f"{words.month(one.month)} {one.month.year}"
        parts = [said.format(month=month[:1].upper() + month[1:], count=words.number(one.orders))]
        if one.cancelled:
            told = ngettext("{count} sale cancelled", "{count} sales cancelled", one.cancelled)
            parts.append(told.format(count=words.number(one.cancelled)))
        if one.paid:
            told = ngettext("{count} paid by now", "{count} paid by now", one.paid)
            parts.append(told.format(count=words.number(one.paid)))
        if one.refunded_minor:
            money = words.money(abs(one.refunded_minor), one.currency)
            more, less = _("{money} more given back"), _("{money} less given back")
            parts.append((more if one.refunded_minor > 0 else less).format(money=money))
        if one.total_minor:
            money = words.money(abs(one.total_minor), one.currency)
            up, down = _("{money} more sold"), _("{money} less sold")
            parts.append((up if one.total_minor > 0 else down).format(money=money))
        yield Problem(CHANGED, " · ".join(parts), None, Severity.NOTE)


def of_mended(lines: Iterable[int]) -> Iterator[Problem]:
    """Say which rows the owner put right."""
    said = _("You put this row right before it was imported.")
    for line in sorted(lines):
        yield Problem("mended_row", said, line, Severity.NOTE)
