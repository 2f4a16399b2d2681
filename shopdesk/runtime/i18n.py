"""The language of the screen: English in the code, Spanish (es-MX) unless another is asked for.

``es_ES`` holds only what differs in Spain; the chain is es_ES → es → English. A shop that sells no shoes
counts in pieces: ``es@pieces`` and ``en@pieces`` hold what is then said otherwise and come first.
"""

from __future__ import annotations

import gettext as _gettext
import io
import itertools
from enum import StrEnum
from functools import cache
from pathlib import Path

from shopdesk.runtime import resources

LANGUAGES = ("es", "en", "es_ES")
DEFAULT = "es"


class Goods(StrEnum):
    """What the shop's goods are counted in."""

    PAIRS = "pairs"
    PIECES = "pieces"


class _Current:
    language = DEFAULT
    goods = Goods.PAIRS
    catalogue: _gettext.NullTranslations | None = None


def set_language(language: str) -> None:
    """Choose the language of everything said from now on.

    Raises:
        ValueError: If it is not one of LANGUAGES.
    """
    if language not in LANGUAGES:
        raise ValueError(language)
    _Current.language = language
    _Current.catalogue = _load(language, _Current.goods)


def set_goods(goods: Goods) -> None:
    """Choose what goods are counted in, in everything said from now on."""
    if goods is not _Current.goods:
        _Current.goods, _Current.catalogue = goods, None


def language() -> str:
    """Return the language now spoken: ``es``, ``en`` or ``es_ES``."""
    return _Current.language


def _(message: str) -> str:
    """Say a message in the current language."""
    return _catalogue().gettext(message)


def ngettext(singular: str, plural: str, count: int) -> str:
    """Say a message that depends on a count, in the current language."""
    return _catalogue().ngettext(singular, plural, count)


def n_(message: str) -> str:
    """Mark a message for the catalogue without saying it yet."""
    return message


def in_both(said: str) -> frozenset[str]:
    """Return what is said now, in English and in Spanish, for a search that knows both.

    What no catalogue holds, such as a name, comes back alone.
    """
    found = {said}
    for message in _sources(_Current.language, _Current.goods).get(said, (said,)):
        found |= {message, _spanish().gettext(message) if message else ""}
    return frozenset(found)


@cache
def _spanish() -> _gettext.NullTranslations:
    return _load("es", Goods.PAIRS)


@cache
def _sources(language: str, goods: Goods) -> dict[str, tuple[str, ...]]:
    """Return the English sources behind each thing said in a language."""
    found: dict[str, tuple[str, ...]] = {}
    known: dict[object, str] = getattr(_spanish(), "_catalog", {})
    catalogue = _load(language, goods)
    for message in known:
        if isinstance(message, str) and message:
            said = catalogue.gettext(message)
            found[said] = (*found.get(said, ()), message)
    return found


def _catalogue() -> _gettext.NullTranslations:
    if _Current.catalogue is None:
        _Current.catalogue = _load(_Current.language, _Current.goods)
    return _Current.catalogue


def _load(language: str, goods: Goods) -> _gettext.NullTranslations:
    chain = {"en": [], "es_ES": ["es_ES", "es"]}.get(language, ["es"])
    if goods is Goods.PIECES:
        chain = [f"{language[:2]}@pieces", *chain]
    if not chain:
        return _gettext.NullTranslations()
    loaded = [_read(resources.root() / "locale" / name / "LC_MESSAGES") for name in chain]
    for first, second in itertools.pairwise(loaded):
        first.add_fallback(second)
    return loaded[0]


def _read(folder: Path) -> _gettext.NullTranslations:
    compiled, source = folder / "shopdesk.mo", folder / "shopdesk.po"
    fresh = compiled.exists() and (not source.exists() or compiled.stat().st_mtime >= source.stat().st_mtime)
    if fresh:
        with compiled.open("rb") as file:
            return _gettext.GNUTranslations(file)
    if source.exists():
        return _gettext.GNUTranslations(_compile(source))
    return _gettext.NullTranslations()


def _compile(source: Path) -> io.BytesIO:
    from babel.messages.mofile import write_mo
    from babel.messages.pofile import read_po

    with source.open("rb") as file:
        catalogue = read_po(file)
    out = io.BytesIO()
    write_mo(out, catalogue)
    out.seek(0)
    return out
