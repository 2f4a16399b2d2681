"""The open demand data and the peers beside it, scored by the evaluator that comes with the data."""

from __future__ import annotations

import importlib
import importlib.util
import json
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np

ROOT = Path(__file__).resolve().parents[2]
EVALUATE = ROOT.parent / "shared" / "evaluate"
HERE_PEERS = ("ses_normal", "ses_nb")
LIBRARY_PEERS = (
    "sf_crostonsba_nb",
    "sf_crostonsba_normal",
    "sf_tsb_nb",
    "sf_autoets_nb",
    "sf_autoets_normal",
)

ONE_CORE = {"OMP_NUM_THREADS": "1", "OPENBLAS_NUM_THREADS": "1", "NUMBA_NUM_THREADS": "1"}

Scores = dict[str, dict[str, float]]


def reference(module: str) -> Any:
    """Return a module that stands beside the open data; the caller skips where that is absent."""
    sys.path.insert(0, str(EVALUATE))
    try:
        return importlib.import_module(module)
    finally:
        sys.path.remove(str(EVALUATE))


def score(forecast: Callable[..., Any]) -> Scores:
    return reference("evaluate").score(forecast, "dev")


def library_python() -> str | None:
    """Return the interpreter that has statsforecast: this one, or the one named by PEERS_PYTHON."""
    named = os.environ.get("PEERS_PYTHON")
    if named:
        return named
    return sys.executable if importlib.util.find_spec("statsforecast") else None


def library_scores(peer: str, folder: Path) -> Scores:
    """Score a peer that needs statsforecast in its own interpreter, on one core."""
    out = folder / f"{peer}.json"
    subprocess.run(
        [
            library_python() or sys.executable,
            "-W",
            "ignore",
            str(EVALUATE / "evaluate.py"),
            "--module",
            f"ref_peers:{peer}",
            "--part",
            "dev",
            "--out",
            str(out),
        ],
        check=True,
        capture_output=True,
        env={**os.environ, **ONE_CORE},
    )
    return json.loads(out.read_text())


AUTO_ETS = """
import sys, time
import numpy as np
from statsforecast.models import AutoETS
weekly = np.load(sys.argv[1])
def forecast(one):
    AutoETS(season_length=1).forecast(y=one, h=8, level=[90])
for one in weekly[:3]:
    forecast(one)
begun = time.process_time()
for one in weekly:
    forecast(one)
print((time.process_time() - begun) / len(weekly))
"""


def auto_ets_seconds(weekly: np.ndarray, folder: Path) -> float:
    """Return the library's CPU seconds a series, its models compiled beforehand, on one core."""
    np.save(folder / "weekly.npy", weekly.astype(float))
    done = subprocess.run(
        [library_python() or sys.executable, "-W", "ignore", "-c", AUTO_ETS, str(folder / "weekly.npy")],
        check=True,
        capture_output=True,
        text=True,
        env={**os.environ, **ONE_CORE},
    )
    return float(done.stdout.split()[-1])


def ratio(ours: Scores, theirs: list[Scores], figure: str) -> float:
    """Return ours over the best of theirs, geometric mean over sources; the best by that same mean."""
    each = [
        float(np.exp(np.mean([np.log(ours[s][figure] / peer[s][figure]) for s in ours]))) for peer in theirs
    ]
    return max(each)


def weekly_demand(source: str, *, weeks: int) -> tuple[np.ndarray, np.ndarray]:
    """Return SKU × week demand of a source and category codes: SKUs whose last ``weeks`` are all known."""
    ((_, frame),) = reference("evaluate").load("dev", [source])
    demand = frame.pivot(index="sku", columns="week", values="qty")
    names = frame.drop_duplicates("sku").set_index("sku")["category"].reindex(demand.index)
    codes = np.unique(names.to_numpy(dtype=str), return_inverse=True)[1]
    units = demand.to_numpy()
    known = np.isfinite(units[:, -weeks:]).all(axis=1) & (np.isfinite(units[:, :-weeks]).sum(axis=1) >= 10)
    return units[known], codes[known]
