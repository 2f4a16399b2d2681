"""What the head of the page says: its tabs, its summary, its button."""

from __future__ import annotations

from collections.abc import Callable

from shopdesk.domain.leadtime import Source
from shopdesk.runtime import words
from shopdesk.runtime.i18n import _, ngettext
from shopdesk.services import phrases_clearance as clearance
from shopdesk.services import phrases_reorder as said
from shopdesk.services.reorder import Note, NoteCode, Plan
from shopdesk.services.reorder_room import Room
from shopdesk.ui.widgets import EmptyState

_WORST = (
    NoteCode.FEW_WEEKS,
    NoteCode.STOCK_UNKNOWN,
    NoteCode.NO_SUPPLIER,
    NoteCode.LEAD_DEFAULT,
    NoteCode.CASH_LIMIT,
)


def tabs(room: Room | None) -> tuple[str, ...]:
    """Name the four tabs with their counts."""
    due = len(room.plan.due_styles()) if room is not None else 0
    coming = len(room.open_orders) if room is not None else 0
    return (
        _("To order ({count})").format(count=words.number(due)) if due else _("To order"),
        _("All products"),
        _("Orders on the way ({count})").format(count=words.number(coming))
        if coming
        else _("Orders on the way"),
        _("Suppliers"),
    )


def summary(room: Room, tab: str) -> str:
    """Say the tab in one line."""
    if tab == "suppliers":
        return _suppliers(room)
    if tab != "orders":
        parts = [said.summary(room.plan)]
        if tab == "all":
            parts += [clearance.summary(room.leftovers), said.contest_words(room.contests)]
        return " · ".join(part for part in parts if part)
    open_ = room.open_orders
    if not open_:
        return _("Nothing is on the way.")
    late = sum(1 for one in open_ if one.days_late)
    told = [
        ngettext("{count} order on the way", "{count} orders on the way", len(open_)).format(
            count=words.number(len(open_))
        ),
        _("{pairs} to arrive").format(pairs=said.pairs(sum(one.missing for one in open_))),
    ]
    if late:
        told.append(ngettext("{count} is late", "{count} are late", late).format(count=words.number(late)))
    return " · ".join(told)


def _suppliers(room: Room) -> str:
    """Say how many suppliers there are, and of how many it is not known how long they take."""
    count = len(room.suppliers)
    told = [
        ngettext("{count} supplier", "{count} suppliers", count).format(count=words.number(count))
        if count
        else _("Who you order from, how long they take and what they ask for.")
    ]
    unknown = sum(one.lead.source is Source.DEFAULT for one in room.suppliers)
    if unknown:
        told.append(
            ngettext(
                "of {count} I do not know how long it takes",
                "of {count} I do not know how long they take",
                unknown,
            ).format(count=words.number(unknown))
        )
    return " · ".join(told)


def print_button(lists: int) -> str:
    """Name the primary: ``Imprimir 3 listas``."""
    if not lists:
        return _("Print")
    return ngettext("Print {count} list", "Print {count} lists", lists).format(count=words.number(lists))


def nothing(plan: Plan, bring: Callable[[], None]) -> EmptyState:
    """Say that nothing is due and what is next, or how an empty shop fills."""
    if plan.sales_until is not None:
        return EmptyState("package", said.nothing_due(plan), said.sales_until(plan))
    return EmptyState(
        "package",
        _("There are no sales yet."),
        _("Import your sales and your stock, and I work out what to order."),
        button=_("Import sales"),
        button_icon="download-simple",
        press=bring,
        kind="secondary",
    )


def worst_note(plan: Plan) -> Note | None:
    """Return the remark the owner should see first, if any."""
    found = {note.code: note for note in reversed(plan.notes)}
    return next((found[code] for code in _WORST if code in found), None)
