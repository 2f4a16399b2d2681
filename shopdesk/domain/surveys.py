"""Would they recommend us: the figure with its interval, and reading a score from what people write."""

from __future__ import annotations

import math
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final

ENOUGH: Final = 10
"""Under so many answers only the counts are said."""
WINDOW_DAYS: Final = 90

_NUMBERS = {
    word: value
    for value, words in enumerate(
        (
            ("cero", "zero"),
            ("uno", "one"),
            ("dos", "two"),
            ("tres", "three"),
            ("cuatro", "four"),
            ("cinco", "five"),
            ("seis", "six"),
            ("siete", "seven"),
            ("ocho", "eight"),
            ("nueve", "nine"),
            ("diez", "ten"),
        )
    )
    for word in words
}
_SUBJECT = re.compile(r"\bNPS\s+(10|\d)\s*\[\s*([0-9a-zA-Z]+)\s*\]", re.IGNORECASE)
_ALONE = re.compile(
    r"^\W*(10|\d)(?:[.,]0)?\s*(?:/\s*10|de\s+10|out\s+of\s+10)?\s*(?:puntos?)?\W*$", re.IGNORECASE
)
_SOMEWHERE = re.compile(r"(?<![\d.,/$#-])(10|\d)(?![\d]|[.,/-]\d|\s*(?:%|cm|mm|d[ií]as?|pares?|veces|años?))")
_NOT_A_SCORE = re.compile(r"(?:talla|número|numero|num\.?|#|size|del|hace|eran?|por)\s*$", re.IGNORECASE)
_OF_TEN = re.compile(r"\b(10|\d)\s*(?:/|de|sobre|out of)\s*10\b", re.IGNORECASE)
_WORD = re.compile(rf"\b(?:un|doy|pongo|es|give|a)\s+(?:de\s+)?({'|'.join(_NUMBERS)})\b", re.IGNORECASE)
_QUOTED = re.compile(
    r"^\s*>|^\s*-{2,}\s*(?:original|mensaje original|forwarded)|^(?:de|from):\s.+@|"
    r"^(?:el|on)\b.{5,120}(?:escribi[oó]|wrote):\s*$",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Nps:
    """The figure over the last answer of each person.

    Attributes:
        value: −100..100, or None under ENOUGH answers.
        low: Lower end of the 95 % interval, or None.
        high: Upper end, or None.
    """

    promoters: int
    neutrals: int
    detractors: int
    value: float | None
    low: float | None
    high: float | None

    @property
    def answers(self) -> int:
        """How many people answered."""
        return self.promoters + self.neutrals + self.detractors


def nps(scores: Iterable[int]) -> Nps:
    """Return the net promoter score of scores 0..10, one a person, with its adjusted Wald interval.

    Source: METHODS 5; Bonett & Price (2012) for the interval of a difference of multinomial proportions.
    """
    known = list(scores)
    promoters = sum(score >= 9 for score in known)
    detractors = sum(score <= 6 for score in known)
    n = len(known)
    neutrals = n - promoters - detractors
    if n < ENOUGH:
        return Nps(promoters, neutrals, detractors, None, None, None)
    p, q = (promoters + 0.75) / (n + 3), (detractors + 0.75) / (n + 3)
    margin = 1.96 * math.sqrt((p + q - (p - q) ** 2) / (n + 3))
    low, high = max(-1.0, p - q - margin), min(1.0, p - q + margin)
    return Nps(promoters, neutrals, detractors, 100 * (promoters - detractors) / n, 100 * low, 100 * high)


@dataclass(frozen=True, slots=True)
class ReadScore:
    """What was read from an answer.

    Attributes:
        score: 0..10, or None if there is no number.
        sentence: The words it was read from, for the owner to see beside it.
        is_doubtful: Whether the owner must look before it counts.
        token: Of the letter answered, when the subject names it.
    """

    score: int | None
    sentence: str
    is_doubtful: bool
    token: str = ""


def read_score(text: str, subject: str = "") -> ReadScore:
    """Read a score from an answer; sure only where the number stands alone or the link wrote it."""
    written = own_words(text)
    by_link = _SUBJECT.search(subject)
    if by_link:
        return ReadScore(int(by_link.group(1)), subject.strip(), is_doubtful=False, token=by_link.group(2))
    lines = [line.strip() for line in written.splitlines() if line.strip()]
    for line in lines:
        alone = _ALONE.match(line)
        if alone:
            return ReadScore(int(alone.group(1)), line, is_doubtful=False)
    sentences = _sentences(lines)
    of_ten = [(int(m.group(1)), s) for s in sentences for m in _OF_TEN.finditer(s)]
    if len({score for score, _ in of_ten}) == 1:
        return ReadScore(of_ten[0][0], of_ten[0][1], is_doubtful=len(sentences) > 1)
    found = [(score, sentence) for sentence in sentences for score in _candidates(sentence)]
    distinct = {score for score, _ in found}
    if len(distinct) == 1:
        return ReadScore(found[0][0], found[0][1], is_doubtful=True)
    first = sentences[0] if sentences else ""
    return ReadScore(None, found[0][1] if found else first, is_doubtful=True)


def _candidates(sentence: str) -> list[int]:
    digits = [m for m in _SOMEWHERE.finditer(sentence) if not _NOT_A_SCORE.search(sentence[: m.start()])]
    words = [_NUMBERS[m.group(1).casefold()] for m in _WORD.finditer(sentence)]
    return [int(m.group(1)) for m in digits] + words


def _sentences(lines: Sequence[str]) -> list[str]:
    return [part.strip() for line in lines for part in re.split(r"(?<=[.!?;])\s+", line) if part.strip()]


def own_words(text: str) -> str:
    """Return what the person wrote, without the letter they answered."""
    kept: list[str] = []
    for line in text.splitlines():
        if _QUOTED.search(line):
            break
        kept.append(line)
    return "\n".join(kept).strip()


_NO_MORE = re.compile(
    r"\bbaja\b|\bunsubscribe\b|ya no me (?:escriban|escribas|manden|mandes|env[ií]en)|"
    r"no (?:quiero|deseo) (?:recibir )?(?:m[aá]s )?(?:correos|mensajes|publicidad)|dejen de escribirme|"
    r"d[eé]n?me de baja|b[oó]rr(?:en|a)me de (?:la|tu|su) lista|\bstop\b|no more (?:letters|emails)",
    re.IGNORECASE,
)
_BAJA_SUBJECT = re.compile(
    r"^\s*(?:re:\s*)?(?:baja|unsubscribe)(?:\s+\[?\s*([0-9a-f]{2,})\s*\]?)?\s*$", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class Goodbye:
    """Whether somebody asks not to be written to, and the token of the letter answered, if known."""

    is_meant: bool
    token: str = ""


def read_goodbye(text: str, subject: str = "") -> Goodbye:
    """Read a wish to be left alone: by the link's subject, or in the first words of a short answer.

    Only the person's own words count, and only their first lines: a letter that quotes ours says "baja" too.
    """
    by_link = _BAJA_SUBJECT.match(subject)
    if by_link:
        return Goodbye(is_meant=True, token=by_link.group(1) or "")
    first = " ".join(own_words(text).splitlines()[:3])[:200]
    return Goodbye(is_meant=bool(_NO_MORE.search(first)))
