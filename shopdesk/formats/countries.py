"""Countries as files write them: by code or by name."""

from __future__ import annotations

import tomllib
from functools import cache

from shopdesk.domain.naming import name_key
from shopdesk.runtime import resources


@cache
def _by_name() -> dict[str, str]:
    read = tomllib.loads(resources.text("naming/countries.toml"))
    return {name: code for code, names in read.items() for name in names}


def code(text: str) -> str:
    """Return the ISO 3166 code of a country as written, or an empty string.

    >>> code("Argentina"), code("España"), code("mx"), code("E.E.U.U."), code("Westeros")
    ('AR', 'ES', 'MX', 'US', '')
    """
    bare = name_key(text).replace(".", "")
    if len(bare) == 2 and bare != "uk" and bare.isalpha():
        return bare.upper()
    return _by_name().get(bare, "")


_EURO = "AT BE CY DE EE ES FI FR GR HR IE IT LT LU LV MT NL PT SI SK AD MC SM VA"
_OWN = {
    "MX": "MXN", "US": "USD", "AR": "ARS", "CL": "CLP", "CO": "COP", "PE": "PEN", "BR": "BRL", "GB": "GBP",
    "UY": "UYU", "GT": "GTQ", "CR": "CRC", "EC": "USD", "SV": "USD", "PA": "USD", "PR": "USD",
}  # fmt: skip


def currency(country: str) -> str:
    """Return the ISO code of what a country pays with, or an empty string where it is not known here.

    >>> currency("ES"), currency("MX"), currency("XX")
    ('EUR', 'MXN', '')
    """
    return "EUR" if country in _EURO.split() else _OWN.get(country, "")
