"""What each message teaches beyond its answer: questions for a page, common questions, videos, changes."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from shopdesk.domain.conversations import Line, by_style, shares
from shopdesk.domain.friction import fell_after
from shopdesk.domain.replies.asks import asks_of, split_segments
from shopdesk.domain.replies.policies import POLICY_OF
from shopdesk.domain.replies.segments import ALONE
from shopdesk.domain.tagging.reading import read
from shopdesk.domain.tagging.tagger import tag as tagged
from shopdesk.domain.tagging.tags import Tag
from shopdesk.services import tagging
from shopdesk.services.context import Shop
from shopdesk.services.inbox import content
from shopdesk.store.topics import Spoken

MOST_QUESTIONS = 20
_PAGE = (Tag.TALLA, Tag.MATERIALES, Tag.COMODIDAD, Tag.PRECIO, Tag.CAMBIOS, Tag.GARANTIA)
"""Topics a product page can answer."""
_VIDEOS = {
    "talla": (Tag.TALLA,),
    "material": (Tag.MATERIALES,),
    "uso": (Tag.COMODIDAD,),
    "empaque": (),
    "cambios": (Tag.CAMBIOS, Tag.GARANTIA),
    "testimonios": (Tag.AGRADECIMIENTO,),
}
_PACKING = ("empaque", "empacad", "envuel", "regalo", "caja", "notita", "bolsa")
_POLICY_TAG = {
    "envio": Tag.ENVIO,
    "zonas": Tag.ENVIO,
    "cambios": Tag.CAMBIOS,
    "garantia": Tag.GARANTIA,
    "pagos": Tag.PAGO,
    "tallas": Tag.TALLA,
    "materiales": Tag.MATERIALES,
}
_LEAST_AFTER = 30
_QUOTES = 3
_NO_QUESTION = frozenset({Tag.OTRA, Tag.AGRADECIMIENTO, Tag.QUEJA})


@dataclass(frozen=True, slots=True)
class PageGap:
    """A question that a product page should answer."""

    product_id: int
    product: str
    tag: str
    times: int
    quotes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Question:
    """A common question with what answers it now."""

    ask: str
    tag: str
    times: int
    quotes: tuple[str, ...]
    answer: str


@dataclass(frozen=True, slots=True)
class Video:
    """One of six short videos with the questions it would answer; none says so."""

    name: str
    times: int
    quotes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Change:
    """A policy that was written or changed, and whether its topic comes up less since."""

    policy: str
    tag: str
    on: date
    before: tuple[int, int]
    after: tuple[int, int]
    p_value: float
    is_known: bool


def gaps(zone: ZoneInfo, rows: Sequence[Spoken], names: dict[int, str]) -> tuple[PageGap, ...]:
    """Return the questions that product pages should answer, by how often they come up."""
    counts = by_style([line_of(zone, row) for row in rows])
    found = []
    for (product, tag), times in counts.items():
        if tag not in _PAGE or times < 2:
            continue
        quotes = [
            r.text for r in reversed(rows) if r.product_id == product and tag in r.tags and "?" in r.text
        ]
        found.append(
            PageGap(product, names.get(product, ""), tag, times, tuple(dict.fromkeys(quotes))[:_QUOTES])
        )
    return tuple(sorted(found, key=lambda one: (-one.times, one.product, one.tag)))


def questions(rows: Sequence[Spoken], written: dict[str, str]) -> tuple[Question, ...]:
    """Return the commonest questions, by what exactly is asked, with the owner's own answer where written."""
    spelling, book = tagging.sources().spelling, content.asks()
    threads: dict[tuple[str, str], dict[str, str]] = {}
    for row in rows:
        for part, tags in _asking(row):
            reading = read(part, spelling)
            if not reading.asks or len(reading.spans) < 2:
                continue
            for tag, ask in asks_of(reading, [t for t in tags if t not in _NO_QUESTION], book):
                if ask == "time" and Tag.STOCK in tags:
                    continue  # "when does it come" of a model, not of a parcel
                threads.setdefault((ask, tag), {}).setdefault(row.thread_key, part)
    found = [
        Question(
            ask,
            tag,
            len(said),
            tuple(dict.fromkeys(said.values()))[:_QUOTES],
            written.get(POLICY_OF.get(ask, ""), ""),
        )
        for (ask, tag), said in threads.items()
    ]
    return tuple(sorted(found, key=lambda one: (-one.times, one.ask))[:MOST_QUESTIONS])


def _asking(row: Spoken) -> list[tuple[str, tuple[str, ...]]]:
    """Return the sentences of a message with their topics: of two questions each keeps its own."""
    parts = split_segments(row.text)
    if len(parts) < 2 or len(row.tags) < 2:
        return [(part, row.tags) for part in parts]
    tagger = tagging.load_tagger()
    alone = [(part, {t.tag for t in tagged(tagger, part) if t.probability >= ALONE}) for part in parts]
    return [(part, tuple(t for t in row.tags if t in own) or row.tags) for part, own in alone]


def videos(rows: Sequence[Spoken]) -> tuple[Video, ...]:
    """Return the six short videos with the questions each would answer."""
    found = []
    for name, tags in _VIDEOS.items():
        if name == "empaque":
            mine = [r for r in rows if any(word in r.text.lower() for word in _PACKING)]
        else:
            mine = [r for r in rows if set(tags) & set(r.tags)]
        quotes = tuple(dict.fromkeys(r.text for r in reversed(mine)))[:_QUOTES]
        found.append(Video(name, len({r.thread_key for r in mine}), quotes))
    return tuple(found)


def changes(shop: Shop, lines: Sequence[Line], written: dict[str, datetime]) -> tuple[Change, ...]:
    """Compare each topic before and after its policy was last written, on the same number of days."""
    found = []
    for name, at in written.items():
        tag, on = _POLICY_TAG.get(name), at.astimezone(shop.zone()).date()
        days = (shop.today() - on).days
        earliest = min((line.day for line in lines), default=on)
        if tag is None or days < 1 or on <= earliest:
            continue
        before = [line for line in lines if max(earliest, on - timedelta(days)) <= line.day < on]
        after = [line for line in lines if line.day >= on]
        one, two = shares(before, after, tag)
        is_known = one[1] >= _LEAST_AFTER and two[1] >= _LEAST_AFTER
        found.append(Change(name, tag, on, one, two, fell_after(one, two), is_known))
    return tuple(found)


def line_of(zone: ZoneInfo, row: Spoken) -> Line:
    """Return a message as counting sees it."""
    return Line(row.thread_key, day_of(zone, row), row.tags, row.product_id)


def day_of(zone: ZoneInfo, row: Spoken) -> date:
    """Return the local day a message was written."""
    return row.written_at.astimezone(zone).date()
