"""How a letter speaks of a customer's things: first names, lists of products, care advice, dates."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache, lru_cache
from typing import Any

from babel.dates import format_date

from shopdesk.domain.naming import name_key, styled
from shopdesk.domain.outreach.purchases import Bought
from shopdesk.services.mail import texts
from shopdesk.services.mail.texts import Fixed

_LOWER = {"de", "del", "la", "las", "los", "y", "da", "do", "dos", "van", "von"}
_NOT_NAMES = {"cliente", "customer", "mostrador", "publico", "sin", "guest", "invitado", "none", "null"}
_NO_NAME = re.compile("[\\[\\]\ue000\ue001]")
"""What a product's name may not bring into a text of ours: it would be read as a link or a mark."""
_TITLES = {"sr", "sra", "srta", "dr", "dra", "ing", "lic", "don", "dona", "mr", "mrs", "ms"}


@lru_cache(maxsize=256)
def tidy_name(name: str) -> str:
    """Return a person's name in mixed case; as written unless it was all capitals or all small."""
    words = "".join(c if c.isprintable() else " " for c in name).split()
    said = " ".join(words)
    if said.isupper() or said.islower():
        small = [w.lower() if i and w.lower() in _LOWER else w.capitalize() for i, w in enumerate(words)]
        said = " ".join(small)
    return said


def first_name(name: str) -> str:
    """Return the name a friend would use, or an empty string when it is none ("Cliente", an address)."""
    words = tidy_name(name).replace(",", " ").split()
    words = words[1:] if words and name_key(words[0]).rstrip(".") in _TITLES else words
    if not words or name_key(words[0]) in _NOT_NAMES:
        return ""
    first = words[0]
    return first if re.fullmatch(r"[^\W\d_][\w.'’-]+", first) else ""


def thing(line: Bought) -> str:
    """Return a product as a letter names it: model, colour if the name lacks it, and size."""
    said = line.product.strip()
    if line.color and name_key(line.color) not in name_key(said):
        said = styled(said, line.color)
    if line.size and name_key(line.size) not in name_key(said).split():
        said = f"{said}, {line.size}"
    return said


def things(lines: Sequence[Bought], language: str) -> str:
    """Return products as speech lists them: one, two, or two and how many more."""
    names = list(dict.fromkeys(thing(line) for line in lines))
    if len(names) == 1:
        return names[0]
    names = [re.sub(r", ([^,]+)$", r" (\1)", name) for name in names]
    if len(names) > 3:
        names = [*names[:2], _more(len(names) - 2, language)]
    return together(names, language)


def _more(count: int, language: str) -> str:
    return f"{count} things more" if language == "en" else f"{count} cosas más"


def together(names: Sequence[str], language: str) -> str:
    """Join names as speech does; in Spanish ``y`` becomes ``e`` before an i sound."""
    if len(names) < 2:
        return "".join(names)
    last = names[-1]
    spanish = "e" if re.match(r"h?i(?!e)", name_key(last)) else "y"
    word = "and" if language == "en" else spanish
    return f"{', '.join(names[:-1])} {word} {last}"


@lru_cache(maxsize=1024)
def day(when: date, language: str) -> str:
    """Say a day in a letter: ``jueves 20 de noviembre``."""
    if language == "en":
        return format_date(when, "EEEE, MMMM d", locale="en")
    return format_date(when, "EEEE d 'de' MMMM", locale="es")


@dataclass(frozen=True, slots=True)
class Advice:
    """Care tips and how to choose the next one, in both manners of address."""

    family: str
    tips: tuple[Fixed, ...]
    tips_formal: tuple[Fixed, ...]
    choose: Fixed
    choose_formal: Fixed
    days: int | None = None


@cache
def _book(language: str) -> dict[str, Any]:
    return tomllib.loads(texts.advice(language))


def advice(lines: Sequence[Bought], language: str) -> Advice:
    """Return care advice for what was bought: at most three tips, of at most two families.

    A product's own care text, typed or imported by the owner, goes before the shipped tips.
    """
    return _advice(tuple(lines), language)


@lru_cache(maxsize=256)
def _advice(lines: tuple[Bought, ...], language: str) -> Advice:
    book = _book(language)
    tips: list[Fixed] = []
    formal: list[Fixed] = []
    names: list[str] = []
    days: list[int] = []
    several = len({line.product for line in lines}) > 1
    for line in lines:
        found = _family(book["family"], line)
        own = [Fixed(part.strip()) for part in line.care.splitlines() if part.strip()]
        label = line.care or (found["name"] if found else "")
        if not label or label in names:
            continue
        names.append(label)
        of = line.product if several else ""
        tips += _named(of, own or (found or {}).get("tips", []))
        formal += _named(of, own or (found or {}).get("formal", []))
        days += [found["days"]] if found else []
    chosen = next((c for c in book["choose"] if any(_has(c["words"], line) for line in lines)), None)
    default = book["default"]
    return Advice(
        family=" ".join(names[:2]),
        tips=tuple(tips[:3]),
        tips_formal=tuple(formal[:3]),
        choose=Fixed(chosen["text"] if chosen else default["choose"]),
        choose_formal=Fixed(chosen["formal"] if chosen else default["choose_formal"]),
        days=min(days) if days else None,
    )


def _named(product: str, tips: Sequence[str]) -> list[Fixed]:
    """Return tips, each with the thing it is for where a letter is about several."""
    called = _NO_NAME.sub("", product)
    return [Fixed(f"{called}: {tip[:1].lower()}{tip[1:]}" if called else tip) for tip in tips]


def care_days(line: Bought, language: str) -> int | None:
    """Return after how many days the care letter of a product is due: its own figure, else its family's."""
    if line.care_days is not None:
        return line.care_days or None
    found = _family(_book(language)["family"], line)
    return int(found["days"]) if found else None


def _family(families: Sequence[dict[str, Any]], line: Bought) -> dict[str, Any] | None:
    return next((family for family in families if _has(family["words"], line)), None)


def _has(words: Sequence[str], line: Bought) -> bool:
    said = _words(f"{line.material} {line.product} {line.category}")
    return any(name_key(word) in said for word in words)


@lru_cache(maxsize=4096)
def _words(text: str) -> frozenset[str]:
    found = re.findall(r"\w+", name_key(text))
    return frozenset(found) | {word.removesuffix("s") for word in found}
