"""How names are compared: without case, accents or doubled spaces."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

_SPACES = re.compile(r"\s+")


@lru_cache(maxsize=16384)  # a file says the same few names on every row
def name_key(text: str) -> str:
    """Return the form under which two spellings of one name are the same.

    >>> name_key("  Botín  SIERRA ")
    'botin sierra'
    """
    if not text.isascii():
        decomposed = unicodedata.normalize("NFKD", text)
        text = "".join(c for c in decomposed if not unicodedata.combining(c))
    return _SPACES.sub(" ", text).strip().casefold()


@lru_cache(maxsize=16384)  # asked for on every line of a plan
def styled(product: str, color: str) -> str:
    """Return a style as one says it: the colour follows its product in small letters, unless it is a code.

    >>> styled("Tenis Nube", "Blanco"), styled("Tenis Nube", "BK01"), styled("Plantilla", "")
    ('Tenis Nube blanco', 'Tenis Nube BK01', 'Plantilla')
    """
    said = color if any(letter.isdigit() for letter in color) else color.lower()
    return f"{product} {said}".strip()
