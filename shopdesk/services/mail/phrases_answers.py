"""What people answered, in words."""

from __future__ import annotations

import re
from datetime import date
from zoneinfo import ZoneInfo

from shopdesk.domain.surveys import Nps
from shopdesk.runtime import words
from shopdesk.runtime.i18n import _, ngettext
from shopdesk.services.mail.overview import MonthScores, Outcomes
from shopdesk.services.mail.surveys import ByProduct, Results, is_open
from shopdesk.store.surveys import Answer

_WIDE = 60
"""Fewer answers than this leave the range too wide to call a change."""


def summary(found: Results) -> str:
    """Say how many answered of how many asked."""
    answered = len(found.answers)
    if not found.asked and not answered:
        return _("Nobody has been asked yet.")
    scored = sum(one.counts for one in found.answers)
    said = _("{answered} of {asked} answered in 90 days · {scored} with a score, {open} to read")
    asked = max(found.asked, answered)
    return said.format(answered=answered, asked=asked, scored=scored, open=found.doubtful)


def figure(known: Nps) -> str:
    """Say the figure, or a dash where it is too few."""
    return "–" if known.value is None else words.number(round(known.value))


def interval(known: Nps) -> tuple[str, str]:
    """Say what the figure rests on and its range."""
    count = ngettext("NPS of {count} answer", "NPS of {count} answers", known.answers)
    if known.low is None or known.high is None:
        return count.format(count=known.answers), _("too few for a figure")
    low, high = words.number(round(known.low)), words.number(round(known.high))
    return count.format(count=known.answers), _("between {low} and {high}").format(low=low, high=high)


def caution(known: Nps) -> str:
    """Say how far the figure may be trusted."""
    if known.value is None:
        return _("From 10 answers on there is a figure. Until then the counts tell more.")
    if known.answers < _WIDE:
        said = _("With {count} answers the range is still wide. Do not say “it rose” before some 60.")
        return said.format(count=known.answers)
    return _("The range is narrow enough to compare one quarter with the next.")


def groups(known: Nps) -> tuple[str, str, str]:
    """Say the three groups, detractors first."""
    return (
        str(known.detractors),
        ngettext("{count} neutral", "{count} neutral", known.neutrals).format(count=known.neutrals),
        ngettext("{count} recommends you", "{count} recommend you", known.promoters).format(
            count=known.promoters
        ),
    )


def badge(one: Answer) -> tuple[str, str]:
    """Say what was read of an answer, with its tone."""
    if one.score is None:
        return (_("There is no number"), "warn") if is_open(one) else (_("Not counted"), "neutral")
    if not one.counts:
        return _("We read {score}. Right?").format(score=one.score), "warn"
    if one.score <= 6:
        return _("Went to Messages"), "danger"
    return _("We read {score}").format(score=one.score), "ok" if one.score >= 9 else "neutral"


_TAPPED = re.compile(r"NPS|[0-9]+|\[[^\]]*\]", re.IGNORECASE)
"""What the links of a letter write by themselves."""


def tone(one: Answer) -> str:
    """Return the tone of an answer's square."""
    if not one.counts or one.score is None:
        return "warn"
    return "danger" if one.score <= 6 else "ok" if one.score >= 9 else "neutral"


def quote(one: Answer) -> str:
    """Say an answer in the person's own words: the ones its score was read from while that is in doubt."""
    said = own_words(one) if one.counts else one.sentence or one.how_it_went
    if said or one.score is None:
        return f"«{said}»"
    return _("Tapped {score} in the letter, without a word").format(score=one.score)


def own_words(one: Answer) -> str:
    """Return what a person wrote, empty where they only tapped a number or it stands in a file."""
    wrote = (one.how_it_went, one.sentence)
    return next((words for words in wrote if _TAPPED.sub("", words).strip(" .")), "")


def who(one: Answer, zone: ZoneInfo, today: date) -> str:
    """Say who answered, about what and when."""
    day = one.at.astimezone(zone).date()
    ago = (today - day).days
    when = _("today") if ago == 0 else _("yesterday") if ago == 1 else words.weekday_number(day)
    return " · ".join(part for part in (one.name or one.email, one.product, when) if part)


def product(one: ByProduct) -> str:
    """Say a product's answers in numbers: under ten there is no percent."""
    said = ngettext(
        "{promoters} of {count} recommends you", "{promoters} of {count} recommend you", one.promoters
    )
    return said.format(promoters=one.promoters, count=one.answers)


def sizes(one: ByProduct) -> str:
    """Say a product's answers by size, in numbers: ``24: 3 de 3 · 25: 1 de 2``; empty where none is known."""
    said = [
        _("{size}: {promoters} of {count}").format(size=row.size, promoters=row.promoters, count=row.answers)
        for row in one.sizes
    ]
    return " · ".join(said)


def month(one: MonthScores) -> tuple[str, str]:
    """Say a month's figure above its bar, and its tooltip."""
    known = one.nps
    above = words.number(round(known.value)) if known.value is not None else f"({known.answers})"
    tip = _("{month}: {promoters} recommend, {neutrals} neutral, {detractors} do not").format(
        month=words.month(one.month),
        promoters=known.promoters,
        neutrals=known.neutrals,
        detractors=known.detractors,
    )
    return above, tip


def months(found: Outcomes) -> str:
    """Say the months in one sentence, for the screen reader."""
    if not found.months:
        return _("No answers yet.")
    return "; ".join(month(one)[1] for one in found.months)
