"""Read the owner's paragraphs: which policy a name means, zones with their times, contradictions."""

from __future__ import annotations

import itertools
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from shopdesk.domain.replies.facts import PolicyFact, ZoneFact
from shopdesk.domain.tagging.reading import fold

NAMES: Mapping[str, str] = {
    "envio": "envio",
    "envios": "envio",
    "shipping": "envio",
    "cambio": "cambios",
    "cambios": "cambios",
    "devoluciones": "cambios",
    "cambios y devoluciones": "cambios",
    "returns": "cambios",
    "garantia": "garantia",
    "garantias": "garantia",
    "warranty": "garantia",
    "pago": "pagos",
    "pagos": "pagos",
    "formas de pago": "pagos",
    "payment": "pagos",
    "zonas": "zonas",
    "zonas y tiempos": "zonas",
    "zones": "zonas",
    "talla": "tallas",
    "tallas": "tallas",
    "guia de tallas": "tallas",
    "sizes": "tallas",
    "horario": "horario",
    "horarios": "horario",
    "hours": "horario",
    "promociones": "promociones",
    "descuentos": "promociones",
    "materiales": "materiales",
    "cuidados": "materiales",
    "apartado": "apartado",
    "apartados": "apartado",
}
"""How owners call their policies, to the name kept."""

_ZONE = re.compile(r"^\s*[-•*]?\s*(?P<zone>[^:|]{2,80})\s*[:|]\s*(?P<days>\S.*?)\s*$")
_CODES = re.compile(r"\b(\d{5})\s*(?:-|–|a|al)\s*(\d{5})\b|\b(\d{5})\b")
_JOINED = re.compile(r"\s*(?:,|/|;|\by\b|\be\b|\band\b)\s*")
_AMOUNT = re.compile(r"(\d+)\s*(dias?|mes(?:es)?|semanas?|horas?|days?|months?|weeks?)\b")
_UNITS = {"dia": 1, "day": 1, "semana": 7, "week": 7, "mes": 30, "month": 30}
_SUBJECTS = {"cambi": "cambios", "devol": "devoluciones", "garant": "garantia", "reembols": "reembolso"}


@dataclass(frozen=True, slots=True)
class Contradiction:
    """Two of the owner's paragraphs that give different terms for one thing."""

    subject: str
    one: str
    one_says: str
    other: str
    other_says: str


def policy_name(name: str) -> str:
    """Return the name under which a policy is kept; an owner's own name stays, in lower case."""
    plain = " ".join(fold(name).split())
    return NAMES.get(plain, plain)


def zones_of(policy: PolicyFact) -> tuple[ZoneFact, ...]:
    """Return the zone rows of a paragraph with lines such as ``Mérida, 97000-97999: 4 a 6 días hábiles``.

    Each line names a zone by places, postcodes or both; what follows the colon is quoted as it is.
    """
    found: list[ZoneFact] = []
    for line in policy.text.splitlines():
        match = _ZONE.match(line)
        if not match:
            continue
        codes = tuple(_codes(match["zone"]))
        label = _CODES.sub("", match["zone"]).strip(" ,()-")
        places = frozenset(p for p in (" ".join(fold(part).split()) for part in _JOINED.split(label)) if p)
        source = f"policy:{policy.name}:v{policy.version}"
        said = match["days"].rstrip(".")
        found.append(ZoneFact(label or match["zone"].strip(), said, source, places, codes, policy.valid_from))
    return tuple(found)


def contradictions(policies: Sequence[PolicyFact]) -> tuple[Contradiction, ...]:
    """Return where two policies give different days for exchanges, returns, refunds or the warranty."""
    terms: dict[str, list[_Term]] = {}
    for policy in policies:
        for sentence in re.split(r"[.;\n]", policy.text):
            for subject, days in _terms_of(fold(sentence)):
                terms.setdefault(subject, []).append(_Term(policy.name, days, sentence.strip()))
    return tuple(
        Contradiction(subject, one.policy, one.words, other.policy, other.words)
        for subject, said in terms.items()
        for one, other in itertools.combinations(said, 2)
        if one.policy != other.policy and one.days != other.days
    )


@dataclass(frozen=True, slots=True)
class _Term:
    policy: str
    days: int
    words: str


def _terms_of(plain: str) -> list[tuple[str, int]]:
    found: list[tuple[str, int]] = []
    for amount in _AMOUNT.finditer(plain):
        days = int(amount[1]) * next((n for unit, n in _UNITS.items() if amount[2].startswith(unit)), 0)
        found.extend((subject, days) for stem, subject in _SUBJECTS.items() if stem in plain and days)
    return found


def _codes(text: str) -> list[tuple[int, int]]:
    return [
        (int(low or one), int(high or one)) for low, high, one in (m.groups() for m in _CODES.finditer(text))
    ]
