"""What “find or go” offers by itself: pages with their tabs and sections, and what the menus do."""

from __future__ import annotations

from shopdesk.runtime.i18n import _, ngettext
from shopdesk.services import finding
from shopdesk.ui import registry
from shopdesk.ui.navigator import Place
from shopdesk.ui.palette_rows import Entry


def of_product(found: finding.Found) -> Entry:
    """Return the line of a product: its stock, and where it is ordered."""
    place, deed = Place("reorder", "all", found.key), Place("reorder", "lines", found.key)
    return Entry(f"p{found.key}", "sneaker", found.title, found.fact, place, _alarm(found), deed=deed)


def _alarm(found: finding.Found) -> tuple[str, str] | None:
    """Say what is gone from the shelf: everything, or some of the sizes."""
    if found.is_gone:
        return _("sold out"), "danger"
    if not found.gone:
        return None
    said = ngettext("{count} size sold out", "{count} sizes sold out", found.gone)
    return said.format(count=found.gone), "warn"


def deeds_of(found: list[finding.Found]) -> list[Entry]:
    """Return what can be done with the first product found."""
    first = next((one for one in found if one.kind == "product"), None)
    if first is None:
        return []
    name = first.title
    return [
        Entry(
            "order_it",
            "package",
            _("Order {product}").format(product=name),
            "",
            Place("reorder", "lines", first.key),
            keys="Ctrl+Enter",
        ),
        Entry(
            "count_it",
            "barcode",
            _("Count {product}").format(product=name),
            first.fact,
            Place("reorder", "count"),
        ),
        Entry(
            "size_it",
            "ruler",
            _("See the sizes of {product}").format(product=name),
            "",
            Place("sizes", "", first.key),
        ),
    ]


def messages_of(found: list[finding.Found]) -> list[Entry]:
    """Return the way to the messages that hold the words, if any do."""
    return [
        Entry(
            "search_messages",
            "magnifying-glass",
            _("Search “{words}” in messages").format(words=one.title),
            one.fact,
            Place("inbox", "all", one.title),
        )
        for one in found
        if one.kind == "messages"
    ]


def of_customer(found: finding.Found) -> Entry:
    """Return the line of a customer."""
    return Entry(f"c{found.key}", "users", found.title, found.fact, Place("customers", "", found.key))


def pages() -> list[Entry]:
    """Return every page, then its tabs and the sections of Ajustes."""
    rooms = {spec.room: spec for spec in registry.PAGES}
    whole = [Entry(f"go_{room}", spec.icon, spec.words(), "", Place(room)) for room, spec in rooms.items()]
    parts = []
    for room, tab, words in _tabs():
        spec = rooms[room]
        parts.append(Entry(f"part_{room}_{tab}", spec.icon, words, spec.words(), Place(room, tab)))
    for key, words in _sections():
        spec = rooms["settings"]
        parts.append(
            Entry(f"part_settings_{key}", spec.icon, words, spec.words(), Place("settings", "", key))
        )
    return [*whole, *parts]


def _tabs() -> list[tuple[str, str, str]]:
    return [
        ("reorder", "lines", _("To order")),
        ("reorder", "all", _("All products")),
        ("reorder", "orders", _("Orders on the way")),
        ("reorder", "suppliers", _("Suppliers")),
        ("inbox", "waiting", _("To answer")),
        ("inbox", "topics", _("Topics")),
        ("inbox", "promisable", _("What to promise")),
        ("inbox", "word", _("Your word")),
        ("inbox", "saved", _("Saved replies")),
        ("mail", "flows", _("Flows")),
        ("mail", "answers", _("Answers")),
        ("mail", "results", _("Results")),
        ("mail", "history", _("History")),
        ("customers", "back", _("Do they come back?")),
        ("customers", "why", _("What makes them return")),
        ("customers", "lasting", _("What runs out")),
        ("customers", "doubles", _("Duplicates")),
        ("sales", "months", _("Months")),
        ("sales", "products", _("Products")),
        ("sales", "imports", _("Imports")),
    ]


def _sections() -> list[tuple[str, str]]:
    return [
        ("shop", _("My shop")),
        ("policies", _("Policies")),
        ("guide", _("Size guide")),
        ("mail", _("Mail")),
        ("sending", _("Pace and limit")),
        ("suppliers", _("Suppliers")),
        ("planning", _("Calculation")),
        ("appearance", _("Appearance")),
        ("backup", _("Backup")),
        ("counter", _("Counter mode")),
        ("privacy", _("Privacy")),
    ]


def actions() -> list[Entry]:
    """Return what can be done on some page, wherever the owner is."""
    return [
        Entry("do_import", "download-simple", _("Import sales"), "", Place("sales"), keys="Ctrl+I"),
        Entry("do_sale", "receipt", _("Register a sale"), "", Place("sales", "", "sale")),
        Entry(
            "do_exchange", "arrows-left-right", _("Register an exchange"), "", Place("sales", "", "exchange")
        ),
        Entry("do_reorder", "package", _("See what to order"), "", Place("reorder", "lines"), keys="Ctrl+2"),
        Entry("do_count", "barcode", _("Count"), "", Place("reorder", "count")),
        Entry(
            "do_send",
            "paper-plane-right",
            _("Review the letters to send"),
            "",
            Place("mail", "due"),
            keys="Ctrl+5",
        ),
        Entry(
            "do_answer",
            "chat-circle-dots",
            _("Answer messages"),
            "",
            Place("inbox", "waiting"),
            keys="Ctrl+4",
        ),
        Entry("do_undo", "arrow-counter-clockwise", _("See the imports"), "", Place("sales", "imports")),
        Entry("do_backup", "database", _("Make a backup"), "", Place("settings", "", "backup")),
        Entry(
            "do_theme",
            "moon",
            _("Change how it looks"),
            "",
            Place("settings", "", "appearance"),
        ),
    ]
