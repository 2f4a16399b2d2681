"""The sentences of a message with the tags each has by itself, and the clauses that ask one thing more."""

from __future__ import annotations

import re

from shopdesk.domain.replies.asks import split_segments
from shopdesk.domain.replies.facts import Segment
from shopdesk.domain.tagging.reading import read
from shopdesk.domain.tagging.tagger import Tagger, tag
from shopdesk.domain.tagging.tags import Tag

ALONE = 0.6
"""From which probability a sentence of a message has a tag by itself."""
CLAUSE = 0.85
_JOINT = re.compile(r"[,;:]|\s+(?:y|e|and|ademas|además|tambien|también)\s+", re.IGNORECASE)
_FEW = 2
_ASKING = frozenset({Tag.STOCK, Tag.PRECIO, Tag.PAGO, Tag.ENVIO, Tag.MATERIALES, Tag.GARANTIA, Tag.CAMBIOS})


def segments_of(tagger: Tagger, text: str) -> tuple[Segment, ...]:
    """Return the sentences of a message in order, each followed by its clauses that ask something else.

    "¿Cuánto cuesta, hay del 24 y aceptan OXXO?" is one sentence about three things; a tag that its words
    drown is found in the clause alone.
    """
    found: list[Segment] = []
    for part in split_segments(text):
        reading = read(part, tagger.spelling)
        tags = tuple(one.tag for one in tag(tagger, part) if one.probability >= ALONE)
        found.append(Segment(reading, tags))
        clauses = [clause.strip() for clause in _JOINT.split(part) if len(clause.split()) >= _FEW]
        for clause in clauses if len(clauses) > 1 else ():
            more = tuple(
                one.tag
                for one in tag(tagger, clause)
                if one.probability >= CLAUSE and one.tag in _ASKING and one.tag not in tags
            )
            if more:
                found.append(Segment(read(clause, tagger.spelling), more))
    return tuple(found)
