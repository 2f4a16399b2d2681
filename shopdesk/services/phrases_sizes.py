"""What the Tallas room says: the same words in the window, on paper and in the terminal."""

from __future__ import annotations

from shopdesk.runtime import words
from shopdesk.runtime.i18n import _, ngettext
from shopdesk.services.sizes.asking import Asked
from shopdesk.services.sizes.corrida import Corrida
from shopdesk.services.sizes.map import MapView
from shopdesk.services.sizes.page import SizeCell, SizesPage, StyleRow
from shopdesk.services.sizes.transfers import Transfer


def summary(page: SizesPage) -> str:
    """Say in one line how many styles look stocked and are not."""
    count = len(page.broken)
    if not page.rows:
        return _("No style is sold in several sizes.")
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
    whole = count >= 3 or round(count, 1).is_integer()
    return words.number(round(count)) if whole else words.number(count, 1)


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


def why_named(row: StyleRow) -> str:
    """Say which style it is and what is wrong with its run: one sentence after the name."""
    text = why(row)
    return _("{name}: {text}").format(name=row.name, text=text[:1].lower() + text[1:])


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


def cell(one: SizeCell | None) -> str:
    """Say one cell of the map: pieces, ``sin`` for a key size gone, a dash for any other at zero."""
    if one is None:
        return ""
    if one.is_missing:
        return _("none")
    return words.number(one.on_hand) if one.on_hand else "–"


def cell_aloud(row: StyleRow, label: str, one: SizeCell | None) -> str:
    """Say one cell as a sentence, for tooltips and the screen reader."""
    if one is None:
        return _("{name} does not come in {size}.").format(name=row.name, size=label)
    sold = ngettext("{count} was sold in 90 days", "{count} were sold in 90 days", one.sold_90).format(
        count=words.number(one.sold_90)
    )
    there = _pieces_there(one)
    if one.is_missing:
        return _("{name}, size {size}, a key size: none left. {sold}.").format(
            name=row.name, size=label, sold=sold
        )
    if one.weeks is None or one.on_hand <= 0:
        return _("{name}, size {size}: {there}. {sold}.").format(
            name=row.name, size=label, there=there, sold=sold
        )
    return _("{name}, size {size}: {there}, {weeks}. {sold}.").format(
        name=row.name, size=label, there=there, weeks=cover(one.weeks), sold=sold
    )


def _pieces_there(one: SizeCell) -> str:
    if one.on_hand <= 0:
        return _("none left")
    return ngettext("{count} pair", "{count} pairs", one.on_hand).format(count=words.number(one.on_hand))


def cover(weeks: float) -> str:
    """Say how long pieces last: ``4 semanas``, ``más de 9 semanas``, ``menos de una semana``."""
    if weeks < 1:
        return _("less than a week")
    if weeks > 9:
        return _("more than 9 weeks")
    return ngettext("{count} week", "{count} weeks", round(weeks)).format(count=round(weeks))


def row_aloud(row: StyleRow) -> str:
    """Say one row of the map: its name, its pieces, what is missing."""
    there = ngettext("{count} pair", "{count} pairs", row.stock).format(count=words.number(row.stock))
    gone = missing(row) if row.missing else ""
    return ", ".join(part for part in (row.name, there, gone) if part)


def group(key: str) -> str:
    """Say the name of a group of styles; the scale where there is nothing better."""
    scales = {"mx": _("Sizes MX"), "eu": _("Sizes EU"), "us": _("Sizes US"), "letters": _("Letters")}
    return scales.get(key) or (key[:1].upper() + key[1:] if key else _("The others"))


def key_sizes(count: int) -> str:
    """Say a badge: ``2 tallas clave``."""
    return ngettext("{count} key size", "{count} key sizes", count).format(count=count)


def monthly(row: StyleRow) -> str:
    """Say what the missing key sizes of a style usually sell a month: ``13 ventas/mes``."""
    count = round(sum(one.asked_week for one in row.missing) * 52 / 12)
    if count < 1:
        return _("under 1 sale/month")
    return ngettext("{count} sale/month", "{count} sales/month", count).format(count=words.number(count))


