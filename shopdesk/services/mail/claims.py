"""Claims about stock and dates, looked at again at the second of sending."""

from __future__ import annotations

from datetime import date

from shopdesk.services.context import Shop
from shopdesk.store.models import Launch
from shopdesk.store.outbox_rows import Letter


def claims_hold(shop: Shop, letter: Letter) -> bool:
    """Say whether everything a letter claims is still true; a kind of claim nobody knows is not."""
    return all(_holds(shop, dict(claim)) for claim in letter.claims)


def _holds(shop: Shop, claim: dict[str, object]) -> bool:
    match claim.get("kind"):
        case "before":
            return shop.today() < date.fromisoformat(str(claim["day"]))
        case "launch":
            with shop.store.read() as session:
                row = session.get(Launch, int(str(claim["id"])))
                return row is not None and row.public_on.isoformat() == str(claim["day"])
        case "stock":
            # Stock loads pandas, seconds on a slow computer: most letters claim nothing.
            from shopdesk.services.stock.levels import level_of

            level = level_of(shop, int(str(claim["variant_id"])))
            return level is not None and level.promisable > 0
        case _:
            return False
