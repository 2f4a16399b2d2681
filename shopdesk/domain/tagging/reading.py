"""Make a message comparable: no accents or capitals, slang and typing errors mended, each token traceable."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass

_TOKEN = re.compile(r"\d+[.,]\d+|\d+|[^\W\d_]+|[^\w\s]", re.UNICODE)
_LONG = re.compile(r"([^\W\d_])\1{2,}")
_VOWELS = re.compile(r"([aeiou])\1+$")
_LETTERS = re.compile(r"[a-z]+$")


@dataclass(frozen=True, slots=True)
class Spelling:
    """How people shorten words, and the words that typing errors are mended to.

    Attributes:
        short: Folded token to what it stands for, e.g. ``xfa`` to ``por favor``.
        known: Folded words never to be corrected.
        by_sound: Sound key to the keyword that sounds so, e.g. the key of ``devolucion``.
        by_cut: A keyword with one letter left out to the keyword.
        faces: An emoji to the word that stands for it, e.g. an angry face to ``carita_enojo``.
        courtesy: Words that never tell two messages apart.
    """

    short: Mapping[str, str]
    known: frozenset[str]
    by_sound: Mapping[str, str]
    by_cut: Mapping[str, str]
    faces: Mapping[str, str]
    courtesy: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Reading:
    """A message made comparable.

    Attributes:
        text: As it was written.
        plain: Folded words joined by one blank, without punctuation.
        spans: For each word of ``plain``, (start in plain, start in text, end in text).
        asks: True if a question mark stands in it.
        marks: Words for the emoji found, in order.
    """

    text: str
    plain: str
    spans: tuple[tuple[int, int, int], ...]
    asks: bool
    marks: tuple[str, ...]

    def original(self, start: int, end: int) -> str:
        """Return the customer's own words behind ``plain[start:end]``."""
        inside = [span for span in self.spans if start <= span[0] < end]
        return self.text[inside[0][1] : inside[-1][2]] if inside else self.plain[start:end]


def fold(text: str) -> str:
    """Return text in lower case without accents; ñ becomes n."""
    if text.isascii():
        return text.lower()
    decomposed = unicodedata.normalize("NFKD", text.casefold())
    return "".join(c for c in decomposed if not unicodedata.combining(c))


def sound(word: str) -> str:
    """Return a rough key of how a folded Spanish word sounds: b=v, c=s=z, silent h, ll=y, k=qu."""
    key = word
    for written, spoken in (
        ("qu", "k"), ("ph", "f"), ("ll", "y"), ("ce", "se"), ("ci", "si"), ("ch", "#"), ("c", "k"),
        ("z", "s"), ("v", "b"), ("gue", "ge"), ("gui", "gi"), ("je", "ge"), ("ji", "gi"), ("h", ""),
        ("x", "s"), ("w", "u"), ("nb", "mb"), ("ks", "s"),
    ):  # fmt: skip
        key = key.replace(written, spoken)
    return re.sub(r"(.)\1+", r"\1", key)


def read(text: str, spelling: Spelling) -> Reading:
    """Return the message made comparable.

    Each token is folded, stretched letters shortened (``graciaaas``), abbreviations written out
    (``xq``), keywords with typing errors mended by sound or by one letter (``deboluciones``).
    """
    words: list[str] = []
    spans: list[tuple[int, int, int]] = []
    marks: list[str] = []
    at = 0
    for match in _TOKEN.finditer(text):
        token = match.group() if match.group() != "%" else "por ciento"
        if not token[0].isalnum():
            mark = spelling.faces.get(token)
            if mark:
                marks.append(mark)
            continue
        for word in _mend(fold(token), spelling).split():
            words.append(word)
            spans.append((at, match.start(), match.end()))
            at += len(word) + 1
    return Reading(text, " ".join(words), tuple(spans), "?" in text, tuple(marks))


def _mend(token: str, spelling: Spelling) -> str:
    if token[0].isdigit():
        return token.replace(",", ".")
    token = _LONG.sub(r"\1", token)
    if token in spelling.short:
        return spelling.short[token]
    if token in spelling.known or not _LETTERS.match(token):
        return token
    trimmed = _VOWELS.sub(r"\1", token)
    if trimmed in spelling.known:
        return trimmed
    return _correct(trimmed, spelling)


def _correct(token: str, spelling: Spelling) -> str:
    if len(token) < 4:
        return token
    heard = spelling.by_sound.get(sound(token))
    if heard:
        return heard
    if len(token) < 7:
        return token
    for cut in _one_letter_out(token):
        near = spelling.by_cut.get(cut)
        if near and near[0] == token[0]:
            return near
    return token


def _one_letter_out(word: str) -> list[str]:
    """Return the word and every form of it with one inner letter left out."""
    return [word, *(word[:i] + word[i + 1 :] for i in range(1, len(word)))]


def spelling_of(
    source: Mapping[str, Mapping[str, str]], keywords: frozenset[str], known: frozenset[str]
) -> Spelling:
    """Build a Spelling from a spelling file.

    Args:
        source: ``short``, ``faces`` and ``mend.words`` (long words mended when one letter is wrong).
        keywords: Words of the lexicon, mended to by sound alone.
        known: Words that are right as they are.

    A cut form shared by two words mends nothing: a wrong mend is worse than none.
    """
    mended = sorted({fold(word) for word in source["mend"]["words"].split()})
    by_sound: dict[str, str] = {}
    by_cut: dict[str, str] = {}
    shared: set[str] = set()
    for word in sorted(keywords.union(mended)):
        if len(word) >= 4:
            by_sound.setdefault(sound(word), word)
    for word in mended:
        for cut in _one_letter_out(word):
            if by_cut.setdefault(cut, word) != word:
                shared.add(cut)
    kept = {cut: word for cut, word in by_cut.items() if cut not in shared or cut == word}
    courtesy = frozenset(source["mend"].get("courtesy", "").split())
    right = source["mend"].get("right", "").split()
    right_as_written = known.union(keywords, mended, right)
    return Spelling(source["short"], right_as_written, by_sound, kept, source["faces"], courtesy)