def add_button(count: int) -> str:
    """Say the page's primary button."""
    if not count:
        return _("Add sizes to Reorder")
    return ngettext("Add {count} size to Reorder", "Add {count} sizes to Reorder", count).format(count=count)


def added(count: int) -> str:
    """Say what was done, for the toast."""
    return ngettext("{count} size added to Reorder", "{count} sizes added to Reorder", count).format(
        count=count
    )


def healthy(row: StyleRow) -> str:
    """Say the state of a style without a gap in its key sizes."""
    if row.coverage is None:
        return _("No stock file names this style yet, so its gaps cannot be seen.")
    if row.stock <= 0:
        return _("It is sold out in every size.")
    soon = [one.label for one in row.cells if one.is_breaking]
    if soon:
        return ngettext(
            "All its key sizes are there, but {sizes} ends before an order can arrive.",
            "All its key sizes are there, but {sizes} end before an order can arrive.",
            len(soon),
        ).format(sizes=words.names(soon))
    return _("All its key sizes are there.")


def bars_summary(row: StyleRow) -> str:
    """Say the paired bars in one sentence."""
    best = max(row.cells, key=lambda one: one.sold_90)
    return _("{name}: {sold} sold in 90 days, most of them in {size}; {stock} in stock.").format(
        name=row.name,
        sold=words.number(sum(one.sold_90 for one in row.cells)),
        size=best.label,
        stock=words.number(row.stock),
    )


def totals(view: MapView) -> str:
    """Say the foot of the printed map: ``174 pares en 10 modelos``."""
    pairs = ngettext("{count} pair", "{count} pairs", view.pieces).format(count=words.number(view.pieces))
    styles = ngettext("{count} style", "{count} styles", len(view.rows)).format(count=len(view.rows))
    return _("{pairs} in {styles}").format(pairs=pairs, styles=styles)


def transfer(move: Transfer) -> str:
    """Say what stands where: ``Botín 24: ninguno en Tienda, 4 en Bodega``."""
    return _("{name} {size}: none in {target}, {count} in {source}").format(
        name=move.name,
        size=move.size,
        target=move.target.name,
        source=move.source.name,
        count=words.number(move.there),
    )


def transfer_parts(move: Transfer) -> tuple[str, str]:
    """Say the same in two lines: which size of which style, and where it is."""
    where = _("None in {target}, {count} in {source}").format(
        target=move.target.name, source=move.source.name, count=words.number(move.there)
    )
    return f"{move.name} {move.size}", where


def move_button(move: Transfer) -> str:
    """Say the link that moves them."""
    return ngettext("Move {count}", "Move {count}", move.pieces).format(count=words.number(move.pieces))


def moved(move: Transfer) -> str:
    """Say what was moved, for the toast."""
    return ngettext(
        "{count} pair of {name} {size} moved to {target}",
        "{count} pairs of {name} {size} moved to {target}",
        move.pieces,
    ).format(count=words.number(move.pieces), name=move.name, size=move.size, target=move.target.name)


def run_button(run: Corrida) -> str:
    """Say the button that orders a run."""
    return ngettext("Add {count} pair to Reorder", "Add {count} pairs to Reorder", run.pieces).format(
        count=words.number(run.pieces)
    )


def run_added(run: Corrida, row: StyleRow) -> str:
    """Say what was ordered, for the toast."""
    return ngettext(
        "{count} pair of {name} added to Reorder", "{count} pairs of {name} added to Reorder", run.pieces
    ).format(count=words.number(run.pieces), name=row.name)


def boxes(run: Corrida) -> str:
    """Say a run made of the supplier's boxes."""
    made = ngettext("{count} box of {box}", "{count} boxes of {box}", run.box_count).format(
        count=run.box_count, box=run.box
    )
    if not run.short and not run.over:
        return made
    return _("{boxes}: {short} short and {over} over against what sells.").format(
        boxes=made, short=words.number(run.short), over=words.number(run.over)
    )


def asked_line(one: Asked) -> str:
    """Say who asked for what and when."""
    return _("{person} · size {size} · {day}").format(
        person=one.person or _("Somebody"), size=one.size, day=words.weekday(one.asked_on)
    )
