"""Letters as they are shipped, written to Ana by a shop in Guadalajara."""

from __future__ import annotations

from datetime import date

from shopdesk.domain.outreach.flows import Flow
from shopdesk.domain.outreach.people import Person
from shopdesk.domain.outreach.purchases import Bought, Candidate, occasion
from shopdesk.services.mail import compose, texts
from shopdesk.services.mail.texts import Filled
from shopdesk.services.mail.values import Manner

TODAY = date(2026, 11, 21)
ANA = Person("c:1", "Ana Ruiz", "ana@example.com")
LINE = Bought(1, 1, "Tenis Nube", "blanco", "24", category="Tenis")
LETTERS = [
    (flow, step, tone)
    for flow in Flow
    for step in (("1", "2", "3") if flow is Flow.WELCOME else ("",))
    for tone in texts.TONES
]


def said(language: str = "es", tone: str = "warm") -> Manner:
    return Manner(
        shop="Calzado Nube",
        owner="Lucía Ramos",
        signature="Lucía\nCalzado Nube, Guadalajara",
        contact="Calzado Nube · Av. Siempre Viva 1 · hola@calzadonube.mx",
        sender="hola@calzadonube.mx",
        sender_name="Lucía, Calzado Nube",
        language=language,
        tone=tone,
    )


def a_candidate(flow: Flow = Flow.THANKS, step: str = "", **about: object) -> Candidate:
    known: dict[str, object] = {
        "lines": [LINE],
        "last_day": date(2026, 11, 19),
        "order": "1001",
        "launch": "Bota Nevada",
        "public_on": date(2026, 11, 26),
        "quotes": ["«Comodísimos», Laura"],
        "runs_out_on": date(2026, 12, 1),
        "shipping": "En 3 días.",
    }
    return Candidate(occasion(flow, "x", TODAY, step=step), "c:1", known | about)


def written(flow: Flow, step: str, tone: str, language: str = "es") -> Filled:
    return compose.compose(
        a_candidate(flow, step), ANA, said(language, tone), own={}, today=TODAY, token="00ff00ff"
    )
