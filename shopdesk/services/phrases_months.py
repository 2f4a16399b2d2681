"""What the months of Ventas say."""

from __future__ import annotations

from datetime import date

from shopdesk.runtime import words
from shopdesk.runtime.i18n import _, ngettext
from shopdesk.services.sales_months import Month, MonthsView, change


def month_name(month: date) -> str:
    """Say a month with its year: ``Octubre 2026``."""
    return f"{words.month(month).capitalize()} {month.year}"


def months_summary(view: MonthsView) -> str:
    """Say what the stock is worth at cost, and for how much of it the cost is known."""
    stock = view.stock
    if not stock.costed_pieces:
        return _("No cost is known yet: bring your products file with its cost column to see the margin.")
    worth = words.money(stock.cost_minor, view.currency)
    said = _("Your stock today: {pieces} pieces, {money} at cost")
    line = said.format(pieces=words.number(stock.pieces), money=worth)
    without = stock.pieces - stock.costed_pieces
    if not without:
        return line
    lack = ngettext("{count} piece without its cost", "{count} pieces without their cost", without)
    return _("{stock} · {lack}").format(stock=line, lack=lack.format(count=words.number(without)))


def against_last_year(month: Month) -> str:
    """Say a month against the same days of the year before; empty without them."""
    share = change(month.net_minor, month.before_minor)
    if share is None:
        return ""
    percent = round(share * 100)
    sign = "+" if percent > 0 else "−" if percent < 0 else ""
    return f"{sign}{words.percent(abs(percent) / 100)}"


def margin(month: Month) -> str:
    """Say a month's margin as a share; empty while no cost is known."""
    return words.percent(month.margin_share) if month.margin_share is not None else ""


def coverage(month: Month) -> str:
    """Say for how much of the month the cost is known; empty where it is for all or none of it."""
    if not month.cost_minor or month.goods_minor <= 0:
        return ""
    share = month.costed_minor / month.goods_minor
    return "" if share > 0.995 else _("cost known for {share}").format(share=words.percent(share))


def running(month: Month, today: date) -> str:
    """Say until which day a running month goes; empty for a whole one."""
    if (month.month.year, month.month.month) != (today.year, today.month):
        return ""
    return _("until day {day}").format(day=month.until.day)
