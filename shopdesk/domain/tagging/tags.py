"""The closed set of tags every shop has; an owner's own tags are plain names beside them."""

from __future__ import annotations

from enum import StrEnum


class Tag(StrEnum):
    """What a message can be about, spelled as in files and in JSON.

    ``TALLA`` is doubt or trouble about fit, ``STOCK`` is availability, even of one size;
    ``AGRADECIMIENTO`` only when thanks are the content; ``OTRA`` stands alone unless it is a separate
    request.
    """

    TALLA = "talla"
    COMODIDAD = "dolor_comodidad"
    ENVIO = "envio"
    CAMBIOS = "cambios_devoluciones"
    MATERIALES = "materiales"
    GARANTIA = "garantia"
    STOCK = "stock"
    PRECIO = "precio_promo"
    PAGO = "pago"
    QUEJA = "queja"
    AGRADECIMIENTO = "agradecimiento"
    OTRA = "otra"


TAGS: tuple[str, ...] = tuple(tag.value for tag in Tag)

ALIASES: dict[str, str] = {
    "comodidad": Tag.COMODIDAD,
    "dolor": Tag.COMODIDAD,
    "cambios": Tag.CAMBIOS,
    "devoluciones": Tag.CAMBIOS,
    "precio": Tag.PRECIO,
    "promo": Tag.PRECIO,
    "existencia": Tag.STOCK,
    "material": Tag.MATERIALES,
    "gracias": Tag.AGRADECIMIENTO,
}
"""Short spellings people type, to the spelling kept."""


def canonical(name: str) -> str:
    """Return the kept spelling of a tag name; an owner's own tag stays as typed, in lower case."""
    plain = name.strip().lower()
    return str(ALIASES.get(plain, plain))
