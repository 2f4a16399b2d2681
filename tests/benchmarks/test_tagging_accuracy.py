"""How well messages are tagged: cross-validated on labelled messages, and on messages in other voices.

pytest tests/benchmarks/test_tagging_accuracy.py -m bench -s
"""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import pytest

from shopdesk.domain.tagging import lexicon, training
from shopdesk.domain.tagging.reading import read
from shopdesk.domain.tagging.tagger import Tagged, Tagger, decided, tag
from shopdesk.domain.tagging.tags import TAGS
from shopdesk.services.tagging import load_tagger, sources

ROOT = Path(__file__).resolve().parents[2]
SAMPLES = ROOT.parent / "shared" / "samples" / "inbox" / "messages.jsonl"
STRANGERS = ROOT / "tests" / "data" / "inbox" / "strangers.jsonl"
THIRD = ROOT / "tests" / "data" / "inbox" / "third_batch.jsonl"
VOICES = ROOT / "tests" / "data" / "inbox" / "voices.jsonl"
FOUR = ROOT / "tests" / "data" / "inbox" / "four_shops_unseen.jsonl"
EIGHT = ROOT / "tests" / "data" / "inbox" / "eight_shops.jsonl"

pytestmark = pytest.mark.bench

Case = tuple[str, frozenset[str]]


def cases(file: Path) -> list[Case]:
    if not file.exists():
        pytest.skip(f"{file.name} is not at hand")
    rows = [json.loads(line) for line in file.read_text(encoding="utf-8").splitlines()]
    return [(row["text"], frozenset(row["tags"])) for row in rows]


def f1(wanted: list[frozenset[str]], found: list[set[str]]) -> tuple[float, float, dict[str, float]]:
    per: dict[str, float] = {}
    hits = misses = wrongs = 0
    for name in TAGS:
        hit = sum(name in w and name in f for w, f in zip(wanted, found, strict=True))
        wrong = sum(name not in w and name in f for w, f in zip(wanted, found, strict=True))
        miss = sum(name in w and name not in f for w, f in zip(wanted, found, strict=True))
        per[name] = 2 * hit / (2 * hit + wrong + miss) if hit + wrong + miss else 1.0
        hits, wrongs, misses = hits + hit, wrongs + wrong, misses + miss
    return 2 * hits / (2 * hits + wrongs + misses), float(np.mean(list(per.values()))), per


def interval(wanted: list[frozenset[str]], found: list[set[str]]) -> tuple[float, float]:
    rng = np.random.default_rng(0)
    drawn = []
    for _ in range(500):
        pick = rng.integers(0, len(wanted), len(wanted))
        drawn.append(f1([wanted[i] for i in pick], [found[i] for i in pick])[0])
    low, high = np.quantile(drawn, [0.025, 0.975])
    return float(low), float(high)


def by_lexicon(tagger: Tagger, text: str) -> set[str]:
    hits = lexicon.find(tagger.lexicon, read(text, tagger.spelling))
    scores = {name: lexicon.score(hits, name) for name in TAGS}
    best = max(scores, key=lambda name: scores[name])
    return {name for name in TAGS if scores[name] >= 1.5} or {best if scores[best] > 0 else "otra"}


def report(title: str, labelled: list[Case], tags: list[tuple[Tagged, ...]]) -> dict[str, float]:
    wanted = [w for _, w in labelled]
    found = [set(decided(one)) for one in tags]
    micro, macro, per = f1(wanted, found)
    low, high = interval(wanted, found)
    applied = [{t.tag for t in one if t.applied} for one in tags]
    right = sum(len(a & w) for a, w in zip(applied, wanted, strict=True))
    precision = right / max(1, sum(len(a) for a in applied))
    recall = right / sum(len(w) for w in wanted)
    top = sum(len({t.tag for t in one[:3]} & w) for one, w in zip(tags, wanted, strict=True))
    top3 = top / sum(len(w) for w in wanted)
    print(f"\n{title} ({len(labelled)}): micro {micro:.3f} ({low:.3f}-{high:.3f}), macro {macro:.3f}")
    print(f"  applied: precision {precision:.3f} at recall {recall:.3f}; top 3: {top3:.3f}")
    print("  " + ", ".join(f"{name} {value:.2f}" for name, value in per.items()))
    return {"micro": micro, "macro": macro, "precision": precision, "recall": recall, "top3": top3}


