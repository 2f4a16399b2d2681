"""What the Tallas room says: the same words in the window, on paper and in the terminal."""

from __future__ import annotations

from typing import assert_never

from shopdesk.domain.sizes.silent import Label
from shopdesk.runtime import words
from shopdesk.runtime.i18n import _, ngettext
from shopdesk.services.sizes.page import SizesPage, StyleRow


def summary(page: SizesPage) -> str:
    """Say in one line how many styles look stocked and are not."""
    count = len(page.broken)
    if not page.rows:
        return _("Your files bring no sizes.")
    if not count:
        return _("No style has gaps in its key sizes.")
    return ngettext(
        "{count} style with key sizes sold out: it looks stocked, but nobody can buy their size",
        "{count} styles with key sizes sold out: they look stocked, but nobody can buy their size",
        count,
    ).format(count=count)


def missing(row: StyleRow) -> str:
    """Say which key sizes are gone: ``Faltan 24, 25``."""
    labels = [cell.label for cell in row.missing]
    return ngettext("Missing {sizes}", "Missing {sizes}", len(labels)).format(sizes=", ".join(labels))


def line(row: StyleRow, page: SizesPage) -> str:
    """Say one style in one line of the terminal."""
    return _("{name}: {missing}. About {pieces} a week not sold, {money}.").format(
        name=row.name,
        missing=missing(row),
        pieces=pieces(row.lost_pieces_week),
        money=words.money(rounded(row.lost_week_minor), page.currency),
    )


def pieces(count: float) -> str:
    """Say an estimate of pieces without more digits than it holds."""
    return words.number(round(count)) if count >= 3 else words.number(count, 1)


def rounded(minor: int) -> int:
    """Round an estimated amount to two digits that mean something."""
    step = int("1".ljust(max(len(str(abs(minor))) - 1, 1), "0"))
    return round(minor / step) * step


def why(row: StyleRow) -> str:
    """Say what is wrong with a broken run, as one sentence or two."""
    labels = [cell.label for cell in row.missing]
    share = row.missing_share
    fact = ngettext(
        "There are {stock} pieces and it looks stocked, but {sizes} is sold out.",
        "There are {stock} pieces and it looks stocked, but {sizes} are sold out.",
        len(labels),
    ).format(stock=words.number(row.stock), sizes=words.names(labels))
    portion = ngettext(
        "That size makes {share} of what this style sells.",
        "Those sizes make {share} of what this style sells.",
        len(labels),
    ).format(share=words.percent(share))
    return f"{fact} {portion}"


def verdict(row: StyleRow) -> str:
    """Say what the sales since the gap add to the fact; empty where nothing was judged."""
    match row.label:
        case None:
            return ""
        case Label.CONFIRMED:
            return _("Its sales fell since, and those of its neighbours did not.")
        case Label.HALO:
            return _("Even the sizes that are there sell less since.")
        case Label.TOO_FEW:
            return _("It sells too little to tell from its sales.")
    assert_never(row.label)


def cost(row: StyleRow, page: SizesPage) -> str:
    """Say what the gap costs a week, with the share that finds another size."""
    return _("About {pieces} a week are not sold, {money} ({share} take another size).").format(
        pieces=pieces(row.lost_pieces_week),
        money=words.money(rounded(row.lost_week_minor), page.currency),
        share=words.percent(page.recapture),
    )


def asked(row: StyleRow) -> str:
    """Say how many people asked for a size that was not there; empty if none."""
    if not row.asked:
        return ""
    return ngettext("{count} person asked for it", "{count} people asked for it", row.asked).format(
        count=row.asked
    )
