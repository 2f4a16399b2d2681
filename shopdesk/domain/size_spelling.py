"""How sizes are spelled: shown one way, compared in another, and in what order they stand."""

from __future__ import annotations

from functools import lru_cache

from shopdesk.domain.naming import name_key
from shopdesk.domain.sizes.labels import read_label
from shopdesk.domain.variant_names import normal_size


@lru_cache(maxsize=16384)
def shown_size(text: str) -> str:
    """Return a size as the shop shows it: 25,5 and 25 1/2 are 25.5."""
    return normal_size(text) or " ".join(text.split())


@lru_cache(maxsize=16384)
def size_key(text: str) -> str:
    """Return the form under which two spellings of one size are the same: CH and S, 25 and 25.0."""
    label = read_label(shown_size(text))
    return "/".join(str(part) for part in label.key) if label else name_key(text)


@lru_cache(maxsize=16384)
def size_order(text: str) -> float:
    """Return where a size stands among others: smaller sizes first, unreadable ones last."""
    label = read_label(shown_size(text)) if text else None
    return label.value if label else (0.0 if not text else 1e6)
