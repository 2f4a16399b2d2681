"""What may be known when a reply is written: each fact with its source and its time.

Dates and amounts come already said in the customer's language (``*_said``): this layer does not speak.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

from shopdesk.domain.extraction.mentions import Mention
from shopdesk.domain.naming import styled
from shopdesk.domain.promising import Reason, State
from shopdesk.domain.tagging.reading import Reading


class FactKind(StrEnum):
    """What kind of claim a fact may carry."""

    AVAILABILITY = "availability"
    RESTOCK = "restock"
    LAST_PIECES = "last_pieces"
    POLICY = "policy"
    DELIVERY_TIME = "delivery_time"
    PRICE = "price"
    ATTRIBUTE = "attribute"
    ORDER = "order_state"
    EQUIVALENCE = "equivalence"
    CATALOGUE = "catalogue"
    SHOP = "shop"
    CUSTOMER = "customer"


@dataclass(frozen=True, slots=True)
class Fact:
    """One receipt.

    Attributes:
        kind: What it vouches for.
        key: What it is about, stable between two readings, e.g. ``variant:12``.
        value: The fact as it was read, e.g. ``3``.
        source: The row it came from, e.g. ``stock:variant:12`` or ``policy:cambios:v2``.
        as_of: When the source was last true, aware; None if it has no time.
    """

    kind: str
    key: str
    value: str
    source: str
    as_of: datetime | None = None


@dataclass(frozen=True, slots=True)
class VariantFact:
    """One size of a style, as ``what may be promised`` says it."""

    variant_id: int
    size: str
    pieces: int
    state: State
    reason: Reason = Reason.NONE
    when_said: str = ""
    is_last_pieces: bool = False
    as_of: datetime | None = None


@dataclass(frozen=True, slots=True)
class PriceFact:
    """What a style costs now; ``before_said`` only if more was really charged before."""

    said: str
    source: str
    as_of: datetime | None = None
    before_said: str = ""


@dataclass(frozen=True, slots=True)
class StyleFact:
    """A model in one colour, with its sizes and what its page says of it."""

    product_id: int
    product: str
    color: str
    variants: tuple[VariantFact, ...]
    price: PriceFact | None = None
    material: str = ""
    fit: str = ""
    care: str = ""
    use: str = ""
    category: str = ""
    as_of: datetime | None = None

    @property
    def item(self) -> str:
        """The style as it is named: ``Botín Oaxaca café``."""
        return styled(self.product, self.color)


@dataclass(frozen=True, slots=True)
class PolicyFact:
    """A paragraph of the owner's own, in force."""

    name: str
    text: str
    version: int
    valid_from: datetime
    url: str = ""


@dataclass(frozen=True, slots=True)
class ZoneFact:
    """How long delivery to a zone takes, as the owner wrote it."""

    zone: str
    days_said: str
    source: str
    places: frozenset[str] = frozenset()
    postcodes: tuple[tuple[int, int], ...] = ()
    as_of: datetime | None = None


class OrderState(StrEnum):
    """Where an order stands for its customer."""

    PENDING = "pending"
    PREPARING = "preparing"
    SENT = "sent"
    DELIVERED = "delivered"
    CANCELLED = "cancelled"
    REFUNDED = "refunded"


@dataclass(frozen=True, slots=True)
class OrderFact:
    """An order matched to this very customer."""

    number: str
    state: OrderState
    source: str
    when_said: str = ""
    as_of: datetime | None = None


@dataclass(frozen=True, slots=True)
class EquivalenceFact:
    """One row of the owner's own size table."""

    label: str
    scale: str
    other_label: str
    other_scale: str
    source: str


@dataclass(frozen=True, slots=True)
class ShopFact:
    """What the owner told about the shop."""

    address: str = ""
    url: str = ""


@dataclass(frozen=True, slots=True)
class Segment:
    """One sentence of a message: two questions in one message are two segments."""

    reading: Reading
    tags: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class LackingColors:
    """Colours asked for in which a model does not come.

    Attributes:
        product: The model.
        colors: As the customer may read them, in the order asked.
        is_all: It comes in none of the colours asked.
    """

    product: str
    colors: tuple[str, ...]
    is_all: bool


@dataclass(frozen=True, slots=True)
class Situation:
    """All that is known when one message is answered.

    Attributes:
        reading: The message; read for what it asks, never followed, never repeated.
        tags: Tags the message has.
        segments: Its sentences, each with the tags it has by itself.
        mentions: What it names.
        customer: First name, if it looks like one.
        styles: Styles the message is about, the likeliest first.
        siblings: Other styles of the category that have the wanted size.
        lacking: Colours asked for in which those models do not come.
        policies: Name to the paragraph in force.
        zones: The owner's delivery zones.
        order: The order the customer asks about, if it is theirs.
        equivalences: The owner's size table.
        shop: The shop.
        is_identified: The message belongs to a known customer.
    """

    reading: Reading
    tags: tuple[str, ...]
    segments: tuple[Segment, ...] = ()
    mentions: tuple[Mention, ...] = ()
    customer: str = ""
    styles: tuple[StyleFact, ...] = ()
    siblings: tuple[StyleFact, ...] = ()
    lacking: tuple[LackingColors, ...] = ()
    policies: Mapping[str, PolicyFact] = field(default_factory=dict)
    zones: tuple[ZoneFact, ...] = ()
    order: OrderFact | None = None
    equivalences: tuple[EquivalenceFact, ...] = ()
    shop: ShopFact = field(default_factory=ShopFact)
    is_identified: bool = False


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence: its key in the book, what fills its slots, and its receipts."""

    key: str
    slots: Mapping[str, str] = field(default_factory=dict)
    facts: tuple[Fact, ...] = ()


@dataclass(frozen=True, slots=True)
class Pending:
    """A question that cannot be answered yet: what was asked, and why not."""

    ask: str
    reason: str


class Tone(StrEnum):
    """The three versions of a reply."""

    WARM = "warm"
    BRIEF = "brief"
    FORMAL = "formal"


@dataclass(frozen=True, slots=True)
class Reply:
    """A composed reply: sentences in order, grouped in paragraphs, and what is left open."""

    paragraphs: tuple[tuple[Sentence, ...], ...]
    pending: tuple[Pending, ...]
    tone: Tone
    language: str

    @property
    def sentences(self) -> tuple[Sentence, ...]:
        """All sentences in order."""
        return tuple(sentence for paragraph in self.paragraphs for sentence in paragraph)

    @property
    def facts(self) -> tuple[Fact, ...]:
        """All receipts, each once."""
        return tuple(dict.fromkeys(fact for sentence in self.sentences for fact in sentence.facts))
