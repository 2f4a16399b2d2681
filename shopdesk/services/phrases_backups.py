"""What putting a copy back changes, in words: the same for the window and the commands."""

from __future__ import annotations

from shopdesk.runtime.i18n import _, ngettext
from shopdesk.services.backups.preview import Preview
from shopdesk.store.backup_preview import Change, Thing


def said(found: Preview) -> list[str]:
    """Return one sentence a fact: what the copy is, what is lost and comes back, what letters do."""
    day = f"{found.made_at:%d/%m/%Y %H:%M}"
    first = _("Copy of {day}: {orders} orders, {customers} customers, last sale {last}.").format(
        day=day,
        orders=found.copy.orders,
        customers=found.copy.customers,
        last=found.copy.last_sale,
    )
    lines = [first if found.copy.last_sale else _("Copy of {day}: without sales yet.").format(day=day)]
    if found.now is None:
        lines.append(_("There is no shop here yet: the copy becomes the shop of this computer."))
    elif not found.changes:
        lines.append(_("It holds the same orders, customers, messages and letters as your shop now."))
    lines += [_lost(c) for c in found.changes if c.lost]
    lines += [_back(c) for c in found.changes if c.back]
    if found.left_since:
        count = ngettext(
            "{count} letter that left since stays marked as sent: nobody gets it twice.",
            "{count} letters that left since stay marked as sent: nobody gets one twice.",
            found.left_since,
        )
        lines.append(count.format(count=found.left_since))
    if found.waiting:
        count = ngettext(
            "{count} letter waiting in the copy needs your word again.",
            "{count} letters waiting in the copy need your word again.",
            found.waiting,
        )
        lines.append(count.format(count=found.waiting))
    return lines


def _counted(thing: Thing, count: int) -> str:
    match thing:
        case Thing.ORDERS:
            said = ngettext("{count} order", "{count} orders", count)
        case Thing.CUSTOMERS:
            said = ngettext("{count} way to reach a customer", "{count} ways to reach customers", count)
        case Thing.PRODUCTS:
            said = ngettext("{count} product", "{count} products", count)
        case Thing.MESSAGES:
            said = ngettext("{count} message", "{count} messages", count)
        case Thing.LETTERS:
            said = ngettext("{count} letter", "{count} letters", count)
        case Thing.POLICIES:
            said = ngettext("{count} policy", "{count} policies", count)
        case Thing.SUPPLIER_ORDERS:
            said = ngettext("{count} order to a supplier", "{count} orders to suppliers", count)
    return said.format(count=count)


def _lost(change: Change) -> str:
    said = _("You would lose {what} that came after the copy.")
    return said.format(what=_counted(change.thing, change.lost))


def _back(change: Change) -> str:
    return _("{what} would come back.").format(what=_counted(change.thing, change.back))
