"""What the Ventas page says."""

from __future__ import annotations

from datetime import date, timedelta

from shopdesk.domain.trend import Direction
from shopdesk.runtime import words
from shopdesk.runtime.i18n import _, ngettext
from shopdesk.services.sales_list import Sale, SalesList
from shopdesk.services.sales_page import SalesView, WeekBar
from shopdesk.services.sales_trend import SalesTrend


def summary(view: SalesView) -> str:
    """Say the last whole week against the one before it."""
    whole = [bar for bar in view.weeks if bar.week + timedelta(6) < view.today]
    if not any(bar.pieces for bar in whole):
        return ""
    last = whole[-1]
    pieces = ngettext("{count} piece", "{count} pieces", last.pieces).format(count=words.number(last.pieces))
    said = _("The last whole week: {money} in {pieces}")
    line = said.format(money=words.money(last.total_minor, view.currency), pieces=pieces)
    change = compared(last.total_minor, whole[-2].total_minor) if len(whole) > 1 else ""
    return f"{line}, {change}" if change else line


def trend(found: SalesTrend | None) -> str:
    """Say where sales are going, dates apart; empty while there are too few weeks to say it."""
    if found is None or found.direction is Direction.TOO_SHORT:
        return ""
    weeks = words.number(found.weeks)
    if found.direction is Direction.STEADY:
        return _("Dates apart, you have sold about the same for {weeks} weeks").format(weeks=weeks)
    percent = words.percent(abs(found.change))
    if found.direction is Direction.RISING:
        return _("Dates apart, you sell {percent} more than {weeks} weeks ago").format(
            percent=percent, weeks=weeks
        )
    return _("Dates apart, you sell {percent} less than {weeks} weeks ago").format(
        percent=percent, weeks=weeks
    )


def expected(found: SalesTrend | None) -> str:
    """Say what the coming week should bring, with the band that holds 8 of 10 weeks."""
    if found is None or not found.ahead:
        return ""
    coming = found.ahead[0]
    said = _(
        "The week {days} should bring about {mean} pieces; 8 of 10 such weeks fall from {low} to {high}."
    )
    return said.format(
        days=words.span(coming.week, coming.week + timedelta(6)),
        mean=words.number(round(coming.mean)),
        low=words.number(round(coming.low)),
        high=words.number(round(coming.high)),
    )


def compared(now: int, before: int) -> str:
    """Say a change against the week before; empty where there is nothing to compare with."""
    if before <= 0:
        return ""
    percent = round(100 * (now - before) / before)
    if percent == 0:
        return _("as the one before")
    if percent > 0:
        return _("{percent} more than the one before").format(percent=words.percent(percent / 100))
    return _("{percent} less than the one before").format(percent=words.percent(-percent / 100))


def week_title(bar: WeekBar) -> str:
    """Say the days of a week: ``Del 10 al 16 de noviembre``."""
    return days_of_week(bar.week)


def days_of_week(monday: date) -> str:
    """Say the days of the week that begins on a Monday: ``Del 10 al 16 de noviembre``."""
    said = words.span(monday, monday + timedelta(6))
    return said[:1].upper() + said[1:]


def week_tip(bar: WeekBar, view: SalesView) -> str:
    """Say a week for the tooltip."""
    pieces = ngettext("{count} piece", "{count} pieces", bar.pieces).format(count=words.number(bar.pieces))
    money = words.money(bar.total_minor, view.currency)
    return _("{week}: {money}, {pieces}").format(week=week_title(bar), money=money, pieces=pieces)


def channel(name: str) -> str:
    """Say a channel: ``web`` is the online shop, ``pos`` the counter; others keep their name."""
    known = {
        "web": _("Online shop"),
        "online": _("Online shop"),
        "shopify": "Shopify",
        "pos": _("Counter"),
        "mostrador": _("Counter"),
        "mercado libre": "Mercado Libre",
        "mercadolibre": "Mercado Libre",
        "tiendanube": "Tiendanube",
        "woocommerce": "WooCommerce",
    }
    return known.get(name.casefold(), name[:1].upper() + name[1:])


def thing(sale: Sale) -> str:
    """Say what a sale held: ``Tenis Nube blanco, 24 y 2 más``."""
    if not sale.product:
        return _("no products")
    said = f"{sale.product}, {sale.size}" if sale.size else sale.product
    if sale.row.kind == "exchange":
        said = _("Exchange: {what}").format(what=said)
    elif sale.row.kind == "return":
        said = _("Return: {what}").format(what=said)
    more = sale.lines - 1
    if more > 0:
        return ngettext("{what} and {count} more", "{what} and {count} more", more).format(
            what=said, count=more
        )
    return said


def buyer(sale: Sale) -> str:
    """Say who bought."""
    return sale.row.customer or _("not identified")


def shown(found: SalesList) -> str:
    """Say of which sales the list is and, where it shows only the newest, how many there are."""
    if len(found.sales) < found.total:
        newest, all_ = words.number(len(found.sales)), words.number(found.total)
        return _("The newest {newest} of {count} sales").format(newest=newest, count=all_)
    return ngettext("{count} sale", "{count} sales", found.total).format(count=words.number(found.total))


def status(name: str) -> str:
    """Say a status that needs saying; empty for a paid sale."""
    return {
        "cancelled": _("Cancelled"),
        "pending": _("Pending"),
        "refunded": _("Given back"),
    }.get(name, "")


def kind(name: str) -> str:
    """Say what an order is: a sale, a return or an exchange."""
    return {"return": _("Return"), "exchange": _("Exchange")}.get(name, _("Sale"))


def imports_summary(view: SalesView) -> str:
    """Say how many files were imported and since when."""
    files = ngettext("{count} file imported", "{count} files imported", view.files)
    said = files.format(count=words.number(view.files))
    if view.since is None:
        return _("No file imported yet")
    month = f"{words.month(view.since)} {view.since.year}"
    return _("{files} since {month} · the last 20 can be undone").format(files=said, month=month)


def products_summary(count: int, without_cost: int) -> str:
    """Say how many styles there are and how many lack their cost."""
    styles = ngettext("{count} style", "{count} styles", count).format(count=words.number(count))
    if not without_cost:
        return styles
    lack = ngettext("{count} without its cost", "{count} without their cost", without_cost)
    return _("{styles} · {lack}").format(styles=styles, lack=lack.format(count=words.number(without_cost)))
