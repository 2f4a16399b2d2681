"""Whether the shop says the same everywhere: answers of the last weeks and the written policies, compared."""

from __future__ import annotations

from datetime import timedelta

from shopdesk.domain.replies.consistency import POLICY, Answered, TwoAnswers, disagreements
from shopdesk.services.context import Shop
from shopdesk.store import policies
from shopdesk.store import topics as store

DAYS = 60


def listed(shop: Shop) -> tuple[TwoAnswers, ...]:
    """Return questions answered in two ways within 60 days, the newest first."""
    with shop.store.read() as session:
        told = store.told(session, shop.now() - timedelta(DAYS))
        written = [(row.name, row.version, row.valid_from, row.text) for row in policies.in_force(session)]
    answers = [Answered(channel, f"message:{number}", at, words) for number, channel, at, words in told]
    quoted = [Answered(POLICY, f"policy:{name}:v{number}", at, words) for name, number, at, words in written]
    return disagreements([*answers, *quoted])
