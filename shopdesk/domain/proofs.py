"""What an owner may say of caring for the world: a process, its proof, and what the buyer gains by it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from shopdesk.domain.naming import name_key


@dataclass(frozen=True, slots=True)
class Note:
    """One thing the shop does.

    Attributes:
        process: What is done: ``Curtimos la piel con corteza de encino``.
        proof: Who can check it and how: ``La curtiduría lo certifica cada año: folio 2231``.
        benefit: What the buyer gains: ``La piel respira y no irrita``.
    """

    process: str
    proof: str
    benefit: str

    def sentence(self) -> str:
        """Return the three as sentences, ready for a letter."""
        return " ".join(f"{part.strip().rstrip('.')}." for part in (self.process, self.proof, self.benefit))


def bare_claims(text: str, notes: Sequence[Note], lexicon: Sequence[str]) -> list[str]:
    """Return the words, as written, that claim to care for the world without process, proof and benefit.

    A letter that carries the three of one of the owner's notes, word for word, has earned its claims.

    Args:
        text: Subject and body.
        notes: The owner's own.
        lexicon: Beginnings of words and phrases that claim: ``sostenib``, ``amigable con el``.
    """
    plain = _fold(text)
    if any(all(_fold(part) in plain for part in (n.process, n.proof, n.benefit)) for n in notes):
        return []
    found: dict[str, str] = {}
    spelt, places = _spelt(text)
    for phrase in lexicon:
        words = r"\s+".join(map(re.escape, _fold(phrase).split()))
        for hit in re.finditer(rf"\b{words}\w*", spelt):
            found.setdefault(hit.group(), text[places[hit.start()] : places[hit.end() - 1] + 1])
    return list(found.values())


def _spelt(text: str) -> tuple[str, list[int]]:
    """Return a text without accents or capitals, and where each of its letters stands in the text itself."""
    letters = [(letter, at) for at, c in enumerate(text) for letter in (" " if c.isspace() else name_key(c))]
    return "".join(letter for letter, _at in letters), [at for _letter, at in letters]


def _fold(text: str) -> str:
    return " ".join(name_key(text).strip(" .").split())
