"""The same question answered in two ways: terms of the shop's own answers that cannot both hold."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from shopdesk.domain.tagging.reading import fold

POLICY = "policy"
"""The channel of what stands written."""


class Kind(StrEnum):
    """What two answers give differently."""

    DAYS = "days"
    MONEY = "money"
    OFFER = "offer"


@dataclass(frozen=True, slots=True)
class Answered:
    """What the shop told somebody.

    Attributes:
        channel: ``whatsapp``, ``instagram``, …, or ``policy`` for a written policy.
        source: Key of where it stands, e.g. ``message:12``.
    """

    channel: str
    source: str
    at: datetime
    text: str


@dataclass(frozen=True, slots=True)
class TwoAnswers:
    """Two answers to one question that do not agree, the older first."""

    subject: str
    kind: Kind
    one: Answered
    one_says: str
    other: Answered
    other_says: str


_SUBJECTS = {
    "exchanges": re.compile(r"\bcambi(?:o|os|ar|as|a|amos)\b|\bexchanges?\b"),
    "returns": re.compile(r"\bdevol|\bdevuel|\breturns?\b"),
    "refunds": re.compile(r"\breembols|\brefund"),
    "warranty": re.compile(r"\bgarantias?\b|\bwarrant"),
    "shipping": re.compile(r"\benvios?\b|\benvi(?:ar|amos|arte)\b|\bshipping\b"),
    "instalments": re.compile(r"\bmeses sin intereses\b|\bmsi\b|\ba plazos\b|\binstal+ments?\b"),
    "invoice": re.compile(r"\bfactur|\binvoice"),
    "cash_on_delivery": re.compile(r"\bcontra ?(?:entrega|reembolso)\b|\bcash on delivery\b"),
}
_UNIT = r"(dias?|mes(?:es)?|semanas?|days?|months?|weeks?)"
_DAYS = re.compile(rf"\b(\d+)(?:\s*(?:a|-|–|o)\s*(\d+))?\s*{_UNIT}\b")
_UNITS = {"dia": 1, "day": 1, "semana": 7, "week": 7, "mes": 30, "month": 30}
_MONEY = re.compile(r"\$\s*(\d[\d,.]*)|\b(\d[\d,.]*)\s*(?:pesos|mxn|euros|eur|€)")
_FREE = re.compile(r"\bgratis\b|\bgratuit\w+|\bsin costo\b|\bsin coste\b|\bfree\b")
_OFFERS = (
    r"(?:hacemos|aceptamos|manejamos|damos|ofrecemos|tenemos|hay|facturamos|we (?:do|offer|accept|give))"
)
_NO = re.compile(rf"\bno (?:se |les? |te )?{_OFFERS}\b|\bwe do not\b|\bwe don't\b")
_YES = re.compile(rf"(?<!\bno )\b{_OFFERS}\b")
_PLACE = re.compile(r"\ba\s+((?:[A-ZÁÉÍÓÚÑ][\wáéíóúñü]+)(?:\s+(?:de\s+)?[A-ZÁÉÍÓÚÑ][\wáéíóúñü]+)*)")
_OPEN = re.compile(r"\d+\s*(?:meses|months)\s*(?:sin intereses|interest)")


def disagreements(answers: Iterable[Answered]) -> tuple[TwoAnswers, ...]:
    """Return answers to one question whose terms share nothing, the newest such pair of each question.

    Amounts of one sentence are one set: an answer that names some of another's amounts agrees with it, and
    two that both stand in one written policy agree too. What was said before a policy was written does not
    count against it. Delivery times are compared for one place only.
    """
    said: dict[tuple[str, Kind], list[tuple[Answered, str, frozenset[int]]]] = {}
    for answer in sorted(answers, key=lambda one: one.at):
        for sentence in re.split(r"(?<=[.;!?])\s+|\n", answer.text):
            for subject, kind, amounts in _terms(sentence):
                said.setdefault((subject, kind), []).append((answer, sentence.strip(), amounts))
    found = []
    for (subject, kind), all_terms in said.items():
        terms = _since_written(all_terms)
        pairs = [
            (one, other)
            for one, other in itertools.combinations(terms, 2)
            if one[0].source != other[0].source and not one[2] & other[2] and not _both(one, other, terms)
        ]
        if pairs:
            one, other = max(pairs, key=_newest_across)
            found.append(TwoAnswers(subject, kind, one[0], one[1], other[0], other[1]))
    return tuple(sorted(found, key=lambda two: two.other.at, reverse=True))


_Term = tuple[Answered, str, frozenset[int]]


def _since_written(terms: list[_Term]) -> list[_Term]:
    """Leave out what was said before the newest policy on the subject."""
    written = max((t[0].at for t in terms if t[0].channel == POLICY), default=None)
    return [t for t in terms if written is None or t[0].channel == POLICY or t[0].at >= written]


def _both(one: _Term, other: _Term, terms: list[_Term]) -> bool:
    """Say whether a written policy names amounts of both answers."""
    return any(t[0].channel == POLICY and t[2] & one[2] and t[2] & other[2] for t in terms)


def _newest_across(pair: tuple[_Term, _Term]) -> tuple[bool, datetime, datetime]:
    one, other = pair[0][0], pair[1][0]
    return one.channel != other.channel, other.at, one.at


def _terms(sentence: str) -> Iterator[tuple[str, Kind, frozenset[int]]]:
    plain = fold(sentence)
    subjects = [name for name, pattern in _SUBJECTS.items() if pattern.search(plain)]
    if "warranty" in subjects:  # "90 días de garantía: lo cambiamos" is no rule on exchanges
        subjects = ["warranty"]
    for subject in subjects:
        days = _days(plain) if subject != "instalments" and not _OPEN.search(plain) else frozenset()
        if days:
            place = _PLACE.search(sentence) if subject == "shipping" else None
            yield f"{subject}:{fold(place[1])}" if place else subject, Kind.DAYS, days
        money = _money(plain) if subject in ("shipping", "exchanges", "returns") else frozenset()
        if money:
            yield subject, Kind.MONEY, money
        offer = _offer(plain)
        if offer:
            yield subject, Kind.OFFER, offer


def _days(plain: str) -> frozenset[int]:
    found: set[int] = set()
    for low, high, unit in _DAYS.findall(plain):
        each = next((n for stem, n in _UNITS.items() if unit.startswith(stem)), 0)
        found.update(range(int(low) * each, int(high or low) * each + 1))
    return frozenset(found)


def _money(plain: str) -> frozenset[int]:
    amounts = [re.sub(r"[.,]\d{2}$", "", one or two) for one, two in _MONEY.findall(plain)]
    found = {int(re.sub(r"\D", "", amount)) for amount in amounts}
    return frozenset(found | {0} if _FREE.search(plain) else found)


def _offer(plain: str) -> frozenset[int]:
    if _NO.search(plain):
        return frozenset({0})
    return frozenset({1}) if _YES.search(plain) else frozenset()