def test_cross_validated_on_the_samples():
    labelled = cases(SAMPLES)
    shipped = sources()
    texts = {text for text, _ in labelled}
    others = [training.Labelled(s.text, s.tags) for s in shipped.seeds if s.text not in texts]
    folds = np.random.default_rng(1).integers(0, 5, len(labelled))
    tags: list[tuple[Tagged, ...]] = [()] * len(labelled)
    for fold in range(5):
        known = [training.Labelled(*labelled[i]) for i in range(len(labelled)) if folds[i] != fold]
        models = training.fit(known + others, shipped.lexicon, shipped.spelling)
        tagger = Tagger(shipped.lexicon, shipped.spelling, models)
        for i in np.flatnonzero(folds == fold):
            tags[i] = tag(tagger, labelled[i][0])
    figures = report("samples, 5 folds", labelled, tags)
    tagger = load_tagger()
    alone = f1([w for _, w in labelled], [by_lexicon(tagger, text) for text, _ in labelled])
    print(f"  lexicon alone: micro {alone[0]:.3f}, macro {alone[1]:.3f}")
    assert figures["precision"] >= 0.93
    assert figures["recall"] >= 0.50
    assert figures["top3"] >= 0.94


def test_on_messages_in_other_voices():
    labelled = cases(VOICES)
    tagger = load_tagger()
    figures = report("other voices", labelled, [tag(tagger, text) for text, _ in labelled])
    alone = f1([w for _, w in labelled], [by_lexicon(tagger, text) for text, _ in labelled])
    print(f"  lexicon alone: micro {alone[0]:.3f}, macro {alone[1]:.3f}")
    assert figures["micro"] >= 0.76
    assert figures["macro"] >= 0.76


def test_on_messages_written_without_a_look_at_the_words():
    """First read, two halves of these gave micro 0.815 (0.745-0.875) and 0.847 (0.770-0.917)."""
    labelled = cases(STRANGERS)
    tagger = load_tagger()
    figures = report("strangers", labelled, [tag(tagger, text) for text, _ in labelled])
    assert figures["micro"] >= 0.76
    assert figures["macro"] >= 0.76


def test_on_a_third_batch_written_before_the_words_were_mended():
    """Before the mending micro 0.901 (0.849-0.945), macro 0.900; after it 0.928 (0.882-0.961) and 0.924."""
    labelled = cases(THIRD)
    tagger = load_tagger()
    figures = report("third batch", labelled, [tag(tagger, text) for text, _ in labelled])
    assert figures["micro"] >= 0.76
    assert figures["macro"] >= 0.76


def test_on_messages_of_four_shops_never_learnt_from():
    """Micro 0.840 (0.781-0.891), macro 0.800; applied precision 0.927 at recall 0.701."""
    labelled = cases(FOUR)
    tagger = load_tagger()
    figures = report("four shops", labelled, [tag(tagger, text) for text, _ in labelled])
    assert figures["micro"] >= 0.76
    assert figures["macro"] >= 0.76


def test_on_the_last_batch_of_eight_shops_never_learnt_from():
    """The last thirty; the batches before it were read unseen, then mended by classes and learnt from.

    First read, in the order they were written: micro 0.806 (0.750-0.857), 0.825 (0.757-0.891),
    0.818 (0.750-0.895) and 0.845 (0.735-0.943); macro 0.800, 0.810, 0.725 and 0.899.
    """
    rows = [json.loads(line) for line in EIGHT.read_text(encoding="utf-8").splitlines()]
    labelled = [(row["text"], frozenset(row["tags"])) for row in rows if row["batch"] == 4]
    tagger = load_tagger()
    figures = report("eight shops, last batch", labelled, [tag(tagger, text) for text, _ in labelled])
    assert figures["micro"] >= 0.76
    assert figures["macro"] >= 0.76
