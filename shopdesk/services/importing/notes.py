"""What is said about an import as a whole."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from shopdesk.runtime.errors import Problem, Severity
from shopdesk.runtime.i18n import _, ngettext
from shopdesk.services.importing.context import FileContext
from shopdesk.services.importing.outcome import Outcome


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


def of_mended(lines: Iterable[int]) -> Iterator[Problem]:
    """Say which rows the owner put right."""
    said = _("You put this row right before it was imported.")
    for line in sorted(lines):
        yield Problem("mended_row", said, line, Severity.NOTE)
